"""Rows as a spreadsheet puts them on the clipboard: cells between tabs, some of them quoted."""

import re
from collections.abc import Sequence

from tracker.domain.cell_text import guarded
from tracker.errors import TrackerError
from tracker.i18n import tr

MOST_ROWS = 50_000
MOST_CHARACTERS = 5_000_000
MOST_COLUMNS = 200

Rows = tuple[tuple[str, ...], ...]
"""Texts, every row as long as the longest."""

# Quoted is only what had to be: a text with a tab or line end in it, its quotes doubled.
_QUOTED = re.compile(r'"((?:[^"]++|"")*+)"(?=\t|\r?\n|\r|\Z)')
_PLAIN = re.compile(r"[^\t\r\n]*+")
_NEEDS_QUOTES = re.compile('[\t\r\n"]')


class TooMuch(TrackerError):
    """More than can be taken over at once."""


class NothingToPaste(TrackerError):
    """There are no rows."""


def read_rows(text: str) -> Rows:
    """The rows of a text from the clipboard; empty ones at the end and columns without any text at
    the right are left out. Raises TooMuch or NothingToPaste."""
    if len(text) > MOST_CHARACTERS:
        raise TooMuch(
            tr("This is too much to paste at once."),
            tr(
                "It has {count} characters; up to {most} can be pasted.",
                count=f"{len(text):,}",
                most=f"{MOST_CHARACTERS:,}",
            ),
            tr("Copy fewer rows, and paste the others afterwards."),
        )
    return even(_split(text))


def even(rows: Sequence[Sequence[str]]) -> Rows:
    """Rows of one length, from a clipboard or a file, without empty ones at the end."""
    kept = [[cell.strip(" \u00a0") for cell in row] for row in rows]
    while kept and not any(kept[-1]):
        kept.pop()
    width = max((at + 1 for row in kept for at, cell in enumerate(row) if cell), default=0)
    if not width:
        raise NothingToPaste(
            tr("There are no rows to paste."),
            tr("The clipboard holds no text."),
            tr("Copy rows in a spreadsheet, and try again."),
        )
    if len(kept) > MOST_ROWS + 1 or width > MOST_COLUMNS:
        raise TooMuch(
            tr("This is too much to paste at once."),
            tr(
                "It has {rows} rows and {columns} columns; up to {most_rows} rows and"
                " {most_columns} columns can be pasted.",
                rows=f"{len(kept):,}",
                columns=f"{width:,}",
                most_rows=f"{MOST_ROWS:,}",
                most_columns=MOST_COLUMNS,
            ),
            tr("Copy fewer rows, and paste the others afterwards."),
        )
    return tuple((*row[:width], *[""] * (width - len(row))) for row in kept)


def write_rows(rows: Sequence[Sequence[str]]) -> str:
    """Rows for the clipboard, which `read_rows` gives back and no spreadsheet calculates with."""
    return "".join("\t".join(map(_written, row)) + "\n" for row in rows)


def _written(cell: str) -> str:
    cell = guarded(cell)
    if _NEEDS_QUOTES.search(cell):
        return '"' + cell.replace('"', '""') + '"'
    return cell


def _split(text: str) -> list[list[str]]:
    rows: list[list[str]] = [[]]
    at, end = 0, len(text)
    while True:
        quoted = _QUOTED.match(text, at) if text[at : at + 1] == '"' else None
        if quoted is not None and _NEEDS_QUOTES.search(quoted[1]):
            rows[-1].append(quoted[1].replace('""', '"').replace("\r\n", "\n"))
            at = quoted.end()
        else:
            plain = _PLAIN.match(text, at)
            assert plain is not None
            rows[-1].append(plain[0])
            at = plain.end()
        if at >= end:
            return rows
        if text[at] == "\t":
            at += 1
        else:
            at += 2 if text.startswith("\r\n", at) else 1
            rows.append([])
