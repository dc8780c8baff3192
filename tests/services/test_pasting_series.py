"""The rule of a series among pasted rows: its instances follow in the same step, or it is said."""

from __future__ import annotations

from datetime import date

from tests.conftest import TODAY
from tracker.domain.dates import PartialDate
from tracker.domain.record import RecordRef
from tracker.domain.records import Deliverable, ProgressEntry
from tracker.services import Services
from tracker.services.pasting import ROW, Outcome, PasteOptions, PastePlan, read_rows

TWICE, QUARTERLY = "FREQ=MONTHLY;INTERVAL=6", "FREQ=MONTHLY;INTERVAL=3"


def planned(services: Services, *lines: str) -> PastePlan:
    rows = read_rows("\n".join(line.replace("|", "\t") for line in lines))
    found = services.pasting.guess("deliverable", rows, TODAY)
    options = PasteOptions(found.has_head, found.mapping)
    return services.pasting.plan("deliverable", rows, options, TODAY)


def made(services: Services) -> int:
    record = Deliverable.model_validate(
        {"title": "Forum", "type": "forum", "recurrence": TWICE, "recurs_from": "2027-03"}
    )
    return services.series.save(record, TODAY).ref.id


def days(services: Services, id: int) -> list[str]:
    return [str(one.record.target) for one in services.series.instances(id, TODAY)]


def test_a_changed_rule_is_followed_at_once_in_one_step(services: Services) -> None:
    id = made(services)
    before = days(services, id)
    plan = planned(services, "Title|Repeats", f"Forum|{QUARTERLY}")
    (row,) = plan.rows
    assert row.outcome is Outcome.CHANGED
    assert "instances follow" in row.notes[ROW]
    change = services.pasting.apply(plan)
    assert change is not None
    after = days(services, id)
    assert after[:3] == ["2027-03", "2027-06", "2027-09"] != before
    assert services.series.make_ahead(TODAY) is None, "nothing is left to be made"
    services.undo.undo(change.id)
    assert days(services, id) == before


def test_what_has_progress_stays(services: Services) -> None:
    id = made(services)
    second = services.series.instances(id, TODAY)[1].record
    services.progress.log(
        ProgressEntry(deliverable_id=second.id, on=PartialDate.of(TODAY), note="Booked.")
    )
    change = services.pasting.apply(planned(services, "Title|Repeats", "Forum|FREQ=YEARLY"))
    assert change is not None
    kept = services.records.open(Deliverable, second.id or 0).record
    assert kept.trashed_at is None
    assert kept.target == second.target


def test_a_rule_of_a_new_row_is_only_stated_and_that_is_said(services: Services) -> None:
    plan = planned(services, "Title|Type|Repeats", f"Report|Trend report|{QUARTERLY}")
    (row,) = plan.rows
    assert "instances are made when you ask" in row.notes[ROW]
    change = services.pasting.apply(plan)
    assert change is not None
    (ref,) = [one for one in change.touched if one.kind == "deliverable"]
    assert services.series.instances(ref.id, TODAY) == ()


def test_a_row_that_leaves_the_rule_as_it_is_touches_no_instance(services: Services) -> None:
    id = made(services)
    first = services.series.instances(id, TODAY)[0].record
    plan = planned(services, "Title|Repeats|Description", f"Forum|{TWICE}|In the autumn")
    assert ROW not in plan.rows[0].notes
    change = services.pasting.apply(plan)
    assert change is not None
    assert RecordRef("deliverable", first.id or 0) not in change.touched
    assert plan.today == TODAY != date.min
