"""What the instances of a series come to: "3 of 4 delivered, next due 30 June 2026, 1 overdue"."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from tracker.domain.dates import PartialDate
from tracker.domain.dates_writing import write_date, write_day
from tracker.domain.progress import OPEN, DeliverableStatus
from tracker.i18n import tr, trn

_DONE = frozenset({DeliverableStatus.DELIVERED, DeliverableStatus.PARTLY_DELIVERED})


class Standing(Protocol):
    """An instance on a day; any state of a deliverable will do."""

    @property
    def status(self) -> DeliverableStatus: ...
    @property
    def target(self) -> PartialDate | None: ...
    @property
    def overdue(self) -> bool: ...
    @property
    def is_history(self) -> bool: ...


@dataclass(frozen=True, slots=True)
class SeriesStanding:
    """`total` are the instances that are or were to be delivered; `history` happened before the
    agreement and is in none of the others, `dropped` was cancelled or not pursued."""

    total: int = 0
    delivered: int = 0
    overdue: int = 0
    next_due: PartialDate | None = None
    history: int = 0
    dropped: int = 0


@dataclass(frozen=True, slots=True)
class AfterEnd:
    """So many instances are due after the last day on which the agreement stands."""

    count: int
    last_day: date

    @property
    def words(self) -> str:
        """The same as a sentence."""
        return trn(
            "{n} instance is due after the agreement ends on {date}.",
            "{n} instances are due after the agreement ends on {date}.",
            self.count,
            date=write_day(self.last_day),
        )


def standing_of(instances: Iterable[Standing]) -> SeriesStanding:
    """What the instances come to."""
    known = list(instances)
    counted = [one for one in known if not one.is_history]
    owed = [one for one in counted if one.status in OPEN or one.status in _DONE]
    waiting = [one.target for one in owed if one.status in OPEN and one.target and not one.overdue]
    return SeriesStanding(
        total=len(owed),
        delivered=sum(one.status in _DONE for one in owed),
        overdue=sum(one.overdue for one in owed),
        next_due=min(waiting, key=lambda date: (date.latest, date.earliest), default=None),
        history=len(known) - len(counted),
        dropped=len(counted) - len(owed),
    )


def write_standing(standing: SeriesStanding) -> str:
    """The same as a sentence in the language of the program."""
    said = [
        tr("{n} of {total} delivered", n=standing.delivered, total=standing.total)
        if standing.total
        else tr("no instance yet")
    ]
    if standing.next_due is not None:
        said.append(tr("next due {date}", date=write_date(standing.next_due, full=True)))
    if standing.overdue:
        said.append(trn("{n} overdue", "{n} overdue", standing.overdue))
    if standing.history:
        said.append(trn("{n} before the agreement", "{n} before the agreement", standing.history))
    return ", ".join(said)
