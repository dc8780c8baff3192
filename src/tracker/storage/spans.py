"""Spans: the fold of an agreement's events and of a deliverable's log, as rows.

They are renewed in the transaction that writes an event or an entry, so lists filter by status
today, or as at any day, by one range in SQL.
"""

from typing import Any

from sqlalchemy import Connection, delete, insert

from tracker.domain import lifecycle, progress
from tracker.domain.records import Agreement, Deliverable
from tracker.storage import tables
from tracker.storage.reader import load_row, log_of
from tracker.storage.rows import from_row


def renew_agreement_spans(connection: Connection, agreement: Agreement) -> None:
    """Write the status spans of one agreement anew."""
    spans = tables.agreement_span
    connection.execute(delete(spans).where(spans.c.agreement_id == agreement.id))
    connection.execute(insert(spans), agreement_span_rows(agreement))


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


def renew_deliverable_spans(connection: Connection, deliverable_id: int) -> None:
    """Write the status, percent and target spans of one deliverable anew; none if it is gone."""
    spans = tables.deliverable_span
    connection.execute(delete(spans).where(spans.c.deliverable_id == deliverable_id))
    row = load_row(connection, Deliverable, deliverable_id)
    if row is not None:
        found = deliverable_span_rows(connection, from_row(Deliverable, row))
        connection.execute(insert(spans), found)


def deliverable_span_rows(connection: Connection, deliverable: Deliverable) -> list[dict[str, Any]]:
    """The span rows a deliverable must have."""
    assert deliverable.id is not None
    log = log_of(connection, deliverable.id)
    return [
        {
            "deliverable_id": deliverable.id,
            "from_day": span.from_day,
            "to_day": span.to_day,
            "status": str(span.status),
            "percent": span.percent,
            "target": span.target.edtf if span.target else None,
            "target_first": span.target.earliest if span.target else None,
            "target_last": span.target.latest if span.target else None,
        }
        for span in progress.progress_spans(deliverable.opening_status, deliverable.target, log)
    ]
