"""Who saves for the dialog of a form."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from tracker.domain.record import RecordRef, RootRecord

if TYPE_CHECKING:
    from tracker.ui.forms.form_dialog import RecordFormDialog


class FormHost(Protocol):
    """Who saves for a dialog: it outlives the dialog, so that no answer is lost."""

    def save(self, dialog: RecordFormDialog, record: RootRecord) -> None: ...
    def reload(self, dialog: RecordFormDialog, ref: RecordRef) -> None: ...
    def show_existing(self, ref: RecordRef) -> None: ...
