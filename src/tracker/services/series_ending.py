"""Instances of a series that fall due after its agreement is over: made, but said."""

from collections.abc import Iterable
from datetime import date, timedelta

from sqlalchemy import Connection, select

from tracker.domain.dates import PartialDate
from tracker.domain.series_standing import AfterEnd
from tracker.services.series_due import OVER
from tracker.storage import tables

_span = tables.agreement_span.c


def after_end(
    connection: Connection, agreement_id: int | None, targets: Iterable[PartialDate | None]
) -> AfterEnd | None:
    """How many of the targets lie wholly after the last day of the agreement; None if none does,
    or nobody knows when it ends."""
    last = _last_day(connection, agreement_id)
    if last is None:
        return None
    count = sum(one is not None and one.earliest > last for one in targets)
    return AfterEnd(count, last) if count else None


def _last_day(connection: Connection, agreement_id: int | None) -> date | None:
    """The last day on which an agreement stands, as it is known now."""
    if agreement_id is None:
        return None
    query = select(_span.from_day, _span.status).where(_span.agreement_id == agreement_id)
    begun = None
    for row in connection.execute(query.order_by(_span.from_day.desc())):
        if row.status not in OVER:
            break
        begun = row.from_day
    return begun - timedelta(days=1) if begun is not None and begun > date.min else None
