"""Amended, extended, renewed, continued: what was before an agreement is delivered under it nowhere
and on no day (seed-002)."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
import python_calamine

from tests import factories
from tests.cli.conftest import Tracker, tracker  # noqa: F401 - a fixture
from tests.conftest import TODAY
from tracker.domain.filter_text import parse
from tracker.domain.filters import EVERYTHING
from tracker.domain.list_views import ListQuery, ShownList
from tracker.domain.progress import DeliverableStatus
from tracker.domain.records import Deliverable, ProgressEntry
from tracker.domain.records.agreements import AgreementLink, AgreementLinkKind, LifecycleEvent
from tracker.domain.series_standing import standing_of
from tracker.services import Services

HISTORY = {"Pavilion 2017", "White paper 2016", "Forum under the renewed", "Before the successor"}
DELIVERED = {"Pavilion 2018", "Pavilion 2021", "Forum 2023", "Report 2025"}
DAYS = tuple(date(year, month, 28) for year in range(2016, 2027) for month in (2, 11))


@pytest.fixture
def told(services: Services) -> Services:
    """An agreement that was amended and extended, one that renews it, and a successor's."""
    parties = tuple(factories.organisation(services, name) for name in ("ISCT", "CARM"))
    first = factories.agreement(
        services,
        "First",
        parties,
        lifecycle=tuple(
            LifecycleEvent(kind=kind, on=on)
            for kind, on in (
                ("signed", "2018-06-01"),
                ("amended", "2020-01-01"),
                ("extended", "2021-05-01"),
                ("superseded", "2022-01-01"),
            )
        ),
    )
    renewed = factories.agreement(
        services, "Renewed", parties, signed="2022-01-01",
        links=[AgreementLink(kind=AgreementLinkKind.RENEWS, other_id=first)],
    )  # fmt: skip
    successor = factories.agreement(
        services, "Successor", parties, signed="2025-01-01",
        links=[AgreementLink(kind=AgreementLinkKind.CONTINUES, other_id=renewed)],
    )  # fmt: skip
    for title, agreement, held in (
        ("Pavilion 2017", first, "2017-05"),
        ("Pavilion 2018", first, "2018-12-01"),
        ("Pavilion 2021", first, "2021-03-01"),
        ("Forum under the renewed", renewed, "2021-06-01"),
        ("Forum 2023", renewed, "2023-06-01"),
        ("Before the successor", successor, "2024-10"),
        ("Report 2025", successor, "2025-06-01"),
    ):
        made = factories.deliverable(services, title, parties, agreement_id=agreement)
        services.progress.log(
            ProgressEntry(deliverable_id=made, on=held, note="held", status="delivered")
        )
    factories.deliverable(
        services, "White paper 2016", parties, agreement_id=first, target="2016",
        opening_status=DeliverableStatus.DELIVERED,
    )  # fmt: skip
    return services


def titles(services: Services, text: str, today: date = TODAY) -> set[str]:
    found = parse(text, services.lists.filter_fields("deliverable"), today)
    assert not found.problems
    ids = services.lists.ids("deliverable", ListQuery(found.filter, today))
    return {row[0] for row in services.lists.rows("deliverable", ids, today, ["title"])}


def test_lists_groups_and_the_first_page(told: Services) -> None:
    assert titles(told, "status:history") == titles(told, "history:yes") == HISTORY
    assert titles(told, "status:delivered") == titles(told, "account:done") == DELIVERED
    groups = told.lists.groups("deliverable", ListQuery(today=TODAY), "status")
    counts = {line.label_value: line.count for line in groups}
    assert counts == {"history": 4, "delivered": 4}
    shown = told.home.overview(TODAY).by_status
    assert (shown["delivered"], shown["history"]) == (4, 4)


@pytest.mark.parametrize("most", [2, 500])
def test_the_board(told: Services, most: int) -> None:
    board = told.board.board(ListQuery(EVERYTHING, TODAY), most=most)
    assert (board.counts[None, "history"], board.counts[None, "delivered"]) == (4, 4)
    assert all((card.status == "history") == (card.title in HISTORY) for card in board.cards)


def test_matrix_balance_and_summary_of_each(told: Services) -> None:
    for id, done in ((1, 2), (2, 1), (3, 1)):
        owes = told.matrix.read(id, TODAY).matrix
        assert not HISTORY & {row.title for row in owes.rows}
        assert [one.done for one in owes.balances] == [done, done]
        said = told.reporting.summary(id, TODAY)
        assert {one.title for one in said.deliverables if one.is_history} == HISTORY & {
            one.title for one in said.deliverables
        }
        assert [one.done for one in said.matrix.balances] == [done, done]
        assert not HISTORY & {row.deliverable for row in said.matrix.rows}
        states = told.pages.deliverables_of(id, TODAY)
        assert {one.name for one in states if one.is_history} == HISTORY & {
            one.name for one in states
        }


def test_on_no_day_was_it_delivered_under_it(told: Services) -> None:
    for day in DAYS:
        assert not HISTORY & titles(told, f"status:delivered asat:{day}")
        assert not HISTORY & titles(told, "status:delivered", day)
        board = told.board.board(ListQuery(EVERYTHING, day))
        assert not HISTORY & {one.title for one in board.cards if one.status == "delivered"}
        for id in (1, 2, 3):
            done = {row.title for row in told.matrix.read(id, day).matrix.rows
                    if any(cell.state == "done" for cell in row.cells)}  # fmt: skip
            assert not HISTORY & done


def test_an_export_says_it(told: Services, tmp_path: Path) -> None:
    path = tmp_path / "all.xlsx"
    shown = ShownList("deliverable", ListQuery(EVERYTHING, TODAY), (), ("title", "status"), "All")
    told.list_export.export(shown, path, "xlsx")
    rows = python_calamine.CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()
    assert {row[0] for row in rows[1:] if row[1] == "History"} == HISTORY
    assert {row[0] for row in rows[1:] if row[1] == "Delivered"} == DELIVERED


def test_the_command_line_says_it(told: Services, tracker: Tracker) -> None:  # noqa: F811
    db = ("--db", told.database_path)
    told.close()
    listed = tracker(*db, "list", "deliverable", "--filter", "status:delivered").out
    assert all(title in listed for title in DELIVERED)
    assert not any(title in listed for title in HISTORY)
    listed = tracker(*db, "list", "deliverable", "--filter", "status:history").out
    assert all(title in listed for title in HISTORY)
    then = tracker(*db, "list", "deliverable", "--as-at", "2017-12-31", "--filter",
                   "status:delivered").out  # fmt: skip
    assert "Pavilion 2017" not in then
    shown = tracker(*db, "show", "Pavilion 2017").out
    assert "Delivered · Before the agreement, not counted" in shown
    assert "not counted" not in tracker(*db, "show", "Pavilion 2018").out
    summary = tracker(*db, "summary", "First").out
    assert summary.index("not counted") < summary.index("Pavilion 2017")


def test_an_instance_before_the_agreement_is_in_no_figure_of_its_series(told: Services) -> None:
    series = Deliverable(
        title="Forum", agreement_id=2, recurrence="FREQ=YEARLY", recurs_from="2021-05"
    )
    id = told.series.save(series, TODAY).ref.id
    told.series.make_further(id, TODAY, 12, past=True)
    for one in told.series.instances(id, TODAY):
        if one.target and one.target.latest < date(2024, 1, 1):
            told.progress.log(
                ProgressEntry(
                    deliverable_id=one.ref.id, on=one.target, note="held", status="delivered"
                )
            )
    said = standing_of(told.series.instances(id, TODAY))
    assert (said.history, said.delivered) == (1, 2)
