"""Logging: the only way status, percent and target change, and what a log comes to."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import select

from tests import factories
from tests.conftest import TODAY
from tracker.domain.dates import PartialDate
from tracker.domain.progress import progress_spans
from tracker.domain.record import RecordRef
from tracker.domain.records import Deliverable, ProgressEntry
from tracker.domain.records.deliverables import Milestone
from tracker.errors import InvalidDraft, NotFound, TrackerError, UndoRefused
from tracker.services import Services
from tracker.services.progress import Logged
from tracker.services.states import DeliverableState
from tracker.storage import tables


def log(services: Services, id: int, on: str, **more: Any) -> Logged:
    return services.progress.log(ProgressEntry(deliverable_id=id, on=on, **more))


def state(services: Services, id: int, today: date = TODAY) -> DeliverableState:
    return services.pages.deliverable(id, today).state


def spans(services: Services, id: int) -> list[tuple[Any, ...]]:
    """The stored spans, after a check that they are the fold of the log."""
    table = tables.deliverable_span
    with services.database.read() as connection:
        rows = connection.execute(
            select(table).where(table.c.deliverable_id == id).order_by(table.c.from_day)
        ).all()
    stored = [(row.from_day, row.to_day, row.status, row.percent, row.target) for row in rows]
    page = services.pages.deliverable(id, TODAY)
    record = page.page.record
    assert stored == [
        (
            span.from_day,
            span.to_day,
            str(span.status),
            span.percent,
            span.target and str(span.target),
        )
        for span in progress_spans(record.opening_status, record.target, page.log)
    ]
    assert stored[0][0] == date.min
    assert stored[-1][1] == date.max
    return stored


def test_an_entry_says_who_logged_it_and_when(services: Services) -> None:
    made = factories.deliverable(services)
    done = log(services, made, "2026-11-20", note="held", recorded_by="somebody else")
    (entry,) = services.progress.entries(made)
    assert entry.id == done.entry_id
    assert entry.recorded_by == "tester"
    assert entry.recorded_at == done.change_set.at
    assert str(done.change_set.action) == "Log progress on Korea Pavilion"
    assert done.change_set.touches("deliverable", made)
    assert done.change_set.subject == RecordRef("deliverable", made)


def test_logging_leaves_an_open_form_valid(services: Services) -> None:
    made = factories.deliverable(services)
    form = services.records.open(Deliverable, made).record
    log(services, made, "2026-11-20", status="in_progress")
    services.records.save(form.model_copy(update={"title": "Korean pavilion"}))
    assert state(services, made).status == "in_progress"
    assert state(services, made).name == "Korean pavilion"


def test_a_correction_is_a_new_line_and_the_wrong_one_counts_on_no_day(services: Services) -> None:
    made = factories.deliverable(services, target="2026-12")
    wrong = log(services, made, "2026-11-01", status="delivered", note="delivered")
    assert state(services, made).delivered == PartialDate.parse("2026-11-01")
    log(
        services,
        made,
        "2026-11-10",
        status="in_progress",
        percent=60,
        note="not delivered after all",
        corrects_id=wrong.entry_id,
    )
    now = state(services, made)
    assert (now.status, now.percent, now.delivered) == ("in_progress", 60, None)
    assert state(services, made, date(2026, 11, 5)).status == "planned"
    assert len(services.progress.entries(made)) == 2, "nothing is taken out of a log"
    assert [span[2] for span in spans(services, made)] == ["planned", "in_progress"]
    assert now.last is not None
    assert now.last.note == "not delivered after all"


def test_a_correction_may_itself_be_corrected(services: Services) -> None:
    made = factories.deliverable(services)
    first = log(services, made, "2026-11-01", percent=10)
    second = log(services, made, "2026-11-01", percent=20, corrects_id=first.entry_id)
    log(services, made, "2026-11-01", percent=30, corrects_id=second.entry_id)
    assert state(services, made).percent == 30
    assert [span[3] for span in spans(services, made)] == [None, 30]


def test_only_a_line_of_the_same_log_is_corrected(services: Services) -> None:
    made, other = factories.deliverable(services), factories.deliverable(services, "Other")
    line = log(services, other, "2026-11-01", percent=10)
    for corrects_id in (line.entry_id, 999):
        with pytest.raises(NotFound, match="not in this log"):
            log(services, made, "2026-11-02", percent=20, corrects_id=corrects_id)
    assert services.progress.entries(made) == []
    assert state(services, other).percent == 10


def test_a_backdated_line_counts_from_the_day_it_happened(services: Services) -> None:
    made = factories.deliverable(services)
    log(services, made, "2026-11-10", status="delivered")
    log(services, made, "2026-03", status="in_progress", percent=30, note="found in an old mail")
    now = state(services, made)
    assert (now.status, now.percent) == ("delivered", 100)
    assert now.started == PartialDate.parse("2026-03")
    assert [(span[0], span[2], span[3]) for span in spans(services, made)] == [
        (date.min, "planned", None),
        (date(2026, 3, 1), "in_progress", 30),
        (date(2026, 11, 10), "delivered", 100),
    ]
    assert state(services, made, date(2026, 6, 1)).percent == 30
    assert now.last is not None
    assert now.last.status == "delivered"


def test_a_percent_alone_leaves_the_status(services: Services) -> None:
    made = factories.deliverable(services, opening_status="at_risk")
    log(services, made, "2026-11-20", percent=40)
    assert (state(services, made).status, state(services, made).percent) == ("at_risk", 40)
    log(services, made, "2026-11-21", percent=0)
    assert state(services, made).percent == 0
    assert [span[2:4] for span in spans(services, made)] == [
        ("at_risk", None),
        ("at_risk", 40),
        ("at_risk", 0),
    ]


def test_a_target_moves_and_the_first_is_kept(services: Services) -> None:
    made = factories.deliverable(services, target="2026-11-01")
    assert state(services, made).days_late == 20
    log(services, made, "2026-11-20", target="2027", target_reason="the hall was booked")
    now = state(services, made)
    assert (str(now.target), str(now.original_target), now.days_late) == ("2027", "2026-11-01", 0)
    assert [span[4] for span in spans(services, made)] == ["2026-11-01", "2027"]


@pytest.mark.parametrize(
    ("field", "value"), [("status", "on_hold"), ("percent", 55), ("target", "2027")]
)
def test_undoing_a_line_gives_the_spans_of_before_back(
    services: Services, field: str, value: object
) -> None:
    made = factories.deliverable(services, target="2026-12")
    log(services, made, "2026-10", status="in_progress", percent=10)
    before = spans(services, made)
    log(
        services,
        made,
        "2026-11",
        **{field: {"status": "on_hold", "percent": 55}.get(field, "2027")},
    )
    after = spans(services, made)
    assert after != before
    undone = services.undo.undo()
    assert str(undone.action) == "Log progress on Korea Pavilion"
    assert undone.touches("deliverable", made)
    assert spans(services, made) == before
    services.undo.redo()
    assert spans(services, made) == after


def test_an_earlier_line_is_undone_alone_and_a_corrected_one_not(services: Services) -> None:
    made = factories.deliverable(services)
    first = log(services, made, "2026-11-01", percent=10)
    second = log(services, made, "2026-11-02", percent=20)
    services.undo.undo(first.change_set.id)
    assert [entry.percent for entry in services.progress.entries(made)] == [20]
    log(services, made, "2026-11-03", percent=30, corrects_id=second.entry_id)
    with pytest.raises(UndoRefused, match="Correct the log of Korea Pavilion"):
        services.undo.undo(second.change_set.id)
    assert state(services, made).percent == 30


def test_a_deliverable_with_a_log_is_not_undone_away(services: Services) -> None:
    saved = services.records.save(Deliverable(title="Report"))
    log(services, saved.ref.id, "2026-11-01", note="x")
    factories.contact(services, "Somebody")
    assert saved.change_set is not None
    with pytest.raises(UndoRefused, match="Log progress on Report"):
        services.undo.undo(saved.change_set.id)
    assert services.lists.total("deliverable") == 1


def test_a_milestone_and_a_measure_are_logged(services: Services) -> None:
    made = factories.deliverable(services, milestones=(Milestone(title="Floor plan"),))
    (step,) = services.records.open(Deliverable, made).record.milestones
    log(services, made, "2026-11-01", milestone_id=step.id)
    log(services, made, "2026-11-02", metric="meetings", value=Decimal("30.5"))
    first, second = services.progress.entries(made)
    assert first.milestone_id == step.id
    assert second.value == Decimal("30.5")


def test_a_milestone_named_in_the_log_stays(services: Services) -> None:
    made = factories.deliverable(services, milestones=(Milestone(title="Floor plan"),))
    stored = services.records.open(Deliverable, made).record
    log(services, made, "2026-11-01", milestone_id=stored.milestones[0].id)
    stored = services.records.open(Deliverable, made).record
    with pytest.raises(InvalidDraft, match="named in the log"):
        services.records.save(stored.model_copy(update={"milestones": ()}))
    with pytest.raises(TrackerError, match="not saved"):
        log(services, made, "2026-11-01", milestone_id=999)
    assert services.records.open(Deliverable, made).record == stored
    assert len(services.progress.entries(made)) == 1


def test_mistakes_write_nothing(services: Services) -> None:
    made = factories.deliverable(services)
    before = services.undo.state()
    for wrong in ({}, {"percent": 101}, {"note": "x", "evidence_url": "file:///x"}):
        with pytest.raises(InvalidDraft):
            log(services, made, "2026-11-01", **wrong)
    assert services.progress.entries(made) == []
    assert services.undo.state() == before


def test_a_note_of_ten_megabytes_is_kept_and_found(services: Services) -> None:
    made = factories.deliverable(services)
    note = "정기 회의 " + "x" * 10_000_000 + " Schluss"
    log(services, made, "2026-11-01", note=note)
    assert services.progress.entries(made)[0].note == note
    assert services.search.find("정기")[0].ref.id == made


def test_as_at_a_day_only_what_had_happened_counts(services: Services) -> None:
    made = factories.deliverable(services)
    for offset in (-2, -1, 0, 1):
        log(services, made, (TODAY + timedelta(days=offset)).isoformat(), percent=10 * (offset + 3))
    assert state(services, made).percent == 30
    assert state(services, made, TODAY - timedelta(days=1)).percent == 20
    last = state(services, made).last
    assert last is not None
    assert last.percent == 30
