"""The words by which commands and pages are found: in any order, in every language, by initial
letters."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from tracker.domain.countries import LANGUAGES
from tracker.i18n import mark, speaking, tr
from tracker.resources import resource_path
from tracker.ui.actions import COMMANDS, plain

EXACT, BEGINS, HOLDS, INITIALS = range(4)
"""How well a command fits: named just so, begins so, holds the words, has these initials."""

_WORD = re.compile(r"\w+")
_FIRST, _LAST, _PER_INITIAL = 0xAC00, 0xD7A3, 588
_INITIALS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"


_ALSO: dict[str, tuple[str, ...]] = {
    "settings": (mark("Preferences"), mark("Options")),
    "own_types": (mark("Own types"), mark("Own fields")),
    "shortcuts": (mark("Keys"),),
    "board": (mark("Kanban"),),
}
"""Other words that people type for a command."""


@dataclass(frozen=True, slots=True)
class Name:
    """What something is called in one language."""

    words: tuple[str, ...]
    joined: str
    initials: str


class CommandWords:
    """Made with the first question; reading the languages takes a few milliseconds."""

    def __init__(self) -> None:
        self._names: Mapping[str, Sequence[Name]] | None = None

    def fit(self, key: str, typed: str) -> int | None:
        """How well a command fits what was typed; None if it does not."""
        if self._names is None:
            self._names = _all_names()
        return best_fit(self._names.get(key, ()), words_in(typed))


def best_fit(names: Iterable[Name], typed: Sequence[str]) -> int | None:
    """How well the best of some names fits the words typed; None if none does."""
    if not typed:
        return None
    found = [_fit(name, typed) for name in names]
    return min((each for each in found if each is not None), default=None)


def _fit(name: Name, typed: Sequence[str]) -> int | None:
    together = "".join(typed)
    if set(typed) <= set(name.words) or together == name.joined:
        return EXACT
    if name.joined.startswith(together):
        return BEGINS
    if all(any(word.startswith(each) for word in name.words) for each in typed):
        return HOLDS
    # One letter is the beginning of too many.
    if len(together) > 1 and len(typed) == 1 and name.initials.startswith(together):
        return INITIALS
    return None


def _all_names() -> dict[str, list[Name]]:
    labels = {one.key: (one.label, *_ALSO.get(one.key, ())) for one in COMMANDS}
    return in_all_languages(labels)


def in_all_languages(labels: Mapping[str, Iterable[str]]) -> dict[str, list[Name]]:
    """Marked labels by key as names in every language the program speaks."""
    found: dict[str, list[Name]] = {key: [] for key in labels}
    folder = resource_path("i18n")
    for language in LANGUAGES:
        with speaking(language, folder):
            for key, several in labels.items():
                found[key] += [name_of(plain(tr(label))) for label in several]
    return found


def name_of(label: str) -> Name:
    """A label as something to be found."""
    words = tuple(words_in(label))
    joined = "".join(words)
    if any(_FIRST <= ord(letter) <= _LAST for letter in joined):
        return Name(words, joined, "".join(_initial(letter) for letter in joined))
    return Name(words, joined, "".join(word[0] for word in words))


def _initial(letter: str) -> str:
    """The initial consonant of a Korean syllable, any other letter as it is."""
    at = ord(letter) - _FIRST
    return _INITIALS[at // _PER_INITIAL] if 0 <= at <= _LAST - _FIRST else letter


def words_in(text: str) -> list[str]:
    """The words of a text, without regard to case."""
    return [word.casefold() for word in _WORD.findall(text[:200])]
