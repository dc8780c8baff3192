"""The form of every type of deliverable: shortcuts, the way of Tab, and what is no value at all."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QWidget

from tests.ui.forms.bench import CTRL, Bench, Key
from tracker.domain.deliverable_types.catalogue import BUILT_IN
from tracker.domain.fields import Kind
from tracker.ui.forms.children import ChildrenEditor
from tracker.ui.forms.editor import Editor
from tracker.ui.forms.form_dialog import RecordFormDialog
from tracker.ui.forms.layout import Disclosure
from tracker.ui.forms.lines import NumberEditor
from tracker.ui.forms.typed_details import TypedDetails

TYPES = list(BUILT_IN.all())
# What is no value of a kind, and a part of what is said of it.
WRONG = {
    Kind.INTEGER: ("-5", "at least 0"),
    Kind.DECIMAL: ("9" * 40, "too large"),
    Kind.PERCENT: ("150", "100"),
    Kind.MONEY: ("very much", "not a number"),
    Kind.DATE: ("31 Feb 2024", "29 days"),
    Kind.URL: ("not a link", "web address"),
}
HOSTILE = "\u202e<b>=1+1</b> & 한국 \u05d0\u05d1"


def opened(bench: Bench, key: str) -> tuple[RecordFormDialog, TypedDetails]:
    dialog = bench.create("deliverable", type=key, title="Any")
    (details,) = dialog.form.findChildren(TypedDetails)
    return dialog, details


def editors(details: TypedDetails) -> list[Editor]:
    return [slot.editor for slot in details._grid.slots.values()]  # type: ignore[union-attr]


def mnemonics(root: QWidget) -> list[str]:
    """The letters that act while the form is shown."""
    found = []
    for one in root.findChildren(QWidget):
        if one.isVisible() and (isinstance(one, QAbstractButton) or _leads_on(one)):
            text = str(one.property("text")).replace("&&", "")
            if (at := text.find("&")) >= 0:
                found.append(text[at + 1].casefold())
    return found


def _leads_on(widget: QWidget) -> bool:
    return isinstance(widget, QLabel) and widget.buddy() is not None


@pytest.mark.parametrize("key", TYPES)
def test_no_letter_leads_to_two_fields_and_tab_goes_down_the_page(bench: Bench, key: str) -> None:
    dialog, details = opened(bench, key)
    for section in dialog.form.findChildren(Disclosure):
        section.unfold()
    bench.settle()
    letters = mnemonics(dialog)
    assert len(letters) > 8
    assert sorted(letters) == sorted(set(letters))
    assert_tab_goes_down(bench, dialog, details)


@pytest.mark.parametrize("key", ["advisory_group", "shared_office"])
def test_tab_goes_down_a_narrow_page(bench: Bench, key: str) -> None:
    dialog, details = opened(bench, key)
    dialog.resize(640, 900)
    for editor in editors(details):
        if isinstance(editor, ChildrenEditor):
            editor.add_row()
    bench.settle()
    assert_tab_goes_down(bench, dialog, details)


def assert_tab_goes_down(bench: Bench, dialog: RecordFormDialog, details: TypedDetails) -> None:
    details.field().setFocus()
    before, seen = -1, 0
    while (focused := QApplication.focusWidget()) is not None and details.isAncestorOf(focused):
        assert focused.accessibleName()
        # What moves or removes a row comes after its fields, however many lines they take.
        if not isinstance(focused, QAbstractButton):
            line = focused.mapTo(dialog.form, QPoint(0, focused.height() // 2)).y()
            assert line >= before - focused.height() // 2, focused.accessibleName()
            before = max(before, line)
        seen += 1
        assert seen < 200
        bench.press(Key.Key_Tab)
    assert seen >= len(editors(details))


@pytest.mark.parametrize("key", TYPES)
def test_what_is_wrong_is_said_beside_its_field_and_stays_there(bench: Bench, key: str) -> None:
    dialog, details = opened(bench, key)
    expected: dict[str, str] = {}
    for editor in editors(details):
        field = editor.field()
        wrong, said = WRONG.get(editor.spec.kind, ("", ""))
        if editor.spec.pattern:
            wrong, said = "10.x", "Write it as"
        if not wrong or not isinstance(field, QLineEdit):
            continue
        field.setFocus()
        bench.type(wrong)
        bench.press(Key.Key_Tab)
        expected[editor.spec.name] = wrong
        assert said in editor.problem, (editor.spec.name, editor.problem)
        shown = [one.text() for one in details.slot_of(editor.spec.name).findChildren(QLabel)]
        assert editor.problem in shown
    lists = [one for one in editors(details) if isinstance(one, ChildrenEditor)]
    for editor in lists:
        row = editor.add_row()
        row.first_field().setFocus()
        bench.type("nobody")
        bench.press(Key.Key_Tab)
        bench.settle()
        said = [one.text() for one in row.findChildren(QLabel) if one.isVisible()]
        assert any("Choose a record" in words for words in said), editor.spec.name
    bench.press(Key.Key_S, CTRL)
    bench.settle()
    assert bench.is_open(dialog) is bool(expected or lists)
    if expected:
        assert bench.services.lists.total("deliverable") == 0
        for name, wrong in expected.items():
            field = details.editor(name).field()
            assert isinstance(field, QLineEdit)
            assert field.text() == wrong


@pytest.mark.parametrize("key", ["pavilion", "joint_publication", "forum", "other"])
def test_any_text_is_a_text_and_comes_back_as_it_was(bench: Bench, key: str) -> None:
    dialog, details = opened(bench, key)
    texts = [one for one in editors(details) if one.spec.kind is Kind.TEXT and not one.spec.pattern]
    for editor in texts:
        editor.set_raw(HOSTILE)
        editor.edited.emit()
    bench.press(Key.Key_S, CTRL)
    bench.settle()
    assert not bench.is_open(dialog)
    (ref,) = bench.changes[-1].touched
    bench.forms.edit(ref, None)
    bench.settle()
    (again,) = bench.opened().form.findChildren(TypedDetails)
    assert [again.editor(one).raw() for one in _names(texts)] == [HOSTILE] * len(texts)


def _names(found: list[Editor]) -> list[str]:
    return [one.spec.name for one in found]


def test_a_unit_stands_in_its_field_and_covers_no_number(bench: Bench) -> None:
    dialog, details = opened(bench, "pavilion")
    area, booths = details.editor("area"), details.editor("booths")
    assert isinstance(area, NumberEditor)
    bench.settle()
    (unit,) = area.line.findChildren(QLabel)
    assert unit.text() == "m²"
    assert area.line.rect().contains(unit.geometry())
    assert abs(area.line.width() - booths.width()) <= 1
    assert area.line.textMargins().right() >= area.line.width() - unit.x() - unit.width() // 2
    area.line.setFocus()
    bench.type("36.5")
    bench.settle()
    assert area.value() is not None
    assert area.line.cursorRect().right() <= unit.x()
    # What is clicked is the field.
    assert unit.testAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    assert dialog.is_changed
