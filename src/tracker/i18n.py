"""Translation of every text, without Qt, so that window, command line and reports share it.

gettext and not Qt's own catalogues: the layers below the window speak too (errors, statuses,
report headings) and may not import Qt. Like Qt's translators the language is a property of the
process; it is chosen once, by `use_language`, before anything is shown.
"""

import gettext
import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path

_LETTER_BEHIND = re.compile(r" ?\(&[A-Za-z0-9]\)")
_catalogue: list[gettext.NullTranslations] = [gettext.NullTranslations()]
# What is spoken for a while beside the program's language, on one thread: see `speaking`.
_aside: ContextVar[gettext.NullTranslations | None] = ContextVar("_aside", default=None)


def _spoken() -> gettext.NullTranslations:
    return _aside.get() or _catalogue[0]


def use_language(code: str, folder: Path) -> bool:
    """Speak `code` (such as "ko") from the `.mo` files in `folder`; says whether there is one.

    An unknown language is English, the language of the sources.
    """
    found = gettext.find("tracker", str(folder), [code])
    if found is None:
        _catalogue[0] = gettext.NullTranslations()
        return code.startswith("en")
    with Path(found).open("rb") as file:
        _catalogue[0] = gettext.GNUTranslations(file)
    return True


@contextmanager
def speaking(code: str, folder: Path) -> Iterator[str]:
    """Speak `code` within the block, on this thread only; gives the code that is really spoken.

    A document is written in a language of its own, whatever the window speaks meanwhile. A
    language without a catalogue is English.
    """
    language = code.replace("_", "-").split("-")[0].lower()
    found = gettext.translation("tracker", str(folder), [language], fallback=True)
    token = _aside.set(found)
    try:
        yield spoken_language()
    finally:
        _aside.reset(token)


def spoken_language() -> str:
    """The code of the language in use, such as "ko"; what the catalogue says of itself."""
    return _spoken().info().get("language") or "en"


def mark(text: str) -> str:
    """Mark a declared text for translation; it is translated where it is shown, by `tr`."""
    return text


class OwnWords(str):
    """Words that somebody wrote where the program would say its own, such as the name of a type
    of deliverable. `tr` leaves them as they are, and a "&" in them is no mark of a shortcut."""

    __slots__ = ()


def tr(text: str, /, **values: object) -> str:
    """Translate `text` and fill its named places, as in tr("{count} shown", count=3)."""
    if isinstance(text, OwnWords):
        return text
    translated = _spoken().gettext(text) if text else ""
    return translated.format(**values) if values else translated


def without_mnemonic(text: str) -> str:
    """A label as it is read: "&Save" and "저장(&S)" without the letter of their shortcut; "R&&D"
    is "R&D". In Korean the letter stands in parentheses behind the words."""
    if isinstance(text, OwnWords):
        return text
    bare = _LETTER_BEHIND.sub("", text)
    return "&".join(part.replace("&", "") for part in bare.split("&&"))


def with_mnemonic(label: str) -> str:
    """A label, already translated, for a widget that reads "&" as the mark of a shortcut."""
    return label.replace("&", "&&") if isinstance(label, OwnWords) else label


def trn(one: str, many: str, n: int, /, **values: object) -> str:
    """Translate a text that depends on a number, given as {n}."""
    return _spoken().ngettext(one, many, n).format(n=n, **values)
