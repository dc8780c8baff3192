"""What an archive says; `archive_check.py` checks one, `archive_io.py` reads and writes tables.

An archive is one JSON object (UTF-8) that outlives the program:

- `format`: "partnership-tracker-archive"; `schema`: 1; `about`: a sentence for whoever finds it.
- `records`: by kind, in order of id: every record with its `id`, its `version` and its fields, the
  rows that belong to it in lists within. An empty field is left out. Dates are EDTF
  (ISO 8601-2), moments and lengths of time ISO 8601, countries ISO 3166-1, amounts have their
  ISO 4217 currency; `x_id` is the id of another record. A row has a `position` only where it is
  not its place in the list.
- `contents`: the bytes of attached files in base64, by their SHA-256.
- `actions`: the change log in order of id, each action with its `changes`, so that undo survives.
- `last_ids`: the highest id ever given for each kind; ids are never used twice.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Annotated, Any, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from tracker.domain.record import Record, RecordRef, child_lists, value_specs

FORMAT = "partnership-tracker-archive"
SCHEMA = 1
ABOUT = (
    "Everything in one database of Partnership Tracker: records by kind with their ids, attached"
    " files in base64 by their SHA-256, and the log of changes. Empty fields are left out; dates"
    " are EDTF (ISO 8601-2); a name ending in _id is the id of another record."
)

POSITION = "position"
LARGEST = 2**63 - 1
Id = Annotated[int, Field(ge=1, le=LARGEST, strict=True)]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class ArchivedChange(_Part):
    """One row of the change log, as in `storage.tables.change`."""

    id: Id
    kind: str
    record_id: Id
    root_kind: str
    root_id: Id
    operation: Literal["insert", "update", "delete"]
    field: str = ""
    before: Any = None
    after: Any = None


class ArchivedAction(_Part):
    """One transaction, as in `storage.tables.change_set`, with its changes in order."""

    id: Id
    kind: Literal["action", "undo", "redo"]
    template: str
    name: str = ""
    subject_kind: str = ""
    subject_id: Id | None = None
    at: AwareDatetime
    who: str
    of_id: Id | None = None
    undone: Annotated[bool, Field(strict=True)] = False
    changes: tuple[ArchivedChange, ...] = ()


class Envelope(_Part):
    """The outermost object, its records not yet read."""

    format: str
    schema_: int = Field(alias="schema")
    about: str = ""
    records: dict[str, list[dict[str, Any]]]
    contents: dict[str, str]
    actions: list[ArchivedAction]
    last_ids: dict[str, Annotated[int, Field(ge=0, le=LARGEST, strict=True)]]


@dataclass(frozen=True, slots=True)
class Archive:
    """A checked archive. `positions` holds the rows that are not in their place in the list."""

    records: dict[str, list[Record]]
    contents: dict[str, bytes]
    actions: list[ArchivedAction]
    last_ids: dict[str, int]
    positions: dict[RecordRef, int] = field(default_factory=dict)

    def rows(self) -> Iterator[tuple[Record, Record | None, int]]:
        """Every row: a record itself (None, 0), or a child with its root and position."""
        for records in self.records.values():
            for record in records:
                yield record, None, 0
                for children in child_lists(type(record)):
                    for place, child in enumerate(getattr(record, children.spec.name)):
                        yield child, record, self.positions.get(ref_of(child), place)


def ref_of(record: Record) -> RecordRef:
    """The name of a stored row."""
    return RecordRef(record.key, record.id or 0)


def plain(record: Record) -> dict[str, Any]:
    """A record's own fields as JSON, without its children and without what is empty anyway."""
    kind = type(record)
    names = {spec.name for spec in value_specs(kind)}
    values = record.model_dump(mode="json", include=names)
    found: dict[str, Any] = {"id": record.id, "version": record.version}
    for spec in value_specs(kind):
        value = values[spec.name]
        # Left out only where leaving it out is read as the same, now and with later defaults.
        if value in (None, "", [], {}) and getattr(record, spec.name) == _default(kind, spec.name):
            continue
        found[spec.name] = value
    return found


def plain_action(action: ArchivedAction) -> dict[str, Any]:
    """An action of the change log as JSON, without what is empty anyway."""
    found = action.model_dump(mode="json", exclude={"changes"}, exclude_defaults=True)
    found["changes"] = [
        change.model_dump(mode="json", exclude_defaults=True) for change in action.changes
    ]
    return found


def _default(kind: type[Record], name: str) -> Any:
    return kind.model_fields[name].get_default(call_default_factory=True)
