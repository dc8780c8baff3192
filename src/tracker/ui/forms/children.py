"""The editor of a list of children: rows to add, remove and put in order."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from tracker.domain.fields import FieldSpec, Kind
from tracker.domain.reading import plain_label
from tracker.domain.record import ChildRecord, RecordRef
from tracker.errors import Problem
from tracker.i18n import tr
from tracker.ui.forms.catalogue import edited_specs
from tracker.ui.forms.editor import Collected, Editor, Path
from tracker.ui.forms.names_pasting import NamesPasting
from tracker.ui.forms.parts import FormParts
from tracker.ui.forms.row import ChildRow
from tracker.ui.forms.row_head import RowHead
from tracker.ui.forms.row_shares import GAP
from tracker.ui.forms.rows_foot import RowsFoot
from tracker.ui.forms.waiting_rows import AT_ONCE, WaitingRows
from tracker.ui.widgets.wheel import guard_wheel


class ChildrenEditor(Editor):
    """Any number of rows. `main` and `more` are taken from the declaration unless given.

    `fixed` are values that every row of this list has, such as the role of a participant. Of many
    rows only the first are shown; the others wait behind a button and are kept all the same.
    """

    def __init__(
        self,
        spec: FieldSpec,
        record: type[ChildRecord],
        parts: FormParts,
        parent: QWidget | None = None,
        *,
        main: Sequence[FieldSpec] | None = None,
        more: Sequence[FieldSpec] | None = None,
        fixed: Mapping[str, Any] | None = None,
        item: str = "",
        around: Callable[[], Mapping[str, object]] | None = None,
    ) -> None:
        super().__init__(spec, parts, parent)
        declared = edited_specs(record)
        self.record = record
        self._main = [one for one in declared if not one.folded] if main is None else list(main)
        self._more = [one for one in declared if one.folded] if more is None else list(more)
        self._fixed = dict(fixed or {})
        self._item = item or tr(record.label)
        self._around = around
        self.enter_adds = True
        self._filling = False
        self._rows: list[ChildRow] = []
        self._waiting = WaitingRows(record)
        self._names: dict[RecordRef, str] = {}
        self._collected: list[ChildRow] = []
        self._removed: tuple[int, dict[str, Any]] | None = None
        self._pasting: NamesPasting | None = None
        self._list = QVBoxLayout()
        self._list.setSpacing(GAP)
        column = QVBoxLayout()
        column.setSpacing(GAP)
        self._head = RowHead(self._main, bool(self._more), parts, self)
        column.addWidget(self._head)
        column.addLayout(self._list)
        self._foot = self._made_foot()
        column.addWidget(self._foot)
        self.row.addLayout(column, 1)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self._show_head()

    @property
    def rows(self) -> Sequence[ChildRow]:
        """The rows shown."""
        return self._rows

    def field(self) -> QWidget:
        return self._foot.add

    def add_row(self, at: int | None = None) -> ChildRow:
        """A further, empty row; `edited` is not emitted."""
        around = self._around() if self._around is not None else {}
        made = ChildRow(self.record, self._main, self._more, self.parts, self._fixed, around, self)
        made.enter_adds = self.enter_adds
        made.edited.connect(self._edited)
        made.asked.connect(self._asked)
        made.lines.rearranged.connect(self._show_head)
        place = len(self._rows) if at is None else at
        self._rows.insert(place, made)
        self._list.insertWidget(place, made)
        made.show()
        guard_wheel(made)
        self._renumber()
        return made

    def count(self) -> int:
        """How many rows hold something."""
        return sum(not row.is_blank() for row in self._rows) + len(self._waiting)

    def add_children(self, found: Sequence[tuple[ChildRecord, Mapping[RecordRef, str]]]) -> None:
        """Add rows that hold something already, with the names of the records in them."""
        for _, names in found:
            self._names |= names
        self._fill([child for child, _ in found])
        self.learn_names(self._names)
        self.edited.emit()
        # The button that was pressed has gone below them; it lies there only after the layout.
        QTimer.singleShot(0, self._foot, self._foot.reveal)

    def collect(self) -> Collected:
        self._collected = [row for row in self._rows if not row.is_blank()]
        problems: list[Problem] = []
        children = []
        for place, row in enumerate(self._collected):
            found = row.collect()
            children.append(found.value)
            problems += [Problem((place, *one.path), one.message) for one in found.problems]
        return Collected((*children, *self._waiting.children), problems)

    def value(self) -> Any:
        return self.collect().value

    def set_value(self, value: Any) -> None:
        self._clear()
        self._fill(value or ())

    def raw(self) -> Any:
        shown = [row.raw() for row in self._rows if not row.is_blank()]
        pasted = self._pasting.raw() if self._pasting is not None else []
        return [*shown, *self._waiting.raw(), *pasted]

    def set_raw(self, raw: Any) -> None:
        self._clear()
        self._filling = True
        for row in raw if isinstance(raw, list) else ():
            if not isinstance(row, dict) or self._waiting.take_raw(row):
                continue
            if self._pasting is None or not self._pasting.take_raw(row):
                self.add_row().set_raw(row)
        self._filling = False
        self._foot.say_waiting(len(self._waiting))
        self._renumber()

    def show_problem(self, path: Path, message: str) -> None:
        if (row := self._row_at(path)) is not None:
            row.show_problem(path[1:], message)

    def widget_at(self, path: Path) -> QWidget:
        row = self._row_at(path)
        return row.widget_at(path[1:]) if row is not None else self._foot.add

    def words_at(self, path: Path) -> str:
        row = self._row_at(path)
        if row is None:
            return plain_label(self.spec)
        place = self._rows.index(row) + 1 if row in self._rows else 0
        return f"{plain_label(self.spec)} {place} · {row.words_at(path[1:])}"

    def clear_problems(self) -> None:
        for row in self._rows:
            row.clear_problems()

    def learn_names(self, names: Mapping[RecordRef, str]) -> None:
        self._names |= names
        for row in self._rows:
            row.learn_names(names)

    def nameless(self) -> set[RecordRef]:
        return {ref for row in self._rows for ref in row.nameless()}

    def references(self) -> set[RecordRef]:
        shown = {ref for row in self._rows for ref in row.references()}
        return shown | self._waiting.references()

    def mark_gone(self, gone: Collection[RecordRef]) -> None:
        for row in self._rows:
            row.mark_gone(gone)

    def name_field(self, name: str) -> None:
        self.setAccessibleName(name)
        self._renumber()

    def show_more(self, count: int = AT_ONCE) -> None:
        """Show some of the rows that wait."""
        focus_first = len(self._rows)
        self._filling = True
        for child in self._waiting.give(count):
            self.add_row().set_record(child)
        self._filling = False
        for row in self._rows[focus_first:]:
            row.learn_names(self._names)
        self._foot.say_waiting(len(self._waiting))
        self._renumber()
        if focus_first < len(self._rows):
            self._rows[focus_first].first_field().setFocus(Qt.FocusReason.OtherFocusReason)

    def _fill(self, children: Sequence[ChildRecord]) -> None:
        """Add rows; those that are too many wait."""
        room = 0 if len(self._waiting) else max(0, AT_ONCE - len(self._rows))
        self._filling = True
        for child in children[:room]:
            self.add_row().set_record(child)
        self._filling = False
        self._waiting.add(children[room:])
        self._foot.say_waiting(len(self._waiting))
        self._renumber()

    def _made_foot(self) -> RowsFoot:
        foot = RowsFoot(self.parts.icons, self._item, self)
        foot.added.connect(self._add_clicked)
        foot.more_wanted.connect(self.show_more)
        foot.back_wanted.connect(self._put_back)
        if self.spec.kind is Kind.PARTICIPANTS and self.parts.paste_names is not None:
            self._pasting = NamesPasting(
                self.spec, self.parts, self.references, self.add_children, self
            )
            self._pasting.edited.connect(self.edited)
            foot.put_beside(self._pasting.button)
        return foot

    def _row_at(self, path: Path) -> ChildRow | None:
        """The row that was collected at the index with which the path begins."""
        at = path[0] if path else None
        if isinstance(at, int) and 0 <= at - len(self._collected) < len(self._waiting):
            shown = len(self._rows)
            self.show_more(at - len(self._collected) + 1)
            self._collected += self._rows[shown:]
        return self._collected[at] if isinstance(at, int) and at < len(self._collected) else None

    def _show_head(self) -> None:
        said = (
            self._head.says_something and not self._rows[0].lines.is_wrapped
            if self._rows
            else False
        )
        self._head.setVisible(said)
        self._head.mark_needed(any(not row.is_blank() for row in self._rows))

    def _clear(self) -> None:
        for row in self._rows:
            self._list.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows = []
        self._waiting.clear()
        if self._pasting is not None:
            self._pasting.forget()
        self._collected = []
        self._removed = None
        self._foot.offer_back(False)
        self._foot.say_waiting(0)
        self._show_head()

    def _renumber(self) -> None:
        if self._filling:
            return
        self._show_head()
        for place, row in enumerate(self._rows, 1):
            row.name_row(f"{self._item} {place}")
        self.restructured.emit()

    def _edited(self) -> None:
        self._head.mark_needed(any(not row.is_blank() for row in self._rows))
        self.edited.emit()

    def _add_clicked(self) -> None:
        self._begin(self.add_row())

    def _begin(self, row: ChildRow) -> None:
        # At once, so that no letter typed meanwhile is lost.
        row.first_field().setFocus(Qt.FocusReason.OtherFocusReason)
        # The row has its place in the layout, and so can be scrolled to, only after this event.
        QTimer.singleShot(0, row, row.reveal)

    def _asked(self, what: str) -> None:
        row = self.sender()
        if not isinstance(row, ChildRow) or row not in self._rows:
            return
        place = self._rows.index(row)
        if what == "add":
            self._begin(self.add_row(place + 1))
        elif what == "remove":
            self._remove(place)
        elif 0 <= (after := place + (1 if what == "down" else -1)) < len(self._rows):
            focused = self.window().focusWidget()
            self._rows.insert(after, self._rows.pop(place))
            self._list.removeWidget(row)
            self._list.insertWidget(after, row)
            self._renumber()
            if focused is not None:
                focused.setFocus(Qt.FocusReason.OtherFocusReason)
            self.edited.emit()

    def _remove(self, place: int) -> None:
        row = self._rows.pop(place)
        blank = row.is_blank()
        if not blank:
            self._removed = (place, row.raw())
            self._foot.offer_back(True)
        self._list.removeWidget(row)
        row.hide()
        row.deleteLater()
        self._renumber()
        following = self._rows[min(place, len(self._rows) - 1)] if self._rows else None
        (following.first_field() if following else self._foot.add).setFocus()
        if not blank:
            self.edited.emit()

    def _put_back(self) -> None:
        if self._removed is None:
            return
        place, raw = self._removed
        self._removed = None
        self._foot.offer_back(False)
        row = self.add_row(min(place, len(self._rows)))
        row.set_raw(raw)
        self._begin(row)
        self.edited.emit()
