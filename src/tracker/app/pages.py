"""How pages and dialogs are made. Each is imported when it is first shown: the start is quicker."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, Protocol, runtime_checkable
from weakref import ref as weak

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QDialog, QStackedWidget, QWidget

from tracker.domain.refs import RecordRef
from tracker.ui.desk import Desk, LogStart
from tracker.ui.memory import Memory
from tracker.ui.navigation import Pages, QuickLookPanel

if TYPE_CHECKING:
    from tracker.domain.list_views import ShownList
    from tracker.ui.forms.opening import Forms
    from tracker.ui.forms.parts import NewTypeRequest


def window_pages(memory: Memory) -> Pages:
    """The pages of the window."""
    return Pages(
        home=_home,
        list=partial(_list, memory),
        records={
            "agreement": _agreement,
            "deliverable": _deliverable,
            "organisation": _organisation,
            "contact": _contact,
            "event": _event,
        },
        search=_search,
        board=partial(_board, memory),
        quick_look=_quick_look,
    )


def _home(desk: Desk) -> QWidget:
    from tracker.ui.home.page import HomePage

    return HomePage(desk)


def _list(memory: Memory, desk: Desk, kind: str) -> QWidget:
    from tracker.ui.records_list.page import ListPage

    return ListPage(desk, kind, memory)


def _board(memory: Memory, desk: Desk) -> QWidget:
    from tracker.ui.board.page import BoardPage

    return BoardPage(desk, memory)


def _agreement(desk: Desk) -> QWidget:
    from tracker.ui.agreements.page import AgreementPage

    return AgreementPage(desk)


def _deliverable(desk: Desk) -> QWidget:
    from tracker.ui.deliverables.page import DeliverablePage

    return DeliverablePage(desk)


def _organisation(desk: Desk) -> QWidget:
    from tracker.ui.organisations.page import OrganisationPage

    return OrganisationPage(desk)


def _contact(desk: Desk) -> QWidget:
    from tracker.ui.contacts.page import ContactPage

    return ContactPage(desk)


def _event(desk: Desk) -> QWidget:
    from tracker.ui.events.page import EventPage

    return EventPage(desk)


def _search(desk: Desk) -> QWidget:
    from tracker.ui.results.page import ResultsPage

    return ResultsPage(desk)


def _quick_look(desk: Desk, stack: QStackedWidget) -> QuickLookPanel:
    from tracker.ui.quick_look.panel import QuickLook

    return QuickLook(desk, stack)


@runtime_checkable
class _Flushed(Protocol):
    """A dialog that keeps drafts of its own, such as that of the log."""

    def flush(self) -> object: ...


class WindowDialogs(QObject):
    """Implements `tracker.ui.navigation.Dialogs` over one window."""

    def __init__(self, desk: Desk, window: QWidget, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._window = window
        self._forms: Forms | None = None

    def create(self, kind: str, prefill: Mapping[str, Any] | None) -> None:
        self.forms().create(kind, self._window, prefill)

    def edit(self, ref: RecordRef, field: str = "") -> None:
        self.forms().edit(ref, self._window, field)

    def log(self, deliverable_id: int | None, start: LogStart | None = None) -> None:
        from tracker.ui.progress.dialog import LogProgressDialog

        _open(LogProgressDialog(self._desk, deliverable_id, self._window, start))

    def summary(self, agreement_id: int) -> None:
        from tracker.ui.summaries.dialog import SummaryDialog

        _open(SummaryDialog(self._desk, agreement_id, self._window))

    def bulk_edit(self, kind: str, ids: Sequence[int]) -> None:
        from tracker.ui.bulk.dialog import BulkEditDialog

        _open(BulkEditDialog(self._desk, self.forms().parts, kind, ids, self._window))

    def bulk_log(self, ids: Sequence[int]) -> None:
        from tracker.ui.bulk_progress.dialog import BulkLogDialog

        _open(BulkLogDialog(self._desk, self.forms().parts, ids, self._window))

    def export_list(self, shown: ShownList) -> None:
        from tracker.ui.list_export.dialog import ExportListDialog

        _open(ExportListDialog(self._desk, shown, self._window))

    def paste_rows(self, kind: str) -> None:
        from tracker.ui.pasting.dialog import PasteRowsDialog

        _open(PasteRowsDialog(self._desk, kind, self._window))

    def own_types(self, parent: QWidget) -> None:
        """Open the dialog of the types that people define."""
        from tracker.ui.own_types.dialog import OwnTypesDialog

        forms = self.forms()
        _open(OwnTypesDialog(self._desk, forms.parts, forms.drafts, parent))

    def new_type(self, request: NewTypeRequest) -> None:
        """Define a type from a form that needs it."""
        from tracker.ui.own_types.dialog import OwnTypesDialog

        forms = self.forms()
        dialog = OwnTypesDialog(
            self._desk, forms.parts, forms.drafts, request.parent, begin="", one_only=True
        )
        dialog.saved.connect(request.chosen)
        _open(dialog)

    def edit_usual_steps(self, type_key: str, parent: QWidget | None = None) -> None:
        from tracker.ui.milestones.usual_dialog import UsualStepsDialog

        _open(UsualStepsDialog(self._desk, type_key, self._window, parent or self._window))

    def move_steps(self, deliverable_id: int | None, event_id: int | None) -> None:
        from tracker.ui.milestones.moving import ask_to_move

        ask_to_move(self._desk, self._window, deliverable_id, event_id)

    def keep_drafts(self) -> None:
        """Write at once what is typed into open dialogs and not saved; the program may end."""
        if self._forms is not None:
            self._forms.keep_drafts()
        for dialog in self._window.findChildren(QDialog):
            if isinstance(dialog, _Flushed):
                dialog.flush()

    def forms(self) -> Forms:
        """The one opener of forms, made when first asked for."""
        if self._forms is None:
            self._forms = _forms(self._desk, self)
            self._forms.created.connect(self._show)
            self._forms.open_requested.connect(self._show)
        return self._forms

    def _show(self, ref: RecordRef) -> None:
        self._desk.navigator.open_record(ref)


def _open(dialog: QDialog) -> None:
    dialog.setWindowModality(Qt.WindowModality.WindowModal)
    dialog.open()


def _new_type(dialogs: Callable[[], WindowDialogs | None], request: NewTypeRequest) -> None:
    if (found := dialogs()) is not None:
        found.new_type(request)


def _forms(desk: Desk, parent: WindowDialogs) -> Forms:
    from tracker.ui.agreements.form import AgreementRules
    from tracker.ui.contacts.form import ContactRules
    from tracker.ui.deliverables.form import DeliverableRules
    from tracker.ui.forms.drafts import FolderDrafts, drafts_folder
    from tracker.ui.forms.opening import Forms
    from tracker.ui.organisations.form import OrganisationRules

    return Forms(
        desk.services,
        desk.runner,
        desk.bus,
        desk.messages,
        desk.icons,
        desk.today,
        FolderDrafts(drafts_folder(desk.paths, desk.services.database_path)),
        language=desk.language,
        rules={
            "agreement": AgreementRules(),
            "contact": ContactRules(),
            "deliverable": DeliverableRules(),
            "organisation": OrganisationRules(),
        },
        parent=parent,
        new_type=partial(_new_type, weak(parent)),
    )
