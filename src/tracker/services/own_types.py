"""Types of deliverables that people define: kept like any record, changed in one undoable action.

    types.all()                      every one, with how many deliverables have it
    types.save(definition)           a new type (key "") or a changed one
    types.retire(key) / offer(key)   offered for new deliverables no longer, or again
    types.remove(key)                only one that no deliverable has

A form says what is wrong while one types with `own_type_rules.problems_of_definition`, on the
window's thread, with `Services.types`; `save` asks the same rules.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Text, cast, func, select

from tracker.domain.changes import Action, ChangeSet
from tracker.domain.own_type_keys import settled, slug
from tracker.domain.own_type_rules import problems_of_definition
from tracker.domain.own_types import OwnTypeDefinition
from tracker.domain.record import RecordRef
from tracker.domain.records import Deliverable, OwnType
from tracker.errors import InvalidDraft, NotFound, TrackerError
from tracker.i18n import mark, tr, trn
from tracker.storage.database import Database, Transaction
from tracker.storage.own_types import catalogue_of, definition_of
from tracker.storage.rows import values_of
from tracker.storage.tables import TABLES
from tracker.storage.written import POSITION

_own = TABLES[OwnType.key]
_deliverable = TABLES[Deliverable.key]
_participant = TABLES["deliverable_participant"]


@dataclass(frozen=True, slots=True)
class OwnTypeLine:
    """A type as it can be edited. `uses` counts its deliverables, those in the trash too."""

    id: int
    definition: OwnTypeDefinition
    uses: int

    @property
    def key(self) -> str:
        """What deliverables hold as their type."""
        return self.definition.key


@dataclass(frozen=True, slots=True)
class OwnTypeSaved:
    """What a save did: the definition with all keys given. `change_set` is None if nothing
    differed."""

    id: int
    definition: OwnTypeDefinition
    change_set: ChangeSet | None


class OwnTypeService:
    """Keeps own types."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self) -> list[OwnTypeLine]:
        """Every own type by its name, the retired ones too."""
        with self._database.read() as connection:
            self._database.types_on(connection)
            uses = _uses(connection)
            rows = connection.execute(select(_own)).mappings().all()
        lines = [_line(row, uses) for row in rows]
        return sorted(lines, key=lambda one: (one.definition.name.casefold(), one.id))

    def one(self, key: str) -> OwnTypeLine:
        """Raises NotFound."""
        with self._database.read() as connection:
            return _one(connection, key)

    def save(self, definition: OwnTypeDefinition) -> OwnTypeSaved:
        """Keep a new type (its key is empty) or a changed one.

        New fields and choices get their keys. What a draft leaves out of a stored type is kept as
        removed; a draft may take it back by `removed=False`. Raises InvalidDraft with a problem
        beside each field (paths such as ("name",), ("fields", 2, "label"), ("fields", 2,
        "choices", 0, "label")), NotFound if the type is gone.
        """
        template = _CHANGE if definition.key else _ADD
        with self._database.write(Action(template, definition.name.strip())) as work:
            connection = work.writer.connection
            stored = _one(connection, definition.key) if definition.key else None
            before = stored.definition if stored else None
            problems = problems_of_definition(definition, catalogue_of(connection), before)
            if problems:
                raise InvalidDraft(problems)
            kept = settled(definition, before, lambda name: _is_used(connection, name))
            if stored is None:
                id = work.writer.next_id(OwnType.key)
                kept = kept.model_copy(update={"key": f"{slug(kept.name, 'own')}_{id}"})
                work.writer.create(_record(kept), id=id)
            else:
                id = stored.id
                _set(work, id, _record(kept))
            work.writer.subject = RecordRef(OwnType.key, id)
        return OwnTypeSaved(id, kept, work.change_set)

    def retire(self, key: str) -> ChangeSet | None:
        """Offer it no longer for new deliverables; those that have it keep it. Raises NotFound."""
        return self._offered(key, mark("No longer offer type {name}"), retired=True)

    def offer(self, key: str) -> ChangeSet | None:
        """Offer it again. Raises NotFound."""
        return self._offered(key, mark("Offer type {name} again"), retired=False)

    def remove(self, key: str) -> ChangeSet | None:
        """Remove it. Raises NotFound, or TrackerError in words if deliverables have it."""
        line = self.one(key)
        action = Action(mark("Remove type {name}"), line.definition.name)
        with self._database.write(action) as work:
            line = _one(work.writer.connection, key)
            if line.uses:
                raise TrackerError(
                    tr("The type “{name}” cannot be removed.", name=line.definition.name),
                    trn("{n} deliverable has it.", "{n} deliverables have it.", line.uses),
                    tr("It can be offered no longer; what there is stays as it is."),
                )
            ref = RecordRef(OwnType.key, line.id)
            stored = _load(work.writer.connection, line.id)
            work.writer.remove(ref, ref, values_of(stored) | {POSITION: 0})
            work.writer.subject = ref
        return work.change_set

    def _offered(self, key: str, template: str, *, retired: bool) -> ChangeSet | None:
        with self._database.write(Action(template)) as work:
            line = _one(work.writer.connection, key)
            work.writer.rename_action(Action(template, line.definition.name))
            stored = _load(work.writer.connection, line.id)
            _set(work, line.id, stored.model_copy(update={"retired": retired or None}))
            work.writer.subject = RecordRef(OwnType.key, line.id)
        return work.change_set


_ADD, _CHANGE = mark("Add type {name}"), mark("Change type {name}")


def _uses(connection: Connection) -> dict[str, int]:
    c = _deliverable.c
    own = select(_own.c.type_key)
    query = select(c.type, func.count()).where(c.type.in_(own)).group_by(c.type)
    return {key: int(count) for key, count in connection.execute(query).all()}


def _one(connection: Connection, key: str) -> OwnTypeLine:
    row = connection.execute(select(_own).where(_own.c.type_key == key)).mappings().first()
    if row is None:
        raise NotFound(tr("The type is not there any more."), tr("It may have been removed."))
    return _line(row, _uses(connection))


def _line(row: Mapping[Any, Any], uses: Mapping[str, int]) -> OwnTypeLine:
    names = ("type_key", "name", "icon", "definition", "retired")
    definition = definition_of(*(row[name] for name in names))
    return OwnTypeLine(row["id"], definition, uses.get(row["type_key"], 0))


def _load(connection: Connection, id: int) -> OwnType:
    row = connection.execute(select(_own).where(_own.c.id == id)).mappings().one()
    return OwnType(**{str(name): value for name, value in row.items()})


def _record(definition: OwnTypeDefinition) -> OwnType:
    return OwnType(
        type_key=definition.key,
        name=definition.name,
        icon=definition.icon,
        definition=definition.to_json(),
        retired=definition.retired or None,
    )


def _set(work: Transaction, id: int, record: OwnType) -> None:
    ref = RecordRef(OwnType.key, id)
    before, after = values_of(_load(work.writer.connection, id)), values_of(record)
    names = [name for name in _FIELDS if before.get(name) != after.get(name)]
    if names:
        work.writer.change(
            ref,
            ref,
            {name: before.get(name, _EMPTY[name]) for name in names},
            {name: after.get(name, _EMPTY[name]) for name in names},
        )


_FIELDS = ("name", "icon", "definition", "retired")
_EMPTY: Mapping[str, Any] = {"name": "", "icon": "", "definition": "", "retired": None}


def _is_used(connection: Connection, name: str) -> bool:
    """Whether a deliverable holds something under that name: its field was undone."""
    details = cast(_deliverable.c.details, Text)
    held = select(_deliverable.c.id).where(details.contains(f'"{name}"', autoescape=True))
    linked = select(_participant.c.id).where(_participant.c.role == name)
    return any(connection.execute(query.limit(1)).first() for query in (held, linked))
