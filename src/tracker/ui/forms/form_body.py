"""What a form's dialog shows: the parts at the left, and in the middle messages and the form."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from tracker.errors import StaleRecord
from tracker.i18n import tr
from tracker.ui.forms.after_layout import after_layout
from tracker.ui.forms.children import ChildrenEditor
from tracker.ui.forms.layout import Disclosure
from tracker.ui.forms.notices import NoticeBar, ProblemSummary
from tracker.ui.forms.record_form import RecordForm
from tracker.ui.forms.section_index import SectionIndex
from tracker.ui.icons import Icons
from tracker.ui.widgets.card import ScrollColumn, hairline
from tracker.ui.widgets.states import ErrorBanner

_NEAR = 80
_PARTS_FOR_INDEX = 4
# In a narrower window the fields need all the room there is, in px.
_ROOM_FOR_INDEX = 820


class FormBody(QWidget):
    """`error`, `summary` and `notice` stand above the form; `with_index` lists its parts."""

    pressed = Signal(str)

    def __init__(
        self, icons: Icons, form: RecordForm, *, with_index: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.form = form
        self._with_index = with_index
        self._has_index = False
        self.error = ErrorBanner(icons)
        self.summary = ProblemSummary(icons)
        self.summary.asked.connect(self._go_to)
        self.notice = NoticeBar(icons, "history")
        self.notice.pressed.connect(self.pressed)
        said = QVBoxLayout()
        said.setContentsMargins(0, 0, 0, 0)
        said.setSpacing(8)
        for bar in (self.error, self.summary, self.notice):
            said.addWidget(bar)
        self.column = ScrollColumn("surface", margin=20)
        self.column.body.setSpacing(14)
        self.column.body.addLayout(said)
        self.column.body.addWidget(form)
        inside = self.column.widget()
        assert inside is not None
        self._inside: QWidget = inside
        self.column.verticalScrollBar().valueChanged.connect(self._mark_part)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        self._index = SectionIndex(icons)
        self._later = after_layout(self, self._show_index)
        self._room_for_index = icons.theme.px(_ROOM_FOR_INDEX)
        self._index.asked.connect(self.show_part)
        self._line = hairline(vertical=True)
        across.addWidget(self._index)
        across.addWidget(self._line)
        across.addWidget(self.column, 1)
        self._take(form)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._focus_moved)

    @property
    def has_index(self) -> bool:
        """Whether the form is long enough for a list of its parts."""
        return self._has_index

    def replace_form(self, form: RecordForm, *, with_index: bool) -> None:
        """Show another form in place of the one shown, which is freed."""
        old, self.form = self.form, form
        self._with_index = with_index
        self.column.body.replaceWidget(old, form)
        old.hide()
        old.deleteLater()
        form.show()
        self._take(form)

    def needed_height(self) -> int:
        """The height at which nothing has to be scrolled, in px."""
        self._inside.adjustSize()
        return self._inside.sizeHint().height()

    def to_top(self) -> None:
        """Show the beginning."""
        self.column.verticalScrollBar().setValue(0)

    def say_not_saved(self, error: Exception) -> None:
        """Why it was not written, and for a record that was saved elsewhere the way out."""
        self.error.show_error(error)
        self.to_top()
        if isinstance(error, StaleRecord):
            # The form knows a better way out than opening the record anew.
            self.error.say(error.what, error.why)
            self._offer_newer()

    def say_changed(self, name: str) -> None:
        """Somebody saved the record while it is open here; saving would be refused."""
        self._offer_newer(tr("“{name}” was changed elsewhere.", name=name))

    def _offer_newer(self, said: str = "") -> None:
        words = tr("You can take over what was saved meanwhile and keep what you changed.")
        self.notice.say(f"{said} {words}".strip(), [("rebase", tr("Take over the newer record"))])

    def say_not_kept(self) -> None:
        """Closing would lose what is typed: `error.activated` if the person wants that."""
        self.error.say(
            tr("Your text could not be kept for the next time."),
            tr(
                "The folder of the drafts cannot be written; the disk may be full."
                " Save the record or copy the text, or make room and close again."
            ),
            action=tr("Close and lose the te&xt"),
        )
        self.to_top()

    def count_parts(self) -> None:
        """Show the parts and how much each holds."""
        parts: list[tuple[str, int | None]] = []
        for section in self.form.sections:
            lists = [one for one in section.findChildren(ChildrenEditor) if one.parent() is section]
            title = section.title or tr(self.form.record.label)
            parts.append((title, lists[0].count() if lists else None))
        self._has_index = self._with_index and len(parts) >= _PARTS_FOR_INDEX
        self._show_index()
        if self._has_index:
            self._index.show_parts(parts)

    def show_part(self, number: int) -> None:
        """Scroll to a part and begin there."""
        section = self.form.sections[number]
        if isinstance(section, Disclosure):
            section.unfold()
        top = section.mapTo(self._inside, section.rect().topLeft()).y()
        self.column.verticalScrollBar().setValue(max(0, top - 8))
        self.form.focus_in(section)

    def next_part(self) -> None:
        """Go to the part after the one that is being filled in."""
        self._step(1)

    def part_before(self) -> None:
        """Go to the part before it."""
        self._step(-1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._later.start()

    def _show_index(self) -> None:
        shown = self._has_index and self.width() >= self._room_for_index
        self._index.setVisible(shown)
        self._line.setVisible(shown)

    def _take(self, form: RecordForm) -> None:
        form.sections_changed.connect(self.count_parts)
        self.count_parts()

    def _go_to(self, path: tuple[str | int, ...]) -> None:
        self.form.go_to(path)

    def _focused(self) -> QWidget | None:
        """The field of the form that has the focus."""
        found: QWidget | None = self.window().focusWidget()
        return found if found is not None and self.form.isAncestorOf(found) else None

    def _mark_part(self, top: int) -> None:
        """Mark the part that is being filled in, or the one at the top of what is seen."""
        focused = self._focused()
        if focused is not None and focused.visibleRegion().isEmpty():
            focused = None
        current = 0
        for number, section in enumerate(self.form.sections):
            if focused is not None and section.isAncestorOf(focused):
                current = number
                break
            if section.mapTo(self._inside, section.rect().topLeft()).y() <= top + _NEAR:
                current = number
        self._index.set_current(current)

    def _focus_moved(self, _old: QWidget | None, new: QWidget | None) -> None:
        if new is not None and self.form.isAncestorOf(new):
            self._mark_part(self.column.verticalScrollBar().value())

    def _step(self, by: int) -> None:
        focused = self._focused()
        sections = list(self.form.sections)
        inside = [
            place
            for place, one in enumerate(sections)
            if focused is not None and one.isAncestorOf(focused)
        ]
        after = (inside[0] if inside else 0) + by
        if 0 <= after < len(sections):
            self.show_part(after)
