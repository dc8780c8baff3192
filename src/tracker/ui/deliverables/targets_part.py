"""How the target moved: the first one, then each move with its day and reason."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from tracker.domain.dates import PartialDate
from tracker.domain.dates_writing import write_date
from tracker.domain.progress import standing
from tracker.domain.records import Deliverable, ProgressEntry
from tracker.i18n import mark, tr, trn
from tracker.ui.record_page.table_parts import TableColumn, TableContent, TableRow

_COLUMNS = (
    TableColumn(mark("Target"), "text", 110),
    TableColumn(mark("Said on"), "text", 110),
    TableColumn(mark("Because"), "text", 180, stretch=True),
)


class Move(NamedTuple):
    """The target as from a line of the log; the first one was said by none."""

    to: PartialDate
    on: PartialDate | None = None
    reason: str = ""


def moves_of(deliverable: Deliverable, log: Sequence[ProgressEntry]) -> list[Move]:
    """The first target and every one that differs from the one before."""
    found = [Move(deliverable.target)] if deliverable.target else []
    counted = sorted(standing(log), key=_place)
    for entry in counted:
        if entry.target is not None and (not found or found[-1].to != entry.target):
            found.append(Move(entry.target, entry.on, entry.target_reason))
    return found


def moves_in_words(moves: Sequence[Move]) -> str:
    """ "first Jun 2024, moved twice"; empty if it never moved."""
    if len(moves) < 2:
        return ""
    first = tr("first {date}", date=write_date(moves[0].to))
    moved = trn("moved once", "moved {n} times", len(moves) - 1)
    return f"{first}, {moved}"


def moves_table(moves: Sequence[Move]) -> TableContent:
    """The newest first."""
    rows = [
        TableRow(
            (
                write_date(move.to),
                write_date(move.on) if move.on else tr("at first"),
                move.reason or ("" if move.on is None else tr("no reason stated")),
            )
        )
        for move in reversed(moves)
    ]
    return TableContent(tr("Targets"), _COLUMNS, rows)


def _place(entry: ProgressEntry) -> tuple[date, int]:
    return entry.on.earliest, entry.id or 0
