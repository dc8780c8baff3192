"""Where documents stand in the full-text index: the row number says kind and record.

So the newest records of one kind that hold a word are one range of its list, read backwards, and
nothing has to be joined or sorted to find them.
"""

from collections.abc import Sequence
from typing import NamedTuple

from tracker.domain.record import RecordRef
from tracker.domain.records import Attachment, ProgressEntry

_BITS = 40
# Written into every database: a number is never given to another kind. Whoever types a name means
# an organisation or a person sooner than what mentions them; the order is that of the results.
_RANKS = {
    "organisation": 28,
    "contact": 27,
    "agreement": 26,
    "deliverable": 25,
    "event": 24,
    "meeting": 23,
    "task": 22,
    "source": 21,
    Attachment.key: 11,
    ProgressEntry.key: 10,
}
_KINDS = {rank: kind for kind, rank in _RANKS.items()}
ROOT_KINDS = tuple(kind for kind, rank in _RANKS.items() if rank > 20)
NOTE_KINDS = tuple(kind for kind, rank in _RANKS.items() if rank <= 20)


class Places(NamedTuple):
    """The row numbers from `first` to `last`."""

    first: int
    last: int


def place_of(ref: RecordRef) -> int:
    """The row number of a record's document."""
    return (_RANKS[ref.kind] << _BITS) | ref.id


def ref_at(place: int) -> RecordRef:
    """The record whose document has a row number."""
    return RecordRef(_KINDS[place >> _BITS], place & ((1 << _BITS) - 1))


def places_of(kinds: Sequence[str]) -> Places:
    """The least range that holds all documents of these kinds."""
    ranks = [_RANKS[kind] for kind in kinds]
    return Places(min(ranks) << _BITS, ((max(ranks) + 1) << _BITS) - 1)


def order_of(kind: str) -> int:
    """The place of a kind among the results, 0 first."""
    return tuple(_RANKS).index(kind)
