"""The deliverable's form: made from the type's declaration, and keeping what types share."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtWidgets import QLineEdit

from tests.ui.forms.bench import CTRL, Bench, Key, children
from tests.ui.forms.filling import fill_pavilion
from tracker.domain.dates import PartialDate
from tracker.domain.deliverable_types import types
from tracker.domain.record import RecordRef, specs
from tracker.domain.records import Agreement, Deliverable, Organisation
from tracker.domain.records.agreements import Commitment
from tracker.ui.forms.form_dialog import RecordFormDialog
from tracker.ui.forms.typed_details import TypedDetails


def _details(dialog: RecordFormDialog) -> TypedDetails:
    found = dialog.form.editor("details")
    assert isinstance(found, TypedDetails)
    return found


def _enter(bench: Bench, dialog: RecordFormDialog, name: str, text: str) -> None:
    _details(dialog).editor(name).field().setFocus()
    bench.type(text)


def _type(bench: Bench, dialog: RecordFormDialog, word: str) -> None:
    bench.go(dialog, "type")
    bench.choose(word)


def _newest(bench: Bench) -> Deliverable:
    (pick,) = bench.services.search.pick("deliverable", "")
    return bench.services.records.open(Deliverable, pick.ref.id).record


def test_a_pavilion_from_nothing(bench: Bench) -> None:
    carm = bench.services.records.save(Organisation(name="CARM"))
    scrm = bench.services.records.save(Organisation(name="SCRM"))
    mou = bench.services.records.save(
        Agreement(title="MoU of 2018", commitments=(Commitment(text="Pavilions together"),))
    )
    dialog = bench.create("deliverable", agreement_id=mou.ref.id)
    assert dialog.form.editor("agreement_id").field().property("text") == "MoU of 2018"
    fill_pavilion(bench, dialog, ("CARM", "SCRM"))
    bench.go(dialog, "commitment_id")
    bench.pick("Pav")
    dialog.resize(1080, 1500)
    bench.shot(dialog, "pavilion")
    bench.press(Key.Key_Return, CTRL)
    bench.settle()
    stored = _newest(bench)
    assert stored.type == "pavilion"
    assert stored.agreement_id == mou.ref.id
    assert stored.target == PartialDate.parse("2019-05-29/2019-06-01")
    assert stored.responsible[0].organisation_id == carm.ref.id
    assert stored.details["hall_booth"] == "Hall 2, 214"
    assert Decimal(stored.details["area"]) == Decimal("36.5")
    assert stored.details["booths"] == 12
    assert [(one.role, one.organisation_id) for one in stored.participants] == [
        ("exhibitors", carm.ref.id), ("exhibitors", scrm.ref.id),
    ]  # fmt: skip
    commitments = bench.services.records.open(Agreement, mou.ref.id).record.commitments
    assert stored.commitment_id == commitments[0].id


def test_another_type_keeps_what_both_know_and_loses_nothing(bench: Bench) -> None:
    host = bench.services.records.save(Organisation(name="KSCT"))
    dialog = bench.create("deliverable")
    bench.choose("Forum")
    bench.press(Key.Key_Tab)
    bench.type("Autumn meeting")
    _enter(bench, dialog, "topic", "Regulation of CAR-T")
    _enter(bench, dialog, "dates", "someday")  # half-typed: kept as it is
    _enter(bench, dialog, "attended", "120")
    hosts = _details(dialog).editor("hosts")
    hosts.field().setFocus()
    bench.press(Key.Key_Space)
    bench.settle()
    bench.pick("KSCT")

    _type(bench, dialog, "Seminar")
    assert _details(dialog).editor("topic").value() == "Regulation of CAR-T"
    dates = _details(dialog).editor("dates").field()
    assert isinstance(dates, QLineEdit)
    assert dates.text() == "someday"
    assert _details(dialog).editor("hosts").value()[0].organisation_id == host.ref.id

    _type(bench, dialog, "Trend")  # knows the topic, but neither hosts nor attendance
    assert _details(dialog).editor("topic").value() == "Regulation of CAR-T"
    bench.press(Key.Key_S, CTRL)
    bench.settle()
    stored = _newest(bench)
    assert stored.type == "trend_report"
    assert stored.details["topic"] == "Regulation of CAR-T"
    assert stored.details["attended"] == 120
    assert [one.role for one in stored.participants] == ["hosts"]

    bench.forms.edit(RecordRef("deliverable", stored.id or 0), None)
    bench.settle()
    again = bench.opened()
    assert not again.is_changed
    _type(bench, again, "Forum")
    assert _details(again).editor("attended").value() == 120
    assert _details(again).editor("hosts").value()[0].organisation_id == host.ref.id


def test_every_type_has_a_form_with_all_its_fields(bench: Bench) -> None:
    dialog = bench.create("deliverable")
    details = _details(dialog)
    for key, declared in types().items():
        details.set_type(key)
        for spec in specs(declared):
            field = details.editor(spec.name).field()
            assert details.isAncestorOf(field)
            assert field.accessibleName(), (key, spec.name)
        assert details.value()["details"] == {}


def test_a_mistake_in_the_details_is_shown_there(bench: Bench) -> None:
    dialog = bench.create("deliverable")
    bench.choose("Joint")
    _enter(bench, dialog, "doi", "not a doi")
    bench.press(Key.Key_S, CTRL)
    bench.settle()
    doi = _details(dialog).editor("doi")
    assert "not a valid doi" in doi.problem.lower()
    assert dialog.form.editor("title").problem
    assert children(dialog, "responsible").count() == 0
    assert bench.services.search.pick("deliverable", "") == []
