"""Rows of a spreadsheet into a list: what they would do is seen first, and undone in one step.

The rows may come from the clipboard or, later, from a file: all that is needed is texts in rows.
"""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from sqlalchemy import select

from tracker.domain.cell_text import meant
from tracker.domain.changes import Action, ChangeSet
from tracker.domain.record import RecordRef, RootRecord, child_lists, value_specs
from tracker.domain.records import ROOT_BY_KEY
from tracker.errors import StaleRecord
from tracker.i18n import mark, tr, without_mnemonic
from tracker.services.lists import ListService
from tracker.services.pasting_changes import with_old_values
from tracker.services.pasting_fields import (
    Guess,
    PasteField,
    field_of,
    guess,
    paste_fields,
    plain,
)
from tracker.services.pasting_plan import (
    ROW,
    NewName,
    Outcome,
    PasteOptions,
    PastePlan,
    PasteRow,
)
from tracker.services.pasting_rows import RowReader
from tracker.services.pasting_series import changed_series
from tracker.services.pasting_table import Rows, read_rows, write_rows
from tracker.services.records import counted
from tracker.services.series import follow_rule
from tracker.storage import tables
from tracker.storage.database import Database
from tracker.storage.reader import load_many
from tracker.storage.rows import to_json
from tracker.storage.writer import Writer

__all__ = [
    "ROW",
    "NewName",
    "Outcome",
    "PasteField",
    "PasteOptions",
    "PastePlan",
    "PasteRow",
    "PastingService",
    "problems_in_words",
    "read_rows",
]

Report = Callable[[int, int], None]
"""Told how far long work is (done, of); whatever it raises ends the work, and nothing is kept."""

_TOGETHER = 400
_PASTE = mark("Paste {name}")


def _quiet(_done: int, _total: int) -> None:
    return None


class PastingService:
    """Makes and changes records from rows of texts."""

    def __init__(self, database: Database, lists: ListService) -> None:
        self._database = database
        self._lists = lists

    def fields(self, kind: str) -> tuple[PasteField, ...]:
        """What a column can be."""
        return paste_fields(kind, self._database.types)

    def guess(self, kind: str, rows: Rows, today: date) -> Guess:
        """What the columns likely are; the heads that our own lists have are known too."""
        return guess(kind, rows, today, self._heads(kind), self._database.types)

    def plan(
        self,
        kind: str,
        rows: Rows,
        options: PasteOptions,
        today: date,
        report: Report = _quiet,
        language: str = "en",
    ) -> PastePlan:
        """What pasting would do, old values in a language; nothing is written."""
        body = list(enumerate(rows, 1))[1 if options.has_head else 0 :]
        body = [(line, row) for line, row in body if any(row)]
        planned: list[PasteRow] = []
        with self._database.read() as connection:
            types = self._database.types_on(connection)
            columns = tuple(field_of(kind, key, types) if key else None for key in options.mapping)
            reader = RowReader(connection, kind, columns, options, today, types)
            reader.learn(row for _, row in body)
            for start in range(0, len(body), _TOGETHER):
                report(start, len(body))
                some = body[start : start + _TOGETHER]
                aims = [reader.target(row) for _, row in some]
                ids = sorted({id for id, _ in aims if id is not None})
                found = {
                    one.id: one
                    for one in load_many(connection, ROOT_BY_KEY[kind], ids)
                    if one.trashed_at is None
                }
                reader.learn_states(found)
                for (line, row), (id, wrong) in zip(some, aims, strict=True):
                    if id is not None and id not in found:
                        wrong = {ROW: tr("There is no record {number}.", number=id)}
                    planned.append(reader.read(line, row, found.get(id), wrong))
            missing = tuple(reader.references.missing.values())
            planned = with_old_values(connection, columns, planned, language)
        same = reader.same_names
        return PastePlan(kind, options, columns, rows, tuple(planned), missing, same, today)

    def apply(self, plan: PastePlan, report: Report = _quiet) -> ChangeSet | None:
        """Write what a plan says, rows with problems left out, in one action with one undo; None
        if it changes nothing.

        Raises StaleRecord if a record has been changed since it was planned. What `report`
        raises, and any error, leaves every record as it was.
        """
        rows = [row for row in plan.rows if row.draft is not None]
        with self._database.write(Action(_PASTE)) as work:
            writer = work.writer
            total = len(rows)
            writer.watch = lambda done, of: report(total + done, total + max(of, total))
            _check_versions(writer, plan.kind, rows)
            named = {ref for row in rows for ref in _new_names(row)}
            made = {
                one.number: writer.insert(_of_name(one)).id
                for one in plan.missing
                if plan.options.create_missing and one.number in named
            }
            for at, row in enumerate(rows):
                if at % _TOGETHER == 0:
                    report(at, 2 * total)
                assert row.draft is not None
                _write(writer, row.before, _settled(row.draft, made))
            types = self._database.types_on(writer.connection)
            for series in filter(None, map(changed_series, rows)):
                follow_rule(writer, series, plan.today, types)
            writer.rename_action(Action(_PASTE, counted([RecordRef(plan.kind, 0)] * total)))
        return work.change_set

    def problem_rows(self, plan: PastePlan) -> str:
        """The rows with problems as text for the clipboard, each with its reasons behind it; they
        can be mended and pasted again."""
        heads = [
            plan.head[at] or (column.label if column is not None else "")
            for at, column in enumerate(plan.columns)
        ]
        rows = [
            (*map(meant, plan.cells(row)), problems_in_words(plan, row))
            for row in plan.rows
            if row.outcome is Outcome.PROBLEM
        ]
        return write_rows([(*heads, tr("Problem")), *rows])

    def _heads(self, kind: str) -> dict[str, str]:
        """The heads of our own list, by which its copied rows are known."""
        found: dict[str, str] = {}
        keys = {one.key for one in paste_fields(kind, self._database.types)}
        for column in self._lists.columns(kind):
            spec = getattr(column, "spec", None)
            name = spec.name if spec is not None else column.key
            for key in (name, f"{name}_id", column.key):
                if key in keys:
                    found.setdefault(plain(without_mnemonic(tr(column.label))), key)
        return found


def problems_in_words(plan: PastePlan, row: PasteRow) -> str:
    """All that is wrong with a row, each with the column it is in."""
    said = []
    for at, message in sorted(row.problems.items()):
        column = plan.columns[at] if at != ROW else None
        said.append(f"{column.label}: {message}" if column is not None else message)
    return " ".join(said)


def _check_versions(writer: Writer, kind: str, rows: Sequence[PasteRow]) -> None:
    table = tables.TABLES[kind]
    planned = {row.before.id or 0: row.before.version for row in rows if row.before is not None}
    ids = sorted(planned)
    for start in range(0, len(ids), _TOGETHER):
        some = ids[start : start + _TOGETHER]
        query = select(table.c.id, table.c.version).where(
            table.c.id.in_(some), table.c.trashed_at.is_(None)
        )
        now = {row.id: row.version for row in writer.connection.execute(query)}
        if any(now.get(id) != planned[id] for id in some):
            raise StaleRecord(
                tr("The rows were not pasted."),
                tr("A record that they change was changed elsewhere meanwhile."),
                tr("Look at the preview again, and paste once more."),
            )


def _write(writer: Writer, before: RootRecord | None, draft: RootRecord) -> None:
    if before is None or before.id is None:
        writer.insert(draft)
        return
    kind = type(draft)
    old: dict[str, Any] = {}
    new: dict[str, Any] = {}
    for spec in value_specs(kind):
        was, now = getattr(before, spec.name), getattr(draft, spec.name)
        if was != now:
            old[spec.name] = to_json(kind, spec.name, was)
            new[spec.name] = to_json(kind, spec.name, now)
    ref = RecordRef(kind.key, before.id)
    writer.change(ref, ref, old, new)


def _of_name(one: NewName) -> RootRecord:
    return ROOT_BY_KEY[one.kind].model_validate({"name": one.name})


def _new_names(row: PasteRow) -> set[int]:
    """The numbers below nought that a draft refers to."""
    assert row.draft is not None
    return {
        value
        for one in (row.draft, *_children_of(row.draft))
        for name in _references(type(one))
        if isinstance(value := getattr(one, name), int) and value < 0
    }


def _settled(draft: RootRecord, made: dict[int, int]) -> RootRecord:
    """The draft with what was made in place of the numbers below nought."""
    if not made:
        return draft
    update = _swapped(draft, made)
    for children in child_lists(type(draft)):
        rows = getattr(draft, children.spec.name)
        swapped = tuple(one.model_copy(update=_swapped(one, made)) for one in rows)
        if swapped != rows:
            update[children.spec.name] = swapped
    return draft.model_copy(update=update) if update else draft


def _swapped(one: Any, made: dict[int, int]) -> dict[str, Any]:
    return {
        name: made[value]
        for name in _references(type(one))
        if (value := getattr(one, name)) in made
    }


def _references(kind: Any) -> list[str]:
    return [spec.name for spec in value_specs(kind) if spec.target]


def _children_of(draft: RootRecord) -> list[Any]:
    return [one for each in child_lists(type(draft)) for one in getattr(draft, each.spec.name)]
