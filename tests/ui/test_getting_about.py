"""Next and previous record, favourites, links, and the mouse's own back and forward."""

from __future__ import annotations

from array import array
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from tests.ui.opened import dialog, page, press, session, settle, type_text
from tracker.app.program import Program
from tracker.domain.records import Deliverable
from tracker.domain.refs import RecordRef, link_of, linked
from tracker.services import Services
from tracker.ui.favourites import Favourites
from tracker.ui.forms.form_dialog import RecordFormDialog
from tracker.ui.memory import Memory
from tracker.ui.places import Place
from tracker.ui.record_page.base import RecordPage
from tracker.ui.search.command_words import BEGINS, EXACT, HOLDS, INITIALS, CommandWords
from tracker.ui.search.typed import Typed, understood

ALT, CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier


# --- next and previous --------------------------------------------------------------------------


def shown(program: Program) -> RecordPage:
    found = page(program)
    assert isinstance(found, RecordPage)
    return found


def test_next_and_previous_walk_the_list_and_back_leaves_it(program: Program) -> None:
    navigator = session(program).navigator
    ids = array("q", [4, 2, 7])
    navigator.open_list("agreement")
    navigator.open_record(RecordRef("agreement", 4), ids)
    settle(program)
    assert shown(program).frame.head._place_words.text() == "1 of 3"
    assert not program.window.actions_["previous"].isEnabled()
    press(program.window, Qt.Key.Key_Down, ALT)
    settle(program)
    assert shown(program).ref == RecordRef("agreement", 2)
    press(program.window, Qt.Key.Key_PageDown, CTRL)
    settle(program)
    assert shown(program).ref == RecordRef("agreement", 7)
    assert shown(program).frame.head._place_words.text() == "3 of 3"
    assert not program.window.actions_["next"].isEnabled()
    press(program.window, Qt.Key.Key_Up, ALT)
    settle(program)
    here = navigator.history.current
    assert here is not None
    assert here.among is ids
    navigator.open_home()
    navigator.back()
    settle(program)
    assert shown(program).frame.head._place_words.text() == "2 of 3"
    navigator.back()
    assert navigator.history.current == Place("list", "agreement")


def test_a_record_opened_by_itself_has_no_neighbours(program: Program) -> None:
    session(program).navigator.open_record(RecordRef("agreement", 4))
    settle(program)
    assert shown(program).frame.head._place.isHidden()
    assert not program.window.actions_["next"].isEnabled()
    press(program.window, Qt.Key.Key_Down, ALT)
    settle(program)
    assert shown(program).ref == RecordRef("agreement", 4)


def test_a_place_knows_where_it_is_among_many() -> None:
    ids = array("q", range(200_000))
    place = Place("record", "deliverable", "", 150_000, ids)
    assert place.position() == (150_000, 200_000)
    after = place.stepped(1)
    assert after is not None
    assert (after.id, after.at) == (150_001, 150_001)
    assert Place("record", "deliverable", "", 5, array("q", [1])).position() is None
    assert Place("record", "deliverable", "", 0, ids).stepped(-1) is None


# --- favourites ---------------------------------------------------------------------------------


def test_a_record_is_marked_by_key_and_stands_in_the_rail(program: Program) -> None:
    ref = RecordRef("organisation", 2)
    session(program).navigator.open_record(ref)
    settle(program)
    press(program.window, Qt.Key.Key_D, CTRL)
    settle(program)
    assert program.window.rail.keys("favourites") == [link_of(ref)]
    assert shown(program).frame.head.star_button.accessibleName() == "Remove from favourites"
    session(program).navigator.open_home()
    QTest.mouseClick(program.window.rail.item(link_of(ref)), Qt.MouseButton.LeftButton)
    settle(program)
    assert session(program).navigator.history.current == Place("record", "organisation", "", 2)
    shown(program).frame.head.star_button.click()
    settle(program)
    assert program.window.rail.keys("favourites") == []
    assert program.window.actions_["favourite"].text() == "Add to fa&vourites"


def test_a_favourite_in_the_trash_is_left_out_until_it_is_back(program: Program) -> None:
    ref, other = RecordRef("organisation", 5), RecordRef("event", 1)
    marks = session(program).desk.favourites
    for each in (ref, other, RecordRef("event", 99_999), RecordRef("nonsense", 1)):
        marks.toggle(each)
    session(program).navigator.trash(ref)
    settle(program)
    assert program.window.rail.keys("favourites") == [link_of(other)]
    session(program).navigator.restore(ref)
    settle(program)
    assert program.window.rail.keys("favourites") == [link_of(ref), link_of(other)]


def test_favourites_are_remembered_for_each_database(tmp_path: Path) -> None:
    file, first, second = tmp_path / "settings.json", tmp_path / "a", tmp_path / "b"
    memory = Memory(file)
    marks = Favourites(memory, first)
    assert marks.toggle(RecordRef("agreement", 3))
    assert marks.toggle(RecordRef("event", 1))
    assert not marks.toggle(RecordRef("event", 1))
    memory.save()
    again = Memory(file)
    assert Favourites(again, first).all() == [RecordRef("agreement", 3)]
    assert Favourites(again, second).all() == []
    again.keep_layout(f"favourites:{first}", {"refs": [["x"], "y", ["event", "1"], ["event", 2]]})
    assert Favourites(again, first).all() == [RecordRef("event", 2)]


# --- links --------------------------------------------------------------------------------------


def test_a_copied_link_opens_the_record(program: Program) -> None:
    session(program).navigator.open_record(RecordRef("agreement", 3))
    settle(program)
    menu = shown(program).frame.head.menu
    next(each for each in menu.actions() if "link" in each.text()).trigger()
    link = QGuiApplication.clipboard().text()
    assert link == "tracker:agreement/3"
    session(program).navigator.open_home()
    press(program.window, Qt.Key.Key_K, CTRL)
    settle(program)
    palette = program.finding.palette
    assert palette is not None
    palette.field.paste()
    settle(program)
    assert [entry.payload for entry in palette.model.entries] == [RecordRef("agreement", 3)]
    press(palette.field, Qt.Key.Key_Return)
    settle(program)
    assert session(program).navigator.history.current == Place("record", "agreement", "", 3)


def test_links_are_understood_and_other_texts_are_none() -> None:
    ref = RecordRef("deliverable", 12)
    assert linked(link_of(ref)) == linked(" deliverable-12 ") == ref
    for text in ("", "2024-12", "tracker:agreement/", "tracker:a/1/2", "covid-19 plan", "ㅎ"):
        assert linked(text) is None


# --- the mouse ----------------------------------------------------------------------------------


def test_the_side_buttons_of_the_mouse_go_back_and_forward(program: Program) -> None:
    navigator = session(program).navigator
    navigator.open_list("organisation")
    settle(program)
    handle = program.window.windowHandle()
    middle = QPoint(program.window.width() // 2, program.window.height() // 2)
    QTest.mouseClick(handle, Qt.MouseButton.BackButton, Qt.KeyboardModifier.NoModifier, middle)
    settle(program)
    assert navigator.history.current == Place("home")
    QTest.mouseClick(handle, Qt.MouseButton.ForwardButton, Qt.KeyboardModifier.NoModifier, middle)
    settle(program)
    assert navigator.history.current == Place("list", "organisation")


# --- commands by their words --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("key", "typed", "fit"),
    [
        ("new_agreement", "New agreement", EXACT),
        ("new_agreement", "agreement new", EXACT),
        ("new_agreement", "new agr", BEGINS),
        ("new_agreement", "agr ne", HOLDS),
        ("new_agreement", "na", INITIALS),
        ("log", "lp", INITIALS),
        ("log", "진행 기록", None),
        ("quit", "na", None),
        ("quit", "", None),
        ("quit", "!!", None),
    ],
)
def test_a_command_is_found_by_words_in_any_order_and_initials(
    key: str, typed: str, fit: int | None
) -> None:
    found = CommandWords().fit(key, typed)
    if typed == "진행 기록":
        assert found is not None
    else:
        assert found == fit


def test_a_prefix_says_what_is_meant() -> None:
    assert understood("> new") == Typed("new", commands=True)
    assert understood("org: carm") == Typed("carm", kinds=("organisation",))
    assert understood("re: carm") == Typed("re: carm")
    assert understood("협약: carm").kinds == ("agreement",)
    assert understood("agreement-3").link == RecordRef("agreement", 3)
    assert understood("   ") == Typed("")


def test_only_commands_after_the_prefix(program: Program) -> None:
    press(program.window, Qt.Key.Key_K, CTRL)
    settle(program)
    palette = program.finding.palette
    assert palette is not None
    type_text(palette.field, ">new")
    settle(program)
    assert {entry.title for entry in palette.model.entries} >= {"New agreement", "New database"}
    assert not any(isinstance(entry.payload, RecordRef) for entry in palette.model.entries)


@pytest.mark.parametrize("under", ["agreement_id", "organisation_id"])
def test_a_new_deliverable_beside_another_stands_under_the_same(
    program: Program, second_services: Services, under: str
) -> None:
    made = second_services.records.save(Deliverable.model_validate({"title": "One", under: 2}))
    session(program).navigator.open_record(RecordRef("deliverable", made.ref.id))
    settle(program)
    press(
        program.window,
        Qt.Key.Key_D,
        Qt.KeyboardModifier.ControlModifier,
        Qt.KeyboardModifier.ShiftModifier,
    )
    settle(program)
    form = dialog()
    assert isinstance(form, RecordFormDialog)
    record, _problems = form.form.draft()
    assert getattr(record, under) == 2
    form.reject()
