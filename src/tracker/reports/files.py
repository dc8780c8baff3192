"""Writes a finished file so that the old one or the new one is there, never half of either."""

import contextlib
import errno
import os
import secrets
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from tracker.errors import DiskFull, NotWritable
from tracker.i18n import tr

_NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


def write_atomically(path: Path, data: bytes) -> None:
    """Write `data` as the file `path`, as `replacing` does."""
    with replacing(path) as file:
        file.write(data)


@contextlib.contextmanager
def replacing(path: Path) -> Iterator[BinaryIO]:
    """A file to write into, which becomes the file `path` when the block ends well.

    It is written under a temporary name in the same folder, brought to the disk, and renamed. If
    anything fails the file that was there before is unchanged and nothing new is left behind.

    Raises DiskFull or NotWritable, in words for the person who chose the place; what else the
    block raises goes on as it is.
    """
    temporary: Path | None = None
    try:
        if path.is_dir():
            raise IsADirectoryError(errno.EISDIR, tr("There is a folder of that name."))
        # A link stays a link: the file it leads to is replaced.
        real = path.resolve() if path.is_symlink() else path
        part = real.with_name(f".tracker-{secrets.token_hex(8)}.part")
        with part.open("xb") as file:
            temporary = part
            yield file
            file.flush()
            os.fsync(file.fileno())
        if os.name == "posix" and real.exists():
            part.chmod(real.stat().st_mode & 0o777)
        part.replace(real)
    except OSError as error:
        _drop(temporary)
        raise _plainly(path, error) from error
    except BaseException:
        _drop(temporary)
        raise
    _sync_folder(real.parent)


def _drop(temporary: Path | None) -> None:
    if temporary is not None:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)


def refuse_to_replace(path: Path, database: Path) -> None:
    """Raise NotWritable if `path` is the open database: no report is ever written over it."""
    try:
        same = path.samefile(database)
    except OSError:
        return  # what does not exist, or cannot be reached, is not the open file
    if same:
        raise _refused(path, tr("It is the database itself."))


def _sync_folder(folder: Path) -> None:
    """Bring the rename to the disk. Where folders cannot be synced (Windows) nothing is lost by
    not doing it, and the file is already in its place: a failure here is no failure to write."""
    if os.name != "posix":
        return
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _plainly(path: Path, error: OSError) -> DiskFull | NotWritable:
    if error.errno in _NO_ROOM:
        return DiskFull(
            tr("“{name}” was not written.", name=path.name),
            tr("There is no room left in “{folder}”.", folder=str(path.parent)),
            tr("Make room or choose another folder, and write it again."),
        )
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return _refused(path, tr("There is no folder “{folder}”.", folder=str(path.parent)))
    if isinstance(error, PermissionError) or error.errno == errno.EROFS:
        return _refused(
            path,
            tr(
                "“{folder}” or the file in it may not be written, or another program has it open.",
                folder=str(path.parent),
            ),
        )
    return _refused(path, error.strerror or str(error))


def _refused(path: Path, why: str) -> NotWritable:
    return NotWritable(
        tr("“{name}” was not written.", name=path.name),
        why,
        tr("Choose another folder or name, and write it again."),
    )
