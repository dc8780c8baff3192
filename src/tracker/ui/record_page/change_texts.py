"""The change log in words: which field, from what, to what."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache, lru_cache
from typing import Any

from pydantic import TypeAdapter, ValidationError

from tracker.domain.deliverable_types.catalogue import TypeCatalogue
from tracker.domain.fields import FieldSpec, Kind
from tracker.domain.reading import plain_label, write_value
from tracker.domain.record import Record, RecordRef, spec_of, specs, value_specs
from tracker.domain.records import BY_KEY, Attachment, ProgressEntry
from tracker.domain.shortening import in_one_line
from tracker.i18n import tr
from tracker.services.history import HistoryLine

_LONGEST = 140
# More lines than this in one action are counted, not told: nobody reads the hundred of an import.
_MOST = 8
_OF_LINE = ("on", "note", "status", "percent", "target", "value")
_NO_DETAILS: Mapping[str, FieldSpec] = {}


@dataclass(frozen=True, slots=True)
class ChangeGroup:
    """What one action changed on the record."""

    what: str
    who: str
    at: datetime
    lines: tuple[str, ...]


def change_groups(
    history: Iterable[HistoryLine],
    root: RecordRef,
    names: Mapping[RecordRef, str],
    language: str,
    details: Mapping[str, FieldSpec] = _NO_DETAILS,
    log: Sequence[ProgressEntry] = (),
) -> list[ChangeGroup]:
    """The latest changes, newest first, by the action that made them. What is logged is told
    elsewhere; that a line of the `log` was corrected or taken out is told here, too. `details` are
    the fields of a deliverable's type, see `detail_specs`."""
    written_lines = {entry.id: entry for entry in log if entry.id is not None}
    by_action: dict[int, list[HistoryLine]] = {}
    for line in history:
        if not _is_told_by_the_log(line) and line.field != "_position":
            by_action.setdefault(line.change_set_id, []).append(line)
    found = []
    for lines in by_action.values():
        first = lines[0]
        told = [
            put_right(line.after, written_lines, names, language)
            if line.row.kind == ProgressEntry.key
            else _told(line, root, names, language, details)
            for line in reversed(lines)
        ]
        if len(told) > _MOST:
            told = _counted(lines, root)
        found.append(ChangeGroup(str(first.action), first.who, first.at, tuple(told)))
    return found


def _is_told_by_the_log(line: HistoryLine) -> bool:
    if line.row.kind != ProgressEntry.key:
        return False
    values = line.after if line.operation == "insert" else None
    return not (isinstance(values, dict) and values.get("corrects_id"))


def refs_in(history: Iterable[HistoryLine]) -> set[RecordRef]:
    """Every record the changes speak of, so that their names can be read."""
    found: set[RecordRef] = set()
    for line in history:
        kind = BY_KEY.get(line.row.kind)
        if kind is None:
            continue
        values: list[tuple[str, Any]] = [(line.field, line.before), (line.field, line.after)]
        for side in (line.before, line.after):
            if not line.field and isinstance(side, dict):
                values += list(side.items())
        targets = {spec.name: spec.target for spec in value_specs(kind) if spec.target}
        found |= {
            RecordRef(targets[name], value)
            for name, value in values
            if name in targets and isinstance(value, int)
        }
    return found


def _told(
    line: HistoryLine,
    root: RecordRef,
    names: Mapping[RecordRef, str],
    language: str,
    details: Mapping[str, FieldSpec],
) -> str:
    kind = BY_KEY.get(line.row.kind)
    if kind is None:
        return line.field
    if line.operation == "update":
        return _updated(line, kind, root, names, language, details)
    if line.row == root:
        return tr("Recorded") if line.operation == "insert" else tr("Removed")
    found = line.after if line.operation == "insert" else line.before
    values = found if isinstance(found, dict) else {}
    if kind is Attachment:
        name = in_one_line(str(values.get("name", "")), _LONGEST)
        if line.operation == "insert":
            return tr("Attached “{name}”", name=name)
        return tr("Removed the file “{name}”", name=name)
    brief = _brief(kind, values, names, language)
    if line.operation == "insert":
        return tr("{part} added: {what}", part=tr(kind.label), what=brief)
    return tr("{part} removed: {what}", part=tr(kind.label), what=brief)


def _updated(
    line: HistoryLine,
    kind: type[Record],
    root: RecordRef,
    names: Mapping[RecordRef, str],
    language: str,
    details: Mapping[str, FieldSpec],
) -> str:
    if line.field == "trashed_at":
        return tr("Moved to the trash") if line.after else tr("Brought back from the trash")
    spec = _spec(kind, line.field)
    if spec is not None and spec.kind is Kind.DETAILS:
        return "; ".join(_details(line.before or {}, line.after or {}, details))
    caption = plain_label(spec) if spec else line.field
    if line.row != root:
        caption = f"{tr(kind.label)}, {caption.lower()}"
    before = written(kind, line.field, line.before, names, language) or tr("nothing")
    after = written(kind, line.field, line.after, names, language) or tr("nothing")
    return f"{caption}: {before} → {after}"


def put_right(
    later: Mapping[str, Any],
    log: Mapping[int, ProgressEntry],
    names: Mapping[RecordRef, str],
    language: str,
) -> str:
    """What a line says that corrects another one of the log, or takes it out."""
    old = log.get(later.get("corrects_id") or 0)
    before = _line_of_log(old.model_dump(mode="json"), names, language) if old else ""
    if not later.get("withdraws"):
        after = _line_of_log(later, names, language)
        return tr("Corrected: {before} → {after}", before=before or tr("a line"), after=after)
    reason = written(ProgressEntry, "note", later.get("note"), names, language)
    if reason:
        return tr("Taken out: {line} (reason: {reason})", line=before, reason=reason)
    return tr("Taken out: {line}", line=before)


def _line_of_log(values: Mapping[str, Any], names: Mapping[RecordRef, str], language: str) -> str:
    shown = (written(ProgressEntry, name, values.get(name), names, language) for name in _OF_LINE)
    return " · ".join(text for text in shown if text)


def written(
    kind: type[Record], name: str, value: Any, names: Mapping[RecordRef, str], language: str
) -> str:
    """A value of the change log as a person reads it."""
    spec = _spec(kind, name)
    if spec is None or value is None:
        return ""
    if spec.kind is Kind.REFERENCE:
        return names.get(RecordRef(spec.target, value), f"{spec.target}-{value}")
    try:
        text = write_value(spec, _adapter(kind, name).validate_python(value), language)
    except ValidationError:
        text = str(value)
    return in_one_line(text, _LONGEST)


def _brief(
    kind: type[Record], values: Mapping[str, Any], names: Mapping[RecordRef, str], language: str
) -> str:
    shown = [
        text
        for spec in value_specs(kind)
        if spec.name in values
        and (text := written(kind, spec.name, values[spec.name], names, language))
    ]
    return " · ".join(shown[:4])


def _details(
    before: Mapping[str, Any], after: Mapping[str, Any], details: Mapping[str, FieldSpec]
) -> list[str]:
    """Which of a type's own fields changed."""
    found = []
    for name in {**before, **after}:
        was, now = before.get(name), after.get(name)
        if was != now:
            spec = details.get(name)
            caption = plain_label(spec) if spec else name
            told = [_detail(spec, value) for value in (was, now)]
            found.append(f"{caption}: {told[0]} → {told[1]}")
    return found


def _detail(spec: FieldSpec | None, value: Any) -> str:
    if value in (None, ""):
        return tr("nothing")
    if spec is not None and spec.kind is Kind.CHOICE:
        return tr(spec.choices.get(str(value), str(value)))
    return in_one_line(str(value), _LONGEST)


@lru_cache(maxsize=256)
def detail_specs(types: TypeCatalogue, of: str) -> Mapping[str, FieldSpec]:
    """The fields of the type `of`, also those it had, by name; other names as any type has them."""
    mine = types.of(of)
    every = [*types.all().values(), *((mine.former,) if mine.former else ()), mine]
    return {spec.name: spec for declared in every for spec in specs(declared)}


def _counted(lines: Sequence[HistoryLine], root: RecordRef) -> list[str]:
    """So many of each: "Recorded", "Parties: 3 added"."""
    told = [tr("Recorded") for line in lines if line.row == root and line.operation == "insert"]
    counts = Counter((line.row.kind, line.operation) for line in lines if line.row != root)
    words = {"insert": tr("added"), "delete": tr("removed"), "update": tr("changed")}
    for (key, operation), count in counts.items():
        plural = tr(BY_KEY[key].plural) if key in BY_KEY else key
        told.append(f"{plural}: {count} {words.get(operation, operation)}")
    fields = [line for line in lines if line.row == root and line.operation == "update"]
    kind = BY_KEY.get(root.kind)
    for line in fields:
        spec = _spec(kind, line.field) if kind else None
        told.append(plain_label(spec) if spec else line.field)
    return told


def _spec(kind: type[Record], name: str) -> FieldSpec | None:
    try:
        return spec_of(kind, name)
    except KeyError:
        return None


@cache
def _adapter(kind: type[Record], name: str) -> TypeAdapter[Any]:
    annotation: Any = kind.model_fields[name].annotation
    return TypeAdapter(annotation)
