"""What a list is made from: columns with their SQL for a day, joins, order and views."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    Table,
    Text,
    case,
    func,
    literal,
    select,
    type_coerce,
)
from sqlalchemy.sql.selectable import FromClause

from tracker.domain.countries import countries
from tracker.domain.fields import FieldSpec, Kind
from tracker.domain.record import RootRecord, specs
from tracker.i18n import spoken_language, tr
from tracker.storage.tables import TABLES

Expression = ColumnElement[Any]


class Shown(StrEnum):
    """How a column is painted."""

    TEXT = "text"
    NAME = "strong"
    MUTED = "muted"
    STATUS = "status"
    PERCENT = "percent"
    NUMBER = "number"
    DATE = "date"
    COUNTRY = "country"
    CHOICE = "choice"
    TEXTS = "texts"


@dataclass(frozen=True)
class ListColumn:
    """One column. `label` is marked for translation and may hold a mnemonic; `shown` and `by` give
    its SQL for a day."""

    key: str
    label: str
    shown_as: Shown
    shown: Callable[[date], Expression]
    width: int = 150
    by: Callable[[date], Expression] | None = None
    choices: Mapping[str, str] = field(default_factory=dict)

    def sorted_by(self, today: date) -> Expression:
        """What the column sorts by: the value itself unless declared otherwise."""
        return (self.by or self.shown)(today)


@dataclass(frozen=True)
class ListView:
    """A built-in filter."""

    label: str
    where: Callable[[date], Expression]


@dataclass(frozen=True)
class ListDeclaration:
    """Everything a list of one kind of record is made from."""

    kind: str
    table: Table
    columns: tuple[ListColumn, ...]
    default_order: Callable[[date], tuple[Expression, ...]]
    joins: Callable[[Select[Any], date], Select[Any]]
    views: Mapping[str, ListView]

    @property
    def id(self) -> Expression:
        return self.table.c.id

    def column(self, key: str) -> ListColumn:
        """The column of that key; KeyError if there is none."""
        for column in self.columns:
            if column.key == key:
                return column
        raise KeyError(key)

    def joined(self, statement: Select[Any], today: date) -> Select[Any]:
        """The statement with all that the columns and views need."""
        return self.joins(statement.select_from(self.table), today)


def always(expression: Expression) -> Callable[[date], Expression]:
    return lambda _today: expression


def folded(expression: Expression) -> Callable[[date], Expression]:
    """Sorts a text without regard to case; an empty one is unknown."""
    return always(func.nullif(func.lower(expression), ""))


def by_label(column: Expression, choices: Mapping[str, str]) -> Callable[[date], Expression]:
    """Sorts stored values by the words they are shown with, in the language of the program."""

    def order(_today: date) -> Expression:
        named = sorted(choices, key=lambda value: tr(choices[value]).casefold())
        return case({value: place for place, value in enumerate(named)}, value=column)

    return order


def by_place(
    shown: Callable[[date], Expression], values: Sequence[str]
) -> Callable[[date], Expression]:
    """Sorts values in the order given, such as that of a life."""
    places = {str(value): place for place, value in enumerate(values)}
    return lambda today: case(places, value=shown(today))


def _by_country_name(column: Expression) -> Callable[[date], Expression]:
    """Sorts codes by the names of the countries: by their place in a list of all of them, which
    is a hundred times quicker than telling the database each place."""

    def order(_today: date) -> Expression:
        return func.instr(",".join(countries(spoken_language())), func.nullif(column, ""))

    return order


def declared_columns(record: type[RootRecord], *skipped: str) -> list[ListColumn]:
    """A column for every field declared as listed."""
    return [
        _column(record, spec) for spec in specs(record) if spec.listed and spec.name not in skipped
    ]


def _column(record: type[RootRecord], spec: FieldSpec) -> ListColumn:
    table = TABLES[record.key]
    column = table.c[spec.name]
    label = spec.label
    match spec.kind:
        case Kind.DATE:
            return ListColumn(
                spec.name,
                label,
                Shown.DATE,
                always(column),
                150,
                always(table.c[f"{spec.name}_first"]),
            )
        case Kind.CHOICE:
            by = by_label(column, spec.choices)
            return ListColumn(spec.name, label, Shown.CHOICE, always(column), 128, by, spec.choices)
        case Kind.COUNTRY:
            return ListColumn(
                spec.name, label, Shown.COUNTRY, always(column), 120, _by_country_name(column)
            )
        case Kind.TEXTS:
            filled = always(func.nullif(type_coerce(column, Text), "[]"))
            return ListColumn(spec.name, label, Shown.TEXTS, always(column), 180, filled)
        case Kind.REFERENCE:
            target = TABLES[spec.target].alias(f"{spec.name}_target")
            name = (
                select(target.c.shown_name)
                .where(target.c.id == column)
                .correlate(table)
                .scalar_subquery()
            )
            order = (
                select(target.c.sort_name)
                .where(target.c.id == column)
                .correlate(table)
                .scalar_subquery()
            )
            return ListColumn(spec.name, label, Shown.MUTED, always(name), 200, always(order))
        case Kind.INTEGER | Kind.DECIMAL | Kind.PERCENT:
            return ListColumn(spec.name, label, Shown.NUMBER, always(column), 100)
        case _:
            shown = Shown.NAME if spec.name in record.name_fields else Shown.TEXT
            width = 300 if spec.name in ("name", "title") else 140
            return ListColumn(spec.name, label, shown, always(column), width, folded(column))


def plain_list(
    record: type[RootRecord],
    views: Mapping[str, ListView] | None = None,
    *more: ListColumn,
    more_first: bool = False,
) -> ListDeclaration:
    """A list of the declared columns and `more`, behind them or right after the first one, by
    which it is sorted."""
    table = TABLES[record.key]
    first, *others = declared_columns(record)
    columns = (first, *more, *others) if more_first else (first, *others, *more)
    return ListDeclaration(
        record.key,
        table,
        columns,
        lambda today: (first.sorted_by(today), table.c.sort_name),
        lambda statement, _today: statement,
        views or {},
    )


def names_of(link: Table, parent: FromClause) -> Expression:
    """The short names of the organisations in a child list, in their order, each once; one that
    nobody named as it is described."""
    organisation = TABLES["organisation"]
    unnamed = link.c.described_as if "described_as" in link.c else literal("")
    name = func.coalesce(organisation.c.shown_name, func.nullif(unnamed, ""))
    names = (
        select(name.label("name"))
        .select_from(link.outerjoin(organisation, link.c.organisation_id == organisation.c.id))
        .where(link.c.parent_id == parent.c.id)
        .group_by(name)
        .order_by(func.min(link.c.position))
        .correlate(parent)
        .subquery()
    )
    return select(func.group_concat(names.c.name, ", ")).scalar_subquery()
