"""Editors that cannot hold anything invalid: one of a declared set; yes, no or not stated."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QButtonGroup, QComboBox, QSizePolicy, QWidget

from tracker.domain.fields import FieldSpec
from tracker.i18n import tr
from tracker.ui.forms.editor import Editor
from tracker.ui.forms.parts import FormParts
from tracker.ui.widgets.buttons import button
from tracker.ui.widgets.fields import ComboBox


class Choices(ComboBox):
    """A combo box that may be narrower than its longest word."""

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
        key = "" if value is None else str(value)
        at = self.combo.findData(key)
        if at < 0 and key:
            # Written by a newer program: it is shown and kept.
            self.combo.addItem(key, key)
            at = self.combo.count() - 1
        self.combo.setCurrentIndex(max(at, 0))
        self.clear_problems()

    def raw(self) -> Any:
        return self.combo.currentData()

    def set_raw(self, raw: Any) -> None:
        if isinstance(raw, str) and self.combo.findData(raw) >= 0:
            self.combo.setCurrentIndex(self.combo.findData(raw))

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
