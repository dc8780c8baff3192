"""What every editor of a form is handed: services, background work, icons, day and language."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Protocol

from PySide6.QtWidgets import QWidget

from tracker.domain.record import RecordRef
from tracker.ui.icons import Icons
from tracker.ui.messages import Messages
from tracker.ui.tasks import TaskRunner

if TYPE_CHECKING:
    from tracker.domain.deliverable_types.catalogue import TypeCatalogue
    from tracker.domain.fields import FieldSpec
    from tracker.domain.record import ChildRecord
    from tracker.services.milestones import MilestoneService
    from tracker.services.name_matching import NameMatchService
    from tracker.services.pages import PageService
    from tracker.services.records import RecordService
    from tracker.services.search import SearchService
    from tracker.services.series import SeriesService
    from tracker.services.undo import UndoService


class FormServices(Protocol):
    """The part of the services that forms use."""

    @property
    def records(self) -> RecordService: ...
    @property
    def search(self) -> SearchService: ...
    @property
    def pages(self) -> PageService: ...
    @property
    def undo(self) -> UndoService: ...
    @property
    def name_matching(self) -> NameMatchService: ...
    @property
    def milestones(self) -> MilestoneService: ...
    @property
    def series(self) -> SeriesService: ...
    @property
    def types(self) -> TypeCatalogue: ...


@dataclass(frozen=True, slots=True)
class Chosen:
    """A record chosen in a picker, or made in place: what it is called and told apart by."""

    ref: RecordRef
    label: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class CreateRequest:
    """A record is to be made without leaving the form. `around` are the values beside the picker,
    by field; `chosen` is called with the saved record."""

    kind: str
    text: str
    around: Mapping[str, object]
    parent: QWidget
    chosen: Callable[[Chosen], None]


@dataclass(frozen=True, slots=True)
class PastedNames:
    """A list of names that is not settled yet; `commas` is what the person said stands between
    them (see `domain.name_lists`), empty if nothing was said."""

    text: str = ""
    commas: str = ""


@dataclass(frozen=True, slots=True)
class NamesRequest:
    """Names are to be pasted into the list of `spec`; `taken` are the records it has already.
    `chosen` is called with the rows to add, each with the names of the records in it; `left` with
    what was not added, which is the `pasted` that the next one begins with."""

    spec: FieldSpec
    taken: Collection[RecordRef]
    parent: QWidget
    chosen: Callable[[Sequence[tuple[ChildRecord, Mapping[RecordRef, str]]]], None]
    pasted: PastedNames
    left: Callable[[PastedNames], None]


@dataclass(frozen=True, slots=True)
class NewTypeRequest:
    """A type of deliverable is to be defined; `chosen` is called with its key once it is saved."""

    parent: QWidget
    chosen: Callable[[str], None]


@dataclass(frozen=True, slots=True)
class FormParts:
    """The parts from which editors are made. `create` opens the small form of another kind,
    `paste_names` the dialog that makes rows of a list of names, `new_type` the one that defines a
    type of deliverable."""

    services: FormServices
    runner: TaskRunner
    messages: Messages
    icons: Icons
    today: Callable[[], date]
    language: str
    create: Callable[[CreateRequest], None]
    rules: Mapping[str, object] = field(default_factory=dict)
    paste_names: Callable[[NamesRequest], None] | None = None
    new_type: Callable[[NewTypeRequest], None] | None = None
