"""Scrolling through the 200,000 deliverables, against QSqlQueryModel in a QTableView.

A frame is the moving of the scroll bar and the painting of all that is then on the screen. Both
go the same way: some rows at a time, and now and then a jump. Rows come in while it is scrolled.
"""

import time
from random import Random

from PySide6.QtWidgets import QTableView

from benchmarks import databases
from benchmarks.bare_table import BareTable
from benchmarks.list_page import Deliverables
from benchmarks.measure import Compared, Times
from benchmarks.window import OpenWindow, opened

_BETWEEN_S = 0.008


def compare(quick: bool) -> list[Compared]:
    """Frames in turns, after each the time a screen leaves between two of them."""
    path = databases.largest()
    random = Random(1)
    ours, least = Times(), Times()
    with opened(path) as window:
        shown = Deliverables(window)
        keys = [column.key for column in shown.model.columns]
        bare = BareTable(path, keys, shown.table)
        window.settle()
        height = shown.table.rowHeight(0)
        place = 0
        last = min(shown.table.verticalScrollBar().maximum(), 190_000 * height)
        for number in range(120 if quick else 1000):
            step = random.choice((3, 3, 5, 20)) * height
            place = random.randrange(last) if number % 40 == 39 else (place + step) % last
            ours.all.append(_frame(window, shown.table, place))
            least.all.append(_frame(window, bare.view, place))
        bare.close()
    name = "Scrolling the list of deliverables, a frame"
    other = "QSqlQueryModel in a QTableView"
    return [Compared(name, ours, other, least, most_ratio=1.3, most_p95=16)]


def _frame(window: OpenWindow, table: QTableView, place: int) -> float:
    start = time.perf_counter()
    table.verticalScrollBar().setValue(place)
    table.viewport().repaint()
    took = (time.perf_counter() - start) * 1000
    end = time.perf_counter() + _BETWEEN_S
    window.until(lambda: time.perf_counter() >= end)
    return took
