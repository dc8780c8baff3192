"""Logging one line on many deliverables: seen first, all in one transaction, one undo."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection

from tracker.domain.changes import Action
from tracker.domain.dates import PartialDate
from tracker.domain.progress import OPEN, STATUS_LABELS, ProgressState, fold
from tracker.domain.record import RecordRef
from tracker.domain.records import Deliverable, ProgressEntry
from tracker.domain.validation import problems_of
from tracker.errors import InvalidDraft
from tracker.i18n import mark, tr, trn
from tracker.services.bulk_progress_plan import (
    MOST_LINES,
    BulkLog,
    BulkLogLine,
    BulkLogPreview,
    BulkLogResult,
)
from tracker.services.records import counted
from tracker.storage.database import Database
from tracker.storage.reader import load_many, logs_of, shown_names

__all__ = [
    "MOST_LINES",
    "BulkLog",
    "BulkLogLine",
    "BulkLogPreview",
    "BulkLogResult",
    "BulkProgress",
]

Report = Callable[[int, int], None]
"""Told how far long work is (done, of); whatever it raises ends the work, and nothing is kept."""

_TOGETHER = 400
_ACTION = mark("Log progress on {name}")


def _quiet(_done: int, _total: int) -> None:
    return None


@dataclass(frozen=True, slots=True)
class _Worked:
    """One deliverable as it is and what is logged on it; without an entry, why nothing is."""

    line: BulkLogLine
    entry: ProgressEntry | None = None
    last: int = 0
    steps: int = 0
    is_past: bool = False

    @property
    def moves(self) -> bool:
        return self.entry is not None and self.entry.target is not None


class BulkProgress:
    """Writes the same line into many logs. `who` records it, `today` is the day it is seen on."""

    def __init__(self, database: Database, who: str, today: Callable[[], date]) -> None:
        self._database, self._who, self._today = database, who, today

    def preview(self, ids: Sequence[int], log: BulkLog, report: Report = _quiet) -> BulkLogPreview:
        """What `apply` would do now; nothing is written. Raises InvalidDraft for a line that no
        log may have."""
        _check(log)
        wanted = list(dict.fromkeys(ids))
        lines: list[BulkLogLine] = []
        left: list[BulkLogLine] = []
        logged = moved = unmoved = steps = past = 0
        seen: dict[int, int] = {}
        with self._database.read() as connection:
            for worked in self._worked(connection, wanted, log, {}, report):
                kept = left if worked.entry is None else lines
                if len(kept) < MOST_LINES:
                    kept.append(worked.line)
                if worked.entry is not None:
                    seen[worked.line.ref.id] = worked.last
                    logged += 1
                    moved += worked.moves
                    unmoved += log.moves and not worked.moves
                    steps += worked.steps
                    past += worked.is_past
        return BulkLogPreview(
            len(wanted), logged, moved, unmoved, len(wanted) - logged, steps,
            tuple(lines), tuple(left), seen, past,
        )  # fmt: skip

    def apply(
        self,
        ids: Sequence[int],
        log: BulkLog,
        report: Report = _quiet,
        seen: Mapping[int, int] | None = None,
    ) -> BulkLogResult:
        """Log it on all deliverables that can take it, in one action with one undo.

        `seen` is that of a preview: where somebody has logged something since, nothing is. What
        `report` raises, and any error, leaves every log as it was. Raises InvalidDraft.
        """
        _check(log)
        wanted = list(dict.fromkeys(ids))
        total, moved = len(wanted), 0
        left: list[BulkLogLine] = []
        entries: dict[int, int] = {}
        last_name = ""
        with self._database.write(Action(_ACTION)) as work:
            writer = work.writer
            writer.watch = lambda done, of: report(total + done, total + max(of, total))
            halfway = lambda done, _of: report(done, 2 * total)  # noqa: E731
            for worked in self._worked(writer.connection, wanted, log, seen or {}, halfway):
                if worked.entry is None:
                    if len(left) < MOST_LINES:
                        left.append(worked.line)
                    continue
                ref, last_name = worked.line.ref, worked.line.name
                stamped = worked.entry.model_copy(
                    update={"recorded_at": writer.now, "recorded_by": self._who}
                )
                entries[ref.id] = writer.create(stamped, root=ref)
                moved += worked.moves
            if len(entries) == 1:
                writer.subject = RecordRef(Deliverable.key, next(iter(entries)))
                name = last_name
            else:
                name = counted([RecordRef(Deliverable.key, 0)] * len(entries))
            writer.rename_action(Action(_ACTION, name))
        return BulkLogResult(
            work.change_set, len(entries), moved, total - len(entries), tuple(left), entries
        )

    def _worked(
        self,
        connection: Connection,
        wanted: Sequence[int],
        log: BulkLog,
        seen: Mapping[int, int],
        report: Report,
    ) -> Iterator[_Worked]:
        """Every deliverable with what is logged on it, in the order of `wanted`."""
        today = max(self._today(), min(log.on.earliest, date.max))
        for start in range(0, len(wanted), _TOGETHER):
            report(start, len(wanted))
            portion = wanted[start : start + _TOGETHER]
            found = {
                one.id: one for one in load_many(connection, Deliverable, portion, ("milestones",))
            }
            logs = logs_of(connection, portion)
            names = shown_names(connection, [RecordRef(Deliverable.key, id) for id in portion])
            for id in portion:
                ref = RecordRef(Deliverable.key, id)
                record, lines = found.get(id), logs.get(id, [])
                name = names.get(ref) or (record.title if record else str(ref))
                if reason := _refused(record):
                    yield _Worked(BulkLogLine(ref, name, reason=reason))
                    continue
                assert record is not None
                last = max((line.id or 0 for line in lines), default=0)
                if seen.get(id, last) != last:
                    reason = tr("Something was logged on it meanwhile; look at it again.")
                    yield _Worked(BulkLogLine(ref, name, reason=reason))
                    continue
                yield _work_out(ref, name, record, lines, log, today)


def _check(log: BulkLog) -> None:
    if problems := log.problems():
        raise InvalidDraft(problems)
    entry = ProgressEntry(deliverable_id=1, on=log.on, note=log.note or "-")
    if problems := [one for one in problems_of(entry) if one.path[:1] == ("on",)]:
        raise InvalidDraft(problems)


def _refused(record: Deliverable | None) -> str:
    if record is None:
        return tr("The record is not there any more.")
    if record.trashed_at is not None:
        return tr("It is in the trash.")
    if record.is_series:
        return tr("It stands for a series: log on its instances.")
    return ""


def _work_out(
    ref: RecordRef,
    name: str,
    record: Deliverable,
    lines: Sequence[ProgressEntry],
    log: BulkLog,
    today: date,
) -> _Worked:
    before = fold(record.opening_status, record.target, lines, as_at=today)
    target, why = _moved(record, lines, log)
    if why and not log.says:
        return _Worked(BulkLogLine(ref, name, before, reason=why))
    entry = ProgressEntry(
        deliverable_id=ref.id,
        on=log.on,
        note=log.note.strip(),
        status=log.status,
        percent=log.percent,
        target=target,
        target_reason=log.reason.strip() if target is not None else "",
    )
    if problems := problems_of(entry):
        said = "; ".join(dict.fromkeys(problem.message for problem in problems))
        return _Worked(BulkLogLine(ref, name, before, reason=said))
    after = fold(record.opening_status, record.target, [*lines, entry], as_at=today)
    steps = _steps(record) if target is not None else 0
    notes = [why] if why else []
    is_past = target is not None and target.latest < today
    if is_past:
        notes.append(tr("that day has passed"))
    if steps:
        notes.append(
            trn(
                "{n} step hangs on the target and stays",
                "{n} steps hang on the target and stay",
                steps,
            )
        )
    line = BulkLogLine(ref, name, before, after, note=" · ".join(notes))
    last = max((one.id or 0 for one in lines), default=0)
    return _Worked(line, entry, last, steps, is_past)


def _moved(
    record: Deliverable, lines: Sequence[ProgressEntry], log: BulkLog
) -> tuple[PartialDate | None, str]:
    """The target after moving, or why there is none; neither if none is to be moved."""
    if not log.moves or log.shift is None:
        return None, ""
    # From the target that held on the day of the line, of which it is said that it moved.
    held: ProgressState = fold(record.opening_status, record.target, lines, as_at=log.on.earliest)
    status = log.status or held.status
    if held.target is None:
        return None, tr("It has no target to move.")
    if status not in OPEN:
        return None, tr(
            "It is over ({status}): its target stays.", status=tr(STATUS_LABELS[status])
        )
    target = log.shift.from_day(held.target)
    if target == held.target or _at_an_end(held.target, target):
        return None, tr("Its target cannot be moved so far.")
    return target, ""


def _at_an_end(before: PartialDate, after: PartialDate) -> bool:
    """Whether it was moved to an end of the calendar; "by 5 November" was open there before."""
    ends = {date.min, date.max}
    pairs = (before.earliest, after.earliest), (before.latest, after.latest)
    return any(then in ends and now not in ends for now, then in pairs)


def _steps(record: Deliverable) -> int:
    """The milestones that are still to come and whose day counts from the target."""
    if record.event_id is not None:
        return 0
    return sum(1 for one in record.milestones if one.offset is not None and one.done is None)
