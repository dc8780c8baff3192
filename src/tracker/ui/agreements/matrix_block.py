"""The block "Who owes what": the matrix on any day, and the ways out of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial
from html import escape
from pathlib import Path

from PySide6.QtCore import QMimeData, QStandardPaths, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from tracker.domain.as_at import AS_AT_FIELD
from tracker.domain.cell_text import guarded
from tracker.domain.dates import PartialDate
from tracker.domain.dates_writing import write_date
from tracker.domain.filter_text import read_value_text, write
from tracker.domain.filters import Group
from tracker.domain.refs import RecordRef
from tracker.domain.summary import CellState
from tracker.i18n import tr, trn
from tracker.reports.matrix_sheet import MatrixSheet
from tracker.services.matrix import AgreementMatrix
from tracker.services.matrix_words import columns_with_a_part
from tracker.ui.agreements.matrix import LONG, MatrixView
from tracker.ui.agreements.matrix_scrolling import PageRoom, SidewaysBar
from tracker.ui.desk import Desk
from tracker.ui.messages import FileKind
from tracker.ui.record_page.looks import CELLS, LookBadge
from tracker.ui.theme import set_property
from tracker.ui.widgets.buttons import button
from tracker.ui.widgets.card import Card, clear, hairline
from tracker.ui.widgets.labels import label
from tracker.ui.widgets.wrapping import WrappingLayout


@dataclass(slots=True)
class ShownDay:
    """The other day than today that is shown; it outlives the block, which is made anew whenever
    something changes."""

    agreement: RecordRef | None = None
    day: date | None = None


class MatrixBlock(QWidget):
    """`follow` opens what a cell or a head leads to; a figure opens the list of what it counts."""

    def __init__(
        self,
        desk: Desk,
        owes: AgreementMatrix,
        follow: Callable[[object], None],
        shown: ShownDay,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk, self._follow, self._today_owes = desk, follow, owes
        self.owes, self._shown = owes, shown
        if shown.agreement != owes.agreement:
            shown.agreement, shown.day = owes.agreement, None
        icons = desk.icons
        self.line = QLineEdit()
        self.line.setAccessibleName(tr("As at"))
        self.line.setPlaceholderText(tr("today"))
        self.line.setFixedWidth(icons.theme.px(150))
        self.line.returnPressed.connect(self._typed)
        self.line.editingFinished.connect(self._typed)
        self.meant = label("", "strong")
        self.back = button(icons, tr("Back to today"), "rotate-ccw", "quiet")
        self.back.clicked.connect(self.to_today)
        self.copy = button(icons, tr("Copy as a table"), "copy", "quiet")
        self.copy.clicked.connect(self.copy_table)
        self.save = button(icons, tr("Save as XLSX…"), "file-spreadsheet", "quiet")
        self.save.clicked.connect(self.save_workbook)
        self.problem = label("", "error", wrap=True)
        self.problem.hide()
        words = label(tr("As &at"), "muted")
        words.setBuddy(self.line)
        asked = QWidget()
        row = QHBoxLayout(asked)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for told in (words, self.line, self.meant):
            row.addWidget(told)
        # In a narrow window what has no room goes on in the next line.
        head = WrappingLayout(gap=8)
        for part in (asked, self.back, self.copy, self.save):
            head.addWidget(part)
        self._body = QVBoxLayout()
        self._body.setSpacing(8)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self.problem)
        column.addLayout(self._body)
        self._show(owes)
        if shown.day is not None:
            self.show_day(shown.day)

    # --- the day ----------------------------------------------------------------------------------

    def show_day(self, day: date) -> None:
        """Read the matrix as at a day, and show it."""
        self._shown.day = day if day != self._desk.today() else None
        call = partial(self._desk.services.matrix.read, self.owes.agreement.id, day)
        self._desk.runner.read(self, call, self._take, key="matrix")

    def _take(self, owes: AgreementMatrix) -> None:
        # Late: another day, or today, has been asked for meanwhile.
        if owes.day == (self._shown.day or self._desk.today()):
            self._show(owes)

    def to_today(self) -> None:
        """Show it as it stands today."""
        self.line.clear()
        self._say("")
        self._shown.day = None
        self._show(self._today_owes)
        self.line.setFocus()

    def _typed(self) -> None:
        text = self.line.text().strip()
        if not text:
            if self._shown.day is not None:
                self.to_today()
            self._say("")
            return
        try:
            day = date.fromisoformat(read_value_text(AS_AT_FIELD, text, self._desk.today()))
        except ValueError as error:
            self._say(str(error))
            return
        self._say("")
        if day != (self._shown.day or self._desk.today()):
            self.show_day(day)

    def _say(self, problem: str) -> None:
        self.problem.setText(problem)
        self.problem.setVisible(bool(problem))
        set_property(self.line, "invalid", bool(problem))

    # --- what is shown ----------------------------------------------------------------------------

    def _show(self, owes: AgreementMatrix) -> None:
        self.owes = owes
        other = owes.day != self._desk.today()
        date_words = write_date(PartialDate.of(owes.day), self._desk.language)
        self.meant.setText(tr("As at {date}", date=date_words) if other else "")
        self.meant.setVisible(other)
        self.back.setVisible(other)
        if other and not self.line.text().strip():
            self.line.setText(date_words)
        clear(self._body)
        card = Card(margin=1)
        views = self._views()
        card.body.addWidget(SidewaysBar(views))
        for view in views:
            if view is not views[0]:
                card.body.addWidget(hairline())
            card.body.addWidget(view)
        self._body.addWidget(card)
        self._body.addWidget(self._legend())
        with_part = set(columns_with_a_part(owes.matrix))
        idle = [owes.name(id) for at, id in enumerate(owes.matrix.parties) if at not in with_part]
        if idle:
            text = tr("Without a part in any deliverable: {names}", names=", ".join(idle))
            self._body.addWidget(label(text, "small", wrap=True))

    def _views(self) -> list[MatrixView]:
        owes = self.owes
        long = len(owes.matrix.rows) > LONG
        views = [
            MatrixView(self._desk.icons, owes.matrix, owes.names, part=part)
            for part in (("rows", "totals") if long else ("all",))
        ]
        for view in views:
            view.activated_ref.connect(self._open_ref)
            view.naming_chosen.connect(self._name_somebody)
            view.figure_chosen.connect(self._open_figure)
        if long:
            rows, totals = views
            PageRoom(rows, totals)
            rows.left_below.connect(partial(_go, rows, totals, len(owes.matrix.rows)))
            totals.left_above.connect(partial(_go, totals, rows, len(owes.matrix.rows) - 1))
        return views

    def _legend(self) -> QWidget:
        legend = QWidget()
        row = WrappingLayout(legend, gap=12)
        for look in CELLS.values():
            row.addWidget(LookBadge(self._desk.icons, look))
        return legend

    # --- the ways out -----------------------------------------------------------------------------

    def _open_ref(self, ref: RecordRef) -> None:
        """The page of a party, or of a deliverable. As at another day the deliverable in the list
        as at that day: its page is of today, and would say something else than the cell did."""
        today = self._desk.today()
        if ref.kind != "deliverable" or self.owes.day == today:
            self._follow(ref)
            return
        self._open_list(self.owes.filter_of_one(ref.id, today))

    def _name_somebody(self, ref: RecordRef) -> None:
        """The form of a deliverable, at its responsible parties."""
        self._desk.navigator.edit(ref, "responsible")

    def _open_figure(self, party: RecordRef, state: CellState) -> None:
        """The list of just what a figure counts, as at the same day."""
        if self.owes.called:
            self._open_list_of(party, state, self.owes)
        else:
            owes = self.owes
            call = partial(self._desk.services.matrix.read, owes.agreement.id, owes.day)
            self._desk.runner.read(self, call, partial(self._open_list_of, party, state))

    def _open_list_of(self, party: RecordRef, state: CellState, owes: AgreementMatrix) -> None:
        self._open_list(owes.filter_of(party.id, state, self._desk.today()))

    def _open_list(self, filter: Group) -> None:
        fields = self._desk.services.lists.filter_fields("deliverable")
        self._desk.navigator.open_list("deliverable", f"filter:{write(filter, fields)}")

    def copy_table(self) -> None:
        """Put it on the clipboard, as text with tabs and as a web page's table."""
        said = self._desk.services.matrix.sheet(self.owes)
        lines = table_lines(said)
        data = QMimeData()
        data.setText("\n".join("\t".join(map(_tidy, line)) for line in lines) + "\n")
        rows = "".join(
            "<tr>" + "".join(f"<td>{escape(cell, quote=False)}</td>" for cell in line) + "</tr>"
            for line in lines
        )
        data.setHtml(f'<meta charset="utf-8"><table>{rows}</table>')
        QGuiApplication.clipboard().setMimeData(data)
        count = len(said.rows)
        self._desk.messages.toast(trn("{n} row copied", "{n} rows copied", count))

    def save_workbook(self) -> None:
        """Ask where to, and write the workbook there."""
        name = self._desk.services.matrix.suggested_name(self.owes)
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        self._desk.messages.choose_save_file(
            self,
            tr("Save who owes what"),
            Path(folder) / f"{name}.xlsx",
            [FileKind(tr("Excel workbook"), ("xlsx",))],
            self._chosen,
        )

    def _chosen(self, path: Path) -> None:
        if path.suffix.lower() != ".xlsx":
            path = path.with_name(f"{path.name}.xlsx")
        desk, owes = self._desk, self.owes
        # The runner lives as long as the window: the end is told in any case.
        desk.runner.run_operation(
            desk.runner,
            tr("Writing {name}", name=path.name),
            lambda progress: desk.services.matrix.export(owes, path, progress.report),
            partial(_saved, desk, path),
            partial(desk.messages.show_error, None),
        )


def table_lines(said: MatrixSheet) -> list[list[str]]:
    """The matrix as lines of cells: the day, the head, the rows, the balances."""
    return [
        [said.title, said.as_at],
        [tr("Deliverable"), *said.parties],
        *([title, *(cell.words for cell in cells)] for title, cells in said.rows),
        *([word, *map(str, figures)] for _, word, figures in said.balances),
    ]


def _tidy(cell: str) -> str:
    """What would be a formula stays text, and a cell is one cell."""
    return guarded(" ".join(cell.split()))


def _go(start: MatrixView, target: MatrixView, row: int) -> None:
    target.go_to(row, max(0, start.currentIndex().column()))


def _saved(desk: Desk, path: Path, count: int) -> None:
    desk.messages.toast(
        trn("{n} row saved as {name}", "{n} rows saved as {name}", count, name=path.name),
        tr("Open"),
        partial(_open, path),
        lasting=True,
    )


def _open(path: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
