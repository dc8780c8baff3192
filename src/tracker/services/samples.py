"""Loads the sample partnerships from their readable files, as if somebody had typed them in.

Every scalar is text and is read by its field's declaration; records name each other by key.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel

from tracker.domain.changes import Action, ChangeSet
from tracker.domain.deliverable_types import type_of
from tracker.domain.fields import FieldSpec, Kind
from tracker.domain.reading import read_texts, read_value
from tracker.domain.record import RecordRef, RootRecord, child_lists, specs, value_specs
from tracker.domain.records import ROOTS, Deliverable, ProgressEntry
from tracker.domain.records.deliverables import DeliverableParticipant
from tracker.domain.validation import problems_of
from tracker.errors import TrackerError
from tracker.i18n import mark, tr
from tracker.storage.database import Database
from tracker.storage.writer import Writer

_SECTIONS = {f"{record.key}s": record for record in ROOTS}


class SampleError(TrackerError):
    """A sample file says something that cannot be loaded."""


class SampleService:
    """Loads a folder of sample files in one transaction, so that one undo removes them."""

    def __init__(self, database: Database, who: str) -> None:
        self._database = database
        self._who = who

    def load(self, folder: Path, today: date) -> ChangeSet | None:
        """Load every file of the folder. Raises SampleError naming file, record and field."""
        written = list(_records(folder))
        with self._database.write(Action(mark("Load the sample partnerships"))) as work:
            loader = _Loader(work.writer, today, self._who)
            # References may point forward and in circles: all records first, then what they say.
            work.writer.connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
            loader.allot(written)
            for place, record, values in written:
                loader.save(place, record, values)
        return work.change_set


def _records(folder: Path) -> Iterator[tuple[str, type[RootRecord], dict[str, Any]]]:
    for file in sorted(folder.glob("*.yaml")):
        sections = yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.BaseLoader) or {}  # noqa: S506 - it makes only text
        for section, rows in sections.items():
            if section not in _SECTIONS:
                raise SampleError(
                    tr(
                        "{file} has an unknown section “{section}”.",
                        file=file.name,
                        section=section,
                    )
                )
            for row in rows:
                yield f"{file.name}, {row.get('key', section)}", _SECTIONS[section], row


class _Loader:
    def __init__(self, writer: Writer, today: date, who: str) -> None:
        self._writer = writer
        self._today = today
        self._who = who
        self._ids: dict[tuple[str, str], int] = {}

    def allot(self, written: list[tuple[str, type[RootRecord], dict[str, Any]]]) -> None:
        """Give every record its id before any refers to it."""
        next_ids = {record.key: self._writer.next_id(record.key) for record in ROOTS}
        for place, record, values in written:
            key = (record.key, values.get("key", f"#{next_ids[record.key]}"))
            if key in self._ids:
                raise SampleError(tr("{place}: the key is used twice.", place=place))
            self._ids[key] = values["#id"] = next_ids[record.key]
            next_ids[record.key] += 1

    def save(self, place: str, record: type[RootRecord], values: dict[str, Any]) -> None:
        plain = {name: value for name, value in values.items() if name not in ("key", "#id", "log")}
        if issubclass(record, Deliverable):
            details, people = self._details(
                place, plain.get("type", "other"), plain.pop("details", {})
            )
            built = self._built(place, record, plain, details=details, participants=people)
        else:
            built = self._built(place, record, plain)
        assert isinstance(built, RootRecord)
        if problems := problems_of(built):
            raise SampleError(f"{place}: {problems[0].path}: {problems[0].message}")
        ref = self._writer.insert(built, values["#id"])
        for entry in values.get("log", ()):
            self._log(place, ref, entry)

    def _log(self, place: str, ref: RecordRef, values: Mapping[str, Any]) -> None:
        entry = self._built(
            place,
            ProgressEntry,
            values,
            deliverable_id=ref.id,
            recorded_at=self._writer.now,
            recorded_by=self._who,
        )
        assert isinstance(entry, ProgressEntry)
        if problems := problems_of(entry):
            raise SampleError(f"{place}: {problems[0].path}: {problems[0].message}")
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
                read[spec.name] = tuple(self._built(at, children[spec.name], row) for row in value)
            else:
                read[spec.name] = self._value(f"{place}, {name}", spec, value)
        try:
            return record.model_validate(read)
        except ValueError as error:
            raise SampleError(f"{place}: {error}") from error

    def _value(self, place: str, spec: FieldSpec, value: Any) -> Any:
        if spec.kind is Kind.REFERENCE:
            return self._reference(place, spec.target, value)
        try:
            if spec.kind is Kind.TEXTS:
                return read_texts(spec, value if isinstance(value, list) else [value])
            return read_value(spec, value, self._today)
        except (ValueError, AttributeError) as error:
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
        declared = type_of(type_key)
        own = {_written_name(spec) for spec in value_specs(declared)}
        built = self._built(
            place, declared, {name: value for name, value in values.items() if name in own}
        )
        people: list[DeliverableParticipant] = []
        for spec in specs(declared):
            if spec.kind is Kind.PARTICIPANTS:
                people += self._participants(
                    f"{place}, {spec.name}", spec, values.get(spec.name, ())
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
        for row in [rows] if isinstance(rows, str) else rows:
            values = {spec.target: row} if isinstance(row, str) else row
            built = self._built(place, DeliverableParticipant, values, role=spec.name)
            assert isinstance(built, DeliverableParticipant)
            yield built


def _written_name(spec: FieldSpec) -> str:
    return spec.name.removesuffix("_id") if spec.kind is Kind.REFERENCE else spec.name
