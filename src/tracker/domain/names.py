"""When two names are likely the same organisation or person."""

import re
import unicodedata
from collections.abc import Iterable

# Words of a legal form say nothing about which organisation is meant.
_LEGAL_FORMS = re.compile(
    r"주식회사|유한회사|재단법인|사단법인|\((?:주|유|재|사)\)"
    r"|株式会社|有限会社|合同会社|(?:一般|公益)?(?:社団|財団)法人|(?:股份)?有限公司"
    # Each letter may have its point: e.V., B.V.
    r"|\b(?:incorporated|corporation|limited|i\.?n\.?c|corp|l\.?t\.?d|l\.?l\.?c|l\.?l\.?p|p\.?l\.?c"
    r"|g\.?m\.?b\.?h|mbh|kgaa|kg|a\.?g|e\.?v|s\.?a\.?r\.?l|s\.?r\.?l|s\.?a\.?s|s\.?a"
    r"|b\.?v|n\.?v|k\.?k|pty|pte|co)\b\.?"
)
_NOT_NAME = re.compile(r"[\W_]+")
# Below this likeness (0 to 100) two names are two names; found by trying the casebook's variants.
_ALIKE = 88


def name_key(name: str) -> str:
    """A name without what varies: case, spaces, punctuation, accents, legal form."""
    composed = name.casefold() if name.isascii() else _without_accents(name)
    without_form = _NOT_NAME.sub("", _LEGAL_FORMS.sub(" ", composed))
    return without_form or _NOT_NAME.sub("", composed)


def _without_accents(name: str) -> str:
    normal = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", name)).casefold()
    bare = "".join(
        sign for sign in normal if not unicodedata.combining(sign) or "\u3099" <= sign <= "\u309a"
    )
    return unicodedata.normalize("NFC", bare)


def closeness(typed: str, name: str) -> int:
    """How near a name is to what was typed: 0 it begins so, 1 it holds every word whole, 2 else."""
    words = unicodedata.normalize("NFC", typed).casefold().split()
    sought = unicodedata.normalize("NFC", name).casefold()
    if sought.startswith(" ".join(words)):
        return 0
    return 1 if set(words) <= set(_NOT_NAME.sub(" ", sought).split()) else 2


def similar_ids(name: str, known: Iterable[tuple[int, str]], limit: int = 5) -> list[int]:
    """The ids of the likeliest same ones among `known` names, best first. One or two signs match
    only exactly, since nearly every short name is like another."""
    # rapidfuzz is imported when the first name is compared, not at the start.
    from rapidfuzz import fuzz, process

    wanted = name_key(name)
    keys = [(id, name_key(text)) for id, text in known]
    if len(wanted) < 3:
        return list(dict.fromkeys(id for id, key in keys if wanted and key == wanted))[:limit]
    best = process.extract(
        wanted, [key for _, key in keys], scorer=fuzz.ratio, score_cutoff=_ALIKE, limit=limit * 3
    )
    return list(dict.fromkeys(keys[place][0] for _, _, place in best))[:limit]
