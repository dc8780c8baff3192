"""The check of the database: how far it is, what was found, and a button that puts it right."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from tracker.i18n import tr, trn
from tracker.services import Services
from tracker.services.checking import Checked
from tracker.ui.desk import Desk
from tracker.ui.doing.dialog import DoingDialog
from tracker.ui.operation import Progress
from tracker.ui.widgets.labels import label

_TALL = 320


class CheckDialog(DoingDialog):
    """Checks as soon as it is made. Closing it stops the check; nothing is changed by one."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, tr("Check the database"), "shield-check", "", parent)
        self.outcome = label("")
        self.outcome.setWordWrap(True)
        self.findings = QPlainTextEdit()
        self.findings.setReadOnly(True)
        self.findings.setTabChangesFocus(True)
        self.findings.setAccessibleName(tr("What was found"))
        self.findings.hide()
        self.body.addWidget(self.banner)
        self.body.addWidget(self.outcome)
        self.body.addWidget(self.findings, 1)
        self.body.addWidget(self.progress)
        self.repair_button = self.add_button(tr("Make the &indexes anew"))
        self.repair_button.setToolTip(tr("No record is changed."))
        self.repair_button.clicked.connect(self._repair)
        self.close_button = self.add_button(tr("&Close"), default=True)
        self.close_button.clicked.connect(self.reject)
        self.setMinimumWidth(desk.theme.px(520))
        self.look()

    def look(self) -> None:
        self._begin(tr("The file, its index and all that follows from records is compared."))
        call = partial(_check, self._desk.services)
        self.ask(tr("Checking the database"), call, self.show_found, self.not_done)

    def _repair(self) -> None:
        self._begin(tr("The search index and all that follows from records is made anew."))
        self.do(tr("Checking the database"), partial(_repair, self._desk.services), _repaired)

    def _begin(self, words: str) -> None:
        self.repair_button.hide()
        self.findings.hide()
        self.outcome.setText(words)

    def show_found(self, found: Checked) -> None:
        """Say what was found, and offer what puts it right."""
        lines = [one.text for one in found.findings]
        if more := found.total - len(lines):
            lines.append(trn("and {n} more", "and {n} more", more))
        self.findings.setPlainText("\n".join(lines))
        self.findings.setVisible(not found.is_whole)
        if not found.is_whole:
            self.resize(self.width(), max(self.height(), self.icons.theme.px(_TALL)))
        self.repair_button.setVisible(found.can_be_repaired)
        self.outcome.setText(_said(found))
        self.close_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def not_done(self, error: Exception) -> None:
        self.outcome.setText(tr("The check could not be made."))
        super().not_done(error)

    def look_stopped(self) -> None:
        self.outcome.setText("")
        self.banner.say(tr("Stopped. Nothing was changed."), action=tr("Look again"))

    def ended(self, how: str) -> None:
        if how != "done":
            self.outcome.setText("")
            self.repair_button.show()


def _check(services: Services, progress: Progress) -> Checked:
    return services.checking.check(progress.report)


def _repair(services: Services, progress: Progress) -> Checked:
    return services.checking.repair(progress.report)


def _repaired(dialog: CheckDialog | None, found: Checked) -> None:
    if dialog is not None:
        dialog.show_found(found)


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
