"""Whether the bytes of attachments are there, and are those that were kept."""

import hashlib
from collections.abc import Callable, Collection

from sqlalchemy import Connection, func, select

from tracker.domain.evidence_health import Fault
from tracker.domain.records import Attachment
from tracker.storage.tables import TABLES, attachment_content

_AT_ONCE = 5_000


def dead_contents(
    connection: Connection,
    progress: Callable[[int, int], None] | None = None,
    *,
    only: Collection[str] | None = None,
    most_bytes: int | None = None,
) -> dict[str, Fault]:
    """The SHA-256 of contents that attachments name and that are not there (DEAD_FILE), or are
    others than were kept (CHANGED_FILE).

    `only` are the contents to look at, else those of all; larger ones than `most_bytes` are only
    looked for. `progress` is told how many are done of how many; what it raises ends the work.
    """
    wanted = sorted(_named(connection) if only is None else set(only))
    found: dict[str, Fault] = {}
    c = attachment_content.c
    for at in range(0, len(wanted), _AT_ONCE):
        some = wanted[at : at + _AT_ONCE]
        query = select(c.sha256, func.length(c.content)).where(c.sha256.in_(some))
        sizes = {row[0]: row[1] for row in connection.execute(query)}
        for place, sha in enumerate(some, at):
            if progress is not None:
                progress(place, len(wanted))
            if sha not in sizes:
                found[sha] = Fault.DEAD_FILE
            elif most_bytes is None or sizes[sha] <= most_bytes:
                # One at a time: a content may have fifty megabytes.
                content = connection.execute(select(c.content).where(c.sha256 == sha)).scalar()
                if hashlib.sha256(bytes(content or b"")).hexdigest() != sha:
                    found[sha] = Fault.CHANGED_FILE
    return found


def _named(connection: Connection) -> set[str]:
    return set(connection.execute(select(TABLES[Attachment.key].c.sha256).distinct()).scalars())
