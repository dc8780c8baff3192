"""The filter of a list by itself: typing, completion, mistakes, chips and the popup, by keys."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QListWidgetItem, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.opened import press, type_text
from tracker.domain.countries import countries
from tracker.domain.filters import Condition, FieldKind, FilterField, Group, Operator
from tracker.ui.filtering.bar import FilterBar
from tracker.ui.filtering.popup import FilterPopup
from tracker.ui.filtering.values import ChecklistEditor, DaysEditor, TextsEditor
from tracker.ui.icons import Icons

TODAY = date(2026, 11, 21)
FIELDS = (
    FilterField("title", "&Title", FieldKind.TEXT),
    FilterField("owner", "Owner", FieldKind.TEXT, people=True),
    FilterField(
        "status",
        "Status",
        FieldKind.CHOICE,
        choices={"planned": "Planned", "at_risk": "At risk", "overdue": "Overdue"},
    ),
    FilterField("country", "Country", FieldKind.CHOICE, choices=countries()),
    FilterField("target", "Target", FieldKind.DATE, aliases=("due",)),
    FilterField("open", "Open", FieldKind.FLAG),
    FilterField("pavilion.area", "Area", FieldKind.NUMBER, unit="m²", of="Pavilion"),
)
OVERDUE = Condition("status", Operator.IS, ("overdue",))
ENTER, TAB, DOWN = Qt.Key.Key_Return, Qt.Key.Key_Tab, Qt.Key.Key_Down


@pytest.fixture
def bar(icons: Icons, qtbot: QtBot) -> Iterator[FilterBar]:
    """A bar in a window that is active."""
    window = QWidget()
    qtbot.addWidget(window)
    made = FilterBar(icons, "Filter deliverables", lambda: TODAY)
    made.set_fields(FIELDS)
    column = QVBoxLayout(window)
    column.addWidget(made)
    column.addStretch(1)
    window.resize(900, 300)
    window.show()
    assert QTest.qWaitForWindowActive(window)
    made.line.setFocus()
    yield made
    made.line.close_list()


def texts(bar: FilterBar) -> list[str]:
    return [chip.word.text() for chip in bar.chips.chips]


def is_open(bar: FilterBar) -> bool:
    return bar.line.is_open


def popup(bar: FilterBar) -> FilterPopup:
    assert bar.popup is not None
    assert bar.popup.isVisible()
    return bar.popup


# --- typing ---------------------------------------------------------------------------------------


def test_what_is_typed_filters_at_once_and_becomes_chips_on_enter(
    bar: FilterBar, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(bar.changed):
        type_text(bar.line, "forum status:overdue due<today")
    words = Condition("", Operator.CONTAINS, ("forum",))
    due = Condition("target", Operator.LESS, ("today",))
    assert bar.filter() == Group((words, OVERDUE, due))
    assert texts(bar) == []
    bar.line.close_list()
    press(bar.line, ENTER)
    assert bar.line.text() == "forum"
    assert texts(bar) == ["Status is Overdue", "Target is before today"]
    assert bar.filter() == Group((words, OVERDUE, due))


def test_enter_on_bare_words_leads_into_the_list(bar: FilterBar, qtbot: QtBot) -> None:
    type_text(bar.line, "qqq")
    with qtbot.waitSignal(bar.below_requested):
        press(bar.line, ENTER)
    assert bar.line.text() == "qqq"
    with qtbot.waitSignal(bar.below_requested):
        press(bar.line, DOWN)


def test_a_mistake_is_said_with_its_place_and_the_rest_filters(
    bar: FilterBar, qtbot: QtBot
) -> None:
    type_text(bar.line, "status:overdue zzz:1")
    bar.line.close_list()
    qtbot.waitUntil(bar.problem.isVisible, timeout=3000)
    assert "At character 16: There is no field “zzz”" in bar.problem.text()
    assert bar.line.property("invalid") is True
    assert bar.filter() == Group((OVERDUE,))
    bar.grab()  # the line under it is painted
    press(bar.line, ENTER)
    assert bar.line.selectedText() == "zzz"
    assert texts(bar) == []
    QTest.keyClicks(bar.line, "title")
    bar.line.close_list()
    qtbot.waitUntil(bar.problem.isHidden)
    press(bar.line, ENTER)
    assert texts(bar) == ["Status is Overdue", "Title contains “1”"]


def test_completion_by_keys(bar: FilterBar) -> None:
    QTest.keyClicks(bar.line, "stat")
    assert is_open(bar)
    assert [one.label for one in bar.line.suggestions] == ["Status"]
    press(bar.line, TAB)
    assert bar.line.text() == "status:"
    assert bar.line.hasFocus()
    assert [one.label for one in bar.line.suggestions][:2] == ["Planned", "At risk"]
    press(bar.line, DOWN)
    press(bar.line, DOWN)
    press(bar.line, ENTER)
    assert bar.line.text() == "status:at_risk "
    assert not is_open(bar)
    press(bar.line, ENTER)
    assert texts(bar) == ["Status is At risk"]


def test_enter_takes_words_as_they_are_while_suggestions_are_open(bar: FilterBar) -> None:
    QTest.keyClicks(bar.line, "stat")
    assert is_open(bar)
    press(bar.line, ENTER)
    assert bar.line.text() == "stat"
    assert not is_open(bar)
    press(bar.line, Qt.Key.Key_Space, Qt.KeyboardModifier.ControlModifier)
    assert is_open(bar)


def test_escape_empties_the_line(bar: FilterBar, qtbot: QtBot) -> None:
    type_text(bar.line, "qqq")
    qtbot.waitUntil(lambda: bar.filter() != Group())
    press(bar.line, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: bar.filter() == Group())


def test_korean_is_typed(bar: FilterBar, qtbot: QtBot) -> None:
    type_text(bar.line, "첨단재생 country:대한민국")
    qtbot.waitUntil(lambda: len(bar.filter().parts) == 2)
    press(bar.line, ENTER)
    assert texts(bar) == ["Country is South Korea"]


# --- chips ----------------------------------------------------------------------------------------


def test_a_chip_is_removed_by_its_cross_and_by_a_key(bar: FilterBar, qtbot: QtBot) -> None:
    due = Condition("target", Operator.NEXT_DAYS, ("30",))
    bar.set_filter(Group((OVERDUE, due)))
    with qtbot.waitSignal(bar.changed):
        QTest.mouseClick(bar.chips.chips[0].cross, Qt.MouseButton.LeftButton)
    assert bar.filter() == Group((due,))
    assert bar.chips.chips[0].word.hasFocus()
    with qtbot.waitSignal(bar.changed):
        press(bar.chips.chips[0].word, Qt.Key.Key_Delete)
    assert bar.filter() == Group()
    assert bar.chips.add.hasFocus()


def test_setting_a_filter_tells_nobody(bar: FilterBar, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(bar.changed, wait=200):
        bar.set_filter(Group((Condition("", Operator.CONTAINS, ("a or b",)), OVERDUE)))
    assert bar.line.text() == 'a "or" b'
    assert texts(bar) == ["Status is Overdue"]


def test_what_the_popup_cannot_show_is_edited_as_text(bar: FilterBar) -> None:
    inner = Group((OVERDUE, Condition("open", Operator.IS, ("yes",))))
    bar.set_filter(Group((Group((inner, Condition("title", Operator.EMPTY)), either=True),)))
    before = bar.filter()
    press(bar.chips.chips[0].word, ENTER)
    assert bar.popup is None
    assert bar.line.text() == "((status:overdue open:yes) or title:empty)"
    assert texts(bar) == []
    assert bar.filter() == before


def test_the_others_are_a_chip_that_is_edited_as_text(bar: FilterBar) -> None:
    type_text(bar.line, "-due<2026-06-30 ")
    press(bar.line, ENTER)
    early = Condition("target", Operator.LESS, ("2026-06-30",))
    assert texts(bar) == ["not (Target is before 30 Jun 2026)"]
    assert bar.filter() == Group((Group((early,), negated=True),))
    press(bar.chips.chips[0].word, Qt.Key.Key_Space)
    assert bar.chips.chips == []
    assert bar.line.text() == "-target<2026-06-30"
    assert bar.filter() == Group((Group((early,), negated=True),))


# --- the popup ------------------------------------------------------------------------------------


def choose_field(bar: FilterBar, typed: str) -> FilterPopup:
    press(bar.chips.add, Qt.Key.Key_Space)
    shown = popup(bar)
    assert shown.chooser.search.hasFocus()
    QTest.keyClicks(shown.chooser.search, typed)
    press(shown.chooser.search, ENTER)
    return shown


def test_a_filter_is_added_by_keys(bar: FilterBar, qtbot: QtBot) -> None:
    shown = choose_field(bar, "stat")
    editor = shown.alternatives[0].editor
    assert isinstance(editor, ChecklistEditor)
    assert editor.list.hasFocus()
    press(editor.list, Qt.Key.Key_Space)
    press(editor.list, DOWN)
    press(editor.list, Qt.Key.Key_Space)
    with qtbot.waitSignal(bar.changed):
        press(editor.list, ENTER)
    assert texts(bar) == ["Status is Planned or At risk"]
    assert bar.chips.chips[0].word.hasFocus()
    qtbot.waitUntil(lambda: bar.popup is None)


def test_the_popup_stays_on_the_screen_when_it_grows(bar: FilterBar) -> None:
    press(bar.chips.add, Qt.Key.Key_Space)
    shown = popup(bar)
    screen = shown.screen().availableGeometry()
    shown.move(screen.right() - shown.width(), shown.y())
    shown.setFixedWidth(shown.width() + 80)
    QTest.keyClicks(shown.chooser.search, "stat")
    press(shown.chooser.search, ENTER)
    assert shown.geometry().right() <= screen.right()


def test_dates_are_typed_as_people_write_them(bar: FilterBar) -> None:
    shown = choose_field(bar, "due")
    editor = shown.alternatives[0].editor
    assert isinstance(editor, TextsEditor)
    QTest.keyClicks(editor.lines[0], "+2w")
    assert editor._said.text() == "= 5 Dec 2026"
    press(editor.lines[0], ENTER)
    assert texts(bar) == ["Target is before 5 Dec 2026"]


def test_a_value_that_is_none_keeps_the_popup_open(bar: FilterBar) -> None:
    shown = choose_field(bar, "area")
    editor = shown.alternatives[0].editor
    assert isinstance(editor, TextsEditor)
    QTest.keyClicks(editor.lines[0], "lots")
    press(editor.lines[0], ENTER)
    assert shown.isVisible()
    assert "is not a number" in editor._said.text()
    assert editor.lines[0].property("invalid") is True
    editor.lines[0].selectAll()
    QTest.keyClicks(editor.lines[0], "1,250 m²")
    press(editor.lines[0], ENTER)
    assert texts(bar) == ["Pavilion: Area is 1,250 m²"]


def test_a_chip_is_edited_and_another_comparison_chosen(bar: FilterBar) -> None:
    bar.set_filter(Condition("target", Operator.LESS, ("2026-12-31",)))
    press(bar.chips.chips[0].word, ENTER)
    one = popup(bar).alternatives[0]
    assert isinstance(one.editor, TextsEditor)
    assert one.editor.lines[0].text() == "31 Dec 2026"
    one.operator.setCurrentIndex(one.operator.findData(Operator.BETWEEN))
    assert isinstance(one.editor, TextsEditor)
    assert [line.text() for line in one.editor.lines] == ["31 Dec 2026", ""]
    QTest.keyClicks(one.editor.lines[1], "Mar 2027")
    press(one.editor.lines[1], ENTER)
    assert texts(bar) == ["Target is between 31 Dec 2026 and Mar 2027"]
    press(bar.chips.chips[0].word, ENTER)
    one = popup(bar).alternatives[0]
    one.operator.setCurrentIndex(one.operator.findData(Operator.NEXT_DAYS))
    assert isinstance(one.editor, DaysEditor)
    press(one.editor.box, ENTER)
    assert texts(bar) == ["Target is in the next 30 days"]


def test_alternatives_are_added_and_removed(bar: FilterBar, qtbot: QtBot) -> None:
    bar.set_filter(Condition("title", Operator.CONTAINS, ("forum",)))
    press(bar.chips.chips[0].word, ENTER)
    shown = popup(bar)
    press(shown.add, Qt.Key.Key_Space)
    editor = shown.alternatives[1].editor
    assert isinstance(editor, TextsEditor)
    assert editor.lines[0].hasFocus()
    QTest.keyClicks(editor.lines[0], "webinar")
    press(editor.lines[0], ENTER)
    assert texts(bar) == ["Title contains “forum” or Title contains “webinar”"]
    press(bar.chips.chips[0].word, ENTER)
    shown = popup(bar)
    assert len(shown.alternatives) == 2
    press(shown.alternatives[0].cross, Qt.Key.Key_Space)
    press(shown.apply, Qt.Key.Key_Space)
    assert texts(bar) == ["Title contains “webinar”"]


def test_the_popup_removes_its_filter_and_escape_leaves_it(bar: FilterBar, qtbot: QtBot) -> None:
    bar.set_filter(OVERDUE)
    press(bar.chips.chips[0].word, ENTER)
    press(popup(bar), Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: bar.popup is None)
    assert texts(bar) == ["Status is Overdue"]
    press(bar.chips.chips[0].word, ENTER)
    remove = popup(bar).remove
    assert remove is not None
    press(remove, Qt.Key.Key_Space)
    assert texts(bar) == []


def test_a_long_list_of_values_is_searched(bar: FilterBar) -> None:
    shown = choose_field(bar, "country")
    editor = shown.alternatives[0].editor
    assert isinstance(editor, ChecklistEditor)
    assert editor.search is not None
    assert editor.search.hasFocus()
    press(editor.search, ENTER)
    assert shown.alternatives[0].problem.text() == "Tick at least one value."
    QTest.keyClicks(editor.search, "south k")
    press(editor.search, DOWN)
    press(editor.list, Qt.Key.Key_Space)
    press(editor.list, ENTER)
    assert texts(bar) == ["Country is South Korea"]


def test_fields_are_grouped_by_type(bar: FilterBar) -> None:
    press(bar.chips.add, Qt.Key.Key_Space)
    chooser = popup(bar).chooser
    rows = [chooser.list.item(row) for row in range(chooser.list.count())]
    assert [row.text() for row in rows] == [
        "Country", "Open", "Owner", "Status", "Target", "Title", "Pavilion", "Area",
    ]  # fmt: skip
    QTest.keyClicks(chooser.search, "pav")
    assert [row.text() for row in rows if not row.isHidden()] == ["Pavilion", "Area"]
    current: QListWidgetItem = chooser.list.currentItem()
    assert current.text() == "Area"
    press(chooser.search, Qt.Key.Key_Escape)
    assert QApplication.activePopupWidget() is None


def test_every_control_has_a_name(bar: FilterBar) -> None:
    bar.set_filter(Condition("target", Operator.BETWEEN, ("2026-01", "2026-03")))
    press(bar.chips.chips[0].word, ENTER)
    shown = popup(bar)
    for root in (bar, shown):
        for widget in root.findChildren(QWidget):
            if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisible():
                assert widget.accessibleName(), widget
