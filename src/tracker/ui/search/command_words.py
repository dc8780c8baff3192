"""The words by which a command is found: in any order, in every language, by initial letters."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tracker.domain.countries import LANGUAGES
from tracker.i18n import speaking, tr
from tracker.resources import resource_path
from tracker.ui.actions import COMMANDS, plain

EXACT, BEGINS, HOLDS, INITIALS = range(4)
"""How well a command fits: named just so, begins so, holds the words, has these initials."""

_WORD = re.compile(r"\w+")
_FIRST, _LAST, _PER_INITIAL = 0xAC00, 0xD7A3, 588
_INITIALS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"


@dataclass(frozen=True, slots=True)
class _Name:
    """A command's name in one language."""

    words: tuple[str, ...]
    joined: str
    initials: str


class CommandWords:
    """Made with the first question; reading the languages takes a few milliseconds."""

    def __init__(self) -> None:
        self._names: Mapping[str, Sequence[_Name]] | None = None

    def fit(self, key: str, typed: str) -> int | None:
        """How well a command fits what was typed; None if it does not."""
        if self._names is None:
            self._names = _all_names()
        words = _words(typed)
        if not words:
            return None
        found = [_fit(name, words) for name in self._names.get(key, ())]
        return min((each for each in found if each is not None), default=None)


def _fit(name: _Name, typed: Sequence[str]) -> int | None:
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


def _all_names() -> dict[str, list[_Name]]:
    found: dict[str, list[_Name]] = {command.key: [] for command in COMMANDS}
    folder = resource_path("i18n")
    for language in LANGUAGES:
        with speaking(language, folder):
            for command in COMMANDS:
                found[command.key].append(_name(plain(tr(command.label))))
    return found


def _name(label: str) -> _Name:
    words = tuple(_words(label))
    joined = "".join(words)
    if any(_FIRST <= ord(letter) <= _LAST for letter in joined):
        return _Name(words, joined, "".join(_initial(letter) for letter in joined))
    return _Name(words, joined, "".join(word[0] for word in words))


def _initial(letter: str) -> str:
    """The initial consonant of a Korean syllable, any other letter as it is."""
    at = ord(letter) - _FIRST
    return _INITIALS[at // _PER_INITIAL] if 0 <= at <= _LAST - _FIRST else letter


def _words(text: str) -> list[str]:
    return [word.casefold() for word in _WORD.findall(text[:200])]
