"""How typed and stored words are made alike before they are compared.

Korean words are also known by the first consonants of their syllables (한국: ㅎㄱ), names by all
their letters without spaces (Gil-dong Hong: gildonghong), a person's in either order.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import pairwise

from tracker.domain.names import name_key

# A longer question says no more; the rest is left out.
LONGEST = 400
MOST_WORDS = 16
# Neither is seen nor typed. An indexed CJK word stands as its pairs of characters, one from each
# place on: 회의실 as 회의, 의실, 실. The first sign parts these, the second such a word from Latin.
_PAIRED = "\x1e"
PARTING = "\x1f"
# Letters of nobody's alphabet: the beginning and the end of a whole name.
NAME_BEGINS, NAME_ENDS = "\ue000", "\ue001"
_LONGEST_KEY = 60

_CJK = r"\u1100-\u11ff\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff66-\uff9f"
_CJK_WORD = re.compile(rf"[{_CJK}]+")
_SECOND = re.compile(f".{_PAIRED}")
_ENDS_CJK = re.compile(rf"[{_CJK}]$")
_UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ue000\ue001]")
_WORD = re.compile(r"[^\W_]+")
_INITIALS = re.compile("[\u1100-\u1112]+")
_SYLLABLES = re.compile("[\uac00-\ud7a3]+(?: +[\uac00-\ud7a3]+)*")
_SYLLABLE = re.compile("[\uac00-\ud7a3]+")
_LATIN = re.compile(r"[a-z0-9]+")
# Two consonants typed one after the other become one sign in many input methods.
_CLUSTERS = str.maketrans(
    {
        "ㄳ": "ㄱㅅ",
        "ㄵ": "ㄴㅈ",
        "ㄶ": "ㄴㅎ",
        "ㄺ": "ㄹㄱ",
        "ㄻ": "ㄹㅁ",
        "ㄼ": "ㄹㅂ",
        "ㄽ": "ㄹㅅ",
        "ㄾ": "ㄹㅌ",
        "ㄿ": "ㄹㅍ",
        "ㅀ": "ㄹㅎ",
        "ㅄ": "ㅂㅅ",
    }
)


def composed(text: str) -> str:
    """One form for what is written in several: full-width letters, ㈜, decomposed accents."""
    return text if text.isascii() else unicodedata.normalize("NFKC", text)


def apart(text: str) -> str:
    """The text as it is indexed: composed, CJK words as their pairs of characters, so that any
    part of one is found, and quickly: few words have the same two characters side by side."""
    shown = _UNSEEN.sub(" ", composed(text))
    if shown.isascii():
        return shown
    return _CJK_WORD.sub(_in_pairs, shown)


def _in_pairs(found: re.Match[str]) -> str:
    word, text = found[0], found.string
    # A list: joined twice as quickly as what a generator gives.
    pairs = _PAIRED.join([word[at : at + 2] for at in range(len(word))])
    start, end = found.span()
    before = PARTING if start and text[start - 1].isalnum() else ""
    after = PARTING if end < len(text) and text[end].isalnum() else ""
    return before + pairs + after


def together(indexed: str) -> str:
    """An indexed text as it is read."""
    return _SECOND.sub("", indexed).replace(PARTING, "")


def sought_parts(word: str) -> list[str]:
    """A typed word as the parts that stand in the index. Its end may go on there."""
    parts = re.split(f"[{_PAIRED}{PARTING}]", apart(word))
    return parts[:-1] if len(parts) > 1 and len(parts[-2]) == 2 and _ends_paired(parts) else parts


def _ends_paired(parts: list[str]) -> bool:
    """Whether the last part is the second character of the pair before it."""
    return parts[-2][1] == parts[-1] and ends_in_cjk(parts[-1])


def typed_words(typed: str) -> list[str]:
    """The words of what was typed, composed; first consonants as U+1100 to U+1112."""
    return _WORD.findall(composed(typed[:LONGEST].translate(_CLUSTERS)))[:MOST_WORDS]


def ends_in_cjk(word: str) -> bool:
    """Whether the word's last character stands by itself in the index."""
    return _ENDS_CJK.search(word) is not None


def only_initials(word: str) -> bool:
    """Whether a typed word is nothing but first consonants."""
    return _INITIALS.fullmatch(word) is not None


def has_initials(word: str) -> bool:
    """Whether a typed word has first consonants that stand for whole syllables."""
    return _INITIALS.search(word) is not None


def initials_of(word: str) -> str:
    """The first consonants of a Korean word; one that stands alone is its own, others are left
    out."""
    return "".join(_initial(sign) for sign in word)


def begins_with(text: str, initials: str) -> bool:
    """Whether a Korean word of the text begins with these first consonants."""
    return any(initials_of(word).startswith(initials) for word in _SYLLABLE.findall(text))


def syllables_of(word: str) -> list[str]:
    """The runs of whole syllables between first consonants."""
    return [run for run in _INITIALS.split(word) if run]


def _initial(sign: str) -> str:
    if "\uac00" <= sign <= "\ud7a3":
        return chr(0x1100 + (ord(sign) - 0xAC00) // 588)
    return sign if "\u1100" <= sign <= "\u1112" else ""


def in_threes(initials: str) -> list[str]:
    """First consonants as they are indexed: three from each place on, so that any are found
    anywhere and few names hold all three."""
    return [initials[at : at + 3] for at in range(len(initials))]


def further_forms(names: Iterable[str], *, person: bool) -> str:
    """What a record with these names is found by besides the names: whole names without spaces,
    a person's in any order; words joined at hyphens; first consonants."""
    found: dict[str, None] = {}
    for name in names:
        for key in _keys(name, person=person):
            found[f"{NAME_BEGINS}{key[:_LONGEST_KEY]}{NAME_ENDS}"] = None
        for word in _joined_words(name, person=person):
            found[word] = None
        for run in _SYLLABLES.findall(composed(name)):
            # In one piece: they are sought as a phrase.
            found[" ".join(in_threes(initials_of(run)))] = None
    return " ".join(found)


def whole_name(typed: str) -> str:
    """What was typed as the beginning of a whole name is indexed; empty if it has no letters."""
    if has_initials(composed(typed[:LONGEST].translate(_CLUSTERS))):
        return ""
    return name_key(typed[:LONGEST])[:_LONGEST_KEY]


def indexed_name(name: str) -> str:
    """The word that stands in the index for a whole name; empty if it has no letters."""
    key = name_key(name)
    return f"{NAME_BEGINS}{key[:_LONGEST_KEY]}{NAME_ENDS}" if key else ""


def _keys(name: str, *, person: bool) -> Iterator[str]:
    key = name_key(name)
    if key:
        yield key
    if person and 1 < len(words := _folded_words(name)) <= 4 and all(map(_LATIN.fullmatch, words)):
        for at in range(1, len(words)):
            yield "".join(words[at:] + words[:at])


def _joined_words(name: str, *, person: bool) -> Iterator[str]:
    """Gil-dong is also Gildong; of a person in three words any two may be one."""
    for word in composed(name).split():
        parts = _folded_words(word.replace("-", " "))
        if "-" in word and len(parts) > 1:
            yield "".join(parts)
    words = _folded_words(name.replace("-", " "))
    if person and 2 < len(words) <= 4:
        yield from (one + other for one, other in pairwise(words))


def _folded_words(name: str) -> list[str]:
    return [fold(word) for word in _WORD.findall(composed(name))]


@lru_cache(maxsize=4096)
def fold(word: str) -> str:
    """A word without case and accents."""
    if word.isascii():
        return word.lower()
    bare = (
        sign
        for sign in unicodedata.normalize("NFKD", word).casefold()
        if not unicodedata.combining(sign) or "\u3099" <= sign <= "\u309a"
    )
    return unicodedata.normalize("NFC", "".join(bare))


def is_latin(word: str) -> bool:
    """Whether a folded word has only letters from a to z and digits."""
    return _LATIN.fullmatch(word) is not None


def alike_words(names: Iterable[str]) -> Iterator[str]:
    """The words of names that may be typed with one letter wrong: those long enough that few
    others are like them, four letters or three syllables."""
    for name in names:
        for word in _WORD.findall(composed(name)):
            if may_be_misspelt(folded := fold(word)):
                yield folded


def may_be_misspelt(folded: str) -> bool:
    """Whether a folded word is long enough to be known in spite of one wrong letter."""
    if folded.isdigit() or len(folded) > _LONGEST_KEY:
        return False
    return len(folded) >= (4 if folded.isascii() or not ends_in_cjk(folded) else 3)
