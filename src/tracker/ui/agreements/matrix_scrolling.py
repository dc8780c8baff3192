"""Scrolling who owes what: sideways by a bar above the parties, and no higher than the page."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QScrollArea, QScrollBar, QWidget

from tracker.i18n import tr
from tracker.ui.agreements.matrix import MatrixView

# What stands in the page beside the rows and the totals: the bar, lines, margins, in px.
_AROUND = 48


class SidewaysBar(QScrollBar):
    """Above the parties, for below many rows nobody would see it; there only when it is needed.
    All parts of the matrix stand where it stands."""

    def __init__(self, views: Sequence[MatrixView], parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setAccessibleName(tr("Parties"))
        bars = [view.horizontalScrollBar() for view in views]
        for bar in bars:
            self.valueChanged.connect(bar.setValue)
            bar.valueChanged.connect(self.setValue)
        # Both parts are as wide: the first one's way is that of all.
        self._first = bars[0]
        self._first.rangeChanged.connect(self._follow)
        self._follow()

    def _follow(self) -> None:
        self.setPageStep(self._first.pageStep())
        self.setSingleStep(self._first.singleStep())
        self.setRange(self._first.minimum(), self._first.maximum())
        self.setVisible(self._first.maximum() > 0)


class PageRoom(QObject):
    """Keeps the rows so low that they, their head and the totals are seen at once in the page."""

    def __init__(self, rows: MatrixView, totals: MatrixView) -> None:
        super().__init__(rows)
        self._rows, self._totals = rows, totals
        self._seen: QWidget | None = None
        rows.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._rows and event.type() == QEvent.Type.Show:
            self._find()
        if watched is self._seen and event.type() == QEvent.Type.Resize:
            self._fit()
        return super().eventFilter(watched, event)

    def _find(self) -> None:
        above = self._rows.parentWidget()
        while above is not None and not isinstance(above, QScrollArea):
            above = above.parentWidget()
        seen = above.viewport() if above is not None else None
        if seen is not self._seen:
            if self._seen is not None:
                self._seen.removeEventFilter(self)
            self._seen = seen
            if seen is not None:
                seen.installEventFilter(self)
        self._fit()

    def _fit(self) -> None:
        if self._seen is not None:
            around = self._totals.height() + _AROUND
            self._rows.keep_within(self._seen.height() - around)
