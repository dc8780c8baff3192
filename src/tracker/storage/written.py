"""What a transaction wrote, as far as what follows from records must know of it."""

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

from tracker.domain.record import RecordRef, RootRecord, value_specs
from tracker.domain.records import BY_KEY, Agreement, Deliverable, ProgressEntry

POSITION = "_position"
"""The name under which a child's place among the others stands in the audit rows."""

Field = tuple[str, str]
"""The kind of a row and the name of a field; "" is all of the row."""

_MOST_KEPT = 2_000


def _fields_of(kind: str) -> set[Field]:
    """All fields of a kind of rows, their coming and going and their place."""
    own = (spec.name for spec in value_specs(BY_KEY[kind]))
    return {(kind, name) for name in ("", POSITION, *own)}


AGREEMENT_SPANS = frozenset(
    {
        *_fields_of("lifecycle_event"),
        (Agreement.key, ""),
        *((Agreement.key, one.name) for one in value_specs(Agreement) if one.name[:5] == "term_"),
    }
)
"""From these fields the status of agreements over time follows: events and the term clause."""

DELIVERABLE_SPANS = frozenset(
    (Deliverable.key, name) for name in ("", "opening_status", "target", "recurrence", "made_until")
)
"""From these and the log that of deliverables: the last two say whether it heads a series."""


@dataclass(slots=True)
class Written:
    """Kept by the writer, read by `derived` and `list_keys` before the commit."""

    changes: list[dict[str, Any]] = field(default_factory=list)
    """The audit rows."""
    stale: set[RecordRef] = field(default_factory=set)
    """Records that are to be found by other words, perhaps."""
    new: set[RecordRef] = field(default_factory=set)
    """Root records inserted."""
    records: dict[RecordRef, RootRecord] = field(default_factory=dict)
    """Root records just as they stand now with all their children: they need not be read again."""
    logs: dict[int, ProgressEntry | None] = field(default_factory=dict)
    """Deliverables whose log changed, with the line if just one was added and nothing else."""
    renamed: set[RecordRef] = field(default_factory=set)
    """Root records that have other names than before; known once `derived.renew` is done."""
    whole: bool = False
    """Nothing at all that follows from the stale records is there yet, or it may be wrong."""

    def touch(self, ref: RecordRef) -> None:
        """A row of this record changed."""
        self.stale.add(ref)
        self.records.pop(ref, None)

    def keep(self, ref: RecordRef, record: RootRecord) -> None:
        """A whole record as it stands now. The first ones are kept: of very many they would take
        more room than it takes time to read them again."""
        if len(self.records) < _MOST_KEPT:
            self.records[ref] = record

    def appended(self, deliverable_id: int, entry: ProgressEntry | None) -> None:
        """A log changed: by an added line, or None, by anything else."""
        self.logs[deliverable_id] = None if deliverable_id in self.logs else entry

    def touches(self, fields: Collection[Field]) -> bool:
        """Whether one of these changed."""
        return self.whole or any((one["kind"], one["field"]) in fields for one in self.changes)
