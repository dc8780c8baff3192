"""The window as a whole: rail, menus, history, undo, settings, databases."""

from __future__ import annotations

import gc
import sys
import threading
import weakref
from collections import Counter
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QLabel,
    QLineEdit,
    QMenuBar,
    QTableView,
    QWidget,
)
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from tests.ui.opened import TODAY, dialog, page, press, running, session, settle
from tests.ui.recording import RecordedMessages
from tests.ui.waiting import drain
from tracker.app.collecting import Collector
from tracker.app.failures import Failures
from tracker.app.opening import SAMPLES_NAME, first_target
from tracker.app.program import Program
from tracker.config import Paths, Settings, Theme
from tracker.domain.dates import PartialDate
from tracker.domain.records import ProgressEntry
from tracker.domain.refs import RecordRef
from tracker.errors import NotFound
from tracker.services import Services
from tracker.ui.actions import COMMANDS, plain
from tracker.ui.forms.form_dialog import RecordFormDialog
from tracker.ui.icons import Icons
from tracker.ui.places import History, Place
from tracker.ui.progress.saving import log_entry
from tracker.ui.records_list.page import ListPage
from tracker.ui.settings.dialog import SettingsDialog
from tracker.ui.shortcut_sheet import ShortcutSheet

ALT, CTRL, SHIFT = (
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
)


def click_rail(program: Program, key: str) -> None:
    QTest.mouseClick(program.window.rail.item(key), Qt.MouseButton.LeftButton)
    settle(program)


# --- getting about --------------------------------------------------------------------------------


def test_the_rail_counts_what_the_database_holds(
    program: Program, second_services: Services
) -> None:
    counts = second_services.lists.counts(TODAY)
    rail = program.window.rail
    for key in ("agreement", "deliverable", "organisation", "contact", "event"):
        assert rail.item(key).accessibleName().endswith(f", {counts[key]}")
    assert rail.item("deliverable:overdue").accessibleName() == "Overdue, 9"


def test_back_and_forward_by_key(program: Program) -> None:
    window = program.window
    assert not window.top.back.isEnabled()
    click_rail(program, "organisation")
    press(window, Qt.Key.Key_3, CTRL)
    settle(program)
    assert window.rail.current() == "deliverable"
    press(window, Qt.Key.Key_Left, ALT)
    settle(program)
    assert window.rail.current() == "organisation"
    press(window, Qt.Key.Key_Left, ALT)
    assert window.rail.current() == "home"
    assert not window.top.back.isEnabled()
    press(window, Qt.Key.Key_Right, ALT)
    settle(program)
    assert window.rail.current() == "organisation"
    assert window.top.forward.isEnabled()


def test_a_view_of_the_rail_shows_its_records_only(program: Program) -> None:
    click_rail(program, "deliverable:overdue")
    shown = page(program)
    assert isinstance(shown, ListPage)
    assert shown.model.count == 9
    assert program.window.rail.current() == "deliverable:overdue"


def test_a_record_page_is_reached_and_left(program: Program) -> None:
    navigator = session(program).navigator
    navigator.open_record(RecordRef("agreement", 2))
    settle(program)
    assert program.window.rail.current() == "agreement"
    navigator.open_record(RecordRef("deliverable", 3))
    settle(program)
    assert program.window.rail.current() == "deliverable"
    program.window.actions_["back"].trigger()
    settle(program)
    assert navigator.history.current == Place("record", "agreement", "", 2)


def test_history_forgets_what_is_gone() -> None:
    history = History()
    home, record, other = Place("home"), Place("record", "event", "", 1), Place("list", "event")
    for place in (home, record, other, record, home):
        history.go(place)
    history.step(-1)
    history.forget(record)
    assert history.current == other
    assert history.can_back
    assert history.step(1) == home
    assert history.step(1) is None
    assert history.records() == []


# --- undo -----------------------------------------------------------------------------------------


def test_undo_and_redo_name_the_action(program: Program, second_services: Services) -> None:
    act = program.window.actions_
    assert plain(act["undo"].text()) == "Undo “Load the sample partnerships”"
    session(program).navigator.trash(RecordRef("organisation", 5))
    settle(program)
    assert "to the trash" in act["undo"].text()
    assert second_services.lists.total("organisation") == 111
    press(program.window, Qt.Key.Key_Z, CTRL)
    settle(program)
    assert second_services.lists.total("organisation") == 112
    assert "to the trash" in act["redo"].text()
    press(program.window, Qt.Key.Key_Z, CTRL, SHIFT)
    settle(program)
    assert second_services.lists.total("organisation") == 111
    assert not act["redo"].isEnabled()


def test_the_page_of_a_trashed_record_is_left(program: Program) -> None:
    navigator = session(program).navigator
    navigator.open_list("agreement")
    navigator.open_record(RecordRef("agreement", 2))
    settle(program)
    navigator.trash(RecordRef("agreement", 2))
    settle(program)
    assert navigator.history.current == Place("list", "agreement")
    assert RecordRef("agreement", 2) not in navigator.recent()


def test_a_refused_undo_is_explained(program: Program, messages: RecordedMessages) -> None:
    services = session(program).services
    call = services.undo.undo
    program.runner.write(program, call)
    settle(program)
    session(program).navigator.undo()
    settle(program)
    assert [str(error) for error in messages.errors] == ["There is nothing to undo."]


def test_several_are_one_step_of_undo(
    program: Program, messages: RecordedMessages, second_services: Services
) -> None:
    act = program.window.actions_
    refs = [RecordRef("contact", id) for id in (3, 4, 5)]
    session(program).navigator.trash_all(refs)
    settle(program)
    assert second_services.lists.total("contact") == 57
    assert messages.toasts[-1].text == "3 records are in the trash"
    assert plain(act["undo"].text()) == "Undo “Move 3 contacts to the trash”"
    act["undo"].trigger()
    settle(program)
    assert second_services.lists.total("contact") == 60
    assert plain(act["undo"].text()) == "Undo “Load the sample partnerships”"
    act["redo"].trigger()
    settle(program)
    assert second_services.lists.total("contact") == 57


def test_of_several_all_or_none_go_to_the_trash(
    program: Program, messages: RecordedMessages, second_services: Services
) -> None:
    act = program.window.actions_
    session(program).navigator.trash_all([RecordRef("contact", 3), RecordRef("contact", 9999)])
    settle(program)
    assert [type(error) for error in messages.errors] == [NotFound]
    assert second_services.lists.total("contact") == 60
    assert plain(act["undo"].text()) == "Undo “Load the sample partnerships”"
    assert messages.toasts == []


def test_a_record_is_brought_back_from_its_page(
    program: Program, messages: RecordedMessages, second_services: Services
) -> None:
    navigator = session(program).navigator
    ref = RecordRef("organisation", 5)
    navigator.open_list("organisation")
    navigator.trash(ref)
    settle(program)
    navigator.open_record(ref)
    settle(program)
    assert offered(program) == "Bring back from the trash"
    menu = page(program).frame.head.menu  # type: ignore[attr-defined]
    next(each for each in menu.actions() if each.text() == "Bring back from the trash").trigger()
    settle(program)
    assert second_services.lists.total("organisation") == 112
    assert messages.toasts[-1].text.endswith("is back from the trash")
    assert offered(program) == "Move to the trash"
    assert messages.toasts[-1].act is not None
    messages.toasts[-1].act()
    settle(program)
    assert offered(program) == "Bring back from the trash"


def offered(program: Program) -> str:
    """What the menu of the record page says about the trash."""
    menu = page(program).frame.head.menu  # type: ignore[attr-defined]
    (found,) = [
        each.text() for each in menu.actions() if each.isVisible() and "trash" in each.text()
    ]
    return str(found)


def test_a_toast_undoes_its_own_action_or_says_why_not(
    program: Program, messages: RecordedMessages, second_services: Services
) -> None:
    """Log A, log B, undo, redo, undo: no toast is left that speaks of an earlier change."""
    desk = session(program).desk

    def log(id: int, note: str) -> None:
        entry = ProgressEntry(deliverable_id=id, on=PartialDate.of(TODAY), note=note)
        log_entry(desk, entry, note, noted, noted, messages.errors.append)
        settle(program)

    def notes(id: int) -> list[str]:
        return [entry.note for entry in second_services.pages.deliverable(id, TODAY).log]

    log(2, "Alpha")
    first = messages.toasts[-1]
    assert messages.on_screen == [first]
    log(3, "Beta")
    second = messages.toasts[-1]
    assert messages.on_screen == [second]
    for keys in ((CTRL,), (CTRL, SHIFT), (CTRL,)):
        press(program.window, Qt.Key.Key_Z, *keys)
        settle(program)
        assert messages.on_screen == [messages.toasts[-1]]
    assert "Alpha" in notes(2)
    assert "Beta" not in notes(3)
    # Were one still there, it would touch nothing but its own.
    assert second.act is not None
    second.act()
    settle(program)
    assert [str(error) for error in messages.errors] == ["There is nothing to undo."]
    assert "Alpha" in notes(2)
    done_again = next(toast for toast in messages.toasts if toast.text.startswith("Done again"))
    assert done_again.act is not None
    done_again.act()
    settle(program)
    assert len(messages.errors) == 2
    assert "Alpha" in notes(2)
    assert first.act is not None
    first.act()
    settle(program)
    assert "Alpha" not in notes(2)
    stale = next(toast for toast in messages.toasts if toast.text.startswith("Undone"))
    assert stale.act is not None
    stale.act()  # it would do Beta again; what was undone last is Alpha
    settle(program)
    assert len(messages.errors) == 3
    assert ("Alpha" in notes(2), "Beta" in notes(3)) == (False, False)


def noted(_logged: object = None) -> None:
    return None


# --- new records ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "where", "given"),
    [
        ("deliverable", RecordRef("agreement", 2), {"agreement_id": 2}),
        ("deliverable", RecordRef("organisation", 2), {"organisation_id": 2}),
        ("deliverable", RecordRef("event", 1), {"event_id": 1}),
        ("agreement", RecordRef("organisation", 2), {"parties": [{"organisation_id": 2}]}),
        ("contact", RecordRef("organisation", 2), {"affiliations": [{"organisation_id": 2}]}),
        ("event", RecordRef("agreement", 2), {}),
    ],
)
def test_a_new_record_belongs_to_the_page_it_is_made_on(
    program: Program,
    monkeypatch: pytest.MonkeyPatch,
    kind: str,
    where: RecordRef,
    given: dict[str, object],
) -> None:
    asked: list[object] = []
    session(program).navigator.open_record(where)
    settle(program)
    monkeypatch.setattr(session(program).dialogs, "create", lambda *words: asked.append(words))
    program.window.actions_[f"new_{kind}"].trigger()
    assert asked == [(kind, given)]


def test_save_and_new_keeps_agreement_and_type(
    program: Program, messages: RecordedMessages, second_services: Services
) -> None:
    session(program).navigator.open_record(RecordRef("agreement", 2))
    settle(program)
    press(program.window, Qt.Key.Key_D, CTRL, SHIFT)
    settle(program)
    form = dialog()
    assert isinstance(form, RecordFormDialog)
    assert form.form.editor("agreement_id").collect().value == 2
    form.form.editor("title").set_value("First")
    form.form.editor("type").set_value("pavilion")
    press(form, Qt.Key.Key_S, CTRL, SHIFT)
    settle(program)
    assert form.isVisible()
    assert form.form.editor("agreement_id").collect().value == 2
    assert form.form.editor("type").collect().value == "pavilion"
    assert form.form.editor("title").collect().value in (None, "")
    assert not form.is_changed
    assert messages.on_screen[-1].text == "Saved “First”"
    press(form, Qt.Key.Key_Escape)
    settle(program)


# --- promises -------------------------------------------------------------------------------------


def test_no_sql_on_the_windows_thread(program: Program) -> None:
    with pytest.raises(RuntimeError, match="window's thread"):
        session(program).services.lists.total("agreement")


def test_every_control_has_an_accessible_name(program: Program) -> None:
    for kind in ("agreement", "deliverable", "contact"):
        session(program).navigator.open_list(kind)
        settle(program)
    nameless = [
        widget
        for widget in program.window.findChildren(QWidget)
        if isinstance(widget, QAbstractButton | QLineEdit | QComboBox)
        and not widget.accessibleName()
        # Buttons inside a line edit, a menu bar and a table's corner are Qt's own.
        and not isinstance(widget.parent(), QLineEdit | QMenuBar | QTableView)
    ]
    assert [(widget, widget.parent()) for widget in nameless] == []


def test_no_page_flashes_a_window_of_its_own(program: Program) -> None:
    """A widget shown before it has a parent is a window for a moment and takes the focus away."""
    navigator = session(program).navigator
    for kind in ("agreement", "deliverable", "organisation", "contact", "event"):
        navigator.open_list(kind)
        settle(program)
        assert program.window.isActiveWindow(), kind
    for kind in ("agreement", "deliverable", "organisation", "contact", "event"):
        navigator.open_record(RecordRef(kind, 1))
        settle(program)
        assert program.window.isActiveWindow(), kind


def test_garbage_is_collected_on_the_windows_thread_only(program: Program) -> None:
    """Measured: else one start in three crashed while a few pages were opened."""
    assert not gc.isenabled()
    died_on: list[int] = []
    for _ in range(2 * gc.get_threshold()[0]):
        knot: list[object] = []
        knot.append(knot)
    thing = type("Thing", (), {})()
    thing.itself = thing
    weakref.finalize(thing, lambda: died_on.append(threading.get_ident()))
    del thing
    program.runner.read(program, lambda: [[n] for n in range(50_000)], died_on.__class__)
    settle(program)
    assert died_on == []
    collector = program.findChild(Collector)
    assert collector is not None
    for _ in range(30):
        collector.look()
    assert died_on == [threading.get_ident()]


def test_no_shortcut_is_given_twice() -> None:
    keys = Counter(keys for command in COMMANDS for keys in command.shortcuts)
    assert [key for key, count in keys.items() if count > 1] == []


def test_an_uncaught_error_is_shown_and_the_program_lives_on(
    program: Program, messages: RecordedMessages, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    failures = Failures(messages, program)
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    failures.install()
    try:
        broken = ValueError("broken")
        for _ in range(3):
            sys.excepthook(ValueError, broken, None)
        qtbot.waitUntil(lambda: bool(messages.errors))
        drain()
        assert messages.errors == [broken]
    finally:
        failures.uninstall()
    click_rail(program, "event")
    assert isinstance(page(program), ListPage)


# --- dialogs of the frame -------------------------------------------------------------------------


def test_the_shortcut_sheet_lists_every_shortcut(program: Program) -> None:
    press(program.window, Qt.Key.Key_F1)
    sheet = dialog()
    assert isinstance(sheet, ShortcutSheet)
    shown = {label.text() for label in sheet.findChildren(QLabel)}
    for command in COMMANDS:
        if command.shortcuts:
            assert plain(command.label) in shown
    press(sheet, Qt.Key.Key_Escape)


def test_colours_change_at_once_and_cancel_brings_them_back(program: Program, icons: Icons) -> None:
    program.window.actions_["settings"].trigger()
    settings = dialog()
    assert isinstance(settings, SettingsDialog)
    settings.theme.set_current("dark")
    assert icons.theme.is_dark
    press(settings, Qt.Key.Key_Escape)
    assert icons.theme.mode == "system"


def test_settings_are_saved_and_a_new_name_is_written_into_the_log(
    program: Program, sample: Path, tmp_path: Path
) -> None:
    before = session(program)
    program.window.actions_["settings"].trigger()
    settings = dialog()
    assert isinstance(settings, SettingsDialog)
    assert settings.path.text() == str(sample)
    settings.theme.set_current("light")
    settings.language.setCurrentIndex(settings.language.findData("ko"))
    settings.who.setText("김")
    QTest.mouseClick(settings.save, Qt.MouseButton.LeftButton)
    settle(program)
    saved = Settings.load(Paths.below(tmp_path / "home").settings)
    assert (saved.language, saved.recorder, saved.theme) == ("ko", "김", Theme.LIGHT)
    assert session(program) is not before
    assert session(program).services.who == "김"


def test_saving_settings_keeps_the_page_and_the_way_back(program: Program) -> None:
    navigator = session(program).navigator
    navigator.open_list("agreement")
    navigator.open_record(RecordRef("agreement", 2))
    navigator.open_list("event")
    navigator.back()
    settle(program)
    for who in ("", "Somebody else"):  # with another name the database is opened anew
        program.window.actions_["settings"].trigger()
        settings = dialog()
        assert isinstance(settings, SettingsDialog)
        settings.who.setText(who)
        settings.theme.set_current("light")
        QTest.mouseClick(settings.save, Qt.MouseButton.LeftButton)
        settle(program)
        history = session(program).navigator.history
        assert history.current == Place("record", "agreement", "", 2)
        assert program.window.rail.current() == "agreement"
        assert program.window.top.back.isEnabled()
        assert program.window.top.forward.isEnabled()
    program.window.actions_["forward"].trigger()
    settle(program)
    assert session(program).navigator.history.current == Place("list", "event")


def test_log_progress_is_one_key_away_and_knows_the_page(program: Program) -> None:
    from tracker.ui.progress.dialog import LogProgressDialog

    session(program).navigator.open_record(RecordRef("deliverable", 3))
    settle(program)
    press(program.window, Qt.Key.Key_L, CTRL)
    settle(program)
    opened = dialog()
    assert isinstance(opened, LogProgressDialog)
    assert opened.picker.current is not None
    press(opened, Qt.Key.Key_Escape)


# --- databases ------------------------------------------------------------------------------------


def test_a_new_database_never_replaces_a_file(
    program: Program, messages: RecordedMessages, sample: Path, tmp_path: Path
) -> None:
    before = session(program)
    taken = tmp_path / "taken.tracker"
    taken.write_bytes(b"mine")
    messages.files.append(taken)
    program.window.actions_["new_database"].trigger()
    settle(program)
    assert "already" in str(messages.errors[0])
    assert taken.read_bytes() == b"mine"
    assert program.session is before


def test_opening_another_database_frees_the_pages_of_the_first(
    program: Program, messages: RecordedMessages, tmp_path: Path, qtbot: QtBot
) -> None:
    click_rail(program, "agreement")
    gone = page(program)
    messages.files.append(tmp_path / "other.tracker")
    program.window.actions_["new_database"].trigger()
    settle(program)
    assert session(program).services.database_path == tmp_path / "other.tracker"
    qtbot.waitUntil(lambda: not isValid(gone))
    assert program.window.windowTitle().startswith("other")
    assert program.window.rail.item("agreement").accessibleName().endswith(", 0")
    recent = [action.text() for action in program.window.menus.recent.actions()]
    assert recent == ["other.tracker", "sample.tracker"]


def test_what_was_open_is_opened_again(
    program: Program, icons: Icons, messages: RecordedMessages, tmp_path: Path, sample: Path
) -> None:
    program.window.resize(1010, 707)
    program.window.close()
    program.shutdown()
    with running(icons, messages, tmp_path / "home") as again:
        assert again._memory.settings.windows["main"]
        again.start()
        settle(again)
        assert session(again).services.database_path == sample


def test_the_samples_are_made_once_and_stay_away_when_undone(
    icons: Icons, messages: RecordedMessages, tmp_path: Path
) -> None:
    with running(icons, messages, tmp_path / "home") as program:
        program.start(samples=True)
        settle(program)
        assert session(program).services.database_path.name == SAMPLES_NAME
        assert "40" in program.window.rail.item("agreement").accessibleName()
        session(program).navigator.undo()
        settle(program)
    with running(icons, messages, tmp_path / "home") as program:
        program.start(samples=True)
        settle(program)
        assert program.window.rail.item("agreement").accessibleName().endswith(", 0")


@pytest.mark.parametrize(
    ("last", "named", "samples", "expected"),
    [
        ("", None, False, "data/Partnerships.tracker"),
        ("/x/last.tracker", None, False, "/x/last.tracker"),
        ("/x/last.tracker", Path("/y/named.tracker"), False, "/y/named.tracker"),
        ("/x/last.tracker", None, True, f"data/{SAMPLES_NAME}"),
    ],
)
def test_which_database_is_opened_first(
    tmp_path: Path, last: str, named: Path | None, samples: bool, expected: str
) -> None:
    settings = Settings(last_database=last)
    found = first_target(Paths.below(tmp_path), settings, named, samples=samples)
    assert found.path == tmp_path / expected
    assert found.create == ("data" in expected)
    assert found.offer == ("named" in expected)


def test_the_samples_are_opened_again_without_being_asked_for(
    icons: Icons, messages: RecordedMessages, tmp_path: Path
) -> None:
    """`tracker --samples`, as `make run` has it, then plain `tracker`."""
    with running(icons, messages, tmp_path / "home") as program:
        program.start(samples=True)
        settle(program)
        path = session(program).services.database_path
    paths = Paths.below(tmp_path / "home")
    found = first_target(paths, Settings.load(paths.settings), None, samples=False)
    assert found.path == path
    with running(icons, messages, tmp_path / "home") as program:
        program.start()
        settle(program)
        assert session(program).services.database_path == path
        assert "40" in program.window.rail.item("agreement").accessibleName()
