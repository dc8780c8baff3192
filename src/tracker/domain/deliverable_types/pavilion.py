"""Pavilion: a shared stand at a congress."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Annotated, ClassVar

from tracker.domain import fields as f
from tracker.domain.dates import PartialDate
from tracker.domain.deliverable_types.base import TypeDetails
from tracker.domain.deliverable_types.computing import (
    MONEY,
    Computed,
    Cost,
    Difference,
    Heads,
    Own,
    Quotient,
)
from tracker.domain.deliverable_types.rules import before, in_order
from tracker.domain.money import Money
from tracker.i18n import mark, tr


class Pavilion(TypeDetails):
    key: ClassVar[str] = "pavilion"
    label: ClassVar[str] = mark("Pavilion")
    icon: ClassVar[str] = "flag"

    edition: Annotated[str, f.text(mark("E&dition"), search=True)] = ""
    hall_booth: Annotated[str, f.text(mark("&Hall and booth"), search=True)] = ""
    area: Annotated[Decimal | None, f.decimal(mark("A&rea"), unit="m²", listed=True)] = None
    booths: Annotated[int | None, f.integer(mark("&Booths"), listed=True)] = None
    layout: Annotated[
        str, f.text(mark("La&yout"), suggestions=("row", "corner", "peninsula", "island"))
    ] = ""
    exhibitor_count: Annotated[
        int | None,
        f.integer(
            mark("&Number of exhibitors"),
            help=mark("As stated, where not all are named"),
            listed=True,
        ),
    ] = None
    exhibitors: Annotated[tuple[int, ...], f.participants(mark("E&xhibitors"), "organisation")] = ()
    organiser: Annotated[tuple[int, ...], f.participants(mark("&Organiser"), "organisation")] = ()
    co_hosts: Annotated[tuple[int, ...], f.participants(mark("Co-hosts"), "organisation")] = ()
    sponsors: Annotated[tuple[int, ...], f.participants(mark("Sponsors"), "organisation")] = ()
    application_deadline: Annotated[PartialDate | None, f.date(mark("Application deadline"))] = None
    payment_deadline: Annotated[PartialDate | None, f.date(mark("Payment deadline"))] = None
    budget: Annotated[Money | None, f.money(mark("Budget"))] = None
    visitors: Annotated[int | None, f.integer(mark("Visitors"), listed=True)] = None
    meetings_held: Annotated[int | None, f.integer(mark("Meetings held"), listed=True)] = None
    leads: Annotated[int | None, f.integer(mark("Leads gained"))] = None

    computed: ClassVar[tuple[Computed, ...]] = (
        Computed(
            "cost_per_exhibitor",
            mark("Cost per exhibitor"),
            Quotient(Cost(), Heads("exhibitors", stated="exhibitor_count")),
            MONEY,
        ),
        Computed("cost_per_booth", mark("Cost per booth"), Quotient(Cost(), Own("booths")), MONEY),
        Computed("cost_per_area", mark("Cost per m²"), Quotient(Cost(), Own("area")), MONEY),
        Computed("cost_variance", mark("Cost against budget"), Difference(Cost(), Own("budget"))),
        Computed(
            "meetings_per_exhibitor",
            mark("Meetings per exhibitor"),
            Quotient(Own("meetings_held"), Heads("exhibitors", stated="exhibitor_count")),
        ),
    )

    def hints(self, event: PartialDate | None = None) -> Iterator[tuple[str, str]]:
        yield from in_order(self, "application_deadline", "payment_deadline")
        for name in ("application_deadline", "payment_deadline"):
            yield from before(self, name, event, tr("the event"))
