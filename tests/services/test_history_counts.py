"""What happened before its agreement is shown everywhere and counted nowhere (seed-002)."""

from __future__ import annotations

from pathlib import Path

import python_calamine

from tests.conftest import TODAY
from tracker.domain.filter_text import parse
from tracker.domain.filters import EVERYTHING, Filter
from tracker.domain.list_views import ListQuery, ShownList
from tracker.domain.record import RecordRef
from tracker.domain.records import Agreement
from tracker.domain.records.agreements import LifecycleEvent
from tracker.services import Services
from tracker.ui.board.arranging import BoardStanding, arranged

BEFORE = {"Korean presence at ISCT 2016", "Korean presence at ISCT 2017"}


def narrowed(services: Services, text: str) -> Filter:
    found = parse(text, services.lists.filter_fields("deliverable"), TODAY)
    assert not found.problems
    return found.filter


def titles(services: Services, text: str) -> set[str]:
    ids = services.lists.ids("deliverable", ListQuery(narrowed(services, text), TODAY))
    return {row[0] for row in services.lists.rows("deliverable", ids, TODAY, ["title"])}


def isct(services: Services) -> int:
    for id in services.records.several(Agreement, range(1, 99)):
        ref = RecordRef("agreement", id)
        if services.records.names([ref])[ref] == "MoU of ISCT, SCRM and CARM":
            return id
    raise AssertionError


def test_it_is_in_the_list_and_not_among_what_is_delivered(samples: Services) -> None:
    assert titles(samples, "") >= BEFORE
    assert titles(samples, "history:yes") >= BEFORE
    assert titles(samples, "history:yes") == titles(samples, "status:history")
    assert not BEFORE & titles(samples, "status:delivered")
    assert not BEFORE & titles(samples, "account:done")
    counts = {
        line.label_value: line.count
        for line in samples.lists.groups("deliverable", ListQuery(today=TODAY), "status")
    }
    assert counts["history"] == len(titles(samples, "history:yes"))
    assert counts["delivered"] == len(titles(samples, "status:delivered"))


def test_the_first_page_the_balance_and_the_summary_agree(samples: Services) -> None:
    shown = samples.home.overview(TODAY).by_status
    assert shown["delivered"] == len(titles(samples, "status:delivered"))
    assert shown["history"] == len(titles(samples, "status:history"))
    id = isct(samples)
    owes = samples.matrix.read(id, TODAY).matrix
    assert not BEFORE & {row.title for row in owes.rows}
    said = samples.reporting.summary(id, TODAY)
    assert {one.title for one in said.deliverables if one.is_history} >= BEFORE
    assert not BEFORE & {row.deliverable for row in said.matrix.rows}
    done = [balance.done for balance in said.matrix.balances]
    assert done == [balance.done for balance in owes.balances]


def test_on_the_board_they_have_a_column_of_their_own(samples: Services) -> None:
    query = ListQuery(EVERYTHING, TODAY)
    for most in (9, 5_000):
        board = samples.board.board(query, most=most)
        for column in ("history", "delivered"):
            found = titles(samples, f"status:{column}")
            assert board.counts[None, column] == len(found)
    assert {card.title for card in board.cards if card.status == "history"} >= BEFORE
    arrangement = arranged(board, BoardStanding(), {}, str)
    (column,) = (one for one in arrangement.columns if one.key == "history")
    assert (column.word, column.is_target, column.folded) == ("History", False, False)


def test_an_export_says_it_and_of_which_day(samples: Services, tmp_path: Path) -> None:
    path = tmp_path / "list.xlsx"
    filter = narrowed(samples, "history:yes asat:2020-06-30")
    shown = ShownList("deliverable", ListQuery(filter, TODAY), (), ("title", "status"), "Before")
    then = titles(samples, "history:yes asat:2020-06-30")
    assert then >= BEFORE
    assert samples.list_export.export(shown, path, "xlsx") == len(then)
    book = python_calamine.CalamineWorkbook.from_path(path)
    assert book.sheet_names == ["As at 2020-06-30"]
    rows = book.get_sheet_by_index(0).to_python()
    assert {row[1] for row in rows[1:]} == {"History"}
    plain = ShownList("deliverable", ListQuery(EVERYTHING, TODAY), (), ("title",), "All of it")
    samples.list_export.export(plain, tmp_path / "plain.xlsx", "xlsx")
    book = python_calamine.CalamineWorkbook.from_path(tmp_path / "plain.xlsx")
    assert book.sheet_names == ["All of it"]


def test_it_follows_the_start_of_the_agreement_as_known(samples: Services) -> None:
    """An earlier signature found later makes it count; an undo makes it history again."""
    id = isct(samples)
    record = samples.records.open(Agreement, id).record
    signed = LifecycleEvent(kind="signed", on="2015-01-01")
    done = samples.records.save(
        record.model_copy(update={"lifecycle": (*record.lifecycle, signed)})
    )
    assert not BEFORE & titles(samples, "history:yes")
    assert titles(samples, "status:delivered") >= BEFORE
    assert done.change_set is not None
    samples.undo.undo(done.change_set.id)
    assert titles(samples, "history:yes") >= BEFORE


def test_the_day_decides(samples: Services) -> None:
    """Before it was held, it was no history; and on no day was it delivered under the MoU."""
    for day in ("2015-12-31", "2016-12-31", "2018-12-31", "2026-11-21"):
        assert not BEFORE & titles(samples, f"status:delivered asat:{day}")
