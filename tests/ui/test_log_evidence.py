"""Evidence, corrections and measures in the log dialog: by hand, by keyboard, by clipboard."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QColor, QDragEnterEvent, QDropEvent, QImage
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.recording import RecordedMessages
from tests.ui.test_log_progress import (
    ALT,
    CTRL,
    ENTER,
    ESC,
    TODAY,
    Opened,
    desk,  # noqa: F401
    only_entry,
    services,  # noqa: F401
    texts,
    work,  # noqa: F401
)
from tracker.domain.dates import PartialDate
from tracker.domain.progress import DeliverableStatus
from tracker.domain.record import RecordRef
from tracker.domain.records import ProgressEntry, Source
from tracker.services.progress import Logged
from tracker.ui.desk import Desk, LogStart
from tracker.ui.progress.brought import brought_by
from tracker.ui.progress.dialog import LogProgressDialog
from tracker.ui.progress.evidence_items import MOST_FILES

# ruff: noqa: F811


class Started(Opened):
    """A dialog that begins with something."""

    def __init__(self, qtbot: QtBot, desk: Desk, deliverable_id: int, start: LogStart) -> None:
        self.qtbot, self.desk = qtbot, desk
        self.dialog = LogProgressDialog(desk, deliverable_id, None, start)
        self.dialog.show()
        self.dialog.activateWindow()
        qtbot.waitUntil(self._has_focus, timeout=20_000)
        self.settle()


def log(desk: Desk, id: int, on: str = "2026-11-02", **more: object) -> Logged:
    entry = ProgressEntry(deliverable_id=id, on=PartialDate.parse(on), **more)  # type: ignore[arg-type]
    return desk.services.progress.log(entry)


def mime(*paths: Path) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return data


def drop(on: QWidget, data: QMimeData) -> bool:
    copy, left, none = (
        Qt.DropAction.CopyAction,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    enter = QDragEnterEvent(QPoint(5, 5), copy, data, left, none)
    QApplication.sendEvent(on, enter)
    if not enter.isAccepted():
        return False
    QApplication.sendEvent(on, QDropEvent(QPointF(5, 5), copy, data, left, none))
    return True


def names(opened: Opened) -> list[str]:
    return [item.name for item in opened.dialog.evidence.items]


def kept(desk: Desk, id: int) -> list[list[str]]:
    """The files of the lines of a log."""
    page = desk.services.pages.deliverable(id, TODAY)
    return [[file.name for file in page.files.get(entry.id or 0, [])] for entry in page.log]


def picture(color: str = "teal") -> QImage:
    made = QImage(40, 30, QImage.Format.Format_RGB32)
    made.fill(QColor(color))
    return made


def said(opened: Opened) -> str:
    label = opened.dialog.evidence.problem_label
    return label.text() if label.isVisible() else ""


# --- what comes --------------------------------------------------------------------------------


def test_files_dropped_on_the_dialog_are_logged_with_the_sentence_as_one_action(
    qtbot: QtBot, desk: Desk, work: dict[str, int], tmp_path: Path, messages: RecordedMessages
) -> None:
    paths = [tmp_path / "plan & 계획.txt", tmp_path / "b.pdf"]
    for path in paths:
        path.write_text(f"the hall in Incheon, {path.name}", "utf-8")
    opened = Opened(qtbot, desk, work["reports"])
    assert drop(opened.dialog, mime(*paths))
    opened.settle()
    assert names(opened) == ["plan & 계획.txt", "b.pdf"]
    opened.type("Sent.")
    opened.key(ENTER)
    assert kept(desk, work["reports"]) == [["plan & 계획.txt", "b.pdf"]]
    assert only_entry(desk, work["reports"]).note == "Sent."
    assert [hit.ref.id for hit in desk.services.search.find("Incheon")] == [work["reports"]]
    act = messages.toasts[-1].act
    assert act is not None
    act()
    opened.settle()
    assert kept(desk, work["reports"]) == []
    assert desk.services.search.find("Incheon") == []


def test_enter_right_after_a_drop_waits_until_the_file_is_read(
    qtbot: QtBot, desk: Desk, work: dict[str, int], tmp_path: Path
) -> None:
    path = tmp_path / "a.txt"
    path.write_text("a", "utf-8")
    opened = Opened(qtbot, desk, work["reports"])
    drop(opened.dialog, mime(path))
    opened.type("Sent.", settle=False)
    opened.key(ENTER, settle=False)
    opened.settle()
    assert kept(desk, work["reports"]) == [["a.txt"]]


def test_a_picture_of_the_clipboard_is_a_file_named_by_its_day(
    qtbot: QtBot, desk: Desk, work: dict[str, int]
) -> None:
    opened = Opened(qtbot, desk, work["reports"])
    opened.type("On the stand.")
    for color in ("teal", "red", "teal"):
        QApplication.clipboard().setImage(picture(color))
        opened.key(Qt.Key.Key_V, CTRL)
        opened.settle()
    assert names(opened) == ["Picture 2026-11-21.png", "Picture 2026-11-21 2.png"]
    assert "the same content as “Picture 2026-11-21.png”" in said(opened)
    assert opened.dialog.note.text() == "On the stand."
    assert opened.dialog.evidence.items[0].picture is not None
    opened.key(ENTER)
    files = desk.services.pages.deliverable(work["reports"], TODAY).files
    ((first, _),) = files.values()
    name, content = desk.services.attachments.content(first.id)
    assert name == "Picture 2026-11-21.png"
    assert QImage.fromData(content).size() == picture().size()
    assert first.is_image
    own = list((desk.paths.data / "drafts").rglob("*.png"))
    assert own == [], "what was kept for a crash is cleared away"


def test_a_pasted_link_is_evidence_and_text_is_the_sentence(
    qtbot: QtBot, desk: Desk, work: dict[str, int]
) -> None:
    opened = Opened(qtbot, desk, work["reports"])
    board = QApplication.clipboard()
    pasted = ("Sent, see e.g. the mail.", "https://arm.kr/report", " 10.1000/182 ", "www.arm.kr")
    for text in (*pasted, "https://doi.org/10.1000/182"):
        board.setText(text)
        opened.key(Qt.Key.Key_V, CTRL)
    assert opened.dialog.note.text() == "Sent, see e.g. the mail."
    assert opened.line("evidence_url").text() == "https://arm.kr/report"
    opened.key(ENTER)
    entry = only_entry(desk, work["reports"])
    assert entry.evidence_url == "https://arm.kr/report"
    # As the first link would be kept, and each once.
    assert entry.further_links == ("https://doi.org/10.1000/182", "https://www.arm.kr")
    assert desk.services.evidence.of(work["reports"], TODAY) == []


def test_several_links_by_keyboard(qtbot: QtBot, desk: Desk, work: dict[str, int]) -> None:
    opened = Opened(qtbot, desk, work["reports"])
    opened.type("Sent.")
    opened.key(Qt.Key.Key_V, ALT)
    opened.type("doi:10.1000/182")
    opened.fill("evidence_title", "The paper")
    opened.dialog.evidence.link_button.setFocus()
    opened.key(Qt.Key.Key_Space)
    assert opened.focus() is opened.line("evidence_url")
    opened.type("arm.kr/b")
    opened.key(ENTER)
    entry = only_entry(desk, work["reports"])
    assert entry.evidence_url == "https://arm.kr/b"
    assert entry.further_links == ("https://doi.org/10.1000/182 The paper",)


def test_a_doi_that_is_none_is_said_beside_the_link_and_nothing_is_lost(
    qtbot: QtBot, desk: Desk, work: dict[str, int]
) -> None:
    opened = Opened(qtbot, desk, work["reports"])
    opened.type("Published.")
    opened.key(Qt.Key.Key_V, ALT)
    opened.type("doi:abc")
    opened.key(ENTER)
    assert "This is no DOI" in texts(opened.dialog)
    assert opened.line("evidence_url").text() == "doi:abc"
    opened.fill("evidence_url", "doi:10.1000/182")
    opened.key(ENTER)
    assert only_entry(desk, work["reports"]).evidence_url == "https://doi.org/10.1000/182"


def test_what_cannot_be_kept_is_said_and_the_rest_is_taken(
    qtbot: QtBot, desk: Desk, work: dict[str, int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "empty.txt").touch()
    (tmp_path / "good.txt").write_text("good", "utf-8")
    (tmp_path / "large.bin").write_bytes(b"x" * 64)
    monkeypatch.setattr("tracker.services.attachments.LARGEST", 32)
    opened = Opened(qtbot, desk, work["reports"])
    for name, words in (
        ("gone.txt", "cannot be read"),
        ("empty.txt", "is empty"),
        ("large.bin", "too large"),
        ("", "is a folder"),
    ):
        drop(opened.dialog, mime(tmp_path / name))
        opened.settle()
        assert words in said(opened), name
        assert names(opened) == []
    drop(opened.dialog, mime(tmp_path / "good.txt", tmp_path / "good.txt"))
    drop(opened.dialog, mime(tmp_path / "good.txt"))
    opened.settle()
    assert names(opened) == ["good.txt"]
    assert said(opened) == ""


def test_more_files_than_one_line_may_have_are_counted(
    qtbot: QtBot, desk: Desk, work: dict[str, int], tmp_path: Path
) -> None:
    paths = [tmp_path / f"{n}.txt" for n in range(100)]
    for path in paths:
        path.write_text(path.name, "utf-8")
    opened = Opened(qtbot, desk, work["reports"])
    drop(opened.dialog, mime(*paths))
    opened.settle()
    assert len(names(opened)) == MOST_FILES
    assert f"{100 - MOST_FILES} files were left out" in said(opened)


def test_of_many_files_a_part_is_seen_and_the_dialog_stays_on_the_screen(
    qtbot: QtBot, desk: Desk, work: dict[str, int], tmp_path: Path
) -> None:
    paths = [tmp_path / f"{n}.txt" for n in range(30)]
    for path in paths:
        path.write_text(path.name, "utf-8")
    opened = Opened(qtbot, desk, work["reports"])
    drop(opened.dialog, mime(*paths[:6]))
    opened.settle()
    height = opened.dialog.height()
    drop(opened.dialog, mime(*paths))
    opened.settle()
    assert len(names(opened)) == 30
    assert opened.dialog.height() == height
    # By keys each is reached and seen.
    box, seen = opened.dialog.evidence, opened.dialog.evidence.lines[0]
    seen.cross.setFocus()
    for _ in range(29):
        opened.key(Qt.Key.Key_Tab)
    assert opened.focus() is box.lines[-1].cross
    assert not box.lines[-1].visibleRegion().isEmpty()
    assert box.lines[0].visibleRegion().isEmpty()
    opened.key(Qt.Key.Key_Space)
    assert opened.focus() is box.lines[-1].cross
    assert len(names(opened)) == 29


def test_names_of_all_kinds_and_what_leads_elsewhere_or_nowhere(
    qtbot: QtBot, desk: Desk, work: dict[str, int], tmp_path: Path
) -> None:
    long = ["가" * 83 + ".txt", "n" * 251 + ".txt", "한국어 보고서.txt"]
    for name in long:
        (tmp_path / name).write_text(name, "utf-8")
    (tmp_path / "to.txt").symlink_to(tmp_path / long[2])
    (tmp_path / "nowhere.txt").symlink_to(tmp_path / "gone")
    opened = Opened(qtbot, desk, work["reports"])
    drop(opened.dialog, mime(*(tmp_path / name for name in long)))
    opened.settle()
    assert names(opened)[2] == "한국어 보고서.txt"
    assert opened.dialog.width() == opened.dialog.minimumWidth()
    drop(opened.dialog, mime(tmp_path / "to.txt", tmp_path / "nowhere.txt"))
    opened.settle()
    assert "“to.txt” was left out: it has the same content" in said(opened)
    assert "“nowhere.txt” cannot be read. It is not there. Check" in said(opened)
    opened.key(ENTER)
    (kept_names,) = kept(desk, work["reports"])
    assert len(kept_names) == 3


def test_a_file_is_left_out_by_keyboard(
    qtbot: QtBot, desk: Desk, work: dict[str, int], tmp_path: Path
) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(name, "utf-8")
    opened = Opened(qtbot, desk, work["reports"])
    drop(opened.dialog, mime(tmp_path / "a.txt", tmp_path / "b.txt"))
    opened.settle()
    opened.dialog.evidence.lines[0].cross.setFocus()
    opened.key(Qt.Key.Key_Space)
    assert names(opened) == ["b.txt"]
    assert opened.focus() is opened.dialog.evidence.lines[0].cross
    opened.key(Qt.Key.Key_Delete)
    assert names(opened) == []


def test_tab_goes_through_the_evidence_as_one_reads(
    qtbot: QtBot, desk: Desk, work: dict[str, int], tmp_path: Path
) -> None:
    (tmp_path / "a.txt").write_text("a", "utf-8")
    opened = Opened(qtbot, desk, work["reports"])
    drop(opened.dialog, mime(tmp_path / "a.txt"))
    opened.settle()
    box = opened.dialog.evidence
    opened.line("evidence_title").setFocus()
    opened.key(Qt.Key.Key_Tab)
    for widget in (box.lines[0].cross, box.choose_button, box.link_button):
        opened.key(Qt.Key.Key_Tab)
        assert opened.focus() is widget


def test_what_is_brought_is_told_apart() -> None:
    data = QMimeData()
    data.setText("A table\t1")
    data.setImageData(picture())
    assert not brought_by(data), "a spreadsheet puts a picture beside its text"
    data = QMimeData()
    data.setHtml("<img src='https://a.kr/b.png'>")
    data.setImageData(picture())
    assert brought_by(data).picture is not None
    data = QMimeData()
    data.setUrls([QUrl("https://a.kr/b")])
    assert brought_by(data).links == ("https://a.kr/b",)
    assert not brought_by(QMimeData())


# --- drafts ------------------------------------------------------------------------------------


def test_files_wait_with_the_draft_and_one_that_has_gone_is_said(
    qtbot: QtBot, desk: Desk, work: dict[str, int], tmp_path: Path
) -> None:
    for name in ("stays.txt", "goes.txt"):
        (tmp_path / name).write_text(name, "utf-8")
    opened = Opened(qtbot, desk, work["reports"])
    drop(opened.dialog, mime(tmp_path / "stays.txt", tmp_path / "goes.txt"))
    opened.settle()
    QApplication.clipboard().setImage(picture())
    opened.key(Qt.Key.Key_V, CTRL)
    opened.key(ESC)
    (tmp_path / "goes.txt").unlink()
    again = Opened(qtbot, desk, work["reports"])
    assert names(again) == ["stays.txt", "Picture 2026-11-21.png"]
    assert "“goes.txt” is no longer where it was" in said(again)
    again.key(ENTER)
    assert kept(desk, work["reports"]) == [["stays.txt", "Picture 2026-11-21.png"]]
    assert names(Opened(qtbot, desk, work["reports"])) == []


# --- corrections -------------------------------------------------------------------------------


def test_a_line_is_put_right_and_what_it_says_stands_there(
    qtbot: QtBot, desk: Desk, work: dict[str, int], tmp_path: Path, messages: RecordedMessages
) -> None:
    wrong = desk.services.progress.log(
        ProgressEntry(
            deliverable_id=work["pavilion"],
            on=PartialDate.parse("2026-11-02"),
            note="Fourty exhibitors.",
            percent=30,
            metric="exhibitors",
            value=Decimal(40),
            evidence_url="https://arm.kr/a",
            further_links=("https://arm.kr/b B",),
        ),
        [desk.services.attachments.prepare_bytes("list.txt", b"list")],
    )
    opened = Started(qtbot, desk, work["pavilion"], LogStart(corrects=wrong.entry_id))
    assert opened.dialog.windowTitle() == "Correct a line of the log"
    assert opened.dialog.note.text() == "Fourty exhibitors."
    assert opened.line("percent").text() == "30"
    assert opened.line("value").text() == "40"
    assert names(opened) == ["B", "list.txt"]
    opened.dialog.note.area.selectAll()
    opened.type("Fourteen exhibitors.")
    opened.fill("value", "14")
    opened.key(ENTER)
    old, new = desk.services.progress.entries(work["pavilion"])
    assert (new.corrects_id, new.note, new.value, new.percent) == (
        old.id, "Fourteen exhibitors.", 14, 30,
    )  # fmt: skip
    assert new.on == old.on
    assert new.status is None
    assert (new.evidence_url, new.further_links) == (old.evidence_url, old.further_links)
    assert kept(desk, work["pavilion"]) == [["list.txt"], ["list.txt"]]
    assert messages.toasts[-1].text == "A line of Pavilion at ISCT is put right"


def test_a_line_is_chosen_and_taken_out_by_keyboard(
    qtbot: QtBot, desk: Desk, work: dict[str, int]
) -> None:
    log(desk, work["reports"], note="Sent.", status=DeliverableStatus.DELIVERED)
    opened = Opened(qtbot, desk, work["reports"])
    opened.type("Half a sentence")
    opened.key(Qt.Key.Key_N, ALT)
    qtbot.waitUntil(lambda: opened.dialog.lines_menu is not None)
    opened.settle()  # the menu has the keyboard
    menu = opened.dialog.lines_menu
    assert menu is not None
    assert [action.text() for action in menu.actions()] == ["2 Nov 2026 · Delivered · Sent."]
    qtbot.keyClick(menu, Qt.Key.Key_Down)
    qtbot.keyClick(menu, Qt.Key.Key_Return)
    opened.settle()
    assert opened.dialog.note.text() == "Sent."
    opened.key(Qt.Key.Key_N, ALT)
    qtbot.waitUntil(lambda: opened.dialog.correction.withdraws)
    assert opened.dialog.note.text() == ""
    assert not opened.dialog.status_row.isVisible()
    opened.dialog.note.area.setFocus()
    opened.type("It was the other one.")
    opened.key(ENTER)
    _, out = desk.services.progress.entries(work["reports"])
    assert (out.withdraws, out.note, out.status) == (True, "It was the other one.", None)
    state = desk.services.pages.deliverable(work["reports"], TODAY).state
    assert state.status is DeliverableStatus.IN_PROGRESS
    assert Opened(qtbot, desk, work["reports"]).dialog.note.text() == "Half a sentence"


def test_a_correction_half_written_waits_for_its_line(
    qtbot: QtBot, desk: Desk, work: dict[str, int]
) -> None:
    wrong = log(desk, work["reports"], note="Sent.", percent=30)
    start = LogStart(corrects=wrong.entry_id)
    opened = Started(qtbot, desk, work["reports"], start)
    opened.fill("percent", "20")
    opened.key(ESC)
    assert Opened(qtbot, desk, work["reports"]).line("percent").text() == "30"
    again = Started(qtbot, desk, work["reports"], start)
    assert again.line("percent").text() == "20"
    assert again.dialog.note.text() == "Sent."
    again.dialog.correction.cross.click()
    again.settle()
    assert again.dialog.windowTitle() == "Log progress"
    assert again.dialog.note.text() == ""
    again.type("New.")
    again.key(ENTER)
    assert [entry.corrects_id for entry in desk.services.progress.entries(work["reports"])] == [
        None,
        None,
    ]


def test_a_line_put_right_meanwhile_is_said(qtbot: QtBot, desk: Desk, work: dict[str, int]) -> None:
    wrong = log(desk, work["reports"], note="Sent.", percent=30)
    opened = Started(qtbot, desk, work["reports"], LogStart(corrects=wrong.entry_id))
    log(desk, work["reports"], note="Not sent.", corrects_id=wrong.entry_id)
    opened.fill("percent", "20")
    opened.key(ENTER)
    assert "put right already" in texts(opened.dialog)
    assert opened.line("percent").text() == "20"


# --- measures ----------------------------------------------------------------------------------


def test_more_than_before_is_added_up_and_said_before_it_is_kept(
    qtbot: QtBot, desk: Desk, work: dict[str, int]
) -> None:
    log(desk, work["pavilion"], "2026-11-02", note="x", metric="Exhibitors", value=Decimal(5))
    log(desk, work["pavilion"], "2026-11-20", note="x", metric="exhibitors", value=Decimal(8))
    opened = Opened(qtbot, desk, work["pavilion"])
    opened.type("Three more came.")
    opened.key(Qt.Key.Key_E, ALT)
    assert opened.line("metric").text() == "exhibitors"
    hint = opened.dialog.measure_hint
    assert hint.text() == "8 before · planned: 12"
    opened.dialog.fields["value"].mode.setFocus()  # type: ignore[attr-defined]
    opened.key(Qt.Key.Key_Down)
    opened.fill("value", "3")
    assert hint.text() == "= 11 in all by 21 Nov 2026 · 8 before · planned: 12"
    opened.fill("on", "3 Nov 2026")
    opened.key(Qt.Key.Key_Tab)
    assert hint.text() == "= 8 in all by 3 Nov 2026 · 5 before · planned: 12"
    opened.fill("on", "today")
    opened.key(ENTER)
    entry = desk.services.progress.entries(work["pavilion"])[-1]
    assert (entry.metric, entry.value) == ("exhibitors", 11)


def test_a_measure_without_a_number_is_said_beside_it(
    qtbot: QtBot, desk: Desk, work: dict[str, int]
) -> None:
    opened = Opened(qtbot, desk, work["pavilion"])
    opened.type("Counted.")
    opened.key(Qt.Key.Key_E, ALT)
    opened.fill("metric", "leads")
    opened.key(ENTER)
    assert "Enter the number, or leave the measure out." in texts(opened.dialog)
    assert opened.focus() is opened.line("value")
    opened.type("many")
    opened.key(ENTER)
    assert opened.line("value").text() == "many"
    opened.fill("value", "1,250.5")
    opened.key(ENTER)
    assert only_entry(desk, work["pavilion"]).value == Decimal("1250.5")


# --- doubts ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("field", "typed", "asked"),
    [
        ("on", "3 Dec 2026", "This day is yet to come"),
        ("target", "2027", "Say why it moves."),
        ("percent", "100", "All is done, and it is still “"),
    ],
)
def test_what_is_seldom_meant_is_asked_once(
    qtbot: QtBot, desk: Desk, work: dict[str, int], field: str, typed: str, asked: str
) -> None:
    opened = Opened(qtbot, desk, work["reports"])
    opened.type("Sent.")
    if field == "target":
        opened.key(Qt.Key.Key_T, ALT)
    opened.fill(field, typed)
    opened.key(ENTER, CTRL)
    assert asked in texts(opened.dialog)
    assert desk.services.progress.entries(work["reports"]) == []
    opened.key(ENTER, CTRL)
    assert only_entry(desk, work["reports"]).note == "Sent."


def test_delivered_before_it_began_is_asked_and_may_be_changed(
    qtbot: QtBot, desk: Desk, work: dict[str, int]
) -> None:
    log(desk, work["pavilion"], "2026-06", note="Begun.", status=DeliverableStatus.IN_PROGRESS)
    opened = Opened(qtbot, desk, work["pavilion"])
    opened.type("Held.")
    combo = opened.line("status")
    combo.setFocus()
    opened.type("deliv")
    opened.fill("on", "May 2026")
    opened.key(ENTER, CTRL)
    assert "It was begun on Jun 2026" in texts(opened.dialog)
    opened.fill("on", "July 2026")
    opened.key(ENTER, CTRL)
    assert len(desk.services.progress.entries(work["pavilion"])) == 2


def test_a_source_is_named(qtbot: QtBot, desk: Desk, work: dict[str, int]) -> None:
    source = desk.services.records.save(Source(title="Announcement of June")).ref
    opened = Opened(qtbot, desk, work["reports"])
    opened.type("As announced.")
    opened.key(Qt.Key.Key_U, ALT)
    opened.type("Announ")
    qtbot.waitUntil(lambda: bool(opened.line("source_id").suggestions))
    labels = [one.label for one in opened.line("source_id").suggestions]
    assert labels == ["Announcement of June"], "none is made while logging"
    opened.key(Qt.Key.Key_Down)
    opened.key(ENTER)
    opened.key(ENTER, CTRL)
    assert only_entry(desk, work["reports"]).source_id == source.id
    assert RecordRef("source", source.id) == source


def test_events_of_other_kinds_are_left_alone(
    qtbot: QtBot, desk: Desk, work: dict[str, int]
) -> None:
    opened = Opened(qtbot, desk, work["reports"])
    data = QMimeData()
    data.setText("just words")
    assert not drop(opened.dialog, data)
    assert names(opened) == []
