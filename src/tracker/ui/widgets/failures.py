"""Work that a dialog began and that outlives it: where it is said that it failed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from shiboken6 import isValid

from tracker.ui.messages import Messages


class Doing(Protocol):
    """A dialog in which something is done."""

    def not_applied(self, error: Exception) -> None:
        """Nothing was changed: say why."""


def tell_failure(messages: Messages, me: Callable[[], Doing | None], error: Exception) -> None:
    """Say it in the dialog if that is still there, else in a message of its own."""
    dialog = me()
    if dialog is not None and isValid(dialog):
        dialog.not_applied(error)
    else:
        messages.show_error(None, error)
