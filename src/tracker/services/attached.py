"""Files as lists and logs show them: neither their content nor their text is read."""

from collections import defaultdict
from dataclasses import dataclass

from sqlalchemy import Connection, select

from tracker.domain.records import Attachment, ProgressEntry
from tracker.storage.tables import TABLES


@dataclass(frozen=True, slots=True)
class AttachedFile:
    """A file as a list shows it; `size` in bytes."""

    id: int
    name: str
    media_type: str
    size: int

    @property
    def is_image(self) -> bool:
        """Whether a picture can be shown of it."""
        return self.media_type in IMAGES


IMAGES = frozenset({"image/png", "image/jpeg", "image/gif", "image/bmp", "image/webp"})
"""What every platform of the window can draw."""


def files_of_log(connection: Connection, deliverable_id: int) -> dict[int, list[AttachedFile]]:
    """The files that are evidence of the lines of a log, by line, in the order they were added."""
    file, line = TABLES[Attachment.key].c, TABLES[ProgressEntry.key].c
    query = (
        select(file.subject_id, file.id, file.name, file.media_type, file.size)
        # Not joined: SQLite would go through the files of all logs.
        .where(file.subject_kind == ProgressEntry.key)
        .where(file.subject_id.in_(select(line.id).where(line.deliverable_id == deliverable_id)))
        .order_by(file.id)
    )
    found: defaultdict[int, list[AttachedFile]] = defaultdict(list)
    for line_id, *row in connection.execute(query):
        found[line_id].append(AttachedFile(*row))
    return dict(found)
