"""Series: now and then a deliverable recurs, and the next few are its instances."""

from datetime import date
from typing import Any

from benchmarks.big import days
from tracker.domain.dates import PartialDate

_EVERY = 250
_INSTANCES = 6
# Of one series in so many the year to come is still to be made.
_BEHIND = 10


class AllSeries:
    """Says what a deliverable has to do with a series; they are asked about in order."""

    def __init__(self) -> None:
        self._last = 0
        self._first = days.FIRST

    @staticmethod
    def is_one(number: int) -> bool:
        """Whether the deliverable recurs; it has no log then."""
        return number % _EVERY == 0

    def fields_of(self, number: int, start: date) -> dict[str, Any]:
        """The fields of a series or of an instance of one; none of any other."""
        if self.is_one(number):
            self._last, self._first = number, start.replace(day=min(start.day, 28))
            behind = number // _EVERY % _BEHIND == 0
            until = days.TODAY if behind else days.after(days.TODAY, 365)
            return {
                "recurrence": "FREQ=YEARLY",
                "recurs_from": PartialDate.of(self._first),
                "made_until": PartialDate.of(until),
                "target": None,
            }
        place = number - self._last
        if self._last and place <= _INSTANCES:
            day = self._first.replace(year=self._first.year + place - 1)
            return {
                "series_id": self._last,
                "instance": place,
                "occurrence": PartialDate.of(day),
                "target": PartialDate.of(day),
            }
        return {}
