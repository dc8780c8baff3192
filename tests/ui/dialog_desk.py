"""What dialogs over a list need: a desk on a copy of the samples, and the parts of forms."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, cast

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from tests.ui.recording import RecordedMessages
from tests.ui.waiting import at_rest, drain
from tracker.config import Paths
from tracker.domain.changes import ChangeSet
from tracker.services import open_services
from tracker.ui.bus import Bus
from tracker.ui.desk import Desk
from tracker.ui.forms.drafts import FolderDrafts
from tracker.ui.forms.opening import Forms
from tracker.ui.forms.parts import FormParts
from tracker.ui.icons import Icons
from tracker.ui.tasks import TaskRunner

TODAY = date(2026, 11, 21)


def today() -> date:
    """The day on which the tests happen."""
    return TODAY


@dataclass
class DialogDesk:
    """A desk without a window."""

    desk: Desk
    parts: FormParts
    messages: RecordedMessages
    changes: list[ChangeSet] = field(default_factory=list)

    def noted(self, change: ChangeSet, _origin: object) -> None:
        self.changes.append(change)

    def settle(self) -> None:
        """Until everything is answered and shown and no pause is running."""
        at_rest(self.desk.runner)

    def show(self, dialog: QDialog) -> None:
        """Open a dialog and wait until the keyboard is in it."""
        dialog.open()
        dialog.activateWindow()
        assert QTest.qWaitForWindowActive(dialog)
        self.settle()


@contextmanager
def dialog_desk(
    file: Path, home: Path, runner: TaskRunner, messages: RecordedMessages, icons: Icons
) -> Iterator[DialogDesk]:
    """A desk on the database `file`; its dialogs are closed at the end."""
    services = open_services(file, "tester", today)
    bus = Bus()
    desk = Desk(
        services,
        runner,
        bus,
        messages,
        icons,
        icons.theme,
        Paths.below(home),
        today,
        "en",
        cast("Any", None),
    )
    forms = Forms(
        services, runner, bus, messages, icons, today, FolderDrafts(home / "drafts"), "en", {}
    )
    made = DialogDesk(desk, forms.parts, messages)
    bus.changed.connect(made.noted)
    try:
        yield made
    finally:
        for widget in QApplication.topLevelWidgets():
            if isinstance(widget, QDialog):
                widget.done(0)
        runner.wait_idle()
        drain()
        services.close()


def focused() -> QWidget:
    """Where the keyboard is."""
    found = QApplication.focusWidget()
    assert found is not None
    return found
