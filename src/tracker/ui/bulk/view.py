"""How the dialog looks: field and value above, what changes below."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from tracker.domain.fields import FieldSpec, Kind
from tracker.domain.refs import RecordRef
from tracker.i18n import tr, trn
from tracker.services.bulk import BulkLine, BulkPreview
from tracker.services.records import counted
from tracker.ui.bulk.field_picker import FieldPicker
from tracker.ui.desk import Desk
from tracker.ui.doing.dialog import DoingDialog
from tracker.ui.doing.preview import Preview, first_shown
from tracker.ui.forms.editor import Editor
from tracker.ui.forms.layout import FieldSlot
from tracker.ui.forms.tab_order import order_tabs
from tracker.ui.widgets.buttons import button, put_words
from tracker.ui.widgets.labels import label
from tracker.ui.widgets.pills import PillSwitch
from tracker.ui.widgets.plain_table import CellLook

_WIDTH, _HEIGHT = 760, 620


class BulkEditView(DoingDialog):
    """The parts of the dialog; it does nothing by itself."""

    def __init__(
        self,
        desk: Desk,
        kind: str,
        count: int,
        fields: Sequence[FieldSpec],
        parent: QWidget | None,
    ) -> None:
        super().__init__(desk, _title(kind, count), "pencil-line", parent=parent)
        icons = desk.icons
        self.picker = FieldPicker(icons, fields)
        self.how = PillSwitch(icons, tr("What is done"))
        for key, words in (
            ("add", tr("Add")),
            ("remove", tr("Take away")),
            ("set", tr("Replace all")),
        ):
            self.how.add(key, words)
        self.empty = button(icons, tr("Make it &empty"), "", "quiet")
        self.editor: Editor | None = None
        self._slots = QVBoxLayout()
        self._slots.setContentsMargins(0, 0, 0, 0)
        self._slots.setSpacing(8)
        self._value_label = label(tr("&New value"), "muted")
        self.body.addWidget(self.banner)
        self.body.addLayout(self._fields())
        self.preview = Preview(icons, tr("What changes"))
        self.summary, self.table = self.preview.summary, self.preview.table
        self.body.addWidget(self.preview, 1)
        self.body.addWidget(self.progress)
        self.cancel_button = self.add_button(tr("&Cancel"))
        self.apply_button = self.add_button(tr("C&hange"), "primary", default=True)
        self.cancel_button.clicked.connect(self.reject)
        self.say_waiting()
        self.how.hide()
        self.empty.hide()
        self._value_label.hide()
        self.fit_screen(_WIDTH, _HEIGHT)

    def show_editor(self, editor: Editor) -> None:
        """Take an editor for the value of another field."""
        if self.editor is not None:
            old = self._slots.takeAt(0)
            widget = old.widget() if old is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.editor = editor
        self._slots.insertWidget(0, FieldSlot(editor, self.icons))
        several = editor.spec.kind is Kind.TEXTS
        self.how.setVisible(several)
        self.empty.setVisible(not several)
        self._value_label.show()
        self._value_label.setBuddy(editor.field())
        order_tabs(self)

    def say_waiting(self) -> None:
        """Nothing is to be done yet."""
        if self.picker.field is None:
            self.preview.say(tr("Choose the field to change"))
        else:
            self.preview.say(
                tr("Enter the new value"),
                tr("What changes is then shown here, before anything is changed."),
            )
        self.say_count(0)

    def say_count(self, changing: int) -> None:
        """What the button would do."""
        words = (
            trn("C&hange {n} record", "C&hange {n} records", changing)
            if changing
            else tr("C&hange")
        )
        put_words(self.apply_button, words, enabled=changing > 0)

    def show_preview(self, preview: BulkPreview) -> None:
        """Show what would change."""
        lines = (*preview.refused_lines, *preview.lines)
        heads = (tr("Record"), tr("Now"), tr("Then"))
        if lines:
            self.preview.put(
                _summary(preview),
                heads,
                len(lines),
                lambda row, column: _cell(lines[row], column),
                shares=(0.4, 0.28),
            )
        else:
            self.preview.say(
                tr("Nothing changes"),
                tr("All have this value."),
                icon="circle-check",
                summary=_summary(preview),
            )
        self.say_count(preview.changed)

    def _fields(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(10)
        grid.setColumnStretch(1, 1)
        top = Qt.AlignmentFlag.AlignTop
        words = label(tr("&Field"), "muted")
        words.setBuddy(self.picker)
        room = (self.icons.theme.px(30) - words.fontMetrics().height()) // 2
        for each in (words, self._value_label):
            each.setContentsMargins(0, max(room, 0), 0, 0)
        grid.addWidget(words, 0, 0, top)
        grid.addWidget(self.picker, 0, 1)
        grid.addWidget(self._value_label, 1, 0, top)
        values = QVBoxLayout()
        values.setSpacing(8)
        values.addWidget(self.how)
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addLayout(self._slots, 1)
        line.addWidget(self.empty, 0, top)
        values.addLayout(line)
        grid.addLayout(values, 1, 1)
        return grid


def _title(kind: str, count: int) -> str:
    return tr("Change {records}", records=counted([RecordRef(kind, 0)] * count))


def _summary(preview: BulkPreview) -> str:
    parts = [trn("{n} record will change", "{n} records will change", preview.changed)]
    if preview.unchanged:
        parts.append(
            trn("{n} has this value already", "{n} have this value already", preview.unchanged)
        )
    if preview.refused:
        parts.append(trn("{n} cannot be changed", "{n} cannot be changed", preview.refused))
    shown = len(preview.lines) + len(preview.refused_lines)
    return " · ".join((*parts, *first_shown(shown, preview.changed + preview.refused)))


def _cell(line: BulkLine, column: int) -> CellLook:
    if column == 0:
        return CellLook(line.name, *(("error", "triangle-alert") if line.reason else ()))
    if column == 1:
        return CellLook(line.before) if line.before else CellLook(tr("empty"), "muted")
    if line.reason:
        return CellLook(line.reason, "error")
    return CellLook(line.after) if line.after else CellLook(tr("empty"), "muted")
