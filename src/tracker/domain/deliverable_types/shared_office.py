"""Shared office: desks abroad that members move into."""

from decimal import Decimal
from typing import Annotated, ClassVar

from tracker.domain import fields as f
from tracker.domain.deliverable_types.base import TypeDetails
from tracker.domain.money import Money
from tracker.i18n import mark


class SharedOffice(TypeDetails):
    key: ClassVar[str] = "shared_office"
    label: ClassVar[str] = mark("Shared office")
    icon: ClassVar[str] = "building-2"

    host: Annotated[tuple[int, ...], f.participants(mark("&Host"), "organisation")] = ()
    address: Annotated[str, f.text(mark("A&ddress"), search=True, listed=True)] = ""
    area: Annotated[Decimal | None, f.decimal(mark("A&rea"), unit="m²")] = None
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
    cost_per_tenant: Annotated[Money | None, f.money(mark("Cost per tenant"))] = None
