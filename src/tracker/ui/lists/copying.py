"""Rows as a table for the clipboard, with headers, that pastes into a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from tracker.i18n import tr
from tracker.ui.lists.columns import Column

_FORMULA = ("=", "+", "-", "@")


def table_text(
    columns: Sequence[Column], shown: Sequence[int], rows: Iterable[Sequence[Any]]
) -> str:
    """Tab-separated text of the columns `shown` (by number, in that order)."""
    lines = ["\t".join(_cell(tr(columns[at].label)) for at in shown)]
    lines += ["\t".join(_value(columns[at], row[at]) for at in shown) for row in rows if row]
    return "\n".join(lines) + "\n"


def _value(column: Column, value: Any) -> str:
    if isinstance(value, int | float) and column.text is None and column.kind == "number":
        return str(value)
    return _cell(column.words(value))


def _cell(text: str) -> str:
    """One cell: no tabs or line ends, and nothing that a spreadsheet takes for a formula."""
    text = " ".join(text.split())
    return f"'{text}" if text.startswith(_FORMULA) else text
