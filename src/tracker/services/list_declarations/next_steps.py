"""The next step of a deliverable that is open: what it is, and until when."""

from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import and_, case, null, select

from tracker.domain.filters import Condition, FieldKind, FilterField, Operator
from tracker.domain.progress import OPEN
from tracker.i18n import mark
from tracker.services.list_declarations.base import (
    KEY,
    ROW,
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
from tracker.storage.tables import KEYS, TABLES

_span, _key = tables.deliverable_span, KEYS["deliverable"]
_deliverable, _step = TABLES["deliverable"], TABLES["milestone"].alias("some_step")
_OF_ROW, _OF_KEY = frozenset({ROW, SPAN}), frozenset({KEY, SPAN})


def _on(asked: Asked) -> date | None:
    """The day after which steps may have been done; None if nothing was logged after it."""
    return None if asked.as_kept else asked.today


def _open(column: str) -> Sql:
    """Of what is delivered or dropped no step is the next one any more."""

    def sql(asked: Asked) -> Expression:
        step = next_step(column, on=_on(asked))
        return case((_span.c.status.in_(sorted(OPEN)), step), else_=null())

    return sql


def _day(kept: str, column: str) -> Sql:
    """A day of the next step, as it is kept unless something was logged after the day asked for."""

    def sql(asked: Asked) -> Expression:
        # Of the kept keys, too: the rows of the records are wide, and need not be read for it.
        return _key.c[kept] if asked.as_kept else next_step(column, of=_key, on=asked.today)

    return sql


def _open_day(asked: Asked) -> Expression:
    day = _day("step_last", "target_last")(asked)
    return case((_span.c.status.in_(sorted(OPEN)), day), else_=null())


@dataclass(frozen=True)
class _Titled(TextComparison):
    """Among the few that have such a step to be taken, those of which it is the next."""

    def where(self, condition: Condition, asked: Asked) -> Expression:
        if condition.operator in (Operator.EMPTY, Operator.FILLED):
            return super().where(condition, asked)

        def holds(test: Tested) -> Expression:
            on = _on(asked)
            waits: Expression = _step.c.done.is_(None)
            waits = waits if on is None else waits | (_step.c.done_first > on)
            any_step = select(_step.c.parent_id).where(waits, test.of(_step.c.title))
            still_open = _span.c.status.in_(sorted(OPEN))
            title = next_step("title", on=on)
            return and_(still_open, _deliverable.c.id.in_(any_step), test.of(title))

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
        Value(_open("title"), _OF_ROW),
        Value(_open("title"), _OF_ROW),
        _Titled(_open("title"), _OF_ROW),
    ),
    ListField(
        ListColumn("next_step_on", mark("Next step until"), Shown.DATE, 142),
        FilterField("next_step_on", mark("Next step until"), FieldKind.DATE, aliases=("step_due",)),
        Value(_open("target"), _OF_ROW),
        Value(_open_day, _OF_KEY),
        _OpenOnly(_day("step_first", "target_first"), _day("step_last", "target_last"), _OF_KEY),
        read_date,
    ),
)
