"""Fills tables with records in bulk: the rows the program itself would write, without its
transaction a record, and everything that follows from them by the program's own functions."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Table, insert

from tracker.domain.record import ChildRecord, Record, RecordRef, RootRecord, child_lists
from tracker.domain.records import Agreement, Deliverable, ProgressEntry
from tracker.storage import tables
from tracker.storage.derived import shown_name
from tracker.storage.rows import to_row, values_of
from tracker.storage.spans import agreement_span_rows, span_rows_of_log

_BATCH = 4_000


class Filling:
    """Collects rows and inserts them by the thousand; `names` are the shown names so far."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.names: dict[RecordRef, str] = {}
        self._waiting: defaultdict[Table, list[dict[str, Any]]] = defaultdict(list)
        self._last: defaultdict[str, int] = defaultdict(int)

    def next_id(self, kind: str) -> int:
        """The id of the next record of a kind."""
        self._last[kind] += 1
        return self._last[kind]

    def add(self, record: RootRecord) -> dict[str, list[int]]:
        """A root record with its children. Returns the ids of the children by list."""
        assert record.id is not None
        title = shown_name(record, self.names)
        self.names[RecordRef(record.key, record.id)] = title
        named = {"shown_name": title, "sort_name": title.casefold()}
        self._put(record, {"id": record.id, **named})
        found: dict[str, list[int]] = {}
        for children in child_lists(type(record)):
            name = children.spec.name
            found[name] = [
                self._child(record, child, place)
                for place, child in enumerate(getattr(record, name))
            ]
        if isinstance(record, Agreement):
            self._waiting[tables.agreement_span] += agreement_span_rows(record)
        return found

    def add_log(self, deliverable: Deliverable, log: Sequence[ProgressEntry]) -> None:
        """What follows from the log of a deliverable."""
        self.extend(tables.deliverable_span, span_rows_of_log(deliverable, log))

    def add_loose(self, record: Record) -> None:
        """A record that is no root and no child."""
        self._put(record, {"id": record.id})

    def audit(self, record: Record, root: RecordRef, change_set: Mapping[str, Any]) -> None:
        """The change set and the audit row of a record that was entered by itself."""
        number = self.next_id("change_set")
        self.row(tables.change_set, {"id": number, "kind": "action", "who": "bench", **change_set})
        self.row(
            tables.change,
            {
                "change_set_id": number,
                "kind": record.key,
                "record_id": record.id,
                "root_kind": root.kind,
                "root_id": root.id,
                "operation": "insert",
                "before": None,
                "after": values_of(record) | {"_position": 0},
            },
        )

    def row(self, table: Table, row: dict[str, Any]) -> None:
        """One row of any table."""
        self.extend(table, [row])

    def extend(self, table: Table, rows: list[dict[str, Any]]) -> None:
        """Rows of any table."""
        waiting = self._waiting[table]
        waiting += rows
        if len(waiting) >= _BATCH:
            self.connection.execute(insert(table), waiting)
            waiting.clear()

    def finish(self) -> None:
        """Insert what still waits."""
        for table, rows in self._waiting.items():
            if rows:
                self.connection.execute(insert(table), rows)
        self._waiting.clear()

    def _child(self, root: RootRecord, child: ChildRecord, place: int) -> int:
        number = self.next_id(child.key)
        more: dict[str, Any] = {"id": number, "parent_id": root.id, "position": place}
        if not child.parent:
            more["parent_kind"] = root.key
        self._put(child, more)
        return number

    def _put(self, record: Record, more: dict[str, Any]) -> None:
        self.row(tables.TABLES[record.key], to_row(record) | more)
