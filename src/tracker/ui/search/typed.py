"""What was typed into the palette: words, a command after ">", a kind before ":", or a link."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tracker.domain.countries import LANGUAGES
from tracker.domain.refs import RecordRef, linked
from tracker.i18n import speaking, tr
from tracker.resources import resource_path
from tracker.ui.kinds import KINDS

_PREFIXED = re.compile(r"(\w{2,30})\s?[:\uff1a]\s*(.*)", re.DOTALL)
_AS_COMMAND = (">", "\uff1e")


@dataclass(frozen=True, slots=True)
class Typed:
    """`text` is what is sought, without its prefix. `kinds` narrow it to kinds of records,
    `commands` to commands; `link` is the record a pasted link names."""

    text: str
    kinds: tuple[str, ...] = ()
    commands: bool = False
    link: RecordRef | None = None


def understood(typed: str) -> Typed:
    """What a person means by what they typed."""
    text = typed.strip()
    if text.startswith(_AS_COMMAND):
        return Typed(text[1:].strip(), commands=True)
    if (ref := linked(text)) is not None and ref.kind in KINDS:
        return Typed(text, link=ref)
    found = _PREFIXED.match(text)
    if found is not None and (kinds := _kinds(found[1].casefold())):
        return Typed(found[2].strip(), kinds=kinds)
    return Typed(text)


def _kinds(word: str) -> tuple[str, ...]:
    """The kinds whose name in any language begins so."""
    found: dict[str, None] = {}
    for language in LANGUAGES:
        with speaking(language, resource_path("i18n")):
            for key, look in KINDS.items():
                names = (tr(look.label).casefold(), tr(look.plural).casefold())
                if any(name.startswith(word) for name in names):
                    found[key] = None
    return tuple(found)
