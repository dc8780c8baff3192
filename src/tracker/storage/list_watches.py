"""What the first page must know of agreements with a clause on notice or review.

It changes with the days and not only with the records, so each row says for which days it holds.
On other days `services.home` works it out, and has it written anew if that is much.
"""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

from sqlalchemy import Connection, Select, bindparam, or_, select, update

from tracker.domain.records import Agreement
from tracker.domain.watching import watch_on
from tracker.storage.reader import load_many
from tracker.storage.tables import KEYS, TABLES

_AT_ONCE = 1_000
_key = KEYS[Agreement.key]
_agreement = TABLES[Agreement.key]


def with_clause() -> Select[int]:
    """Selects the ids of the agreements that have such a clause."""
    return select(_agreement.c.id).where(
        or_(_agreement.c.term_notice.is_not(None), _agreement.c.term_review.is_not(None))
    )


def renew_watches(
    connection: Connection, ids: Sequence[int] | None, today: date | None = None
) -> None:
    """Write what is to be watched of agreements (all if `ids` is None) as it is from `today` on,
    by default from yesterday: it may still be yesterday where the user is."""
    since = today or (datetime.now(UTC) - timedelta(days=1)).date()
    wanted = with_clause()
    if ids is not None:
        wanted = wanted.where(_agreement.c.id.in_(ids))
    found = list(connection.execute(wanted).scalars())
    for at in range(0, len(found), _AT_ONCE):
        rows = []
        for agreement in load_many(
            connection, Agreement, found[at : at + _AT_ONCE], only=("lifecycle",)
        ):
            watch = watch_on(since, agreement.lifecycle, agreement.term())
            notice, review = watch.notice_by, watch.next_review
            rows.append(
                {
                    "of": agreement.id,
                    "watched_from": watch.from_day,
                    "watched_to": watch.to_day,
                    "notice_first": notice.earliest if notice else None,
                    "notice_last": notice.latest if notice else None,
                    "review_first": review.earliest if review else None,
                    "review_last": review.latest if review else None,
                }
            )
        connection.execute(update(_key).where(_key.c.id == bindparam("of")), rows)
