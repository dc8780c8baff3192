"""Strikes words out of an archive, to see whether the comparison misses them."""

import re
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from tests.casebook.archived import Archived
from tests.casebook.comparing import compare
from tests.casebook.homes import Stands
from tests.casebook.reading import Case
from tests.casebook.stated import Row, plain

STRUCK = "struck out"
# Facts whose words may stand beside others, and the fields in which they do.
TOLD = re.compile(r"status_facts|signed_on_(basis|partial)|start_note|\.what$")
BESIDE_OTHERS = ("reason", "note", "metric")
Slots = dict[str, list[tuple[Any, Any]]]
Standing = dict[tuple[str, str], Stands | None]


def slots_of(records: Row) -> Slots:
    """Every place of an archive that holds a text, by the text."""
    found: Slots = defaultdict(list)
    _find(records, found)
    return found


def _find(value: Any, found: Slots) -> None:
    pairs = value.items() if isinstance(value, dict) else enumerate(value)
    for name, one in pairs:
        if isinstance(one, (dict, list)):
            _find(one, found)
        elif isinstance(one, str):
            found[plain(one)].append((value, name))


def beside_others(slots: Slots) -> set[str]:
    """The texts that may hold the words of several facts."""
    return {
        text for text, places in slots.items() if any(name in BESIDE_OTHERS for _, name in places)
    }


@contextmanager
def struck(slots: Slots, texts: set[str], words: str) -> Iterator[None]:
    """The archive without those texts; where others stand beside the words, without these only."""
    places = [place for text in texts for place in slots[text]]
    before = [holder[name] for holder, name in places]
    for holder, name in places:
        here = plain(holder[name])
        only = name in BESIDE_OTHERS and words in here
        holder[name] = here.replace(words, STRUCK) if only else STRUCK
    try:
        yield
    finally:
        for (holder, name), text in zip(places, before, strict=True):
            holder[name] = text


def standing(archive: Row | Archived, cases: list[Case]) -> Standing:
    """How every fact of the cases stands."""
    return {(one.case, one.path): one.stands for one in compare(archive, cases)}


def worse(archive: Row, cases: list[Case], stood: Standing) -> dict[str, Any]:
    """The facts that stand otherwise than they stood: lost, or only quoted where a field was."""
    found = compare(archive, cases)
    return {one.path: one.value for one in found if one.stands != stood[one.case, one.path]}
