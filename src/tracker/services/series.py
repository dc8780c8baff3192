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
from tracker.domain.records import Deliverable
from tracker.domain.series import (
    MOST_AHEAD,
    Existing,
    Numbered,
    SeriesPlan,
    first_of,
    plan,
)
from tracker.domain.series_days import Occurrence, first_days, problem_with_first
from tracker.domain.series_instances import common_values, instance_of, title_of
from tracker.domain.validation import problems_of
from tracker.errors import InvalidDraft
from tracker.i18n import trn
from tracker.services.records import Saved
from tracker.services.series_due import due_of, further_of, made_ahead, may_be_due, rule_of
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


class SeriesService:
    """Plans, makes and reads the instances of series."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def preview(self, series: Deliverable, today: date) -> SeriesPreview:
        """What a draft would do. ValueError, with a sentence, if its rule is none."""
        rule, first = rule_of(series), first_of(series)
        with self._database.read() as connection:
            existing = existing_of(connection, series.id) if series.id else []
            found = _plan(series, existing, today)
            held = _titles(connection, found.held)
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
            writer = work.writer
            existing = existing_of(writer.connection, series.id) if series.id else []
            found = _plan(series, existing, today)
            made_until = PartialDate.of(found.until) if found.until and _counts(series) else None
            ref = writer.save(series.model_copy(update={"made_until": made_until}))
            self._follow(writer, series.model_copy(update={"id": ref.id}), found, types)
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
        """What the form of an instance added by hand begins with."""
        with self._database.read() as connection:
            series = load(connection, Deliverable, series_id)
            numbers = [one.number or 0 for one in existing_of(connection, series_id)]
            types = self._database.types_on(connection)
        number = max(numbers, default=0) + 1
        return common_values(series, types) | {"title": series.title, "instance": number}

    def _make(self, writer: Writer, series: Deliverable, found: SeriesPlan) -> int:
        """Write what a plan makes, and how far the series is made then."""
        # Never nearer than before: what lies between has been made, or was not wanted.
        made = series.made_until.latest if series.made_until else date.min
        until = PartialDate.of(max(found.until, made)) if found.until else None
        ref = writer.save(series.model_copy(update={"made_until": until}))
        types = self._database.types_on(writer.connection)
        self._follow(writer, series, replace(found, move=(), remove=(), keep=()), types)
        writer.subject = writer.subject or ref
        return len(found.make)

    def _follow(
        self, writer: Writer, series: Deliverable, found: SeriesPlan, types: TypeCatalogue
    ) -> None:
        for new in found.make:
            writer.insert(instance_of(series, new, types))
        moved = {one.id: one.to for one in found.move}
        ids = [*moved, *found.keep]
        for there in load_many(writer.connection, Deliverable, ids) if ids else ():
            to = moved.get(there.id or 0) or _as_it_is(there)
            if to is not None:
                writer.save(instance_of(series, to, types, there))
        for there in (
            load_many(writer.connection, Deliverable, found.remove) if found.remove else ()
        ):
            # Without an occurrence: what the series removed is not what somebody did not want.
            writer.save(there.model_copy(update={"trashed_at": writer.now, "occurrence": None}))


def _counts(series: Deliverable) -> bool:
    """Whether instances can be made of it."""
    return bool(series.recurrence.strip()) and not problem_with_first(first_of(series))


def _plan(series: Deliverable, existing: Iterable[Existing], today: date) -> SeriesPlan:
    return plan(rule_of(series), first_of(series), series.ahead, today, existing)


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
