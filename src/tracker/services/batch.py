"""Records that refer to each other, written together: one action, one undo step."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from pydantic import BaseModel

from tracker.domain.changes import Action, ChangeSet
from tracker.domain.fields import Kind
from tracker.domain.record import Record, RecordRef, RootRecord, child_lists, value_specs
from tracker.domain.records import Deliverable, ProgressEntry
from tracker.domain.validation import problems_of
from tracker.errors import InvalidDraft, Problem
from tracker.services.in_trash import refuse_in_trash
from tracker.storage.database import Database

R = TypeVar("R", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Written:
    """What became of a batch: the stored record of each draft, by the name it had in the batch."""

    refs: Mapping[RecordRef, RecordRef]
    change_set: ChangeSet | None


class InvalidBatch(InvalidDraft):
    """One of the records has mistakes; nothing was written."""

    def __init__(self, record: Record, problems: Sequence[Problem]) -> None:
        super().__init__(problems)
        self.record = record


class BatchService:
    """Writes new and changed records in one transaction.

    A new record has a negative id, by which the others refer to it, also in circles. Logs are for
    new and stored deliverables alike.
    """

    def __init__(self, database: Database, who: str) -> None:
        self._database = database
        self._who = who

    def write(
        self, records: Sequence[RootRecord], log: Sequence[ProgressEntry], action: Action
    ) -> Written:
        """Write all or nothing. Raises InvalidBatch, StaleRecord, NotFound or InTrash."""
        with self._database.write(action) as work:
            writer = work.writer
            writer.connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
            next_ids = {kind: writer.next_id(kind) for kind in {record.key for record in records}}
            given: dict[RecordRef, int] = {}
            for record in records:
                assert record.id is not None, "a new record of a batch has a negative id"
                if record.id < 0:
                    given[RecordRef(record.key, record.id)] = next_ids[record.key]
                    next_ids[record.key] += 1
            for record in records:
                id = given.get(RecordRef(record.key, record.id or 0))
                draft = _checked(resolved(record, given))
                assert isinstance(draft, RootRecord)
                if id is None:
                    writer.save(draft)
                else:
                    writer.insert(draft.model_copy(update={"id": None}), id)
            for entry in log:
                line = _checked(resolved(entry, given))
                assert isinstance(line, ProgressEntry)
                stamped = line.model_copy(
                    update={"recorded_at": writer.now, "recorded_by": self._who}
                )
                refuse_in_trash(writer.connection, line.deliverable_id or 0)
                writer.create(stamped, root=RecordRef(Deliverable.key, line.deliverable_id or 0))
        return Written({ref: RecordRef(ref.kind, id) for ref, id in given.items()}, work.change_set)


def resolved(record: R, given: Mapping[RecordRef, int]) -> R:
    """The record with the ids given to those it refers to, its children's included."""
    changed: dict[str, Any] = {}
    for spec in value_specs(type(record)):
        if spec.kind is Kind.REFERENCE:
            ref = RecordRef(spec.target, getattr(record, spec.name) or 0)
            if ref in given:
                changed[spec.name] = given[ref]
    for children in child_lists(type(record)):
        rows = getattr(record, children.spec.name)
        changed[children.spec.name] = tuple(resolved(row, given) for row in rows)
    return record.model_copy(update=changed) if changed else record


def _checked(record: Record) -> Record:
    if problems := problems_of(record):
        raise InvalidBatch(record, problems)
    return record
