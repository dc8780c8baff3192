"""The types of deliverables that a database has besides those of the program."""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, select

from tracker.domain.deliverable_types.catalogue import BUILT_IN, TypeCatalogue
from tracker.domain.own_type_classes import type_class
from tracker.domain.own_types import OwnTypeDefinition
from tracker.domain.records import Deliverable, OwnType
from tracker.storage.tables import TABLES
from tracker.storage.written import Written

_own = TABLES[OwnType.key].c
_EVERY = select(_own.type_key, _own.name, _own.icon, _own.definition, _own.retired).order_by(
    _own.id
)
_Row = tuple[str, str, str, str, bool | None]


def catalogue_of(connection: Connection) -> TypeCatalogue:
    """All types there are, as `connection` sees them; the same value as long as they are equal."""
    return _catalogue(tuple((*row,) for row in connection.execute(_EVERY)))


def catalogue_for(connection: Connection, keys: Iterable[str]) -> TypeCatalogue:
    """A catalogue that knows the types named. Nothing is read where all are the program's."""
    return BUILT_IN if all(key in BUILT_IN for key in keys) else catalogue_of(connection)


@lru_cache(maxsize=32)
def _catalogue(rows: tuple[_Row, ...]) -> TypeCatalogue:
    if not rows:
        return BUILT_IN
    own = [definition_of(*row) for row in rows if row[0] not in BUILT_IN]
    own.sort(key=lambda one: (one.name.casefold(), one.key))
    return TypeCatalogue(type_class(definition) for definition in own)


def is_used(connection: Connection, key: str) -> bool:
    """Whether a deliverable has this type, in the trash or not."""
    table = TABLES[Deliverable.key].c
    query = select(table.id).where(table.type == key).limit(1)
    return connection.execute(query).first() is not None


def definition_of(
    key: str, name: str, icon: str, text: str, retired: bool | None
) -> OwnTypeDefinition:
    """A stored type; one that cannot be read has no fields, and its deliverables keep theirs."""
    try:
        return OwnTypeDefinition.from_json(key, name, icon, text, retired)
    except ValueError:
        return OwnTypeDefinition(key=key, name=name, retired=bool(retired))


def whose_words_changed(connection: Connection, written: Written) -> list[int]:
    """The deliverables that are found by other words now, since their type says others."""
    keys: set[str] = set()
    for change in written.changes:
        if change["kind"] == OwnType.key:
            keys |= _touched(connection, change)
    if not keys:
        return []
    table = TABLES[Deliverable.key].c
    return list(connection.execute(select(table.id).where(table.type.in_(keys))).scalars())


def _touched(connection: Connection, change: Mapping[str, Any]) -> set[str]:
    """The keys of the types whose deliverables say other words after a change."""
    before, after, name = change["before"], change["after"], change["field"]
    if not name:  # the type came or went, its deliverables stay
        return {row["type_key"] for row in (before, after) if row}
    if name == "definition" and _words(before) == _words(after):
        return set()
    if name not in ("definition", "name"):
        return set()
    query = select(_own.type_key).where(_own.id == change["record_id"])
    return set(connection.execute(query).scalars())


def _words(text: str) -> frozenset[tuple[Any, ...]]:
    """What of the fields of a type its deliverables are found by: values, and words of choices."""
    read = definition_of("", "", "", text, None)
    return frozenset(
        (field.name, field.kind, *((one.key, one.label) for one in field.choices))
        for field in read.fields
    )
