"""A list as an Excel workbook of one sheet, row by row: its memory does not grow with the list.

Numbers are numbers, whole days are days, and every text is text: nothing a person typed becomes
a formula, a link or a number.
"""

import contextlib
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, BinaryIO

from tracker.errors import TrackerError
from tracker.i18n import tr
from tracker.reports import marks
from tracker.reports.list_columns import Amount, CellKind, Chunks, ReportColumn, safe_text
from tracker.reports.xlsx_sheets import sheet_name

MOST_ROWS = 1_048_575
"""Below the head; a sheet of Excel has 1,048,576 rows."""

_FONT = {"font_name": "Pretendard", "font_size": 10, "font_color": marks.TEXT}


class TooManyRows(TrackerError):
    """More rows than the format holds."""


def refuse_too_many(count: int) -> None:
    """Raise TooManyRows if a sheet cannot hold so many rows."""
    if count > MOST_ROWS:
        raise TooManyRows(
            tr("The list has {count} rows.", count=f"{count:,}"),
            tr("An Excel sheet holds {most} below its head.", most=f"{MOST_ROWS:,}"),
            tr("Save it as CSV, or narrow the list with a filter."),
        )


def write_list_xlsx(
    file: BinaryIO,
    folder: Path,
    title: str,
    columns: Sequence[ReportColumn],
    chunks: Chunks,
    as_at: str = "",
) -> int:
    """Write rows into `file`; gives their number. `folder` takes what is in the making. `as_at`
    says of which day the list is, if not of today: on the sheet's tab and on every printed page.

    What `chunks` raises goes on, and nothing is left in the folder.
    """
    # XlsxWriter is imported when the first workbook is written, not at the start.
    import xlsxwriter

    from tracker.reports.list_sheet import ListSheet

    with TemporaryDirectory(prefix=".tracker-", dir=folder, ignore_cleanup_errors=True) as making:
        book = xlsxwriter.Workbook(
            file,
            {
                "constant_memory": True,
                "strings_to_formulas": False,
                "strings_to_urls": False,
                "strings_to_numbers": False,
                "tmpdir": making,
            },
        )
        sheet = book.add_worksheet(sheet_name(as_at or title) or tr("List"), ListSheet)
        if as_at:
            sheet.set_header(f"&L{safe_text(title)[:120].replace('&', '&&')}&R{as_at}")
            book.set_properties({"title": title, "comments": as_at})
        try:
            count = _write(book, sheet, columns, chunks)
        except BaseException:
            # Left as it is: its parts go with the folder.
            book.fileclosed = True
            with contextlib.suppress(OSError):
                sheet.drop()
            raise
        _close(book)
        return count


def _close(book: Any) -> None:
    from xlsxwriter.exceptions import FileCreateError

    try:
        book.close()
    except FileCreateError as error:
        cause = error.__context__
        raise cause if isinstance(cause, OSError) else error from None


def _write(book: Any, sheet: Any, columns: Sequence[ReportColumn], chunks: Chunks) -> int:
    from tracker.reports.list_sheet import cell_writer

    head = book.add_format(
        {
            **_FONT,
            "bold": True,
            "font_color": marks.MUTED,
            "bg_color": marks.GROUND,
            "bottom": 1,
            "bottom_color": marks.LINE,
        }
    )
    sheet.hide_gridlines(2)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.freeze_panes(1, 1)
    for at, column in enumerate(columns):
        sheet.set_column(at, at, max(column.width, min(len(column.title) + 4, 60)))
        sheet.write_string(0, at, safe_text(column.title), head)
    money = _MoneyFormats(book)
    text = book.add_format(_FONT)
    day = book.add_format({**_FONT, "num_format": "yyyy-mm-dd", "align": "left"})
    writers = [
        cell_writer(
            at,
            text=text,
            number=book.add_format({**_FONT, "num_format": _number_format(column)}),
            day=day,
            money=money,
            share=column.kind is CellKind.PERCENT,
        )
        for at, column in enumerate(columns)
    ]
    sheet.begin_rows()
    down = 0
    for rows in chunks:
        refuse_too_many(down + len(rows))
        sheet.write_rows(down + 1, rows, writers)
        down += len(rows)
    sheet.autofilter(0, 0, max(down, 1), max(len(columns) - 1, 0))
    return down


class _MoneyFormats:
    """The format of an amount, made once for each currency: with or without cents."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._made: dict[str, Any] = {}

    def __call__(self, paid: Amount) -> Any:
        whole = paid.amount == paid.amount.to_integral_value()
        currency = "".join(letter for letter in paid.currency if letter.isalnum())
        form = f'"{currency} "#,##0' if whole else f'"{currency} "#,##0.00##'
        if form not in self._made:
            self._made[form] = self._book.add_format({**_FONT, "num_format": form})
        return self._made[form]


def _number_format(column: ReportColumn) -> str:
    if column.kind is CellKind.PERCENT:
        return "0%"
    unit = column.unit.replace('"', "")
    return f'General" {unit}"' if unit else "General"
