"""What is wrong with the evidence of a deliverable, with the way to mend it; nothing if all is
well."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from tracker.domain.changes import ChangeSet
from tracker.domain.evidence_health import FAULTS, Fault, Finding
from tracker.domain.refs import RecordRef
from tracker.domain.shortening import in_one_line
from tracker.i18n import tr
from tracker.ui.desk import Desk
from tracker.ui.widgets.buttons import LinkButton
from tracker.ui.widgets.card import Card, clear
from tracker.ui.widgets.labels import label
from tracker.ui.widgets.states import IconLabel

_LONGEST = 60


class Mend(NamedTuple):
    """What is to be done: evidence for a new line, or look at a line there is."""

    line: int | None = None


class EvidencePart(QWidget):
    """Asks in the background; hidden while nothing is wrong. `mend(Mend)`."""

    mend = Signal(object)

    def __init__(self, desk: Desk, ref: RecordRef, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._ref = desk, ref
        self.findings: list[Finding] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self._card = Card(margin=12)
        self._card.body.setSpacing(6)
        column.addWidget(self._card)
        self.hide()
        desk.bus.changed.connect(self._changed)
        self._ask()

    def words(self) -> list[str]:
        """Everything that is wrong, in words."""
        return [_words(one) for one in self.findings]

    def _ask(self) -> None:
        call = partial(self._desk.services.evidence.of, self._ref.id, self._desk.today())
        self._desk.runner.read(self, call, self._show, key="evidence")

    def _changed(self, change_set: object, _origin: object) -> None:
        if isinstance(change_set, ChangeSet) and change_set.touches(*self._ref):
            self._ask()

    def _show(self, findings: list[Finding]) -> None:
        self.findings = findings
        clear(self._card.body)
        links: list[QWidget] = []
        for one in findings:
            row = QHBoxLayout()
            row.setSpacing(9)
            box = QWidget()
            box.setLayout(row)
            row.setContentsMargins(0, 0, 0, 0)
            warn = IconLabel(self._desk.icons, "triangle-alert", "at_risk")
            row.addWidget(warn, 0, Qt.AlignmentFlag.AlignTop)
            text: QLabel = label(_words(one), wrap=True)
            row.addWidget(text, 1)
            words = tr("Add evidence") if one.line is None else tr("Show the line")
            link = LinkButton(words, Mend(one.line), "accent")
            link.setAccessibleName(f"{words}: {_words(one)}")
            link.activated.connect(self.mend)
            row.addWidget(link, 0, Qt.AlignmentFlag.AlignTop)
            links.append(link)
            self._card.body.addWidget(box)
        self._put_before_the_lines(links)
        self.setVisible(bool(findings))

    def _put_before_the_lines(self, links: Sequence[QWidget]) -> None:
        """Tab comes to them as one reads: what is made late would else come last on the page."""
        beside = self.parentWidget()
        others = beside.findChildren(QWidget) if beside is not None else []
        below = (
            one
            for one in others
            if one.focusPolicy() & Qt.FocusPolicy.TabFocus and not self.isAncestorOf(one)
        )
        if (following := next(below, None)) is None:
            return
        before = following.previousInFocusChain()
        while before is not None and not before.focusPolicy() & Qt.FocusPolicy.TabFocus:
            # One that only holds others would stand for the last of those.
            before = before.previousInFocusChain()
        for link in links:
            if before is not None:
                QWidget.setTabOrder(before, link)
            before = link


def _words(one: Finding) -> str:
    said = tr(FAULTS[one.fault])
    return (
        said
        if one.fault is Fault.WITHOUT or not one.of
        else (f"{said}: {in_one_line(one.of, _LONGEST)}")
    )
