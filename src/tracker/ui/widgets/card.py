"""Grounds that things lie on: cards, side panels, section titles, hairlines, scroll columns."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import (
    QFrame,
    QGraphicsDropShadowEffect,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from tracker.ui.stylesheet import BASE_PX
from tracker.ui.theme import set_property
from tracker.ui.widgets.labels import label

Ground = Literal["window", "surface", "rail", "raised"]


def hairline(vertical: bool = False, parent: QWidget | None = None) -> QFrame:
    """A line of one px."""
    line = QFrame(parent)
    line.setProperty("frame", "hairline")
    if vertical:
        line.setFixedWidth(1)
    else:
        line.setFixedHeight(1)
    return line


def set_ground(widget: QWidget, ground: Ground) -> None:
    """Lay a plain widget on one of the theme's grounds."""
    widget.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    set_property(widget, "ground", ground)


class Card(QFrame):
    """A bordered surface with round corners; add to `body`."""

    def __init__(self, parent: QWidget | None = None, margin: int = 14) -> None:
        super().__init__(parent)
        self.setProperty("frame", "card")
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(margin, margin, margin, margin)
        self.body.setSpacing(8)


class Panel(QWidget):
    """A side column on the surface with a hairline towards the middle; add to `body`.

    `width` is in px at the normal text size.
    """

    def __init__(
        self,
        side: Literal["left", "right"] = "right",
        width: int = 300,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        set_ground(self, "surface")
        self.column = ScrollColumn("surface", margin=20)
        self.body = self.column.body
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        line = hairline(vertical=True)
        row.addWidget(line if side == "right" else self.column)
        row.addWidget(self.column if side == "right" else line)
        self._width = width
        self._grow()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.ApplicationFontChange):
            self._grow()

    def _grow(self) -> None:
        self.setFixedWidth(round(self._width * self.font().pixelSize() / BASE_PX))


class PageTitle(QWidget):
    """The title of a page with a quiet line below it."""

    def __init__(self, title: str, line: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = label(title, "title", wrap=True)
        self._line = label(line, "small", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._title)
        column.addWidget(self._line)
        self.say(title, line)

    def say(self, title: str, line: str = "") -> None:
        """Change both."""
        self._title.setText(title)
        self._line.setText(line)
        self._line.setVisible(bool(line))


class SectionTitle(QWidget):
    """A heading with an optional count; `add` puts something at its right end."""

    def __init__(
        self, text: str, count: int | None = None, note: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._title = label(text, "section", parent=self)
        self._count: QLabel | None = None  # most headings have none
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(8)
        self._row.addWidget(self._title)
        if count is not None or note:
            self._say(note or str(count))
        self._row.addStretch(1)

    def set_text(self, text: str) -> None:
        """Change the heading."""
        self._title.setText(text)

    def set_count(self, count: int | None) -> None:
        """Show a number after the heading, or none."""
        if self._count is not None or count is not None:
            self._say("" if count is None else str(count))

    def _say(self, text: str) -> None:
        if self._count is None:
            self._count = label("", "muted", parent=self)
            self._row.insertWidget(1, self._count)
        self._count.setText(text)
        if self._count.isHidden() == bool(text):
            self._count.setVisible(bool(text))

    def add(self, widget: QWidget) -> None:
        """Put a small control at the right end."""
        self._row.addWidget(widget)


class Column(QWidget):
    """Widgets below each other that wrap: add to `body`. Its hint is the sum of theirs; Qt would
    lay all of them out in the width they like best as well, which is not the one they get."""

    def __init__(self, gap: int = 0, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(gap)

    def sizeHint(self) -> QSize:
        return self.body.sizeHint()


class ScrollColumn(QScrollArea):
    """A column that scrolls up and down (sideways only when it would be cut off); add to `body`."""

    def __init__(
        self, ground: Ground = "window", margin: int = 20, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        inside = Column()
        set_ground(inside, ground)
        inside.body.setContentsMargins(margin, margin, margin, margin)
        self.body = QVBoxLayout()
        self.body.setSpacing(10)
        inside.body.addLayout(self.body)
        inside.body.addStretch(1)
        set_ground(self, ground)
        self.setWidget(inside)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)


def clear(layout: QVBoxLayout | QHBoxLayout) -> None:
    """Remove and free everything in a layout."""
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()
        elif isinstance(inner := item.layout(), QVBoxLayout | QHBoxLayout):
            clear(inner)


def shadow(widget: QWidget, strength: int = 60, blur: int = 24) -> None:
    """A soft shadow under something that floats. Not for large or often painted widgets."""
    effect = QGraphicsDropShadowEffect(widget)
    color = QColor(widget.palette().color(QPalette.ColorRole.Shadow))
    color.setAlpha(strength)
    effect.setColor(color)
    effect.setBlurRadius(blur)
    effect.setOffset(0, 4)
    widget.setGraphicsEffect(effect)


def spacer() -> QWidget:
    """Free room in a row of controls."""
    empty = QWidget()
    empty.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
    return empty


__all__ = [
    "Card", "Column", "Ground", "PageTitle",
    "Panel", "ScrollColumn", "SectionTitle", "clear", "hairline",
    "set_ground", "shadow", "spacer",
]  # fmt: skip
