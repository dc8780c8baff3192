"""How the dialog looks: what is logged above, what it does to each below."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from tracker.i18n import mark, tr, trn, without_mnemonic
from tracker.services.bulk_progress import BulkLogPreview
from tracker.ui.bulk_progress.fields import LogFields
from tracker.ui.bulk_progress.words import cell, summary
from tracker.ui.forms.editor import Editor
from tracker.ui.forms.parts import FormParts
from tracker.ui.widgets.buttons import button
from tracker.ui.widgets.dialog_frame import DialogFrame
from tracker.ui.widgets.labels import label
from tracker.ui.widgets.plain_table import PlainTable
from tracker.ui.widgets.progress_line import ProgressLine
from tracker.ui.widgets.states import EmptyState, ErrorBanner

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


class BulkLogView(DialogFrame):
    """The parts of the dialog; it does nothing by itself."""

    def __init__(self, parts: FormParts, count: int, parent: QWidget | None) -> None:
        title = trn("Log for {n} deliverable", "Log for {n} deliverables", count)
        icons = parts.icons
        super().__init__(icons, title, "pen-line", "Ctrl+Shift+L", parent=parent)
        self.banner = ErrorBanner(icons)
        self.fields = LogFields(parts, self)
        self.chips: list[QPushButton] = []
        self.body.addWidget(self.banner)
        self.body.addLayout(self._grid())
        self.summary = label("", "strong", wrap=True)
        self.body.addWidget(self.summary)
        self._stack = QStackedWidget()
        self.state = EmptyState(icons, "list-checks", "", "")
        self.table = PlainTable(icons, tr("What is logged"))
        self._stack.addWidget(self.state)
        self._stack.addWidget(self.table)
        self.body.addWidget(self._stack, 1)
        self.progress = ProgressLine(icons)
        self.body.addWidget(self.progress)
        self.fresh = button(icons, tr("Start &afresh"), "rotate-ccw", "quiet")
        self._foot.insertWidget(1, self.fresh)
        self.fresh.hide()
        self.cancel_button = self.add_button(tr("&Cancel"))
        self.log_button = self.add_button(tr("&Log"), "primary", default=True)
        self.cancel_button.clicked.connect(self.reject)
        self.say_waiting()
        room = self.screen().availableSize()
        self.resize(
            min(icons.theme.px(_WIDTH), round(room.width() * 0.92)),
            min(icons.theme.px(_HEIGHT), round(room.height() * 0.9)),
        )

    def say_waiting(self) -> None:
        """Nothing is to be logged yet."""
        self._stack.setCurrentWidget(self.state)
        self.state.say(
            "list-checks",
            tr("Say what happened, or move the targets"),
            tr("What it does to each is shown here, before anything is logged."),
        )
        self.summary.setText("")
        self.say_count(0)

    def say_count(self, logged: int) -> None:
        """What the button would do."""
        words = (
            trn("&Log for {n} deliverable", "&Log for {n} deliverables", logged)
            if logged
            else tr("&Log")
        )
        self.log_button.setText(words)
        self.log_button.setAccessibleName(without_mnemonic(words))
        self.log_button.setEnabled(logged > 0)

    def show_preview(self, preview: BulkLogPreview) -> None:
        """What would be logged, what was left out first."""
        self.summary.setText(summary(preview))
        lines = (*preview.refused_lines, *preview.lines)
        language = self.fields["on"].parts.language
        heads = (tr("Deliverable"), tr("Now"), tr("Then"))
        self.table.put(
            heads,
            len(lines),
            lambda row, column: cell(lines[row], column, language),
            shares=(0.36, 0.26),
        )
        self._stack.setCurrentWidget(self.table)
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
        words.setContentsMargins(0, 6, 0, 0)
        grid.addWidget(words, row, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setSpacing(3)
        if line is None:
            column.addWidget(first)
        else:
            column.addLayout(line)
        column.addWidget(ProblemLine(editors))
        grid.addLayout(column, row, 1)
