"""Drafts in hard times: a folder that cannot be written, a program that ends, a record undone."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Mapping
from typing import Any

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from tests.ui.forms.bench import CTRL, Bench, Key, children
from tracker.domain.record import RecordRef
from tracker.domain.records import Deliverable
from tracker.ui.forms.form_dialog import RecordFormDialog
from tracker.ui.forms.notices import ProblemSummary
from tracker.ui.widgets.states import ErrorBanner


def _text(dialog: RecordFormDialog, name: str) -> str:
    field = dialog.form.editor(name).field()
    assert isinstance(field, QLineEdit)
    return field.text()


def _banner(dialog: RecordFormDialog) -> ErrorBanner:
    (found,) = [one for one in dialog.findChildren(ErrorBanner) if not one.isHidden()]
    return found


# --- a folder that cannot be written --------------------------------------------------------------


def test_a_form_whose_text_cannot_be_kept_stays_open(bench: Bench) -> None:
    bench.folder.write_text("a file where the folder would be", "utf-8")
    dialog = bench.create("organisation")
    bench.type("CARM")
    bench.press(Key.Key_Escape)
    bench.settle()
    assert bench.is_open(dialog)
    assert _text(dialog, "name") == "CARM"
    assert "could not be kept" in _banner(dialog).accessibleName()
    dialog.close()  # the window's cross
    bench.settle()
    assert bench.is_open(dialog)
    assert not bench.messages.toasts
    # It can still be saved, or given up.
    button = _banner(dialog).action
    assert button is not None
    assert button.text().replace("&", "") == "Close and lose the text"
    button.click()
    bench.settle()
    assert not bench.is_open(dialog)


def test_an_untouched_form_closes_also_then(bench: Bench) -> None:
    bench.folder.write_text("a file where the folder would be", "utf-8")
    dialog = bench.create("organisation")
    bench.press(Key.Key_Escape)
    bench.settle()
    assert not bench.is_open(dialog)


# --- the program ends -----------------------------------------------------------------------------


def _save_key(dialog: RecordFormDialog) -> None:
    focused = dialog.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, Key.Key_S, CTRL)


def test_what_is_saved_leaves_no_draft_though_the_program_ends_at_once(bench: Bench) -> None:
    dialog = bench.create("organisation")
    bench.type("CARM")
    # Not `press`: as when the window is closed at once, no answer reaches the form any more.
    _save_key(dialog)
    bench.forms.keep_drafts()
    bench.runner.shutdown()
    assert dialog.is_changed
    assert len(bench.services.search.pick("organisation", "CARM")) == 1
    assert bench.drafts.load("organisation-new") is None
    assert list(bench.folder.glob("*")) == []


@pytest.mark.usefixtures("impatient")
def test_what_cannot_be_saved_is_kept_though_the_program_ends_at_once(bench: Bench) -> None:
    dialog = bench.create("organisation")
    bench.type("CARM")
    other = sqlite3.connect(bench.services.database_path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    _save_key(dialog)
    bench.forms.keep_drafts()
    bench.runner.shutdown()
    other.rollback()
    other.close()
    assert bench.services.search.pick("organisation", "") == []
    found = bench.drafts.load("organisation-new")
    assert found is not None
    assert found.values["name"] == "CARM"


def test_the_end_of_the_program_keeps_what_is_typed_in_open_forms(bench: Bench) -> None:
    untouched = bench.create("event")
    dialog = bench.create("organisation")
    bench.type("CARM")
    bench.forms.keep_drafts()
    draft = bench.drafts.load("organisation-new")
    assert draft is not None
    assert draft.values["name"] == "CARM"
    assert [file.name for file in bench.folder.iterdir()] == ["organisation-new.json"]
    assert bench.is_open(dialog)
    assert bench.is_open(untouched)


# --- never on the window's thread -----------------------------------------------------------------


def test_typing_writes_no_file_on_the_windows_thread(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    wrote: list[int] = []
    save = bench.drafts.save

    def watched(
        key: str, values: Mapping[str, Any], version: int, base: Mapping[str, Any] | None = None
    ) -> bool:
        wrote.append(threading.get_ident())
        return save(key, values, version, base)

    monkeypatch.setattr(bench.drafts, "save", watched)
    dialog = bench.create("organisation")
    bench.type("CARM")
    bench.settle_drafts()
    assert wrote
    assert threading.get_ident() not in wrote
    assert bench.drafts.load("organisation-new") is not None
    # The last one, when it is closed, is waited for.
    before = len(wrote)
    dialog.reject()
    assert wrote[before:] == [threading.get_ident()]


def test_a_draft_that_is_discarded_while_it_waits_is_never_written(bench: Bench) -> None:
    queue = bench.forms._drafts
    held = threading.Event()
    for _ in range(2):  # both readers are busy
        bench.runner.read(bench.forms, lambda: held.wait(60), done=lambda _answer: None)
    queue.save_soon("event-new", {"name": "x"}, 0, {})
    queue.discard("event-new")
    held.set()
    bench.settle()
    assert bench.drafts.load("event-new") is None


# --- a record that is gone ------------------------------------------------------------------------


def test_a_draft_that_names_an_undone_record_says_so_at_its_field(bench: Bench) -> None:
    dialog = bench.create("agreement")
    bench.type("MoU")
    children(dialog, "parties").rows[0].first_field().setFocus()
    bench.pick_last("Nobody's institute")
    bench.press(Key.Key_Return)
    bench.settle()
    dialog.reject()
    undo = next(one for one in bench.messages.toasts if one.text.startswith("Saved"))
    assert undo.act is not None
    undo.act()
    bench.settle()
    again = bench.create("agreement")
    party = children(again, "parties").rows[0].editors["organisation_id"]
    assert party.problem == "“Nobody's institute” is no longer there."
    bench.press(Key.Key_S, CTRL)
    bench.settle()
    summary = again.findChild(ProblemSummary)
    assert summary is not None
    assert not summary.isHidden()
    assert "no longer there" in party.problem
    # Another one is chosen, and all is well.
    party.field().setFocus()
    _line(party.field()).selectAll()
    bench.pick_last("CARM")
    bench.press(Key.Key_Return)
    bench.settle()
    assert party.problem == ""
    bench.press(Key.Key_S, CTRL)
    bench.settle()
    assert len(bench.services.search.pick("agreement", "MoU")) == 1


def test_an_undo_is_seen_in_the_form_that_is_open(bench: Bench) -> None:
    dialog = bench.create("agreement")
    children(dialog, "parties").rows[0].first_field().setFocus()
    bench.pick_last("Nobody's institute")
    bench.press(Key.Key_Return)
    bench.settle()
    party = children(dialog, "parties").rows[0].editors["organisation_id"]
    assert party.problem == ""
    act = bench.messages.toasts[-1].act
    assert act is not None
    act()
    bench.settle()
    assert "no longer there" in party.problem


def test_a_detail_that_was_emptied_stays_empty_in_the_draft(bench: Bench) -> None:
    stored = Deliverable(type="forum", title="Forum", details={"topic": "CAR-T"})
    ref: RecordRef = bench.services.records.save(stored).ref
    bench.forms.edit(ref, None)
    bench.settle()
    dialog = bench.opened()
    details: Any = dialog.form.editor("details")
    topic = details.editor("topic").field()
    topic.setFocus()
    _line(topic).selectAll()
    bench.press(Key.Key_Delete)
    dialog.reject()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    bench.settle()
    bench.forms.edit(ref, None)
    bench.settle()
    again: Any = bench.opened().form.editor("details")
    assert again.editor("topic").value() == ""


def _line(widget: QWidget) -> QLineEdit:
    assert isinstance(widget, QLineEdit)
    return widget
