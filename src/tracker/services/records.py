"""What a person does with records: open, save, move to the trash, bring back."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Generic, TypeVar

from sqlalchemy import Connection

from tracker.domain.changes import Action, ChangeSet
from tracker.domain.record import RecordRef, RootRecord
from tracker.domain.records import ROOT_BY_KEY, Deliverable
from tracker.domain.validation import problems_of
from tracker.errors import InvalidDraft, Problem
from tracker.i18n import mark, trn
from tracker.services.milestone_done import refuse_against_log
from tracker.services.series_existing import TRASH_MARK
from tracker.services.series_trash import coming_back, going_along, said_of, with_instances
from tracker.storage.database import Database
from tracker.storage.derived import references_of, shown_name
from tracker.storage.reader import load, load_many, shown_names

R = TypeVar("R", bound=RootRecord)


@dataclass(frozen=True, slots=True)
class Loaded(Generic[R]):
    """A record with the short names of all records it refers to."""

    record: R
    name: str
    names: dict[RecordRef, str]


@dataclass(frozen=True, slots=True)
class Saved:
    """What a save did; `change_set` is None if nothing differed. `further` says in words what
    else came of it."""

    ref: RecordRef
    change_set: ChangeSet | None
    further: str = ""


class RecordService:
    """Opens and saves any root record by its declaration."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def open(self, record: type[R], id: int) -> Loaded[R]:
        """One record with its children; raises NotFound."""
        with self._database.read() as connection:
            found = load(connection, record, id)
            names = shown_names(connection, references_of(found))
            return Loaded(found, shown_name(found, names), names)

    def several(
        self, record: type[R], ids: Iterable[int], only: Collection[str] | None = None
    ) -> dict[int, R]:
        """Records by id, in one read; those that are gone are left out. `only` names the lists of
        children that are needed; the others are then empty."""
        wanted = sorted(set(ids))
        if not wanted:
            return {}
        with self._database.read() as connection:
            found = load_many(connection, record, wanted, only)
        return {one.id: one for one in found if one.id is not None}

    def names(self, refs: set[RecordRef]) -> dict[RecordRef, str]:
        """The short names of records."""
        with self._database.read() as connection:
            return shown_names(connection, refs)

    def save(self, record: RootRecord, known: Collection[Problem] = ()) -> Saved:
        """Write a draft: a new record if it has no id. `known` are mistakes that are stored
        already (a field that its type came to require): those are no fault of the change.

        Raises InvalidDraft (with a problem per field), StaleRecord, NotFound, BrokenReference or
        another DatabaseError;
        nothing is written then.
        """
        found = problems_of(record, self._database.types_for(record))
        if problems := [one for one in found if one not in known]:
            raise InvalidDraft(problems)
        new = record.id is None
        template = _ACTIONS[record.key][0 if new else 1]
        with self._database.write(Action(template)) as work:
            if isinstance(record, Deliverable):
                refuse_against_log(work.writer.connection, record)
            ref = work.writer.save(record)
            if any(getattr(record, name) for name in record.name_fields):
                work.writer.rename_action(Action(template, shown_name(record, {})))
            else:
                work.writer.name_action_by_subject()
        return Saved(ref, work.change_set)

    def trash(self, ref: RecordRef) -> ChangeSet | None:
        """Move a record to the trash; its links stay. None if it is there already."""
        return self.trash_all([ref])

    def trash_all(self, refs: Sequence[RecordRef]) -> ChangeSet | None:
        """Move records to the trash in one action; None if all are there already.

        A series takes along the instances that nobody has touched; `further` of the change set
        says how many went, and how many stay. Raises NotFound if one of them is gone; nothing is
        written then.
        """
        return self._mark_trash(refs, mark("Move {name} to the trash"), into=True)

    def restore(self, ref: RecordRef) -> ChangeSet | None:
        """Bring a record back from the trash. None if it is not there."""
        return self.restore_all([ref])

    def restore_all(self, refs: Sequence[RecordRef]) -> ChangeSet | None:
        """Bring records back from the trash in one action, as `trash_all` moves them there."""
        return self._mark_trash(refs, mark("Restore {name}"), into=False)

    def _mark_trash(
        self, refs: Sequence[RecordRef], template: str, *, into: bool
    ) -> ChangeSet | None:
        with self._database.write(Action(template)) as work:
            writer = work.writer
            since = {ref: _trashed_at(writer.connection, ref) for ref in dict.fromkeys(refs)}
            moved = [ref for ref, at in since.items() if (at is not None) is not into]
            if len(moved) == 1:
                name = shown_names(writer.connection, moved).get(moved[0], "")
            else:
                name = counted(moved)
            writer.rename_action(Action(template, name))
            along, staying = dict.fromkeys(moved), 0
            for ref in with_instances(writer.connection, moved):
                at = since[ref]
                if at is None:
                    found = going_along(writer.connection, ref, since)
                else:
                    found = coming_back(writer.connection, ref, at)
                along |= dict.fromkeys(found.refs)
                staying += found.staying
            for ref in along:
                writer.set_root_field(ref, TRASH_MARK, writer.now if into else None)
        further = said_of(len(along) - len(moved), staying, into=into)
        return work.change_set and replace(work.change_set, further=further)


def _trashed_at(connection: Connection, ref: RecordRef) -> datetime | None:
    """When it went to the trash, if it is there. Raises NotFound."""
    return load(connection, ROOT_BY_KEY[ref.kind], ref.id).trashed_at


def counted(refs: Sequence[RecordRef]) -> str:
    """Several records as the name of an action, in the language of who acts: "3 contacts"."""
    n = len(refs)
    match sorted({ref.kind for ref in refs}):
        case ["agreement"]:
            return trn("{n} agreement", "{n} agreements", n)
        case ["deliverable"]:
            return trn("{n} deliverable", "{n} deliverables", n)
        case ["organisation"]:
            return trn("{n} organisation", "{n} organisations", n)
        case ["contact"]:
            return trn("{n} contact", "{n} contacts", n)
        case ["event"]:
            return trn("{n} event", "{n} events", n)
        case _:
            return trn("{n} record", "{n} records", n)


# Written out, since a sentence put together from words cannot be translated.
_ACTIONS = {
    "organisation": (mark("Add organisation {name}"), mark("Edit organisation {name}")),
    "contact": (mark("Add contact {name}"), mark("Edit contact {name}")),
    "source": (mark("Add source {name}"), mark("Edit source {name}")),
    "event": (mark("Add event {name}"), mark("Edit event {name}")),
    "agreement": (mark("Add agreement {name}"), mark("Edit agreement {name}")),
    "deliverable": (mark("Add deliverable {name}"), mark("Edit deliverable {name}")),
    "meeting": (mark("Add meeting {name}"), mark("Edit meeting {name}")),
    "task": (mark("Add task {name}"), mark("Edit task {name}")),
}
