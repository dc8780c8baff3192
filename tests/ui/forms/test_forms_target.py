"""The target in the deliverable's form: a chosen event gives it, and nobody is overruled."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests import factories
from tests.ui.forms.bench import CTRL, Bench, Key
from tracker.domain.dates import PartialDate
from tracker.domain.record import RecordRef
from tracker.domain.records import Deliverable
from tracker.ui.forms.form_dialog import RecordFormDialog
from tracker.ui.forms.parts import Chosen
from tracker.ui.forms.picking import ReferenceEditor

FIRST, SECOND = "2027-05-29/2027-06-01", "2028-05-20/2028-05-23"


def on(text: str) -> PartialDate:
    return PartialDate.parse(text)


def target(dialog: RecordFormDialog) -> PartialDate | None:
    found: PartialDate | None = dialog.form.editor("target").collect().value
    return found


def choose(bench: Bench, dialog: RecordFormDialog, id: int, name: str) -> None:
    editor = dialog.form.editor("event_id")
    assert isinstance(editor, ReferenceEditor)
    editor.choose(Chosen(RecordRef("event", id), name))
    bench.settle()


def clear(bench: Bench, dialog: RecordFormDialog, name: str) -> None:
    dialog.form.go_to((name,))
    line = dialog.form.editor(name).field()
    line.selectAll()  # type: ignore[attr-defined]
    bench.press(Key.Key_Delete)
    bench.settle()


def test_an_event_chosen_with_the_keyboard_gives_the_target_and_it_is_saved(bench: Bench) -> None:
    factories.event(bench.services, "ISCT 2027", dates=FIRST)
    dialog = bench.create("deliverable", type="pavilion", title="Pavilion")
    bench.go(dialog, "event_id")
    bench.pick("ISCT")
    bench.settle()
    assert target(dialog) == on(FIRST)
    bench.press(Key.Key_S, CTRL)
    bench.settle()
    (pick,) = bench.services.search.pick("deliverable", "")
    assert bench.services.records.open(Deliverable, pick.ref.id).record.target == on(FIRST)


def test_it_follows_another_event_and_stays_empty_when_emptied(bench: Bench) -> None:
    first = factories.event(bench.services, "ISCT 2027", dates=FIRST)
    second = factories.event(bench.services, "ISCT 2028", dates=SECOND)
    dialog = bench.create("deliverable", title="Pavilion")
    choose(bench, dialog, first, "ISCT 2027")
    choose(bench, dialog, second, "ISCT 2028")
    assert target(dialog) == on(SECOND)
    clear(bench, dialog, "target")
    bench.go(dialog, "title")
    bench.type("At it: ")
    bench.settle()
    assert target(dialog) is None
    choose(bench, dialog, first, "ISCT 2027")
    assert target(dialog) == on(FIRST)
    clear(bench, dialog, "event_id")
    assert target(dialog) is None, "what the event gave goes with it"


def test_what_was_typed_is_never_overwritten(bench: Bench) -> None:
    first = factories.event(bench.services, "ISCT 2027", dates=FIRST)
    second = factories.event(bench.services, "ISCT 2028", dates=SECOND)
    dialog = bench.create("deliverable", title="Pavilion")
    bench.go(dialog, "target")
    bench.type("May 2027")
    choose(bench, dialog, first, "ISCT 2027")
    assert target(dialog) == on("2027-05")
    choose(bench, dialog, second, "ISCT 2028")
    assert target(dialog) == on("2027-05")
    clear(bench, dialog, "event_id")
    assert target(dialog) == on("2027-05")
    clear(bench, dialog, "target")
    bench.type("someday, not yet a date")
    choose(bench, dialog, first, "ISCT 2027")
    assert dialog.form.editor("target").field().text() == (  # type: ignore[attr-defined]
        "someday, not yet a date"
    )


def test_an_event_without_dates_gives_none(bench: Bench) -> None:
    undated = factories.event(bench.services, "Some day")
    begun = factories.event(bench.services, "Since then", dates="2027-05/..")
    dated = factories.event(bench.services, "ISCT 2027", dates=FIRST)
    dialog = bench.create("deliverable", title="Pavilion")
    choose(bench, dialog, undated, "Some day")
    assert target(dialog) is None
    choose(bench, dialog, begun, "Since then")
    assert target(dialog) is None, "nothing could be due then"
    choose(bench, dialog, dated, "ISCT 2027")
    assert target(dialog) == on(FIRST)
    choose(bench, dialog, undated, "Some day")
    assert target(dialog) is None


def test_a_stored_record_is_not_filled_while_something_else_is_edited(bench: Bench) -> None:
    event = factories.event(bench.services, "ISCT 2027", dates=FIRST)
    id = factories.deliverable(bench.services, title="Pavilion", event_id=event)
    bench.forms.edit(RecordRef("deliverable", id), None)
    bench.settle()
    dialog = bench.opened()
    bench.go(dialog, "title")
    bench.type(" 2")
    bench.settle()
    assert target(dialog) is None
    QTest.keyClick(dialog, Qt.Key.Key_S, CTRL)
    bench.settle()
    stored = bench.services.records.open(Deliverable, id).record
    assert (stored.target, stored.event_id) == (None, event)


def test_a_stored_target_that_the_event_gave_follows_the_next_event(bench: Bench) -> None:
    first = factories.event(bench.services, "ISCT 2027", dates=FIRST)
    second = factories.event(bench.services, "ISCT 2028", dates=SECOND)
    id = factories.deliverable(bench.services, title="Pavilion", event_id=first, target=FIRST)
    bench.forms.edit(RecordRef("deliverable", id), None)
    bench.settle()
    dialog = bench.opened()
    assert not dialog.is_changed
    choose(bench, dialog, second, "ISCT 2028")
    assert target(dialog) == on(SECOND)


def test_a_new_one_begun_at_an_event_has_its_dates_and_is_not_a_draft_by_that(bench: Bench) -> None:
    event = factories.event(bench.services, "ISCT 2027", dates=FIRST)
    dialog = bench.create("deliverable", event_id=event)
    assert target(dialog) == on(FIRST)
    assert not dialog.is_changed
    bench.go(dialog, "title")
    bench.type("Pavilion")
    dialog.reject()
    bench.settle()
    again = bench.create("deliverable", event_id=event)
    assert target(again) == on(FIRST)
    assert dict(again.form.values())["title"] == "Pavilion"
    clear(bench, again, "target")
    again.reject()
    bench.settle()
    emptied = bench.create("deliverable", event_id=event)
    assert target(emptied) is None
