"""The order of what is found alike: what is alive first, then what was changed last."""

from collections.abc import Iterable, Sequence
from datetime import date

from sqlalchemy import Connection, func, select

from tracker.domain.lifecycle_facts import AgreementStatus
from tracker.domain.progress import DeliverableStatus
from tracker.domain.record import RecordRef
from tracker.domain.records import Agreement, Deliverable
from tracker.storage import tables
from tracker.storage.search_places import order_of, ref_at

_OVER = {
    Agreement.key: (
        AgreementStatus.EXPIRED,
        AgreementStatus.TERMINATED,
        AgreementStatus.COMPLETED,
        AgreementStatus.SUPERSEDED,
        AgreementStatus.CANCELLED,
    ),
    Deliverable.key: (
        DeliverableStatus.DELIVERED,
        DeliverableStatus.PARTLY_DELIVERED,
        DeliverableStatus.CANCELLED,
        DeliverableStatus.NOT_PURSUED,
    ),
}


def in_order(connection: Connection, places: Sequence[int], today: date) -> list[int]:
    """What is alive first, then by kind, then what was changed last."""
    refs = {place: ref_at(place) for place in places}
    over = _over(connection, refs.values(), today)
    changed = _changed(connection, refs.values())
    return sorted(
        places,
        key=lambda place: (
            refs[place] in over,
            order_of(refs[place].kind),
            -changed.get(refs[place], 0),
            -place,
        ),
    )


def _over(connection: Connection, refs: Iterable[RecordRef], today: date) -> set[RecordRef]:
    """The agreements and deliverables of which nothing more is to be done."""
    found: set[RecordRef] = set()
    for kind, spans, owner in (
        (Agreement.key, tables.agreement_span, "agreement_id"),
        (Deliverable.key, tables.deliverable_span, "deliverable_id"),
    ):
        ids = [ref.id for ref in refs if ref.kind == kind]
        if not ids:
            continue
        # The statuses are compared here: asked for, they mislead the planner to their own index.
        query = select(spans.c[owner], spans.c.status).where(
            spans.c[owner].in_(ids), spans.c.from_day <= today, spans.c.to_day >= today
        )
        found |= {
            RecordRef(kind, id) for id, how in connection.execute(query) if how in _OVER[kind]
        }
    return found


def _changed(connection: Connection, refs: Iterable[RecordRef]) -> dict[RecordRef, int]:
    """The number of the last change of each record; none where the log does not go back so far."""
    c = tables.change.c
    found: dict[RecordRef, int] = {}
    kinds: dict[str, list[int]] = {}
    for ref in refs:
        kinds.setdefault(ref.kind, []).append(ref.id)
    for kind, ids in kinds.items():
        query = (
            select(c.root_id, func.max(c.id))
            .where(c.root_kind == kind, c.root_id.in_(ids))
            .group_by(c.root_id)
        )
        found |= {RecordRef(kind, id): last for id, last in connection.execute(query)}
    return found
