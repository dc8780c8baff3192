"""The labels above the rows of a list."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from tracker.domain.fields import FieldSpec
from tracker.domain.reading import plain_label
from tracker.ui.forms.parts import FormParts
from tracker.ui.forms.row_shares import GAP, TOOL, least_of, lines_of, share_of
from tracker.ui.widgets.labels import ElidedLabel


class RowHead(QWidget):
    """A label above each field of the rows' first line; it stands as the fields do."""

    def __init__(
        self,
        main: Sequence[FieldSpec],
        has_more: bool,
        parts: FormParts,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        first, _rest = lines_of(main)
        # One field is labelled by the list itself.
        self.says_something = len(first) > 1
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(GAP)
        self._needed: list[tuple[ElidedLabel, str]] = []
        for spec in first:
            words = ElidedLabel(plain_label(spec), "small")
            if spec.required:
                self._needed.append((words, plain_label(spec)))
            words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            words.setMinimumWidth(least_of(spec, parts))
            words.setIndent(1)
            line.addWidget(words, share_of(spec))
        tools = 1 + has_more
        line.addSpacing(tools * parts.icons.theme.px(TOOL) + (tools - 1) * GAP)

    def mark_needed(self, needed: bool) -> None:
        """Whether a row has to have what is required of it: an empty one is none."""
        for words, said in self._needed:
            words.setText(f"{said} *" if needed else said)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())
