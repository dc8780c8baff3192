"""What the first page must know of agreements with a clause on notice or review.

It changes with the days and not only with the records, so each row says for which days it holds.
On other days `services.home` works it out, and has it written anew if that is much.
"""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta

from sqlalchemy import Connection, Select, bindparam, or_, select, update

from tracker.domain.records import Agreement
from tracker.domain.watching import watch_on
from tracker.storage.reader import load_many
from tracker.storage.tables import KEYS, TABLES

_AT_ONCE = 1_000
_OF = "of"
_key = KEYS[Agreement.key]
_agreement = TABLES[Agreement.key]


def with_clause() -> Select[int]:
    """Selects the ids of the agreements that have such a clause."""
    return select(_agreement.c.id).where(
        or_(_agreement.c.term_notice.is_not(None), _agreement.c.term_review.is_not(None))
    )


def _with_clause_of(ids: Sequence[int] | None) -> Select[int]:
    return with_clause() if ids is None else with_clause().where(_agreement.c.id.in_(ids))


def renew_watches(
    connection: Connection, ids: Sequence[int] | None, today: date | None = None
) -> None:
    """Write what is to be watched of agreements (all if `ids` is None) as it is from `today` on,
    by default from yesterday: it may still be yesterday where the user is."""
    since = today or (datetime.now(UTC) - timedelta(days=1)).date()
    for agreements in _portions(connection, _with_clause_of(ids)):
        rows = [{_OF: agreement.id, **_columns(since, agreement)} for agreement in agreements]
        connection.execute(update(_key).where(_key.c.id == bindparam(_OF)), rows)


def differences(connection: Connection, ids: Sequence[int] | None = None) -> Iterator[int]:
    """The agreements (of all if `ids` is None) of which something else is kept than is to be
    watched on its days."""
    for agreements in _portions(connection, _with_clause_of(ids)):
        known = [agreement.id for agreement in agreements]
        stored = {
            row["id"]: row
            for row in connection.execute(select(_key).where(_key.c.id.in_(known))).mappings()
        }
        for agreement in agreements:
            row = stored.get(agreement.id)
            since = row["watched_from"] if row is not None else None
            # Without a day nothing is kept, and it is worked out where it is asked for.
            if row is not None and since is not None:
                right = _columns(since, agreement)
                if any(row[name] != value for name, value in right.items()):
                    yield agreement.id or 0


def _portions(connection: Connection, wanted: Select[int]) -> Iterator[list[Agreement]]:
    found = list(connection.execute(wanted).scalars())
    for at in range(0, len(found), _AT_ONCE):
        yield load_many(connection, Agreement, found[at : at + _AT_ONCE], only=("lifecycle",))


def _columns(since: date, agreement: Agreement) -> dict[str, date | None]:
    watch = watch_on(since, agreement.lifecycle, agreement.term())
    notice, review = watch.notice_by, watch.next_review
    return {
        "watched_from": watch.from_day,
        "watched_to": watch.to_day,
        "notice_first": notice.earliest if notice else None,
        "notice_last": notice.latest if notice else None,
        "review_first": review.earliest if review else None,
        "review_last": review.latest if review else None,
    }
