"""How wide a list's columns are: as their rows need, the name taking what is free."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from PySide6.QtGui import QFontMetrics

from tracker.domain.shortening import in_one_line
from tracker.i18n import tr
from tracker.ui.icons import SIZE
from tracker.ui.lists.columns import Column
from tracker.ui.lists.model import WindowedTableModel
from tracker.ui.theme import Theme

# Rows that are measured, and px: beside the words, for the arrow of the sort, of the first
# stretching column (the name) and of the others at least, of the others before the name gets
# more.
_SAMPLE, _BESIDE, _ARROW, _NAME, _LEAST, _READABLE = 200, 22, 16, 260, 110, 170


def fitted(
    theme: Theme, model: WindowedTableModel, shown: Sequence[int], room: int
) -> dict[int, int]:
    """A width for each of the columns `shown`, in px.

    A column is as wide as its rows and its head need, at most as declared; a date is never cut;
    those that stretch share the room that is left by what they need. Where there is too little,
    the others give before the name does; the list scrolls when nobody can.
    """
    columns, rows = model.columns, model.loaded(_SAMPLE)
    growing = [at for at in shown if columns[at].stretch] or list(shown[:1])
    widths = {}
    needs = {}
    for at in shown:
        declared = theme.px(columns[at].width)
        # Until the rows are here the declared widths stand.
        found = _widths(theme, columns[at], (row[at] for row in rows)) if rows else [declared]
        needs[at] = found[-1]
        if columns[at].kind == "date":
            widths[at] = needs[at]
        else:
            widths[at] = max(min(declared, needs[at]), _head(theme, columns[at]))
    for at in growing:
        least = theme.px(_NAME if at == growing[0] else _LEAST)
        widths[at] = min(widths[at], least) if at != growing[0] else least
    free = room - sum(widths.values())
    readable = [(at, min(needs[at], theme.px(_READABLE))) for at in growing[1:]]
    for at, wanted in [*readable, *((at, needs[at]) for at in growing)]:
        more = max(0, min(wanted - widths[at], free))
        widths[at] += more
        free -= more
    if growing and free > 0:
        widths[growing[0]] += free
    return widths


def _widths(theme: Theme, column: Column, values: Iterable[Any]) -> list[int]:
    """What each value that says something needs, the least first; what the head needs at least."""
    head = _head(theme, column)
    if column.kind == "percent":
        return [max(theme.px(column.width), head)]
    strong = column.kind in {"strong", "status"}
    metrics = QFontMetrics(theme.font("strong" if strong else "base"))
    beside = _BESIDE + (SIZE + 6 if column.kind == "status" else 0)
    said = filter(None, (in_one_line(column.words(value)) for value in values))
    return sorted(max(head, metrics.horizontalAdvance(one) + beside) for one in said) or [head]


def _head(theme: Theme, column: Column) -> int:
    metrics = QFontMetrics(theme.font("head"))
    return metrics.horizontalAdvance(tr(column.label)) + _BESIDE + _ARROW
