"""A table to look at: rows are asked for as they are painted, so that 50,000 are as quick as 5."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import (
    QFocusEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from tracker.domain.shortening import in_one_line
from tracker.ui.icons import Icons
from tracker.ui.widgets.tips import plain_tip

ROW = 30
_PAD = 7
_Index = QModelIndex | QPersistentModelIndex
# As plain numbers: comparing members of Qt's own enumerations takes a hundred times as long.
_DISPLAY, _DECORATION, _TIP, _FOREGROUND = 0, 1, 3, 9
_ACCESSIBLE = 11


@dataclass(frozen=True, slots=True)
class CellLook:
    """What stands in a cell: its words, the colour role they have, an icon before them, and what
    is said of it besides, in a tip and to those who hear it."""

    text: str = ""
    role: str = ""
    icon: str = ""
    note: str = ""


Look = Callable[[int, int], CellLook]


class LookModel(QAbstractTableModel):
    """Cells that a function tells, by row and column."""

    def __init__(self, icons: Icons, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._icons = icons
        self._heads: tuple[str, ...] = ()
        self._count = 0
        self._look: Look | None = None
        icons.theme.changed.connect(self._recolor)

    def put(self, heads: Sequence[str], count: int, look: Look) -> None:
        """Show other rows."""
        self.beginResetModel()
        self._heads, self._count, self._look = tuple(heads), count, look
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else self._count

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._heads)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation == Qt.Orientation.Horizontal and 0 <= section < len(self._heads):
            if role == Qt.ItemDataRole.DisplayRole:
                return self._heads[section]
            if role == Qt.ItemDataRole.TextAlignmentRole:
                return int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        return None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        kind = int(role)
        if self._look is None or not index.isValid():
            return None
        if kind not in (_DISPLAY, _DECORATION, _TIP, _FOREGROUND, _ACCESSIBLE):
            return None
        look = self._look(index.row(), index.column())
        if kind == _DISPLAY:
            return in_one_line(look.text)
        if kind == _DECORATION:
            return self._icons.icon(look.icon, look.role or "muted", size=14) if look.icon else None
        if kind == _FOREGROUND:
            return self._icons.theme.color(look.role) if look.role else None
        said = "\n".join(part for part in (look.note, look.text) if part)
        return plain_tip(said) if kind == _TIP else said

    def _recolor(self) -> None:
        if self._count and self._heads:
            self.dataChanged.emit(
                self.index(0, 0), self.index(self._count - 1, len(self._heads) - 1)
            )


class _Indented(QStyledItemDelegate):
    """Words begin where those of the head do."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        self.initStyleOption(option, index)
        view = option.widget
        style = view.style()
        # The ground goes under the whole cell, the words keep off its edges.
        style.drawPrimitive(QStyle.PrimitiveElement.PE_PanelItemViewItem, option, painter, view)
        option.rect = option.rect.adjusted(_PAD, 0, -_PAD // 2, 0)
        super().paint(painter, option, index)


class PlainTable(QTableView):
    """Rows to read; the arrows walk through them, Ctrl+C copies the cell."""

    def __init__(self, icons: Icons, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setProperty("framed", True)
        self.shown = LookModel(icons, self)
        self.setModel(self.shown)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        side = self.verticalHeader()
        side.hide()
        side.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        side.setDefaultSectionSize(icons.theme.px(ROW))
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setStretchLastSection(True)
        self.setItemDelegate(_Indented(self))
        self._shares: tuple[float, ...] = ()

    def put(
        self,
        heads: Sequence[str],
        count: int,
        look: Look,
        widths: Sequence[int] = (),
        shares: Sequence[float] = (),
    ) -> None:
        """Show other rows. The columns have `widths` in px, or `shares` of the table's width; the
        last one takes what is left."""
        self.shown.put(heads, count, look)
        self._shares = tuple(shares)
        for at, width in enumerate(widths):
            self.setColumnWidth(at, width)
        self._share()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        # Qt makes the first row current and does not mark it: one must see where the keyboard is.
        if self.shown.rowCount() and not self.selectionModel().hasSelection():
            self.selectRow(max(0, self.currentIndex().row()))

    def _share(self) -> None:
        for at, share in enumerate(self._shares):
            self.setColumnWidth(at, round(self.viewport().width() * share))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy) and self.currentIndex().isValid():
            QGuiApplication.clipboard().setText(str(self.currentIndex().data() or ""))
        else:
            super().keyPressEvent(event)
