"""Moving cards: asked at the card, logged in the background, put back when it cannot be."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from shiboken6 import isValid

from tracker.domain.progress import DeliverableStatus
from tracker.domain.records import ProgressEntry
from tracker.domain.validation import problems_of
from tracker.errors import InvalidDraft
from tracker.i18n import tr, trn
from tracker.services.board import BoardCard
from tracker.ui.board.several import SeveralDraft
from tracker.ui.board.strip import MoveStrip
from tracker.ui.desk import Desk
from tracker.ui.progress.drafts import Draft, ProgressDrafts
from tracker.ui.progress.picker import Picked
from tracker.ui.progress.saving import log_entry

if TYPE_CHECKING:
    from tracker.services.bulk_progress import BulkLog, BulkLogResult, BulkProgress

_KEEP_MS = 600


class CardMoves(QObject):
    """`begun` when cards stand in another column and the sentence is asked for, `ended(ids, to,
    in hand)` when those of `ids` are logged and all others are back, and whether the keys went to
    the strip until then, `failed(error)` when that could not be."""

    begun = Signal()
    ended = Signal(object, str, bool)
    failed = Signal(object)

    def __init__(self, desk: Desk, strip: MoveStrip, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self.strip = desk, strip
        self._drafts = ProgressDrafts(desk)
        self.cards: tuple[BoardCard, ...] = ()
        self.to = ""
        self._saving = False
        self._several = SeveralDraft(desk)
        self._soon = QTimer(self, singleShot=True, interval=_KEEP_MS)
        self._soon.timeout.connect(self.flush)
        strip.logged.connect(self.log)
        strip.cancelled.connect(self.cancel)
        strip.more_asked.connect(self.open_dialog)
        strip.edited.connect(self._edited)

    @property
    def ids(self) -> frozenset[int]:
        """The cards that stand elsewhere than their logs say."""
        return frozenset(card.id for card in self.cards)

    def begin(self, cards: tuple[BoardCard, ...], to: str) -> None:
        """Ask about moving cards to a status; one that is being asked about is put back before."""
        if self._saving:
            self._desk.messages.toast(tr("One moment: the move before is still being logged."))
            return
        if self.cards:
            self.cancel()
        self.cards, self.to = cards, to
        # Another dialog may have kept or dropped drafts meanwhile.
        self._drafts = ProgressDrafts(self._desk)
        note, day = self._several.text() if len(cards) > 1 else "", ""
        kept = self._drafts.of(cards[0].id) if len(cards) == 1 else None
        if kept is not None:
            found = kept.fields.get("note"), kept.fields.get("on")
            note = found[0] if isinstance(found[0], str) else ""
            day = found[1] if isinstance(found[1], str) else ""
        self.strip.ask(to, len(cards), self._desk.today(), note, day)
        self.begun.emit()

    def cancel(self) -> None:
        """Put the cards back; what was typed waits for the next time."""
        if self.cards and not self._saving:
            self.flush()
            self._end()

    def open_dialog(self) -> None:
        """Everything that can be logged, with what was typed so far."""
        card = self.cards[0]
        self._keep(always=True)
        self._drafts.flush()
        self._end()
        self._desk.navigator.log_progress(card.id)

    def flush(self) -> None:
        """The program ends: what is typed is kept."""
        self._keep()
        self._drafts.flush()
        self._several.flush()

    def log(self) -> None:
        """Write it, or say in the strip why it cannot be."""
        if self._saving or not self.cards:
            return
        strip = self.strip
        try:
            on = strip.read_day()
        except ValueError as error:
            strip.say(str(error), of_day=True)
            return
        card, note = self.cards[0], strip.note.text().strip()
        status, percent = DeliverableStatus(self.to), strip.read_percent()
        if percent is not None and percent == card.percent and len(self.cards) == 1:
            percent = None
        entry = ProgressEntry(
            deliverable_id=card.id, on=on, note=note, status=status, percent=percent
        )
        if problems := problems_of(entry):
            strip.say(problems[0].message, of_day=problems[0].path[0] == "on")
            return
        strip.say("")
        strip.set_busy(True)
        self._saving = True
        if len(self.cards) == 1:
            written = self._drafts.dropping(card.id)
            log_entry(self._desk, entry, card.title, written, self._saved, self._failed)
            return
        from tracker.services.bulk_progress_plan import BulkLog

        line = BulkLog(on=on, note=note, status=status, percent=percent)
        ids = [one.id for one in self.cards]
        self._desk.runner.write(
            self._desk.runner,
            partial(_log_several, self._desk.services.bulk_progress, ids, line, self._several.drop),
            partial(self._saved_several, self._desk),
            self._failed,
        )

    # --- inside -----------------------------------------------------------------------------------

    def _saved(self) -> None:
        if isValid(self):
            # Forgotten here too, or it would be written once more.
            self._drafts = ProgressDrafts(self._desk)
            self._end(self.ids)

    def _saved_several(self, desk: Desk, result: BulkLogResult) -> None:
        from tracker.ui.trashing import say_done

        if isValid(self):
            self._end(result.entries)
        text = trn("Logged on {n} deliverable", "Logged on {n} deliverables", result.logged)
        if result.refused:
            left = trn("{n} cannot take it", "{n} cannot take it", result.refused)
            text = f"{text} · {left}"
        if result.change_set is None:
            desk.messages.toast(text)
        say_done(desk, desk.runner, text, result.change_set)

    def _failed(self, error: Exception) -> None:
        if not isValid(self):
            self._desk.messages.show_error(None, error)
            return
        self._saving = False
        self.strip.set_busy(False)
        if isinstance(error, InvalidDraft) and self.strip.isVisible():
            self.strip.say("; ".join(one.message for one in error.problems))
            return
        self.flush()
        self._end()
        self.failed.emit(error)

    def _end(self, moved: Collection[int] = ()) -> None:
        in_hand, to = self.strip.has_focus(), self.to
        self._soon.stop()
        self._saving = False
        self.cards, self.to = (), ""
        self.strip.hide()
        self.ended.emit(frozenset(moved), to, in_hand)

    def _edited(self) -> None:
        self._keep()
        self._soon.start()

    def _keep(self, *, always: bool = False) -> None:
        """What is typed about one card is the draft that the log dialog has of it, too."""
        if not self.cards or self._saving:
            return
        if len(self.cards) > 1:
            self._several.keep(self.strip.note.text())
            return
        card = self.cards[0]
        before = self._drafts.of(card.id)
        if not self.strip.typed() and not always:
            if before is not None:
                self._drafts.drop(card.id)
            return
        fields = dict(before.fields) if before is not None else {}
        fields |= {"note": self.strip.note.text(), "status": self.to}
        if self.strip.day.text().strip() and self.strip.day.isModified():
            fields["on"] = self.strip.day.text()
        if (percent := self.strip.read_percent()) is not None:
            fields["percent"] = str(percent)
        picked = Picked(card.id, card.title, card.agreement, card.shown)
        groups = before.groups if before is not None else ()
        evidence = before.evidence if before is not None else ()
        self._drafts.keep(Draft(picked, fields, groups, evidence=evidence))


def _log_several(
    service: BulkProgress, ids: Sequence[int], line: BulkLog, written: Callable[[], None]
) -> BulkLogResult:
    result = service.apply(ids, line)
    if result.logged:
        written()
    return result
