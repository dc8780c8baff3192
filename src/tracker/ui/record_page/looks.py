"""How lifecycle events, capacities and sources look: shape, colour and word."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from tracker.domain.lifecycle import LIFECYCLE_LABELS, LifecycleKind
from tracker.domain.owing import STATE_LABELS
from tracker.domain.records.evidence import Capacity
from tracker.domain.records.sources import Reliability
from tracker.domain.summary import CellState
from tracker.i18n import mark
from tracker.ui.icons import SIZE, Icons
from tracker.ui.status import StatusLook
from tracker.ui.widgets.badge import paint_status
from tracker.ui.widgets.labels import plain_tip

_LIFECYCLE: dict[LifecycleKind, tuple[str, str]] = {
    LifecycleKind.PROPOSED: ("lightbulb", "idea"),
    LifecycleKind.INTENT_ANNOUNCED: ("megaphone", "planned"),
    LifecycleKind.DRAFTING: ("file-pen-line", "planned"),
    LifecycleKind.NEGOTIATING: ("messages-square", "planned"),
    LifecycleKind.APPROVED: ("badge-check", "delivered"),
    LifecycleKind.SENT_FOR_SIGNATURE: ("send", "planned"),
    LifecycleKind.SIGNED: ("signature", "in_progress"),
    LifecycleKind.TOOK_EFFECT: ("circle-play", "in_progress"),
    LifecycleKind.KNOWN_ACTIVE: ("circle-dot", "in_progress"),
    LifecycleKind.PAUSED: ("circle-pause", "on_hold"),
    LifecycleKind.RESUMED: ("circle-play", "in_progress"),
    LifecycleKind.EXTENDED: ("calendar-plus", "in_progress"),
    LifecycleKind.AMENDED: ("file-pen-line", "planned"),
    LifecycleKind.PARTY_JOINED: ("user-plus", "planned"),
    LifecycleKind.PARTY_LEFT: ("log-out", "planned"),
    LifecycleKind.NOTICE_GIVEN: ("hourglass", "notice"),
    LifecycleKind.TERMINATED: ("circle-stop", "cancelled"),
    LifecycleKind.COMPLETED: ("circle-check", "delivered"),
    LifecycleKind.CANCELLED: ("circle-x", "cancelled"),
    LifecycleKind.SUPERSEDED: ("layers", "cancelled"),
}
ANNOUNCED = StatusLook("announced", "megaphone", "planned", mark("Announced"))
LOGGED = StatusLook("logged", "message-square", "muted", mark("Note"))
MOVED = StatusLook("moved", "calendar-clock", "at_risk", mark("Target moved"))
WITHDRAWN = StatusLook("withdrawn", "undo-2", "muted", mark("Taken out"))
DISAGREE = StatusLook("disagree", "scale", "at_risk", mark("Sources disagree"))

_RELIABILITY: dict[Reliability, tuple[str, str]] = {
    Reliability.OFFICIAL: ("badge-check", "delivered"),
    Reliability.PRESS: ("newspaper", "planned"),
    Reliability.MARKET_REPORT: ("chart-column", "planned"),
    Reliability.HEARSAY: ("message-square", "at_risk"),
}
CAPACITY_ICONS: dict[Capacity, str] = {
    Capacity.SIGNATORY: "signature",
    Capacity.WITNESS: "eye",
    Capacity.ATTENDEE: "user",
    Capacity.QUOTED: "quote",
    Capacity.CONTACT: "contact",
    Capacity.OWNER: "user",
    Capacity.BROKER: "handshake",
    Capacity.PICTURED: "image",
    Capacity.HEAD: "user",
}


def _cell(state: CellState, icon: str, role: str) -> StatusLook:
    return StatusLook(state, icon, role, STATE_LABELS[state])


CELLS: dict[CellState, StatusLook] = {
    "overdue": _cell("overdue", "clock-alert", "overdue"),
    "due": _cell("due", "calendar-clock", "planned"),
    "open": _cell("open", "circle", "planned"),
    "done": _cell("done", "circle-check", "delivered"),
    "dropped": _cell("dropped", "circle-slash", "cancelled"),
}
KIND_ICONS = {
    "agreement": "handshake",
    "deliverable": "package-check",
    "organisation": "building-2",
    "contact": "user",
    "event": "calendar-days",
    "source": "file-text",
}


def lifecycle_look(kind: LifecycleKind) -> StatusLook:
    """The look of a lifecycle event."""
    icon, role = _LIFECYCLE[kind]
    return StatusLook(str(kind), icon, role, LIFECYCLE_LABELS[kind])


def reliability_look(reliability: Reliability | None) -> StatusLook:
    """The look of a source's reliability; unknown is said."""
    if reliability is None:
        return StatusLook("", "circle-question-mark", "cancelled", mark("Reliability not stated"))
    icon, role = _RELIABILITY[reliability]
    return StatusLook(str(reliability), icon, role, reliability.label)


class LookBadge(QWidget):
    """Any look as icon and word; the word is cut when the badge is made narrow."""

    def __init__(
        self,
        icons: Icons,
        look: StatusLook,
        text: str = "",
        tip: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._icons, self._look, self._text, self._tip = icons, look, text, tip
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.text())
        self.setToolTip(plain_tip(tip or self.text()))
        icons.theme.changed.connect(self.updateGeometry)

    def text(self) -> str:
        """The word shown."""
        return self._text or self._look.word

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(self._icons.theme.font("strong"))
        return QSize(SIZE + 8 + metrics.horizontalAdvance(self.text()), max(SIZE, metrics.height()))

    def minimumSizeHint(self) -> QSize:
        return QSize(SIZE + 24, self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        paint_status(QPainter(self), self.rect(), self._icons, self._look, self.text())
