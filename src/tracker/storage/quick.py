"""Questions asked of SQLite's driver itself: for a short time only, or over and over."""

import sqlite3
import time
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, Select
from sqlalchemy.dialects import sqlite
from sqlalchemy.exc import DBAPIError, OperationalError

# The database looks at the clock after so many of its steps, some tenths of a millisecond.
_STEPS = 4_000
# By the clock so many times as long is waited, for the processor or a disk.
_WAITING = 2


@dataclass(frozen=True)
class Plain:
    """A statement as text, with the values it always has, as they are stored."""

    sql: str
    values: Mapping[str, Any]


def plain(statement: Select[Any]) -> Plain:
    """The statement compiled; what has no value yet is given when it is asked."""
    compiled = statement.compile(dialect=sqlite.dialect(paramstyle="named"))
    # Lists of values are written out one by one.
    state = compiled.construct_expanded_state(None)
    values = {
        name: state.processors[name](value) if name in state.processors else value
        for name, value in state.parameters.items()
    }
    return Plain(
        state.statement,
        {
            name: value.isoformat() if isinstance(value, date) else value
            for name, value in values.items()
        },
    )


def ask(connection: Connection, question: Plain, given: Mapping[str, Any]) -> sqlite3.Cursor:
    """The cursor of its rows, of values as they are stored. Failures are those of the driver,
    as SQLAlchemy would raise them."""
    try:
        return _driver(connection).execute(question.sql, {**question.values, **given})
    except sqlite3.Error as error:
        raise DBAPIError.instance(question.sql, None, error, sqlite3.Error) from error


def _driver(connection: Connection) -> sqlite3.Connection:
    driver = connection.connection.driver_connection
    assert isinstance(driver, sqlite3.Connection)
    return driver


def within(connection: Connection, statement: Select[Any], seconds: float) -> list[Any] | None:
    """The rows of a statement, or None if it was not done in the time given. That is of this
    thread's own processor: beside a window that paints, or other programs, the same statement
    takes two or three times as long and is no worse than another."""
    driver = _driver(connection)
    worked, waited = time.thread_time() + seconds, time.monotonic() + _WAITING * seconds

    def late() -> bool:
        return time.thread_time() > worked or time.monotonic() > waited

    driver.set_progress_handler(late, _STEPS)
    try:
        with closing(connection.execute(statement)) as result:
            assert result.cursor is not None
            return list(result.cursor.fetchall())
    except (OperationalError, sqlite3.OperationalError):
        if late():
            return None
        raise
    finally:
        driver.set_progress_handler(None, 0)
