"""The page of a deliverable: how it behaves. Its layout is in `view`."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, ClassVar

from PySide6.QtWidgets import QWidget

from tracker.domain.dates_writing import write_date
from tracker.domain.progress import SERIES
from tracker.i18n import tr
from tracker.services.series_page import to_log
from tracker.ui.deliverables.reading import DeliverableView, read_deliverable
from tracker.ui.deliverables.series_work import SeriesWork
from tracker.ui.deliverables.steps_work import StepsWork
from tracker.ui.deliverables.view import DeliverableLayout
from tracker.ui.desk import Desk, LogStart
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

    def sibling(self) -> dict[str, Any]:
        """A new deliverable stands under the same agreement, or under what this one stands."""
        view: DeliverableView | None = self._data
        if view is None:
            return {}
        record = view.record
        for name in ("agreement_id", "organisation_id", "event_id"):
            if (value := getattr(record, name)) is not None:
                return {name: value}
        return {}

    def deliverable_in_hand(self) -> int | None:
        """What progress is logged on from here: of a series the instance, if it can be only one."""
        found = self._to_log()
        return found[0] if len(found) == 1 else None

    def log_start(self) -> LogStart | None:
        """Of a series with several instances that are open it is asked which one is meant."""
        found = self._to_log()
        return LogStart(among=tuple(found)) if len(found) > 1 else None

    def log(self) -> None:
        self.desk.navigator.log_progress(self.deliverable_in_hand(), self.log_start())

    def _to_log(self) -> list[int]:
        view: DeliverableView | None = self._data
        if self.ref is None:
            return []
        if view is None or not view.record.is_series:
            return [self.ref.id]
        return [one.ref.id for one in to_log(view.series.instances)] or [self.ref.id]


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
