"""The parts of a form: an editor with what is wrong with it, headings, and what is folded away."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from tracker.domain.fields import FieldSpec, Kind
from tracker.ui.forms.catalogue import WIDE
from tracker.ui.forms.editor import Editor
from tracker.ui.forms.problem_line import ProblemLine
from tracker.ui.icons import Icons
from tracker.ui.widgets.buttons import button
from tracker.ui.widgets.card import SectionTitle, hairline
from tracker.ui.widgets.labels import label

LABEL = 118


class FieldSlot(QWidget):
    """An editor and, below it, what is wrong with it, or else what is odd about it."""

    def __init__(self, editor: Editor, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.editor = editor
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(3)
        self.column.addWidget(editor)
        self._said = ProblemLine(icons, self)
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
        self._said.say(message)
        self._hint.setVisible(bool(self._hint.text()) and not message)


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
