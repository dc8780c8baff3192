"""The list of deliverables in the real window: asking, waiting, painting."""

import time
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QTableView, QWidget

from benchmarks.measure import timed
from benchmarks.window import OpenWindow, Painted
from tracker.ui.lists.model import WindowedTableModel


@dataclass
class Asked:
    """How long a list took, in ms: to its first rows on the screen, and to all of it there."""

    first_rows: float
    complete: float


class Deliverables:
    """The page of the list, opened and at rest."""

    def __init__(self, window: OpenWindow) -> None:
        self.window = window
        window.session.navigator.open_list("deliverable")
        window.settle()
        self.page: QWidget = window.page
        self.model: WindowedTableModel = self.page.model  # type: ignore[attr-defined]
        self.table: QTableView = self.page.view.pane.table  # type: ignore[attr-defined]
        self._painted = Painted(self.table.viewport())
        self._answers = self._completions = self._before_answer = 0
        self.model.answered.connect(self._answered)
        self.model.completed.connect(self._completed)

    def asked(self, ask: Callable[[], object]) -> Asked:
        """Ask, and wait for what is painted then. What belongs to it otherwise, such as sums, is
        waited for afterwards, outside of the time."""
        self.window.settle()
        answers, completions = self._answers, self._completions
        start = time.perf_counter()
        ask()
        self.window.until(lambda: self._answers > answers)
        if self.model.rowCount():
            self.window.until(lambda: self._painted.times > self._before_answer)
        first = time.perf_counter()
        self.window.until(lambda: self._completions > completions)
        self.window.app.processEvents()
        end = time.perf_counter()
        self.window.settle()
        return Asked((first - start) * 1000, (end - start) * 1000)

    def repaint(self) -> float:
        """One repaint of the whole table, in ms."""
        return timed(self.table.viewport().repaint)

    def filter(self, text: str) -> None:
        """Narrow the list by a filter as it is typed."""
        self.window.session.navigator.open_list("deliverable", f"filter:{text}")

    def _answered(self) -> None:
        self._before_answer = self._painted.times
        self._answers += 1

    def _completed(self) -> None:
        self._completions += 1
