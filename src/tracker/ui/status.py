"""How each status looks: icon, colour role and word. Keyed by the statuses' own values."""

from __future__ import annotations

from dataclasses import dataclass

from tracker.i18n import mark, tr, trn

_DAYS_SHOWN = 90
_MONTHS_SHOWN = 24


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


# tracker.domain.progress.DeliverableStatus
DELIVERABLE = _table(
    StatusLook("idea", "lightbulb", "idea", mark("Idea")),
    StatusLook("planned", "circle-dashed", "planned", mark("Planned")),
    StatusLook("in_progress", "circle-dot", "in_progress", mark("In progress")),
    StatusLook("at_risk", "triangle-alert", "at_risk", mark("At risk")),
    StatusLook("on_hold", "circle-pause", "on_hold", mark("On hold")),
    StatusLook("delivered", "circle-check", "delivered", mark("Delivered")),
    StatusLook("partly_delivered", "circle-check-big", "delivered", mark("Partly delivered")),
    StatusLook("cancelled", "circle-x", "cancelled", mark("Cancelled")),
    StatusLook("not_pursued", "circle-slash", "cancelled", mark("Not pursued")),
)

# tracker.domain.lifecycle.AgreementStatus
AGREEMENT = _table(
    StatusLook("prospect", "lightbulb", "idea", mark("Prospect")),
    StatusLook("in_preparation", "file-pen-line", "planned", mark("In preparation")),
    StatusLook("awaiting_signature", "signature", "at_risk", mark("Awaiting signature")),
    StatusLook("signed", "file-check", "in_progress", mark("Signed, not yet in effect")),
    StatusLook("active", "circle-dot", "in_progress", mark("Active")),
    StatusLook("paused", "circle-pause", "on_hold", mark("Paused")),
    StatusLook("ending", "hourglass", "notice", mark("Ending")),
    StatusLook("expired", "clock", "cancelled", mark("Expired")),
    StatusLook("terminated", "circle-stop", "cancelled", mark("Terminated")),
    StatusLook("completed", "circle-check", "delivered", mark("Completed")),
    StatusLook("superseded", "layers", "cancelled", mark("Superseded")),
    StatusLook("cancelled", "circle-x", "cancelled", mark("Cancelled")),
    StatusLook("unknown", "circle-question-mark", "cancelled", mark("Unknown")),
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
)

_ALL = {**DERIVED, **AGREEMENT, **DELIVERABLE}


def look_of(key: str) -> StatusLook:
    """The look of a status by its value; an unknown value is shown as it is, never refused."""
    found = _ALL.get(key)
    return found or StatusLook(key, "circle-question-mark", "cancelled", key)


def meter_role(percent: int | None, status: str = "") -> str:
    """The colour role of a progress meter."""
    if percent is not None and percent >= 100:
        return "delivered"
    return "cancelled" if status in {"cancelled", "not_pursued"} else "in_progress"


def late(days: int) -> str:
    """How late: in days up to 90, in whole months up to two years, then in whole years."""
    if days <= _DAYS_SHOWN:
        return trn("{n} day late", "{n} days late", days)
    months = days * 12 // 365
    if months < _MONTHS_SHOWN:
        return trn("{n} month late", "{n} months late", months)
    return trn("{n} year late", "{n} years late", days // 365)
