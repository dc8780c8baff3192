"""Days of twenty years, as exactly as people state them."""

from datetime import date, timedelta
from random import Random

from tracker.domain.dates import PartialDate

FIRST = date(2006, 11, 21)
TODAY = date(2026, 11, 21)
DAYS = (TODAY - FIRST).days


def at(random: Random, part: float, spread: int = 200) -> date:
    """A day about `part` (0 to 1) of the way through the twenty years, not after today."""
    day = int(part * DAYS) + random.randint(-spread, spread)
    return FIRST + timedelta(days=min(max(day, 0), DAYS))


def after(day: date, days: int) -> date:
    """So many days later."""
    return day + timedelta(days=days)


def stated(random: Random, day: date) -> PartialDate:
    """The day, mostly exactly, else its month, its year or about then."""
    draw = random.random()
    if draw < 0.85:
        return PartialDate.of(day)
    if draw < 0.95:
        return PartialDate.parse(f"{day:%Y-%m}")
    return PartialDate.parse(f"{day.year}" if draw < 0.98 else f"{day:%Y-%m}~")
