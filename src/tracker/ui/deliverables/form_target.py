"""The target in the form, while an event is being chosen: the event's dates, until one is typed."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from tracker.domain.milestones import first_day
from tracker.domain.records import Event

if TYPE_CHECKING:
    from tracker.domain.dates import PartialDate
    from tracker.services.records import Loaded
    from tracker.ui.forms.record_form import RecordForm


class TargetFollowsEvent(QObject):
    """Choosing an event fills an empty target, or one that the event chosen before has given.

    So does beginning a new record at an event. What is stored stays as it is, and a target that
    was emptied stays empty until another event is chosen.
    """

    def __init__(self, form: RecordForm) -> None:
        super().__init__(form)
        self._form = form
        self._event = form.editor("event_id")
        self._target = form.editor("target")
        self._chosen: int | None = None
        self._gave: PartialDate | None = None
        self._filled = False
        self._event.edited.connect(self._choose)
        form.shown.connect(self._shown)

    def _shown(self) -> None:
        self._gave, self._filled = None, False
        self._chosen = self._event.collect().value
        base = self._form.base
        begun = base.id is None and self._chosen == getattr(base, "event_id", None)
        self._ask(begins=begun and "target" not in self._form.brought_back)

    def _choose(self) -> None:
        found = self._event.collect()
        if not found.readable or found.value == self._chosen:
            return  # being typed
        self._chosen = found.value
        if self._chosen is None:
            self._give(None)
        else:
            self._ask(fill=True)

    def _ask(self, *, fill: bool = False, begins: bool = False) -> None:
        if (id := self._chosen) is not None:
            parts = self._target.parts
            call = partial(parts.services.records.open, Event, id)
            done = partial(self._know, id, fill, begins)
            parts.runner.read(self, call, done, _ignore, key="event")

    def _know(self, id: int, fill: bool, begins: bool, loaded: Loaded[Event]) -> None:
        if id != self._chosen:
            return
        dates = target_at(loaded.record)
        if fill:
            self._give(dates)
        elif begins:
            self._form.supplied.emit(partial(self._give, dates))
        else:
            self._gave = dates

    def _give(self, dates: PartialDate | None) -> None:
        """`dates` None: what was filled in here is taken back, and nothing else."""
        now = self._target.collect()
        blank = now.readable and now.value is None
        given = now.value is not None and now.value == self._gave
        if dates is None:
            if not (given and self._filled):
                return
        elif not (blank or given):
            self._gave = dates
            return
        self._gave = dates
        if now.value == dates:
            return
        self._target.set_value(dates)
        self._filled = dates is not None
        # The form is told by the field that was filled, so that the draft has it, too.
        self._target.edited.emit()


def target_at(event: Event) -> PartialDate | None:
    """What a deliverable at an event is due by: its dates; None where nothing could be due."""
    dates = event.dates
    if dates is None or first_day(dates) is None or dates.latest == date.max:
        return None
    return dates


def _ignore(_error: Exception) -> None:
    """Nothing is filled in where it cannot be read; saving says what is wrong."""
