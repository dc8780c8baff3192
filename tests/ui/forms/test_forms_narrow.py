"""A form in a narrow window: what stands in a field can be read, and the order of Tab stays."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QWidget

from tests.ui.forms.bench import Bench, Key, children
from tracker.domain.dates import PartialDate
from tracker.domain.deliverable_types.catalogue import BUILT_IN
from tracker.domain.record import RecordRef
from tracker.domain.records import Agreement, Contact, Deliverable, Organisation
from tracker.domain.records.agreements import LifecycleEvent
from tracker.domain.records.evidence import Participant
from tracker.ui.forms.children import ChildrenEditor
from tracker.ui.forms.dates import DateEditor
from tracker.ui.forms.form_dialog import RecordFormDialog
from tracker.ui.forms.section_index import SectionIndex

# The arrow of a combo box, or the calendar of a date, with the paddings, in px.
_SIGN = 36
_WIDTHS = (600, 700, 900, 1080, 1280)


@pytest.fixture
def signed(bench: Bench) -> RecordFormDialog:
    org = bench.services.records.save(Organisation(name="Council for Advanced Medicine")).ref.id
    person = bench.services.records.save(Contact(name="Bong Hyun Lee")).ref.id
    day = PartialDate.parse("2024-09-30")
    people = (
        Participant(contact_id=person, organisation_id=org, capacity="witness", signed_on=day),
    )
    lifecycle = (LifecycleEvent(kind="signed", on=day),)
    saved = bench.services.records.save(Agreement(title="MoU", people=people, lifecycle=lifecycle))
    bench.forms.edit(saved.ref, None)
    bench.settle()
    return bench.opened()


def cut_off(root: QWidget) -> list[str]:
    """The combo boxes and dates of rows of which the end cannot be read."""
    found = []
    for editor in root.findChildren(ChildrenEditor):
        for row in editor.rows:
            for combo in row.findChildren(QComboBox):
                wanted = combo.fontMetrics().horizontalAdvance(combo.currentText()) + _SIGN
                if combo.isVisible() and combo.width() < wanted:
                    found.append(f"{combo.accessibleName()}: {combo.width()} < {wanted}")
            for date in row.findChildren(DateEditor):
                text = date.line.text()
                wanted = date.line.fontMetrics().horizontalAdvance(text) + _SIGN
                if date.isVisible() and date.line.width() < wanted:
                    found.append(f"{date.line.accessibleName()}: {date.line.width()} < {wanted}")
    return found


def resized(bench: Bench, dialog: RecordFormDialog, width: int) -> None:
    dialog.resize(width, 900)
    bench.settle()
    assert dialog.width() == width
    assert dialog.form.width() < width
    assert dialog.form_body.column.horizontalScrollBar().maximum() == 0


def labels_of(row: QWidget) -> list[str]:
    return [one.text() for one in row.findChildren(QLabel) if one.isVisible()]


@pytest.mark.parametrize("width", _WIDTHS)
def test_what_is_chosen_in_a_row_can_be_read(
    bench: Bench, signed: RecordFormDialog, width: int
) -> None:
    resized(bench, signed, width)
    assert cut_off(signed.form) == []


@pytest.mark.parametrize("width", [600, 700, 1280])
@pytest.mark.parametrize("key", ["pavilion", "shared_office", "advisory_group", "trade_mission"])
def test_rows_of_every_kind_of_participants_can_be_read(bench: Bench, key: str, width: int) -> None:
    assert key in BUILT_IN.all()
    dialog = bench.create("deliverable", type=key)
    for editor in dialog.form.findChildren(ChildrenEditor):
        editor.add_row()
    resized(bench, dialog, width)
    assert cut_off(dialog.form) == []


def test_a_row_has_its_labels_itself_where_it_takes_several_lines(
    bench: Bench, signed: RecordFormDialog
) -> None:
    people = children(signed, "people")
    (row,) = people.rows
    resized(bench, signed, 1280)
    assert labels_of(row) == []
    assert people._head.isVisible()
    tops = {editor.mapTo(row, editor.rect().topLeft()).y() for editor in _main(row)}
    assert len(tops) == 1
    resized(bench, signed, 700)
    assert labels_of(row)[:2] == ["Person", "Title at the time"]
    assert not people._head.isVisible()
    tops = {editor.mapTo(row, editor.rect().topLeft()).y() for editor in _main(row)}
    assert len(tops) == 2
    resized(bench, signed, 1280)
    assert labels_of(row) == []
    assert people._head.isVisible()


def test_tab_walks_as_before_and_nothing_entered_changes(
    bench: Bench, signed: RecordFormDialog
) -> None:
    def walked() -> list[str]:
        (row,) = children(signed, "people").rows
        row.first_field().setFocus()
        names = []
        for _ in range(7):
            focused = QApplication.focusWidget()
            assert focused is not None
            names.append(focused.accessibleName())
            bench.press(Key.Key_Tab)
        return names

    raw = signed.form.raw()
    resized(bench, signed, 1280)
    wide = walked()
    resized(bench, signed, 600)
    assert walked() == wide
    assert len(set(wide)) == 7
    assert signed.form.raw() == raw
    assert not signed.is_changed


def test_two_fields_to_a_line_become_one_and_the_parts_give_way(
    bench: Bench, signed: RecordFormDialog
) -> None:
    kind, reference = (signed.form.editor(name) for name in ("kind", "reference"))

    def top(widget: QWidget) -> int:
        return widget.mapTo(signed, widget.rect().topLeft()).y()

    (index,) = signed.findChildren(SectionIndex)
    resized(bench, signed, 1280)
    assert top(kind) == top(reference)
    assert index.isVisible()
    resized(bench, signed, 600)
    assert top(kind) < top(reference)
    assert kind.width() > 300
    assert not index.isVisible()
    resized(bench, signed, 1280)
    assert top(kind) == top(reference)
    assert index.isVisible()


def test_a_problem_is_shown_beside_its_field_in_a_narrow_row(bench: Bench) -> None:
    dialog = bench.create("agreement", title="MoU")
    resized(bench, dialog, 600)
    people = children(dialog, "people")
    row = people.add_row()
    bench.settle()
    day = row.editors["signed_on"].field()
    day.setFocus()
    bench.type("31 Feb 2024")
    bench.press(Key.Key_Tab)
    assert any("Signed on" in words for words in labels_of(row))
    assert row.editors["signed_on"].problem


def test_a_deliverable_that_was_saved_opens_narrow(bench: Bench) -> None:
    made = Deliverable(title="Pavilion", type="pavilion")
    ref: RecordRef = bench.services.records.save(made).ref
    bench.forms.edit(ref, None)
    bench.settle()
    resized(bench, bench.opened(), 700)


def _main(row: QWidget) -> list[QWidget]:
    names = ("contact_id", "title", "organisation_id", "capacity", "signed_on")
    return [row.editors[name] for name in names]  # type: ignore[attr-defined]
