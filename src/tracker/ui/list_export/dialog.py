"""Saving a list as it is shown, as an Excel workbook or as CSV."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from tracker.domain.list_views import ShownList
from tracker.i18n import tr, trn
from tracker.services.list_export import Form
from tracker.ui.desk import Desk
from tracker.ui.doing.dialog import DoingDialog
from tracker.ui.doing.saving import ask_where, documents, open_file
from tracker.ui.messages import Messages
from tracker.ui.widgets.labels import label
from tracker.ui.widgets.pills import PillSwitch

_WIDTH, _HEIGHT, _TALL = 560, 310, 400
ALL, SELECTED = "all", "selected"


class ExportListDialog(DoingDialog):
    """Asks for the format, the rows and the file; long work is seen and can be stopped."""

    def __init__(self, desk: Desk, shown: ShownList, parent: QWidget | None = None) -> None:
        super().__init__(desk, tr("Save the list as a file"), "file-down", parent=parent)
        self._shown, self._folder = shown, documents()
        icons = desk.icons
        self.form = PillSwitch(icons, tr("Format"))
        self.form.add("xlsx", tr("Excel workbook"), "file-spreadsheet")
        self.form.add("csv", tr("CSV"), "table")
        self.what = PillSwitch(icons, tr("Rows"))
        self.what.add(ALL, tr("All of the list"))
        if shown.selected:
            count = len(shown.selected)
            words = trn("The {n} selected row", "The {n} selected rows", count)
            self.what.add(SELECTED, words)
            if count > 1:
                self.what.set_current(SELECTED)
        self.note = label("", "small", wrap=True)
        self.body.addWidget(self.banner)
        self.body.addLayout(self._grid())
        self.body.addWidget(self.note)
        self.body.addStretch(1)
        self.body.addWidget(self.progress)
        self.cancel_button = self.add_button(tr("&Cancel"))
        self.save_button = self.add_button(tr("&Save as…"), "primary", default=True)
        self.cancel_button.clicked.connect(self.reject)
        self.save_button.clicked.connect(self.save)
        self.form.changed.connect(self._say)
        self.fit_screen(_WIDTH, _HEIGHT)
        self._say()
        call = partial(desk.services.lists.count, shown.kind, shown.query)
        desk.runner.read(self, call, self._counted, key="count")

    def first_shown(self) -> None:
        self.save_button.setFocus(Qt.FocusReason.TabFocusReason)

    def save(self) -> None:
        """Ask where to, and write the file there."""
        ask_where(
            self._desk.messages,
            self,
            tr("Save the list"),
            self._folder / self._desk.services.list_export.suggested_name(self._shown),
            {"xlsx": tr("Excel workbook"), "csv": tr("Comma-separated values")},
            self.form.current(),
            self._write,
        )

    def _grid(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(10)
        grid.setColumnStretch(2, 1)
        grid.setColumnMinimumWidth(0, self.icons.theme.px(70))
        title = label(self._shown.title, "strong", wrap=True)
        rows: list[tuple[str, QWidget]] = [
            (tr("List"), title),
            (tr("Format"), self.form),
            (tr("Rows"), self.what),
        ]
        for line, (words, widget) in enumerate(rows):
            named: QLabel = label(words, "muted")
            grid.addWidget(named, line, 0)
            grid.addWidget(widget, line, 1, 1, 2 if widget is title else 1)
        return grid

    def _say(self) -> None:
        columns = len(self._shown.columns)
        parts = []
        if columns:
            parts.append(
                trn(
                    "{n} column as shown, in the order shown.",
                    "{n} columns as shown, in the order shown.",
                    columns,
                )
            )
        if self.form.current() == "csv":
            parts.append(
                tr(
                    "Cells are separated by commas; the text is UTF-8 and is read rightly by"
                    " spreadsheets. What would be a formula has an apostrophe before it."
                )
            )
        else:
            parts.append(tr("Numbers and days are numbers and days, all else is text."))
        self.note.setText(" ".join(parts))

    def _counted(self, count: int) -> None:
        self.what.set_text(ALL, trn("The {n} row listed", "All {n} rows listed", count))
        if not count:
            self.save_button.setEnabled(False)
            self.note.setText(tr("There are no rows to save: the filter hides everything."))

    def _write(self, ending: str, path: Path) -> None:
        self._folder = path.parent
        form = cast("Form", ending)
        export, shown = self._desk.services.list_export, self._shown
        only = shown.selected if self.what.current() == SELECTED else ()
        self.do(
            tr("Writing {name}", name=path.name),
            lambda progress: export.export(shown, path, form, progress.report, only),
            partial(_saved, self._desk.messages, path),
            writes=False,
        )

    def allow(self, allowed: bool) -> None:
        for part in (self.form, self.what, self.save_button):
            part.setEnabled(allowed)

    def stopped(self) -> str:
        return tr("Stopped: no file was written.")

    def not_done(self, error: Exception) -> None:
        self.resize(self.width(), max(self.height(), self.icons.theme.px(_TALL)))
        super().not_done(error)


def _saved(messages: Messages, path: Path, dialog: ExportListDialog | None, count: int) -> None:
    if dialog is not None:
        dialog.accept()
    messages.toast(
        trn("{n} row saved as {name}", "{n} rows saved as {name}", count, name=path.name),
        tr("Open"),
        partial(open_file, path),
        lasting=True,
    )
