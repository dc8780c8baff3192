"""Writing an entry, telling everybody, and offering to take it back; it outlives the dialog."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from tracker.domain.changes import ChangeSet
from tracker.domain.records import ProgressEntry
from tracker.i18n import tr
from tracker.services.attachments import Prepared
from tracker.services.progress import Logged, ProgressService
from tracker.ui.desk import Desk


def log_entry(
    desk: Desk,
    entry: ProgressEntry,
    name: str,
    written: Callable[[], None],
    saved: Callable[[Logged], None],
    failed: Callable[[Exception], None],
    files: Sequence[Prepared] = (),
    kept: Sequence[int] = (),
    first: Callable[[], None] | None = None,
    seen: int | None = None,
) -> None:
    """Write `entry` for the deliverable `name` in the background, with `files`, and
    those of the line it corrects whose ids are `kept`. What `first` raises is told to `failed`, and
    nothing is written; so too if `seen` is not the newest line of the log any more.

    `written` runs on the writer thread right after the entry is in the database, so also when the
    program ends before anybody is told. `saved` runs before everybody is told. It and `failed` are
    called even when the dialog has gone meanwhile: what was asked for is done, and its failure is
    never lost.
    """
    # The runner lives as long as the window, so that no answer is dropped with the dialog.
    desk.runner.write(
        desk.runner,
        partial(_log, desk.services.progress, entry, written, files, kept, first, seen),
        partial(_saved, desk, name, entry, saved),
        failed,
    )


def _log(
    progress: ProgressService,
    entry: ProgressEntry,
    written: Callable[[], None],
    files: Sequence[Prepared],
    kept: Sequence[int],
    first: Callable[[], None] | None,
    seen: int | None,
) -> Logged:
    if first is not None:
        first()
    logged = progress.log(entry, files, kept, seen)
    written()
    return logged


def _saved(
    desk: Desk, name: str, entry: ProgressEntry, saved: Callable[[Logged], None], logged: Logged
) -> None:
    saved(logged)
    desk.bus.announce(logged.change_set)
    said = tr("Logged on {name}", name=_short(name))
    if entry.withdraws:
        said = tr("A line of {name} is taken out", name=_short(name))
    elif entry.corrects_id is not None:
        said = tr("A line of {name} is put right", name=_short(name))
    desk.messages.toast(
        said,
        tr("Undo"),
        partial(_undo, desk, logged.change_set),
    )


def _undo(desk: Desk, done: ChangeSet) -> None:
    desk.runner.write(
        desk.runner,
        partial(desk.services.undo.undo, done.id),
        partial(_undone, desk, done),
    )


def _undone(desk: Desk, done: ChangeSet, change_set: ChangeSet) -> None:
    desk.bus.announce(change_set)
    desk.messages.toast(tr("Undone: {action}", action=done.action))


def _short(name: str) -> str:
    return name if len(name) <= 60 else f"{name[:59]}…"
