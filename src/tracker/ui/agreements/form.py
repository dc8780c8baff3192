"""What the agreement's form does beyond its declaration: rows to begin with, the term's working."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QObject, QTimer
from shiboken6 import isValid

from tracker.domain.records import Agreement
from tracker.domain.terms import TermKind, term_on
from tracker.ui.agreements.term_kind import TermKindFollows
from tracker.ui.forms.record_form import RecordForm
from tracker.ui.forms.rules import FormRules
from tracker.ui.widgets.labels import label

_PAUSE_MS = 150


class AgreementRules(FormRules):
    """An agreement is between at least two and is signed one day; its term is computed while one
    types."""

    def starting_rows(self) -> Mapping[str, int]:
        return {"parties": 2, "lifecycle": 1}

    def built(self, form: RecordForm) -> None:
        slot = form.slot("term_kind")
        if slot is not None:
            TermKindFollows(form, slot)
            TermWorking(form)


class TermWorking(QObject):
    """Below the term: what it comes to, from the dates entered so far."""

    def __init__(self, form: RecordForm) -> None:
        super().__init__(form)
        self._form = form
        self._words = label("", "small", wrap=True)
        self._words.hide()
        grid = form.grid("Term")
        section = grid.parentWidget() if grid is not None else None
        layout = section.layout() if section is not None else None
        if layout is not None:
            layout.addWidget(self._words)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._compute)
        form.edited.connect(self._pause.start)
        form.shown.connect(self._compute)

    def _compute(self) -> None:
        if not isValid(self._words):
            return
        record, _problems = self._form.draft()
        if not isinstance(record, Agreement):
            return
        term = record.term()
        known = term.meant is not TermKind.UNKNOWN
        if known:
            state = term_on(self._form.today(), term, record.lifecycle)
            self._words.setText(state.working)
        self._words.setVisible(known)
