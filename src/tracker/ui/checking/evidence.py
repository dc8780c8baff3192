"""The health of all evidence: how far the look is, what was found, each a way to its record."""

from __future__ import annotations

from datetime import date
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from tracker.domain.evidence_health import FAULTS, Fault
from tracker.domain.refs import RecordRef
from tracker.domain.shortening import in_one_line
from tracker.i18n import tr, trn
from tracker.services import Services
from tracker.services.evidence import EvidenceHealth
from tracker.ui.desk import Desk
from tracker.ui.operation import Progress
from tracker.ui.widgets.card import ScrollColumn
from tracker.ui.widgets.dialog_frame import DialogFrame
from tracker.ui.widgets.labels import label
from tracker.ui.widgets.progress_line import ProgressLine
from tracker.ui.widgets.rows import CardRow, RowsCard
from tracker.ui.widgets.states import IconLabel

_MOST_SHOWN = 200
_LONGEST = 80


class EvidenceDialog(DialogFrame):
    """Looks as soon as it is shown; closing it stops that. A row opens its deliverable."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk.icons, tr("Check the evidence"), "paperclip", "", parent)
        self._desk = desk
        self.outcome = label("", wrap=True)
        self.body.addWidget(self.outcome)
        self.rows = RowsCard()
        self.rows.activated.connect(self._open)
        self._scroll = ScrollColumn("surface", margin=0)
        self._scroll.body.addWidget(self.rows)
        self._scroll.body.addStretch(1)
        self._scroll.setMinimumHeight(desk.theme.px(300))
        self._scroll.hide()
        self.body.addWidget(self._scroll, 1)
        self.line = ProgressLine(desk.icons)
        self.body.addWidget(self.line)
        self.list_button = self.add_button(tr("Show as a &list"))
        self.list_button.clicked.connect(self._show_list)
        self.list_button.hide()
        self.close_button = self.add_button(tr("&Close"), default=True)
        self.close_button.clicked.connect(self.reject)
        self.setMinimumWidth(desk.theme.px(600))
        self.outcome.setText(
            tr("Links are looked at and files are read; nothing is asked of a network.")
        )
        self._operation = desk.runner.run_operation(
            self,
            tr("Checking the evidence"),
            partial(_look, desk.services, desk.today()),
            self._show,
            self._failed,
        )
        self._operation.ended.connect(self._ended)
        self.line.follow(self._operation)

    def done(self, result: int) -> None:
        """Whoever closes it does not wait for the outcome."""
        self._operation.cancel()
        super().done(result)

    def _show(self, health: EvidenceHealth) -> None:
        self.outcome.setText(_said(health))
        icons = self._desk.icons
        for one in health.found[:_MOST_SHOWN]:
            said = tr(FAULTS[one.finding.fault])
            what = in_one_line(one.finding.of, _LONGEST)
            row = CardRow(
                IconLabel(icons, "triangle-alert", "at_risk"),
                one.name,
                f"{said}: {what}" if what else said,
                payload=one.ref,
                leading_width=self._desk.theme.px(20),
            )
            self.rows.add(row)
        if (more := len(health.found) - _MOST_SHOWN) > 0:
            self.rows.add(label(trn("and {n} more", "and {n} more", more), "muted"))
        self._scroll.setVisible(bool(health.found))
        lacking = any(one.finding.fault is Fault.WITHOUT for one in health.found)
        self.list_button.setVisible(lacking)
        self.close_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _failed(self, error: Exception) -> None:
        self.outcome.setText(tr("The evidence could not be looked at."))
        self._desk.messages.show_error(self, error)

    def _ended(self, how: str) -> None:
        if how == "cancelled":
            self.outcome.setText(tr("Stopped. Nothing was changed."))

    def _open(self, ref: object) -> None:
        if isinstance(ref, RecordRef):
            navigator = self._desk.navigator
            self.accept()
            navigator.open_record(ref)

    def _show_list(self) -> None:
        navigator = self._desk.navigator
        self.accept()
        navigator.open_list("deliverable", "without_evidence")


def _look(services: Services, today: date, progress: Progress) -> EvidenceHealth:
    return services.evidence.all(today, progress.report)


def _said(health: EvidenceHealth) -> str:
    looked = trn(
        "{n} deliverable was looked at.", "{n} deliverables were looked at.", health.looked_at
    )
    if not health.found:
        return f"{looked} {tr('Everything is in order.')}"
    count = len(health.found)
    found = trn("{n} thing needs a hand.", "{n} things need a hand.", count)
    return f"{looked} {found}"
