"""Widgets that paint their words: a label for each would take several times as long to be made,
styled and laid out, and a page has hundreds of words.

Whoever comes near with the mouse, or reads with a screen reader, gets real labels in their place,
so that every text can be selected and read.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QTimer
from PySide6.QtGui import (
    QAccessible,
    QEnterEvent,
    QFont,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QShowEvent,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from tracker.ui.icons import Icons
from tracker.ui.theme import FontRole

# How Qt writes the end of a line inside a paragraph.
_NEW_LINE = "\u2028"


@dataclass(slots=True)
class Words:
    """A text, or a widget, in its place."""

    place: QRect
    layout: QTextLayout | None = None
    color: str = ""
    widget: QWidget | None = None


class Painted(QWidget):
    """Lays out and paints `_lay_out(width)`; `_select` puts labels where texts can be selected."""

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icons = icons
        self._is_selectable = False
        # Qt asks for several widths before it decides, with and without a scroll bar.
        self._laid_out: dict[int, list[Words]] = {}
        self._heights: dict[int, int] = {}
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        icons.theme.changed.connect(self._text_resized)

    def _lay_out(self, width: int) -> list[Words]:
        """Everything in its place, for that width."""
        raise NotImplementedError

    def _bottom(self, words: Sequence[Words]) -> int:
        """The height of it all."""
        return max((one.place.bottom() + 1 for one in words), default=0)

    def _select(self) -> None:
        """Make labels of the texts that can be selected; they are children of this widget."""
        raise NotImplementedError

    def make_selectable(self) -> None:
        """Put labels in the place of the painted texts."""
        if not self._is_selectable:
            self._is_selectable = True
            self._select()
            self._forget()
            self._place()
            self.update()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        if width not in self._heights:
            self._heights[width] = self._bottom(self._words(width))
        return self._heights[width]

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if QAccessible.isActive():
            self.make_selectable()

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.make_selectable()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        for one in self._words(self.width()):
            if one.layout is not None:
                painter.setPen(self._icons.theme.color(one.color))
                one.layout.draw(painter, QPointF(one.place.topLeft()))

    def _words(self, width: int) -> list[Words]:
        if width not in self._laid_out:
            self._laid_out[width] = self._lay_out(width)
        return self._laid_out[width]

    def _place(self) -> None:
        for one in self._words(self.width()):
            if one.widget is not None:
                one.widget.setGeometry(one.place)

    def _text(self, text: str, font: FontRole, color: str, room: QRect) -> Words:
        layout = wrapped(text, self._icons.theme.font(font), room.width())
        place = QRect(room)
        place.setHeight(round(layout.boundingRect().height()))
        return Words(place, layout, color)

    def _forget(self) -> None:
        self._laid_out = {}
        self._heights = {}

    def _text_resized(self) -> None:
        self.measure_anew()
        # Its widgets hear of it after itself.
        QTimer.singleShot(0, self.measure_anew)

    def measure_anew(self) -> None:
        """A widget in it has changed its size."""
        self._forget()
        self.updateGeometry()
        self._place()
        self.update()


def of_widget(widget: QWidget, room: QRect) -> Words:
    """A widget as high as it wants to be."""
    width = room.width()
    wanted = widget.heightForWidth(width) if widget.hasHeightForWidth() else -1
    place = QRect(room)
    place.setHeight(wanted if wanted >= 0 else widget.sizeHint().height())
    return Words(place, widget=widget)


def wrapped(text: str, font: QFont, width: float) -> QTextLayout:
    """The text in lines of that width; words too long for one are broken."""
    layout = QTextLayout(text.replace("\n", _NEW_LINE), font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    top = 0.0
    while (line := layout.createLine()).isValid():
        line.setLineWidth(max(width, 1.0))
        line.setPosition(QPointF(0, top))
        top += line.height()
    layout.endLayout()
    return layout
