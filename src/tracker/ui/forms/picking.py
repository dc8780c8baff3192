"""The editor of a reference: type a few letters, choose, or create in place."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QWidget

from tracker.domain.best_match import is_called
from tracker.domain.fields import FieldSpec
from tracker.domain.record import RecordRef
from tracker.domain.records import ROOT_BY_KEY
from tracker.i18n import tr
from tracker.ui.forms.editor import Editor, FocusHint
from tracker.ui.forms.parts import Chosen, CreateRequest, FormParts
from tracker.ui.forms.picking_answers import Answer, Find, answered
from tracker.ui.forms.suggest import SuggestLine, apart_keys
from tracker.ui.forms.suggestions import Suggestion
from tracker.ui.kinds import KINDS
from tracker.ui.widgets.labels import plain_tip

if TYPE_CHECKING:
    from tracker.services.search import Pick

_PAUSE_MS = 90
_CREATE = "create"


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
        self._answer: Answer | None = None
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

    def chosen(self) -> Chosen | None:
        """The record chosen, and what it is called; None also while a text names none."""
        ref = self.ref
        if ref is None or self.line.text().strip() != self._label.strip():
            return None
        return Chosen(ref, self._label, self._detail)

    @property
    def can_create(self) -> bool:
        """Whether records of its kind have a form of their own."""
        return self.spec.target in ROOT_BY_KEY

    def use_source(self, source: Callable[[], Find]) -> None:
        """Look for candidates elsewhere than among all records of the kind. `source` is asked each
        time for the search, which then runs in the background."""
        self._source = source
        self._answer = None

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
        self._answer = None
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
            self, partial(answered, find, text), done=self._answered, key="candidates"
        )

    def _answered(self, answer: Answer) -> None:
        if answer.text != self._asked:
            return
        self._answer = answer
        if not self.line.hasFocus():
            self._settle()
            return
        offered = [Suggestion(pick.label, answer.detail(pick), pick) for pick in answer.picks]
        if self.can_create:
            offered.append(self._creation(answer.text))
        self.line.offer(offered, self._marked(answer))

    def _creation(self, text: str) -> Suggestion:
        """The one entry that is always there, also when nothing is found."""
        kind = KINDS[self.spec.target]
        words = tr("Create “{text}”", text=text) if text else kind.new
        detail = (kind.one.lower() if text else "", apart_keys())
        return Suggestion(words, " · ".join(filter(None, detail)), _CREATE, "plus", apart=True)

    def _marked(self, answer: Answer) -> int:
        """The line that Enter takes: the record that is likeliest meant. What holds the words only
        in a note is another one: then a new one is to be created, as it is where nothing is
        found."""
        if not answer.text:
            return -1
        if answer.best is not None:
            return answer.best
        # Where nothing can be created, the first line is as good as any.
        return len(answer.picks) if self.can_create else 0

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
        elif self._answer is None:
            # Typed faster than the answer comes: it is settled when it is there.
            self._asked = text
            self._pause.stop()
            self._ask()
        else:
            self._settle()

    def _means(self, pick: Pick, text: str) -> bool:
        """Whether Tab may take the marked line: the person walked to it, or it is called so and no
        other one is. What only begins so may be somebody else, who is not there yet."""
        if self.line.steered:
            return True
        return self._answer is not None and self._answer.called(text) == [pick]

    def _settle(self) -> None:
        """Without the list: a text that is the name of exactly one record is that record."""
        text = self.line.text().strip()
        if text and self._answer is not None and not is_called(text, self._label):
            called = self._answer.called(text)
            if len(called) == 1:
                self.choose(Chosen(called[0].ref, called[0].label, called[0].detail))
                return
        self.check()
