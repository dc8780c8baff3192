"""Keeps what is typed into a form as a draft: soon after each change, and when it is closed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from tracker.i18n import tr
from tracker.ui.forms.drafts import Draft, DraftStore
from tracker.ui.forms.record_form import RecordForm

_PAUSE_MS = 800


class DraftKeeper(QObject):
    """Knows what a form began with, and so what would be lost. `kept` after every writing."""

    kept = Signal()

    def __init__(self, store: DraftStore, key: str, parent: QObject) -> None:
        super().__init__(parent)
        self.key = key
        self._store = store
        self._form: RecordForm | None = None
        self._initial: dict[str, Any] = {}
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self.keep)

    def watch(self, form: RecordForm) -> None:
        """From now on keep what is typed into this form."""
        self._form = form
        form.edited.connect(self._pause.start)

    def begin(self) -> None:
        """What the form shows now is what is stored."""
        self._initial = self._form.raw() if self._form is not None else {}

    def changed(self) -> dict[str, Any]:
        """The raw texts of the fields that differ from what is stored."""
        if self._form is None:
            return {}
        raw = self._form.raw()
        return {name: one for name, one in raw.items() if one != self._initial.get(name)}

    def without_change(self, show: Callable[[], None]) -> None:
        """Let `show` alter how stored values are shown; that is no change by the person."""
        changed = self.changed()
        show()
        if self._form is not None:
            for name, raw in self._form.raw().items():
                if name not in changed:
                    self._initial[name] = raw

    def load(self) -> Draft | None:
        """The draft that was left."""
        return self._store.load(self.key)

    def keep(self) -> bool:
        """Write the draft, or remove it where nothing differs; says whether there is one."""
        self._pause.stop()
        if self._form is None or not self.changed():
            self._store.discard(self.key)
            kept = False
        else:
            kept = self._store.save(self.key, self._form.raw(), self._form.base.version)
        self.kept.emit()
        return kept

    def discard(self) -> None:
        """Forget the draft."""
        self._pause.stop()
        self._store.discard(self.key)


def words_for(draft: Draft, version: int, today: date) -> str:
    """What is said when a draft comes back."""
    at = draft.at.astimezone()
    moment = f"{at:%H:%M}" if at.date() == today else f"{at:%Y-%m-%d %H:%M}"
    words = tr("Your draft of {time} is back.", time=moment)
    if draft.version != version:
        words += " " + tr("The record has been saved since then: look it over before you save.")
    return words
