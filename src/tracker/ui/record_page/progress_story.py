"""A deliverable's log told as a story: what each entry changed, and what it changed it from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from tracker.domain.dates_writing import write_date, write_day
from tracker.domain.evidence_links import link_parts
from tracker.domain.measures import same
from tracker.domain.money import write_decimal
from tracker.domain.progress import STATUS_LABELS
from tracker.domain.record import RecordRef
from tracker.domain.records import Deliverable, ProgressEntry
from tracker.domain.records.deliverables import Measure
from tracker.i18n import tr
from tracker.services.attached import AttachedFile
from tracker.ui.record_page.addresses import safe_address
from tracker.ui.record_page.evidence_chip import Chip
from tracker.ui.record_page.files import size_in_words
from tracker.ui.record_page.looks import LOGGED, MOVED, WITHDRAWN
from tracker.ui.record_page.pictures import file_icon
from tracker.ui.record_page.source_parts import joined
from tracker.ui.record_page.story import LineLink, StoryEntry
from tracker.ui.status import look_of


def log_story(
    deliverable: Deliverable,
    log: Sequence[ProgressEntry],
    names: Mapping[RecordRef, str],
    *,
    title: str = "",
    files: Mapping[int, Sequence[AttachedFile]] | None = None,
) -> list[StoryEntry]:
    """The entries of one log. `title` names the deliverable where several are told together;
    `files` are those of its lines."""
    by_id = {entry.id: entry for entry in log}
    corrections = {entry.corrects_id or 0: entry for entry in log if entry.corrects_id}
    milestones = {one.id: one.title for one in deliverable.milestones}
    measures = {same(one.metric): one for one in deliverable.measures}
    status, target = deliverable.opening_status, deliverable.target
    told = []
    for entry in sorted(log, key=_place):
        correction = corrections.get(entry.id or 0)
        counts = correction is None and not entry.withdraws
        said = []
        percent = "" if entry.percent is None else tr("{percent} %", percent=entry.percent)
        if entry.status is not None and entry.status != status and counts:
            before, after = tr(STATUS_LABELS[status]), tr(STATUS_LABELS[entry.status])
            moved = tr("status from {before} to {after}", before=before, after=after)
            said.append(f"{moved}, {percent}" if percent else moved)
            status = entry.status
        elif percent:
            said.append(percent)
        if entry.target is not None and entry.target != target and counts:
            said.append(_moved(write_date(target), write_date(entry.target), entry))
            target = entry.target
        said += _measured(entry, milestones, measures)
        links = list(_links(deliverable, title))
        if entry.corrects_id and entry.corrects_id in by_id:
            old = write_date(by_id[entry.corrects_id].on)
            text = (
                tr("Takes the line of {date} out", date=old)
                if entry.withdraws
                else tr("Puts the line of {date} right", date=old)
            )
            links.insert(0, (text, "history", LineLink(entry.corrects_id)))
        if correction is not None and correction.id is not None:
            text = tr("Taken out again") if correction.withdraws else tr("Put right later")
            day = _recorded_day(correction)
            text = tr("{what} on {date}", what=text, date=day) if day else text
            links.insert(0, (text, "corner-down-left", LineLink(correction.id)))
        look = look_of(entry.status) if entry.status else MOVED if entry.target else LOGGED
        told.append(
            StoryEntry(
                on=entry.on,
                look=WITHDRAWN if entry.withdraws else look,
                text=entry.note,
                details=(_sentence(said),) if said and correction is None else (),
                links=tuple(links),
                chips=tuple(_chips(entry, (files or {}).get(entry.id or 0, ()), names)),
                by=_recorded(entry),
                faded=not counts,
                struck=correction is not None,
                order=entry.id or 0,
                line=entry.id,
            )
        )
    return told


def _place(entry: ProgressEntry) -> tuple[date, int]:
    return entry.on.earliest, entry.id or 0


def _sentence(said: Sequence[str]) -> str:
    text = "; ".join(said)
    return f"{text[:1].upper()}{text[1:]}"


def _moved(before: str, after: str, entry: ProgressEntry) -> str:
    reason = entry.target_reason.strip()
    if not before:
        said = tr("target set to {date}", date=after)
    else:
        said = tr("target moved from {before} to {after}", before=before, after=after)
    return f"{said}: {reason}" if reason else said


def _measured(
    entry: ProgressEntry,
    milestones: Mapping[int | None, str],
    measures: Mapping[str, Measure],
) -> list[str]:
    found = []
    if entry.milestone_id in milestones:
        found.append(tr("reached “{title}”", title=milestones[entry.milestone_id]))
    if entry.metric and entry.value is not None:
        planned = measures.get(same(entry.metric))
        unit = planned.unit if planned else ""
        number = f"{write_decimal(entry.value)} {unit}".strip()
        if planned is not None and planned.planned is not None:
            found.append(
                tr(
                    "{metric}: {value} in all (planned {planned})",
                    metric=entry.metric,
                    value=number,
                    planned=write_decimal(planned.planned),
                )
            )
        else:
            found.append(tr("{metric}: {value} in all", metric=entry.metric, value=number))
    if entry.format_change:
        found.append(tr("format: {format}", format=entry.format_change))
    return found


def _links(deliverable: Deliverable, title: str) -> list[tuple[str, str, object]]:
    if title and deliverable.id is not None:
        return [(title, "package-check", RecordRef("deliverable", deliverable.id))]
    return []


def _chips(
    entry: ProgressEntry, files: Sequence[AttachedFile], names: Mapping[RecordRef, str]
) -> list[Chip]:
    """What shows it: links, files, the source."""
    found = []
    if entry.evidence_url or entry.evidence_title:
        found.append(_link_chip(entry.evidence_url, entry.evidence_title))
    found += [_link_chip(*link_parts(text)) for text in entry.further_links]
    for file in files:
        found.append(
            Chip(
                file.name,
                file_icon(file.name),
                file,
                detail=size_in_words(file.size),
                picture=file.id if file.is_image else None,
            )
        )
    if entry.source_id is not None:
        ref = RecordRef("source", entry.source_id)
        found.append(Chip(names.get(ref, "") or tr("Source"), "newspaper", ref))
    return found


def _link_chip(address: str, title: str) -> Chip:
    opens = address if safe_address(address) else None
    name = title or address
    for start in ("https://", "http://", "mailto:"):
        name = name.removeprefix(start)
    return Chip(name, "link" if address else "paperclip", opens, tip=address)


def _recorded_day(entry: ProgressEntry) -> str:
    return write_day(entry.recorded_at.astimezone().date()) if entry.recorded_at else ""


def _recorded(entry: ProgressEntry) -> str:
    """Who recorded it, and when if that is another day than it happened."""
    day = _recorded_day(entry)
    at = entry.recorded_at.astimezone().date() if entry.recorded_at else None
    if entry.recorded_by and day and not (entry.on.earliest == at == entry.on.latest):
        return tr("logged by {who} on {date}", who=entry.recorded_by, date=day)
    return tr("logged by {who}", who=entry.recorded_by) if entry.recorded_by else joined(day)
