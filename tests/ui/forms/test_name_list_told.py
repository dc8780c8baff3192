"""What only the person knows of a pasted list: who is meant, and what stands between the commas."""

from __future__ import annotations

from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from tests.ui.forms.bench import Bench, Key
from tests.ui.forms.test_name_list import field, opened, shown, typed
from tracker.domain.records import Contact, Organisation
from tracker.ui.forms.another_record import AnotherRecordDialog
from tracker.ui.forms.form_dialog import RecordFormDialog
from tracker.ui.forms.name_list_dialog import NameListDialog
from tracker.ui.forms.name_rows import Becomes

LEFT = Qt.MouseButton.LeftButton
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def known(bench: Bench) -> Bench:
    for name in ("Celltrion", "GC Cell"):
        bench.services.records.save(Organisation(name=name))
    QGuiApplication.clipboard().setText("")
    return bench


def exhibitors(bench: Bench) -> tuple[RecordFormDialog, NameListDialog]:
    form = bench.create("deliverable", type="pavilion", title="Korea Pavilion")
    return form, opened(bench, field(form, "exhibitors"))


def advisers(bench: Bench) -> tuple[RecordFormDialog, NameListDialog]:
    form = bench.create("deliverable", type="advisory_group", title="Advisers")
    return form, opened(bench, field(form, "members"))


def asked() -> AnotherRecordDialog:
    (found,) = [
        one for one in QApplication.topLevelWidgets()
        if isinstance(one, AnotherRecordDialog) and one.isVisible()
    ]  # fmt: skip
    return found


def by_keys(bench: Bench, dialog: NameListDialog, name: str, *, remember: bool) -> None:
    """Enter on the name, A for another record, its first letters, Enter, Enter."""
    dialog.table.setFocus()
    QTest.keyClick(dialog.table, Key.Key_Return)
    (menu,) = [one for one in dialog.findChildren(QMenu) if one.isVisible()]
    QTest.keyClick(menu, Key.Key_A)
    bench.settle()
    another = asked()
    another.activateWindow()
    assert QApplication.focusWidget() is another.record.line
    bench.pick(name)
    if remember:
        bench.press(Key.Key_Tab)
        assert another.remember.hasFocus()
        bench.press(Key.Key_Space)
    bench.press(Key.Key_Return)
    bench.settle()
    dialog.activateWindow()


@pytest.mark.parametrize("remember", [True, False])
def test_a_name_nobody_can_guess_is_told_by_keys_and_kept_if_wished(
    known: Bench, remember: bool
) -> None:
    form, dialog = exhibitors(known)
    typed(known, dialog, "셀트리온\nMedCity")
    assert [row.becomes for row in dialog.rows] == [Becomes.MAKE, Becomes.MAKE]
    by_keys(known, dialog, "cell", remember=remember)
    assert dialog.rows[0].becomes is Becomes.USE
    assert shown(dialog)[0].startswith("Celltrion")
    assert ("“셀트리온” becomes another name of it" in shown(dialog)[0]) is remember
    dialog.add.click()
    known.settle()
    rows = field(form, "exhibitors").collect().value
    assert rows[0].organisation_id == 1
    record = known.services.records.open(Organisation, 1).record
    assert [one.name for one in record.names] == (["셀트리온"] if remember else [])
    assert known.services.lists.total("organisation") == 3
    # One step: what was made and what was kept go together.
    (change,) = known.changes
    known.services.undo.undo(change.id)
    assert known.services.records.open(Organisation, 1).record.names == ()
    assert known.services.lists.total("organisation") == 2


def test_what_was_kept_is_known_the_next_time(known: Bench) -> None:
    _, dialog = exhibitors(known)
    typed(known, dialog, "셀트리온")
    by_keys(known, dialog, "Celltrion", remember=True)
    dialog.add.click()
    known.settle()
    (change,) = known.changes
    assert str(change.action) == "Add another name to Celltrion"
    found = known.services.search.pick("organisation", "셀트리온")
    assert [pick.label for pick in found] == ["Celltrion"]


def test_another_record_is_chosen_with_the_mouse(known: Bench) -> None:
    _, dialog = exhibitors(known)
    typed(known, dialog, "MedCity\n셀트리온")
    cell = dialog.table.visualRect(dialog.table.shown.index(1, 1)).center()
    QTest.mouseClick(dialog.table.viewport(), LEFT, pos=cell)
    QTest.mouseClick(dialog.other, LEFT)
    known.settle()
    another = asked()
    another.activateWindow()
    another.record.line.setFocus()
    known.pick("Celltrion")
    QTest.mouseClick(another.use, LEFT)
    known.settle()
    assert [row.becomes for row in dialog.rows] == [Becomes.MAKE, Becomes.USE]


def test_nothing_chosen_is_said_beside_the_field_and_esc_changes_nothing(known: Bench) -> None:
    _, dialog = exhibitors(known)
    typed(known, dialog, "셀트리온")
    dialog.other.click()
    known.settle()
    another = asked()
    another.activateWindow()
    another.use.click()
    assert another.record.problem == "Choose the record that is meant."
    another.record.line.setFocus()
    known.offered("Nobody at all")
    known.press(Key.Key_Escape)
    another.use.click()
    assert "Choose a record" in another.record.problem
    QTest.keyClick(another, Key.Key_Escape)
    known.settle()
    assert dialog.rows[0].becomes is Becomes.MAKE


def test_a_record_that_stands_there_already_is_not_added_twice_but_its_name_is_kept(
    known: Bench,
) -> None:
    form, dialog = exhibitors(known)
    typed(known, dialog, "Celltrion\n셀트리온")
    dialog.table.setCurrentIndex(dialog.table.shown.index(1, 0))
    by_keys(known, dialog, "Celltrion", remember=True)
    assert shown(dialog)[1] == "The same as line 1"
    dialog.add.click()
    known.settle()
    assert field(form, "exhibitors").count() == 1
    record = known.services.records.open(Organisation, 1).record
    assert [one.name for one in record.names] == ["셀트리온"]


def test_a_name_it_has_already_is_not_kept_twice(known: Bench) -> None:
    _, dialog = exhibitors(known)
    typed(known, dialog, "Celltrion Holdings Group\ncelltrion  holdings group")
    by_keys(known, dialog, "Celltrion", remember=True)
    dialog.add.click()
    known.settle()
    record = known.services.records.open(Organisation, 1).record
    assert [one.name for one in record.names] == ["Celltrion Holdings Group"]


def test_what_was_told_stays_while_the_text_is_mended(known: Bench) -> None:
    _, dialog = exhibitors(known)
    typed(known, dialog, "셀트리온")
    by_keys(known, dialog, "Celltrion", remember=True)
    typed(known, dialog, "셀트리온\nMedCity")
    assert [row.becomes for row in dialog.rows] == [Becomes.USE, Becomes.MAKE]
    assert dialog.rows[0].remembers


def test_of_a_person_the_name_is_kept_too(known: Bench) -> None:
    known.services.records.save(Contact(name="BG Rhee"))
    form, dialog = advisers(known)
    typed(known, dialog, "이병건, CEO, GC Cell")
    by_keys(known, dialog, "BG Rhee", remember=True)
    dialog.add.click()
    known.settle()
    (row,) = field(form, "members").collect().value
    assert (row.contact_id, row.organisation_id, row.title) == (1, 2, "CEO")
    record = known.services.records.open(Contact, 1).record
    assert [one.name for one in record.names] == ["이병건"]


# What stands between commas.


def test_one_person_or_three_names_is_said_and_switched_by_key(known: Bench, qtbot: QtBot) -> None:
    _, dialog = advisers(known)
    typed(known, dialog, "Mina Cho, So Park, Young Kim")
    assert dialog.reading.words.text() == "Read as one person with title and organisation."
    assert dialog.reading.switch.accessibleName() == "Read as 3 names"
    assert len(dialog.rows) == 1
    dialog.activateWindow()
    known.settle()
    QTest.keyClick(dialog.text, Key.Key_R, ALT)
    # A button that is pressed by its letter is seen to be pressed before it acts.
    qtbot.waitUntil(lambda: "names." in dialog.reading.words.text())
    known.settle()
    assert [row.line.name for row in dialog.rows] == ["Mina Cho", "So Park", "Young Kim"]
    assert dialog.reading.words.text() == "Read as 3 names."
    QTest.mouseClick(dialog.reading.switch, LEFT)
    known.settle()
    assert len(dialog.rows) == 1


def test_the_choice_holds_for_the_whole_list_while_it_grows(known: Bench) -> None:
    _, dialog = advisers(known)
    typed(known, dialog, "Mina Cho, So Park")
    dialog.reading.switch.click()
    known.settle()
    typed(known, dialog, "Mina Cho, So Park\nYoung Kim, Jin Lee")
    known.settle()
    assert len(dialog.rows) == 4
    assert dialog.reading.words.text() == "Read as 4 names."


def test_the_choice_outlives_the_dialog_with_the_text(known: Bench) -> None:
    form, dialog = advisers(known)
    typed(known, dialog, "Mina Cho, So Park")
    dialog.reading.switch.click()
    known.settle()
    QTest.keyClick(dialog, Key.Key_Escape)
    known.settle()
    raw = field(form, "members").raw()
    field(form, "members").set_raw(raw)
    dialog = opened(known, field(form, "members"))
    known.settle()
    assert [row.line.name for row in dialog.rows] == ["Mina Cho", "So Park"]


def test_nothing_is_asked_where_there_is_no_other_way(known: Bench) -> None:
    _, dialog = advisers(known)
    typed(known, dialog, "Mina Cho\nSo Park (CEO, GC Cell)")
    assert not dialog.reading.isVisible()
    dialog.close()
    known.settle()
    _, dialog = exhibitors(known)
    typed(known, dialog, "GC Cell, Celltrion")
    assert not dialog.reading.isVisible()
    assert len(dialog.rows) == 2


def test_five_hundred_open_names_are_settled_by_one_button(known: Bench) -> None:
    _, dialog = exhibitors(known)
    letters = "abcdefghijklmnopqrstuvwxyz"
    names = [f"Celltrion {one}{other}" for one in letters[:20] for other in letters[:25]]
    typed(known, dialog, "\n".join(names))
    assert len(dialog._names.open_places()) > 450
    told: list[None] = []
    dialog._names.changed.connect(partial(told.append, None))
    dialog.all_new.click()
    assert len(told) == 1, "the table is shown anew once, not once a name"
    assert dialog._names.open_places() == []


def test_a_likely_record_that_stands_in_the_list_already_is_not_added_again(known: Bench) -> None:
    form, dialog = exhibitors(known)
    typed(known, dialog, "Celltrion")
    dialog.add.click()
    known.settle()
    dialog = opened(known, field(form, "exhibitors"))
    typed(known, dialog, "Celtrion\nMedCity")
    assert dialog.rows[0].becomes is Becomes.OPEN
    dialog.likely.click()
    assert shown(dialog)[0] == "Stands in the list already"
    assert dialog.add.text() == "A&dd 1 name"
    dialog.add.click()
    known.settle()
    assert len(field(form, "exhibitors").collect().value) == 2
