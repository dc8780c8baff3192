"""How the dialog looks: what is logged above, what it does to each below."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from tracker.i18n import mark, tr, trn
from tracker.services.bulk_progress import BulkLogPreview
from tracker.ui.bulk_progress.fields import LogFields
from tracker.ui.bulk_progress.words import cell, summary
from tracker.ui.desk import Desk
from tracker.ui.doing.dialog import DoingDialog
from tracker.ui.doing.preview import Preview
from tracker.ui.forms.editor import Editor
from tracker.ui.forms.parts import FormParts
from tracker.ui.forms.tab_order import order_tabs
from tracker.ui.widgets.buttons import button, put_words
from tracker.ui.widgets.labels import label

_WIDTH, _HEIGHT = 820, 660
_QUICK = (
    ("+1w", mark("1 week")),
    ("+2w", mark("2 weeks")),
    ("+1m", mark("1 month")),
)


class ProblemLine(QWidget):
    """What is wrong in a row of editors, below them."""

    def __init__(self, editors: Sequence[Editor]) -> None:
        super().__init__()
        self._editors = tuple(editors)
        self._words = label("", "error", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._words)
        self.hide()
        for editor in editors:
            editor.problem_changed.connect(self._say)

    def _say(self) -> None:
        self._words.setText(" ".join(one.problem for one in self._editors if one.problem))
        self.setVisible(bool(self._words.text()))


class BulkLogView(DoingDialog):
    """The parts of the dialog; it does nothing by itself."""

    def __init__(self, desk: Desk, parts: FormParts, count: int, parent: QWidget | None) -> None:
        title = trn("Log for {n} deliverable", "Log for {n} deliverables", count)
        super().__init__(desk, title, "pen-line", "Ctrl+Shift+L", parent=parent)
        icons = desk.icons
        self.fields = LogFields(parts, self)
        self.chips: list[QPushButton] = []
        self.body.addWidget(self.banner)
        self.body.addLayout(self._grid())
        self.preview = Preview(icons, tr("What is logged"))
        self.summary, self.table = self.preview.summary, self.preview.table
        self.body.addWidget(self.preview, 1)
        self.body.addWidget(self.progress)
        self.fresh = button(icons, tr("Start &afresh"), "rotate-ccw", "quiet")
        self._foot.insertWidget(1, self.fresh)
        self.fresh.hide()
        self.cancel_button = self.add_button(tr("&Cancel"))
        self.log_button = self.add_button(tr("&Log"), "primary", default=True)
        self.cancel_button.clicked.connect(self.reject)
        self.say_waiting()
        order_tabs(self)
        self.fit_screen(_WIDTH, _HEIGHT)

    def say_waiting(self) -> None:
        """Nothing is to be logged yet."""
        self.preview.say(
            tr("Say what happened, or move the targets"),
            tr("What it does to each is shown here, before anything is logged."),
        )
        self.say_count(0)

    def say_count(self, logged: int) -> None:
        """What the button would do."""
        words = (
            trn("&Log for {n} deliverable", "&Log for {n} deliverables", logged)
            if logged
            else tr("&Log")
        )
        put_words(self.log_button, words, enabled=logged > 0)

    def show_preview(self, preview: BulkLogPreview) -> None:
        """What would be logged, what was left out first."""
        lines = (*preview.refused_lines, *preview.lines)
        language = self.fields["on"].parts.language
        heads = (tr("Deliverable"), tr("Now"), tr("Then"))
        self.preview.put(
            summary(preview),
            heads,
            len(lines),
            lambda row, column: cell(lines[row], column, language),
            shares=(0.34, 0.31),
        )
        self.say_count(preview.logged)

    def allow(self, allowed: bool) -> None:
        """Whether something can be entered."""
        for editor in self.fields.all.values():
            editor.setEnabled(allowed)
        self.fresh.setEnabled(allowed)
        self.log_button.setEnabled(allowed)

    def _grid(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        fields = self.fields
        self._row(grid, 0, fields["note"], [fields["note"]])
        line = self._line([fields["on"], fields["status"], fields["percent"]], (3, 3, 1))
        self._row(grid, 1, fields["on"], [fields["on"], fields["status"], fields["percent"]], line)
        quick = self._line([fields["shift"]], (1,))
        for typed, words in _QUICK:
            chip = button(self.icons, tr(words), "", "chip")
            chip.setAccessibleName(tr("{length} later", length=tr(words)))
            chip.setProperty("shift", typed)
            chip.clicked.connect(self._quick)
            quick.addWidget(chip)
            self.chips.append(chip)
        self._row(grid, 2, fields["shift"], [fields["shift"]], quick)
        self._row(grid, 3, fields["target_reason"], [fields["target_reason"]])
        return grid

    def _quick(self) -> None:
        editor = self.fields["shift"]
        editor.set_raw(str(self.sender().property("shift")))
        editor.edited.emit()

    def _line(self, editors: list[Editor], shares: tuple[int, ...]) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(8)
        for at, (editor, share) in enumerate(zip(editors, shares, strict=True)):
            if at:
                words = label(tr(editor.spec.label), "muted")
                words.setBuddy(editor.field())
                line.addSpacing(4)
                line.addWidget(words)
            line.addWidget(editor, share)
        return line

    def _row(
        self,
        grid: QGridLayout,
        row: int,
        first: Editor,
        editors: list[Editor],
        line: QHBoxLayout | None = None,
    ) -> None:
        words = label(tr(first.spec.label), "muted")
        words.setBuddy(first.field())
        words.setContentsMargins(0, 7, 0, 0)
        grid.addWidget(words, row, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setSpacing(3)
        if line is None:
            column.addWidget(first)
        else:
            column.addLayout(line)
        column.addWidget(ProblemLine(editors))
        grid.addLayout(column, row, 1)
