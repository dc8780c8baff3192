"""How the preview of pasted rows looks."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QPlainTextEdit, QStackedWidget, QWidget

from tracker.i18n import tr, trn
from tracker.services.pasting import ROW, Outcome, PastePlan, PasteRow, problems_in_words
from tracker.ui.desk import Desk
from tracker.ui.doing.dialog import DoingDialog
from tracker.ui.kinds import KINDS
from tracker.ui.pasting.mapping import MappingBar
from tracker.ui.widgets.buttons import button, put_words
from tracker.ui.widgets.labels import label
from tracker.ui.widgets.pills import PillSwitch
from tracker.ui.widgets.plain_table import CellLook, PlainTable
from tracker.ui.widgets.states import EmptyState

_WIDTH, _HEIGHT = 1040, 720
_OUTCOME, _CELL, _TOLD = 250, 160, 84
EVERY = "every"


class PasteRowsView(DoingDialog):
    """The parts of the dialog; it does nothing by itself."""

    def __init__(self, desk: Desk, kind: str, parent: QWidget | None) -> None:
        title = tr("Paste rows: {records}", records=KINDS[kind].many)
        super().__init__(desk, title, "table-2", parent=parent)
        icons = desk.icons
        self.again = button(icons, tr("Paste from clip&board"), "clipboard-list")
        self.head = QCheckBox(tr("The first row has the &headings"))
        self.match = QCheckBox(tr("&Change records of the same name"))
        self.make_missing = QCheckBox(tr("Create what is &named and not there"))
        for box in (self.head, self.match, self.make_missing):
            box.setAccessibleName(box.text().replace("&", ""))
        self.same = label("", "small")
        self.mapping = MappingBar(icons)
        self.filter = PillSwitch(icons, tr("Rows shown"))
        for key, words in (
            (EVERY, tr("All")),
            (Outcome.NEW, tr("New")),
            (Outcome.CHANGED, tr("Changed")),
            (Outcome.SAME, tr("Unchanged")),
            (Outcome.PROBLEM, tr("With problems")),
        ):
            self.filter.add(str(key), words)
        self.missing = label("", "small", wrap=True)
        self.copy = button(icons, tr("C&opy rows with problems"), "copy", "quiet")
        self.table = PlainTable(icons, tr("What becomes of the rows"))
        self.told = QPlainTextEdit()
        self.told.setReadOnly(True)
        self.told.setTabChangesFocus(True)
        self.told.setAccessibleName(tr("What becomes of the selected row"))
        self.told.setFixedHeight(icons.theme.px(_TOLD))
        self._plan: PastePlan | None = None
        self.state = EmptyState(icons, "clipboard-list", "")
        self._main = QWidget()
        self._stack = QStackedWidget()
        self._lay_out()
        self.cancel_button = self.add_button(tr("&Cancel"))
        self.apply_button = self.add_button(tr("&Paste"), "primary", default=True)
        self.cancel_button.clicked.connect(self.reject)
        self.table.selectionModel().currentRowChanged.connect(self._tell_row)
        self.shown: list[PasteRow] = []
        self.say_nothing()
        self.fit_screen(_WIDTH, _HEIGHT)

    def say_nothing(self) -> None:
        """There are no rows yet."""
        self.state.say(
            "clipboard-list",
            tr("Copy rows in a spreadsheet, then paste them here"),
            tr("Press Ctrl+V. What they would do is shown first; nothing is changed before."),
        )
        self._stack.setCurrentWidget(self.state)
        self._allow_rows(False)
        self.say_count(0)

    def say_count(self, writing: int) -> None:
        """What the button would do."""
        words = trn("&Paste {n} row", "&Paste {n} rows", writing) if writing else tr("&Paste")
        put_words(self.apply_button, words, enabled=writing > 0)

    def show_plan(self, plan: PastePlan) -> None:
        """Show what would become of the rows."""
        self._allow_rows(True)
        counts = {outcome: plan.count(outcome) for outcome in Outcome}
        for key, words in (
            (EVERY, trn("{n} row", "{n} rows", len(plan.rows))),
            (Outcome.NEW, trn("{n} new", "{n} new", counts[Outcome.NEW])),
            (Outcome.CHANGED, trn("{n} changed", "{n} changed", counts[Outcome.CHANGED])),
            (Outcome.SAME, trn("{n} unchanged", "{n} unchanged", counts[Outcome.SAME])),
            (
                Outcome.PROBLEM,
                trn("{n} with problems", "{n} with problems", counts[Outcome.PROBLEM]),
            ),
        ):
            self.filter.set_text(str(key), words)
        self.copy.setVisible(counts[Outcome.PROBLEM] > 0)
        self._say_missing(plan)
        self._say_same(plan)
        self.say_count(counts[Outcome.NEW] + counts[Outcome.CHANGED])
        self.show_rows(plan)

    def show_rows(self, plan: PastePlan) -> None:
        """Show the rows that the switch asks for."""
        wanted = self.filter.current()
        rows = [row for row in plan.rows if wanted in (EVERY, row.outcome)]
        self.shown = rows
        self._plan = plan
        places = [at for at, column in enumerate(plan.columns) if column is not None]
        labels = [column.label for column in plan.columns if column is not None]

        def look(down: int, across: int) -> CellLook:
            row = rows[down]
            if across == 0:
                return CellLook(f"{row.line:,}", "muted")
            if across == 1:
                return _outcome(plan, row)
            at = places[across - 2]
            return _cell(row, at, plan.cells(row)[at])

        px = self.icons.theme.px
        self.table.put(
            (tr("Row"), tr("What becomes of it"), *labels),
            len(rows),
            look,
            (px(52), px(_OUTCOME), *[px(_CELL)] * len(labels)),
        )
        self._stack.setCurrentWidget(self.table)
        if rows:
            self.table.setCurrentIndex(self.table.shown.index(0, 0))
        self._tell_row()

    def _tell_row(self) -> None:
        """All that is to be said of the selected row, in full."""
        at = self.table.currentIndex().row()
        if self._plan is None or not 0 <= at < len(self.shown):
            self.told.clear()
        else:
            self.told.setPlainText(row_in_words(self._plan, self.shown[at]))

    def _say_same(self, plan: PastePlan) -> None:
        count = plan.same_names
        words = trn(
            "{n} row has the name of a record that is there",
            "{n} rows have the name of a record that is there",
            count,
        )
        self.same.setText(words if count else "")
        self.same.setVisible(bool(count))

    def _say_missing(self, plan: PastePlan) -> None:
        count = len(plan.missing)
        self.make_missing.setVisible(bool(count))
        names = ", ".join(one.name for one in plan.missing[:5]) + ("…" if count > 5 else "")
        words = trn(
            "{n} name is not there yet: {names}", "{n} names are not there yet: {names}",
            count, names=names,
        ) if count else ""  # fmt: skip
        self.missing.setText(words)
        self.missing.setVisible(bool(count))

    def _allow_rows(self, there: bool) -> None:
        for part in (self.head, self.match, self.mapping, self.filter, self.told):
            part.setVisible(there)
        if not there:
            self.make_missing.hide()
            self.missing.hide()
            self.same.hide()
            self.copy.hide()

    def _lay_out(self) -> None:
        self.body.addWidget(self.banner)
        options = QHBoxLayout()
        options.setSpacing(18)
        options.addWidget(self.head)
        options.addWidget(self.match)
        options.addWidget(self.same)
        options.addStretch(1)
        options.addWidget(self.again)
        self.body.addLayout(options)
        lacking = QHBoxLayout()
        lacking.setSpacing(18)
        lacking.addWidget(self.make_missing)
        lacking.addWidget(self.missing, 1)
        self.body.addLayout(lacking)
        self.body.addWidget(self.mapping)
        switch = QHBoxLayout()
        switch.addWidget(self.filter)
        switch.addStretch(1)
        switch.addWidget(self.copy)
        self.body.addLayout(switch)
        self._stack.addWidget(self.state)
        self._stack.addWidget(self.table)
        self.body.addWidget(self._stack, 1)
        self.body.addWidget(self.told)
        self.body.addWidget(self.progress)


def row_in_words(plan: PastePlan, row: PasteRow) -> str:
    """What becomes of a row, and every change or problem of it in a line of its own."""
    words = {
        Outcome.NEW: tr("New"),
        Outcome.CHANGED: tr("Changes it"),
        Outcome.SAME: tr("Unchanged"),
        Outcome.PROBLEM: tr("With problems"),
    }[row.outcome]
    lines = [" · ".join(part for part in (f"{row.line:,}", row.name, words) if part)]
    cells = plan.cells(row)
    said = {at: f"{was} → {cells[at]}" for at, was in row.was.items()}
    for at, message in sorted({**row.notes, **said, **row.problems}.items()):
        column = plan.columns[at] if at >= 0 else None
        lines.append(f"{column.label}: {message}" if column is not None else message)
    return "\n".join(lines)


def _outcome(plan: PastePlan, row: PasteRow) -> CellLook:
    match row.outcome:
        case Outcome.NEW:
            return CellLook(_with_note(tr("New"), row), "accent", "plus")
        case Outcome.CHANGED:
            return CellLook(_with_note(tr("Changes it"), row), "text", "pencil-line", row.name)
        case Outcome.SAME:
            return CellLook(tr("Unchanged"), "muted", "check")
        case Outcome.PROBLEM:
            return CellLook(problems_in_words(plan, row), "error", "triangle-alert")


def _with_note(words: str, row: PasteRow) -> str:
    """With what is to be known of the whole row."""
    return " · ".join(part for part in (words, row.notes.get(ROW, "")) if part)


def _cell(row: PasteRow, at: int, text: str) -> CellLook:
    if at in row.problems:
        return CellLook(text or tr("missing"), "error", "circle-alert", row.problems[at])
    if at in row.was:
        change = f"{row.was[at]} → {text}"
        return CellLook(change, "accent", "pencil-line")
    if at in row.notes:
        return CellLook(text, "accent", "plus", row.notes[at])
    return CellLook(text, "muted" if row.outcome is Outcome.SAME else "")
