"""A list before there are services: the rows that a start reads by itself, where the list page
will show them a moment later. They can be scrolled, selected and opened."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QLabel, QTableView, QWidget

from tracker.domain.refs import RecordRef
from tracker.i18n import tr
from tracker.ui.first.painting import FirstCells, FirstHeader
from tracker.ui.icons import Icons

_DISPLAY, _ACCESSIBLE = 0, 11
_Index = QModelIndex | QPersistentModelIndex


class FirstModel(QAbstractTableModel):
    """Rows of words; `columns` as kept."""

    def __init__(self, columns: Sequence[dict[str, Any]], parent: QObject) -> None:
        super().__init__(parent)
        self.columns = columns
        self.ids: array[int] = array("q")
        self.rows: Sequence[tuple[str, ...]] = ()

    def show(self, ids: array[int], rows: Sequence[tuple[str, ...]]) -> None:
        """Other rows."""
        self.beginResetModel()
        self.ids, self.rows = ids, rows
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: _Index, role: int = _DISPLAY) -> Any:
        if index.isValid() and role in (_DISPLAY, _ACCESSIBLE):
            return self.rows[index.row()][index.column()]
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:
        if orientation == Qt.Orientation.Horizontal and role in (_DISPLAY, _ACCESSIBLE):
            return self.columns[section]["label"]
        return None


class FirstTable(QTableView):
    """Looks as the table of a list page does."""

    chosen = Signal(int)

    def __init__(self, icons: Icons, kept: dict[str, Any], parent: QWidget) -> None:
        super().__init__(parent)
        self.list = FirstModel(kept["columns"], self)
        self.setModel(self.list)
        self.setItemDelegate(FirstCells(icons, kept, self, self._rows))
        head = FirstHeader(icons, kept, self)
        self.setHorizontalHeader(head)
        self.setAccessibleName(kept["title"])
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        side = self.verticalHeader()
        side.hide()
        side.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        side.setMinimumSectionSize(kept["row"])
        side.setDefaultSectionSize(kept["row"])
        for at, column in enumerate(kept["columns"]):
            head.resizeSection(at, column["width"])
        self.doubleClicked.connect(self._choose)

    def _rows(self) -> Sequence[tuple[str, ...]]:
        return self.list.rows

    def current_id(self) -> int:
        """The id of the row in hand; 0 for none."""
        at = self.currentIndex()
        return self.list.ids[at.row()] if at.isValid() else 0

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose()
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Not here, as in every list."""

    def _choose(self) -> None:
        if id := self.current_id():
            self.chosen.emit(id)


class FirstList(QFrame):
    """`opened(RecordRef)` when a row is opened."""

    opened = Signal(object)

    def __init__(self, icons: Icons, kept: dict[str, Any], parent: QWidget) -> None:
        super().__init__(parent)
        self._kept = kept
        self.setProperty("ground", "surface")
        self.setAccessibleName(kept["title"])
        self.title = _label(kept["title"], "title", self)
        self.foot = _label("", "small", self)
        self._lines = [QFrame(self), QFrame(self)]
        for line in self._lines:
            line.setProperty("frame", "hairline")
        self.table = FirstTable(icons, kept, self)
        self.table.chosen.connect(self._open)
        self.setFocusProxy(self.table)
        self.hide()

    def show_rows(self, ids: array[int], rows: Sequence[tuple[str, ...]]) -> None:
        """The first rows of the list."""
        self.table.list.show(ids, rows)

    def show_count(self, count: int) -> None:
        """How many there are in all."""
        self.foot.setText(tr("{count} shown", count=f"{count:,}"))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        top, foot = self._kept["top"], self._kept["foot"]
        wide, below = self.width(), self.height() - foot
        left, over, width, height = self._kept["at"]
        width = max(width, self.title.sizeHint().width())
        self.title.setGeometry(left, over, width, height)
        self._lines[0].setGeometry(0, top - 1, wide, 1)
        self.table.setGeometry(0, top, wide, below - top - 1)
        self._lines[1].setGeometry(0, below - 1, wide, 1)
        self.foot.setGeometry(20, below, wide - 40, foot)

    def _open(self, id: int) -> None:
        self.opened.emit(RecordRef(self._kept["kind"], id))


def _label(text: str, role: str, parent: QWidget) -> QLabel:
    made = QLabel(parent)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setText(text)
    made.setProperty("role", role)
    return made
