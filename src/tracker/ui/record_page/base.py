"""What every record page does: read in the background, show, stay true, obey its keys."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, ClassVar

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tracker.domain.changes import ChangeSet
from tracker.domain.refs import RecordRef, link_of
from tracker.errors import NotFound
from tracker.i18n import tr
from tracker.ui.desk import Desk
from tracker.ui.kinds import KINDS
from tracker.ui.record_page.addresses import open_address
from tracker.ui.record_page.file_work import FileWork
from tracker.ui.record_page.files import FilesPart
from tracker.ui.record_page.frame import RecordFrame
from tracker.ui.record_page.head import RecordHead


class RecordPage(QWidget):
    """Shows one record of `KIND`; used again for the next one.

    A page says how it is read (`_reading`, called on a reader thread, so it must not touch
    widgets) and shows what came (`_show`). `CARES_ABOUT` are kinds of records of which any change
    may belong on the page.
    """

    titled = Signal(str)
    KIND: ClassVar[str] = ""
    CARES_ABOUT: ClassVar[frozenset[str]] = frozenset()
    CAN_LOG: ClassVar[bool] = False
    CAN_SUM_UP: ClassVar[bool] = False

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.ref: RecordRef | None = None
        self._data: Any = None
        self._stale = False
        head = RecordHead(desk.icons, log=self.CAN_LOG, summary=self.CAN_SUM_UP)
        self.frame = RecordFrame(desk.icons, head)
        self.file_work = FileWork(desk, self)
        self.files: FilesPart | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.frame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(KINDS[self.KIND].one if self.KIND in KINDS else "")
        head.edit_requested.connect(self.edit)
        head.log_requested.connect(self.log)
        head.summary_requested.connect(self.export_summary)
        head.favourite_requested.connect(self._toggle_favourite)
        head.step_requested.connect(desk.navigator.step_record)
        self.frame.message.activated.connect(self.refresh)
        self._key("E", self.edit)
        self._key("F2", self.edit)
        if self.CAN_LOG:
            self._key("L", self.log)
        self._fill_menu()
        desk.bus.changed.connect(self._changed)
        desk.favourites.changed.connect(self._marked)

    # --- for pages to say ---------------------------------------------------------------------

    def _reading(self, id: int) -> Callable[[], Any]:
        """The call that reads everything of a record, for a reader thread."""
        raise NotImplementedError

    def _show(self, data: Any) -> str:
        """Fill the frame's parts; gives the record's name."""
        raise NotImplementedError

    # --- for the window -----------------------------------------------------------------------

    def show_record(self, id: int) -> None:
        """Show a record; what is shown stays until it has been read."""
        ref = RecordRef(self.KIND, id)
        if ref != self.ref:
            self._data = None
        self.ref = ref
        self.frame.head.show_favourite(ref in self.desk.favourites)
        self._ask()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_position(self, position: tuple[int, int] | None) -> None:
        """Say where the record stands in the list it was opened from."""
        self.frame.head.show_position(position)

    def refresh(self) -> None:
        """Read the record anew."""
        if self.ref is not None:
            self._ask()

    def edit(self) -> None:
        """Open the record's form."""
        if self.ref is not None and not self.frame.says:
            self.desk.navigator.edit(self.ref)

    def log(self) -> None:
        """Log progress; a page that knows the deliverable names it."""
        self.desk.navigator.log_progress(self._deliverable_to_log())

    def export_summary(self) -> None:
        """Open the preview of the summary."""
        if self.ref is not None:
            self.desk.navigator.export_summary(self.ref.id)

    def open(self, payload: object) -> None:
        """Follow a link: a record, or an address."""
        if isinstance(payload, RecordRef):
            self.desk.navigator.open_record(payload)
        elif isinstance(payload, str):
            open_address(payload)

    def _deliverable_to_log(self) -> int | None:
        return None

    # --- inside -------------------------------------------------------------------------------

    def _ask(self) -> None:
        assert self.ref is not None
        self._stale = False
        call = self._reading(self.ref.id)
        self.desk.runner.read(self, call, self._arrived, self._failed, key="page")

    def _arrived(self, data: Any) -> None:
        if data == self._data and not self.frame.says:
            return
        same = self._data is not None
        self._data = data
        had_focus = self._has_focus()
        self.files = None
        with self.frame.rebuilding(same_record=same):
            name = self._show(data)
            self.frame.related.begin(self._files())
        self._to_trash.setVisible(not self.frame.head.in_trash)
        self._from_trash.setVisible(self.frame.head.in_trash)
        if had_focus:
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.setAccessibleName(f"{KINDS[self.KIND].one}: {name}")
        self.titled.emit(name)

    def _files(self) -> Iterator[None]:
        if self.ref is not None:
            column = self.frame.related
            self.files = FilesPart(self.desk, self.file_work, self.ref, self, column)
            column.body.addWidget(self.files)
            yield

    def _failed(self, error: Exception) -> None:
        self._data = None
        if isinstance(error, NotFound):
            self.frame.say("file-text", error.what, error.why)
        else:
            self.frame.say("circle-alert", tr("This page could not be read."), "", tr("Try again"))
            self.desk.messages.show_error(self, error)

    def _changed(self, change_set: object, _origin: object) -> None:
        if self.ref is None or not isinstance(change_set, ChangeSet):
            return
        concerned = change_set.touches(self.ref.kind, self.ref.id) or any(
            change_set.touches(kind) for kind in self.CARES_ABOUT
        )
        if concerned and self.isVisible():
            self._ask()
        elif concerned:
            self._stale = True

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self.refresh()

    def _has_focus(self) -> bool:
        focused: QObject | None = self.focusWidget()
        return isinstance(focused, QWidget) and focused.hasFocus()

    def _key(self, key: str, call: Callable[[], None]) -> None:
        shortcut = QShortcut(QKeySequence(key), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(call)

    # --- the more menu ------------------------------------------------------------------------

    def _fill_menu(self) -> None:
        actions: list[QAction | None] = [*self._own_actions()]
        if actions:
            actions.append(None)
        actions.append(self._action(tr("Copy the name"), "copy", self._copy_name))
        actions.append(self._action(tr("Copy a link to this record"), "link", self._copy_link))
        actions.append(None)
        self._to_trash = self._action(tr("Move to the trash"), "trash-2", self._trash)
        self._from_trash = self._action(tr("Bring back from the trash"), "undo-2", self._restore)
        self._from_trash.setVisible(False)
        self.frame.head.add_actions([*actions, self._to_trash, self._from_trash])

    def _own_actions(self) -> list[QAction]:
        """What this kind's menu begins with."""
        return []

    def _action(self, text: str, icon: str, call: Callable[[], None]) -> QAction:
        made = QAction(text, self)
        self.desk.icons.apply(made, icon)
        made.triggered.connect(call)
        return made

    def _copy_name(self) -> None:
        QGuiApplication.clipboard().setText(self.frame.head.title())

    def _copy_link(self) -> None:
        if self.ref is not None:
            QGuiApplication.clipboard().setText(link_of(self.ref))

    def _toggle_favourite(self) -> None:
        if self.ref is not None:
            self.desk.favourites.toggle(self.ref)

    def _marked(self, ref: RecordRef) -> None:
        if ref == self.ref:
            self.frame.head.show_favourite(ref in self.desk.favourites)

    def _trash(self) -> None:
        if self.ref is not None:
            self.desk.navigator.trash(self.ref)

    def _restore(self) -> None:
        if self.ref is not None:
            self.desk.navigator.restore(self.ref)
