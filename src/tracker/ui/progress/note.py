"""The sentence: files, pictures and links pasted or dropped there are evidence, text is text."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QMimeData
from PySide6.QtWidgets import QWidget

from tracker.domain.fields import FieldSpec
from tracker.ui.forms.long_text import GrowingText, LongTextEditor
from tracker.ui.forms.parts import FormParts
from tracker.ui.progress.brought import could_be_brought


class NoteArea(GrowingText):
    """Offers what comes to `take`, which says whether it took it."""

    take: Callable[[QMimeData], bool] | None = None

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return could_be_brought(source) or super().canInsertFromMimeData(source)

    def insertFromMimeData(self, source: QMimeData) -> None:
        if self.take is None or not self.take(source):
            super().insertFromMimeData(source)


class NoteEditor(LongTextEditor):
    """What happened, in the person's words."""

    def __init__(self, spec: FieldSpec, parts: FormParts, parent: QWidget | None = None) -> None:
        super().__init__(spec, parts, parent)

    def use(self, take: Callable[[QMimeData], bool]) -> None:
        """Who is offered what is pasted or dropped here."""
        if isinstance(self.area, NoteArea):
            self.area.take = take

    def _made_area(self) -> GrowingText:
        return NoteArea(self)
