"""The Korean catalogue is whole, and says the same shortcut letters and places as the sources."""

import re
import string

import pytest
from babel.messages.catalog import Catalog, Message

from scripts import translations
from tracker.i18n import tr, use_language, without_mnemonic
from tracker.resources import resource_path

_LETTER = re.compile(r"&(\w)")
_HANGUL = re.compile("[가-힣]")
# Names and signs that are the same in Korean.
_SAME = re.compile(r"[^A-Za-z]*|[KM]B|.*(DOI|JSON|SHA-256).*")


@pytest.fixture(scope="module")
def korean() -> Catalog:
    return translations.read("ko")


def test_every_text_is_translated(korean: Catalog) -> None:
    assert translations.untranslated(korean) == []
    assert str(korean.locale) == "ko"


def test_every_translation_is_korean(korean: Catalog) -> None:
    wrong = [
        message.id
        for message in messages(korean)
        for text in forms(message.string)
        if not _HANGUL.search(text) and not _SAME.fullmatch(re.sub(r"\{\w+\}", "", text))
    ]
    assert wrong == []


def test_every_place_is_filled(korean: Catalog) -> None:
    # A language of one form needs the places of the form for many.
    wrong = [
        message.id
        for message in messages(korean)
        for text in forms(message.string)
        if places(text) != places(forms(message.id)[-1])
    ]
    assert wrong == []


def test_shortcut_letters_stay_and_stand_behind_the_words(korean: Catalog) -> None:
    wrong = []
    for message in messages(korean):
        original = _LETTER.search(forms(message.id)[0].replace("&&", ""))
        expected = f"(&{original[1].upper()})" if original else ""
        text = forms(message.string)[0]
        if expected and not text.removesuffix("…").endswith(expected):
            wrong.append(message.id)
        if not expected and "&" in text:
            wrong.append(message.id)
    assert wrong == []


def test_no_translation_ends_in_another_sign(korean: Catalog) -> None:
    """An ellipsis says that a question follows; a sentence is a sentence."""
    wrong = [
        message.id
        for message in messages(korean)
        for source, text in zip(forms(message.id), forms(message.string), strict=False)
        if source.endswith("…") != text.endswith("…")
    ]
    assert wrong == []


def test_the_window_speaks_korean() -> None:
    assert use_language("ko", resource_path("i18n"))
    try:
        assert tr("&Deliverable") == "이행 과제(&D)"
        assert without_mnemonic(tr("&Deliverable")) == "이행 과제"
        assert without_mnemonic(tr("&Open…")) == "열기…"
    finally:
        use_language("en", resource_path("i18n"))


@pytest.mark.parametrize(
    ("label", "read"),
    [("&Save", "Save"), ("저장(&S)…", "저장…"), ("R&&D", "R&D"), ("Plain (2)", "Plain (2)")],
)
def test_labels_are_read_without_their_letters(label: str, read: str) -> None:
    assert without_mnemonic(label) == read


def messages(catalog: Catalog) -> list[Message]:
    """Those with a translation; that all have one is a test of its own."""
    return [message for message in catalog if message.id and any(forms(message.string))]


def forms(text: str | tuple[str, ...] | list[str]) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text)


def places(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}
