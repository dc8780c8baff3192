"""Status by shape, word and colour, the same in every kind of report.

The colours are those of the light palette: each holds 4.5:1 on white. `icon` is a file of
`resources/icons`; `sign` is the nearest character where there are only letters.
"""

from typing import NamedTuple


class Mark(NamedTuple):
    """How one status is shown."""

    icon: str
    sign: str
    colour: str


TEXT = "#1E2226"
MUTED = "#5E646B"
LINE = "#E2E1DC"
GROUND = "#F6F6F3"
ACCENT = "#0B6B66"
ACCENT_GROUND = "#E1F0EE"

PLANNED, PROGRESS, RISK = "#4B6584", "#1C66A5", "#8A5800"
OVERDUE, OK, HOLD, OFF = "#B3261E", "#1B7040", "#6B4FA0", "#60666C"

_DELIVERABLE = {
    "idea": Mark("lightbulb", "☆", PLANNED),
    "planned": Mark("circle-dashed", "○", PLANNED),
    "in_progress": Mark("circle-dot", "▷", PROGRESS),
    "at_risk": Mark("triangle-alert", "△", RISK),
    "on_hold": Mark("circle-pause", "□", HOLD),
    "delivered": Mark("circle-check", "●", OK),
    "partly_delivered": Mark("circle-check-big", "◆", OK),
    "cancelled": Mark("circle-x", "×", OFF),
    "not_pursued": Mark("circle-x", "×", OFF),
}
_LATE = Mark("clock-alert", "▲", OVERDUE)
_PLAIN = Mark("circle-dashed", "○", OFF)

_AGREEMENT = {
    "prospect": Mark("lightbulb", "☆", PLANNED),
    "in_preparation": Mark("circle-dashed", "○", PLANNED),
    "awaiting_signature": Mark("circle-dashed", "○", PLANNED),
    "signed": Mark("circle-dot", "▷", PROGRESS),
    "active": Mark("circle-dot", "▷", PROGRESS),
    "paused": Mark("circle-pause", "□", HOLD),
    "ending": Mark("triangle-alert", "△", RISK),
    "expired": Mark("circle-x", "×", OFF),
    "terminated": Mark("circle-x", "×", OFF),
    "completed": Mark("circle-check", "●", OK),
    "superseded": Mark("circle-x", "×", OFF),
    "cancelled": Mark("circle-x", "×", OFF),
}

_CELL = {
    "open": Mark("circle-dashed", "○", PLANNED),
    "due": Mark("circle-dot", "▷", PROGRESS),
    "overdue": _LATE,
    "done": Mark("circle-check", "●", OK),
    "dropped": Mark("circle-x", "×", OFF),
}


def _key(status: str) -> str:
    return status.strip().lower().replace(" ", "_").replace("-", "_")


def deliverable_mark(status: str, *, overdue: bool = False) -> Mark:
    """The mark of a DeliverableStatus value; being late outshines it."""
    return _LATE if overdue else _DELIVERABLE.get(_key(status), _PLAIN)


def agreement_mark(status: str) -> Mark:
    """The mark of an AgreementStatus value ("signed_not_in_effect" counts as signed)."""
    key = _key(status)
    return _AGREEMENT.get(key) or _AGREEMENT.get(key.split("_")[0]) or _PLAIN


def cell_mark(state: str) -> Mark:
    """The mark of one cell of the matrix."""
    return _CELL.get(state, _PLAIN)


_STEP = {
    "done": Mark("circle-check", "●", OK),
    "overdue": _LATE,
    "due_soon": Mark("circle-dot", "▷", RISK),
    "open": Mark("circle-dashed", "○", PLANNED),
}


def step_mark(state: str) -> Mark:
    """The mark of a step's state."""
    return _STEP.get(state, _PLAIN)
