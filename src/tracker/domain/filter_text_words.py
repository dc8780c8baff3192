"""A condition as people say it: "Target is before 31 Dec 2026", "Status is Overdue or At risk"."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from tracker.domain.dates import PartialDate
from tracker.domain.dates_writing import write_date
from tracker.domain.filter_text_names import full_label
from tracker.domain.filters import (
    ME,
    YES,
    Condition,
    FieldKind,
    Filter,
    FilterField,
    Operator,
)
from tracker.domain.money import read_decimal, write_decimal
from tracker.domain.shortening import in_one_line
from tracker.i18n import mark, tr, trn, without_mnemonic

TODAY = "today"
"""As the value of a date: the day the list is asked for, whenever that is."""
_LONGEST_VALUE = 60
_SENTENCES: Mapping[Operator, str] = {
    Operator.IS: mark("{field} is {value}"),
    Operator.IS_NOT: mark("{field} is not {value}"),
    Operator.CONTAINS: mark("{field} contains “{value}”"),
    Operator.CONTAINS_NOT: mark("{field} does not contain “{value}”"),
    Operator.LESS: mark("{field} is less than {value}"),
    Operator.MORE: mark("{field} is more than {value}"),
    Operator.AT_MOST: mark("{field} is at most {value}"),
    Operator.AT_LEAST: mark("{field} is at least {value}"),
    Operator.EMPTY: mark("{field} is empty"),
    Operator.FILLED: mark("{field} is not empty"),
}
_OF_DATES: Mapping[Operator, str] = {
    Operator.LESS: mark("{field} is before {value}"),
    Operator.MORE: mark("{field} is after {value}"),
    Operator.AT_MOST: mark("{field} is not after {value}"),
    Operator.AT_LEAST: mark("{field} is not before {value}"),
}
DATE_VERBS: Mapping[Operator, str] = {
    Operator.LESS: mark("is before"),
    Operator.MORE: mark("is after"),
    Operator.AT_MOST: mark("is not after"),
    Operator.AT_LEAST: mark("is not before"),
}
"""How the comparisons are called where dates are compared, for a choice of operators."""


def words_of(filter: Filter, fields: Sequence[FilterField]) -> str:
    """A condition or a group in words, in the language of the program. A field that the list does
    not have is called by its key."""
    known = {field.key: field for field in fields}
    return _said(filter, known, top=True)


def _said(filter: Filter, known: Mapping[str, FilterField], *, top: bool) -> str:
    if isinstance(filter, Condition):
        return _condition(filter, known.get(filter.field))
    if filter.negated:
        return tr("not ({words})", words=_said(replace(filter, negated=False), known, top=True))
    between = tr(" or ") if filter.either else tr(" and ")
    words = between.join(
        _said(part, known, top=top and len(filter.parts) == 1) for part in filter.parts
    )
    return words if top or len(filter.parts) < 2 else f"({words})"


def _condition(condition: Condition, field: FilterField | None) -> str:
    if not condition.field:
        words = in_one_line(" ".join(condition.values), _LONGEST_VALUE)
        if condition.operator is Operator.CONTAINS_NOT:
            return tr("without “{words}”", words=words)
        return tr("“{words}”", words=words)
    name = full_label(field) if field is not None else condition.field
    if condition.operator in (Operator.NEXT_DAYS, Operator.LAST_DAYS):
        return _days(name, condition)
    values = [value_words(field, value) for value in condition.values]
    if condition.operator is Operator.BETWEEN and len(values) == 2:
        return tr("{field} is between {low} and {high}", field=name, low=values[0], high=values[1])
    if field is not None and field.kind is FieldKind.FLAG and len(values) == 1:
        yes = (condition.values[0] == YES) is (condition.operator is Operator.IS)
        if condition.operator in (Operator.IS, Operator.IS_NOT):
            return tr("{field}: {value}", field=name, value=tr("Yes") if yes else tr("No"))
    if field is not None and field.kind is FieldKind.DAY:
        return tr("{field} {value}", field=name, value=_listed(values))
    dates = field is not None and field.kind is FieldKind.DATE
    sentence = (_OF_DATES if dates else {}).get(condition.operator) or _SENTENCES.get(
        condition.operator, "{field} {value}"
    )
    return tr(sentence, field=name, value=_listed(values))


def _listed(values: Sequence[str]) -> str:
    if len(values) < 2:
        return "".join(values)
    return tr("{values} or {last}", values=", ".join(values[:-1]), last=values[-1])


def _days(name: str, condition: Condition) -> str:
    text = "".join(condition.values)
    days = int(text) if text.isdecimal() and len(text) < 7 else 0
    if condition.operator is Operator.NEXT_DAYS:
        return trn(
            "{field} is in the next {n} day", "{field} is in the next {n} days", days, field=name
        )
    return trn(
        "{field} is in the last {n} day", "{field} is in the last {n} days", days, field=name
    )


def value_words(field: FilterField | None, value: str) -> str:
    """A stored value as it is shown: a label, a date in the person's format, a number."""
    if field is None:
        return in_one_line(value, _LONGEST_VALUE)
    if field.people and value == ME:
        return tr("me")
    try:
        match field.kind:
            case FieldKind.CHOICE:
                return without_mnemonic(tr(field.choices.get(value, value)))
            case FieldKind.FLAG:
                return tr("Yes") if value == YES else tr("No")
            case FieldKind.DATE if value == TODAY:
                return tr("today")
            case FieldKind.DATE | FieldKind.DAY:
                return write_date(PartialDate.parse(value))
            case FieldKind.NUMBER:
                return f"{write_decimal(read_decimal(value))} {tr(field.unit)}".strip()
            case _:
                return in_one_line(value, _LONGEST_VALUE)
    except ValueError:
        return in_one_line(value, _LONGEST_VALUE)
