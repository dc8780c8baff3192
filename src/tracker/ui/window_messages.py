"""The messages as real windows."""

from __future__ import annotations

import logging
import traceback
import weakref
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from shiboken6 import isValid

from tracker.errors import TrackerError
from tracker.i18n import tr
from tracker.ui.icons import Icons
from tracker.ui.messages import Answered, Choice, Chosen, FileKind

if TYPE_CHECKING:
    from tracker.ui.widgets.message_dialog import MessageDialog
    from tracker.ui.widgets.toast import ToastStack

_log = logging.getLogger(__name__)


class WindowMessages:
    """Implements `Messages` with dialogs, toasts in the active window, and file dialogs."""

    def __init__(self, icons: Icons) -> None:
        self._icons = icons
        self._window: QWidget | None = None
        self._stacks: list[ToastStack] = []
        self._folder = ""  # where the last file was saved or opened

    def use_window(self, window: QWidget) -> None:
        """The main window, where toasts appear when no other window is active."""
        self._window = window

    def show_error(self, parent: QWidget | None, error: Exception) -> None:
        if isinstance(error, TrackerError):
            _log.info("shown to the user: %s", error)
            self._say(parent, error.what, [error.why, error.remedy], "circle-alert", "")
            return
        _log.error("unexpected", exc_info=error)
        details = "".join(traceback.format_exception(error))
        why = tr("This is a mistake in the program, not yours. What was saved is not touched.")
        remedy = tr("Try again. If it comes back, send the details to whoever looks after it.")
        what = tr("Something went wrong in the program.")
        self._say(parent, what, [why, remedy], "octagon-alert", details)

    def info(self, parent: QWidget | None, title: str, text: str) -> None:
        self._say(parent, title, [text], "info", "")

    def question(
        self,
        parent: QWidget | None,
        title: str,
        text: str,
        choices: Sequence[Choice],
        answered: Answered,
    ) -> None:
        from tracker.ui.widgets.message_dialog import MessageDialog  # not needed at the start

        icon = "circle-question-mark"
        self._open(MessageDialog(
            self._icons, title, [text], choices, answered, icon=icon,
            parent=self._over(parent),
        ))  # fmt: skip

    def toast(
        self,
        text: str,
        action: str = "",
        on_action: Callable[[], None] | None = None,
        *,
        lasting: bool = False,
    ) -> None:
        window = self._in_front()
        if window is None:
            _log.info("toast without a window: %s", text)
            return
        self._stack_of(window).show(text, action, on_action, lasting=lasting)

    def drop_toasts(self) -> None:
        for stack in self._stacks:
            if isValid(stack):
                stack.drop()

    def choose_save_file(
        self,
        parent: QWidget | None,
        title: str,
        suggested: Path,
        kinds: Sequence[FileKind],
        chosen: Chosen,
    ) -> None:
        dialog = self._files(parent, title, kinds, chosen)
        folder = str(suggested.parent)
        asked_for = suggested.is_absolute() and suggested.parent.is_dir()
        if asked_for and not (self._folder and folder == documents()):
            dialog.setDirectory(folder)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setFileMode(QFileDialog.FileMode.AnyFile)
        if kinds and kinds[0].endings:
            dialog.setDefaultSuffix(kinds[0].endings[0])
        dialog.selectFile(suggested.name)
        dialog.open()

    def choose_open_file(
        self, parent: QWidget | None, title: str, kinds: Sequence[FileKind], chosen: Chosen
    ) -> None:
        dialog = self._files(parent, title, kinds, chosen)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.open()

    def choose_folder(self, parent: QWidget | None, title: str, chosen: Chosen) -> None:
        dialog = self._files(parent, title, (), chosen)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.open()

    def _say(
        self,
        parent: QWidget | None,
        title: str,
        paragraphs: Sequence[str],
        icon: str,
        details: str,
    ) -> None:
        from tracker.ui.widgets.message_dialog import MessageDialog

        choices = (Choice("close", tr("Close"), "primary"),)
        self._open(MessageDialog(
            self._icons, title, paragraphs, choices, _ignore, icon=icon, details=details,
            parent=self._over(parent),
        ))  # fmt: skip

    def _open(self, dialog: MessageDialog) -> None:
        dialog.setWindowModality(Qt.WindowModality.WindowModal)
        dialog.open()

    def _over(self, parent: QWidget | None) -> QWidget | None:
        """The window that a message belongs to."""
        for widget in (parent, QApplication.activeWindow(), self._window):
            if widget is not None and isValid(widget):
                return widget.window()
        return None

    def used(self, path: Path) -> None:
        """A file or folder was chosen: the next dialog starts there."""
        self._folder = str(path if path.is_dir() else path.parent)

    def stack_behind(self, window: QWidget) -> ToastStack | None:
        """The toasts of the window from which another one was opened, or of the main window."""
        above = window.parentWidget()
        behind = _shown(above.window()) if above is not None else None
        behind = behind or self._over_main()
        return self._stack_of(behind) if behind is not None and behind is not window else None

    def _in_front(self) -> QWidget | None:
        """The window that a toast belongs to: one that is closing already is not in front."""
        return _shown(QApplication.activeWindow()) or self._over_main()

    def _over_main(self) -> QWidget | None:
        main = self._window
        return main if main is not None and isValid(main) else None

    def _stack_of(self, window: QWidget) -> ToastStack:
        """The toasts of a window; those of a dialog go on in the main window when it closes."""
        from tracker.ui.widgets.toast import ToastStack

        self._stacks = [stack for stack in self._stacks if isValid(stack)]
        for stack in self._stacks:
            if stack.window is window:
                return stack
        made = ToastStack(self._icons, window, partial(_heir, weakref.ref(self), window))
        self._stacks.append(made)
        return made

    def _files(
        self, parent: QWidget | None, title: str, kinds: Sequence[FileKind], chosen: Chosen
    ) -> QFileDialog:
        dialog = QFileDialog(self._over(parent), title)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setNameFilters([
            f"{kind.label} ({' '.join(f'*.{ending}' for ending in kind.endings)})"
            for kind in kinds
        ])  # fmt: skip
        # Never the folder that the program was started in.
        dialog.setDirectory(self._folder or documents())
        dialog.fileSelected.connect(partial(_pass_on, weakref.ref(self), chosen))
        return dialog


def _heir(messages: weakref.ref[WindowMessages], window: QWidget) -> ToastStack | None:
    """Where the toasts of a window go on that is closed."""
    found = messages()
    return found.stack_behind(window) if found is not None else None


def _shown(window: QWidget | None) -> QWidget | None:
    """The window, or the next one behind it that is on the screen."""
    while window is not None and not (isValid(window) and window.isVisible()):
        above = window.parentWidget() if isValid(window) else None
        window = above.window() if above is not None else None
    return window


def documents() -> str:
    """The person's folder for documents, or their home where they have none."""
    place = QStandardPaths.StandardLocation
    found = QStandardPaths.writableLocation(place.DocumentsLocation)
    home = QStandardPaths.writableLocation(place.HomeLocation)
    return found if found and Path(found).is_dir() else home


def _pass_on(messages: weakref.ref[WindowMessages], chosen: Chosen, path: str) -> None:
    if path:
        if (found := messages()) is not None:
            found.used(Path(path))
        chosen(Path(path))


def _ignore(_key: str) -> None:
    return
