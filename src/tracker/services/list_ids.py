"""The ids that answer a question, in order and in the quickest way; see `list_statements`."""

from array import array
from collections.abc import Iterator, Sequence
from contextlib import closing
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, Select

from tracker.services.list_declarations.base import Order
from tracker.services.list_statements import Question, live
from tracker.storage.quick import within

# A screenful comes at once, the rest in few pieces.
FIRST = 100
_CHUNK = 20_000
# So long one way is tried where another may be quicker, in seconds.
_PATIENCE = 0.025
_NO_END = float("inf")
_id_of = itemgetter(0)


def in_order(
    connection: Connection, question: Question, orders: Sequence[Order]
) -> Iterator["array[int]"]:
    """All ids: the first hundred as soon as the database has them, then in large pieces."""
    if not question.is_indexed(orders):
        if question.is_narrowed or not question.has_steps(orders):
            yield from _chunks(connection, question.sorted(orders))
        else:
            yield from _by_steps(connection, question, orders)
    elif not question.is_narrowed:
        yield from _chunks(connection, question.in_order(orders))
    elif question.narrowing.keen:
        every = _at_once(connection, question.sorted(orders), _PATIENCE)
        if every is not None:
            yield from (every[:FIRST], every[FIRST:])
        else:
            yield from _first_then_all(connection, question, orders, 2 * _PATIENCE)
    else:
        yield from _first_then_all(connection, question, orders, _PATIENCE)


def top(
    connection: Connection, question: Question, orders: Sequence[Order], most: int
) -> "array[int]":
    """The first ids alone."""
    few = question.sorted(orders).limit(most)
    if question.is_indexed(orders):
        # Where it is slow, what the filter finds is little, or at the other end.
        patience = _PATIENCE / 3 if question.is_narrowed else _NO_END
        found = _at_once(connection, question.in_order(orders).limit(most), patience)
        if found is not None:
            return found
    return array("q", map(_id_of, connection.execute(few)))


def _first_then_all(
    connection: Connection, question: Question, orders: Sequence[Order], patience: float
) -> Iterator["array[int]"]:
    first = _at_once(connection, question.in_order(orders).limit(FIRST), patience)
    if first:
        yield first
    if first is None or len(first) == FIRST:
        yield from _chunks(connection, question.sorted(orders), len(first or ()))


def _by_steps(
    connection: Connection, question: Question, orders: Sequence[Order]
) -> Iterator["array[int]"]:
    """One value after the other, each through an index; what has none of them comes last."""
    left = live(connection, question.declared)
    for statement in question.steps(orders):
        if not left:
            return
        for chunk in _chunks(connection, statement):
            left -= len(chunk)
            yield chunk


def _at_once(connection: Connection, statement: Select[Any], seconds: float) -> "array[int] | None":
    """The ids that a statement selects, or None if that takes longer."""
    rows = within(connection, statement, seconds)
    return None if rows is None else array("q", map(_id_of, rows))


def _chunks(
    connection: Connection, statement: Select[Any], skipped: int = 0
) -> Iterator["array[int]"]:
    """Straight from the driver's cursor: a row object for each id would cost twice the query."""
    result = connection.execute(statement)
    with closing(result):
        cursor = result.cursor
        assert cursor is not None
        if skipped:  # of none, the driver would take all
            cursor.fetchmany(skipped)
        most = _CHUNK if skipped else FIRST
        while rows := cursor.fetchmany(most):
            yield array("q", map(_id_of, rows))
            most = _CHUNK
