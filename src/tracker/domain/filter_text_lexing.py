"""The signs of a typed filter: where a word, a name with its operator, a quoted text ends."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

LONGEST = 2_000
"""So many characters of a typed filter are read."""

# What an input method for Korean or Japanese types for the signs of the language.
_ALSO = str.maketrans(
    {
        "：": ":", "＜": "<", "＞": ">", "＝": "=", "（": "(", "）": ")", "！": "!", "，": ",",
        "≤": "≤", "\u3000": " ", "\x00": " ",
    }
)  # fmt: skip
QUOTES = {'"': '"', "“": "”", "„": "“", "«": "»"}
_OPERATOR = re.compile(r":?(!=|<=|>=|≤|≥|<|>|=)|:")
_SAME = {"≤": "<=", "≥": ">="}
_NAME = re.compile(r"[^\s:<>=!()\"“”„«»,≤≥]+")


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a text; of a `quoted` one `text` is what stands between the quotes."""

    start: int
    end: int
    text: str
    quoted: bool = False
    closed: bool = True


@dataclass(frozen=True, slots=True)
class Head:
    """A field's name with the operator behind it."""

    name: Piece
    operator: str
    end: int


def plain(text: str) -> str:
    """The text with the signs of other keyboards made ours, character by character, and without
    those that cannot be stored; positions stay."""
    swapped = text[:LONGEST].translate(_ALSO)
    return "".join(" " if "\ud800" <= sign <= "\udfff" else sign for sign in swapped)


def quoted(text: str, at: int) -> Piece | None:
    """The quoted text that begins there; to the end of the text if its quote is never closed."""
    closing = QUOTES.get(text[at : at + 1])
    if closing is None:
        return None
    found: list[str] = []
    place = at + 1
    while place < len(text):
        sign = text[place]
        if sign == "\\" and place + 1 < len(text):
            found.append(text[place + 1])
            place += 2
            continue
        if sign == closing:
            return Piece(at, place + 1, "".join(found), quoted=True)
        found.append(sign)
        place += 1
    return Piece(at, place, "".join(found), quoted=True, closed=False)


def head(text: str, at: int) -> Head | None:
    """A name and its operator, if they stand there."""
    name = quoted(text, at)
    if name is None:
        match = _NAME.match(text, at)
        if match is None:
            return None
        name = Piece(at, match.end(), match[0])
    found = _OPERATOR.match(text, name.end)
    if found is None or not name.closed:
        return None
    sign = found[1] or ":"
    return Head(name, _SAME.get(sign, sign), found.end())


def word(text: str, at: int) -> list[Piece]:
    """The pieces of the word that begins there, such as `a"b c",d`: to the next blank or the
    parenthesis that closes what was opened before it."""
    pieces: list[Piece] = []
    place, depth = at, 0
    while place < len(text) and not text[place].isspace():
        sign = text[place]
        if (one := quoted(text, place)) is not None:
            pieces.append(one)
            place = one.end
            continue
        depth += (sign == "(") - (sign == ")")
        if depth < 0:
            break
        end = place + 1
        while end < len(text) and not text[end].isspace() and text[end] not in '()"“„«':
            end += 1
        pieces.append(Piece(place, end, text[place:end]))
        place = end
    return pieces


def blank_end(text: str, at: int) -> int:
    """The first place from there that is no blank."""
    while at < len(text) and text[at].isspace():
        at += 1
    return at


def parted(pieces: list[Piece], separator: str) -> Iterator[list[Piece]]:
    """The pieces between separators that stand outside quotes."""
    part: list[Piece] = []
    for piece in pieces:
        if piece.quoted:
            part.append(piece)
            continue
        at = piece.start
        for number, text in enumerate(piece.text.split(separator)):
            if number:
                yield part
                part = []
                at += len(separator)
            if text:
                part.append(Piece(at, at + len(text), text))
            at += len(text)
    yield part


def said(pieces: list[Piece]) -> str:
    """What pieces say together; a gap between them is one blank."""
    found = ""
    for number, piece in enumerate(pieces):
        if number and piece.start > pieces[number - 1].end:
            found += " "
        found += piece.text
    return found.strip() if not any(piece.quoted for piece in pieces) else found
