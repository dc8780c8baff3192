"""What others logged since a person looked is never overwritten without a word."""

from __future__ import annotations

from typing import Any

import pytest

from tests import factories
from tests.conftest import TODAY
from tracker.domain.dates import PartialDate
from tracker.domain.list_views import ListQuery
from tracker.domain.progress import DeliverableStatus
from tracker.domain.records import ProgressEntry
from tracker.errors import NotFound
from tracker.services import Services
from tracker.services.bulk_progress_plan import BulkLog
from tracker.services.meanwhile import LoggedMeanwhile, in_words


def entry(id: int, **more: Any) -> ProgressEntry:
    return ProgressEntry.model_validate({"deliverable_id": id, "on": "2026-11-20"} | more)


def test_a_line_is_refused_where_the_newest_is_not_the_one_that_was_seen(
    services: Services,
) -> None:
    id = factories.deliverable(services)
    first = services.progress.log(entry(id, note="begun"), seen=0).entry_id
    # Of a day long past: it is not what holds now, and was written all the same.
    second = services.progress.log(entry(id, on="2020", note="asked", status="cancelled")).entry_id
    with pytest.raises(LoggedMeanwhile) as refused:
        services.progress.log(entry(id, status="in_progress"), seen=first)
    said = str(refused.value)
    assert "Changed meanwhile: Cancelled" in said
    assert f"by {services.who}" in said
    assert "asked" in said
    assert "once more" in said
    assert [line.note for line in services.progress.entries(id)] == ["begun", "asked"]
    (found,) = refused.value.found
    assert found.newest == second
    services.progress.log(entry(id, status="in_progress"), seen=found.newest)
    assert len(services.progress.entries(id)) == 3


def test_a_line_taken_back_is_no_line_of_anybody(services: Services) -> None:
    id = factories.deliverable(services, opening_status=DeliverableStatus.PLANNED)
    done = services.progress.log(entry(id, status="cancelled"))
    assert services.progress.meanwhile({id: done.entry_id}) == []
    services.undo.undo(done.change_set.id)
    (found,) = services.progress.meanwhile({id: done.entry_id})
    assert str(found) == "Changed meanwhile: Planned."


def test_a_correction_is_refused_too_and_a_line_put_right_already_is_said_first(
    services: Services,
) -> None:
    id = factories.deliverable(services)
    wrong = services.progress.log(entry(id, note="Seoul")).entry_id
    services.progress.log(entry(id, note="Busan"))
    with pytest.raises(LoggedMeanwhile):
        services.progress.log(entry(id, note="Tokyo", corrects_id=wrong), seen=wrong)
    right = services.progress.log(entry(id, note="Tokyo", corrects_id=wrong)).entry_id
    with pytest.raises(NotFound):
        services.progress.log(entry(id, note="Osaka", corrects_id=wrong), seen=wrong)
    assert services.progress.entries(id)[-1].id == right


def test_of_several_those_with_a_newer_line_are_left_out_with_the_reason(
    services: Services,
) -> None:
    ids = [factories.deliverable(services, f"Report {n}") for n in range(3)]
    seen = dict.fromkeys(ids, 0)
    services.progress.log(entry(ids[1], status="delivered"))
    log = BulkLog(PartialDate.of(TODAY), "sent", DeliverableStatus.IN_PROGRESS)
    result = services.bulk_progress.apply(ids, log, seen=seen)
    assert set(result.entries) == {ids[0], ids[2]}
    assert "meanwhile" in result.refused_lines[0].reason
    assert "Delivered" in in_words(services.progress.meanwhile({ids[1]: 0}))
    # Of two and more it is said how many, what they are and by whom.
    words = in_words(services.progress.meanwhile(seen))
    assert words.startswith("3 of them changed meanwhile: ")
    assert words.endswith(f"({services.who}).")


def test_a_card_knows_the_line_that_was_written_last(services: Services) -> None:
    id = factories.deliverable(services)
    services.progress.log(entry(id, note="now"))
    late = services.progress.log(entry(id, on="2020", note="before")).entry_id
    other = factories.deliverable(services, "Nothing logged")
    cards = {card.id: card for card in services.board.board(ListQuery(today=TODAY)).cards}
    assert (cards[id].newest, cards[id].last) == (late, "now")
    assert cards[other].newest == 0
    taken = cards[id].with_status("delivered")
    assert taken.percent == cards[id].percent
