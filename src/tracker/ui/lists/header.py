"""The head of a list: sort by click (Shift adds a column), move, resize, choose columns."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QAction, QContextMenuEvent, QGuiApplication, QPainter
from PySide6.QtWidgets import QHeaderView, QMenu, QWidget

from tracker.i18n import tr
from tracker.ui.icons import Icons
from tracker.ui.lists.columns import SortKey
from tracker.ui.lists.model import WindowedTableModel

_PAD = 10
_ARROW = 12


class ListHeader(QHeaderView):
    """`layout_changed` after the person moved, resized, hid or showed a column."""

    layout_changed = Signal()

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._icons = icons
        self.setSectionsClickable(True)
        self.setSectionsMovable(True)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(44)
        self.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.setAccessibleName(tr("Columns"))
        self.sectionClicked.connect(self._sort_by)
        self.sectionMoved.connect(self._moved)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self._icons.theme.px(30))

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:  # noqa: N803
        model = self.model()
        if not isinstance(model, WindowedTableModel):
            return
        theme = self._icons.theme
        painter.fillRect(rect, theme.color("surface"))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, theme.color("line"))
        column = model.columns[logicalIndex]
        room = rect.adjusted(_PAD, 0, -_PAD, -1)
        painter.setFont(theme.font("head"))
        rank = next((n for n, k in enumerate(model.sort_keys) if k.key == column.key), -1)
        painter.setPen(theme.color("text" if rank >= 0 else "muted"))
        words = room.adjusted(0, 0, -(_ARROW + 4) if rank >= 0 else 0, 0)
        metrics = painter.fontMetrics()
        text = metrics.elidedText(tr(column.label), Qt.TextElideMode.ElideRight, words.width())
        side = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
        painter.drawText(words, int(side | Qt.AlignmentFlag.AlignVCenter), text)
        if rank >= 0:
            self._arrow(
                painter, words, metrics.horizontalAdvance(text), model.sort_keys[rank], column.right
            )

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = self.column_menu()
        menu.popup(event.globalPos())

    def column_menu(self) -> QMenu:
        """A menu to choose columns by; frees itself when closed."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        model = self.model()
        if isinstance(model, WindowedTableModel):
            for at, column in enumerate(model.columns):
                action = QAction(tr(column.label).replace("&", "&&"), menu)
                action.setCheckable(True)
                action.setChecked(not self.isSectionHidden(at))
                action.setData(at)
                menu.addAction(action)
            menu.triggered.connect(self._toggle)
        return menu

    def _arrow(
        self, painter: QPainter, words: QRect, width: int, key: SortKey, right: bool
    ) -> None:
        name = "arrow-down" if key.descending else "arrow-up"
        left = words.right() + 4 if right else words.left() + width + 4
        top = words.center().y() - _ARROW // 2 + 1
        dpr = self.devicePixelRatio()
        painter.drawPixmap(QPoint(left, top), self._icons.pixmap(name, "text", _ARROW, dpr))

    def _sort_by(self, section: int) -> None:
        model = self.model()
        if not isinstance(model, WindowedTableModel) or not model.columns[section].sortable:
            return
        key = model.columns[section].key
        keys = list(model.sort_keys)
        at = next((n for n, known in enumerate(keys) if known.key == key), -1)
        add = bool(QGuiApplication.keyboardModifiers() & Qt.KeyboardModifier.ShiftModifier)
        turned = SortKey(key, at >= 0 and not keys[at].descending)
        if not add:
            keys = [turned]
        elif at >= 0:
            keys[at] = turned
        else:
            keys.append(turned)
        model.set_sort(keys)
        self.viewport().update()

    def _toggle(self, action: QAction) -> None:
        at = int(action.data())
        shown = self.count() - self.hiddenSectionCount()
        if action.isChecked() or shown > 1:
            self.setSectionHidden(at, not action.isChecked())
            self.layout_changed.emit()

    def _moved(self, _logical: int, _before: int, _after: int) -> None:
        self.layout_changed.emit()
