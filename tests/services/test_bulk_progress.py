"""One line in many logs: seen first, all or nothing, one undo that gives back everything."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests import factories
from tests.conftest import TODAY
from tests.storage.test_audit_and_undo import content
from tracker.domain.dates import PartialDate
from tracker.domain.offsets import Offset
from tracker.domain.progress import DeliverableStatus, progress_spans
from tracker.domain.record import RecordRef
from tracker.domain.records import Deliverable, ProgressEntry
from tracker.domain.records.deliverables import Milestone
from tracker.domain.shifts import read_shift, write_shift
from tracker.errors import InvalidDraft
from tracker.services import Services
from tracker.services.bulk_progress import MOST_LINES, BulkLog

NOW = PartialDate.of(TODAY)


def moved(text: str, **more: object) -> BulkLog:
    return BulkLog(NOW, shift=read_shift(text), **more)  # type: ignore[arg-type]


def standing(services: Services, id: int) -> tuple[str, int | None, str]:
    page = services.pages.deliverable(id, TODAY)
    target = page.state.target
    return str(page.state.status), page.state.percent, target.edtf if target else ""


def test_one_sentence_for_all_is_one_action_with_one_undo(services: Services) -> None:
    made = [factories.deliverable(services, f"Pavilion {n}", target="2027-03-01") for n in range(5)]
    before = content(services)
    log = BulkLog(NOW, "Asked the host", DeliverableStatus.IN_PROGRESS, 20)
    seen = services.bulk_progress.preview(made, log)
    assert (seen.total, seen.logged, seen.moved, seen.refused) == (5, 5, 0, 0)
    first = seen.lines[0]
    assert first.name == "Pavilion 0"
    assert first.before is not None
    assert first.after is not None
    assert (first.before.status, first.after.status) == ("planned", "in_progress")
    assert (first.before.percent, first.after.percent) == (None, 20)
    assert content(services) == before, "a preview writes nothing"
    done = services.bulk_progress.apply(made, log, seen=seen.seen)
    assert done.logged == 5
    assert done.change_set is not None
    assert "5 deliverables" in str(done.change_set.action)
    for id in made:
        (line,) = services.progress.entries(id)
        assert (line.note, line.recorded_by, line.id) == (
            "Asked the host",
            "tester",
            done.entries[id],
        )
        assert line.recorded_at is not None
        assert standing(services, id) == ("in_progress", 20, "2027-03-01")
    services.undo.undo(done.change_set.id)
    assert all(not services.progress.entries(id) for id in made)
    assert all(standing(services, id)[0] == "planned" for id in made)


@pytest.mark.parametrize(
    ("target", "by", "then"),
    [
        ("2027-03-01", "2 weeks", "2027-03-15"),
        ("2027-03-01", "2 weeks earlier", "2027-02-15"),
        ("2027-01-31", "1 month", "2027-02-28"),
        ("2027-03", "1 month", "2027-04"),
        ("2027", "1 year", "2028"),
        ("2027-03?", "2 months", "2027-05?"),
        ("2027-03-01/2027-03-04", "1 week", "2027-03-08/2027-03-11"),
        ("2027-03", "1 week", "2027-03-08/2027-04-07"),
        ("2027-03/..", "1 month", "2027-04/.."),
        ("../2027-03-31", "1 week", "../2027-04-07"),
        ("2027-03~", "1 week", "2027-03-08~/2027-04-07~"),
        ("2027-03-01~", "-999 weeks", "2008-01-07~"),
    ],
)
def test_targets_move_as_exactly_as_they_are_known(
    services: Services, target: str, by: str, then: str
) -> None:
    made = factories.deliverable(services, target=target)
    log = moved(by, reason="The congress was postponed")
    (line,) = services.bulk_progress.preview([made], log).lines
    assert line.after is not None
    assert line.after.target is not None
    assert line.after.target.edtf == then
    services.bulk_progress.apply([made], log)
    assert standing(services, made)[2] == then
    page = services.pages.deliverable(made, TODAY)
    assert page.state.original_target == PartialDate.parse(target)
    assert page.state.last is not None
    assert page.state.last.target_reason == "The congress was postponed"


def test_what_is_left_out_is_said_with_the_reason(services: Services) -> None:
    whole = factories.deliverable(services, "Fine", target="2027-03-01")
    undated = factories.deliverable(services, "Undated")
    trashed = factories.deliverable(services, "Thrown away", target="2027-03-01")
    services.records.trash(RecordRef("deliverable", trashed))
    over = factories.deliverable(
        services, "Over", target="2026-03-01", opening_status=DeliverableStatus.DELIVERED
    )
    series = factories.deliverable(
        services,
        "Twice a year",
        recurrence="FREQ=MONTHLY;INTERVAL=6",
        target="2027-03-01",
        made_until="2027-12-31",
    )
    every = [whole, undated, trashed, over, series, 9_999, whole]
    seen = services.bulk_progress.preview(every, moved("2 weeks"))
    assert (seen.total, seen.logged, seen.refused) == (6, 1, 5)
    reasons = {line.name: line.reason for line in seen.refused_lines}
    assert "no target" in reasons["Undated"]
    assert "trash" in reasons["Thrown away"]
    assert "over" in reasons["Over"]
    assert "series" in reasons["Twice a year"]
    assert "not there" in reasons["deliverable-9999"]
    done = services.bulk_progress.apply(every, moved("2 weeks"))
    assert (done.logged, done.refused, done.moved) == (1, 5, 1)
    assert {line.name for line in done.refused_lines} == set(reasons)


def test_a_sentence_is_logged_also_where_no_target_can_move(services: Services) -> None:
    dated = factories.deliverable(services, "Dated", target="2027-03-01")
    undated = factories.deliverable(services, "Undated")
    log = moved("2 weeks", note="The venue is closed", reason="Flood")
    seen = services.bulk_progress.preview([dated, undated], log)
    assert (seen.logged, seen.moved, seen.unmoved) == (2, 1, 1)
    assert "no target" in seen.lines[1].note
    services.bulk_progress.apply([dated, undated], log)
    (line,) = services.progress.entries(undated)
    assert (line.note, line.target, line.target_reason) == ("The venue is closed", None, "")


def test_steps_that_hang_on_a_target_stay_and_are_told(services: Services) -> None:
    steps = (
        Milestone(title="Contract", target="2027-02-01", offset=Offset.parse("-P28D")),
        Milestone(title="Done long ago", offset=Offset.parse("-P90D"), done="2026-10-01"),
        Milestone(title="Of its own", target="2027-01-15"),
    )
    made = factories.deliverable(services, target="2027-03-01", milestones=steps)
    event = factories.event(services, "Congress", dates="2027-03-01")
    other = factories.deliverable(services, target="2027-03-01", milestones=steps, event_id=event)
    seen = services.bulk_progress.preview([made, other], moved("2 weeks"))
    assert seen.steps == 1
    assert "stays" in seen.lines[0].note
    assert not seen.lines[1].note
    services.bulk_progress.apply([made, other], moved("2 weeks"))
    record = services.records.open(Deliverable, made).record
    assert [one.target.edtf if one.target else "" for one in record.milestones] == [
        "2027-02-01", "", "2027-01-15",
    ]  # fmt: skip


def test_what_somebody_logged_since_the_preview_is_left_alone(services: Services) -> None:
    here, there = (factories.deliverable(services, n, target="2027-03-01") for n in "ab")
    seen = services.bulk_progress.preview([here, there], moved("2 weeks"))
    services.progress.log(
        ProgressEntry(deliverable_id=there, on=NOW, target=PartialDate.parse("2027-06-01"))
    )
    done = services.bulk_progress.apply([here, there], moved("2 weeks"), seen=seen.seen)
    assert (done.logged, done.refused) == (1, 1)
    assert "meanwhile" in done.refused_lines[0].reason
    assert standing(services, there)[2] == "2027-06-01"


@pytest.mark.parametrize(
    ("log", "field"),
    [
        (BulkLog(NOW), "note"),
        (BulkLog(NOW, "   "), "note"),
        (BulkLog(NOW, "x", percent=150), "percent"),
        (BulkLog(NOW, "x", reason="because"), "shift"),
        (BulkLog(NOW, "x", DeliverableStatus.DELIVERED, shift=read_shift("1 week")), "shift"),
        (BulkLog(NOW, "x", shift=Offset.parse("P0D")), "shift"),
    ],
)
def test_a_line_that_no_log_may_have_is_refused_by_field(
    services: Services, log: BulkLog, field: str
) -> None:
    made = factories.deliverable(services, target="2027-03-01")
    for call in (services.bulk_progress.preview, services.bulk_progress.apply):
        with pytest.raises(InvalidDraft) as refused:
            call([made], log)
        assert refused.value.problems[0].path == (field,)
    assert not services.progress.entries(made)


def test_stopped_half_way_nothing_is_logged(services: Services) -> None:
    made = [factories.deliverable(services, f"D {n}", target="2027-01-01") for n in range(30)]
    before = content(services)

    class Stopped(Exception):
        pass

    def stop(done: int, total: int) -> None:
        if done * 2 > total:
            raise Stopped

    with pytest.raises(Stopped):
        services.bulk_progress.apply(made, moved("1 week", note="x"), stop)
    assert content(services) == before


def test_a_preview_of_many_gives_the_first_lines_and_counts_all(services: Services) -> None:
    made = [factories.deliverable(services, f"D {n}") for n in range(MOST_LINES + 30)]
    told: list[tuple[int, int]] = []
    seen = services.bulk_progress.preview(made, BulkLog(NOW, "x"), lambda *far: told.append(far))
    assert seen.logged == MOST_LINES + 30 == len(seen.seen)
    assert len(seen.lines) == MOST_LINES
    assert told[0] == (0, MOST_LINES + 30)
    done = services.bulk_progress.apply(made, BulkLog(NOW, "x"))
    assert done.logged == MOST_LINES + 30


def test_nothing_to_log_is_no_action(services: Services) -> None:
    done = services.bulk_progress.apply([], BulkLog(NOW, "x"))
    assert done.change_set is None
    assert done.logged == 0


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_previews_tell_what_is_then_and_an_undo_gives_all_back(
    services: Services, data: st.DataObject
) -> None:
    """Whatever is logged: the preview's `after` is what the pages then show, spans equal the
    fold, and one undo brings back what was."""
    days = st.integers(-60, 60).map(lambda n: PartialDate.of(TODAY + timedelta(days=n)))
    targets = st.one_of(
        st.none(), days, st.sampled_from(["2027-03", "2027", "2026-12-01/2026-12-05"])
    )
    made = [factories.deliverable(services, f"D {n}", target=data.draw(targets)) for n in range(3)]
    statuses = st.one_of(st.none(), st.sampled_from(list(DeliverableStatus)))
    for id in made:
        for _ in range(data.draw(st.integers(0, 2))):
            entry = ProgressEntry(
                deliverable_id=id, on=data.draw(days), note="x", status=data.draw(statuses),
                target=data.draw(st.one_of(st.none(), days)),
            )  # fmt: skip
            services.progress.log(entry)
    log = BulkLog(
        data.draw(days),
        "said",
        data.draw(statuses),
        data.draw(st.one_of(st.none(), st.integers(0, 100))),
        data.draw(
            st.one_of(st.none(), st.sampled_from([read_shift(t) for t in ("2w", "-3d", "1m")]))
        ),
    )
    before = {id: standing(services, id) for id in made}
    rows_before = content(services)
    try:
        seen = services.bulk_progress.preview(made, log)
    except InvalidDraft:
        return
    done = services.bulk_progress.apply(made, log, seen=seen.seen)
    assert done.logged == seen.logged
    assert done.moved == seen.moved
    day = max(TODAY, log.on.earliest)
    for line in seen.lines:
        assert line.after is not None
        state = services.pages.deliverable(line.ref.id, day).state
        assert (state.status, state.percent, state.target) == (
            line.after.status, line.after.percent, line.after.target,
        )  # fmt: skip
    rows = services.lists.rows("deliverable", made, day, ["percent", "target"])
    for id, row in zip(made, rows, strict=True):
        state = services.pages.deliverable(id, day).state
        assert tuple(row) == (state.percent, state.target)
        record = services.records.open(Deliverable, id).record
        spans = progress_spans(record.opening_status, record.target, services.progress.entries(id))
        assert any(span.from_day <= day <= span.to_day for span in spans)
    if done.change_set is not None:
        rows_after = content(services)
        services.undo.undo(done.change_set.id)
        assert content(services) == rows_before, "undo gives every row back"
        assert services.undo.redo()
        assert content(services) == rows_after, "redo too"
        assert services.undo.undo()
    assert content(services) == rows_before
    assert {id: standing(services, id) for id in made} == before


@pytest.mark.parametrize("by", ["9999 years", "9999 years earlier"])
def test_no_target_is_moved_past_the_calendar(services: Services, by: str) -> None:
    made = [
        factories.deliverable(services, f"T {target}", target=target)
        for target in ("2027-03-01", "2027-03-01/..", "../2027-03-01")
    ]
    preview = services.bulk_progress.preview(made, moved(by))
    assert preview.refused == 3
    assert all("so far" in line.reason for line in preview.refused_lines)


def test_500_of_every_kind_with_one_undo_and_redo(services: Services) -> None:
    """In the trash, without a target, over, changed since the preview, instances of a series: each
    is moved or left out as told, and every row comes back."""
    targets = ("2027-03-01", "2027-03~", "", "../2027-06-30")
    made = [
        factories.deliverable(
            services, f"사업 {n}", **({"target": t} if (t := targets[n % 4]) else {})
        )
        for n in range(500)
    ]
    services.records.trash_all([RecordRef(Deliverable.key, id) for id in made[:10]])
    for id in made[10:20]:
        on = PartialDate.of(TODAY)
        services.progress.log(
            ProgressEntry(deliverable_id=id, on=on, note="x", status=DeliverableStatus.DELIVERED)
        )
    log = moved("3 weeks", reason="총회가 미뤄졌다")
    preview = services.bulk_progress.preview([*made, 99_999], log)
    without = sum(not targets[n % 4] for n in range(20, 500))
    assert (preview.total, preview.refused) == (501, 21 + without)
    assert preview.moved == preview.logged == 480 - without
    late = next(line.ref.id for line in preview.lines)
    services.progress.log(ProgressEntry(deliverable_id=late, on=NOW, note="by a colleague"))
    before = content(services)
    done = services.bulk_progress.apply([*made, 99_999], log, seen=preview.seen)
    assert done.logged == preview.logged - 1
    assert "meanwhile" in " ".join(line.reason for line in done.refused_lines)
    assert standing(services, made[21])[2] == "2027-03-22~/2027-04-21~"
    after = content(services)
    assert services.undo.undo()
    assert content(services) == before
    assert services.undo.redo()
    assert content(services) == after


@pytest.mark.parametrize(
    ("typed", "iso", "words"),
    [
        ("2 weeks", "P14D", "2 weeks later"),
        ("+2w", "P14D", "2 weeks later"),
        ("-3d", "-P3D", "3 days earlier"),
        ("1 month before", "-P1M", "1 month earlier"),
        ("2주 후", "P14D", "2 weeks later"),
        ("일주일 연기", "P7D", "1 week later"),
        ("2주 앞당김", "-P14D", "2 weeks earlier"),
        ("by 2 wks", "P14D", "2 weeks later"),
        ("1 year 2 months", "P1Y2M", "1 year 2 months later"),
    ],
)
def test_how_far_is_read_as_people_write_it(typed: str, iso: str, words: str) -> None:
    found = read_shift(typed)
    assert (found.iso, write_shift(found)) == (iso, words)


@pytest.mark.parametrize(
    "typed", ["", "0", "on the day", "soon", "-", "x" * 500, "2 lightyears", "\u202e2w"]
)
def test_what_says_no_length_is_refused_with_an_example(typed: str) -> None:
    with pytest.raises(ValueError, match="2 weeks"):
        read_shift(typed)
