"""One piece of evidence that goes with an entry: a file or one more link, and how it is read."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QImage, QImageWriter

from tracker.domain.evidence_links import Link, link_parts, read_link
from tracker.i18n import tr
from tracker.services import Services
from tracker.services.attached import AttachedFile
from tracker.services.attachments import CannotAttach, Prepared
from tracker.ui.record_page.pictures import small_picture

MOST_FILES = 50
MOST_BYTES = 200 * 1024 * 1024
"""What may go with one line: more would stand in memory at once."""


@dataclass(slots=True, eq=False)
class Item:
    """A link, a file of the disk (`path`; `own`: a picture made here, to be cleared away), or a
    file kept with the line that is corrected. `prepared` once it is read."""

    link: Link | None = None
    path: Path | None = None
    own: bool = False
    kept: AttachedFile | None = None
    prepared: Prepared | None = None
    picture: QImage | None = field(default=None)
    size: int = 0

    @property
    def name(self) -> str:
        """What it is called."""
        if self.link is not None:
            return self.link.title or self.link.address
        if self.kept is not None:
            return self.kept.name
        if self.prepared is not None:
            return self.prepared.name
        return self.path.name if self.path else ""

    def holds(self, content: bytes) -> bool:
        """Whether it is a file with just this content."""
        return self.prepared is not None and self.prepared.content == content

    @property
    def is_read(self) -> bool:
        """Whether it can be kept now."""
        return self.path is None or self.prepared is not None

    def as_json(self) -> dict[str, Any]:
        """What a draft keeps of it."""
        if self.link is not None:
            return {"link": str(self.link)}
        if self.kept is not None:
            return {"kept": self.kept.id}
        return {"path": str(self.path), "own": self.own}


@dataclass(frozen=True, slots=True)
class ReadFile:
    """A file that was read, with a small picture if it is one."""

    prepared: Prepared
    picture: QImage | None


def read_file(services: Services, path: Path) -> ReadFile:
    """Read a file for keeping; for a reader thread. Raises CannotAttach."""
    prepared = services.attachments.prepare(path)
    if not prepared.content:
        raise CannotAttach(
            tr("“{name}” is empty.", name=path.name[:60]),
            tr("An empty file shows nothing."),
            tr("Choose another one."),
        )
    return ReadFile(prepared, small_picture(prepared.content))


def png_of(picture: QImage) -> bytes:
    """A picture as a file."""
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(picture)
    return bytes(content.data())


def free_path(folder: Path, taken: Collection[str], day: date) -> Path:
    """Where a picture of the clipboard is kept: called by its day, and by no name in use."""
    name = tr("Picture {date}", date=day.isoformat())
    number = 1
    while True:
        path = folder / (f"{name}.png" if number == 1 else f"{name} {number}.png")
        if path.name not in taken and not path.exists():
            return path
        number += 1


def link_of(text: str) -> Link:
    """A link and its title as the first link of a line would be kept; what is none as typed."""
    typed = link_parts(text)
    try:
        return Link(read_link(typed.address), typed.title)
    except ValueError:
        return typed
