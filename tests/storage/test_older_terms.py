"""A file in which an older program kept a stated length as no end is right once it is opened."""

from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import insert, select, update

from tests import factories
from tests.conftest import TODAY
from tracker.domain.dates import PartialDate
from tracker.domain.filters import Condition, Operator
from tracker.domain.lifecycle import LifecycleKind
from tracker.domain.list_views import ListQuery
from tracker.domain.records import Agreement
from tracker.domain.records.agreements import LifecycleEvent
from tracker.services import Services, open_services
from tracker.storage import tables
from tracker.storage.older_terms import stale_terms
from tracker.storage.tables import KEYS

_BEFORE_2028 = Condition("ends", Operator.LESS, ("2028-01-01",))


def _found(services: Services) -> list[int]:
    return list(services.lists.ids("agreement", ListQuery(_BEFORE_2028, TODAY)))


def _as_kept_before(services: Services, ids: list[int]) -> None:
    """Signed on a day and in force for ever, as it was written then."""
    span, key = tables.agreement_span, KEYS["agreement"]
    with services.database.unaudited() as connection:
        connection.execute(span.delete().where(span.c.agreement_id.in_(ids)))
        for id in ids:
            for status, first, last in (
                ("unknown", date.min, date(2025, 1, 9)),
                ("active", date(2025, 1, 10), date.max),
            ):
                row = {"agreement_id": id, "from_day": first, "to_day": last, "status": status}
                connection.execute(insert(span), row | {"certain": status == "active"})
        connection.execute(update(key).where(key.c.id.in_(ids)).values(ends=None, doubt=None))


def test_a_length_kept_as_no_end_has_one_when_the_file_is_opened(tmp_path: Path) -> None:
    path = tmp_path / "kept.tracker"
    services = open_services(path, "tester", lambda: TODAY)
    two_years = {"term_length": "P2Y", "term_notice": "P1M"}
    made = factories.agreement(services, "MoU", signed="2025-01-10", **two_years)
    other = factories.agreement(services, "Other", signed="2025-01-10", **two_years)
    open_ended = factories.agreement(
        services, "For ever", signed="2025-01-10", term_kind="open_ended"
    )
    assert set(_found(services)) == {made, other}
    _as_kept_before(services, [made, other])
    assert _found(services) == []
    services.close()

    services = open_services(path, "tester", lambda: TODAY)
    try:
        assert set(_found(services)) == {made, other}
        assert open_ended not in _found(services)
        assert services.checking.check().is_whole
        with services.database.read() as connection:
            assert stale_terms(connection) == []
        assert services.undo.state().undo is not None, "mending is no action of a person"
    finally:
        services.close()


@pytest.mark.parametrize(
    ("renewal", "ended", "expected"),
    [("P1Y", None, date(2027, 10, 10)), (None, "2026-06-01", None)],
)
def test_days_of_notice_kept_of_another_end_are_right_when_the_file_is_opened(
    tmp_path: Path, renewal: str | None, ended: str | None, expected: date | None
) -> None:
    path, key = tmp_path / "kept.tracker", KEYS["agreement"]
    services = open_services(path, "tester", lambda: TODAY)
    term = {"term_length": "P3Y", "term_notice": "P3M", "term_renewal": renewal}
    made = factories.agreement(services, "MoU", signed="2025-01-10", **term)
    if ended is not None:
        found = services.records.open(Agreement, made).record
        over = LifecycleEvent(kind=LifecycleKind.TERMINATED, on=PartialDate.parse(ended))
        services.records.save(found.model_copy(update={"lifecycle": (*found.lifecycle, over)}))
    with services.database.unaudited() as connection:
        kept = {"notice_first": date(2025, 10, 10), "notice_last": date(2025, 10, 10)}
        connection.execute(update(key).where(key.c.id == made).values(kept))
    services.close()

    with closing(open_services(path, "tester", lambda: TODAY)) as services:
        with services.database.read() as connection:
            assert connection.execute(select(key.c.notice_first)).scalar() == expected
            assert stale_terms(connection) == []
        assert services.checking.check().is_whole
