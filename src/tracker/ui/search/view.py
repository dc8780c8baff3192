"""The looks of the palette: the box, the lines below it, and the keys at its foot."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt
from PySide6.QtGui import QCursor, QMouseEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from tracker.i18n import mark, tr
from tracker.ui.hits.delegate import EntryDelegate
from tracker.ui.hits.entry import EntryModel
from tracker.ui.hits.field import SearchField
from tracker.ui.hits.view import EntryView
from tracker.ui.icons import Icons
from tracker.ui.widgets.card import hairline
from tracker.ui.widgets.chip import key_hint
from tracker.ui.widgets.labels import label
from tracker.ui.widgets.states import IconLabel

_HEAD, _FOOT = 46, 34
_KEYS = (
    ("Return", mark("Open the record")),
    ("Ctrl+Return", mark("Quick look")),
    ("Ctrl+Shift+F", mark("All results")),
    (">", mark("Commands only")),
)


class PaletteBox(QFrame):
    """`field` and `list`; `say(text)` instead of lines."""

    def __init__(self, icons: Icons, model: EntryModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._icons = icons
        self._model = model
        self.setProperty("frame", "card")
        self.field = SearchField()
        self.list = EntryView(icons, "surface")
        self._delegate = EntryDelegate(icons, self.list)
        self._message = label("", "muted", wrap=True)
        self._message.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self._pointer = QCursor.pos()
        self._lay_out()

    def say(self, text: str) -> None:
        """Show a message where the lines would be; an empty one shows the lines."""
        self._message.setText(text)
        self._middle.setCurrentIndex(1 if text else 0)

    @property
    def said(self) -> str:
        """The message shown; empty while lines are."""
        return self._message.text()

    def _lay_out(self) -> None:
        self.field.setPlaceholderText(tr("Type a name, a word, or a command"))
        self.field.setAccessibleName(tr("Search or run a command"))
        self.field.setProperty("bare", True)
        self.list.setModel(self._model)
        self.list.setItemDelegate(self._delegate)
        self.list.setAccessibleName(tr("Results"))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setMouseTracking(True)
        self.list.viewport().installEventFilter(self)
        head = QWidget()
        row = QHBoxLayout(head)
        row.setContentsMargins(16, 0, 16, 0)
        row.setSpacing(10)
        row.addWidget(IconLabel(self._icons, "search", "muted"))
        row.addWidget(self.field, 1)
        head.setFixedHeight(self._icons.theme.px(_HEAD))
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(6, 4, 6, 4)
        column.addWidget(self.list)
        self._message.setContentsMargins(24, 28, 24, 0)
        self._middle = QStackedWidget()
        self._middle.addWidget(inside)
        self._middle.addWidget(self._message)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addWidget(head)
        column.addWidget(hairline())
        column.addWidget(self._middle, 1)
        column.addWidget(hairline())
        column.addWidget(self._foot())

    def _foot(self) -> QWidget:
        foot = QWidget()
        row = QHBoxLayout(foot)
        row.setContentsMargins(16, 0, 16, 0)
        row.setSpacing(6)
        for at, (keys, words) in enumerate(_KEYS):
            if at:
                row.addSpacing(10)
            row.addWidget(key_hint(keys.replace("Return", "Enter").replace("+", " ")))
            row.addWidget(label(tr(words), "small"))
        row.addStretch(1)
        foot.setFixedHeight(self._icons.theme.px(_FOOT))
        return foot

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._pointer = QCursor.pos()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The line under a pointer that moves is the current one. A pointer that merely rests
        there takes nothing from the keys when the lines scroll below it, as `entered` would."""
        if isinstance(event, QMouseEvent) and event.type() == QEvent.Type.MouseMove:
            at = event.globalPosition().toPoint()
            if at != self._pointer:
                self._pointer = at
                self._hovered(self.list.indexAt(event.position().toPoint()))
        return super().eventFilter(watched, event)

    def _hovered(self, index: QModelIndex) -> None:
        if index.isValid() and not self._model.entries[index.row()].is_heading:
            self.list.setCurrentIndex(index)
