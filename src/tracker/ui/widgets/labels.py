"""Labels: plain text always, in the roles of the style sheet."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QStyle, QStyleOption, QWidget

from tracker.domain.dates import PartialDate
from tracker.domain.dates_writing import write_date
from tracker.domain.shortening import in_one_line, shortened
from tracker.i18n import tr
from tracker.ui.widgets.tips import plain_tip

__all__ = ["DateText", "ElidedLabel", "LabelRole", "fit_width", "label", "plain_tip"]

LabelRole = Literal[
    "", "title", "heading", "section", "strong", "muted", "small", "error", "key", "brand"
]


def label(
    text: str = "", role: LabelRole = "", *, wrap: bool = False, parent: QWidget | None = None
) -> QLabel:
    """A plain-text label; names in texts are never read as HTML. Of a very long text only the
    beginning is shown: where people want to read it all, use `Passage`."""
    made = QLabel(parent)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setText(shortened(text))
    made.setWordWrap(wrap)
    if role:
        made.setProperty("role", role)
    return made


class ElidedLabel(QLabel):
    """One line that ends in "…" when there is no room; then the tooltip has the text, of a very
    long one the beginning."""

    def __init__(self, text: str = "", role: LabelRole = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        if role:
            self.setProperty("role", role)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setText(text)

    def setText(self, text: str) -> None:
        super().setText(in_one_line(text))
        if self.isVisible():  # else it has no width yet; it is given one before it is shown
            self._tip()

    def minimumSizeHint(self) -> QSize:
        hint = super().minimumSizeHint()
        return QSize(min(hint.width(), self.fontMetrics().averageCharWidth() * 4), hint.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._tip()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        option = QStyleOption()
        option.initFrom(self)
        style = self.style()
        style.drawPrimitive(QStyle.PrimitiveElement.PE_Widget, option, painter, self)
        room = self.contentsRect()
        shown = self.fontMetrics().elidedText(
            self.text(), Qt.TextElideMode.ElideRight, room.width()
        )
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(room, int(self.alignment() | Qt.AlignmentFlag.AlignVCenter), shown)

    def _tip(self) -> None:
        cut = self.fontMetrics().horizontalAdvance(self.text()) > self.contentsRect().width()
        self.setToolTip(plain_tip(self.text()) if cut else "")


class DateText(ElidedLabel):
    """A partial date in the person's own format; muted words when there is none."""

    def __init__(
        self,
        value: PartialDate | None = None,
        *,
        missing: str | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("", "", parent)
        self._missing = missing
        self.set_date(value)

    def set_date(self, value: PartialDate | None) -> None:
        """Show another date."""
        if value is None:
            self.setText(tr("not stated") if self._missing is None else self._missing)
        else:
            self.setText(write_date(value))
        role = "muted" if value is None else ""
        if self.property("role") != role:
            self.setProperty("role", role)
            self.style().polish(self)


def fit_width(metrics: QFontMetrics, *texts: str) -> int:
    """The width in px that holds the longest of the texts."""
    return max((metrics.horizontalAdvance(text) for text in texts), default=0)
