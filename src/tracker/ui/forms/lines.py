"""Editors of one line: text, address, number, amount, length of time, country."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from tracker.domain.countries import countries
from tracker.domain.fields import FieldSpec, Kind
from tracker.domain.reading import write_value
from tracker.i18n import tr
from tracker.ui.forms.editor import FocusHint, TextualEditor
from tracker.ui.forms.parts import FormParts
from tracker.ui.forms.suggest import SuggestLine
from tracker.ui.forms.suggestions import Suggestion
from tracker.ui.widgets.labels import label

_NUMBERS = (Kind.INTEGER, Kind.DECIMAL, Kind.PERCENT)
_OFFERED = 40
# Between a unit and the end of its field, and between a number and its unit, in px; of the latter
# the field's own padding is a part.
_INSET, _GAP = 9, 3


def placeholder_of(spec: FieldSpec) -> str:
    """An example of how a value is written, for the empty field."""
    if spec.example:
        return tr(spec.example)
    examples = {
        Kind.MONEY: tr("such as USD 25,000"),
        Kind.DURATION: tr("such as 3 years"),
        Kind.OFFSET: tr("such as 6 weeks before"),
        Kind.URL: "https://",
        Kind.DATE: tr("such as Aug 2020"),
    }
    return examples.get(spec.kind, "")


class LineEditor(TextualEditor):
    """A plain line; what is typed is read when the person leaves it."""

    def __init__(self, spec: FieldSpec, parts: FormParts, parent: QWidget | None = None) -> None:
        super().__init__(spec, parts, parent)
        self.line = self._made_line()
        if example := placeholder_of(spec):
            FocusHint(self.line, example)
        self.line.textEdited.connect(self._typed)
        self.line.editingFinished.connect(self._finished)
        self.row.addWidget(self.line, 1)

    def field(self) -> QWidget:
        return self.line

    def _made_line(self) -> QLineEdit:
        return QLineEdit(self)

    def _finished(self) -> None:
        self.check()
        if not self.line.hasFocus():
            # A long text is read from its beginning.
            self.line.setCursorPosition(0)

    def _typed(self) -> None:
        self.recheck()
        self.edited.emit()


class NumberEditor(LineEditor):
    """A number in the unit of its declaration, which stands behind it in the field."""

    def __init__(self, spec: FieldSpec, parts: FormParts, parent: QWidget | None = None) -> None:
        super().__init__(spec, parts, parent)
        self.line.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.line.setInputMethodHints(Qt.InputMethodHint.ImhFormattedNumbersOnly)
        self._bare = replace(spec, unit="")
        if spec.unit:
            self._show_unit(tr(spec.unit))

    def write(self, value: Any) -> str:
        return write_value(self._bare, value, self.parts.language)

    def _show_unit(self, unit: str) -> None:
        words = label(unit, "muted", parent=self.line)
        words.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        inside = QHBoxLayout(self.line)
        inside.setContentsMargins(0, 0, _INSET, 0)
        inside.addStretch(1)
        inside.addWidget(words)
        metrics = QFontMetrics(self.parts.icons.theme.font("base"))
        self.line.setTextMargins(0, 0, metrics.horizontalAdvance(unit) + _GAP, 0)


class SuggestingEditor(LineEditor):
    """A line that offers words; anything else may be typed as well."""

    line: SuggestLine

    def __init__(self, spec: FieldSpec, parts: FormParts, parent: QWidget | None = None) -> None:
        super().__init__(spec, parts, parent)
        self.line.wanted.connect(self._offer)
        self.line.chosen.connect(self._choose)

    def words(self) -> list[Suggestion]:
        """All that can be offered."""
        return [Suggestion(tr(word)) for word in self.spec.suggestions]

    def _made_line(self) -> QLineEdit:
        return SuggestLine(self.parts.icons, self)

    def _offer(self, text: str) -> None:
        wanted = text.strip().casefold()
        words = [word for word in self.words() if wanted in word.label.casefold()]
        words.sort(key=lambda word: not word.label.casefold().startswith(wanted))
        if len(words) == 1 and words[0].label.casefold() == wanted:
            words = []
        # A free text stays what was typed: no line is marked until one is chosen with the arrows.
        self.line.offer(words[:_OFFERED], -1)

    def _choose(self, suggestion: Suggestion) -> None:
        self.line.setText(suggestion.label)
        self._typed()


class CountryEditor(SuggestingEditor):
    """A country by name or code in any of the known languages."""

    def __init__(self, spec: FieldSpec, parts: FormParts, parent: QWidget | None = None) -> None:
        super().__init__(spec, parts, parent)
        self.line.left.connect(self._complete)

    def words(self) -> list[Suggestion]:
        return [
            Suggestion(name, code, code) for code, name in countries(self.parts.language).items()
        ]

    def _offer(self, text: str) -> None:
        wanted = text.strip().casefold()
        words = [
            word for word in self.words()
            if word.label.casefold().startswith(wanted) or word.detail.casefold() == wanted
        ] or [word for word in self.words() if wanted in word.label.casefold()]  # fmt: skip
        words.sort(key=lambda word: word.detail.casefold() != wanted)
        self.line.offer(words[:_OFFERED])

    def _complete(self) -> None:
        """The beginning of one country's name is that country; a code is shown as the name."""
        typed = self.line.text().strip()
        current = self.line.current()
        if current is not None and (self.line.steered or len(self.line.suggestions) == 1):
            self._choose(current)
        elif typed:
            try:
                self.line.setText(self.write(self.read(typed)))
            except ValueError:
                return
