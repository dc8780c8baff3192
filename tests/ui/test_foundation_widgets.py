"""The small parts, driven as a person would."""

from __future__ import annotations

import gc
import weakref
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QWheelEvent
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QDateEdit,
    QFileDialog,
    QLabel,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from tracker.domain.dates import PartialDate
from tracker.domain.dates_writing import write_date
from tracker.errors import DiskFull
from tracker.ui.icons import Icons
from tracker.ui.messages import Choice, FileKind, Messages
from tracker.ui.theme import Theme
from tracker.ui.widgets.badge import StatusBadge
from tracker.ui.widgets.buttons import LinkButton, button
from tracker.ui.widgets.card import Panel, ScrollColumn, SectionTitle
from tracker.ui.widgets.chip import FilterChip
from tracker.ui.widgets.dialog_frame import DialogFrame
from tracker.ui.widgets.facts import FactGrid
from tracker.ui.widgets.fields import ComboBox, DayBox, DecimalBox, SpinBox
from tracker.ui.widgets.labels import DateText, ElidedLabel, label
from tracker.ui.widgets.message_dialog import MessageDialog
from tracker.ui.widgets.meter import ProgressMeter
from tracker.ui.widgets.pills import PillSwitch
from tracker.ui.widgets.rail import NavigationRail
from tracker.ui.widgets.rows import CardRow, RowsCard
from tracker.ui.widgets.states import EmptyState, ErrorBanner
from tracker.ui.widgets.toast import Toast, ToastStack
from tracker.ui.widgets.topbar import TopBar
from tracker.ui.widgets.wheel import WheelGuard, guard_wheel
from tracker.ui.window_messages import WindowMessages, documents

HTML = "<img src='file:///etc/passwd'>"


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(700, 500)
    made.show()
    return made


@pytest.fixture
def spoken(icons: Icons, window: QWidget) -> WindowMessages:
    made = WindowMessages(icons)
    made.use_window(window)
    return made


def dialog_of(window: QWidget) -> MessageDialog:
    found = window.findChild(MessageDialog)
    assert found is not None
    return found


def flush() -> None:
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()


def test_the_rail_by_mouse_and_key(icons: Icons, qtbot: QtBot) -> None:
    rail = NavigationRail(icons, "Tracker")
    qtbot.addWidget(rail)
    rail.add_section("pages")
    rail.add_section("views", "Views")
    rail.add_item("pages", "home", "house", "Home")
    rail.add_item("pages", "agreements", "handshake", "Agreements")
    rail.add_item("bottom", "settings", "settings", "Settings")
    rail.set_current("home")
    rail.resize(208, 500)
    rail.show()
    rail.activateWindow()
    qtbot.waitUntil(rail.isActiveWindow)
    with qtbot.waitSignal(rail.activated) as chosen:
        qtbot.mouseClick(rail.item("agreements"), Qt.MouseButton.LeftButton)
    assert chosen.args == ["agreements"]
    assert rail.current() == "agreements"
    assert [rail.item(key).isChecked() for key in ("home", "agreements")] == [False, True]
    rail.item("agreements").setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(rail.item("agreements"), Qt.Key.Key_Down)
    with qtbot.waitSignal(rail.activated) as chosen:
        qtbot.keyClick(rail.item("settings"), Qt.Key.Key_Return)
    assert chosen.args == ["settings"]
    rail.set_count("home", 6, attention=True)
    assert rail.item("home").accessibleName() == "Home, 6"
    rail.set_count("not there", 1)


def test_saved_views_are_renewed(icons: Icons, qtbot: QtBot) -> None:
    rail = NavigationRail(icons, "Tracker")
    qtbot.addWidget(rail)
    rail.add_section("views", "Views")
    rail.add_item("views", "overdue", "clock-alert", "Overdue")
    rail.set_current("overdue")
    rail.clear_section("views")
    rail.add_item("views", "overdue", "clock-alert", "Overdue")
    assert rail.item("overdue").isChecked()
    with pytest.raises(KeyError):
        rail.item("silent")


def test_the_top_bar_asks(icons: Icons, qtbot: QtBot) -> None:
    bar = TopBar(icons)
    qtbot.addWidget(bar)
    bar.resize(1000, 48)
    bar.show()
    with qtbot.waitSignal(bar.search_requested):
        qtbot.mouseClick(bar.search, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(bar.log_requested):
        qtbot.mouseClick(bar.log, Qt.MouseButton.LeftButton)
    assert not bar.back.isEnabled()
    bar.set_history(True, False)
    with qtbot.waitSignal(bar.back_requested):
        qtbot.mouseClick(bar.back, Qt.MouseButton.LeftButton)
    assert not bar.forward.isEnabled()
    bar.set_day("31 March", True)
    assert bar.day.text() == "31 March"
    for part in bar.findChildren(QPushButton):
        assert part.accessibleName()


def test_names_are_never_read_as_html(icons: Icons, qtbot: QtBot) -> None:
    facts = FactGrid()
    qtbot.addWidget(facts)
    facts.add("Name", HTML)
    row = CardRow(None, HTML, HTML)
    qtbot.addWidget(row)
    for shown in (
        label(HTML),
        ElidedLabel(HTML),
        *facts.findChildren(QLabel),
        *row.findChildren(QLabel),
    ):
        assert shown.textFormat() == Qt.TextFormat.PlainText
    narrow = ElidedLabel(HTML)
    qtbot.addWidget(narrow)
    narrow.resize(40, 20)
    narrow.show()
    assert "<img" not in narrow.toolTip()
    assert "&lt;img" in narrow.toolTip()


def test_a_long_name_is_cut_and_told_in_the_tip(qtbot: QtBot) -> None:
    name = ElidedLabel("첨단재생의료산업협의회 " * 8)
    qtbot.addWidget(name)
    name.resize(120, 20)
    name.show()
    assert "첨단재생의료산업협의회" in name.toolTip()
    name.resize(2000, 20)
    assert not name.toolTip()
    assert name.minimumSizeHint().width() < 120


def test_a_date_in_words(qtbot: QtBot) -> None:
    shown = DateText(PartialDate.parse("2020-08"))
    qtbot.addWidget(shown)
    assert shown.text() == write_date(PartialDate.parse("2020-08"))
    shown.set_date(None)
    assert shown.text() == "not stated"
    assert shown.property("role") == "muted"


def test_facts_lead_on(qtbot: QtBot) -> None:
    facts = FactGrid()
    qtbot.addWidget(facts)
    facts.add("Term", "")
    facts.add_links("Sources", [("ISCT release", ("source", 7))])
    facts.show()
    assert "not stated" in [shown.text() for shown in facts.findChildren(QLabel)]
    link = facts.findChild(LinkButton)
    assert link is not None
    with qtbot.waitSignal(facts.link_activated) as opened:
        qtbot.mouseClick(link, Qt.MouseButton.LeftButton)
    assert opened.args == [("source", 7)]
    facts.clear()
    flush()
    assert facts.findChild(LinkButton) is None


def test_rows_of_a_card_open(icons: Icons, qtbot: QtBot) -> None:
    card = RowsCard()
    qtbot.addWidget(card)
    log = LinkButton("Log", "log")
    row = CardRow(
        StatusBadge(icons, "overdue", "52 days late"), "Reports", "ARM", trailing=[log], payload=7
    )
    card.add(row)
    card.add(CardRow(None, "Forum", payload=8))
    card.resize(600, 120)
    card.show()
    with qtbot.waitSignal(card.activated) as opened:
        qtbot.mouseClick(row, Qt.MouseButton.LeftButton, pos=QPoint(300, 10))
    assert opened.args == [7]
    with qtbot.waitSignal(card.activated) as opened:
        qtbot.keyClick(card.rows()[1], Qt.Key.Key_Return)
    assert opened.args == [8]
    with qtbot.assertNotEmitted(card.activated), qtbot.waitSignal(log.activated):
        qtbot.mouseClick(log, Qt.MouseButton.LeftButton)
    card.clear()
    assert card.rows() == []


def test_a_pill_is_always_chosen(icons: Icons, qtbot: QtBot) -> None:
    pills = PillSwitch(icons, "Parts")
    qtbot.addWidget(pills)
    for key in ("list", "matrix", "timeline"):
        pills.add(key, key.title())
    pills.show()
    pills.activateWindow()
    qtbot.waitUntil(pills.isActiveWindow)
    assert pills.current() == "list"
    first, second, _ = pills.findChildren(QPushButton)
    with qtbot.waitSignal(pills.changed) as changed:
        qtbot.mouseClick(second, Qt.MouseButton.LeftButton)
    assert changed.args == ["matrix"]
    with qtbot.assertNotEmitted(pills.changed):
        qtbot.mouseClick(second, Qt.MouseButton.LeftButton)
    assert pills.current() == "matrix"
    with qtbot.waitSignal(pills.changed) as changed:
        qtbot.keyClick(second, Qt.Key.Key_Right)
    assert changed.args == ["timeline"]
    pills.set_current("list")
    assert first.isChecked()


def test_a_filter_chip_can_be_taken_away(icons: Icons, qtbot: QtBot) -> None:
    chip = FilterChip(icons, "R&D is not Idea", 3)
    qtbot.addWidget(chip)
    chip.show()
    with qtbot.waitSignal(chip.removed) as gone:
        qtbot.mouseClick(chip.cross, Qt.MouseButton.LeftButton)
    assert gone.args == [3]
    with qtbot.waitSignal(chip.edit_requested):
        qtbot.mouseClick(chip.word, Qt.MouseButton.LeftButton)
    assert "R&D" in chip.cross.accessibleName()
    assert chip.word.text() == "R&&D is not Idea"


def test_the_wheel_leaves_unfocused_fields_alone(qtbot: QtBot, window: QWidget) -> None:
    column = QVBoxLayout(window)
    combo, spin, day = QComboBox(), QSpinBox(), QDateEdit()
    combo.addItems(["MoU", "NDA"])
    for field in (combo, spin, day):
        column.addWidget(field)
    guard_wheel(window)
    guard_wheel(window)
    assert len(window.findChildren(WheelGuard)) == 3
    before = (combo.currentIndex(), spin.value(), day.date())

    def turn(field: QWidget) -> bool:
        middle = QPointF(field.rect().center())
        none = Qt.KeyboardModifier.NoModifier
        event = QWheelEvent(
            middle, QPointF(field.mapToGlobal(middle)), QPoint(0, 0), QPoint(0, -120),
            Qt.MouseButton.NoButton, none, Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(field, event)
        return event.isAccepted()

    for field in (combo, spin, day):
        assert field.focusPolicy() == Qt.FocusPolicy.StrongFocus
        assert not turn(field), "it is passed on to the page"
    assert (combo.currentIndex(), spin.value(), day.date()) == before
    window.activateWindow()
    combo.setFocus()
    qtbot.waitUntil(combo.hasFocus)
    assert turn(combo)
    assert combo.currentIndex() == 1


def test_a_toast_offers_to_undo(spoken: WindowMessages, window: QWidget, qtbot: QtBot) -> None:
    undone: list[int] = []
    spoken.toast("Saved", "Undo", lambda: undone.append(1))
    toast = window.findChild(Toast)
    assert toast is not None
    assert toast.isVisible()
    assert window.rect().contains(toast.geometry())
    assert toast.action is not None
    qtbot.mouseClick(toast.action, Qt.MouseButton.LeftButton)
    assert undone == [1]
    flush()
    assert window.findChild(Toast) is None


def test_the_next_change_takes_toasts_away_but_not_lasting_ones(
    spoken: WindowMessages, window: QWidget
) -> None:
    spoken.toast("Saved A", "Undo", lambda: None)
    spoken.toast("Your text is kept as a draft.", "Discard", lambda: None, lasting=True)
    spoken.drop_toasts()
    spoken.toast("Saved B", "Undo", lambda: None)
    flush()
    shown = [toast.accessibleName() for toast in window.findChildren(Toast)]
    assert shown == ["Your text is kept as a draft.", "Saved B"]


def test_what_a_dialog_says_while_it_closes_is_seen_in_the_window(
    spoken: WindowMessages, window: QWidget, icons: Icons, qtbot: QtBot
) -> None:
    dialog = DialogFrame(icons, "New agreement", parent=window)
    save = dialog.add_button("Save", "primary")
    dialog.resize(600, 400)
    dialog.open()
    qtbot.waitUntil(dialog.isActiveWindow)
    undone: list[int] = []
    spoken.toast("Saved", "Undo", lambda: undone.append(1))
    toast = dialog.findChild(Toast)
    assert toast is not None
    button = save.geometry().translated(save.parentWidget().mapTo(dialog, QPoint()))
    assert not toast.geometry().intersects(button), "the buttons stay within reach"
    dialog.accept()
    spoken.toast("And more")
    flush()
    assert toast.parentWidget() is window
    assert toast.isVisible()
    assert [each.accessibleName() for each in window.findChildren(Toast)] == ["Saved", "And more"]
    assert toast.action is not None
    qtbot.mouseClick(toast.action, Qt.MouseButton.LeftButton)
    assert undone == [1]


def test_files_are_saved_among_the_documents_or_where_the_last_one_was(
    spoken: WindowMessages, window: QWidget, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    kinds = [FileKind("PDF", ("pdf",))]
    chosen: list[Path] = []

    def opened() -> QFileDialog:
        spoken.choose_save_file(window, "Save", Path("a.pdf"), kinds, chosen.append)
        found = window.findChildren(QFileDialog)[-1]
        found.close()
        return found

    assert opened().directory().absolutePath() == documents()
    (tmp_path / "there").mkdir()
    opened().fileSelected.emit(str(tmp_path / "there" / "b.pdf"))
    assert chosen == [tmp_path / "there" / "b.pdf"]
    assert opened().directory().absolutePath() == str(tmp_path / "there")
    flush()


def test_toasts_stand_above_each_other(icons: Icons, window: QWidget) -> None:
    stack = ToastStack(icons, window)
    for number in range(5):
        stack.show(f"Saved {number}")
    tops = [toast.y() for toast in stack.toasts()]
    assert len(tops) == 3
    assert tops == sorted(tops)
    window.resize(700, 300)
    assert all(window.rect().contains(toast.geometry()) for toast in stack.toasts())


def test_an_error_in_plain_words(spoken: WindowMessages, window: QWidget, qtbot: QtBot) -> None:
    spoken.show_error(
        window, DiskFull("The backup was not made.", "The disk is full.", "Free space.")
    )
    dialog = dialog_of(window)
    texts = [shown.text() for shown in dialog.findChildren(QLabel)]
    assert "The backup was not made." in texts
    assert "The disk is full." in texts
    assert "Free space." in texts
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    flush()
    assert window.findChild(MessageDialog) is None, "freed when closed"


def test_a_bug_is_shown_with_details_to_copy(
    spoken: WindowMessages, window: QWidget, qtbot: QtBot
) -> None:
    try:
        raise ValueError("unexpected thing")
    except ValueError as error:
        spoken.show_error(window, error)
    dialog = dialog_of(window)
    copy = next(one for one in dialog.findChildren(QPushButton) if "Copy" in one.text())
    qtbot.mouseClick(copy, Qt.MouseButton.LeftButton)
    assert "unexpected thing" in QGuiApplication.clipboard().text()
    dialog.close()


CHOICES = (Choice("keep", "Keep"), Choice("trash", "Move to trash", "danger"))


@pytest.mark.parametrize(
    ("way", "key"), [("escape", "keep"), ("close", "keep"), ("enter", "trash")]
)
def test_a_question_is_answered_once(
    spoken: WindowMessages, window: QWidget, qtbot: QtBot, way: str, key: str
) -> None:
    answers: list[str] = []
    spoken.question(window, "Move to trash?", HTML, CHOICES, answers.append)
    dialog = dialog_of(window)
    if way == "escape":
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    elif way == "close":
        dialog.close()
    else:
        qtbot.keyClick(dialog, Qt.Key.Key_Return)
    flush()
    assert answers == [key]
    assert window.findChild(MessageDialog) is None


def test_the_window_and_the_recorder_speak_the_same_language(
    spoken: WindowMessages, messages: Messages
) -> None:
    both: list[Messages] = [spoken, messages]
    names = [name for name in dir(Messages) if not name.startswith("_")]
    assert len(names) == 8
    for one in both:
        assert all(callable(getattr(one, name)) for name in names)


def test_a_dialog_is_freed_when_closed(icons: Icons, qtbot: QtBot) -> None:
    dialog = DialogFrame(icons, "Log progress", "pen-line", "Ctrl+L")
    kept = weakref.ref(dialog)
    dialog.set_hint("Enter saves")
    log = dialog.add_button("Log", "primary", default=True)
    log.clicked.connect(dialog.accept)
    dialog.open()
    assert "Ctrl L" in [shown.text() for shown in dialog.findChildren(QLabel)]
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    flush()
    assert not isValid(log)
    del dialog, log
    gc.collect()
    assert kept() is None


def test_states_say_what_to_do(icons: Icons, qtbot: QtBot) -> None:
    empty = EmptyState(icons, "handshake", "No agreements yet", action="New agreement")
    qtbot.addWidget(empty)
    empty.show()
    action = empty.findChild(QPushButton)
    assert action is not None
    with qtbot.waitSignal(empty.activated):
        qtbot.mouseClick(action, Qt.MouseButton.LeftButton)
    empty.say("list", "Nothing here")
    assert not action.isVisible()
    banner = ErrorBanner(icons)
    qtbot.addWidget(banner)
    assert not banner.isVisible()
    banner.show_error(DiskFull("Not saved.", "The disk is full.", "Free some."))
    assert banner.isVisible()
    assert banner.accessibleName() == "Not saved. The disk is full. Free some."
    with qtbot.waitSignal(banner.closed):
        qtbot.mouseClick(banner._close, Qt.MouseButton.LeftButton)
    assert not banner.isVisible()


def test_counts_and_meters_tell_a_screen_reader(icons: Icons, qtbot: QtBot) -> None:
    meter = ProgressMeter(icons, 60)
    badge = StatusBadge(icons, "at_risk")
    title = SectionTitle("Parties", 3)
    for widget in (meter, badge, title):
        qtbot.addWidget(widget)
    assert meter.accessibleName() == "60 %"
    assert badge.accessibleName() == "At risk"
    badge.set_status("overdue", "52 days late")
    assert badge.accessibleName() == "52 days late"
    assert badge.minimumSizeHint().width() >= badge.sizeHint().width()
    icon = button(icons, "&Star", "star", "icon")
    qtbot.addWidget(icon)
    assert icon.accessibleName() == "Star"
    assert not icon.text()


def test_everything_is_painted_in_both_schemes(
    icons: Icons, theme: Theme, window: QWidget, qtbot: QtBot
) -> None:
    column = ScrollColumn("surface", parent=window)
    column.body.addWidget(StatusBadge(icons, "overdue"))
    column.body.addWidget(ProgressMeter(icons, 30))
    column.resize(300, 200)
    column.show()
    light = column.grab().toImage()
    theme.set_mode("dark")
    dark = column.grab().toImage()
    assert light.pixelColor(290, 190).name().upper() == "#FFFFFF"
    assert dark.pixelColor(290, 190).name().upper() == "#1D2125"
    colors = {dark.pixelColor(x, y).name() for x in range(200) for y in range(60)}
    assert theme.color("overdue").name() in colors


def test_panels_grow_with_the_text(theme: Theme, qtbot: QtBot) -> None:
    panel = Panel("right", 260)
    qtbot.addWidget(panel)
    panel.show()
    assert panel.width() == 260
    theme.set_text_px(16)
    qtbot.waitUntil(lambda: panel.width() == 320)


def test_the_house_fields_are_guarded(theme: Theme, qtbot: QtBot) -> None:
    fields = (SpinBox(), DecimalBox(), ComboBox(), DayBox(theme))
    for field in fields:
        qtbot.addWidget(field)
        assert field.focusPolicy() == Qt.FocusPolicy.StrongFocus
        assert field.findChild(WheelGuard) is not None
    theme.set_mode("dark")
    weekend = fields[3].calendarWidget().weekdayTextFormat(Qt.DayOfWeek.Sunday)
    assert weekend.foreground().color() == theme.color("muted")
