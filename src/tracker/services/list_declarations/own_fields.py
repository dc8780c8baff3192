"""The own fields of each type of deliverable: columns and filters under "pavilion.area"."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from sqlalchemy import case, or_, select

from tracker.domain.deliverable_types.base import TypeDetails
from tracker.domain.deliverable_types.catalogue import TypeCatalogue
from tracker.domain.fields import FieldSpec, Kind
from tracker.domain.filters import FieldKind, FilterField
from tracker.domain.record import spec_of, specs
from tracker.services.list_declarations.base import ROW, Asked, Expression, ListField, Value
from tracker.services.list_declarations.columns import field_of
from tracker.services.list_declarations.comparing_texts import AnyComparison, OwnComparison, Tested
from tracker.services.list_declarations.field_parts import Held
from tracker.services.list_declarations.names import Pass, linked_comparison
from tracker.storage import sql_forms
from tracker.storage.tables import TABLES

_deliverable = TABLES["deliverable"]


def own_fields(types: TypeCatalogue) -> Iterator[ListField]:
    """Of every type, in the order of their labels."""
    declared = types.all()
    every = [(one, spec.name) for one in declared.values() for spec in specs(one)]
    counted = Counter(name for _, name in every)
    # What somebody defines takes no name away from what the program has.
    counted_built_in = Counter(name for one, name in every if not one.own)
    for type_key, type_class in declared.items():
        for spec in specs(type_class):
            # A name that only one type has says enough by itself.
            among = counted if type_class.own else counted_built_in
            aliases = (spec.name,) if among[spec.name] == 1 else ()
            yield _own_field(type_key, type_class, spec.name, aliases)


@lru_cache(maxsize=4096)
def _own_field(
    type_key: str, type_class: type[TypeDetails], name: str, aliases: tuple[str, ...]
) -> ListField:
    """Made once: a new type leaves the fields of the others as they are."""
    spec = spec_of(type_class, name)
    key, is_type = f"{type_key}.{spec.name}", _deliverable.c.type == type_key
    if spec.kind is Kind.PARTICIPANTS:
        return ListField(
            filter=FilterField(
                key,
                spec.label,
                FieldKind.TEXT,
                of=type_class.label,
                aliases=aliases,
                people=spec.target == "contact",
            ),
            compare=OwnComparison(is_type, _participants(spec)),
        )
    made = field_of(spec, _held(spec), key=key, of=type_class.label, aliases=aliases)
    assert made.compare is not None
    return replace(
        made,
        shown=_of_type(made.shown, is_type),
        by=_of_type(made.by, is_type),
        compare=OwnComparison(is_type, made.compare),
    )


def _of_type(value: Value | None, is_type: Expression) -> Value | None:
    """What other types keep under the same name is not looked at."""
    if value is None:
        return None
    sql = value.sql

    def guarded(asked: Asked) -> Expression:
        return case((is_type, sql(asked)))

    return Value(guarded, value.needs | {ROW})


def _held(spec: FieldSpec) -> Held:
    details, name = _deliverable.c.details, spec.name
    match spec.kind:
        case Kind.DATE:
            stored = sql_forms.detail(details, name)
            return Held(stored, sql_forms.first_day(stored), sql_forms.last_day(stored))
        case Kind.INTEGER | Kind.PERCENT:
            stored = sql_forms.detail(details, name)
            return Held(stored, number=stored)
        case Kind.DECIMAL:
            number = sql_forms.detail_number(details, name)
            return Held(number, number=number, scale=sql_forms.SCALE)
        case Kind.MONEY:
            amount = sql_forms.detail_number(details, f"{name}.amount")
            currency = sql_forms.detail(details, f"{name}.currency")
            return Held(amount, number=amount, scale=sql_forms.SCALE, currency=currency)
        case Kind.DURATION:
            stored = sql_forms.detail(details, name)
            return Held(stored, number=sql_forms.months(stored), scale=30)
        case Kind.TEXTS | Kind.CHOICE | Kind.FLAG | Kind.REFERENCE:
            return Held(sql_forms.detail(details, name))
        case _:
            return Held(sql_forms.detail_text(details, name))


def _participants(spec: FieldSpec) -> AnyComparison:
    link = TABLES["deliverable_participant"]
    linked = select(link.c.parent_id).where(link.c.role == spec.name)

    def passes(refers: Pass, test: Tested) -> Expression:
        targets = (("organisation", link.c.organisation_id), ("contact", link.c.contact_id))
        return or_(*(refers(column, target, test) for target, column in targets))

    return linked_comparison(_deliverable.c.id, linked, passes, people=spec.target == "contact")
