"""Small pictures of image files, read in the background and painted as squares."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QImageReader, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QWidget

from tracker.services import Services
from tracker.ui.icons import Icons

THUMBNAIL = 112
"""The longest side of a small picture, in px, for screens of twice the density."""


def small_picture(content: bytes) -> QImage | None:
    """A small picture of an image file, turned as it was taken; None if it is none. For any
    thread."""
    buffer = QBuffer()
    buffer.setData(QByteArray(content))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    reader.setAutoTransform(True)
    size = reader.size()
    if not reader.canRead() or not size.isValid() or size.isEmpty():
        return None
    scale = min(1.0, THUMBNAIL / max(size.width(), size.height()))
    reader.setScaledSize(
        QSize(max(1, round(size.width() * scale)), max(1, round(size.height() * scale)))
    )
    picture = reader.read()
    return None if picture.isNull() else picture


def picture_of(services: Services, id: int) -> QImage | None:
    """The small picture of a file that is kept; for a reader thread."""
    return small_picture(services.attachments.content(id)[1])


def reading_of(services: Services, id: int) -> partial[QImage | None]:
    """The call that reads it."""
    return partial(picture_of, services, id)


def paint_picture(painter: QPainter, box: QRectF, icons: Icons, picture: QImage) -> None:
    """Paint the middle of a picture into a square with round corners."""
    painter.save()
    painter.setRenderHints(
        QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform
    )
    shape = QPainterPath()
    shape.addRoundedRect(box, 4, 4)
    painter.setClipPath(shape)
    side = min(picture.width(), picture.height())
    left, top = (picture.width() - side) / 2, (picture.height() - side) / 2
    painter.drawImage(box, picture, QRectF(left, top, side, side))
    painter.setClipping(False)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(icons.theme.color("line"), 1))
    painter.drawPath(shape)
    painter.restore()


_ICONS = {
    **dict.fromkeys(("pdf", "docx", "doc", "hwp", "hwpx", "txt", "md", "odt"), "file-text"),
    **dict.fromkeys(("xlsx", "xls", "csv", "ods"), "file-spreadsheet"),
    **dict.fromkeys(("pptx", "ppt", "odp"), "presentation"),
    **dict.fromkeys(("png", "jpg", "jpeg", "gif", "webp", "bmp", "tif", "tiff", "heic"), "image"),
    **dict.fromkeys(("mp3", "wav"), "mic"),
    "eml": "mail",
}


def file_icon(name: str) -> str:
    """The icon of a file, by its ending."""
    return _ICONS.get(name.rpartition(".")[2].lower(), "file")


class Thumbnail(QWidget):
    """A small picture."""

    def __init__(self, icons: Icons, picture: QImage, side: int = 24) -> None:
        super().__init__()
        self._icons, self._picture = icons, picture
        self.setFixedSize(icons.theme.px(side), icons.theme.px(side))

    def paintEvent(self, _event: object) -> None:
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        paint_picture(QPainter(self), box, self._icons, self._picture)
