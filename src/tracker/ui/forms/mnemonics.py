"""The shortcut letters of the labels of a form."""

from __future__ import annotations

from tracker.i18n import OwnWords, without_mnemonic


class Mnemonics:
    """The shortcut letters of one form: the first field that wants a letter has it, a later one
    the next free letter of its label."""

    def __init__(self, taken: frozenset[str] = frozenset()) -> None:
        self._taken = set(taken)

    def fork(self) -> Mnemonics:
        """For a part that is made anew: it respects the letters taken so far."""
        return Mnemonics(frozenset(self._taken))

    def label(self, text: str) -> str:
        """The text with its "&" if that letter is still free, else without."""
        if isinstance(text, OwnWords):
            return self._another(text)
        at = text.find("&")
        letter = text[at + 1 : at + 2].casefold()
        if at < 0 or not letter:
            return without_mnemonic(text)
        if letter not in self._taken:
            self._taken.add(letter)
            return text
        return self._another(without_mnemonic(text))

    def _another(self, text: str) -> str:
        """The text with the first of its own letters that is still free, else without."""
        for at, letter in enumerate(text.casefold()):
            if letter.isascii() and letter.isalpha() and letter not in self._taken:
                self._taken.add(letter)
                return f"{_read(text[:at])}&{_read(text[at:])}"
        return _read(text)


class NoMnemonics(Mnemonics):
    """For fields that are only looked at: their letters would be taken from what acts."""

    def fork(self) -> Mnemonics:
        return self

    def label(self, text: str) -> str:
        return _read(without_mnemonic(text))


def _read(text: str) -> str:
    """A text whose "&" is to be read and is no shortcut."""
    return text.replace("&", "&&")
