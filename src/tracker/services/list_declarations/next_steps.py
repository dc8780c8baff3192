"""The next step of a deliverable that is open: what it is, and until when."""

from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import and_, case, null, select

from tracker.domain.filters import Condition, FieldKind, FilterField, Operator
from tracker.domain.progress import OPEN
from tracker.i18n import mark
from tracker.services.list_declarations.base import (
    KEY,
    SPAN,
    Asked,
    Expression,
    ListColumn,
    ListField,
    Shown,
    Sql,
    Value,
)
from tracker.services.list_declarations.comparing import DateComparison
from tracker.services.list_declarations.comparing_parts import none_of
from tracker.services.list_declarations.comparing_texts import (
    Tested,
    TextComparison,
    compared,
)
from tracker.services.list_declarations.field_parts import read_date
from tracker.storage import tables
from tracker.storage.list_key_values import next_step
from tracker.storage.sql_forms import unindexed
from tracker.storage.tables import KEYS, TABLES

_span, _key = tables.deliverable_span, KEYS["deliverable"]
# Everything is found by the id that the span tells: most are not open, and neither their records
# nor their keys, which are wide, are read.
_id = _span.c.deliverable_id
_step = TABLES["milestone"].alias("some_step")
_OF_SPAN, _OF_KEY = frozenset({SPAN}), frozenset({KEY, SPAN})


def _on(asked: Asked) -> date | None:
    """The day after which steps may have been done; None if nothing was logged after it."""
    return None if asked.as_kept else asked.today


def _open(column: str) -> Sql:
    """Of what is delivered or dropped no step is the next one any more."""

    def sql(asked: Asked) -> Expression:
        step = next_step(column, of=_id, on=_on(asked))
        return case((_span.c.status.in_(sorted(OPEN)), step), else_=null())

    return sql


def _day(kept: str, column: str) -> Sql:
    """A day of the next step, as it is kept unless something was logged after the day asked for."""

    def sql(asked: Asked) -> Expression:
        return _key.c[kept] if asked.as_kept else next_step(column, of=_id, on=asked.today)

    return sql


def _open_day(asked: Asked) -> Expression:
    day = next_step("target_last", of=_id, on=_on(asked))
    if asked.as_kept:
        mine = select(_key.c.step_last).where(_key.c.id == _id)
        day = mine.correlate(_span).scalar_subquery()
    return case((_span.c.status.in_(sorted(OPEN)), day), else_=null())


@dataclass(frozen=True)
class _Titled(TextComparison):
    """Among the few that have such a step to be taken, those of which it is the next."""

    of_others: bool = True

    def where(self, condition: Condition, asked: Asked) -> Expression:
        if condition.operator in (Operator.EMPTY, Operator.FILLED):
            return super().where(condition, asked)

        def holds(test: Tested) -> Expression:
            on = _on(asked)
            still_open = _span.c.status.in_(sorted(OPEN))
            found = and_(still_open, test.of(next_step("title", of=_id, on=on)))
            if asked.by_row:
                return found
            # All steps are read anyway, and by the index of those to be taken in no order.
            waits: Expression = unindexed(_step.c.done).is_(None)
            waits = waits if on is None else waits | (_step.c.done_first > on)
            any_step = select(_step.c.parent_id).where(waits, test.of(_step.c.title))
            return and_(_id.in_(any_step), found)

        return compared(condition, holds, None)


@dataclass(frozen=True)
class _OpenOnly(DateComparison):
    """Of what is open, and by the days as they are kept, so that an index finds them."""

    def where(self, condition: Condition, asked: Asked) -> Expression:
        if condition.operator in (Operator.EMPTY, Operator.IS_NOT):
            positive = Operator.FILLED if condition.operator is Operator.EMPTY else Operator.IS
            return none_of(self.where(replace(condition, operator=positive), asked))
        return and_(_span.c.status.in_(sorted(OPEN)), super().where(condition, asked))


NEXT_STEPS = (
    ListField(
        ListColumn("next_step", mark("Next step"), Shown.TEXT, 180),
        FilterField("next_step", mark("Next step"), FieldKind.TEXT, aliases=("step",)),
        Value(_open("title"), _OF_SPAN),
        Value(_open("title"), _OF_SPAN),
        _Titled(_open("title"), _OF_SPAN),
    ),
    ListField(
        ListColumn("next_step_on", mark("Next step until"), Shown.DATE, 142),
        FilterField("next_step_on", mark("Next step until"), FieldKind.DATE, aliases=("step_due",)),
        Value(_open("target"), _OF_SPAN),
        Value(_open_day, _OF_SPAN),
        _OpenOnly(_day("step_first", "target_first"), _day("step_last", "target_last"), _OF_KEY),
        read_date,
    ),
)
