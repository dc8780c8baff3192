"""The fields of a list that are read from the declarations of its record."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from sqlalchemy import BigInteger, Text, type_coerce

from tracker.domain.fields import FieldSpec, Kind
from tracker.domain.filters import FilterField
from tracker.domain.record import RootRecord, value_specs
from tracker.domain.series import RULE_FIELDS
from tracker.i18n import mark
from tracker.services.list_declarations.base import (
    ROW,
    ListColumn,
    ListField,
    Shown,
    Value,
    always,
)
from tracker.services.list_declarations.field_parts import Held, parts_of
from tracker.storage import sql_forms
from tracker.storage.sql_forms import SCALE
from tracker.storage.tables import TABLES

_ROW = frozenset({ROW})
# What is never a column: it is kept by the program or shown otherwise.
_APART = frozenset({Kind.MOMENT, Kind.DETAILS})
_IN_ITS_CELL = frozenset(
    {
        Kind.TEXT, Kind.URL, Kind.TEXTS, Kind.CHOICE, Kind.COUNTRY, Kind.DATE, Kind.INTEGER,
        Kind.DECIMAL, Kind.PERCENT, Kind.MONEY, Kind.FLAG, Kind.DURATION,
    }
)  # fmt: skip
_GROUPED = frozenset({Kind.TEXT, Kind.CHOICE, Kind.COUNTRY, Kind.FLAG, Kind.REFERENCE})


def held_in_row(kind: str, spec: FieldSpec) -> Held:
    """A field of the record's own row."""
    table, name = TABLES[kind], spec.name
    column = table.c[name]
    match spec.kind:
        case Kind.DATE:
            return Held(column, table.c[f"{name}_first"], table.c[f"{name}_last"])
        case Kind.DECIMAL:
            return Held(column, number=type_coerce(column, BigInteger), scale=SCALE)
        case Kind.MONEY:
            amount = type_coerce(column, BigInteger)
            return Held(column, number=amount, scale=SCALE, currency=table.c[f"{name}_currency"])
        case Kind.DURATION:
            return Held(column, number=sql_forms.months(column), scale=30)
        case Kind.TEXTS:
            return Held(type_coerce(column, Text))
        case _:
            return Held(column, number=column)


def declared_fields(
    record: type[RootRecord],
    *skipped: str,
    aliases: Mapping[str, tuple[str, ...]] | None = None,
) -> list[ListField]:
    """A field for every value a record holds itself, the listed ones first."""
    fields = [
        field_of(
            spec,
            held_in_row(record.key, spec),
            name=spec.name in record.name_fields,
            aliases=(aliases or {}).get(key_of(spec), ()),
        )
        for spec in value_specs(record)
        if spec.kind not in _APART and not spec.managed and spec.name not in skipped
    ]
    return sorted(fields, key=lambda one: not (one.column and one.column.at_first))


def key_of(spec: FieldSpec) -> str:
    """How lists call a field: a reference by what it names."""
    return spec.name.removesuffix("_id") if spec.kind is Kind.REFERENCE else spec.name


def field_of(
    spec: FieldSpec,
    held: Held,
    *,
    key: str = "",
    of: str = "",
    name: bool = False,
    aliases: tuple[str, ...] = (),
) -> ListField:
    """The column and the filter of one declared field."""
    parts = parts_of(spec, held)
    column = ListColumn(
        key or key_of(spec),
        spec.label,
        Shown.NAME if name else parts.shown_as,
        300 if name or spec.kind is Kind.LONG_TEXT else parts.width,
        parts.choices,
        of,
        at_first=spec.listed and not of,
        spec=spec,
        editable=spec.kind in _IN_ITS_CELL and (bool(of) or spec.name not in RULE_FIELDS),
        summed=spec.kind in (Kind.INTEGER, Kind.DECIMAL) and bool(of or spec.unit),
        groupable=spec.kind in _GROUPED and not name,
        unit=spec.unit,
    )
    people = spec.kind is Kind.REFERENCE and spec.target == "contact"
    unit = mark("months") if spec.kind is Kind.DURATION else spec.unit
    sought = FilterField(
        column.key, spec.label, parts.kind, parts.choices, unit, of, aliases, people
    )
    return ListField(
        column,
        sought,
        Value(always(parts.shown), _ROW),
        Value(parts.by, _ROW),
        parts.compare,
        parts.read,
    )


def arranged(fields: list[ListField], *first: str) -> tuple[ListField, ...]:
    """The fields whose columns are named first, then the others."""
    places = {key: place for place, key in enumerate(first)}
    return tuple(
        sorted(
            fields, key=lambda one: places.get(one.column.key if one.column else "", len(places))
        )
    )


def changed(one: ListField, **column: Any) -> ListField:
    """The field with parts of its column replaced."""
    assert one.column is not None
    return replace(one, column=replace(one.column, **column))
