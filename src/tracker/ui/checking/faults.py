"""One thing that is wrong with evidence: what, of which deliverable, and what mends it."""

from __future__ import annotations

from typing import Literal, NamedTuple

from PySide6.QtCore import Signal

from tracker.domain.evidence_health import FAULTS, Fault, Finding
from tracker.domain.shortening import in_one_line
from tracker.i18n import tr
from tracker.services.evidence import EvidenceFault
from tracker.ui.icons import Icons
from tracker.ui.widgets.buttons import LinkButton
from tracker.ui.widgets.rows import CardRow
from tracker.ui.widgets.states import IconLabel

Way = Literal["add", "correct", "file"]
_LONGEST = 80


class Mend(NamedTuple):
    """What is to be done: log a line with evidence, correct the line there is, or point to the
    file that still has the content."""

    of: EvidenceFault
    way: Way


class FaultRow(CardRow):
    """It opens the deliverable; `mend(Mend)` by the links at its end."""

    mend = Signal(object)

    def __init__(self, icons: Icons, one: EvidenceFault) -> None:
        said = tr(FAULTS[one.finding.fault])
        what = in_one_line(one.finding.of, _LONGEST)
        words = {
            "add": tr("Add evidence"),
            "correct": tr("Correct the line"),
            "file": tr("Find the file…"),
        }
        links = [LinkButton(words[way], Mend(one, way), "accent") for way in ways(one.finding)]
        for link in links:
            link.setAccessibleName(f"{link.text()}: {one.name}")
        super().__init__(
            IconLabel(icons, "triangle-alert", "at_risk"),
            one.name,
            f"{said}: {what}" if what else said,
            trailing=links,
            payload=one.ref,
            leading_width=icons.theme.px(20),
        )
        for link in links:
            link.activated.connect(self.mend)


def ways(finding: Finding) -> list[Way]:
    """What mends it, the likeliest first."""
    of_file: list[Way] = ["file"] if finding.fault in (Fault.DEAD_FILE, Fault.CHANGED_FILE) else []
    return [*of_file, "correct" if finding.line is not None else "add"]
