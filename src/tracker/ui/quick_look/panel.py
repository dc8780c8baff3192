"""The quick look (Space): a record beside the list, which keeps the focus."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget
from shiboken6 import isValid

from tracker.domain.changes import ChangeSet
from tracker.domain.refs import RecordRef
from tracker.errors import NotFound
from tracker.i18n import tr
from tracker.services.glance import Glance
from tracker.ui.desk import Desk
from tracker.ui.kinds import KINDS
from tracker.ui.quick_look.essentials import Essentials, essentials
from tracker.ui.quick_look.head import QuickLookHead
from tracker.ui.quick_look.view import GlanceView
from tracker.ui.record_page.addresses import open_address
from tracker.ui.widgets.card import hairline, set_ground
from tracker.ui.widgets.states import EmptyState

WIDTH = 400
# With less room for the list beside it, it lies over the list.
_LIST = 560
# While an arrow key is held down, only every so often a record is read.
_PAUSE_MS = 90


class QuickLook(QWidget):
    """Lies at the right of `stack`: beside the pages where there is room, else over them."""

    def __init__(self, desk: Desk, stack: QStackedWidget) -> None:
        super().__init__(stack)
        self._desk, self._stack = desk, stack
        self._ref: RecordRef | None = None
        self._next: RecordRef | None = None
        self._glance: Glance | None = None
        self._view: QWidget | None = None
        self._before: QWidget | None = None
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._after_pause)
        self.head = QuickLookHead(desk.icons)
        self._scroll = QScrollArea()
        self._lay_out()
        self._connect()
        self.hide()

    # --- for the navigator ----------------------------------------------------------------------

    def show_record(self, ref: RecordRef) -> None:
        """Show a record; the one shown stays until it has been read."""
        if not self.isVisible():
            self._before = self.window().focusWidget()
            self._open()
        if self._pause.isActive():
            self._next = ref
        else:
            self._ask(ref)

    def dismiss(self) -> None:
        """Take it away; the focus goes back to the list."""
        self._pause.stop()
        self._next = self._ref = self._glance = None
        if not self.isVisible():
            return
        focused: QWidget | None = self.window().focusWidget()
        inside = focused is not None and self.isAncestorOf(focused)
        self.hide()
        self._stack.setContentsMargins(0, 0, 0, 0)
        self._log_key.setEnabled(False)
        self._star_key.setEnabled(False)
        self._put(None)
        before, self._before = self._before, None
        if inside and before is not None and isValid(before):
            before.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def ref(self) -> RecordRef | None:
        """The record asked for last."""
        return self._ref

    @property
    def said(self) -> Essentials | None:
        """What it says now."""
        return essentials(self._glance, self._desk.language) if self._glance else None

    # --- reading --------------------------------------------------------------------------------

    def _ask(self, ref: RecordRef) -> None:
        self._ref, self._next = ref, None
        self._pause.start()
        call = partial(self._desk.services.glance.of, ref, self._desk.today())
        self._desk.runner.read(self, call, self._arrived, self._failed, key="glance")

    def _after_pause(self) -> None:
        if self._next is not None and self._next != self._ref:
            self._ask(self._next)

    def _arrived(self, glance: Glance) -> None:
        if glance.ref != self._ref or not self.isVisible() or glance == self._glance:
            return
        self._glance = glance
        said = essentials(glance, self._desk.language)
        self.head.say(said.kind, said.icon, self._can_log())
        self.head.show_favourite(glance.ref in self._desk.favourites)
        self._log_key.setEnabled(self._can_log() and not self._over_a_record)
        self._star_key.setEnabled(not self._over_a_record)
        self._put(GlanceView(self._desk.icons, glance, said, self._follow))
        self.setAccessibleName(tr("Quick look: {name}", name=said.title))

    def _failed(self, error: Exception) -> None:
        self._glance = None
        message = EmptyState(self._desk.icons, "file-text", "")
        if isinstance(error, NotFound):
            message.say("file-text", error.what, error.why)
        else:
            message.say("circle-alert", tr("This record could not be read."), str(error))
        kind = self._ref.kind if self._ref is not None else ""
        self.head.say(KINDS[kind].one if kind in KINDS else "", "file-text", False)
        self._log_key.setEnabled(False)
        self._put(message)

    def _put(self, view: QWidget | None) -> None:
        """Show another content in one step: laid out before it is seen."""
        old, self._view = self._view, view
        if view is not None:
            set_ground(view, "surface")
            width = self._width() - 1
            view.resize(width, max(view.sizeHint().height(), self._scroll.height()))
            view.ensurePolished()
        self._scroll.takeWidget()
        if view is not None:
            self._scroll.setWidget(view)
            view.show()
        if old is not None:
            old.deleteLater()

    def _changed(self, change_set: ChangeSet, _origin: object) -> None:
        # Names of others stand in it too, so any change may concern it.
        if self.isVisible() and self._ref is not None:
            self._ask(self._next or self._ref)

    def _marked(self, ref: RecordRef) -> None:
        if ref == self._ref:
            self.head.show_favourite(ref in self._desk.favourites)

    # --- what the person does -------------------------------------------------------------------

    @property
    def _over_a_record(self) -> bool:
        """A record's page has these keys itself."""
        return hasattr(self._stack.currentWidget(), "show_record")

    def _can_log(self) -> bool:
        return self.deliverable_in_hand() is not None

    def deliverable_in_hand(self) -> int | None:
        """The deliverable to log progress of: this one, or the only one still open."""
        if self._glance is None:
            return None
        if self._glance.ref.kind == "deliverable":
            return self._glance.ref.id
        waiting = self._glance.waiting
        return waiting.first[0].ref.id if waiting.count == 1 else None

    def _log(self) -> None:
        if self.isVisible() and (id := self.deliverable_in_hand()) is not None:
            self._desk.navigator.log_progress(id)

    def _open_record(self) -> None:
        if self._ref is not None:
            self._desk.navigator.open_record(self._ref)

    def _toggle_favourite(self) -> None:
        if self._ref is not None:
            self._desk.favourites.toggle(self._ref)

    def _follow(self, payload: object) -> None:
        if isinstance(payload, RecordRef):
            self._desk.navigator.open_record(payload)
        elif isinstance(payload, str):
            open_address(payload)

    # --- place ----------------------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._stack and self.isVisible():
            if event.type() == QEvent.Type.Resize:
                self._place()
            elif (
                isinstance(event, QKeyEvent)
                and event.type() == QEvent.Type.KeyPress
                and event.key() == Qt.Key.Key_Escape
            ):
                # What nobody below took, such as a list.
                self.dismiss()
                return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Space):
            self.dismiss()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open_record()
        else:
            super().keyPressEvent(event)

    def _open(self) -> None:
        self._place()
        self.show()
        self.raise_()

    def _width(self) -> int:
        return min(self._desk.theme.px(WIDTH), self._stack.width())

    def _place(self) -> None:
        width, whole = self._width(), self._stack.width()
        beside = whole - width >= self._desk.theme.px(_LIST)
        self._stack.setContentsMargins(0, 0, width if beside else 0, 0)
        self.setGeometry(whole - width, 0, width, self._stack.height())

    def _grown(self) -> None:
        if self.isVisible():
            self._place()

    def _lay_out(self) -> None:
        set_ground(self, "surface")
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setAccessibleName(tr("Quick look"))
        set_ground(self._scroll, "surface")
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self._scroll, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(hairline(vertical=True))
        row.addLayout(column, 1)

    def _key(self, keys: str, call: Callable[[], None]) -> QShortcut:
        made = QShortcut(QKeySequence(keys), self._stack)
        made.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        made.setEnabled(False)
        made.activated.connect(call)
        return made

    def _connect(self) -> None:
        self._log_key = self._key("L", self._log)
        self._star_key = self._key("Ctrl+D", self._toggle_favourite)
        self.head.log_requested.connect(self._log)
        self.head.open_requested.connect(self._open_record)
        self.head.favourite_requested.connect(self._toggle_favourite)
        self.head.close_requested.connect(self.dismiss)
        self._stack.installEventFilter(self)
        self._desk.bus.changed.connect(self._changed)
        self._desk.favourites.changed.connect(self._marked)
        self._desk.theme.changed.connect(self._grown)
