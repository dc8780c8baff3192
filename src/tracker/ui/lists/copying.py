"""Rows as a table for the clipboard, with headers, that pastes into a spreadsheet."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from html import escape
from time import sleep
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QMimeData, QObject, Signal
from PySide6.QtGui import QGuiApplication

from tracker.domain.cell_text import guarded
from tracker.i18n import tr
from tracker.ui.lists.columns import Column, RowSource
from tracker.ui.operation import Operation, Progress

if TYPE_CHECKING:
    from tracker.ui.lists.view import ListView

# Between chunks other threads get their turn.
_CHUNK, _BREATH_S = 200, 0.0005
# More rows go with progress and Stop; of many more only the text is copied: as a web page they
# would take the receiving program minutes.
_LONG, _MOST_AS_PAGE = 2_000, 20_000


@dataclass(frozen=True, slots=True)
class Copied:
    """What goes on the clipboard; `page` is HTML, empty where there are too many rows."""

    text: str
    page: str
    rows: int


def copied(
    source: RowSource,
    columns: Sequence[Column],
    ids: Sequence[int],
    report: Callable[[int, int], None] | None = None,
) -> Copied:
    """The rows of these ids, in these columns; runs in the background."""
    keys = [column.key for column in columns]
    lines = [[_cell(tr(column.label)) for column in columns]]
    for start in range(0, len(ids), _CHUNK):
        if report is not None:
            report(start, len(ids))
        found = source.rows(ids[start : start + _CHUNK], keys)
        lines.extend(
            [_value(*pair) for pair in zip(columns, row, strict=True)] for row in found if row
        )
        sleep(_BREATH_S)
    page = table_page(columns, lines) if len(lines) <= _MOST_AS_PAGE else ""
    return Copied(table_text(lines), page, len(lines) - 1)


def table_text(lines: Iterable[Sequence[str]]) -> str:
    """Tab-separated text."""
    return "\n".join("\t".join(line) for line in lines) + "\n"


def table_page(columns: Sequence[Column], lines: Sequence[Sequence[str]]) -> str:
    """An HTML table, the first line its head."""
    sides = [' align="right"' if column.right else "" for column in columns]
    head = "".join(f"<th>{escape(cell, quote=False)}</th>" for cell in lines[0])
    rows = "\n".join(
        "<tr>"
        + "".join(
            f"<td{side}>{escape(cell, quote=False)}</td>"
            for side, cell in zip(sides, line, strict=True)
        )
        + "</tr>"
        for line in lines[1:]
    )
    return (
        '<meta charset="utf-8"><table border="1" cellspacing="0" cellpadding="3">\n'
        f"<thead><tr>{head}</tr></thead>\n<tbody>\n{rows}\n</tbody></table>"
    )


def _value(column: Column, value: Any) -> str:
    # A number stays one, without unit and without what stands between thousands.
    if column.kind == "number" and isinstance(value, int | float | Decimal):
        return str(value)
    return _cell(column.words(value))


def _cell(text: str) -> str:
    """One cell: no tabs or line ends, and nothing that a spreadsheet takes for a formula."""
    return guarded(" ".join(text.split()))


class Copying(QObject):
    """Copies what is selected in a list. `started(operation)` when there is much to copy."""

    started = Signal(Operation)

    def __init__(self, view: ListView) -> None:
        super().__init__(view)
        self._view = view
        self._running: Operation | None = None

    def start(self) -> None:
        """Put the selected rows with their headers on the clipboard, as shown."""
        model, ids = self._view.list, self._view.selected_ids()
        if model is None or not ids:
            return
        if self._running is not None:
            self._running.cancel()
            self._running = None
        known = {column.key: column for column in model.columns}
        columns = [known[key] for key in self._view.shown_keys()]
        if len(ids) <= _LONG:
            call = partial(copied, model.source, columns, ids)
            model.runner.read(self, call, self._take, key="copy")
            return
        work = partial(_copy_long, model.source, columns, ids)
        self._running = model.runner.run_operation(self, tr("Copying"), work, self._take)
        self.started.emit(self._running)

    def _take(self, found: Copied) -> None:
        self._running = None
        data = QMimeData()
        data.setText(found.text)
        if found.page:
            data.setHtml(found.page)
        QGuiApplication.clipboard().setMimeData(data)
        self._view.copied.emit(found.rows)


def _copy_long(
    source: RowSource, columns: Sequence[Column], ids: array[int], progress: Progress
) -> Copied:
    return copied(source, columns, ids, progress.report)
