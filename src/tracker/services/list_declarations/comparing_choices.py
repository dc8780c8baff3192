"""How fields of a few known values are compared: choices, statuses, countries, yes and no."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import and_, false, not_, or_

from tracker.domain.countries import read_country
from tracker.domain.filters import NO, YES, Condition, Operator
from tracker.i18n import tr
from tracker.services.list_declarations.base import Asked, Expression, Sql
from tracker.services.list_declarations.comparing_parts import none_of, some_of, unfit


@dataclass(frozen=True)
class ChoiceComparison:
    """One of a declared set; a value that is none of it is refused."""

    sql: Sql
    needs: frozenset[str]
    choices: Mapping[str, str]
    keen: bool = False
    of_others: bool = False

    def where(self, condition: Condition, asked: Asked) -> Expression:
        return _chosen(self.sql(asked), condition, map(self._known, condition.values))

    def _known(self, text: str) -> str:
        if text not in self.choices:
            raise ValueError(tr("There is no choice “{text}”.", text=text[:60]))
        return text


@dataclass(frozen=True)
class StatusComparison:
    """As shown: what one of `derived` holds of is so called and not by the status that is
    logged; of one record no two of them hold."""

    sql: Sql
    derived: Mapping[str, Sql]
    needs: frozenset[str]
    choices: Mapping[str, str]
    keen: bool = False
    of_others: bool = False

    def where(self, condition: Condition, asked: Asked) -> Expression:
        plain = ChoiceComparison(self.sql, self.needs, self.choices)
        if condition.operator not in (Operator.IS, Operator.IS_NOT):
            return plain.where(condition, asked)
        values = tuple(text for text in some_of(condition) if text not in self.derived)
        parts = [self.derived[text](asked) for text in condition.values if text in self.derived]
        if values:
            logged = plain.where(Condition(condition.field, Operator.IS, values), asked)
            others = (none_of(sql(asked)) for sql in self.derived.values())
            parts.append(and_(logged, *others))
        same = or_(*parts)
        return same if condition.operator is Operator.IS else none_of(same)


@dataclass(frozen=True)
class CountryComparison:
    """By code, or by name in any language of the program."""

    sql: Sql
    needs: frozenset[str]
    keen: bool = False
    of_others: bool = False

    def where(self, condition: Condition, asked: Asked) -> Expression:
        return _chosen(self.sql(asked), condition, map(read_country, condition.values))


def _chosen(stored: Expression, condition: Condition, values: Iterable[str]) -> Expression:
    match condition.operator:
        case Operator.EMPTY:
            return or_(stored.is_(None), stored == "")
        case Operator.FILLED:
            return and_(stored.is_not(None), stored != "")
        case Operator.IS | Operator.IS_NOT:
            some_of(condition)
            found = list(values)
            same = stored == found[0] if len(found) == 1 else stored.in_(found)
            return same if condition.operator is Operator.IS else none_of(same)
        case _:
            raise unfit()


@dataclass(frozen=True)
class FlagComparison:
    """Yes or no; with `stated` it may also be unknown. `by_row`: the same as `sql` with the record
    looked at first, where that looks at others."""

    sql: Sql
    needs: frozenset[str]
    stated: bool = False
    keen: bool = False
    by_row: Sql | None = None

    @property
    def of_others(self) -> bool:
        return self.by_row is not None

    def where(self, condition: Condition, asked: Asked) -> Expression:
        flag = (self.by_row if asked.by_row and self.by_row else self.sql)(asked)
        match condition.operator:
            case Operator.EMPTY:
                return flag.is_(None) if self.stated else false()
            case Operator.FILLED:
                return flag.is_not(None) if self.stated else not_(false())
            case Operator.IS | Operator.IS_NOT:
                answers = {_answer(text) for text in some_of(condition)}
                parts = [self._is(flag, answer) for answer in sorted(answers)]
                same = or_(*parts)
                return same if condition.operator is Operator.IS else none_of(same)
            case _:
                raise unfit()

    def _is(self, flag: Expression, answer: bool) -> Expression:
        if self.stated:
            return flag.is_(answer)
        return flag if answer else none_of(flag)


def _answer(text: str) -> bool:
    if text not in (YES, NO):
        raise ValueError(tr("This is yes or no."))
    return text == YES
