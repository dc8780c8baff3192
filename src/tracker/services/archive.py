"""The archive: everything in a database as one readable file, and a database from it again."""

import json
from pathlib import Path
from typing import Any

from sqlalchemy.exc import SQLAlchemyError

from tracker.errors import DatabaseError, TrackerError
from tracker.i18n import tr
from tracker.reports.files import refuse_to_replace, write_atomically
from tracker.storage import archive_io
from tracker.storage.archive_check import (
    ArchiveError,
    DamagedArchive,
    NewerArchive,
    NotAnArchive,
    checked,
    damaged,
)
from tracker.storage.archive_format import FORMAT, Archive
from tracker.storage.database import Database
from tracker.storage.file_bytes import first_bytes

__all__ = [
    "Archive",
    "ArchiveError",
    "ArchiveService",
    "CannotRead",
    "DamagedArchive",
    "NewerArchive",
    "NotAnArchive",
    "NotEmpty",
    "read_archive",
]


class NotEmpty(DatabaseError):
    """The database to restore into holds something."""


class CannotRead(ArchiveError):
    """The file cannot be opened."""


class ArchiveService:
    """Writes archives of one database, and fills an empty one from an archive."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def dump(self) -> dict[str, Any]:
        """Everything in the database at one moment, as JSON values in a fixed order.

        The form is described in `tracker.storage.archive_format`.
        """
        with self._database.read() as connection:
            return archive_io.everything(connection)

    def write(self, path: Path) -> None:
        """Write the archive as a UTF-8 file; the old one stays until the new one is whole.

        Raises NotWritable or DiskFull, and NotWritable rather than write over the database.
        """
        refuse_to_replace(path, self._database.path)
        text = json.dumps(self.dump(), ensure_ascii=False, indent=1)
        write_atomically(path, text.encode("utf-8") + b"\n")

    def restore(self, data: object) -> None:
        """Fill the database, which must be empty, with what `read_archive` or `dump` gave.

        All of it is checked first. Raises NotEmpty, NotAnArchive, NewerArchive or DamagedArchive;
        nothing is written then. Shown names, spans and search are made anew.
        """
        archive = data if isinstance(data, Archive) else checked(data)
        try:
            with self._database.unaudited() as connection:
                if not archive_io.is_empty(connection):
                    raise NotEmpty(
                        tr("“{name}” is not empty.", name=self._database.path.name),
                        tr("An archive is restored into a new database only."),
                        tr("Name a file that does not exist yet. Nothing was changed."),
                    )
                archive_io.restore(connection, archive)
        except TrackerError:
            raise
        except (SQLAlchemyError, ValueError, ArithmeticError) as error:
            # What the checks let through is refused by the database: too large a number, a
            # reference that leads nowhere.
            raise DamagedArchive(
                tr("The archive is damaged."),
                tr("It holds something that cannot be stored."),
                tr("Nothing was restored. Use another copy of the archive."),
            ) from error


def read_archive(path: Path) -> Archive:
    """The checked archive in the file, ready for `ArchiveService.restore`.

    Raises CannotRead, NotAnArchive, NewerArchive or DamagedArchive.
    """
    try:
        content = first_bytes(path)
    except OSError as error:
        raise CannotRead(
            tr("“{name}” cannot be read.", name=path.name),
            error.strerror or str(error),
            tr("Check the name and that you may read the file."),
        ) from error
    try:
        data = json.loads(content.decode("utf-8-sig"))
    except UnicodeDecodeError:
        data = None
    except json.JSONDecodeError as error:
        if f'"{FORMAT}"'.encode() not in content[:1000]:
            data = None
        else:
            damaged(tr("It breaks off or is wrong at line {line}.", line=f"{error.lineno:,}"))
    except (ValueError, RecursionError):
        damaged(tr("It holds a text or a number that cannot be stored."))
    return checked(data)
