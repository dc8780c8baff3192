"""A selection between ids, which last, and rows, which move."""

from __future__ import annotations

from array import array
from collections.abc import Sequence

from tracker.ui.lists.model import WindowedTableModel


def rows_of(model: WindowedTableModel, ids: array[int]) -> list[int]:
    """The rows that these ids have now, from the top; ids that have gone are left out."""
    if len(ids) > 20:
        wanted = set(ids)
        return [row for row, one in enumerate(model.ids(0, model.count)) if one in wanted]
    return sorted(row for row in map(model.find_row, ids) if row >= 0)


def ranges(rows: Sequence[int]) -> list[tuple[int, int]]:
    """Neighbouring rows as (first, last)."""
    found: list[tuple[int, int]] = []
    for row in rows:
        if found and row == found[-1][1] + 1:
            found[-1] = (found[-1][0], row)
        else:
            found.append((row, row))
    return found
