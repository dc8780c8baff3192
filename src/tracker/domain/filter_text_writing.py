"""Filters as text that reads back as the same filter: `status:overdue,at_risk due<2026-12-31`."""

import re
from collections.abc import Sequence
from dataclasses import replace

from tracker.domain.filters import (
    EVERYTHING,
    ME,
    Condition,
    FieldKind,
    Filter,
    FilterField,
    Group,
    Operator,
    inverted,
)

_SIGNS_OF_THE_LANGUAGE = r"\s:<>=!()\"“”„«»,\\≤≥：＜＞＝（）！，"
_BARE = re.compile(f"[^{_SIGNS_OF_THE_LANGUAGE}−-][^{_SIGNS_OF_THE_LANGUAGE}]*")
_KEYWORDS = frozenset({"or", "또는", "혹은", "and", "그리고", "not"})
_TAKEN = frozenset(
    {"empty", "unknown", "비어_있음", "비어있음", "없음", "any", "filled", "known", "있음"}
    | {ME, "나", "저", "본인"}
)
_OPERATOR_SIGNS = {
    Operator.IS: ":",
    Operator.IS_NOT: "!=",
    Operator.CONTAINS: ":",
    Operator.CONTAINS_NOT: ":",
    Operator.LESS: "<",
    Operator.MORE: ">",
    Operator.AT_MOST: "<=",
    Operator.AT_LEAST: ">=",
}


def simplified(filter: Filter) -> Group:
    """The same filter as an "all of" group without needless groups; words side by side are one."""
    found = _flat(filter)
    plain = isinstance(found, Group) and not found.either and not found.negated
    return found if isinstance(found, Group) and plain else Group((found,))


def _flat(filter: Filter) -> Filter:
    if isinstance(filter, Condition):
        return filter
    if filter.negated:
        return _others(_flat(replace(filter, negated=False)))
    parts: list[Filter] = []
    for part in map(_flat, filter.parts):
        inside = isinstance(part, Group) and part.either == filter.either and not part.negated
        for one in part.parts if isinstance(part, Group) and inside else (part,):
            if one == EVERYTHING:
                if filter.either:
                    return EVERYTHING
            elif one not in parts:
                parts.append(one)
    parts = _values_joined(parts) if filter.either else _words_joined(parts)
    if not parts:
        return EVERYTHING
    return parts[0] if len(parts) == 1 else Group(tuple(parts), filter.either)


def _others(filter: Filter) -> Filter:
    """What finds the others of a flat filter, in as few words."""
    found = inverted(filter)
    return found if isinstance(found, Group) and found.negated else _flat(found)


def _values_joined(parts: Sequence[Filter]) -> list[Filter]:
    """Alternatives of one field with one value each are that field with any of the values."""
    found: list[Filter] = []
    for part in parts:
        at = next((at for at, known in enumerate(found) if _same_field(known, part)), -1)
        if at < 0:
            found.append(part)
            continue
        known = found[at]
        assert isinstance(known, Condition)
        assert isinstance(part, Condition)
        values = tuple(dict.fromkeys((*known.values, *part.values)))
        found[at] = Condition(known.field, Operator.IS, values)
    return found


def _same_field(one: Filter, other: Filter) -> bool:
    return (
        isinstance(one, Condition)
        and isinstance(other, Condition)
        and one.operator is other.operator is Operator.IS
        and one.field == other.field
    )


def _words_joined(parts: Sequence[Filter]) -> list[Filter]:
    """Words first, as one: behind a date or a choice they might be read as part of it."""
    words: list[str] = []
    others: list[Filter] = []
    for part in parts:
        if isinstance(part, Condition) and not part.field and part.operator is Operator.CONTAINS:
            words += part.values
        else:
            others.append(part)
    return [Condition("", Operator.CONTAINS, (" ".join(words),)), *others] if words else others


def write(filter: Filter, fields: Sequence[FilterField]) -> str:
    """The filter as text; `parse` makes `simplified(filter)` of it."""
    kinds = {field.key: field for field in fields}
    return " ".join(_part(part, kinds) for part in simplified(filter).parts)


def _part(part: Filter, kinds: dict[str, FilterField]) -> str:
    if isinstance(part, Condition):
        return _condition(part, kinds.get(part.field))
    between = " or " if part.either else " "
    inner = between.join(_alternative(one, kinds) for one in part.parts)
    turned = "-" if part.negated else ""
    return f"{turned}{inner}" if turned and len(part.parts) == 1 else f"{turned}({inner})"


def _alternative(one: Filter, kinds: dict[str, FilterField]) -> str:
    text = _part(one, kinds)
    if not isinstance(one, Condition) or one.field or one.operator is not Operator.CONTAINS:
        return text
    return f"({text})" if " " in text else text


def _condition(part: Condition, field: FilterField | None) -> str:
    if not part.field:
        return _words(part)
    name = part.field if _BARE.fullmatch(part.field) else _quoted(part.field)
    kind = field.kind if field is not None else FieldKind.TEXT
    match part.operator:
        case Operator.EMPTY:
            return f"{name}:empty"
        case Operator.FILLED:
            return f"{name}:any"
        case Operator.NEXT_DAYS:
            return f"{name}:next {part.values[0]} days"
        case Operator.LAST_DAYS:
            return f"{name}:last {part.values[0]} days"
        case Operator.BETWEEN:
            return f"{name}:{_value(part.values[0])}..{_value(part.values[1])}"
        case Operator.CONTAINS | Operator.CONTAINS_NOT:
            turned = "-" if part.operator is Operator.CONTAINS_NOT else ""
            return f"{turned}{name}:{_value(part.values[0], free=True)}"
        case _:
            return _compared(part, name, kind, field)


def _compared(part: Condition, name: str, kind: FieldKind, field: FilterField | None) -> str:
    if kind is not FieldKind.TEXT:
        return f"{name}{_OPERATOR_SIGNS[part.operator]}{','.join(map(_value, part.values))}"
    sign = "!=" if part.operator is Operator.IS_NOT else "="
    if part.values == (ME,) and field is not None and field.people:
        return f"{name}:{ME}" if sign == "=" else f"-{name}:{ME}"
    return f"{name}{sign}{','.join(_value(value, free=True) for value in part.values)}"


def _words(part: Condition) -> str:
    said = part.values[0] if part.values else ""
    if part.operator is Operator.CONTAINS_NOT:
        return f"-{_quoted(said)}"
    return " ".join(
        word if _BARE.fullmatch(word) and word.casefold() not in _KEYWORDS else _quoted(word)
        for word in said.split()
    )


def bare_or_quoted(value: str) -> str:
    """A choice's value as it is typed."""
    return _value(value)


def _value(value: str, *, free: bool = False) -> str:
    """A value, in quotes where it would be read as something else; `free` texts may be words that
    the language takes for itself."""
    signed = value[1:] if value[:1] == "-" and len(value) > 1 else value
    taken = value.casefold() in _KEYWORDS or (free and value.casefold() in _TAKEN)
    if _BARE.fullmatch(signed) and ".." not in value and not taken:
        return value
    return _quoted(value)


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
