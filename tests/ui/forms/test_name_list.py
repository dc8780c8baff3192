"""Pasting names into a list of a deliverable's form: seen first, created in one step."""

from __future__ import annotations

import threading
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QPushButton

from tests.ui.forms.bench import Bench
from tests.ui.waiting import drain, until
from tracker.domain.records import Contact, Deliverable, Organisation
from tracker.domain.records.organisations import OrganisationName
from tracker.errors import TrackerError
from tracker.services.name_matching import NameMatchService
from tracker.ui.forms.children import ChildrenEditor
from tracker.ui.forms.form_dialog import RecordFormDialog
from tracker.ui.forms.name_list_dialog import NameListDialog
from tracker.ui.forms.name_rows import Becomes
from tracker.ui.forms.typed_details import TypedDetails
from tracker.ui.forms.waiting_rows import AT_ONCE

Key = Qt.Key


@pytest.fixture
def known(bench: Bench) -> Bench:
    for record in (
        Organisation(name="GC Cell", names=(OrganisationName(name="지씨셀"),)),
        Organisation(name="Kangstem Biotech"),
        Organisation(name="Alliance for Regenerative Medicine", acronym="ARM"),
    ):
        bench.services.records.save(record)
    QGuiApplication.clipboard().setText("")
    return bench


def field(dialog: RecordFormDialog, name: str) -> ChildrenEditor:
    (details,) = dialog.form.findChildren(TypedDetails)
    editor = details.editor(name)
    assert isinstance(editor, ChildrenEditor)
    return editor


def opened(bench: Bench, editor: ChildrenEditor) -> NameListDialog:
    """Press the button below the list, by keyboard."""
    (paste,) = [
        one for one in editor.findChildren(QPushButton) if one.accessibleName().startswith("Paste")
    ]
    paste.setFocus()
    QTest.keyClick(paste, Key.Key_Return)
    (dialog,) = [
        one for one in QApplication.topLevelWidgets()
        if isinstance(one, NameListDialog) and one.isVisible()
    ]  # fmt: skip
    bench.settle()
    return dialog


def typed(bench: Bench, dialog: NameListDialog, text: str) -> None:
    dialog.text.setPlainText(text)
    bench.settle()
    assert dialog.rows, "no answer"


def shown(dialog: NameListDialog) -> list[str]:
    model = dialog.table.shown
    return [str(model.index(row, 2).data()) for row in range(model.rowCount())]


def test_names_are_recognised_created_added_and_saved(known: Bench) -> None:
    form = known.create("deliverable", type="pavilion", title="Korea Pavilion")
    dialog = opened(known, field(form, "exhibitors"))
    assert not dialog.add.isEnabled()
    typed(known, dialog, "• 지씨셀\n• ARM\n• Synex Inc.\n• gc cell\n• MedCity")
    assert [row.becomes for row in dialog.rows] == [
        Becomes.USE, Becomes.USE, Becomes.MAKE, Becomes.LEAVE, Becomes.MAKE,
    ]  # fmt: skip
    assert "GC Cell" in shown(dialog)[0]
    assert dialog.add.text() == "A&dd 4 names"
    before = known.services.lists.total("organisation")
    QTest.keyClick(dialog.add, Key.Key_Return)
    known.settle()
    assert known.services.lists.total("organisation") == before + 2
    editor = field(form, "exhibitors")
    assert editor.count() == 4
    assert len(known.changes) == 1
    form.activateWindow()
    assert QTest.qWaitForWindowActive(form)
    known.go(form, "title")
    known.press(Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    known.settle()
    record = known.services.records.open(Deliverable, 1).record
    names = known.services.records.open(Deliverable, 1).names
    assert [one.role for one in record.participants] == ["exhibitors"] * 4
    assert {"GC Cell", "ARM", "Synex Inc.", "MedCity"} <= set(names.values())


def test_the_same_name_twice_is_left_out_and_said(known: Bench) -> None:
    form = known.create("deliverable", type="pavilion", title="x")
    dialog = opened(known, field(form, "exhibitors"))
    typed(known, dialog, "Synex\nMedCity\nsynex")
    assert shown(dialog)[2] == "The same as line 1"
    assert "1 left out" in dialog.said.text()
    typed(known, dialog, "GC Cell\n\n지씨셀\nMedCity")
    assert shown(dialog)[1] == "The same as line 1"


def test_who_stands_in_the_list_already_is_not_added_again(known: Bench) -> None:
    form = known.create("deliverable", type="pavilion", title="x")
    editor = field(form, "exhibitors")
    dialog = opened(known, editor)
    typed(known, dialog, "GC Cell")
    dialog.add.click()
    known.settle()
    dialog = opened(known, editor)
    typed(known, dialog, "지씨셀\nMedCity")
    assert shown(dialog)[0] == "Stands in the list already"
    assert dialog.add.text() == "A&dd 1 name"


def test_what_may_be_a_record_is_asked_for_and_settled_by_keys(known: Bench) -> None:
    form = known.create("deliverable", type="pavilion", title="x")
    editor = field(form, "exhibitors")
    dialog = opened(known, editor)
    typed(known, dialog, "MedCity\nKangstem Biotec")
    assert [row.becomes for row in dialog.rows] == [Becomes.MAKE, Becomes.OPEN]
    dialog.add.click()
    assert dialog.banner.isVisible()
    assert dialog.table.hasFocus()
    assert dialog.table.currentIndex().row() == 1
    QTest.keyClick(dialog.table, Key.Key_Return)
    (menu,) = [one for one in dialog.findChildren(QMenu) if one.isVisible()]
    QTest.keyClick(menu, Key.Key_Down)
    QTest.keyClick(menu, Key.Key_Return)
    assert dialog.rows[1].becomes is Becomes.USE
    assert "Kangstem Biotech" in shown(dialog)[1]
    QTest.keyClick(dialog.table, Key.Key_Delete)
    assert dialog.rows[1].becomes is Becomes.LEAVE
    dialog.add.click()
    known.settle()
    assert editor.count() == 1


def test_the_likely_ones_are_used_by_one_button(known: Bench) -> None:
    form = known.create("deliverable", type="pavilion", title="x")
    dialog = opened(known, field(form, "exhibitors"))
    typed(known, dialog, "Kangstem Biotec\nKangstem Biotechs")
    assert [row.becomes for row in dialog.rows] == [Becomes.OPEN, Becomes.OPEN]
    dialog.likely.click()
    assert [row.becomes for row in dialog.rows] == [Becomes.USE, Becomes.LEAVE]


def test_words_alone_may_be_kept(known: Bench) -> None:
    form = known.create("deliverable", type="pavilion", title="x")
    editor = field(form, "exhibitors")
    dialog = opened(known, editor)
    typed(known, dialog, "14개 회원사")
    dialog.settle(0, Becomes.DESCRIBE)
    dialog.add.click()
    known.settle()
    assert editor.collect().value[0].described_as == "14개 회원사"
    assert known.services.lists.total("organisation") == 3


def test_people_come_with_title_and_organisation(known: Bench) -> None:
    form = known.create("deliverable", type="advisory_group", title="Advisers")
    editor = field(form, "members")
    dialog = opened(known, editor)
    typed(known, dialog, "James Park, CEO, 지씨셀\nYoung Kim, CEO, Synex\n박소라")
    assert shown(dialog)[1:] == ["New: will be created · CEO · Synex", "New: will be created"]
    dialog.add.click()
    known.settle()
    rows = editor.collect().value
    assert [row.title for row in rows] == ["CEO", "CEO", ""]
    assert rows[0].organisation_id == 1
    people = known.services.records.several(Contact, [row.contact_id for row in rows])
    assert [people[row.contact_id].name for row in rows] == ["James Park", "Young Kim", "박소라"]
    assert editor.rows[1].editors["organisation_id"].line.text() == "Synex"


def test_several_lines_of_the_clipboard_stand_there_at_once(known: Bench) -> None:
    form = known.create("deliverable", type="pavilion", title="x")
    QGuiApplication.clipboard().setText("1\tMedCity\n2\tSynex\n")
    dialog = opened(known, field(form, "exhibitors"))
    assert dialog.text.toPlainText().startswith("1\tMedCity")
    known.settle()
    assert [row.line.name for row in dialog.rows] == ["MedCity", "Synex"]


def test_esc_adds_nothing(known: Bench) -> None:
    form = known.create("deliverable", type="pavilion", title="x")
    editor = field(form, "exhibitors")
    dialog = opened(known, editor)
    typed(known, dialog, "MedCity")
    QTest.keyClick(dialog, Key.Key_Escape)
    known.settle()
    assert editor.count() == 0
    assert known.services.lists.total("organisation") == 3


def test_esc_loses_nothing_that_was_pasted(known: Bench) -> None:
    form = known.create("deliverable", type="pavilion", title="x")
    editor = field(form, "exhibitors")
    dialog = opened(known, editor)
    typed(known, dialog, "MedCity\nSynex")
    QTest.keyClick(dialog, Key.Key_Escape)
    known.settle()
    dialog = opened(known, editor)
    assert dialog.text.toPlainText() == "MedCity\nSynex"
    typed(known, dialog, "MedCity\nSynex")
    dialog.add.click()
    known.settle()
    assert editor.count() == 2
    assert opened(known, editor).text.toPlainText() == ""


def test_what_is_still_looked_through_is_not_left_behind(
    known: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    form = known.create("deliverable", type="pavilion", title="x")
    editor = field(form, "exhibitors")
    dialog = opened(known, editor)
    typed(known, dialog, "Synex\nMedCity")
    answer, match = threading.Event(), NameMatchService.match

    def slow(service: NameMatchService, *given: Any) -> Any:
        answer.wait(60)
        return match(service, *given)

    monkeypatch.setattr(NameMatchService, "match", slow)
    dialog.text.setPlainText("Synex\nMedCity\nThird\nFourth")
    until(lambda: not dialog._pause.isActive())
    assert dialog.said.text() == "Looking…"
    QTest.keyClick(dialog.text, Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(dialog.add, Key.Key_Return)
    answer.set()
    known.settle()
    assert dialog.isVisible()
    QTest.keyClick(dialog.add, Key.Key_Return)
    known.settle()
    assert editor.count() == 4


def test_nothing_changes_while_records_are_made(
    known: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    form = known.create("deliverable", type="pavilion", title="x")
    editor = field(form, "exhibitors")
    dialog = opened(known, editor)
    typed(known, dialog, "Synex\nMedCity")
    go_on, make = threading.Event(), NameMatchService.make

    def slow(service: NameMatchService, *given: Any) -> Any:
        go_on.wait(60)
        return make(service, *given)

    monkeypatch.setattr(NameMatchService, "make", slow)
    QTest.keyClick(dialog.add, Key.Key_Return)
    QTest.keyClicks(dialog.text, "Third")
    QTest.keyClick(dialog.table, Key.Key_Delete)
    QTest.keyClick(dialog, Key.Key_Escape)
    QTest.keyClick(dialog.add, Key.Key_Return)
    drain()
    assert dialog.isVisible()
    assert "Third" not in dialog.text.toPlainText()
    go_on.set()
    known.settle()
    assert editor.count() == 2
    assert not [one for one in form.findChildren(NameListDialog) if one.isVisible()]
    assert known.services.lists.total("organisation") == 5


def test_a_list_that_cannot_be_looked_through_is_said_and_may_be_tried_again(
    known: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    form = known.create("deliverable", type="pavilion", title="x")
    dialog = opened(known, field(form, "exhibitors"))

    def fail(*_given: Any) -> Any:
        raise TrackerError("The database is locked.")

    with monkeypatch.context() as broken:
        broken.setattr(NameMatchService, "match", fail)
        dialog.text.setPlainText("Synex")
        known.settle()
    assert dialog.banner.isVisible()
    assert not dialog.add.isEnabled()
    typed(known, dialog, "Synex\nMedCity")
    assert not dialog.banner.isVisible()
    assert dialog.add.text() == "A&dd 2 names"


def test_five_hundred_names_are_added_and_most_wait_behind_a_button(known: Bench) -> None:
    form = known.create("deliverable", type="pavilion", title="x")
    editor = field(form, "exhibitors")
    dialog = opened(known, editor)
    typed(known, dialog, "\n".join(f"Quite Another Firm {n % 480}" for n in range(500)))
    assert dialog.add.text() == "A&dd 480 names"
    dialog.add.click()
    known.settle()
    assert editor.count() == 480
    assert len(editor.rows) == AT_ONCE
    raw = editor.raw()
    assert len(editor.collect().value) == 480
    editor.show_more()
    assert len(editor.rows) == 2 * AT_ONCE
    known.settle()
    last = editor.rows[-1].editors["organisation_id"].line
    assert last.text() == f"Quite Another Firm {2 * AT_ONCE - 1}"
    editor.set_raw(raw)
    assert len(editor.collect().value) == 480
    assert editor.count() == 480


def test_a_problem_in_a_row_that_waits_brings_it_into_view(known: Bench) -> None:
    form = known.create("deliverable", type="pavilion", title="x")
    editor = field(form, "exhibitors")
    dialog = opened(known, editor)
    typed(known, dialog, "\n".join(f"Quite Another Firm {n}" for n in range(60)))
    dialog.add.click()
    known.settle()
    assert len(editor.collect().value) == 60
    editor.show_problem((50, "note"), "Too long.")
    assert len(editor.rows) == 51
    assert editor.rows[50].editors["note"].problem == "Too long."


def test_pasted_names_outlive_the_form_in_its_draft(known: Bench) -> None:
    form = known.create("deliverable", type="pavilion", title="x")
    dialog = opened(known, field(form, "exhibitors"))
    typed(known, dialog, "MedCity\nKangstem Biotec")
    QTest.keyClick(dialog, Key.Key_Escape)
    known.settle()
    form.activateWindow()
    form.reject()
    known.settle()
    form = known.create("deliverable", type="pavilion", title="x")
    known.settle()
    dialog = opened(known, field(form, "exhibitors"))
    assert dialog.text.toPlainText() == "MedCity\nKangstem Biotec"


def test_pasted_names_go_with_the_draft_that_is_discarded(known: Bench) -> None:
    form = known.create("deliverable", type="pavilion", title="x")
    editor = field(form, "exhibitors")
    dialog = opened(known, editor)
    typed(known, dialog, "MedCity\nKangstem Biotec")
    QTest.keyClick(dialog, Key.Key_Escape)
    known.settle()
    assert editor.raw()
    form.form_body.pressed.emit("discard")
    known.settle()
    assert field(form, "exhibitors").raw() == []
    form.reject()
    known.settle()
    form = known.create("deliverable", type="pavilion", title="x")
    assert field(form, "exhibitors").raw() == []


def test_what_merely_lay_on_the_clipboard_changes_no_form(known: Bench) -> None:
    form = known.create("deliverable", type="pavilion", title="x")
    QGuiApplication.clipboard().setText("MedCity\nSynex\n")
    dialog = opened(known, field(form, "exhibitors"))
    assert dialog.text.toPlainText()
    QTest.keyClick(dialog, Key.Key_Escape)
    known.settle()
    assert field(form, "exhibitors").raw() == []


def test_the_organisation_of_a_new_person_is_asked_for_where_it_may_be_there(known: Bench) -> None:
    form = known.create("deliverable", type="advisory_group", title="Advisers")
    editor = field(form, "members")
    dialog = opened(known, editor)
    typed(known, dialog, "Min Lee, CEO, Kangstem Biotec\nSo Park, CFO, Kangstem Biotec")
    assert [row.becomes for row in dialog.rows] == [Becomes.OPEN, Becomes.OPEN]
    assert shown(dialog)[0] == "New, at Kangstem Biotech?"
    dialog.table.setFocus()
    QTest.keyClick(dialog.table, Key.Key_Return)
    (menu,) = [one for one in dialog.findChildren(QMenu) if one.isVisible()]
    assert menu.actions()[0].text() == "Create, at Kangstem Biotech"
    QTest.keyClick(menu, Key.Key_Down)
    QTest.keyClick(menu, Key.Key_Return)
    assert "Kangstem Biotech" in shown(dialog)[0]
    dialog.all_new.click()
    dialog.add.click()
    known.settle()
    first, second = editor.collect().value
    assert first.organisation_id == 2
    assert second.organisation_id not in {None, 2}
    assert known.services.lists.total("organisation") == 4


def test_after_many_names_what_has_the_keyboard_is_in_view(known: Bench) -> None:
    dialog = known.create("deliverable", type="pavilion")
    dialog.resize(900, 420)
    editor = field(dialog, "exhibitors")
    names = opened(known, editor)
    typed(known, names, "\n".join(f"Company {n}" for n in range(14)))
    names.all_new.click()
    names.add.click()
    known.settle()
    assert len(editor.rows) == 14
    dialog.activateWindow()
    assert QTest.qWaitForWindowActive(dialog)
    drain()
    focused = QApplication.focusWidget()
    assert focused is not None
    assert editor.isAncestorOf(focused)
    assert not focused.visibleRegion().isEmpty()
