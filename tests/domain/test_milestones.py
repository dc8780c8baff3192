"""Steps of deliverables: targets from the event's day, what moves with it, what is next."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.dates import PartialDate
from tracker.domain.deliverable_types import types
from tracker.domain.durations import Duration
from tracker.domain.milestone_templates import (
    TemplateStep,
    day_field,
    steps_from_text,
    steps_to_text,
    types_with_steps,
    usual_steps,
)
from tracker.domain.milestones import (
    AnchorKind,
    StepState,
    anchor_of,
    done_after,
    first_day,
    moves,
    next_step,
    reached_on,
    step_state,
    steps_from,
    target_from,
)
from tracker.domain.offsets import Offset, read_offset
from tracker.domain.record import specs
from tracker.domain.records import ProgressEntry
from tracker.domain.records.deliverables import Milestone

TODAY = date(2026, 11, 21)


def on(text: str) -> PartialDate:
    return PartialDate.parse(text)


durations = st.one_of(
    st.builds(Duration, days=st.integers(0, 400)),
    st.builds(Duration, months=st.integers(0, 30), days=st.integers(0, 40)),
    st.builds(Duration, years=st.integers(0, 5)),
)
offsets = st.builds(Offset, durations, before=st.booleans()).map(
    lambda one: Offset(one.length, one.before and bool(one.length))
)
days = st.dates(date(1990, 1, 1), date(2090, 12, 31))
exact = days.map(PartialDate.of)
partial = st.one_of(
    exact,
    days.map(lambda day: on(f"{day:%Y-%m}")),
    days.map(lambda day: on(f"{day:%Y}")),
    days.map(lambda day: on(f"{day:%Y-%m-%d}~")),
)
stretches = st.builds(
    lambda first, length: PartialDate.between(
        PartialDate.of(first), PartialDate.of(first + timedelta(days=length))
    ),
    days,
    st.integers(1, 20),
)
titles = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=40).filter(
    str.strip
)
steps = st.builds(
    Milestone,
    title=titles,
    target=st.one_of(st.none(), partial),
    offset=st.one_of(st.none(), offsets),
    done=st.one_of(st.none(), exact),
)


# --- anchors --------------------------------------------------------------------------------


def test_the_first_day_of_the_event_goes_before_all_else() -> None:
    details = {"dates": "2027-03-01/2027-03-02"}
    event, target = on("2027-05-29/2027-06-01"), on("2027-08")
    found = anchor_of("forum", details, event, target)
    assert found is not None
    assert (found.day, found.kind) == (on("2027-05-29"), AnchorKind.EVENT)
    found = anchor_of("forum", details, None, target)
    assert found is not None
    assert (found.day, found.kind) == (on("2027-03-01"), AnchorKind.DATES)
    found = anchor_of("pavilion", details, None, target)
    assert found is not None
    assert (found.day, found.kind) == (on("2027-08"), AnchorKind.TARGET)
    assert anchor_of("pavilion", {}, None, None) is None


@pytest.mark.parametrize("unbounded", ["../2027", "/2027-05", "XXXX-XX-12"])
def test_a_day_that_nothing_bounds_is_no_anchor(unbounded: str) -> None:
    assert first_day(on(unbounded)) is None
    assert anchor_of("pavilion", {}, on(unbounded), on("2027")) is not None
    assert anchor_of("pavilion", {}, on(unbounded), None) is None


def test_details_that_are_no_date_are_passed_over() -> None:
    for wrong in (None, "", "soon", 5, ["2027"], {"a": 1}):
        assert anchor_of("forum", {"dates": wrong}, None, None) is None


# --- targets --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("anchor", "words", "target"),
    [
        ("2028-03-31", "1 month before", "2028-02-29"),
        ("2027-03-31", "1 month before", "2027-02-28"),
        ("2028-02-29", "1 year before", "2027-02-28"),
        ("2027-05-29", "6 weeks before", "2027-04-17"),
        ("2027-05-29", "on the day", "2027-05-29"),
        ("2027-05-29", "the day", "2027-05-29"),
        ("2027-05-29", "행사 당일", "2027-05-29"),
        ("2027-05-29", "-3 days", "2027-05-26"),
        ("2027-05-29", "D-42", "2027-04-17"),
        ("2027-05-29", "D+3", "2027-06-01"),
        ("2027-05-29", "the day before", "2027-05-28"),
        ("2027-05-29", "two weeks prior", "2027-05-15"),
        ("2027-05-29", "일주일 전", "2027-05-22"),
        ("2027-05-29~", "6 weeks before", "2027-04-17~"),
        ("2027-05", "2 months before", "2027-03"),
        ("2027", "1 year before", "2026"),
        ("2027-05", "6 weeks before", "2027-03-20/2027-04-19"),
    ],
)
def test_a_target_is_as_exact_as_its_anchor(anchor: str, words: str, target: str) -> None:
    assert target_from(on(anchor), read_offset(words)) == on(target)


@given(partial, offsets)
def test_no_day_is_invented(anchor: PartialDate, offset: Offset) -> None:
    target = target_from(anchor, offset)
    assert target is not None
    assert target.is_day is anchor.is_day
    # Every possible day of the anchor leads to a possible day of the target.
    for day in (anchor.earliest, anchor.latest):
        moved = offset.from_day(PartialDate.of(day)).earliest
        assert target.earliest <= moved <= target.latest


@given(st.one_of(st.none(), partial), st.one_of(st.none(), offsets))
def test_there_is_a_target_only_where_both_are_known(
    anchor: PartialDate | None, offset: Offset | None
) -> None:
    assert (target_from(anchor, offset) is None) is (anchor is None or offset is None)


def test_where_the_calendar_ends_there_is_no_target() -> None:
    assert target_from(on("0001-01-05"), read_offset("2 years before")) is None
    assert target_from(on("9999-12-05"), read_offset("2 years after")) is None


# --- moving ---------------------------------------------------------------------------------


@given(st.lists(steps, max_size=8), partial, partial)
def test_what_moves_fits_afterwards_and_the_rest_stays(
    drafted: list[Milestone], old: PartialDate, new: PartialDate
) -> None:
    # Some of them stand where the old day put them.
    placed = [
        step.model_copy(update={"target": target_from(old, step.offset)}) if at % 2 else step
        for at, step in enumerate(drafted)
    ]
    found = moves(placed, [old], new)
    for move in found.moving:
        assert move.step.offset is not None
        assert move.step.done is None
        assert move.before in (None, target_from(old, move.step.offset))
        assert move.after == target_from(new, move.step.offset) != move.before
    for move in found.by_hand:
        assert move.before is not None
        assert move.before != target_from(old, move.step.offset)
    touched = [id(move.step) for move in (*found.moving, *found.by_hand)]
    assert len(touched) == len(set(touched))
    for step in placed:
        if id(step) not in touched:
            fits = step.target == target_from(new, step.offset)
            assert step.offset is None or step.done is not None or fits
    moved = {id(move.step): move.after for move in found.moving}
    after = [
        step.model_copy(update={"target": moved.get(id(step), step.target)}) for step in placed
    ]
    assert not moves(after, [old], new).moving
    # And moving back to where it was finds the same steps again, but for those without a target.
    back = moves(after, [new], old)
    expected = [move for move in found.moving if move.before is not None]
    assert {one.step.title for one in back.moving} >= {move.step.title for move in expected}


def test_a_step_set_by_hand_is_named_and_stays() -> None:
    six = read_offset("6 weeks before")
    placed = [
        Milestone(title="Freight", target=on("2027-04-17"), offset=six),
        Milestone(title="Design", target=on("2027-04-01"), offset=six),
        Milestone(title="Paid", target=on("2027-04-17"), offset=six, done=on("2027-04-10")),
        Milestone(title="Flyers", target=on("2027-04-17")),
        Milestone(title="Later", offset=six),
    ]
    found = moves(placed, [on("2027-05-29")], on("2027-06-12"))
    assert [(one.step.title, one.after) for one in found.moving] == [
        ("Freight", on("2027-05-01")),
        ("Later", on("2027-05-01")),
    ]
    assert [one.step.title for one in found.by_hand] == ["Design"]


# --- how steps stand ------------------------------------------------------------------------


def test_how_a_step_stands() -> None:
    def state(target: str, done: str = "", *, is_open: bool = True) -> StepState:
        step = Milestone(title="x", target=target or None, done=done or None)
        return step_state(step, TODAY, is_open=is_open)

    assert state("2026-11-20") is StepState.OVERDUE
    assert state("2026-11-21") is StepState.DUE
    assert state("2026-12-21") is StepState.DUE
    assert state("2026-12-22") is StepState.OPEN
    assert state("2026-11") is StepState.DUE
    assert state("2026-10") is StepState.OVERDUE
    assert state("") is StepState.OPEN
    assert state("2020", "2026-01") is StepState.DONE
    assert state("2020", is_open=False) is StepState.OPEN
    assert step_state(Milestone(title="x", target="9999"), date.max) is StepState.DUE


@given(st.lists(steps, max_size=12))
def test_the_next_step_is_not_done_and_none_is_sooner(drafted: list[Milestone]) -> None:
    found = next_step(drafted)
    waiting = [step for step in drafted if step.done is None]
    if found is None:
        assert not waiting
        return
    assert found.done is None
    for step in waiting:
        if step.target is not None:
            assert found.target is not None
            assert found.target.latest <= step.target.latest
    if found.target is None:
        assert found is waiting[0]


# --- what the log says ----------------------------------------------------------------------


def line(id: int, day: str, step: int | None = None, **more: object) -> ProgressEntry:
    return ProgressEntry(id=id, deliverable_id=1, on=day, milestone_id=step, **more)


def test_a_step_is_reached_on_the_first_day_that_a_standing_line_says() -> None:
    log = [line(1, "2026-05-02", 7), line(2, "2026-05-01", 7), line(3, "2026-06", 8)]
    assert reached_on(log) == {7: on("2026-05-01"), 8: on("2026-06")}
    log += [line(4, "2026-05-03", 7, corrects_id=2), line(5, "2026-06", None, corrects_id=3)]
    assert reached_on(log) == {7: on("2026-05-02")}
    log.append(line(6, "2026-05-02", None, corrects_id=1, withdraws=True))
    assert reached_on(log) == {7: on("2026-05-03")}


def test_a_stated_date_stays_until_the_log_speaks() -> None:
    stated, logged = on("2019"), on("2026-05-01")
    assert done_after(stated, None, None) == stated
    assert done_after(stated, None, logged) == logged
    assert done_after(logged, logged, None) is None
    assert done_after(None, None, None) is None


# --- templates ------------------------------------------------------------------------------


def test_every_type_but_two_has_usual_steps() -> None:
    assert set(types()) - set(types_with_steps()) == {"other", "reciprocal_membership"}
    for key in types_with_steps():
        usual = usual_steps(key)
        assert 3 <= len(usual) <= 8
        assert all(step.title.strip() and step.offset is not None for step in usual)
        assert len({step.title for step in usual}) == len(usual)
        placed = [step.target for step in steps_from(usual, on("2027-05-29"))]
        assert all(placed)
        assert placed == sorted(placed), f"the steps of {key} are in the order of their days"


def test_the_pavilion_has_the_steps_of_a_congress() -> None:
    placed = steps_from(usual_steps("pavilion"), on("2027-05-29"))
    assert [(step.title, str(step.target)) for step in placed] == [
        ("Application submitted", "2026-08-29"),
        ("Stand paid", "2026-11-29"),
        ("Design approved", "2027-02-28"),
        ("Freight sent", "2027-04-17"),
        ("Built up", "2027-05-28"),
        ("Pavilion opens", "2027-05-29"),
        ("Leads followed up", "2027-06-26"),
    ]
    assert all(step.target is None for step in steps_from(usual_steps("pavilion"), None))


def test_the_day_of_a_type_is_one_of_its_dates() -> None:
    for key in types_with_steps():
        if name := day_field(key):
            declared = {spec.name: spec.kind for spec in specs(types()[key])}
            assert declared.get(name) == "date", f"{key} has no date {name}"


@given(st.lists(st.builds(TemplateStep, titles, st.one_of(st.none(), offsets)), max_size=12))
def test_an_edited_template_comes_back(drafted: list[TemplateStep]) -> None:
    assert steps_from_text(steps_to_text(drafted)) == tuple(drafted)


@pytest.mark.parametrize("text", ["", "[]", "{}", "5", '{"steps": 5}', "{", "null"])
def test_what_is_no_template_is_refused(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011
        steps_from_text(text)


def test_what_of_a_template_cannot_be_read_is_left_out() -> None:
    text = '{"steps": [{"title": "A", "offset": "soon"}, {"title": " "}, 5, {"offset": "P1D"}]}'
    assert steps_from_text(text) == (TemplateStep("A", None),)
