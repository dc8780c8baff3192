"""The first page: what needs somebody on a day, the most pressing first, and what comes up."""

from datetime import date, timedelta
from typing import Any

import pytest

from tests import factories
from tests.conftest import TODAY
from tracker.domain.dates import PartialDate
from tracker.domain.lifecycle import flags_on
from tracker.domain.list_views import ListQuery
from tracker.domain.record import RecordRef
from tracker.domain.records import Agreement, Meeting, ProgressEntry, Task
from tracker.domain.records.agreements import LifecycleEvent
from tracker.domain.records.deliverables import Milestone
from tracker.services import Services


def day(offset: int) -> str:
    return (TODAY + timedelta(days=offset)).isoformat()


def log(services: Services, id: int, on: str, **more: Any) -> None:
    services.progress.log(ProgressEntry(deliverable_id=id, on=on, **{"note": "x", **more}))


def names(states: tuple[Any, ...]) -> list[str]:
    return [state.name for state in states]


def test_an_empty_database_needs_nobody(services: Services) -> None:
    overview = services.home.overview(TODAY)
    assert overview.today == TODAY
    assert overview.overdue == overview.due_soon == overview.at_risk == overview.silent == ()
    assert overview.notices == overview.recent == overview.ahead == ()
    assert overview.by_status == {"overdue": 0}
    assert set(overview.counts.values()) == {0}
    assert services.home.attention(TODAY) == 0


def test_what_became_overdue_last_and_the_soonest_due_come_first(services: Services) -> None:
    for offset in (-1, -300, -20, 5, 0, 29, 12):
        factories.deliverable(services, day(offset), target=day(offset))
    overview = services.home.overview(TODAY, most=2)
    assert names(overview.overdue) == [day(-1), day(-20)]
    assert [state.days_late for state in overview.overdue] == [1, 20]
    assert names(overview.due_soon) == [day(0), day(5)]
    assert (overview.counts["overdue"], overview.counts["due"]) == (3, 4)
    assert overview.by_status == {"planned": 4, "overdue": 3}
    due = services.home.due(TODAY, 30)
    assert names(due.overdue) == [day(-300), day(-20), day(-1)]
    assert names(due.due) == [day(0), day(5), day(12), day(29)]
    assert names(services.home.due(TODAY, 11).due) == [day(0), day(5)]


def test_the_longest_silent_come_first_and_what_is_overdue_is_said_once(
    services: Services,
) -> None:
    for name, last, target in (
        ("b", -100, None),
        ("a", -400, None),
        ("late", -500, day(-1)),
        ("c", -89, None),
    ):
        log(services, factories.deliverable(services, name, target=target), day(last))
    overview = services.home.overview(TODAY)
    assert names(overview.silent) == ["a", "b"]
    assert overview.counts["silent"] == 3, "the list behind it shows the late one as well"
    assert names(overview.overdue) == ["late"]


def test_at_risk_is_shown_unless_it_is_overdue_already(services: Services) -> None:
    factories.deliverable(services, "later", opening_status="at_risk", target=day(90))
    factories.deliverable(services, "sooner", opening_status="at_risk", target=day(1))
    factories.deliverable(services, "undated", opening_status="at_risk")
    factories.deliverable(services, "late", opening_status="at_risk", target=day(-1))
    overview = services.home.overview(TODAY)
    assert sorted(names(overview.at_risk)) == ["later", "sooner", "undated"]
    assert overview.by_status == {"at_risk": 3, "overdue": 1}


def test_the_counts_are_those_of_the_lists(samples: Services) -> None:
    for today in (TODAY, date(2021, 3, 31), date(2019, 5, 20)):
        overview = samples.home.overview(today, most=500)
        for view in ("overdue", "due", "silent"):
            (found,) = (v for v in samples.lists.built_in("deliverable") if v.key == view)
            listed = samples.lists.ids("deliverable", ListQuery(found.arrangement.filter, today))
            assert overview.counts[view] == len(listed)
        assert len(overview.overdue) == overview.counts["overdue"]
        assert all(state.overdue for state in overview.overdue)
        assert len(overview.due_soon) == overview.counts["due"]
        assert sum(overview.by_status.values()) == samples.lists.total("deliverable")


# --- agreements that want a decision -------------------------------------------------------------


def notices(services: Services) -> list[tuple[str, str, str]]:
    return [
        (notice.name, notice.reason, notice.on.edtf if notice.on else "")
        for notice in services.home.overview(TODAY).notices
    ]


@pytest.mark.parametrize(
    ("term", "reason", "on"),
    [
        ({"term_kind": "fixed", "term_until": day(90)}, "expiring", day(90)),
        ({"term_kind": "fixed", "term_until": day(91)}, "", ""),
        ({"term_kind": "fixed", "term_until": day(-1)}, "", ""),
        ({"term_kind": "fixed", "term_until": "2027"}, "expiring", "2027"),
        ({"term_kind": "fixed", "term_length": "P6M"}, "expiring", "2026-12-01"),
        ({"term_length": "P6M", "term_notice": "P1M"}, "expiring", "2026-12-01"),
        # Renewed silently every year on 1 June; three months' notice: by 1 March.
        (
            {"term_kind": "automatic_renewal", "term_length": "P1Y", "term_notice": "P4M"},
            "notice_due",
            "2027-02-01",
        ),
        ({"term_kind": "automatic_renewal", "term_length": "P1Y", "term_notice": "P1M"}, "", ""),
        (
            {"term_kind": "review_gates", "term_length": "P25Y", "term_review": "P6M"},
            "review_due",
            "2026-12-01",
        ),
        ({"term_kind": "open_ended"}, "", ""),
        ({}, "", ""),
    ],
)
def test_an_agreement_wants_a_decision_in_the_last_ninety_days(
    services: Services, term: dict[str, str], reason: str, on: str
) -> None:
    made = factories.agreement(services, "MoU", signed="2026-06-01", **term)
    assert notices(services) == ([("MoU", reason, on)] if reason else [])
    assert services.home.due(TODAY, 30).notices == services.home.overview(TODAY).notices
    for notice in services.home.overview(TODAY).notices:
        assert notice.ref == RecordRef("agreement", made)
        assert notice.working


def test_the_soonest_decision_comes_first_and_what_is_over_wants_none(services: Services) -> None:
    for until in (day(60), day(3), day(30)):
        factories.agreement(services, until, signed="2024", term_kind="fixed", term_until=until)
    signed, over = (
        LifecycleEvent(kind="signed", on="2024"),
        LifecycleEvent(kind="terminated", on=day(-3)),
    )
    factories.agreement(
        services, "over", lifecycle=(signed, over), term_kind="fixed", term_until=day(9)
    )
    trashed = factories.agreement(
        services, "trashed", signed="2024", term_kind="fixed", term_until=day(9)
    )
    services.records.trash(RecordRef("agreement", trashed))
    assert [name for name, _, _ in notices(services)] == [day(3), day(30), day(60)]
    assert services.home.overview(TODAY, most=1).counts["notices"] == 3
    assert len(services.home.overview(TODAY, most=1).notices) == 1


def test_every_flagged_agreement_of_the_samples_is_noticed(samples: Services) -> None:
    every = samples.records.several(Agreement, samples.lists.ids("agreement", ListQuery()))
    for today in (date(2017, 12, 1), date(2014, 7, 1), date(2019, 4, 1), TODAY):
        flagged = set()
        for id, record in every.items():
            flags = flags_on(today, record.lifecycle, record.term())
            if flags.expiring_soon or flags.notice_due or flags.review_due:
                flagged.add(id)
        overview = samples.home.overview(today, most=500)
        assert {notice.ref.id for notice in overview.notices} == flagged


# --- logged lately and coming up -----------------------------------------------------------------


def test_what_was_logged_last_is_shown_though_it_happened_long_ago(services: Services) -> None:
    report, office = (factories.deliverable(services, name) for name in ("Report", "Office"))
    log(services, report, day(-1), note="printed")
    log(services, office, "2019-05", note="found in an old mail")
    recent = services.home.overview(TODAY).recent
    assert {line.entry.note for line in recent} == {"printed", "found in an old mail"}
    assert {line.name for line in recent} == {"Report", "Office"}
    assert services.home.overview(TODAY, most=1).recent[0].entry.note == "found in an old mail"
    services.records.trash(RecordRef("deliverable", office))
    assert [line.name for line in services.home.overview(TODAY).recent] == ["Report"]


def test_of_what_was_logged_together_the_latest_comes_first(samples: Services) -> None:
    days = [line.entry.on.earliest for line in samples.home.overview(TODAY, most=500).recent]
    assert len(days) > 10
    assert days == sorted(days, reverse=True)


def test_what_comes_up_in_thirty_days_the_soonest_first(services: Services) -> None:
    factories.event(services, "Congress", dates=f"{day(-1)}/{day(2)}", city="Seoul")
    factories.event(services, "over", dates=day(-1))
    factories.event(services, "next year", dates="2027-06")
    factories.event(services, "undated")
    services.records.save(Meeting(name="Steering committee", on=day(9)))
    services.records.save(Task(title="Book the hall", due=day(30)))
    services.records.save(Task(title="done", due=day(3), done=day(0)))
    services.records.save(Task(title="much later", due=day(31)))
    made = factories.deliverable(
        services,
        milestones=(
            Milestone(title="Floor plan", target=day(5)),
            Milestone(title="reached", target=day(5), done=day(-2)),
        ),
    )
    ahead = services.home.overview(TODAY).ahead
    assert [(one.name, one.on) for one in ahead] == [
        ("Congress", PartialDate.parse(f"{day(-1)}/{day(2)}")),
        ("Floor plan", PartialDate.parse(day(5))),
        ("Steering committee", PartialDate.parse(day(9))),
        ("Book the hall", PartialDate.parse(day(30))),
    ]
    assert ahead[0].detail.endswith("Seoul")
    assert ahead[1].ref == RecordRef("deliverable", made)
    assert len(services.home.overview(TODAY, most=2).ahead) == 2
    services.records.trash(ahead[0].ref)
    assert names(services.home.overview(TODAY).ahead)[0] == "Floor plan"
