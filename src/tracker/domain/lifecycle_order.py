"""The order of an agreement's facts, and from which day each of them counts.

Dates may be partial or missing, so a fact has two days: `from_day`, from which it counts, and
`sure_day`, from which that is certain.

- A dated fact counts from its earliest possible day and is certain on its latest. A source that
  states it earlier makes it certain earlier.
- Two dated facts change places only if one is certainly before the other; else the order of the
  user stands, and the second does not count before the first.
- An undated fact keeps its place between the dated ones and counts, with certainty, from the day
  a source states it, at the latest from the dated fact behind it: until then what is known to
  have been before stands (a pause is not hidden by a successor of unknown day). If nobody states
  it, it counts from the dated fact before it, and if nothing precedes it either, it holds on any
  day, never certainly.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tracker.domain.dates import PartialDate
from tracker.domain.lifecycle_facts import Fact, LifecycleFact, LifecycleKind
from tracker.domain.terms_kinds import Term, TermStart

# Preparation, which a signature round may contain: one party approves after another has signed.
PREPARATION = frozenset(
    {
        LifecycleKind.PROPOSED,
        LifecycleKind.INTENT_ANNOUNCED,
        LifecycleKind.DRAFTING,
        LifecycleKind.NEGOTIATING,
        LifecycleKind.APPROVED,
        LifecycleKind.SENT_FOR_SIGNATURE,
    }
)


@dataclass(frozen=True, slots=True)
class Placed:
    """A fact in its place. `on` is the date by which it was placed."""

    kind: LifecycleKind
    on: PartialDate | None
    from_day: date
    sure_day: date | None
    """None: never certain."""
    fact: LifecycleFact
    announces: bool = False
    """A termination that takes effect later: from here to there the agreement is ending."""


@dataclass(frozen=True, slots=True)
class _Item:
    fact: LifecycleFact
    on: PartialDate | None
    stated_on: PartialDate | None
    announces: bool = False

    @property
    def dated(self) -> bool:
        return self.on is not None and self.on.earliest > date.min

    @property
    def window(self) -> tuple[date, date]:
        """Its possible days. "Since 2018" is an event of 2018 and not of any day since."""
        if self.on is None:
            return date.min, date.max
        start = self.on.start if self.on.latest == date.max else None
        return self.on.earliest, (start or self.on).latest


def place(facts: Sequence[LifecycleFact], term: Term) -> list[Placed]:
    """All facts in order with the days they count from; `term` may add its stated start."""
    items = [item for fact in _with_stated_start(facts, term) for item in _items(fact)]
    leading, blocks = _blocks(items)
    ordered: list[list[_Item]] = []
    for block in blocks:
        latest = block[0].window[1]
        before = (i for i, other in enumerate(ordered) if latest < other[0].window[0])
        ordered.insert(next(before, len(ordered)), block)
    in_order = [*leading, *(item for block in ordered for item in block)]
    placed: list[Placed] = []
    for index, item in enumerate(in_order):
        behind = (other.window[0] for other in in_order[index + 1 :] if other.dated)
        placed.append(_placed(item, placed[-1] if placed else None, next(behind, date.max)))
    return placed


def _with_stated_start(facts: Sequence[LifecycleFact], term: Term) -> list[LifecycleFact]:
    """A term from a stated date takes effect on it, unless the facts say when it did."""
    known = any(fact.kind is LifecycleKind.TOOK_EFFECT for fact in facts)
    if term.starts is not TermStart.STATED_DATE or term.start_on is None or known or not facts:
        return list(facts)
    return [*facts, Fact(LifecycleKind.TOOK_EFFECT, on=term.start_on)]


def _items(fact: LifecycleFact) -> list[_Item]:
    """The fact at the day it counts by; a termination to come is first announced."""
    on, effective = fact.on, fact.effective_on
    if effective is None or fact.kind is LifecycleKind.NOTICE_GIVEN:
        return [_Item(fact, on, fact.stated_on)]
    if fact.kind is LifecycleKind.EXTENDED:  # retroactive, if effective before it was agreed
        return [_Item(fact, effective if on is None else min(on, effective), fact.stated_on)]
    if fact.kind is LifecycleKind.TERMINATED and on is not None and on.latest < effective.earliest:
        return [_Item(fact, on, fact.stated_on, announces=True), _Item(fact, effective, None)]
    apart = on is None or effective.latest < on.earliest or on.latest < effective.earliest
    return [_Item(fact, effective if apart or on is None else max(on, effective), None)]


def _blocks(items: list[_Item]) -> tuple[list[_Item], list[list[_Item]]]:
    """Undated items before the first dated one; then each dated one with those behind it."""
    leading: list[_Item] = []
    blocks: list[list[_Item]] = []
    for item in items:
        if item.dated:
            blocks.append([item])
        elif blocks:
            blocks[-1].append(item)
        else:
            leading.append(item)
    return leading, blocks


def _placed(item: _Item, previous: Placed | None, next_dated: date) -> Placed:
    earliest, latest = item.window
    stated = item.stated_on.earliest if item.stated_on else date.min
    known_by = [day for day in (latest, stated) if day not in (date.min, date.max)]
    begun = previous.from_day if previous else date.min
    if item.dated:
        start = max(earliest, begun)
    elif known_by:
        start = max(min(*known_by, next_dated), begun)
    else:
        start = begun
    sure = max(min(known_by), start) if known_by else None
    return Placed(item.fact.kind, item.on, start, sure, item.fact, item.announces)


def first_signatures(placed: Sequence[Placed]) -> list[Placed]:
    """The signatures by which the agreement was first made: one round of them."""
    last = last_of_rounds(placed)
    signed: list[Placed] = []
    for index, fact in enumerate(placed):
        if fact.kind is LifecycleKind.SIGNED:
            signed.append(fact)
            if index in last:
                break
    return signed


def last_of_rounds(placed: Sequence[Placed]) -> set[int]:
    """Where the last signature of each round stands.

    Signatures are one round, which the last of them completes, unless something between them
    shows that the agreement was already made (it took effect, was extended, a party joined).
    """
    found: set[int] = set()
    latest: int | None = None
    for index, fact in enumerate(placed):
        if fact.kind is LifecycleKind.SIGNED:
            latest = index
        elif latest is not None and fact.kind not in PREPARATION:
            found.add(latest)
            latest = None
    return found if latest is None else found | {latest}
