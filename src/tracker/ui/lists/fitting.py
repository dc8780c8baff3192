"""How wide a list's columns are: as their rows need, the name taking what is free."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from PySide6.QtGui import QFontMetrics

from tracker.domain.dates import PartialDate
from tracker.domain.shortening import in_one_line
from tracker.i18n import tr
from tracker.ui.icons import SIZE
from tracker.ui.lists.columns import Column
from tracker.ui.lists.model import WindowedTableModel
from tracker.ui.status import words
from tracker.ui.theme import Theme
from tracker.ui.widgets.badge import GAP

EDGE = 10
"""What the first column keeps free at its left beside its padding, in px: its words stand below
the title of the page."""

# Rows that are looked at, and for one column alone.
_SAMPLE, _ALL = 60, 300
# In px: beside the words, for the arrow of the sort.
_BESIDE, _ARROW = 22, 23
# In px, of the columns that stretch: the first (the name) and the others have at least so much, the
# name a little less where not all columns have room; the others before the name gets more.
_NAME, _NAME_LEAST, _LEAST, _USUAL, _READABLE = 260, 200, 110, 150, 170
# A day as wide as any: ranges come later in a list than its first page.
_DAY = PartialDate.parse("2028-09-28")


class Widths:
    """What columns need, by key, and what the person gave them.

    A need only grows while the same rows are shown, so that columns do not jump while somebody
    scrolls; it is measured anew for other rows and when the theme changes. `by_hand` is in px on
    the screen.
    """

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self._needs: dict[str, int] = {}
        self._looked_at = 0
        self._is_other = False
        self.by_hand: dict[str, int] = {}

    def forget(self) -> None:
        """Measure anew."""
        self._needs.clear()
        self._looked_at = 0

    def expect_others(self) -> None:
        """What is shown next are other rows: what those before needed counts no more, as soon as
        enough of the others are there."""
        self._is_other = True

    def rows_came(self, _places: object, how: str) -> None:
        """What is told by `WindowedTableModel.placed`: another question has other rows."""
        if how == "start":
            self.expect_others()

    @property
    def has_seen_few(self) -> bool:
        """Whether more rows should be looked at as soon as they are there."""
        return self._is_other or self._looked_at < _SAMPLE

    def measure(self, model: WindowedTableModel) -> None:
        """Look at the rows that are here."""
        rows = model.loaded(_SAMPLE)
        # Not for none, nor for the first few of many: the columns would jump to and fro.
        if self._is_other and rows and (model.is_complete or len(rows) >= _SAMPLE):
            self._is_other = False
            self.forget()
        self._looked_at = len(rows)
        for at, column in enumerate(model.columns) if rows else ():
            need = needed(self._theme, column, (row[at] for row in rows))
            if column.summed:
                need = max(need, self._sums_need(model, column))
            self._needs[column.key] = max(need, self._needs.get(column.key, 0))

    def see_dates(self, model: WindowedTableModel, rows: Iterable[tuple[Any, ...]]) -> bool:
        """Look at the dates of rows that come later; says whether one needs more room. The
        widest exact day is known."""
        rows, grown = list(rows), False
        for at, column in enumerate(model.columns):
            known = self._needs.get(column.key)
            if column.kind != "date" or column.text is not None or known is None:
                continue
            dates = {row[at] for row in rows if isinstance(row[at], PartialDate)}
            need = needed(self._theme, column, (one for one in dates if not one.is_day))
            if need > known:
                self._needs[column.key], grown = need, True
        return grown

    def _sums_need(self, model: WindowedTableModel, column: Column) -> int:
        sums = (line.sums.get(column.key) for line in model.group_lines[:_SAMPLE])
        metrics = QFontMetrics(self._theme.font("strong"))
        said = (column.words(one) for one in sums if one is not None)
        return max((metrics.horizontalAdvance(one) + _BESIDE for one in said), default=0)

    def whole(self, model: WindowedTableModel, at: int, *, edge: bool) -> int:
        """What a column needs to show all it says in the rows here; `edge`: it is the first."""
        rows = model.loaded(_ALL)
        need = needed(self._theme, model.columns[at], (row[at] for row in rows))
        return need + (EDGE if edge else 0)

    def fitted(self, columns: Iterable[Column], room: int) -> dict[str, int]:
        """A width for each of the columns, in px.

        A column is as wide as its rows and its head need, at most as declared; a date is never
        cut; those that stretch share the room that is left by what they need. Where there is too
        little, the others give before the name does, and a little each; the list scrolls when
        nobody can.
        """
        theme, columns = self._theme, list(columns)
        growing = [one.key for one in columns if one.stretch] or [one.key for one in columns[:1]]
        first = growing[0] if growing else ""
        widths: dict[str, int] = {}
        needs: dict[str, int] = {}
        for at, column in enumerate(columns):
            edge = EDGE if at == 0 else 0
            declared = theme.px(column.width) + edge
            # Until the rows are here the declared widths stand.
            need = self._needs.get(column.key)
            needs[column.key] = declared if need is None else need + edge
            whole = column.kind == "date"
            fits = needs[column.key] if whole else min(declared, needs[column.key])
            widths[column.key] = max(fits, head_width(theme, column) + edge)
        for at, key in enumerate(growing):
            least = theme.px(_LEAST) if at else theme.px(_NAME_LEAST) + EDGE
            widths[key] = min(widths[key], least) if at else least
        widths |= {key: width for key, width in self.by_hand.items() if key in widths}
        growing = [key for key in growing if key not in self.by_hand]
        free = room - sum(widths.values())
        others = growing[1:] if first in growing else growing
        usual = [(key, min(needs[key], theme.px(_USUAL))) for key in others]
        named = [(first, theme.px(_NAME) + EDGE)] if first in growing else []
        readable = [(key, min(needs[key], theme.px(_READABLE))) for key in others]
        rest = [(key, needs[key]) for key in growing]
        for key, wanted in [*usual, *named, *readable, *rest]:
            more = max(0, min(wanted - widths[key], free))
            widths[key] += more
            free -= more
        if growing and free > 0:
            widths[growing[0]] += free
        return widths


def needed(theme: Theme, column: Column, values: Iterable[Any]) -> int:
    """The width in px that shows the longest of the values, and the head."""
    head = head_width(theme, column)
    if column.kind == "percent":
        return max(theme.px(column.width), head)
    if column.kind == "status" and column.text is None:
        # Longer words of the same few come later in a list than its first page.
        metrics = QFontMetrics(theme.font("strong"))
        return max(head, SIZE + GAP + _BESIDE + max(map(metrics.horizontalAdvance, words())))
    said = {in_one_line(column.words(value)) for value in values if value is not None}
    metrics = QFontMetrics(theme.font("strong" if column.kind == "strong" else "base"))
    if column.kind == "date" and column.text is None:
        said.add(column.words(_DAY))
    return max([head, *(metrics.horizontalAdvance(one) + _BESIDE for one in said)])


def head_width(theme: Theme, column: Column) -> int:
    """The width in px that shows a column's label and the arrow of its sort."""
    metrics = QFontMetrics(theme.font("head"))
    return metrics.horizontalAdvance(tr(column.label)) + _BESIDE + _ARROW
