"""Whether an archive can be restored: everything is looked at before anything is written."""

import base64
import binascii
import hashlib
import json
from typing import Any, NoReturn

from pydantic import ValidationError

from tracker.domain.fields import Kind
from tracker.domain.record import Record, RecordRef, child_lists, value_specs
from tracker.domain.records import BY_KEY, LOOSE, ROOTS
from tracker.errors import TrackerError
from tracker.i18n import tr
from tracker.storage.archive_format import (
    FORMAT,
    LARGEST,
    POSITION,
    SCHEMA,
    Archive,
    ArchivedAction,
    Envelope,
)


class ArchiveError(TrackerError):
    """The archive cannot be restored; nothing was written."""


class NotAnArchive(ArchiveError):
    """It is something else than an archive of this program."""


class NewerArchive(ArchiveError):
    """It was written by a newer program."""


class DamagedArchive(ArchiveError):
    """It is cut short, or says something that cannot be."""


def damaged(why: str) -> NoReturn:
    """Refuse an archive, saying where it is wrong."""
    raise DamagedArchive(
        tr("The archive is damaged."),
        why,
        tr("Nothing was restored. Use another copy of the archive."),
    )


def checked(data: object) -> Archive:
    """The archive in a JSON value. Raises an ArchiveError that says what is wrong with it."""
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        raise NotAnArchive(
            tr("This is not an archive of partnerships."),
            tr("It is a file of another kind."),
            tr("Choose a file written by “tracker archive”. Nothing was restored."),
        )
    schema = data.get("schema")
    if isinstance(schema, bool) or not isinstance(schema, int) or schema < 1:
        damaged(tr("It does not say in which form it was written."))
    if schema > SCHEMA:
        raise NewerArchive(
            tr("The archive was written by a newer version of this program."),
            tr("This version does not know everything in it and would lose some of it."),
            tr("Install the newer version. Nothing was restored."),
        )
    _check_storable(data)
    try:
        envelope = Envelope.model_validate(data)
    except ValidationError as error:
        damaged(_said(error))
    positions: dict[RecordRef, int] = {}
    records = {
        record.key: [
            _record(record, row, f"{record.key} {place}", positions)
            for place, row in enumerate(envelope.records.get(record.key, []), start=1)
        ]
        for record in (*ROOTS, *LOOSE)
    }
    if unknown := set(envelope.records) - set(records):
        damaged(tr("There is no kind of record “{name}”.", name=min(unknown)[:60]))
    archive = Archive(
        records, _contents(envelope.contents), envelope.actions, envelope.last_ids, positions
    )
    _check_references(archive)
    _check_actions(envelope.actions)
    return archive


def _check_storable(data: dict[str, Any]) -> None:
    """Refuse what no database holds: half characters, no-numbers, endless nesting."""
    try:
        json.dumps(data, ensure_ascii=False, allow_nan=False).encode("utf-8")
    except (ValueError, TypeError, RecursionError):
        damaged(tr("It holds a text or a number that cannot be stored."))


def _record(
    kind: type[Record], row: dict[str, Any], place: str, positions: dict[RecordRef, int]
) -> Record:
    values = dict(row)
    for children in child_lists(kind):
        name = children.spec.name
        if isinstance(values.get(name), list):
            values[name] = [
                _without_position(children.record, child, positions) for child in values[name]
            ]
    try:
        return kind.model_validate(values)
    except ValidationError as error:
        damaged(f"{place}: {_said(error)}")


def _without_position(kind: type[Record], row: Any, positions: dict[RecordRef, int]) -> Any:
    if not isinstance(row, dict) or POSITION not in row:
        return row
    position = row[POSITION]
    if isinstance(position, bool) or not isinstance(position, int) or abs(position) > LARGEST:
        damaged(tr("A position in {kind} is not a whole number.", kind=kind.key))
    if isinstance(row.get("id"), int):
        positions[RecordRef(kind.key, row["id"])] = position
    return {name: value for name, value in row.items() if name != POSITION}


def _contents(written: dict[str, str]) -> dict[str, bytes]:
    found: dict[str, bytes] = {}
    for digest, text in written.items():
        try:
            found[digest] = base64.b64decode(text, validate=True)
        except (binascii.Error, ValueError):
            damaged(tr("An attached file cannot be read."))
        if hashlib.sha256(found[digest]).hexdigest() != digest:
            damaged(tr("An attached file is not what it was when the archive was written."))
    return found


def _check_references(archive: Archive) -> None:
    """Every row has an id of its own, and names only records that are there."""
    there: set[tuple[str, int]] = set()
    for row, _root, _place in archive.rows():
        if row.id is None or not 1 <= row.id <= LARGEST or not 0 <= row.version <= LARGEST:
            damaged(tr("{kind}: a record has no proper id or version.", kind=row.key))
        if (row.key, row.id) in there:
            damaged(tr("{kind}-{id} is there twice.", kind=row.key, id=row.id))
        there.add((row.key, row.id))
    for row, _root, _place in archive.rows():
        for spec in value_specs(type(row)):
            value = getattr(row, spec.name)
            if value is None:
                continue
            if spec.kind is Kind.REFERENCE and (spec.target, value) not in there:
                damaged(
                    tr(
                        "{kind}-{id} names {target}-{named}, which is not in the archive.",
                        kind=row.key,
                        id=row.id,
                        target=spec.target,
                        named=value,
                    )
                )
            if spec.kind is Kind.MOMENT and value.tzinfo is None:
                damaged(tr("{kind}-{id}: a moment has no time zone.", kind=row.key, id=row.id))


def _check_actions(actions: list[ArchivedAction]) -> None:
    ids = {action.id for action in actions}
    changes = [change for action in actions for change in action.changes]
    if len(ids) < len(actions) or len({change.id for change in changes}) < len(changes):
        damaged(tr("The change log has an entry twice."))
    if any(action.of_id is not None and action.of_id not in ids for action in actions):
        damaged(tr("The change log undoes something that is not in it."))
    if any(change.kind not in BY_KEY or change.root_kind not in BY_KEY for change in changes):
        damaged(tr("The change log speaks of an unknown kind of record."))


def _said(error: ValidationError) -> str:
    """The first mistake and its place in one sentence."""
    first = error.errors(include_url=False, include_input=False)[0]
    place = ", ".join(str(part)[:60] for part in first["loc"])
    return f"{place}: {first['msg'].rstrip('.')}."
