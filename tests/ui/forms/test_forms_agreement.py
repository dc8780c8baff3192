"""The agreement's form: a three-party MoU from nothing, with the keyboard, in one sitting."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication, QLabel

from tests.ui.forms.bench import ALT, CTRL, SHIFT, Bench, Key, children
from tests.ui.forms.filling import PEOPLE, create_party, fill_mou
from tracker.domain.dates import PartialDate
from tracker.domain.durations import Duration
from tracker.domain.record import RecordRef
from tracker.domain.records import Agreement, Contact, Event, Organisation
from tracker.domain.records.agreements import AgreementKind
from tracker.domain.records.evidence import Capacity
from tracker.domain.terms import TermKind
from tracker.ui.forms.form_dialog import RecordFormDialog
from tracker.ui.forms.notices import SimilarNotice
from tracker.ui.widgets.buttons import LinkButton


def test_a_three_party_mou_from_nothing(bench: Bench) -> None:
    dialog = bench.create("agreement")
    fill_mou(bench, dialog)
    bench.go(dialog, "places")
    bench.type("Vancouver")
    bench.press(Key.Key_Return)
    bench.type("Seoul")
    bench.go(dialog, "event_id")
    bench.pick_last("Signing ceremony 2018")
    assert bench.opened().windowTitle() == "New event"
    bench.press(Key.Key_Return)
    bench.settle()
    lifecycle = children(dialog, "lifecycle").rows[0]  # there from the start
    lifecycle.first_field().setFocus()
    bench.choose("Signed")
    bench.press(Key.Key_Tab)
    bench.type("Dec 2018")
    bench.go(dialog, "term_kind")
    bench.choose("Fixed")
    bench.press(Key.Key_Tab)
    bench.type("3 years")
    bench.go(dialog, "term_notice")
    bench.type("90 days")
    bench.go(dialog, "commitments")
    bench.press(Key.Key_Space)
    bench.settle()
    bench.type("A Korea pavilion at the annual meeting")
    bench.go(dialog, "citations")
    bench.press(Key.Key_Space)
    bench.settle()
    bench.pick_last("ISCT announces an MoU")
    bench.press(Key.Key_Return)
    bench.settle()
    dialog.resize(1080, 1900)
    bench.settle()
    bench.shot(dialog, "mou-filled")
    assert lifecycle.collect().value.on == PartialDate.parse("2018-12")
    bench.press(Key.Key_S, CTRL)
    bench.settle()

    (ref,) = [one.ref for one in bench.services.search.pick("agreement", "MoU of ISCT")]
    stored = bench.services.records.open(Agreement, ref.id)
    agreement = stored.record
    assert agreement.kind is AgreementKind.MOU
    assert agreement.announced == PartialDate.parse("2018-12-03")
    parties = [RecordRef("organisation", one.organisation_id or 0) for one in agreement.parties]
    assert [stored.names[ref] for ref in parties] == [
        "International Society for Cell & Gene Therapy", "SCRM", "CARM",
    ]  # fmt: skip
    assert [one.title for one in agreement.people] == [person[1] for person in PEOPLE]
    assert [one.capacity for one in agreement.people].count(Capacity.SIGNATORY) == 4
    assert all(one.organisation_id for one in agreement.people)
    assert agreement.places == ("Vancouver", "Seoul")
    assert agreement.event_id is not None
    assert bench.services.records.open(Event, agreement.event_id).name == "Signing ceremony 2018"
    assert agreement.term_kind is TermKind.FIXED
    assert agreement.term_length == Duration(years=3)
    assert agreement.term_notice == Duration(days=90)
    assert len(agreement.commitments) == len(agreement.citations) == 1
    # The people made from the rows hold the positions that stood there.
    rasko = bench.services.records.open(Contact, agreement.people[0].contact_id or 0).record
    assert rasko.affiliations[0].organisation_id == agreement.parties[0].organisation_id
    assert rasko.affiliations[0].title == "President"
    # One change set each, the agreement's last; the toast takes it back.
    toast = bench.messages.toasts[-1]
    assert toast.text == "Saved “MoU of ISCT, SCRM and CARM”"
    assert toast.act is not None
    toast.act()
    bench.settle()
    assert bench.services.search.pick("agreement", "MoU of ISCT") == []
    assert len(bench.services.search.pick("organisation", "")) == 3
    assert not bench.messages.errors


def test_tab_walks_in_reading_order_also_into_new_rows(bench: Bench) -> None:
    dialog = bench.create("agreement")
    parties = children(dialog, "parties")
    parties.rows[0].first_field().setFocus()
    bench.press(Key.Key_Tab)
    bench.press(Key.Key_Down)
    bench.press(Key.Key_Return)
    bench.settle()
    assert len(parties.rows) == 3
    parties.rows[0].editors["role"].field().setFocus()
    bench.press(Key.Key_Tab)
    assert QApplication.focusWidget() is parties.rows[0].editors["on_behalf_of"].field()
    for _ in range(3):  # the fold, the menu, the next row
        bench.press(Key.Key_Tab)
    assert QApplication.focusWidget() is parties.rows[1].first_field()
    parties.rows[2].editors["on_behalf_of"].field().setFocus()
    for _ in range(3):
        bench.press(Key.Key_Tab)
    assert QApplication.focusWidget() is parties.field()


def test_rows_are_moved_removed_and_put_back(bench: Bench) -> None:
    dialog = bench.create("agreement")
    commitments = children(dialog, "commitments")
    for text in ("one", "two", "three"):
        commitments.add_row()
        commitments.rows[-1].first_field().setFocus()
        bench.type(text)
    bench.press(Key.Key_Up, ALT | SHIFT)
    assert [one.text for one in commitments.value()] == ["one", "three", "two"]
    bench.press(Key.Key_Delete, ALT | SHIFT)
    assert [one.text for one in commitments.value()] == ["one", "two"]
    (back,) = [one for one in commitments.findChildren(LinkButton) if not one.isHidden()]
    back.click()
    assert [one.text for one in commitments.value()] == ["one", "three", "two"]


def test_the_working_of_the_term_is_shown_while_typing(bench: Bench) -> None:
    dialog = bench.create("agreement")
    children(dialog, "lifecycle").add_row()
    row = children(dialog, "lifecycle").rows[0]
    row.editors["on"].field().setFocus()
    bench.type("4 June 2024")
    bench.go(dialog, "term_kind")
    bench.choose("Fixed")
    bench.go(dialog, "term_length")
    bench.type("3 years")
    bench.settle()
    assert any(
        "4 June 2024 + 3 years = 4 June 2027" in one.text() for one in dialog.findChildren(QLabel)
    )


def _kind(dialog: RecordFormDialog) -> object:
    return dialog.form.editor("term_kind").value()


def test_a_length_makes_the_term_fixed_unless_a_kind_was_chosen(bench: Bench) -> None:
    dialog = bench.create("agreement")
    slot = dialog.form.slot("term_kind")
    assert slot is not None
    assert _kind(dialog) == TermKind.UNKNOWN
    bench.go(dialog, "term_length")
    bench.type("2 years")
    assert _kind(dialog) == TermKind.FIXED
    assert slot.hint.startswith("Follows from")
    bench.go(dialog, "term_renewal")
    bench.type("1 year")
    assert _kind(dialog) == TermKind.AUTOMATIC_RENEWAL
    bench.press(Key.Key_A, CTRL)
    bench.press(Key.Key_Delete)
    assert _kind(dialog) == TermKind.FIXED
    bench.go(dialog, "term_length")
    bench.press(Key.Key_A, CTRL)
    bench.press(Key.Key_Delete)
    assert _kind(dialog) == TermKind.UNKNOWN
    assert slot.hint == ""
    bench.go(dialog, "term_kind")
    bench.choose("Minimum")
    bench.go(dialog, "term_length")
    bench.type("3 years")
    assert _kind(dialog) == TermKind.MINIMUM


def test_a_likely_double_is_named_and_can_be_chosen_instead(bench: Bench) -> None:
    saved = bench.services.records.save(
        Organisation(name="Council for Advanced Regenerative Medicine", acronym="CARM")
    )
    dialog = bench.create("agreement")
    children(dialog, "parties").rows[0].first_field().setFocus()
    bench.pick_last("Council for Advanced Regenerative Medicines")
    small = bench.opened()
    bench.settle()

    notice = small.findChild(SimilarNotice)
    assert notice is not None
    assert not notice.isHidden()
    bench.shot(small, "mini-similar")
    (link,) = notice.findChildren(LinkButton)
    link.click()
    bench.settle()
    party = children(dialog, "parties").collect().value[0]
    assert party.organisation_id == saved.ref.id
    assert len(bench.services.search.pick("organisation", "")) == 1


@pytest.mark.parametrize("leave", [Key.Key_Tab, Key.Key_Return])
def test_a_picker_takes_the_record_whose_name_was_typed(bench: Bench, leave: Key) -> None:
    saved = bench.services.records.save(Organisation(name="한국세포치료학회", acronym="KSCT"))
    dialog = bench.create("agreement")
    children(dialog, "parties").rows[0].first_field().setFocus()
    bench.type("ksct")
    if leave == Key.Key_Return:
        bench.settle()
    bench.press(leave)  # with Tab: faster than the answer
    bench.settle()
    assert children(dialog, "parties").collect().value[0].organisation_id == saved.ref.id


def test_an_organisation_is_made_from_its_name_with_the_acronym_in_brackets(bench: Bench) -> None:
    dialog = bench.create("agreement")
    children(dialog, "parties").rows[0].first_field().setFocus()
    create_party(bench, "Alliance for Regenerative Medicine (ARM)")
    (found,) = bench.services.search.pick("organisation", "")
    made = bench.services.records.open(Organisation, found.ref.id).record
    assert (made.name, made.acronym) == ("Alliance for Regenerative Medicine", "ARM")
    line = children(dialog, "parties").rows[0].first_field()
    assert line.property("text") == "ARM"
    assert line.toolTip()
