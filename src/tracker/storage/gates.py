"""Which files are opened at all. The gates read the header only, so a refused file is untouched."""

import struct
from enum import Enum
from pathlib import Path

from tracker.errors import NewerDatabase, NotOurDatabase
from tracker.i18n import tr
from tracker.storage.failures import damaged, plain_words
from tracker.storage.file_bytes import MAGIC, first_bytes

# Registered nowhere, chosen once: tells our files from other SQLite databases ("PTrk").
APPLICATION_ID = 0x5054726B
SCHEMA = 3
REVISION = "0003"

_HEADER = 100


class Found(Enum):
    """What stands at a path that may be opened."""

    NOTHING = "nothing"
    CURRENT = "current"
    OLDER = "older"


def look_at(path: Path) -> Found:
    """Whether `path` is free, ours or ours of an older program.

    Raises NotOurDatabase, NewerDatabase, DamagedDatabase (header torn off) or NotWritable.
    """
    with plain_words(path.name):
        if not path.exists():
            return Found.NOTHING
        header = first_bytes(path, _HEADER)
    if not header:
        return Found.NOTHING
    if not header.startswith(MAGIC):
        raise _not_ours(path)
    if len(header) < _HEADER:
        raise damaged(path.name, tr("the file is cut short"))
    version, application = (
        struct.unpack(">I", header[60:64])[0],
        struct.unpack(">I", header[68:72])[0],
    )
    if application != APPLICATION_ID:
        raise _not_ours(path)
    if version > SCHEMA:
        raise newer(path)
    return Found.CURRENT if version == SCHEMA else Found.OLDER


def newer(path: Path) -> NewerDatabase:
    """The refusal of a file written by a newer program."""
    return NewerDatabase(
        tr("“{name}” was written by a newer version of this program.", name=path.name),
        tr("This version does not know everything in it and would lose some of it."),
        tr("Install the newer version, or open another file. Nothing was changed."),
    )


def _not_ours(path: Path) -> NotOurDatabase:
    return NotOurDatabase(
        tr("“{name}” is not a partnership database.", name=path.name),
        tr("It is a file of another kind."),
        tr("Choose another file. Nothing was changed."),
    )
