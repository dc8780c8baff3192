"""What somebody drops or pastes: files, a picture, a link, or just text."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QImage

from tracker.domain.evidence_links import is_link


@dataclass(frozen=True, slots=True)
class Brought:
    """Only one of these is there, or nothing: then it is text like any other."""

    paths: tuple[Path, ...] = ()
    links: tuple[str, ...] = ()
    picture: QImage | None = None

    def __bool__(self) -> bool:
        return bool(self.paths or self.links or self.picture is not None)


def brought_by(data: QMimeData) -> Brought:
    """What evidence there is in it.

    Text goes before a picture: spreadsheets and word processors put a picture of what was copied
    beside its text. A picture copied in a browser has an address in HTML, but no plain text.
    """
    urls = data.urls() if data.hasUrls() else []
    if paths := tuple(Path(url.toLocalFile()) for url in urls if url.isLocalFile()):
        return Brought(paths=paths)
    text = data.text() if data.hasText() else ""
    if is_link(text):
        return Brought(links=(text.strip(),))
    if links := tuple(url.toString() for url in urls if is_link(url.toString())):
        return Brought(links=links)
    if data.hasImage() and not text.strip():
        found = data.imageData()
        picture = found if isinstance(found, QImage) else QImage(found)
        if not picture.isNull():
            return Brought(picture=picture)
    return Brought()


def could_be_brought(data: QMimeData) -> bool:
    """Whether it is worth asking: nothing is decoded for it."""
    return data.hasUrls() or data.hasImage() or (data.hasText() and is_link(data.text()))
