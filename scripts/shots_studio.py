"""The program on its screen, for `scripts.shots_scenes` to lead about and take pictures of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QRect
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QWidget

from scripts.pictures import save_small
from tracker.app.program import Program
from tracker.domain.record import RecordRef
from tracker.ui.navigation import WindowNavigator
from tracker.ui.progress.dialog import LogProgressDialog
from tracker.ui.theme import Theme

_SETTLE_MS = 140
# At double size only what shows most: files of four times the points.
SHARP = ("home", "agreement-isct", "agreement-form", "deliverables", "log-progress", "summary")


@dataclass
class Studio:
    """The program on its screen, and where the pictures go."""

    program: Program
    theme: Theme
    folder: Path
    scale: int
    only: Sequence[str]
    records: Mapping[RecordRef, str]
    narrow: bool = False

    @property
    def window(self) -> QWidget:
        return self.program.window

    @property
    def navigator(self) -> WindowNavigator:
        assert self.program.session is not None
        return self.program.session.navigator

    def wants(self, name: str) -> bool:
        """Whether a picture of that name is asked for."""
        if self.scale == 2 and not name.startswith(SHARP):
            return False
        return not self.only or any(word in name for word in self.only)

    def settle(self, ms: int = _SETTLE_MS) -> None:
        """Wait until nothing is being read and everything is drawn."""
        for _ in range(3):
            self.program.runner.wait_idle()
            QTest.qWait(ms)

    def shoot(self, name: str) -> None:
        """A picture of the window, or of the dialog over it and what the dialog has opened."""
        self.settle()
        main = QApplication.activeModalWidget() or self.window
        area = QRect(main.pos(), main.size())
        popup = QApplication.activePopupWidget()
        if popup is not None:
            area = area.united(popup.frameGeometry())
        screen = QApplication.primaryScreen()
        picture = screen.grabWindow(0, area.x(), area.y(), area.width(), area.height())
        mode = "dark" if self.theme.is_dark else "light"
        ending = "" if self.scale == 1 else f"@{self.scale}x"
        width = "-narrow" if self.narrow else ""
        save_small(picture.toImage(), self.folder / f"{name}{width}-{mode}{ending}.png")

    def take_keys(self) -> None:
        """Nobody on this screen gives the keys back to the window when a dialog closes."""
        self.window.activateWindow()
        QTest.qWaitForWindowActive(self.window)

    def type_anew(self, words: str) -> None:
        """Type over what stands in the field with the keys, such as what was kept there before."""
        field = QApplication.focusWidget()
        if not isinstance(field, QLineEdit):
            raise RuntimeError("nothing can be typed there")
        field.selectAll()
        QTest.keyClicks(field, words)

    def ref(self, kind: str, name: str) -> RecordRef:
        """The sample record called so."""
        found = [ref for ref, shown in self.records.items() if ref.kind == kind and name in shown]
        return min(found, key=lambda ref: (self.records[ref] != name, ref.id))

    @contextmanager
    def dialog(self) -> Iterator[QWidget]:
        """The dialog that was just opened; closed afterwards without saving anything."""
        self.settle()
        found = QApplication.activeModalWidget()
        if found is None:
            raise RuntimeError("no dialog was opened")
        yield found
        for _ in range(3):
            modal = QApplication.activeModalWidget()
            if isinstance(modal, LogProgressDialog):
                modal.discard()
            if isinstance(modal, QDialog):
                modal.done(0)
                self.settle(30)
