"""The steps that deliverables of a type usually have: the program's own, or as somebody edited
them for this database. Kept like any record, undone like any change."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select

from tracker.domain.changes import Action, ChangeSet
from tracker.domain.milestone_templates import (
    MOST_STEPS,
    TemplateStep,
    steps_from_text,
    steps_to_text,
    usual_steps,
)
from tracker.domain.record import RecordRef, spec_of
from tracker.domain.records import MilestoneTemplate
from tracker.domain.records.deliverables import Milestone
from tracker.domain.validation import problem_with
from tracker.errors import InvalidDraft, Problem
from tracker.i18n import mark, tr
from tracker.storage.database import Database
from tracker.storage.rows import values_of
from tracker.storage.tables import TABLES
from tracker.storage.written import POSITION

_table = TABLES[MilestoneTemplate.key]
_TITLE = spec_of(Milestone, "title")


@dataclass(frozen=True, slots=True)
class Template:
    """The steps of a type; `edited` if somebody changed them in this database."""

    type_key: str
    steps: tuple[TemplateStep, ...]
    edited: bool = False


class MilestoneTemplates:
    """Reads and keeps templates."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def template(self, type_key: str) -> Template:
        """The steps of a type, as edited here, else the usual ones; none where nothing is usual."""
        with self._database.read() as connection:
            return template_of(connection, type_key)

    def edited(self) -> Mapping[str, Template]:
        """Every template that was edited here, by the key of its type."""
        with self._database.read() as connection:
            keys = connection.execute(select(_table.c.type_key)).scalars().all()
            found = {key: template_of(connection, key) for key in keys}
        return {key: one for key, one in found.items() if one.edited}

    def save(self, type_key: str, name: str, steps: Iterable[TemplateStep]) -> ChangeSet | None:
        """Keep steps for a type, called `name`; None if nothing differs. Steps without a title
        raise InvalidDraft, with a path of ("steps", place, "title")."""
        kept = checked_steps(steps)
        with self._database.write(Action(mark("Edit the steps of {name}"), name)) as work:
            writer = work.writer
            stored = _stored(writer.connection, type_key)
            if (stored is None and kept == usual_steps(type_key)) or (
                stored is not None and _read(stored) == kept
            ):
                return None
            record = MilestoneTemplate(type_key=type_key, definition=steps_to_text(kept))
            if stored is None:
                writer.subject = RecordRef(MilestoneTemplate.key, writer.create(record))
            else:
                ref = RecordRef(MilestoneTemplate.key, stored.id or 0)
                writer.subject = ref
                writer.change(
                    ref,
                    ref,
                    {"definition": stored.definition},
                    {"definition": record.definition},
                )
        return work.change_set

    def reset(self, type_key: str, name: str) -> ChangeSet | None:
        """Go back to the usual steps; None if they are those already."""
        action = Action(mark("Reset the steps of {name}"), name)
        with self._database.write(action) as work:
            stored = _stored(work.writer.connection, type_key)
            if stored is not None:
                ref = RecordRef(MilestoneTemplate.key, stored.id or 0)
                work.writer.subject = ref
                work.writer.remove(ref, ref, values_of(stored) | {POSITION: 0})
        return work.change_set


def template_of(connection: Connection, type_key: str) -> Template:
    """The steps of a type within a transaction."""
    stored = _stored(connection, type_key)
    steps = _read(stored) if stored is not None else None
    if steps is None:
        return Template(type_key, usual_steps(type_key))
    return Template(type_key, steps, edited=True)


def checked_steps(steps: Iterable[TemplateStep]) -> tuple[TemplateStep, ...]:
    """The steps with tidy titles. Raises InvalidDraft."""
    found = [TemplateStep(" ".join(one.title.split()), one.offset) for one in steps]
    problems = [
        Problem(("steps", place, "title"), message)
        for place, one in enumerate(found)
        if (message := problem_with(_TITLE, one.title))
    ]
    if len(found) > MOST_STEPS:
        most = tr("A type has at most {count} steps.", count=MOST_STEPS)
        problems.append(Problem(("steps", MOST_STEPS, "title"), most))
    if problems:
        raise InvalidDraft(problems)
    return tuple(found)


def _stored(connection: Connection, type_key: str) -> MilestoneTemplate | None:
    query = select(_table).where(_table.c.type_key == type_key).order_by(_table.c.id.desc())
    row = connection.execute(query.limit(1)).mappings().first()
    if row is None:
        return None
    values: dict[str, Any] = {str(name): value for name, value in row.items()}
    return MilestoneTemplate(**values)


def _read(stored: MilestoneTemplate) -> tuple[TemplateStep, ...] | None:
    """The steps; None if they cannot be read, and the usual ones are to be shown."""
    try:
        return steps_from_text(stored.definition)
    except (ValueError, RecursionError):
        return None
