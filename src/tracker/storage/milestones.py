"""Steps of deliverables follow the log: a line that names a step says when it was reached.

Kept in the transaction that writes the line. What is written here is audited like any change, so
that an undo brings back exactly what was there, also a date that somebody had stated directly.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from sqlalchemy import select

from tracker.domain.changes import ChangeSetKind
from tracker.domain.dates import PartialDate
from tracker.domain.milestones import done_after, reached_on
from tracker.domain.record import RecordRef
from tracker.domain.records import Deliverable, ProgressEntry
from tracker.domain.records.deliverables import Milestone
from tracker.errors import UndoRefused
from tracker.i18n import tr
from tracker.storage import tables
from tracker.storage.reader import log_of
from tracker.storage.rows import to_json

if TYPE_CHECKING:
    from tracker.storage.writer import Writer

_STEP_FIELDS = frozenset({"milestone_id", "corrects_id", "on"})


def keep_steps(writer: "Writer") -> None:
    """Let the done dates of steps follow what this transaction wrote into logs.

    An action sets them. Undo and redo bring them back by themselves; where another line still
    says otherwise they are refused (UndoRefused).
    """
    for deliverable_id in sorted(_concerned(writer)):
        _keep(writer, deliverable_id)


def _concerned(writer: "Writer") -> set[int]:
    """The deliverables of whose log something was written that tells of a step."""
    found: set[int] = set()
    for change in writer.written.changes:
        if change["kind"] == ProgressEntry.key:
            if change["operation"] == "update":
                told = change["field"] in _STEP_FIELDS
            else:
                row = change["after"] or change["before"] or {}
                told = bool(row.get("milestone_id") or row.get("corrects_id"))
        else:
            told = change["kind"] == Milestone.key and change["field"] == "done"
        if told and change["root_kind"] == Deliverable.key:
            found.add(change["root_id"])
    return found


def _keep(writer: "Writer", deliverable_id: int) -> None:
    log = log_of(writer.connection, deliverable_id)
    new = {
        change["record_id"]
        for change in writer.written.changes
        if change["kind"] == ProgressEntry.key and change["operation"] == "insert"
    }
    before = reached_on(line for line in log if line.id not in new)
    after = reached_on(log)
    done = _done(writer, deliverable_id, before.keys() | after.keys())
    for step, stored in done.items():
        wanted = done_after(stored, before.get(step), after.get(step))
        if wanted == stored:
            continue
        if writer.kind is not ChangeSetKind.ACTION:
            if step in after:
                raise UndoRefused(
                    tr("This cannot be undone."),
                    tr("Another line of the log says that the step was reached."),
                    tr("Undo the later change first."),
                )
            continue
        root = RecordRef(Deliverable.key, deliverable_id)
        writer.change(
            RecordRef(Milestone.key, step),
            root,
            {"done": to_json(Milestone, "done", stored)},
            {"done": to_json(Milestone, "done", wanted)},
        )


def _done(
    writer: "Writer", deliverable_id: int, ids: Iterable[int]
) -> dict[int, PartialDate | None]:
    """The done dates of its own steps; a line that names another's says nothing of it."""
    c = tables.TABLES[Milestone.key].c
    query = select(c.id, c.done).where(c.id.in_(sorted(ids)), c.parent_id == deliverable_id)
    return {
        row.id: PartialDate.parse(row.done) if row.done else None
        for row in writer.connection.execute(query)
    }
