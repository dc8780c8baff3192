"""Makes any text fit to be printed: nothing invisible, nothing endless, no surprise links."""

import re
import unicodedata
from typing import TypeVar

from pydantic import BaseModel

from tracker.i18n import tr

NAME_LIMIT = 300
TEXT_LIMIT = 1_200
CELL_LIMIT = 32_000
"""A spreadsheet cell takes 32,767 characters, and not one more."""

# C0 and C1 controls but tab and newline, lone surrogates, non-characters (XML refuses them),
# and the bidirectional embeddings and overrides: they can turn round what follows them.
_UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
    "\u202a-\u202e\u2066-\u2069\ufeff]"
)
_LINE_ENDS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_ENDLESS = re.compile(r"[^\s/?&=.\-\u200b\u1100-\uffff]{41,}")
_PIECES = re.compile(r".{1,16}")
_SAFE_LINK = re.compile(r"(?:https?://|mailto:)[^\s<>\"{}|\\^`]+", re.IGNORECASE)

Model = TypeVar("Model", bound=BaseModel)


def clean(text: str) -> str:
    """The same text without characters that cannot be printed; line ends become newlines."""
    text = _LINE_ENDS.sub("\n", text)
    return unicodedata.normalize("NFC", _UNPRINTABLE.sub("", text)).strip()


def shorten(text: str, limit: int, total: int | None = None) -> str:
    """`text`, or its beginning and a word that there is more. `limit` is in characters.

    `total` is the length of the whole, if `text` is already only its beginning.
    """
    if len(text) <= limit:
        return text
    head = text[:limit]
    # Not in the middle of a word, if the last gap is near (Korean and Japanese may have none).
    gap = max(head.rfind(" "), head.rfind("\n"))
    if gap > limit * 0.8:
        head = head[:gap]
    return tr(
        "{beginning}… [shortened: {count} characters in the record]",
        beginning=head.rstrip(),
        count=f"{total or len(text):,}",
    )


def one_line(text: str) -> str:
    """`text` with every run of white space made one space."""
    return " ".join(text.split())


def breakable(text: str) -> str:
    """`text` with invisible places to break a line in words that no column can hold.

    Addresses and Korean, Chinese and Japanese break by themselves; ordinary words stay whole.
    """
    return _ENDLESS.sub(lambda word: "\u200b".join(_PIECES.findall(word[0])), text)


def safe_link(url: str) -> str:
    """`url` if it may be made clickable (web and mail), else nothing."""
    return url if _SAFE_LINK.fullmatch(url) else ""


_LONG_FIELDS = {"purpose", "note", "sentence", "text", "condition", "value", "working"}


def printable(model: Model, *, limit: int = TEXT_LIMIT, name_limit: int = NAME_LIMIT) -> Model:
    """A copy of `model` all of whose texts are clean and of a length that can be printed.

    Fields that hold sentences may have `limit` characters, all others `name_limit`.
    """

    def tidy(value: object, field: str) -> object:
        if isinstance(value, str):
            most = limit if field in _LONG_FIELDS else name_limit
            # A note of 10 MB need not be cleaned whole to print its beginning.
            beginning = clean(value[: most * 2])
            if len(beginning) > most:
                return shorten(beginning, most, total=len(value))
            return shorten(clean(value), most)
        if isinstance(value, BaseModel):
            return value.model_copy(
                update={name: tidy(getattr(value, name), name) for name in type(value).model_fields}
            )
        if isinstance(value, tuple):
            return tuple(tidy(item, field) for item in value)
        return value

    return model.model_copy(
        update={name: tidy(getattr(model, name), name) for name in type(model).model_fields}
    )
