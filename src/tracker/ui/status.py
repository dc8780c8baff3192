"""How each status looks: icon, colour role and word. Keyed by the statuses' own values."""

from __future__ import annotations

from dataclasses import dataclass

from tracker.domain.lateness import late
from tracker.domain.lifecycle_facts import STATUS_LABELS as AGREEMENT_LABELS
from tracker.domain.lifecycle_facts import AgreementStatus
from tracker.domain.progress import STATUS_LABELS as DELIVERABLE_LABELS
from tracker.domain.progress import DeliverableStatus
from tracker.i18n import mark, tr

__all__ = [
    "AGREEMENT",
    "DELIVERABLE",
    "DERIVED",
    "StatusLook",
    "late",
    "look_of",
    "meter_role",
    "words",
]


@dataclass(frozen=True, slots=True)
class StatusLook:
    """A status by shape, colour and word; `label` is marked, shown through `word`."""

    key: str
    icon: str
    role: str
    label: str

    @property
    def word(self) -> str:
        """The translated word."""
        return tr(self.label)


def _table(*looks: StatusLook) -> dict[str, StatusLook]:
    return {look.key: look for look in looks}


# Shape and colour role; the words are the domain's.
DELIVERABLE = _table(
    *(
        StatusLook(str(status), icon, role, DELIVERABLE_LABELS[status])
        for status, icon, role in (
            (DeliverableStatus.IDEA, "lightbulb", "idea"),
            (DeliverableStatus.PLANNED, "circle-dashed", "planned"),
            (DeliverableStatus.IN_PROGRESS, "circle-dot", "in_progress"),
            (DeliverableStatus.AT_RISK, "triangle-alert", "at_risk"),
            (DeliverableStatus.ON_HOLD, "circle-pause", "on_hold"),
            (DeliverableStatus.DELIVERED, "circle-check", "delivered"),
            (DeliverableStatus.PARTLY_DELIVERED, "circle-check-big", "delivered"),
            (DeliverableStatus.CANCELLED, "circle-x", "cancelled"),
            (DeliverableStatus.NOT_PURSUED, "circle-slash", "cancelled"),
        )
    )
)
AGREEMENT = _table(
    *(
        StatusLook(str(status), icon, role, AGREEMENT_LABELS[status])
        for status, icon, role in (
            (AgreementStatus.PROSPECT, "lightbulb", "idea"),
            (AgreementStatus.IN_PREPARATION, "file-pen-line", "planned"),
            (AgreementStatus.AWAITING_SIGNATURE, "signature", "at_risk"),
            (AgreementStatus.SIGNED, "file-check", "in_progress"),
            (AgreementStatus.ACTIVE, "circle-dot", "in_progress"),
            (AgreementStatus.PAUSED, "circle-pause", "on_hold"),
            (AgreementStatus.ENDING, "hourglass", "notice"),
            (AgreementStatus.EXPIRED, "clock", "cancelled"),
            (AgreementStatus.TERMINATED, "circle-stop", "cancelled"),
            (AgreementStatus.COMPLETED, "circle-check", "delivered"),
            (AgreementStatus.SUPERSEDED, "layers", "cancelled"),
            (AgreementStatus.CANCELLED, "circle-x", "cancelled"),
            (AgreementStatus.UNKNOWN, "circle-question-mark", "cancelled"),
        )
    )
)

# Derived, never recorded: what the program says about a record today.
DERIVED = _table(
    StatusLook("overdue", "clock-alert", "overdue", mark("Overdue")),
    StatusLook("silent", "volume-x", "planned", mark("Silent")),
    StatusLook("due_soon", "calendar-clock", "at_risk", mark("Due soon")),
    StatusLook("expiring", "hourglass", "notice", mark("Expiring soon")),
    StatusLook("review_due", "calendar-check", "notice", mark("Review due")),
    StatusLook("notice", "hourglass", "notice", mark("Notice due")),
    StatusLook("done", "circle-check", "delivered", mark("Done")),
    StatusLook("open", "circle", "planned", mark("Open")),
    StatusLook("series", "repeat", "muted", mark("Series")),
    StatusLook("history", "history", "muted", mark("History")),
)

_ALL = {**DERIVED, **AGREEMENT, **DELIVERABLE}


def look_of(key: str) -> StatusLook:
    """The look of a status by its value; an unknown value is shown as it is, never refused."""
    found = _ALL.get(key)
    return found or StatusLook(key, "circle-question-mark", "cancelled", key)


def words() -> list[str]:
    """The words of all statuses."""
    return [look.word for look in _ALL.values()]


def meter_role(percent: int | None, status: str = "") -> str:
    """The colour role of a progress meter."""
    if percent is not None and percent >= 100:
        return "delivered"
    return "cancelled" if status in {"cancelled", "not_pursued"} else "in_progress"
