"""What every page and dialog is handed: services, background work, looks, the way around."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from tracker.config import Paths
from tracker.domain.refs import RecordRef
from tracker.ui.bus import Bus
from tracker.ui.favourites import Favourites
from tracker.ui.icons import Icons
from tracker.ui.messages import Messages
from tracker.ui.tasks import TaskRunner
from tracker.ui.theme import Theme

if TYPE_CHECKING:
    from tracker.domain.filters import Filter
    from tracker.domain.list_views import ShownList
    from tracker.services import Services


@dataclass(frozen=True, slots=True)
class LogStart:
    """What the log dialog begins with: the line it puts right, files that are evidence, and the
    groups of fields it asks for ("evidence", "measure", ...), with the measure meant."""

    corrects: int | None = None
    paths: tuple[Path, ...] = ()
    groups: tuple[str, ...] = ()
    metric: str = ""
    among: tuple[int, ...] = ()
    """The deliverables that are offered where none is given, such as the instances of a series."""


class Navigator(Protocol):
    """The way from any page to any other; the main window provides it."""

    def open_record(self, ref: RecordRef, among: Sequence[int] = ()) -> None:
        """Show a record's page. `among` are the ids of the list it is opened from, in order, for
        the next and the previous record; kept as given, so not to be changed afterwards."""

    def step_record(self, by: int) -> None:
        """Show the next (1) or previous (-1) record of the list the one shown is opened from."""

    def open_list(self, kind: str, view: str = "", filter: "Filter | None" = None) -> None:
        """Show a list: all of it, a built-in view ("overdue"), "trash", a saved view ("saved:7")
        or what a filter text finds ("filter:status:overdue"); `filter` is in force instead of
        that of the view."""

    def open_board(
        self, view: str = "", filter: "Filter | None" = None, *, instead: bool = False
    ) -> None:
        """Show the deliverables of a view (as `open_list` names it) as a board by status.
        `instead`: in the place of the page that is shown, so that Back passes it by."""

    def open_search(self, text: str = "") -> None:
        """Show the page of everything that is found for a text."""

    def quick_look(self, ref: RecordRef) -> None:
        """Show a record beside the list, which keeps the focus; again for the next record."""

    def end_quick_look(self) -> None:
        """Take the quick look away."""

    @property
    def is_quick_look(self) -> bool:
        """Whether a quick look is shown."""

    def create(self, kind: str, prefill: Mapping[str, Any] | None = None) -> None:
        """Open an empty form; `prefill` are field values by name."""

    def edit(self, ref: RecordRef, field: str = "") -> None:
        """Open a record's form, at a field if one is named."""

    def trash(self, ref: RecordRef) -> None:
        """Move a record to the trash, with an undo to hand."""

    def restore(self, ref: RecordRef) -> None:
        """Bring a record back from the trash."""

    def log_progress(
        self, deliverable_id: int | None = None, start: "LogStart | None" = None
    ) -> None:
        """Open the log dialog, for a deliverable if one is given; `start` says with what."""

    def export_summary(self, agreement_id: int) -> None:
        """Open the preview of an agreement's summary."""

    def bulk_edit(self, kind: str, ids: Sequence[int]) -> None:
        """Open the dialog that changes several records at once."""

    def bulk_log(self, ids: Sequence[int]) -> None:
        """Open the dialog that logs one line on several deliverables."""

    def export_list(self, shown: "ShownList") -> None:
        """Open the dialog that saves a list as shown."""

    def paste_rows(self, kind: str) -> None:
        """Open the preview of rows copied from a spreadsheet."""

    def edit_usual_steps(self, type_key: str = "") -> None:
        """Open the editor of the steps that deliverables of a type usually have."""

    def move_steps(self, *, deliverable_id: int | None = None, event_id: int | None = None) -> None:
        """Ask which steps of a deliverable, or at an event, are to move with their day."""

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
    favourites: Favourites = field(default_factory=Favourites)
