"""Where in a form a field is: mistakes are shown there, and the person is led to them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QWidget
from shiboken6 import isValid

from tracker.errors import Problem
from tracker.ui.forms.editor import Editor, Path
from tracker.ui.forms.problem_line import ProblemLine
from tracker.ui.forms.sections import FormSections


class FormPlaces:
    """Paths begin with the field of the record; what is folded away is unfolded first."""

    def __init__(
        self, form: QWidget, editors: Mapping[str, Editor], sections: FormSections
    ) -> None:
        self._form, self._editors, self._sections = form, editors, sections
        self._sought: QWidget | None = None
        self._above: QScrollArea | None = None

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Mark the fields with these, and no others."""
        for editor in self._editors.values():
            editor.clear_problems()
        for problem in problems:
            if (found := self._editor_at(problem.path)) is not None:
                found.show_problem(_inside(found, problem.path), problem.message)
                self._unfold_for(found)

    def go_to(self, path: Path) -> None:
        """Give the field at `path` the focus and scroll it into view."""
        editor = self._editor_at(path)
        if editor is None:
            return
        self._unfold_for(editor)
        found = editor.widget_at(_inside(editor, path))
        found.setFocus(Qt.FocusReason.OtherFocusReason)
        self._sought = found
        self.reveal(found)

    def reveal(self, widget: QWidget) -> None:
        """Scroll so that a widget of the form is seen, with what is wrong with it below."""
        if (above := self._scrolling()) is not None:
            above.ensureWidgetVisible(widget, 20, 60)
            if (said := self._said_of(widget)) is not None:
                above.ensureWidgetVisible(said, 0, 12)
                above.ensureWidgetVisible(widget, 0, 0)

    def words_for(self, path: Path) -> str:
        """The field at a path in words: "Parties 2 · Organisation"."""
        editor = self._editor_at(path)
        return editor.words_at(_inside(editor, path)) if editor is not None else ""

    def _scrolling(self) -> QScrollArea | None:
        """What the form scrolls in."""
        above = self._form.parentWidget()
        while above is not None and not isinstance(above, QScrollArea):
            above = above.parentWidget()
        if not isinstance(above, QScrollArea):
            return None
        if above is not self._above:
            self._above = above
            above.verticalScrollBar().rangeChanged.connect(self._grown)
            above.verticalScrollBar().actionTriggered.connect(self._scrolled)
        return above

    def _grown(self) -> None:
        """What is wrong is said below the field and above the form, and takes its room in several
        layouts: the field that was gone to stays in sight."""
        if (sought := self._sought) is not None:
            if isValid(sought) and sought.hasFocus():
                self.reveal(sought)
            else:
                self._sought = None

    def _scrolled(self) -> None:
        # The person looks elsewhere.
        self._sought = None

    def _said_of(self, widget: QWidget) -> QWidget | None:
        """Where something is said of a field: in the nearest part that has a line for that."""
        around: QWidget | None = widget
        only_own = Qt.FindChildOption.FindDirectChildrenOnly
        while around is not None and around is not self._form:
            if (said := around.findChild(ProblemLine, options=only_own)) is not None:
                return said if said.isVisible() else None
            around = around.parentWidget()
        return None

    def _unfold_for(self, editor: Editor) -> None:
        if editor.spec.folded and self._sections.more is not None:
            self._sections.more.unfold()

    def _editor_at(self, path: Path) -> Editor | None:
        name = str(path[0]) if path else ""
        if name in self._editors:
            return self._editors[name]
        return next((one for one in self._editors.values() if name in one.holds), None)


def _inside(editor: Editor, path: Path) -> Path:
    return path if editor.holds else path[1:]
