"""Opens the form of any record, saves for it, and tells everybody."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any
from weakref import ref as weak

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from tracker.domain.changes import ChangeSet
from tracker.domain.record import RecordRef, RootRecord
from tracker.domain.records import ROOT_BY_KEY, OwnType
from tracker.i18n import tr
from tracker.ui.bus import Bus
from tracker.ui.forms.changed_elsewhere import tell_forms
from tracker.ui.forms.draft_queue import DraftQueue
from tracker.ui.forms.drafts import DraftStore, key_of_new
from tracker.ui.forms.form_dialog import RecordFormDialog
from tracker.ui.forms.parts import (
    Chosen,
    CreateRequest,
    FormParts,
    FormServices,
    NamesRequest,
    NewTypeRequest,
)
from tracker.ui.forms.rules import FormRules
from tracker.ui.forms.saving import FormSaves
from tracker.ui.forms.small_form import main_fields, text_field
from tracker.ui.icons import Icons
from tracker.ui.kinds import KINDS
from tracker.ui.messages import Messages
from tracker.ui.tasks import TaskRunner

if TYPE_CHECKING:
    from tracker.services.records import Loaded
    from tracker.services.search import Pick

_Dialog = Callable[[], "RecordFormDialog | None"]


class Forms(QObject):
    """Keep one, with the main window: it is the owner of every save.

    `saved(ref)` after every save, `created(ref)` after the full form of a new record,
    `open_requested(ref)` when the person wants to see a record that a new one may repeat.
    """

    saved = Signal(object)
    created = Signal(object)
    open_requested = Signal(object)

    def __init__(
        self,
        services: FormServices,
        runner: TaskRunner,
        bus: Bus,
        messages: Messages,
        icons: Icons,
        today: Callable[[], date],
        drafts: DraftStore,
        language: str = "en",
        rules: Mapping[str, FormRules] | None = None,
        parent: QObject | None = None,
        new_type: Callable[[NewTypeRequest], None] | None = None,
    ) -> None:
        super().__init__(parent)
        self._services = services
        self._runner = runner
        self._drafts = DraftQueue(drafts, runner)
        self._rules = dict(rules or {})
        self._saves = FormSaves(
            services, runner, bus, messages, today, self._drafts, self._rules, self
        )
        self._saves.saved.connect(self.saved)
        self._saves.created.connect(self.created)
        self._saves.undone.connect(self._undone)
        # A dialog without a parent would be freed as soon as nobody names it.
        self._open_dialogs: dict[int, RecordFormDialog] = {}
        # Not the bound method: the parts are kept by every editor, and this object keeps them.
        create = partial(_create_in_place, weak(self))
        paste = partial(_paste_names, weak(self))
        self.parts = FormParts(
            services, runner, messages, icons, today, language, create, self._rules, paste, new_type
        )
        bus.changed.connect(self._changed)

    @property
    def drafts(self) -> DraftQueue:
        """Where drafts are kept, for a dialog that is no form of a record."""
        return self._drafts

    def create(
        self, kind: str, parent: QWidget | None, prefill: Mapping[str, Any] | None = None
    ) -> RecordFormDialog:
        """Open the form of a new record; `prefill` are values by field."""
        record = ROOT_BY_KEY[kind]
        given = dict(prefill or {})
        dialog = self._dialog(record, KINDS[record.key].new, key_of_new(kind, given), parent)
        dialog.begun_with(given)
        self._open(dialog, record.model_validate(given), {})
        return dialog

    def edit(self, ref: RecordRef, parent: QWidget | None, field: str = "") -> None:
        """Load a record and open its form, at a field if one is named."""
        over = _weakly(parent)
        self._runner.read(
            self,
            partial(self._services.records.open, ROOT_BY_KEY[ref.kind], ref.id),
            done=partial(_call_loaded, weak(self), over, field),
        )

    def keep_drafts(self) -> None:
        """The program ends: write what is typed into open forms and not stored yet."""
        for dialog in list(self._open_dialogs.values()):
            if isValid(dialog):
                dialog.keep_now()
        self._drafts.flush()

    # For the dialogs.

    def save(self, dialog: RecordFormDialog, record: RootRecord) -> None:
        """Write a record; the dialog is told what came of it, if it is still there."""
        self._saves.save(dialog, record)

    def reload(self, dialog: RecordFormDialog, ref: RecordRef) -> None:
        """Give the dialog the record as it is stored now."""
        self._runner.read(
            dialog,
            partial(self._services.records.open, ROOT_BY_KEY[ref.kind], ref.id),
            done=partial(_rebase, weak(dialog)),
        )

    def show_existing(self, ref: RecordRef) -> None:
        """The person wants to see another record."""
        self.open_requested.emit(ref)

    def create_in_place(self, request: CreateRequest) -> None:
        """Open the small form over another one; what is saved is chosen there."""
        record = ROOT_BY_KEY[request.kind]
        rules = self._rules.get(request.kind)
        given: dict[str, Any] = {text_field(record): request.text}
        if rules is not None:
            given |= rules.prefill(request.text, request.around)
        empty = record.model_validate(given)
        dialog = self._dialog(
            record,
            KINDS[record.key].new,
            key_of_new(record.key, given),
            request.parent.window(),
            only=main_fields(record, empty),
        )
        dialog.saved.connect(partial(_hand_over, weak(dialog), request.chosen))
        dialog.chosen_existing.connect(partial(_hand_over_pick, request.chosen))
        self._open(dialog, empty, {})

    def _changed(self, change_set: ChangeSet, origin: object) -> None:
        """Forms that are open show the types as they are now, and say what else is new."""
        dialogs = [dialog for dialog in self._open_dialogs.values() if isValid(dialog)]
        if change_set.touches(OwnType.key):
            for dialog in dialogs:
                dialog.form.renew_types()
        if origin is not self:
            tell_forms(dialogs, change_set, self._services, self._runner)

    def paste_names(self, request: NamesRequest) -> None:
        """Open the dialog that makes rows of a list of names, over the form that asks for it."""
        from tracker.ui.forms.name_list_dialog import NameListDialog

        announced = partial(_names_made, weak(self))
        dialog = NameListDialog(self.parts, request, announced, request.parent.window())
        dialog.setWindowModality(Qt.WindowModality.WindowModal)
        dialog.open()

    def names_made(self, change_set: ChangeSet) -> None:
        """Records were made of names: tell everybody, with an undo to hand."""
        # Late, as it reads the database: whoever asks has loaded it.
        from tracker.services.name_matching import KEEP_NAME

        action = change_set.action
        kept = action.template == KEEP_NAME
        words = (
            tr("Another name is kept of {name}", name=action.name)
            if kept
            else tr("Added {name}", name=action.name)
        )
        self._saves.announce(change_set, words)

    def _dialog(
        self,
        record: type[RootRecord],
        title: str,
        key: str,
        parent: QWidget | None,
        *,
        only: set[str] | None = None,
    ) -> RecordFormDialog:
        return RecordFormDialog(
            self, self._drafts, record, self.parts, title=title, key=key, only=only, parent=parent
        )

    def _open(
        self, dialog: RecordFormDialog, record: RootRecord, names: Mapping[RecordRef, str]
    ) -> None:
        self._open_dialogs[id(dialog)] = dialog
        dialog.destroyed.connect(partial(self._open_dialogs.pop, id(dialog), None))
        dialog.begin(record, names)
        self._look_for_names(dialog, names)
        dialog.setWindowModality(Qt.WindowModality.WindowModal)
        dialog.open()

    def _look_for_names(
        self, dialog: RecordFormDialog, known: Mapping[RecordRef, str] | None = None
    ) -> None:
        """Names of records it refers to; one that a draft names may be gone."""
        wanted = (dialog.form.nameless() | dialog.form.references()) - (known or {}).keys()
        if wanted:
            self._runner.read(
                dialog,
                partial(self._services.records.names, wanted),
                done=partial(_learn, weak(dialog), wanted),
                key="names",
            )

    def _loaded(self, over: Callable[[], QWidget | None], field: str, loaded: Loaded[Any]) -> None:
        record: RootRecord = loaded.record
        ref = RecordRef(record.key, record.id or 0)
        title = tr("Edit {name}", name=loaded.name)
        dialog = self._dialog(type(record), title, str(ref), over())
        self._open(dialog, record, loaded.names)
        if field:
            # After the first field has had the focus.
            QTimer.singleShot(0, dialog.form, partial(dialog.form.go_to, (field,)))

    def _undone(self) -> None:
        for dialog in self._open_dialogs.values():
            # It may have taken back what was made in place for a form that is open.
            self._look_for_names(dialog)


def _weakly(widget: QWidget | None) -> Callable[[], QWidget | None]:
    return weak(widget) if widget is not None else _nobody


def _nobody() -> None:
    return None


def _create_in_place(forms: Callable[[], Forms | None], request: CreateRequest) -> None:
    if (found := forms()) is not None:
        found.create_in_place(request)


def _paste_names(forms: Callable[[], Forms | None], request: NamesRequest) -> None:
    if (found := forms()) is not None:
        found.paste_names(request)


def _names_made(forms: Callable[[], Forms | None], change_set: ChangeSet) -> None:
    found = forms()
    if found is not None and isValid(found):
        found.names_made(change_set)


def _call_loaded(
    forms: Callable[[], Forms | None],
    over: Callable[[], QWidget | None],
    field: str,
    loaded: Loaded[Any],
) -> None:
    if (found := forms()) is not None:
        found._loaded(over, field, loaded)  # noqa: SLF001 - of the same class


def _learn(shown: _Dialog, wanted: set[RecordRef], names: dict[RecordRef, str]) -> None:
    if (dialog := shown()) is not None and isValid(dialog):
        dialog.learn_names(names)
        roots = {ref for ref in wanted if ref.kind in ROOT_BY_KEY}
        dialog.form.mark_gone(roots - names.keys())


def _rebase(shown: _Dialog, loaded: Loaded[Any]) -> None:
    if (dialog := shown()) is not None and isValid(dialog):
        dialog.rebase(loaded.record, loaded.names)


def _hand_over(shown: _Dialog, chosen: Callable[[Chosen], None], ref: RecordRef) -> None:
    dialog = shown()
    chosen(Chosen(ref, dialog.name_of_saved if dialog is not None else str(ref)))


def _hand_over_pick(chosen: Callable[[Chosen], None], pick: Pick) -> None:
    chosen(Chosen(pick.ref, pick.label, pick.detail))
