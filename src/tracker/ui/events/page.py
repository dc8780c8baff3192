"""The page of an event: how it behaves. Its layout is in `view`."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, ClassVar

from PySide6.QtGui import QAction

from tracker.domain.countries import write_country
from tracker.domain.dates_writing import write_date
from tracker.i18n import tr
from tracker.ui.events.reading import EventView, read_event
from tracker.ui.events.view import EventLayout
from tracker.ui.record_page.base import RecordPage
from tracker.ui.record_page.head import HeadText, trash_flag
from tracker.ui.record_page.source_parts import joined


class EventPage(RecordPage):
    """An event: when, where, in which format, and what happens at it."""

    KIND: ClassVar[str] = "event"
    CARES_ABOUT: ClassVar[frozenset[str]] = frozenset(
        {"agreement", "deliverable", "organisation", "contact", "event", "source", "own_type"}
    )

    def new_deliverable(self) -> None:
        """Open an empty deliverable at this event."""
        if self.ref is not None:
            self.desk.navigator.create("deliverable", {"event_id": self.ref.id})

    def _own_actions(self) -> list[QAction]:
        return [self._action(tr("New deliverable at it…"), "package-plus", self.new_deliverable)]

    def _reading(self, id: int) -> Callable[[], Any]:
        return partial(read_event, self.desk.services, id, self.desk.today())

    def _show(self, data: Any) -> str:
        view: EventView = data
        self.frame.head.show_text(head_text(view, self.desk.language))
        EventLayout(self.desk, self.frame, view, self.open, self.new_deliverable).fill()
        return view.page.name


def head_text(view: EventView, language: str) -> HeadText:
    """When, and where."""
    record = view.page.record
    place = ", ".join(
        part for part in (record.city, write_country(record.country, language)) if part
    )
    kind = tr(record.format.label) if record.format else tr("Event")
    return HeadText(
        kind=joined(kind, write_date(record.dates)),
        icon="calendar-days",
        title=view.page.name,
        subtitle=place,
        flags=tuple(trash_flag(record)),
    )
