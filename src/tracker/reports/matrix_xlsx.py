"""Who owes what as a workbook of one sheet: the matrix, the balances below it, a legend.

All text is written as text: nothing a person typed becomes a formula, a link or a number. It prints
on A4 across, its head and the titles of the deliverables on every page; many parties take several
pages rather than letters that nobody can read.
"""

from collections.abc import Callable
from typing import Any, BinaryIO

from tracker.i18n import tr
from tracker.reports import marks
from tracker.reports.list_columns import safe_text
from tracker.reports.matrix_sheet import MatrixSheet
from tracker.reports.xlsx_sheets import sheet_name

_FONT = {"font_name": "Pretendard", "font_size": 10, "font_color": marks.TEXT, "valign": "top"}
_HEAD_ROW = 2
"""Above it stand the title and the day."""
# Widths in characters, as Excel counts them.
_TITLE, _WIDEST, _NARROWEST = 44, 22, 12
_PAGE = 140
"""So many stand across A4 at full size ..."""
_STILL_READ = 186
"""... and so many in the smallest size that is printed."""


def widths(parties: int) -> tuple[int, int]:
    """How wide the column of a party is, and on how many pages across they are printed."""
    count = max(1, parties)
    wide = max(_NARROWEST, min(_WIDEST, (_PAGE - _TITLE) // count))
    on_a_page = (_STILL_READ - _TITLE) // wide
    return wide, -(-count // on_a_page)


def write_matrix_xlsx(file: BinaryIO, said: MatrixSheet, report: Callable[[int, int], None]) -> int:
    """Write it into `file`; gives the number of deliverables. `report` is told how far it is, and
    what it raises goes on."""
    import xlsxwriter

    book = xlsxwriter.Workbook(
        file,
        {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        },
    )
    sheet = book.add_worksheet(sheet_name(tr("Who owes what")))
    _Writer(book, sheet, said).write(report)
    book.set_properties({"title": f"{said.title} – {tr('Who owes what')}", "comments": said.as_at})
    book.close()
    return len(said.rows)


class _Writer:
    def __init__(self, book: Any, sheet: Any, said: MatrixSheet) -> None:
        self._book, self._sheet, self._said = book, sheet, said
        line = {**_FONT, "text_wrap": True, "bottom": 1, "bottom_color": marks.LINE}
        self._body = book.add_format(line)
        self._bold = book.add_format({**line, "bold": True})
        self._title = book.add_format({**_FONT, "bold": True, "font_size": 14})
        self._muted = book.add_format({**_FONT, "font_color": marks.MUTED})
        self._head = book.add_format(
            {**line, "bold": True, "font_color": marks.MUTED, "bg_color": marks.GROUND}
        )
        self._states: dict[str, Any] = {}
        self._line = line

    def write(self, report: Callable[[int, int], None]) -> None:
        said, sheet = self._said, self._sheet
        sheet.hide_gridlines(2)
        sheet.set_landscape()
        sheet.set_paper(9)
        wide, across = widths(len(said.parties))
        sheet.fit_to_pages(across, 0)
        sheet.repeat_rows(_HEAD_ROW)
        sheet.repeat_columns(0)
        sheet.freeze_panes(_HEAD_ROW + 1, 1)
        sheet.set_footer(f"&L{_plain(said.title)}&C{_plain(said.as_at)}&R&P / &N")
        sheet.set_column(0, 0, _TITLE)
        sheet.set_column(1, max(1, len(said.parties)), wide)
        self._text(0, 0, said.title, self._title)
        self._text(1, 0, said.as_at, self._muted)
        self._text(_HEAD_ROW, 0, tr("Deliverable"), self._head)
        for at, party in enumerate(said.parties, 1):
            self._text(_HEAD_ROW, at, party, self._head)
        for down, (title, cells) in enumerate(said.rows, _HEAD_ROW + 1):
            report(down - _HEAD_ROW - 1, len(said.rows))
            self._text(down, 0, title, self._bold)
            for at, cell in enumerate(cells, 1):
                look = self._state(cell.state) if cell.state else self._body
                sign = f"{marks.cell_mark(cell.state).sign} " if cell.state else ""
                self._text(down, at, f"{sign}{cell.words}" if cell.words else "", look)
        if said.rows:
            last = _HEAD_ROW + len(said.rows)
            sheet.autofilter(_HEAD_ROW, 0, last, len(said.parties))
        down = self._balances(_HEAD_ROW + len(said.rows) + 2)
        self._legend(down + 1)

    def _balances(self, down: int) -> int:
        """The figures; the row after them."""
        said = self._said
        self._text(down, 0, tr("Balance"), self._head)
        for at, party in enumerate(said.parties, 1):
            self._text(down, at, party, self._head)
        for state, word, figures in said.balances:
            down += 1
            self._text(down, 0, f"{marks.cell_mark(state).sign} {word}", self._state(state))
            for at, figure in enumerate(figures, 1):
                self._sheet.write_number(down, at, figure, self._state(state, number=True))
        return down + 1

    def _legend(self, down: int) -> None:
        self._text(down, 0, tr("Legend"), self._head)
        for at, (state, word) in enumerate(self._said.legend, down + 1):
            self._text(at, 0, f"{marks.cell_mark(state).sign} {word}", self._state(state))

    def _text(self, down: int, at: int, text: str, look: Any) -> None:
        if text:
            self._sheet.write_string(down, at, safe_text(text), look)
        else:
            self._sheet.write_blank(down, at, None, look)

    def _state(self, state: str, *, number: bool = False) -> Any:
        key = f"{state}{number}"
        if key not in self._states:
            colour = marks.cell_mark(state).colour
            more = {"align": "left", "num_format": "0"} if number else {}
            self._states[key] = self._book.add_format({**self._line, "font_color": colour, **more})
        return self._states[key]


def _plain(text: str) -> str:
    """In a footer "&" begins a code; it holds 255 characters in all."""
    return safe_text(text)[:90].replace("&", "&&")
