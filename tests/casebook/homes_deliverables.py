"""Homes of what is stated of a deliverable."""

import re
from collections.abc import Callable, Iterator
from typing import Any

from tests.casebook import words
from tests.casebook.archived import CaseView
from tests.casebook.homes import at_event, holds_words, home, tagged
from tests.casebook.stated import Row, edtf, plain, same


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
    ours = words.TYPES.get(plain(value), plain(value))
    kinds = {ours, "webinar" if ours == "seminar" else "other"}
    return record["type"] == plain(value) or (record["type"] in kinds and tagged(record, value))


@_deliverable_home("event")
def _deliverable_event(view: CaseView, record: Row, value: str) -> bool:
    return at_event(view, record, value)


@_deliverable_home("place")
def _deliverable_place(view: CaseView, record: Row, value: str) -> bool:
    wanted = {plain(part) for part in value.split(";") if part.strip()}
    return wanted <= {plain(one) for one in record.get("places", ())}


def _lines(view: CaseView, record: Row) -> list[Row]:
    """The lines of its log that the case's source states."""
    return [row for row in view.log if row["deliverable_id"] == record["id"]]


def _days(view: CaseView, record: Row, end: str) -> Iterator[str]:
    """The first or last days of a deliverable: its own, its type's, its log's, or of a step."""
    dates = [str(record.get("target") or "")]
    dates += [one for one in record.get("details", {}).values() if isinstance(one, str)]
    dates += [str(row["on"]) for row in view.archived.log[record["id"]]]
    for on in dates:
        first, to, last = on.partition("/")
        yield first if end == "start" else last if to else ""
    yield from (str(one["target"]) for one in record.get("milestones", ()) if one["title"] == end)


@_deliverable_home("start")
def _start(view: CaseView, record: Row, value: str) -> bool:
    return edtf(value) != "" and edtf(value) in _days(view, record, "start")


@_deliverable_home("end")
def _end(view: CaseView, record: Row, value: str) -> bool:
    return edtf(value) != "" and edtf(value) in _days(view, record, "end")


@_deliverable_home("due")
def _due(view: CaseView, record: Row, value: str) -> bool:
    return record.get("target") == edtf(value) != ""


@_deliverable_home("start_note")
def _start_note(view: CaseView, record: Row, value: str) -> bool:
    return any(holds_words(row.get("note"), value) for row in _lines(view, record))


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


# --- status facts ------------------------------------------------------------------------------

# Words that say a status and nothing else.
_BARE = {
    r"planned|announced|future|to be [\w ]+|예정|계획|予定|geplant": "planned",
    r"done|held|opened|joined|issued|established|formed|completed|published|delivered|launched"
    r"|완료|개소|개최|完了|開催|eröffnet": "delivered",
    r"started|ongoing|operated|under way|in progress|진행": "in_progress",
    r"cancell?ed|취소|무산|中止|abgesagt": "cancelled",
    r"postponed|on hold|paused|suspended|연기|延期|verschoben": "on_hold",
    r"not pursued|dropped": "not_pursued",
}


@_deliverable_home("status_facts[*]")
def _deliverable_fact(view: CaseView, record: Row, value: str, _: int) -> bool:
    """A line of the log in its words, or fields that say each part of it."""
    if any(holds_words(row.get("note"), value) for row in _lines(view, record)):
        return True
    found = [plain(part) for part in re.split(r"[,;]", value) if part.strip()]
    return (
        view.counted([record], value)
        or _says_since(view, record, plain(value))
        or (bool(found) and all(_says_part(view, record, part) for part in found))
    )


def _says_part(view: CaseView, record: Row, part: str) -> bool:
    statuses = {record.get("opening_status", "planned")}
    statuses |= {row.get("status") for row in _lines(view, record)}
    lowered = part.casefold()
    status = next((status for bare, status in _BARE.items() if re.fullmatch(bare, lowered)), "")
    if status:
        return status in statuses
    if re.fullmatch("undated", part, re.IGNORECASE):
        return not record.get("target")
    if re.fullmatch("online|온라인|オンライン", part, re.IGNORECASE):
        return bool(record.get("details", {}).get("format") == "online")
    if repeats := re.fullmatch(r"(?:recurring: )?(.+)", part):
        rules = [rule for found, rule in words.RECURRENCES if found.fullmatch(repeats[1])]
        return bool(rules) and record.get("recurrence") == rules[0]
    return False


def _says_since(view: CaseView, record: Row, text: str) -> bool:
    """Whether all whom "A and B in 2019" names take part since then."""
    match = re.fullmatch(r"(.+) (?:in|since) (\d{4}(?:-\d\d)?)", text)
    if match is None:
        return False
    since = [row for row in record.get("participants", ()) if row.get("since") == match[2]]
    named = [one for one in re.split(r",| and | & ", match[1]) if one.strip()]
    return all(
        any(view.called("organisation", row.get("organisation_id"), one.strip()) for row in since)
        for one in named
    )
