"""The log on its deliverable's page: read as a story, gone through by keys, mended where it is."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QColor, QDesktopServices, QDragEnterEvent, QDropEvent, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.recording import RecordedMessages
from tests.ui.test_record_pages import (
    RecordedNavigator,
    cells,
    desk,  # noqa: F401
    navigator,  # noqa: F401
    services,  # noqa: F401
    settle,
    shown,
    table,
    visible,
)
from tracker.domain.dates import PartialDate
from tracker.domain.dates_writing import write_date
from tracker.domain.records import Deliverable, ProgressEntry
from tracker.domain.records.deliverables import Measure
from tracker.ui.deliverables.evidence_part import EvidencePart
from tracker.ui.deliverables.log_part import LogPart
from tracker.ui.deliverables.measures_part import MeasureBlock
from tracker.ui.deliverables.page import DeliverablePage
from tracker.ui.desk import Desk, LogStart
from tracker.ui.progress.evidence_items import png_of
from tracker.ui.record_page.changes import ChangesPart
from tracker.ui.record_page.evidence_chip import EvidenceChip
from tracker.ui.record_page.log_story_card import LogStoryCard
from tracker.ui.widgets.buttons import LinkButton

# ruff: noqa: F811


def log(desk: Desk, id: int, on: str, files: Any = (), **more: Any) -> int:
    entry = ProgressEntry(deliverable_id=id, on=PartialDate.parse(on), **more)
    return desk.services.progress.log(entry, files).entry_id


@pytest.fixture
def lines(desk: Desk) -> dict[str, int]:
    """A deliverable with a log: its id and those of its lines."""
    made = Deliverable(
        type="other",
        title="Reports",
        target=PartialDate.parse("2026-03"),
        measures=(Measure(metric="Readers", planned=Decimal(100), unit="people"),),
    )
    id = desk.services.records.save(made).ref.id
    image = QImage(60, 40, QImage.Format.Format_RGB32)
    image.fill(QColor("teal"))
    kept = desk.services.attachments
    files = [
        kept.prepare_bytes("photo.png", png_of(image)),
        kept.prepare_bytes("보고서.txt", b"report"),
    ]
    return {
        "id": id,
        "begun": log(desk, id, "2025-05", note="Begun.", status="in_progress"),
        "wrong": (wrong := log(desk, id, "2026-01-10", note="Half of it.", percent=60)),
        "right": log(desk, id, "2026-01-10", note="A third.", percent=30, corrects_id=wrong),
        "moved": log(desk, id, "2026-02-01", note="Later.", target=PartialDate.parse("2026-06"),
                     target_reason="illness"),
        "counted": log(desk, id, "2026-02-02", metric="readers", value=Decimal(20)),
        "done": log(desk, id, "2026-06-02", files, note="Sent.", status="delivered",
                    metric="readers", value=Decimal(120), evidence_url="https://arm.kr/report"),
    }  # fmt: skip


@pytest.fixture
def page(desk: Desk, lines: dict[str, int], qtbot: QtBot) -> DeliverablePage:
    made = DeliverablePage(desk)
    shown(made, qtbot, lines["id"])
    return made


def card(page: DeliverablePage) -> LogStoryCard:
    (found,) = visible(page, LogStoryCard)
    assert isinstance(found, LogStoryCard)
    return found


def in_hand(page: DeliverablePage) -> int | None:
    row = card(page).current()
    return row.entry.line if row else None


def key(page: DeliverablePage, *keys: Qt.Key) -> None:
    for one in keys:
        focused = QApplication.focusWidget()
        assert focused is not None
        QTest.keyClick(focused, one)
    settle(page)


def drop(on: QWidget, *paths: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    copy, left, none = (
        Qt.DropAction.CopyAction,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(on, QDragEnterEvent(QPoint(5, 5), copy, data, left, none))
    QApplication.sendEvent(on, QDropEvent(QPointF(5, 5), copy, data, left, none))


def test_it_is_told_by_months_with_what_changed_and_what_was_said(page: DeliverablePage) -> None:
    story = card(page)
    assert story.headings == [
        "Jun 2026",
        "Feb 2026",
        "Jan 2026",
        "Nothing for 7 months",
        "May 2025",
    ]
    told = [(row.entry.text, row.entry.details) for row in story.rows]
    assert told == [
        (
            "Sent.",
            ("Status from In progress to Delivered; readers: 120 people in all (planned 100)",),
        ),
        ("", ("Readers: 20 people in all (planned 100)",)),
        ("Later.", ("Target moved from Mar 2026 to Jun 2026: illness",)),
        ("A third.", ("30 %",)),
        ("Half of it.", ()),
        ("Begun.", ("Status from Planned to In progress",)),
    ]
    assert [row.entry.struck for row in story.rows] == [False] * 4 + [True, False]
    chips = [chip.words() for chip in story.rows[0].chips]
    assert chips == ["Evidence: arm.kr/report", "Evidence: photo.png 106 B"[:20] + chips[1][20:],
                     "Evidence: 보고서.txt 6 B"]  # fmt: skip
    assert "logged by" in story.rows[0].words()


def test_who_logged_it_stands_below_all_its_chips(page: DeliverablePage) -> None:
    row = card(page).rows[0]
    row.resize(1200, row.heightForWidth(1200))
    picture, file = row.chips[1].geometry(), row.chips[2].geometry()
    assert picture.top() == file.top(), "both in one row"
    assert picture.bottom() > file.bottom(), "the higher one is not the last"
    (by,) = [
        one.place
        for one in row._words(row.width())
        if one.layout is not None and one.layout.text() == row.entry.by
    ]
    assert by.top() > max(chip.geometry().bottom() for chip in row.chips)


def test_keys_go_through_the_lines_and_act_on_the_one_in_hand(
    page: DeliverablePage,
    lines: dict[str, int],
    navigator: RecordedNavigator,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    opened: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: bool(opened.append(url)) or True)
    card(page).rows[0].setFocus()
    assert in_hand(page) == lines["done"]
    key(page, Qt.Key.Key_Return)
    assert [url.toString() for url in opened] == ["https://arm.kr/report"]
    key(page, Qt.Key.Key_Down, Qt.Key.Key_Down)
    assert in_hand(page) == lines["moved"]
    key(page, Qt.Key.Key_C)
    assert navigator.went == [("log", lines["id"], LogStart(corrects=lines["moved"]))]
    key(page, Qt.Key.Key_End, Qt.Key.Key_Up)
    assert in_hand(page) == lines["wrong"]
    key(page, Qt.Key.Key_C)
    assert len(navigator.went) == 1, "what is put right is not put right again"
    key(page, Qt.Key.Key_Return)
    assert in_hand(page) == lines["right"], "its link leads to the line that puts it right"
    key(page, Qt.Key.Key_Home)
    assert in_hand(page) == lines["done"]


def test_a_line_and_the_whole_log_are_copied_as_text(
    page: DeliverablePage, messages: RecordedMessages
) -> None:
    card(page).rows[2].setFocus()
    QTest.keyClick(card(page).rows[2], Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert (
        QApplication.clipboard()
        .text()
        .startswith(
            "1 Feb 2026 · Target moved · Later. · Target moved from Mar 2026 to Jun 2026: illness"
        )
    )
    menu = card(page)._menu_for(card(page).rows[0])
    menu.actions()[-1].trigger()
    text = QApplication.clipboard().text().splitlines()
    assert len(text) == 6
    assert "https://arm.kr/report" in text[0]
    assert [toast.text for toast in messages.toasts] == ["1 line copied", "6 lines copied"]


def test_evidence_opens_and_its_picture_is_shown(
    page: DeliverablePage, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: bool(opened.append(url)) or True)
    chips: list[EvidenceChip] = visible(page, EvidenceChip)
    photo = next(chip for chip in chips if chip.chip.name == "photo.png")
    assert photo._picture is not None
    report = next(chip for chip in chips if chip.chip.name == "보고서.txt")
    QTest.mouseClick(report, Qt.MouseButton.LeftButton)
    settle(page)
    assert Path(opened[0].toLocalFile()).read_bytes() == b"report"


def test_a_file_is_removed_and_attached_to_its_line(
    page: DeliverablePage,
    lines: dict[str, int],
    desk: Desk,
    messages: RecordedMessages,
    tmp_path: Path,
) -> None:
    story = card(page)
    chip = next(one for one in story.rows[0].chips if one.chip.name == "보고서.txt")
    story.file_wanted.emit("remove", chip.chip.payload)
    settle(page)
    assert [one.chip.name for one in card(page).rows[0].chips] == ["arm.kr/report", "photo.png"]
    assert messages.toasts[-1].action == "Undo"
    (tmp_path / "late.txt").write_text("late", "utf-8")
    messages.files = [tmp_path / "late.txt"]
    card(page).evidence_wanted.emit(lines["moved"])
    settle(page)
    settle(page)
    assert [one.chip.name for one in card(page).rows[2].chips] == ["late.txt"]


def test_a_line_is_taken_out_from_its_menu_and_brought_back(
    page: DeliverablePage, lines: dict[str, int], desk: Desk, messages: RecordedMessages
) -> None:
    messages.answers = ["out"]
    card(page).withdraw_wanted.emit(lines["done"])
    settle(page)
    settle(page)
    assert page.frame.head.standing()[0] != "Delivered"
    looks = [row.entry.look.word for row in card(page).rows][:2]
    assert looks == ["Taken out", "Delivered"]
    assert messages.toasts[-1].text == "The line is taken out"
    act = messages.toasts[-1].act
    assert act is not None
    act()
    settle(page)
    settle(page)
    assert page.frame.head.standing() == ["Delivered"]


def test_files_dropped_on_the_story_go_to_a_new_line(
    page: DeliverablePage,
    lines: dict[str, int],
    navigator: RecordedNavigator,
    desk: Desk,
    tmp_path: Path,
) -> None:
    path = tmp_path / "a.txt"
    path.write_text("a", "utf-8")
    drop(card(page), path)
    settle(page)
    start = LogStart(paths=(path,), groups=("evidence",))
    assert navigator.went == [("log", lines["id"], start)]
    assert page.files is not None
    assert page.files.files == [], "they are not the record's own"


def test_evidence_that_fails_is_said_where_it_can_be_mended(
    desk: Desk, qtbot: QtBot, navigator: RecordedNavigator
) -> None:
    id = desk.services.records.save(Deliverable(type="other", title="Bare")).ref.id
    log(desk, id, "2026-05", note="x", status="delivered")
    page = DeliverablePage(desk)
    shown(page, qtbot, id)
    (part,) = visible(page, EvidencePart)
    assert part.words() == ["Delivered, and nothing shows it"]
    (link,) = visible(part, LinkButton)
    QTest.keyClick(link, Qt.Key.Key_Space)
    assert navigator.went == [("log", id, LogStart(groups=("evidence",)))]
    bad = log(desk, id, "2026-06", note="x", evidence_url="https://example.org/report")
    page.refresh()
    settle(page)
    settle(page)
    (part,) = visible(page, EvidencePart)
    assert part.words() == ["It leads to an example: https://example.org/report"]
    (link,) = visible(part, LinkButton)
    QTest.mouseClick(link, Qt.MouseButton.LeftButton)
    assert in_hand(page) == bad


def test_tab_comes_from_what_is_wrong_with_evidence_to_the_lines(
    desk: Desk, qtbot: QtBot, navigator: RecordedNavigator
) -> None:
    id = desk.services.records.save(Deliverable(type="other", title="Bare")).ref.id
    for on in ("2026-05", "2026-06"):
        log(desk, id, on, note="x", status="delivered", evidence_url="https://example.org/report")
    page = DeliverablePage(desk)
    shown(page, qtbot, id)
    settle(page)
    (part,) = visible(page, EvidencePart)
    # Asked again when the page has long been made.
    part._ask()
    settle(page)
    links = visible(part, LinkButton)
    assert links
    page.activateWindow()
    assert QTest.qWaitForWindowActive(page)
    links[-1].setFocus()
    assert links[-1].hasFocus()
    QTest.keyClick(links[-1], Qt.Key.Key_Tab)
    (story,) = visible(page, LogStoryCard)
    at = QApplication.focusWidget()
    assert at is not None
    assert story.isAncestorOf(at)
    QTest.keyClick(at, Qt.Key.Key_Backtab)
    assert links[-1].hasFocus()


def test_an_empty_log_has_no_story_and_takes_files(
    desk: Desk, qtbot: QtBot, navigator: RecordedNavigator, tmp_path: Path
) -> None:
    id = desk.services.records.save(Deliverable(type="other", title="New")).ref.id
    page = DeliverablePage(desk)
    shown(page, qtbot, id)
    assert visible(page, LogStoryCard) == []
    assert visible(page, EvidencePart) == []
    (part,) = visible(page, LogPart)
    (tmp_path / "a.txt").write_text("a", "utf-8")
    drop(part, tmp_path / "a.txt")
    assert navigator.went[0][2].paths == (tmp_path / "a.txt",)


# --- measures and targets ----------------------------------------------------------------------


def test_a_measure_is_read_by_keys_and_as_a_table(
    page: DeliverablePage, lines: dict[str, int], navigator: RecordedNavigator
) -> None:
    (block,) = visible(page, MeasureBlock)
    assert isinstance(block, MeasureBlock)
    assert block.figures() == [
        ("Planned", "100 people"),
        ("Actual", "120 people"),
        ("Difference, computed", "+20 people (120 %)"),
    ]
    chart = block.chart
    assert chart is not None
    assert chart.accessibleDescription() == (
        "2 values; 2 Feb 2026: 20 people; 2 Jun 2026: 120 people; planned: 100 people"
    )
    chart.setFocus()
    assert block.told.text() == "2 Jun 2026: 120 people"
    key(page, Qt.Key.Key_Left)
    assert block.told.text() == "2 Feb 2026: 20 people"
    key(page, Qt.Key.Key_Left, Qt.Key.Key_End)
    assert chart.current == 1
    QTest.keyClick(block.as_table, Qt.Key.Key_Space)
    assert block.table is not None
    assert cells(block.table) == [["2 Jun 2026", "120 people"], ["2 Feb 2026", "20 people"]]
    link = next(one for one in visible(block, LinkButton) if one.text() == "Log")
    QTest.mouseClick(link, Qt.MouseButton.LeftButton)
    assert navigator.went == [("log", lines["id"], LogStart(groups=("measure",), metric="Readers"))]


@pytest.mark.parametrize(
    "values",
    [[], [Decimal(0)], [Decimal(-5), Decimal(7)], [Decimal(10) ** 13, Decimal("0.0001")]],
)
def test_any_numbers_are_drawn(
    desk: Desk, qtbot: QtBot, values: list[Decimal], recwarn: pytest.WarningsRecorder
) -> None:
    made = Deliverable(type="other", title="N", measures=(Measure(metric="m"),))
    id = desk.services.records.save(made).ref.id
    for day, value in enumerate(values, 1):
        log(desk, id, f"2026-05-{day:02}", note="x", metric="m", value=value)
    page = DeliverablePage(desk)
    shown(page, qtbot, id)
    (block,) = visible(page, MeasureBlock)
    assert (block.chart is None) is (not values)
    assert not block.grab().isNull()
    if values:
        assert not block.chart.grab().isNull()
        QTest.mouseMove(block.chart, QPoint(block.chart.width() // 2, 30))
    assert not recwarn.list


def test_moves_of_the_target_are_told_with_the_first_kept(
    page: DeliverablePage, desk: Desk, lines: dict[str, int]
) -> None:
    log(desk, lines["id"], "2026-05-01", target=PartialDate.parse("2026-09"))
    page.refresh()
    settle(page)
    assert cells(table(page, "Targets")) == [
        ["Sep 2026", "1 May 2026", "no reason stated"],
        ["Jun 2026", "1 Feb 2026", "illness"],
        ["Mar 2026", "at first", ""],
    ]
    said = [label.text() for label in visible(page, QLabel)]
    assert said


def test_the_changes_tell_what_was_corrected_and_taken_out(
    page: DeliverablePage, lines: dict[str, int], desk: Desk
) -> None:
    desk.services.progress.withdraw(lines["moved"], "entered twice")
    page.refresh()
    settle(page)
    (changes,) = visible(page, ChangesPart)
    assert isinstance(changes, ChangesPart)
    told = changes.lines()
    assert (
        "Taken out: 1 Feb 2026 · Later. · 2026-06 (reason: entered twice)".replace(
            "2026-06", write_date(PartialDate.parse("2026-06"))
        )
        in told
    )
    assert "Corrected: 10 Jan 2026 · Half of it. · 60 % → 10 Jan 2026 · A third. · 30 %" in told
    # What is only logged is in the story.
    assert not [line for line in told if "Begun." in line]
    QTest.mouseClick(changes.toggle, Qt.MouseButton.LeftButton)
    assert any("entered twice" in one.text() for one in changes.findChildren(QLabel))
