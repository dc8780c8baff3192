"""Moving records to the trash and bringing them back, with an undo to hand, from any page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject

from tracker.domain.changes import ChangeSet
from tracker.domain.refs import RecordRef
from tracker.i18n import tr, trn
from tracker.ui.desk import Desk


def move_to_trash(
    desk: Desk, owner: QObject, refs: Sequence[RecordRef], done: Callable[[], None]
) -> None:
    """Move records to the trash in one action, announce it, and offer to undo it.

    `owner` must outlive the change; `done` is called after it.
    """
    call = partial(desk.services.records.trash_all, tuple(refs))
    desk.runner.write(owner, call, partial(_trashed, desk, owner, done, len(refs)))


def bring_back(desk: Desk, owner: QObject, refs: Sequence[RecordRef]) -> None:
    """Bring records back from the trash in one action, announce it, and offer to undo it."""
    call = partial(desk.services.records.restore_all, tuple(refs))
    desk.runner.write(owner, call, partial(_brought_back, desk, owner, len(refs)))


def _trashed(
    desk: Desk, owner: QObject, done: Callable[[], None], count: int, change_set: ChangeSet | None
) -> None:
    done()
    if count == 1 and change_set is not None:
        text = tr("{name} is in the trash", name=_short(change_set.action.name))
    else:
        text = trn("{n} record is in the trash", "{n} records are in the trash", count)
    text = _with_further(text, change_set)
    say_done(desk, owner, text, change_set)


def _brought_back(desk: Desk, owner: QObject, count: int, change_set: ChangeSet | None) -> None:
    if count == 1 and change_set is not None:
        text = tr("{name} is back from the trash", name=_short(change_set.action.name))
    else:
        text = trn(
            "{n} record is back from the trash", "{n} records are back from the trash", count
        )
    text = _with_further(text, change_set)
    say_done(desk, owner, text, change_set)


def _with_further(text: str, change_set: ChangeSet | None) -> str:
    return f"{text}: {change_set.further}" if change_set and change_set.further else text


def say_done(desk: Desk, owner: QObject, text: str, change_set: ChangeSet | None) -> None:
    """Announce a change and say it in passing, with an undo of just this one to hand; `owner`
    must outlive that. Says nothing if nothing was changed."""
    if change_set is not None:
        desk.bus.announce(change_set, owner)
        desk.messages.toast(text, tr("Undo"), partial(_undo, desk, owner, change_set.id))


def _undo(desk: Desk, owner: QObject, id: int) -> None:
    call = partial(desk.services.undo.undo, id)
    desk.runner.write(owner, call, partial(_announce, desk, owner))


def _announce(desk: Desk, owner: QObject, change_set: ChangeSet) -> None:
    desk.bus.announce(change_set, owner)


def _short(name: str) -> str:
    return name if len(name) <= 60 else name[:59] + "…"
