"""Fields that name other records: compared with every name these have.

Each comparison has two forms. The names can be looked through first, which takes as long as there
are names and finds what few records fit at once; or each record is asked what it names, which finds
the first of many without looking at the others.
"""

from collections.abc import Callable
from typing import Any

from sqlalchemy import Column, Select, Table, false, or_, select
from sqlalchemy.sql.selectable import FromClause

from tracker.domain.filters import FieldKind, FilterField
from tracker.domain.records import ROOT_BY_KEY
from tracker.services.list_declarations.base import ROW, Expression, ListField
from tracker.services.list_declarations.comparing_texts import AnyComparison, Me, Tested
from tracker.storage.sql_forms import TextTest
from tracker.storage.tables import KEYS, TABLES

Ids = Any
Pass = Callable[[Expression, str, Tested], Expression]


def named(kind: str, test: Tested) -> Ids:
    """Selects the ids of the records of a kind of which any name passes: also an acronym, a
    former name, the name in another language."""
    if isinstance(test, Me):
        return test.ids if kind == "contact" else []
    table, passes = _names(kind, test)
    return select(table.c.id).where(passes)


def names_first(column: Expression, kind: str, test: Tested) -> Expression:
    """Whether a column refers to a record of such a name."""
    return column.in_(named(kind, test))


def rows_first(column: Expression, kind: str, test: Tested) -> Expression:
    """The same for one row at a time."""
    if isinstance(test, Me):
        return column.in_(test.ids) if kind == "contact" else false()
    table, passes = _names(kind, test)
    return select(table.c.id).where(table.c.id == column, passes).correlate_except(table).exists()


def _names(kind: str, test: Tested) -> tuple[FromClause, Expression]:
    table, passes = _called(kind, test)
    link = test.link if isinstance(test, TextTest) else None
    # Of several records of one name a link tells which is meant.
    return table, or_(passes, table.c.id == link[1]) if link and link[0] == kind else passes


def _called(kind: str, test: Tested) -> tuple[FromClause, Expression]:
    table, key = TABLES[kind], KEYS.get(kind)
    if kind in ROOT_BY_KEY and key is not None and "names" in key.c:
        return key, test.of_lines(key.c.names)
    # A record of the same kind may be meant, as with an organisation linked to another.
    other = table.alias(f"of_name_{kind}")
    if kind not in ROOT_BY_KEY:
        return other, test.of(other.c.text)
    # One name alone is the sort name, which is folded; it may be made from the parties' names.
    return other, test.of_folded(other.c.sort_name)


def reference_comparison(column: Expression, target: str) -> AnyComparison:
    """A column that refers to a record."""
    return AnyComparison(
        lambda test: names_first(column, target, test),
        column.is_not(None),
        frozenset({ROW}),
        people=target == "contact",
        by_row=lambda test: rows_first(column, target, test),
    )


def linked_comparison(
    id: Expression,
    links: Select[Any],
    passes: Callable[[Pass, Tested], Expression],
    *,
    people: bool = False,
) -> AnyComparison:
    """Rows of others that lead from records to names. `links` selects from them the value that
    `id` must be; `passes` tests one, given how its references are to be tested."""
    (link,) = links.selected_columns

    def by_row(test: Tested) -> Expression:
        found = links.where(link == id, passes(rows_first, test))
        return found.correlate_except(*links.get_final_froms()).exists()

    return AnyComparison(
        lambda test: id.in_(links.where(passes(names_first, test))),
        id.in_(links),
        frozenset({ROW}),
        people=people,
        by_row=by_row,
    )


def children_comparison(
    id: Expression, links: Select[Any], column: Column[Any], target: str
) -> AnyComparison:
    """Rows of children that refer to others. `links` selects the ids of their parents, `column`
    refers; a child that is `described_as` something is found by that, too."""
    described = column.table.c.get("described_as")

    def passes(refers: Pass, test: Tested) -> Expression:
        found = refers(column, target, test)
        return found if described is None else or_(found, test.of(described))

    return linked_comparison(id, links, passes, people=target == "contact")


def child_filter(
    key: str,
    label: str,
    id: Expression,
    link: Table,
    target: str,
    *,
    column: str = "",
    parent_kind: str = "",
    aliases: tuple[str, ...] = (),
) -> ListField:
    """A filter by the names of the records that children refer to in `column`."""
    links = select(link.c.parent_id)
    if parent_kind:
        links = links.where(link.c.parent_kind == parent_kind)
    people = target == "contact"
    return ListField(
        filter=FilterField(key, label, FieldKind.TEXT, aliases=aliases, people=people),
        compare=children_comparison(id, links, link.c[column or f"{target}_id"], target),
    )
