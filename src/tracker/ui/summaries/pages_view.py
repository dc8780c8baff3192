"""Pages below each other as on a desk, as wide as there is room, or larger."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QImage,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractSlider, QFrame, QScrollArea, QVBoxLayout, QWidget

from tracker.i18n import tr
from tracker.ui.icons import Icons
from tracker.ui.summaries.rendering import PageShape
from tracker.ui.widgets.card import set_ground

_MARGIN = 18
_ZOOMS = (0.5, 0.67, 0.8, 1.0, 1.25, 1.5, 2.0, 3.0)
_SETTLE_MS = 150


class PageView(QWidget):
    """One page; white paper in either theme."""

    def __init__(self, icons: Icons, shape: PageShape, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = icons.theme
        self._shape = shape
        self._picture: QImage | None = None
        self._marked = False

    def set_width(self, width: int) -> None:
        """Be so wide; the height follows."""
        self.setFixedSize(width, round(width * self._shape.height / self._shape.width))

    def put(self, picture: QImage) -> None:
        """Show the page drawn."""
        self._picture = picture
        self.update()

    def set_marked(self, marked: bool) -> None:
        """Whether its edge shows that the keys go to the pages."""
        self._marked = marked
        self.update()

    @property
    def is_drawn(self) -> bool:
        """Whether there is a picture of it."""
        return self._picture is not None

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), Qt.GlobalColor.white)
        if self._picture is not None:
            # Between two sizes the old picture is stretched until the new one has come.
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(QRect(0, 0, self.width(), self.height()), self._picture)
        painter.setPen(QPen(self._theme.color("accent" if self._marked else "border"), 1))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))


class PagesView(QScrollArea):
    """`wanted(width)` when the pages are to be drawn that wide, in logical px."""

    wanted = Signal(int)
    zoomed = Signal()

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icons = icons
        self._pages: list[PageView] = []
        self._zoom = 1.0
        self._width = 0
        self.setAccessibleName(tr("Preview of the summary"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self._inside = QWidget()
        self._column = QVBoxLayout(self._inside)
        self._column.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
        self._column.setSpacing(_MARGIN)
        self._column.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        set_ground(self._inside, "window")
        set_ground(self, "window")
        self.setWidget(self._inside)
        self.setWidgetResizable(True)
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(_SETTLE_MS)
        self._settle.timeout.connect(self._ask)

    def sizeHint(self) -> QSize:
        return QSize(self._icons.theme.px(780), self._icons.theme.px(760))

    @property
    def pages(self) -> Sequence[PageView]:
        """The pages shown."""
        return self._pages

    @property
    def zoom(self) -> float:
        """The width of a page as a share of the room there is; 1 fits."""
        return self._zoom

    def show_pages(self, shapes: Sequence[PageShape]) -> None:
        """Show other pages, blank until they are drawn."""
        while len(self._pages) > len(shapes):
            gone = self._pages.pop()
            self._column.removeWidget(gone)
            gone.deleteLater()
        for place, shape in enumerate(shapes):
            if place == len(self._pages):
                made = PageView(self._icons, shape)
                self._pages.append(made)
                self._column.addWidget(made)
            page = self._pages[place]
            page.setAccessibleName(tr("Page {n} of {count}", n=place + 1, count=len(shapes)))
            page.setAccessibleDescription(shape.text)
        self._width = 0
        self._fit()
        self._ask()

    def put_pictures(self, pictures: Sequence[QImage]) -> None:
        """Show the pages drawn."""
        for page, picture in zip(self._pages, pictures, strict=False):
            page.put(picture)

    def set_zoom(self, zoom: float) -> None:
        """Another width, as a share of the room there is."""
        self._zoom = max(_ZOOMS[0], min(_ZOOMS[-1], zoom))
        self._fit()
        self.zoomed.emit()

    def zoom_in(self) -> None:
        """The next larger one."""
        self.set_zoom(next((one for one in _ZOOMS if one > self._zoom), _ZOOMS[-1]))

    def zoom_out(self) -> None:
        """The next smaller one."""
        self.set_zoom(next((one for one in reversed(_ZOOMS) if one < self._zoom), _ZOOMS[0]))

    def fit_width(self) -> None:
        """As wide as there is room."""
        self.set_zoom(1.0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._mark()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._mark()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        moves = {
            Qt.Key.Key_Home: QAbstractSlider.SliderAction.SliderToMinimum,
            Qt.Key.Key_End: QAbstractSlider.SliderAction.SliderToMaximum,
            Qt.Key.Key_Space: QAbstractSlider.SliderAction.SliderPageStepAdd,
        }
        move = moves.get(Qt.Key(event.key()))
        if move is not None:
            self.verticalScrollBar().triggerAction(move)
        else:
            super().keyPressEvent(event)

    def _mark(self) -> None:
        for page in self._pages:
            page.set_marked(self.hasFocus())

    def _fit(self) -> None:
        width = max(120, round((self.viewport().width() - 2 * _MARGIN) * self._zoom))
        if width == self._width:
            return
        self._width = width
        for page in self._pages:
            page.set_width(width)
        if self._pages:
            self._settle.start()

    def _ask(self) -> None:
        self._settle.stop()
        if self._pages:
            self.wanted.emit(self._width)
