"""Pavilion: a shared stand at a congress."""

from decimal import Decimal
from typing import Annotated, ClassVar

from tracker.domain import fields as f
from tracker.domain.dates import PartialDate
from tracker.domain.deliverable_types.base import TypeDetails
from tracker.domain.money import Money
from tracker.i18n import mark


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
    organiser: Annotated[tuple[int, ...], f.participants(mark("&Organiser"), "organisation")] = ()
    exhibitors: Annotated[tuple[int, ...], f.participants(mark("E&xhibitors"), "organisation")] = ()
    co_hosts: Annotated[tuple[int, ...], f.participants(mark("Co-hosts"), "organisation")] = ()
    sponsors: Annotated[tuple[int, ...], f.participants(mark("Sponsors"), "organisation")] = ()
    application_deadline: Annotated[PartialDate | None, f.date(mark("Application deadline"))] = None
    payment_deadline: Annotated[PartialDate | None, f.date(mark("Payment deadline"))] = None
    budget: Annotated[Money | None, f.money(mark("Budget"))] = None
    visitors: Annotated[int | None, f.integer(mark("Visitors"), listed=True)] = None
    meetings_held: Annotated[int | None, f.integer(mark("Meetings held"), listed=True)] = None
    leads: Annotated[int | None, f.integer(mark("Leads gained"))] = None
