"""What Enter, Shift+Enter and Tab take in a picker."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QListView

from tests.ui.forms.bench import SHIFT, Bench, Key, children
from tracker.domain.records import Organisation
from tracker.domain.records.organisations import OrganisationName
from tracker.ui.forms.form_dialog import RecordFormDialog
from tracker.ui.forms.suggest import SuggestLine


def _organisation(bench: Bench, name: str, acronym: str = "", *others: str, notes: str = "") -> int:
    names = tuple(OrganisationName(name=one) for one in others)
    made = Organisation(name=name, acronym=acronym, names=names, description=notes)
    return bench.services.records.save(made).ref.id


def _party(dialog: RecordFormDialog) -> SuggestLine:
    line = children(dialog, "parties").rows[0].first_field()
    assert isinstance(line, SuggestLine)
    line.setFocus()
    return line


def _chosen(dialog: RecordFormDialog) -> int | None:
    (party,) = children(dialog, "parties").value()
    found: int | None = party.organisation_id
    return found


def _marked(line: SuggestLine) -> object:
    current = line.current()
    assert current is not None
    return current.payload


@pytest.mark.parametrize(
    "typed",
    [
        "scrm",
        "Stem Cell and Regenerative Medicine",
        "STEM CELL AND REGENERATIVE MEDICINE",
        "scr",
        "regen med",
        "Stem Cel and Regenerative Medicine",
        "Stem Cells and Regener",
        "재생의학",
        "ㅈㅅㅇㅎㅎ",
        "Cells Forum",
    ],
)
def test_enter_takes_the_record_that_is_called_so_or_nearly(bench: Bench, typed: str) -> None:
    wanted = _organisation(
        bench, "Stem Cell and Regenerative Medicine", "SCRM", "재생의학회", "Forum of Cells"
    )
    _organisation(bench, "Society near SCRM", "SNS")
    dialog = bench.create("agreement")
    line = _party(dialog)
    bench.offered(typed)
    assert line.suggestions[-1].payload == "create"
    bench.press(Key.Key_Return)
    bench.settle()
    assert bench.opened() is dialog
    assert _chosen(dialog) == wanted
    assert bench.services.lists.total("organisation") == 2


def test_of_several_hits_the_best_is_marked_and_enter_makes_no_double(bench: Bench) -> None:
    longer = _organisation(bench, "Korea Bio Forum")
    exact = _organisation(bench, "Korea Bio")
    _organisation(bench, "Bio Korea")
    dialog = bench.create("agreement")
    line = _party(dialog)
    bench.offered("Korea")
    assert line.suggestions[0].payload == _marked(line)
    bench.type(" bio")
    bench.settle()
    assert len(line.suggestions) == 4
    bench.press(Key.Key_Return)
    assert _chosen(dialog) == exact != longer


def test_what_holds_the_words_only_in_its_notes_is_another_one(bench: Bench) -> None:
    _organisation(bench, "Kangstem", notes="A founder of the Medicine Forum")
    dialog = bench.create("agreement")
    line = _party(dialog)
    bench.offered("Medicine Forum")
    assert len(line.suggestions) == 2
    assert _marked(line) == "create"
    bench.press(Key.Key_Return)
    bench.settle()
    assert bench.opened().is_small
    assert bench.opened().form.editor("name").value() == "Medicine Forum"


def test_where_nothing_is_found_enter_creates(bench: Bench) -> None:
    dialog = bench.create("agreement")
    line = _party(dialog)
    bench.offered("Nobody")
    assert _marked(line) == "create"
    bench.press(Key.Key_Return)
    bench.settle()
    assert bench.opened().form.editor("name").value() == "Nobody"


@pytest.mark.parametrize("answered", [True, False])
def test_shift_enter_creates_whatever_is_marked(bench: Bench, answered: bool) -> None:
    _organisation(bench, "Korea Bio Forum")
    dialog = bench.create("agreement")
    line = _party(dialog)
    if answered:
        bench.offered("Korea Bio")
        assert "Shift+Enter" in line.suggestions[-1].detail
    else:
        bench.type("Korea Bio")
    bench.press(Key.Key_Return, SHIFT)
    bench.settle()
    assert bench.opened().is_small
    assert bench.opened().form.editor("name").value() == "Korea Bio"


def test_the_last_line_is_one_key_up_from_the_first(bench: Bench) -> None:
    _organisation(bench, "Korea Bio")
    _organisation(bench, "Korea Pharma")
    dialog = bench.create("agreement")
    line = _party(dialog)
    bench.offered("Korea")
    bench.press(Key.Key_Up)
    assert _marked(line) == "create"
    bench.press(Key.Key_Return)
    bench.settle()
    assert bench.opened().form.editor("name").value() == "Korea"


def test_the_last_line_is_taken_with_the_mouse(bench: Bench) -> None:
    _organisation(bench, "Korea Bio")
    dialog = bench.create("agreement")
    line = _party(dialog)
    bench.offered("Korea")
    (shown,) = [one for one in line.findChildren(QListView) if one.isVisible()]
    at = shown.visualRect(shown.model().index(1, 0)).center()
    QTest.mouseClick(shown.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(at))
    bench.settle()
    assert bench.opened().form.editor("name").value() == "Korea"


def test_the_arrows_choose_another(bench: Bench) -> None:
    _organisation(bench, "Korea Bio")
    _organisation(bench, "Korea Pharma")
    dialog = bench.create("agreement")
    line = _party(dialog)
    bench.offered("Korea")
    bench.press(Key.Key_Down)
    second = line.suggestions[1].payload
    assert _marked(line) == second
    bench.press(Key.Key_Return)
    assert _chosen(dialog) == second.ref.id


def test_tab_takes_nothing_that_is_not_called_so(bench: Bench) -> None:
    _organisation(bench, "Seoul Regenerative Medicine Forum")
    dialog = bench.create("agreement")
    _party(dialog)
    bench.offered("Medicine Forum")
    bench.press(Key.Key_Tab)
    bench.settle()
    parties = children(dialog, "parties")
    assert parties.collect().problems
    assert parties.rows[0].editors["organisation_id"].problem
    assert QApplication.focusWidget() is not parties.rows[0].first_field()


def test_tab_takes_nobody_whose_name_only_begins_so(bench: Bench) -> None:
    _organisation(bench, "Kim Kong-sik Institute", "KKI", "The Kims")
    dialog = bench.create("agreement")
    _party(dialog)
    bench.offered("Kim")
    bench.press(Key.Key_Tab)
    bench.settle()
    parties = children(dialog, "parties")
    line = parties.rows[0].first_field()
    assert isinstance(line, SuggestLine)
    assert line.text() == "Kim"
    assert parties.collect().problems
    assert parties.rows[0].editors["organisation_id"].problem


@pytest.mark.parametrize("typed", ["kim institute", "KI", "The Kims"])
def test_tab_takes_what_is_called_so(bench: Bench, typed: str) -> None:
    wanted = _organisation(bench, "Kim Institute", "KI", "The Kims")
    _organisation(bench, "Kim Institute of Seoul", "KIS", "The Kims of Seoul")
    dialog = bench.create("agreement")
    _party(dialog)
    bench.offered(typed)
    bench.press(Key.Key_Tab)
    bench.settle()
    assert _chosen(dialog) == wanted


def test_enter_before_the_answer_does_what_it_would_do_after_it(bench: Bench) -> None:
    wanted = _organisation(bench, "Korea Bio Forum")
    dialog = bench.create("agreement")
    _party(dialog)
    bench.type("Bio")
    bench.press(Key.Key_Return)
    bench.settle()
    assert bench.opened() is dialog
    assert _chosen(dialog) == wanted


def test_the_name_by_which_a_record_is_found_is_shown(bench: Bench) -> None:
    _organisation(bench, "GC Cell", "", "지씨셀")
    dialog = bench.create("agreement")
    line = _party(dialog)
    bench.offered("지씨")
    assert line.suggestions[0].label == "GC Cell"
    assert line.suggestions[0].detail.startswith("지씨셀")
    bench.press(Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    bench.offered("GC")
    assert "지씨셀" not in line.suggestions[0].detail


def test_composed_and_decomposed_hangul_are_one_name(bench: Bench) -> None:
    wanted = _organisation(bench, "\u1112\u1161\u11ab학회")  # 한학회, its first syllable in parts
    _organisation(bench, "한학회 지부")
    dialog = bench.create("agreement")
    _party(dialog)
    bench.offered("한학회")
    bench.press(Key.Key_Return)
    assert _chosen(dialog) == wanted
