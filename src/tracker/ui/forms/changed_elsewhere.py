"""Tells an open form when its record was saved by somebody else, before saving is refused."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from functools import partial
from typing import TYPE_CHECKING, Any
from weakref import ref as weak

from shiboken6 import isValid

from tracker.domain.changes import ChangeSet
from tracker.domain.records import ROOT_BY_KEY
from tracker.ui.forms.form_dialog import RecordFormDialog
from tracker.ui.forms.parts import FormServices
from tracker.ui.tasks import TaskRunner

if TYPE_CHECKING:
    from tracker.services.records import Loaded

_log = logging.getLogger(__name__)


def tell_forms(
    dialogs: Iterable[RecordFormDialog],
    change_set: ChangeSet,
    services: FormServices,
    runner: TaskRunner,
) -> None:
    """Read the records of those forms that a change has touched, and say so where they are newer
    than what is being edited: a line in its log, say, leaves a deliverable as it is."""
    for dialog in dialogs:
        ref = dialog.ref
        if ref is None or not change_set.touches(ref.kind, ref.id):
            continue
        read = partial(services.records.open, ROOT_BY_KEY[ref.kind], ref.id)
        runner.read(dialog, read, partial(_compare, weak(dialog)), _not_read, key="changed")


def _compare(shown: Callable[[], RecordFormDialog | None], loaded: Loaded[Any]) -> None:
    dialog = shown()
    if dialog is not None and isValid(dialog):
        dialog.stored_now(loaded.record.version, loaded.name)


def _not_read(error: Exception) -> None:
    """Saving will say what is wrong."""
    _log.warning("a record that is being edited could not be read", exc_info=error)
