"""What is told of a record found: why, and the words around the place."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from sqlalchemy import Connection, and_, select

from tracker.domain.dates import PartialDate
from tracker.domain.dates_writing import write_date
from tracker.domain.record import RecordRef
from tracker.domain.records import Attachment, ProgressEntry
from tracker.domain.records.organisations import NameKind
from tracker.domain.search_marks import marks
from tracker.domain.search_words import fold
from tracker.domain.shortening import in_one_line
from tracker.i18n import mark, tr
from tracker.storage.search_find import Document, How
from tracker.storage.tables import TABLES

_CONTEXT = 90
_MOST_NAMES = 2
# A date of more than a year, an uncertain one or a span, as the index has it (EDTF).
_DAY = r"(?:\d{4}(?:-\d{2}){0,2}[?~%]?|\.\.)"
_STORED_DATE = re.compile(rf"(?!\d{{4}}$){_DAY}(?:/{_DAY}?)?")
_NAME_KINDS = {
    NameKind.SHORT: mark("short name"),
    NameKind.NATIVE: mark("name in own script"),
    NameKind.OTHER_LANGUAGE: mark("name in another language"),
    NameKind.ROMANISED: mark("romanised name"),
    NameKind.FORMER: mark("former name"),
    NameKind.ALSO: mark("also written"),
}


class Owner(NamedTuple):
    """The record a line of a log or a file belongs to, and how that is told."""

    ref: RecordRef
    reason: str


def owners_of(connection: Connection, notes: Sequence[RecordRef]) -> dict[RecordRef, Owner]:
    """The records (not in the trash) that lines of logs and files belong to."""
    lines = [ref.id for ref in notes if ref.kind == ProgressEntry.key]
    files = [ref.id for ref in notes if ref.kind == Attachment.key]
    found = _owners_of_lines(connection, lines) if lines else {}
    return found | (_owners_of_files(connection, files) if files else {})


def _owners_of_lines(connection: Connection, ids: Sequence[int]) -> dict[RecordRef, Owner]:
    entry, owner = TABLES[ProgressEntry.key], TABLES["deliverable"]
    # What puts a line right is in the same log, which has an index.
    later = entry.alias("later")
    put_right = and_(
        later.c.deliverable_id == entry.c.deliverable_id, later.c.corrects_id == entry.c.id
    )
    query = (
        select(entry.c.id, entry.c.deliverable_id, entry.c.on, later.c.id, later.c.withdraws)
        .join(owner, owner.c.id == entry.c.deliverable_id)
        .outerjoin(later, put_right)
        .where(entry.c.id.in_(ids), owner.c.trashed_at.is_(None))
    )
    found = {}
    for id, deliverable, on, by, withdrawn in connection.execute(query):
        reason = tr("log of {day}", day=write_date(PartialDate.parse(on)))
        if by is not None:
            # It counts no more, and neither does what it says.
            reason = (
                tr("{line}, taken out", line=reason)
                if withdrawn
                else tr("{line}, corrected since", line=reason)
            )
        found[RecordRef(ProgressEntry.key, id)] = Owner(
            RecordRef("deliverable", deliverable), reason
        )
    return found


def _owners_of_files(connection: Connection, ids: Sequence[int]) -> dict[RecordRef, Owner]:
    file = TABLES[Attachment.key].c
    query = select(file.id, file.subject_kind, file.subject_id, file.name).where(file.id.in_(ids))
    rows = connection.execute(query).all()
    live: set[RecordRef] = set()
    of_lines = [row.subject_id for row in rows if row.subject_kind == ProgressEntry.key]
    lines = _owners_of_lines(connection, of_lines) if of_lines else {}
    for kind in {row.subject_kind for row in rows} - {ProgressEntry.key}:
        table = TABLES[kind]
        of_kind = [row.subject_id for row in rows if row.subject_kind == kind]
        alive = select(table.c.id).where(table.c.id.in_(of_kind), table.c.trashed_at.is_(None))
        live |= {RecordRef(kind, id) for id in connection.execute(alive).scalars()}
    found = {
        RecordRef(Attachment.key, row.id): Owner(ref, tr("file {name}", name=row.name))
        for row in rows
        if (ref := RecordRef(row.subject_kind, row.subject_id)) in live
    }
    for row in rows:
        line = lines.get(RecordRef(row.subject_kind, row.subject_id))
        if line is not None:
            reason = tr("file {name}, {line}", name=row.name, line=line.reason)
            found[RecordRef(Attachment.key, row.id)] = Owner(line.ref, reason)
    return found


def name_kinds(
    connection: Connection, refs: Iterable[RecordRef]
) -> dict[RecordRef, list[tuple[str, str]]]:
    """The further names of records, each with what kind of name it is, in words."""
    found: dict[RecordRef, list[tuple[str, str]]] = {}
    wanted = list(refs)
    for kind in ("organisation", "contact"):
        ids = [ref.id for ref in wanted if ref.kind == kind]
        if not ids:
            continue
        table = TABLES[f"{kind}_name"].c
        query = (
            select(table.parent_id, table.name, table.kind)
            .where(table.parent_id.in_(ids))
            .order_by(table.parent_id, table.position)
        )
        for id, name, what in connection.execute(query):
            told = tr(_NAME_KINDS.get(what, ""))
            found.setdefault(RecordRef(kind, id), []).append((name, told))
    return found


def why(document: Document, typed: str, names: Mapping[RecordRef, list[tuple[str, str]]]) -> str:
    """Why a record was found, where its name and detail do not say it."""
    if document.how is How.ALIKE:
        return tr("spelled alike")
    if document.how is How.CITED:
        return tr("in a source")
    if document.how > How.NAMED:
        return ""
    return next((told for name, told in names.get(document.ref, ()) if marks(typed, name)), "")


def other_names(names: str, shown: str, typed: str) -> str:
    """The names (one a line) in which typed words stand, but for the one that is shown."""
    others = [name for name in names.split("\n") if name != shown]
    found = [name for name in others if marks(typed, name)]
    return in_one_line(" · ".join(found[:_MOST_NAMES]), _CONTEXT)


def holds(text: str, words: Sequence[str]) -> bool:
    """Whether the text has every word, with the accents typed or none."""
    lowered = text.casefold()
    return all(word in lowered for word in words) or _holds_folded(text, words)


def _holds_folded(text: str, words: Sequence[str]) -> bool:
    if text.isascii() or len(text) > _CONTEXT * 4:
        return False
    bare = fold(text)
    return all(fold(word) in bare for word in words)


def context(text: str, words: Sequence[str]) -> str:
    """The part of `text` around the first word found, in whole words, as a person reads it."""
    # What is found only without its accents, or in capitals of another length, is not shown.
    lowered = text.lower()
    at = min((place for word in words if (place := lowered.find(word)) >= 0), default=-1)
    if at < 0 or len(lowered) != len(text):
        return ""
    start, end = max(0, at - _CONTEXT // 3), at + _CONTEXT
    if start:
        # The word that the cut falls into is left out, but not the word found.
        start = text.find(" ", start, at) + 1 or at
    if end < len(text):
        end = max(text.rfind(" ", at, end), at + 1) if " " in text[at:end] else end
    shown = (_readable(word, words) for word in text[start:end].split())
    return (
        ("…" if start else "")
        + " ".join(word for word in shown if word)
        + ("…" if end < len(text) else "")
    )


def _readable(word: str, words: Sequence[str]) -> str:
    """A stored date is written as a date if it is what was found, and left out if it is not."""
    if not _STORED_DATE.fullmatch(word):
        return word
    if not any(sought in word for sought in words):
        return ""
    try:
        return write_date(PartialDate.parse(word))
    except ValueError:
        return ""
