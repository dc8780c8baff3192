"""What the checklist does: each call writes in the background, says so, and can be undone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QObject

from tracker.domain.changes import ChangeSet
from tracker.domain.dates import PartialDate
from tracker.domain.offsets import Offset
from tracker.domain.records.deliverables import Milestone
from tracker.i18n import tr, trn
from tracker.ui.deliverables.steps_memory import StepsMemory
from tracker.ui.desk import Desk
from tracker.ui.trashing import say_done


class StepsWork(QObject):
    """Belongs to the page, so that what it began ends also when the checklist is made anew."""

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self.memory = desk, StepsMemory()

    def reach(self, step: Milestone, on: PartialDate, note: str) -> None:
        """Log that a step is done."""
        self._write(
            partial(self._service.reach, self._of, step.id or 0, on, note),
            tr("Logged: {title}", title=_short(step.title)),
            ("reach", step.id or 0),
        )

    def take_back(self, step: Milestone) -> None:
        """It is not done after all."""
        self._write(
            partial(self._service.take_back, self._of, step.id or 0),
            tr("Not done: {title}", title=_short(step.title)),
        )

    def change(
        self, step: Milestone, title: str, offset: Offset | None, target: PartialDate | None
    ) -> None:
        """Save the fields of a step."""
        call = partial(
            self._service.change, self._of, step.id or 0, title=title, offset=offset, target=target
        )
        self._write(call, tr("Step saved"), ("edit", step.id or 0))

    def add(self, title: str, offset: Offset | None, target: PartialDate | None) -> None:
        """Add a step, last."""
        call = partial(self._service.add, self._of, title, target, offset)
        self._write(call, tr("Step added"), ("edit", 0))

    def add_usual(self) -> None:
        """Add the usual steps of the type."""
        self._write(partial(self._service.apply_template, self._of), tr("Steps added"))

    def reorder(self, order: Sequence[int]) -> None:
        """Put the steps in another order."""
        self._write(partial(self._service.reorder, self._of, tuple(order)), tr("Steps reordered"))

    def remove(self, step: Milestone) -> None:
        """Remove a step."""
        text = tr("Removed: {title}", title=_short(step.title))
        self._write(partial(self._service.remove, self._of, step.id or 0), text)

    def move(self, step_ids: Sequence[int]) -> None:
        """Move steps to where the event's day puts them."""
        n = len(step_ids)
        call = partial(self._service.move, tuple(step_ids), (self._of,))
        self._write(call, trn("{n} step moved", "{n} steps moved", n))

    @property
    def _service(self) -> Any:
        return self._desk.services.milestones

    @property
    def _of(self) -> int:
        return self.memory.deliverable_id

    def _write(
        self, call: Callable[[], Any], text: str, panel: tuple[str, int] | None = None
    ) -> None:
        self._desk.runner.write(self, call, partial(self._written, text, panel, self._of))

    def _written(
        self, text: str, panel: tuple[str, int] | None, deliverable_id: int, saved: Any
    ) -> None:
        change_set = saved if isinstance(saved, ChangeSet) else getattr(saved, "change_set", None)
        if panel is not None and self.memory.deliverable_id == deliverable_id:
            self.memory.forget(*panel)
            if panel == ("edit", 0) and getattr(saved, "step_id", None):
                # The next one is typed at once.
                self.memory.panel, self.memory.panel_step = "edit", 0
        say_done(self._desk, self, text, change_set)
        if change_set is None:
            self._desk.messages.toast(tr("Nothing was changed."))


def _short(title: str) -> str:
    return title if len(title) <= 60 else title[:59] + "…"
