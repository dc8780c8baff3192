"""Facts that nobody typed: marked by a sign, by a word for screen readers, and with their working
as a tip."""

from __future__ import annotations

from tracker.i18n import tr
from tracker.ui.icons import Icons
from tracker.ui.record_page.lines import RecordLine

SIGN = "sigma"
"""The icon that stands beside every computed value."""


def computed_line(icons: Icons, value: str, working: str) -> RecordLine:
    """The value behind the sign."""
    tip = tr("Computed: {working}", working=working)
    made = RecordLine(icons, value, icon=SIGN, tip=tip)
    made.setAccessibleName(tr("{value}, computed", value=value))
    made.setAccessibleDescription(tip)
    return made
