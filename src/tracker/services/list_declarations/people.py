"""The lists of organisations and contacts: found by every name, with what they are part of."""

from dataclasses import replace

from sqlalchemy import Table, select

from tracker.domain.filters import ME, Condition, FieldKind, FilterField, Operator
from tracker.domain.list_views import ListArrangement
from tracker.domain.records import Contact, Organisation
from tracker.i18n import mark
from tracker.services.list_declarations.base import (
    KEY,
    ROW,
    BuiltInView,
    Expression,
    ListColumn,
    ListDeclaration,
    ListField,
    Order,
    Shown,
    always,
    kept,
    source,
    value,
)
from tracker.services.list_declarations.columns import arranged, declared_fields
from tracker.services.list_declarations.comparing import NumberComparison
from tracker.services.list_declarations.comparing_texts import AnyComparison, Tested
from tracker.services.list_declarations.names import (
    Pass,
    child_filter,
    linked_comparison,
    names_first,
    rows_first,
)
from tracker.storage.list_key_values import position
from tracker.storage.tables import KEYS, TABLES

_organisation, _organisation_key = TABLES["organisation"], KEYS["organisation"]
_contact, _contact_key = TABLES["contact"], KEYS["contact"]
_held = TABLES["affiliation"]
_ROW, _KEY = frozenset({ROW}), frozenset({KEY})


def by_every_name(one: ListField, table: Table) -> ListField:
    """The field of a name, filtered by any name the record has."""
    return replace(
        one,
        compare=AnyComparison(
            lambda test: names_first(table.c.id, table.name, test),
            table.c.sort_name != "",
            _ROW,
            by_row=lambda test: rows_first(table.c.id, table.name, test),
        ),
    )


def _named(fields: list[ListField], table: Table, **by: object) -> list[ListField]:
    return [
        replace(by_every_name(one, table), **by)  # type: ignore[arg-type]
        if one.column and one.column.key == "name"
        else one
        for one in fields
    ]


MINE = BuiltInView("mine", mark("Mine"), ListArrangement(Condition("owner", Operator.IS, (ME,))))

ORGANISATIONS = ListDeclaration(
    "organisation",
    _organisation,
    {
        ROW: source(_organisation, _organisation.c.id),
        KEY: source(_organisation_key, _organisation_key.c.id),
    },
    arranged(
        [
            *_named(
                declared_fields(Organisation),
                _organisation,
                by=kept(_organisation_key.c.name),
            ),
            ListField(
                ListColumn(
                    "agreements",
                    mark("Agreements"),
                    Shown.NUMBER,
                    100,
                    at_first=True,
                    summed=True,
                ),
                FilterField("agreements", mark("Agreements"), FieldKind.NUMBER),
                value(_organisation_key.c.agreements, KEY),
                kept(_organisation_key.c.agreements),
                NumberComparison(always(_organisation_key.c.agreements), _KEY, scale=1),
            ),
            child_filter(
                "linked",
                mark("Linked to"),
                _organisation.c.id,
                TABLES["organisation_link"],
                "organisation",
                column="other_id",
                aliases=("member_of", "part_of"),
            ),
        ],
        *("name", "acronym", "kind", "country", "city", "agreements"),
    ),
    (Order(kept(_organisation_key.c.name)),),
    (MINE,),
)


def _at(refers: Pass, test: Tested) -> Expression:
    return refers(_held.c.organisation_id, "organisation", test)


def _as(_refers: Pass, test: Tested) -> Expression:
    return test.of(_held.c.title)


_POSITIONS = [
    ListField(
        ListColumn("position", mark("Position"), Shown.TEXT, 220, at_first=True, groupable=True),
        FilterField("position", mark("Position"), FieldKind.TEXT, aliases=("job",)),
        value(position(_held.c.title), ROW),
        kept(_contact_key.c.position),
        linked_comparison(_contact.c.id, select(_held.c.parent_id).where(_held.c.title != ""), _as),
    ),
    ListField(
        ListColumn(
            "organisation", mark("Organisation"), Shown.MUTED, 220, at_first=True, groupable=True
        ),
        FilterField("organisation", mark("Organisation"), FieldKind.TEXT, aliases=("at",)),
        value(position(_organisation.c.shown_name), ROW),
        kept(_contact_key.c.organisation),
        linked_comparison(_contact.c.id, select(_held.c.parent_id), _at),
    ),
]
CONTACTS = ListDeclaration(
    "contact",
    _contact,
    {
        ROW: source(_contact, _contact.c.id),
        KEY: source(_contact_key, _contact_key.c.id),
    },
    arranged(
        [
            *_named(
                declared_fields(Contact),
                _contact,
                by=value(_contact.c.sort_name, ROW, indexed=True),
            ),
            *_POSITIONS,
        ],
        *("name", "position", "organisation"),
    ),
    (Order(value(_contact.c.sort_name, ROW, indexed=True)),),
)
