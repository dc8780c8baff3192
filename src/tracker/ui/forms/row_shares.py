"""How a row of a list shares out its room among the fields of a child record."""

from __future__ import annotations

from collections.abc import Sequence

from tracker.domain.fields import FieldSpec, Kind

# By kind of editor.
_SHARES = {
    Kind.REFERENCE: 7, Kind.TEXT: 8, Kind.LONG_TEXT: 9, Kind.CHOICE: 5, Kind.DATE: 4,
    Kind.DECIMAL: 3, Kind.INTEGER: 3, Kind.URL: 7, Kind.OFFSET: 5,
}  # fmt: skip
_MAIN = 14
# With so many fields beside it there is no room left for a sentence.
_CROWD = 3
TOOL = 28
GAP = 6


def share_of(spec: FieldSpec) -> int:
    """The share of a line's width that an editor gets."""
    return _MAIN if _says_it(spec) else _SHARES.get(spec.kind, 4)


def lines_of(main: Sequence[FieldSpec]) -> tuple[Sequence[FieldSpec], Sequence[FieldSpec]]:
    """The fields of a row's first and second line: a sentence among many fields has a line of its
    own."""
    crowded = len(main) > _CROWD or any(spec.kind is Kind.OFFSET for spec in main)
    if crowded and _says_it(main[0]):
        return main[:1], main[1:]
    return main, ()


def _says_it(spec: FieldSpec) -> bool:
    """The text without which a row says nothing, such as the commitment itself."""
    return spec.kind is Kind.TEXT and spec.required
