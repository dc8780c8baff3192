"""Agreements that want a decision: they run out, notice is due, or a review."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, Select, and_, case, func, or_, select

from tracker.domain.dates import PartialDate
from tracker.domain.lifecycle import EXPIRING_DAYS, NOTHING_DUE, flags_on
from tracker.domain.record import RecordRef
from tracker.domain.records import Agreement
from tracker.domain.terms import term_on
from tracker.services.list_declarations import LISTS
from tracker.services.list_declarations.agreements import expiring, in_force
from tracker.services.list_declarations.base import KEY, SPAN, Asked, Expression
from tracker.services.list_statements import joined, trashed
from tracker.services.states import in_days
from tracker.storage.list_watches import with_clause
from tracker.storage.reader import load_many, shown_names
from tracker.storage.tables import KEYS

# Databases take only so many values in one question.
_AT_ONCE = 5_000
# Of so many times the number wanted the first are picked: days known in part sort otherwise.
_MARGIN = 4
_key = KEYS[Agreement.key].c


@dataclass(frozen=True, slots=True)
class AgreementNotice:
    """An agreement that wants a decision: `reason` is "expiring", "notice_due" or "review_due"."""

    ref: RecordRef
    name: str
    reason: str
    on: PartialDate | None
    working: str


def notices_of(
    connection: Connection,
    today: date,
    most: int | None = None,
    stale: Sequence[int] | None = None,
) -> tuple[list[AgreementNotice], int]:
    """The agreements in force that want a decision, the soonest first (at most `most` of them),
    and how many there are in all. `stale` is what `stale_watches` gives, if that is known."""
    asked = Asked(today)
    kept = and_(_key.watched_from <= today, _key.watched_to >= today)
    until = in_days(today, EXPIRING_DAYS)
    notice = and_(kept, _key.notice_last >= today, _key.notice_first <= until)
    review = and_(kept, _key.review_last >= today, _key.review_first <= until)
    soonest: Expression = case(
        (notice, _key.notice_first),
        (expiring(asked), func.coalesce(func.date(_key.doubt, "-1 day"), _key.ends)),
        else_=_key.review_first,
    )
    sure = _in_force(asked, _key.id, _key.watched_from).where(
        or_(notice, expiring(asked), review), or_(kept, _key.id.not_in(with_clause()))
    )
    found = [row[0] for row in connection.execute(sure.order_by(soonest, _key.id)).all()]
    if stale is None:
        stale = stale_watches(connection, today)
    worked_out = list(_noticed(connection, stale, today))
    count = len(found) + len(worked_out)
    wanted = found if most is None else found[: most * _MARGIN]
    notices = [*_noticed(connection, wanted, today), *worked_out]
    notices.sort(key=lambda one: one.on or PartialDate.of(date.max))
    return notices[:most], count


def stale_watches(connection: Connection, today: date) -> list[int]:
    """The agreements of which it is not kept what is to be watched on the day."""
    kept = and_(_key.watched_from <= today, _key.watched_to >= today)
    query = _in_force(Asked(today), _key.id).where(
        _key.id.in_(with_clause()), ~func.coalesce(kept, False)
    )
    return _ids(connection, query)


def _ids(connection: Connection, query: Select[Any]) -> list[int]:
    return [row[0] for row in connection.execute(query).all()]


def _in_force(asked: Asked, *columns: Expression) -> Select[Any]:
    declared = LISTS[Agreement.key]
    statement = joined(declared, select(*columns), {KEY, SPAN}, asked, SPAN)
    return statement.where(in_force(asked), _key.id.not_in(trashed(declared)))


def _noticed(connection: Connection, ids: Sequence[int], today: date) -> Iterator[AgreementNotice]:
    for at in range(0, len(ids), _AT_ONCE):
        some = ids[at : at + _AT_ONCE]
        names = shown_names(connection, [RecordRef(Agreement.key, id) for id in some])
        for agreement in load_many(connection, Agreement, some, only=("lifecycle",)):
            flags = flags_on(today, agreement.lifecycle, agreement.term())
            if flags == NOTHING_DUE:
                continue
            state = term_on(today, agreement.term(), agreement.lifecycle)
            due = {
                "notice_due": (flags.notice_due, state.notice_by),
                "expiring": (flags.expiring_soon, state.end),
                "review_due": (flags.review_due, state.next_review),
            }
            ref = RecordRef(Agreement.key, agreement.id or 0)
            reason, on = next((name, on) for name, (holds, on) in due.items() if holds)
            yield AgreementNotice(ref, names.get(ref, ""), reason, on, state.working)
