"""The pages of a PDF as pictures and as text, on any thread."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import pypdfium2 as pdfium
from PySide6.QtGui import QImage

from tracker.services.attachment_text import PDFIUM

# Sharp enough for any screen, small enough for any memory.
_WIDEST = 4000
# PDFium is not made for several threads; the text of attached files is read by it too.
_LOCK = PDFIUM


@dataclass(frozen=True, slots=True)
class PageShape:
    """A page's size in points, and its words for those who hear it."""

    width: float
    height: float
    text: str


def read_shapes(pdf: bytes) -> list[PageShape]:
    """What the pages are, before they are drawn."""
    with _opened(pdf) as document:
        shapes = []
        for page in document:
            words = page.get_textpage()
            width, height = page.get_size()
            shapes.append(PageShape(width, height, words.get_text_range()))
            words.close()
            page.close()
        return shapes


def draw_pages(pdf: bytes, width: int, dpr: float) -> list[QImage]:
    """Every page as a picture of `width` logical px on a screen with `dpr` px to each of them."""
    with _opened(pdf) as document:
        pictures = []
        for page in document:
            scale = min(width * dpr, _WIDEST) / page.get_width()
            bitmap = page.render(scale=scale, rev_byteorder=True, prefer_bgrx=True)
            size = (bitmap.width, bitmap.height)
            data = QImage(bitmap.buffer, *size, bitmap.stride, QImage.Format.Format_RGBX8888)
            # A copy of its own: the bitmap's memory goes with it.
            picture = data.copy()
            picture.setDevicePixelRatio(size[0] / width)
            pictures.append(picture)
            bitmap.close()
            page.close()
        return pictures


@contextmanager
def _opened(pdf: bytes) -> Iterator[pdfium.PdfDocument]:
    with _LOCK:
        document = pdfium.PdfDocument(pdf)
        try:
            yield document
        finally:
            document.close()
