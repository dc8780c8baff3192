"""The quick look: beside the list, with the list's focus, always of the current record."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from tests.ui.opened import TODAY, press, session, settle
from tracker.app.program import Program
from tracker.domain.refs import RecordRef
from tracker.services import Services
from tracker.ui.kinds import LISTED
from tracker.ui.quick_look.panel import QuickLook
from tracker.ui.record_page.looks import LookBadge


def look(program: Program, ref: RecordRef) -> QuickLook:
    session(program).navigator.quick_look(ref)
    settle(program)
    (panel,) = program.window.stack.findChildren(QuickLook)
    return panel


def words(panel: QuickLook) -> str:
    return "\n".join(
        [label.text() for label in panel.findChildren(QLabel) if label.isVisible()]
        + [badge.text() for badge in panel.findChildren(LookBadge) if badge.isVisible()]
    )


@pytest.fixture
def agreements(program: Program) -> Program:
    """The program on the list of agreements, wide enough for a panel beside it."""
    session(program).navigator.open_list("agreement")
    settle(program)
    return program


def test_it_says_the_essentials_and_leaves_the_focus(
    agreements: Program, second_services: Services
) -> None:
    focused = agreements.window.focusWidget()
    panel = look(agreements, RecordRef("agreement", 3))
    assert agreements.window.focusWidget() is focused
    assert session(agreements).navigator.is_quick_look
    said = words(panel)
    for part in ("MoU of ISCT, SCRM and CARM", "Active", "Still open", "Latest progress"):
        assert part in said
    assert panel.said is not None
    parties = next(fact for fact in panel.said.facts if fact.label == "Parties")
    assert [name for name, _ref in parties.links] == ["ISCT", "SCRM", "CARM"]


@pytest.mark.parametrize("kind", LISTED)
def test_every_kind_can_be_looked_at(kind: str, agreements: Program) -> None:
    for id in (1, 2):
        panel = look(agreements, RecordRef(kind, id))
        assert panel.said is not None
        assert panel.said.title
        assert panel.said.title in words(panel)


def test_it_lies_beside_the_list_or_over_it(agreements: Program) -> None:
    window = agreements.window
    page = window.stack.currentWidget()
    whole = page.width()
    panel = look(agreements, RecordRef("agreement", 3))
    assert page.width() == whole - panel.width()
    assert panel.x() == page.width()
    window.resize(820, 700)
    settle(agreements)
    assert page.width() == window.stack.width()
    assert panel.geometry().right() == window.stack.width() - 1
    session(agreements).navigator.end_quick_look()
    assert not panel.isVisible()
    assert page.width() == window.stack.width()


def test_escape_in_the_list_takes_it_away(agreements: Program) -> None:
    panel = look(agreements, RecordRef("agreement", 3))
    focused = agreements.window.focusWidget()
    assert focused is not None
    press(focused, Qt.Key.Key_Escape)
    assert not panel.isVisible()
    assert not session(agreements).navigator.is_quick_look
    assert agreements.window.focusWidget() is focused


def test_held_down_arrows_end_at_the_last_one(agreements: Program) -> None:
    navigator = session(agreements).navigator
    panel = look(agreements, RecordRef("agreement", 1))
    for id in range(2, 9):
        navigator.quick_look(RecordRef("agreement", id))
    assert panel.ref != RecordRef("agreement", 8)
    settle(agreements)
    assert panel.ref == RecordRef("agreement", 8)
    assert panel.said is not None
    assert panel.said.title in words(panel)


def test_another_page_takes_it_away(agreements: Program) -> None:
    panel = look(agreements, RecordRef("agreement", 3))
    session(agreements).navigator.open_record(RecordRef("agreement", 3))
    settle(agreements)
    assert not panel.isVisible()
    session(agreements).navigator.back()
    settle(agreements)
    assert not panel.isVisible()


def test_l_logs_progress_of_what_is_shown(
    agreements: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[object] = []
    dialogs = session(agreements).dialogs
    monkeypatch.setattr(dialogs, "log", lambda one, _start=None: asked.append(one))
    session(agreements).navigator.open_list("deliverable")
    settle(agreements)
    focused = agreements.window.focusWidget()
    assert focused is not None
    look(agreements, RecordRef("deliverable", 3))
    press(focused, Qt.Key.Key_L)
    assert asked == [3]
    session(agreements).navigator.end_quick_look()
    press(focused, Qt.Key.Key_L)
    assert asked == [3]


def test_a_change_is_seen_and_a_record_that_went_is_said(
    agreements: Program, second_services: Services
) -> None:
    ref = RecordRef("organisation", 5)
    panel = look(agreements, ref)
    session(agreements).navigator.trash(ref)
    settle(agreements)
    assert "In the trash" in words(panel)
    panel = look(agreements, RecordRef("organisation", 99_999))
    assert "There is no organisation 99999." in words(panel)


def test_a_reading_is_of_the_day_and_limited(second_services: Services) -> None:
    glance = second_services.glance.of(RecordRef("organisation", 2), TODAY)
    assert glance.name == "CARM"
    assert len(glance.agreements.first) == 4 < glance.agreements.count
    people = [line.ref for line in glance.people.first]
    assert len(set(people)) == len(people)
    assert glance.waiting.first[0].status == "overdue"


def test_space_in_the_list_and_the_arrows_lead_it(agreements: Program) -> None:
    focused = agreements.window.focusWidget()
    assert focused is not None
    navigator = session(agreements).navigator
    press(focused, Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    press(focused, Qt.Key.Key_Space)
    settle(agreements)
    (panel,) = agreements.window.stack.findChildren(QuickLook)
    first = panel.ref
    assert first is not None
    assert panel.isVisible()
    press(focused, Qt.Key.Key_Down)
    settle(agreements)
    assert panel.ref not in (None, first)
    second = panel.ref
    press(focused, Qt.Key.Key_Return)
    settle(agreements)
    here = navigator.history.current
    assert here is not None
    assert here.ref == second
    assert here.position() == (1, 40)
    assert not panel.isVisible()
    press(agreements.window, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    settle(agreements)
    here = navigator.history.current
    assert here is not None
    assert here.ref == first


def test_ctrl_d_marks_what_is_looked_at(agreements: Program) -> None:
    focused = agreements.window.focusWidget()
    assert focused is not None
    ref = RecordRef("agreement", 3)
    panel = look(agreements, ref)
    press(focused, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    assert ref in session(agreements).desk.favourites
    assert panel.head.star.accessibleName() == "Remove from favourites"


def test_the_fields_of_a_type_are_told(agreements: Program, second_services: Services) -> None:
    refs = [pick.ref for pick in second_services.search.pick("deliverable", "pavilion")]
    told = set()
    for ref in refs:
        panel = look(agreements, ref)
        assert panel.said is not None
        told |= {fact.label for fact in panel.said.facts}
    assert told - {"Agreement", "At event", "Target", "Responsible", "Under"}
