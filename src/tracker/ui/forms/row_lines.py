"""The fields of a row: side by side where there is room, else on several lines with labels."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import Enum, auto

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from tracker.domain.fields import FieldSpec
from tracker.domain.reading import plain_label
from tracker.ui.forms.after_layout import after_layout
from tracker.ui.forms.editor import Editor
from tracker.ui.forms.parts import FormParts
from tracker.ui.forms.row_shares import GAP, INDENT, fits, least_of, lines_of, share_of, wrapped
from tracker.ui.widgets.labels import label

_TO_LABEL = 2
# Between two rows whose fields stand on several lines.
_BELOW = 10
_BESIDE = 460
"""Of the rarer fields two stand side by side in so many px."""


class _Labelled(Enum):
    """Where the label of a field is; NOT: in the head of the list."""

    NOT = auto()
    BEFORE = auto()
    ABOVE = auto()


class RowLines(QWidget):
    """`rearranged` when the fields went to other lines. The order of Tab stays the same."""

    rearranged = Signal()

    def __init__(
        self,
        main: Sequence[FieldSpec],
        editors: Mapping[str, Editor],
        parts: FormParts,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._main = main
        self._parts = parts
        self._cells = {spec.name: _Cell(editors[spec.name], parts, self) for spec in main}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(GAP)
        self._label_height = QFontMetrics(parts.icons.theme.font("small")).height() + _TO_LABEL
        self._shown: list[list[FieldSpec]] = []
        self.is_wrapped = False
        """Whether its fields need more lines than where there is room, and have their labels."""
        self._later = after_layout(self, self._fit)
        self._arrange([list(line) for line in lines_of(main) if line], wrap=False)

    @property
    def label_height(self) -> int:
        """The height of the labels above its first line, in px; 0 if they are in the head."""
        return self._label_height if self.is_wrapped else 0

    def minimumSizeHint(self) -> QSize:
        # It may be made narrower than its lines: then it has more of them.
        return QSize(0, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._later.start()

    def _fit(self) -> None:
        """Take the lines for which there is room now."""
        room = self.width()
        wrap = not fits(self._main, room, self._parts)
        found = wrapped(self._main, room, self._parts) if wrap else lines_of(self._main)
        lines = [list(line) for line in found if line]
        if lines != self._shown or wrap != self.is_wrapped:
            self._arrange(lines, wrap=wrap)

    def _arrange(self, lines: list[list[FieldSpec]], *, wrap: bool) -> None:
        self._shown, self.is_wrapped = lines, wrap
        self._empty()
        for number, specs in enumerate(lines):
            line = QHBoxLayout()
            line.setSpacing(GAP)
            line.setContentsMargins(INDENT if number and not wrap else 0, 0, 0, 0)
            where = _Labelled.ABOVE if wrap else _Labelled.BEFORE if number else _Labelled.NOT
            for spec in specs:
                self._cells[spec.name].label_is(where)
                line.addWidget(self._cells[spec.name], share_of(spec), Qt.AlignmentFlag.AlignTop)
            self._column.addLayout(line)
        self._column.setContentsMargins(0, 0, 0, _BELOW if wrap else 4 if len(lines) > 1 else 0)
        self.updateGeometry()
        self.rearranged.emit()

    def _empty(self) -> None:
        while (item := self._column.takeAt(0)) is not None:
            if (line := item.layout()) is not None:
                while line.takeAt(0) is not None:
                    pass
                line.deleteLater()


class _Cell(QWidget):
    """An editor with its label, which may be hidden."""

    def __init__(self, editor: Editor, parts: FormParts, parent: QWidget) -> None:
        super().__init__(parent)
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        star = " *" if editor.spec.required else ""
        self._words = label(plain_label(editor.spec) + star, "small", parent=self)
        self._words.setBuddy(editor.field())
        self._words.setIndent(1)
        self._words.hide()
        editor.setMinimumWidth(least_of(editor.spec, parts))
        self._box.addWidget(self._words)
        self._box.addWidget(editor, 1)

    def label_is(self, where: _Labelled) -> None:
        """Show the label there, or nowhere."""
        above = where is _Labelled.ABOVE
        way = QBoxLayout.Direction
        self._box.setDirection(way.TopToBottom if above else way.LeftToRight)
        self._box.setSpacing(_TO_LABEL if above else GAP)
        self._words.setVisible(where is not _Labelled.NOT)


class FoldedFields(QWidget):
    """The rarer fields of a row, each behind its label; two to a line where there is room."""

    def __init__(self, editors: Sequence[Editor], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pairs = [
            (label(plain_label(editor.spec), "small", parent=self), editor) for editor in editors
        ]
        for words, editor in self._pairs:
            words.setBuddy(editor.field())
        self._grid = QGridLayout(self)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(GAP)
        self._grid.setContentsMargins(INDENT, 2, 0, 4)
        self._later = after_layout(self, self._fit)
        self._across = 2
        self._arrange(self._across)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._later.start()

    def _fit(self) -> None:
        across = 2 if self.width() >= _BESIDE else 1
        if across != self._across:
            self._arrange(across)

    def _arrange(self, across: int) -> None:
        self._across = across
        while self._grid.takeAt(0) is not None:
            pass
        for place, (words, editor) in enumerate(self._pairs):
            line, column = divmod(place, across)
            self._grid.addWidget(words, line, 2 * column)
            self._grid.addWidget(editor, line, 2 * column + 1)
        self._grid.setColumnStretch(1, 1)
        self._grid.setColumnStretch(3, 1 if across > 1 and len(self._pairs) > 1 else 0)
