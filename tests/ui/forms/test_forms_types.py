"""The form of a deliverable of any type: what is computed while one types, what is odd, types of
one's own, and values of fields that a type no longer has."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from tests import factories
from tests.ui.forms.bench import CTRL, Bench, Key
from tests.ui.waiting import choose_by_letters
from tracker.domain.dates import PartialDate
from tracker.domain.fields import Kind
from tracker.domain.own_types import OwnChoice, OwnField, OwnTypeDefinition
from tracker.domain.record import RecordRef
from tracker.domain.records import Deliverable, Event
from tracker.ui.forms.children import ChildrenEditor
from tracker.ui.forms.form_dialog import RecordFormDialog
from tracker.ui.forms.opening import Forms
from tracker.ui.forms.parts import NewTypeRequest
from tracker.ui.forms.type_choice import TypeEditor
from tracker.ui.forms.typed_details import TypedDetails

HACKATHON = OwnTypeDefinition(
    name="Hackathon",
    icon="lightbulb",
    fields=(
        OwnField(label="Teams", kind=Kind.INTEGER, required=True),
        OwnField(label="Motto & aim", kind=Kind.TEXT),
        OwnField(label="Jury", kind=Kind.PARTICIPANTS, target="contact"),
        OwnField(label="Result", kind=Kind.CHOICE, choices=(OwnChoice(label="won"),)),
    ),
)


def _details(dialog: RecordFormDialog) -> TypedDetails:
    found = dialog.form.editor("details")
    assert isinstance(found, TypedDetails)
    return found


def _enter(bench: Bench, dialog: RecordFormDialog, name: str, text: str) -> None:
    _details(dialog).editor(name).field().setFocus()
    bench.type(text)
    bench.press(Key.Key_Tab)


def _shown(dialog: RecordFormDialog) -> dict[str, str]:
    return {one.computed.key: one.words for one in _details(dialog).working.values.shown}


def _types(dialog: RecordFormDialog) -> TypeEditor:
    found = dialog.form.editor("type")
    assert isinstance(found, TypeEditor)
    return found


def _newest(bench: Bench) -> Deliverable:
    refs = [pick.ref for pick in bench.services.search.pick("deliverable", "")]
    return bench.services.records.open(Deliverable, max(ref.id for ref in refs)).record


def test_what_is_computed_is_shown_while_typing_and_marked(bench: Bench) -> None:
    dialog = bench.create("deliverable")
    bench.choose("Survey")
    assert _shown(dialog) == {}
    _enter(bench, dialog, "invited", "80")
    _enter(bench, dialog, "responses", "20")
    bench.settle()
    assert _shown(dialog) == {"response_rate": "25 %"}
    values = _details(dialog).working.values
    assert values.isVisible()
    said = [one for one in values.findChildren(QLabel) if one.text() == "25 %"]
    assert said[0].accessibleName() == "Response rate: 25 %, computed"
    assert said[0].accessibleDescription() == "Computed: Responses 20 ÷ Invited 80 = 25 %"
    assert "÷" in said[0].toolTip()
    assert all(one.focusPolicy() == Qt.FocusPolicy.NoFocus for one in values.findChildren(QLabel))
    bench.shot(dialog, "survey-computed")
    _enter(bench, dialog, "responses", "9")  # before the 20
    bench.settle()
    assert _details(dialog).slot_of("responses").hint
    bench.go(dialog, "title")
    bench.type("Survey of members")
    bench.press(Key.Key_S, CTRL)
    bench.settle()
    assert "more than" in _details(dialog).editor("responses").problem
    assert bench.services.search.pick("deliverable", "") == []


def test_the_cost_beside_counts_and_so_do_those_who_are_named(bench: Bench) -> None:
    factories.organisation(bench.services, "CARM")
    dialog = bench.create("deliverable")
    bench.choose("Shared")
    bench.go(dialog, "cost")
    bench.type("USD 900")
    _details(dialog).editor("tenants").field().setFocus()
    bench.press(Key.Key_Space)
    bench.settle()
    bench.pick("CARM")
    bench.settle()
    assert _shown(dialog)["cost_by_tenants"] == "USD 900"
    _enter(bench, dialog, "tenant_count", "9")
    bench.settle()
    assert _shown(dialog)["cost_by_tenants"] == "USD 100"


def test_a_deadline_after_the_event_is_a_hint_and_no_obstacle(bench: Bench) -> None:
    event = bench.services.records.save(
        Event(name="ISCT 2019", dates=PartialDate.parse("2019-05-29/2019-06-01"))
    )
    dialog = bench.create("deliverable", event_id=event.ref.id, type="pavilion", title="Pavilion")
    _enter(bench, dialog, "application_deadline", "10 July 2019")
    bench.settle()
    slot = _details(dialog).slot_of("application_deadline")
    assert "after the event" in slot.hint
    assert _details(dialog).editor("application_deadline").problem == ""
    bench.shot(dialog, "pavilion-hint")
    bench.press(Key.Key_S, CTRL)
    bench.settle()
    assert _newest(bench).details["application_deadline"] == "2019-07-10"


def test_whom_nobody_names_is_described(bench: Bench) -> None:
    dialog = bench.create("deliverable", type="trade_mission", title="Delegation")
    delegates = _details(dialog).editor("delegates")
    assert isinstance(delegates, ChildrenEditor)
    delegates.add_row()
    row = delegates.rows[0]
    assert list(row.editors)[:3] == ["contact_id", "title", "organisation_id"]
    row.editors["title"].field().setFocus()
    bench.type("CEO")
    bench.press(Key.Key_S, CTRL)
    bench.settle()
    assert "describe" in row.editors["contact_id"].problem
    bench.press(Key.Key_Tab)
    row._fold_button.setFocus()
    bench.press(Key.Key_Space)
    row.editors["described_as"].field().setFocus()
    bench.type("14 member companies")
    bench.press(Key.Key_S, CTRL)
    bench.settle()
    (one,) = _newest(bench).participants
    assert (one.described_as, one.title, one.contact_id) == ("14 member companies", "CEO", None)


def test_an_own_type_is_entered_saved_and_opened_like_any(bench: Bench) -> None:
    saved = bench.services.own_types.save(HACKATHON).definition
    teams, motto, jury, result = (field.name for field in saved.fields)
    dialog = bench.create("deliverable")
    bench.choose("Hackathon")
    assert _details(dialog).type == saved.key
    bench.go(dialog, "title")
    bench.type("Hackathon of two days")
    bench.press(Key.Key_S, CTRL)
    bench.settle()
    assert "teams" in _details(dialog).editor(teams).problem.lower()
    _enter(bench, dialog, teams, "12")
    _enter(bench, dialog, motto, "Build & learn")
    _details(dialog).editor(result).field().setFocus()
    bench.choose("won")
    bench.shot(dialog, "own-type-form")
    bench.press(Key.Key_S, CTRL)
    bench.settle()
    stored = _newest(bench)
    assert stored.type == saved.key
    assert stored.details == {
        teams: 12, motto: "Build & learn", result: saved.fields[3].choices[0].key,
    }  # fmt: skip
    bench.forms.edit(RecordRef("deliverable", stored.id or 0), None)
    bench.settle()
    again = bench.opened()
    assert not again.is_changed
    assert _details(again).editor(teams).value() == 12
    assert isinstance(_details(again).editor(jury), ChildrenEditor)


def test_values_of_removed_fields_are_shown_and_kept(bench: Bench) -> None:
    saved = bench.services.own_types.save(HACKATHON).definition
    teams, motto, jury, _result = (field.name for field in saved.fields)
    person = factories.contact(bench.services, "BG Rhee")
    made = bench.services.records.save(
        Deliverable(
            title="Hackathon",
            type=saved.key,
            details={teams: 12, motto: "Build"},
            participants=({"role": jury, "contact_id": person},),  # type: ignore[arg-type]
        )
    )
    kept = tuple(field for field in saved.fields if field.name not in (motto, jury))
    bench.services.own_types.save(saved.model_copy(update={"fields": kept}))
    bench.forms.edit(made.ref, None)
    bench.settle()
    dialog = bench.opened()
    former = _details(dialog).former
    assert former.isVisible()
    assert list(former.lines) == [("Motto & aim", "Build"), ("Jury", "BG Rhee")]
    bench.shot(dialog, "own-type-former")
    _enter(bench, dialog, teams, "3")  # before the 12
    bench.press(Key.Key_S, CTRL)
    bench.settle()
    stored = bench.services.records.open(Deliverable, made.ref.id).record
    assert stored.details == {teams: 312, motto: "Build"}
    assert [one.contact_id for one in stored.participants] == [person]


def test_a_retired_type_is_there_only_where_it_is_chosen(bench: Bench) -> None:
    saved = bench.services.own_types.save(HACKATHON).definition
    made = factories.deliverable(bench.services, type=saved.key, details={saved.fields[0].name: 1})
    bench.services.own_types.retire(saved.key)
    dialog = bench.create("deliverable")
    assert _types(dialog).combo.findData(saved.key) < 0
    dialog.reject()
    bench.forms.edit(RecordRef("deliverable", made), None)
    bench.settle()
    again = bench.opened()
    assert _types(again).value() == saved.key
    assert _types(again).combo.currentText() == "Hackathon"
    assert not again.is_changed


def test_a_type_is_made_from_the_form_and_chosen(bench: Bench) -> None:
    asked: list[NewTypeRequest] = []
    forms = Forms(
        bench.services, bench.runner, bench.bus, bench.messages, bench.forms.parts.icons,
        bench.forms.parts.today, bench.drafts, "en", {}, new_type=asked.append,
    )  # fmt: skip
    dialog = forms.create("deliverable", None, {"type": "survey"})
    bench.settle()
    combo = _types(dialog).combo
    assert combo.itemText(combo.count() - 1) == "New type…"
    combo.setFocus()
    bench.press(Key.Key_Space)
    QTest.keyClick(combo.view(), Key.Key_End)
    QTest.keyClick(combo.view(), Key.Key_Return)
    bench.settle()
    assert len(asked) == 1
    assert _types(dialog).value() == "survey", "nothing is lost if none is made"
    assert not dialog.is_changed
    saved = bench.services.own_types.save(HACKATHON)
    assert saved.change_set is not None
    bench.bus.announce(saved.change_set)
    asked[0].chosen(saved.definition.key)
    bench.settle()
    assert _types(dialog).value() == saved.definition.key
    assert _details(dialog).type == saved.definition.key
    assert dialog.is_changed
    bench.services.undo.undo(saved.change_set.id)
    dialog.reject()


def test_walking_through_the_closed_types_opens_nothing(bench: Bench) -> None:
    asked: list[NewTypeRequest] = []
    forms = Forms(
        bench.services, bench.runner, bench.bus, bench.messages, bench.forms.parts.icons,
        bench.forms.parts.today, bench.drafts, "en", {}, new_type=asked.append,
    )  # fmt: skip
    dialog = forms.create("deliverable", None, {"type": "survey"})
    bench.settle()
    combo = _types(dialog).combo
    combo.setFocus()
    last = combo.count() - 3  # before the separator and "New type…"
    bench.press(Key.Key_End)
    assert combo.currentIndex() == last
    assert _details(dialog).type == combo.currentData()
    for key in (Key.Key_Down, Key.Key_End, Key.Key_PageDown):
        bench.press(key)
        assert combo.currentIndex() == last
    bench.press(Key.Key_Home)
    first = combo.currentIndex()
    choose_by_letters(combo, "New")
    assert combo.currentIndex() == first
    assert asked == []
    dialog.reject()


def test_an_open_form_follows_a_change_of_its_type(bench: Bench) -> None:
    saved = bench.services.own_types.save(HACKATHON).definition
    teams = saved.fields[0].name
    dialog = bench.create("deliverable", type=saved.key)
    _enter(bench, dialog, teams, "12")
    more = (*saved.fields, OwnField(label="Prize", kind=Kind.MONEY))
    changed = bench.services.own_types.save(
        saved.model_copy(update={"fields": more, "name": "Hack day"})
    )
    assert changed.change_set is not None
    bench.bus.announce(changed.change_set)
    bench.settle()
    assert _types(dialog).combo.currentText() == "Hack day"
    assert _details(dialog).editor(changed.definition.fields[-1].name).spec.kind is Kind.MONEY
    assert _details(dialog).editor(teams).value() == 12


@pytest.mark.parametrize("key", ["pavilion", "survey", "forum", "joint_publication", "other"])
def test_no_letter_stands_for_two_fields(bench: Bench, key: str) -> None:
    dialog = bench.create("deliverable", type=key)
    letters: dict[str, str] = {}
    for words in dialog.form.findChildren(QLabel):
        if (at := words.text().replace("&&", "").find("&")) >= 0 and words.isVisibleTo(dialog):
            letter = words.text().replace("&&", "")[at + 1].lower()
            assert letter not in letters, (letter, words.text(), letters[letter])
            letters[letter] = words.text()
    assert len(letters) > 8
