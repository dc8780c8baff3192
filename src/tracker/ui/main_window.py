"""The window: menus, rail, bar, and the page in the middle. What they do is said by others.

It is painted before most of what lies in it is made and even imported (docs/performance.md).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QMenu, QStackedWidget, QVBoxLayout, QWidget

from tracker.i18n import mark, tr, without_mnemonic
from tracker.ui.icons import Icons
from tracker.ui.kinds import KINDS, LISTED
from tracker.ui.memory import Memory
from tracker.ui.menu_titles import MENUS, NEW
from tracker.ui.widgets.rail import NavigationRail
from tracker.ui.widgets.topbar import TopBar

if TYPE_CHECKING:
    from tracker.ui.actions import Actions
    from tracker.ui.menus import Menus
    from tracker.ui.places import Place
    from tracker.ui.start.page import StartPage

TITLE = mark("Partnership Tracker")
_NAME = "main"
_BUSY_AFTER_MS = 400
# Narrower than this, the words of the rail would take a quarter of the room of the page.
_WITH_WORDS = 900

# The views of the rail: key in the counts, icon, words.
VIEWS = (
    ("deliverable:overdue", "clock-alert", mark("Overdue")),
    ("deliverable:due", "calendar-clock", mark("Due in 30 days")),
    ("agreement:expiring", "hourglass", mark("Expiring")),
    ("deliverable:silent", "volume-x", mark("Silent 90 days")),
    ("deliverable:mine", "user-round", mark("Mine")),
)


class MainWindow(QMainWindow):
    """`rail_chosen(key)` names a page ("home", "agreement", "deliverable:overdue", "settings").

    `painted` comes once, when the window is on the screen for the first time. A window made
    `early` is only what is seen of it then; `settle` makes the rest.
    """

    rail_chosen = Signal(str)
    closing = Signal()
    painted = Signal()

    actions_: Actions
    menus: Menus
    start: StartPage

    def __init__(self, icons: Icons, memory: Memory, *, early: bool = False) -> None:
        super().__init__()
        self._icons = icons
        self._memory = memory
        self._was_painted = False
        self._is_settled = False
        self.setWindowTitle(tr(TITLE))
        bar = self.menuBar()
        self._menus = {key: bar.addMenu(tr(label)) for key, label in MENUS.items()}
        self.rail = _rail(icons)
        self.top = TopBar(icons, early=True)
        self.stack = QStackedWidget()
        self._lay_out()
        self._place()
        if not early:
            self.settle()

    def settle(self) -> None:
        """Make what is not seen of the window at first; once is enough."""
        if self._is_settled:
            return
        from tracker.ui.actions import Actions
        from tracker.ui.menus import Menus
        from tracker.ui.start.page import StartPage

        self._is_settled = True
        self._icons.theme.settle()
        self._icons.settle()
        self.setWindowIcon(self._icons.icon("handshake", "accent", size=64))
        self.rail.settle()
        self.top.settle()
        # The day that is shown is always today; looking at another day is a later part.
        self.top.day.hide()
        for menu in self._menus.values():
            menu.setAccessibleName(without_mnemonic(menu.title()))
        self.actions_ = Actions(self._icons, self)
        self.menus = Menus(self._icons, self.menuBar(), self._menus, self.actions_)
        self.start = StartPage(self._icons)
        self.stack.addWidget(self.start)
        self._busy_soon = QTimer(self)
        self._busy_soon.setSingleShot(True)
        self._busy_soon.setInterval(_BUSY_AFTER_MS)
        self._busy_soon.timeout.connect(self.start.say_busy)
        self._fill_new_menu(self.top.new_menu)
        self._join()
        self.set_open(False)

    def show_start(self) -> None:
        """Show the page that is there while no database is open."""
        self.set_open(False)
        self.stack.setCurrentWidget(self.start)
        self._busy_soon.start()

    def show_first_look(self, view: QWidget, key: str = "home") -> None:
        """Show what stands in for the first page while the database is being opened; `key` is
        its item in the rail."""
        self.stack.addWidget(view)
        self.stack.setCurrentWidget(view)
        self.rail.set_current(key)

    def set_open(self, is_open: bool, name: str = "") -> None:
        """Whether a database is open, and its name for the title."""
        self._busy_soon.stop()
        self.actions_.set_open(is_open)
        for part in (self.top.search, self.top.new, self.top.log):
            part.setEnabled(is_open)
        if not is_open:
            self.rail.set_current("")
            self.top.set_history(False, False)
            self.set_counts({})
            self.set_attention(0)
        title = tr(TITLE)
        self.setWindowTitle(f"{name} – {title}" if name else title)

    def set_history(self, back: bool, forward: bool) -> None:
        """Whether there is a page to go back or forward to."""
        self.top.set_history(back, forward)
        self.actions_.set_history(back, forward)

    def mark_place(self, place: Place) -> None:
        """Mark in the rail where the window is."""
        key = "board" if place.page == "board" else place.kind or place.page
        if place.page == "list" and place.view:
            view = f"{place.kind}:{place.view}"
            key = view if view in self.rail.keys("views") else key
        self.rail.set_current(key)

    def set_counts(self, counts: dict[str, int]) -> None:
        """The numbers of the rail, by kind and by "kind:view"."""
        for key in (*LISTED, *(name for name, _, _ in VIEWS)):
            self.rail.set_count(key, counts.get(key))

    def set_views(self, items: Sequence[tuple[str, str, str]]) -> None:
        """The views of the rail: key, icon, words (see `ui.records_list.pins`)."""
        self.rail.set_section("views", items)

    def set_attention(self, count: int) -> None:
        """How many things on the first page need somebody."""
        self.rail.set_count("home", count or None, attention=True)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._was_painted:
            self._was_painted = True
            # The rail and the bar are painted right after this, and then it is all shown.
            QTimer.singleShot(0, self.painted.emit)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.rail.set_folded(self.width() < self._icons.theme.px(_WITH_WORDS))
        super().resizeEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        self._memory.keep_geometry(_NAME, self.saveGeometry())
        self.closing.emit()
        super().closeEvent(event)

    def _go(self) -> None:
        action = self.sender()
        if action is not None:
            self.rail_chosen.emit(action.objectName().removeprefix("go_"))

    def _lay_out(self) -> None:
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.top)
        column.addWidget(self.stack, 1)
        middle = QWidget()
        row = QHBoxLayout(middle)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.rail)
        row.addLayout(column, 1)
        self.setCentralWidget(middle)

    def _fill_new_menu(self, menu: QMenu) -> None:
        menu.aboutToShow.connect(self.actions_.dress)
        for command, action in self.actions_.of_menu(NEW):
            if command.key != "log":
                menu.addAction(action)

    def _join(self) -> None:
        act = self.actions_
        self.rail.activated.connect(self.rail_chosen)
        self.top.back_requested.connect(act["back"].trigger)
        self.top.forward_requested.connect(act["forward"].trigger)
        self.top.search_requested.connect(act["search"].trigger)
        self.top.log_requested.connect(act["log"].trigger)
        for key in ("home", "board", *(f"go_{kind}" for kind in LISTED)):
            act.connect_to(key, self._go)
        act.connect_to("quit", self.close)

    def _place(self) -> None:
        self.setMinimumSize(640, 420)
        remembered = self._memory.geometry(_NAME)
        if remembered.isEmpty() or not self.restoreGeometry(remembered):
            screen = QGuiApplication.primaryScreen().availableGeometry()
            self.resize(min(1280, screen.width() - 40), min(820, screen.height() - 60))


def _rail(icons: Icons) -> NavigationRail:
    made = NavigationRail(icons, tr(TITLE), early=True)
    made.add_section("pages")
    made.add_item("pages", "home", "house", tr("Home"))
    for kind in LISTED:
        made.add_item("pages", kind, KINDS[kind].icon, KINDS[kind].many)
        if kind == "deliverable":
            made.add_item("pages", "board", "square-kanban", tr("Board"))
    made.add_section("views", tr("Views"))
    for key, icon, label in VIEWS:
        made.add_item("views", key, icon, tr(label))
    made.add_item("bottom", "settings", "settings", tr("Settings"))
    return made
