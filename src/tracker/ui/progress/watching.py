"""What others log on the deliverable while the dialog is open is told, and asked about once."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QWidget

from tracker.domain.changes import ChangeSet
from tracker.domain.progress import standing
from tracker.domain.records import Deliverable
from tracker.i18n import tr
from tracker.services.meanwhile import Meanwhile, changed_since, newest_line
from tracker.services.pages import DeliverablePage
from tracker.ui.desk import Desk, LogStart
from tracker.ui.progress.bringing import BringingForm


class WatchingForm(BringingForm):
    """Shows how the deliverable stands by now, and remembers which line of its log the person has
    seen last."""

    def __init__(
        self,
        desk: Desk,
        deliverable_id: int | None,
        parent: QWidget | None,
        start: LogStart | None = None,
    ) -> None:
        # The deliverable, and the newest line of its log.
        self._seen: tuple[int, int] | None = None
        self._was_refused = False
        super().__init__(desk, deliverable_id, parent, start)
        desk.bus.changed.connect(self._changed)

    @property
    def seen(self) -> int | None:
        """The newest line that the person has seen; None while it is not known."""
        return self._seen[1] if self._seen is not None else None

    def asks_again(self) -> bool:
        """Whether the log went on since it was seen; asked once, it counts as seen."""
        if self._page is None or (found := self._meanwhile(self._page)) is None:
            return False
        self._ask(self._page, found)
        return True

    def refused(self) -> None:
        """It was not written, since the log went on: show how it stands, and ask."""
        self._was_refused = True
        self._read_again()

    def _changed(self, change_set: ChangeSet, _origin: object) -> None:
        if self._page is None or self._saving:
            return
        if change_set.touches(Deliverable.key, self._page.state.ref.id):
            self._read_again()

    def _read_again(self) -> None:
        """As `_read_page`, and what is known stays until the answer is there."""
        if self._page is not None:
            id, today = self._page.state.ref.id, self._desk.today()
            call = partial(self._desk.services.pages.deliverable, id, today)
            self._desk.runner.read(
                self, call, self._show_page, self._page_failed, key="deliverable"
            )

    def _show_page(self, page: DeliverablePage) -> None:
        super()._show_page(page)
        id = page.state.ref.id
        if self._seen is None or self._seen[0] != id:
            self._seen, self._was_refused = (id, newest_line(page.log)), False
        elif (found := self._meanwhile(page)) is not None:
            if self._was_refused:
                self._ask(page, found)
            else:
                # What the person chose themselves is left as it is.
                chosen = "status" in self._touched
                self.banner.say(
                    str(found), "" if chosen else tr("The fields show how it stands now.")
                )

    def _meanwhile(self, page: DeliverablePage) -> Meanwhile | None:
        state = page.state
        if self._seen is None or self._seen[0] != state.ref.id:
            return None
        if self._corrects and self._corrects not in {line.id for line in standing(page.log)}:
            return None  # that there is nothing to correct any more is said instead
        return changed_since(state.record, page.log, self._seen[1], state.status)

    def _ask(self, page: DeliverablePage, found: Meanwhile) -> None:
        self._seen, self._was_refused = (page.state.ref.id, found.newest), False
        self.banner.say(str(found), tr("Log it once more if you mean it."))
