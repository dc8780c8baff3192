"""The column of days beside a story, as wide as an exact day in the language of the window."""

from __future__ import annotations

from datetime import date

from PySide6.QtGui import QFontMetrics

from tracker.domain.dates_writing import write_day
from tracker.ui.theme import Theme

_LEAST = 92
# As wide as any.
_DAY = date(2028, 12, 28)


def day_width(theme: Theme) -> int:
    """In px: no exact day is broken over two lines."""
    day = QFontMetrics(theme.font("base")).horizontalAdvance(write_day(_DAY))
    return max(theme.px(_LEAST), day + 1)
