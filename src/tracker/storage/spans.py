"""Spans: the fold of an agreement's events and of a deliverable's log, as rows.

They are renewed in the transaction that writes an event or an entry, so lists filter by status
today, or as at any day, by one range in SQL.
"""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from functools import cache
from typing import Any

from sqlalchemy import (
    BindParameter,
    Connection,
    Delete,
    Insert,
    Select,
    Table,
    Update,
    bindparam,
    delete,
    func,
    insert,
    select,
    update,
)

from tracker.domain import lifecycle, progress
from tracker.domain.dates import PartialDate
from tracker.domain.records import Agreement, Deliverable, ProgressEntry
from tracker.storage import tables
from tracker.storage.reader import load_many, logs_of

_OF, _DAY = "_of", "_day"
_NO_STATUS = progress.ProgressSpan(
    progress.DeliverableStatus.PLANNED, None, None, date.min, date.max
)


def renew_agreement_spans(connection: Connection, agreements: Iterable[Agreement]) -> None:
    """Write the status spans of agreements anew."""
    spans = tables.agreement_span
    known = list(agreements)
    ids = [agreement.id for agreement in known]
    connection.execute(_remove(spans, "agreement_id"), {"ids": ids})
    rows = [row for agreement in known for row in agreement_span_rows(agreement)]
    if rows:
        connection.execute(_insert(spans), rows)


def agreement_span_rows(agreement: Agreement) -> list[dict[str, Any]]:
    """The span rows an agreement must have."""
    return [
        {
            "agreement_id": agreement.id,
            "from_day": span.from_day,
            "to_day": span.to_day,
            "status": str(span.status),
            "certain": span.certain,
        }
        for span in lifecycle.spans(agreement.lifecycle, agreement.term())
    ]


def renew_deliverable_spans(connection: Connection, ids: Sequence[int]) -> None:
    """Write the status, percent and target spans of deliverables anew; none of one that is gone."""
    spans = tables.deliverable_span
    connection.execute(_remove(spans, "deliverable_id"), {"ids": list(ids)})
    logs = logs_of(connection, ids)
    rows = [
        row
        for one in load_many(connection, Deliverable, ids, only=())
        for row in span_rows_of_log(one, logs.get(one.id or 0, []))
    ]
    if rows:
        connection.execute(_insert(spans), rows)


def add_to_spans(connection: Connection, id: int, entry: ProgressEntry) -> bool:
    """Let an entry just written count in the spans of its deliverable, if it comes after all
    others. False if not, or if more must be known: then they are to be written anew."""
    found = connection.execute(_last_span(), {_OF: id}).first()
    if found is None or found.logged > entry.on.earliest or found.status == progress.SERIES:
        return False
    last = progress.ProgressSpan(
        progress.DeliverableStatus(found.status),
        found.percent,
        PartialDate.parse(found.target) if found.target else None,
        found.from_day,
        found.to_day,
    )
    after = progress.span_after(last, entry)
    if after is None:
        return False
    if after is not last:
        ended = after.from_day - timedelta(days=1)
        connection.execute(_end_span(), {_OF: id, _DAY: found.from_day, "to_day": ended})
        connection.execute(_insert(tables.deliverable_span), _row(id, after))
    return True


# Statements are made once: to put one together takes longer than to run it.
@cache
def _remove(spans: Table, owner: str) -> Delete:
    ids: BindParameter[Any] = bindparam("ids", expanding=True)
    return delete(spans).where(spans.c[owner].in_(ids))


@cache
def _insert(spans: Table) -> Insert:
    return insert(spans)


@cache
def _last_span() -> Select[Any]:
    """The span without end, and the day from which the latest entry so far counts."""
    span, key = tables.deliverable_span, tables.KEYS[Deliverable.key]
    return (
        select(span, func.coalesce(key.c.logged_first, date.min).label("logged"))
        .join(key, key.c.id == span.c.deliverable_id)
        .where(span.c.deliverable_id == bindparam(_OF), span.c.to_day == date.max)
    )


@cache
def _end_span() -> Update:
    span = tables.deliverable_span
    return update(span).where(
        span.c.deliverable_id == bindparam(_OF), span.c.from_day == bindparam(_DAY)
    )


def deliverable_span_rows(connection: Connection, deliverable: Deliverable) -> list[dict[str, Any]]:
    """The span rows a deliverable must have."""
    assert deliverable.id is not None
    return span_rows_of_log(
        deliverable, logs_of(connection, [deliverable.id]).get(deliverable.id, [])
    )


def span_rows_of_log(
    deliverable: Deliverable, log: Sequence[ProgressEntry]
) -> list[dict[str, Any]]:
    """The span rows a deliverable with this log must have. A series is at no status on any day:
    its instances are."""
    if deliverable.is_series:
        row = _row(deliverable.id, _NO_STATUS)
        return [row | {"status": progress.SERIES}]
    spans = progress.progress_spans(deliverable.opening_status, deliverable.target, log)
    return [_row(deliverable.id, span) for span in spans]


def _row(deliverable_id: int | None, span: progress.ProgressSpan) -> dict[str, Any]:
    return {
        "deliverable_id": deliverable_id,
        "from_day": span.from_day,
        "to_day": span.to_day,
        "status": str(span.status),
        "percent": span.percent,
        "target": span.target.edtf if span.target else None,
        "target_first": span.target.earliest if span.target else None,
        "target_last": span.target.latest if span.target else None,
    }
