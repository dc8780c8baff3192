"""list: any list of the program as text, CSV, JSON or an Excel workbook."""

import io
import sys
import unicodedata
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from tracker.cli.printing import flat, put_json, say
from tracker.cli.session import Session, UsageError, is_there
from tracker.domain.as_at import AS_AT, AS_AT_FIELD, as_at, with_day
from tracker.domain.dates import PartialDate
from tracker.domain.dates_writing import write_date
from tracker.domain.filter_text import parse, read_value_text
from tracker.domain.filters import Filter, joined
from tracker.domain.list_views import ListArrangement, ListQuery, ShownList, Sort
from tracker.domain.records import ROOT_BY_KEY
from tracker.errors import NotWritable
from tracker.i18n import tr, trn
from tracker.reports.list_columns import Amount, Cell, CellKind, ReportColumn
from tracker.services import Services

TRASH = "trash"
# A terminal is narrow; nothing is cut in the other formats.
_WIDEST = 48


def list_records(session: Session) -> None:
    """Print a list, or write it to a file."""
    asked = session.options.more
    form = _form(asked.format, asked.output)
    kind = _kind(asked.kind)
    with session.opened() as services:
        shown = _shown(services, session, kind)
        if asked.output is not None:
            _write(services, shown, asked.output, form, replace=asked.replace)
            return
        columns, chunks = services.list_export.rows(shown)
        rows = [row for chunk in chunks for row in chunk]
        if form == "json":
            keys = _keys(services, shown)
            put_json([dict(zip(keys, map(_plain, row), strict=True)) for row in rows])
        elif form == "csv":
            _put_csv(columns, rows)
        else:
            say(*_table(columns, rows))
            counted = trn("{n} record", "{n} records", len(rows))
            day = as_at(shown.query.filter)
            if day is not None:
                counted = tr("{records} as at {date}", records=counted, date=day.isoformat())
            say("", counted)


def _form(format: str, output: Path | None) -> str:
    """The format asked for; that of a file follows from its ending."""
    if not format and output is not None:
        format = output.suffix.lower().removeprefix(".")
        if format not in ("csv", "json", "xlsx"):
            raise UsageError(tr("name the format of the file with --format csv or xlsx"))
    if format == "xlsx" and output is None:
        raise UsageError(tr("name the workbook with --output FILE.xlsx"))
    if output is not None and format not in ("csv", "xlsx"):
        raise UsageError(tr("a file is written as csv or xlsx; json and table can be redirected"))
    return format or "table"


def _kind(word: str) -> str:
    """A kind by its key or what many of it are called."""
    wanted = word.strip().lower()
    for key, record in ROOT_BY_KEY.items():
        names = (key, record.plural, record.label, tr(record.plural), tr(record.label))
        if wanted in {name.lower() for name in names}:
            return key
    known = ", ".join(ROOT_BY_KEY)
    raise UsageError(tr("there is no list of “{word}”; there are: {known}", word=word, known=known))


def _shown(services: Services, session: Session, kind: str) -> ShownList:
    asked, today = session.options.more, session.today()
    arrangement = _arrangement(services, kind, asked.view)
    typed = _typed(services, kind, asked.filter, today)
    narrowed: Filter = joined(arrangement.filter, typed)
    if asked.as_at:
        narrowed = with_day(narrowed, _day(services, kind, asked.as_at, today))
    query = ListQuery(
        narrowed,
        today,
        trash=_is_trash(asked.view),
        me=session.options.settings.recorder,
    )
    columns = tuple(part.strip() for part in asked.columns.split(",") if part.strip())
    return ShownList(
        kind,
        query,
        _sorts(asked.sort) or arrangement.sort,
        columns or tuple(column.key for column in arrangement.columns),
        _title(kind, as_at(narrowed)),
    )


def _day(services: Services, kind: str, text: str, today: date) -> date:
    if AS_AT not in {field.key for field in services.lists.filter_fields(kind)}:
        raise UsageError(tr("only lists of what is logged are shown as at another day"))
    try:
        return date.fromisoformat(read_value_text(AS_AT_FIELD, text, today))
    except ValueError as error:
        raise UsageError(tr("in --as-at: {problem}", problem=error)) from error


def _title(kind: str, day: date | None) -> str:
    name = tr(ROOT_BY_KEY[kind].plural)
    return tr("{list} as at {date}", list=name, date=day.isoformat()) if day else name


def _arrangement(services: Services, kind: str, view: str) -> ListArrangement:
    """A built-in view by its key or by what the window calls it, or a saved one by its name; in
    capitals or not, as views are told apart."""
    if not view or _is_trash(view):
        return ListArrangement()
    built_in = services.lists.built_in(kind)
    saved = {one.name: one.arrangement for one in services.views.all() if one.kind == kind}
    known = {tr(one.label): one.arrangement for one in built_in}
    known |= saved | {one.key: one.arrangement for one in built_in}
    found = {name.casefold(): arrangement for name, arrangement in known.items()}
    if view.casefold() not in found:
        names = ", ".join([*(one.key for one in built_in), TRASH, *saved])
        raise UsageError(
            tr("there is no view “{view}”; there are: {known}", view=view, known=names)
        )
    return found[view.casefold()]


def _is_trash(view: str) -> bool:
    return view.casefold() == TRASH


def _typed(services: Services, kind: str, text: str, today: date) -> Filter:
    found = parse(text, services.lists.filter_fields(kind), today)
    if found.problems:
        first = found.problems[0]
        raise UsageError(
            tr(
                "in the filter at character {at}: {problem}",
                at=first.start + 1,
                problem=first.message,
            )
        )
    return found.filter


def _sorts(text: str) -> tuple[Sort, ...]:
    keys = [part.strip() for part in text.split(",") if part.strip()]
    return tuple(Sort(key.removeprefix("-"), key.startswith("-")) for key in keys)


def _keys(services: Services, shown: ShownList) -> list[str]:
    columns = services.lists.columns(shown.kind)
    return list(shown.columns) or [column.key for column in columns if column.at_first]


def _write(services: Services, shown: ShownList, path: Path, form: str, *, replace: bool) -> None:
    if is_there(path) and not replace:
        raise NotWritable(
            tr("“{name}” is there already.", name=path.name),
            tr("Nothing is written over it."),
            tr("Choose another name, or add --replace."),
        )
    count = services.list_export.export(shown, path, "xlsx" if form == "xlsx" else "csv")
    say(trn("{n} row written: {path}", "{n} rows written: {path}", count, path=path))


def _plain(cell: Cell) -> Any:
    """A cell as JSON has it: days as ISO 8601, amounts with their currency."""
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, Amount):
        return {"amount": str(cell.amount), "currency": cell.currency}
    if cell is None or isinstance(cell, str | int | float):
        return cell
    return float(cell)


def _put_csv(columns: Sequence[ReportColumn], rows: Sequence[Sequence[Cell]]) -> None:
    """CSV for a pipe: without the mark at its head, which is for spreadsheets that open files."""
    from tracker.reports.list_csv import write_list_csv

    made = io.BytesIO()
    write_list_csv(made, columns, [rows])
    sys.stdout.write(made.getvalue().decode("utf-8-sig").replace("\r\n", "\n"))


def _table(columns: Sequence[ReportColumn], rows: Sequence[Sequence[Cell]]) -> list[str]:
    """Columns of equal width; Korean and Japanese letters take two places."""
    lines = [[flat(column.title, _WIDEST) for column in columns]]
    lines += [
        [flat(_words(cell, at), _WIDEST) for cell, at in zip(row, columns, strict=True)]
        for row in rows
    ]
    widths = [max(map(_places, cells)) for cells in zip(*lines, strict=True)]
    return [
        "  ".join(
            cell + " " * (width - _places(cell)) for cell, width in zip(line, widths, strict=True)
        ).rstrip()
        for line in lines
    ]


def _words(cell: Cell, column: ReportColumn) -> str:
    if cell is None:
        return ""
    if isinstance(cell, Amount):
        return f"{cell.currency} {cell.amount:,f}"
    if isinstance(cell, date):
        return write_date(PartialDate.of(cell))
    if isinstance(cell, str):
        return cell
    unit = "%" if column.kind is CellKind.PERCENT else tr(column.unit)
    return f"{cell:,} {unit}".strip()


def _places(text: str) -> int:
    return sum(1 + (unicodedata.east_asian_width(letter) in "WF") for letter in text)
