"""The palette (Ctrl+K): type to find any record or run any command; Enter opens."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QObject, QRect, Qt, Signal, Slot
from PySide6.QtGui import QAction, QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QListView,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from tracker.domain.refs import RecordRef
from tracker.i18n import tr
from tracker.ui.icons import Icons
from tracker.ui.search import entries
from tracker.ui.search.delegate import EntryDelegate
from tracker.ui.search.entries import Entry, EntryModel
from tracker.ui.tasks import TaskRunner
from tracker.ui.theme import set_property
from tracker.ui.widgets.card import hairline
from tracker.ui.widgets.labels import label
from tracker.ui.widgets.states import IconLabel

if TYPE_CHECKING:
    from tracker.services import Services

_WIDTH, _TOP, _HEAD, _MOST_HEIGHT = 640, 52, 46, 520
_FRAME = 12
_VEIL = QColor(10, 14, 16, 90)
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 6, Qt.Key.Key_PageUp: -6}


class SearchPalette(QWidget):
    """Lies over `window`. `chosen(RecordRef)`; commands are triggered here.

    `visited` gives the records visited last, `commands` the actions it offers.
    """

    chosen = Signal(object)

    def __init__(
        self,
        icons: Icons,
        runner: TaskRunner,
        window: QWidget,
        *,
        visited: Callable[[], Sequence[RecordRef]],
        commands: Callable[[], Sequence[QAction]],
    ) -> None:
        super().__init__(window)
        self._over = window
        self._runner = runner
        self._visited, self._commands = visited, commands
        self._services: Services | None = None
        self._before: QWidget | None = None
        self.model = EntryModel(self)
        self.box = QFrame(self)
        self.field = QLineEdit()
        self.list = QListView()
        self._delegate = EntryDelegate(icons, self.list)
        self._icons = icons
        self._nothing = label("", "muted")
        self._lay_out()
        self.field.textChanged.connect(self._ask)
        self.field.installEventFilter(self)
        self.list.clicked.connect(self._activate)
        window.installEventFilter(self)
        self.hide()

    def use(self, services: Services | None) -> None:
        """The database to search; None while there is none."""
        self._services = services
        self.dismiss()

    def open(self) -> None:
        """Show it, empty, with what was visited last and the commands."""
        if self._services is None or self.isVisible():
            return
        self._before = self.window().focusWidget()
        self.model.show([])
        self.field.blockSignals(True)
        self.field.clear()
        self.field.blockSignals(False)
        self.setGeometry(self._over.rect())
        self.show()
        self.raise_()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._ask("")

    @Slot()
    def dismiss(self) -> None:
        """Take it away; the focus goes back to where it was."""
        if self.isVisible():
            focused: QWidget | None = self.window().focusWidget()
            inside = focused is not None and self.isAncestorOf(focused)
            self.hide()
            before, self._before = self._before, None
            # A page that was shown meanwhile has taken the focus and keeps it.
            if before is not None and inside and isValid(before):
                before.setFocus(Qt.FocusReason.OtherFocusReason)

    # --- events ---------------------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.field and isinstance(event, QKeyEvent):
            if event.type() == QEvent.Type.KeyPress:
                return self._key(event)
            if event.type() == QEvent.Type.ShortcutOverride and event.key() == Qt.Key.Key_Escape:
                event.accept()
        elif watched is self._over and event.type() == QEvent.Type.Resize:
            self.setGeometry(self._over.rect())
            self._place()
        return super().eventFilter(watched, event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self.box.geometry().contains(event.position().toPoint()):
            self.dismiss()

    def paintEvent(self, _event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), _VEIL)

    def _key(self, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_Escape:
            self.dismiss()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._activate(self.list.currentIndex())
        elif key in _STEPS:
            self._step(_STEPS[key])
        elif key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            self._step(1 if key == Qt.Key.Key_Tab else -1)
        else:
            return False
        return True

    # --- asking and showing ---------------------------------------------------------------------

    def _ask(self, text: str) -> None:
        if self._services is None:
            return
        text = text.strip()
        call = (
            partial(entries.find, self._services, text)
            if text
            else partial(entries.recent, self._services, list(self._visited()))
        )
        self._runner.read(self, call, partial(self._show, text), key="find")

    def _show(self, text: str, records: list[Entry]) -> None:
        fitting = entries.commands(self._commands(), text)
        self.model.show(entries.arranged(text, records, fitting))
        self._nothing.setText(tr("Nothing matches “{text}”.", text=text))
        self._nothing.setVisible(not self.model.entries)
        self._inside.setVisible(bool(self.model.entries))
        self._select(0, 1)
        self._place()

    def _step(self, by: int) -> None:
        at = self.list.currentIndex().row() + by
        last = len(self.model.entries) - 1
        if abs(by) > 1:
            at = max(0, min(last, at))
        # A heading is passed over in the direction gone, but not beyond the first line.
        on = 1 if by > 0 or (at == 0 and by < -1) else -1
        self._select(at % (last + 1) if last >= 0 else 0, on)

    def _select(self, at: int, by: int) -> None:
        """Select the line `at`, or the next one in that direction that is no heading."""
        lines = self.model.entries
        for _ in lines:
            if not lines[at % len(lines)].is_heading:
                index = self.model.index(at % len(lines))
                self.list.setCurrentIndex(index)
                self.list.scrollTo(index)
                if at == 1:
                    self.list.scrollToTop()
                return
            at += by

    def _activate(self, index: QModelIndex) -> None:
        if not index.isValid() or self.model.entries[index.row()].is_heading:
            return
        payload = self.model.entries[index.row()].payload
        self.dismiss()
        if isinstance(payload, QAction):
            payload.trigger()
        else:
            self.chosen.emit(payload)

    # --- layout ---------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self.box.setProperty("frame", "card")
        set_property(self.box, "ground", "raised")
        self.setAccessibleName(tr("Search or run a command"))
        self.field.setPlaceholderText(tr("Type a name, a word, or a command"))
        self.field.setAccessibleName(tr("Search or run a command"))
        self.field.setProperty("bare", True)
        self.list.setModel(self.model)
        self.list.setItemDelegate(self._delegate)
        self.list.setAccessibleName(tr("Results"))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setMouseTracking(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.entered.connect(self._hovered)
        self._nothing.setContentsMargins(16, 0, 16, 0)
        self._nothing.hide()
        self._head = QWidget()
        head = QHBoxLayout(self._head)
        head.setContentsMargins(16, 0, 16, 0)
        head.setSpacing(10)
        head.addWidget(IconLabel(self._icons, "search", "muted"))
        head.addWidget(self.field, 1)
        self._inside = QWidget()
        inside = QVBoxLayout(self._inside)
        inside.setContentsMargins(6, 4, 6, 6)
        inside.addWidget(self.list)
        column = QVBoxLayout(self.box)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addWidget(self._head)
        column.addWidget(hairline())
        column.addWidget(self._inside, 1)
        column.addWidget(self._nothing, 1)

    def _hovered(self, index: QModelIndex) -> None:
        if not self.model.entries[index.row()].is_heading:
            self.list.setCurrentIndex(index)

    def _place(self) -> None:
        """As high as its lines need, at most as high as the window allows."""
        px = self._icons.theme.px
        head = px(_HEAD)
        self._head.setFixedHeight(head)
        lines = sum(self._delegate.height(entry) for entry in self.model.entries)
        room = min(px(_MOST_HEIGHT), self.height() - px(_TOP) - 40) - head
        body = min(lines + _FRAME, room) if lines else head
        width = min(px(_WIDTH), self.width() - 40)
        left = (self.width() - width) // 2
        self.box.setGeometry(QRect(left, px(_TOP), width, head + 1 + body + 2))
