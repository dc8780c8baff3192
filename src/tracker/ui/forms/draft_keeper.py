"""Keeps what is typed into a form as a draft: soon after each change, and when it is closed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from enum import Enum
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from tracker.domain.dates_writing import write_day
from tracker.i18n import tr
from tracker.ui.forms.draft_queue import DraftQueue
from tracker.ui.forms.drafts import Draft
from tracker.ui.forms.left_drafts import BEGUN
from tracker.ui.forms.merging import same
from tracker.ui.forms.record_form import RecordForm

_PAUSE_MS = 800


class Kept(Enum):
    """What became of a draft: there is nothing to keep, it is written, or it cannot be."""

    NOTHING = 0
    WRITTEN = 1
    FAILED = 2


class DraftKeeper(QObject):
    """Knows what a form began with, and so what would be lost. `kept` after every writing."""

    kept = Signal()

    def __init__(self, drafts: DraftQueue, key: str, parent: QObject) -> None:
        super().__init__(parent)
        claim = drafts.claim(key)
        self.key = claim.key
        self.elsewhere = claim.elsewhere
        """Whether another window of the program writes the same; its text stays there."""
        self._drafts = drafts
        self._form: RecordForm | None = None
        self._initial: dict[str, Any] = {}
        self.begun: dict[str, Any] = {}
        """With what a new record was begun from elsewhere: its draft is opened with that again."""
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self.keep_soon)

    @property
    def initial(self) -> dict[str, Any]:
        """What is stored, as the form shows it; by field."""
        return dict(self._initial)

    def watch(self, form: RecordForm) -> None:
        """From now on keep what is typed into this form."""
        self._form = form
        form.edited.connect(self._pause.start)
        form.supplied.connect(self.without_change)

    def begin(self) -> None:
        """What the form shows now is what is stored."""
        self._initial = self._form.raw() if self._form is not None else {}

    def changed(self) -> dict[str, Any]:
        """The raw texts of the fields that differ from what is stored."""
        if self._form is None:
            return {}
        raw = self._form.raw()
        return {name: one for name, one in raw.items() if not same(one, self._initial.get(name))}

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
        return self._drafts.load(self.key)

    def keep(self) -> Kept:
        """Write the draft now, or remove it where nothing differs."""
        self._pause.stop()
        changed = self.changed()
        if not changed:
            self._drafts.discard(self.key)
            found = Kept.NOTHING
        else:
            written = self._drafts.save(self.key, changed, self._version(), self._of(changed))
            found = Kept.WRITTEN if written else Kept.FAILED
        self.kept.emit()
        return found

    def keep_soon(self) -> None:
        """The same in the background: typing goes on while the disk is slow."""
        self._pause.stop()
        if changed := self.changed():
            self._drafts.save_soon(self.key, changed, self._version(), self._of(changed))
        else:
            self._drafts.discard(self.key)
        self.kept.emit()

    def discard(self) -> None:
        """Forget the draft."""
        self._pause.stop()
        self._drafts.discard(self.key)

    def release(self) -> None:
        """The form is closed."""
        self._drafts.release(self.key)

    def _version(self) -> int:
        return self._form.base.version if self._form is not None else 0

    def _of(self, changed: dict[str, Any]) -> dict[str, Any]:
        """What stood in the fields before, for the case that somebody else changes them too."""
        before = {name: self._initial.get(name) for name in changed}
        return before | ({BEGUN: self.begun} if self.begun else {})


def elsewhere_words() -> str:
    """What is said when another window writes in the same form."""
    return tr("Another window is writing here too; what is not saved there stays there.")


def words_for(draft: Draft, version: int, today: date) -> str:
    """What is said when a draft comes back."""
    at = draft.at.astimezone()
    moment = f"{at:%H:%M}" if at.date() == today else f"{write_day(at.date())}, {at:%H:%M}"
    words = tr("Your draft of {time} is back.", time=moment)
    if draft.version != version:
        words += " " + tr("The record has been saved since then: look it over before you save.")
    return words
