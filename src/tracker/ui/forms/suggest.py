"""A line that offers suggestions while one types: the type-ahead of every picker.

The list never takes the focus, so that keys and input methods (Korean) stay with the line.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum, auto

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QObject,
    QPoint,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QFocusEvent,
    QHideEvent,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
)
from PySide6.QtWidgets import QFrame, QLineEdit, QListView, QScrollArea, QWidget

from tracker.ui.forms.suggest_delegate import SuggestionDelegate
from tracker.ui.forms.suggestions import Suggestion, SuggestionModel
from tracker.ui.icons import Icons

# All that a search gives, and the line for a new one: what is marked is seen with the best hits.
_ROWS = 13
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
# Border and padding that the style sheet gives the list, in px.
_INSET = 5


class _Take(Enum):
    """What was asked for by a key before the suggestions were there."""

    MARKED = auto()
    APART = auto()


class SuggestLine(QLineEdit):
    """`wanted(text)` when suggestions are needed; answer with `offer`. `chosen(suggestion)`;
    `left()` when the focus goes elsewhere."""

    wanted = Signal(str)
    chosen = Signal(object)
    left = Signal()

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icons = icons
        self._list: QListView | None = None
        self._model = SuggestionModel(self)
        self.steered = False
        self.pending = False
        """Whoever offers is still looking: Enter then waits for the one it would take."""
        self._awaited: _Take | None = None
        self._called = False
        self.textEdited.connect(self._typed)

    @property
    def is_open(self) -> bool:
        """Whether the list is shown."""
        return self._list is not None and self._list.isVisible()

    @property
    def suggestions(self) -> Sequence[Suggestion]:
        """What is offered now."""
        return self._model.items

    def current(self) -> Suggestion | None:
        """The suggestion that Enter would take."""
        if self._list is None or not self.is_open:
            return None
        at = self._list.currentIndex()
        return self._model.items[at.row()] if at.isValid() else None

    def offer(self, suggestions: Sequence[Suggestion], current: int = 0) -> None:
        """Show the list with one line marked; an empty list closes it."""
        self.pending = False
        awaited, self._awaited = self._awaited, None
        taken = (
            _apart(suggestions)
            if awaited is _Take.APART
            else suggestions[current]
            if awaited is _Take.MARKED and 0 <= current < len(suggestions)
            else None
        )
        if taken is not None and self.hasFocus():
            self.chosen.emit(taken)
            return
        if not suggestions or not self.hasFocus():
            self.close_list()
            return
        shown = self._shown_list()
        self._model.put(suggestions)
        # Who opens the list with the arrow is on its first line.
        self.steered = self._called and not self.text()
        if self.steered:
            current = 0
        if 0 <= current < len(suggestions):
            shown.setCurrentIndex(self._model.index(current))
        self._place(shown)
        shown.show()

    def close_list(self) -> None:
        """Take the list away."""
        if self._list is not None:
            self._list.hide()
        self.steered = False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if not self.is_open:
            if key == Qt.Key.Key_Down and not event.modifiers():
                self._called = True
                self.wanted.emit(self.text())
            elif self.pending and key in _ENTER:
                self._awaited = _Take.APART if _is_shifted(event) else _Take.MARKED
            else:
                super().keyPressEvent(event)
            return
        steps = {
            Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1,
            Qt.Key.Key_PageUp: -_ROWS, Qt.Key.Key_PageDown: _ROWS,
        }  # fmt: skip
        if key in steps and not event.modifiers():
            self._step(steps[key])
        elif key in _ENTER and (_is_shifted(event) or not event.modifiers()):
            taken = _apart(self._model.items) if _is_shifted(event) else self.current()
            self.close_list()
            if taken is not None:
                self.chosen.emit(taken)
        elif key == Qt.Key.Key_Escape:
            self.close_list()
        else:
            super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        super().inputMethodEvent(event)
        # Hangul is searched while the syllable is still being composed.
        if event.preeditString():
            self.wanted.emit(self.text() + event.preeditString())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        if not self.text() and not self.isReadOnly() and not self.is_open:
            self._called = False
            self.wanted.emit("")

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._awaited = None
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            # Before the list is closed, so that its marked line can still be taken.
            self.left.emit()
            self.close_list()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.close_list()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if self.is_open and event.type() in (QEvent.Type.Move, QEvent.Type.Resize):
            self._follow()
        return super().eventFilter(watched, event)

    def _typed(self, text: str) -> None:
        self._called = False
        self.wanted.emit(text)

    def _step(self, by: int) -> None:
        assert self._list is not None
        count = len(self._model.items)
        row = self._list.currentIndex().row()
        if row < 0:
            after = 0 if by > 0 else count - 1
        elif abs(by) == 1:
            after = (row + by) % count
        else:
            after = max(0, min(count - 1, row + by))
        self.steered = True
        self._list.setCurrentIndex(self._model.index(after))

    def _clicked(self, index: QModelIndex) -> None:
        item = self._model.items[index.row()]
        self.close_list()
        self.chosen.emit(item)

    def _shown_list(self) -> QListView:
        if self._list is None:
            made = QListView(self)
            made.setWindowFlags(Qt.WindowType.ToolTip | Qt.WindowType.FramelessWindowHint)
            made.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
            made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            made.setProperty("popup", True)
            made.setFrameShape(QFrame.Shape.NoFrame)
            made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            made.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
            made.setMouseTracking(True)
            made.setAccessibleName(self.accessibleName())
            made.setModel(self._model)
            made.setItemDelegate(SuggestionDelegate(self._icons, made))
            made.clicked.connect(self._clicked)
            self._list = made
        self._watch_scrolling()
        return self._list

    def _follow(self) -> None:
        """The list stays with its line, and goes when that is scrolled out of view."""
        if self.visibleRegion().isEmpty():
            self.close_list()
        elif self._list is not None:
            self._place(self._list)

    def _watch_scrolling(self) -> None:
        """Follow the line when the form is scrolled or the window moves."""
        self.window().removeEventFilter(self)
        self.window().installEventFilter(self)
        above = self.parentWidget()
        while above is not None:
            inside = above.widget() if isinstance(above, QScrollArea) else None
            if inside is not None:
                inside.removeEventFilter(self)
                inside.installEventFilter(self)
            above = above.parentWidget()

    def _place(self, shown: QListView) -> None:
        count = min(_ROWS, len(self._model.items))
        row = shown.sizeHintForRow(0)
        height = row * count + 2 * _INSET
        width = max(self.width(), self._icons.theme.px(340))
        screen = self.screen().availableGeometry()
        below = self.mapToGlobal(QPoint(0, self.height() + 2))
        if below.y() + height > screen.bottom():
            below.setY(self.mapToGlobal(QPoint(0, 0)).y() - height - 2)
        below.setX(max(screen.left(), min(below.x(), screen.right() - width)))
        shown.setGeometry(below.x(), below.y(), width, height)


def apart_keys() -> str:
    """The keys that take the suggestion that stands apart, as they are shown."""
    return QKeySequence("Shift+Enter").toString(QKeySequence.SequenceFormat.NativeText)


def _apart(suggestions: Sequence[Suggestion]) -> Suggestion | None:
    """The one that has keys of its own."""
    return next((one for one in suggestions if one.apart), None)


def _is_shifted(event: QKeyEvent) -> bool:
    held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    return bool(held == Qt.KeyboardModifier.ShiftModifier)
