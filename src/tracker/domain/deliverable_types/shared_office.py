"""Shared office: desks abroad that members move into."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated, ClassVar

from tracker.domain import fields as f
from tracker.domain.deliverable_types.base import TypeDetails
from tracker.domain.deliverable_types.computing import MONEY, Computed, Cost, Heads, Own, Quotient
from tracker.domain.money import Money
from tracker.i18n import mark


class SharedOffice(TypeDetails):
    key: ClassVar[str] = "shared_office"
    label: ClassVar[str] = mark("Shared office")
    icon: ClassVar[str] = "building-2"

    address: Annotated[str, f.text(mark("A&ddress"), search=True, listed=True)] = ""
    area: Annotated[Decimal | None, f.decimal(mark("A&rea"), unit="m²")] = None
    host: Annotated[tuple[int, ...], f.participants(mark("&Host"), "organisation")] = ()
    tenants: Annotated[
        tuple[int, ...],
        f.participants(
            mark("Tena&nts"), "organisation", help=mark("With the day each moved in and out")
        ),
    ] = ()
    tenant_count: Annotated[
        int | None,
        f.integer(
            mark("Num&ber of tenants"), help=mark("As stated, where not all are named"), listed=True
        ),
    ] = None
    cost_per_tenant: Annotated[Money | None, f.money(mark("Cost per tenant as stated"))] = None

    periods: ClassVar[Mapping[str, tuple[str, str]]] = {
        "tenants": (mark("Moved in"), mark("Moved out"))
    }
    computed: ClassVar[tuple[Computed, ...]] = (
        Computed(
            "cost_by_tenants",
            mark("Cost per tenant"),
            Quotient(Cost(), Heads("tenants", stated="tenant_count")),
            MONEY,
        ),
        Computed(
            "area_per_tenant",
            mark("Area per tenant"),
            Quotient(Own("area"), Heads("tenants", stated="tenant_count")),
            "m²",
        ),
    )
