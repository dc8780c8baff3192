"""Series on a real database: made ahead, following their rule, counted once, undone in one step."""

from __future__ import annotations

import shutil
import tempfile
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests import factories
from tests.conftest import TODAY
from tracker.domain.dates import PartialDate
from tracker.domain.filters import YES, Condition, Operator
from tracker.domain.lifecycle import LifecycleKind
from tracker.domain.list_views import ListQuery
from tracker.domain.offsets import Offset
from tracker.domain.progress import DeliverableStatus
from tracker.domain.record import RecordRef
from tracker.domain.records import Agreement, Deliverable, ProgressEntry, Task
from tracker.domain.records.agreements import LifecycleEvent
from tracker.domain.records.deliverables import Measure, Milestone, ResponsibleParty
from tracker.domain.series import horizon
from tracker.domain.series_days import occurrences
from tracker.domain.series_rule import SeriesRule
from tracker.errors import InvalidDraft, StaleRecord, UndoRefused
from tracker.services import Services, open_services
from tracker.services.bulk_fields import bulk_fields
from tracker.services.bulk_progress_plan import BulkLog
from tracker.services.states import DeliverableState

TWICE, QUARTERLY = "FREQ=MONTHLY;INTERVAL=6", "FREQ=MONTHLY;INTERVAL=3"


def series(**more: Any) -> Deliverable:
    return Deliverable.model_validate(
        {"title": "Forum", "type": "forum", "recurrence": TWICE, "recurs_from": "2027-03", **more}
    )


def made(services: Services, **more: Any) -> int:
    return services.series.save(series(**more), TODAY).ref.id


def instances(services: Services, id: int) -> tuple[DeliverableState, ...]:
    return services.series.instances(id, TODAY)


def titles(services: Services, id: int) -> list[str]:
    return [one.record.title for one in instances(services, id)]


def stored(services: Services, id: int) -> Deliverable:
    return services.records.open(Deliverable, id).record


def change(services: Services, id: int, today: date = TODAY, **more: Any) -> None:
    values = stored(services, id).model_dump() | more
    services.series.save(Deliverable.model_validate(values), today)


def log(services: Services, id: int, **more: Any) -> None:
    entry = {"deliverable_id": id, "on": TODAY.isoformat(), "note": "Hall booked"} | more
    services.progress.log(ProgressEntry.model_validate(entry))


def test_a_series_and_its_instances_are_one_action_and_one_undo(services: Services) -> None:
    id = made(services)
    assert titles(services, id) == ["Forum, March 2027", "Forum, September 2027"]
    assert str(services.undo.state().undo) == "Add series Forum"
    services.undo.undo()
    assert services.undo.state().undo is None
    assert instances(services, id) == ()
    services.undo.redo()
    assert titles(services, id) == ["Forum, March 2027", "Forum, September 2027"]


def test_an_instance_has_what_the_series_says_of_all(services: Services) -> None:
    organisation = factories.organisation(services, "KoreaBIO")
    agreement = factories.agreement(services, "MoU of two")
    owner = factories.contact(services, "Kim")
    id = made(
        services,
        agreement_id=agreement,
        owner_id=owner,
        tags=("forum",),
        details={"language": "English", "registered": 200},
        instance_title="{title} no. {number}",
        responsible=[ResponsibleParty(organisation_id=organisation)],
        measures=[Measure(metric="Delegates", planned=120)],
        milestones=[Milestone(title="Call", offset=Offset.parse("-P2M"))],
    )
    first = instances(services, id)[0].record
    assert first.title == "Forum no. 1"
    assert (first.agreement_id, first.owner_id, first.tags) == (agreement, owner, ("forum",))
    assert first.details == {"language": "English"}  # 200 came to one of them, not to all
    assert [row.organisation_id for row in first.responsible] == [organisation]
    assert [(row.metric, str(row.planned)) for row in first.measures] == [("Delegates", "120")]
    assert [(row.title, str(row.target)) for row in first.milestones] == [("Call", "2027-01")]
    assert (str(first.target), str(first.occurrence), first.instance) == (
        "2027-03",
        "2027-03-01",
        1,
    )
    assert first.recurrence == ""


def test_what_somebody_touched_is_left_alone_whatever_it_was(services: Services) -> None:
    id = made(services, recurrence="FREQ=MONTHLY", ahead=9)
    there = [one.record for one in instances(services, id)]
    logged, edited, trashed, tasked = there[0], there[1], there[2], there[3]
    log(services, logged.id or 0)
    services.records.save(edited.model_copy(update={"description": "In Seoul"}))
    services.records.trash(RecordRef("deliverable", trashed.id or 0))
    services.records.save(Task(title="Book", subject_kind="deliverable", subject_id=tasked.id))
    before = {one: stored(services, one) for one in (edited.id or 0, trashed.id or 0)}
    change(services, id, recurrence="FREQ=MONTHLY;BYMONTHDAY=15", ahead=6)
    assert {one: stored(services, one) for one in before} == before
    kept = {one.record.id: one.record for one in instances(services, id)}
    assert {logged.id, edited.id, tasked.id} <= kept.keys()
    assert str(kept[logged.id].target) == "2027-03"
    others = [one for key, one in kept.items() if key not in (logged.id, edited.id, tasked.id)]
    assert all(one.target and one.target.is_day for one in others)


def test_an_edit_that_was_undone_is_no_touch(services: Services) -> None:
    id = made(services)
    first = instances(services, id)[0].record
    services.records.save(first.model_copy(update={"description": "In Seoul"}))
    services.undo.undo()
    change(services, id, recurrence="")
    assert instances(services, id) == ()


def test_untouched_instances_follow_what_the_series_says(services: Services) -> None:
    id = made(services, responsible=[])
    first, second = (one.record for one in instances(services, id))
    log(services, first.id or 0)
    change(services, id, title="Congress", tags=("yearly",))
    now = [one.record for one in instances(services, id)]
    assert [one.title for one in now] == ["Forum, March 2027", "Congress, September 2027"]
    assert [one.id for one in now] == [first.id, second.id]
    assert now[1].tags == ("yearly",)


def test_taking_a_change_of_the_rule_back_brings_all_back(services: Services) -> None:
    id = made(services)
    before = [one.record.model_copy(update={"version": 0}) for one in instances(services, id)]
    change(services, id, recurrence="FREQ=YEARLY;BYMONTH=6")
    assert titles(services, id) == ["Forum, June 2027"]
    services.undo.undo()
    after = [one.record.model_copy(update={"version": 0}) for one in instances(services, id)]
    assert after == before


def test_undo_is_refused_with_a_reason_once_an_instance_has_progress(services: Services) -> None:
    id = made(services)
    log(services, instances(services, id)[0].record.id or 0)
    made_by = 1
    with pytest.raises(UndoRefused):
        services.undo.undo(made_by)
    assert len(instances(services, id)) == 2


def test_a_stale_draft_is_refused_and_nothing_is_written(services: Services) -> None:
    id = made(services)
    old = stored(services, id)
    change(services, id, title="Congress")
    with pytest.raises(StaleRecord):
        services.series.save(old.model_copy(update={"recurrence": QUARTERLY}), TODAY)
    assert titles(services, id) == ["Congress, March 2027", "Congress, September 2027"]


@pytest.mark.parametrize(
    ("more", "path"),
    [
        ({"recurrence": "whenever"}, "recurrence"),
        ({"recurs_from": "1850"}, "recurs_from"),
        ({"ahead": 121}, "ahead"),
        ({"ahead": -1}, "ahead"),
    ],
)
def test_bad_input_is_said_beside_its_field(
    services: Services, more: dict[str, Any], path: str
) -> None:
    with pytest.raises(InvalidDraft) as refused:
        services.series.save(series(**more), TODAY)
    assert [problem.path[0] for problem in refused.value.problems] == [path]
    assert services.undo.state().undo is None


def test_an_instance_has_no_rule_of_its_own(services: Services) -> None:
    id = made(services)
    first = instances(services, id)[0].record
    with pytest.raises(InvalidDraft):
        services.records.save(first.model_copy(update={"recurrence": TWICE}))


# --- time passes ----------------------------------------------------------------------------------


def test_time_brings_further_instances_in_an_ordinary_action(services: Services) -> None:
    id = made(services)
    assert services.series.make_ahead(TODAY) is None
    later = date(2027, 3, 2)
    found = services.series.make_ahead(later)
    assert found is not None
    assert str(found.action) == "Make 1 instance ahead"
    assert titles(services, id)[-1] == "Forum, March 2028"
    assert services.series.make_ahead(later) is None


def test_nothing_is_lost_while_the_program_is_not_used(services: Services) -> None:
    id = made(services)
    services.series.make_ahead(date(2030, 1, 1))
    assert [one.record.target.edtf for one in instances(services, id) if one.record.target] == [
        f"{year}-{month}" for year in (2027, 2028, 2029, 2030) for month in ("03", "09")
    ]


def test_what_was_taken_back_is_not_made_again_by_itself(services: Services) -> None:
    id = made(services)
    later = date(2027, 3, 2)
    services.series.make_ahead(later)
    services.undo.undo()
    assert services.series.make_ahead(later) is None
    assert services.series.make_ahead(later + timedelta(days=40)) is None
    # What comes after it is made; and it too, once somebody asks.
    assert services.series.make_ahead(date(2027, 10, 1)) is not None
    assert titles(services, id)[-1] == "Forum, September 2028"
    services.series.make_further(id, date(2027, 10, 1), 12)
    assert "Forum, March 2028" in titles(services, id)


def test_further_ones_and_those_already_past_are_made_when_asked_for(services: Services) -> None:
    id = made(services, recurs_from="2025-03")
    assert services.series.page(id, TODAY).past == 4
    plan = services.series.further(stored(services, id), TODAY, 24, past=True)
    assert len(plan.make) == 6
    services.series.make_further(id, TODAY, 24, past=True)
    assert len(instances(services, id)) == 8
    assert stored(services, id).ahead == 24
    assert services.series.make_further(id, TODAY, 24, past=True) is None
    services.undo.undo()
    assert len(instances(services, id)) == 2


def test_only_series_that_were_made_are_made_ahead(services: Services) -> None:
    services.records.save(series())
    trashed = made(services)
    services.records.trash(RecordRef("deliverable", trashed))
    assert services.series.make_ahead(date(2029, 1, 1)) is None


def test_reading_commands_make_nothing(services: Services) -> None:
    made(services)
    before = services.undo.state()
    services.home.overview(date(2029, 1, 1))
    services.lists.counts(date(2029, 1, 1), "tester")
    assert services.undo.state() == before


# --- counted once ---------------------------------------------------------------------------------


def found_by(services: Services, field: str, today: date = TODAY, value: str = YES) -> list[int]:
    query = ListQuery(Condition(field, Operator.IS, (value,)), today)
    return list(services.lists.ids("deliverable", query, []))


def test_a_series_is_a_heading_and_counts_for_nothing_itself(services: Services) -> None:
    id = made(services, target="2027-03")
    late = date(2028, 6, 1)
    ids = {one.record.id for one in instances(services, id)}
    services.series.make_ahead(late)
    everything = {one.record.id for one in services.series.instances(id, late)}
    for field in ("open", "overdue", "silent"):
        assert id not in found_by(services, field, late), field
    assert ids <= set(found_by(services, "overdue", late)) <= everything
    assert found_by(services, "repeats") == [id]
    assert found_by(services, "status", value="series") == [id]
    home = services.home.overview(late)
    assert id not in {one.record.id for one in (*home.overdue, *home.due_soon, *home.silent)}
    assert sum(home.by_status.get(str(status), 0) for status in DeliverableStatus) + (
        home.by_status["overdue"]
    ) == len(everything)
    state = services.pages.deliverable(id, late).state
    assert (state.is_series, state.is_open, state.overdue) == (True, False, False)
    assert state.shown_status == "series"
    rows = services.lists.rows("deliverable", [id], late)
    assert "series" in rows[0]


def test_instances_made_ahead_are_not_silent_before_they_are_due(services: Services) -> None:
    id = made(services, ahead=24)
    first = instances(services, id)[0].record.id or 0
    assert found_by(services, "silent", date(2027, 5, 1)) == []
    assert first in found_by(services, "silent", date(2027, 7, 1))


def test_the_rule_is_changed_in_the_form_alone(services: Services) -> None:
    editable = {one.key: one.editable for one in services.lists.columns("deliverable")}
    assert not any(editable[name] for name in ("recurrence", "recurs_from", "ahead", "at_least"))
    assert "recurrence" not in {spec.name for spec in bulk_fields("deliverable")}


def test_a_rule_that_is_only_stated_is_counted_as_before(services: Services) -> None:
    id = services.records.save(series(target="2026-01")).ref.id
    assert id in found_by(services, "overdue")
    assert found_by(services, "repeats") == []


def test_a_list_says_the_rule_in_words(services: Services) -> None:
    id = made(services)
    [row] = services.lists.rows("deliverable", [id], TODAY, ["recurrence", "status"])
    assert row == ("Twice a year", "series")


def test_sorting_by_status_loses_no_series(services: Services) -> None:
    from tracker.domain.list_views import Sort

    id = made(services)
    ids = services.lists.ids("deliverable", ListQuery(today=TODAY), [Sort("status")])
    assert sorted(ids) == sorted([id, *(one.record.id or 0 for one in instances(services, id))])


def test_the_check_of_the_database_agrees(services: Services) -> None:
    id = made(services)
    log(services, id, note="Talked about all of them")
    log(services, instances(services, id)[0].record.id or 0, status="in_progress", percent=30)
    change(services, id, recurrence=QUARTERLY)
    found = services.checking.check()
    assert found.is_whole, found.findings


@pytest.mark.parametrize(
    ("name", "value"),
    [("status", "delivered"), ("percent", 40), ("target", "2027-05")],
)
def test_a_heading_takes_a_note_and_no_status(services: Services, name: str, value: Any) -> None:
    id = made(services)
    log(services, id, note="The rule was talked about")
    with pytest.raises(InvalidDraft, match="instances") as refused:
        log(services, id, **{name: value})
    assert [one.path for one in refused.value.problems] == [(name,)]
    assert len(services.progress.entries(id)) == 1
    log(services, instances(services, id)[0].record.id or 0, **{name: value})


def test_a_deliverable_becomes_a_series_and_one_again_without_any_instance(
    services: Services,
) -> None:
    """No instance is within reach: only the rule itself changes."""
    id = factories.deliverable(services, "Forum", type="forum", target="2026-01-31")
    assert found_by(services, "overdue") == [id]
    change(services, id, recurrence="FREQ=YEARLY", recurs_from="2030-01-31", ahead=6)
    assert instances(services, id) == ()
    assert found_by(services, "overdue") == []
    assert services.checking.check().is_whole
    change(services, id, recurrence="")
    assert found_by(services, "overdue") == [id]
    assert services.checking.check().is_whole
    services.undo.undo()
    assert found_by(services, "overdue") == []
    services.undo.undo()
    assert found_by(services, "overdue") == [id]
    assert services.checking.check().is_whole


def test_instances_before_the_agreement_are_history_and_not_counted(services: Services) -> None:
    agreement = factories.agreement(services, "MoU of two", signed="2026-01-15")
    id = made(services, agreement_id=agreement, recurs_from="2025-03")
    services.series.make_further(id, TODAY, 12, past=True)
    for one in instances(services, id)[:3]:
        log(services, one.record.id or 0, status="delivered", on=one.record.target)
    page = services.series.page(id, TODAY)
    assert [one.is_history for one in page.instances] == [True, True, False, False, False, False]
    assert (page.standing.total, page.standing.delivered, page.standing.history) == (4, 1, 2)


# --- whatever happens -----------------------------------------------------------------------------

RULES = (TWICE, QUARTERLY, "FREQ=MONTHLY", "FREQ=YEARLY;BYMONTH=6", "FREQ=WEEKLY;INTERVAL=5",
         "FREQ=YEARLY;COUNT=2", "FREQ=MONTHLY;BYDAY=2TU",
         "FREQ=MONTHLY;INTERVAL=2;UNTIL=20280101", "FREQ=MONTHLY;BYMONTHDAY=31",
         "FREQ=MONTHLY;BYMONTHDAY=-1", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29",
         "FREQ=MONTHLY;COUNT=3", "")  # fmt: skip
STARTS = ("2027-03", "2027-01-31", "2028-02-29", "2026-10-25", "2026-11", "2027")
happenings = st.lists(
    st.one_of(
        st.tuples(st.just("rule"), st.integers(0, len(RULES) - 1)),
        st.tuples(st.just("start"), st.integers(0, len(STARTS) - 1)),
        st.tuples(st.just("ahead"), st.integers(0, 18)),
        st.tuples(st.just("time"), st.integers(1, 300)),
        st.tuples(
            st.sampled_from(("log", "trash", "restore", "edit", "move", "deliver")),
            st.integers(0, 20),
        ),
        st.tuples(st.sampled_from(("undo", "redo", "away", "back", "shift")), st.just(0)),
    ),
    max_size=9,
)


class World:
    """A series on a database, and what must hold after every step."""

    def __init__(self, services: Services) -> None:
        self.services, self.today = services, TODAY
        self.id = made(services)

    def all(self) -> list[Deliverable]:
        with self.services.database.read() as connection:
            from tracker.storage.reader import load_many

            return [one for one in load_many(connection, Deliverable) if one.series_id == self.id]

    def step(self, what: str, value: int) -> None:
        services, there = self.services, self.all()
        one = there[value % len(there)] if there else None
        touched = {row.id: row for row in there if self.is_touched(row)}
        following = what in ("rule", "start", "ahead", "time")
        series = RecordRef("deliverable", self.id)
        if what == "rule":
            change(services, self.id, self.today, recurrence=RULES[value])
        elif what == "start":
            change(services, self.id, self.today, recurs_from=STARTS[value])
        elif what == "ahead":
            change(services, self.id, self.today, ahead=value)
        elif what == "time":
            self.today += timedelta(days=value)
        elif what == "away":
            services.records.trash(series)
        elif what == "back":
            services.records.restore(series)
        elif what == "shift":
            ids = [row.id or 0 for row in there]
            moved = BulkLog(on=PartialDate.of(self.today), shift=Offset.parse("P3W"), reason="Hall")
            if ids:
                services.bulk_progress.apply(ids, moved)
        elif what in ("undo", "redo"):
            state = services.undo.state()
            first = str(state.undo) == "Add series Forum"
            if (what == "undo" and state.undo and not first) or (what == "redo" and state.redo):
                try:
                    getattr(services.undo, what)()
                except UndoRefused:
                    pass
        elif one is not None and one.occurrence is not None:
            self.work_on(one, what)
        services.series.make_ahead(self.today)
        if following:
            now = {row.id: row for row in self.all()}
            assert all(now[id] == row for id, row in touched.items()), "touched by the series"
        if what in ("rule", "start", "ahead"):
            self.check_follows()

    def work_on(self, one: Deliverable, what: str) -> None:
        """Somebody does something to an instance."""
        services, ref = self.services, RecordRef("deliverable", one.id or 0)
        if what == "trash":
            services.records.trash(ref)
        elif what == "restore":
            services.records.restore(ref)
        elif what == "edit":
            services.records.save(one.model_copy(update={"remarks": one.remarks + "x"}))
        elif one.trashed_at is None:
            said = {"move": {"target": "2027-08"}, "deliver": {"status": "delivered"}}
            log(services, ref.id, **said.get(what, {}))

    def is_touched(self, row: Deliverable) -> bool:
        log = self.services.progress.entries(row.id or 0)
        away = row.trashed_at and row.trashed_at != stored(self.services, self.id).trashed_at
        return bool(log or row.remarks or (away and row.occurrence))

    def wanted(self) -> set[date]:
        """The days of the rule that are to come and within reach."""
        series = stored(self.services, self.id)
        first = series.recurs_from
        assert first is not None
        if not series.recurrence:
            return set()
        rule, end = SeriesRule.parse(series.recurrence), horizon(self.today, series.ahead)
        days = occurrences(rule, first, end)
        return {one.day for one in days if one.target.latest >= self.today}

    def check_follows(self) -> None:
        """What nobody touched, and is still to come, is for a day of the rule."""
        from tracker.services.series_existing import existing_of

        with self.services.database.read() as connection:
            there = existing_of(connection, self.id)
        free = [one for one in there if not one.touched and not one.trashed and one.target]
        to_come = {one.occurrence for one in free if one.target.latest >= self.today}
        assert to_come <= self.wanted(), "an instance of another rule stays"

    def check(self) -> None:
        days = [row.occurrence.earliest for row in self.all() if row.occurrence]
        assert max(Counter(days).values(), default=0) <= 1, "an occurrence twice"
        numbers = [row.instance for row in self.all() if row.occurrence]
        assert max(Counter(numbers).values(), default=0) <= 1, "a number twice"
        if stored(self.services, self.id).trashed_at is not None:
            return
        from tracker.services.series_existing import declined_by_all

        with self.services.database.read() as connection:
            declined = declined_by_all(connection).get(self.id, set())
        assert self.wanted() <= set(days) | declined, "an occurrence is lost"


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("series") / "empty.tracker"
    open_services(path, "tester", lambda: TODAY).close()
    return path


@given(happenings)
@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_no_sequence_of_actions_loses_or_repeats_an_instance(
    empty: Path, happening: list[tuple[str, int]]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        services = open_services(
            Path(shutil.copy(empty, Path(folder) / "t.tracker")), "tester", lambda: TODAY
        )
        try:
            world = World(services)
            world.check()
            for what, value in happening:
                world.step(what, value)
                world.check()
        finally:
            services.close()


def test_a_target_that_somebody_moved_stays_moved(services: Services) -> None:
    id = made(services)
    first = instances(services, id)[0].record.id or 0
    log(services, first, target=PartialDate.parse("2027-05"), target_reason="No hall")
    change(services, id, recurrence=QUARTERLY)
    state = services.pages.deliverable(first, TODAY).state
    assert (str(state.target), str(state.original_target)) == ("2027-05", "2027-03")


def test_a_summary_says_the_rule_and_puts_the_instances_below_it(services: Services) -> None:
    agreement = factories.agreement(services, "MoU of two", signed="2026-01-15")
    factories.deliverable(services, "Pavilion", agreement_id=agreement, target="2027-05")
    made(services, agreement_id=agreement, ahead=24, at_least=True)
    summary = services.reporting.summary(agreement, TODAY, "en")
    assert [(line.title, line.status) for line in summary.deliverables] == [
        ("Forum", "series"),
        ("Forum, March 2027", "planned"),
        ("Forum, September 2027", "planned"),
        ("Forum, March 2028", "planned"),
        ("Forum, September 2028", "planned"),
        ("Pavilion", "planned"),
    ]
    facts = {fact.label: fact.value for fact in summary.deliverables[0].facts}
    assert facts["Repeats"] == "At least twice a year, first in March 2027"
    assert facts["So far"] == "0 of 4 delivered, next due March 2027"


def test_a_full_series_is_shown_and_stops_no_other_from_being_made(services: Services) -> None:
    daily = made(services, recurrence="FREQ=DAILY", recurs_from=TODAY.isoformat())
    other = made(services)
    assert len(services.series.page(daily, TODAY).instances) == 100
    assert services.series.make_ahead(TODAY) is None
    assert services.series.make_further(daily, TODAY, 36) is None
    later = date(2027, 10, 1)
    services.series.make_ahead(later)
    assert "Forum, September 2028" in titles(services, other)


def test_making_what_is_past_does_not_forget_how_far_the_series_is_made(services: Services) -> None:
    id = made(services, recurrence="FREQ=DAILY", recurs_from="2026-10-01")
    until = stored(services, id).made_until
    services.series.make_further(id, TODAY, 12, past=True)
    past = [one for one in instances(services, id) if one.target and one.target.latest < TODAY]
    assert len(past) == 51
    after = stored(services, id).made_until
    assert until is not None
    assert after is not None
    assert after.latest >= until.latest
    assert services.series.make_ahead(TODAY) is None


@pytest.mark.parametrize("over", ["trashed", "terminated"])
def test_nothing_is_made_ahead_under_an_agreement_that_is_over(
    services: Services, over: str
) -> None:
    agreement = factories.agreement(services, "MoU", signed="2026-01-10")
    id, later = made(services, agreement_id=agreement), date(2027, 10, 1)
    ref = RecordRef("agreement", agreement)
    if over == "trashed":
        services.records.trash(ref)
    else:
        found = services.records.open(Agreement, agreement).record
        ended = LifecycleEvent(kind=LifecycleKind.TERMINATED, on=PartialDate.parse("2027-05-01"))
        services.records.save(found.model_copy(update={"lifecycle": (*found.lifecycle, ended)}))
    assert services.series.make_ahead(later) is None
    assert len(instances(services, id)) == 2
    # Back again, what was not made meanwhile is made.
    services.undo.undo()
    services.series.make_ahead(later)
    assert titles(services, id)[-2:] == ["Forum, March 2028", "Forum, September 2028"]


def test_what_was_undone_can_be_done_again_after_instances_were_made(services: Services) -> None:
    made(services)
    note = factories.organisation(services, "Undone Institute")
    services.undo.undo()
    services.series.make_ahead(date(2027, 10, 1))
    assert str(services.undo.state().redo) == "Add organisation Undone Institute"
    services.undo.redo()
    assert services.records.names({RecordRef("organisation", note)})


def test_two_windows_make_the_same_instances_once(services: Services) -> None:
    id, later = made(services), date(2027, 10, 1)
    second = open_services(services.database_path, "another", lambda: later)
    try:
        with ThreadPoolExecutor(2) as pool:
            both = [pool.submit(one.series.make_ahead, later) for one in (services, second)]
            found = [one.result() for one in both]
    finally:
        second.close()
    assert sum(one is not None for one in found) == 1
    assert len(titles(services, id)) == len(set(titles(services, id))) == 4
