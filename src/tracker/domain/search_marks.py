"""Where the typed words stand in a shown text, for the reader to see why a record was found."""

import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from tracker.domain.search_words import (
    ends_in_cjk,
    fold,
    has_initials,
    initials_of,
    only_initials,
    typed_words,
)

# Of a longer text only the beginning is looked at; what is shown is one line.
_LONGEST = 2_000


@lru_cache(maxsize=512)
def marks(typed: str, shown: str) -> tuple[tuple[int, int], ...]:
    """The ranges (from, to) of `shown` in which typed words stand, in order and apart.

    A word is found at the beginning of one, without regard to case and accents; a Korean, Chinese
    or Japanese one anywhere, and by its first consonants; a name also without its spaces.
    """
    text, origin = _folded(shown[:_LONGEST])
    found: set[int] = set()
    words = _words(typed)
    for word in words:
        for start, end in _places(word, text):
            found.update(range(origin[start], origin[end - 1] + 1))
    if not found and words and not any(map(has_initials, words)):
        found.update(_without_spaces("".join(map(fold, words)), text, origin))
    return tuple(_ranges(sorted(found)))


@lru_cache(maxsize=16)
def _words(typed: str) -> tuple[str, ...]:
    return tuple(typed_words(typed))


def _folded(shown: str) -> tuple[str, list[int]]:
    """The text without case and accents, and for each of its letters the place it stands for."""
    if shown.isascii():
        return shown.lower(), list(range(len(shown)))
    letters: list[str] = []
    origin: list[int] = []
    for place, sign in enumerate(shown):
        if sign < "\x80" or "\uac00" <= sign <= "\ud7a3":  # most, and quickly done
            letters.append(sign.lower())
            origin.append(place)
            continue
        for part in unicodedata.normalize("NFKC", sign):
            bare = fold(part)
            letters += bare
            origin += [place] * len(bare)
    return "".join(letters), origin


def _places(word: str, text: str) -> Iterator[tuple[int, int]]:
    if has_initials(word):
        yield from _by_initials(word, text)
        return
    sought = fold(word)
    if not sought:
        return
    at = text.find(sought)
    while at >= 0:
        if ends_in_cjk(sought[0]) or at == 0 or not text[at - 1].isalnum() or _cjk(text[at - 1]):
            yield at, at + len(sought)
        at = text.find(sought, at + 1)


def _cjk(sign: str) -> bool:
    return ends_in_cjk(sign)


def _by_initials(word: str, text: str) -> Iterator[tuple[int, int]]:
    """Syllables that begin with the consonants, in spite of spaces between them."""
    syllables = [(place, sign) for place, sign in enumerate(text) if sign != " "]
    # A sign without a first consonant of its own stands for itself and matches none.
    consonants = "".join(
        chr(0x1100 + (ord(sign) - 0xAC00) // 588)
        if "\uac00" <= sign <= "\ud7a3"
        else initials_of(sign) or "\0"
        for _, sign in syllables
    )
    sought = initials_of(word)
    at = consonants.find(sought)
    while at >= 0 and sought:
        run = syllables[at : at + len(sought)]
        if all(
            only_initials(part) or part == sign for part, (_, sign) in zip(word, run, strict=False)
        ):
            yield from ((place, place + 1) for place, _ in run)
        at = consonants.find(sought, at + 1)


def _without_spaces(key: str, text: str, origin: list[int]) -> Iterator[int]:
    letters = [place for place, sign in enumerate(text) if sign.isalnum()]
    at = "".join(text[place] for place in letters).find(key)
    if at < 0 or not key:
        return
    first = letters[at]
    if first == 0 or not text[first - 1].isalnum():
        yield from (origin[place] for place in letters[at : at + len(key)])


def _ranges(places: list[int]) -> Iterator[tuple[int, int]]:
    start = end = -1
    for place in places:
        if place != end:
            if end > start >= 0:
                yield start, end
            start = place
        end = place + 1
    if end > start >= 0:
        yield start, end
