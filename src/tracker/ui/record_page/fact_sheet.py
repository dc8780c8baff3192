"""Facts below each other: labels muted, and values in words or as widgets."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QWidget

from tracker.domain.shortening import in_one_line
from tracker.i18n import tr
from tracker.ui.icons import Icons
from tracker.ui.record_page.folded import FoldedLines
from tracker.ui.record_page.lines import PAD, RecordLine
from tracker.ui.record_page.painted import Painted, Words, of_widget
from tracker.ui.widgets.passage import passage_label

_GAP, _BETWEEN, _NOTE = 10, 8, 2


@dataclass(slots=True)
class _Row:
    """One fact: words and a note, or a widget."""

    name: str
    value: str = ""
    note: str = ""
    widget: QWidget | None = None

    def said(self) -> str:
        return self.value or ("" if self.widget is not None else tr("not stated"))


class FactSheet(Painted):
    """Facts; `link_activated(payload)` for values that lead on."""

    link_activated = Signal(object)

    def __init__(self, icons: Icons, label_width: int, parent: QWidget | None = None) -> None:
        super().__init__(icons, parent)
        self._label_width = label_width
        self._rows: list[_Row] = []

    def add(self, name: str, value: str, note: str = "") -> None:
        """A fact in words; an empty value reads "not stated", muted. `note` is smaller, below."""
        self._rows.append(_Row(name, value, note))
        self._added()

    def add_widget(self, name: str, widget: QWidget) -> None:
        """A fact shown by a widget of its own."""
        widget.setParent(self)
        if not widget.accessibleName():
            widget.setAccessibleName(name)
        self._rows.append(_Row(name, widget=widget))
        self._added()

    def facts(self) -> list[tuple[str, str, QWidget | None]]:
        """What it says: label, value in words with its note, and the widget that shows it."""
        return [
            (row.name, "\n".join(filter(None, (row.said(), row.note))), row.widget)
            for row in self._rows
        ]

    def sizeHint(self) -> QSize:
        # A guess without laying it out: what counts is the height for the width there is.
        line = QFontMetrics(self._icons.theme.font()).height()
        width = self._label_width + _GAP + self._icons.theme.px(160)
        return QSize(width, len(self._rows) * (line + _BETWEEN))

    def minimumSizeHint(self) -> QSize:
        least = max((row.widget.minimumSizeHint().width() for row in self._rows if row.widget),
                    default=0)  # fmt: skip
        least = max(least, self._icons.theme.px(48))
        return QSize(self._names_width() + _GAP + least, 0)

    def _added(self) -> None:
        self._forget()
        said = (in_one_line(": ".join(part for part in (name, value) if part))
                for name, value, _ in self.facts())  # fmt: skip
        self.setAccessibleName(" · ".join(said))

    def _select(self) -> None:
        for row in self._rows:
            if row.widget is None and row.value and not row.note:
                row.widget = passage_label(row.value)
                row.widget.setAccessibleName(f"{row.name}: {row.value}")
                row.widget.setParent(self)
                row.widget.show()

    def _names_width(self) -> int:
        """A long label wraps; only a long word makes the column wider."""
        metrics = QFontMetrics(self._icons.theme.font())
        words = (word for row in self._rows for word in row.name.split())
        longest = max(map(metrics.horizontalAdvance, words), default=0)
        return max(self._label_width, longest + 4)

    def _lay_out(self, width: int) -> list[Words]:
        column = self._names_width()
        left = column + _GAP
        room = max(1, width - left)
        found: list[Words] = []
        top = 0
        for row in self._rows:
            name = self._text(row.name, "base", "muted", QRect(0, top, column, 0))
            # The words of a line stand beside its name, and not the padding above them.
            pad = PAD if isinstance(row.widget, RecordLine | FoldedLines) else 0
            if pad and not found:
                name.place.moveTop(pad)
            place = QRect(left, name.place.top() - pad, room, 0)
            if row.widget is not None:
                shown = [of_widget(row.widget, place)]
            else:
                color = "text" if row.value else "muted"
                shown = [self._text(row.said(), "base", color, place)]
            if row.note:
                place.moveTop(shown[0].place.bottom() + 1 + _NOTE)
                shown.append(self._text(row.note, "small", "muted", place))
            found += [name, *shown]
            top = max(one.place.bottom() + 1 for one in (name, *shown)) + _BETWEEN - pad
        return found
