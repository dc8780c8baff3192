"""The filter of a list: a line to type in, and a chip for every condition in force."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from tracker.domain.as_at import AS_AT, with_day
from tracker.domain.as_at import as_at as as_at_day
from tracker.domain.filter_text import Parsed, parse, simplified, words_of, write
from tracker.domain.filters import (
    EVERYTHING,
    Condition,
    Filter,
    FilterField,
    Group,
    Operator,
    joined,
)
from tracker.i18n import tr
from tracker.ui.filtering.chips import ChipRow
from tracker.ui.filtering.line import FilterLine
from tracker.ui.filtering.popup import FilterPopup, can_edit
from tracker.ui.icons import Icons
from tracker.ui.widgets.dialog_frame import commit_input
from tracker.ui.widgets.labels import label

_TYPING_MS = 60
# What is wrong is said when the typing rests, not at every key.
_RESTING_MS = 700
_WIDTH, _NARROW = 340, 220


class FilterBar(QWidget):
    """`changed` when the filter in force is another one; `below_requested` when Down or Enter
    leads into the list."""

    changed = Signal()
    below_requested = Signal()

    def __init__(
        self,
        icons: Icons,
        name: str,
        today: Callable[[], date],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._icons, self._today = icons, today
        self._fields: Sequence[FilterField] = ()
        self._parts: list[Filter] = []
        self._typed = Parsed(EVERYTHING)
        self._told: Group = EVERYTHING
        self.popup: FilterPopup | None = None
        self.line = FilterLine(icons, name)
        self._is_narrow = False
        self._fit()
        icons.theme.changed.connect(self._fit)
        self.chips = ChipRow(icons)
        self.problem = label("", "error", wrap=True)
        self.problem.hide()
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(self.line, 0, Qt.AlignmentFlag.AlignTop)
        # As high as the line, so that one line of chips stands at its middle.
        chips = QVBoxLayout()
        chips.setContentsMargins(0, 3, 0, 3)
        chips.addWidget(self.chips)
        row.addLayout(chips, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(row)
        column.addWidget(self.problem)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._typing = QTimer(self, singleShot=True, interval=_TYPING_MS)
        self._typing.timeout.connect(self._read)
        self._resting = QTimer(self, singleShot=True, interval=_RESTING_MS)
        self._resting.timeout.connect(self._say)
        self.line.textChanged.connect(self._text_changed)
        self.line.returnPressed.connect(self._entered)
        self.line.below_requested.connect(self.below_requested)
        self.chips.add_requested.connect(self._add)
        self.chips.edit_requested.connect(self._edit)
        self.chips.removed.connect(self._remove)
        self.setFocusProxy(self.line)

    # --- what the page asks -------------------------------------------------------------------

    @property
    def fields(self) -> Sequence[FilterField]:
        """What can be filtered by."""
        return self._fields

    def set_fields(self, fields: Sequence[FilterField]) -> None:
        """Say what can be filtered by; chips are written anew."""
        self._fields = fields
        self.line.set_fields(fields, self._today())
        self._show_chips()

    def filter(self) -> Group:
        """The filter in force: chips, and what is typed as far as it is understood."""
        return simplified(joined(self._typed.filter, *self._chips_in_force()))

    def _chips_in_force(self) -> list[Filter]:
        """A day that is typed goes before that of a chip: a list has one."""
        if as_at_day(self._typed.filter) is None:
            return self._parts
        return [part for part in self._parts if as_at_day(part) is None]

    def edit_day(self, anchor: QWidget) -> None:
        """Ask for the day that the list is shown as at."""
        at = next((n for n, part in enumerate(self._parts) if as_at_day(part) is not None), None)
        self._open(at, anchor, Condition(AS_AT, Operator.IS))

    def set_day(self, day: date | None) -> None:
        """Show the list as at another day; None for today. All else stays as it is."""
        self.set_filter(with_day(self.filter(), day))
        self._told = Group((Condition("", Operator.EMPTY),))  # so that it is told in any case
        self._tell()

    def set_filter(self, filter: Filter) -> None:
        """Show another filter: its words in the line, the rest as chips. `changed` is not
        emitted."""
        parts = simplified(filter).parts
        words = [part for part in parts if _is_words(part)]
        self._parts = [part for part in parts if not _is_words(part)]
        self.line.blockSignals(True)
        self.line.setText(write(Group(tuple(words)), self._fields))
        self.line.blockSignals(False)
        self.line.close_list()
        self.line.textChanged.emit(self.line.text())
        self._typing.stop()
        self._typed = parse(self.line.text(), self._fields, self._today())
        self._say()
        self._show_chips()
        self._told = self.filter()

    def show_text(self, text: str) -> None:
        """Put a text that has mistakes into the line, and say them."""
        self.line.setText(text)
        self._typing.stop()
        self._read()
        self._say()

    def add_part(self, part: Filter) -> None:
        """Narrow the list further."""
        if part not in self._parts:
            self._parts = list(simplified(Group((*self._parts, part))).parts)
            self._show_chips()
            self._tell()

    def clear(self) -> None:
        """Take all of it away."""
        self.set_filter(EVERYTHING)
        self._told = Group((Condition("", Operator.EMPTY),))  # so that it is told in any case
        self._tell()

    def go_back_to(self, base: Filter) -> None:
        """Show the filter of a view again; everything, if that is what is shown. `changed` is not
        emitted."""
        shown = simplified(base)
        self.set_filter(EVERYTHING if simplified(self.filter()) == shown else shown)

    def words(self) -> str:
        """The filter in words."""
        return words_of(self.filter(), self._fields)

    def read_now(self) -> None:
        """Take over at once what was typed just now."""
        if self._typing.isActive():
            self._typing.stop()
            self._read()

    def set_narrow(self, narrow: bool) -> None:
        """Leave more of the line to the chips."""
        self._is_narrow = narrow
        self._fit()

    def _fit(self) -> None:
        width = _NARROW if self._is_narrow else _WIDTH
        self.line.setFixedWidth(self._icons.theme.px(width))

    # --- typing -------------------------------------------------------------------------------

    def _text_changed(self, _text: str) -> None:
        self._typing.start()
        self._resting.start()

    def _read(self) -> None:
        self.line.set_fields(self._fields, self._today())
        self._typed = parse(self.line.text(), self._fields, self._today())
        if not self._typed.problems:
            self._say()
        self._tell()

    def _entered(self) -> None:
        """Conditions become chips, words stay; a mistake is shown and stays to be corrected."""
        commit_input()
        self._typing.stop()
        self._read()
        self._say()
        if self._typed.problems:
            self.line.go_to(self._typed.problems[0])
            return
        typed = [part for part in self._typed.filter.parts if not _is_words(part)]
        if typed:
            words = [part for part in self._typed.filter.parts if _is_words(part)]
            self.set_filter(Group((*words, *self._chips_in_force(), *typed)))
        else:
            self.below_requested.emit()

    def _say(self) -> None:
        self._resting.stop()
        problems = self._typed.problems
        self.line.say_problems(problems)
        said = [
            tr("At character {place}: {problem}", place=problem.start + 1, problem=problem.message)
            for problem in problems[:3]
        ]
        self.problem.setText("\n".join(said))
        self.problem.setVisible(bool(said))

    def _tell(self) -> None:
        now = self.filter()
        if now != self._told:
            self._told = now
            self.changed.emit()

    # --- chips ----------------------------------------------------------------------------------

    def _show_chips(self) -> None:
        self.chips.show_parts(self._parts, self._fields)

    def _add(self) -> None:
        self._open(None, self.chips.add)

    def _edit(self, at: int) -> None:
        part = self._parts[at]
        if can_edit(part, self._fields):
            self._open(at, self.chips.anchor(at))
            return
        # What the popup has no form for is edited as text.
        del self._parts[at]
        text = f"{self.line.text().strip()} {write(part, self._fields)}".strip()
        self._show_chips()
        self.line.setText(text)
        self.line.setFocus()
        self.read_now()

    def _open(self, at: int | None, anchor: QWidget, begun: Filter | None = None) -> None:
        part = begun if at is None else self._parts[at]
        self._place = len(self._parts) if at is None else at
        self.popup = FilterPopup(self._icons, self._fields, self._today(), part, self)
        self.popup.accepted.connect(self._accepted)
        self.popup.removed.connect(self._popup_removed)
        self.popup.destroyed.connect(self._popup_gone)
        self.popup.open_below(anchor)

    def _accepted(self, part: Filter) -> None:
        self._parts[self._place : self._place + 1] = [part]
        if as_at_day(part) is not None:
            self._parts = [one for one in self._parts if one is part or as_at_day(one) is None]
        self._parts = list(simplified(Group(tuple(self._parts))).parts)
        self._show_chips()
        self.chips.focus_chip(self._place)
        self._tell()

    def _popup_removed(self) -> None:
        self._remove(self._place)

    def _popup_gone(self) -> None:
        self.popup = None

    def _remove(self, at: int) -> None:
        if 0 <= at < len(self._parts):
            del self._parts[at]
            self._show_chips()
            self.chips.focus_chip(at)
            self._tell()


def _is_words(part: Filter) -> bool:
    return isinstance(part, Condition) and not part.field and part.operator is Operator.CONTAINS
