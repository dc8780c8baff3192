"""Files kept with a record: in the database, each content once, found by the words in them."""

import hashlib
import mimetypes
from dataclasses import dataclass
from pathlib import Path, PurePath

from sqlalchemy import Connection, select
from sqlalchemy.dialects.sqlite import insert

from tracker.domain.changes import Action, ChangeSet
from tracker.domain.record import RecordRef
from tracker.domain.records import Attachment, Deliverable, ProgressEntry
from tracker.errors import NotFound, TrackerError
from tracker.i18n import mark, tr
from tracker.reports.file_names import safe_file_name
from tracker.reports.files import refuse_to_replace, write_atomically
from tracker.services.attached import AttachedFile
from tracker.services.attachment_text import text_of
from tracker.storage.database import Database
from tracker.storage.file_bytes import first_bytes
from tracker.storage.reader import load_row, shown_names
from tracker.storage.rows import from_row, values_of
from tracker.storage.tables import TABLES, attachment_content
from tracker.storage.writer import Writer
from tracker.storage.written import POSITION

LARGEST = 50 * 1024 * 1024
"""Bytes of one file: it is read and backed up as a whole."""

_TYPES = {
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    ".hwp": "application/x-hwp",
    ".hwpx": "application/hwp+zip",
}


class CannotAttach(TrackerError):
    """The file cannot be kept: too large, or not to be read."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """A file read, with its text: made before the database is locked, for that takes a while."""

    name: str
    content: bytes
    text: str


@dataclass(frozen=True, slots=True)
class Attached:
    """A file that was added and the change set that undoes it."""

    id: int
    change_set: ChangeSet


class AttachmentService:
    """Keeps files with records, gives them out again."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def prepare(self, path: Path) -> Prepared:
        """Read a file and its text. Raises CannotAttach. Touches no database."""
        return self.prepare_bytes(path.name, _content_of(path))

    def prepare_bytes(self, name: str, content: bytes) -> Prepared:
        """As `prepare`, for what is no file. Raises CannotAttach."""
        if len(content) > LARGEST:
            raise _too_large(name)
        named = _safe(name)
        return Prepared(named, content, text_of(named, content))

    def add(self, ref: RecordRef, file: Prepared) -> Attached:
        """Keep a file with a record; the same content is stored once. Raises NotFound."""
        with self._database.write(Action(mark("Attach {name}"), file.name)) as work:
            writer = work.writer
            root = root_of(writer.connection, ref)
            if root not in shown_names(writer.connection, [root]):
                raise NotFound(tr("The record is not there any more."))
            writer.subject = root
            id = keep_file(writer, ref, root, file)
        assert work.change_set is not None
        return Attached(id, work.change_set)

    def of(self, ref: RecordRef) -> list[AttachedFile]:
        """The files of a record, the newest first; neither content nor text is read."""
        c = TABLES[Attachment.key].c
        query = (
            select(c.id, c.name, c.media_type, c.size)
            .where(c.subject_kind == ref.kind, c.subject_id == ref.id)
            .order_by(c.id.desc())
        )
        with self._database.read() as connection:
            return [AttachedFile(*row) for row in connection.execute(query)]

    def content(self, id: int) -> tuple[str, bytes]:
        """The name and the bytes of a file. Raises NotFound."""
        c = TABLES[Attachment.key].c
        query = select(c.name, attachment_content.c.content).join(
            attachment_content, attachment_content.c.sha256 == c.sha256
        )
        with self._database.read() as connection:
            row = connection.execute(query.where(c.id == id)).first()
        if row is None:
            raise NotFound(tr("The file is not there any more."))
        return row.name, bytes(row.content)

    def put_back(self, sha256: str, path: Path) -> None:
        """Give kept files the content again that they lost, from a file that still has it: no
        record changes. Raises CannotAttach if that file has another content."""
        content = _content_of(path)
        if hashlib.sha256(content).hexdigest() != sha256:
            raise CannotAttach(
                tr("“{name}” is not the file that was kept.", name=path.name[:60]),
                tr("Its content is another one, if only by a letter."),
                tr("Choose the very same file, or attach this one anew."),
            )
        with self._database.unaudited() as connection:
            _keep_content(connection, sha256, content)

    def save_as(self, id: int, path: Path) -> None:
        """Write a file to `path`. Raises NotFound, NotWritable or DiskFull."""
        refuse_to_replace(path, self._database.path)
        write_atomically(path, self.content(id)[1])

    def put_into(self, id: int, folder: Path) -> Path:
        """Write a file into `folder` under a name that harms nothing, to be opened there."""
        name, content = self.content(id)
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / _safe(name)
        write_atomically(path, content)
        return path

    def remove(self, id: int) -> ChangeSet:
        """Take a file from its record; undo brings it back. Raises NotFound."""
        with self._database.write(Action(mark("Remove the file {name}"))) as work:
            writer = work.writer
            row = load_row(writer.connection, Attachment, id)
            if row is None:
                raise NotFound(tr("The file is not there any more."))
            file = from_row(Attachment, row)
            root = root_of(writer.connection, RecordRef(file.subject_kind, file.subject_id or 0))
            writer.rename_action(Action(mark("Remove the file {name}"), file.name))
            writer.subject = root
            writer.remove(RecordRef(Attachment.key, id), root, values_of(file) | {POSITION: 0})
        assert work.change_set is not None
        return work.change_set


def root_of(connection: Connection, ref: RecordRef) -> RecordRef:
    """The record whose history tells of a file kept with `ref`: of a line of a log it is the
    deliverable. Raises NotFound."""
    if ref.kind != ProgressEntry.key:
        return ref
    row = load_row(connection, ProgressEntry, ref.id)
    if row is None:
        raise NotFound(tr("The line of the log is not there any more."))
    return RecordRef(Deliverable.key, row["deliverable_id"])


def _content_of(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise CannotAttach(
                tr("“{name}” is a folder.", name=path.name[:60]),
                "",
                tr("Attach the files in it."),
            )
        if path.exists() and not path.is_file():
            # To open a pipe or a device could wait for ever.
            raise CannotAttach(
                tr("“{name}” cannot be read.", name=path.name[:60]),
                "",
                tr("Choose a file."),
            )
        if path.stat().st_size > LARGEST:
            raise _too_large(path.name)
        # It may be the open database itself, or a copy of it under another name.
        content = first_bytes(path, LARGEST + 1)
    except OSError as error:
        raise CannotAttach(
            tr("“{name}” cannot be read.", name=path.name[:60]),
            _why(error),
            tr("Check that it is there and that you may read it."),
        ) from error
    return content


def _why(error: OSError) -> str:
    """In words of our own where the reason is a common one."""
    if isinstance(error, FileNotFoundError):
        return tr("It is not there.")
    if isinstance(error, PermissionError):
        return tr("You may not read it.")
    said = error.strerror or str(error)
    return said if said.endswith(".") else f"{said}."


def _keep_content(connection: Connection, sha256: str, content: bytes) -> None:
    """Each content once; what stands there and is damaged is mended by the way."""
    c = attachment_content.c
    made = insert(attachment_content)
    healed = made.on_conflict_do_update(
        index_elements=[c.sha256],
        set_={"content": made.excluded.content},
        where=c.content != made.excluded.content,
    )
    connection.execute(healed, {"sha256": sha256, "content": content})


def keep_file(writer: Writer, ref: RecordRef, root: RecordRef, file: Prepared) -> int:
    """Keep a file with `ref`, a part of `root`, in a transaction that has begun; gives its id."""
    sha256 = hashlib.sha256(file.content).hexdigest()
    _keep_content(writer.connection, sha256, file.content)
    made = Attachment(
        subject_kind=ref.kind,
        subject_id=ref.id,
        name=file.name,
        media_type=_media_type(file.name),
        size=len(file.content),
        sha256=sha256,
        text=file.text,
    )
    return writer.create(made, root=root)


def _safe(name: str) -> str:
    """The name without folders, with a short ending at most."""
    given = PurePath(name.replace("\\", "/")).name
    ending = PurePath(given).suffix
    kept = safe_file_name(ending[1:], "") if 1 < len(ending) <= 12 else ""
    stem = safe_file_name(given[: -len(ending)] if kept else given, tr("file"))
    return f"{stem}.{kept}" if kept else stem


def _media_type(name: str) -> str:
    ending = PurePath(name).suffix.lower()
    return _TYPES.get(ending) or mimetypes.guess_type(f"a{ending}")[0] or "application/octet-stream"


def _too_large(name: str) -> CannotAttach:
    return CannotAttach(
        tr("“{name}” is too large to be kept here.", name=name[:60]),
        tr("A file may have {n} MB at most.", n=LARGEST // 1024 // 1024),
        tr("Keep it elsewhere and write its address into the record."),
    )
