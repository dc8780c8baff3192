"""Record pages are made from the top: what is below the fold follows the first painting."""

# ruff: noqa: F811 - fixtures are asked for by name

from __future__ import annotations

from functools import partial

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QAccessible, QEnterEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.opened import sample, sample_file  # noqa: F401
from tests.ui.test_record_pages import (  # noqa: F401
    desk,
    id_of,
    navigator,
    services,
    settle,
    shown,
    visible,
)
from tracker.domain.record import RecordRef
from tracker.domain.records import Agreement, ProgressEntry
from tracker.services import Services
from tracker.ui.agreements.page import AgreementPage
from tracker.ui.desk import Desk
from tracker.ui.record_page.base import RecordPage
from tracker.ui.record_page.fact_sheet import FactSheet
from tracker.ui.record_page.folded import FoldedLines
from tracker.ui.record_page.lines import RecordLine
from tracker.ui.record_page.story import StoryCard
from tracker.ui.record_page.story_row import StoryRow

MANY = 40


@pytest.fixture
def busy(services: Services) -> int:
    """An agreement with a long story."""
    id = id_of(services, "agreement", "MoU of ISCT, SCRM and CARM")
    made = id_of(services, "deliverable", "Korea Pavilion at ISCT 2019")
    for day in range(1, MANY):
        on = f"2020-{day % 12 + 1:02}-{day % 28 + 1:02}"
        services.progress.log(ProgressEntry(deliverable_id=made, on=on, note=f"Step {day}."))
    return id


def rows(page: RecordPage) -> list[StoryRow]:
    return visible(page, StoryRow)


def first_painting(page: RecordPage, qtbot: QtBot, id: int) -> None:
    """Show the record, and stop as soon as it is painted."""
    qtbot.addWidget(page)
    page.resize(1232, 700)
    page.show()
    assert QTest.qWaitForWindowActive(page)
    page.show_record(id)
    with qtbot.waitSignal(page.titled):
        pass
    assert not page.frame.is_whole


def tabs(page: QWidget) -> list[QWidget]:
    """What Tab goes to, in its order, from the page itself."""
    found: list[QWidget] = []
    at = page.nextInFocusChain()
    while at is not None and at is not page:
        if at.focusPolicy() & Qt.FocusPolicy.TabFocus and at.isVisibleTo(page):
            found.append(at)
        at = at.nextInFocusChain()
    return found


def test_what_is_below_the_fold_follows_the_first_painting(
    desk: Desk,
    qtbot: QtBot,
    busy: int,
) -> None:
    page = AgreementPage(desk)
    first_painting(page, qtbot, busy)
    at_first = len(rows(page))
    assert 0 < at_first < 15
    (card,) = visible(page, StoryCard)
    settle(page)
    assert len(rows(page)) == len(card.entries) > MANY
    assert [row.entry for row in rows(page)] == list(card.entries)
    assert page.files is not None


def test_tab_goes_through_one_part_after_the_other(
    desk: Desk,
    qtbot: QtBot,
    busy: int,
) -> None:
    page = AgreementPage(desk)
    first_painting(page, qtbot, busy)
    settle(page)
    order = tabs(page)
    frame = page.frame
    parts = [
        next(at for at, part in enumerate((frame.facts, frame.middle, frame.related))
             if part.isAncestorOf(one))
        for one in order
        if any(part.isAncestorOf(one) for part in (frame.facts, frame.middle, frame.related))
    ]  # fmt: skip
    assert parts == sorted(parts)
    assert set(parts) == {0, 1, 2}
    links = [one for one in order if isinstance(one, RecordLine) and frame.middle.isAncestorOf(one)]
    tops = [one.mapTo(frame.middle, one.rect().topLeft()).y() for one in links]
    assert len(links) > MANY - 2
    assert tops == sorted(tops)


def test_another_part_or_record_ends_what_was_still_to_be_made(
    desk: Desk,
    qtbot: QtBot,
    busy: int,
) -> None:
    page = AgreementPage(desk)
    first_painting(page, qtbot, busy)
    page.parts.set_current("commitments")
    settle(page)
    assert not rows(page)
    page.parts.set_current("deliverables")
    settle(page)
    assert len(rows(page)) > MANY
    other = desk.services.records.save(Agreement(title="Other")).ref
    page.show_record(busy)
    page.show_record(other.id)
    settle(page)
    assert page.ref == other == RecordRef("agreement", other.id)
    assert not rows(page)


def test_a_refreshed_page_is_whole_at_once_and_stays_where_it_was(
    desk: Desk,
    qtbot: QtBot,
    busy: int,
) -> None:
    page = AgreementPage(desk)
    shown(page, qtbot, busy)
    bar = page.frame._bars()[1]
    bar.setValue(bar.maximum() // 2)
    place = bar.value()
    assert place > 0
    record = desk.services.records.open(Agreement, busy).record
    desk.services.records.save(record.model_copy(update={"purpose": "Another purpose."}))
    page.refresh()
    with qtbot.waitSignal(page.titled):
        pass
    assert page.frame.is_whole
    assert bar.value() == place


def test_a_painted_text_can_be_selected_and_stays_in_its_place(
    desk: Desk,
    qtbot: QtBot,
    busy: int,
) -> None:
    page = AgreementPage(desk)
    shown(page, qtbot, busy)
    row = rows(page)[0]
    sheet = visible(page, FactSheet)[0]
    for painted in (row, sheet):
        assert not painted.findChildren(QLabel)
        before = painted.heightForWidth(painted.width())
        point = QPointF(1, 1)
        QApplication.sendEvent(painted, QEnterEvent(point, point, point))
        labels = painted.findChildren(QLabel)
        assert labels
        for one in labels:
            assert one.textInteractionFlags() & Qt.TextInteractionFlag.TextSelectableByMouse
            assert one.textFormat() is Qt.TextFormat.PlainText
            assert painted.rect().contains(one.geometry())
        assert painted.heightForWidth(painted.width()) == before
    assert [one.text() for one in row.findChildren(QLabel)] == [row.entry.text]


def test_a_screen_reader_is_told_every_text(
    desk: Desk,
    qtbot: QtBot,
    busy: int,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    page = AgreementPage(desk)
    shown(page, qtbot, busy)
    row = rows(page)[0]
    for part in (row.entry.when, row.entry.text, *row.entry.details):
        assert part in row.accessibleName()
    said = visible(page, FactSheet)[0].accessibleName()
    assert "Announced: 3 Dec 2018" in said
    assert "Term: not stated" in said
    monkeypatch.setattr(QAccessible, "isActive", staticmethod(lambda: True))
    told = AgreementPage(desk)
    shown(told, qtbot, busy)
    assert all(one.findChildren(QLabel) for one in rows(told) if one.entry.text)
    assert visible(told, FactSheet)[0].findChildren(QLabel)


def test_folded_lines_are_made_when_they_are_asked_for(
    qtbot: QtBot,
    desk: Desk,
) -> None:
    made = []

    def line(n: int) -> RecordLine:
        made.append(n)
        return RecordLine(desk.icons, f"Line {n}", payload=n)

    box = FoldedLines([partial(line, n) for n in range(30)], 5)
    qtbot.addWidget(box)
    box.show()
    assert made == [0, 1, 2, 3, 4]
    box.unfold()
    assert made == list(range(30))
    assert [one.words() for one in visible(box, RecordLine)] == [f"Line {n}" for n in range(30)]
