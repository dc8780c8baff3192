"""How fields stand in a form: labels with their shortcuts, two short fields side by side."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from tracker.domain.fields import FieldSpec, Kind
from tracker.domain.reading import plain_label
from tracker.i18n import OwnWords, tr, without_mnemonic
from tracker.ui.forms.catalogue import WIDE
from tracker.ui.forms.children import ChildrenEditor
from tracker.ui.forms.editor import Editor
from tracker.ui.forms.lines import LineEditor
from tracker.ui.icons import Icons
from tracker.ui.widgets.buttons import button
from tracker.ui.widgets.card import SectionTitle, hairline
from tracker.ui.widgets.labels import label, plain_tip
from tracker.ui.widgets.states import IconLabel

LABEL = 118
_FIELD_HEIGHT = 30


class Mnemonics:
    """The shortcut letters of one form: the first field that wants a letter has it, a later one
    the next free letter of its label."""

    def __init__(self, taken: frozenset[str] = frozenset()) -> None:
        self._taken = set(taken)

    def fork(self) -> Mnemonics:
        """For a part that is made anew: it respects the letters taken so far."""
        return Mnemonics(frozenset(self._taken))

    def label(self, text: str) -> str:
        """The text with its "&" if that letter is still free, else without."""
        if isinstance(text, OwnWords):
            return self._another(text)
        at = text.find("&")
        letter = text[at + 1 : at + 2].casefold()
        if at < 0 or not letter:
            return without_mnemonic(text)
        if letter not in self._taken:
            self._taken.add(letter)
            return text
        return self._another(without_mnemonic(text))

    def _another(self, text: str) -> str:
        """The text with the first of its own letters that is still free, else without."""
        for at, letter in enumerate(text.casefold()):
            if letter.isascii() and letter.isalpha() and letter not in self._taken:
                self._taken.add(letter)
                return f"{_read(text[:at])}&{_read(text[at:])}"
        return _read(text)


def _read(text: str) -> str:
    """A text whose "&" is to be read and is no shortcut."""
    return text.replace("&", "&&")


class FieldSlot(QWidget):
    """An editor and, below it, what is wrong with it, or else what is odd about it."""

    def __init__(self, editor: Editor, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.editor = editor
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(3)
        self.column.addWidget(editor)
        self._said = QWidget(self)
        line = QHBoxLayout(self._said)
        line.setContentsMargins(1, 0, 0, 2)
        line.setSpacing(5)
        line.addWidget(IconLabel(icons, "circle-alert", "error", 13), 0, Qt.AlignmentFlag.AlignTop)
        self._words = label("", "error", wrap=True)
        line.addWidget(self._words, 1)
        self._said.hide()
        self.column.addWidget(self._said)
        self._hint = label("", "small", wrap=True)
        self._hint.setContentsMargins(1, 0, 0, 2)
        self._hint.hide()
        self.column.addWidget(self._hint)
        editor.problem_changed.connect(self._say)

    @property
    def hint(self) -> str:
        """What is odd about it."""
        return self._hint.text()

    def say_hint(self, words: str) -> None:
        """Say what is odd about the value; empty: nothing is. A problem goes before it."""
        if words != self._hint.text():
            self._hint.setText(words)
            if not self.editor.problem:
                self.editor.field().setAccessibleDescription(words or self.editor.described())
        self._hint.setVisible(bool(words) and not self.editor.problem)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    def _say(self, message: str) -> None:
        self._words.setText(message)
        self._said.setVisible(bool(message))
        self._hint.setVisible(bool(self._hint.text()) and not message)


class FieldGrid(QWidget):
    """Labels left, editors right; two to a line where both are short."""

    def __init__(self, icons: Icons, mnemonics: Mnemonics, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icons = icons
        self._mnemonics = mnemonics
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(10)
        self._grid.setVerticalSpacing(9)
        width = icons.theme.px(LABEL)
        for column, least in ((0, width), (1, 0), (2, width), (3, 0)):
            self._grid.setColumnMinimumWidth(column, least)
        self._grid.setColumnStretch(1, 1)
        self._grid.setColumnStretch(3, 1)
        self._line = 0
        self._half = False
        self.slots: dict[str, FieldSlot] = {}

    def add(self, editor: Editor, *, wide: bool = False) -> FieldSlot:
        """Put an editor behind its label; `wide` gives it the whole line."""
        spec = editor.spec
        wide = wide or editor.wide or spec.kind in WIDE or isinstance(editor, ChildrenEditor)
        if self._half and wide:
            self._line, self._half = self._line + 1, False
        column = 2 if self._half else 0
        slot = FieldSlot(editor, self._icons, self)
        slot.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        words = self._label(spec, editor, wide=wide)
        top = Qt.AlignmentFlag.AlignTop
        self._grid.addWidget(words, self._line, column, top)
        self._grid.addWidget(slot, self._line, column + 1, 1, 3 if wide else 1, top)
        if wide or self._half:
            self._line, self._half = self._line + 1, False
        else:
            self._half = True
        self.slots[spec.name] = slot
        return slot

    def _label(self, spec: FieldSpec, editor: Editor, *, wide: bool) -> QLabel:
        star = " *" if spec.required else ""
        words = label(self._mnemonics.label(tr(spec.label)) + star, "muted", wrap=True)
        words.setBuddy(editor.field())
        words.setFixedWidth(self._icons.theme.px(LABEL))
        above = max(0, (self._icons.theme.px(_FIELD_HEIGHT) - words.fontMetrics().height()) // 2)
        words.setContentsMargins(14 if self._half else 0, above, 0, 0)
        if spec.help:
            words.setToolTip(plain_tip(tr(spec.help)))
            editor.setToolTip(plain_tip(tr(spec.help)))
        if (
            wide
            and isinstance(editor, LineEditor)
            and spec.help
            and not editor.line.placeholderText()
        ):
            editor.line.setPlaceholderText(tr(spec.help))
        needed = tr("required")
        editor.name_field(plain_label(spec) + (f", {needed}" if spec.required else ""))
        return words


class FormSection(QWidget):
    """A heading over a part of the form; the first part has none."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = title
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(8)
        self.head = SectionTitle(title)
        if title:
            self.body.addWidget(hairline())
            self.body.addSpacing(4)
            self.body.addWidget(self.head)
        else:
            self.head.setParent(self)
            self.head.hide()

    def set_title(self, title: str) -> None:
        """Change the heading."""
        self.title = title
        self.head.set_text(title)


class Disclosure(FormSection):
    """A part that is folded away until it is wanted or filled."""

    toggled = Signal(bool)

    def __init__(self, title: str, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.title = title
        self._icons = icons
        self.body.addWidget(hairline())
        self._switch = button(icons, title, "chevron-right", "quiet")
        self._switch.setProperty("tone", "flush")
        self._switch.setCheckable(True)
        self._switch.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._switch.toggled.connect(self.unfold)
        self.body.addWidget(self._switch)
        self.inside = QWidget(self)
        self.content = QVBoxLayout(self.inside)
        self.content.setContentsMargins(0, 0, 0, 0)
        self.inside.hide()
        self.body.addWidget(self.inside)

    @property
    def is_open(self) -> bool:
        """Whether its content is shown."""
        return self._switch.isChecked()

    def unfold(self, open_: bool = True) -> None:
        """Show or hide the content."""
        self._switch.setChecked(open_)
        self._icons.apply(self._switch, "chevron-down" if open_ else "chevron-right")
        self.inside.setVisible(open_)
        self.toggled.emit(open_)


def is_wide(spec: FieldSpec, name_fields: tuple[str, ...]) -> bool:
    """Whether a field of a record gets a line of its own: names and long texts do."""
    return spec.kind in WIDE or (
        spec.kind is Kind.TEXT and (spec.required or spec.name in name_fields)
    )
