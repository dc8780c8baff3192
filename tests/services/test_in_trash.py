"""Nothing is logged on a deliverable in the trash, whichever way somebody comes."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests import factories
from tracker.domain.changes import Action
from tracker.domain.dates import PartialDate
from tracker.domain.record import RecordRef
from tracker.domain.records import Deliverable, ProgressEntry
from tracker.domain.records.deliverables import Milestone
from tracker.errors import InTrash
from tracker.services import Services
from tracker.services.bulk_progress_plan import BulkLog

DAY = PartialDate.parse("2026-11-20")
WAYS: dict[str, Callable[[Services, int, int, int], object]] = {
    "a line": lambda services, made, line, step: services.progress.log(
        ProgressEntry(deliverable_id=made, on=DAY, note="Held")
    ),
    "a correction": lambda services, made, line, step: services.progress.log(
        ProgressEntry(deliverable_id=made, on=DAY, note="Held", corrects_id=line)
    ),
    "a withdrawal": lambda services, made, line, step: services.progress.withdraw(line),
    "a step": lambda services, made, line, step: services.milestones.reach(made, step + 1, DAY),
    "a step taken back": lambda services, made, line, step: services.milestones.take_back(
        made, step
    ),
    "a batch": lambda services, made, line, step: services.batch.write(
        [], [ProgressEntry(deliverable_id=made, on=DAY, note="Held")], Action("Load {name}", "x")
    ),
}


@pytest.mark.parametrize("way", WAYS)
def test_the_log_of_what_is_in_the_trash_is_refused(services: Services, way: str) -> None:
    steps = [Milestone(title="Apply"), Milestone(title="Pay")]
    id = services.records.save(Deliverable(title="Pavilion", milestones=steps)).ref.id
    step = services.records.open(Deliverable, id).record.milestones[0].id or 0
    line = services.progress.log(
        ProgressEntry(deliverable_id=id, on=DAY, note="Applied", milestone_id=step)
    ).entry_id
    services.records.trash(RecordRef("deliverable", id))
    with pytest.raises(InTrash) as refused:
        WAYS[way](services, id, line, step)
    assert refused.value.what == "Nothing was logged."
    assert refused.value.why == "“Pavilion” is in the trash."
    assert refused.value.remedy == "Bring it back from the trash, then log it."
    assert len(services.progress.entries(id)) == 1
    services.records.restore(RecordRef("deliverable", id))
    WAYS[way](services, id, line, step)
    assert len(services.progress.entries(id)) == 2


def test_of_many_the_one_in_the_trash_is_left_out_and_said(services: Services) -> None:
    kept, thrown = factories.deliverable(services, "Forum"), factories.deliverable(services, "Pav")
    services.records.trash(RecordRef("deliverable", thrown))
    log = BulkLog(on=DAY, note="Held")
    seen = services.bulk_progress.preview([kept, thrown], log)
    assert [(one.name, one.reason) for one in seen.refused_lines] == [
        ("Pav", "It is in the trash.")
    ]
    done = services.bulk_progress.apply([kept, thrown], log)
    assert (done.logged, done.refused) == (1, 1)
    assert services.progress.entries(thrown) == []


def test_undo_and_redo_of_a_line_go_on(services: Services) -> None:
    id = factories.deliverable(services, "Forum")
    logged = services.progress.log(ProgressEntry(deliverable_id=id, on=DAY, note="Held"))
    services.records.trash(RecordRef("deliverable", id))
    services.undo.undo(logged.change_set.id)
    assert services.progress.entries(id) == []
