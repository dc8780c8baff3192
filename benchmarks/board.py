"""The board with 2,000 cards: what opening it asks, against the list's ids and rows of the same
records; a frame of scrolling it; and the longest stretch of the window's thread meanwhile."""

import time
from random import Random

from PySide6.QtWidgets import QAbstractItemView

from benchmarks import databases
from benchmarks.measure import Compared, Times
from benchmarks.samples import TODAY
from benchmarks.window import OpenWindow, Stretches, opened
from tracker.domain.list_views import ListQuery, Sort
from tracker.services import open_services

CARDS = 2_000
_BETWEEN_S = 0.008
_COLUMNS = (
    "title", "status", "target", "percent", "agreement", "type", "responsible", "last_logged",
)  # fmt: skip


def compare(quick: bool) -> list[Compared]:
    """Asking in turns with the list, outside of the window; then the window opens and scrolls."""
    path = databases.big(CARDS // 4)
    query, sort = ListQuery(today=TODAY), (Sort("target"),)
    asked, listed, frames, stretches = Times(), Times(), Times(), Times()
    services = open_services(path, "bench", lambda: TODAY)
    for _ in range(8 if quick else 40):
        with asked.take():
            services.board.board(query)
        with listed.take():
            ids = services.lists.ids("deliverable", query, sort)
            services.lists.rows("deliverable", ids, TODAY, _COLUMNS)
    services.close()
    with opened(path) as window:
        navigator, watch = window.session.navigator, Stretches()
        # Once before, to make the page and import what it needs: that is the start's.
        navigator.open_board()
        window.settle()
        for _ in range(20 if quick else 40):
            navigator.open_home()
            window.settle()
            with watch.watched():
                navigator.open_board("overdue")
                window.settle()
                navigator.open_board()
                window.settle()
            stretches.all.append(watch.longest)
        view: QAbstractItemView = window.page.view.board  # type: ignore[attr-defined]
        bar, random, place = view.verticalScrollBar(), Random(1), 0
        for number in range(120 if quick else 1000):
            step = random.choice((30, 60, 120, 300))
            place = random.randrange(max(1, bar.maximum())) if number % 40 == 39 else place + step
            place %= max(1, bar.maximum())
            frames.all.append(_frame(window, view, place))
    return [
        Compared(
            "Asking a board of 2,000 cards", asked, "ids and rows of the list", listed,
            most_ratio=3.0,
        ),
        Compared("Scrolling that board, a frame", frames, most_p95=16),
        Compared("Opening it, the window's longest stretch", stretches, most_p95=16),
    ]  # fmt: skip


def _frame(window: OpenWindow, view: QAbstractItemView, place: int) -> float:
    start = time.perf_counter()
    view.verticalScrollBar().setValue(place)
    view.viewport().repaint()
    took = (time.perf_counter() - start) * 1000
    end = time.perf_counter() + _BETWEEN_S
    window.until(lambda: time.perf_counter() >= end)
    return took
