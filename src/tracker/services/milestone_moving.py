"""Steps that move with the day they are counted from, once somebody agrees."""

from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import date

from sqlalchemy import Connection

from tracker.domain.changes import Action, ChangeSet
from tracker.domain.dates import PartialDate
from tracker.domain.record import RecordRef
from tracker.domain.records import Deliverable, Event
from tracker.domain.records.deliverables import Milestone
from tracker.errors import NotFound
from tracker.i18n import mark, tr
from tracker.services.milestone_moves import Anchored, StepsOffer, anchored, at_event, concerned
from tracker.services.milestone_page import StepsPage, steps_page
from tracker.services.milestone_templates import template_of
from tracker.services.series_existing import MOVE
from tracker.services.series_moves import move_series, with_series
from tracker.services.target_moves import log_moves
from tracker.storage.database import Database
from tracker.storage.reader import shown_names
from tracker.storage.rows import to_json
from tracker.storage.writer import Writer

_STEPS = mark("Move steps of {name}")


class StepMoves:
    """Tells which steps a move of their day left behind, and moves them."""

    def __init__(self, database: Database, who: str, today: Callable[[], date]) -> None:
        self._database, self._who, self._today = database, who, today

    def moves_for_event(
        self, event_id: int, new_dates: PartialDate | None
    ) -> tuple[StepsOffer, ...]:
        """Which steps would move if the event had these dates; nothing is written."""
        with self._database.read() as connection:
            ids = at_event(connection, event_id)
            found = anchored(connection, ids, (event_id, new_dates))
            return _offers(with_series(connection, found, self._today()))

    def left_behind(
        self, *, deliverable_id: int | None = None, event_id: int | None = None
    ) -> tuple[StepsOffer, ...]:
        """The steps of a deliverable, or at an event, that a move of their day left behind."""
        with self._database.read() as connection:
            ids = [deliverable_id] if deliverable_id is not None else []
            if event_id is not None:
                ids += at_event(connection, event_id)
            return _offers(self._anchored(connection, ids))

    def offers_after(self, change_set: ChangeSet) -> tuple[StepsOffer, ...]:
        """The steps that the day they are counted from has left behind by an action, and targets
        an event left. What somebody has just chosen to leave is not asked about again."""
        if change_set.action.template in (_STEPS, MOVE):
            return ()
        with self._database.read() as connection:
            return _offers(self._anchored(connection, concerned(connection, change_set.id)))

    def move(
        self,
        step_ids: Collection[int],
        deliverable_ids: Iterable[int],
        targets: Collection[int] = (),
    ) -> ChangeSet | None:
        """Move steps of deliverables to where their offsets put them now, and the targets of the
        deliverables in `targets` with their event, as lines of their logs, and series as a whole:
        one action, one undo. What is done, or fits already, stays."""
        chosen = set(step_ids)
        with self._database.write(Action(_STEPS)) as work:
            writer = work.writer
            found = self._anchored(writer.connection, sorted({*deliverable_ids, *targets}))
            logged = self._move_series(writer, found, targets)
            aims = [(one.record, one.target_move) for one in found if not one.record.is_series]
            logged += log_moves(writer, aims, targets, self._today(), self._who)
            moved = [one.record for one in found if one.record in logged]
            for one in found:
                root = RecordRef(Deliverable.key, one.record.id or 0)
                days = one.moves
                wanted = [move for move in (*days.moving, *days.by_hand) if move.step.id in chosen]
                for move in wanted:
                    writer.change(
                        RecordRef(Milestone.key, move.step.id or 0),
                        root,
                        {"target": to_json(Milestone, "target", move.before)},
                        {"target": to_json(Milestone, "target", move.after)},
                    )
                if wanted:
                    moved.append(one.record)
            _name_move(writer, moved, MOVE if logged else _STEPS)
        return work.change_set

    def _move_series(
        self, writer: Writer, found: Iterable[Anchored], chosen: Collection[int]
    ) -> list[Deliverable]:
        moved = []
        for one in found:
            if one.series is not None and one.record.id in chosen:
                types = self._database.types_on(writer.connection)
                move_series(writer, one.record.id or 0, one.series.first, self._today(), types)
                moved.append(one.record)
        return moved

    def _anchored(self, connection: Connection, ids: Sequence[int]) -> list[Anchored]:
        return with_series(connection, anchored(connection, ids), self._today())

    def move_with_event(
        self, event_id: int, only: Collection[int] | None = None
    ) -> ChangeSet | None:
        """Move the steps at an event with it: those in `only`, else all that were not set by
        hand, and the targets that were its dates."""
        with self._database.read() as connection:
            ids = at_event(connection, event_id)
            offers = _offers(self._anchored(connection, ids))
        if only is not None:
            return self.move(only, ids)
        every = {move.step.id or 0 for offer in offers for move in offer.moving}
        return self.move(every, ids, {offer.deliverable_id for offer in offers if offer.target})

    def page(self, deliverable_id: int) -> StepsPage:
        """What the page of a deliverable says of its steps."""
        with self._database.read() as connection:
            found = anchored(connection, [deliverable_id])
            if not found:
                raise NotFound(tr("The deliverable is not there any more."))
            usual = template_of(connection, found[0].record.type).steps
            offers = _offers(self._anchored(connection, [deliverable_id]))
            return steps_page(found[0], len(usual), offers[0] if offers else None)

    def anchor(self, deliverable_id: int) -> Anchored:
        """What the steps of a deliverable are counted from."""
        with self._database.read() as connection:
            found = anchored(connection, [deliverable_id])
        if not found:
            raise NotFound(tr("The deliverable is not there any more."))
        return found[0]


def _offers(found: Iterable[Anchored]) -> tuple[StepsOffer, ...]:
    return tuple(offer for one in found if (offer := one.offer) is not None)


def _name_move(writer: Writer, moved: Sequence[Deliverable], template: str) -> None:
    """The action is called after the event, or the deliverable, whose steps move."""
    if not moved:
        return
    refs = {
        RecordRef(Event.key, one.event_id)
        if one.event_id
        else RecordRef(Deliverable.key, one.id or 0)
        for one in moved
    }
    names = shown_names(writer.connection, refs)
    first = min(refs)
    writer.rename_action(Action(template, names.get(first, "")))
    writer.subject = RecordRef(Deliverable.key, moved[0].id or 0)
