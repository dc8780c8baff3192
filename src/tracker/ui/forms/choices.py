"""Editors that cannot hold anything invalid: one of a declared set; yes, no or not stated."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QButtonGroup, QComboBox, QSizePolicy, QWidget

from tracker.domain.fields import FieldSpec
from tracker.i18n import tr
from tracker.ui.forms.editor import Editor
from tracker.ui.forms.parts import FormParts
from tracker.ui.widgets.buttons import button
from tracker.ui.widgets.fields import ComboBox


class Choices(ComboBox):
    """A combo box that may be narrower than its longest word."""

    walked_with: int | None = None
    """While the closed box is walked through: the key; the wheel counts as the arrows."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self.walked_with = event.key()
        super().keyPressEvent(event)
        self.walked_with = None

    def wheelEvent(self, event: QWheelEvent) -> None:
        self.walked_with = Qt.Key.Key_Down
        super().wheelEvent(event)
        self.walked_with = None

    def showPopup(self) -> None:
        self.walked_with = None
        super().showPopup()

    def minimumSizeHint(self) -> QSize:
        return QSize(60, super().minimumSizeHint().height())


class ChoiceEditor(Editor):
    """One of a declared set; letters jump to an entry. `optional` adds "not stated"."""

    def __init__(
        self,
        spec: FieldSpec,
        parts: FormParts,
        *,
        optional: bool,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(spec, parts, parent)
        self.combo = Choices(self)
        self.combo.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.combo.setMaxVisibleItems(20)
        self._optional = optional
        if optional:
            self.combo.addItem(tr("not stated"), "")
        for key, words in spec.choices.items():
            if key not in spec.withdrawn:
                self.combo.addItem(tr(words), key)
        self.combo.activated.connect(self._chosen)
        self.row.addWidget(self.combo, 1)
        parts.icons.theme.changed.connect(self.recolor)
        self.recolor()

    def recolor(self) -> None:
        """Take the colours of the theme."""
        if self._optional:
            muted = self.parts.icons.theme.color("muted")
            self.combo.setItemData(0, muted, Qt.ItemDataRole.ForegroundRole)

    def field(self) -> QWidget:
        return self.combo

    def value(self) -> Any:
        return self.combo.currentData() or None

    def set_value(self, value: Any) -> None:
        self.combo.setCurrentIndex(max(self._place("" if value is None else str(value)), 0))
        self.clear_problems()

    def _place(self, key: str) -> int:
        """Where a value stands, which is shown and kept even if it is offered no longer, or was
        written by a newer program."""
        at = self.combo.findData(key)
        if at < 0 and key:
            self.combo.addItem(tr(self.spec.choices.get(key, key)), key)
            at = self.combo.count() - 1
        return at

    def raw(self) -> Any:
        return self.combo.currentData()

    def set_raw(self, raw: Any) -> None:
        known = isinstance(raw, str) and (raw in self.spec.choices or self.combo.findData(raw) >= 0)
        if known and isinstance(raw, str):
            self.combo.setCurrentIndex(self._place(raw))

    def _chosen(self) -> None:
        self.recheck()
        self.edited.emit()


class FlagEditor(Editor):
    """Yes, no, or not stated: three buttons, one focus; the arrows walk through them."""

    def __init__(self, spec: FieldSpec, parts: FormParts, parent: QWidget | None = None) -> None:
        super().__init__(spec, parts, parent)
        self._group = QButtonGroup(self)
        for place, words in enumerate((tr("Yes"), tr("No"), tr("Not stated"))):
            made = button(parts.icons, words, "", "pill", parent=self)
            made.setCheckable(True)
            made.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
            self._group.addButton(made, place)
            self.row.addWidget(made)
        self.row.addStretch(1)
        self._group.button(2).setChecked(True)
        self._group.idClicked.connect(self._chosen)

    def field(self) -> QWidget:
        return self._group.checkedButton() or self._group.button(2)

    def value(self) -> Any:
        return (True, False, None)[self._group.checkedId()]

    def set_value(self, value: Any) -> None:
        place = 2 if value is None else 0 if value else 1
        self._group.button(place).setChecked(True)

    def raw(self) -> Any:
        return self.value()

    def set_raw(self, raw: Any) -> None:
        if raw is None or isinstance(raw, bool):
            self.set_value(raw)

    def name_field(self, name: str) -> None:
        for made in self._group.buttons():
            made.setAccessibleName(f"{name}: {made.text()}")
            made.setAccessibleDescription(self.described())
        self.setAccessibleName(name)

    def _chosen(self) -> None:
        self.recheck()
        self.edited.emit()
