"""A dialog that does something: what it would do is looked at, done, can be stopped, is said."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, Self, TypeVar
from weakref import ref

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from tracker.i18n import tr
from tracker.ui.desk import Desk
from tracker.ui.messages import Messages
from tracker.ui.operation import Operation, Progress
from tracker.ui.widgets.dialog_frame import DialogFrame
from tracker.ui.widgets.progress_line import ProgressLine
from tracker.ui.widgets.states import ErrorBanner

T = TypeVar("T")
_PAUSE_MS = 250


class DoingDialog(DialogFrame):
    """What is entered stays until it is done, whatever goes wrong meanwhile.

    A subclass puts `banner` and `progress` into its body. It says `look_soon` when something is
    entered, asks what that would do in `look` (by `ask`), and does it by `do`. Esc and the cross
    first stop what is being done; closing it forgets what was asked.
    """

    def __init__(
        self,
        desk: Desk,
        title: str,
        icon: str = "",
        shortcut: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(desk.icons, title, icon, shortcut, parent)
        self._desk = desk
        self.banner = ErrorBanner(desk.icons)
        self.banner.activated.connect(self._look_again)
        self.progress = ProgressLine(desk.icons)
        self._looking: Operation | None = None
        self._doing: Operation | None = None
        self._stoppable = True
        self._asked = 0
        self._had_keys: QWidget | None = None
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._look_again)

    @property
    def is_looking(self) -> bool:
        """Whether it is being looked at what would be done."""
        return self._looking is not None

    @property
    def is_doing(self) -> bool:
        """Whether something is being done."""
        return self._doing is not None

    def reject(self) -> None:
        """Esc and the cross: first they stop what is being done."""
        if self._doing is not None and self._stoppable:
            self._doing.cancel()
        else:
            super().reject()

    def done(self, result: int) -> None:
        self.forget()
        super().done(result)

    # --- what a subclass says ---------------------------------------------------------------------

    def look(self) -> None:
        """Ask what would be done with what is entered; nothing where there is nothing to see."""

    def look_stopped(self) -> None:
        """Somebody stopped the look: what it would do is not known."""
        self.banner.say(tr("Stopped: what it does is not known yet."), action=tr("Look again"))

    def allow(self, allowed: bool) -> None:
        """Whether something can be entered."""

    def stopped(self) -> str:
        """What is said when the work was stopped."""
        return tr("Stopped: nothing was changed.")

    def not_done(self, error: Exception) -> None:
        """The work failed and nothing was changed: say why."""
        self.banner.show_error(error)

    def ended(self, how: str) -> None:
        """The work has ended ("done", "failed" or "cancelled"), before its outcome is told."""

    # --- looking ----------------------------------------------------------------------------------

    def look_soon(self, after_ms: int = _PAUSE_MS) -> None:
        """Look when nothing more is entered for a moment; what was asked before is forgotten."""
        self.forget()
        self._pause.start(after_ms)

    def forget(self) -> None:
        """What was asked is answered to nobody, also if it cannot be stopped any more."""
        self._asked += 1
        self._pause.stop()
        self.banner.clear()
        if self._looking is not None:
            self._looking.cancel()
            self._looking = None

    def ask(
        self,
        title: str,
        call: Callable[[Progress], T],
        seen: Callable[[T], None],
        failed: Callable[[Exception], None] | None = None,
    ) -> None:
        """Look in the background; only the newest answer is `seen`. Without `failed` an error
        stands in the banner."""
        self.forget()
        asked = self._asked
        self._looking = self._desk.runner.run_operation(
            self,
            title,
            call,
            partial(self._hand_on, asked, seen),
            partial(self._hand_on, asked, failed or self.banner.show_error),
        )
        self._looking.ended.connect(self._look_ended)
        self.progress.follow(self._looking)

    def _hand_on(self, asked: int, take: Callable[[Any], None], answer: object) -> None:
        if asked == self._asked:
            take(answer)

    def _look_ended(self, how: str) -> None:
        if self.sender() is self._looking:
            self._looking = None
            if how == "cancelled":
                self.look_stopped()

    def _look_again(self) -> None:
        self.banner.clear()
        self.look()

    # --- doing ------------------------------------------------------------------------------------

    def do(
        self,
        title: str,
        call: Callable[[Progress], T],
        told: Callable[[Self | None, T], None],
        *,
        writes: bool = True,
        stoppable: bool = True,
    ) -> None:
        """Do it, on the writer thread if it `writes`. `told` is called with the dialog, if that is
        still there, and the outcome; it must not hold the dialog itself. What is not `stoppable`
        goes on when the dialog is closed."""
        if self._doing is not None:
            return
        self._pause.stop()
        self.banner.clear()
        runner, me = self._desk.runner, ref(self)
        self._had_keys, self._stoppable = self.focusWidget(), stoppable
        # The runner lives as long as the window: the outcome is told in any case.
        self._doing = runner.run_operation(
            runner,
            title,
            call,
            partial(_told, me, told),
            partial(_not_done, self._desk.messages, me),
            writes=writes,
        )
        self._doing.ended.connect(self._ended)
        self.progress.follow(self._doing, stoppable=stoppable)
        self.allow(False)

    def _ended(self, how: str) -> None:
        self._doing = None
        self.allow(True)
        self.ended(how)
        if how != "done":
            self.give_keys_back()
        if how == "cancelled":
            self.banner.say(self.stopped())

    def give_keys_back(self) -> None:
        """To where they were before it was done: what is not allowed loses them."""
        had, self._had_keys = self._had_keys, None
        if had is not None and isValid(had):
            had.setFocus(Qt.FocusReason.OtherFocusReason)


D = TypeVar("D", bound=DoingDialog)


def _there(me: ref[D]) -> D | None:
    """The dialog while it can be spoken to."""
    dialog = me()
    return dialog if dialog is not None and isValid(dialog) and dialog.isVisible() else None


def _told(me: ref[D], told: Callable[[D | None, T], None], outcome: T) -> None:
    told(_there(me), outcome)


def _not_done(messages: Messages, me: ref[D], error: Exception) -> None:
    """Say it in the dialog if that is still there, else in a message of its own."""
    dialog = _there(me)
    if dialog is not None:
        dialog.not_done(error)
    else:
        messages.show_error(None, error)
