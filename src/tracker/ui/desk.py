"""What every page and dialog is handed: services, background work, looks, the way around."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Protocol

from tracker.config import Paths
from tracker.domain.refs import RecordRef
from tracker.ui.bus import Bus
from tracker.ui.icons import Icons
from tracker.ui.messages import Messages
from tracker.ui.tasks import TaskRunner
from tracker.ui.theme import Theme

if TYPE_CHECKING:
    from tracker.services import Services


class Navigator(Protocol):
    """The way from any page to any other; the main window provides it."""

    def open_record(self, ref: RecordRef) -> None:
        """Show a record's page."""

    def open_list(self, kind: str, view: str = "") -> None:
        """Show a list, narrowed to a built-in view."""

    def create(self, kind: str, prefill: Mapping[str, Any] | None = None) -> None:
        """Open an empty form; `prefill` are field values by name."""

    def edit(self, ref: RecordRef) -> None:
        """Open a record's form."""

    def trash(self, ref: RecordRef) -> None:
        """Move a record to the trash, with an undo to hand."""

    def restore(self, ref: RecordRef) -> None:
        """Bring a record back from the trash."""

    def log_progress(self, deliverable_id: int | None = None) -> None:
        """Open the log dialog, for a deliverable if one is given."""

    def export_summary(self, agreement_id: int) -> None:
        """Open the preview of an agreement's summary."""

    def undo(self) -> None:
        """Undo the latest action."""


@dataclass(frozen=True)
class Desk:
    """Handed to constructors; nothing in the window is reached otherwise."""

    services: "Services"
    runner: TaskRunner
    bus: Bus
    messages: Messages
    icons: Icons
    theme: Theme
    paths: Paths
    today: Callable[[], date]
    language: str
    navigator: Navigator
