"""The term clause of an agreement, as it states it."""

from dataclasses import dataclass
from enum import StrEnum

from tracker.domain.dates import PartialDate
from tracker.domain.durations import Duration
from tracker.i18n import mark


class TermKind(StrEnum):
    """How long an agreement lasts."""

    FIXED = "fixed"
    AUTOMATIC_RENEWAL = "automatic_renewal"
    OPEN_ENDED = "open_ended"
    MINIMUM = "minimum"
    REVIEW_GATES = "review_gates"
    UNKNOWN = "unknown"


TERM_KIND_LABELS: dict[TermKind, str] = {
    TermKind.FIXED: mark("Fixed term"),
    TermKind.AUTOMATIC_RENEWAL: mark("Renews automatically"),
    TermKind.OPEN_ENDED: mark("Open-ended"),
    TermKind.MINIMUM: mark("Minimum term"),
    TermKind.REVIEW_GATES: mark("Review gates"),
    TermKind.UNKNOWN: mark("Unknown"),
}


class TermStart(StrEnum):
    """What the term is counted from."""

    SIGNING = "signing"
    LAST_SIGNATURE = "last_signature"
    EFFECT = "effect"
    ACCEPTANCE = "acceptance"
    STATED_DATE = "stated_date"


TERM_START_LABELS: dict[TermStart, str] = {
    TermStart.SIGNING: mark("Signing"),
    TermStart.LAST_SIGNATURE: mark("Last signature"),
    TermStart.EFFECT: mark("Taking effect"),
    TermStart.ACCEPTANCE: mark("Acceptance"),
    TermStart.STATED_DATE: mark("A stated date"),
}


@dataclass(frozen=True, slots=True)
class Term:
    """The term as the agreement states it; what it does not state is None."""

    kind: TermKind = TermKind.UNKNOWN
    length: Duration | None = None
    starts: TermStart | None = None
    until: PartialDate | None = None
    notice: Duration | None = None
    renewal: Duration | None = None
    """Length of each renewal; None: as long as `length`."""
    review_every: Duration | None = None
    start_on: PartialDate | None = None
    """The date of `TermStart.STATED_DATE`."""

    @property
    def meant(self) -> TermKind:
        """The kind it is computed as: `meant_by` what is stated."""
        return meant_by(self.kind, self.length or self.until, self.renewal)


def meant_by(kind: TermKind, lasts: object, renewed_for: object) -> TermKind:
    """The kind of a term of which one is chosen, or none (`UNKNOWN`): who states how long it
    lasts, and no more, means that it ends then; who states for how long it is renewed, that it
    is."""
    if kind is not TermKind.UNKNOWN:
        return kind
    if renewed_for:
        return TermKind.AUTOMATIC_RENEWAL
    return TermKind.FIXED if lasts else kind


@dataclass(frozen=True, slots=True)
class TermState:
    """What the term comes to on a day."""

    end: PartialDate | None
    """Last day of the current term; in force through `end.latest`."""
    notice_by: PartialDate | None
    """Last day to give notice, computed from the earliest possible end."""
    next_review: PartialDate | None
    renewals: int
    """Silent renewals passed."""
    working: str
    """How it was computed, in words."""
    expires_on: PartialDate | None = None
    """`end` if nothing but a new event keeps the agreement in force after it."""
    start: PartialDate | None = None
