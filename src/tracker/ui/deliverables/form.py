"""What the deliverable's form does beyond its declaration: where the log has moved it since."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from tracker.domain.dates_writing import write_date
from tracker.domain.progress import STATUS_LABELS
from tracker.i18n import tr
from tracker.ui.forms.record_form import RecordForm
from tracker.ui.forms.rules import FormRules
from tracker.ui.widgets.labels import label

if TYPE_CHECKING:
    from PySide6.QtWidgets import QLabel

    from tracker.domain.dates import PartialDate
    from tracker.services.pages import DeliverablePage


class DeliverableRules(FormRules):
    """Somebody is to do it: the first row for a responsible party is there."""

    kept = ("agreement_id", "organisation_id", "type")

    def starting_rows(self) -> Mapping[str, int]:
        return {"responsible": 1}

    def built(self, form: RecordForm) -> None:
        if form.slot("target") is not None:
            StandNow(form)


class StandNow(QObject):
    """Below target and status, which the form has as first recorded: what the log made of them."""

    def __init__(self, form: RecordForm) -> None:
        super().__init__(form)
        self._form = form
        self._parts = form.editor("target").parts
        self._words: dict[str, QLabel] = {}
        for name in ("target", "opening_status"):
            if (slot := form.slot(name)) is not None:
                words = label("", "small", wrap=True)
                words.hide()
                slot.column.addWidget(words)
                self._words[name] = words
        form.shown.connect(self._ask)

    def _ask(self) -> None:
        id = self._form.base.id
        if id is None:
            self._show("target", "")
            self._show("opening_status", "")
            return
        self._parts.runner.read(
            self,
            partial(self._parts.services.pages.deliverable, id, self._form.today()),
            done=self._say,
            key="stand",
        )

    def _say(self, page: DeliverablePage) -> None:
        record, state = page.page.record, page.state
        if record.id != self._form.base.id:
            return
        moved = next((one.on for one in reversed(page.log) if one.target == state.target), None)
        words = ""
        if state.target is not None and state.target != record.target:
            date, on = self._written(state.target), self._written(moved)
            words = (
                tr("now {date}, moved on {day} — log progress to move it", date=date, day=on)
                if on
                else tr("now {date} — log progress to move it", date=date)
            )
        self._show("target", words)
        words = ""
        if state.status != record.opening_status:
            now = tr(STATUS_LABELS[state.status])
            words = tr("now {status} — log progress to change it", status=now)
        self._show("opening_status", words)

    def _written(self, date: PartialDate | None) -> str:
        return write_date(date, self._parts.language) if date is not None else ""

    def _show(self, name: str, words: str) -> None:
        if (shown := self._words.get(name)) is not None:
            shown.setText(words)
            shown.setVisible(bool(words))
