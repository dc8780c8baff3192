"""The first page while the program behind it is still being made: what it showed last time, or
rows that were read a moment ago."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

from tracker.app.first_look import FirstLook, recall
from tracker.app.opening import first_target, local_today

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from tracker.app import WindowOptions
    from tracker.app.first_rows import Answer, FirstRows
    from tracker.ui.first.list_page import FirstList
    from tracker.ui.home.shown import HomeShown
    from tracker.ui.icons import Icons
    from tracker.ui.main_window import MainWindow

_log = logging.getLogger(__name__)


class FirstPage(QObject):
    """Stands in the window until `end`. `shown` when it is filled, or cannot be; then `view` is
    None. `opened(RecordRef)` when a record on it is wanted."""

    shown = Signal()
    opened = Signal(object)

    def __init__(self, look: FirstLook, path: Path, icons: Icons, window: MainWindow) -> None:
        super().__init__(window)
        self.look = look
        self._icons = icons
        self._window = window
        self.view: QWidget | None = None
        self.list: FirstList | None = None
        self._rows: FirstRows | None = None
        self._page: Any = None
        if look.list is not None:
            from tracker.app.first_rows import FirstRows

            # Asked on a thread at once; meanwhile this one makes the table.
            self._rows = FirstRows(path, look.list, local_today(), self)
            self._rows.answered.connect(self._take)

    @classmethod
    def of(cls, options: WindowOptions, icons: Icons, window: MainWindow) -> FirstPage | None:
        """That of the database which is opened at the start, if anything is kept of it."""
        paths, settings = options.paths, options.settings
        target = first_target(paths, settings, options.database, samples=options.samples)
        look = recall(paths, target.path, local_today(), options.language)
        return None if look is None else cls(look, target.path, icons, window)

    @property
    def place(self) -> tuple[str, str, str]:
        """Where the window is: page, kind, view."""
        return self.look.place

    def show(self) -> None:
        """Fill it; `shown` follows when that is on the screen, or cannot be."""
        if self.look.home is not None:
            self._show_home(self.look.home)
        elif self.look.list is not None:
            from tracker.ui.first.list_page import FirstList

            self.list = FirstList(self._icons, self.look.list, self._window)
            self.list.opened.connect(self.opened)
            if self._rows is not None:
                self._rows.deliver()

    def give_way_to(self, page: QWidget | None) -> None:
        """Let the page itself take its place: at once, or once it has rows where this has some,
        with the same rows in hand."""
        model = getattr(page, "model", None)
        view = self.view
        if view is None or self.list is None or model is None:
            self.end()
            return
        self._window.stack.setCurrentWidget(view)
        self._page = page
        model.answered.connect(self._leave)
        model.failed.connect(self._leave)
        self._window.stack.currentChanged.connect(self._leave)
        if model.has_answer:
            self._leave()

    def _leave(self, *_what: object) -> None:
        if self.view is None or self.list is None:
            return
        view, page, table = self.view, self._page, self.list.table
        stack = self._window.stack
        at = table.verticalScrollBar().value()
        id = table.current_id()
        had_focus = view.isAncestorOf(QApplication.focusWidget() or self._window)
        if stack.currentWidget() is view:
            stack.currentChanged.disconnect(self._leave)
            stack.setCurrentWidget(page)
            shown = page.view.pane.table
            if id:
                shown.select_id(id)
            shown.verticalScrollBar().setValue(at)
            if had_focus:
                page.setFocus()
        self.end()

    def end(self) -> None:
        """Take it away."""
        if self.view is not None:
            self._window.stack.removeWidget(self.view)
            self.view.deleteLater()
            self.view = None
        self.deleteLater()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if event.type() == QEvent.Type.Paint and watched is self.view:
            watched.removeEventFilter(self)
            # What lies on it is painted right after this.
            QTimer.singleShot(0, self._painted)
        return False

    def _show_home(self, home: HomeShown) -> None:
        from tracker.ui.home.needs import attention
        from tracker.ui.home.view import HomeView

        view = HomeView(self._icons)
        view.show_overview(home)
        view.needs.opened.connect(self.opened)
        view.side.record_chosen.connect(self.opened)
        self._put_up(view)
        self._window.set_attention(attention(home))

    def _take(self, answer: Answer | None) -> None:
        """Rows, or None if they could not be read: then the program has to say why."""
        if answer is None:
            self.list = None
            self.shown.emit()
        elif self.list is not None and self.view is None:
            self.list.show_rows(answer.ids, answer.rows)
            self._put_up(self.list)
        elif self.list is not None:
            self.list.show_count(answer.total)

    def _put_up(self, view: QWidget) -> None:
        self.view = view
        view.installEventFilter(self)
        page, kind, named = self.look.place
        window = self._window
        key = f"{kind}:{named}" if named else kind
        shown = key if key in window.rail.keys("views") else kind or page
        window.show_first_look(view, shown)

    def _painted(self) -> None:
        self._window.set_counts(self.look.counts)
        if self.list is not None:
            _log.info("the first list is filled")
            if self._rows is not None:
                self._rows.count()
        else:
            _log.info("the first page of last time is shown")
        self.shown.emit()
