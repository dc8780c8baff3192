"""Editing a cell of a list: the editor of its field, and saving what was entered."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from tracker.domain.fields import FieldSpec
from tracker.domain.records import ROOT_BY_KEY
from tracker.domain.refs import RecordRef
from tracker.errors import InvalidDraft, TrackerError
from tracker.i18n import tr
from tracker.ui.desk import Desk
from tracker.ui.trashing import say_done

if TYPE_CHECKING:
    from tracker.services.records import Saved
    from tracker.ui.forms.editor import Editor
    from tracker.ui.forms.parts import CreateRequest


class CellSaving(QObject):
    """`make` and `commit` for `ListView.edit_with`."""

    def __init__(self, desk: Desk, kind: str, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._kind = desk, kind

    def make(self, spec: FieldSpec, parent: QWidget) -> Editor:
        """The editor that a form has for the field."""
        from tracker.ui.forms.catalogue import make_editor
        from tracker.ui.forms.parts import FormParts

        desk = self._desk
        parts = FormParts(
            desk.services,
            desk.runner,
            desk.messages,
            desk.icons,
            desk.today,
            desk.language,
            _create_nothing,
        )
        return make_editor(ROOT_BY_KEY[self._kind], spec, parts, parent=parent)

    def commit(self, id: int, key: str, value: Any, ended: Callable[[str], None]) -> None:
        """Save a value in the background; `ended` is told what is wrong, or nothing."""
        ref = RecordRef(self._kind, id)
        call = partial(self._desk.services.bulk.set_field, ref, key, value)
        self._desk.runner.write(
            self, call, partial(self._saved, ended), partial(self._failed, ended)
        )

    def _saved(self, ended: Callable[[str], None], saved: Saved) -> None:
        ended("")
        if saved.change_set is not None:
            name = saved.change_set.action.name
            text = tr("{name} is changed", name=name if len(name) <= 60 else name[:59] + "…")
            say_done(self._desk, self, text, saved.change_set)

    def _failed(self, ended: Callable[[str], None], error: Exception) -> None:
        if isinstance(error, InvalidDraft):
            ended("; ".join(problem.message for problem in error.problems))
        elif isinstance(error, TrackerError):
            ended(str(error))
        else:
            ended(tr("It was not saved."))
            self._desk.messages.show_error(None, error)


def _create_nothing(_request: CreateRequest) -> None:
    """No other record is made from within a cell: references are edited in the form."""
