"""Nothing typed is ever lost: mistakes, a locked file, somebody else's save, Esc, a crash."""

from __future__ import annotations

import json
import sqlite3

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton

from tests.ui.forms.bench import CTRL, Bench, Key, children
from tracker.domain.record import RecordRef
from tracker.domain.records import ROOTS, Agreement, Contact, Event, Organisation
from tracker.ui.forms.children import ChildrenEditor
from tracker.ui.forms.drafts import FolderDrafts
from tracker.ui.forms.form_dialog import RecordFormDialog
from tracker.ui.forms.notices import NoticeBar, ProblemSummary
from tracker.ui.forms.row_head import RowHead
from tracker.ui.widgets.buttons import LinkButton
from tracker.ui.widgets.elided_button import ElidedButton
from tracker.ui.widgets.labels import ElidedLabel
from tracker.ui.widgets.states import ErrorBanner


def _text(dialog: RecordFormDialog, name: str) -> str:
    field = dialog.form.editor(name).field()
    assert isinstance(field, QLineEdit)
    return field.text()


def _press_notice(dialog: RecordFormDialog, words: str) -> None:
    for bar in dialog.findChildren(NoticeBar):
        for button in bar.findChildren(QPushButton):
            if button.text() == words and not button.isHidden():
                button.click()
                return
    raise AssertionError(f"no button {words}")


def test_mistakes_stand_beside_their_fields_and_in_a_list_that_leads_there(bench: Bench) -> None:
    dialog = bench.create("event")
    bench.go(dialog, "dates")
    bench.type("31 February 2026")
    bench.press(Key.Key_Tab)
    assert "28 days" in dialog.form.editor("dates").problem
    dialog.form.editor("tags").field().setFocus()
    bench.press(Key.Key_S, CTRL)
    bench.settle()
    summary = dialog.findChild(ProblemSummary)
    assert summary is not None
    assert not summary.isHidden()
    assert dialog.form.editor("name").problem == "Enter the name."
    links = [one for one in summary.findChildren(LinkButton) if not one.isHidden()]
    assert [one.text().split(":")[0] for one in links] == ["Name", "Dates"]
    links[1].click()
    assert QApplication.focusWidget() is dialog.form.editor("dates").field()
    assert _text(dialog, "dates") == "31 February 2026"
    bench.shot(dialog, "problems")
    # Put right, it is saved.
    bench.go(dialog, "dates")
    dialog.form.editor("dates").field().clear()
    bench.type("Feb 2026")
    assert dialog.form.editor("dates").problem == ""
    bench.go(dialog, "name")
    bench.type("Forum 2026")
    bench.press(Key.Key_S, CTRL)
    bench.settle()
    assert len(bench.services.search.pick("event", "Forum")) == 1


def test_a_date_that_was_understood_otherwise_than_typed_says_so(bench: Bench) -> None:
    dialog = bench.create("event")
    bench.go(dialog, "dates")
    bench.type("next Friday")
    bench.press(Key.Key_Tab)
    line = dialog.form.editor("dates").field()
    assert _text(dialog, "dates") == "next Friday"
    assert line.accessibleDescription() == "understood as 27 Nov 2026"
    assert line.toolTip() == "<qt>27 Nov 2026</qt>"
    bench.go(dialog, "dates")
    dialog.form.editor("dates").field().clear()
    bench.type("2020년 8월")
    assert dialog.form.editor("dates").value().edtf == "2020-08"


@pytest.mark.usefixtures("impatient")
def test_a_locked_file_keeps_the_text_and_says_why(bench: Bench) -> None:
    dialog = bench.create("organisation")
    bench.type("Council for Advanced Regenerative Medicine")
    other = sqlite3.connect(bench.services.database_path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    bench.press(Key.Key_S, CTRL)
    bench.settle()
    banner = dialog.findChild(ErrorBanner)
    assert banner is not None
    assert "in use" in banner.accessibleName()
    assert not banner.isHidden()
    assert _text(dialog, "name") == "Council for Advanced Regenerative Medicine"
    assert dialog.form.isEnabled()
    assert bench.drafts.load("organisation-new") is not None
    other.rollback()
    other.close()
    assert bench.services.search.pick("organisation", "Council") == []
    bench.press(Key.Key_S, CTRL)
    bench.settle()
    assert len(bench.services.search.pick("organisation", "Council")) == 1
    assert bench.drafts.load("organisation-new") is None


def test_somebody_elses_save_is_taken_over_with_ones_own_changes(bench: Bench) -> None:
    saved = bench.services.records.save(Organisation(name="CARM", city="Seoul"))
    bench.forms.edit(saved.ref, None)
    bench.settle()
    dialog = bench.opened()
    bench.go(dialog, "acronym")
    bench.type("C-A-R-M")
    stored = bench.services.records.open(Organisation, saved.ref.id).record
    bench.services.records.save(stored.model_copy(update={"city": "Pangyo"}))
    bench.press(Key.Key_S, CTRL)
    bench.settle()
    assert dialog.isVisible()
    assert _text(dialog, "acronym") == "C-A-R-M"
    bench.shot(dialog, "stale")
    _press_notice(dialog, "Take over the newer record")
    bench.settle()
    assert _text(dialog, "city") == "Pangyo"
    assert _text(dialog, "acronym") == "C-A-R-M"
    bench.press(Key.Key_S, CTRL)
    bench.settle()
    after = bench.services.records.open(Organisation, saved.ref.id).record
    assert (after.city, after.acronym) == ("Pangyo", "C-A-R-M")


def test_a_draft_survives_esc_and_a_crash(bench: Bench) -> None:
    dialog = bench.create("agreement")
    bench.type("=MoU “first” draft & 초안")
    bench.go(dialog, "announced")
    bench.type("31 Feb 202")
    children(dialog, "commitments").add_row()
    children(dialog, "commitments").rows[0].first_field().setFocus()
    bench.type("trends")
    children(dialog, "parties").rows[1].first_field().setFocus()
    bench.type("nobody knows them")
    bench.settle_drafts()
    # A crash: nothing is asked of the dialog any more; the file is there.
    crashed = FolderDrafts(bench.folder).load("agreement-new")
    assert crashed is not None
    assert crashed.values["title"] == "=MoU “first” draft & 초안"
    bench.press(Key.Key_Escape)  # the list of the picker
    if bench.is_open(dialog):
        bench.press(Key.Key_Escape)
    bench.settle()
    assert bench.messages.toasts[-1].text == "Your text is kept as a draft."

    again = bench.create("agreement")
    notice = [one for one in again.findChildren(NoticeBar) if not one.isHidden()]
    assert "is back" in notice[0].accessibleName()
    bench.shot(again, "draft")
    assert _text(again, "title") == "=MoU “first” draft & 초안"
    assert _text(again, "announced") == "31 Feb 202"
    assert again.form.editor("announced").problem
    assert children(again, "commitments").value()[0].text == "trends"
    _press_notice(again, "Discard the draft")
    assert _text(again, "title") == ""
    assert bench.drafts.load("agreement-new") is None
    again.reject()
    bench.settle()
    assert bench.drafts.load("agreement-new") is None


def test_a_draft_of_an_edited_record_comes_back_over_it(bench: Bench) -> None:
    saved = bench.services.records.save(Contact(name="BG Rhee", emails=("bg@example.org",)))
    bench.forms.edit(saved.ref, None)
    bench.settle()
    dialog = bench.opened()
    bench.go(dialog, "honorific")
    bench.type("Dr")
    bench.press(Key.Key_Escape)
    bench.settle()
    if bench.is_open(dialog):
        dialog.reject()
    bench.settle()
    assert bench.drafts.load(str(saved.ref)) is not None
    bench.forms.edit(saved.ref, None)
    bench.settle()
    again = bench.opened()
    assert _text(again, "honorific") == "Dr"
    assert again.form.editor("emails").value() == ("bg@example.org",)
    bench.press(Key.Key_S, CTRL)
    bench.settle()
    assert bench.services.records.open(Contact, saved.ref.id).record.honorific == "Dr"
    assert bench.drafts.load(str(saved.ref)) is None


def test_a_damaged_draft_is_put_aside(bench: Bench) -> None:
    bench.drafts.save("event-new", {"name": "x"}, 0)
    file = bench.folder / "event-new.json"
    file.write_text(json.dumps({"format": 1, "values": 3}), "utf-8")
    dialog = bench.create("event")
    assert _text(dialog, "name") == ""
    assert not file.exists()
    assert file.with_suffix(".damaged").exists()


def test_the_last_korean_syllable_is_saved(bench: Bench) -> None:
    dialog = bench.create("organisation")
    bench.type("첨단재생의료산업협")
    # The last syllable is still in composition when the person presses Save.
    line = dialog.form.editor("name").field()
    assert isinstance(line, QLineEdit)
    committed: list[str] = []

    method = QApplication.inputMethod()
    QApplication.sendEvent(line, QInputMethodEvent("회", []))
    original = method.commit

    def commit() -> None:
        if not committed:
            committed.append("회")
            event = QInputMethodEvent("", [])
            event.setCommitString("회")
            QApplication.sendEvent(line, event)
        original()

    from tracker.ui.widgets import dialog_frame

    monkey = pytest.MonkeyPatch()
    monkey.setattr("tracker.ui.forms.form_dialog.commit_input", commit)
    assert dialog_frame.commit_input is not commit
    try:
        bench.press(Key.Key_S, CTRL)
        bench.settle()
    finally:
        monkey.undo()
    (found,) = bench.services.search.pick("organisation", "첨단")
    assert found.label == "첨단재생의료산업협회"


def test_closing_an_untouched_form_leaves_no_draft(bench: Bench) -> None:
    for record in ROOTS:
        dialog = bench.create(record.key)
        assert not dialog.is_changed, record.key
        bench.press(Key.Key_Escape)
        bench.settle()
        assert not bench.is_open(dialog)
    assert not bench.messages.toasts
    assert not list(bench.folder.glob("*.json"))


def test_opening_and_saving_changes_nothing(bench: Bench) -> None:
    saved = bench.services.records.save(
        Agreement(title="  spaced  ", purpose="\n\nlines\n", places=("a;b",), remarks="tail  \n")
    )
    bench.forms.edit(saved.ref, None)
    bench.settle()
    before = bench.services.records.open(Agreement, saved.ref.id).record
    dialog = bench.opened()
    record, problems = dialog.form.draft()
    assert problems == []
    assert record == before
    bench.press(Key.Key_S, CTRL)
    bench.settle()
    assert bench.services.records.open(Agreement, saved.ref.id).record == before
    assert bench.changes == []


def test_save_and_new_begins_again(bench: Bench) -> None:
    dialog = bench.create("source")
    for title in ("One", "Two"):
        bench.type(title)
        bench.press(Key.Key_S, CTRL | Qt.KeyboardModifier.ShiftModifier)
        bench.settle()
        assert dialog.isVisible()
        assert _text(dialog, "title") == ""
    assert len(bench.services.search.pick("source", "")) == 2


def test_the_small_form_grows_into_the_whole_one(bench: Bench) -> None:
    dialog = bench.create("agreement")
    bench.go(dialog, "event_id")
    bench.pick_last("BIO Convention")
    small = bench.opened()
    assert small.form.fields != dialog.form.fields
    assert "venue" not in small.form.fields
    small.expand()
    bench.settle()
    assert _text(small, "name") == "BIO Convention"
    bench.go(small, "venue")
    bench.type("San Diego")
    bench.press(Key.Key_S, CTRL)
    bench.settle()
    event = dialog.form.editor("event_id").value()
    assert bench.services.records.open(Event, event).record.venue == "San Diego"


def test_a_record_that_is_gone_says_so(bench: Bench) -> None:
    bench.forms.edit(RecordRef("agreement", 99), None)
    bench.settle()
    assert len(bench.messages.errors) == 1


def test_what_is_corrected_leaves_the_list_of_mistakes(bench: Bench) -> None:
    dialog = bench.create("deliverable")
    bench.go(dialog, "title")
    bench.type("Survey")
    bench.go(dialog, "target")
    bench.type("30.02.2027")
    bench.go(dialog, "description")
    bench.press(Key.Key_S, CTRL)
    summary = dialog.findChild(ProblemSummary)
    assert summary is not None
    assert summary.isVisible()
    assert _mistakes(summary) == ["Target: February 2027 has 28 days."]
    # Still wrong, in another way: said as it is now.
    bench.press(Key.Key_A, CTRL)
    bench.type("31.04.2027")
    bench.press(Key.Key_Tab)
    bench.settle()
    assert _mistakes(summary) == ["Target: April 2027 has 30 days."]
    bench.go(dialog, "target")
    bench.press(Key.Key_A, CTRL)
    bench.type("15.12.2026")
    bench.press(Key.Key_Tab)
    bench.settle()
    assert summary.isHidden()
    dialog.reject()


def _mistakes(summary: ProblemSummary) -> list[str]:
    return [one.text() for one in summary.findChildren(LinkButton) if not one.isHidden()]


def test_nothing_is_needed_of_a_row_that_is_empty(bench: Bench) -> None:
    bench.services.records.save(Organisation(name="CARM"))
    dialog = bench.create("deliverable")
    rows = dialog.form.editor("responsible")
    assert isinstance(rows, ChildrenEditor)
    rows.field().setFocus()
    bench.press(Key.Key_Space)
    bench.settle()
    heads = rows.findChild(RowHead)
    assert heads is not None
    assert next(one.text() for one in heads.findChildren(ElidedLabel)) == "Organisation"
    bench.pick("CARM")
    bench.settle()
    assert next(one.text() for one in heads.findChildren(ElidedLabel)) == "Organisation *"
    dialog.reject()


def test_the_parts_of_a_form_are_read_whole(bench: Bench) -> None:
    dialog = bench.create("agreement")
    dialog.resize(1180, 780)
    bench.settle()
    buttons = dialog.form_body.findChildren(ElidedButton)
    parts = [one for one in buttons if one.isVisible() and one.property("tone") == "index"]
    assert "Signing and lifecycle" in [one.text() for one in parts]
    for one in parts:
        one.setChecked(True)
        assert one.shown_text() == one.text()
    dialog.reject()
