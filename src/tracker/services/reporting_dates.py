"""When an agreement was made and how long it lasts: dates, term, status, flags, lifecycle."""

from collections.abc import Iterator
from typing import NamedTuple

from tracker.domain.dates import PartialDate
from tracker.domain.durations import write_duration
from tracker.domain.lifecycle import (
    LIFECYCLE_LABELS,
    STATUS_LABELS,
    AgreementStatus,
    LifecycleKind,
    StatusOn,
    flags_on,
    status_on,
)
from tracker.domain.lifecycle_order import Placed, place
from tracker.domain.records.agreements import LifecycleEvent
from tracker.domain.records.evidence import Capacity
from tracker.domain.summary import DateLine, LifecycleLine
from tracker.domain.terms import TERM_KIND_LABELS, Term, TermKind, TermState, term_on
from tracker.i18n import tr, trn
from tracker.services.reporting_material import Material
from tracker.services.reporting_people import unique

_OVER = frozenset(
    {
        AgreementStatus.TERMINATED,
        AgreementStatus.COMPLETED,
        AgreementStatus.SUPERSEDED,
        AgreementStatus.CANCELLED,
    }
)
_IN_DATES = frozenset({LifecycleKind.SIGNED, LifecycleKind.TOOK_EFFECT})


class Standing(NamedTuple):
    """The agreement on the day of the summary."""

    term: Term
    state: TermState
    status: StatusOn
    placed: list[Placed]


def standing(material: Material) -> Standing:
    """Derive the status and the term from the lifecycle."""
    agreement, day = material.agreement, material.today
    term = agreement.term()
    return Standing(
        term,
        term_on(day, term, agreement.lifecycle),
        status_on(day, agreement.lifecycle, term),
        place(agreement.lifecycle, term),
    )


# --- status ----------------------------------------------------------------------------------


def status_label(status: StatusOn) -> str:
    """The status in words."""
    return tr(STATUS_LABELS[status.status])


def doubt(status: StatusOn) -> str:
    """What the status was concluded from, where it is not certain; else nothing."""
    if status.certain or status.status is AgreementStatus.UNKNOWN:
        return ""
    return tr("{status}: {working}", status=status_label(status), working=status.working)


def flags(material: Material, now: Standing) -> tuple[str, ...]:
    """What needs attention, in words."""
    due = flags_on(material.today, material.agreement.lifecycle, now.term)
    found = []
    if due.expiring_soon:
        found.append(tr("Ends {date}", date=material.date(now.state.expires_on)))
    if due.notice_due:
        found.append(tr("Notice due by {date}", date=material.date(now.state.notice_by)))
    if due.review_due:
        found.append(tr("Review due {date}", date=material.date(now.state.next_review)))
    if late := sum(state.overdue for state in material.states):
        found.append(trn("{n} deliverable is overdue", "{n} deliverables are overdue", late))
    return tuple(found)


# --- dates -----------------------------------------------------------------------------------


def dates(material: Material, now: Standing) -> tuple[DateLine, ...]:
    """The dates every reader asks for, stated or not, and those that follow from the term."""
    announced = DateLine(
        label=tr("Announced"), value=material.written(material.agreement.announced)
    )
    lines = [announced, *_signed(material), _took_effect(material, now)]
    return (*lines, *_term_dates(material, now))


def _signed(material: Material) -> Iterator[DateLine]:
    """One date if all signed on it, else one line for each day with those who signed then."""
    agreement = material.agreement
    signed = [row for row in agreement.lifecycle if row.kind is LifecycleKind.SIGNED]
    when = [(material.name("organisation", row.by_id), row.on) for row in signed]
    if not any(on for _, on in when):
        when = [
            (material.name("contact", row.contact_id), row.signed_on)
            for row in agreement.people
            if row.capacity is Capacity.SIGNATORY and row.signed_on
        ]
    days = list(dict.fromkeys(on for _, on in when))
    if not any(days):
        stated = min((row.stated_on for row in signed if row.stated_on), default=None)
        yield DateLine(label=tr("Signed"), working=_stated(material, stated))
        return
    for day in days:
        names = unique(name for name, on in when if on == day)
        label = tr("Signed") if len(days) == 1 or not names else ""
        yield DateLine(
            label=label or tr("Signed by {names}", names=", ".join(names)),
            value=material.written(day),
        )


def _stated(material: Material, stated: PartialDate | None) -> str:
    """What is known of an undated fact: that it was by the day on which a source states it."""
    return tr("by {date} at the latest", date=material.date(stated)) if stated else ""


def _took_effect(material: Material, now: Standing) -> DateLine:
    effect = next((one for one in now.placed if one.kind is LifecycleKind.TOOK_EFFECT), None)
    if effect is None:
        return DateLine(label=tr("Took effect"))
    working = "" if effect.on else _stated(material, effect.fact.stated_on)
    return DateLine(label=tr("Took effect"), value=material.written(effect.on), working=working)


def _term_dates(material: Material, now: Standing) -> Iterator[DateLine]:
    status, state = now.status.status, now.state
    if status in _OVER:
        return
    if state.end is not None:
        if status is AgreementStatus.EXPIRED:
            label = tr("Ended")
        elif state.expires_on is None:
            label = tr("Present term ends")
        else:
            label = tr("Ends")
        yield DateLine(label=label, value=material.written(state.end))
    if status is AgreementStatus.EXPIRED:
        return
    if state.notice_by is not None:
        yield DateLine(label=tr("Last day to give notice"), value=material.written(state.notice_by))
    if state.next_review is not None:
        yield DateLine(label=tr("Next review"), value=material.written(state.next_review))


# --- term ------------------------------------------------------------------------------------


def term_label(material: Material, term: Term) -> str:
    """The clause in few words: "3 years, renews automatically, 3 months' notice"."""
    length = write_duration(term.length)
    parts = [length or (tr("until {date}", date=material.date(term.until)) if term.until else "")]
    plain = term.meant is TermKind.UNKNOWN or (term.meant is TermKind.FIXED and parts[0])
    if not plain:
        kind = tr(TERM_KIND_LABELS[term.meant])
        parts.append(kind.lower() if parts[0] else kind)
    if term.renewal and term.renewal != term.length:
        parts.append(tr("for {length} each time", length=write_duration(term.renewal)))
    if term.review_every:
        parts.append(tr("review every {length}", length=write_duration(term.review_every)))
    if term.notice:
        parts.append(tr("notice of {length}", length=write_duration(term.notice)))
    return ", ".join(part for part in parts if part)


def term_working(state: TermState, label: str) -> str:
    """How the end was computed; nothing where it would only repeat the clause."""
    if not label and state.end is None:  # a pause is told by the lifecycle
        return ""
    return "" if state.working.casefold() == label.casefold() else state.working


# --- lifecycle -------------------------------------------------------------------------------


def lifecycle(material: Material, now: Standing) -> tuple[LifecycleLine, ...]:
    """What happened, in order; what several did on one day is one line."""
    found: dict[tuple[object, ...], list[LifecycleEvent]] = {}
    rows = [one.fact for one in now.placed if isinstance(one.fact, LifecycleEvent)]
    for row in dict.fromkeys(rows):
        same = (row.kind, row.on, row.stated_on, row.reason, row.until, row.effective_on)
        found.setdefault(same, []).append(row)
    return tuple(_happened(material, group) for group in found.values())


def _happened(material: Material, rows: list[LifecycleEvent]) -> LifecycleLine:
    row = rows[0]
    more = [
        ", ".join(unique(material.name("organisation", each.by_id) for each in rows)),
        row.reason,
        tr("new end {date}", date=material.date(row.until)) if row.until else "",
        tr("effective {date}", date=material.date(row.effective_on)) if row.effective_on else "",
    ]
    stated = tr("stated {date}", date=material.date(row.stated_on)) if row.stated_on else ""
    return LifecycleLine(
        date=material.written(row.on),
        label=tr(LIFECYCLE_LABELS[row.kind]),
        note=" · ".join(part for part in (*more, stated) if part),
        repeated=row.kind in _IN_DATES and not any(more),
    )
