"""The editor of a reference: type a few letters, choose, or create in place."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Collection, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QWidget

from tracker.domain.fields import FieldSpec
from tracker.domain.record import RecordRef
from tracker.domain.records import ROOT_BY_KEY
from tracker.i18n import tr
from tracker.ui.forms.editor import Editor, FocusHint
from tracker.ui.forms.parts import Chosen, CreateRequest, FormParts
from tracker.ui.forms.suggest import SuggestLine
from tracker.ui.forms.suggestions import Suggestion
from tracker.ui.kinds import KINDS
from tracker.ui.widgets.labels import plain_tip

if TYPE_CHECKING:
    from tracker.services.search import Pick

_PAUSE_MS = 90
_CREATE = "create"
Find = Callable[[str], "Sequence[Pick]"]


class ReferenceEditor(Editor):
    """Another record, by its name. A text that names none is kept and said to be none.

    `around` gives the values beside it, for the record that is created here.
    """

    def __init__(
        self,
        spec: FieldSpec,
        parts: FormParts,
        parent: QWidget | None = None,
        *,
        around: Callable[[], Mapping[str, object]] | None = None,
    ) -> None:
        super().__init__(spec, parts, parent)
        self._around = around
        self._source: Callable[[], Find] | None = None
        self._id: int | None = None
        self._gone: int | None = None
        self._label = ""
        self._detail = ""
        self._asked = ""
        self._picks: Sequence[Pick] | None = None
        self.line = SuggestLine(parts.icons, self)
        FocusHint(self.line, tr("Type to find"))
        self.line.textEdited.connect(self._typed)
        self.line.wanted.connect(self._want)
        self.line.chosen.connect(self._take)
        self.line.left.connect(self._leave)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._ask)
        self.row.addWidget(self.line, 1)

    @property
    def ref(self) -> RecordRef | None:
        """The record chosen."""
        return None if self._id is None else RecordRef(self.spec.target, self._id)

    @property
    def can_create(self) -> bool:
        """Whether records of its kind have a form of their own."""
        return self.spec.target in ROOT_BY_KEY

    def use_source(self, source: Callable[[], Find]) -> None:
        """Look for candidates elsewhere than among all records of the kind. `source` is asked each
        time for the search, which then runs in the background."""
        self._source = source
        self._picks = None

    def field(self) -> QWidget:
        return self.line

    def value(self) -> Any:
        text = self.line.text().strip()
        if not text:
            return None
        if self._id is not None and text == self._label.strip():
            if self._id == self._gone:
                raise ValueError(tr("“{name}” is no longer there.", name=self._label))
            return self._id
        if self.can_create:
            raise ValueError(tr("Choose a record from the list, or create it there."))
        raise ValueError(tr("Choose one from the list."))

    def set_value(self, value: Any) -> None:
        self._id = value
        self._label = "" if value is None else f"{self.spec.target}-{value}"
        self._detail = ""
        self._show()
        self.clear_problems()

    def choose(self, chosen: Chosen) -> None:
        """Take a record, as if it had been chosen from the list."""
        self._id, self._label, self._detail = chosen.ref.id, chosen.label, chosen.detail
        self._show()
        self.clear_problems()
        self.edited.emit()

    def learn_names(self, names: Mapping[RecordRef, str]) -> None:
        ref = self.ref
        if ref is not None and names.get(ref) and self.line.text() == self._label:
            self._label = names[ref]
            self._show()

    def nameless(self) -> set[RecordRef]:
        ref = self.ref
        return {ref} if ref is not None and self._label == str(ref) else set()

    def references(self) -> set[RecordRef]:
        ref = self.ref
        return {ref} if ref is not None and ref.kind in ROOT_BY_KEY else set()

    def mark_gone(self, gone: Collection[RecordRef]) -> None:
        ref = self.ref
        if ref is not None and ref in gone:
            self._gone = ref.id
            self.check()
        elif self._gone is not None and self._gone == self._id:
            # It has been brought back.
            self._gone = None
            self.recheck()

    def resolve(self) -> None:
        """Ask its own source for the name of what is chosen."""
        if self._source is not None and self.nameless():
            self.parts.runner.read(
                self, partial(self._source(), ""), done=self._resolved, key="name"
            )

    def _resolved(self, picks: Sequence[Pick]) -> None:
        self.learn_names({pick.ref: pick.label for pick in picks})

    def raw(self) -> Any:
        return {"id": self._id, "label": self._label, "text": self.line.text()}

    def set_raw(self, raw: Any) -> None:
        if not isinstance(raw, dict) or not isinstance(raw.get("text"), str):
            return
        if isinstance(raw.get("id"), int):
            self._id, self._label = raw["id"], str(raw.get("label", ""))
        else:
            self._id, self._label = None, ""
        self._detail = ""
        self.line.setText(raw["text"])
        self.check()

    def _show(self) -> None:
        self.line.setText(self._label)
        self.line.setCursorPosition(0)
        words = " · ".join(part for part in (self._label, self._detail) if part)
        self.line.setToolTip(plain_tip(words or self.described()))

    def _typed(self, text: str) -> None:
        if not text.strip():
            self._id, self._label, self._detail = None, "", ""
        self._picks = None
        self.recheck()
        self.edited.emit()

    def _want(self, text: str) -> None:
        self._asked = text.strip()
        if self._asked:
            self.line.pending = True
            self._pause.start()
        else:
            self._ask()

    def _ask(self) -> None:
        text = self._asked
        find: Find = (
            self._source()
            if self._source is not None
            else partial(self.parts.services.search.pick, self.spec.target)
        )
        self.parts.runner.read(
            self, partial(_found, find, text), done=self._answered, key="candidates"
        )

    def _answered(self, answer: tuple[str, Sequence[Pick]]) -> None:
        text, picks = answer
        if text != self._asked:
            return
        self._picks = picks
        if not self.line.hasFocus():
            self._settle()
            return
        offered = [Suggestion(pick.label, pick.detail, pick) for pick in picks]
        if self.can_create:
            # The one entry that is always there, also when nothing is found.
            kind = KINDS[self.spec.target]
            words = tr("Create “{text}”", text=text) if text else kind.new
            offered.append(Suggestion(words, kind.one.lower() if text else "", _CREATE, "plus"))
        self.line.offer(offered, self._marked(text))

    def _marked(self, text: str) -> int:
        """The line that Enter takes: the record that is called so, or the only one that begins so;
        else it is to be created, since a hit that merely resembles it is another record."""
        picks = self._picks or ()
        if not text:
            return -1
        if exact := self._called_so(text):
            return exact[0]
        if len(begun := self._beginning_so(text)) == 1:
            return begun[0]
        # Where nothing can be created, the first line is as good as any.
        return len(picks) if self.can_create else 0

    def _called_so(self, text: str) -> list[int]:
        """The lines whose name or acronym this is."""
        wanted = _plain(text)
        return [
            place
            for place, pick in enumerate(self._picks or ())
            if wanted in map(_plain, (pick.label, *pick.names))
        ]

    def _beginning_so(self, text: str) -> list[int]:
        wanted = _plain(text)
        picks = self._picks or ()
        return [place for place, one in enumerate(picks) if _plain(one.label).startswith(wanted)]

    def _take(self, suggestion: Suggestion) -> None:
        if suggestion.payload == _CREATE:
            around = dict(self._around()) if self._around is not None else {}
            text = self._asked
            self.parts.create(CreateRequest(self.spec.target, text, around, self, self._created))
            return
        pick = suggestion.payload
        self.choose(Chosen(pick.ref, pick.label, pick.detail))

    def _created(self, chosen: Chosen) -> None:
        self.choose(chosen)
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _leave(self) -> None:
        text = self.line.text().strip()
        if not text or (self._id is not None and text == self._label.strip()):
            self.check()
            return
        current = self.line.current()
        marked = current.payload if current is not None else None
        if marked is not None and marked != _CREATE and self._means(marked, text):
            self.choose(Chosen(marked.ref, marked.label, marked.detail))
        elif self._picks is None:
            # Typed faster than the answer comes: it is settled when it is there.
            self._asked = text
            self._pause.stop()
            self._ask()
        else:
            self._settle()

    def _means(self, pick: Pick, text: str) -> bool:
        """Whether Tab may take the marked line: the person walked to it, or it is what Enter would
        take and no other one is called so."""
        if self.line.steered:
            return True
        picks = self._picks or ()
        meant = self._called_so(text) or self._beginning_so(text)
        return len(meant) == 1 and picks[meant[0]] == pick

    def _settle(self) -> None:
        """Without the list: a text that is the name of exactly one record is that record."""
        text = self.line.text().strip()
        if text and _plain(self._label) != _plain(text):
            exact = self._called_so(text)
            if len(exact) == 1 and self._picks:
                pick = self._picks[exact[0]]
                self.choose(Chosen(pick.ref, pick.label, pick.detail))
                return
        self.check()


def _plain(text: str) -> str:
    """A name without what makes no difference: capitals, spaces, how letters are composed."""
    return unicodedata.normalize("NFC", " ".join(text.split()).casefold())


def _found(find: Find, text: str) -> tuple[str, Sequence[Pick]]:
    return text, find(text)
