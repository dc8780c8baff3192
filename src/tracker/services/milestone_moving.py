"""Steps that move with the day they are counted from, once somebody agrees."""

from collections.abc import Collection, Iterable, Sequence

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
from tracker.storage.database import Database
from tracker.storage.reader import shown_names
from tracker.storage.rows import to_json
from tracker.storage.writer import Writer


class StepMoves:
    """Tells which steps a move of their day left behind, and moves them."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def moves_for_event(
        self, event_id: int, new_dates: PartialDate | None
    ) -> tuple[StepsOffer, ...]:
        """Which steps would move if the event had these dates; nothing is written."""
        with self._database.read() as connection:
            ids = at_event(connection, event_id)
            return _offers(anchored(connection, ids, (event_id, new_dates)))

    def left_behind(
        self, *, deliverable_id: int | None = None, event_id: int | None = None
    ) -> tuple[StepsOffer, ...]:
        """The steps of a deliverable, or at an event, that a move of their day left behind."""
        with self._database.read() as connection:
            ids = [deliverable_id] if deliverable_id is not None else []
            if event_id is not None:
                ids += at_event(connection, event_id)
            return _offers(anchored(connection, ids))

    def offers_after(self, change_set: ChangeSet) -> tuple[StepsOffer, ...]:
        """The steps that the day they are counted from has left behind by an action."""
        with self._database.read() as connection:
            return _offers(anchored(connection, concerned(connection, change_set.id)))

    def move(self, step_ids: Collection[int], deliverable_ids: Iterable[int]) -> ChangeSet | None:
        """Move steps of deliverables to where their offsets put them now: one action, one undo.
        Steps that are done, or fit already, stay."""
        chosen = set(step_ids)
        with self._database.write(Action(mark("Move steps of {name}"))) as work:
            writer = work.writer
            found = anchored(writer.connection, sorted(set(deliverable_ids)))
            moved: list[Anchored] = []
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
                    moved.append(one)
            _name_move(writer, moved)
        return work.change_set

    def move_with_event(
        self, event_id: int, only: Collection[int] | None = None
    ) -> ChangeSet | None:
        """Move the steps at an event with it: those in `only`, else all that were not set by
        hand."""
        with self._database.read() as connection:
            ids = at_event(connection, event_id)
            offers = _offers(anchored(connection, ids))
        every = {move.step.id or 0 for offer in offers for move in offer.moving}
        return self.move(every if only is None else only, ids)

    def page(self, deliverable_id: int) -> StepsPage:
        """What the page of a deliverable says of its steps."""
        with self._database.read() as connection:
            found = anchored(connection, [deliverable_id])
            if not found:
                raise NotFound(tr("The deliverable is not there any more."))
            usual = template_of(connection, found[0].record.type).steps
            return steps_page(found[0], len(usual))

    def anchor(self, deliverable_id: int) -> Anchored:
        """What the steps of a deliverable are counted from."""
        with self._database.read() as connection:
            found = anchored(connection, [deliverable_id])
        if not found:
            raise NotFound(tr("The deliverable is not there any more."))
        return found[0]


def _offers(found: Iterable[Anchored]) -> tuple[StepsOffer, ...]:
    return tuple(offer for one in found if (offer := one.offer) is not None)


def _name_move(writer: Writer, moved: Sequence[Anchored]) -> None:
    """The action is called after the event, or the deliverable, whose steps move."""
    if not moved:
        return
    refs = {
        RecordRef(Event.key, one.record.event_id)
        if one.record.event_id
        else RecordRef(Deliverable.key, one.record.id or 0)
        for one in moved
    }
    names = shown_names(writer.connection, refs)
    first = min(refs)
    writer.rename_action(Action(mark("Move steps of {name}"), names.get(first, "")))
    writer.subject = RecordRef(Deliverable.key, moved[0].record.id or 0)
