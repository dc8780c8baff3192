"""How texts are compared, also several at once and the names of other records."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import and_, false, func, or_

from tracker.domain.filters import ME, POSITIVE_OF, Condition, Operator
from tracker.services.list_declarations.base import Asked, Comparison, Expression, Sql
from tracker.services.list_declarations.comparing_parts import none_of, some_of, unfit
from tracker.storage.sql_forms import TextTest


@dataclass(frozen=True)
class TextComparison:
    """A text. `folded` is a column that holds it folded, quicker and better to compare with."""

    sql: Sql
    needs: frozenset[str]
    folded: Sql | None = None
    keen: bool = False
    of_others: bool = False

    def where(self, condition: Condition, asked: Asked) -> Expression:
        text = self.sql(asked)
        match condition.operator:
            case Operator.EMPTY:
                return func.coalesce(text, "") == ""
            case Operator.FILLED:
                return func.coalesce(text, "") != ""
            case _:
                folded = self.folded
                return compared(
                    condition,
                    lambda test: test.of_folded(folded(asked)) if folded else test.of(text),
                    None,
                )


@dataclass(frozen=True)
class Me:
    """Stands for a name where who asks is meant: `ids` are the contacts so called."""

    ids: Sequence[int]

    def of(self, _column: Expression) -> Expression:
        return false()

    of_folded = of_lines = of


Tested = TextTest | Me


def compared(
    condition: Condition, holds: Callable[[Tested], Expression], me: Me | None
) -> Expression:
    """A condition on texts; `holds` says how one text is tested. With `me`, ME is no text."""
    whole = condition.operator in (Operator.IS, Operator.IS_NOT)
    if not whole and condition.operator not in (Operator.CONTAINS, Operator.CONTAINS_NOT):
        raise unfit()
    tests = (
        me if me and whole and text == ME else TextTest(text, whole=whole)
        for text in some_of(condition)
    )
    found = or_(*map(holds, tests))
    negative = condition.operator in (Operator.IS_NOT, Operator.CONTAINS_NOT)
    return none_of(found) if negative else found


@dataclass(frozen=True)
class AnyComparison:
    """Several texts, or the names of other records: `holds` tests whether any of them passes,
    `filled` whether there are any; `by_row` the same as `holds` with the record looked at first
    and not the names. In a field of people, "is ME" means who asks."""

    holds: Callable[[Tested], Expression]
    filled: Expression
    needs: frozenset[str]
    people: bool = False
    keen: bool = True
    of_others: bool = True
    by_row: Callable[[Tested], Expression] | None = None

    def where(self, condition: Condition, asked: Asked) -> Expression:
        match condition.operator:
            case Operator.EMPTY:
                return none_of(self.filled)
            case Operator.FILLED:
                return self.filled
            case _:
                me = Me(asked.me) if self.people else None
                by_row = self.by_row if asked.by_row else None
                return compared(condition, by_row or self.holds, me)


@dataclass(frozen=True)
class OwnComparison:
    """A field that only records of one type have. Of all other records it is empty: they are found
    by what finds the others of something, such as "is not", and by nothing else."""

    of_type: Expression
    compared: Comparison
    keen: bool = True
    of_others: bool = True

    @property
    def needs(self) -> frozenset[str]:
        return self.compared.needs

    def where(self, condition: Condition, asked: Asked) -> Expression:
        if (positive := POSITIVE_OF.get(condition.operator)) is not None:
            return none_of(self.where(replace(condition, operator=positive), asked))
        return and_(self.of_type, self.compared.where(condition, asked))
