"""What the page of a series does: each call writes in the background, says so, can be undone."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from tracker.domain.changes import ChangeSet
from tracker.domain.record import RecordRef
from tracker.domain.records import Deliverable
from tracker.domain.series import first_of
from tracker.domain.series_days import problem_with_first
from tracker.i18n import tr
from tracker.services.records import Saved
from tracker.ui.deliverables.series_further import FurtherDialog
from tracker.ui.desk import Desk
from tracker.ui.trashing import say_done


class SeriesWork(QObject):
    """Belongs to the page, so that what it began ends also when the block is made anew."""

    def __init__(self, desk: Desk, page: QWidget) -> None:
        super().__init__(page)
        self._desk, self._page = desk, page

    def make_first(self, series: Deliverable) -> None:
        """Make the instances of a rule that was only stated; the form asks what is missing."""
        if problem_with_first(first_of(series)):
            self._desk.navigator.edit(RecordRef(Deliverable.key, series.id or 0), "recurs_from")
            return
        self._desk.runner.write(
            self,
            partial(self._desk.services.series.save, series, self._desk.today()),
            self._saved,
        )

    def add_one(self, series: Deliverable) -> None:
        """Open the form of one more instance, which is no day of the rule."""
        self._desk.runner.read(
            self, partial(self._desk.services.series.one_more, series.id or 0), self._begin_one
        )

    def make_further(self, series: Deliverable, past: int) -> None:
        """Ask how far."""
        dialog = FurtherDialog(self._desk, series, past, self._page.window())
        dialog.wanted.connect(self._further)
        dialog.open()

    def _further(self, series_id: int, months: int, past: bool) -> None:
        call = partial(
            self._desk.services.series.make_further,
            series_id,
            self._desk.today(),
            months,
            past=past,
        )
        self._desk.runner.write(self, call, self._made)

    def _begin_one(self, prefill: dict[str, Any]) -> None:
        self._desk.navigator.create(Deliverable.key, prefill)

    def _saved(self, saved: Saved) -> None:
        self._made(saved.change_set)

    def _made(self, change_set: ChangeSet | None) -> None:
        say_done(self._desk, self, tr("Instances made"), change_set)
        if change_set is None:
            self._desk.messages.toast(tr("All of them are there already."))
