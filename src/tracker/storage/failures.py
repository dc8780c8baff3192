"""What the database says, in plain words."""

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError

from tracker.errors import (
    BrokenReference,
    DamagedDatabase,
    DatabaseError,
    DatabaseLocked,
    DiskFull,
    NotWritable,
)
from tracker.i18n import tr

_NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_NO_RIGHT = {
    errno.EACCES,
    errno.EPERM,
    errno.EROFS,
    errno.ENOENT,
    errno.EEXIST,
    errno.ENOTDIR,
    errno.EISDIR,
}


def explained(error: BaseException, name: str) -> DatabaseError | None:
    """The plain form of a database error on the file `name`; None if it is no such error."""
    cause = error.orig if isinstance(error, DBAPIError) else error
    if isinstance(cause, OSError):
        return _of_system(cause, name)
    if not isinstance(cause, sqlite3.Error):
        return None
    said = str(cause).lower()
    if "locked" in said or "busy" in said:
        return DatabaseLocked(
            tr("“{name}” is in use.", name=name),
            tr("Another program is writing to it."),
            tr("Wait a moment and try again; what you typed is kept."),
        )
    if isinstance(cause, sqlite3.IntegrityError) and "foreign key" in said:
        return BrokenReference(
            tr("It was not saved."),
            tr("A record named in it is gone, or something taken out of it is named elsewhere."),
            tr("Open it anew and enter your changes again."),
        )
    if "full" in said:
        return disk_full(name)
    if "readonly" in said or "read-only" in said or "unable to open" in said:
        return not_writable(name)
    if "disk i/o" in said:
        return _out_of_reach(name, str(cause))
    if "malformed" in said or "not a database" in said or "corrupt" in said:
        return damaged(name, str(cause))
    return None


def disk_full(name: str) -> DiskFull:
    """There is no room left for `name`."""
    return DiskFull(
        tr("“{name}” could not be saved.", name=name),
        tr("The disk is full."),
        tr("Free some space and try again; what you typed is kept."),
    )


def not_writable(name: str) -> NotWritable:
    """`name` or its folder cannot be written."""
    return NotWritable(
        tr("“{name}” cannot be written.", name=name),
        tr("The file or its folder is read-only, or the folder does not exist."),
        tr("Move it to a folder of your own, or ask for the right to write there."),
    )


def damaged(name: str, detail: str) -> DamagedDatabase:
    """`name` is damaged; nothing was written to it."""
    return DamagedDatabase(
        tr("“{name}” is damaged.", name=name),
        tr("The database reports: {detail}.", detail=detail.rstrip(".")),
        tr("Nothing was changed. Keep a copy of it; open an earlier one, or restore an archive."),
    )


def _of_system(error: OSError, name: str) -> DatabaseError:
    if error.errno in _NO_ROOM:
        return disk_full(name)
    if error.errno in _NO_RIGHT:
        return not_writable(name)
    return _out_of_reach(name, error.strerror or str(error))


def _out_of_reach(name: str, detail: str) -> DatabaseError:
    """The system could not read or write the file; it is not said to be damaged."""
    return DatabaseError(
        tr("“{name}” could not be read or written.", name=name),
        tr("The system reports: {detail}.", detail=detail.rstrip(".")),
        tr("Look whether its drive or network folder is there and has room, then try again."),
    )


@contextmanager
def plain_words(name: str) -> Iterator[None]:
    """Turn database errors of the block into plain ones; others pass as they are."""
    try:
        yield
    except (DBAPIError, sqlite3.Error, OSError) as error:
        plain = explained(error, name)
        if plain is None:
            raise
        raise plain from error
