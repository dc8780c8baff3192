"""Which of the records found is meant by what was typed: the one that Enter takes in a picker."""

import re
import unicodedata
from collections.abc import Iterator, Sequence

from tracker.domain.names import name_key
from tracker.domain.search_words import (
    begins_with,
    composed,
    ends_in_cjk,
    fold,
    only_initials,
    typed_words,
)

_WORD = re.compile(r"[^\W_]+")
# A shorter text is like too many names.
_SHORTEST = 4
# As much must be alike (0 to 100) that a slip of the finger does not matter and another name does.
_ALIKE = 85
# Beyond the levels of likeness.
_NONE = 5


def best_match(typed: str, names: Sequence[Sequence[str]]) -> int | None:
    """The place of the record that is called as typed, begins so, has each word typed at the
    beginning of one of its own, or is misspelt by a letter, in this order; of several the first.
    None if no name is like it: then it was found by something else that is written there.

    `names` are all names of each record, in the order found.
    """
    found = [
        (level, place)
        for place, some in enumerate(names)
        if (level := min((_level(typed, name) for name in some), default=_NONE)) < _NONE
    ]
    return min(found)[1] if found else None


def is_called(typed: str, name: str) -> bool:
    """Whether this is the name, but for capitals, blanks and how letters are composed."""
    return plain_name(typed) == plain_name(name)


def plain_name(text: str) -> str:
    """A name without what makes no difference: capitals, blanks, how letters are composed."""
    return unicodedata.normalize("NFC", " ".join(text.split()).casefold())


def _level(typed: str, name: str) -> int:
    if is_called(typed, name):
        return 0
    wanted, key = name_key(typed), name_key(name)
    if not wanted:
        return _NONE
    if wanted == key:
        return 1
    if key.startswith(wanted) or plain_name(name).startswith(plain_name(typed)):
        return 2
    words = [fold(word) for word in typed_words(typed)]
    own = list(_words(name))
    if words and all(_stands_in(word, own, name) for word in words):
        return 3
    return 4 if _is_alike(wanted, key) else _NONE


def _words(name: str) -> Iterator[str]:
    """Its words; of Gil-dong also Gildong."""
    for text in {name, name.replace("-", "")}:
        yield from (fold(word) for word in _WORD.findall(composed(text)))


def _stands_in(word: str, own: Sequence[str], name: str) -> bool:
    if only_initials(word):
        return begins_with(composed(name), word)
    # Korean, Chinese and Japanese words are written without spaces between their parts.
    inside = ends_in_cjk(word)
    return any(word in one if inside else one.startswith(word) for one in own)


def _is_alike(wanted: str, key: str) -> bool:
    """Whether it is misspelt, as far as it is typed yet."""
    if min(len(wanted), len(key)) < _SHORTEST:
        return False
    # rapidfuzz is imported when the first name is compared, not at the start.
    from rapidfuzz import fuzz

    begun = key[: len(wanted)]
    return bool(max(fuzz.ratio(wanted, key), fuzz.ratio(wanted, begun)) >= _ALIKE)
