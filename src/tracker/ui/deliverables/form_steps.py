"""Steps in the form: a distance gives its target at once, and the usual steps are offered."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from tracker.domain.dates import PartialDate
from tracker.domain.dates_writing import write_date
from tracker.domain.milestones import AnchorKind, anchor_of, steps_from, target_from
from tracker.domain.record import RecordRef
from tracker.domain.records import Deliverable, Event
from tracker.i18n import trn
from tracker.services.milestone_moves import Anchored
from tracker.services.milestone_templates import Template
from tracker.ui.forms.children import ChildrenEditor
from tracker.ui.forms.offsets import OffsetEditor
from tracker.ui.forms.record_form import RecordForm
from tracker.ui.forms.row import ChildRow
from tracker.ui.widgets.buttons import LinkButton

_PAUSE_MS = 120


class FormSteps(QObject):
    """Follows what the steps are counted from while it is being chosen.

    An empty target is filled from the distance, and follows it as long as nobody writes another.
    Nothing is filled into what was stored before: moving that is asked about after the save.
    """

    def __init__(self, form: RecordForm) -> None:
        super().__init__(form)
        self._form = form
        editor = form.editor("milestones")
        assert isinstance(editor, ChildrenEditor)
        self._steps = editor
        self._parts = editor.parts
        self._filled: dict[ChildRow, Any] = {}
        self._events: dict[int, PartialDate | None] = {}
        self._templates: dict[str, Template] = {}
        self._moved_target: PartialDate | None = None
        self._filling = False
        self._offer = LinkButton("", None, "accent", editor)
        self._offer.hide()
        self._parts.icons.apply(self._offer, "list-plus", "accent", size=14)
        self._offer.activated.connect(self._add_usual)
        slot = form.slot("milestones")
        if slot is not None:
            slot.column.addWidget(self._offer)
        elif (around := editor.parentWidget()) is not None and (lay := around.layout()) is not None:
            lay.addWidget(self._offer)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._look)
        form.edited.connect(self._edited)
        form.shown.connect(self._shown)
        self._pause.start()

    @property
    def offer(self) -> QWidget:
        """The link that adds the usual steps."""
        return self._offer

    # --- when to look ---------------------------------------------------------------------------

    def _edited(self) -> None:
        if not self._filling:
            self._pause.start()

    def _shown(self) -> None:
        self._filled = {}
        self._moved_target = None
        id = self._form.base.id
        if id is not None:
            call = partial(self._parts.services.milestones.anchor, id)
            self._parts.runner.read(self, call, partial(self._anchored, id), _ignore, key="anchor")
        self._pause.start()

    def _anchored(self, id: int, found: Anchored) -> None:
        """Where the log has moved the target, that counts."""
        anchor = found.anchor if id == self._form.base.id else None
        if anchor is not None and anchor.kind is AnchorKind.TARGET:
            self._moved_target = anchor.day
            self._pause.start()

    def _look(self) -> None:
        record, _problems = self._form.draft()
        if not isinstance(record, Deliverable):
            return
        if record.type not in self._templates:
            call = partial(self._parts.services.milestones.templates.template, record.type)
            self._parts.runner.read(self, call, self._know_template, _ignore, key="template")
        event = record.event_id
        if event is not None and event not in self._events:
            call_event = partial(self._parts.services.records.open, Event, event)
            done = partial(self._know_event, event)
            self._parts.runner.read(self, call_event, done, _ignore, key="event")
            return
        self._follow(record)

    def _know_template(self, template: Template) -> None:
        self._templates[template.type_key] = template
        self._pause.start()

    def _know_event(self, id: int, loaded: Any) -> None:
        self._events[id] = loaded.record.dates
        self._pause.start()

    # --- what follows ---------------------------------------------------------------------------

    def _day(self, record: Deliverable) -> PartialDate | None:
        base = self._form.base
        target = record.target
        if isinstance(base, Deliverable) and record.target == base.target:
            target = self._moved_target or target
        dates = self._events.get(record.event_id or 0)
        anchor = anchor_of(record.type, record.details, dates, target)
        return anchor.day if anchor is not None else None

    def _follow(self, record: Deliverable) -> None:
        day = self._day(record)
        for row in self._steps.rows:
            self._fill(row, day)
        template = self._templates.get(record.type)
        count = len(template.steps) if template is not None else 0
        self._offer.setVisible(bool(count) and not self._steps.count())
        words = trn("Add the usual step", "Add the {n} usual steps", count) if count else ""
        self._offer.setText(words)
        self._offer.setAccessibleName(words)

    def _fill(self, row: ChildRow, day: PartialDate | None) -> None:
        offset, target = row.editors.get("offset"), row.editors.get("target")
        if not isinstance(offset, OffsetEditor) or target is None:
            return
        read = offset.collect()
        given = target_from(day, read.value if read.readable else None)
        now = target.collect()
        told = given is not None and now.value not in (None, given)
        offset.show_given(write_date(given, self._parts.language) if told else "")
        if not read.readable:
            return
        blank = now.readable and now.value is None
        ours = row in self._filled and self._filled[row] == target.raw()
        done = row.editors["done"].collect().value if "done" in row.editors else None
        if done is not None or not (blank or ours) or (given is None and not ours):
            return
        if now.value == given:
            return
        self._filling = True
        target.set_value(given)
        self._filled[row] = target.raw()
        # The form is told by the field that was filled, so that the draft has it, too.
        target.edited.emit()
        self._filling = False

    def _add_usual(self) -> None:
        record, _problems = self._form.draft()
        if not isinstance(record, Deliverable):
            return
        template = self._templates.get(record.type)
        if template is None:
            return
        before = len(self._steps.rows)
        names: dict[RecordRef, str] = {}
        made = steps_from(template.steps, self._day(record))
        self._steps.add_children([(step, names) for step in made])
        for row in self._steps.rows[before:]:
            self._filled[row] = row.editors["target"].raw()
        self._offer.hide()
        if before < len(self._steps.rows):
            self._steps.rows[before].first_field().setFocus()


def _ignore(_error: Exception) -> None:
    """Nothing is offered where it cannot be read; saving says what is wrong."""
