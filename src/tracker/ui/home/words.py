"""How the first page says how late, how soon and how long ago."""

from __future__ import annotations

from datetime import date

from tracker.domain.calendar_words import WEEKDAYS
from tracker.domain.dates import PartialDate
from tracker.domain.dates_writing import write_date, write_day
from tracker.i18n import tr, trn

_DAYS_SHOWN = 90


def soon(on: PartialDate | None, today: date) -> str:
    """How soon something is due; "now" from its first possible day on, nothing if unknown."""
    if on is None:
        return ""
    days = (on.earliest - today).days
    if days <= 0:
        return tr("now")
    if days == 1:
        return tr("tomorrow")
    return trn("in {n} day", "in {n} days", days)


def ago(on: PartialDate, today: date) -> str:
    """When something happened: "today", "yesterday", "5 days ago", else the date; of what is
    written ahead, that its day is still to come."""
    if on.earliest > today:
        return tr("{date}, still to come", date=write_date(on))
    days = (today - on.latest).days
    if on.earliest != on.latest or not 0 <= days <= 14:
        return write_date(on)
    if days < 2:
        return tr("yesterday") if days else tr("today")
    return trn("{n} day ago", "{n} days ago", days)


def quiet(last: PartialDate | None, today: date) -> str:
    """For how long nothing was logged."""
    if last is None:
        return tr("nothing logged yet")
    days = max(0, (today - last.latest).days)
    if days <= _DAYS_SHOWN * 2:
        return trn("nothing logged for {n} day", "nothing logged for {n} days", days)
    return tr("nothing logged since {date}", date=write_date(last))


def day_line(today: date) -> str:
    """ "Saturday, 21 November 2026"."""
    return tr(
        "{weekday}, {date}", weekday=tr(WEEKDAYS[today.weekday()]), date=write_day(today, full=True)
    )


def joined(*parts: str) -> str:
    """Parts of a line, those that are there."""
    return " · ".join(part for part in parts if part)
