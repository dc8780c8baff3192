"""Work for members and with regulators: support, standards, exchange, missions, funding."""

from typing import Annotated, ClassVar

from tracker.domain import fields as f
from tracker.domain.dates import PartialDate
from tracker.domain.deliverable_types.base import TypeDetails
from tracker.domain.deliverable_types.computing import (
    MONEY,
    Computed,
    Cost,
    Days,
    Heads,
    Own,
    Quotient,
)
from tracker.domain.money import Money
from tracker.i18n import mark


class Standardisation(TypeDetails):
    key: ClassVar[str] = "standardisation"
    label: ClassVar[str] = mark("Standardisation or regulatory work")
    icon: ClassVar[str] = "scale"

    body: Annotated[str, f.text(mark("&Body"), search=True, listed=True)] = ""
    working_group: Annotated[str, f.text(mark("&Working group"), search=True)] = ""
    reference: Annotated[str, f.text(mark("&Reference"), search=True)] = ""
    stage: Annotated[str, f.text(mark("Sta&ge"), listed=True)] = ""
    submission: Annotated[PartialDate | None, f.date(mark("Sub&mission"))] = None
    taking_part: Annotated[
        tuple[int, ...], f.participants(mark("Ta&king part"), "organisation")
    ] = ()
    outcome: Annotated[str, f.long_text(mark("O&utcome"), search=True)] = ""


class MemberSupport(TypeDetails):
    key: ClassVar[str] = "member_support"
    label: ClassVar[str] = mark("Member support or partnering")
    icon: ClassVar[str] = "handshake"

    members: Annotated[
        tuple[int, ...], f.participants(mark("Members &helped"), "organisation")
    ] = ()
    members_served: Annotated[
        int | None,
        f.integer(
            mark("&Members served"), help=mark("As stated, where not all are named"), listed=True
        ),
    ] = None
    introductions: Annotated[int | None, f.integer(mark("&Introductions"))] = None
    visits: Annotated[int | None, f.integer(mark("&Visits"))] = None
    meetings: Annotated[int | None, f.integer(mark("Meetin&gs"))] = None
    outcome: Annotated[str, f.long_text(mark("O&utcome"), search=True)] = ""


class StaffExchange(TypeDetails):
    key: ClassVar[str] = "staff_exchange"
    label: ClassVar[str] = mark("Training or exchange of staff")
    icon: ClassVar[str] = "users"

    programme: Annotated[str, f.text(mark("&Programme"), search=True, listed=True)] = ""
    dates: Annotated[PartialDate | None, f.date(mark("&Dates"))] = None
    head_count: Annotated[int | None, f.integer(mark("&Number of people"), listed=True)] = None
    cost_split: Annotated[
        str, f.text(mark("Cost split"), help=mark("Who pays what, such as fares by the sender"))
    ] = ""
    trainees: Annotated[tuple[int, ...], f.participants(mark("Pe&ople"), "contact")] = ()
    sender: Annotated[tuple[int, ...], f.participants(mark("&Sender"), "organisation")] = ()
    receiver: Annotated[tuple[int, ...], f.participants(mark("&Receiver"), "organisation")] = ()

    computed: ClassVar[tuple[Computed, ...]] = (
        Computed(
            "cost_per_head",
            mark("Cost per person"),
            Quotient(Cost(), Heads("trainees", stated="head_count")),
            MONEY,
        ),
        Computed("duration", mark("Duration"), Days("dates")),
    )


class TradeMission(TypeDetails):
    key: ClassVar[str] = "trade_mission"
    label: ClassVar[str] = mark("Trade mission or delegation")
    icon: ClassVar[str] = "globe"

    destination: Annotated[str, f.text(mark("D&estination"), search=True, listed=True)] = ""
    dates: Annotated[PartialDate | None, f.date(mark("&Dates"), listed=True)] = None
    delegate_count: Annotated[
        int | None,
        f.integer(
            mark("&Number of delegates"),
            help=mark("As stated, where not all are named"),
            listed=True,
        ),
    ] = None
    meetings: Annotated[int | None, f.integer(mark("&Meetings"))] = None
    delegates: Annotated[
        tuple[int, ...],
        f.participants(
            mark("De&legates"), "contact", help=mark("People, or organisations that sent somebody")
        ),
    ] = ()
    hosts: Annotated[tuple[int, ...], f.participants(mark("&Hosts"), "organisation")] = ()
    outcome: Annotated[str, f.long_text(mark("O&utcome"), search=True)] = ""

    computed: ClassVar[tuple[Computed, ...]] = (
        Computed(
            "cost_per_delegate",
            mark("Cost per delegate"),
            Quotient(Cost(), Heads("delegates", stated="delegate_count")),
            MONEY,
        ),
        Computed(
            "meetings_per_delegate",
            mark("Meetings per delegate"),
            Quotient(Own("meetings"), Heads("delegates", stated="delegate_count")),
        ),
        Computed("duration", mark("Duration"), Days("dates")),
    )


class FundingCall(TypeDetails):
    key: ClassVar[str] = "funding_call"
    label: ClassVar[str] = mark("Funding call")
    icon: ClassVar[str] = "gauge"

    ceiling: Annotated[Money | None, f.money(mark("C&eiling"))] = None
    split: Annotated[str, f.text(mark("S&plit"))] = ""
    call_dates: Annotated[PartialDate | None, f.date(mark("Call &dates"), listed=True)] = None
    awards: Annotated[int | None, f.integer(mark("A&wards"), listed=True)] = None
    funders: Annotated[tuple[int, ...], f.participants(mark("&Funders"), "organisation")] = ()
    awardees: Annotated[tuple[int, ...], f.participants(mark("Awarded t&o"), "organisation")] = ()

    computed: ClassVar[tuple[Computed, ...]] = (
        Computed("call_days", mark("Length of the call"), Days("call_dates")),
    )


class CoDevelopment(TypeDetails):
    key: ClassVar[str] = "co_development"
    label: ClassVar[str] = mark("Research or co-development")
    icon: ClassVar[str] = "git-branch"

    product: Annotated[str, f.text(mark("&Product or asset"), search=True, listed=True)] = ""
    therapy_area: Annotated[str, f.text(mark("T&herapy area"), search=True)] = ""
    stage: Annotated[str, f.text(mark("Sta&ge"), listed=True)] = ""
    territory: Annotated[str, f.text(mark("Territo&ry"), search=True)] = ""
    partners: Annotated[tuple[int, ...], f.participants(mark("Part&ners"), "organisation")] = ()


class Other(TypeDetails):
    key: ClassVar[str] = "other"
    label: ClassVar[str] = mark("Other")

    what: Annotated[str, f.text(mark("&What it is"), search=True)] = ""
    where: Annotated[str, f.text(mark("Wh&ere"), search=True)] = ""
    quantity: Annotated[str, f.text(mark("&How much"), search=True)] = ""
    taking_part: Annotated[
        tuple[int, ...], f.participants(mark("Taking &part"), "organisation")
    ] = ()
    further: Annotated[
        tuple[str, ...],
        f.texts(mark("&Further"), search=True, help=mark("One each, such as “Edition: the third”")),
    ] = ()
