"""The check of the database: how far it is, what was found, and a button that puts it right."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from tracker.i18n import tr, trn
from tracker.services import Services
from tracker.services.checking import Checked
from tracker.ui.desk import Desk
from tracker.ui.operation import Progress
from tracker.ui.widgets.dialog_frame import DialogFrame
from tracker.ui.widgets.labels import label
from tracker.ui.widgets.progress_line import ProgressLine


class CheckDialog(DialogFrame):
    """Checks as soon as it is shown. Closing it stops the check; nothing is changed by one."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk.icons, tr("Check the database"), "shield-check", "", parent)
        self._desk = desk
        self.outcome = label("")
        self.outcome.setWordWrap(True)
        self.findings = QPlainTextEdit()
        self.findings.setReadOnly(True)
        self.findings.setTabChangesFocus(True)
        self.findings.setAccessibleName(tr("What was found"))
        self.findings.hide()
        self.line = ProgressLine(desk.icons)
        self.body.addWidget(self.outcome)
        self.body.addWidget(self.findings, 1)
        self.body.addWidget(self.line)
        self.repair_button = self.add_button(tr("Make the &indexes anew"))
        self.repair_button.setToolTip(tr("No record is changed."))
        self.repair_button.clicked.connect(self._repair)
        self.close_button = self.add_button(tr("&Close"), default=True)
        self.close_button.clicked.connect(self.reject)
        self.setMinimumWidth(desk.theme.px(520))
        self._run(repair=False)

    def _repair(self) -> None:
        self._run(repair=True)

    def _run(self, *, repair: bool) -> None:
        self.repair_button.hide()
        self.findings.hide()
        self.outcome.setText(
            tr("The search index and all that follows from records is made anew.")
            if repair
            else tr("The file, its index and all that follows from records is compared.")
        )
        self._operation = self._desk.runner.run_operation(
            self,
            tr("Checking the database"),
            partial(_work, self._desk.services, repair),
            self._show,
            self._failed,
            writes=repair,
        )
        self._operation.ended.connect(self._ended)
        self.line.follow(self._operation)

    def _show(self, found: Checked) -> None:
        lines = [one.text for one in found.findings]
        if more := found.total - len(lines):
            lines.append(trn("and {n} more", "and {n} more", more))
        self.findings.setPlainText("\n".join(lines))
        self.findings.setVisible(not found.is_whole)
        self.repair_button.setVisible(found.can_be_repaired)
        self.outcome.setText(_said(found))
        self.close_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _failed(self, error: Exception) -> None:
        self.outcome.setText(tr("The check could not be made."))
        self._desk.messages.show_error(self, error)

    def _ended(self, how: str) -> None:
        if how == "cancelled":
            self.outcome.setText(tr("Stopped. Nothing was changed."))

    def done(self, result: int) -> None:
        """Whoever closes it does not wait for the outcome."""
        self._operation.cancel()
        super().done(result)


def _work(services: Services, repair: bool, progress: Progress) -> Checked:
    checking = services.checking
    return checking.repair(progress.report) if repair else checking.check(progress.report)


def _said(found: Checked) -> str:
    if found.is_whole and found.repaired:
        return tr("All was made anew. Everything is in order.")
    if found.is_whole:
        return tr("Everything is in order.")
    if found.lost == found.total:
        return tr("The content of some files is lost. A backup may still hold it; attach it again.")
    if found.can_be_repaired:
        return tr("No record is harmed, but not all that follows from them agrees.")
    return tr("The file is damaged. Open the last good backup, and keep this file.")
