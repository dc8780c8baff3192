"""Series: their instances are made ahead, follow the rule, and are never touched once somebody did.

One action each, one undo. What follows from a rule is `domain.series.plan`; here it is read from
and written to the database.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import Connection, select

from tracker.domain.changes import Action, ChangeSet
from tracker.domain.dates import PartialDate
from tracker.domain.deliverable_types.catalogue import TypeCatalogue
from tracker.domain.record import RecordRef
from tracker.domain.records import Deliverable
from tracker.domain.series import (
    MOST_AHEAD,
    NOTHING_MADE,
    Existing,
    Numbered,
    SeriesPlan,
    asks_for_past,
    first_of,
    number_at,
    plan,
)
from tracker.domain.series_days import Occurrence, first_days, problem_with_first
from tracker.domain.series_instances import common_values, instance_of, title_of
from tracker.domain.series_standing import AfterEnd
from tracker.domain.validation import problems_of
from tracker.errors import InvalidDraft
from tracker.i18n import trn
from tracker.services.milestone_moves import dates_of_event
from tracker.services.records import Saved
from tracker.services.series_due import due_of, further_of, made_ahead, may_be_due, rule_of
from tracker.services.series_ending import after_end
from tracker.services.series_existing import (
    ADD,
    EDIT,
    MAKE,
    declined_by_all,
    existing_of,
    taken_by_all,
)
from tracker.services.series_page import SeriesPage, page_of, states_in_order
from tracker.services.series_said import said_of
from tracker.services.states import DeliverableState
from tracker.storage.database import Database
from tracker.storage.reader import load, load_many
from tracker.storage.tables import TABLES
from tracker.storage.writer import Writer

_deliverable = TABLES[Deliverable.key]
_SHOWN_DAYS = 6


@dataclass(frozen=True, slots=True)
class SeriesPreview:
    """What a draft of a series comes to: the next dates with the titles of their instances, and
    what saving it would do. `held` are the titles of those that stay because of their progress."""

    next: tuple[tuple[PartialDate, str], ...]
    plan: SeriesPlan
    held: tuple[str, ...] = ()
    past: int = 0
    """How many before today have no instance; they are made only if the draft asks for them
    (`domain.series.NOTHING_MADE`)."""
    after_end: AfterEnd | None = None
    """Those to come, made already or by saving, that are due when the agreement is over."""


class SeriesService:
    """Plans, makes and reads the instances of series."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def preview(self, series: Deliverable, today: date) -> SeriesPreview:
        """What a draft would do. ValueError, with a sentence, if its rule is none."""
        rule, first = rule_of(series), first_of(series)
        with self._database.read() as connection:
            existing = existing_of(connection, series.id) if series.id else []
            found = planned(series, existing, today)
            held = _titles(connection, found.held)
            late = after_end(connection, series.agreement_id, _targets(found, existing))
        with_past = series.model_copy(update={"made_until": NOTHING_MADE})
        asking = found if asks_for_past(series) else planned(with_past, existing, today)
        coming: list[Occurrence] = []
        if rule is not None and first is not None and not problem_with_first(first):
            coming = first_days(rule, first, today, _SHOWN_DAYS)
        numbers = {one.to.day: one.to.number for one in found.move}
        numbers |= {one.day: one.number for one in found.make}
        numbers |= {one.occurrence: one.number for one in existing if one.number and one.occurrence}
        named = ((one, numbers.get(one.day, one.number)) for one in coming)
        return SeriesPreview(
            next=tuple((one.target, title_of(series, number, one.target)) for one, number in named),
            plan=found,
            held=held,
            past=sum(one.target.latest < today for one in asking.make),
            after_end=late,
        )

    def save(self, series: Deliverable, today: date) -> Saved:
        """Save a series and let its instances follow, in one action.

        Raises as `RecordService.save` does; nothing is written then. Without a rule, or before it
        is said when the first is due, it is saved as any deliverable is, and instances that nobody
        touched and that are still to come go to the trash.
        """
        types = self._database.types_for(series)
        if problems := problems_of(series, types):
            raise InvalidDraft(problems)
        template = ADD if series.id is None else EDIT
        with self._database.write(Action(template, series.title)) as work:
            ref, found = save_series(work.writer, series, today, types)
        return Saved(ref, work.change_set, said_of(series, found))

    def make_ahead(self, today: date) -> ChangeSet | None:
        """Make what has come within reach since, for all series, in one action; None if nothing
        has. Whatever is there stays as it is, and what was taken back is not made again."""
        with self._database.read() as connection:
            taken = taken_by_all(connection)
            near = [
                one
                for one in made_ahead(connection, today)
                if may_be_due(one, taken.get(one.id or 0, ()), today)
            ]
            declined = declined_by_all(connection) if near else {}
            due = [one for one in near if due_of(connection, one, today, declined).make]
        if not due:
            return None
        with self._database.write(Action(MAKE)) as work:
            writer, count = work.writer, 0
            # Asked again: another window may have made them, or thrown the series away.
            still = {one.id for one in made_ahead(writer.connection, today)}
            wanted = still & {one.id for one in due}
            declined = declined_by_all(writer.connection)
            for one in load_many(writer.connection, Deliverable, sorted(id or 0 for id in wanted)):
                found = due_of(writer.connection, one, today, declined)
                count += self._make(writer, one, found) if found.make else 0
            writer.rename_action(Action(MAKE, _instances(count)))
        return work.change_set

    def make_further(
        self, series_id: int, today: date, months: int, *, past: bool = False
    ) -> ChangeSet | None:
        """Make instances through so many months ahead, and from the first on if `past`; the series
        keeps to these months. None if all are there. Raises NotFound."""
        with self._database.write(Action(MAKE)) as work:
            writer = work.writer
            series = load(writer.connection, Deliverable, series_id)
            further = max(0, min(months, MOST_AHEAD))
            series = series.model_copy(update={"ahead": further})
            found = further_of(writer.connection, series, today, past=past)
            count = self._make(writer, series, found) if found.make else 0
            writer.rename_action(Action(MAKE, _instances(count)))
        return work.change_set

    def further(
        self, series: Deliverable, today: date, months: int, *, past: bool = False
    ) -> SeriesPlan:
        """What `make_further` would make."""
        with self._database.read() as connection:
            draft = series.model_copy(update={"ahead": months})
            return further_of(connection, draft, today, past=past)

    def page(self, series_id: int, today: date) -> SeriesPage:
        """What the page of a deliverable shows of its series. Raises NotFound."""
        with self._database.read() as connection:
            record = load(connection, Deliverable, series_id, only=())
            past = 0
            if record.is_series:
                found = further_of(connection, record, today, past=True)
                past = sum(one.target.latest < today for one in found.make)
            return page_of(connection, record, today, past)

    def instances(self, series_id: int, today: date) -> tuple[DeliverableState, ...]:
        """The instances that are not in the trash, in order."""
        with self._database.read() as connection:
            return states_in_order(connection, series_id, today)

    def one_more(self, series_id: int) -> dict[str, object]:
        """What the form of an instance added by hand begins with; its number follows from its
        date (`number_for`)."""
        with self._database.read() as connection:
            series = load(connection, Deliverable, series_id)
            types = self._database.types_on(connection)
        return common_values(series, types) | {"title": series.title}

    def number_for(self, series_id: int, target: PartialDate | None) -> int | None:
        """The number of an instance added by hand: the one its rule gives to that time, if no
        other has it; else the one after the last before it, if that is free; else none. Without a
        date it is the last."""
        with self._database.read() as connection:
            series = load(connection, Deliverable, series_id, only=())
            existing = existing_of(connection, series_id)
        try:
            rule = rule_of(series)
        except ValueError:
            rule = None  # written by another program; the form says what is wrong
        return number_at(rule, first_of(series), target, existing)

    def _make(self, writer: Writer, series: Deliverable, found: SeriesPlan) -> int:
        """Write what a plan makes, and how far the series is made then."""
        # Never nearer than before: what lies between has been made, or was not wanted.
        made = series.made_until.latest if series.made_until else date.min
        until = PartialDate.of(max(found.until, made)) if found.until else None
        ref = writer.save(series.model_copy(update={"made_until": until}))
        types = self._database.types_on(writer.connection)
        _follow(writer, series, replace(found, move=(), remove=(), keep=()), types)
        writer.subject = writer.subject or ref
        return len(found.make)


def follow_rule(writer: Writer, series_id: int, today: date, types: TypeCatalogue) -> None:
    """Let the instances of a series that is made ahead follow the rule it has now, as they would
    if it were saved in its form; it belongs to the action of `writer`."""
    series = load(writer.connection, Deliverable, series_id)
    if series.made_until is not None:
        save_series(writer, series, today, types)


def save_series(
    writer: Writer,
    series: Deliverable,
    today: date,
    types: TypeCatalogue,
    existing: Iterable[Existing] | None = None,
    ahead: int | None = None,
) -> tuple[RecordRef, SeriesPlan]:
    """Save a series and let its instances follow, within the action of `writer`. `existing` are
    its instances where they are for other occurrences now; `ahead` are months to look ahead just
    this once."""
    if existing is None:
        existing = existing_of(writer.connection, series.id) if series.id else []
    found = planned(series, existing, today, ahead)
    made_until = PartialDate.of(found.until) if found.until and _counts(series) else None
    ref = writer.save(series.model_copy(update={"made_until": made_until}))
    _follow(writer, series.model_copy(update={"id": ref.id}), found, types)
    return ref, found


def _follow(writer: Writer, series: Deliverable, found: SeriesPlan, types: TypeCatalogue) -> None:
    dates = dates_of_event(writer.connection, series.event_id)
    for new in found.make:
        # Of a series in the trash they lie there with it, and come back with it.
        made = instance_of(series, new, types, at_event=dates.had(new.target))
        writer.insert(made.model_copy(update={"trashed_at": series.trashed_at}))
    moved = {one.id: one.to for one in found.move}
    ids = [*moved, *found.keep]
    for there in load_many(writer.connection, Deliverable, ids) if ids else ():
        to = moved.get(there.id or 0) or _as_it_is(there)
        if to is not None:
            at_event = dates.had(to.target)
            writer.save(instance_of(series, to, types, there, at_event=at_event))
    for there in load_many(writer.connection, Deliverable, found.remove) if found.remove else ():
        # Without an occurrence: what the series removed is not what somebody did not want.
        writer.save(there.model_copy(update={"trashed_at": writer.now, "occurrence": None}))


def _counts(series: Deliverable) -> bool:
    """Whether instances can be made of it."""
    return bool(series.recurrence.strip()) and not problem_with_first(first_of(series))


def planned(
    series: Deliverable, existing: Iterable[Existing], today: date, ahead: int | None = None
) -> SeriesPlan:
    """What a series wants of its instances, so many months ahead (as it says itself)."""
    first = first_of(series)
    since = first.earliest if first is not None and asks_for_past(series) else None
    months = series.ahead if ahead is None else ahead
    return plan(rule_of(series), first, months, today, existing, since=since)


def _targets(found: SeriesPlan, existing: Iterable[Existing]) -> list[PartialDate | None]:
    """When the instances are due that a plan makes, moves and keeps."""
    moved = {one.id: one.to.target for one in found.move}
    stay = {*found.keep, *found.held}
    there = [moved.get(one.id, one.target) for one in existing if one.id in stay | moved.keys()]
    return [*(one.target for one in found.make), *there]


def _titles(connection: Connection, ids: Iterable[int]) -> tuple[str, ...]:
    wanted = list(ids)
    if not wanted:
        return ()
    query = select(_deliverable.c.title).where(_deliverable.c.id.in_(wanted))
    return tuple(connection.execute(query.order_by(_deliverable.c.occurrence_first)).scalars())


def _as_it_is(there: Deliverable) -> Numbered | None:
    if there.occurrence is None or there.target is None:
        return None
    return Numbered(there.occurrence.earliest, there.instance or 0, there.target)


def _instances(count: int) -> str:
    return trn("{n} instance", "{n} instances", count)
