"""The mistakes a form lists above its fields: what has been corrected leaves the list at once."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, QTimer, Signal

from tracker.errors import Problem
from tracker.ui.forms.form_body import FormBody
from tracker.ui.forms.record_form import RecordForm

_PAUSE_MS = 200


class ShownProblems(QObject):
    """`changed` when the list has another height."""

    changed = Signal()

    def __init__(self, body: FormBody, parent: QObject) -> None:
        super().__init__(parent)
        self._body = body
        self._problems: list[Problem] = []
        self._only_saving_knows: frozenset[tuple[str | int, ...]] = frozenset()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self.look_again)

    def attach(self, form: RecordForm) -> None:
        """Look again when something is edited in this form."""
        form.edited.connect(self._edited)

    def show(self, problems: Sequence[Problem]) -> None:
        """Mark the fields, list the mistakes and go to the first; none hides the list."""
        self._body.form.show_problems(problems)
        self._list(problems)
        if problems:
            self._body.form.go_to(problems[0].path)

    def look_again(self) -> None:
        """Leave out what is corrected. What is newly wrong is said by the next saving, and what
        only the saving knows stays until then."""
        self._pause.stop()
        if not self._problems:
            return
        _record, now = self._body.form.draft()
        wrong = {one.path: one for one in now}
        left = [
            wrong.get(one.path, one)
            for one in self._problems
            if one.path in wrong or one.path in self._only_saving_knows
        ]
        if left != self._problems:
            self._list(left, self._only_saving_knows)

    def _list(
        self, problems: Sequence[Problem], unseen: frozenset[tuple[str | int, ...]] | None = None
    ) -> None:
        self._problems = list(problems)
        if unseen is None:
            seen = {one.path for one in self._body.form.draft()[1]} if problems else set()
            unseen = frozenset(one.path for one in problems) - seen
        self._only_saving_knows = unseen
        form = self._body.form
        self._body.summary.say([(form.words_for(one.path), one) for one in problems])
        self.changed.emit()

    def _edited(self) -> None:
        if self._problems:
            self._pause.start()
