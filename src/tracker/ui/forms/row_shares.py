"""How a row of a list shares out its room among the fields of a child record."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtGui import QFontMetrics

from tracker.domain.dates import PartialDate
from tracker.domain.dates_writing import write_date
from tracker.domain.fields import FieldSpec, Kind
from tracker.domain.reading import plain_label
from tracker.i18n import tr
from tracker.ui.forms.parts import FormParts

# By kind of editor: its part of what is left, and the room in which it can be read at all, in px.
_SHARES = {
    Kind.REFERENCE: 7, Kind.TEXT: 8, Kind.LONG_TEXT: 9, Kind.CHOICE: 5, Kind.DATE: 4,
    Kind.DECIMAL: 3, Kind.INTEGER: 3, Kind.URL: 7, Kind.OFFSET: 5,
}  # fmt: skip
_LEAST = {
    Kind.REFERENCE: 132, Kind.TEXT: 120, Kind.LONG_TEXT: 180, Kind.DECIMAL: 72, Kind.INTEGER: 72,
    Kind.PERCENT: 72, Kind.URL: 150, Kind.OFFSET: 132, Kind.TEXTS: 150,
}  # fmt: skip
_LEAST_OF_OTHERS = 110
_LEAST_SENTENCE = 200
# Of a choice what its longest word needs, with the arrow and the paddings; no more than this.
_ARROW, _LEAST_CHOICE, _MOST_CHOICE = 54, 84, 190
# Of a date what a long one needs, with the calendar and the paddings.
_LONG_DAY, _CALENDAR = PartialDate.parse("2024-10-30"), 50
_MAIN = 14
# With so many fields beside it there is no room left for a sentence.
_CROWD = 3
TOOL = 28
GAP = 6
INDENT = 12


def share_of(spec: FieldSpec) -> int:
    """The share of a line's width that an editor gets."""
    return _MAIN if _says_it(spec) else _SHARES.get(spec.kind, 4)


def least_of(spec: FieldSpec, parts: FormParts) -> int:
    """The width, in px, below which what stands in an editor cannot be read."""
    theme = parts.icons.theme
    metrics = QFontMetrics(theme.font("base"))
    if spec.kind is Kind.DATE:
        return metrics.horizontalAdvance(write_date(_LONG_DAY, parts.language)) + theme.px(
            _CALENDAR
        )
    if spec.kind is Kind.CHOICE:
        lengths = [metrics.horizontalAdvance(tr(one)) for one in spec.choices.values()]
        wanted = max(lengths, default=0) + theme.px(_ARROW)
        return max(theme.px(_LEAST_CHOICE), min(wanted, theme.px(_MOST_CHOICE)))
    if _says_it(spec):
        return theme.px(_LEAST_SENTENCE)
    return theme.px(_LEAST.get(spec.kind, _LEAST_OF_OTHERS))


def lines_of(main: Sequence[FieldSpec]) -> tuple[Sequence[FieldSpec], Sequence[FieldSpec]]:
    """The fields of a row's first and second line: a sentence among many fields has a line of its
    own."""
    crowded = len(main) > _CROWD or any(spec.kind is Kind.OFFSET for spec in main)
    if crowded and _says_it(main[0]):
        return main[:1], main[1:]
    return main, ()


def fits(main: Sequence[FieldSpec], room: int, parts: FormParts) -> bool:
    """Whether the fields can be read side by side, as `lines_of` puts them, in so many px."""
    first, second = lines_of(main)
    small = QFontMetrics(parts.icons.theme.font("small"))
    labels = [small.horizontalAdvance(plain_label(spec)) + GAP for spec in second]
    return (
        _taken([least_of(spec, parts) for spec in first]) <= room
        and _taken([least_of(spec, parts) for spec in second]) + sum(labels) + INDENT <= room
    )


def wrapped(main: Sequence[FieldSpec], room: int, parts: FormParts) -> list[list[FieldSpec]]:
    """The fields on as few lines as can be read in so many px, the lines about equally full; a
    sentence keeps a line of its own."""
    first, second = lines_of(main)
    return [*_even(first, room, parts), *(_even(second, room, parts) if second else ())]


def _even(main: Sequence[FieldSpec], room: int, parts: FormParts) -> list[list[FieldSpec]]:
    widths = [least_of(spec, parts) for spec in main]
    fewest = len(_filled(widths, room))
    # The narrowest page on which they take no more lines.
    narrow = next(
        width for width in range(min(max(widths), room), room + 1)
        if len(_filled(widths, width)) == fewest
    )  # fmt: skip
    ends = [0, *_filled(widths, narrow)]
    return [list(main[start:end]) for start, end in pairwise(ends)]


def _filled(widths: Sequence[int], room: int) -> list[int]:
    """Where each line ends when it is filled as words fill a page."""
    ends: list[int] = []
    used = 0
    for place, width in enumerate(widths):
        if place and used + GAP + width > room:
            ends.append(place)
            used = width
        else:
            used += width + (GAP if place else 0)
    return [*ends, len(widths)]


def _taken(widths: Sequence[int]) -> int:
    return sum(widths) + GAP * max(0, len(widths) - 1)


def _says_it(spec: FieldSpec) -> bool:
    """The text without which a row says nothing, such as the commitment itself."""
    return spec.kind is Kind.TEXT and spec.required
