"""The usual steps of each type of deliverable, and the text in which edited ones are kept.

What these steps are is common practice at congresses, journals and committees. They are a
suggestion: somebody may edit them for their own database, and nobody has to use them.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass

from tracker.domain.offsets import Offset
from tracker.i18n import mark, tr

MOST_STEPS = 200
LONGEST_TITLE = 300


@dataclass(frozen=True, slots=True)
class TemplateStep:
    """A step before it belongs to a deliverable."""

    title: str
    offset: Offset | None = None


@dataclass(frozen=True, slots=True)
class _Usual:
    """Steps as (title, offset); `day` is the field of the type that says when it takes place."""

    steps: tuple[tuple[str, str], ...]
    day: str = ""


_GATHERING = _Usual(
    (
        (mark("Date and host agreed"), "-P6M"),
        (mark("Programme drafted"), "-P4M"),
        (mark("Speakers confirmed"), "-P2M"),
        (mark("Registration opens"), "-P42D"),
        (mark("Programme published"), "-P28D"),
        (mark("Takes place"), "P0D"),
        (mark("Thanks and materials sent"), "P14D"),
    ),
    "dates",
)
_ONLINE = _Usual(
    (
        (mark("Topic and speakers agreed"), "-P56D"),
        (mark("Registration opens"), "-P28D"),
        (mark("Rehearsal held"), "-P3D"),
        (mark("Takes place"), "P0D"),
        (mark("Recording sent"), "P7D"),
    ),
    "dates",
)
_USUAL: dict[str, _Usual] = {
    "pavilion": _Usual(
        (
            (mark("Application submitted"), "-P9M"),
            (mark("Stand paid"), "-P6M"),
            (mark("Design approved"), "-P3M"),
            (mark("Freight sent"), "-P42D"),
            (mark("Built up"), "-P1D"),
            (mark("Pavilion opens"), "P0D"),
            (mark("Leads followed up"), "P28D"),
        )
    ),
    "joint_publication": _Usual(
        (
            (mark("Authors and outline agreed"), "-P9M"),
            (mark("First draft"), "-P6M"),
            (mark("Internal review done"), "-P5M"),
            (mark("Submitted"), "-P4M"),
            (mark("Accepted"), "-P1M"),
            (mark("Published"), "P0D"),
        )
    ),
    "forum": _GATHERING,
    "conference": _GATHERING,
    "seminar": _GATHERING,
    "webinar": _ONLINE,
    "regional_meeting": _GATHERING,
    "committee_participation": _Usual(
        (
            (mark("Representative named"), "-P2M"),
            (mark("Seat confirmed"), "-P1M"),
            (mark("First meeting attended"), "P0D"),
            (mark("Report to members"), "P1M"),
        )
    ),
    "trend_report": _Usual(
        (
            (mark("Topic and authors agreed"), "-P3M"),
            (mark("Contributions collected"), "-P42D"),
            (mark("Draft reviewed"), "-P21D"),
            (mark("Layout done"), "-P7D"),
            (mark("Report published"), "P0D"),
        )
    ),
    "survey": _Usual(
        (
            (mark("Questions agreed"), "-P28D"),
            (mark("Invitations sent"), "P0D"),
            (mark("Reminder sent"), "P14D"),
            (mark("Fieldwork closed"), "P28D"),
            (mark("Results analysed"), "P56D"),
            (mark("Results shared"), "P70D"),
        ),
        "fieldwork",
    ),
    "standardisation": _Usual(
        (
            (mark("Working group agreed"), "-P9M"),
            (mark("Draft circulated"), "-P6M"),
            (mark("Comments resolved"), "-P3M"),
            (mark("Submitted"), "P0D"),
            (mark("Outcome known"), "P6M"),
        ),
        "submission",
    ),
    "member_support": _Usual(
        (
            (mark("Members asked for their needs"), "-P3M"),
            (mark("Introductions made"), "-P1M"),
            (mark("Meetings held"), "P0D"),
            (mark("Outcome asked for"), "P3M"),
        )
    ),
    "consortium_membership": _Usual(
        (
            (mark("Application submitted"), "-P3M"),
            (mark("Membership approved"), "-P1M"),
            (mark("Fee paid"), "P0D"),
            (mark("Liaison introduced"), "P1M"),
            (mark("Renewal decided"), "P10M"),
        ),
        "joined",
    ),
    "shared_office": _Usual(
        (
            (mark("Rooms chosen"), "-P6M"),
            (mark("Lease signed"), "-P3M"),
            (mark("Rooms furnished"), "-P14D"),
            (mark("Office opens"), "P0D"),
            (mark("First tenants moved in"), "P1M"),
        )
    ),
    "advisory_group": _Usual(
        (
            (mark("Mandate agreed"), "-P3M"),
            (mark("Members invited"), "-P2M"),
            (mark("Members confirmed"), "-P1M"),
            (mark("First meeting held"), "P0D"),
            (mark("Advice recorded"), "P1M"),
        )
    ),
    "staff_exchange": _Usual(
        (
            (mark("Programme agreed"), "-P3M"),
            (mark("Participants named"), "-P2M"),
            (mark("Travel and visas arranged"), "-P1M"),
            (mark("Training begins"), "P0D"),
            (mark("Report written"), "P1M"),
        ),
        "dates",
    ),
    "trade_mission": _Usual(
        (
            (mark("Programme and destination agreed"), "-P4M"),
            (mark("Delegates registered"), "-P2M"),
            (mark("Meetings arranged"), "-P21D"),
            (mark("Delegation departs"), "P0D"),
            (mark("Contacts followed up"), "P28D"),
        ),
        "dates",
    ),
    "funding_call": _Usual(
        (
            (mark("Terms and budget agreed"), "-P4M"),
            (mark("Call announced"), "-P1M"),
            (mark("Call opens"), "P0D"),
            (mark("Call closes"), "P3M"),
            (mark("Proposals reviewed"), "P5M"),
            (mark("Awards announced"), "P6M"),
        ),
        "call_dates",
    ),
    "co_development": _Usual(
        (
            (mark("Work plan agreed"), "-P12M"),
            (mark("Contract signed"), "-P9M"),
            (mark("Material or data handed over"), "-P8M"),
            (mark("Interim review"), "-P4M"),
            (mark("Results reported"), "P0D"),
        )
    ),
}


def usual_steps(type_key: str) -> tuple[TemplateStep, ...]:
    """The usual steps of a type in the language of the program; none where nothing is usual."""
    usual = _USUAL.get(type_key)
    if usual is None:
        return ()
    return tuple(TemplateStep(tr(title), Offset.parse(iso)) for title, iso in usual.steps)


def types_with_steps() -> tuple[str, ...]:
    """The keys of the types that have usual steps."""
    return tuple(_USUAL)


def day_field(type_key: str) -> str:
    """The type's own field that says when it takes place; empty if it has none."""
    usual = _USUAL.get(type_key)
    return usual.day if usual is not None else ""


def steps_to_text(steps: Iterable[TemplateStep]) -> str:
    """The text in which an edited template is kept."""
    rows = [
        {"title": one.title} | ({"offset": one.offset.iso} if one.offset else {}) for one in steps
    ]
    return json.dumps({"steps": rows}, ensure_ascii=False, separators=(",", ":"))


def steps_from_text(text: str) -> tuple[TemplateStep, ...]:
    """Read what `steps_to_text` wrote, perhaps by another version of the program. ValueError if
    it is no such text; an offset that cannot be read is left out."""
    told = json.loads(text)
    rows = told.get("steps") if isinstance(told, dict) else None
    if not isinstance(rows, list):
        raise ValueError("no steps")
    found = []
    for row in rows[:MOST_STEPS]:
        title = row.get("title") if isinstance(row, dict) else None
        if isinstance(title, str) and title.strip():
            found.append(TemplateStep(title[:LONGEST_TITLE], _offset(row.get("offset"))))
    return tuple(found)


def _offset(iso: object) -> Offset | None:
    try:
        return Offset.parse(iso) if isinstance(iso, str) else None
    except ValueError:
        return None
