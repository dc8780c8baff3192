"""The text of a file, for search: PDF, office files and plain text; nothing of any other.

A file comes from anywhere: whatever is wrong with it, its text is empty and nothing is raised.
"""

import logging
import threading
import time
from collections.abc import Callable
from functools import partial
from pathlib import PurePath

from tracker.services.attachment_packed import PACKINGS, Packing, packed_text

_log = logging.getLogger(__name__)

LONGEST = 300_000
"""Characters that are kept: some 150 pages."""

# pdfium may be used by one thread at a time; previews take the same lock.
PDFIUM = threading.Lock()
_MOST_PAGES = 500
_MOST_SECONDS = 20.0
_PLAIN = frozenset({".txt", ".md", ".csv", ".tsv", ".log", ".json", ".eml", ".ics", ".vcf"})
_MOST_PLAIN = 4 * LONGEST


def text_of(name: str, content: bytes) -> str:
    """The text in a file called `name`, cut at `LONGEST` characters; empty if there is none, or
    if it is encrypted, damaged or too large to be unpacked."""
    read = _READERS.get(PurePath(name).suffix.lower())
    if read is None:
        return ""
    try:
        found = read(content)
    except Exception as error:  # noqa: BLE001
        # Every library has errors of its own for damaged files; the file is kept all the same.
        _log.info("no text of a file of %d bytes: %s", len(content), type(error).__name__)
        return ""
    return _clean(found)


def _clean(text: str) -> str:
    """Without what a database or a screen cannot hold."""
    shown = text[: 2 * LONGEST].encode("utf-8", "ignore").decode("utf-8")
    return " ".join(shown.replace("\0", " ").split())[:LONGEST]


def _of_pdf(content: bytes) -> str:
    import pypdfium2 as pdfium

    until = time.monotonic() + _MOST_SECONDS
    parts: list[str] = []
    length = 0
    with PDFIUM:
        document = pdfium.PdfDocument(content)
        try:
            for number in range(min(len(document), _MOST_PAGES)):
                if length > LONGEST or time.monotonic() > until:
                    break
                page = document[number]
                text_page = page.get_textpage()
                parts.append(text_page.get_text_bounded())
                length += len(parts[-1])
                text_page.close()
                page.close()
        finally:
            document.close()
    return "\n".join(parts)


def _of_packed(packing: Packing, content: bytes) -> str:
    return packed_text(packing, content, LONGEST)


def _of_plain(content: bytes) -> str:
    beginning = content[:_MOST_PLAIN]
    if beginning.startswith((b"\xff\xfe", b"\xfe\xff")):
        return beginning[: len(beginning) // 2 * 2].decode("utf-16", "ignore")
    if b"\0" in beginning:
        return ""
    whole = len(content) <= _MOST_PLAIN
    for encoding in ("utf-8-sig", "cp949"):
        try:
            return beginning.decode(encoding, "strict" if whole else "ignore")
        except UnicodeDecodeError:
            continue
    return beginning.decode("latin-1")


_READERS: dict[str, Callable[[bytes], str]] = {
    ".pdf": _of_pdf,
    **{ending: partial(_of_packed, packing) for ending, packing in PACKINGS.items()},
    **dict.fromkeys(_PLAIN, _of_plain),
}
