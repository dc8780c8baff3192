"""Loads the sample partnerships from their readable files, as if somebody had typed them in.

Every scalar is text and is read by its field's declaration; records name each other by key.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError

from tracker.domain.changes import Action, ChangeSet
from tracker.domain.deliverable_types.catalogue import TypeCatalogue
from tracker.domain.fields import FieldSpec, Kind
from tracker.domain.reading import read_texts, read_value
from tracker.domain.record import Record, RecordRef, RootRecord, child_lists, specs, value_specs
from tracker.domain.records import ROOTS, Deliverable, ProgressEntry
from tracker.domain.records.deliverables import DeliverableParticipant
from tracker.domain.validation import problems_of
from tracker.i18n import mark, tr
from tracker.services.sample_files import (
    SampleError,
    Written,
    items,
    mapping,
    scalar,
    written_records,
)
from tracker.storage.database import Database
from tracker.storage.own_types import catalogue_of
from tracker.storage.writer import Writer

__all__ = ["SampleError", "SampleService"]


class SampleService:
    """Loads a folder of sample files in one transaction, so that one undo removes them."""

    def __init__(self, database: Database, who: str) -> None:
        self._database = database
        self._who = who

    def load(self, folder: Path, today: date) -> ChangeSet | None:
        """Load every file of the folder. Raises SampleError naming file, record and field."""
        written = written_records(folder)
        with self._database.write(Action(mark("Load the sample partnerships"))) as work:
            loader = _Loader(work.writer, today, self._who)
            # References may point forward and in circles: all records first, then what they say.
            work.writer.connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
            for one, id in loader.allotted(written):
                loader.save(one, id)
        return work.change_set


class _Loader:
    def __init__(self, writer: Writer, today: date, who: str) -> None:
        self._writer = writer
        self._today = today
        self._who = who
        self._types = catalogue_of(writer.connection)
        self._ids: dict[tuple[str, str], int] = {}

    def allotted(self, written: list[Written]) -> list[tuple[Written, int]]:
        """Every record with its id, given before any refers to it."""
        next_ids = {record.key: self._writer.next_id(record.key) for record in ROOTS}
        found = []
        for one in written:
            kind = one.record.key
            if (kind, one.key) in self._ids:
                raise SampleError(tr("{place}: the key is used twice.", place=one.place))
            if one.key:
                self._ids[kind, one.key] = next_ids[kind]
            found.append((one, next_ids[kind]))
            next_ids[kind] += 1
        return found

    def save(self, written: Written, id: int) -> None:
        place, values = written.place, dict(written.values)
        log: list[Any] = []
        more: dict[str, Any] = {}
        if issubclass(written.record, Deliverable):
            log = items(f"{place}, log", values.pop("log", ""))
            type_key = self._type_key(scalar(f"{place}, type", values.get("type", "other")))
            values["type"] = type_key
            details = mapping(f"{place}, details", values.pop("details", {}))
            more["details"], more["participants"] = self._details(place, type_key, details)
        built = self._built(place, written.record, values, **more)
        assert isinstance(built, RootRecord)
        _check(place, built, self._types)
        ref = self._writer.insert(built, id)
        for number, entry in enumerate(log, start=1):
            self._log(f"{place}, log {number}", ref, entry)

    def _type_key(self, written: str) -> str:
        """An own type may be written as it is called; its key nobody sees."""
        if written in self._types:
            return written
        wanted = written.casefold()
        own = (one for one in self._types.all().values() if one.own)
        return next((one.key for one in own if one.label.casefold() == wanted), written)

    def _log(self, place: str, ref: RecordRef, written: Any) -> None:
        entry = self._built(
            place,
            ProgressEntry,
            mapping(place, written),
            deliverable_id=ref.id,
            recorded_at=self._writer.now,
            recorded_by=self._who,
        )
        assert isinstance(entry, ProgressEntry)
        _check(place, entry, self._types)
        self._writer.create(entry, root=ref)

    def _built(
        self, place: str, record: type[BaseModel], values: Mapping[str, Any], **more: Any
    ) -> BaseModel:
        known = {_written_name(spec): spec for spec in specs(record)}
        read: dict[str, Any] = dict(more)
        children = {found.spec.name: found.record for found in child_lists(record)}
        for name, value in values.items():
            spec = known.get(name)
            if spec is None:
                raise SampleError(
                    tr("{place}: there is no field “{name}”.", place=place, name=name)
                )
            if spec.name in children:
                at = f"{place}, {name}"
                read[spec.name] = tuple(
                    self._built(
                        f"{at} {number}", children[spec.name], mapping(f"{at} {number}", row)
                    )
                    for number, row in enumerate(items(at, value), start=1)
                )
            else:
                read[spec.name] = self._value(f"{place}, {name}", spec, value)
        try:
            return record.model_validate(read)
        except ValidationError as error:
            first = error.errors()[0]
            name = ".".join(map(str, first["loc"]))
            said = (
                tr("{place}: “{name}” is missing.", place=place, name=name)
                if first["type"] == "missing"
                else tr(
                    "{place}: what is written for “{name}” does not fit.", place=place, name=name
                )
            )
            raise SampleError(said) from error

    def _value(self, place: str, spec: FieldSpec, value: Any) -> Any:
        if spec.kind is Kind.REFERENCE:
            return self._reference(place, spec.target, scalar(place, value))
        try:
            if spec.kind is Kind.TEXTS:
                parts = [value] if isinstance(value, str) else items(place, value)
                return read_texts(spec, [scalar(place, part) for part in parts])
            return read_value(spec, scalar(place, value), self._today)
        except ValueError as error:
            raise SampleError(f"{place}: {error}") from error

    def _reference(self, place: str, kind: str, key: str) -> int:
        if (kind, key) not in self._ids:
            raise SampleError(
                tr("{place}: there is no {kind} “{key}”.", place=place, kind=kind, key=key)
            )
        return self._ids[kind, key]

    def _details(
        self, place: str, type_key: str, values: Mapping[str, Any]
    ) -> tuple[dict[str, Any], tuple[DeliverableParticipant, ...]]:
        if type_key not in self._types:
            raise SampleError(
                tr("{place}: there is no type “{name}” of deliverable.", place=place, name=type_key)
            )
        declared = self._types.of(type_key)
        if declared.own:
            called = {spec.label.casefold(): spec.name for spec in specs(declared)}
            values = {called.get(name.casefold(), name): value for name, value in values.items()}
        own = {_written_name(spec) for spec in value_specs(declared)}
        built = self._built(
            place, declared, {name: value for name, value in values.items() if name in own}
        )
        people: list[DeliverableParticipant] = []
        for spec in specs(declared):
            if spec.kind is Kind.PARTICIPANTS:
                people += self._participants(
                    f"{place}, {spec.name}", spec, values.get(spec.name, "")
                )
        unknown = set(values) - {_written_name(spec) for spec in specs(declared)}
        if unknown:
            raise SampleError(
                tr("{place}: there is no field “{name}”.", place=place, name=min(unknown))
            )
        return built.model_dump(mode="json", exclude_defaults=True), tuple(people)

    def _participants(
        self, place: str, spec: FieldSpec, rows: Any
    ) -> Iterator[DeliverableParticipant]:
        for row in [rows] if isinstance(rows, str) and rows else items(place, rows):
            values = {spec.target: row} if isinstance(row, str) else mapping(place, row)
            built = self._built(place, DeliverableParticipant, values, role=spec.name)
            assert isinstance(built, DeliverableParticipant)
            yield built


def _written_name(spec: FieldSpec) -> str:
    return spec.name.removesuffix("_id") if spec.kind is Kind.REFERENCE else spec.name


def _check(place: str, record: Record, types: TypeCatalogue) -> None:
    for problem in problems_of(record, types):
        raise SampleError(f"{place}, {'.'.join(map(str, problem.path))}: {problem.message}")
