"""A list as CSV (RFC 4180): UTF-8 with a mark at its head, so that spreadsheets read Korean.

Cells are separated by commas everywhere, whatever the region: that is what the name says, and
what programs read. Days are ISO 8601, numbers have a point.
"""

import csv
import io
from collections.abc import Sequence
from datetime import date
from typing import BinaryIO

from tracker.domain.cell_text import guarded
from tracker.reports.list_columns import Amount, Cell, Chunks, ReportColumn, safe_text
from tracker.reports.texts import CELL_LIMIT


def write_list_csv(file: BinaryIO, columns: Sequence[ReportColumn], chunks: Chunks) -> int:
    """Write rows into `file`; gives their number."""
    words = io.TextIOWrapper(file, encoding="utf-8-sig", newline="")
    try:
        sheet = csv.writer(words, lineterminator="\r\n")
        sheet.writerow([_text(column.title) for column in columns])
        count = 0
        for rows in chunks:
            sheet.writerows([list(map(_cell, row)) for row in rows])
            count += len(rows)
        words.flush()
    finally:
        # The file is its owner's to close.
        words.detach()
    return count


def _cell(cell: Cell) -> object:
    if isinstance(cell, str):
        return _text(cell)
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, Amount):
        return f"{cell.currency} {cell.amount:f}"
    return cell


def _text(text: str) -> str:
    if not text.isprintable() or len(text) > CELL_LIMIT:
        text = safe_text(text)
    return guarded(text)
