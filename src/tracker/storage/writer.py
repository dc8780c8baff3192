"""One transaction's writes: every row, every field and its audit rows go through here."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Table

from tracker.domain.changes import Action, ChangeSet, ChangeSetKind
from tracker.domain.record import (
    ChildRecord,
    Record,
    RecordRef,
    RootRecord,
    child_lists,
    spec_of,
    value_specs,
)
from tracker.domain.records import BY_KEY, LOOSE, ProgressEntry
from tracker.errors import NotFound, StaleRecord
from tracker.i18n import tr
from tracker.storage import tables
from tracker.storage.reader import load, load_row, shown_names
from tracker.storage.rows import from_json, to_columns, to_json, to_row, values_of
from tracker.storage.statements import OF, delete_from, insert_into, update_of
from tracker.storage.written import POSITION, Written

_LOOSE = {record.key for record in LOOSE}


class Writer:
    """Writes records and, with them, what undo and history need.

    Made by `Database.write`, which begins and ends the transaction.
    """

    def __init__(
        self,
        connection: Connection,
        action: Action,
        who: str,
        now: datetime,
        kind: ChangeSetKind,
        of_id: int | None,
    ) -> None:
        self.connection = connection
        self.now = now
        self.who = who
        self.subject: RecordRef | None = None
        self.touched: set[RecordRef] = set()
        # For what follows from the records.
        self.written = Written()
        # Told how far the renewal of what follows is; what it raises ends the transaction.
        self.watch: Callable[[int, int], None] | None = None
        self._action = action
        self.kind = kind
        self._of_id = of_id
        self._changes = self.written.changes
        self._named_by_subject = False

    @property
    def changed(self) -> bool:
        """Whether anything was written at all."""
        return bool(self._changes)

    def save(self, record: RootRecord) -> RecordRef:
        """Insert or update a root record with its children; only what differs is written.

        Raises StaleRecord if it was saved elsewhere since `record.version`, NotFound if it is gone.
        """
        if record.id is None:
            root = self.insert(record)
        else:
            root = RecordRef(record.key, record.id)
            self._update_root(root, record)
        self.subject = self.subject or root
        if root in self.touched:
            now = record if record.id else record.model_copy(update={"id": root.id})
            self.written.keep(root, now)
        return root

    def insert(self, record: RootRecord, id: int | None = None) -> RecordRef:
        """Insert a new root record with its children, under `id` if one was allotted."""
        root = RecordRef(record.key, self.create(record, id=id))
        for children in child_lists(type(record)):
            for position, child in enumerate(getattr(record, children.spec.name)):
                self.create(child, root=root, position=position)
        return root

    def next_id(self, kind: str) -> int:
        """The id the next record of a kind may have; ids are never used twice."""
        used = self.connection.exec_driver_sql(
            "SELECT seq FROM sqlite_sequence WHERE name = ?", (kind,)
        ).scalar()
        return int(used or 0) + 1

    def rename_action(self, action: Action) -> None:
        """Give the action its name once the record has one."""
        self._action = action

    def name_action_by_subject(self) -> None:
        """The action is called as the subject is, once that is known."""
        self._named_by_subject = True

    def create(
        self,
        record: Record,
        *,
        root: RecordRef | None = None,
        position: int = 0,
        id: int | None = None,
    ) -> int:
        """Insert one row; `root` is the record it belongs to, itself for a root record."""
        kind = type(record)
        row = to_row(record)
        if id is not None:
            row["id"] = id
        if isinstance(record, ChildRecord):
            assert root is not None
            row |= {"parent_id": root.id, "position": position}
            if not record.parent:
                row["parent_kind"] = root.kind
        created = self._insert(tables.TABLES[kind.key], row)
        owner = root or RecordRef(kind.key, created)
        self._log(
            RecordRef(kind.key, created),
            owner,
            "insert",
            after=values_of(record) | {POSITION: position},
        )
        if isinstance(record, RootRecord):
            self.written.new.add(owner)
        elif isinstance(record, ProgressEntry):
            self.written.appended(owner.id, record if id is None else None)
        return created

    def change(
        self, ref: RecordRef, root: RecordRef, before: Mapping[str, Any], after: Mapping[str, Any]
    ) -> None:
        """Set fields of one row from their JSON forms; `before` is what they hold now."""
        kind = BY_KEY[ref.kind]
        columns: dict[str, Any] = {}
        for name, value in after.items():
            if name == POSITION:
                columns["position"] = value
            else:
                columns |= to_columns(spec_of(kind, name), from_json(kind, name, value))
            self._log(ref, root, "update", field=name, before=before[name], after=value)
        table = tables.TABLES[ref.kind]
        self.connection.execute(update_of(table), {OF: ref.id, **columns})

    def remove(self, ref: RecordRef, root: RecordRef, before: Mapping[str, Any]) -> None:
        """Delete one row, whose JSON form is `before`."""
        table = tables.TABLES[ref.kind]
        self.connection.execute(delete_from(table), {OF: ref.id})
        self._log(ref, root, "delete", before=dict(before))

    def set_root_field(self, ref: RecordRef, name: str, value: Any) -> None:
        """Change one field of a root record, such as its trash mark."""
        kind = BY_KEY[ref.kind]
        row = load_row(self.connection, kind, ref.id)
        if row is None:
            raise NotFound(tr("The record is not there any more."))
        old = row[name]
        if old != value:
            self.change(
                ref, ref, {name: to_json(kind, name, old)}, {name: to_json(kind, name, value)}
            )
        self.subject = self.subject or ref

    def finish(self) -> ChangeSet:
        """Write the audit rows; called once, before the commit."""
        self._renew_versions()
        subject = self.subject
        if self._named_by_subject and subject is not None:
            name = shown_names(self.connection, [subject]).get(subject, "")
            self._action = Action(self._action.template, name)
        id = self._insert(
            tables.change_set,
            {
                "kind": self.kind,
                "template": self._action.template,
                "name": self._action.name,
                "subject_kind": subject.kind if subject else "",
                "subject_id": subject.id if subject else None,
                "at": self.now,
                "who": self.who,
                "of_id": self._of_id,
            },
        )
        changes = [change | {"change_set_id": id} for change in self._changes]
        self.connection.execute(insert_into(tables.change), changes)
        return ChangeSet(id, self._action, self.now, frozenset(self.touched), self.kind, subject)

    def _insert(self, table: Table, row: dict[str, Any]) -> int:
        key = self.connection.execute(insert_into(table), row).inserted_primary_key
        return int(key[0]) if key else 0

    def _update_root(self, root: RecordRef, record: RootRecord) -> None:
        stored = load(self.connection, type(record), root.id)
        if stored.version != record.version:
            raise StaleRecord(
                tr("“{name}” was changed elsewhere.", name=", ".join(_names(stored))),
                tr("Somebody saved it after you opened it."),
                tr("Open it anew and enter your changes again; nothing was overwritten."),
            )
        self._update_row(root, root, stored, record)
        for children in child_lists(type(record)):
            old, new = (getattr(one, children.spec.name) for one in (stored, record))
            if old != new:
                self._update_children(root, old, new)

    def _renew_versions(self) -> None:
        """A root whose children changed is a new version too, so that a stale form is refused."""
        own = {(change["kind"], change["record_id"]) for change in self._changes}
        by_child = {
            (change["root_kind"], change["root_id"])
            for change in self._changes
            if issubclass(BY_KEY[change["kind"]], ChildRecord)
        }
        for kind, id in sorted(by_child - own):
            self.connection.execute(update_of(tables.TABLES[kind]), {OF: id})

    def _update_children(
        self, root: RecordRef, stored: tuple[ChildRecord, ...], drafts: tuple[ChildRecord, ...]
    ) -> None:
        old = {child.id: (place, child) for place, child in enumerate(stored)}
        kept = {child.id for child in drafts if child.id is not None}
        for place, child in old.values():
            if child.id not in kept and child.id is not None:
                self.remove(
                    RecordRef(child.key, child.id), root, values_of(child) | {POSITION: place}
                )
        for place, child in enumerate(drafts):
            # A row that stands twice in a draft was copied: its second is a new row.
            known = old.pop(child.id, None) if child.id is not None else None
            if known is None or child.id is None:
                self.create(child, root=root, position=place)
            else:
                self._update_row(
                    RecordRef(child.key, child.id), root, known[1], child, known[0], place
                )

    def _update_row(
        self,
        ref: RecordRef,
        root: RecordRef,
        old: Record,
        new: Record,
        old_place: int = 0,
        place: int = 0,
    ) -> None:
        kind = type(new)
        before: dict[str, Any] = {}
        after: dict[str, Any] = {}
        for spec in value_specs(kind):
            was, now = getattr(old, spec.name), getattr(new, spec.name)
            if was != now:
                before[spec.name] = to_json(kind, spec.name, was)
                after[spec.name] = to_json(kind, spec.name, now)
        if old_place != place:
            before[POSITION], after[POSITION] = old_place, place
        if after:
            self.change(ref, root, before, after)

    def _log(
        self,
        ref: RecordRef,
        root: RecordRef,
        operation: str,
        field: str = "",
        before: Any = None,
        after: Any = None,
    ) -> None:
        loose = ref.kind in _LOOSE
        self.touched |= {ref, root} if loose else {root}
        # A line of a log is indexed by itself; of its deliverable only the fold follows from it.
        self.written.touch(ref if loose else root)
        if ref.kind == ProgressEntry.key and operation != "insert":
            self.written.appended(root.id, None)
        self._changes.append(
            {
                "kind": ref.kind,
                "record_id": ref.id,
                "root_kind": root.kind,
                "root_id": root.id,
                "operation": operation,
                "field": field,
                "before": before,
                "after": after,
            }
        )


def _names(record: RootRecord) -> list[str]:
    return [str(getattr(record, name)) for name in record.name_fields if getattr(record, name)][:1]
