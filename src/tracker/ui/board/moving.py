"""Moving cards: asked at the card, logged in the background, put back when it cannot be."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
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
from tracker.services.meanwhile import LoggedMeanwhile, Meanwhile, in_words
from tracker.services.progress import Logged
from tracker.ui.board.doubts import ask_if_it_stays, look_first
from tracker.ui.board.several import SeveralDraft, log_several
from tracker.ui.board.strip import MoveStrip
from tracker.ui.desk import Desk
from tracker.ui.progress.drafts import Draft, ProgressDrafts
from tracker.ui.progress.picker import Picked
from tracker.ui.progress.saving import log_entry

if TYPE_CHECKING:
    from tracker.services.bulk_progress import BulkLog, BulkLogResult

_KEEP_MS = 600


class CardMoves(QObject):
    """`begun` when cards stand in another column and the sentence is asked for, `turned` when they
    stand in yet another one before it is said, `ended(lines, to, in hand)` when the cards of
    which a line is given are logged and all others are back, and whether the keys went to the strip
    until then, `failed(error)` when that could not be."""

    begun = Signal()
    turned = Signal()
    ended = Signal(object, str, bool)
    failed = Signal(object)

    def __init__(self, desk: Desk, strip: MoveStrip, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self.strip = desk, strip
        self._drafts = ProgressDrafts(desk)
        self.cards: tuple[BoardCard, ...] = ()
        self.to = ""
        self._saving = False
        # The day, the column and the cards that were asked about: logged once more, they are meant.
        self._meant: tuple[object, ...] = ()
        # The newest line of each log that the person has seen, and what was told that came since.
        self._seen: dict[int, int] = {}
        self._told: dict[int, int] = {}
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

    @property
    def going(self) -> tuple[BoardCard, ...]:
        """Those of the cards that would come to another column than their logs say."""
        return tuple(card for card in self.cards if card.status != self.to)

    def begin(self, cards: tuple[BoardCard, ...], to: str) -> None:
        """Ask about moving cards to a status; those that are being asked about are put back
        before. Of several some may be there already: they come along if it is turned elsewhere."""
        if self._saving:
            self._desk.messages.toast(tr("One moment: the move before is still being logged."))
            return
        if self.cards:
            self.cancel()
        self.cards, self.to = cards, to
        self._seen, self._told = {card.id: card.newest for card in cards}, {}
        # Another dialog may have kept or dropped drafts meanwhile.
        self._drafts = ProgressDrafts(self._desk)
        note, day = self._several.text() if len(cards) > 1 else "", ""
        kept = self._drafts.of(cards[0].id) if len(cards) == 1 else None
        if kept is not None:
            found = kept.fields.get("note"), kept.fields.get("on")
            note = found[0] if isinstance(found[0], str) else ""
            day = found[1] if isinstance(found[1], str) else ""
        self.strip.ask(to, self._desk.today(), note, day, several=len(cards) > 1)
        self.strip.count_cards(len(self.going) if len(cards) > 1 else 1)
        self.begun.emit()

    def turn(self, to: str) -> None:
        """Ask about another column for the same cards; what is typed stays. Back in its own column
        a card is not moved, and the sentence alone can be logged."""
        if not self.cards or self._saving or to == self.to:
            return
        self.to = to
        self._say_where()
        self._edited()
        self.turned.emit()

    def follow(self, known: Mapping[int, BoardCard]) -> None:
        """The cards were read anew: what others logged on them meanwhile is told, and asked about
        before anything is logged."""
        going = self.going
        self.cards = tuple(known.get(card.id, card) for card in self.cards)
        if self._saving:
            return
        if len(going) != len(self.going):
            self._say_where()
        newest = {card.id: card.newest for card in self.cards}
        since = {id: line for id, line in newest.items() if self._seen[id] != line}
        if since != self._told:
            self._told = since
            call = partial(self._desk.services.progress.meanwhile, dict(self._seen))
            self._desk.runner.read(self, call, self._tell, key="meanwhile")

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
        card, note, going = self.cards[0], strip.note.text().strip(), self.going
        if not going and not note:
            self.cancel()  # nothing happened, and there is nothing to say
            return
        status = DeliverableStatus(self.to) if going else None
        percent = strip.read_percent()
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
        from tracker.services.bulk_progress_plan import BulkLog

        line = BulkLog(on=on, note=note, status=status, percent=percent)
        ids = [one.id for one in going or self.cards]
        seen = {id: self._seen[id] for id in ids}
        first = partial(look_first, self._desk.services.progress, seen, self._first(ids, line))
        if len(self.cards) == 1:
            written = self._drafts.dropping(card.id)
            log_entry(
                self._desk, entry, card.title, written, self._saved, self._failed,
                first=first, seen=seen[card.id],
            )  # fmt: skip
            return
        bulk, written = self._desk.services.bulk_progress, self._several.drop
        self._desk.runner.write(
            self._desk.runner,
            partial(log_several, bulk, seen, line, written, first),
            partial(self._saved_several, self._desk),
            self._failed,
        )

    # --- inside -----------------------------------------------------------------------------------

    def _say_where(self) -> None:
        self.strip.turn(self.to, at_home=not self.going)
        self.strip.count_cards((len(self.going) or len(self.cards)) if len(self.cards) > 1 else 1)

    def _tell(self, found: list[Meanwhile]) -> None:
        # An answer about other cards, or before a log that asked anew, says nothing here.
        if self.cards and not self._saving and all(one.id in self._seen for one in found):
            self.strip.say_meanwhile(in_words(found) if found else "")

    def _first(self, ids: Sequence[int], line: BulkLog) -> Callable[[], None] | None:
        """What is to be asked before it is written; nothing where it was asked already."""
        asked, self._meant = self._meant, (line.on, line.status, *ids)
        if line.status is None or asked == self._meant:
            return None
        bulk = self._desk.services.bulk_progress
        return partial(ask_if_it_stays, bulk, ids, line, self._desk.today())

    def _saved(self, logged: Logged) -> None:
        if isValid(self):
            # Forgotten here too, or it would be written once more.
            self._drafts = ProgressDrafts(self._desk)
            self._end(dict.fromkeys(self.ids, logged.entry_id))

    def _saved_several(self, desk: Desk, result: BulkLogResult) -> None:
        from tracker.ui.trashing import say_done

        if isValid(self):
            self._end(result.entries)
        text = trn("Logged on {n} deliverable", "Logged on {n} deliverables", result.logged)
        if result.refused:
            left = trn("{n} cannot take it", "{n} cannot take it", result.refused)
            why = " ".join(dict.fromkeys(one.reason for one in result.refused_lines))
            text = f"{text} · {left}: {why}" if why else f"{text} · {left}"
        if result.change_set is None:
            desk.messages.toast(text)
        say_done(desk, desk.runner, text, result.change_set)

    def _failed(self, error: Exception) -> None:
        if not isValid(self):
            self._desk.messages.show_error(None, error)
            return
        self._saving = False
        self.strip.set_busy(False)
        if isinstance(error, LoggedMeanwhile) and self.strip.isVisible():
            # Seen from now on: logged once more, it is meant. What else is doubted is asked then.
            self._seen |= {one.id: one.newest for one in error.found}
            self._told, self._meant = {}, ()
            self.strip.say_meanwhile(str(error))
            return
        if isinstance(error, InvalidDraft) and self.strip.isVisible():
            of_day = error.problems[0].path[:1] == ("on",)
            self.strip.say("; ".join(one.message for one in error.problems), of_day=of_day)
            return
        self.flush()
        self._end()
        self.failed.emit(error)

    def _end(self, moved: Mapping[int, int] | None = None) -> None:
        in_hand, to = self.strip.has_focus(), self.to
        self._soon.stop()
        self._saving = False
        self.cards, self.to, self._meant = (), "", ()
        self._seen, self._told = {}, {}
        self.strip.hide()
        self.ended.emit(dict(moved or {}), to, in_hand)

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
