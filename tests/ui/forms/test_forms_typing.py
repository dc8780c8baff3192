"""What a user test found in the forms: Enter, guessed records, rows, and what is said in place."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication, QLabel

from tests.ui.forms.bench import Bench, Key, children
from tracker.domain.dates import PartialDate
from tracker.domain.positions import current_position
from tracker.domain.progress import DeliverableStatus
from tracker.domain.record import RecordRef
from tracker.domain.records import Agreement, Contact, Deliverable, Organisation, ProgressEntry
from tracker.domain.records.contacts import Affiliation
from tracker.domain.records.evidence import Participant
from tracker.ui.forms.form_dialog import RecordFormDialog
from tracker.ui.forms.layout import Disclosure
from tracker.ui.forms.typed_details import TypedDetails
from tracker.ui.widgets.buttons import LinkButton


def _said(dialog: RecordFormDialog) -> list[str]:
    return [one.text() for one in dialog.findChildren(QLabel) if one.isVisible()]


def _organisation(bench: Bench, name: str, acronym: str = "") -> int:
    return bench.services.records.save(Organisation(name=name, acronym=acronym)).ref.id


def _person(bench: Bench, name: str, *positions: Affiliation) -> int:
    return bench.services.records.save(Contact(name=name, affiliations=positions)).ref.id


# Enter on a button.


@pytest.mark.parametrize("key", [Key.Key_Return, Key.Key_Enter, Key.Key_Space])
def test_enter_adds_a_row_and_typing_goes_on_in_it(bench: Bench, key: Key) -> None:
    dialog = bench.create("agreement")
    commitments = children(dialog, "commitments")
    commitments.field().setFocus()
    bench.press(key)
    bench.type("A joint seminar")
    assert [one.text for one in commitments.value()] == ["A joint seminar"]


def test_enter_unfolds_a_row_and_the_further_fields(bench: Bench) -> None:
    dialog = bench.create("agreement")
    row = children(dialog, "parties").rows[0]
    row.editors["on_behalf_of"].field().setFocus()
    bench.press(Key.Key_Tab)
    bench.press(Key.Key_Return)
    assert row.editors["side"].isVisible()
    (more,) = dialog.findChildren(Disclosure)
    more._switch.setFocus()
    bench.press(Key.Key_Return)
    assert more.is_open
    assert len(children(dialog, "parties").rows) == 2


def test_a_new_row_is_seen_whole_above_the_foot(bench: Bench) -> None:
    dialog = bench.create("agreement")
    dialog.resize(1080, 520)
    commitments = children(dialog, "commitments")
    for _ in range(6):
        commitments.field().setFocus()
        bench.press(Key.Key_Return)
        bench.settle()
        row = commitments.rows[-1]
        assert QApplication.focusWidget() is row.first_field()
        assert row.visibleRegion().boundingRect() == row.rect()
        bench.type("something")


# The signing.


def test_a_new_agreement_asks_for_its_signing_and_invents_none(bench: Bench) -> None:
    dialog = bench.create("agreement")
    titles = [one.title for one in dialog.form.sections]
    assert "Signing and lifecycle" in titles
    assert "Lifecycle" not in titles
    bench.type("MoU of 2018")
    (row,) = children(dialog, "lifecycle").rows
    top = {one: one.mapTo(dialog, one.rect().topLeft()).y() for one in (row, dialog.form)}
    places = dialog.form.editor("places")
    assert top[row] < places.mapTo(dialog, places.rect().topLeft()).y()
    dialog.save()
    bench.settle()
    (ref,) = [one.ref for one in bench.services.search.pick("agreement", "MoU")]
    assert bench.services.records.open(Agreement, ref.id).record.lifecycle == ()


def test_signed_on_a_day_nobody_states_is_kept_when_it_was_chosen(bench: Bench) -> None:
    dialog = bench.create("agreement")
    bench.type("MoU of 2018")
    (row,) = children(dialog, "lifecycle").rows
    row.first_field().setFocus()
    bench.press(Key.Key_Down)
    bench.press(Key.Key_Up)
    raw = dialog.form.raw()
    dialog.form.set_raw(raw)
    dialog.save()
    bench.settle()
    (ref,) = [one.ref for one in bench.services.search.pick("agreement", "MoU")]
    (event,) = bench.services.records.open(Agreement, ref.id).record.lifecycle
    assert (event.kind, event.on) == ("signed", None)


# People and their positions.


def _position(at: int, title: str, **dates: str) -> Affiliation:
    return Affiliation(
        organisation_id=at,
        title=title,
        **{name: PartialDate.parse(date) for name, date in dates.items()},
    )


def test_a_person_brings_the_present_position_into_empty_fields(bench: Bench) -> None:
    carm, scrm = _organisation(bench, "CARM"), _organisation(bench, "SCRM")
    _person(
        bench, "BG Rhee",
        _position(scrm, "Director", since="2012"), _position(carm, "Chairman", since="2016"),
        _position(scrm, "Adviser", since="2019", until="2020"),
    )  # fmt: skip
    dialog = bench.create("agreement")
    people = children(dialog, "people")
    people.field().setFocus()
    bench.press(Key.Key_Return)
    bench.pick("BG Rhee")
    bench.settle()
    (row,) = people.rows
    assert (row.collect().value.title, row.collect().value.organisation_id) == ("Chairman", carm)
    assert row.editors["organisation_id"].field().property("text") == "CARM"
    assert "Filled in from the present position of BG Rhee." in _said(dialog)
    assert dialog.is_changed
    bench.shot(dialog, "people-filled")
    (undo,) = [one for one in row.findChildren(LinkButton) if one.isVisible()]
    undo.setFocus()
    bench.press(Key.Key_Return)
    assert (row.collect().value.title, row.collect().value.organisation_id) == ("", None)
    assert not undo.isVisible()


def test_what_was_typed_beside_a_person_stays(bench: Bench) -> None:
    carm = _organisation(bench, "CARM")
    _person(bench, "BG Rhee", _position(carm, "Chairman"))
    dialog = bench.create("agreement")
    people = children(dialog, "people")
    people.field().setFocus()
    bench.press(Key.Key_Return)
    (row,) = people.rows
    row.editors["title"].field().setFocus()
    bench.type("President")
    row.first_field().setFocus()
    bench.pick("BG Rhee")
    bench.settle()
    assert (row.collect().value.title, row.collect().value.organisation_id) == ("President", carm)


def test_a_stored_row_is_not_filled_on_opening(bench: Bench) -> None:
    carm = _organisation(bench, "CARM")
    who = _person(bench, "BG Rhee", _position(carm, "Chairman"))
    saved = bench.services.records.save(
        Agreement(title="MoU", people=(Participant(contact_id=who),))
    )
    bench.forms.edit(saved.ref, None)
    bench.settle()
    assert not bench.opened().is_changed


def test_a_new_person_is_asked_for_the_position_of_the_row(bench: Bench) -> None:
    dialog = bench.create("agreement")
    people = children(dialog, "people")
    people.field().setFocus()
    bench.press(Key.Key_Return)
    (row,) = people.rows
    row.editors["title"].field().setFocus()
    bench.type("President")
    row.first_field().setFocus()
    bench.pick_last("John Rasko")
    small = bench.opened()
    (position,) = children(small, "affiliations").rows
    assert position.editors["title"].value() == "President"
    bench.shot(small, "mini-contact-position")
    # Without an organisation there is no position, and nothing stands in the way.
    bench.press(Key.Key_Return)
    bench.settle()
    assert bench.opened() is dialog
    made = bench.services.records.open(Contact, row.collect().value.contact_id).record
    assert made.affiliations == ()
    assert row.collect().value.title == "President"


def test_the_present_position_is_the_one_that_lists_show(bench: Bench) -> None:
    one, two = _organisation(bench, "One"), _organisation(bench, "Two")
    cases = [
        (_position(one, "a"), _position(two, "b", since="2010")),
        (_position(one, "a", since="2011"), _position(two, "b", since="2010", as_of="2015")),
        (_position(one, "a"), _position(two, "b")),
        (_position(one, "a", since="2020", until="2021"), _position(two, "b")),
    ]
    for place, positions in enumerate(cases):
        _person(bench, f"Person {place}", *positions)
        found = bench.services.search.pick("contact", f"Person {place}")
        (pick,) = [one for one in found if one.label == f"Person {place}"]
        current = current_position(positions)
        assert current is not None
        assert pick.detail.startswith(current.title)


# The type of a deliverable.


def test_a_change_of_type_says_which_fields_are_kept_aside(bench: Bench) -> None:
    dialog = bench.create("deliverable")
    details = dialog.form.editor("details")
    assert isinstance(details, TypedDetails)
    bench.choose("Pavilion")
    for name, text in (("hall_booth", "Hall 2"), ("area", "162 sqm"), ("booths", "12")):
        details.editor(name).field().setFocus()
        bench.type(text)
    assert str(details.editor("area").value()) == "162"
    bench.go(dialog, "type")
    bench.choose("Trend")
    (said,) = [text for text in _said(dialog) if "change back" in text]
    assert said.startswith("3 fields of Pavilion are kept and come back if you change back: ")
    assert {"Area", "Booths"} <= set(said.split(": ")[1].split(", "))
    bench.shot(dialog, "type-kept")
    bench.go(dialog, "type")
    bench.choose("Pavilion")
    assert not [text for text in _said(dialog) if "change back" in text]
    assert details.editor("hall_booth").value() == "Hall 2"


# What the log made of a deliverable.


def test_the_form_says_where_the_log_moved_the_target(bench: Bench) -> None:
    saved = bench.services.records.save(
        Deliverable(title="Pavilion", target=PartialDate.parse("2026-12-01"))
    )
    bench.forms.edit(saved.ref, None)
    bench.settle()
    assert not [text for text in _said(bench.opened()) if "log progress" in text]
    bench.opened().close()
    bench.services.progress.log(
        ProgressEntry(
            deliverable_id=saved.ref.id,
            on=PartialDate.parse("2026-11-20"),
            status=DeliverableStatus.IN_PROGRESS,
            target=PartialDate.parse("2027-03-05"),
            target_reason="hall",
        )
    )
    bench.forms.edit(RecordRef("deliverable", saved.ref.id), None)
    bench.settle()
    said = [text for text in _said(bench.opened()) if text.startswith("now ")]
    assert "now 5 Mar 2027, moved on 20 Nov 2026 — log progress to move it" in said
    assert "now In progress — log progress to change it" in said
    assert not bench.opened().is_changed
    bench.shot(bench.opened(), "target-moved")
