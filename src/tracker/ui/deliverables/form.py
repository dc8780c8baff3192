"""What the deliverable's form does beyond its declaration: where the log has moved it since."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from typing import TYPE_CHECKING
from weakref import ref as weak

from PySide6.QtCore import QObject
from shiboken6 import isValid

from tracker.domain.dates_writing import write_date
from tracker.domain.progress import STATUS_LABELS
from tracker.domain.records import Deliverable
from tracker.i18n import tr
from tracker.ui.deliverables.form_steps import FormSteps
from tracker.ui.deliverables.form_target import TargetFollowsEvent
from tracker.ui.forms.record_form import RecordForm
from tracker.ui.forms.repeats import HOLDS, RepeatsEditor
from tracker.ui.forms.rules import FormRules
from tracker.ui.widgets.labels import label

if TYPE_CHECKING:
    from PySide6.QtWidgets import QLabel

    from tracker.domain.dates import PartialDate
    from tracker.domain.fields import FieldSpec
    from tracker.domain.record import RootRecord
    from tracker.services.pages import DeliverablePage
    from tracker.services.records import Saved
    from tracker.ui.forms.editor import Editor
    from tracker.ui.forms.parts import FormParts, FormServices


class DeliverableRules(FormRules):
    """Somebody is to do it: the first row for a responsible party is there."""

    kept = ("agreement_id", "organisation_id", "type")
    held = frozenset(HOLDS[1:])

    def starting_rows(self) -> Mapping[str, int]:
        return {"responsible": 1}

    def editor(self, form: RecordForm, spec: FieldSpec, parts: FormParts) -> Editor | None:
        """How often it repeats is said in words or chosen, with what comes of it."""
        if spec.name != HOLDS[0]:
            return None
        return RepeatsEditor(spec, parts, form, draft=partial(_draft_of, weak(form)))

    def save(self, services: FormServices, record: RootRecord, today: date) -> Saved:
        """A series is saved with its instances. A rule that was only stated, and stays as it was,
        still makes none."""
        if isinstance(record, Deliverable) and record.series_id and record.id is None:
            record = _numbered(services, record, record.series_id)
        if not isinstance(record, Deliverable) or not (record.recurrence or record.made_until):
            return services.records.save(record)
        if record.id is not None and record.made_until is None:
            stored = services.records.open(Deliverable, record.id).record
            if all(getattr(stored, name) == getattr(record, name) for name in HOLDS):
                return services.records.save(record)
        return services.series.save(record, today)

    def built(self, form: RecordForm) -> None:
        if form.slot("target") is not None:
            StandNow(form)
        if {"event_id", "target"} <= set(form.fields):
            TargetFollowsEvent(form)
        if "milestones" in form.fields:
            FormSteps(form)


def _numbered(services: FormServices, record: Deliverable, series_id: int) -> Deliverable:
    """An instance added by hand, numbered by its date unless a number was typed."""
    if record.instance is not None:
        return record
    number = services.series.number_for(series_id, record.target)
    return record.model_copy(update={"instance": number})


def _draft_of(form: Callable[[], RecordForm | None]) -> RootRecord | None:
    found = form()
    return found.draft()[0] if found is not None and isValid(found) else None


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
