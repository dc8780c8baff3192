"""Reads pasted rows into drafts: every cell by the declaration of its field."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from pydantic import ValidationError
from sqlalchemy import Connection

from tracker.domain.cell_text import meant
from tracker.domain.deliverable_types.catalogue import BUILT_IN, TypeCatalogue
from tracker.domain.fields import FieldSpec, Kind
from tracker.domain.lifecycle import LifecycleKind
from tracker.domain.progress import STATUS_LABELS
from tracker.domain.reading import read_value
from tracker.domain.record import RootRecord
from tracker.domain.records import ROOT_BY_KEY, Contact, Deliverable
from tracker.domain.records.agreements import LifecycleEvent, Party
from tracker.domain.records.contacts import Affiliation
from tracker.domain.records.deliverables import ResponsibleParty
from tracker.domain.validation import problems_of
from tracker.i18n import tr
from tracker.services.bulk_fields import LOGGED
from tracker.services.pasting_fields import ID, SIGNED, PasteField
from tracker.services.pasting_names import called, name_of
from tracker.services.pasting_plan import ROW, Outcome, PasteOptions, PasteRow
from tracker.services.pasting_references import References, Wrong, names_in, several
from tracker.services.pasting_series import note_of_rule
from tracker.services.states import DeliverableState, deliverable_states
from tracker.storage.rows import from_json

_CHILDREN: Mapping[str, type[Party] | type[ResponsibleParty]] = {
    "parties": Party,
    "responsible": ResponsibleParty,
}


@dataclass
class RowReader:
    """Reads the rows of one paste. `today` is the day that dates are read by."""

    connection: Connection
    kind: str
    columns: Sequence[PasteField | None]
    options: PasteOptions
    today: date
    types: TypeCatalogue = BUILT_IN
    references: References = field(init=False)
    same_names: int = 0
    _same: Mapping[str, list[int]] = field(default_factory=dict)
    _states: Mapping[int, DeliverableState] = field(default_factory=dict)
    _taken: dict[object, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.references = References(create_missing=self.options.create_missing)

    def learn(self, rows: Iterable[Sequence[str]]) -> None:
        """Look up every name that stands in the rows, once for all of them."""
        wanted: dict[str, set[str]] = {}
        own: set[str] = set()
        for row in rows:
            for column, cell in zip(self.columns, row, strict=True):
                if column is None or not cell:
                    continue
                if column.spec is not None and column.spec.kind is Kind.REFERENCE:
                    wanted.setdefault(column.spec.target, set()).update(names_in(meant(cell)))
                elif column.key in ROOT_BY_KEY[self.kind].name_fields:
                    own.add(name_of(meant(cell)))
        self.references.learn(self.connection, wanted)
        self._same = called(self.connection, self.kind, own, further=False)

    def learn_states(self, ids: Iterable[int | None]) -> None:
        """Look up how records are now, if rows say so of them."""
        logged = LOGGED.get(self.kind, frozenset())
        if any(column is not None and column.key in logged for column in self.columns):
            wanted = [id for id in ids if id is not None]
            states = deliverable_states(self.connection, wanted, self.today)
            self._states = {state.ref.id: state for state in states}

    def target(self, row: Sequence[str]) -> tuple[int | None, dict[int, str]]:
        """The record that a row changes, None for a new one, and what is wrong with that."""
        names: list[str] = []
        for at, (column, cell) in enumerate(zip(self.columns, row, strict=True)):
            if column is None or not cell:
                continue
            if column.key == ID:
                number = cell.removeprefix(f"{self.kind}-")
                if number.isascii() and number.isdigit() and len(number) <= 15:
                    return int(number), {}
                return None, {at: tr("This is no number of a record.")}
            if column.key in ROOT_BY_KEY[self.kind].name_fields:
                names.append(name_of(meant(cell)))
                ids = self._same.get(names[-1], [])
                self.same_names += bool(ids)
                if ids:
                    return self._of_same_name(at, ids)
        return None, {}

    def _of_same_name(self, at: int, ids: Sequence[int]) -> tuple[int | None, dict[int, str]]:
        if not self.options.match_names:
            return None, {}
        return (ids[0], {}) if len(ids) == 1 else (None, {at: several(len(ids))})

    def read(
        self, line: int, row: Sequence[str], before: RootRecord | None, wrong: dict[int, str]
    ) -> PasteRow:
        """One row; `before` is the record it changes."""
        problems, notes = dict(wrong), dict[int, str]()
        draft: RootRecord = before or ROOT_BY_KEY[self.kind]()
        for at, (column, cell) in self._in_order(row):
            try:
                draft = self._with(draft, column, meant(cell), before, at, notes)
                if note := note_of_rule(column.key, draft, before):
                    notes[ROW] = note
            except ValueError as error:
                problems.setdefault(at, _sentence(error))
        name = self._name(draft)
        if not problems and before is None:
            problems |= self._twice(line, ("name", name_of(name)) if name else None)
        elif not problems and before is not None:
            problems |= self._twice(line, before.id)
        if not problems and draft is not before:
            for problem in problems_of(draft, self.types):
                problems.setdefault(self._place(problem.path), problem.message)
        outcome = (
            Outcome.PROBLEM
            if problems
            else Outcome.NEW
            if before is None
            else Outcome.SAME
            if draft == before
            else Outcome.CHANGED
        )
        kept = draft if outcome in (Outcome.NEW, Outcome.CHANGED) else None
        return PasteRow(line, outcome, name, kept, before, problems, notes)

    def _in_order(self, row: Sequence[str]) -> Iterator[tuple[int, tuple[PasteField, str]]]:
        """The cells with something in them; the type first, as others depend on it."""
        cells = [
            (at, (column, cell))
            for at, (column, cell) in enumerate(zip(self.columns, row, strict=True))
            if column is not None and cell and column.spec is not None
        ]
        return iter(sorted(cells, key=lambda one: one[1][0].key != "type"))

    def _with(
        self,
        draft: RootRecord,
        column: PasteField,
        cell: str,
        before: RootRecord | None,
        at: int,
        notes: dict[int, str],
    ) -> RootRecord:
        """The draft with one cell taken over; ValueError with a sentence."""
        spec = column.spec
        assert spec is not None
        if column.of:
            return self._with_detail(draft, column, cell)
        if column.listed:
            return self._with_names(draft, column, spec, cell, before, at, notes)
        if column.key in (SIGNED, "position"):
            return self._with_first(draft, column, spec, cell, before)
        if before is not None and column.key in LOGGED.get(self.kind, ()):
            self._check_logged(before, column, spec, cell)
            return draft
        value: Any
        if spec.kind is Kind.REFERENCE:
            value = self.references.id_of(spec, cell, at, notes)
        else:
            value = read_value(spec, cell, self.today)
        try:
            typed = from_json(type(draft), column.key, value)
        except ValidationError:
            raise Wrong(tr("“{text}” does not fit here.", text=cell[:40])) from None
        if typed == getattr(draft, column.key):
            return draft
        return draft.model_copy(update={column.key: typed})

    def _with_detail(self, draft: RootRecord, column: PasteField, cell: str) -> RootRecord:
        assert isinstance(draft, Deliverable)
        assert column.spec is not None
        assert column.owner is not None
        if draft.type != column.of:
            raise Wrong(tr("Only this type has such a field: {type}.", type=tr(column.owner.label)))
        name = column.spec.name
        value = read_value(column.spec, cell, self.today)
        kept = column.owner.model_validate({name: value}).model_dump(mode="json")[name]
        if draft.details.get(name) == kept:
            return draft
        return draft.model_copy(update={"details": draft.details | {name: kept}})

    def _with_names(
        self,
        draft: RootRecord,
        column: PasteField,
        spec: FieldSpec,
        cell: str,
        before: RootRecord | None,
        at: int,
        notes: dict[int, str],
    ) -> RootRecord:
        ids = self.references.ids_of(spec, cell, at, notes)
        rows = getattr(draft, column.listed)
        if before is not None:
            if set(ids) != {one.organisation_id for one in rows}:
                raise Wrong(tr("Change this in the record's form."))
            return draft
        made: tuple[Any, ...]
        if column.listed == "affiliations":
            title = rows[0].title if rows else ""
            made = tuple(Affiliation(organisation_id=id, title=title) for id in ids)
        else:
            made = tuple(_CHILDREN[column.listed](organisation_id=id) for id in ids)
        return draft.model_copy(update={column.listed: made})

    def _with_first(
        self,
        draft: RootRecord,
        column: PasteField,
        spec: FieldSpec,
        cell: str,
        before: RootRecord | None,
    ) -> RootRecord:
        """The day of signing and the position at an organisation stand in rows of the record."""
        value = read_value(spec, cell, self.today)
        if isinstance(draft, Contact):
            rows = draft.affiliations
            if before is not None:
                if value not in [one.title for one in rows]:
                    raise Wrong(tr("Change this in the record's form."))
                return draft
            first = rows[0] if rows else Affiliation()
            made = (first.model_copy(update={"title": value}), *rows[1:])
            return draft.model_copy(update={"affiliations": made})
        told = getattr(draft, "lifecycle", ())
        if before is not None:
            if value not in [one.on for one in told if one.kind is LifecycleKind.SIGNED]:
                raise Wrong(tr("Change this in the record's form."))
            return draft
        signed = LifecycleEvent(kind=LifecycleKind.SIGNED, on=value)
        return draft.model_copy(update={"lifecycle": (*told, signed)})

    def _check_logged(
        self, before: RootRecord, column: PasteField, spec: FieldSpec, cell: str
    ) -> None:
        """What is logged is not pasted over; as it is now it may stand there."""
        assert before.id is not None
        state = self._states.get(before.id)
        known = [getattr(before, column.key)]
        if state is not None:
            if column.key == "target":
                known.append(state.target)
            else:
                known.append(state.status)
                if state.overdue and name_of(cell) in {name_of(tr("Overdue")), "overdue"}:
                    return
        if read_value(spec, cell, self.today) not in known:
            label = tr(STATUS_LABELS[state.status]) if state is not None else ""
            raise Wrong(tr("Log progress to change this (now: {status}).", status=label))

    def _name(self, draft: RootRecord) -> str:
        return next((str(name) for one in draft.name_fields if (name := getattr(draft, one))), "")

    def _twice(self, line: int, key: object) -> dict[int, str]:
        if key is None or (isinstance(key, tuple) and not self.options.match_names):
            return {}
        first = self._taken.setdefault(key, line)
        return {} if first == line else {ROW: tr("Row {line} is of the same record.", line=first)}

    def _place(self, path: tuple[str | int, ...]) -> int:
        """The column in which a problem of the record stands; ROW if it is in none."""
        names = [str(part) for part in path]
        for at, column in enumerate(self.columns):
            if column is None:
                continue
            own = column.key.rpartition(".")[2]
            if names[0] in (column.key, column.listed) or (names[0] == "details" and own in names):
                return at
        return ROW


def _sentence(error: ValueError) -> str:
    if isinstance(error, ValidationError):
        return tr("This does not fit here.")
    return str(error)
