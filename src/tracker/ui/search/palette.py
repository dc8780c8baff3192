"""The palette (Ctrl+K): type to find any record or page, or run any command; Enter opens."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QObject, QRect, Qt, Signal, Slot
from PySide6.QtGui import QAction, QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from tracker.domain.refs import RecordRef
from tracker.domain.shortening import shortened
from tracker.i18n import tr
from tracker.ui.favourites import Favourites
from tracker.ui.hits.entry import EntryModel
from tracker.ui.icons import Icons
from tracker.ui.search import entries
from tracker.ui.search.command_words import CommandWords
from tracker.ui.search.destinations import Destination, Destinations
from tracker.ui.search.entries import Everything, Found
from tracker.ui.search.typed import Typed, understood
from tracker.ui.search.view import PaletteBox
from tracker.ui.tasks import TaskRunner

if TYPE_CHECKING:
    from tracker.services import Services

_WIDTH, _TOP, _MOST_HEIGHT = 680, 52, 560
_VEIL = QColor(10, 14, 16, 90)
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 6, Qt.Key.Key_PageUp: -6}
_SHOWN_TEXT = 60
_CTRL, _SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


class SearchPalette(QWidget):
    """Lies over `window`. Commands are triggered here; the rest is told.

    `visited` gives the records visited last, `commands` the actions it offers, `favourites` the
    marked records.
    """

    chosen = Signal(object)
    """The record to open."""
    went = Signal(str)
    """The key of a page that is no record (`search.destinations`)."""
    glanced = Signal(object)
    """The record to take a quick look at."""
    all_wanted = Signal(str)
    """The text of which everything found is to be shown."""

    def __init__(
        self,
        icons: Icons,
        runner: TaskRunner,
        window: QWidget,
        *,
        visited: Callable[[], Sequence[RecordRef]],
        commands: Callable[[], Sequence[QAction]],
        favourites: Callable[[], Favourites | None],
    ) -> None:
        super().__init__(window)
        self._over = window
        self._runner = runner
        self._visited, self._commands, self._favourites = visited, commands, favourites
        self._words, self._places = CommandWords(), Destinations()
        self._services: Services | None = None
        self._before: QWidget | None = None
        self._shown: str | None = None
        # Enter came before the answer to what was typed: done once that is there.
        self._enter: Callable[[], None] | None = None
        self._icons = icons
        self.model = EntryModel(self)
        self.box = PaletteBox(icons, self.model, self)
        self.field, self.list = self.box.field, self.box.list
        self.setAccessibleName(tr("Search or run a command"))
        self.field.sought.connect(self._ask)
        self.field.installEventFilter(self)
        self.list.clicked.connect(self._activate)
        window.installEventFilter(self)
        self.hide()

    def use(self, services: Services | None) -> None:
        """The database to search; None while there is none."""
        self._services = services
        self.dismiss()

    def open(self, text: str = "") -> None:
        """Show it: empty, with what was visited last, the favourites and the commands; or with a
        text in it."""
        if self._services is None or self.isVisible():
            return
        self._before = self.window().focusWidget()
        self.model.show([])
        self._shown, self._enter = None, None
        self.field.restart(text)
        self._place()
        self.show()
        self.raise_()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._ask(text)

    def typed_text(self) -> str:
        """What is sought now, without a prefix."""
        return understood(self.field.whole_text()).text

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
            if event.type() == QEvent.Type.ShortcutOverride and _is_ours(event):
                event.accept()
        elif watched is self._over and event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self.box.geometry().contains(event.position().toPoint()):
            self.dismiss()

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(event.rect(), _VEIL)

    def _key(self, event: QKeyEvent) -> bool:
        key, held = Qt.Key(event.key()), event.modifiers()
        if key == Qt.Key.Key_Escape:
            self.dismiss()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._when_shown(self._glance if held & _CTRL else self._activate_current)
        elif key == Qt.Key.Key_F and held == (_CTRL | _SHIFT):
            self._show_all()
        elif key in _STEPS:
            self._step(_STEPS[key])
        elif key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            self._step(1 if key == Qt.Key.Key_Tab else -1)
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End) and (held & _CTRL or self._at_the_end(key)):
            self._select(*((0, 1) if key == Qt.Key.Key_Home else (-1, -1)))
        else:
            return False
        return True

    def _at_the_end(self, key: Qt.Key) -> bool:
        """Home and End go through the text first, and through the lines where that is done."""
        end = 0 if key == Qt.Key.Key_Home else len(self.field.text())
        return self.field.cursorPosition() == end and not self.field.hasSelectedText()

    # --- asking and showing ---------------------------------------------------------------------

    def _ask(self, text: str) -> None:
        if self._services is None:
            return
        self._enter = None
        typed = understood(text)
        if typed.text or typed.kinds or typed.commands:
            visited = list(self._visited())
            call = partial(entries.find_all, self._services, typed, self._places, visited)
        else:
            marks = self._favourites()
            favourites = marks.all() if marks is not None else []
            visited = list(self._visited())
            call = partial(entries.offered, self._services, visited, favourites)
        self._runner.read(self, call, partial(self._show, text, typed), key="find")

    def _show(self, text: str, typed: Typed, found: Found) -> None:
        if self.field.is_composing and not found.records and typed.text and self.model.entries:
            # A syllable that is not finished is in few words: what was found before stays.
            return
        most = len(self._commands()) if typed.commands else entries.MOST_COMMANDS
        fitting = entries.commands(self._commands(), self._words, typed.text, most)
        lines = entries.arranged(typed, found, fitting if not typed.kinds else [])
        self._shown = text
        self.model.show(lines, typed.text)
        self.box.say(
            tr("Nothing matches “{text}”.", text=shortened(typed.text or text, _SHOWN_TEXT))
            if not lines
            else ""
        )
        self._select(0, 1)
        if self._enter is not None:
            enter, self._enter = self._enter, None
            enter()

    def _when_shown(self, call: Callable[[], None]) -> None:
        """Now, or once what is typed has been answered: an older line is never meant."""
        if self._shown == self.field.whole_text():
            call()
        else:
            self._enter = call

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

    # --- choosing -------------------------------------------------------------------------------

    def _payload(self) -> object:
        index = self.list.currentIndex()
        return self.model.entries[index.row()].payload if index.isValid() else None

    def _activate_current(self) -> None:
        self._activate(self.list.currentIndex())

    def _activate(self, index: QModelIndex) -> None:
        if not index.isValid() or self.model.entries[index.row()].is_heading:
            return
        payload = self.model.entries[index.row()].payload
        self.dismiss()
        if isinstance(payload, QAction):
            payload.trigger()
        elif isinstance(payload, Destination):
            self.went.emit(payload.key)
        elif isinstance(payload, Everything):
            self.all_wanted.emit(payload.text)
        else:
            self.chosen.emit(payload)

    def _glance(self) -> None:
        """A quick look at a record; whatever else is selected is done as by Enter."""
        payload = self._payload()
        if isinstance(payload, RecordRef):
            self.dismiss()
            self.glanced.emit(payload)
        else:
            self._activate_current()

    def _show_all(self) -> None:
        text = self.typed_text()
        self.dismiss()
        self.all_wanted.emit(text)

    def _place(self) -> None:
        """Always of one size, so that nothing jumps while typing."""
        px = self._icons.theme.px
        self.setGeometry(self._over.rect())
        height = min(px(_MOST_HEIGHT), self.height() - px(_TOP) - 24)
        width = min(px(_WIDTH), self.width() - 40)
        self.box.setGeometry(QRect((self.width() - width) // 2, px(_TOP), width, height))


def _is_ours(event: QKeyEvent) -> bool:
    """Keys that are no shortcut of the window while the palette is open."""
    if event.key() == Qt.Key.Key_F:
        return event.modifiers() == (_CTRL | _SHIFT)
    return event.key() == Qt.Key.Key_Escape
