"""Shows the window's parts with made-up content, to be looked at; writes pictures when asked.

python scripts/gallery.py                         # a window for each page
python scripts/gallery.py --pictures FOLDER       # PNG files, light and dark
QT_SCALE_FACTOR=2 QT_QPA_PLATFORM=offscreen python scripts/gallery.py --pictures FOLDER
"""

# ruff: noqa: E501, PLR0915 - a page of content is one long list

from __future__ import annotations

import argparse
import sys
from array import array
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QApplication,
    QCalendarWidget,
    QCheckBox,
    QFormLayout,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QMenu,
    QPlainTextEdit,
    QProgressBar,
    QRadioButton,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from tracker.domain.list_views import Sort
from tracker.errors import DiskFull
from tracker.resources import resource_path
from tracker.ui import status
from tracker.ui.icons import Icons
from tracker.ui.lists.columns import Column, GroupLine
from tracker.ui.lists.model import WindowedTableModel
from tracker.ui.lists.pane import ListPane
from tracker.ui.messages import Choice
from tracker.ui.tasks import TaskRunner
from tracker.ui.theme import Theme, set_property
from tracker.ui.widgets.badge import StatusBadge
from tracker.ui.widgets.buttons import LinkButton, button
from tracker.ui.widgets.calendar import style_calendar
from tracker.ui.widgets.card import Card, PageTitle, Panel, ScrollColumn, SectionTitle
from tracker.ui.widgets.chip import FilterChip
from tracker.ui.widgets.dialog_frame import DialogFrame
from tracker.ui.widgets.facts import FactGrid
from tracker.ui.widgets.fields import ComboBox, DayBox, SpinBox
from tracker.ui.widgets.labels import label
from tracker.ui.widgets.message_dialog import MessageDialog
from tracker.ui.widgets.meter import Bar, ProgressMeter
from tracker.ui.widgets.pills import PillSwitch
from tracker.ui.widgets.rail import NavigationRail
from tracker.ui.widgets.rows import CardRow, RowsCard
from tracker.ui.widgets.states import BusyLine, EmptyState, ErrorBanner
from tracker.ui.widgets.toast import ToastStack
from tracker.ui.widgets.topbar import TopBar
from tracker.ui.window_messages import WindowMessages

ROWS: list[tuple[Any, ...]] = [
    ("Korea Pavilion, ISCT 2019 Melbourne", "ISCT, SCRM and CARM", "Pavilion", "delivered",
     "29 May – 1 Jun 2019", 100),
    ("Korea Session, BIO-Europe 2020", "KPBMA and EBD", "Session", "delivered", "26 – 28 Oct 2020", 100),
    ("ATMP conference with MedCity", "MedCity and CARM", "Conference", "in_progress", "Aug 2020", 60),
    ("Executive briefing, Boston", "KPBMA and MIT ILP", "Meeting", "on_hold", "2020 → Nov 2022", 40),
    ("Joint publication on CGT trends", "ARM and CARM", "Publication", "idea", "not set", 0),
    ("Regional trend reports", "ARM and CARM", "Trend report", "overdue", "30 Sep 2024", 20),
    ("Regulatory harmonisation forum", "ARM and CARM", "Forum", "at_risk", "2024-11", 35),
    ("유럽 진출 세미나", "한국제약바이오협회 · KOTRA", "Seminar", "planned", "2026-12", 10),
    ("Delegation to Melbourne", "CARM and AusBiotech", "Trade mission", "cancelled", "2021", 0),
    ("Partnering support for members", "ARM and CARM", "Member support", "partly_delivered", "ongoing", 30),
]  # fmt: skip


class Rows:
    """A source of made-up rows."""

    columns = (
        Column("title", "Deliverable", 320, stretch=True),
        Column("agreement", "Agreement", 260, "muted"),
        Column("type", "Type", 150),
        Column("status", "Status", 136, "status"),
        Column("due", "Target", 170),
        Column("percent", "Progress", 126, "percent"),
    )

    def __init__(self, count: int = 61) -> None:
        self._count = count

    def stream(self, query: Any, sort: tuple[Sort, ...], group: str) -> Iterator[array[int]]:
        found = list(range(1, self._count + 1) if query == "" else ())
        for key in reversed(sort):
            at = self._place(key.key)
            found.sort(key=lambda one: str(ROWS[one % len(ROWS)][at]), reverse=key.descending)
        yield array("q", found)

    def rows(self, ids: Sequence[int], keys: Sequence[str]) -> Sequence[tuple[Any, ...]]:
        places = [self._place(key) for key in keys]
        return [tuple(ROWS[one % len(ROWS)][at] for at in places) for one in ids]

    def total(self, query: Any) -> int:
        return self._count

    def sums(self, query: Any, keys: Sequence[str]) -> Mapping[str, Any]:
        return {}

    def groups(self, query: Any, key: str, keys: Sequence[str]) -> Sequence[GroupLine]:
        return []

    def _place(self, key: str) -> int:
        return next(at for at, column in enumerate(self.columns) if column.key == key)


def rail(icons: Icons, current: str) -> NavigationRail:
    made = NavigationRail(icons, "Partnership Tracker")
    made.add_section("pages")
    for key, icon, text, count in (
        ("home", "house", "Home", 6),
        ("agreements", "handshake", "Agreements", 24),
        ("deliverables", "package-check", "Deliverables", 61),
        ("organisations", "building-2", "Organisations", 83),
        ("contacts", "contact", "Contacts", 112),
        ("events", "calendar-days", "Events", 31),
        ("calendar", "calendar-range", "Calendar", None),
        ("timeline", "chart-gantt", "Timeline", None),
        ("network", "waypoints", "Network", None),
    ):
        made.add_item("pages", key, icon, text)
        made.set_count(key, count, attention=key == "home")
    made.add_section("views", "Views")
    for key, icon, text, count in (
        ("overdue", "clock-alert", "Overdue", 3),
        ("soon", "calendar-clock", "Due in 30 days", 5),
        ("expiring", "hourglass", "Expiring", 2),
        ("silent", "volume-x", "Silent 90 days", 4),
    ):
        made.add_item("views", key, icon, text)
        made.set_count(key, count)
    made.add_item("bottom", "settings", "settings", "Settings")
    made.set_current(current)
    return made


def window(icons: Icons, current: str, page: QWidget) -> QWidget:
    made = QWidget()
    made.resize(1440, 900)
    column = QVBoxLayout()
    column.setSpacing(0)
    column.addWidget(TopBar(icons))
    column.addWidget(page, 1)
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(0)
    row.addWidget(rail(icons, current))
    row.addLayout(column, 1)
    return made


def home(icons: Icons, _runner: TaskRunner) -> QWidget:
    middle = ScrollColumn()
    body = middle.body
    body.addWidget(PageTitle("Today", "Saturday 21 November 2026 · 3 overdue, 5 due soon"))
    body.addSpacing(6)
    body.addWidget(SectionTitle("Needs you", 6))
    needs = RowsCard()
    for key, word, title, sub, links in (
        ("overdue", "52 days late", "Regional trend reports", "ARM and CARM · first half-year report", "Log Snooze"),
        ("at_risk", "", "Regulatory harmonisation forum", "ARM and CARM · due in Nov 2024, no venue", "Log Snooze"),
        ("notice", "Notice day", "KPBMA and KOTRA", "last day to give notice 4 Mar 2027", "Decide"),
        ("silent", "", "Partnering support for members", "nothing logged for 94 days", "Log Ask"),
    ):  # fmt: skip
        trailing = [LinkButton(text, text, "muted") for text in links.split()]
        needs.add(CardRow(StatusBadge(icons, key, word), title, sub, trailing=trailing, payload=1))
    body.addWidget(needs)
    body.addSpacing(6)
    body.addWidget(SectionTitle("Coming up"))
    coming = RowsCard()
    for day, title, sub, link in (
        ("4 Dec", "유럽 진출 세미나", "한국제약바이오협회 · KOTRA · Seoul", "in 13 days"),
        ("9 Dec", "Steering meeting ARM and CARM", "agenda has 4 open items", "Make pack"),
        ("31 Dec", "MIT ILP membership year ends", "KPBMA and MIT ILP", "Decide"),
    ):
        trailing = [LinkButton(link, link, "muted")]
        coming.add(CardRow(label(day, "strong"), title, sub, trailing=trailing, payload=2))
    body.addWidget(coming)
    side = Panel("right", 420)
    side.body.addWidget(SectionTitle("Deliverables by status"))
    grid = QGridLayout()
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(9)
    for at, (key, count) in enumerate(
        (("delivered", 24), ("in_progress", 16), ("planned", 9), ("at_risk", 3), ("overdue", 3),
         ("on_hold", 2), ("idea", 4))
    ):  # fmt: skip
        grid.addWidget(StatusBadge(icons, key), at, 0)
        grid.addWidget(Bar(icons, count / 30, status.look_of(key).role), at, 1)
        number = label(str(count))
        number.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        grid.addWidget(number, at, 2)
    grid.setColumnMinimumWidth(0, 104)
    grid.setColumnMinimumWidth(2, 28)
    side.body.addLayout(grid)
    side.body.addSpacing(10)
    side.body.addWidget(SectionTitle("Recently logged"))
    page = QWidget()
    row = QHBoxLayout(page)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(0)
    row.addWidget(middle, 1)
    row.addWidget(side)
    return window(icons, "home", page)


def deliverables(icons: Icons, runner: TaskRunner) -> QWidget:
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    head = QHBoxLayout()
    head.setContentsMargins(20, 14, 20, 14)
    head.setSpacing(8)
    head.addWidget(label("Deliverables", "title"))
    head.addWidget(label("61", "muted"))
    head.addSpacing(12)
    head.addWidget(FilterChip(icons, "Status is not Idea"))
    head.addWidget(FilterChip(icons, "Party CARM or KPBMA"))
    head.addWidget(button(icons, "Filter", "list-filter", "chip"))
    head.addStretch(1)
    head.addWidget(button(icons, "Columns", "table-2"))
    head.addWidget(button(icons, "Board", "square-kanban"))
    head.addWidget(button(icons, "Export", "file-down"))
    column.addLayout(head)
    pane = ListPane(icons, "Deliverables")
    model = WindowedTableModel(Rows(), runner, pane)
    pane.use(model)
    pane.set_status("samples.tracker · saved")
    model.set_sort([Sort("due", True)])
    model.ask("")
    runner.wait_idle()
    pane.table.selectRow(5)
    column.addWidget(pane, 1)
    made = window(icons, "deliverables", page)
    ToastStack(icons, made).show("Progress logged for Regional trend reports", "Undo")
    return made


def agreement(icons: Icons, runner: TaskRunner) -> QWidget:
    left = Panel("left", 292)
    left.body.addWidget(label("MoU · 2018-12", "small"))
    left.body.addWidget(label("ISCT, SCRM and CARM", "title", wrap=True))
    since = QHBoxLayout()
    since.addWidget(StatusBadge(icons, "active"))
    since.addWidget(label("since 3 Dec 2018", "muted"))
    since.addStretch(1)
    left.body.addLayout(since)
    left.body.addSpacing(6)
    left.body.addWidget(SectionTitle("Parties", 3))
    for name in ("ISCT", "SCRM", "CARM 첨단재생의료산업협의회"):
        left.body.addWidget(LinkButton(name, name))
    left.body.addSpacing(6)
    left.body.addWidget(SectionTitle("Facts"))
    facts = FactGrid()
    facts.add("Announced", "3 Dec 2018")
    facts.add("Signed", "")
    facts.add("Places", "Vancouver; Seoul")
    facts.add("Term", "")
    facts.add("Purpose", "Advance cell and gene therapy in Korea and Asia Pacific")
    facts.add_links("Sources", [("ISCT release, official", 1), ("Register entry", 2)])
    left.body.addWidget(facts)
    middle = ScrollColumn()
    top = QHBoxLayout()
    pills = PillSwitch(icons, "Parts")
    for key, text in (
        ("d", "Deliverables"),
        ("w", "Who owes what"),
        ("t", "Timeline"),
        ("f", "Documents"),
    ):
        pills.add(key, text)
    top.addWidget(pills)
    top.addStretch(1)
    top.addWidget(button(icons, "Renew…", "refresh-cw"))
    top.addWidget(button(icons, "Summary", "file-output"))
    middle.body.addLayout(top)
    card = Card(margin=1)
    pane = ListPane(icons, "Deliverables")
    model = WindowedTableModel(Rows(4), runner, pane)
    pane.use(model)
    model.ask("")
    runner.wait_idle()
    pane.setMinimumHeight(210)
    card.body.addWidget(pane)
    middle.body.addWidget(card)
    middle.body.addWidget(SectionTitle("Activity", note="all records of this agreement"))
    log = RowsCard()
    for day, key, title, sub in (
        ("8 Jun 2019", "delivered", "Pavilion held; companies of both bodies took part.", "Korea Pavilion · logged by you"),
        ("14 Mar 2019", "in_progress", "Both bodies named their representatives.", "Commercialization Committee"),
    ):  # fmt: skip
        log.add(CardRow(label(day, "muted"), title, sub, trailing=[StatusBadge(icons, key)]))
    middle.body.addWidget(log)
    right = Panel("right", 250)
    right.body.addWidget(SectionTitle("Next"))
    right.body.addWidget(StatusBadge(icons, "at_risk", "Session at risk"))
    right.body.addWidget(label("target 2020 · no venue yet", "small"))
    page = QWidget()
    row = QHBoxLayout(page)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(0)
    row.addWidget(left)
    row.addWidget(middle, 1)
    row.addWidget(right)
    return window(icons, "agreements", page)


def controls(icons: Icons, _runner: TaskRunner) -> QWidget:
    made = ScrollColumn("surface")
    made.resize(1200, 1180)
    banner = ErrorBanner(icons)
    banner.show_error(
        DiskFull("The backup was not made.", "The disk is full.", "Free some space and try again.")
    )
    made.body.addWidget(banner)
    kinds = QHBoxLayout()
    kinds.addWidget(button(icons, "Primary", "check", "primary"))
    kinds.addWidget(button(icons, "Normal", "plus"))
    kinds.addWidget(button(icons, "Quiet", "copy", "quiet"))
    kinds.addWidget(button(icons, "Delete", "trash-2", "danger"))
    kinds.addWidget(button(icons, "Icon", "star", "icon"))
    kinds.addWidget(button(icons, "Chip", "paperclip", "chip"))
    off = button(icons, "Disabled", "check", "primary")
    off.setEnabled(False)
    kinds.addWidget(off)
    off = button(icons, "Disabled", "plus")
    off.setEnabled(False)
    kinds.addWidget(off)
    kinds.addWidget(LinkButton("A link", 1, "accent"))
    kinds.addStretch(1)
    made.body.addLayout(kinds)
    columns = QHBoxLayout()
    columns.setSpacing(24)
    form = QFormLayout()
    form.setVerticalSpacing(10)
    form.setHorizontalSpacing(16)
    line = QLineEdit("첨단재생의료산업협의회")
    empty = QLineEdit()
    empty.setPlaceholderText("Aug 2020, next Friday, +2w")
    bad = QLineEdit("31 Feb")
    set_property(bad, "invalid", True)
    disabled = QLineEdit("not now")
    disabled.setEnabled(False)
    text = QPlainTextEdit("First half-year report sent to members of both sides")
    text.setFixedHeight(64)
    combo = ComboBox()
    combo.addItems(["MoU", "Letter of intent", "Framework"])
    editable = ComboBox()
    editable.setEditable(True)
    editable.addItems(["KRW", "EUR"])
    spin = SpinBox()
    spin.setValue(50)
    spin.setSuffix(" %")
    day = DayBox(icons.theme)
    for name, field in (
        ("Name", line), ("Date", empty), ("Invalid", bad), ("Disabled", disabled), ("Text", text),
        ("Kind", combo), ("Currency", editable), ("Percent", spin), ("Day", day),
    ):  # fmt: skip
        form.addRow(label(name, "muted"), field)
    form.insertRow(3, "", label("There is no 31 February.", "error"))
    form_box = QVBoxLayout()
    form_box.addLayout(form)
    form_box.addStretch(1)
    columns.addLayout(form_box, 1)
    right = QVBoxLayout()
    for checked, words in ((True, "Counts as delivered"), (False, "Show history")):
        box = QCheckBox(words)
        box.setChecked(checked)
        right.addWidget(box)
    half = QCheckBox("Some of them")
    half.setTristate(True)
    half.setCheckState(Qt.CheckState.PartiallyChecked)
    right.addWidget(half)
    radio = QRadioButton("One signature")
    radio.setChecked(True)
    right.addWidget(radio)
    right.addWidget(QRadioButton("Two signatures"))
    bar = QProgressBar()
    bar.setValue(40)
    right.addWidget(bar)
    right.addWidget(ProgressMeter(icons, 60))
    tabs = QTabBar()
    for words in ("Deliverables", "Who owes what"):
        tabs.addTab(words)
    right.addWidget(tabs)
    listing = QListWidget()
    set_property(listing, "popup", True)
    listing.addItems(["KPBMA · 한국제약바이오협회", "KOTRA", "Create “KP”…"])
    listing.setCurrentRow(0)
    listing.setFixedHeight(104)
    right.addWidget(listing)
    right.addWidget(BusyLine(icons))
    calendar = QCalendarWidget()
    calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
    calendar.setFixedHeight(230)
    style_calendar(calendar, icons.theme)
    right.addWidget(calendar)
    right.addStretch(1)
    columns.addLayout(right, 1)
    badges = QVBoxLayout()
    for table in (status.DELIVERABLE, status.AGREEMENT, status.DERIVED):
        for key in table:
            badges.addWidget(StatusBadge(icons, key))
        badges.addSpacing(6)
    badges.addStretch(1)
    columns.addLayout(badges)
    made.body.addLayout(columns)
    made.body.addWidget(EmptyState(
        icons, "handshake", "No agreements yet", "Record one, or look at the samples.",
        action="New agreement", action_icon="plus",
    ))  # fmt: skip
    text.setFocus()
    return made


def log_dialog(icons: Icons, _runner: TaskRunner) -> QWidget:
    made = DialogFrame(icons, "Log progress", "pen-line", "Ctrl+L")
    form = QFormLayout()
    form.setHorizontalSpacing(20)
    form.setVerticalSpacing(12)
    what = QPlainTextEdit("First half-year report sent to members of both sides")
    what.setFixedHeight(60)
    first = QHBoxLayout()
    first.addWidget(QLineEdit("Regional trend reports · ARM and CARM"))
    first.addWidget(StatusBadge(icons, "overdue"))
    form.addRow(label("Deliverable", "muted"), first)
    form.addRow(label("What happened", "muted"), what)
    more = QHBoxLayout()
    for words, icon in (
        ("Move target", "calendar-clock"),
        ("Evidence", "paperclip"),
        ("Measure", "gauge"),
        ("Milestone", "flag"),
    ):
        more.addWidget(button(icons, words, icon, "chip"))
    more.addStretch(1)
    form.addRow(label("More", "muted"), more)
    made.body.addLayout(form)
    made.set_hint("Enter saves · Esc keeps the text for later")
    made.add_button("Cancel")
    made.add_button("Log", "primary", default=True)
    made.resize(640, 300)
    what.setFocus()
    return made


def message(icons: Icons, _runner: TaskRunner) -> QWidget:
    choices = (Choice("keep", "Keep"), Choice("delete", "Move to trash", "danger"))
    text = "It stays in the trash with its links until you empty it."
    return MessageDialog(
        icons, "Move this agreement to the trash?", [text], choices, print, icon="trash-2"
    )


def menu(icons: Icons, _runner: TaskRunner) -> QWidget:
    made = QMenu()
    for words, icon, keys in (
        ("Agreement", "handshake", "Ctrl+Shift+A"),
        ("Deliverable", "package-check", "Ctrl+Shift+D"),
        ("Organisation", "building-2", ""),
    ):
        action = QAction(words, made)
        icons.apply(action, icon)
        action.setShortcut(keys)
        made.addAction(action)
    made.addSeparator()
    for on in (True, False):
        action = QAction("Compact rows" if on else "Show the trash", made)
        action.setCheckable(True)
        action.setChecked(on)
        made.addAction(action)
    made.addAction("Not now").setEnabled(False)
    made.addMenu("More").addAction("x")
    made.setActiveAction(made.actions()[1])
    return made


PAGES: dict[str, Callable[[Icons, TaskRunner], QWidget]] = {
    "home": home,
    "deliverables": deliverables,
    "agreement": agreement,
    "controls": controls,
    "log": log_dialog,
    "message": message,
    "menu": menu,
}


def settle(milliseconds: int = 60) -> None:
    """Let the event loop run a little, so that layouts and answers arrive."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pictures", type=Path)
    parser.add_argument("--text", type=float, default=13.0, help="base text size in px")
    parser.add_argument("--pages", nargs="*", default=list(PAGES), choices=PAGES)
    options = parser.parse_args()
    app = QApplication(sys.argv[:1])
    theme = Theme(app, resource_path())
    theme.set_text_px(options.text)
    icons = Icons(theme, resource_path("icons"))
    runner = TaskRunner(WindowMessages(icons))
    if options.pictures is None:
        shown = [PAGES[name](icons, runner) for name in options.pages]
        for widget in shown:
            widget.show()
        code = app.exec()
        runner.shutdown()
        return code
    options.pictures.mkdir(parents=True, exist_ok=True)
    for mode in ("light", "dark"):
        theme.set_mode("dark" if mode == "dark" else "light")
        for name in options.pages:
            widget = PAGES[name](icons, runner)
            widget.show()
            settle()
            scale = f"{widget.devicePixelRatio():g}x"
            widget.grab().save(str(options.pictures / f"{name}-{mode}-{scale}.png"))
            widget.close()
    runner.shutdown()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
