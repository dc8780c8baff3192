"""How the dialog looks: field and value above, what changes below."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from tracker.domain.fields import FieldSpec, Kind
from tracker.domain.refs import RecordRef
from tracker.i18n import tr, trn
from tracker.services.bulk import BulkLine, BulkPreview
from tracker.services.records import counted
from tracker.ui.bulk.field_picker import FieldPicker
from tracker.ui.forms.editor import Editor
from tracker.ui.forms.layout import FieldSlot
from tracker.ui.icons import Icons
from tracker.ui.widgets.buttons import button
from tracker.ui.widgets.dialog_frame import DialogFrame
from tracker.ui.widgets.labels import label
from tracker.ui.widgets.pills import PillSwitch
from tracker.ui.widgets.plain_table import CellLook, PlainTable
from tracker.ui.widgets.progress_line import ProgressLine
from tracker.ui.widgets.states import EmptyState, ErrorBanner

_WIDTH, _HEIGHT = 760, 620


class BulkEditView(DialogFrame):
    """The parts of the dialog; it does nothing by itself."""

    def __init__(
        self,
        icons: Icons,
        kind: str,
        count: int,
        fields: Sequence[FieldSpec],
        parent: QWidget | None,
    ) -> None:
        super().__init__(icons, _title(kind, count), "pencil-line", parent=parent)
        self.banner = ErrorBanner(icons)
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
        self.summary = label("", "strong", wrap=True)
        self.body.addWidget(self.summary)
        self._stack = QStackedWidget()
        self.state = EmptyState(icons, "list-checks", "", "")
        self.table = PlainTable(icons, tr("What changes"))
        self._stack.addWidget(self.state)
        self._stack.addWidget(self.table)
        self.body.addWidget(self._stack, 1)
        self.progress = ProgressLine(icons)
        self.body.addWidget(self.progress)
        self.cancel_button = self.add_button(tr("&Cancel"))
        self.apply_button = self.add_button(tr("C&hange"), "primary", default=True)
        self.cancel_button.clicked.connect(self.reject)
        self.say_waiting()
        self.how.hide()
        self.empty.hide()
        self._value_label.hide()
        room = self.screen().availableSize()
        self.resize(
            min(icons.theme.px(_WIDTH), round(room.width() * 0.92)),
            min(icons.theme.px(_HEIGHT), round(room.height() * 0.9)),
        )

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
        self.order_tabs()

    def order_tabs(self) -> None:
        """The way of Tab: from above to below."""
        if self.editor is not None:
            QWidget.setTabOrder(self.picker, self.editor.field())
            QWidget.setTabOrder(self.editor.field(), self.empty)

    def say_waiting(self) -> None:
        """Nothing is to be done yet."""
        self._stack.setCurrentWidget(self.state)
        if self.picker.field is None:
            self.state.say("list-checks", tr("Choose the field to change"))
        else:
            self.state.say(
                "list-checks",
                tr("Enter the new value"),
                tr("What changes is then shown here, before anything is changed."),
            )
        self.summary.setText("")
        self.say_count(0)

    def say_count(self, changing: int) -> None:
        """What the button would do."""
        words = (
            trn("C&hange {n} record", "C&hange {n} records", changing)
            if changing
            else tr("C&hange")
        )
        self.apply_button.setText(words)
        self.apply_button.setAccessibleName(words.replace("&", ""))
        self.apply_button.setEnabled(changing > 0)

    def show_preview(self, preview: BulkPreview) -> None:
        """Show what would change."""
        self.summary.setText(_summary(preview))
        lines = (*preview.refused_lines, *preview.lines)
        heads = (tr("Record"), tr("Now"), tr("Then"))
        self.table.put(
            heads,
            len(lines),
            lambda row, column: _cell(lines[row], column),
            shares=(0.4, 0.28),
        )
        if lines:
            self._stack.setCurrentWidget(self.table)
        else:
            self._stack.setCurrentWidget(self.state)
            self.state.say("circle-check", tr("Nothing changes"), tr("All have this value."))
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
    said = " · ".join(parts)
    shown = len(preview.lines) + len(preview.refused_lines)
    if shown < preview.changed + preview.refused:
        said += " · " + trn("the first {n} is shown", "the first {n} are shown", shown)
    return said


def _cell(line: BulkLine, column: int) -> CellLook:
    if column == 0:
        return CellLook(line.name, *(("error", "triangle-alert") if line.reason else ()))
    if column == 1:
        return CellLook(line.before) if line.before else CellLook(tr("empty"), "muted")
    if line.reason:
        return CellLook(line.reason, "error")
    return CellLook(line.after) if line.after else CellLook(tr("empty"), "muted")
