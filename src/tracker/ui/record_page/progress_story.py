"""A deliverable's log told as a story: what each entry changed, and what it changed it from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from tracker.domain.dates_writing import write_date, write_day
from tracker.domain.money import write_decimal
from tracker.domain.progress import STATUS_LABELS
from tracker.domain.record import RecordRef
from tracker.domain.records import Deliverable, ProgressEntry
from tracker.i18n import tr
from tracker.ui.record_page.addresses import safe_address
from tracker.ui.record_page.looks import LOGGED, MOVED
from tracker.ui.record_page.source_parts import joined
from tracker.ui.record_page.story import StoryEntry
from tracker.ui.status import look_of


def log_story(
    deliverable: Deliverable,
    log: Sequence[ProgressEntry],
    names: Mapping[RecordRef, str],
    *,
    title: str = "",
) -> list[StoryEntry]:
    """The entries of one log. `title` names the deliverable where several are told together."""
    corrected = {entry.corrects_id for entry in log if entry.corrects_id}
    milestones = {one.id: one.title for one in deliverable.milestones}
    status, target = deliverable.opening_status, deliverable.target
    told = []
    for entry in sorted(log, key=_place):
        counts = entry.id not in corrected
        details = []
        if entry.status is not None and entry.status != status and counts:
            before, after = tr(STATUS_LABELS[status]), tr(STATUS_LABELS[entry.status])
            details.append(f"{before} → {after}")
            status = entry.status
        if entry.target is not None and entry.target != target and counts:
            details.append(_moved(write_date(target), write_date(entry.target), entry))
            target = entry.target
        details += _measured(entry, milestones)
        if not counts:
            details.append(tr("Put right by a later entry; it no longer counts."))
        if entry.corrects_id:
            details.append(tr("Puts an earlier entry right."))
        look = look_of(entry.status) if entry.status else MOVED if entry.target else LOGGED
        told.append(
            StoryEntry(
                on=entry.on,
                look=look,
                text=entry.note,
                details=tuple(details),
                links=tuple(_links(deliverable, entry, title)),
                by=_recorded(entry, names),
                faded=not counts,
                order=entry.id or 0,
            )
        )
    return told


def _place(entry: ProgressEntry) -> tuple[date, int]:
    return entry.on.earliest, entry.id or 0


def _moved(before: str, after: str, entry: ProgressEntry) -> str:
    if not before:
        said = tr("Target set to {date}", date=after)
    else:
        said = tr("Target moved from {before} to {after}", before=before, after=after)
    return f"{said}: {entry.target_reason}" if entry.target_reason else said


def _measured(entry: ProgressEntry, milestones: Mapping[int | None, str]) -> list[str]:
    found = []
    if entry.percent is not None:
        found.append(tr("{percent} %", percent=entry.percent))
    if entry.metric and entry.value is not None:
        found.append(f"{entry.metric}: {write_decimal(entry.value)}")
    if entry.milestone_id in milestones:
        found.append(tr("Milestone reached: {title}", title=milestones[entry.milestone_id]))
    if entry.format_change:
        found.append(tr("Format: {format}", format=entry.format_change))
    return found


def _links(
    deliverable: Deliverable, entry: ProgressEntry, title: str
) -> list[tuple[str, str, object]]:
    found: list[tuple[str, str, object]] = []
    if entry.evidence_url or entry.evidence_title:
        url = entry.evidence_url if safe_address(entry.evidence_url) else None
        found.append((entry.evidence_title or entry.evidence_url, "paperclip", url))
    if title and deliverable.id is not None:
        found.append((title, "package-check", RecordRef("deliverable", deliverable.id)))
    return found


def _recorded(entry: ProgressEntry, names: Mapping[RecordRef, str]) -> str:
    source = names.get(RecordRef("source", entry.source_id or 0), "")
    day = write_day(entry.recorded_at.astimezone().date()) if entry.recorded_at else ""
    if entry.recorded_by and day:
        by = tr("logged by {who} on {date}", who=entry.recorded_by, date=day)
    else:
        by = tr("logged by {who}", who=entry.recorded_by) if entry.recorded_by else ""
    return joined(source, by)
