"""Homes of what is stated of a deliverable."""

from collections.abc import Callable, Iterator
from typing import Any

from tests.casebook.archived import CaseView, Row, edtf, plain, same
from tests.casebook.homes import at_event, home, text_of


def _deliverable_home(path: str) -> Callable[[Callable[..., bool]], None]:
    def enter(holds: Callable[..., bool]) -> None:
        def found(view: CaseView, value: Any, place: int, *more: Any) -> bool:
            record = view.deliverable(place)
            return bool(record) and holds(view, record, value, *more)

        home(f"deliverables[*].{path}")(found)

    return enter


@_deliverable_home("title")
def _deliverable_title(view: CaseView, record: Row, value: str) -> bool:
    return same(record["title"], value)


@_deliverable_home("type")
def _type(view: CaseView, record: Row, value: str) -> bool:
    return record["type"] == value or view.said(record, "type", value)


@_deliverable_home("event")
def _deliverable_event(view: CaseView, record: Row, value: str) -> bool:
    return at_event(view, record, value)


@_deliverable_home("place")
def _deliverable_place(view: CaseView, record: Row, value: str) -> bool:
    wanted = {plain(part) for part in value.split(";") if part.strip()}
    return wanted <= {plain(one) for one in record.get("places", ())} or view.said(
        record, "places", value
    )


def _days(view: CaseView, record: Row) -> Iterator[str]:
    """Every date of a deliverable: its own, its type's, and those of its log."""
    yield str(record.get("target", ""))
    yield from (str(one) for one in record.get("details", {}).values() if isinstance(one, str))
    yield from (str(row["on"]) for row in view.archived.log[record["id"]])


@_deliverable_home("start")
def _start(view: CaseView, record: Row, value: str) -> bool:
    on = edtf(value)
    return view.said(record, "start", value) or (
        bool(on) and any(day.split("/")[0] == on for day in _days(view, record))
    )


@_deliverable_home("end")
def _end(view: CaseView, record: Row, value: str) -> bool:
    on = edtf(value)
    return view.said(record, "end", value) or (
        bool(on) and any("/" in day and day.split("/")[1] == on for day in _days(view, record))
    )


@_deliverable_home("due")
def _due(view: CaseView, record: Row, value: str) -> bool:
    return view.said(record, "due", value) or record.get("target") == edtf(value) != ""


@_deliverable_home("participants[*]")
def _participant(view: CaseView, record: Row, value: str, _: int) -> bool:
    rows = [*record.get("responsible", ()), *record.get("participants", ())]
    return any(
        same(row.get("described_as", ""), value)
        or view.called("organisation", row.get("organisation_id"), value)
        for row in rows
    )


@_deliverable_home("agreement")
def _deliverable_of(view: CaseView, record: Row, value: str) -> bool:
    ids = [one["id"] for one in view.own_of(plain(value))]
    return record.get("agreement_id") in ids


@_deliverable_home("status_facts[*]")
def _deliverable_fact(view: CaseView, record: Row, value: str, _: int) -> bool:
    return view.said(record, "status_facts", value)


@_deliverable_home("**")
def _deliverable_more(view: CaseView, record: Row, value: Any, name: str) -> bool:
    return view.said(record, name, text_of(value))
