"""The seam by which the window speaks to the person: errors, questions, toasts, file dialogs.

Nothing here blocks: answers come to callbacks. Tests use a recorder instead of windows.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, Protocol

from PySide6.QtWidgets import QWidget

ButtonKind = Literal["normal", "primary", "danger"]
Answered = Callable[[str], None]
Chosen = Callable[[Path], None]


@dataclass(frozen=True, slots=True)
class Choice:
    """One button of a question: `key` is the answer, `label` the (translated) word on it."""

    key: str
    label: str
    kind: ButtonKind = "normal"


@dataclass(frozen=True, slots=True)
class FileKind:
    """A kind of file in a file dialog, as in FileKind("Excel workbook", ("xlsx",))."""

    label: str
    endings: tuple[str, ...]


class Messages(Protocol):
    """What the window may say. All texts are plain text and already translated."""

    def show_error(self, parent: QWidget | None, error: Exception) -> None:
        """Say what happened, why, and what to do; a bug is shown with details to copy."""

    def info(self, parent: QWidget | None, title: str, text: str) -> None:
        """Say something that needs no answer."""

    def question(
        self,
        parent: QWidget | None,
        title: str,
        text: str,
        choices: Sequence[Choice],
        answered: Answered,
    ) -> None:
        """Ask; `answered` gets the key of the choice. Closing it answers with the first one,
        so put the harmless choice first. The last one is the default button."""

    def toast(
        self,
        text: str,
        action: str = "",
        on_action: Callable[[], None] | None = None,
        *,
        lasting: bool = False,
    ) -> None:
        """Say something in passing; `action` (such as "Undo") is offered for some seconds.

        The next change takes it away, for it speaks of the one before; not if it is `lasting`.
        """

    def drop_toasts(self) -> None:
        """Take away what the next change makes stale: call it when one is announced."""

    def choose_save_file(
        self,
        parent: QWidget | None,
        title: str,
        suggested: Path,
        kinds: Sequence[FileKind],
        chosen: Chosen,
    ) -> None:
        """Ask where to save; not called back when the person cancels."""

    def choose_open_file(
        self, parent: QWidget | None, title: str, kinds: Sequence[FileKind], chosen: Chosen
    ) -> None:
        """Ask for a file to read; not called back when the person cancels."""

    def choose_folder(self, parent: QWidget | None, title: str, chosen: Chosen) -> None:
        """Ask for a folder; not called back when the person cancels."""
