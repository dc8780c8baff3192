"""Whatever is logged, corrected, taken back and undone: a step is done when the log says so."""

import shutil
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests import factories
from tests.conftest import TODAY
from tests.factories import deliverable
from tracker.domain.dates import PartialDate
from tracker.domain.filter_text import parse
from tracker.domain.filters import EVERYTHING, Condition, Operator
from tracker.domain.list_views import ListQuery, Sort
from tracker.domain.milestones import next_step, reached_on
from tracker.domain.progress import standing
from tracker.domain.record import RecordRef
from tracker.domain.records import Deliverable, ProgressEntry
from tracker.domain.records.deliverables import Milestone
from tracker.errors import TrackerError
from tracker.reports.summary_text import summary_text
from tracker.services import Services, open_services

STEPS = 3
days = st.sampled_from(["2026-05-01", "2026-05", "2026-06-02", "2026-07-03"])
moves = st.one_of(
    st.tuples(st.just("reach"), st.integers(0, STEPS - 1), days),
    st.tuples(st.just("log"), st.integers(0, STEPS - 1), days),
    st.tuples(st.just("correct"), st.integers(0, 20), st.integers(-1, STEPS - 1), days),
    st.tuples(st.just("withdraw"), st.integers(0, 20)),
    st.tuples(st.just("take back"), st.integers(0, STEPS - 1)),
    st.tuples(st.just("state"), st.integers(0, STEPS - 1), days),
    st.tuples(st.just("remove"), st.integers(0, STEPS - 1)),
    st.tuples(st.just("undo")),
    st.tuples(st.just("redo")),
    st.tuples(st.just("undo an older one"), st.integers(0, 20)),
)


class World:
    """A deliverable with three steps, and the done dates that were stated directly."""

    def __init__(self, services: Services) -> None:
        self.services = services
        steps = tuple(Milestone(title=f"Step {n}") for n in range(STEPS))
        self.id = deliverable(services, milestones=steps)
        self.ids = [step.id or 0 for step in self.record().milestones]
        self.done: list[int] = []

    def record(self) -> Deliverable:
        return self.services.records.open(Deliverable, self.id).record

    def entries(self) -> list[ProgressEntry]:
        return self.services.progress.entries(self.id)

    def log(self, on: str, **more: object) -> None:
        entry = ProgressEntry(deliverable_id=self.id, on=on, note="x", **more)
        self.done.append(self.services.progress.log(entry).change_set.id)

    def play(self, move: tuple[object, ...]) -> None:
        keep, what = self.services.milestones, move[0]
        if what == "reach":
            logged = keep.reach(self.id, self.ids[move[1]], PartialDate.parse(str(move[2])))  # type: ignore[index]
            self.done.append(logged.change_set.id)
        elif what == "log":
            self.log(str(move[2]), milestone_id=self.ids[move[1]])  # type: ignore[index]
        elif what in ("correct", "withdraw"):
            lines = standing(self.entries())
            if lines:
                wrong = lines[move[1] % len(lines)].id  # type: ignore[operator]
                if what == "withdraw":
                    self.log("2026-05-01", corrects_id=wrong, withdraws=True)
                else:
                    step = self.ids[move[2]] if move[2] != -1 else None  # type: ignore[index]
                    self.log(str(move[3]), corrects_id=wrong, milestone_id=step)
        elif what == "take back":
            keep.take_back(self.id, self.ids[move[1]])  # type: ignore[index]
        elif what == "state":
            record = self.record()
            steps = tuple(
                one.model_copy(update={"done": PartialDate.parse(str(move[2]))})
                if one.id == self.ids[move[1]]  # type: ignore[index]
                else one
                for one in record.milestones
            )
            self.services.records.save(record.model_copy(update={"milestones": steps}))
        elif what == "remove":
            keep.remove(self.id, self.ids[move[1]])  # type: ignore[index]
        elif what == "undo":
            if not self.at_start():
                self.services.undo.undo()
        elif what == "redo":
            self.services.undo.redo()
        elif self.done:
            self.services.undo.undo(self.done[move[1] % len(self.done)])  # type: ignore[operator]

    def at_start(self) -> bool:
        """Whether everything but the deliverable itself is undone."""
        undo = self.services.undo.state().undo
        return undo is None or str(undo).startswith("Add deliverable")

    def check(self) -> None:
        """The stored dates are the fold of the log; undone and done again, all is as it was."""
        reached = reached_on(self.entries())
        for step in self.record().milestones:
            if step.id in reached:
                assert step.done == reached[step.id]
        query = ListQuery(EVERYTHING, TODAY)
        ids = list(self.services.lists.ids("deliverable", query, []))
        (row,) = self.services.lists.rows("deliverable", ids, TODAY, ("next_step",))
        coming = next_step(self.record().milestones)
        assert row == ((coming.title if coming else None),)


@pytest.fixture(scope="session")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("steps") / "empty.tracker"
    open_services(path, "tester", lambda: TODAY).close()
    return path


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(moves, max_size=10))
def test_the_done_dates_are_the_fold_of_the_log(
    empty: Path, tmp_path_factory: pytest.TempPathFactory, played: list[tuple[object, ...]]
) -> None:
    path = tmp_path_factory.mktemp("play") / "steps.tracker"
    shutil.copy(empty, path)
    services = open_services(path, "tester", lambda: TODAY)
    try:
        world = World(services)
        for move in played:
            before = (world.record().milestones, world.entries())
            try:
                world.play(move)
            except TrackerError:
                # What is refused changes nothing.
                assert (world.record().milestones, world.entries()) == before
            world.check()
        # All the way back, each step exactly as it was stated before the log spoke.
        while not world.at_start():
            services.undo.undo()
            world.check()
        assert [step.done for step in world.record().milestones] == [None] * STEPS
        assert world.entries() == []
    finally:
        services.close()
        path.unlink()


# --- lists, first page, summary ----------------------------------------------------------------


def test_the_list_finds_by_the_next_step(services: Services) -> None:
    def steps(*targets: str) -> tuple[Milestone, ...]:
        return tuple(Milestone(title=f"S{n}", target=one or None) for n, one in enumerate(targets))

    late = factories.deliverable(services, "late", milestones=steps("2027-05-01", "2026-11-01"))
    soon = factories.deliverable(services, "soon", milestones=steps("2026-12-01", ""))
    factories.deliverable(services, "undated", milestones=steps(""))
    factories.deliverable(services, "none")
    gone = factories.deliverable(services, "gone", milestones=steps("2026-10-01"))
    services.progress.log(ProgressEntry(deliverable_id=gone, on="2026-11-01", status="delivered"))

    def found(condition: Condition) -> list[int]:
        query = ListQuery(condition, TODAY)
        return list(services.lists.ids("deliverable", query, [Sort("next_step_on")]))

    assert found(Condition("next_step_on", Operator.LESS, ("today",))) == [late]
    assert found(Condition("next_step_on", Operator.FILLED)) == [late, soon]
    assert found(Condition("next_step", Operator.IS, ("S1",))) == [late]
    rows = services.lists.rows("deliverable", [late, gone], TODAY, ("next_step", "next_step_on"))
    assert rows == [("S1", PartialDate.parse("2026-11-01")), (None, None)]
    # A step that is done makes way for the next, also by the log.
    step = services.records.open(Deliverable, late).record.milestones[1].id or 0
    services.milestones.reach(late, step, PartialDate.parse("2026-11-20"))
    assert found(Condition("next_step_on", Operator.FILLED)) == [soon, late]


def test_steps_are_found_by_their_words(services: Services) -> None:
    made = factories.deliverable(services, "Pavilion", milestones=(Milestone(title="설계 승인"),))
    assert [hit.ref for hit in services.search.find("설계 승인")] == [
        RecordRef("deliverable", made)
    ]


def test_the_first_page_names_late_steps_of_what_is_in_time(services: Services) -> None:
    late = (
        Milestone(title="Freight", target="2026-11-11"),
        Milestone(title="Later", target="2028"),
    )
    made = factories.deliverable(services, "In time", target="2027", milestones=late)
    factories.deliverable(services, "Late itself", target="2026-11-01", milestones=late)
    closed = factories.deliverable(services, "Closed", milestones=late)
    services.progress.log(ProgressEntry(deliverable_id=closed, on="2026-11-01", status="cancelled"))
    overview = services.home.overview(TODAY)
    (step,) = overview.late_steps
    assert (step.ref.id, step.name, step.deliverable, step.days_late) == (
        made, "Freight", "In time", 10,
    )  # fmt: skip
    assert overview.counts["late_steps"] == 1
    assert overview.counts["attention"] == services.home.attention(TODAY) == 2
    services.records.trash(RecordRef("deliverable", made))
    assert services.home.overview(TODAY).late_steps == ()


def test_only_steps_of_what_is_open_come_up(services: Services) -> None:
    coming = (Milestone(title="Rehearsal", target="2026-11-28"),)
    factories.deliverable(services, "Seminar", milestones=coming)
    closed = factories.deliverable(services, "Closed", milestones=coming)
    services.progress.log(ProgressEntry(deliverable_id=closed, on="2026-11-01", status="delivered"))
    (ahead,) = services.home.overview(TODAY).ahead
    assert (ahead.name, ahead.detail) == ("Rehearsal", "Seminar")


def test_the_summary_tells_the_steps_as_at_its_day(services: Services) -> None:
    under = factories.agreement(services, "MoU")
    steps = (
        Milestone(title="Applied", target="2026-05", done="2026-05-04"),
        Milestone(title="Paid", target="2026-11-01"),
        Milestone(title="개막", target="2027-05-29"),
    )
    factories.deliverable(services, "Pavilion", agreement_id=under, milestones=steps)
    text = summary_text(services.reporting.summary(under, TODAY, "en"))
    assert "Steps 1/3: ● Applied 4 May 2026; ▲ Paid overdue 1 Nov 2026; ○ 개막 29 May 2027" in text
    before = services.reporting.summary(under, PartialDate.parse("2026-05-03").earliest, "en")
    assert [step.state for step in before.deliverables[0].steps] == ["due_soon", "open", "open"]


def test_many_steps_are_shortened_in_the_summary_and_whole_in_the_workbook(
    services: Services,
) -> None:
    under = factories.agreement(services, "MoU")
    steps = tuple(Milestone(title=f"S{n}", done="2026" if n < 30 else None) for n in range(40))
    factories.deliverable(services, "Pavilion", agreement_id=under, milestones=steps)
    summary = services.reporting.summary(under, TODAY, "en")
    text = summary_text(summary)
    assert "Steps 30/40" in text
    assert "and 28 more" in text
    assert all(f"S{n}" in text for n in range(30, 40)), "those still to be taken are there"
    assert len(summary.deliverables[0].steps) == 40


def test_the_list_as_at_a_day_names_the_step_that_was_next_then(services: Services) -> None:
    made = services.records.save(
        Deliverable(
            type="other",
            title="Stand",
            milestones=(
                Milestone(title="Apply", target=PartialDate.parse("2026-03-01")),
                Milestone(title="Pay", target=PartialDate.parse("2026-06-01")),
            ),
        )
    ).ref
    apply, _pay = services.records.open(Deliverable, made.id).record.milestones
    services.milestones.reach(made.id, apply.id or 0, PartialDate.parse("2026-05-01"))
    columns = ["next_step", "next_step_on"]
    for day, step, until in (
        (date(2026, 4, 1), "Apply", "2026-03-01"),
        (date(2026, 5, 1), "Pay", "2026-06-01"),
    ):
        ((named, on),) = services.lists.rows("deliverable", [made.id], day, columns)
        assert (named, on) == (step, PartialDate.parse(until))
        for text, found in ((f"next_step:{step}", 1), (f"next_step_on:{until}", 1)):
            asked = parse(text, services.lists.filter_fields("deliverable"), day)
            assert services.lists.count("deliverable", ListQuery(asked.filter, day)) == found
        other = parse("next_step:Pay", services.lists.filter_fields("deliverable"), day)
        count = services.lists.count("deliverable", ListQuery(other.filter, day))
        assert count == (step == "Pay")
        by_day = services.lists.ids("deliverable", ListQuery(today=day), (Sort("next_step_on"),))
        assert list(by_day) == [made.id]
