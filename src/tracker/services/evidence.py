"""What is wrong with evidence: of one deliverable, or of all in the background. Files of this
computer are looked for, networks are not asked."""

import os
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import Connection, Select, Text, or_, select, type_coerce

from tracker.domain.evidence_health import (
    DONE,
    Fault,
    Finding,
    has_evidence,
    link_fault,
    links_of,
    local_path,
)
from tracker.domain.progress import standing
from tracker.domain.record import RecordRef
from tracker.domain.records import Attachment, Deliverable, ProgressEntry
from tracker.i18n import tr
from tracker.storage import tables
from tracker.storage.contents import dead_contents
from tracker.storage.database import Database
from tracker.storage.reader import shown_names
from tracker.storage.rows import from_row
from tracker.storage.tables import TABLES

Progress = Callable[[int, int, str], None]
"""Told how far it is, of how much, and what is done. What it raises ends the work."""

_AT_ONCE = 500
# A page does not read films again each time it is opened; the check of all does.
_READ_FOR_A_PAGE = 8 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class EvidenceFault:
    """Something wrong with the evidence of a deliverable."""

    ref: RecordRef
    name: str
    finding: Finding


@dataclass(frozen=True, slots=True)
class EvidenceHealth:
    """What was found, and among how many deliverables."""

    looked_at: int
    found: tuple[EvidenceFault, ...]


class EvidenceService:
    """Looks at evidence; nothing is changed."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of(self, deliverable_id: int, today: date) -> list[Finding]:
        """What is wrong with the evidence of one deliverable, as at `today`."""
        with self._database.read() as connection:
            hung = _hung(connection, [deliverable_id])[deliverable_id]
            shas = {file.sha256 for file in hung.files}
            dead = dead_contents(connection, only=shas, most_bytes=_READ_FOR_A_PAGE)
            return [one for _, one in _faults(connection, [deliverable_id], today, dead)]

    def all(self, today: date, progress: Progress | None = None) -> EvidenceHealth:
        """What is wrong with the evidence of all deliverables that are not in the trash."""
        tell = progress or _silent
        with self._database.read() as connection:
            words = tr("Reading files")
            dead = dead_contents(connection, lambda done, of: tell(done, of, words))
            table = TABLES[Deliverable.key]
            query = select(table.c.id).where(table.c.trashed_at.is_(None)).order_by(table.c.id)
            ids = list(connection.execute(query).scalars())
            found: list[tuple[int, Finding]] = []
            for at in range(0, len(ids), _AT_ONCE):
                tell(at, len(ids), tr("Looking at evidence"))
                found += _faults(connection, ids[at : at + _AT_ONCE], today, dead)
            refs = [RecordRef(Deliverable.key, id) for id, _ in found]
            names = shown_names(connection, set(refs))
        return EvidenceHealth(
            len(ids),
            tuple(
                EvidenceFault(ref, names.get(ref, ""), finding)
                for ref, (_, finding) in zip(refs, found, strict=True)
            ),
        )


class _File(NamedTuple):
    line: int | None
    name: str
    sha256: str


@dataclass(slots=True)
class _Hung:
    """What hangs on a deliverable beside what its lines say themselves."""

    files: list[_File] = field(default_factory=list)
    sources: int = 0


def _faults(
    connection: Connection, ids: Sequence[int], today: date, dead: Mapping[str, Fault]
) -> Iterator[tuple[int, Finding]]:
    hung, status = _hung(connection, ids), _status(ids, today)
    logs = _telling(connection, ids, hung)
    statuses = {row[0]: row[1] for row in connection.execute(status)}
    for id in ids:
        log, own = logs.get(id, []), hung[id]
        shown = has_evidence(
            log,
            (file.line for file in own.files if file.line is not None),
            own_files=sum(file.line is None for file in own.files),
            sources=own.sources,
        )
        if statuses.get(id) in DONE and not shown:
            yield id, Finding(Fault.WITHOUT)
        counted = standing(log)
        for line in counted:
            for address in links_of(line):
                fault = link_fault(address)
                if fault is Fault.LOCAL_PATH and not _is_there(local_path(address) or ""):
                    fault = Fault.NO_SUCH_PATH
                if fault is not None:
                    yield id, Finding(fault, address, line.id)
        lines = {line.id for line in counted}
        for file in own.files:
            if file.sha256 in dead and (file.line is None or file.line in lines):
                yield id, Finding(dead[file.sha256], file.name, file.line, file.sha256)


def _telling(
    connection: Connection, ids: Sequence[int], hung: Mapping[int, _Hung]
) -> dict[int, list[ProgressEntry]]:
    """Of the logs only the lines that tell what is shown, in order: most have nothing to show.
    Those that put others right or take them out are among them, so that the same lines count."""
    line = TABLES[ProgressEntry.key].c
    with_files = {file.line for one in hung.values() for file in one.files if file.line}
    tells = or_(
        line.evidence_url != "",
        line.evidence_title != "",
        type_coerce(line.further_links, Text) != "[]",
        line.source_id.is_not(None),
        line.corrects_id.is_not(None),
        line.id.in_(with_files),
    )
    query = select(TABLES[ProgressEntry.key]).where(line.deliverable_id.in_(ids), tells)
    found: defaultdict[int, list[ProgressEntry]] = defaultdict(list)
    for row in connection.execute(query.order_by(line.id)).mappings():
        found[row["deliverable_id"]].append(from_row(ProgressEntry, row))
    return found


def _status(ids: Sequence[int], today: date) -> Select[Any]:
    span = tables.deliverable_span.c
    return select(span.deliverable_id, span.status).where(
        span.deliverable_id.in_(ids), span.from_day <= today, span.to_day >= today
    )


def _hung(connection: Connection, ids: Sequence[int]) -> defaultdict[int, _Hung]:
    file, line = TABLES[Attachment.key].c, TABLES[ProgressEntry.key].c
    found: defaultdict[int, _Hung] = defaultdict(_Hung)
    own = select(file.subject_id, file.name, file.sha256).where(
        file.subject_kind == Deliverable.key, file.subject_id.in_(ids)
    )
    for id, name, sha in connection.execute(own.order_by(file.id)):
        found[id].files.append(_File(None, name, sha))
    # Not joined: SQLite would go through the files of all logs.
    owner = select(line.deliverable_id).where(line.id == file.subject_id).scalar_subquery()
    of_lines = select(owner, file.subject_id, file.name, file.sha256).where(
        file.subject_kind == ProgressEntry.key,
        file.subject_id.in_(select(line.id).where(line.deliverable_id.in_(ids))),
    )
    for id, line_id, name, sha in connection.execute(of_lines.order_by(file.id)):
        found[id].files.append(_File(line_id, name, sha))
    for kind in ("citation", "observation"):
        child = TABLES[kind].c
        cited = select(child.parent_id).where(
            child.parent_kind == Deliverable.key,
            child.parent_id.in_(ids),
            child.source_id.is_not(None),
        )
        for id in connection.execute(cited).scalars():
            found[id].sources += 1
    return found


def _is_there(path: str) -> bool:
    if path.startswith(("//", "\\\\")):
        # A share of another computer: to look for it would ask the network.
        return True
    try:
        return os.path.exists(os.path.expanduser(path))  # noqa: PTH110, PTH111 - any text at all
    except (OSError, ValueError):
        return False


def _silent(_done: int, _total: int, _text: str) -> None:
    """Nobody watches."""
