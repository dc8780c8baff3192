"""What cells name: records that are there, or such as are made of the name."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlalchemy import Connection

from tracker.domain.fields import FieldSpec
from tracker.i18n import tr, trn
from tracker.services.pasting_names import called, name_of
from tracker.services.pasting_plan import NewName

# What a name alone makes a record of.
CREATED = ("organisation", "contact", "event")


class Wrong(ValueError):
    """What is wrong with a cell, in a sentence."""


@dataclass
class References:
    """The records that the cells of one paste name. `missing` are names that nobody has, by kind
    and name, whether or not they may be made."""

    create_missing: bool
    missing: dict[tuple[str, str], NewName] = field(default_factory=dict)
    _names: dict[str, dict[str, list[int]]] = field(default_factory=dict)

    def learn(self, connection: Connection, wanted: Mapping[str, set[str]]) -> None:
        """Look up names (`names_in`), by kind."""
        self._names = {kind: called(connection, kind, names) for kind, names in wanted.items()}

    def id_of(self, spec: FieldSpec, cell: str, at: int, notes: dict[int, str]) -> int:
        """The record that a cell names."""
        kind, _, number = cell.rpartition("-")
        if kind == spec.target and number.isascii() and number.isdigit() and len(number) <= 15:
            return int(number)
        ids = self._names.get(spec.target, {}).get(name_of(cell), [])
        if len(ids) > 1:
            raise Wrong(several(len(ids)))
        if ids:
            return ids[0]
        new = self._new(spec.target, cell)
        if new is None:
            raise Wrong(tr("Nothing is called “{text}”.", text=cell[:60]))
        notes[at] = tr("New: {name}", name=new.name)
        return new.number

    def ids_of(self, spec: FieldSpec, cell: str, at: int, notes: dict[int, str]) -> list[int]:
        """The records that a cell names, between semicolons, or commas where all are known so."""
        known = self._names.get(spec.target, {})
        parts = _parts(cell, ";")
        commas = _parts(cell, ",")
        whole = len(parts) == 1 and name_of(cell) not in known
        if whole and len(commas) > 1 and all(name_of(part) in known for part in commas):
            parts = commas
        return list(dict.fromkeys(self.id_of(spec, part, at, notes) for part in parts))

    def _new(self, kind: str, cell: str) -> NewName | None:
        """What is to be made of a name that nobody has, noted also where it may not be made."""
        name = " ".join(cell.split())
        if kind not in CREATED or len(name) > 300 or not name.isprintable():
            return None
        key = (kind, name_of(name))
        found = self.missing.get(key)
        if found is None:
            found = self.missing[key] = NewName(kind, name, -1 - len(self.missing))
        return found if self.create_missing else None


def names_in(cell: str) -> set[str]:
    """Every name that a cell may hold, alone or beside others."""
    return {name_of(part) for part in (cell, *_parts(cell, ";"), *_parts(cell, ","))}


def _parts(cell: str, by: str) -> list[str]:
    parts = [part.strip() for part in cell.replace("\n", by).split(by)]
    return [part for part in parts if part]


def several(count: int) -> str:
    """What is wrong with a name that so many records have."""
    return trn(
        "{n} record is called so; write its number.",
        "{n} records are called so; write the number of one.",
        count,
    )
