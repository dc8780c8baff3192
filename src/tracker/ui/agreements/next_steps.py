"""What an agreement asks for next: late, at risk, soon, without a date, in disagreement."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from tracker.domain.dates_writing import write_date
from tracker.domain.lifecycle import IN_FORCE, AgreementStatus
from tracker.domain.progress import DeliverableStatus
from tracker.i18n import mark, tr, trn
from tracker.services.pages import Standing
from tracker.services.states import SILENT_DAYS, DeliverableState
from tracker.ui.status import StatusLook, late, look_of

_SOON = timedelta(days=30)
_NO_DATE = StatusLook("no_date", "calendar-x", "planned", mark("No target"))


@dataclass(frozen=True, slots=True)
class NextStep:
    """One thing to look at, the most pressing first."""

    look: StatusLook
    title: str
    detail: str = ""
    payload: object = None
    rank: int = 9


def next_steps(
    standing: Standing, states: Iterable[DeliverableState], today: date
) -> list[NextStep]:
    """What deserves attention on the day of the page."""
    found = _of_the_term(standing)
    for state in states:
        if state.is_open and (step := _of(state, today)) is not None:
            found.append(step)
    return sorted(found, key=lambda step: step.rank)


def _of_the_term(standing: Standing) -> list[NextStep]:
    term, flags = standing.term, standing.flags
    found = []
    if flags.notice_due:
        found.append(
            NextStep(
                look_of("notice"),
                tr("Decide on notice"),
                tr("last day {date}", date=write_date(term.notice_by)),
                rank=0,
            )
        )
    if flags.expiring_soon:
        detail = tr("ends {date}", date=write_date(term.expires_on))
        found.append(NextStep(look_of("expiring"), tr("Renew or let it end"), detail, rank=0))
    if flags.review_due:
        detail = tr("due {date}", date=write_date(term.next_review))
        found.append(NextStep(look_of("review_due"), tr("Review the agreement"), detail, rank=1))
    if standing.status.status is AgreementStatus.AWAITING_SIGNATURE:
        found.append(NextStep(look_of("awaiting_signature"), tr("Get it signed"), "", rank=2))
    if standing.status.status in IN_FORCE and not standing.status.certain:
        detail = tr("no source states a certain day")
        found.append(NextStep(look_of("unknown"), tr("Find out when it began"), detail, rank=8))
    return found


def _of(state: DeliverableState, today: date) -> NextStep | None:
    target = write_date(state.target)
    if state.overdue:
        detail = tr("{late}, target {date}", late=late(state.days_late), date=target)
        return NextStep(look_of("overdue"), state.name, detail, state.ref, 1)
    if state.status is DeliverableStatus.AT_RISK:
        detail = tr("at risk, target {date}", date=target) if target else tr("at risk, no target")
        return NextStep(look_of("at_risk"), state.name, detail, state.ref, 2)
    if state.target is not None and state.target.latest <= today + _SOON:
        return NextStep(
            look_of("due_soon"), state.name, tr("due {date}", date=target), state.ref, 3
        )
    if state.status is DeliverableStatus.ON_HOLD:
        return NextStep(look_of("on_hold"), state.name, tr("on hold"), state.ref, 5)
    if state.target is None:
        return NextStep(_NO_DATE, state.name, _without_date(state, today), state.ref, 6)
    if _is_silent(state, today):
        return NextStep(look_of("silent"), state.name, _silence(state, today), state.ref, 7)
    return None


def _without_date(state: DeliverableState, today: date) -> str:
    if _is_silent(state, today):
        return tr("no target; {silence}", silence=_silence(state, today))
    return tr("no target is set")


def _is_silent(state: DeliverableState, today: date) -> bool:
    due = state.record.occurrence
    if state.last is None and due is not None and (today - due.latest).days <= SILENT_DAYS:
        return False  # a series made it ahead, and nobody has had to begin
    return state.last is None or (today - state.last.on.latest).days > SILENT_DAYS


def _silence(state: DeliverableState, today: date) -> str:
    if state.last is None:
        return tr("nothing is logged")
    days = (today - state.last.on.latest).days
    if days < 0 or days > 100_000:
        return tr("last logged {date}", date=write_date(state.last.on))
    return trn("nothing logged for {n} day", "nothing logged for {n} days", days)
