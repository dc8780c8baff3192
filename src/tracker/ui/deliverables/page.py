"""The page of a deliverable: how it behaves. Its layout is in `view`."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, ClassVar

from tracker.domain.dates_writing import write_date
from tracker.domain.deliverable_types import type_of
from tracker.i18n import tr
from tracker.ui.deliverables.reading import DeliverableView, read_deliverable
from tracker.ui.deliverables.view import DeliverableLayout
from tracker.ui.record_page.base import RecordPage
from tracker.ui.record_page.head import HeadText, trash_flag
from tracker.ui.record_page.source_parts import joined
from tracker.ui.status import StatusLook, late, look_of


class DeliverablePage(RecordPage):
    """A deliverable with its log as a story, its steps, and where it belongs."""

    KIND: ClassVar[str] = "deliverable"
    CARES_ABOUT: ClassVar[frozenset[str]] = frozenset(
        {"agreement", "deliverable", "organisation", "contact", "event", "source"}
    )
    CAN_LOG: ClassVar[bool] = True

    def _reading(self, id: int) -> Callable[[], Any]:
        return partial(read_deliverable, self.desk.services, id, self.desk.today())

    def _show(self, data: Any) -> str:
        view: DeliverableView = data
        self.frame.head.show_text(head_text(view))
        layout = DeliverableLayout(self.desk, self.frame, view, self.open, self.log)
        self.frame.facts.begin(layout.left())
        self.frame.middle.begin(layout.middle())
        self.frame.related.begin(layout.right())
        return view.data.page.name

    def _deliverable_to_log(self) -> int | None:
        return self.ref.id if self.ref else None


def head_text(view: DeliverableView) -> HeadText:
    """Its type and its status; where it is overdue that goes first, as in lists."""
    state, record = view.data.state, view.record
    declared = type_of(record.type)
    last = state.last
    look, working = look_of(str(state.status)), tr("The status is what the log comes to.")
    since = tr("logged {date}", date=write_date(last.on)) if last else tr("nothing logged")
    flags: list[tuple[StatusLook, str, str]] = []
    if state.overdue:
        flags.append((look, "", f"{working} ({since})"))
        look, since = look_of("overdue"), late(state.days_late)
        working = tr("The target was {date}.", date=write_date(state.target))
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
