"""Targets that were an event's dates, and that the event left behind when it moved."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from tracker.domain.dates import PartialDate
from tracker.domain.milestones import first_day
from tracker.domain.record import RecordRef
from tracker.domain.records import Deliverable, ProgressEntry
from tracker.i18n import tr
from tracker.storage.writer import Writer


@dataclass(frozen=True, slots=True)
class TargetMove:
    """A target and the one it would have; the first one stays in the log."""

    before: PartialDate
    after: PartialDate


@dataclass(frozen=True, slots=True)
class EventDates:
    """The dates of an event, and those it had before; empty for none."""

    now: PartialDate | None = None
    former: tuple[PartialDate, ...] = ()

    def move_of(self, target: PartialDate | None) -> TargetMove | None:
        """What becomes of a target: one that was the event's dates goes with it. Nothing is due
        at an event without a last day."""
        now = self.now
        if target is None or now is None or target == now or target not in self.former:
            return None
        return TargetMove(target, now) if first_day(now) and now.latest < date.max else None

    def had(self, target: PartialDate) -> bool:
        """Whether a target is, or was, the event's dates."""
        return target == self.now or target in self.former

    def leaves(self, target: PartialDate | None) -> bool:
        """Whether the event moved and the target, which was set otherwise, stays."""
        if target is None or self.now is None or target == self.now or not self.former:
            return False
        return self.move_of(target) is None


def log_moves(
    writer: Writer,
    found: Iterable[tuple[Deliverable, TargetMove | None]],
    chosen: Collection[int],
    on: date,
    who: str,
) -> list[Deliverable]:
    """Log the moves of the deliverables that are chosen, each with its reason; returns these."""
    moved = []
    for record, move in found:
        if move is None or record.id not in chosen:
            continue
        entry = ProgressEntry(
            deliverable_id=record.id,
            on=PartialDate.of(on),
            target=move.after,
            target_reason=tr("the event moved"),
            recorded_at=writer.now,
            recorded_by=who,
        )
        writer.create(entry, root=RecordRef(Deliverable.key, record.id or 0))
        moved.append(record)
    return moved
