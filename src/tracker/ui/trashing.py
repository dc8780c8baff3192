"""Moving records to the trash with an undo to hand, from any page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from tracker.domain.changes import ChangeSet
from tracker.domain.refs import RecordRef
from tracker.i18n import tr, trn
from tracker.ui.desk import Desk

if TYPE_CHECKING:
    from tracker.services import Services


def move_to_trash(
    desk: Desk, owner: QObject, refs: Sequence[RecordRef], done: Callable[[], None]
) -> None:
    """Move records to the trash, announce it, and offer to undo all of them.

    `owner` must outlive the change; `done` is called after it.
    """
    call = partial(_trash, desk.services, tuple(refs))
    desk.runner.write(owner, call, partial(_trashed, desk, owner, done))


def _trash(services: Services, refs: Sequence[RecordRef]) -> list[ChangeSet]:
    made = (services.records.trash(ref) for ref in refs)
    return [change_set for change_set in made if change_set is not None]


def _trashed(
    desk: Desk, owner: QObject, done: Callable[[], None], change_sets: list[ChangeSet]
) -> None:
    done()
    if not change_sets:
        return
    for change_set in change_sets:
        desk.bus.announce(change_set, owner)
    if len(change_sets) == 1:
        name = change_sets[0].action.name
        text = tr("{name} is in the trash", name=name if len(name) <= 60 else name[:59] + "…")
    else:
        many = len(change_sets)
        text = trn("{n} record is in the trash", "{n} records are in the trash", many)
    desk.messages.toast(text, tr("Undo"), partial(_bring_back, desk, owner, change_sets))


def _bring_back(desk: Desk, owner: QObject, change_sets: Sequence[ChangeSet]) -> None:
    call = partial(_undo, desk.services, [each.id for each in reversed(change_sets)])
    desk.runner.write(owner, call, partial(_announce, desk, owner))


def _undo(services: Services, ids: Sequence[int]) -> list[ChangeSet]:
    return [services.undo.undo(id) for id in ids]


def _announce(desk: Desk, owner: QObject, change_sets: Sequence[ChangeSet]) -> None:
    for change_set in change_sets:
        desk.bus.announce(change_set, owner)
