"""What the next new record takes over from the one just saved ("Save and new")."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from tracker.domain.record import RootRecord
from tracker.ui.forms.parts import FormParts
from tracker.ui.forms.record_form import RecordForm
from tracker.ui.forms.rules import FormRules

if TYPE_CHECKING:
    from tracker.ui.forms.form_dialog import RecordFormDialog


def next_record(parts: FormParts, form: RecordForm, began: RootRecord) -> RootRecord:
    """What the next one begins with: what this one began with, and what its rules keep."""
    rules = parts.rules.get(began.key)
    saved, _ = form.draft()
    if saved is None or not isinstance(rules, FormRules):
        return began
    return began.model_copy(update={name: getattr(saved, name) for name in rules.kept})


def ask_names(parts: FormParts, dialog: RecordFormDialog) -> None:
    """Have the records named that the form refers to and cannot name yet."""
    if wanted := dialog.form.nameless():
        call = partial(parts.services.records.names, wanted)
        parts.runner.read(dialog, call, done=dialog.learn_names)
