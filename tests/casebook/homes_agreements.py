"""Homes of what is stated of the source and of the agreement."""

import re
from collections.abc import Iterator
from typing import Any

from tests.casebook import words
from tests.casebook.archived import CaseView
from tests.casebook.homes import at_event, holds_words, home, tagged
from tests.casebook.homes_terms import term_says
from tests.casebook.stated import Row, amount, edtf, plain, same, says, worth

_SIGNS = ("signed", "extended", "amended", "party_joined")
_STEPS = (*_SIGNS, "took_effect")
_ISO = re.compile(r"\d{4}-\d\d-\d\d")


def _in_source(path: str, field: str) -> None:
    home(path)(lambda view, value: same(view.source.get(field, ""), value))


for _path, _field in {
    "id": "reference",
    "title": "title",
    "url": "url",
    "language": "language",
    "text_excerpt": "excerpt",
}.items():
    _in_source(_path, _field)


@home("doc_type")
def _doc_type(view: CaseView, value: str) -> bool:
    return plain(value) in view.source.get("tags", ())


@home("source_published_on")
def _published(view: CaseView, value: str) -> bool:
    return view.source.get("published") == edtf(value) != ""


@home("linked_cases[*]")
def _linked(view: CaseView, value: str, _: int) -> bool:
    return plain(value) in [plain(one) for one in view.source.get("see_also", ())]


# --- the agreement ---------------------------------------------------------------------------


@home("kind")
def _kind(view: CaseView, value: str) -> bool:
    ours = words.AGREEMENTS.get(plain(value), "other")
    return bool(view.own) and all(
        one["kind"] == ours and (ours == plain(value) or tagged(one, value)) for one in view.own
    )


def _dated(view: CaseView, kinds: tuple[str, ...], one: Row, value: str) -> bool:
    return any(says(row.get("on"), edtf(value)) for row in view.lifecycle(kinds, [one]))


@home("signed_on")
def _signed_on(view: CaseView, value: str) -> bool:
    return bool(view.own) and all(_dated(view, _SIGNS, one, value) for one in view.own)


@home("signed_on_partial")
def _signed_on_partial(view: CaseView, value: str) -> bool:
    """A date with the words behind it, or nothing but words, which stand beside the step."""
    rest = re.sub(r"^(?:---?\d\d(?:-\d\d)?|\d{4}(?:-\d\d){0,2})(?!\d)", "", plain(value)).strip()
    return bool(view.own) and all(
        (not edtf(value) or _dated(view, _SIGNS, one, value))
        and (not rest or _beside_step(view, one, words.unbracketed(rest)))
        for one in view.own
    )


def _beside_step(view: CaseView, one: Row, text: str) -> bool:
    return any(holds_words(row.get("reason"), text) for row in view.lifecycle(_STEPS, [one]))


@home("signed_on_basis")
def _signed_on_basis(view: CaseView, value: str) -> bool:
    return bool(view.own) and all(
        _beside_step(view, one, value) or _shown_by_date(view, one, plain(value).casefold())
        for one in view.own
    )


def _shown_by_date(view: CaseView, one: Row, basis: str) -> bool:
    """What the stored day shows by itself: that it was stated, or how much of it was."""
    steps = view.lifecycle(_STEPS, [one])
    days = [str(row.get("on") or "") for row in steps]
    days += [str(row.get("signed_on") or "") for row in one.get("people", ())]
    named = _ISO.findall(basis)
    if basis.startswith(("not stated", "announced")):
        reported = {one.get("announced"), view.source.get("published")}
        unsigned = not any(row.get("on") for row in view.lifecycle(["signed"], [one]))
        return set(named) <= reported and (unsigned or view.another_speaks(one))
    if basis.startswith("two dates"):
        return bool(named) and set(named) <= set(days)
    precise = {
        "stated": r"\d{4}-\d\d-\d\d",
        "day only": r"XXXX-XX-\d\d",
        "month only": r"\d{4}-\d\d",
        "year only": r"\d{4}",
    }.get(basis.removesuffix(", with time zone"))
    if precise is None or not any(days):
        return False
    # Another report may say the day in full.
    return any(re.fullmatch(precise, day) for day in days) or view.another_speaks(one)


@home("place")
def _place(view: CaseView, value: str) -> bool:
    wanted = {plain(part) for part in value.split(";") if part.strip()}
    return bool(view.own) and all(
        wanted <= {plain(place) for place in one.get("places", ())} for one in view.own
    )


@home("event")
def _event(view: CaseView, value: str) -> bool:
    return bool(view.own) and all(at_event(view, one, value) for one in view.own)


@home("effective_on")
def _effective_on(view: CaseView, value: str) -> bool:
    """In the agreement that the words in brackets name, else in one of them."""
    bracketed = re.search(r"\(([^()]+)\)\s*$", value)
    called = bracketed[1] if bracketed else ""
    named = [one for one in view.own if called and same(one.get("title", ""), called)]
    return any(_dated(view, ("took_effect",), one, value) for one in named or view.own)


@home("expires_on_or_term")
def _term(view: CaseView, value: str) -> bool:
    return bool(view.own) and term_says(view, value)


_RELATIONS = {
    "renew": "renews",
    "reaffirm": "reaffirms",
    "restate": "restates",
    "supersede": "supersedes",
    "replace": "supersedes",
    "revive": "revives",
    "resume": "revives",
    "implement": "implements",
    "continue": "continues_with_successor",
}


@home("renews.relation")
def _relation(view: CaseView, value: str) -> bool:
    """The link with these words, a link of the kind another report words otherwise, or the event
    of the agreement itself."""
    word = plain(value).casefold()
    kinds = {kind for stem, kind in _RELATIONS.items() if stem in word}
    own = {"exten": "extended", "amend": "amended"}.get(word[:5], "")
    if any(same(link.get("note", ""), value) for link, _ in view.links()):
        return True
    of_kind = any(link["kind"] in kinds for link, _ in view.links())
    of_kind = of_kind or bool(own and view.lifecycle([own], view.own))
    return of_kind and any(view.said(one, "relation", value) for one in view.own)


@home("renews.what")
def _renewed(view: CaseView, value: str) -> bool:
    _, what = view.labelled(value)
    return any(same(one.get("title", ""), what) for one in view.former) or any(
        holds_words(row.get("reason"), what)
        for row in view.lifecycle(("extended", "amended"), view.own)
    )


@home("renews.original_date")
def _original(view: CaseView, value: str) -> bool:
    """Of the agreement renewed, or of the own one where that was extended or amended."""
    return any(_dated(view, ("signed",), one, value) for one in [*view.former, *view.own])


@home("renews.expired")
def _expired(view: CaseView, value: str) -> bool:
    return any(one.get("term_until") == edtf(value) != "" for one in view.former)


@home("renews.amendment_effective")
def _amended(view: CaseView, value: str) -> bool:
    rows = view.lifecycle(("extended", "amended"), view.own)
    return any(row.get("effective_on") == edtf(value) != "" for row in rows)


@home("commitments[*]")
def _commitment(view: CaseView, value: str, _: int) -> bool:
    mark, text = view.labelled(value)
    return bool(view.own_of(mark)) and all(
        any(same(row["text"], text) for row in one.get("commitments", ()))
        for one in view.own_of(mark)
    )


@home("other_agreements[*]")
def _other_agreement(view: CaseView, value: str, _: int) -> bool:
    found = [one["id"] for one in view.mentioned if same(one.get("title", ""), value)]
    linked = {one.get("id") for one in view.former}
    return bool(found) and (not view.own or bool(linked & set(found)))


# --- status facts ------------------------------------------------------------------------------


@home("status_facts[*]")
def _status_fact(view: CaseView, value: str, _: int) -> bool:
    """A figure, the words of a step of its life, of a link or of a line in the log; or what the
    fields of a body say already."""
    text = words.REASON.sub("", plain(value))
    life = [row for one in [*view.own, *view.former] for row in one.get("lifecycle", ())]
    return (
        view.counted([*view.own, *view.organisations], value)
        or any(holds_words(row.get("reason"), text) for row in life)
        or any(same(link.get("note", ""), value) for link, _ in view.links())
        or any(same(one.get("title", ""), value) for one in view.former)
        or any(holds_words(row.get("note"), value) for row in view.log)
        or any(_step_says(view, row, value) for row in view.lifecycle(_ENDS, view.own))
        or any(_form_says(one, value) for one in view.organisations)
    )


_ENDS = ("terminated", "notice_given", "amended", "extended")


def _step_says(view: CaseView, row: Row, text: str) -> bool:
    """Whether "A gave notice to B (2017-02-07)" is an event: its kind, its day, and who did it."""
    days = {str(row.get(name)) for name in ("on", "stated_on", "effective_on")}
    named = _ISO.findall(text)
    if not named or not set(named) <= days:
        return False
    if row["kind"] in ("amended", "extended"):
        return plain(text).casefold().startswith(row["kind"][:5])
    by = view.archived.get("organisation", row.get("by_id"))
    return bool(words.ENDED.search(text)) and (not by or plain(text).startswith(by["name"]))


def _form_says(body: Row, text: str) -> bool:
    """Whether a body's legal form says so: "사단법인 (2022~)" of "2022년 사단법인 전환"."""
    match = re.match(r"(.+?)\s*\((\d{4})", body.get("legal_form", ""))
    return match is not None and match[1] in plain(text) and match[2] in text


# --- money -------------------------------------------------------------------------------------


def _sums(view: CaseView, records: list[Row], row: Row) -> Iterator[tuple[Row, Row]]:
    """The figures that are the sum of a row, each with the record it is of."""
    wanted = amount(row.get("amount") or "")
    for one in records:
        for figure in view.figures(one):
            if wanted is not None and worth(figure) == wanted:
                yield one, figure


def _is_sum(view: CaseView, records: list[Row], row: Row, name: str, value: Any) -> bool:
    for one, figure in _sums(view, records, row):
        about = holds_words(figure["metric"], row.get("what") or "")
        if name == "amount" and about:
            return True
        if name == "currency" and about and same(figure.get("unit", ""), value):
            return True
        if name == "what" and (holds_words(figure["metric"], value) or same(one["name"], value)):
            return True
    return False


@home("funding[*].agreement")
def _funding_of(view: CaseView, value: str, _: int) -> bool:
    return bool(view.own_of(plain(value)))


@home("funding[*].**")
def _funding(view: CaseView, value: Any, place: int, name: str) -> bool:
    row = view.case["funding"][place]
    own = view.own_of(plain(row.get("agreement") or ""))
    return bool(own) and all(_is_sum(view, [one], row, name, value) for one in own)


@home("money_not_agreement_funding[*].**")
def _other_money(view: CaseView, value: Any, place: int, name: str) -> bool:
    row = view.case["money_not_agreement_funding"][place]
    return _is_sum(view, view.organisations, row, name, value)
