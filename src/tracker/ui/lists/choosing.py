"""Choosing the columns of a list: which, and in what order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
)

from tracker.i18n import tr
from tracker.ui.lists.columns import Column
from tracker.ui.widgets.buttons import button
from tracker.ui.widgets.labels import label, plain_tip

if TYPE_CHECKING:
    from tracker.ui.lists.view import ListView

_KEY = Qt.ItemDataRole.UserRole
_MANY, _ROW = 12, 28
_ON, _OFF = Qt.CheckState.Checked, Qt.CheckState.Unchecked
_ALT = Qt.KeyboardModifier.AltModifier


class ColumnChooser(QFrame):
    """All columns with a mark before those that are shown, in their order: these stand above,
    the others below, those of one type of record under its name. What is chosen shows at once."""

    def __init__(self, view: ListView) -> None:
        super().__init__(view, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("frame", "card")
        self.setAccessibleName(tr("Columns"))
        self._view = view
        assert view.list is not None
        self._model = view.list
        self._row = QSize(0, view.icons.theme.px(_ROW))
        self.search = QLineEdit()
        self.search.setPlaceholderText(tr("Find a column"))
        self.search.setAccessibleName(tr("Find a column"))
        self.search.setClearButtonEnabled(True)
        self.search.setVisible(len(self._model.all_columns) > _MANY)
        self.search.textChanged.connect(self._narrow)
        self.search.installEventFilter(self)
        self.columns = QListWidget()
        self.columns.setAccessibleName(tr("Columns"))
        self.columns.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.columns.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.columns.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.columns.installEventFilter(self)
        self._fill()
        self.columns.itemChanged.connect(self._changed)
        self.columns.model().rowsMoved.connect(self._changed)
        icons = view.icons
        self.up = button(icons, tr("Move up (Alt+Up)"), "arrow-up", "icon")
        self.down = button(icons, tr("Move down (Alt+Down)"), "arrow-down", "icon")
        self.first = button(icons, tr("&As at first"), "rotate-ccw", "quiet")
        self.up.clicked.connect(self._move_up)
        self.down.clicked.connect(self._move_down)
        self.first.clicked.connect(self._as_at_first)
        foot = QHBoxLayout()
        foot.addWidget(self.up)
        foot.addWidget(self.down)
        foot.addStretch(1)
        foot.addWidget(self.first)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 10, 10, 8)
        column.setSpacing(8)
        column.addWidget(self.search)
        column.addWidget(self.columns, 1)
        column.addWidget(label(tr("Drag to put in order"), "small"))
        column.addLayout(foot)

    def open_at(self, corner: QPoint) -> None:
        """Show it with its upper left corner there, moved so that all of it is on the screen."""
        px = self._view.icons.theme.px
        rows = min(self.columns.count(), 14)
        self.resize(px(280), px(130) + rows * px(_ROW))
        screen = self._view.screen().availableGeometry()
        corner.setX(max(screen.left(), min(corner.x(), screen.right() - self.width())))
        corner.setY(max(screen.top(), min(corner.y(), screen.bottom() - self.height())))
        self.move(corner)
        self.show()
        if self.search.isVisible():
            self.search.setFocus()
        else:
            self.columns.setFocus()
        self.columns.setCurrentRow(0)

    def chosen(self) -> list[str]:
        """The keys of the columns that are marked, in order."""
        return [str(item.data(_KEY)) for item in self._items() if item.checkState() == _ON]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if watched is self.search and event.key() == Qt.Key.Key_Down:
                self.columns.setFocus()
                return True
            alt = event.modifiers() & _ALT
            if alt and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
                self._move(-1 if event.key() == Qt.Key.Key_Up else 1)
                return True
        return False

    def _fill(self) -> None:
        known = {column.key: column for column in self._model.all_columns}
        shown = self._view.shown_keys()
        others = [column for column in self._model.all_columns if column.key not in shown]
        self.columns.clear()
        for key in shown:
            self._add(known[key], _ON)
        for column in others:
            if not column.of:
                self._add(column, _OFF)
        for of in dict.fromkeys(column.of for column in others if column.of):
            heading = QListWidgetItem(tr(of))
            heading.setFlags(Qt.ItemFlag.NoItemFlags)
            heading.setFont(self._view.icons.theme.font("head"))
            heading.setForeground(self._view.icons.theme.color("muted"))
            heading.setSizeHint(self._row)
            self.columns.addItem(heading)
            for column in others:
                if column.of == of:
                    self._add(column, _OFF)

    def _add(self, column: Column, state: Qt.CheckState) -> None:
        item = QListWidgetItem(tr(column.label))
        item.setData(_KEY, column.key)
        item.setFlags(
            Qt.ItemFlag.ItemIsEnabled
            | Qt.ItemFlag.ItemIsSelectable
            | Qt.ItemFlag.ItemIsUserCheckable
            | Qt.ItemFlag.ItemIsDragEnabled
        )
        item.setCheckState(state)
        item.setSizeHint(self._row)
        if column.of:
            item.setToolTip(plain_tip(tr(column.of)))
        self.columns.addItem(item)

    def _items(self) -> list[QListWidgetItem]:
        items = (self.columns.item(row) for row in range(self.columns.count()))
        return [item for item in items if item.data(_KEY)]

    def _narrow(self, text: str) -> None:
        wanted = text.strip().casefold()
        for row in range(self.columns.count()):
            item = self.columns.item(row)
            is_heading = not item.data(_KEY)
            item.setHidden(bool(wanted) and (is_heading or wanted not in item.text().casefold()))
        # A key must never reach a column that is not to be seen.
        found = [item for item in self._items() if not item.isHidden()]
        self.columns.setCurrentRow(self.columns.row(found[0]) if found else -1)

    def _changed(self) -> None:
        keys = self.chosen()
        if keys:
            self._view.show_columns(keys)
            return
        # One column at least: the mark that was taken away last comes back.
        shown = self._view.shown_keys()
        for item in self._items():
            if item.data(_KEY) in shown:
                item.setCheckState(_ON)

    def _move_up(self) -> None:
        self._move(-1)

    def _move_down(self) -> None:
        self._move(1)

    def _move(self, step: int) -> None:
        """Move the current column before or behind the next one that is shown."""
        row = self.columns.currentRow()
        item = self.columns.currentItem()
        if row < 0 or not item.data(_KEY):
            return
        to = row + step
        while 0 <= to < self.columns.count() and self.columns.item(to).checkState() != _ON:
            to += step
        if not 0 <= to < self.columns.count() or not self.columns.item(to).data(_KEY):
            return
        self.columns.blockSignals(True)
        self.columns.insertItem(to, self.columns.takeItem(row))
        self.columns.setCurrentItem(item)
        self.columns.blockSignals(False)
        self._changed()

    def _as_at_first(self) -> None:
        self._view.show_first_columns()
        self.columns.blockSignals(True)
        self._fill()
        self.columns.setCurrentRow(0)
        self.columns.blockSignals(False)
