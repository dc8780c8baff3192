"""Deliverables of an own type, for the tests of what is done with them."""

from typing import Any

from tests import factories
from tests.own_types import made, named
from tracker.domain.fields import Kind
from tracker.domain.own_types import OwnTypeDefinition
from tracker.domain.record import RecordRef
from tracker.domain.records.deliverables import DeliverableParticipant
from tracker.services import Services

Filled = tuple[Services, OwnTypeDefinition, list[int]]
SHOWN = {
    Kind.TEXT: "유전자 치료", Kind.LONG_TEXT: "first\nsecond", Kind.TEXTS: ["GC", "셀트리온"],
    Kind.INTEGER: 12, Kind.DECIMAL: "-2.5", Kind.PERCENT: 40, Kind.FLAG: True,
    Kind.MONEY: {"amount": "1500000", "currency": "KRW"}, Kind.DATE: "2026-05", Kind.COUNTRY: "KR",
    Kind.DURATION: "P1Y6M", Kind.URL: "https://example.org/한국", Kind.CHOICE: "온라인",
}  # fmt: skip


def details_of(type_: OwnTypeDefinition, **more: Any) -> dict[str, Any]:
    return {named(type_, kind): value for kind, value in SHOWN.items()} | more


def deliverable(services: Services, type_: OwnTypeDefinition, **more: Any) -> int:
    judge = factories.contact(services, "박소라")
    role = DeliverableParticipant(role=named(type_, Kind.PARTICIPANTS), contact_id=judge)
    details = more.pop("details", details_of(type_))
    return factories.deliverable(
        services, more.pop("title", "서울 2026"), type=type_.key, details=details,
        participants=(role,), **more,
    )  # fmt: skip


def ref_of(id: int) -> RecordRef:
    """A deliverable by its number."""
    return RecordRef("deliverable", id)


def fill(services: Services) -> Filled:
    """A type, three deliverables that have it and one that keeps a value under the same name."""
    type_ = made(services)
    name = {kind: named(type_, kind) for kind in SHOWN}
    ids = [
        deliverable(services, type_),
        deliverable(services, type_, title="Empty", details={}),
        deliverable(services, type_, title="Seoul", details={
            name[Kind.TEXT]: "the Seoul theme", name[Kind.INTEGER]: -3, name[Kind.DECIMAL]: "12.25",
            name[Kind.CHOICE]: "a_&_b", name[Kind.DATE]: "2019-05-04", name[Kind.FLAG]: False,
            name[Kind.TEXTS]: ["ARM", "한국"], name[Kind.COUNTRY]: "DE", name[Kind.PERCENT]: 5,
            name[Kind.MONEY]: {"amount": "-10", "currency": "EUR"}, name[Kind.DURATION]: "P2M",
        }),
        factories.deliverable(services, "Another type", type="seminar",
                              details={name[Kind.INTEGER]: 12}),
    ]  # fmt: skip
    return services, type_, ids
