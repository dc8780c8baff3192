"""The fold itself: facts in their order change the status, and then the term may end it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from tracker.domain.dates import PartialDate
from tracker.domain.lifecycle_facts import IN_FORCE, AgreementStatus, LifecycleKind
from tracker.domain.lifecycle_order import Placed, last_of_rounds
from tracker.domain.terms_computing import Computed, acceptance, compute_term
from tracker.domain.terms_kinds import Term, TermStart

_S = AgreementStatus
_K = LifecycleKind
_PREPARING = {
    _K.PROPOSED: _S.PROSPECT,
    _K.INTENT_ANNOUNCED: _S.PROSPECT,
    _K.DRAFTING: _S.IN_PREPARATION,
    _K.NEGOTIATING: _S.IN_PREPARATION,
    _K.APPROVED: _S.AWAITING_SIGNATURE,
    _K.SENT_FOR_SIGNATURE: _S.AWAITING_SIGNATURE,
}
_ALWAYS = {
    _K.KNOWN_ACTIVE: _S.ACTIVE,
    _K.RESUMED: _S.ACTIVE,
    _K.PAUSED: _S.PAUSED,
    _K.TERMINATED: _S.TERMINATED,
    _K.COMPLETED: _S.COMPLETED,
    _K.CANCELLED: _S.CANCELLED,
    _K.SUPERSEDED: _S.SUPERSEDED,
}
_NOT_YET_MADE = frozenset({_S.UNKNOWN, _S.PROSPECT, _S.IN_PREPARATION, _S.AWAITING_SIGNATURE})
_CAN_RUN_OUT = IN_FORCE | {_S.SIGNED, _S.UNKNOWN}
# Recorded after the computed end, these show that the agreement went on all the same.
_WENT_ON = frozenset({_K.KNOWN_ACTIVE, _K.RESUMED, _K.PAUSED, _K.TOOK_EFFECT})


@dataclass(slots=True)
class Folded:
    """The status on a day and where it comes from."""

    status: AgreementStatus = AgreementStatus.UNKNOWN
    certain: bool = False
    since: PartialDate | None = None
    because: Placed | None = None
    """The fact that made it so."""
    sure_day: date | None = None
    by_term: bool = False
    """The term ran out."""
    end_in_doubt: bool = False
    """The term may have run out."""


def fold_facts(day: date, placed: Sequence[Placed], term: Term) -> Folded:
    """The status on `day` of facts in order."""
    folded = Folded()
    complete = last_of_rounds(placed)
    accepted = acceptance(placed) if term.starts is TermStart.ACCEPTANCE else None
    last_effect = max(
        (i for i, fact in enumerate(placed) if fact.kind is _K.TOOK_EFFECT), default=-1
    )
    for index, fact in enumerate(placed):
        if fact.from_day > day:
            break  # facts count in their order, so no later one does
        if fact.kind is _K.SIGNED:
            waits = last_effect > index or term.starts in (TermStart.EFFECT, TermStart.ACCEPTANCE)
            status = _signed(folded.status, last=index in complete, waits=waits)
        elif fact is accepted:
            status = _in_effect(folded.status)
        else:
            status = _next(folded.status, fact)
        _advance(folded, status, fact)
    folded.certain = folded.sure_day is not None and day >= folded.sure_day
    _run_out(day, folded, placed, term)
    return folded


def _signed(status: AgreementStatus, *, last: bool, waits: bool) -> AgreementStatus | None:
    """The last signature of a round makes the agreement; those before it wait for it."""
    if status in IN_FORCE or (status is _S.SIGNED and not last):
        return None
    if not last:
        return _S.AWAITING_SIGNATURE
    return _S.SIGNED if waits else _S.ACTIVE


def _in_effect(status: AgreementStatus) -> AgreementStatus | None:
    return None if status in (_S.PAUSED, _S.ENDING) else _S.ACTIVE


def _next(status: AgreementStatus, fact: Placed) -> AgreementStatus | None:
    """The status after any other fact than a signature; None if it changes nothing."""
    kind = fact.kind
    if kind in _PREPARING:
        return _PREPARING[kind] if status in _NOT_YET_MADE | {_S.CANCELLED} else None
    if kind in _ALWAYS:
        return _S.ENDING if fact.announces else _ALWAYS[kind]
    match kind:
        case _K.TOOK_EFFECT:
            return _in_effect(status)
        case _K.EXTENDED:
            return None if status is _S.PAUSED else _S.ACTIVE
        case _K.AMENDED:  # what is amended has been made, even if nobody recorded when
            return _S.ACTIVE if status in _NOT_YET_MADE else None
        case _K.NOTICE_GIVEN:
            return _S.ENDING if status in _NOT_YET_MADE | IN_FORCE | {_S.SIGNED} else None
        case _:
            return None


def _advance(folded: Folded, status: AgreementStatus | None, fact: Placed) -> None:
    if status is None:
        return
    if status is folded.status and folded.because is not None:  # said again: only surer
        if fact.sure_day is not None:
            folded.sure_day = min(folded.sure_day or fact.sure_day, fact.sure_day)
        return
    folded.status = status
    folded.because = fact
    folded.sure_day = fact.sure_day
    folded.since = None if fact.kind is _K.KNOWN_ACTIVE else fact.on


def _run_out(day: date, folded: Folded, placed: Sequence[Placed], term: Term) -> None:
    """Expired after the latest possible end; in doubt after the earliest."""
    if folded.status not in _CAN_RUN_OUT:
        return
    found = compute_term(day, term, placed)
    end = found.expires_on
    if end is None or _went_on(day, end, placed):
        return
    if day > end.latest:
        folded.status = _S.TERMINATED if found.ended_by_notice else _S.EXPIRED
        folded.certain = folded.by_term = True
        folded.since = _day_after(found)
    elif day > end.earliest > date.min and folded.status is not _S.UNKNOWN:
        folded.certain = False
        folded.end_in_doubt = True


def _went_on(day: date, end: PartialDate, placed: Sequence[Placed]) -> bool:
    return any(end.latest < f.from_day <= day for f in placed if f.kind in _WENT_ON)


def _day_after(found: Computed) -> PartialDate | None:
    end = found.expires_on
    if end is not None and end.is_day and end.latest < date.max:
        return PartialDate.of(end.latest + timedelta(days=1))
    return end
