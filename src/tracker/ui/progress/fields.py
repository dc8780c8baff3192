"""The editors of a progress entry, each from its declaration."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QSize
from PySide6.QtGui import QKeyEvent, Qt
from PySide6.QtWidgets import QComboBox, QLineEdit, QSizePolicy, QWidget

from tracker.domain.dates import PartialDate
from tracker.domain.dates_writing import write_date
from tracker.domain.evidence_links import read_link
from tracker.domain.fields import FieldSpec
from tracker.domain.reading import plain_label
from tracker.domain.record import spec_of
from tracker.domain.records import ProgressEntry
from tracker.domain.records.deliverables import Milestone
from tracker.i18n import tr
from tracker.ui.desk import Desk
from tracker.ui.forms.choices import ChoiceEditor
from tracker.ui.forms.dates import DateEditor
from tracker.ui.forms.editor import Editor
from tracker.ui.forms.lines import LineEditor, NumberEditor
from tracker.ui.forms.parts import CreateRequest, FormParts
from tracker.ui.forms.picking import ReferenceEditor
from tracker.ui.progress.measure_fields import MetricEditor, ValueEditor
from tracker.ui.progress.note import NoteEditor
from tracker.ui.status import look_of

_STEP = 5
# "100" with its sign behind it, in px.
_PERCENT_WIDTH = 66


class StatusEditor(ChoiceEditor):
    """The statuses with their shapes. Its first entry leaves the status as it is."""

    def __init__(self, spec: FieldSpec, parts: FormParts, parent: QWidget | None = None) -> None:
        super().__init__(spec, parts, optional=True, parent=parent)
        self.combo.setItemText(0, tr("as it is"))
        self.combo.setIconSize(QSize(16, 16))
        _keep_narrow(self, self.combo)
        parts.icons.theme.changed.connect(self._show_icons)
        self._show_icons()

    def _show_icons(self) -> None:
        for row in range(1, self.combo.count()):
            look = look_of(str(self.combo.itemData(row)))
            self.combo.setItemIcon(row, self.parts.icons.icon(look.icon, look.role))


class PercentLine(QLineEdit):
    """A number that the arrow keys raise and lower."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: _STEP, Qt.Key.Key_Down: -_STEP}.get(Qt.Key(event.key()), 0)
        typed = self.text().strip().rstrip("%").strip() or "0"
        if step and not event.modifiers() and typed.isdecimal():
            self.setText(str(max(0, min(100, int(typed) + step))))
            self.textEdited.emit(self.text())
            self.selectAll()
        else:
            super().keyPressEvent(event)


class PercentEditor(NumberEditor):
    """How much is done, in percent."""

    def __init__(self, spec: FieldSpec, parts: FormParts, parent: QWidget | None = None) -> None:
        super().__init__(spec, parts, parent)
        self.line.setFixedWidth(parts.icons.theme.px(_PERCENT_WIDTH))
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def _made_line(self) -> QLineEdit:
        return PercentLine(self)


class DayEditor(DateEditor):
    """When it happened; today unless something else is said."""

    def set_today(self, today: PartialDate) -> None:
        """Say "today" with its date beside it."""
        self.set_raw({"text": tr("today"), "edtf": today.edtf})


class LinkEditor(LineEditor):
    """Where it can be seen; a DOI is read however it is written."""

    def read(self, text: str) -> Any:
        return read_link(text) if text.strip() else ""


class SourceEditor(ReferenceEditor):
    """A source that is recorded already: none is made while logging."""

    @property
    def can_create(self) -> bool:
        return False


class MilestoneEditor(ChoiceEditor):
    """One of the deliverable's own milestones."""

    def __init__(self, spec: FieldSpec, parts: FormParts, parent: QWidget | None = None) -> None:
        super().__init__(replace(spec, choices={}), parts, optional=True, parent=parent)
        self._wanted: Any = None

    def set_milestones(self, milestones: Sequence[Milestone]) -> None:
        """Offer these; what was chosen stays chosen if it is among them."""
        chosen = self.raw() or self._wanted
        self.combo.clear()
        self.combo.addItem(tr("not stated"), "")
        for one in milestones:
            day = one.done or one.target
            date = f" · {write_date(day, self.parts.language)}" if day else ""
            self.combo.addItem(f"{one.title}{date}", str(one.id))
        self.combo.setCurrentIndex(1 if len(milestones) == 1 else 0)
        self.set_raw(chosen)

    def set_raw(self, raw: Any) -> None:
        # A draft may come back before the milestones are known.
        self._wanted = raw
        super().set_raw(raw)

    def value(self) -> int | None:
        key = self.combo.currentData()
        return int(key) if key else None


_EDITORS: dict[str, type[Editor]] = {
    "status": StatusEditor,
    "percent": PercentEditor,
    "on": DayEditor,
    "note": NoteEditor,
    "target": DateEditor,
    "target_reason": LineEditor,
    "evidence_url": LinkEditor,
    "evidence_title": LineEditor,
    "metric": MetricEditor,
    "value": ValueEditor,
    "milestone_id": MilestoneEditor,
    "format_change": LineEditor,
    "source_id": SourceEditor,
}
"""What the dialog asks, in the order of Tab; the correction and further evidence have parts of
their own."""


def make_fields(desk: Desk) -> dict[str, Editor]:
    """An editor for each field of an entry that the dialog asks for."""
    parts = FormParts(
        services=desk.services,
        runner=desk.runner,
        messages=desk.messages,
        icons=desk.icons,
        today=desk.today,
        language=desk.language,
        create=_nothing_is_created,
    )
    made = {}
    for name, editor in _EDITORS.items():
        spec = spec_of(ProgressEntry, name)
        made[name] = editor(spec, parts)
        made[name].name_field(plain_label(spec))
    return made


def _keep_narrow(editor: Editor, combo: QComboBox) -> None:
    combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
    editor.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)


def _nothing_is_created(request: CreateRequest) -> None:
    raise NotImplementedError(f"no {request.kind} is made while logging")
