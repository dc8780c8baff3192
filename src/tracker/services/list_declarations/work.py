"""The other lists: events, sources, meetings, tasks, by what they declare."""

from dataclasses import replace

from tracker.domain.record import RootRecord, child_lists, value_specs
from tracker.i18n import mark
from tracker.services.list_declarations.base import (
    ROW,
    ListDeclaration,
    ListField,
    Order,
    always,
    source,
    value,
)
from tracker.services.list_declarations.columns import declared_fields
from tracker.services.list_declarations.comparing_texts import TextComparison
from tracker.services.list_declarations.names import child_filter
from tracker.services.list_declarations.people import MINE
from tracker.storage.tables import TABLES

_ROW = frozenset({ROW})


def plain_list(record: type[RootRecord]) -> ListDeclaration:
    """A list of what the record declares, sorted by its name."""
    table = TABLES[record.key]
    fields = [_by_sort_name(record, one) for one in declared_fields(record)]
    children = {one.record.key for one in child_lists(record)}
    if "participant" in children:
        fields.append(
            child_filter(
                "person",
                mark("Person"),
                table.c.id,
                TABLES["participant"],
                "contact",
                parent_kind=record.key,
                aliases=("people",),
            )
        )
    if "meeting_agreement" in children:
        link = TABLES["meeting_agreement"]
        fields.append(child_filter("agreement", mark("Agreement"), table.c.id, link, "agreement"))
    owned = any(spec.name == "owner_id" for spec in value_specs(record))
    return ListDeclaration(
        record.key,
        table,
        {ROW: source(table, table.c.id)},
        tuple(fields),
        (Order(value(table.c.sort_name, ROW, indexed=True)),),
        (MINE,) if owned else (),
    )


def _by_sort_name(record: type[RootRecord], one: ListField) -> ListField:
    """A record of one name is sorted by it through an index."""
    if one.column is None or (one.column.key,) != record.name_fields:
        return one
    table = TABLES[record.key]
    return replace(
        one,
        by=value(table.c.sort_name, ROW, indexed=True),
        compare=TextComparison(always(table.c[one.column.key]), _ROW, always(table.c.sort_name)),
    )
