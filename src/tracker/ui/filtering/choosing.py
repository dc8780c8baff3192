"""Choosing a field to filter by: a list that narrows as one types, grouped by type."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from tracker.domain.filter_text_names import folded, label_of
from tracker.domain.filters import FilterField
from tracker.i18n import tr, without_mnemonic
from tracker.ui.icons import Icons

_WIDTH, _HEIGHT, _ROW = 300, 340, 28


class _Search(QLineEdit):
    """Up and Down move in the list below while one goes on typing."""

    def __init__(self, steered: QListWidget) -> None:
        super().__init__()
        self._list = steered

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            # It ends here: the popup would take it for "apply" once a field is chosen.
            self.returnPressed.emit()
            return
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
        if not step:
            super().keyPressEvent(event)
            return
        row = self._list.currentRow() + step
        while 0 <= row < self._list.count():
            item = self._list.item(row)
            if not item.isHidden() and item.flags() & Qt.ItemFlag.ItemIsSelectable:
                self._list.setCurrentItem(item)
                return
            row += step


class FieldChooser(QWidget):
    """`chosen(field)` by Enter or click."""

    chosen = Signal(object)

    def __init__(
        self, icons: Icons, fields: Sequence[FilterField], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.list = QListWidget()
        self.list.setAccessibleName(tr("Fields"))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setMouseTracking(True)
        self.search = _Search(self.list)
        self.search.setPlaceholderText(tr("Which field?"))
        self.search.setAccessibleName(tr("Which field?"))
        self.search.textChanged.connect(self._narrow)
        self.search.returnPressed.connect(self._take)
        self.list.itemClicked.connect(self._clicked)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 10, 10, 8)
        column.setSpacing(6)
        column.addWidget(self.search)
        column.addWidget(self.list, 1)
        self.setMinimumSize(icons.theme.px(_WIDTH), icons.theme.px(_HEIGHT))
        self.setFocusProxy(self.search)
        self._fill(icons, fields)
        self._narrow("")

    def _fill(self, icons: Icons, fields: Sequence[FilterField]) -> None:
        row = QSize(0, icons.theme.px(_ROW))
        groups: dict[str, list[FilterField]] = {}
        for field in fields:
            groups.setdefault(without_mnemonic(tr(field.of)) if field.of else "", []).append(field)
        for group in sorted(groups, key=str.casefold):
            if group:
                head = QListWidgetItem(group)
                head.setFlags(Qt.ItemFlag.NoItemFlags)
                head.setFont(icons.theme.font("small_strong"))
                head.setSizeHint(row)
                self.list.addItem(head)
            for field in sorted(groups[group], key=lambda one: label_of(one).casefold()):
                item = QListWidgetItem(label_of(field))
                item.setData(Qt.ItemDataRole.UserRole, field)
                item.setSizeHint(row)
                names = (label_of(field), group, field.key, *field.aliases)
                item.setData(Qt.ItemDataRole.UserRole + 1, " ".join(map(folded, names)))
                self.list.addItem(item)

    def _narrow(self, text: str) -> None:
        wanted = folded(text)
        head: QListWidgetItem | None = None
        first: QListWidgetItem | None = None
        for row in range(self.list.count()):
            item = self.list.item(row)
            if item.data(Qt.ItemDataRole.UserRole) is None:
                head = item
                head.setHidden(True)
                continue
            fits = wanted in str(item.data(Qt.ItemDataRole.UserRole + 1))
            item.setHidden(not fits)
            if fits and head is not None:
                head.setHidden(False)
            if fits and first is None:
                first = item
        self.list.setCurrentItem(first)  # type: ignore[arg-type]

    def _take(self) -> None:
        if self.list.currentRow() >= 0 and not self.list.currentItem().isHidden():
            self._clicked(self.list.currentItem())

    def _clicked(self, item: QListWidgetItem) -> None:
        field = item.data(Qt.ItemDataRole.UserRole)
        if isinstance(field, FilterField):
            self.chosen.emit(field)
