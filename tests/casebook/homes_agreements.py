"""Homes of what is stated of the source and of the agreement."""

import re
from typing import Any

from tests.casebook.archived import CaseView, edtf, plain, same, says
from tests.casebook.homes import anything, at_event, home, plainly


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
    return view.source.get("published") == edtf(value) or view.claimed("source_published_on", value)


@home("linked_cases[*]")
def _linked(view: CaseView, value: str, _: int) -> bool:
    return plain(value) in [plain(one) for one in view.source.get("see_also", ())]


# --- the agreement ---------------------------------------------------------------------------


def _said_of_all(view: CaseView, field: str, value: str) -> bool:
    return bool(view.own) and all(view.said(one, field, value) for one in view.own)


@home("kind")
def _kind(view: CaseView, value: str) -> bool:
    return bool(view.own) and all(
        one["kind"] == value or view.said(one, "kind", value) for one in view.own
    )


@home("signed_on")
def _signed_on(view: CaseView, value: str) -> bool:
    kinds = ("signed", "extended", "party_joined")
    return bool(view.own) and all(
        any(says(row.get("on"), edtf(value)) for row in view.lifecycle(kinds, [one]))
        or view.said(one, "signed_on", value)
        for one in view.own
    )


@home("signed_on_partial")
def _signed_on_partial(view: CaseView, value: str) -> bool:
    return _said_of_all(view, "signed_on_partial", value)


@home("signed_on_basis")
def _signed_on_basis(view: CaseView, value: str) -> bool:
    return _said_of_all(view, "signed_on_basis", value) or anything(view, value, "signed_on_basis")


@home("place")
def _place(view: CaseView, value: str) -> bool:
    wanted = [plain(part) for part in value.split(";") if part.strip()]
    return bool(view.own) and all(
        set(wanted) <= {plain(place) for place in one.get("places", ())}
        or view.said(one, "places", value)
        for one in view.own
    )


@home("event")
def _event(view: CaseView, value: str) -> bool:
    return bool(view.own) and all(at_event(view, one, value) for one in view.own)


@home("effective_on")
def _effective_on(view: CaseView, value: str) -> bool:
    on = edtf(value)
    dated = any(says(row.get("on"), on) for row in view.lifecycle(["took_effect"], view.own))
    cited = any(view.said(one, "effective_on", value) for one in view.own)
    if on and "(" in value:
        return dated and cited
    return dated or cited


@home("expires_on_or_term")
def _term(view: CaseView, value: str) -> bool:
    if not _said_of_all(view, "term", value):
        return False
    held = {
        str(one.get(name))
        for one in view.own
        for name in ("term_length", "term_review", "term_renewal", "term_until")
    }
    years = {f"P{n}Y" for n in re.findall(r"(?<![\d-])(\d{1,3})[\s-]years?\b", value)}
    return not years or bool(years & held)


@home("renews.relation")
def _relation(view: CaseView, value: str) -> bool:
    return any(same(link.get("note", ""), value) for link, _ in view.links()) or any(
        view.said(one, "relation", value) for one in view.own
    )


@home("renews.what")
def _renewed(view: CaseView, value: str) -> bool:
    _, what = view.labelled(value)
    former = any(
        same(other.get("title", ""), what) or view.said(other, "title", what)
        for _, other in view.links()
    )
    own = view.lifecycle(("extended", "amended"), view.own)
    return former or any(same(row.get("reason", ""), what) for row in own)


@home("renews.original_date")
def _original(view: CaseView, value: str) -> bool:
    former = [other for _, other in view.links()]
    dated = any(says(row.get("on"), edtf(value)) for row in view.lifecycle(["signed"], former))
    return dated or any(view.said(one, "original_date", value) for one in [*former, *view.own])


@home("renews.expired")
def _expired(view: CaseView, value: str) -> bool:
    former = [other for _, other in view.links()]
    return any(one.get("term_until") == edtf(value) for one in former if edtf(value)) or any(
        view.said(one, "expired", value) for one in [*former, *view.own]
    )


@home("renews.amendment_effective")
def _amended(view: CaseView, value: str) -> bool:
    own = view.lifecycle(("extended", "amended"), view.own)
    former = [other for _, other in view.links()]
    return any(edtf(value) and row.get("effective_on") == edtf(value) for row in own) or any(
        view.said(one, "amendment_effective", value) for one in [*view.own, *former]
    )


@home("renews.**")
def _renewal_more(view: CaseView, value: Any, name: str) -> bool:
    former = [other for _, other in view.links()]
    return any(view.said(one, name, plainly(value)) for one in [*view.own, *former])


@home("status_facts[*]")
def _status_fact(view: CaseView, value: str, _: int) -> bool:
    return anything(view, value, "status_facts")


@home("commitments[*]")
def _commitment(view: CaseView, value: str, _: int) -> bool:
    mark, text = view.labelled(value)
    return bool(view.own_of(mark)) and all(
        any(same(row["text"], text) for row in one.get("commitments", ()))
        for one in view.own_of(mark)
    )


@home("other_agreements[*]")
def _other_agreement(view: CaseView, value: str, _: int) -> bool:
    found = [
        one["id"]
        for one in view.mentioned
        if same(one.get("title", ""), value) or view.said(one, "title", value)
    ]
    linked = {other.get("id") for _, other in view.links()}
    return bool(found) and (not view.own or bool(linked & set(found)))


@home("funding[*].agreement")
def _funding_of(view: CaseView, value: str, _: int) -> bool:
    return bool(view.own_of(plain(value)))


@home("funding[*].**")
def _funding(view: CaseView, value: Any, place: int, name: str) -> bool:
    mark = plain(view.case["funding"][place].get("agreement") or "")
    return bool(view.own) and all(
        view.said(one, f"funding.{name}", plainly(value)) for one in view.own_of(mark)
    )


@home("money_not_agreement_funding[*].**")
def _other_money(view: CaseView, value: Any, _: int, name: str) -> bool:
    path = f"money_not_agreement_funding.{name}"
    return any(view.said(one, path, plainly(value)) for one in view.organisations) or view.claimed(
        path, plainly(value)
    )
