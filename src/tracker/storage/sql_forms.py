"""SQL that databases say differently, kept in one place: JSON, patterns, partial dates."""

import re
import sqlite3
import unicodedata
from collections.abc import Callable
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Date,
    Float,
    Integer,
    Select,
    Text,
    case,
    cast,
    func,
    literal,
    or_,
    select,
    type_coerce,
)
from sqlalchemy.sql.elements import UnaryExpression
from sqlalchemy.sql.operators import custom_op

from tracker.domain.dates import PartialDate

Expression = ColumnElement[Any]

# Ten-thousandths, as `column_types.FixedDecimal` holds them.
SCALE = 10_000


def detail(details: Expression, path: str) -> Expression:
    """One value of a JSON object, as text or number; null if it is not there."""
    return func.json_extract(type_coerce(details, Text), f"$.{path}")


def detail_text(details: Expression, path: str) -> Expression:
    """One text of a JSON object; empty if it is not there."""
    return type_coerce(func.coalesce(detail(details, path), ""), Text)


def detail_number(details: Expression, path: str) -> Expression:
    """One number of a JSON object in ten-thousandths; decimals stand in it as texts."""
    return type_coerce(
        cast(func.round(cast(detail(details, path), Float) * SCALE), BigInteger), BigInteger
    )


def first_day(edtf: Expression) -> Expression:
    """The first possible day of a date that is held as its EDTF text only."""
    return type_coerce(func.tracker_first_day(edtf), Date)


def last_day(edtf: Expression) -> Expression:
    """The last possible day of such a date."""
    return type_coerce(func.tracker_last_day(edtf), Date)


def unindexed(column: Expression) -> Expression:
    """The same value, but no way to the rows that have it: SQLite uses no index for it."""
    return UnaryExpression(column, operator=custom_op("+"), type_=column.type)


def add_functions(connection: sqlite3.Connection) -> None:
    """Teach a connection the functions used here."""
    connection.create_function("tracker_first_day", 1, _first_day, deterministic=True)
    connection.create_function("tracker_last_day", 1, _last_day, deterministic=True)


@lru_cache(maxsize=4096)
def _first_day(edtf: str | None) -> str | None:
    return PartialDate.parse(edtf).earliest.isoformat() if edtf else None


@lru_cache(maxsize=4096)
def _last_day(edtf: str | None) -> str | None:
    return PartialDate.parse(edtf).latest.isoformat() if edtf else None


def any_of(texts: Expression, test: Callable[[Expression], Expression]) -> Expression:
    """Whether a text in a JSON array passes a test."""
    each = func.json_each(type_coerce(texts, Text)).table_valued("value")
    return select(literal(1)).select_from(each).where(test(each.c.value)).exists()


def listed(numbers: Expression) -> Select[Any]:
    """Selects the numbers of a JSON array: any number of them, and always the same statement."""
    return select(func.json_each(type_coerce(numbers, Text)).table_valued("value").c.value)


def months(duration: Expression) -> Expression:
    """A length of time (ISO 8601: P1Y6M10D) in thirtieths of months, to sort and compare by."""
    text = type_coerce(duration, Text)
    years, month = func.instr(text, "Y"), func.instr(text, "M")

    def number(after: Expression) -> Expression:
        # A cast reads the digits at the beginning and leaves the rest.
        return cast(func.substr(text, after + 1), Integer)

    def part(place: Expression, after: Expression, size: int) -> Expression:
        return case((place > 0, size * number(after)), else_=0)

    total = (
        part(years, literal(1), 360)
        + part(month, func.max(years, 1), 30)
        + part(func.instr(text, "D"), func.max(month, years, 1), 1)
    )
    return case((text.is_not(None), total))


_LINK = re.compile(r"([a-z_]{3,30})-([0-9]{1,9})")
_ESCAPED = re.compile(r"([\\%_])")


class TextTest:
    """How a text is compared with what was typed, case folded as far as the database can: it
    knows that of ASCII letters, so other letters are tried in each case."""

    def __init__(self, typed: str, *, whole: bool) -> None:
        text = unicodedata.normalize("NFC", typed)
        self._whole = whole
        link = _LINK.fullmatch(text) if whole else None
        self.link = (link[1], int(link[2])) if link else None
        """The kind and number, if it is the link of a record: "agreement-12"."""
        self._folded = text.casefold()
        cased = not text.isascii() and text.lower() != text.upper()
        self._forms = (
            list(dict.fromkeys((text, text.lower(), text.upper(), text.title())))
            if cased
            else [text]
        )

    def of(self, column: Expression) -> Expression:
        """The test of a text as it was written."""
        return or_(*(self._like(column, form) for form in self._forms))

    def of_folded(self, column: Expression) -> Expression:
        """The test of a text that is stored folded."""
        if self._whole:
            return column == self._folded
        return self._like(column, self._folded)

    def of_lines(self, column: Expression) -> Expression:
        """The test of any of several texts that stand between line ends."""
        around = "\n" if self._whole else ""
        return or_(*(_like(column, f"%{around}{_escaped(form)}{around}%") for form in self._forms))

    def _like(self, column: Expression, text: str) -> Expression:
        pattern = _escaped(text)
        return _like(column, pattern if self._whole else f"%{pattern}%")


def _escaped(text: str) -> str:
    return _ESCAPED.sub(r"\\\1", text)


def _like(column: Expression, pattern: str) -> Expression:
    return column.like(pattern, escape="\\")
