"""The filter that a cell stands for finds the record it was taken from."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QAction

from tests import factories
from tests.conftest import TODAY
from tests.services.test_list_filters import found
from tests.ui.opened import page, session, settle
from tracker.app.program import Program
from tracker.domain.dates import PartialDate
from tracker.domain.durations import Duration
from tracker.domain.filter_text import parse, words_of, write
from tracker.domain.filters import Condition, FieldKind, FilterField, Operator
from tracker.services import Services
from tracker.ui.lists.model import VALUE_ROLE
from tracker.ui.records_list.cell_filter import filter_of, is_span
from tracker.ui.records_list.page import ListPage


@pytest.mark.parametrize(
    "iso", ["P5D", "P10D", "P40D", "P1D", "P29D", "P2W", "P3M", "P1Y", "P2Y1M7D", "P10000Y1D"]
)
def test_a_length_is_found_by_its_own_filter(services: Services, iso: str) -> None:
    (field,) = (
        each for each in services.lists.filter_fields("agreement") if each.key == "term_length"
    )
    made = factories.agreement(services, "this", term_length=Duration.parse(iso))
    other = factories.agreement(services, "other", term_length=Duration.parse("P6M"))
    for exclude, expected in ((False, [made]), (True, [other])):
        filter = filter_of(field, Duration.parse(iso), exclude=exclude)
        assert filter is not None
        assert found(services, "agreement", filter) == expected
        typed = parse(write(filter, [field]), [field], TODAY)
        assert typed.problems == ()
        assert found(services, "agreement", typed.filter) == expected
        assert len(words_of(filter, [field])) < 60


def test_a_long_text_is_no_value_to_filter_by() -> None:
    field = FilterField("note", "Note", FieldKind.TEXT)
    assert filter_of(field, "x" * 201, exclude=False) is None
    assert filter_of(field, ["a", "x" * 201], exclude=True) is None
    assert filter_of(field, "x" * 200, exclude=False) == Condition(
        "note", Operator.IS, ("x" * 200,)
    )


@pytest.mark.parametrize(
    ("text", "span"),
    [("2024", True), ("2024-06", True), ("2024-06/2024-08", True), ("2024-06-04", False)],
)
def test_a_date_known_in_part_is_a_span(text: str, span: bool) -> None:
    assert is_span(PartialDate.parse(text)) is span
    assert not is_span("2024")


def menu_at(found: ListPage, row: int, column: int) -> list[QAction]:
    found.view.pane.table.setCurrentIndex(found.model.index(row, column))
    menu = found.context_menu()
    menu.deleteLater()
    return [one for one in menu.actions() if isinstance(one.data(), Condition)]


def test_the_menu_says_what_a_date_known_in_part_finds(program: Program) -> None:
    session(program).navigator.open_list("deliverable")
    settle(program)
    found = page(program)
    assert isinstance(found, ListPage)
    column = [each.key for each in found.model.columns].index("target")
    values = {at: found.model.index(at, column).data(VALUE_ROLE) for at in range(found.model.count)}
    part = next(at for at, value in values.items() if is_span(value))
    shown = found.model.index(part, column).data()
    only, others = menu_at(found, part, column)
    assert (only.text(), others.text()) == (f"Only within {shown}", f"Not within {shown}")
    id = found.model.id_at(part)
    menu_at(found, part, column)[0].trigger()
    settle(program)
    assert id in [found.model.id_at(at) for at in range(found.model.count)]
