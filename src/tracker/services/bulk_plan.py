"""What a change of many records is asked for and told with."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from tracker.domain.changes import ChangeSet
from tracker.domain.record import RecordRef

MOST_LINES = 200


class How(StrEnum):
    """What is done to a field: of several texts some can be added or taken away."""

    SET = "set"
    ADD = "add"
    REMOVE = "remove"


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field to be changed; `value` is typed as the record holds it (None, "" or () to empty
    it), for ADD and REMOVE a tuple of texts."""

    name: str
    value: Any
    how: How = How.SET


@dataclass(frozen=True, slots=True)
class BulkLine:
    """What happens to one record: `before` and `after` in words, or why it stays as it is."""

    ref: RecordRef
    name: str
    before: str = ""
    after: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class BulkPreview:
    """What a change would do. The numbers count all records; `lines` (changed) and `refused_lines`
    are the first MOST_LINES of them."""

    total: int
    changed: int
    unchanged: int
    refused: int
    lines: tuple[BulkLine, ...]
    refused_lines: tuple[BulkLine, ...]


@dataclass(frozen=True, slots=True)
class BulkResult:
    """What was done; `change_set` is None if nothing differed."""

    change_set: ChangeSet | None
    changed: int
    refused: int
