"""What the navigator knows of pages and dialogs: how they are made and what they can be asked."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol, runtime_checkable

from PySide6.QtWidgets import QStackedWidget, QWidget

from tracker.domain.refs import RecordRef
from tracker.ui.desk import Desk, LogStart

if TYPE_CHECKING:
    from tracker.domain.filters import Filter
    from tracker.domain.list_views import ShownList


class ListPage(Protocol):
    """A page that shows a list, narrowed to a view."""

    def show_view(self, view: str) -> None: ...
    def show_filter(self, filter: Filter) -> None: ...


class RecordPage(Protocol):
    """A page that shows one record after another, each perhaps at a place of a list."""

    def show_record(self, id: int) -> None: ...
    def show_position(self, position: tuple[int, int] | None) -> None: ...


@runtime_checkable
class LeadsToLog(Protocol):
    """A page on which a deliverable may have the focus."""

    def deliverable_in_hand(self) -> int | None: ...


@runtime_checkable
class AsksWhatToLog(Protocol):
    """A page on which progress may be logged on one of several deliverables."""

    def log_start(self) -> LogStart | None:
        """What the log dialog begins with; None for nothing of its own."""


@runtime_checkable
class LeadsToSibling(Protocol):
    """The page of a record beside which another of its kind may be made."""

    def sibling(self) -> dict[str, Any]:
        """What the other one has in common with it, by field."""
        ...


@runtime_checkable
class ShowsRow(Protocol):
    """A list in which a record can be brought into view."""

    def show_row(self, id: int) -> None: ...


class QuickLookPanel(LeadsToLog, Protocol):
    """Lies beside or over the stack of pages."""

    def show_record(self, ref: RecordRef) -> None: ...
    def dismiss(self) -> None: ...
    def isVisible(self) -> bool: ...
    def deleteLater(self) -> None: ...


class SearchPage(Protocol):
    """The page of everything found for a text."""

    def show_text(self, text: str) -> None: ...


@dataclass(frozen=True)
class Pages:
    """How pages are made. A kind without a record page is opened in its form."""

    home: Callable[[Desk], QWidget]
    list: Callable[[Desk, str], QWidget]
    records: Mapping[str, Callable[[Desk], QWidget]] = field(default_factory=dict)
    search: Callable[[Desk], QWidget] | None = None
    board: Callable[[Desk], QWidget] | None = None
    quick_look: Callable[[Desk, QStackedWidget], QuickLookPanel] | None = None


class Dialogs(Protocol):
    """How forms and dialogs are opened."""

    def create(self, kind: str, prefill: Mapping[str, Any] | None) -> None: ...
    def edit(self, ref: RecordRef, field: str = "") -> None: ...
    def log(self, deliverable_id: int | None, start: LogStart | None = None) -> None: ...
    def summary(self, agreement_id: int) -> None: ...
    def bulk_edit(self, kind: str, ids: Sequence[int]) -> None: ...
    def bulk_log(self, ids: Sequence[int]) -> None: ...
    def export_list(self, shown: ShownList) -> None: ...
    def paste_rows(self, kind: str) -> None: ...
    def edit_usual_steps(self, type_key: str) -> None: ...
    def move_steps(self, deliverable_id: int | None, event_id: int | None) -> None: ...
