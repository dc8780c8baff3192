"""How fields stand in a form: two short ones side by side where there is room."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QWidget

from tracker.domain.fields import FieldSpec
from tracker.domain.reading import plain_label
from tracker.i18n import tr
from tracker.ui.forms.after_layout import after_layout
from tracker.ui.forms.catalogue import WIDE
from tracker.ui.forms.children import ChildrenEditor
from tracker.ui.forms.editor import Editor
from tracker.ui.forms.layout import LABEL, FieldSlot
from tracker.ui.forms.lines import LineEditor
from tracker.ui.forms.mnemonics import Mnemonics
from tracker.ui.icons import Icons
from tracker.ui.widgets.labels import label, plain_tip

_FIELD_HEIGHT = 30
_BETWEEN = 14
# In a narrower form each field has a line of its own, in px.
_ROOM_FOR_TWO = 560


@dataclass(slots=True)
class _Placed:
    """A field of the grid. A list of rows has its label above it where the form is narrow."""

    words: QLabel
    slot: FieldSlot
    wide: bool
    is_list: bool
    above: int
    """What brings the label down to the text of a field beside it, in px."""


class FieldGrid(QWidget):
    """Labels left, editors right; two to a line where both are short and there is room."""

    def __init__(self, icons: Icons, mnemonics: Mnemonics, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icons = icons
        self._mnemonics = mnemonics
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(10)
        self._grid.setVerticalSpacing(9)
        self._label_width = icons.theme.px(LABEL)
        self._grid.setColumnMinimumWidth(0, self._label_width)
        self._grid.setColumnStretch(1, 1)
        self._line = 0
        self._half = False
        self._narrow = False
        self._later = after_layout(self, self._fit)
        self._placed: list[_Placed] = []
        self.slots: dict[str, FieldSlot] = {}
        self._share_columns()

    def add(self, editor: Editor, *, wide: bool = False) -> FieldSlot:
        """Put an editor behind its label; `wide` gives it the whole line."""
        spec = editor.spec
        is_list = isinstance(editor, ChildrenEditor)
        wide = wide or editor.wide or spec.kind in WIDE or is_list
        slot = FieldSlot(editor, self._icons, self)
        slot.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        words = self._label(spec, editor, wide=wide)
        above = max(0, (self._icons.theme.px(_FIELD_HEIGHT) - words.fontMetrics().height()) // 2)
        placed = _Placed(words, slot, wide, is_list, above)
        self._placed.append(placed)
        self._place(placed)
        self.slots[spec.name] = slot
        return slot

    def minimumSizeHint(self) -> QSize:
        # It may be made narrower than two columns: then it has one.
        return QSize(0, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._later.start()

    def _fit(self) -> None:
        narrow = self.width() < self._icons.theme.px(_ROOM_FOR_TWO)
        if narrow != self._narrow:
            self._narrow = narrow
            while self._grid.takeAt(0) is not None:
                pass
            self._line, self._half = 0, False
            self._share_columns()
            for placed in self._placed:
                self._place(placed)
            self.updateGeometry()

    def _share_columns(self) -> None:
        self._grid.setColumnMinimumWidth(2, 0 if self._narrow else self._label_width)
        self._grid.setColumnStretch(3, 0 if self._narrow else 1)

    def _place(self, placed: _Placed) -> None:
        words, slot, top = placed.words, placed.slot, Qt.AlignmentFlag.AlignTop
        if placed.is_list and self._narrow:
            words.setFixedWidth(2 * self._label_width)
            words.setContentsMargins(0, placed.above, 0, 0)
            self._grid.addWidget(words, self._line, 0, 1, 2, top)
            self._grid.addWidget(slot, self._line + 1, 0, 1, 2, top)
            self._line += 2
            return
        wide = placed.wide or self._narrow
        if self._half and wide:
            self._line, self._half = self._line + 1, False
        column = 2 if self._half else 0
        words.setFixedWidth(self._label_width)
        words.setContentsMargins(_BETWEEN if self._half else 0, placed.above, 0, 0)
        self._grid.addWidget(words, self._line, column, top)
        across = 3 if wide and not self._narrow else 1
        self._grid.addWidget(slot, self._line, column + 1, 1, across, top)
        if wide or self._half:
            self._line, self._half = self._line + 1, False
        else:
            self._half = True

    def _label(self, spec: FieldSpec, editor: Editor, *, wide: bool) -> QLabel:
        star = " *" if spec.required else ""
        words = label(self._mnemonics.label(tr(spec.label)) + star, "muted", wrap=True)
        words.setBuddy(editor.field())
        if spec.help:
            words.setToolTip(plain_tip(tr(spec.help)))
            editor.setToolTip(plain_tip(tr(spec.help)))
        if (
            wide
            and isinstance(editor, LineEditor)
            and spec.help
            and not editor.line.placeholderText()
        ):
            editor.line.setPlaceholderText(tr(spec.help))
        needed = tr("required")
        editor.name_field(plain_label(spec) + (f", {needed}" if spec.required else ""))
        return words
