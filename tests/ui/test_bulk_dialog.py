"""Changing many records in the window, with real keys on a real database."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from shiboken6 import isValid

from tests.ui.dialog_desk import DialogDesk, dialog_desk, focused
from tests.ui.recording import RecordedMessages
from tracker.domain.record import RecordRef
from tracker.domain.records import Agreement, Deliverable, Organisation
from tracker.services import Services
from tracker.ui.bulk.dialog import BulkEditDialog
from tracker.ui.icons import Icons
from tracker.ui.tasks import TaskRunner

Key = Qt.Key


@pytest.fixture
def at(
    sample: Path, tmp_path: Path, runner: TaskRunner, messages: RecordedMessages, icons: Icons
) -> Iterator[DialogDesk]:
    with dialog_desk(sample, tmp_path, runner, messages, icons) as made:
        yield made


def ids(services: Services, kind: type[Deliverable | Organisation | Agreement]) -> list[int]:
    return sorted(services.records.several(kind, range(1, 200)))


def opened(at: DialogDesk, kind: str, some: list[int]) -> BulkEditDialog:
    dialog = BulkEditDialog(at.desk, at.parts, kind, some)
    at.show(dialog)
    return dialog


def look(at: DialogDesk) -> None:
    """Wait for the preview, which comes a moment after the last key."""
    at.settle()


def cells(dialog: BulkEditDialog, column: int) -> list[str]:
    shown = dialog.table.shown
    return [str(shown.index(row, column).data()) for row in range(shown.rowCount())]


def test_a_value_is_set_by_keys_alone_and_undone_in_one_step(at: DialogDesk) -> None:
    services = at.desk.services
    some = ids(services, Organisation)
    before = services.records.several(Organisation, some)
    dialog = opened(at, "organisation", some)
    assert isinstance(focused(), QLineEdit)
    QTest.keyClicks(focused(), "cit")
    QTest.keyClick(focused(), Key.Key_Return)
    QTest.keyClicks(focused(), "Songdo")
    look(at)
    assert dialog.apply_button.isEnabled()
    assert str(len(some)) in dialog.apply_button.text()
    assert set(cells(dialog, 2)) == {"Songdo"}
    QTest.keyClick(focused(), Key.Key_Return)
    at.settle()
    assert not isValid(dialog) or not dialog.isVisible()
    after = services.records.several(Organisation, some)
    assert {one.city for one in after.values()} == {"Songdo"}
    assert len(at.changes) == 1
    toast = at.messages.toasts[-1]
    assert toast.act is not None
    toast.act()
    at.settle()
    undone = services.records.several(Organisation, some)
    assert {id: one.city for id, one in undone.items()} == {
        id: one.city for id, one in before.items()
    }


def test_a_mistake_is_said_beside_the_value_and_nothing_typed_is_lost(at: DialogDesk) -> None:
    services = at.desk.services
    dialog = opened(at, "agreement", ids(services, Agreement))
    QTest.keyClicks(focused(), "announced")
    QTest.keyClick(focused(), Key.Key_Return)
    QTest.keyClicks(focused(), "the day after")
    look(at)
    assert dialog.editor is not None
    assert dialog.editor.problem
    assert not dialog.apply_button.isEnabled()
    field = dialog.editor.field()
    assert isinstance(field, QLineEdit)
    assert field.text() == "the day after"
    field.selectAll()
    QTest.keyClicks(field, "Aug 2020")
    look(at)
    assert not dialog.editor.problem
    assert set(cells(dialog, 2)) == {"Aug 2020"}


def test_letters_of_a_name_are_no_mistake_until_one_goes_on(at: DialogDesk) -> None:
    dialog = opened(at, "deliverable", ids(at.desk.services, Deliverable)[:3])
    dialog.picker.pick("owner_id")
    assert dialog.editor is not None
    QTest.keyClicks(focused(), "zzzz")
    look(at)
    assert not dialog.editor.problem
    assert not dialog.apply_button.isEnabled()
    QTest.keyClick(focused(), Key.Key_Tab)
    look(at)
    assert "Choose a record" in dialog.editor.problem
    assert dialog.editor.field().text() == "zzzz"  # type: ignore[attr-defined]


def test_tags_are_added_to_those_there(at: DialogDesk) -> None:
    services = at.desk.services
    some = ids(services, Organisation)[:4]
    first = services.records.open(Organisation, some[0]).record
    services.records.save(first.model_copy(update={"tags": ("kept",)}))
    dialog = opened(at, "organisation", some)
    QTest.keyClicks(focused(), "tags")
    QTest.keyClick(focused(), Key.Key_Return)
    assert dialog.how.isVisible()
    QTest.keyClicks(focused(), "asia;")
    look(at)
    dialog.apply_button.click()
    at.settle()
    found = services.records.several(Organisation, some)
    assert found[some[0]].tags == ("kept", "asia")
    assert found[some[1]].tags == ("asia",)


def test_a_field_that_is_emptied_says_so(at: DialogDesk) -> None:
    services = at.desk.services
    some = [
        id for id, one in services.records.several(Organisation, range(200)).items() if one.city
    ]
    dialog = opened(at, "organisation", some)
    dialog.picker.pick("city")
    dialog.empty.click()
    look(at)
    assert set(cells(dialog, 2)) == {"empty"}
    dialog.apply_button.click()
    at.settle()
    assert {one.city for one in services.records.several(Organisation, some).values()} == {""}


def test_what_cannot_be_changed_is_named_with_the_reason(at: DialogDesk) -> None:
    services = at.desk.services
    some = ids(services, Deliverable)[:3]
    gone = services.records.open(Deliverable, some[0])
    services.records.trash(RecordRef("deliverable", some[0]))
    dialog = opened(at, "deliverable", some)
    dialog.picker.pick("tags")
    QTest.keyClicks(focused(), "x;")
    look(at)
    assert gone.name in cells(dialog, 0)[0]
    assert "trash" in cells(dialog, 2)[0]
    assert "cannot be changed" in dialog.summary.text()
    dialog.apply_button.click()
    at.settle()
    assert "left as it was" in at.messages.toasts[-1].text


def test_escape_changes_nothing(at: DialogDesk) -> None:
    services = at.desk.services
    some = ids(services, Organisation)
    dialog = opened(at, "organisation", some)
    dialog.picker.pick("city")
    QTest.keyClicks(focused(), "Nowhere")
    QTest.keyClick(dialog, Key.Key_Escape)
    at.settle()
    assert not at.changes
    assert "Nowhere" not in {
        one.city for one in services.records.several(Organisation, some).values()
    }
