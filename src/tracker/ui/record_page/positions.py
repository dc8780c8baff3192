"""When somebody held a position, in words that claim no more than is known."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from tracker.domain.dates_writing import write_date
from tracker.domain.records.contacts import Affiliation
from tracker.i18n import tr


def position_span(position: Affiliation) -> str:
    """ "from 2016 until 2021", "as of 3 Dec 2018"; empty where nothing is known."""
    since = write_date(position.since)
    until = write_date(position.until)
    if since and until:
        return tr("from {since} until {until}", since=since, until=until)
    if since:
        return tr("from {since}", since=since)
    if until:
        return tr("until {until}", until=until)
    return tr("as of {date}", date=write_date(position.as_of)) if position.as_of else ""


def newest_positions(positions: Iterable[Affiliation]) -> list[Affiliation]:
    """By the last day each is known to have been held; the order recorded among equals."""
    return sorted(positions, key=last_known, reverse=True)


def last_known(position: Affiliation) -> date:
    """The last day on which it is known to have been held."""
    if position.until is None and position.since is not None and position.as_of is None:
        return date.max
    known = [on for on in (position.until, position.as_of, position.since) if on is not None]
    return max((on.latest for on in known), default=date.min)


def is_past(position: Affiliation, today: date) -> bool:
    """Whether it is known to have ended."""
    return position.until is not None and position.until.latest < today
