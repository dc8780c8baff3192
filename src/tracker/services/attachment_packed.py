"""The text of office files, which are XML packed with zip: Word, Excel, PowerPoint, OpenDocument
and HWPX. It is read as it is unpacked, up to a bound; pictures never are."""

import io
import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

# A packed file may unpack to a thousand times its size (libraries.md, 10).
_MOST_UNPACKED = 64 * 1024 * 1024
_MOST_MEMBERS = 500


@dataclass(frozen=True, slots=True)
class Packing:
    """Where the text of one kind of file is. Elements are known by their names without namespace:
    these differ between versions. `texts` hold what is said, behind `ends` a line ends, and
    `breaks` part words within a text."""

    members: re.Pattern[str]
    texts: frozenset[str]
    ends: frozenset[str]
    breaks: frozenset[str] = frozenset({"tab", "br", "lineBreak", "line-break", "s"})


def _packing(members: str, texts: str, ends: str) -> Packing:
    return Packing(re.compile(members), frozenset(texts.split()), frozenset(ends.split()))


_OPEN_DOCUMENT = _packing(r"content\.xml", "p h", "p h")
PACKINGS = {
    ".docx": _packing(r"word/document\.xml", "t", "p"),
    ".xlsx": _packing(r"xl/(sharedStrings|worksheets/sheet\d+)\.xml", "t", "si is row"),
    ".pptx": _packing(r"ppt/(slides/slide|notesSlides/notesSlide)\d+\.xml", "t", "p"),
    ".odt": _OPEN_DOCUMENT,
    ".ods": _OPEN_DOCUMENT,
    ".odp": _OPEN_DOCUMENT,
    ".hwpx": _packing(r"Contents/section\d+\.xml", "t", "p"),
}


def packed_text(packing: Packing, content: bytes, longest: int) -> str:
    """The text of a packed file, little more than `longest` characters of it. Raises whatever zip
    and XML readers do for a damaged file."""
    parts: list[str] = []
    length = 0
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        # The second page before the tenth.
        names = sorted(
            (name for name in packed.namelist() if packing.members.fullmatch(name)),
            key=lambda name: (len(name), name),
        )
        left = _MOST_UNPACKED
        for name in names[:_MOST_MEMBERS]:
            with packed.open(name) as file:
                bounded = _Bounded(file.read, left)
                for text in _texts(packing, bounded):
                    parts.append(text)
                    length += len(text)
                    if length > longest:
                        return "".join(parts)
                left = bounded.left
    return "".join(parts)


def _texts(packing: Packing, file: "_Bounded") -> Iterator[str]:
    from lxml import etree

    parser = etree.iterparse(
        file, events=("end",), resolve_entities=False, no_network=True, load_dtd=False
    )
    for _, element in parser:
        name = _name(element)
        if name in packing.texts:
            yield _said(element, packing.breaks)
        elif name in packing.breaks:
            yield " "
        if name in packing.ends:
            yield "\n"
            element.clear(keep_tail=True)


def _said(element: Any, breaks: frozenset[str]) -> str:
    """What stands in an element and in those within it."""
    from lxml import etree

    parts: list[str] = []
    for event, one in etree.iterwalk(element, events=("start", "end")):
        if event == "start":
            parts.append(one.text or "")
            continue
        if _name(one) in breaks:
            parts.append(" ")
        if one is not element:
            parts.append(one.tail or "")
    return "".join(parts)


def _name(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]


class _Bounded:
    """A file that ends after so many bytes, however much is packed in it."""

    def __init__(self, read: Callable[[int], bytes], most: int) -> None:
        self._read = read
        self.left = most

    def read(self, size: int = -1) -> bytes:
        """The next bytes."""
        wanted = min(size if size >= 0 else self.left, self.left)
        found = self._read(wanted) if wanted else b""
        self.left -= len(found)
        return found
