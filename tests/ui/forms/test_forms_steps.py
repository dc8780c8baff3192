"""Steps in the deliverable's form: a distance gives its day, the usual steps are offered."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests import factories
from tests.ui.forms.bench import CTRL, Bench, Key, children
from tracker.domain.dates import PartialDate
from tracker.domain.offsets import read_offset
from tracker.domain.record import RecordRef
from tracker.domain.records import Deliverable
from tracker.domain.records.deliverables import Milestone
from tracker.ui.deliverables.form_steps import FormSteps
from tracker.ui.forms.form_dialog import RecordFormDialog
from tracker.ui.forms.row import ChildRow


def on(text: str) -> PartialDate:
    return PartialDate.parse(text)


def follow(bench: Bench) -> None:
    """Until what is typed has been read and followed."""
    bench.settle()


def begun(bench: Bench, dates: str = "2027-05-29/2027-06-01") -> RecordFormDialog:
    event = factories.event(bench.services, "ISCT 2027", dates=dates) if dates else None
    dialog = bench.create("deliverable", type="pavilion", title="Pavilion", event_id=event)
    follow(bench)
    return dialog


def edited(bench: Bench, id: int) -> RecordFormDialog:
    bench.forms.edit(RecordRef("deliverable", id), None)
    bench.settle()
    follow(bench)
    return bench.opened()


def steps_of(dialog: RecordFormDialog) -> FormSteps:
    (found,) = dialog.form.findChildren(FormSteps)
    return found


def new_row(bench: Bench, dialog: RecordFormDialog, title: str) -> ChildRow:
    editor = children(dialog, "milestones")
    editor.field().setFocus()
    bench.press(Key.Key_Space)
    bench.type(title)
    return editor.rows[-1]


def text(row: ChildRow, name: str) -> str:
    return str(row.editors[name].line.text())  # type: ignore[attr-defined]


def enter(bench: Bench, row: ChildRow, name: str, words: str) -> None:
    line = row.editors[name].field()
    line.setFocus()
    line.selectAll()  # type: ignore[attr-defined]
    bench.type(words)
    follow(bench)


def test_the_usual_steps_are_offered_and_never_forced(bench: Bench) -> None:
    dialog = begun(bench)
    offer = steps_of(dialog).offer
    assert offer.isVisibleTo(dialog)
    assert offer.accessibleName() == "Add the 7 usual steps"
    dialog.form.reveal(offer)
    QTest.mouseClick(offer, Qt.MouseButton.LeftButton)
    follow(bench)
    assert not offer.isVisibleTo(dialog)
    bench.press(Key.Key_Return, CTRL)
    bench.settle()
    (pick,) = bench.services.search.pick("deliverable", "")
    stored = bench.services.records.open(Deliverable, pick.ref.id).record
    assert [(one.title, str(one.target)) for one in stored.milestones][3] == (
        "Freight sent",
        "2027-04-17",
    )
    assert len(stored.milestones) == 7


def test_without_the_offer_nothing_is_added(bench: Bench) -> None:
    dialog = begun(bench)
    assert dialog.isVisible()
    bench.press(Key.Key_Return, CTRL)
    bench.settle()
    (pick,) = bench.services.search.pick("deliverable", "")
    assert bench.services.records.open(Deliverable, pick.ref.id).record.milestones == ()


def test_a_distance_shows_its_day_at_once(bench: Bench) -> None:
    dialog = begun(bench)
    row = new_row(bench, dialog, "화물 발송")
    enter(bench, row, "offset", "6주 전")
    assert text(row, "target") == "17 Apr 2027"
    enter(bench, row, "offset", "2 months before")
    assert text(row, "target") == "29 Mar 2027"
    # A target by hand stays, and the day that the distance gives stands beside it.
    enter(bench, row, "target", "1 Mar 2027")
    enter(bench, row, "offset", "6 weeks before")
    assert text(row, "target") == "1 Mar 2027"
    assert row.editors["offset"].line.gives == "17 Apr 2027"  # type: ignore[attr-defined]


def test_another_day_of_the_form_moves_what_it_filled(bench: Bench) -> None:
    dialog = begun(bench, "")
    row = new_row(bench, dialog, "Freight")
    enter(bench, row, "offset", "6 weeks before")
    assert text(row, "target") == ""
    bench.go(dialog, "target")
    bench.type("29 May 2027")
    follow(bench)
    assert text(row, "target") == "17 Apr 2027"
    bench.go(dialog, "target")
    dialog.form.editor("target").field().selectAll()  # type: ignore[attr-defined]
    bench.type("Jun 2027")
    follow(bench)
    assert row.editors["target"].value() == on("2027-04-20/2027-05-19"), "no day is invented"


def test_a_wrong_distance_is_said_in_its_row(bench: Bench) -> None:
    dialog = begun(bench)
    row = new_row(bench, dialog, "Freight")
    enter(bench, row, "offset", "soonish")
    bench.press(Key.Key_Return, CTRL)
    bench.settle()
    assert dialog.isVisible()
    assert row.editors["offset"].problem
    assert "does not say how long" in row.editors["offset"].problem
    assert text(row, "offset") == "soonish"


def test_stored_targets_are_not_touched_by_the_form(bench: Bench) -> None:
    event = factories.event(bench.services, "ISCT 2027", dates="2027-05-29")
    steps = (Milestone(title="Freight", offset=read_offset("6 weeks before"), target="2027-01"),)
    made = factories.deliverable(bench.services, event_id=event, milestones=steps)
    dialog = edited(bench, made)
    follow(bench)
    row = children(dialog, "milestones").rows[0]
    assert text(row, "target") == "Jan 2027"
    assert row.editors["offset"].line.gives == "17 Apr 2027"  # type: ignore[attr-defined]


def test_another_day_than_the_log_says_is_refused_beside_the_step(bench: Bench) -> None:
    made = factories.deliverable(bench.services, milestones=(Milestone(title="Paid"),))
    step = bench.services.records.open(Deliverable, made).record.milestones[0].id or 0
    bench.services.milestones.reach(made, step, on("2026-11-20"))
    dialog = edited(bench, made)
    follow(bench)
    row = children(dialog, "milestones").rows[0]
    assert text(row, "done") == "20 Nov 2026"
    enter(bench, row, "done", "1 Jan 2026")
    bench.press(Key.Key_Return, CTRL)
    bench.settle()
    assert dialog.isVisible()
    assert "The log says 20 Nov 2026" in row.editors["done"].problem
