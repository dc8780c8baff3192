"""What all editors of a form have in common: a value, the raw text behind it, and its problem."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPlainTextEdit, QSizePolicy, QWidget

from tracker.domain.fields import FieldSpec
from tracker.domain.reading import plain_label, read_value, write_value
from tracker.domain.record import RecordRef
from tracker.errors import Problem
from tracker.i18n import tr
from tracker.ui.forms.parts import FormParts
from tracker.ui.theme import set_property

Path = tuple[str | int, ...]
# Border and padding of a line at both its ends, and the space its text keeps to them, in px.
_PADDING = 24


@dataclass(slots=True)
class Collected:
    """What an editor holds. `problems` have paths that begin inside the field; `value` is what
    could be read nevertheless."""

    value: Any
    problems: list[Problem] = field(default_factory=list)
    readable: bool = True


class Editor(QWidget):
    """Edits one field. `edited` when the person changed it, never when the program did.

    Nothing typed is ever dropped: `raw` gives it as JSON, `set_raw` brings it back.
    """

    edited = Signal()
    problem_changed = Signal(str)
    restructured = Signal()
    """Focusable widgets came, went or moved: the order of Tab has to be made anew."""

    # The fields of the record that it edits, where that is not just the one of its declaration;
    # then its value is a mapping of them and the paths of its problems begin with the field.
    holds: tuple[str, ...] = ()

    # Whether it has a line of the form for itself.
    wide: bool = False

    def __init__(self, spec: FieldSpec, parts: FormParts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.spec = spec
        self.parts = parts
        self.problem = ""
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(0, 0, 0, 0)
        self.row.setSpacing(6)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    # What each editor says for itself.

    def value(self) -> Any:
        """What is entered; ValueError with one sentence for the person if it is no such value."""
        raise NotImplementedError

    def set_value(self, value: Any) -> None:
        """Show a value; `edited` is not emitted."""
        raise NotImplementedError

    def raw(self) -> Any:
        """Everything typed, as JSON."""
        raise NotImplementedError

    def set_raw(self, raw: Any) -> None:
        """Bring back what `raw` gave; what cannot be understood is left out."""
        raise NotImplementedError

    def field(self) -> QWidget:
        """The widget that takes the focus."""
        raise NotImplementedError

    # What is the same for all, save for editors of several values.

    def collect(self) -> Collected:
        """The value and what is wrong with it."""
        try:
            return Collected(self.value())
        except ValueError as error:
            return Collected(None, [Problem((), str(error))], readable=False)

    def show_problem(self, path: Path, message: str) -> None:
        """Show what is wrong with the value at a path inside; nothing, if empty."""
        if message != self.problem:
            self.problem = message
            set_property(self.field(), "invalid", bool(message))
            self.field().setAccessibleDescription(message or self.described())
            self.problem_changed.emit(message)

    def widget_at(self, path: Path) -> QWidget:
        """The widget in which the value at a path is entered; it is unfolded if need be."""
        return self.field()

    def words_at(self, path: Path) -> str:
        """The value at a path in words, as in "Parties 2 · Organisation"."""
        return plain_label(self.spec)

    def clear_problems(self) -> None:
        """Take all marks away."""
        self.show_problem((), "")

    def check(self) -> None:
        """Say what is wrong, as when the person leaves the field; emptiness is said on saving."""
        found = self.collect().problems
        self.show_problem((), found[0].message if found else "")

    def recheck(self) -> None:
        """While typing, a mistake that has been put right is no longer shown."""
        if self.problem and not self.collect().problems:
            self.show_problem((), "")

    def learn_names(self, names: Mapping[RecordRef, str]) -> None:
        """Take over the names of records that are referred to."""

    def nameless(self) -> set[RecordRef]:
        """Records whose names it has not been told."""
        return set()

    def references(self) -> set[RecordRef]:
        """Records that are chosen in it."""
        return set()

    def mark_gone(self, gone: Collection[RecordRef]) -> None:
        """Say so where one of these is chosen: they are no longer there."""

    def described(self) -> str:
        """The help of the declaration."""
        return tr(self.spec.help) if self.spec.help else ""

    def name_field(self, name: str) -> None:
        """Give the focusable widget its name for screen readers."""
        self.field().setAccessibleName(name)
        self.field().setAccessibleDescription(self.described())

    def make_small(self) -> None:
        """Fit into a row of several editors."""


class FocusHint(QObject):
    """Shows an example in an empty line while it has the focus: a whole form of them is noise."""

    def __init__(self, line: QLineEdit, words: str) -> None:
        super().__init__(line)
        self._words = words
        line.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(watched, QLineEdit) and event.type() in (
            QEvent.Type.FocusIn,
            QEvent.Type.FocusOut,
        ):
            wanted = event.type() == QEvent.Type.FocusIn and self._fits(watched)
            watched.setPlaceholderText(self._words if wanted else "")
        return False

    def _fits(self, line: QLineEdit) -> bool:
        # Cut off it says less than nothing.
        margins = line.textMargins()
        room = line.width() - margins.left() - margins.right() - _PADDING
        return line.fontMetrics().horizontalAdvance(self._words) <= room


class TextualEditor(Editor):
    """An editor whose value is read from one text. A value that was shown and whose text has not
    been touched is given back as it was, and never read again from what was shown."""

    def __init__(self, spec: FieldSpec, parts: FormParts, parent: QWidget | None = None) -> None:
        super().__init__(spec, parts, parent)
        self._shown: tuple[str, Any] | None = None

    def text(self) -> str:
        """What stands in the field."""
        widget = self.field()
        if isinstance(widget, QLineEdit):
            return widget.text()
        assert isinstance(widget, QPlainTextEdit)
        return widget.toPlainText()

    def put_text(self, text: str) -> None:
        """Let the field say this; `edited` is not emitted."""
        widget = self.field()
        if isinstance(widget, QLineEdit):
            widget.setText(text)
            widget.setCursorPosition(0)
        else:
            assert isinstance(widget, QPlainTextEdit)
            widget.blockSignals(True)
            widget.setPlainText(text)
            widget.blockSignals(False)

    def value(self) -> Any:
        text = self.text()
        if self._shown is not None and self._shown[0] == text:
            return self._shown[1]
        return self.read(text)

    def read(self, text: str) -> Any:
        """The value of a text."""
        return read_value(self.spec, text, self.parts.today())

    def write(self, value: Any) -> str:
        """The text of a value."""
        return write_value(self.spec, value, self.parts.language)

    def set_value(self, value: Any) -> None:
        self.put_text(self.write(value))
        # What the widget makes of it (line breaks of another system) is what will be compared.
        self._shown = (self.text(), value)
        self.clear_problems()

    def raw(self) -> Any:
        return self.text()

    def set_raw(self, raw: Any) -> None:
        if isinstance(raw, str):
            self.put_text(raw)
            self.check()
