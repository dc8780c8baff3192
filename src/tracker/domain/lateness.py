"""How late something is, in words: one form for the window, the command line and reports."""

from tracker.i18n import trn

_DAYS_SHOWN = 90
_MONTHS_SHOWN = 24


def late(days: int) -> str:
    """How late: in days up to 90, in whole months up to two years, then in whole years."""
    if days <= _DAYS_SHOWN:
        return trn("{n} day late", "{n} days late", days)
    months = days * 12 // 365
    if months < _MONTHS_SHOWN:
        return trn("{n} month late", "{n} months late", months)
    return trn("{n} year late", "{n} years late", days // 365)
