"""The bytes of a file that may be a database which this program has open.

On POSIX systems a process that closes *any* descriptor of a file loses all its locks on that file,
SQLite's among them (sqlite.org/howtocorrupt.html, 2.2). Another program then takes the file for
its own and removes the write-ahead log that is written to here. So the descriptor of a database,
once opened here, stays open: one for each file, for as long as the process lives. The locks are
the process's, hence so is what is kept here.
"""

import os
import sys
import threading
from pathlib import Path

MAGIC = b"SQLite format 3\x00"
"""How every SQLite database begins."""

_PART = 1024 * 1024

_at_work = threading.Lock()
_kept: dict[tuple[int, int], int] = {}


def first_bytes(path: Path, most: int = sys.maxsize) -> bytes:
    """Up to `most` bytes from the beginning of a file; no lock that SQLite holds on it is lost.

    Raises OSError as `open` does.
    """
    if os.name != "posix":
        with path.open("rb") as file:
            return file.read(most if most < sys.maxsize else -1)
    with _at_work:
        found = path.stat()
        identity = found.st_dev, found.st_ino
        if identity in _kept:
            return _read(_kept[identity], most)
        return _read_new(path, most)


def _read_new(path: Path, most: int) -> bytes:
    descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    content = b""
    try:
        content = _read(descriptor, most)
    finally:
        if content.startswith(MAGIC):
            found = os.fstat(descriptor)
            _kept[found.st_dev, found.st_ino] = descriptor
        else:
            os.close(descriptor)
    return content


def _read(descriptor: int, most: int) -> bytes:
    content = bytearray()
    while len(content) < most:
        part = os.pread(descriptor, min(most - len(content), _PART), len(content))
        if not part:
            break
        content += part
    return bytes(content)
