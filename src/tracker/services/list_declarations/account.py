"""What stands to whose account: fields of the list of deliverables that say who owes what.

They give in SQL what `domain.owing` gives: a figure of a balance leads to exactly these records.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import and_, case, literal, not_, or_, select, true

from tracker.domain.as_at import AS_AT_FIELD
from tracker.domain.filters import Condition, FieldKind, FilterField, Operator
from tracker.domain.owing import OWING, STATE_LABELS
from tracker.domain.progress import OPEN, SERIES, DeliverableStatus
from tracker.i18n import mark, tr
from tracker.services.list_declarations.base import (
    ROW,
    SPAN,
    Asked,
    Expression,
    ListField,
)
from tracker.services.list_declarations.before_agreement import (
    before_agreement,
    begun,
    begun_by_row,
)
from tracker.services.list_declarations.comparing_choices import ChoiceComparison, FlagComparison
from tracker.services.list_declarations.comparing_parts import none_of, some_of
from tracker.services.list_declarations.comparing_texts import Tested
from tracker.services.list_declarations.names import Pass, linked_comparison
from tracker.storage import tables
from tracker.storage.tables import TABLES

_deliverable = TABLES["deliverable"]
_span = tables.deliverable_span
_responsible = TABLES["responsible_party"]
_NEEDS = frozenset({SPAN})
_DONE = (DeliverableStatus.DELIVERED, DeliverableStatus.PARTLY_DELIVERED)
_DROPPED = [str(one) for one in DeliverableStatus if one not in OPEN and one not in _DONE]
_STATES = {str(state): label for state, label in STATE_LABELS.items()}


def account_state(asked: Asked) -> Expression:
    """What it means to those who owe it (`owing.state_of`); null for what is not counted: what
    was before its agreement, and what stands for a series."""
    state = case(
        (_span.c.status.in_([str(one) for one in _DONE]), literal("done")),
        (_span.c.status.in_(_DROPPED), literal("dropped")),
        (_span.c.target_last < asked.today, literal("overdue")),
        (_span.c.target.is_not(None), literal("due")),
        else_=literal("open"),
    )
    uncounted = or_(_span.c.status == SERIES, before_agreement(asked))
    return case((uncounted, None), else_=state)


def _standing_at(state: str, asked: Asked) -> Expression:
    """Exactly where `account_state` gives this state, said so that an index can find it."""
    # By the target's last day, which the index has beside the status.
    status, last = _span.c.status, _span.c.target_last
    late = last < asked.today
    still_open = status.in_([str(one) for one in sorted(OPEN)])
    match state:
        case "done":
            return and_(status.in_([str(one) for one in _DONE]), not_(before_agreement(asked)))
        case "dropped":
            return and_(status.in_(_DROPPED), not_(before_agreement(asked)))
        case "overdue":
            return and_(still_open, late)
        case "due":
            return and_(still_open, last.is_not(None), none_of(late))
        case _:
            return and_(still_open, last.is_(None))


@dataclass(frozen=True)
class _StateComparison(ChoiceComparison):
    """Of the states, each by its own test and not by a value that is reckoned for every row."""

    def where(self, condition: Condition, asked: Asked) -> Expression:
        if condition.operator not in (Operator.IS, Operator.IS_NOT):
            return super().where(condition, asked)
        wanted = map(self._known, some_of(condition))
        same = or_(*(_standing_at(state, asked) for state in wanted))
        return same if condition.operator is Operator.IS else none_of(same)


def _owed_by(refers: Pass, test: Tested) -> Expression:
    return refers(_responsible.c.organisation_id, "organisation", test)


class _AsAt:
    """No test of a record: whoever asks takes the day out first (`as_at.settled`). It is here to
    tell a day from what is none, when a view is checked."""

    needs: frozenset[str] = frozenset()
    keen = of_others = False

    def where(self, condition: Condition, _asked: Asked) -> Expression:
        if condition.operator is not Operator.IS or len(condition.values) != 1:
            raise ValueError(tr("“As at” takes a day: as at 31 March 2026."))
        try:
            date.fromisoformat(condition.values[0])
        except ValueError:
            raise ValueError(tr("There is no such day.")) from None
        return true()


_owing_rows = select(_responsible.c.parent_id).where(
    _responsible.c.role.in_(sorted(str(role) for role in OWING))
)

ACCOUNT: Sequence[ListField] = (
    ListField(
        filter=FilterField(
            "history", mark("Before the agreement"), FieldKind.FLAG, aliases=("before",)
        ),
        compare=FlagComparison(before_agreement, frozenset({SPAN})),
    ),
    ListField(
        filter=FilterField("account", mark("Account"), FieldKind.CHOICE, _STATES),
        compare=_StateComparison(account_state, _NEEDS, _STATES),
    ),
    ListField(
        filter=FilterField("owed_by", mark("Owed by"), FieldKind.TEXT, aliases=("owes",)),
        compare=linked_comparison(_deliverable.c.id, _owing_rows, _owed_by),
    ),
    ListField(
        filter=FilterField("begun", mark("Agreement had begun"), FieldKind.FLAG),
        compare=FlagComparison(begun, frozenset({ROW}), by_row=begun_by_row),
    ),
    ListField(filter=AS_AT_FIELD, compare=_AsAt()),
)
