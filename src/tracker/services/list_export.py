"""Any list as a file, as it is shown: its rows, its columns, their order. Streamed."""

from collections.abc import Callable, Collection, Iterator, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal

from tracker.domain.as_at import as_at
from tracker.domain.dates import PartialDate
from tracker.domain.dates_writing import write_date
from tracker.domain.deliverable_types.computing import marked
from tracker.domain.durations import Duration, write_duration
from tracker.domain.list_views import ShownList
from tracker.domain.money import Money
from tracker.i18n import spoken_language, tr, without_mnemonic
from tracker.reports.file_names import safe_file_name
from tracker.reports.files import refuse_to_replace, replacing
from tracker.reports.list_columns import Amount, Cell, CellKind, ReportColumn
from tracker.reports.list_csv import write_list_csv
from tracker.reports.list_xlsx import refuse_too_many, write_list_xlsx
from tracker.services.list_declarations import ListColumn, Shown
from tracker.services.lists import ListService
from tracker.storage.database import Database

Form = Literal["xlsx", "csv"]
Report = Callable[[int, int], None]
"""Told how far it is (done, of); whatever it raises ends the work, and no file is left."""

_KINDS = {
    Shown.NUMBER: CellKind.NUMBER,
    Shown.MONEY: CellKind.NUMBER,
    Shown.PERCENT: CellKind.PERCENT,
    Shown.DATE: CellKind.DATE,
}
_AS_THEY_ARE = frozenset({Shown.TEXT, Shown.NAME, Shown.MUTED, Shown.PERCENT})
# Pixels of a list's column to the characters of a sheet's.
_PX_A_LETTER = 7.0
# Values made of stored ones are remembered, as most recur; but only so many.
_MOST_REMEMBERED = 20_000


def _quiet(_done: int, _total: int) -> None:
    return None


class ListExportService:
    """Writes lists as XLSX and CSV."""

    def __init__(self, database: Database, lists: ListService) -> None:
        self._database = database
        self._lists = lists

    def suggested_name(self, shown: ShownList) -> str:
        """A name for the file, without an ending."""
        return safe_file_name(shown.title, tr("List"))

    def export(
        self,
        shown: ShownList,
        path: Path,
        form: Form,
        report: Report = _quiet,
        only: Collection[int] = (),
    ) -> int:
        """Write a list, or `only` those of its records, as the file `path`; gives the number of
        rows. All of it is of one moment, in the language spoken.

        Raises TooManyRows, DiskFull or NotWritable; a file that was there is then unchanged.
        """
        refuse_to_replace(path, self._database.path)
        columns = self._columns(shown)
        described = [_described(column) for column in columns]
        rows = self._rows(shown, columns, only, report, most=form == "xlsx")
        with replacing(path) as file:
            if form == "xlsx":
                day = as_at(shown.query.filter)
                said = tr("As at {date}", date=day.isoformat()) if day else ""
                return write_list_xlsx(file, path.parent, shown.title, described, rows, said)
            return write_list_csv(file, described, rows)

    def rows(
        self, shown: ShownList, only: Collection[int] = ()
    ) -> tuple[list[ReportColumn], Iterator[Sequence[Sequence[Cell]]]]:
        """The columns of a list and its rows as a file would have them, some thousand at a time."""
        columns = self._columns(shown)
        return [_described(column) for column in columns], self._rows(shown, columns, only, _quiet)

    def _columns(self, shown: ShownList) -> list[ListColumn]:
        known = {column.key: column for column in self._lists.columns(shown.kind)}
        keys = shown.columns or [column.key for column in known.values() if column.at_first]
        self._lists.readers(shown.kind, keys)  # an unknown one is said before anything is written
        return [known[key] for key in keys]

    def _rows(
        self,
        shown: ShownList,
        columns: Sequence[ListColumn],
        only: Collection[int],
        report: Report,
        *,
        most: bool = False,
    ) -> Iterator[Sequence[Sequence[Cell]]]:
        keys = [column.key for column in columns]
        made = [
            (place, _cell_maker(column, read))
            for place, (column, read) in enumerate(
                zip(columns, self._lists.readers(shown.kind, keys), strict=True)
            )
            if column.shown_as not in _AS_THEY_ARE
        ]
        done = 0
        for total, rows in self._lists.stream_rows(shown.kind, shown.query, shown.sort, keys, only):
            if most:
                refuse_too_many(total)
            report(done, total)
            cells = list(map(list, rows))
            for place, make in made:
                for row in cells:
                    row[place] = make(row[place])
            done += len(rows)
            yield cells


class _Remembered(dict[Any, Cell]):
    """What has been made of a stored value before."""

    def __init__(self, make: Callable[[Any], Cell]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, stored: Any) -> Cell:
        made = self._make(stored)
        if len(self) < _MOST_REMEMBERED:
            self[stored] = made
        return made


def _cell_maker(column: ListColumn, read: Callable[[Any], Any]) -> Callable[[Any], Cell]:
    """Makes the cell of a stored value; prepared once for a column."""
    language = spoken_language()
    choices = column.choices

    def make(stored: Any) -> Cell:
        value = read(stored)
        if isinstance(value, str) and choices:
            return tr(choices[value]) if value in choices else value
        return _cell(value, language)

    return _Remembered(make).__getitem__


def _cell(value: Any, language: str) -> Cell:
    match value:
        case None | "" | str() | date():
            return value
        case bool():
            return tr("Yes") if value else tr("No")
        case int() | float() | Decimal():
            return value
        case PartialDate():
            whole = value.is_day and value.edtf == value.earliest.isoformat()
            return value.earliest if whole else write_date(value, language)
        case Money():
            return Amount(value.amount, value.currency)
        case Duration():
            return write_duration(value)
        case list() | tuple():
            return "; ".join(map(str, value))
        case _:
            return str(value)


def _described(column: ListColumn) -> ReportColumn:
    title = marked(column.label) if column.computed else without_mnemonic(tr(column.label))
    if column.of:
        title = f"{title} ({without_mnemonic(tr(column.of))})"
    kind = _KINDS.get(column.shown_as, CellKind.TEXT)
    return ReportColumn(title, kind, tr(column.unit), round(column.width / _PX_A_LETTER, 1))
