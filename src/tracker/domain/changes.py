"""What an action did: named, so that it can be undone, shown and announced to open views."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from tracker.domain.refs import RecordRef
from tracker.i18n import mark, tr


@dataclass(frozen=True, slots=True)
class Action:
    """What a person did, as a marked text with named places: mark("Edit {name}")."""

    template: str
    name: str = ""

    def __str__(self) -> str:
        name = self.name if len(self.name) <= 60 else self.name[:59] + "…"
        return tr(self.template).format(name=name)


MADE_AHEAD = mark("Make {name} ahead")
"""An action of the program itself: what was undone before it can still be done again."""


class ChangeSetKind(StrEnum):
    """A plain action, or the undoing or redoing of one."""

    ACTION = "action"
    UNDO = "undo"
    REDO = "redo"


@dataclass(frozen=True, slots=True)
class ChangeSet:
    """One committed transaction. `touched` are the records a view may have to show anew; `further`
    says in words what came of it beside what was asked for."""

    id: int
    action: Action
    at: datetime
    touched: frozenset[RecordRef]
    kind: ChangeSetKind = ChangeSetKind.ACTION
    subject: RecordRef | None = None
    further: str = ""

    def touches(self, kind: str, id: int | None = None) -> bool:
        """Whether a record of that kind (and id) was touched."""
        return any(ref.kind == kind and (id is None or ref.id == id) for ref in self.touched)
