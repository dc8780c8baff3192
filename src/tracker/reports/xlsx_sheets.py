"""Sheets of one look for every workbook: frozen head, set widths, a filter, A4 across.

All text is written as text. Nothing a person typed becomes a formula, a link or a number.
"""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any, NamedTuple

from tracker.domain.summary import WrittenDate
from tracker.i18n import tr
from tracker.reports import marks
from tracker.reports.texts import CELL_LIMIT, shorten

Value = str | int | Decimal | WrittenDate
Column = tuple[str, float]
"""A head and the width of its column, in characters."""


class DateColumn(NamedTuple):
    """A column of dates. Where some are no single day ("Oct – Dec 2026") it stays as stated, and
    a column beside it has the last possible day of each, by which the sheet can be sorted."""

    head: str
    width: float


_LAST_DAY = 16

_MOST = 32_767
_FONT = {"font_name": "Pretendard", "font_size": 10, "font_color": marks.TEXT, "valign": "top"}


class Sheets:
    """Sheets of one look: frozen head, set widths, a filter, landscape A4."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._head = book.add_format(
            {
                **_FONT,
                "bold": True,
                "font_color": marks.MUTED,
                "bg_color": marks.GROUND,
                "bottom": 1,
                "bottom_color": marks.LINE,
                "text_wrap": True,
            }
        )
        body = {**_FONT, "text_wrap": True, "bottom": 1, "bottom_color": marks.LINE}
        self._body = book.add_format(body)
        self._bold = book.add_format({**body, "bold": True})
        self._day = book.add_format({**body, "num_format": "yyyy-mm-dd", "align": "left"})
        self._tones: dict[str, Any] = {}
        self._tone_look = {**body, "bold": True}

    def add(
        self,
        name: str,
        columns: Sequence[Column],
        rows: Sequence[Sequence[Value]],
        tones: Sequence[Sequence[str]] = (),
    ) -> None:
        """One sheet. `tones` are colours of the cells, row by row, "" for the usual one."""
        columns, rows, tones = _with_last_days(columns, rows, tones)
        sheet = self._book.add_worksheet(sheet_name(name))
        sheet.hide_gridlines(2)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)
        sheet.freeze_panes(1, 1)
        for at, (head, width) in enumerate(columns):
            sheet.set_column(at, at, width)
            sheet.write_string(0, at, head[:CELL_LIMIT], self._head)
        for down, row in enumerate(rows, 1):
            for at, value in enumerate(row):
                tone = tones[down - 1][at] if tones else ""
                self._write(sheet, down, at, value, tone)
        if rows:
            sheet.autofilter(0, 0, len(rows), len(columns) - 1)

    def _write(self, sheet: Any, down: int, at: int, value: Value, tone: str) -> None:
        look = self._bold if at == 0 else self._body
        if tone:
            look = self._tone(tone)
        if isinstance(value, int | Decimal):
            sheet.write_number(down, at, value, look)
            return
        if isinstance(value, WrittenDate):
            if (exact := _exact(value)) is not None:
                sheet.write_datetime(down, at, exact, self._day)
                return
            value = value.text
        if value:
            sheet.write_string(
                down, at, value if len(value) <= _MOST else shorten(value, CELL_LIMIT), look
            )
        else:
            sheet.write_blank(down, at, None, look)

    def _tone(self, tone: str) -> Any:
        if tone not in self._tones:
            self._tones[tone] = self._book.add_format({**self._tone_look, "font_color": tone})
        return self._tones[tone]


def _with_last_days(
    columns: Sequence[Column], rows: Sequence[Sequence[Value]], tones: Sequence[Sequence[str]]
) -> tuple[Sequence[Column], Sequence[Sequence[Value]], Sequence[Sequence[str]]]:
    """The same with a column more beside each of dates in which not all are days."""
    wanted = [
        at
        for at, column in enumerate(columns)
        if isinstance(column, DateColumn) and any(_is_longer(row[at]) for row in rows)
    ]
    for at in reversed(wanted):
        head = tr("{column}, last day", column=columns[at][0])
        columns = (*columns[: at + 1], (head, _LAST_DAY), *columns[at + 1 :])
        rows = [(*row[: at + 1], _last_day(row[at]), *row[at + 1 :]) for row in rows]
        tones = [(*row[: at + 1], "", *row[at + 1 :]) for row in tones]
    return columns, rows, tones


def _is_longer(value: Value) -> bool:
    return isinstance(value, WrittenDate) and bool(value.last) and not value.iso


def _last_day(value: Value) -> Value:
    return WrittenDate(text=value.last, iso=value.last) if isinstance(value, WrittenDate) else ""


def sheet_name(name: str) -> str:
    """A translation may not hold what a sheet's name may not: []:*?/\\ or over 31 characters."""
    return "".join(" " if letter in "[]:*?/\\'" else letter for letter in name)[:31].strip()


def _exact(value: WrittenDate) -> datetime | None:
    """The day, if one whole day is stated that a spreadsheet can count."""
    try:
        day = date.fromisoformat(value.iso)
    except ValueError:
        return None
    # Excel counts from 1900, with a leap day of its own in that year's February.
    return datetime(day.year, day.month, day.day) if day >= date(1900, 3, 1) else None  # noqa: DTZ001
