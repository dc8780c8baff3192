"""What has come within reach of the series since their instances were made last."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date

from dateutil.relativedelta import relativedelta
from sqlalchemy import Connection, select

from tracker.domain.lifecycle import AgreementStatus
from tracker.domain.records import Agreement, Deliverable
from tracker.domain.series import SeriesPlan, first_of, plan, wants_more
from tracker.domain.series_days import MOST
from tracker.domain.series_rule import SeriesRule
from tracker.services.series_existing import existing_of
from tracker.storage import tables
from tracker.storage.reader import load_many
from tracker.storage.tables import TABLES

_deliverable = TABLES[Deliverable.key]
_S = AgreementStatus
OVER = list(map(str, (_S.EXPIRED, _S.TERMINATED, _S.COMPLETED, _S.SUPERSEDED, _S.CANCELLED)))


def rule_of(series: Deliverable) -> SeriesRule | None:
    """Its rule; None if it has none. ValueError, with a sentence, if it cannot be read."""
    return SeriesRule.parse(series.recurrence) if series.recurrence.strip() else None


def made_ahead(connection: Connection, today: date) -> list[Deliverable]:
    """The series whose instances are made ahead; none in the trash, and none under an agreement
    that is there, or that is over: nothing falls due under it any more. What was not made then is
    made when the agreement stands again."""
    c, span = _deliverable.c, tables.agreement_span.c
    agreement = TABLES[Agreement.key].c
    query = select(c.id).where(
        c.made_until_last.is_not(None),
        c.recurrence != "",
        c.trashed_at.is_(None),
        ~select(agreement.id)
        .where(agreement.id == c.agreement_id, agreement.trashed_at.is_not(None))
        .exists(),
        ~select(span.agreement_id)
        .where(
            span.agreement_id == c.agreement_id,
            span.from_day <= today,
            span.to_day >= today,
            span.status.in_(OVER),
        )
        .exists(),
    )
    ids = list(connection.execute(query).scalars())
    return load_many(connection, Deliverable, ids, only=()) if ids else []


def may_be_due(series: Deliverable, taken: Collection[date], today: date) -> bool:
    """Whether it is worth looking closer: for nearly all series nothing has come within reach."""
    try:
        rule = rule_of(series)
    except ValueError:
        return False  # written by another program; the form says what is wrong
    since = _after(series)
    return wants_more(rule, first_of(series), series.ahead, today, since, taken)


def due_of(
    connection: Connection, series: Deliverable, today: date, declined: Mapping[int, set[date]]
) -> SeriesPlan:
    """What has come within reach since the instances were made last. Also what has passed in the
    meantime: nothing is lost while the program is not used. `declined` are of all series
    (`declined_by_all`)."""
    not_again = declined.get(series.id or 0, set())
    return _more(connection, series, today, since=_after(series), declined=not_again)


def further_of(
    connection: Connection, series: Deliverable, today: date, *, past: bool
) -> SeriesPlan:
    """What somebody asks for: so far ahead as the series says, and from its first on if `past`."""
    first = first_of(series)
    since = first.earliest if past and first is not None else _after(series)
    # How many are to come is no reason to leave out those of the past.
    return _more(connection, series, today, since=since, declined=set(), past=past)


def _after(series: Deliverable) -> date | None:
    made = series.made_until
    return made.latest + relativedelta(days=1) if made and made.latest < date.max else None


def _more(
    connection: Connection,
    series: Deliverable,
    today: date,
    *,
    since: date | None,
    declined: set[date],
    past: bool = False,
) -> SeriesPlan:
    """Only what is to be made: all that is there counts as touched."""
    try:
        rule = rule_of(series)
    except ValueError:
        return SeriesPlan()  # written by another program; the form says what is wrong
    existing = [replace(one, touched=True) for one in existing_of(connection, series.id or 0)]
    coming = sum(
        not (one.trashed or past) and bool(one.occurrence and one.occurrence >= today)
        for one in existing
    )
    return plan(
        rule,
        first_of(series),
        series.ahead,
        today,
        existing,
        since=since,
        declined=declined,
        most=max(0, MOST - coming),
    )
