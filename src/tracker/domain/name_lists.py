"""A pasted list of names: what each line says, and which say the same one twice.

People paste from mails, programmes and spreadsheets: one name a line with bullets or numbers, all
on one line between commas, or cells between tabs. Nothing is guessed that is not written: what
follows the name of a person is kept in order and read by whoever knows the organisations.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from tracker.domain.names import name_key

__all__ = [
    "LONGEST_NAME",
    "MOST_NAMES",
    "Commas",
    "NameList",
    "NamedLine",
    "is_of_organisation",
    "read_names",
]

MOST_NAMES = 2_000
"""A longer list is cut, and said to be."""
LONGEST_NAME = 300

_BULLET = re.compile(r"(?:[-*•·‣◦▪●○–—]|\(?[0-9]{1,4}[.):]|[①-⑳])\s+|[•‣◦▪●○①-⑳]")
_INVISIBLE = re.compile(r"[\u0000-\u0008\u000b\u000c\u000e-\u001f\u200b\ufeff\ufffe]")
# A comma before these belongs to the name: "Samyang Co., Ltd.", "Novartis, Inc."
_FORM = re.compile(
    r"\s*(?:co|inc|ltd|llc|llp|plc|corp|pty|gmbh|ag|s\.?a|e\.?v|b\.?v|k\.?k|limited)\.?\s*"
    r"(?:$|[,;])",
    re.IGNORECASE,
)
_COMMA = re.compile(r"[,，、]")
_SIGNS = re.compile(r"[,，、()（）]")
_BRACKETS = re.compile(r"(?P<name>[^()（）]+?)\s*[(（](?P<inside>[^()（）]+)[)）]\s*")
_DASH = re.compile(r"\s+[-–—|/:]\s+")
_WORDS_OF_HEADS = """
    name names organisation organization company companies institution exhibitor exhibitors
    tenant tenants member members person people speaker speakers author authors delegate delegates
    이름 성명 기관 기관명 회사 회사명 기업명 참가자 참가기업 연사 저자 번호 no no. #
"""
_HEADS = frozenset(_WORDS_OF_HEADS.split())

# How names of organisations end, or begin, and those of positions never do.
_OF_ORGANISATIONS = re.compile(
    r"(?:^|\W)(?:inc|corp|corporation|co|ltd|limited|llc|llp|plc|gmbh|ag|s\.?a|b\.?v|k\.?k|pharma"
    r"|pharmaceuticals?|bio|biotech|therapeutics|university|college|institute|hospital|foundation"
    r"|association|society|federation|alliance|agency|ministry|consortium)\.?$"
    r"|^(?:university|institute|ministry|college) of\b"
    r"|^(?:주식회사|재단법인|사단법인|㈜|\(주\))"
    r"|(?:주식회사|㈜|\(주\)|협회|학회|재단|대학교|병원|연구원|연구소|진흥원|공사|株式会社|大学|協会)$",
    re.IGNORECASE,
)
_OF_POSITIONS = re.compile(
    r"\b(?:director|head|manager|president|chair\w*|c[efost]o|officer|professor|secretary|fellow"
    r"|member|partner|lead|dean|researcher|scientist)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class NamedLine:
    """One name of a list.

    `also` is what stands in brackets behind the name of an organisation, `rest` what follows the
    name of a person, such as title and organisation. `repeats` is the place of the line that said
    the same before.
    """

    written: str
    name: str
    also: str = ""
    rest: tuple[str, ...] = ()
    repeats: int | None = None


class Commas(StrEnum):
    """What stands between the commas of a list of people."""

    DETAILS = "details"
    """Behind a name its title and organisation."""
    NAMES = "names"


@dataclass(frozen=True, slots=True)
class NameList:
    """The names in the order written. `cut` lines were too many, `too_long` are no names.

    Of people `commas` is how they were read, and `other_way` how many names there would be if they
    were read as the other; 0 where there is nothing to choose.
    """

    lines: tuple[NamedLine, ...]
    cut: int = 0
    too_long: tuple[str, ...] = ()
    commas: Commas = Commas.NAMES
    other_way: int = 0


def read_names(text: str, *, people: bool, commas: Commas | None = None) -> NameList:
    """The names in a pasted text; of `people`, or of organisations. How the commas between people
    are to be read is seen from the text unless it is said."""
    given = _lines(_INVISIBLE.sub("", text))
    meant = Commas.NAMES if not people else commas or _likely(given)
    pieces = _pieces(given, meant, people=people)
    found: list[NamedLine] = []
    too_long: list[str] = []
    first: dict[tuple[str, ...], int] = {}
    for piece in pieces[:MOST_NAMES]:
        line = (_person if people else _organisation)(piece)
        if not line.name:
            continue
        if max(map(len, (line.name, line.also, *line.rest))) > LONGEST_NAME:
            too_long.append(line.name[:60])
            continue
        # Two people of one name are told apart by where they are.
        key = (name_key(line.name), *map(name_key, line.rest[-1:]))
        place = first.setdefault(key, len(found))
        repeats = place if place != len(found) else None
        found.append(NamedLine(line.written, line.name, line.also, line.rest, repeats))
    other_way = 0
    if people:
        other = Commas.NAMES if meant is Commas.DETAILS else Commas.DETAILS
        count = len(_pieces(given, other, people=True))
        other_way = count if count != len(pieces) else 0
    cut = max(0, len(pieces) - MOST_NAMES)
    return NameList(tuple(found), cut, tuple(too_long), meant, other_way)


def is_of_organisation(words: str) -> bool:
    """Whether what stands behind a person is rather the name of an organisation than a title."""
    return bool(_OF_ORGANISATIONS.search(words)) and not _OF_POSITIONS.search(words)


def _lines(text: str) -> list[str]:
    lines = [line for line in (_bare(one) for one in text.splitlines()) if line]
    if len(lines) > 1 and _is_head(lines[0]):
        lines = lines[1:]
    if len(lines) == 1 and "\t" not in lines[0] and ";" in lines[0]:
        lines = lines[0].split(";")
    return [line for line in (_bare(one) for one in lines) if line]


def _pieces(lines: Sequence[str], commas: Commas, *, people: bool) -> list[str]:
    """One piece for each name. Of several lines of organisations each is one name, whatever commas
    it has."""
    if commas is Commas.DETAILS or (not people and len(lines) != 1):
        return list(lines)
    found = [
        piece for line in lines for piece in ([line] if "\t" in line else _between_commas(line))
    ]
    return [piece for piece in (_bare(one) for one in found) if piece]


def _likely(lines: Sequence[str]) -> Commas:
    """One line with more commas than a title and an organisation need is a list of names."""
    many = len(lines) == 1 and len(_between_commas(lines[0])) > 3
    return Commas.NAMES if many else Commas.DETAILS


def _bare(line: str) -> str:
    """Without bullet or number, and without blanks around; tabs between cells stay."""
    cells = line.strip(" \r\n").split("\t")
    while cells and not cells[-1].strip():
        cells.pop()
    # The first cell may be a running number.
    if len(cells) > 1 and (not cells[0].strip() or cells[0].strip().rstrip(".").isdigit()):
        cells = cells[1:]
    kept = [" ".join(cell.split()) for cell in cells]
    if kept and (bullet := _BULLET.match(kept[0])) is not None:
        kept[0] = kept[0][bullet.end() :].strip()
    return "\t".join(kept).strip(" ;,")


def _is_head(line: str) -> bool:
    words = [cell.strip().casefold() for cell in line.split("\t")]
    return all(word in _HEADS or not word for word in words[:1]) and bool(words)


def _between_commas(line: str) -> list[str]:
    """The parts between commas; one in brackets, or before a legal form, is part of the name."""
    parts: list[str] = []
    for piece in _split(line):
        if parts and _FORM.match(piece):
            parts[-1] += f",{piece}"
        else:
            parts.append(piece)
    return parts


def _split(line: str) -> list[str]:
    """At the commas outside brackets."""
    pieces, begin, depth = [], 0, 0
    for sign in _SIGNS.finditer(line):
        if sign[0] in "(（":
            depth += 1
        elif sign[0] in ")）":
            depth = max(0, depth - 1)
        elif not depth:
            pieces.append(line[begin : sign.start()])
            begin = sign.end()
    # A bracket that is never closed holds nothing together.
    return _COMMA.split(line) if depth else [*pieces, line[begin:]]


def _organisation(piece: str) -> NamedLine:
    cells = piece.split("\t")
    name, also = cells[0], ""
    if (found := _BRACKETS.fullmatch(name)) is not None and name_key(found["name"]):
        inside = found["inside"].strip()
        # "(주)" and its like are legal forms, not names.
        if len(inside) > 1:
            name, also = found["name"].strip(), inside
    return NamedLine(piece.replace("\t", " · "), name, also)


def _person(piece: str) -> NamedLine:
    cells = [cell for cell in piece.split("\t") if cell]
    if len(cells) > 1:
        return NamedLine(" · ".join(cells), cells[0], rest=tuple(cells[1:3]))
    line = cells[0] if cells else ""
    rest: list[str] = []
    if (found := _BRACKETS.fullmatch(line)) is not None:
        line, rest = found["name"].strip(), _between_commas(found["inside"])
    head, *behind = _DASH.split(line, maxsplit=1)
    name, *more = _between_commas(head)
    rest = [*more, *(part for one in behind for part in _between_commas(one)), *rest]
    kept = tuple(word for part in rest if (word := part.strip()))
    # More than a title and an organisation is a title with commas in it.
    if len(kept) > 2:
        kept = (", ".join(kept[:-1]), kept[-1])
    return NamedLine(piece, name.strip(), rest=kept)
