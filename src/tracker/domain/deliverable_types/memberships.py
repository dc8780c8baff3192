"""Consortium membership, reciprocal membership, advisory group."""

from collections.abc import Iterator
from typing import Annotated, ClassVar

from tracker.domain import fields as f
from tracker.domain.dates import PartialDate
from tracker.domain.deliverable_types.base import TypeDetails
from tracker.domain.deliverable_types.computing import MONEY, Computed, Days, Heads, Own, Quotient
from tracker.domain.deliverable_types.rules import in_order
from tracker.domain.money import Money
from tracker.i18n import mark


class ConsortiumMembership(TypeDetails):
    key: ClassVar[str] = "consortium_membership"
    label: ClassVar[str] = mark("Consortium membership")
    icon: ClassVar[str] = "waypoints"

    consortium: Annotated[str, f.text(mark("&Consortium"), search=True, listed=True)] = ""
    tier: Annotated[str, f.text(mark("Tie&r"))] = ""
    operator: Annotated[tuple[int, ...], f.participants(mark("&Operator"), "organisation")] = ()
    companies: Annotated[
        tuple[int, ...], f.participants(mark("&Member companies"), "organisation")
    ] = ()
    company_count: Annotated[
        int | None,
        f.integer(
            mark("&Number of companies"),
            help=mark("As stated, where not all are named"),
            listed=True,
        ),
    ] = None
    fee: Annotated[Money | None, f.money(mark("&Fee"))] = None
    joined: Annotated[PartialDate | None, f.date(mark("&Joined"), listed=True)] = None
    renews: Annotated[PartialDate | None, f.date(mark("Rene&ws"), listed=True)] = None
    liaison: Annotated[tuple[int, ...], f.participants(mark("&Liaison"), "contact")] = ()
    benefits_used: Annotated[str, f.long_text(mark("&Benefits used"), search=True)] = ""

    computed: ClassVar[tuple[Computed, ...]] = (
        Computed(
            "fee_per_company",
            mark("Fee per company"),
            Quotient(Own("fee"), Heads("companies", stated="company_count")),
            MONEY,
        ),
    )

    def problems(self) -> Iterator[tuple[str, str]]:
        yield from in_order(self, "joined", "renews")


class ReciprocalMembership(TypeDetails):
    key: ClassVar[str] = "reciprocal_membership"
    label: ClassVar[str] = mark("Reciprocal membership")
    icon: ClassVar[str] = "waypoints"

    grade: Annotated[str, f.text(mark("&Grade"))] = ""
    period: Annotated[
        PartialDate | None,
        f.date(mark("&Period"), help=mark("From and until, such as 2019/2021"), listed=True),
    ] = None
    granted_by: Annotated[tuple[int, ...], f.participants(mark("Granted &by"), "organisation")] = ()
    granted_to: Annotated[tuple[int, ...], f.participants(mark("Granted t&o"), "organisation")] = ()

    computed: ClassVar[tuple[Computed, ...]] = (
        Computed("duration", mark("Duration"), Days("period")),
    )


class AdvisoryGroup(TypeDetails):
    key: ClassVar[str] = "advisory_group"
    label: ClassVar[str] = mark("Advisory group")
    icon: ClassVar[str] = "users"

    members: Annotated[tuple[int, ...], f.participants(mark("Me&mbers"), "contact")] = ()
    member_count: Annotated[int | None, f.integer(mark("&Number of members"), listed=True)] = None
    term: Annotated[
        PartialDate | None, f.date(mark("Te&rm"), help=mark("From and until, such as 2019/2021"))
    ] = None
    cadence: Annotated[
        str, f.text(mark("Meets"), suggestions=("monthly", "quarterly", "twice a year", "yearly"))
    ] = ""
    mandate: Annotated[str, f.long_text(mark("Man&date"), search=True)] = ""
