"""The catalogues are those of the sources, and a translation breaks no sentence."""

import string

import pytest
from babel.messages.catalog import Catalog, Message

from scripts import translations
from tracker.i18n import use_language
from tracker.resources import resource_path

REMEDY = "run `make translations`"


def test_the_template_holds_every_text_of_the_sources() -> None:
    assert translations.template_file().read_bytes() == translations.as_po(translations.gather()), (
        REMEDY
    )


@pytest.mark.parametrize("language", translations.languages())
def test_the_language_is_up_to_date_and_compiled(language: str) -> None:
    updated = translations.update(language, translations.gather())
    assert translations.po_file(language).read_bytes() == translations.as_po(updated), REMEDY
    compiled = translations.as_mo(translations.read(language))
    assert translations.mo_file(language).read_bytes() == compiled, REMEDY


@pytest.mark.parametrize("language", translations.languages())
def test_a_translation_keeps_the_named_places(language: str) -> None:
    wrong = [
        message.id for message in _translated(translations.read(language)) if _differs(message)
    ]
    assert not wrong


def test_a_language_that_is_not_there_is_refused() -> None:
    assert use_language("en", resource_path("i18n"))
    assert not use_language("xx", resource_path("i18n"))


def _translated(catalog: Catalog) -> list[Message]:
    return [message for message in catalog if message.id and message.string]


def _differs(message: Message) -> bool:
    """Whether a form of the translation names a place that no form of the text has, or lacks one
    that all have."""
    originals = [_places(text) for text in _forms(message.id)]
    allowed, needed = set.union(*originals), set.intersection(*originals)
    return any(not needed <= _places(text) <= allowed for text in _forms(message.string) if text)


def _forms(text: str | tuple[str, ...] | list[str]) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text)


def _places(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}
