"""Homes of what is stated of a party."""

from typing import Any

from tests.casebook.archived import CaseView, Row, edtf, parts, plain, same, says
from tests.casebook.homes import home, text_of


def _party(view: CaseView, place: int) -> tuple[list[Row], list[Row]]:
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
    bodies, rows = _party(view, place)
    inside = bool(view.own) and view.case.get("doc_type") != "programme_report"
    return bool(bodies) and (bool(rows) or not inside)


@home("parties[*].agreement")
def _party_of(view: CaseView, value: str, place: int) -> bool:
    return bool(_party(view, place)[1])


@home("parties[*].role")
def _role(view: CaseView, value: str, place: int) -> bool:
    bodies, rows = _party(view, place)
    held = any(
        same(value, row["role"]) or same(value, row.get("membership_class", "")) for row in rows
    )
    return held or any(view.said(one, "role", value) for one in bodies)


@home("parties[*].joined")
def _joined(view: CaseView, value: str, place: int) -> bool:
    bodies, rows = _party(view, place)
    return any(edtf(value) and row.get("joined") == edtf(value) for row in rows) or any(
        view.said(one, "joined", value) for one in bodies
    )


@home("parties[*].country")
def _country(view: CaseView, value: str, place: int) -> bool:
    bodies, _ = _party(view, place)
    return any(
        plain(value).casefold() in _country_names(one.get("country", ""))
        or view.said(one, "country", value)
        for one in bodies
    )


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
    bodies, _ = _party(view, place)
    names = [
        {one.get("acronym", ""), one["name"], *(row["name"] for row in one.get("names", ()))}
        for one in bodies
    ]
    return any(plain(value) in {plain(name) for name in known} for known in names)


@home("parties[*].founded")
def _founded(view: CaseView, value: str, place: int) -> bool:
    bodies, _ = _party(view, place)
    return any(
        says(one.get("founded"), edtf(value)) or view.said(one, "founded", value) for one in bodies
    )


@home("parties[*].formed")
def _formed(view: CaseView, value: str, place: int) -> bool:
    return _founded(view, value, place) or any(
        view.said(one, "formed", value) for one in _party(view, place)[0]
    )


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
    bodies, _rows = _party(view, place)
    return _linked_bodies(view, "succeeded_by", value, to=bodies) or any(
        view.said(one, "predecessors", value) for one in bodies
    )


@home("parties[*].parent")
def _parent(view: CaseView, value: str, place: int) -> bool:
    return any(
        link["kind"] == "part_of" and view.called("organisation", link["other_id"], value)
        for one in _party(view, place)[0]
        for link in one.get("links", ())
    ) or any(view.said(one, "parent", value) for one in _party(view, place)[0])


@home("parties[*].unit")
def _unit(view: CaseView, value: str, place: int) -> bool:
    bodies, rows = _party(view, place)
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
    return any(
        same(one.get("legal_form", ""), value) or view.said(one, "legal_form", value)
        for one in _party(view, place)[0]
    )


@home("parties[*].former_names[*]")
def _former_name(view: CaseView, value: str, place: int, _: int) -> bool:
    bodies, _rows = _party(view, place)
    return any(
        all(
            any(same(row["name"], part) for row in one.get("names", ())) or same(one["name"], part)
            for part in parts(value)
        )
        for one in bodies
    )


@home("parties[*].member_count")
def _members(view: CaseView, value: Any, place: int) -> bool:
    bodies, _ = _party(view, place)
    if isinstance(value, int):
        return any(
            row.get("source_id") == view.source["id"] and str(row["value"]) == str(value)
            for one in bodies
            for row in one.get("observations", ())
        )
    return any(view.said(one, "member_count", value) for one in bodies)


@home("parties[*].kind")
def _party_kind(view: CaseView, value: str, place: int) -> bool:
    return any(
        one.get("kind") == value or view.said(one, "kind", value) for one in _party(view, place)[0]
    )


@home("parties[*].**")
def _party_more(view: CaseView, value: Any, place: int, name: str) -> bool:
    return any(view.said(one, name, text_of(value)) for one in _party(view, place)[0])
