"""The editor of a series in the form of a deliverable, by keyboard and mouse."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.ui.forms.bench import CTRL, TODAY, Bench, Key
from tracker.domain.dates import PartialDate
from tracker.domain.record import RecordRef
from tracker.domain.records import Deliverable, ProgressEntry
from tracker.ui.forms.form_dialog import RecordFormDialog
from tracker.ui.forms.repeats import RepeatsEditor


def editor_of(dialog: RecordFormDialog) -> RepeatsEditor:
    found = dialog.form.editor("recurrence")
    assert isinstance(found, RepeatsEditor)
    return found


def settle(bench: Bench) -> None:
    bench.settle()


WORDS = "at least twice a year, first in March 2027"


def new_series(bench: Bench, words: str = WORDS) -> RecordRef:
    dialog = bench.forms.create("deliverable", None, {"title": "Forum", "type": "forum"})
    bench.settle()
    editor_of(dialog).line.line.setFocus()
    bench.type(words)
    bench.press(Key.Key_Tab)
    settle(bench)
    bench.press(Key.Key_S, CTRL)
    bench.settle()
    return bench.changes[-1].subject or RecordRef("deliverable", 0)


def test_words_typed_make_a_series_with_its_instances_and_one_undo(bench: Bench) -> None:
    dialog = bench.forms.create("deliverable", None, {"title": "Forum", "type": "forum"})
    bench.settle()
    editor = editor_of(dialog)
    assert not editor.chooser.isVisible()  # nothing about series until it repeats
    editor.line.line.setFocus()
    bench.type("at least twice a year, first in March 2027")
    bench.press(Key.Key_Tab)
    settle(bench)
    assert editor.minimum.isChecked()
    assert editor.first.value() == PartialDate.parse("2027-03")
    assert editor.preview.rule.text() == "At least twice a year, first in March 2027"
    assert "Forum, March 2027 · Forum, September 2027 · Forum, March 2028" in (
        editor.preview.next.text()
    )
    assert editor.preview.doing.text() == "2 instances will be made."
    bench.press(Key.Key_S, CTRL)
    bench.settle()
    [change] = bench.changes
    assert change.subject is not None
    series = bench.services.records.open(Deliverable, change.subject.id).record
    assert (series.recurrence, series.at_least) == ("FREQ=MONTHLY;INTERVAL=6", True)
    view = bench.services.series.page(change.subject.id, TODAY)
    assert [one.record.title for one in view.instances] == [
        "Forum, March 2027",
        "Forum, September 2027",
    ]
    bench.services.undo.undo()
    assert bench.services.undo.state().undo is None


def test_what_is_said_in_the_line_counts_before_it_is_left(bench: Bench) -> None:
    dialog = bench.forms.create("deliverable", None, {"title": "Forum"})
    bench.settle()
    editor = editor_of(dialog)
    editor.line.line.setFocus()
    bench.type(WORDS)
    settle(bench)
    assert editor.preview.rule.text() == "At least twice a year, first in March 2027"
    bench.press(Key.Key_S, CTRL)
    bench.settle()
    assert bench.changes[-1].subject is not None
    saved = bench.services.records.open(Deliverable, bench.changes[-1].subject.id).record
    assert (saved.at_least, saved.recurs_from) == (True, PartialDate.parse("2027-03"))
    again = bench.forms.create("deliverable", None, {"title": "Second"})
    bench.settle()
    editor = editor_of(again)
    editor.line.line.setFocus()
    bench.type(WORDS)
    bench.press(Key.Key_Tab)
    editor.minimum.setFocus()
    bench.press(Key.Key_Space)  # it is no minimum after all
    assert editor.collect().value["at_least"] is None


def test_choices_and_words_say_the_same(bench: Bench) -> None:
    dialog = bench.forms.create("deliverable", None, {"title": "Report"})
    bench.settle()
    editor = editor_of(dialog)
    QTest.mouseClick(editor.choose, Qt.MouseButton.LeftButton)
    assert editor.line.text() == "Every year"
    assert editor.chooser.every.hasFocus()
    chooser = editor.chooser
    QTest.mouseClick(chooser.months.button(3), Qt.MouseButton.LeftButton)
    chooser.months.button(9).setFocus()
    bench.press(Key.Key_Space)
    assert editor.line.text() == "Every year in March and September"
    chooser.on.setFocus()
    for _ in range(5):
        bench.press(Key.Key_Down)
    assert chooser.on.currentText() == "the last"
    chooser.weekday.setFocus()
    bench.choose("Friday")
    chooser.ends.setFocus()
    bench.choose("after")
    chooser.count.setFocus()
    chooser.count.selectAll()
    bench.type("5")
    assert editor.line.text() == (
        "Every year in March and September on the last Friday, 5 times in all"
    )
    assert editor.collect().value["recurrence"] == ("FREQ=YEARLY;COUNT=5;BYMONTH=3,9;BYDAY=-1FR")
    editor.line.line.setFocus()
    editor.line.line.selectAll()
    bench.type("every 2 weeks on Monday")
    assert chooser.unit.currentData() == "week"
    assert chooser.every.value() == 2
    assert chooser.days.chosen() == (1,)


def test_a_change_says_what_it_does_before_it_is_saved(bench: Bench) -> None:
    ref = new_series(bench)
    first, _ = bench.services.series.instances(ref.id, TODAY)
    bench.services.progress.log(
        ProgressEntry(deliverable_id=first.record.id, on=PartialDate.of(TODAY), note="Hall booked")
    )
    bench.forms.edit(ref, None)
    bench.settle()
    dialog = bench.opened()
    editor = editor_of(dialog)
    assert editor.line.text() == "Twice a year"
    editor.line.line.setFocus()
    editor.line.line.selectAll()
    bench.type("every quarter")
    settle(bench)
    assert editor.preview.doing.text() == (
        "1 instance will be made. 1 stays as it is, for somebody has worked on it: "
        "Forum, March 2027."
    )
    bench.press(Key.Key_S, CTRL)
    bench.settle()
    titles = [one.record.title for one in bench.services.series.instances(ref.id, TODAY)]
    assert titles == ["Forum, March 2027", "Forum, June 2027", "Forum, September 2027"]


def test_after_the_save_it_is_said_what_became_of_the_instances(bench: Bench) -> None:
    ref = new_series(bench)
    assert bench.messages.toasts[-1].text == "Saved “Forum”: 2 made"
    first, _ = bench.services.series.instances(ref.id, TODAY)
    bench.services.progress.log(
        ProgressEntry(deliverable_id=first.record.id, on=PartialDate.of(TODAY), note="Hall booked")
    )
    for words, said in (
        ("every quarter", "Saved “Forum”: 1 made, 1 kept"),
        ("every year", "Saved “Forum”: 2 removed, 1 kept"),
    ):
        bench.forms.edit(ref, None)
        bench.settle()
        line = editor_of(bench.opened()).line.line
        line.setFocus()
        line.selectAll()
        bench.type(words)
        settle(bench)
        bench.press(Key.Key_S, CTRL)
        bench.settle()
        assert bench.messages.toasts[-1].text == said
    bench.forms.edit(ref, None)
    bench.settle()
    bench.go(bench.opened(), "title")
    bench.type("The ")
    bench.press(Key.Key_S, CTRL)
    bench.settle()
    assert bench.messages.toasts[-1].text.endswith("”"), "nothing happened to them"


def test_a_rule_without_a_beginning_says_that_it_made_none(bench: Bench) -> None:
    new_series(bench, "twice a year")
    assert bench.messages.toasts[-1].text == (
        "Saved “Forum”: none made, since it lacks when the first is due"
    )


def test_what_is_wrong_is_said_beside_the_field_and_nothing_is_lost(bench: Bench) -> None:
    dialog = bench.forms.create("deliverable", None, {"title": "Forum"})
    bench.settle()
    editor = editor_of(dialog)
    editor.line.line.setFocus()
    bench.type("5 times a year")
    bench.press(Key.Key_Tab)
    editor.first.line.setFocus()
    bench.type("someday")
    editor.ahead.line.setFocus()
    bench.type("many")
    bench.press(Key.Key_Tab)
    assert "even intervals" in editor.line.problem
    assert "not understood" in editor.first.problem
    assert editor.ahead.problem
    bench.press(Key.Key_S, CTRL)
    bench.settle()
    assert bench.changes == []
    assert editor.line.text() == "5 times a year"
    dialog.close()
    bench.settle()
    again = bench.forms.create("deliverable", None, {"title": "Forum"})
    bench.settle()
    kept = editor_of(again)
    assert (kept.line.text(), kept.first.text(), kept.ahead.text()) == (
        "5 times a year",
        "someday",
        "many",
    )


def test_a_rule_nobody_can_choose_is_kept_as_it_was_typed(bench: Bench) -> None:
    rule = "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1"
    ref = new_series(bench, rule)
    bench.forms.edit(ref, None)
    bench.settle()
    editor = editor_of(bench.opened())
    assert editor.line.text() == rule
    assert not editor.chooser.isEnabled()
    assert editor.collect().value["recurrence"] == rule


def test_taking_the_rule_away_removes_only_what_nobody_touched(bench: Bench) -> None:
    ref = new_series(bench)
    first, _ = bench.services.series.instances(ref.id, TODAY)
    bench.services.progress.log(
        ProgressEntry(deliverable_id=first.record.id, on=PartialDate.of(TODAY), note="Hall booked")
    )
    bench.forms.edit(ref, None)
    bench.settle()
    editor = editor_of(bench.opened())
    editor.line.line.setFocus()
    editor.line.line.selectAll()
    bench.press(Key.Key_Delete)
    settle(bench)
    assert "1 goes to the trash" in editor.preview.doing.text()
    bench.press(Key.Key_S, CTRL)
    bench.settle()
    [left] = bench.services.series.instances(ref.id, TODAY)
    assert left.record.id == first.record.id
    assert not bench.services.records.open(Deliverable, ref.id).record.is_series


def test_a_rule_that_is_only_stated_makes_nothing_when_something_else_is_saved(
    bench: Bench,
) -> None:
    stated = Deliverable(title="Forum", recurrence="FREQ=YEARLY", recurs_from="2027")
    ref = bench.services.records.save(stated).ref
    bench.forms.edit(ref, None)
    bench.settle()
    dialog = bench.opened()
    settle(bench)
    assert editor_of(dialog).preview.doing.text() == ""
    bench.go(dialog, "title")
    bench.type(" 2")
    bench.press(Key.Key_S, CTRL)
    bench.settle()
    assert bench.services.series.instances(ref.id, TODAY) == ()


def test_what_lies_before_today_is_said_and_made_only_if_it_is_asked_for(bench: Bench) -> None:
    dialog = bench.forms.create("deliverable", None, {"title": "Forum", "type": "forum"})
    bench.settle()
    editor = editor_of(dialog)
    editor.line.line.setFocus()
    bench.type("every quarter, first in Q1 2026")
    bench.press(Key.Key_Tab)
    settle(bench)
    assert editor.past.isVisible()
    assert not editor.past.isChecked()
    assert editor.past.text() == "3 lie before today; make them, too"
    assert editor.preview.doing.text() == "5 instances will be made."
    editor.past.setFocus()
    assert editor.past.hasFocus()
    bench.press(Key.Key_Space)
    settle(bench)
    assert editor.preview.doing.text() == "8 instances will be made."
    assert editor.past.text().startswith("3 lie before today"), "they still lie before today"
    raw = editor.raw()
    editor.set_raw(raw)
    assert editor.past.isChecked(), "a draft that is brought back asks for the same"
    bench.press(Key.Key_S, CTRL)
    bench.settle()
    [change] = bench.changes
    assert change.subject is not None
    view = bench.services.series.page(change.subject.id, TODAY)
    assert [one.record.instance for one in view.instances] == list(range(1, 9))
    assert (view.standing.total, view.standing.overdue, view.past) == (8, 3, 0)
    series = bench.services.records.open(Deliverable, change.subject.id).record
    assert series.made_until is not None
    assert series.made_until.latest > TODAY
    bench.services.undo.undo()
    assert bench.services.undo.state().undo is None


def test_a_series_that_left_the_past_out_offers_it_again(bench: Bench) -> None:
    ref = new_series(bench, "twice a year, first in May 2026")
    view = bench.services.series.page(ref.id, TODAY)
    assert [one.record.instance for one in view.instances] == [2, 3, 4]
    bench.forms.edit(ref, None)
    bench.settle()
    editor = editor_of(bench.opened())
    assert editor.past.isVisible()
    assert editor.past.text() == "1 lies before today; make it, too"
    editor.past.click()
    assert editor.past.isChecked()
    settle(bench)
    assert "1 instance will be made." in editor.preview.doing.text()
    bench.press(Key.Key_S, CTRL)
    bench.settle()
    view = bench.services.series.page(ref.id, TODAY)
    assert [one.record.instance for one in view.instances] == [1, 2, 3, 4]
    bench.forms.edit(ref, None)
    bench.settle()
    assert not editor_of(bench.opened()).past.isVisible()


def test_an_instance_added_by_hand_is_numbered_by_its_date(bench: Bench) -> None:
    ref = new_series(bench, "twice a year, first in May 2026")
    given = bench.services.series.one_more(ref.id)
    assert "instance" not in given
    assert bench.services.series.number_for(ref.id, None) == 5
    dialog = bench.forms.create("deliverable", None, {**given, "title": "Forum, by hand"})
    bench.settle()
    bench.go(dialog, "target")
    bench.type("May 2026")
    bench.press(Key.Key_S, CTRL)
    bench.settle()
    view = bench.services.series.page(ref.id, TODAY)
    assert [one.record.instance for one in view.instances] == [1, 2, 3, 4]
    assert view.instances[0].record.title == "Forum, by hand"
    # Beside one that is there no number is free; a typed one stays as it was typed.
    assert bench.services.series.number_for(ref.id, PartialDate.parse("2026-11")) is None
    beside = bench.services.series.page(view.instances[0].ref.id, TODAY).beside
    assert beside is not None
    assert (beside.place, beside.count) == (1, 4)
