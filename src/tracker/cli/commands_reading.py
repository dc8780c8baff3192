"""due, find, show: what is in the database, as text or as JSON with stable keys."""

from typing import Any

from tracker.cli.printing import joined, put_json, say
from tracker.cli.session import Session, resolve
from tracker.cli.showing import record_json, record_lines
from tracker.domain.dates_writing import write_date
from tracker.domain.lateness import late
from tracker.domain.progress import STATUS_LABELS
from tracker.i18n import mark, tr, trn
from tracker.services.home import Due
from tracker.services.late_steps import LateStep
from tracker.services.notices import AgreementNotice
from tracker.services.states import DeliverableState

_REASONS = {
    "expiring": mark("runs out"),
    "notice_due": mark("notice due by"),
    "review_due": mark("review due"),
}


def due(session: Session) -> None:
    """Print what is overdue, what is due within the days asked for, and what runs out."""
    asked = session.options.more
    today = session.today()
    with session.opened() as services:
        found = services.home.due(today, asked.within)
    if asked.json:
        put_json(
            {
                "today": today.isoformat(),
                "within_days": asked.within,
                "overdue": [_state_json(state) for state in found.overdue],
                "due": [_state_json(state) for state in found.due],
                "late_steps": [_step_json(step) for step in found.late_steps],
                "agreements": [_notice_json(notice) for notice in found.notices],
            }
        )
        return
    say("\n".join(due_lines(found, asked.within)))


def due_lines(found: Due, within: int) -> list[str]:
    """What is due as lines of text; says so where there is nothing."""
    lines: list[str] = []
    heads = (
        (tr("Overdue"), [_state_line(state) for state in found.overdue]),
        (
            trn("Due in {n} day", "Due in {n} days", within),
            [_state_line(state) for state in found.due],
        ),
        (
            tr("Overdue steps of what is itself in time"),
            [_step_line(step) for step in found.late_steps],
        ),
        (tr("Agreements to decide on"), [_notice_line(notice) for notice in found.notices]),
    )
    for head, rows in heads:
        lines += [head, *(f"  {row}" for row in rows or [tr("nothing")]), ""]
    return lines[:-1]


def find(session: Session) -> None:
    """Print the records that hold every word."""
    asked = session.options.more
    text = " ".join(asked.text)
    with session.opened() as services:
        hits = services.search.find(text, (), asked.limit)
    if asked.json:
        put_json(
            {
                "text": text,
                "hits": [
                    {
                        "ref": str(hit.ref),
                        "kind": hit.ref.kind,
                        "id": hit.ref.id,
                        "title": hit.title,
                        "detail": hit.detail,
                        "context": hit.context,
                    }
                    for hit in hits
                ],
            }
        )
        return
    if not hits:
        say(tr("Nothing found for “{text}”.", text=text))
    for hit in hits:
        say(f"{hit.ref}  {joined((hit.title, hit.detail))}")
        if hit.context:
            say(f"    {hit.context}")


def show(session: Session) -> None:
    """Print one record with everything it holds."""
    asked = session.options.more
    today = session.today()
    with session.opened() as services:
        ref = resolve(services, asked.record)
        if asked.json:
            put_json(record_json(services, ref, today))
        else:
            say(*record_lines(services, ref, today))


def _state_line(state: DeliverableState) -> str:
    lateness = late(state.days_late) if state.overdue else ""
    told = (
        state.name,
        tr(STATUS_LABELS[state.status]),
        write_date(state.target),
        lateness,
        ", ".join(name for _ref, name, _role in state.responsible),
        state.agreement,
    )
    return f"{state.ref}  {joined(told)}"


def _state_json(state: DeliverableState) -> dict[str, Any]:
    return {
        "ref": str(state.ref),
        "title": state.name,
        "status": str(state.status),
        "percent": state.percent,
        "target": state.target.edtf if state.target else None,
        "days_late": state.days_late,
        "responsible": [name for _ref, name, _role in state.responsible],
        "agreement": state.agreement,
        "event": state.event,
    }


def _step_line(step: LateStep) -> str:
    told = (step.name, write_date(step.target), late(step.days_late), step.deliverable)
    return f"{step.ref}  {joined(told)}"


def _step_json(step: LateStep) -> dict[str, Any]:
    return {
        "ref": str(step.ref),
        "title": step.name,
        "deliverable": step.deliverable,
        "target": step.target.edtf,
        "days_late": step.days_late,
    }


def _notice_line(notice: AgreementNotice) -> str:
    when = joined((tr(_REASONS.get(notice.reason, notice.reason)), write_date(notice.on)), by=" ")
    return f"{notice.ref}  {joined((notice.name, when, notice.working))}"


def _notice_json(notice: AgreementNotice) -> dict[str, Any]:
    return {
        "ref": str(notice.ref),
        "title": notice.name,
        "reason": notice.reason,
        "on": notice.on.edtf if notice.on else None,
        "working": notice.working,
    }
