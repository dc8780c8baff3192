"""Watches the name of a new record and shows records that are likely the same."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from tracker.i18n import tr
from tracker.ui.forms.lines import LineEditor
from tracker.ui.forms.notices import SimilarNotice
from tracker.ui.forms.parts import FormParts
from tracker.ui.forms.record_form import RecordForm

if TYPE_CHECKING:
    from tracker.services.search import Pick

_PAUSE_MS = 250
_SHOWN = 3


class SimilarWatch(QObject):
    """`chosen(pick)` when the person takes one of them. It never blocks anything."""

    chosen = Signal(object)
    shown = Signal()

    def __init__(self, parts: FormParts, *, in_place: bool, parent: QObject) -> None:
        super().__init__(parent)
        self._parts = parts
        self._in_place = in_place
        self._form: RecordForm | None = None
        self._notice = SimilarNotice(parts.icons)
        self._notice.activated.connect(self.chosen)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._ask)

    def attach(self, form: RecordForm) -> None:
        """Watch the fields that name the record of this form."""
        self._notice.setParent(None)
        self._form = form
        names = self._names()
        for name in names:
            editor = form.editor(name)
            if isinstance(editor, LineEditor):
                editor.edited.connect(self.look)
        slot = form.slot(names[0]) if names else None
        if slot is not None:
            slot.column.addWidget(self._notice)

    def look(self) -> None:
        """Look again soon."""
        if self._form is not None and self._form.base.id is None:
            self._pause.start()

    def clear(self) -> None:
        """Show nothing."""
        self._notice.say([], "")

    def _names(self) -> list[str]:
        if self._form is None:
            return []
        shown = set(self._form.fields)
        # The full name before its short form: the notice stands below the first.
        return [name for name in self._form.record.name_fields if name in shown][::-1]

    def _ask(self) -> None:
        if self._form is None:
            return
        texts = [str(self._form.editor(name).raw()).strip() for name in self._names()]
        text = max(texts, key=len, default="")
        if len(text) < 2:
            self.clear()
            return
        call = partial(self._parts.services.search.similar, self._form.record.key, text)
        self._parts.runner.read(self, call, done=self._found, key="similar")

    def _found(self, picks: Sequence[Pick]) -> None:
        words = (
            tr("It may be there already. Choose it instead:")
            if self._in_place
            else tr("It may be there already. Open it (your text stays as a draft):")
        )
        self._notice.say(picks[:_SHOWN], words)
        self.shown.emit()
