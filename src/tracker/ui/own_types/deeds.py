"""What is done with a whole type: no longer offered, offered again, removed."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QWidget

from tracker.domain.changes import ChangeSet
from tracker.i18n import tr
from tracker.services.own_types import OwnTypeLine
from tracker.ui.desk import Desk
from tracker.ui.messages import Choice
from tracker.ui.trashing import say_done

Failed = Callable[[Exception], None]


def retire_or_offer(desk: Desk, owner: QWidget, line: OwnTypeLine, failed: Failed) -> None:
    """Offer a type no longer, or again."""
    service, name = desk.services.own_types, line.definition.name
    if line.definition.retired:
        _act(desk, owner, partial(service.offer, line.key),
             tr("“{name}” is offered again", name=name), failed)  # fmt: skip
    else:
        _act(desk, owner, partial(service.retire, line.key),
             tr("“{name}” is no longer offered", name=name), failed)  # fmt: skip


def ask_to_remove(desk: Desk, owner: QWidget, line: OwnTypeLine, failed: Failed) -> None:
    """Remove a type after a question. Of one that is used the service says why it stays."""
    if line.uses:
        _remove(desk, owner, line, failed, "remove")
        return
    desk.messages.question(
        owner,
        tr("Remove the type “{name}”?", name=line.definition.name),
        tr("No deliverable has it. This can be undone."),
        [Choice("keep", tr("Keep it")), Choice("remove", tr("Remove"), "danger")],
        partial(_remove, desk, owner, line, failed),
    )


def _remove(desk: Desk, owner: QWidget, line: OwnTypeLine, failed: Failed, answer: str) -> None:
    if answer == "remove":
        text = tr("Removed “{name}”", name=line.definition.name)
        _act(desk, owner, partial(desk.services.own_types.remove, line.key), text, failed)


def _act(
    desk: Desk,
    owner: QWidget,
    call: Callable[[], ChangeSet | None],
    text: str,
    failed: Failed,
) -> None:
    desk.runner.write(owner, call, partial(say_done, desk, desk.bus, text), failed)
