"""Texts in cells of a spreadsheet: kept from being formulas, and read as they were."""

import re

# What a spreadsheet takes for a formula: the signs, as wide as a Korean keyboard writes them too,
# and what is not seen before one.
_FORMULA_BEGINS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
_SIGNS = "".join(map(re.escape, _FORMULA_BEGINS))
# A text that begins like a guarded one is guarded too; else it would be read as another.
_TO_GUARD = re.compile(f"'*[{_SIGNS}]")
_GUARDED = re.compile(f"'+[{_SIGNS}]")


def guarded(text: str) -> str:
    """A text that stays one in a spreadsheet: an apostrophe before what would be a formula.
    `meant` takes it away again."""
    return f"'{text}" if _TO_GUARD.match(text) else text


def meant(cell: str) -> str:
    """What a cell says: without the apostrophe that keeps a text from being a formula."""
    return cell[1:] if _GUARDED.match(cell) else cell
