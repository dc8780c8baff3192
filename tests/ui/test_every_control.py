"""Every page and every dialog, in every language: what a screen reader needs, and plain text only.

The records shown have names that would be read as HTML wherever a text is not kept plain.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QAction, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QMainWindow,
    QMenu,
    QMenuBar,
    QPlainTextEdit,
    QScrollBar,
    QTabBar,
    QWidget,
)
from pytestqt.qtbot import QtBot

from tests import factories
from tests.ui.opened import TODAY, dialog, page, press, running, session, settle, today
from tests.ui.recording import RecordedMessages
from tracker.app.opening import Target
from tracker.app.program import Program
from tracker.domain.dates import PartialDate
from tracker.domain.fields import Kind
from tracker.domain.own_types import OwnField, OwnTypeDefinition
from tracker.domain.progress import DeliverableStatus
from tracker.domain.records import Contact, Event, ProgressEntry
from tracker.domain.refs import RecordRef
from tracker.errors import DiskFull
from tracker.i18n import use_language
from tracker.resources import resource_path
from tracker.services import open_services
from tracker.ui.forms.row import ChildRow
from tracker.ui.icons import Icons
from tracker.ui.kinds import LISTED
from tracker.ui.milestones.usual_rows import UsualRow
from tracker.ui.own_types.dialog import OwnTypesDialog
from tracker.ui.own_types.field_box import FieldBox
from tracker.ui.quick_look.panel import QuickLook
from tracker.ui.record_page.changes import ChangesPart
from tracker.ui.widgets.labels import plain_tip
from tracker.ui.widgets.pills import PillSwitch
from tracker.ui.window_messages import WindowMessages

HOSTILE = "<b>A & B</b> <img src='x'>"
_MNEMONIC = re.compile(r"&(\w)")
_FIELDS = (QLineEdit, QComboBox, QPlainTextEdit, QAbstractSpinBox)


@pytest.fixture
def hostile(sample: Path) -> dict[str, RecordRef]:
    """One record of each kind, called like a piece of HTML, beside the samples."""
    services = open_services(sample, "<i>me</i>", today)
    organisation = factories.organisation(services, HOSTILE)
    other = factories.organisation(services, "Other " + HOSTILE)
    agreement = factories.agreement(
        services, HOSTILE, (organisation, other), "2024-06-04", purpose=HOSTILE
    )
    deliverable = factories.deliverable(
        services,
        HOSTILE,
        (organisation,),
        agreement_id=agreement,
        target=PartialDate.parse("2019-05-31"),
        opening_status=DeliverableStatus.IN_PROGRESS,
    )
    entry = ProgressEntry(deliverable_id=deliverable, on=PartialDate.of(TODAY), note=HOSTILE)
    services.progress.log(entry)
    contact = services.records.save(Contact(name=HOSTILE)).ref.id
    event = services.records.save(Event(name=HOSTILE)).ref.id
    services.close()
    ids = (agreement, deliverable, organisation, contact, event)
    return {kind: RecordRef(kind, id) for kind, id in zip(LISTED, ids, strict=True)}


@pytest.fixture(params=["en", "ko"])
def program(
    request: pytest.FixtureRequest,
    icons: Icons,
    messages: RecordedMessages,
    tmp_path: Path,
    sample: Path,
    hostile: dict[str, RecordRef],
    qtbot: QtBot,
) -> Iterator[Program]:
    """A program in each language, with the samples and the hostile records."""
    use_language(request.param, resource_path("i18n"))
    try:
        with running(icons, messages, tmp_path / "home") as made:
            made.open(Target(sample))
            settle(made)
            yield made
    finally:
        use_language("en", resource_path("i18n"))


# --- what is asked of each control ----------------------------------------------------------------


def inspect(window: QWidget) -> None:
    """Assert all of it for everything to be seen in a window."""
    shown = [one for one in [window, *window.findChildren(QWidget)] if one.isVisible()]
    assert len(shown) > 5, "the window has not been filled"
    wrong = [f"{fault}: {path(one)}" for one in shown if (fault := fault_of(one))]
    if isinstance(window, QDialog):
        labelled = {one.buddy() for one in shown if isinstance(one, QLabel)} - {None}
        wrong += [f"no label: {path(one)}" for one in shown if lacks_label(one, labelled)]
    wrong += [
        f"tip of an action: {action.toolTip()!r}"
        for action in window.findChildren(QAction)
        if reads_as_html(action.toolTip())
    ]
    for part in (window, *menus_of(window)):
        letters = Counter(letter for letter, _ in mnemonics(part))
        wrong += [
            f"{letter} twice in {path(part)}: {text!r}"
            for letter, text in mnemonics(part)
            if letters[letter] > 1
        ]
    assert not wrong, "\n" + "\n".join(wrong)


def menus_of(window: QWidget) -> list[QMenu]:
    """The menus of a window's bar; each has its letters to itself."""
    return window.menuBar().findChildren(QMenu) if isinstance(window, QMainWindow) else []


def mnemonics(root: QWidget) -> Iterator[tuple[str, str]]:
    """The letters that act with Alt where a window is seen, or alone in a menu, and of what."""
    if isinstance(root, QMenu):
        texts = [action.text() for action in root.actions()]
    else:
        seen = [one for one in root.findChildren(QWidget) if one.isVisible()]
        texts = [one.text() for one in seen if isinstance(one, QAbstractButton)]
        texts += [one.text() for one in seen if isinstance(one, QLabel) and one.buddy()]
        bars = [one for one in seen if isinstance(one, QMenuBar)]
        texts += [action.text() for bar in bars for action in bar.actions()]
    for text in texts:
        if found := _MNEMONIC.search(text.replace("&&", "")):
            yield found[1].casefold(), text


def fault_of(widget: QWidget) -> str:
    """What is wrong with one widget."""
    if isinstance(widget, QLabel) and widget.textFormat() != Qt.TextFormat.PlainText:
        return "a label that is not plain text"
    if reads_as_html(widget.toolTip()):
        return "a tip that Qt reads as HTML"
    takes_keys = widget.focusPolicy() != Qt.FocusPolicy.NoFocus and widget.isEnabled()
    # A label whose text can be selected is read out by its text.
    named = widget.accessibleName() or (widget.text() if isinstance(widget, QLabel) else "")
    if takes_keys and not named.strip() and not is_part_of_another(widget):
        return "no accessible name"
    return ""


def reads_as_html(tip: str) -> bool:
    """Whether Qt would take a tip for HTML that `plain_tip` has not made."""
    if tip.startswith("<qt>") and tip.endswith("</qt>"):
        inside = tip.removeprefix("<qt>").removesuffix("</qt>").replace("<br>", "\n")
        plain = inside.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
        return plain_tip(plain) != tip
    return Qt.mightBeRichText(tip)


def is_part_of_another(widget: QWidget) -> bool:
    """Made by Qt inside a control that has the name: what clears a line, the line of a combo."""
    around = widget.parentWidget()
    if isinstance(widget, QScrollBar | QTabBar):
        return True
    if isinstance(around, QLineEdit) and isinstance(widget, QAbstractButton):
        return True
    if isinstance(around, QComboBox | QAbstractSpinBox):
        return True
    if isinstance(around, QAbstractScrollArea) and widget is around.viewport():
        return True
    return widget.isWindow()


def lacks_label(widget: QWidget, labelled: set[QWidget]) -> bool:
    """Whether a field of a dialog has no label that leads to it. The rows of a table have their
    names above them, once for all; each field is called by its row and its column."""
    if not isinstance(widget, _FIELDS) or is_part_of_another(widget) or not widget.isEnabled():
        return False
    if isinstance(widget, QLineEdit | QPlainTextEdit) and widget.isReadOnly():
        return False
    if any(isinstance(one, ChildRow | UsualRow | FieldBox) for one in around(widget)):
        return False
    return not any(one is widget or one in around(widget) for one in labelled)


def around(widget: QWidget) -> Iterator[QWidget]:
    """What a widget stands in, from the inside."""
    at = widget.parentWidget()
    while at is not None:
        yield at
        at = at.parentWidget()


def path(widget: QWidget) -> str:
    """Where a widget stands, for whoever has to find it."""
    steps = [widget, *around(widget)][:5]
    return " < ".join(f"{type(one).__name__}({one.accessibleName()[:30]!r})" for one in steps)


# --- everywhere -----------------------------------------------------------------------------------


def test_home_and_lists(program: Program) -> None:
    inspect(program.window)
    for kind in LISTED:
        session(program).navigator.open_list(kind)
        settle(program)
        inspect(program.window)


def test_record_pages(program: Program, hostile: dict[str, RecordRef]) -> None:
    parts = 0
    for ref in hostile.values():
        session(program).navigator.open_record(ref)
        settle(program)
        shown = page(program)
        assert HOSTILE in shown.accessibleName()
        inspect(program.window)
        unfold_changes(program, shown)
        for switch in shown.findChildren(PillSwitch):
            for pill in switch.findChildren(QAbstractButton):
                pill.click()
                settle(program)
                unfold_changes(program, shown)
                inspect(program.window)
                parts += 1
    assert parts >= 5, "the parts of an agreement's page"


def unfold_changes(program: Program, shown: QWidget) -> None:
    for part in shown.findChildren(ChangesPart):
        part.toggle.setChecked(True)
    settle(program)


def test_pages_of_the_samples(program: Program) -> None:
    for kind, id in (("agreement", 2), ("deliverable", 3), ("organisation", 1), ("event", 1)):
        session(program).navigator.open_record(RecordRef(kind, id))
        settle(program)
        inspect(program.window)


def test_the_page_that_says_what_went_wrong(program: Program, tmp_path: Path) -> None:
    error = DiskFull(HOSTILE, HOSTILE, HOSTILE)
    program.window.start.say_error(tmp_path / "a.tracker", error)
    program.window.stack.setCurrentWidget(program.window.start)
    inspect(program.window)


def test_forms(program: Program, hostile: dict[str, RecordRef]) -> None:
    navigator = session(program).navigator
    opened: list[Callable[[], None]] = []
    for kind, ref in hostile.items():
        opened.append(lambda kind=kind: navigator.create(kind))  # type: ignore[misc]
        opened.append(lambda ref=ref: navigator.edit(ref))  # type: ignore[misc]
    for open_form in opened:
        open_form()
        settle(program)
        shown = dialog()
        inspect(shown)
        shown.done(0)
        settle(program)


def test_dialogs(program: Program, hostile: dict[str, RecordRef]) -> None:
    navigator = session(program).navigator
    actions = program.window.actions_
    for open_it in (
        actions["settings"].trigger,
        actions["shortcuts"].trigger,
        actions["usual_steps"].trigger,
        actions["check_evidence"].trigger,
        actions["check_database"].trigger,
        lambda: navigator.log_progress(hostile["deliverable"].id),
        navigator.log_progress,
        lambda: navigator.export_summary(hostile["agreement"].id),
    ):
        open_it()
        settle(program)
        shown = dialog()
        inspect(shown)
        shown.done(0)
        settle(program)


def test_the_dialog_of_types_beside_a_preview(program: Program, sample: Path) -> None:
    """The preview is to be looked at: no letter of its labels acts."""
    labels = ("Score", "Close", "Remove it", "Not offered")
    fields = tuple(OwnField(label=label, kind=Kind.INTEGER) for label in labels)
    services = open_services(sample, "onlooker", today)
    services.own_types.save(OwnTypeDefinition(name="Hackathon", fields=fields))
    services.close()
    program.window.actions_["own_types"].trigger()
    settle(program)
    shown = dialog()
    assert isinstance(shown, OwnTypesDialog)
    assert shown.preview.grid is not None
    inspect(shown)
    assert "s" in [letter for letter, text in mnemonics(shown) if text == shown.save_button.text()]
    assert not [text for _, text in mnemonics(shown.preview)]
    shown.done(0)
    settle(program)


def test_the_palette(program: Program) -> None:
    press(program.window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    program.finding.palette.field.setText("img")
    settle(program)
    assert program.finding.palette.isVisible()
    inspect(program.finding.palette)


def test_results_and_a_quick_look(program: Program) -> None:
    assert program.session is not None
    navigator = program.session.navigator
    navigator.open_search("img")
    settle(program)
    inspect(program.window.stack.currentWidget())
    for kind in LISTED:
        navigator.quick_look(RecordRef(kind, 1))
        settle(program)
        (panel,) = program.window.stack.findChildren(QuickLook)
        inspect(panel)


def test_messages(program: Program, icons: Icons) -> None:
    messages = WindowMessages(icons)
    messages.use_window(program.window)
    messages.show_error(None, DiskFull(HOSTILE, HOSTILE, HOSTILE))
    inspect(dialog())
    dialog().done(0)
    messages.show_error(None, KeyError(HOSTILE))
    inspect(dialog())
    dialog().done(0)
    messages.toast(HOSTILE, "Undo", print)
    under = QApplication.widgetAt(program.window.mapToGlobal(QPoint(5, 5)))
    assert under is None or under.window() is program.window
    inspect(program.window)
