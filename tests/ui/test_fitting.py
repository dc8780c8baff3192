"""Columns as wide as they need, in lists and in tables on cards; names on two lines."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from PySide6.QtGui import QFontMetrics
from pytestqt.qtbot import QtBot

from tracker.domain.dates import PartialDate
from tracker.domain.dates_writing import write_date
from tracker.domain.list_views import Sort
from tracker.ui.icons import Icons
from tracker.ui.lists.columns import Column, GroupLine
from tracker.ui.lists.model import WindowedTableModel
from tracker.ui.lists.view import ListView
from tracker.ui.record_page.table import TALL, CardTable
from tracker.ui.record_page.table_parts import Moved, TableColumn, TableContent, TableRow
from tracker.ui.record_page.two_lines import lines_of
from tracker.ui.tasks import TaskRunner
from tracker.ui.theme import Theme

_RANGE = PartialDate.parse("2019-05-29/2019-06-01")
_COLUMNS = (
    TableColumn("Deliverable", "text", 150, stretch=True),
    TableColumn("Target", "target", 146),
    TableColumn("By", "text", 96, rank=2),
    TableColumn("Progress", "percent", 104, rank=1),
)


class Agreements:
    """A source of three agreements with a name, parties, a kind and a day."""

    columns: Sequence[Column] = (
        Column("name", "Agreement", 320, "strong", stretch=True),
        Column("parties", "Parties", 220, "muted", stretch=True),
        Column("on", "Signed", 60, "date"),
        Column("kind", "Kind", 400),
    )

    def stream(self, query: Any, sort: tuple[Sort, ...], group: str) -> Iterator[array[int]]:
        yield array("q", [1, 2, 3])

    def rows(self, ids: Sequence[int], keys: Sequence[str]) -> Sequence[tuple[Any, ...]]:
        row = ("A memorandum of many bodies and words " * 3, "ACS, FACS, CARM, SCRM " * 3)
        return [(*row, _RANGE, "MoU") for _ in ids]

    def total(self, query: Any) -> int:
        return 3

    def sums(self, query: Any, keys: Sequence[str]) -> Mapping[str, Any]:
        return {}

    def groups(self, query: Any, key: str, keys: Sequence[str]) -> Sequence[GroupLine]:
        return []


def test_a_list_gives_its_room_to_the_names_and_cuts_no_usual_date(
    icons: Icons, theme: Theme, runner: TaskRunner, qtbot: QtBot
) -> None:
    view = ListView(icons, "Agreements")
    qtbot.addWidget(view)
    view.resize(760, 300)
    view.show()
    model = WindowedTableModel(Agreements(), runner, view)
    view.use(model)
    model.ask("")
    runner.wait_idle()
    name, parties, day, kind = (view.columnWidth(at) for at in range(4))
    assert kind < 100, "declared 400 wide, and says three letters"
    needed = QFontMetrics(theme.font("base")).horizontalAdvance(write_date(_RANGE))
    assert day >= needed + 20
    assert name >= 260
    assert parties >= 110
    assert name + parties + day + kind <= view.viewport().width()
    qtbot.waitUntil(lambda: not view.horizontalScrollBar().isVisible())


def _table(icons: Icons, qtbot: QtBot, rows: Sequence[TableRow], width: int) -> CardTable:
    table = CardTable(icons, TableContent("Deliverables", _COLUMNS, rows))
    qtbot.addWidget(table)
    table.resize(width, table.height())
    table.show()
    return table


def test_a_long_name_wraps_and_a_moved_target_stands_whole(
    icons: Icons, theme: Theme, qtbot: QtBot
) -> None:
    moved = Moved("29 May – 1 Jun 2019", "10–12 Sep 2018")
    table = _table(
        icons,
        qtbot,
        [
            TableRow(("Korea-ASEAN forum on cell therapy, first day", moved, "", (None, ""))),
            TableRow(("Short", Moved("2019"), "", (None, ""))),
        ],
        360,
    )
    assert table.isColumnHidden(2)
    assert table.isColumnHidden(3), "nobody and nothing in them"
    room = table.columnWidth(1) - 20
    for text, font in ((moved.now, "base"), (moved.before, "small")):
        assert QFontMetrics(theme.font(font)).horizontalAdvance(text) <= room  # type: ignore[arg-type]
    assert table.rowHeight(0) == theme.px(TALL) > table.rowHeight(1)
    assert table.columnWidth(0) + table.columnWidth(1) == table.viewport().width()
    heights = table.rowHeight(0) + table.rowHeight(1)
    assert table.viewport().height() >= heights


def test_what_says_least_goes_first(icons: Icons, qtbot: QtBot) -> None:
    rows = [
        TableRow(("A pavilion at the convention of the society", Moved("2019"), "CARM", (None, "")))
        for _ in range(4)
    ]
    rows.append(TableRow(("A forum", Moved("2019"), "CARM", (20, "in_progress"))))
    table = _table(icons, qtbot, rows, 900)
    assert not table.isColumnHidden(3)
    table.resize(380, table.height())
    assert table.isColumnHidden(3)
    assert not table.isColumnHidden(2)


def test_two_lines_hold_every_word(theme: Theme) -> None:
    font = theme.font("base")
    text = "Korea-ASEAN forum 😀 on cell therapy"
    lines = lines_of(text, font, 150)
    assert len(lines) == 2
    assert " ".join(lines) == text
    assert QFontMetrics(font).horizontalAdvance(lines[0]) <= 150
    assert lines_of("short", font, 150) == ["short"]


class Growing(Agreements):
    """A first piece of one short row; wider values come later, a range of days far below."""

    def stream(self, query: Any, sort: tuple[Sort, ...], group: str) -> Iterator[array[int]]:
        yield array("q", [1])
        yield array("q", range(2, 400))

    def rows(self, ids: Sequence[int], keys: Sequence[str]) -> Sequence[tuple[Any, ...]]:
        day = PartialDate.parse("2024-06-04")
        return [
            (
                "A",
                "B",
                _RANGE if id > 300 else day,
                "Memorandum of understanding" if id > 1 else "MoU",
            )
            for id in ids
        ]

    def total(self, query: Any) -> int:
        return 399


def test_a_list_fits_to_rows_that_come_after_the_first_piece(
    icons: Icons, theme: Theme, runner: TaskRunner, qtbot: QtBot
) -> None:
    view = ListView(icons, "Agreements")
    qtbot.addWidget(view)
    view.resize(900, 300)
    view.show()
    model = WindowedTableModel(Growing(), runner, view)
    view.use(model)
    model.ask("")
    words = QFontMetrics(theme.font("base")).horizontalAdvance("Memorandum of understanding")
    qtbot.waitUntil(lambda: view.columnWidth(3) > words)
    dates = view.columnWidth(2)
    qtbot.waitUntil(lambda: model.count == 399)
    view.scrollToBottom()
    needed = QFontMetrics(theme.font("base")).horizontalAdvance(write_date(_RANGE))
    qtbot.waitUntil(lambda: view.columnWidth(2) > max(dates, needed))


class Changing(Agreements):
    """What stands in its kind follows the query, or what has been written since."""

    written = ""

    def __init__(self) -> None:
        self.asked = ""

    def stream(self, query: Any, sort: tuple[Sort, ...], group: str) -> Iterator[array[int]]:
        self.asked = query
        if query != "none":
            yield array("q", range(1, 400))

    def rows(self, ids: Sequence[int], keys: Sequence[str]) -> Sequence[tuple[Any, ...]]:
        kind = self.written or ("Memorandum of understanding" if self.asked == "wide" else "MoU")
        return [("A", "B", _RANGE, kind if id < 50 else "MoU") for id in ids]

    def total(self, query: Any) -> int:
        return 399


def test_columns_give_back_what_only_rows_that_went_needed(
    icons: Icons, runner: TaskRunner, qtbot: QtBot
) -> None:
    source = Changing()
    view = ListView(icons, "Agreements")
    qtbot.addWidget(view)
    view.resize(1200, 300)
    view.show()
    model = WindowedTableModel(source, runner, view)
    view.use(model)

    def width(query: str = "") -> int:
        if query:
            model.ask(query)
        else:
            model.refresh()
        assert runner.wait_idle()
        return view.columnWidth(3)

    narrow, wide = width("narrow"), width("wide")
    assert wide > narrow
    assert width("none") == wide, "nothing to measure: nothing jumps"
    assert width("narrow") == narrow, "another filter"
    source.written = "Memorandum of understanding"
    assert width() == wide, "written in a row"
    source.written = ""
    assert width() == narrow, "and undone"
    source.written = "Memorandum of understanding"
    assert width() == wide
    source.written = ""
    view.scrollToBottom()
    assert view.verticalScrollBar().value() > 0
    assert width() == wide, "not while somebody is further down"
