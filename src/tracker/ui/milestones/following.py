"""When the day changes that steps are counted from, whoever changed it is asked about the steps."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

from tracker.domain.changes import ChangeSet, ChangeSetKind
from tracker.i18n import tr
from tracker.ui.desk import Desk

if TYPE_CHECKING:
    from tracker.services.milestone_moves import StepsOffer

_PAUSE_MS = 120


class StepsFollow(QObject):
    """Listens to every change, made in a form, a list, by paste or in bulk; one for a window.

    The question never stands in the way of what is typed: while a dialog is open or a line has the
    keyboard, it is offered in passing instead.
    """

    def __init__(self, desk: Desk, window: QWidget, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._window = desk, window
        self._offered: list[tuple[StepsOffer, ...]] = []
        # The form that saved the change closes first.
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._offer_all)
        desk.bus.changed.connect(self._changed)

    def _changed(self, change_set: object, _origin: object) -> None:
        if not isinstance(change_set, ChangeSet) or change_set.kind is not ChangeSetKind.ACTION:
            return
        if change_set.touches("event") or change_set.touches("deliverable"):
            call = partial(self._desk.services.milestones.offers_after, change_set)
            self._desk.runner.read(self, call, self._arrived)

    def _arrived(self, offers: tuple[StepsOffer, ...]) -> None:
        if offers:
            self._offered.append(offers)
            self._pause.start()

    def _offer_all(self) -> None:
        offered, self._offered = self._offered, []
        for offers in offered:
            self._offer(offers)

    def _offer(self, offers: tuple[StepsOffer, ...]) -> None:
        if self._is_busy():
            from tracker.ui.record_page.steps_offer import passing_words

            words = passing_words(offers)
            self._desk.messages.toast(words, tr("Move…"), partial(self._ask, offers))
        else:
            self._ask(offers)

    def _ask(self, offers: tuple[StepsOffer, ...]) -> None:
        from tracker.ui.milestones.moving import open_offer

        open_offer(self._desk, self._window, offers)

    def _is_busy(self) -> bool:
        if QApplication.activeModalWidget() is not None:
            return True
        typing = (QLineEdit, QTextEdit, QPlainTextEdit)
        return isinstance(QApplication.focusWidget(), typing)
