"""The page of everything that is found for a text: by kind, in context, as far as one scrolls."""

from __future__ import annotations

from array import array
from functools import partial

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tracker.domain.changes import ChangeSet
from tracker.domain.refs import RecordRef
from tracker.i18n import tr, trn
from tracker.ui.desk import Desk
from tracker.ui.hits.entry import EntryModel
from tracker.ui.kinds import LISTED
from tracker.ui.results.kinds import ALL, in_figures
from tracker.ui.results.reading import FIRST, MOST, STEP, Results, read_results
from tracker.ui.results.view import ResultsView

# After so long without a key the text is where "back" leads to.
_SETTLED_MS = 500
_NEAR_END = 200


class ResultsPage(QWidget):
    """`show_text(text)` searches for another text."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._text = ""
        self._results: Results | None = None
        self._asked = FIRST
        self._stale = False
        self.setAccessibleName(tr("Search results"))
        self.model = EntryModel(self)
        self.view = ResultsView(desk.icons, self.model)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.view)
        self.setFocusProxy(self.view.field)
        self._settled = QTimer(self)
        self._settled.setSingleShot(True)
        self._settled.setInterval(_SETTLED_MS)
        self._connect()
        self._show_nothing()

    def show_text(self, text: str) -> None:
        """Search for a text; what is found already for the same stays as it is."""
        if text.strip() != self._text or self._results is None:
            self.view.field.restart(text)
            self.view.kinds.set_current(ALL)
            self._seek(text)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._ask(self._asked)

    # --- asking and showing ---------------------------------------------------------------------

    def _typed(self, text: str) -> None:
        if text.strip() != self._text:
            self._settled.start()
            self._seek(text)

    def _seek(self, text: str) -> None:
        self._text = text.strip()
        if self._text:
            self._ask(FIRST)
        else:
            self._results = None
            self._show_nothing()

    def _ask(self, limit: int) -> None:
        self._stale = False
        self._asked = limit
        if self._text:
            call = partial(
                read_results, self._desk.services, self._text, self.view.kinds.kind(), limit
            )
            self._desk.runner.read(self, call, self._show, key="find")

    def _show(self, results: Results) -> None:
        if results.text != self._text:
            return
        if self.view.field.is_composing and not results.entries and self.model.entries:
            return  # a syllable that is not finished is in few words
        view, shown = self.view, self._results
        self._results = results
        same = shown is not None and (shown.text, shown.kind) == (results.text, results.kind)
        before = tuple(self.model.entries)
        if same and before and results.entries[: len(before)] == before:
            self.model.extend(results.entries[len(before) :])
        else:
            current, place = self._current(), view.list.verticalScrollBar().value()
            self.model.show(results.entries, results.text)
            if same:
                view.list.verticalScrollBar().setValue(place)
            self._select(current if same else None)
        view.kinds.show_counts(results.counts)
        if results.entries:
            view.show_list()
        else:
            view.say_nothing(results.text, results.kind)
        self._say_count(results)

    def _show_nothing(self) -> None:
        self.model.show([])
        self.view.kinds.show_counts({})
        self.view.say_start()
        self.view.status.clear()
        self.view.more.hide()
        self.view.as_list.hide()

    def _say_count(self, results: Results) -> None:
        shown = len(results.entries)
        count = max(results.count, shown)
        if not shown:
            words = ""
        elif results.is_whole and shown < MOST:
            words = trn("{n} found", "{n} found", shown)
        else:
            words = tr("{count} of {total} shown", count=f"{shown:,}", total=in_figures(count))
        self.view.status.setText(words)
        self.view.more.setVisible(bool(shown) and not results.is_whole)
        self.view.as_list.setVisible(bool(shown) and results.kind in LISTED)

    def _more(self) -> None:
        if self._results is not None and not self._results.is_whole:
            self._ask(min(MOST, self._asked + STEP))

    def _scrolled(self, value: int) -> None:
        bar = self.view.list.verticalScrollBar()
        waiting = self._results is not None and self._asked > self._results.limit
        if value and value >= bar.maximum() - _NEAR_END and not waiting:
            self._more()

    def _choose_kind(self, _kind: str) -> None:
        if self._text:
            self._ask(FIRST)

    def _changed(self, _change_set: ChangeSet, _origin: object) -> None:
        if self.isVisible():
            self._ask(self._asked)
        else:
            self._stale = True

    # --- the lines ------------------------------------------------------------------------------

    def _current(self) -> RecordRef | None:
        row = self.view.list.currentIndex().row()
        payload = self.model.entries[row].payload if 0 <= row < len(self.model.entries) else None
        return payload if isinstance(payload, RecordRef) else None

    def _select(self, ref: RecordRef | None) -> None:
        """Select a record, if it is still there, else the first."""
        payloads = [entry.payload for entry in self.model.entries]
        at = payloads.index(ref) if ref in payloads else 0
        self.view.list.setCurrentIndex(self.model.index(at))

    def _open(self, index: QModelIndex) -> None:
        if not index.isValid():
            return
        payload = self.model.entries[index.row()].payload
        if isinstance(payload, RecordRef):
            self._keep_place()
            kind = payload.kind
            among = array(
                "q",
                (
                    entry.payload.id
                    for entry in self.model.entries
                    if isinstance(entry.payload, RecordRef) and entry.payload.kind == kind
                ),
            )
            self._desk.navigator.open_record(payload, among)

    def _open_current(self) -> None:
        self._open(self.view.list.currentIndex())

    def _open_as_list(self) -> None:
        kind = self.view.kinds.kind()
        if kind in LISTED:
            self._keep_place()
            self._desk.navigator.open_list(kind, f"filter:{self._text}")

    def deliverable_in_hand(self) -> int | None:
        """The deliverable that Log progress is about: the line that has the focus."""
        ref = self._current()
        return ref.id if ref is not None and ref.kind == "deliverable" else None

    def _keep_place(self) -> None:
        """Let back and forward lead to what is searched for now."""
        self._settled.stop()
        if self.isVisible():
            self._desk.navigator.open_search(self._text)

    def _look(self) -> None:
        navigator = self._desk.navigator
        if navigator.is_quick_look:
            navigator.end_quick_look()
        elif (ref := self._current()) is not None:
            navigator.quick_look(ref)

    def _moved(self) -> None:
        if self._desk.navigator.is_quick_look and (ref := self._current()) is not None:
            self._desk.navigator.quick_look(ref)

    # --- keys -----------------------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and watched is self.view.field and _is_search(event):
            # Here already: the text is there to be typed over.
            event.accept()
            self.view.field.selectAll()
            return True
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            key = Qt.Key(event.key())
            if watched is self.view.field:
                return self._field_key(key)
            if watched is self.view.list:
                return self._list_key(key)
        return super().eventFilter(watched, event)

    def _field_key(self, key: Qt.Key) -> bool:
        if key == Qt.Key.Key_Down and self.model.entries and not self.view.says:
            self.view.list.setFocus(Qt.FocusReason.OtherFocusReason)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            # An older answer is never meant.
            if self._results is not None and self._results.text == self._text:
                self._open_current()
        else:
            return False
        return True

    def _list_key(self, key: Qt.Key) -> bool:
        if key == Qt.Key.Key_Up and self.view.list.currentIndex().row() <= 0:
            self.view.field.setFocus(Qt.FocusReason.OtherFocusReason)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open_current()
        elif key == Qt.Key.Key_Space:
            self._look()
        else:
            return False
        return True

    def _to_field(self) -> None:
        self.view.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.view.field.selectAll()

    def _connect(self) -> None:
        view = self.view
        self._settled.timeout.connect(self._keep_place)
        view.field.sought.connect(self._typed)
        view.field.installEventFilter(self)
        view.list.installEventFilter(self)
        view.list.doubleClicked.connect(self._open)
        view.list.selectionModel().currentChanged.connect(self._moved)
        view.list.verticalScrollBar().valueChanged.connect(self._scrolled)
        view.kinds.changed.connect(self._choose_kind)
        view.more.clicked.connect(self._more)
        view.as_list.clicked.connect(self._open_as_list)
        self._desk.bus.changed.connect(self._changed)
        find = QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self)
        find.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        find.activated.connect(self._to_field)


def _is_search(event: QKeyEvent) -> bool:
    held = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    return event.key() == Qt.Key.Key_F and event.modifiers() == held
