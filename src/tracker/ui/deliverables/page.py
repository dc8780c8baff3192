"""The page of a deliverable: how it behaves. Its layout is in `view`."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, ClassVar

from PySide6.QtWidgets import QWidget

from tracker.domain.dates_writing import write_date
from tracker.domain.progress import SERIES
from tracker.i18n import tr
from tracker.services.series_page import next_to_log
from tracker.ui.deliverables.reading import DeliverableView, read_deliverable
from tracker.ui.deliverables.series_work import SeriesWork
from tracker.ui.deliverables.steps_work import StepsWork
from tracker.ui.deliverables.view import DeliverableLayout
from tracker.ui.desk import Desk
from tracker.ui.record_page.base import RecordPage
from tracker.ui.record_page.head import HeadText, trash_flag
from tracker.ui.record_page.source_parts import joined
from tracker.ui.status import StatusLook, late, look_of


class DeliverablePage(RecordPage):
    """A deliverable with its log as a story, its steps, and where it belongs."""

    KIND: ClassVar[str] = "deliverable"
    CARES_ABOUT: ClassVar[frozenset[str]] = frozenset(
        {"agreement", "deliverable", "organisation", "contact", "event", "source", "own_type"}
    )
    CAN_LOG: ClassVar[bool] = True

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.steps = StepsWork(desk, self)
        self.series = SeriesWork(desk, self)

    def _reading(self, id: int) -> Callable[[], Any]:
        return partial(read_deliverable, self.desk.services, id, self.desk.today())

    def _show(self, data: Any) -> str:
        view: DeliverableView = data
        self.frame.head.show_text(head_text(view))
        self.steps.memory.begin(view.record.id or 0)
        layout = DeliverableLayout(
            self.desk,
            self.frame,
            view,
            self.open,
            self.log,
            self.steps,
            self.file_work,
            self.series,
        )
        self.frame.facts.begin(layout.left())
        self.frame.middle.begin(layout.middle())
        self.frame.related.begin(layout.right())
        return view.data.page.name

    def deliverable_in_hand(self) -> int | None:
        """What progress is logged on from here: of a series, the instance that is next."""
        view: DeliverableView | None = self._data
        if self.ref is not None and view is not None and view.record.is_series:
            found = next_to_log(view.series.instances)
            return found.record.id if found is not None else self.ref.id
        return self.ref.id if self.ref else None

    def _deliverable_to_log(self) -> int | None:
        return self.deliverable_in_hand()


def head_text(view: DeliverableView) -> HeadText:
    """Its type and its status; where it is overdue that goes first, as in lists."""
    state, record = view.data.state, view.record
    declared = view.types.of(record.type)
    last = state.last
    look, working = look_of(str(state.status)), tr("The status is what the log comes to.")
    since = tr("logged {date}", date=write_date(last.on)) if last else tr("nothing logged")
    flags: list[tuple[StatusLook, str, str]] = []
    if state.overdue:
        flags.append((look, "", f"{working} ({since})"))
        look, since = look_of("overdue"), late(state.days_late)
        working = tr("The target was {date}.", date=write_date(state.target))
    if state.is_series:
        standing = view.series.standing
        look = look_of(SERIES)
        since = tr("{n} of {total} delivered", n=standing.delivered, total=standing.total)
        working = tr("Its instances are counted, and not the series itself.")
    if state.is_history:
        history = StatusLook("history", "history", "muted", tr("Before its agreement, not counted"))
        flags.append((history, "", ""))
    flags += trash_flag(record)
    return HeadText(
        kind=joined(tr(declared.label), state.event),
        icon=declared.icon,
        title=view.data.page.name,
        look=look,
        since=since,
        working=working,
        flags=tuple(flags),
    )
