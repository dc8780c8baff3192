"""Homes of what is stated of a party."""

import re
from functools import cache
from typing import Any

from tests.casebook import words
from tests.casebook.archived import CaseView
from tests.casebook.homes import home, tagged
from tests.casebook.stated import Row, edtf, numbers, parts, plain, same, says, worth

_OVER = r"\d\+|more than|over\b|at least|mehr als|über|이상|以上"
_ABOUT = r"about|around|approximately|roughly|some\b|etwa|rund|ca\.|약|約"


def party_of(view: CaseView, place: int) -> tuple[list[Row], list[Row]]:
    """The organisation (those of its name), and its rows in the agreements it belongs to."""
    row = view.case["parties"][place]
    bodies = view.organisations_called(row["name"])
    ids = {one["id"] for one in bodies}
    rows = [
        party
        for one in view.own_of(plain(row.get("agreement") or ""))
        for party in one.get("parties", ())
        if party.get("organisation_id") in ids
    ]
    return bodies, rows


@home("parties[*].name")
def _party_name(view: CaseView, value: str, place: int) -> bool:
    bodies, rows = party_of(view, place)
    inside = bool(view.own) and view.case.get("doc_type") != "programme_report"
    return bool(bodies) and (bool(rows) or not inside)


@home("parties[*].agreement")
def _party_of(view: CaseView, value: str, place: int) -> bool:
    return bool(party_of(view, place)[1])


@home("parties[*].role")
def _role(view: CaseView, value: str, place: int) -> bool:
    bodies, rows = party_of(view, place)
    ours = words.ROLES.get(plain(value), "")
    if any(same(value, row.get("membership_class", "")) for row in rows):
        return True
    if any(ours and row["role"] == ours for row in rows):
        return same(value, ours)
    if rows:
        return False
    # Outside every agreement a role is what the body does for a deliverable: for each that is under
    # it, else for any.
    ids = {one["id"] for one in bodies}
    loose = [one for one in view.deliverables if not one.get("agreement_id")]
    under = [one for one in loose if one.get("organisation_id") in ids]
    meant = {role for pattern, role in words.DOES if pattern.search(value)}
    does = [
        any(row["organisation_id"] in ids and row["role"] in meant for row in one["responsible"])
        for one in under or loose
        if one.get("responsible")
    ]
    return any(does) and (not under or len(does) == len(under) == sum(does))


@home("parties[*].joined")
def _joined(view: CaseView, value: str, place: int) -> bool:
    _, rows = party_of(view, place)
    return any(edtf(value) and row.get("joined") == edtf(value) for row in rows)


@home("parties[*].country")
def _country(view: CaseView, value: str, place: int) -> bool:
    bodies, _ = party_of(view, place)
    return any(plain(value).casefold() in _country_names(one.get("country", "")) for one in bodies)


@cache
def _every_country() -> frozenset[str]:
    from babel import Locale

    codes = [str(code) for code in Locale.parse("en").territories]
    states = [code for code in codes if re.fullmatch("[A-Z]{2}", code)]
    return frozenset(name for code in states for name in _country_names(code))


def is_country(value: str) -> bool:
    """Whether a text names a country, so that a statement alone is no home for it."""
    return plain(value).casefold() in _every_country()


@cache
def _country_names(code: str) -> set[str]:
    from babel import Locale

    if not code:
        return set()
    names = {code.casefold()}
    for language in ("en", "ko", "ja", "zh", "de", "fr", "es"):
        names.add(Locale.parse(language).territories.get(code, code).casefold())
    return names | _SHORT.get(code, set())


_SHORT = {
    "KR": {"korea", "republic of korea", "한국"},
    "US": {"usa", "u.s.", "u.s.a.", "us", "united states of america", "미국"},
    "GB": {"uk", "u.k.", "great britain", "england", "scotland", "wales", "영국"},
    "JP": {"일본"},
}


@home("parties[*].acronym")
@home("parties[*].name_en")
def _further_name(view: CaseView, value: str, place: int) -> bool:
    bodies, _ = party_of(view, place)
    names = [
        {one.get("acronym", ""), one["name"], *(row["name"] for row in one.get("names", ()))}
        for one in bodies
    ]
    return any(plain(value) in {plain(name) for name in known} for known in names)


@home("parties[*].founded")
def _founded(view: CaseView, value: str, place: int) -> bool:
    bodies, _ = party_of(view, place)
    return any(says(one.get("founded"), edtf(value)) for one in bodies)


@home("parties[*].formed")
def _formed(view: CaseView, value: str, place: int) -> bool:
    return _founded(view, value, place)


def _linked_bodies(view: CaseView, kind: str, text: str, *, to: list[Row] | None = None) -> bool:
    """Whether an organisation called so is linked to one of `to`."""
    wanted = {one["id"] for one in to or ()}
    return any(
        link["kind"] == kind and link["other_id"] in wanted
        for one in view.archived.records["organisation"].values()
        if view.called("organisation", one["id"], text)
        for link in one.get("links", ())
    )


@home("parties[*].predecessors[*]")
def _predecessor(view: CaseView, value: str, place: int, _: int) -> bool:
    bodies, _rows = party_of(view, place)
    return _linked_bodies(view, "succeeded_by", value, to=bodies)


@home("parties[*].parent")
def _parent(view: CaseView, value: str, place: int) -> bool:
    return any(
        link["kind"] == "part_of" and view.called("organisation", link["other_id"], value)
        for one in party_of(view, place)[0]
        for link in one.get("links", ())
    )


@home("parties[*].unit")
def _unit(view: CaseView, value: str, place: int) -> bool:
    bodies, rows = party_of(view, place)
    names = [part.strip() for part in value.split(">") if part.strip()]
    lowest = [view.archived.get("organisation", row.get("unit_id")) for row in rows]
    if not rows:
        lowest = view.organisations_called(names[-1])
    return any(
        _stands_in(view, one, names[:-1], bodies)
        for one in lowest
        if one and view.is_called(one, names[-1])
    )


def _stands_in(view: CaseView, unit: Row, above: list[str], bodies: list[Row]) -> bool:
    ids = [link["other_id"] for link in unit.get("links", ()) if link["kind"] == "part_of"]
    if not above:
        return bool(set(ids) & {one["id"] for one in bodies})
    found = [view.archived.get("organisation", id) for id in ids]
    return any(
        view.is_called(one, above[-1]) and _stands_in(view, one, above[:-1], bodies)
        for one in found
    )


@home("parties[*].legal_form")
def _legal_form(view: CaseView, value: str, place: int) -> bool:
    return any(same(one.get("legal_form", ""), value) for one in party_of(view, place)[0])


@home("parties[*].former_names[*]")
def _former_name(view: CaseView, value: str, place: int, _: int) -> bool:
    bodies, _rows = party_of(view, place)
    return any(
        all(
            any(same(row["name"], part) for row in one.get("names", ())) or same(one["name"], part)
            for part in parts(value)
        )
        for one in bodies
    )


@home("parties[*].member_count")
def _members(view: CaseView, value: Any, place: int) -> bool:
    """Every number is a figure of the same source, and "50+" or "over 1500" is not exactly so."""
    stated = numbers(value, spoken=False)
    loose = re.search(rf"{_OVER}|{_ABOUT}", str(value), re.IGNORECASE) is not None
    return bool(stated) and any(
        set(stated) <= {worth(row) for row in view.figures(one)}
        and (not loose or any(row.get("qualifier") != "exactly" for row in view.figures(one)))
        for one in party_of(view, place)[0]
    )


@home("parties[*].kind")
def _party_kind(view: CaseView, value: str, place: int) -> bool:
    """Our kind, and as a tag the word itself where ours is wider."""
    ours = words.ORGANISATIONS.get(plain(value), "other")
    return any(
        one.get("kind") == ours and (ours == plain(value) or tagged(one, value))
        for one in party_of(view, place)[0]
    )
