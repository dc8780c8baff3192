"""The health of all evidence: what was found, each with what mends it and the way to its record."""

from __future__ import annotations

from datetime import date
from functools import partial
from pathlib import Path
from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from tracker.domain.changes import ChangeSet
from tracker.domain.evidence_health import Fault
from tracker.domain.refs import RecordRef
from tracker.i18n import tr, trn
from tracker.services import Services
from tracker.services.evidence import EvidenceFault, EvidenceHealth
from tracker.ui.checking.faults import FaultRow, Mend
from tracker.ui.desk import Desk, LogStart
from tracker.ui.doing.dialog import DoingDialog
from tracker.ui.messages import FileKind, Messages
from tracker.ui.operation import Progress
from tracker.ui.widgets.card import ScrollColumn
from tracker.ui.widgets.labels import label
from tracker.ui.widgets.rows import RowsCard

_MOST_SHOWN = 200


class EvidenceDialog(DoingDialog):
    """Looks as soon as it is made, and again when something was mended; closing it stops that. A
    row opens its deliverable, the links at its end mend it."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, tr("Check the evidence"), "paperclip", "", parent)
        self.found: tuple[EvidenceFault, ...] = ()
        self.outcome = label("", wrap=True)
        self.rows = RowsCard()
        self.rows.activated.connect(self._open)
        self._scroll = ScrollColumn("surface", margin=0)
        self._scroll.body.addWidget(self.rows)
        self._scroll.body.addStretch(1)
        self._scroll.setMinimumHeight(desk.theme.px(300))
        self._scroll.hide()
        self.body.addWidget(self.banner)
        self.body.addWidget(self.outcome)
        self.body.addWidget(self._scroll, 1)
        self.body.addWidget(self.progress)
        self.list_button = self.add_button(tr("Show as a &list"))
        self.list_button.clicked.connect(self._show_list)
        self.list_button.hide()
        self.close_button = self.add_button(tr("&Close"), default=True)
        self.close_button.clicked.connect(self.reject)
        self.setMinimumWidth(desk.theme.px(680))
        self.outcome.setText(
            tr("Links are looked at and files are read; nothing is asked of a network.")
        )
        desk.bus.changed.connect(self._changed)
        self.look()

    # --- looking ----------------------------------------------------------------------------------

    def look(self) -> None:
        call = partial(_look, self._desk.services, self._desk.today())
        self.ask(tr("Checking the evidence"), call, self._show, self.not_done)

    def look_stopped(self) -> None:
        if not self.found:
            self.outcome.setText("")
        self.banner.say(tr("Stopped. Nothing was changed."), action=tr("Look again"))

    def not_done(self, error: Exception) -> None:
        if not self.found:
            self.outcome.setText(tr("The evidence could not be looked at."))
        super().not_done(error)

    def _changed(self, change_set: object, _origin: object) -> None:
        if isinstance(change_set, ChangeSet) and change_set.touches("deliverable"):
            self.look_soon()

    def _show(self, health: EvidenceHealth) -> None:
        at = self._place_of_keys()
        self.found = health.found
        self.outcome.setText(_said(health))
        self.rows.clear()
        for one in health.found[:_MOST_SHOWN]:
            fault = FaultRow(self._desk.icons, one)
            fault.mend.connect(self._mend)
            self.rows.add(fault)
        if (more := len(health.found) - _MOST_SHOWN) > 0:
            self.rows.add(label(trn("and {n} more", "and {n} more", more), "muted"))
        self._scroll.setVisible(bool(health.found))
        lacking = any(one.finding.fault is Fault.WITHOUT for one in health.found)
        self.list_button.setVisible(lacking)
        rows = self.rows.rows()
        if at is not None and rows:
            row = rows[min(at, len(rows) - 1)]
            # A layout shows what is new in it later, and what is hidden takes no keys.
            row.show()
            row.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.close_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _place_of_keys(self) -> int | None:
        """The row in which the keyboard is: the one mended goes, and the next takes its place."""
        had = cast("QWidget | None", self.focusWidget())
        for at, row in enumerate(self.rows.rows()):
            if had is row or (had is not None and row.isAncestorOf(had)):
                return at
        return None

    # --- mending ----------------------------------------------------------------------------------

    def allow(self, allowed: bool) -> None:
        self.rows.setEnabled(allowed)

    def _mend(self, mend: Mend) -> None:
        finding = mend.of.finding
        if mend.way == "file":
            self._desk.messages.choose_open_file(
                self,
                tr("Where is “{name}”?", name=finding.of),
                [FileKind(tr("All files"), ("*",))],
                partial(self._put_back, finding.sha256, finding.of),
            )
            return
        corrects = finding.line if mend.way == "correct" else None
        start = LogStart(corrects=corrects, groups=("evidence",))
        self._desk.navigator.log_progress(mend.of.ref.id, start)

    def _put_back(self, sha256: str, name: str, path: Path) -> None:
        attachments = self._desk.services.attachments
        self.do(
            tr("Reading {name}", name=path.name),
            lambda _progress: attachments.put_back(sha256, path),
            partial(_is_back, self._desk.messages, name),
            stoppable=False,
        )

    # --- the ways out -----------------------------------------------------------------------------

    def _open(self, ref: object) -> None:
        if isinstance(ref, RecordRef):
            navigator = self._desk.navigator
            self.accept()
            navigator.open_record(ref)

    def _show_list(self) -> None:
        navigator = self._desk.navigator
        self.accept()
        navigator.open_list("deliverable", "without_evidence")


def _is_back(messages: Messages, name: str, dialog: EvidenceDialog | None, _nothing: None) -> None:
    messages.toast(tr("{name} is there again", name=name))
    if dialog is not None:
        dialog.look()


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
