"""The messages as real windows."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from shiboken6 import isValid

from tracker.errors import TrackerError
from tracker.i18n import tr
from tracker.ui.icons import Icons
from tracker.ui.messages import Answered, Choice, Chosen, FileKind

if TYPE_CHECKING:
    from tracker.ui.widgets.message_dialog import MessageDialog

_log = logging.getLogger(__name__)


class WindowMessages:
    """Implements `Messages` with dialogs, toasts in the active window, and file dialogs."""

    def __init__(self, icons: Icons) -> None:
        self._icons = icons
        self._window: QWidget | None = None

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
        self, text: str, action: str = "", on_action: Callable[[], None] | None = None
    ) -> None:
        window = self._over(None)
        if window is None:
            _log.info("toast without a window: %s", text)
            return
        from tracker.ui.widgets.toast import ToastStack

        stack = window.findChild(ToastStack) or ToastStack(self._icons, window)
        stack.show(text, action, on_action)

    def choose_save_file(
        self,
        parent: QWidget | None,
        title: str,
        suggested: Path,
        kinds: Sequence[FileKind],
        chosen: Chosen,
    ) -> None:
        dialog = self._files(parent, title, kinds, chosen)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setFileMode(QFileDialog.FileMode.AnyFile)
        if kinds and kinds[0].endings:
            dialog.setDefaultSuffix(kinds[0].endings[0])
        if suggested.parent.is_dir():
            dialog.setDirectory(str(suggested.parent))
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

    def _files(
        self, parent: QWidget | None, title: str, kinds: Sequence[FileKind], chosen: Chosen
    ) -> QFileDialog:
        dialog = QFileDialog(self._over(parent), title)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setNameFilters([
            f"{kind.label} ({' '.join(f'*.{ending}' for ending in kind.endings)})"
            for kind in kinds
        ])  # fmt: skip
        dialog.fileSelected.connect(partial(_pass_on, chosen))
        return dialog


def _pass_on(chosen: Chosen, path: str) -> None:
    if path:
        chosen(Path(path))


def _ignore(_key: str) -> None:
    return
