"""The wheel scrolls a form; it changes a field only when that has been clicked into."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import (
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QScrollBar,
    QWidget,
)

from tests.ui.forms.bench import Bench
from tracker.domain.deliverable_types.catalogue import BUILT_IN
from tracker.domain.records import ROOTS
from tracker.ui.forms.children import ChildrenEditor
from tracker.ui.forms.form_dialog import RecordFormDialog
from tracker.ui.forms.layout import Disclosure
from tracker.ui.forms.repeats import RepeatsEditor
from tracker.ui.forms.repeats_choosing import RuleChooser
from tracker.ui.forms.type_choice import TypeEditor


def turn(target: QWidget, steps: int = -1) -> bool:
    """One notch of the wheel over the middle of a widget, downwards below nought. Whether the
    widget took it; else it goes on to what the widget stands in, and scrolls that."""
    at = QPointF(target.rect().center())
    turned = QPoint(0, 120 * steps)
    event = QWheelEvent(
        at, QPointF(target.mapToGlobal(at)), turned, turned, Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(target, event)
    return bool(event.isAccepted())


def fields(root: QWidget) -> Sequence[QWidget]:
    """All that a wheel could change."""
    return [
        one
        for one in root.findChildren(QWidget)
        if isinstance(one, QComboBox | QAbstractSpinBox | QAbstractSlider)
        and not isinstance(one, QScrollBar)
    ]


def unfolded(dialog: RecordFormDialog) -> None:
    """With a row in every list, and everything shown."""
    for section in dialog.form.findChildren(Disclosure):
        section.unfold()
    for editor in dialog.form.findChildren(ChildrenEditor):
        editor.add_row().unfold(True)


def assert_deaf(bench: Bench, dialog: RecordFormDialog) -> int:
    bench.settle()
    dialog.form.focus_first()
    QApplication.focusWidget().clearFocus()  # type: ignore[union-attr]
    before = dialog.form.raw()
    found = fields(dialog)
    for one in found:
        assert not one.hasFocus()
        for steps in (-1, 1, -5):
            assert not turn(one, steps), one.accessibleName()
        assert not one.hasFocus(), one.accessibleName()
    assert dialog.form.raw() == before
    return len(found)


@pytest.mark.parametrize("kind", [record.key for record in ROOTS])
def test_no_field_of_any_form_changes_below_a_passing_wheel(bench: Bench, kind: str) -> None:
    dialog = bench.create(kind)
    unfolded(dialog)
    count = assert_deaf(bench, dialog)
    assert count or kind in {"event", "meeting", "task", "source", "contact"}


def test_nor_does_one_of_any_type_of_deliverable(bench: Bench) -> None:
    dialog = bench.create("deliverable")
    kind = dialog.form.editor("type")
    assert isinstance(kind, TypeEditor)
    unfolded(dialog)
    for key in BUILT_IN.all():
        kind.take(key)
        assert assert_deaf(bench, dialog) > 2


def test_nor_one_of_how_often_it_repeats(bench: Bench) -> None:
    dialog = bench.create("deliverable")
    editor = dialog.form.editor("recurrence")
    assert isinstance(editor, RepeatsEditor)
    choosing = RuleChooser(editor.parts)
    choosing.show()
    found = fields(choosing)
    assert len(found) > 3
    before = [_shown(one) for one in found]
    for one in found:
        one.clearFocus()
        turn(one)
    assert [_shown(one) for one in found] == before
    choosing.close()


def test_the_type_is_walked_through_once_it_was_clicked_into(bench: Bench) -> None:
    dialog = bench.create("deliverable")
    kind = dialog.form.editor("type")
    assert isinstance(kind, TypeEditor)
    first = next(iter(BUILT_IN.offered()))
    kind.take(first)
    dialog.form.editor("title").field().setFocus()
    turn(kind.combo)
    assert kind.value() == first
    kind.combo.setFocus()
    turn(kind.combo)
    bench.settle()
    second = kind.value()
    assert second != first
    assert dialog.form.sections[2].title == kind.combo.currentText()
    turn(kind.combo, 1)
    bench.settle()
    assert kind.value() == first


def test_past_the_last_type_the_wheel_opens_no_new_one(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[object] = []
    # The parts are frozen, as every editor keeps them.
    object.__setattr__(bench.forms.parts, "new_type", asked.append)
    dialog = bench.create("deliverable")
    kind = dialog.form.editor("type")
    assert isinstance(kind, TypeEditor)
    kind.combo.setFocus()
    for _ in range(kind.combo.count() + 3):
        turn(kind.combo)
    bench.settle()
    assert kind.value() == list(BUILT_IN.offered())[-1]
    assert asked == []


def _shown(field: QWidget) -> object:
    if isinstance(field, QComboBox):
        return field.currentIndex()
    return field.property("value") or field.property("text")
