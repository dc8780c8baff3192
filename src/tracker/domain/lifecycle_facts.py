"""What can be recorded of an agreement's life, the statuses it has, and when a fact counts."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from tracker.domain.dates import PartialDate
from tracker.i18n import mark


class LifecycleKind(StrEnum):
    """Kinds of lifecycle events."""

    PROPOSED = "proposed"
    INTENT_ANNOUNCED = "intent_announced"
    DRAFTING = "drafting"
    NEGOTIATING = "negotiating"
    APPROVED = "approved"
    SENT_FOR_SIGNATURE = "sent_for_signature"
    SIGNED = "signed"
    TOOK_EFFECT = "took_effect"
    KNOWN_ACTIVE = "known_active"
    PAUSED = "paused"
    RESUMED = "resumed"
    EXTENDED = "extended"
    AMENDED = "amended"
    PARTY_JOINED = "party_joined"
    PARTY_LEFT = "party_left"
    NOTICE_GIVEN = "notice_given"
    TERMINATED = "terminated"
    COMPLETED = "completed"
    CANCELLED = "cancelled"
    SUPERSEDED = "superseded"


LIFECYCLE_LABELS: dict[LifecycleKind, str] = {
    LifecycleKind.PROPOSED: mark("Proposed"),
    LifecycleKind.INTENT_ANNOUNCED: mark("Intent announced"),
    LifecycleKind.DRAFTING: mark("Drafting"),
    LifecycleKind.NEGOTIATING: mark("Negotiating"),
    LifecycleKind.APPROVED: mark("Approved"),
    LifecycleKind.SENT_FOR_SIGNATURE: mark("Sent for signature"),
    LifecycleKind.SIGNED: mark("Signed"),
    LifecycleKind.TOOK_EFFECT: mark("Took effect"),
    LifecycleKind.KNOWN_ACTIVE: mark("Known to be active"),
    LifecycleKind.PAUSED: mark("Paused"),
    LifecycleKind.RESUMED: mark("Resumed"),
    LifecycleKind.EXTENDED: mark("Extended"),
    LifecycleKind.AMENDED: mark("Amended"),
    LifecycleKind.PARTY_JOINED: mark("Party joined"),
    LifecycleKind.PARTY_LEFT: mark("Party left"),
    LifecycleKind.NOTICE_GIVEN: mark("Notice given"),
    LifecycleKind.TERMINATED: mark("Terminated"),
    LifecycleKind.COMPLETED: mark("Completed"),
    LifecycleKind.CANCELLED: mark("Cancelled"),
    LifecycleKind.SUPERSEDED: mark("Superseded"),
}


class AgreementStatus(StrEnum):
    """What an agreement is on a day; always derived, never typed in."""

    PROSPECT = "prospect"
    IN_PREPARATION = "in_preparation"
    AWAITING_SIGNATURE = "awaiting_signature"
    SIGNED = "signed"
    ACTIVE = "active"
    PAUSED = "paused"
    ENDING = "ending"
    EXPIRED = "expired"
    TERMINATED = "terminated"
    COMPLETED = "completed"
    SUPERSEDED = "superseded"
    CANCELLED = "cancelled"
    UNKNOWN = "unknown"


STATUS_LABELS: dict[AgreementStatus, str] = {
    AgreementStatus.PROSPECT: mark("Prospect"),
    AgreementStatus.IN_PREPARATION: mark("In preparation"),
    AgreementStatus.AWAITING_SIGNATURE: mark("Awaiting signature"),
    AgreementStatus.SIGNED: mark("Signed, not yet in effect"),
    AgreementStatus.ACTIVE: mark("Active"),
    AgreementStatus.PAUSED: mark("Paused"),
    AgreementStatus.ENDING: mark("Ending"),
    AgreementStatus.EXPIRED: mark("Expired"),
    AgreementStatus.TERMINATED: mark("Terminated"),
    AgreementStatus.COMPLETED: mark("Completed"),
    AgreementStatus.SUPERSEDED: mark("Superseded"),
    AgreementStatus.CANCELLED: mark("Cancelled"),
    AgreementStatus.UNKNOWN: mark("Unknown"),
}

IN_FORCE = frozenset({AgreementStatus.ACTIVE, AgreementStatus.PAUSED, AgreementStatus.ENDING})
"""Statuses in which the parties are bound."""


class LifecycleFact(Protocol):
    """One lifecycle event. Any record with these attributes will do."""

    @property
    def kind(self) -> LifecycleKind: ...
    @property
    def on(self) -> PartialDate | None:
        """When it happened, as far as known."""

    @property
    def stated_on(self) -> PartialDate | None:
        """The day by which a source states it."""

    @property
    def until(self) -> PartialDate | None:
        """The new expiry, of an extension."""

    @property
    def effective_on(self) -> PartialDate | None:
        """When a termination, a notice or a retroactive extension takes effect."""


@dataclass(frozen=True, slots=True)
class Fact:
    """A plain `LifecycleFact`."""

    kind: LifecycleKind
    on: PartialDate | None = None
    stated_on: PartialDate | None = None
    until: PartialDate | None = None
    effective_on: PartialDate | None = None
