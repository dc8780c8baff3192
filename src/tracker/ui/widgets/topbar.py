"""The bar above every page: back and forward, search, new, log progress."""

from __future__ import annotations

import sys
from itertools import pairwise

from PySide6.QtCore import QSize, Signal, SignalInstance
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QFrame,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QSizePolicy,
    QWidget,
)

from tracker.i18n import tr
from tracker.ui.icons import SIZE, Icons
from tracker.ui.widgets.buttons import Kind, PressButton, dress, tip_with_keys
from tracker.ui.widgets.tips import plain_tip

HEIGHT = 48
_SYSTEM: str = sys.platform
_ICON_GAP = 5
_BEFORE_WORDS, _HINT_SIDE, _HINT_HEIGHT = 36, 10, 19


class SearchButton(PressButton):
    """Looks like a search box and opens the command palette."""

    def __init__(self, icons: Icons, text: str, keys: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setEnabled(False)
        self._icons = icons
        self._words = text
        self._is_settled = False
        self.setAutoDefault(False)
        self.setProperty("kind", "search")
        self.setProperty("focusPolicy", 0)  # Qt.NoFocus
        self.setAccessibleName(text)
        icons.apply(self, "search", "muted", gap=_ICON_GAP)
        self.setIconSize(QSize(SIZE + _ICON_GAP, SIZE))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMaximumWidth(icons.theme.px(432))
        self._keys = QLabel(_native(keys).replace("+", " "), self)
        self._keys.setProperty("role", "keys")

    def settle(self) -> None:
        """Take the focus by key, once the window is painted."""
        from PySide6.QtCore import Qt  # late: see tracker.ui.theme

        self._is_settled = True
        self._fit()
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.IBeamCursor)
        self._keys.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._keys.setTextFormat(Qt.TextFormat.PlainText)

    def sizeHint(self) -> QSize:
        return QSize(self._icons.theme.px(432), self._icons.theme.px(31))

    def minimumSizeHint(self) -> QSize:
        return QSize(120, self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        hint = self._keys.sizeHint().width()
        left = self.width() - hint - _HINT_SIDE
        self._keys.setGeometry(left, (self.height() - _HINT_HEIGHT) // 2, hint, _HINT_HEIGHT)
        room = left - _BEFORE_WORDS - 8
        if not self._is_settled:
            return
        metrics = self.fontMetrics()
        if metrics.horizontalAdvance(self._words) <= room:
            self.setText(self._words)
        else:
            from PySide6.QtCore import Qt

            shown = metrics.elidedText(self._words, Qt.TextElideMode.ElideRight, room)
            self.setText(shown)


class TopBar(QFrame):
    """The signals say what was asked for; `new_menu` is filled by whoever knows the records.

    A bar made `early` is only what is seen of it, and nothing can be asked for; `settle` makes the
    rest.
    """

    back_requested = Signal()
    forward_requested = Signal()
    search_requested = Signal()
    day_requested = Signal()
    log_requested = Signal()

    def __init__(self, icons: Icons, parent: QWidget | None = None, *, early: bool = False) -> None:
        super().__init__(parent)
        self._icons = icons
        self.setProperty("ground", "surface")
        self.setProperty("part", "bar")
        self.back = self._button(tr("Back"), "arrow-left", "icon")
        self.forward = self._button(tr("Forward"), "arrow-right", "icon")
        self.search = SearchButton(icons, tr("Search or run a command"), "Ctrl+K", self)
        self.new = self._button(tr("New"), "plus")
        self.log = self._button(tr("Log progress"), "pen-line", "primary")
        row = self._row = QHBoxLayout(self)
        row.setContentsMargins(10, 8, 16, 8)
        row.setSpacing(2)
        row.addWidget(self.back)
        row.addWidget(self.forward)
        row.addSpacing(4)
        row.addWidget(self.search, 10)
        row.addStretch(1)
        for part in (self.new, self.log):
            row.addSpacing(6)
            row.addWidget(part)
        if not early:
            self.settle()
            for part in (self.search, self.day, self.new, self.log):
                part.setEnabled(True)

    def settle(self) -> None:
        """Make what is not seen at first: tips, the menu, the way by key."""
        from PySide6.QtCore import Qt  # late: see tracker.ui.theme

        self.day = self._button(tr("Today"), "history")
        at = self._row.indexOf(self.new) - 1
        self._row.insertSpacing(at, 6)
        self._row.insertWidget(at + 1, self.day)
        self.new_menu = QMenu(self.new)
        self.new.setMenu(self.new_menu)
        self.back.setToolTip(tip_with_keys(tr("Back"), "Alt+Left"))
        self.forward.setToolTip(tip_with_keys(tr("Forward"), "Alt+Right"))
        self.day.setToolTip(plain_tip(tr("Show another day")))
        self.new.setToolTip(plain_tip(tr("Record something new")))
        self.log.setToolTip(tip_with_keys(tr("Log progress"), "Ctrl+L"))
        self.search.settle()
        requests: tuple[tuple[QAbstractButton, SignalInstance], ...] = (
            (self.back, self.back_requested),
            (self.forward, self.forward_requested),
            (self.search, self.search_requested),
            (self.day, self.day_requested),
            (self.log, self.log_requested),
        )
        for asked, signal in requests:
            asked.clicked.connect(signal)
        order = (self.back, self.forward, self.search, self.day, self.new, self.log)
        for part, after in pairwise(order):
            QWidget.setTabOrder(part, after)
        for part in order:
            part.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def set_history(self, back: bool, forward: bool) -> None:
        """Say whether there is a page to go back or forward to."""
        self.back.setEnabled(back)
        self.forward.setEnabled(forward)

    def set_day(self, text: str, other_day: bool) -> None:
        """The day that lists are shown for; another day than today is marked."""
        from tracker.ui.theme import set_property

        self.day.setText(text)
        set_property(self.day, "kind", "marked" if other_day else "")

    def _button(self, text: str, icon: str, kind: Kind = "") -> QPushButton:
        made = PressButton("" if kind == "icon" else text, self)
        made.setProperty("focusPolicy", 0)
        made.setEnabled(False)
        dress(made, self._icons, text, icon, kind)
        if kind == "icon":
            made.setFixedSize(self._icons.theme.px(30), self._icons.theme.px(30))
        return made


def _native(keys: str) -> str:
    """Keys as the system writes them."""
    if _SYSTEM != "darwin":
        return keys
    from PySide6.QtGui import QKeySequence

    return QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
