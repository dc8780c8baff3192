"""Saving a list as it is shown, as an Excel workbook or as CSV."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import cast
from weakref import ref

from PySide6.QtCore import QStandardPaths, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QShowEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget
from shiboken6 import isValid

from tracker.domain.list_views import ShownList
from tracker.i18n import tr, trn
from tracker.services.list_export import Form
from tracker.ui.desk import Desk
from tracker.ui.messages import Choice, FileKind
from tracker.ui.operation import Operation
from tracker.ui.widgets.dialog_frame import DialogFrame
from tracker.ui.widgets.labels import label
from tracker.ui.widgets.pills import PillSwitch
from tracker.ui.widgets.progress_line import ProgressLine
from tracker.ui.widgets.states import ErrorBanner

_WIDTH, _HEIGHT, _TALL = 560, 310, 400
ALL, SELECTED = "all", "selected"


class ExportListDialog(DialogFrame):
    """Asks for the format, the rows and the file; long work is seen and can be stopped."""

    def __init__(self, desk: Desk, shown: ShownList, parent: QWidget | None = None) -> None:
        super().__init__(desk.icons, tr("Save the list as a file"), "file-down", parent=parent)
        self._desk, self._shown = desk, shown
        self._working: Operation | None = None
        self._was_shown = False
        self._folder = Path(
            QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        )
        icons = desk.icons
        self.banner = ErrorBanner(icons)
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
        self.progress = ProgressLine(icons)
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
        room = self.screen().availableSize()
        self.resize(min(icons.theme.px(_WIDTH), room.width()), icons.theme.px(_HEIGHT))
        self._say()
        call = partial(desk.services.lists.count, shown.kind, shown.query)
        desk.runner.read(self, call, self._counted, key="count")

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._was_shown:
            self._was_shown = True
            self.save_button.setFocus(Qt.FocusReason.TabFocusReason)

    def reject(self) -> None:
        """Esc: first it stops what is being written."""
        if self._working is not None:
            self._working.cancel()
            return
        super().reject()

    def save(self) -> None:
        """Ask where to, and write the file there."""
        form = cast("Form", self.form.current())
        name = self._desk.services.list_export.suggested_name(self._shown)
        kind = (
            FileKind(tr("Excel workbook"), ("xlsx",))
            if form == "xlsx"
            else FileKind(tr("Comma-separated values"), ("csv",))
        )
        self._desk.messages.choose_save_file(
            self,
            tr("Save the list"),
            self._folder / f"{name}.{form}",
            [kind],
            partial(self._chosen, form),
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

    def _chosen(self, form: Form, path: Path) -> None:
        # "list.csv" is CSV, whichever format was chosen here; other endings are part of a name.
        ending = path.suffix.lower().removeprefix(".")
        if ending in ("xlsx", "csv"):
            self._write(cast("Form", ending), path)
            return
        path = path.with_name(f"{path.name}.{form}")
        if not path.exists():
            self._write(form, path)
            return
        self._desk.messages.question(
            self,
            tr("Replace “{name}”?", name=path.name),
            tr("A file of that name is in “{folder}”.", folder=str(path.parent)),
            [Choice("keep", tr("&Cancel")), Choice("replace", tr("&Replace"), "danger")],
            partial(self._answered, form, path),
        )

    def _answered(self, form: Form, path: Path, answer: str) -> None:
        if answer == "replace":
            self._write(form, path)

    def _write(self, form: Form, path: Path) -> None:
        self._folder = path.parent
        self.banner.clear()
        export, shown = self._desk.services.list_export, self._shown
        only = shown.selected if self.what.current() == SELECTED else ()
        me = ref(self)
        # The runner lives as long as the window: the end is told in any case.
        self._working = self._desk.runner.run_operation(
            self._desk.runner,
            tr("Writing {name}", name=path.name),
            lambda progress: export.export(shown, path, form, progress.report, only),
            partial(_saved, self._desk, path, me),
            partial(_failed, self._desk, me),
        )
        self._working.ended.connect(self._ended)
        self.progress.follow(self._working)
        self._allow(False)

    def _ended(self, how: str) -> None:
        self._working = None
        self._allow(True)
        if how == "cancelled":
            self.banner.say(tr("Stopped: no file was written."))

    def _allow(self, allowed: bool) -> None:
        for part in (self.form, self.what, self.save_button):
            part.setEnabled(allowed)

    def failed(self, error: Exception) -> None:
        """The file could not be written: say why."""
        self.resize(self.width(), max(self.height(), self.icons.theme.px(_TALL)))
        self.banner.show_error(error)


def _saved(desk: Desk, path: Path, me: ref[ExportListDialog], count: int) -> None:
    dialog = me()
    if dialog is not None and isValid(dialog):
        dialog.accept()
    desk.messages.toast(
        trn("{n} row saved as {name}", "{n} rows saved as {name}", count, name=path.name),
        tr("Open"),
        partial(open_file, path),
        lasting=True,
    )


def _failed(desk: Desk, me: ref[ExportListDialog], error: Exception) -> None:
    dialog = me()
    if dialog is not None and isValid(dialog) and dialog.isVisible():
        dialog.failed(error)
    else:
        desk.messages.show_error(None, error)


def open_file(path: Path) -> None:
    """Open a file in the system's own program for it, or its folder if there is none."""
    if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent)))
