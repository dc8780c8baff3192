"""What happened under an agreement: its own life and the logs of its deliverables, in one story."""

from __future__ import annotations

from tracker.domain.dates_writing import write_date
from tracker.domain.lifecycle import LifecycleKind
from tracker.domain.record import RecordRef
from tracker.domain.records.agreements import LifecycleEvent
from tracker.i18n import tr
from tracker.ui.agreements.reading import AgreementView
from tracker.ui.record_page.looks import ANNOUNCED, lifecycle_look
from tracker.ui.record_page.progress_story import log_story
from tracker.ui.record_page.story import StoryEntry, newest_first


def activity(view: AgreementView) -> list[StoryEntry]:
    """Everything, newest first."""
    told = lifecycle_story(view)
    record = view.record
    if record.announced is not None:
        released = [one for one in view.data.page.sources if one.published == record.announced]
        title = released[0].title if released else ""
        by = released[0].publisher if released else ""
        told.append(StoryEntry(record.announced, ANNOUNCED, title, by=by, order=-1))
    logs = view.data.page.logs
    for state in view.data.page.deliverables:
        told += log_story(state.record, logs.get(state.ref.id, ()), view.names, title=state.name)
    return newest_first(told)


def lifecycle_story(view: AgreementView) -> list[StoryEntry]:
    """The lifecycle events in the order recorded; signatures of one day are told together."""
    groups: dict[tuple[object, ...], list[LifecycleEvent]] = {}
    for at, event in enumerate(view.record.lifecycle):
        signed = event.kind is LifecycleKind.SIGNED and event.by_id and not event.reason
        key = (event.kind, event.on, event.stated_on) if signed else (at,)
        groups.setdefault(key, []).append(event)
    return [_event(view, events, order) for order, events in enumerate(groups.values())]


def _event(view: AgreementView, events: list[LifecycleEvent], order: int) -> StoryEntry:
    event = events[0]
    look = lifecycle_look(event.kind)
    refs = [RecordRef("organisation", one.by_id) for one in events if one.by_id]
    by = ", ".join(view.names.get(ref, "") for ref in refs)
    said = [tr("by {party}", party=by) if by else ""]
    if event.until is not None:
        said.append(tr("new end {date}", date=write_date(event.until)))
    if event.effective_on is not None:
        said.append(tr("effective {date}", date=write_date(event.effective_on)))
    stated = event.on is None and event.stated_on is not None
    if stated:
        said.append(tr("the day itself is not stated"))
    return StoryEntry(
        event.on or event.stated_on,
        look,
        event.reason,
        details=tuple(part for part in said if part),
        stated=stated,
        order=order,
    )
