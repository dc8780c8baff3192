"""What is asked for: the editors of a progress entry, and by how much the targets move."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from tracker.domain.dates import PartialDate
from tracker.domain.fields import FieldSpec, Kind
from tracker.domain.record import spec_of
from tracker.domain.records import ProgressEntry
from tracker.domain.shifts import read_shift, write_shift
from tracker.i18n import mark, tr
from tracker.services.bulk_progress import BulkLog
from tracker.ui.forms.choices import ChoiceEditor
from tracker.ui.forms.dates import DateEditor
from tracker.ui.forms.editor import Editor
from tracker.ui.forms.lines import LineEditor, NumberEditor
from tracker.ui.forms.long_text import LongTextEditor
from tracker.ui.forms.parts import FormParts
from tracker.ui.status import look_of
from tracker.ui.widgets.labels import label

SHIFT = FieldSpec(
    Kind.OFFSET,
    mark("Move &targets by"),
    name="shift",
    example=mark("such as 2 weeks, or 3 days earlier"),
)


class ShiftEditor(LineEditor):
    """By how much: free text, and beside it what was understood."""

    def __init__(self, spec: FieldSpec, parts: FormParts, parent: QWidget | None = None) -> None:
        super().__init__(spec, parts, parent)
        self.meant = label("", "muted")
        self.row.addWidget(self.meant)
        self.meant.hide()

    def read(self, text: str) -> Any:
        return read_shift(text) if text.strip() else None

    def write(self, value: Any) -> str:
        return write_shift(value)

    def check(self) -> None:
        super().check()
        self._say()

    def put_text(self, text: str) -> None:
        super().put_text(text)
        self._say()

    def _typed(self) -> None:
        self._say()
        super()._typed()

    def _say(self) -> None:
        found = self.collect().value
        words = write_shift(found)
        differs = bool(words) and words.casefold() != self.text().strip().casefold()
        self.meant.setText(tr("= {words}", words=words) if differs else "")
        self.meant.setVisible(differs)


class StatusChoice(ChoiceEditor):
    """The statuses with their shapes; the first entry leaves each as it is."""

    def __init__(self, spec: FieldSpec, parts: FormParts, parent: QWidget | None = None) -> None:
        super().__init__(spec, parts, optional=True, parent=parent)
        self.combo.setItemText(0, tr("as it is"))
        self.combo.setIconSize(QSize(16, 16))
        parts.icons.theme.changed.connect(self._show_icons)
        self._show_icons()

    def _show_icons(self) -> None:
        for row in range(1, self.combo.count()):
            look = look_of(str(self.combo.itemData(row)))
            self.combo.setItemIcon(row, self.parts.icons.icon(look.icon, look.role))


_EDITORS: dict[str, type[Editor]] = {
    "note": LongTextEditor,
    "on": DateEditor,
    "status": StatusChoice,
    "percent": NumberEditor,
    "target_reason": LineEditor,
}


class LogFields:
    """The editors by name, and the line they come to."""

    def __init__(self, parts: FormParts, parent: QWidget) -> None:
        self._parts = parts
        self.all: dict[str, Editor] = {
            name: made(spec_of(ProgressEntry, name), parts, parent)
            for name, made in _EDITORS.items()
        }
        self.all["shift"] = ShiftEditor(SHIFT, parts, parent)
        for editor in self.all.values():
            editor.name_field(tr(editor.spec.label).replace("&", ""))
        self.set_today()

    def __getitem__(self, name: str) -> Editor:
        return self.all[name]

    def set_today(self) -> None:
        """The day on which it happened is today unless something else is said."""
        today = PartialDate.of(self._parts.today())
        self.all["on"].set_raw({"text": tr("today"), "edtf": today.edtf})

    def raw(self) -> dict[str, Any]:
        """What is typed, as a draft keeps it."""
        return {name: editor.raw() for name, editor in self.all.items()}

    def set_raw(self, raw: dict[str, Any]) -> None:
        """Bring back what `raw` gave; what cannot be understood is left out."""
        for name, editor in self.all.items():
            if name in raw:
                editor.set_raw(raw[name])
        on = self.all["on"].collect().value
        # "Today" of another day is that day now.
        if on is not None and on != PartialDate.of(self._parts.today()):
            self.all["on"].set_value(on)

    @property
    def is_empty(self) -> bool:
        """Whether nothing is said yet that could be logged."""
        names = ("note", "status", "percent", "target_reason", "shift")
        return not any(self.all[name].raw() for name in names)

    def log(self, *, say: bool) -> BulkLog | None:
        """The line; None if something cannot be read, which is said beside it if asked for."""
        found = {name: editor.collect() for name, editor in self.all.items()}
        wrong = {name: one for name, one in found.items() if one.problems or not one.readable}
        for name, editor in self.all.items():
            if name not in wrong:
                editor.clear_problems()
            elif say:
                problems = wrong[name].problems
                editor.show_problem((), problems[0].message if problems else "")
        if wrong:
            return None
        if found["on"].value is None:
            if say:
                self.all["on"].show_problem((), tr("Say on which day it happened."))
            return None
        return BulkLog(
            on=found["on"].value,
            note=found["note"].value or "",
            status=found["status"].value,
            percent=found["percent"].value,
            shift=found["shift"].value,
            reason=found["target_reason"].value or "",
        )
