"""The preview of a summary and its saving, on a real database and in real folders."""

from __future__ import annotations

import errno
import gc
import shutil
import weakref
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium
import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from tests import factories
from tests.ui.recording import RecordedMessages
from tests.ui.waiting import at_rest
from tracker.config import Paths
from tracker.domain.dates import PartialDate
from tracker.domain.records import ProgressEntry
from tracker.services import Services, open_services
from tracker.ui.bus import Bus
from tracker.ui.desk import Desk
from tracker.ui.icons import Icons
from tracker.ui.summaries.dialog import SummaryDialog
from tracker.ui.summaries.rendering import draw_pages
from tracker.ui.tasks import TaskRunner

TODAY = date(2026, 11, 21)


@pytest.fixture
def services(tmp_path: Path, _empty_file: Path) -> Iterator[Services]:
    path = Path(shutil.copy(_empty_file, tmp_path / "a.tracker"))
    made = open_services(path, "me", lambda: TODAY)
    yield made
    made.close()


@pytest.fixture
def agreement(services: Services) -> int:
    """ARM and CARM with one deliverable."""
    arm = factories.organisation(services, "Alliance for Regenerative Medicine", "ARM")
    carm = factories.organisation(services, "Council for Advanced Regenerative Medicine", "CARM")
    made = factories.agreement(services, "MoU of ARM and CARM", (arm, carm), "2024-06-04")
    factories.deliverable(services, "Regional trend reports", agreement_id=made)
    return made


@pytest.fixture
def desk(
    services: Services,
    runner: TaskRunner,
    messages: RecordedMessages,
    icons: Icons,
    tmp_path: Path,
) -> Iterator[Desk]:
    navigator: Any = None
    home = Paths.below(tmp_path / "home")
    bus = Bus()
    yield Desk(
        services, runner, bus, messages, icons, icons.theme, home, lambda: TODAY, "en", navigator
    )
    runner.wait_idle()


def shown(qtbot: QtBot, desk: Desk, agreement: int) -> SummaryDialog:
    """The dialog with its pages drawn."""
    dialog = SummaryDialog(desk, agreement)
    dialog.show()
    dialog.activateWindow()
    qtbot.waitUntil(lambda: drawn(dialog))
    return dialog


def drawn(dialog: SummaryDialog) -> bool:
    return bool(dialog.pages.pages) and all(page.is_drawn for page in dialog.pages.pages)


def words(dialog: SummaryDialog) -> str:
    """What the pages say to those who hear them."""
    return " ".join(page.accessibleDescription() for page in dialog.pages.pages)


def said(dialog: SummaryDialog) -> str:
    return "\n".join(one.text() for one in dialog.findChildren(QLabel) if one.isVisibleTo(dialog))


def pdf_text(path: Path) -> str:
    document = pdfium.PdfDocument(path)
    text = " ".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    return text


def test_the_pages_are_seen_before_anything_is_saved(
    qtbot: QtBot, desk: Desk, agreement: int
) -> None:
    dialog = shown(qtbot, desk, agreement)
    assert "Alliance for Regenerative Medicine" in words(dialog)
    assert "Regional trend reports" in words(dialog)
    assert "MoU of ARM and CARM" in dialog.windowTitle()
    first = dialog.pages.pages[0]
    assert first.accessibleName().startswith("Page 1 of ")
    # As wide as there is room, and as high as the paper (A4).
    assert 0 < dialog.pages.viewport().width() - first.width() < 60
    assert first.height() / first.width() == pytest.approx(297 / 210, rel=0.01)


def test_pages_are_as_sharp_as_the_screen(desk: Desk, agreement: int) -> None:
    pdf = desk.services.reporting.pdf(agreement, TODAY, "en")
    (once, *_), (twice, *_) = draw_pages(pdf, 500, 1.0), draw_pages(pdf, 500, 2.0)
    assert (once.width(), twice.width()) == (500, 1000)
    assert twice.devicePixelRatio() == 2
    assert once.pixelColor(2, once.height() - 2).name() == "#ffffff"
    assert any(once.pixelColor(x, 60).name() != "#ffffff" for x in range(500)) or any(
        once.pixelColor(x, y).name() != "#ffffff" for x in range(500) for y in range(0, 200, 5)
    )


def test_zoom_by_keys(qtbot: QtBot, desk: Desk, agreement: int) -> None:
    dialog = shown(qtbot, desk, agreement)
    fitting = dialog.pages.pages[0].width()
    held = Qt.KeyboardModifier.ControlModifier
    qtbot.keyClick(dialog.pages, Qt.Key.Key_Plus, held)
    assert dialog.pages.pages[0].width() == round(fitting * 1.25)
    qtbot.keyClick(dialog.pages, Qt.Key.Key_0, held)
    assert dialog.pages.pages[0].width() == fitting
    at_rest(desk.runner)
    before = dialog.pages.verticalScrollBar().value()
    qtbot.keyClick(dialog.pages, Qt.Key.Key_PageDown)
    assert dialog.pages.verticalScrollBar().value() > before


def test_another_language(qtbot: QtBot, desk: Desk, agreement: int, tmp_path: Path) -> None:
    dialog = shown(qtbot, desk, agreement)
    assert "2024년" not in words(dialog)
    dialog.language.setFocus()
    qtbot.keyClick(dialog.language, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: "2024년" in words(dialog))
    recorded(desk).files.append(tmp_path / "korean.pdf")
    dialog.buttons["pdf"].click()
    desk.runner.wait_idle()
    assert "2024년" in pdf_text(tmp_path / "korean.pdf")


def test_enter_saves_the_pdf_under_the_suggested_name(
    qtbot: QtBot, desk: Desk, agreement: int, tmp_path: Path, messages: RecordedMessages
) -> None:
    dialog = shown(qtbot, desk, agreement)
    target = tmp_path / "MoU of ARM and CARM.pdf"
    messages.files.append(target)
    qtbot.keyClick(dialog.pages, Qt.Key.Key_Return)
    desk.runner.wait_idle()
    assert messages.suggested[0].name == target.name
    assert "Regional trend reports" in pdf_text(target)
    assert [toast.text for toast in messages.toasts] == [f"Saved as {target.name}"]
    assert dialog.buttons["pdf"].isEnabled()


@pytest.mark.parametrize(("format", "part"), [("docx", "word/"), ("xlsx", "xl/")])
def test_word_and_excel(
    qtbot: QtBot, desk: Desk, agreement: int, tmp_path: Path, format: Any, part: str
) -> None:
    dialog = shown(qtbot, desk, agreement)
    target = tmp_path / f"summary.{format}"
    recorded(desk).files.append(target)
    dialog.buttons[format].click()
    desk.runner.wait_idle()
    with zipfile.ZipFile(target) as inside:
        assert any(name.startswith(part) for name in inside.namelist())


def test_nothing_is_written_when_the_person_changes_her_mind(
    qtbot: QtBot, desk: Desk, agreement: int, tmp_path: Path, messages: RecordedMessages
) -> None:
    before = sorted(tmp_path.iterdir())
    dialog = shown(qtbot, desk, agreement)
    dialog.buttons["pdf"].click()
    desk.runner.wait_idle()
    assert (sorted(tmp_path.iterdir()), messages.toasts) == (before, [])


def test_the_ending_says_the_format(
    qtbot: QtBot, desk: Desk, agreement: int, tmp_path: Path, messages: RecordedMessages
) -> None:
    dialog = shown(qtbot, desk, agreement)
    messages.files += [tmp_path / "report.docx", tmp_path / "No. 3 of 2026"]
    for _ in range(2):
        dialog.buttons["pdf"].click()
        desk.runner.wait_idle()
    assert zipfile.is_zipfile(tmp_path / "report.docx")
    assert "Regional" in pdf_text(tmp_path / "No. 3 of 2026.pdf")
    # Nobody was asked about that name: it is not overwritten silently.
    messages.files.append(tmp_path / "No. 3 of 2026")
    (tmp_path / "No. 3 of 2026.pdf").write_bytes(b"mine")
    dialog.buttons["pdf"].click()
    desk.runner.wait_idle()
    assert (tmp_path / "No. 3 of 2026.pdf").read_bytes() == b"mine"
    messages.questions[-1].answer("replace")
    desk.runner.wait_idle()
    assert "Regional" in pdf_text(tmp_path / "No. 3 of 2026.pdf")


def test_a_folder_that_is_not_there_is_said_in_plain_words(
    qtbot: QtBot, desk: Desk, agreement: int, tmp_path: Path
) -> None:
    dialog = shown(qtbot, desk, agreement)
    recorded(desk).files.append(tmp_path / "gone" / "a.pdf")
    dialog.buttons["pdf"].click()
    desk.runner.wait_idle()
    assert "“a.pdf” was not written." in said(dialog)
    assert "Choose another folder" in said(dialog)
    assert dialog.buttons["pdf"].isEnabled()


def test_a_full_disk_leaves_the_old_file(
    qtbot: QtBot, desk: Desk, agreement: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    dialog = shown(qtbot, desk, agreement)
    target = tmp_path / "a.pdf"
    target.write_bytes(b"last month's")
    recorded(desk).files.append(target)
    with monkeypatch.context() as patched:
        patched.setattr("tracker.reports.files.os.fsync", full)
        dialog.buttons["pdf"].click()
        desk.runner.wait_idle()
    assert "no room left" in said(dialog)
    assert target.read_bytes() == b"last month's"
    assert [one.name for one in tmp_path.iterdir() if ".part" in one.name] == []


def test_closing_meanwhile_does_not_stop_the_file(
    qtbot: QtBot, desk: Desk, agreement: int, tmp_path: Path, messages: RecordedMessages
) -> None:
    dialog = shown(qtbot, desk, agreement)
    messages.files.append(tmp_path / "a.pdf")
    dialog.buttons["pdf"].click()
    assert dialog.is_doing
    dialog.close()
    desk.runner.wait_idle()
    assert (tmp_path / "a.pdf").exists()
    assert [toast.text for toast in messages.toasts] == ["Saved as a.pdf"]


def test_a_failure_after_closing_is_told_all_the_same(
    qtbot: QtBot, desk: Desk, agreement: int, tmp_path: Path, messages: RecordedMessages
) -> None:
    dialog = shown(qtbot, desk, agreement)
    messages.files.append(tmp_path / "gone" / "b.pdf")
    dialog.buttons["pdf"].click()
    dialog.close()
    desk.runner.wait_idle()
    assert not messages.toasts
    assert len(messages.errors) == 1


def test_the_toast_opens_the_folder(
    qtbot: QtBot, desk: Desk, agreement: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(
        QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()) or True
    )
    dialog = shown(qtbot, desk, agreement)
    recorded(desk).files.append(tmp_path / "a.pdf")
    dialog.buttons["pdf"].click()
    desk.runner.wait_idle()
    act = recorded(desk).toasts[0].act
    assert act is not None
    act()
    assert opened == [str(tmp_path)]


def test_a_change_meanwhile_is_shown(qtbot: QtBot, desk: Desk, agreement: int) -> None:
    dialog = shown(qtbot, desk, agreement)
    entry = ProgressEntry(deliverable_id=1, on=PartialDate.of(TODAY), note="First report sent")
    logged = desk.services.progress.log(entry)
    desk.bus.announce(logged.change_set)
    qtbot.waitUntil(lambda: "First report sent" in " ".join(words(dialog).split()))


def test_an_agreement_that_is_gone(qtbot: QtBot, desk: Desk) -> None:
    dialog = SummaryDialog(desk, 999)
    dialog.show()
    desk.runner.wait_idle()
    assert dialog.banner.isVisibleTo(dialog)
    assert not any(made.isEnabled() for made in dialog.buttons.values())


def test_it_is_freed_when_closed(
    qtbot: QtBot, desk: Desk, agreement: int, qapp: QApplication
) -> None:
    dialog = shown(qtbot, desk, agreement)
    gone: list[bool] = []
    dialog.destroyed.connect(lambda: gone.append(True))
    wrapper = weakref.ref(dialog)
    qtbot.keyClick(dialog.pages, Qt.Key.Key_Escape)
    del dialog
    desk.runner.wait_idle()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    gc.collect()
    assert gone == [True]
    assert wrapper() is None


def recorded(desk: Desk) -> RecordedMessages:
    """The desk's messages, which are recorded here."""
    assert isinstance(desk.messages, RecordedMessages)
    return desk.messages
