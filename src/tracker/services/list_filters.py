"""A filter as SQL, checked: whatever is wrong with it is said in words, never by the database."""

from dataclasses import dataclass, field, replace

from sqlalchemy import Connection, and_, false, not_, or_, true

from tracker.domain.filters import ME, OPERATORS, Condition, Filter, Group, Operator
from tracker.errors import FilterValueError, UnknownField
from tracker.i18n import tr, without_mnemonic
from tracker.services.list_declarations import ListDeclaration
from tracker.services.list_declarations.base import ROW, Asked, Expression
from tracker.services.list_declarations.comparing_parts import none_of
from tracker.storage import search_index
from tracker.storage.sql_forms import TextTest

# What a person writes has fewer; databases take only so much.
MOST_CONDITIONS = 100
MOST_VALUES = 200
DEEPEST = 12
LONGEST_VALUE = 2_000
# Words may be pasted with half a document; the index looks at the first of them.
_LONGEST_WORDS = 20_000


# What other operators find is most of the list.
_POSITIVE = (
    Operator.IS,
    Operator.CONTAINS,
    Operator.LESS,
    Operator.MORE,
    Operator.AT_MOST,
    Operator.AT_LEAST,
    Operator.BETWEEN,
    Operator.NEXT_DAYS,
    Operator.LAST_DAYS,
)


@dataclass
class Narrowing:
    """Puts the conditions of one question together and notes what they read."""

    declared: ListDeclaration
    asked: Asked
    trash: bool = False
    connection: Connection | None = None
    needs: set[str] = field(default_factory=set)
    keen: bool = False
    """Whether a condition that all must meet is found through an index."""
    of_others: bool = False
    """Whether a condition is about other records, which can be looked at first or row by row."""
    count: int = 0

    def where(self, filter: Filter) -> Expression:
        """The filter in SQL. Raises UnknownField or FilterValueError."""
        return self._where(filter, 0, by_all=True)

    def _where(self, filter: Filter, depth: int, *, by_all: bool) -> Expression:
        if depth > DEEPEST:
            raise FilterValueError("", tr("There are too many groups within groups."))
        if isinstance(filter, Group):
            any_will_do = filter.either and len(filter.parts) > 1
            by_all = by_all and not any_will_do and not filter.negated
            parts = [self._where(part, depth + 1, by_all=by_all) for part in filter.parts]
            if not parts:
                return true()
            found = or_(*parts) if filter.either else and_(*parts)
            return none_of(found) if filter.negated else found
        self.count += 1
        if self.count > MOST_CONDITIONS:
            raise FilterValueError(
                "", tr("There are more than {count} conditions.", count=MOST_CONDITIONS)
            )
        return self._condition(filter, by_all=by_all)

    def _condition(self, condition: Condition, *, by_all: bool) -> Expression:
        if not condition.field:
            return self._words(condition, by_all=by_all)
        found = self.declared.filtered(condition.field)
        if found.filter is None or found.compare is None:
            raise UnknownField(condition.field)
        label = without_mnemonic(tr(found.filter.label))
        if condition.operator not in OPERATORS[found.filter.kind]:
            raise FilterValueError(
                found.filter.key, tr("“{field}” cannot be compared so.", field=label)
            )
        try:
            _check(condition)
            where = found.compare.where(condition, self.asked)
        except ValueError as error:
            raise FilterValueError(
                found.filter.key, tr("{field}: {why}", field=label, why=error)
            ) from error
        self.needs |= found.compare.needs
        positive = condition.operator in _POSITIVE
        self.keen = self.keen or (by_all and positive and found.compare.keen)
        self.of_others = self.of_others or found.compare.of_others
        return where

    def _words(self, condition: Condition, *, by_all: bool) -> Expression:
        if condition.operator is Operator.CONTAINS_NOT:
            return not_(self._words(replace(condition, operator=Operator.CONTAINS), by_all=False))
        if condition.operator is not Operator.CONTAINS:
            raise FilterValueError("", tr("Words can only be sought."))
        text = " ".join(condition.values)[:_LONGEST_WORDS]
        if not text.strip():
            return true()
        self.needs.add(ROW)
        table = self.declared.table
        if self.trash:
            # What is in the trash is not in the search index.
            tests = (TextTest(word, whole=False) for word in search_index.words(text))
            return and_(true(), *(test.of_folded(table.c.sort_name) for test in tests))
        self.keen = self.keen or by_all
        found = search_index.matching_ids(self.declared.kind, text, self.connection)
        return false() if found is None else table.c.id.in_(found)


def speaks_of_me(filter: Filter) -> bool:
    """Whether somebody is meant who must be known to ask it."""
    if isinstance(filter, Condition):
        return ME in filter.values
    return any(map(speaks_of_me, filter.parts))


def _check(condition: Condition) -> None:
    if len(condition.values) > MOST_VALUES:
        raise ValueError(tr("There are more than {count} values.", count=MOST_VALUES))
    for text in condition.values:
        if len(text) > LONGEST_VALUE:
            raise ValueError(tr("A value is too long."))
        try:
            text.encode("utf-8")
        except UnicodeEncodeError:
            raise ValueError(tr("A value holds signs that are none.")) from None
