"""Whether evidence can be relied on: nothing here reads a file or asks a network.

What came of a deliverable is shown by a link or a file of a line of its log that counts, by a file
kept with the deliverable, or by a source it names.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol
from urllib.parse import unquote, urlsplit

from tracker.domain.evidence_links import DOI_ADDRESS, link_parts, read_link
from tracker.domain.progress import DeliverableStatus, LogFact, standing
from tracker.i18n import mark

DONE = frozenset({DeliverableStatus.DELIVERED, DeliverableStatus.PARTLY_DELIVERED})
"""What has one of these statuses should be shown by something."""

SCHEMES = ("http", "https", "mailto", "doi", "ftp")
"""How an address begins that leads somewhere for everybody."""

EXAMPLE_HOSTS = ("example.com", "example.org", "example.net", "localhost")
"""Names that are set aside for examples and for one's own computer (RFC 2606, RFC 6761)."""

EXAMPLE_ENDINGS = (".example", ".invalid", ".test", ".localhost")


class Fault(StrEnum):
    """What is wrong with evidence."""

    WITHOUT = "without"
    DEAD_FILE = "dead_file"
    CHANGED_FILE = "changed_file"
    NO_SUCH_PATH = "no_such_path"
    LOCAL_PATH = "local_path"
    BAD_LINK = "bad_link"
    EXAMPLE_LINK = "example_link"


FAULTS: dict[Fault, str] = {
    Fault.WITHOUT: mark("Delivered, and nothing shows it"),
    Fault.DEAD_FILE: mark("The content of the file is not there"),
    Fault.CHANGED_FILE: mark("The content of the file is not what was kept"),
    Fault.NO_SUCH_PATH: mark("The file it leads to is not there"),
    Fault.LOCAL_PATH: mark("It leads to a file of one computer"),
    Fault.BAD_LINK: mark("It is no address that can be opened"),
    Fault.EXAMPLE_LINK: mark("It leads to an example"),
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing wrong: with what (a link, a file's name; empty for the deliverable itself), and of
    which line of the log (None if of none). `sha256` is the content that a file should have."""

    fault: Fault
    of: str = ""
    line: int | None = None
    sha256: str = field(default="", compare=False)


class EvidenceLine(LogFact, Protocol):
    """A line of a log with what shows it."""

    @property
    def evidence_url(self) -> str: ...
    @property
    def evidence_title(self) -> str: ...
    @property
    def further_links(self) -> tuple[str, ...]: ...
    @property
    def source_id(self) -> int | None: ...


def has_evidence(
    log: Sequence[EvidenceLine],
    files_of_lines: Iterable[int] = (),
    *,
    own_files: int = 0,
    sources: int = 0,
) -> bool:
    """Whether anything shows what came of a deliverable: `files_of_lines` are the ids of lines that
    have files; what hangs on a line that no longer counts does not count either."""
    if own_files or sources:
        return True
    counted = standing(log)
    with_files = set(files_of_lines)
    return any(
        line.evidence_url
        or line.evidence_title
        or line.further_links
        or line.source_id is not None
        or line.id in with_files
        for line in counted
    )


def links_of(line: EvidenceLine) -> list[str]:
    """The addresses of a line, as stored."""
    own = [line.evidence_url] if line.evidence_url else []
    return own + [link_parts(text).address for text in line.further_links]


def link_fault(address: str) -> Fault | None:
    """What is wrong with the form of an address; None if nothing. It is not followed."""
    text = address.strip()
    if local_path(text) is not None:
        return Fault.LOCAL_PATH
    if text != address or not text or any(sign.isspace() for sign in text):
        return Fault.BAD_LINK
    try:
        meant = read_link(text)
        # Older addresses of DOIs (http, dx.doi.org) lead where the new one does.
        is_doi = meant.startswith(DOI_ADDRESS) and text.lower().startswith(_OF_DOIS)
        if meant != text and not is_doi:
            return Fault.BAD_LINK
        host = (urlsplit(text).hostname or "").casefold().rstrip(".")
    except ValueError:
        return Fault.BAD_LINK
    if text.lower().startswith(("mailto:", "doi:")):
        host = text.rpartition("@")[2].casefold() if "@" in text else ""
    elif "." not in host and host not in EXAMPLE_HOSTS and ":" not in host:
        return Fault.BAD_LINK
    # "example.org" and anything below it.
    below = any(host == one or host.endswith("." + one) for one in EXAMPLE_HOSTS)
    return Fault.EXAMPLE_LINK if below or host.endswith(EXAMPLE_ENDINGS) else None


_OF_DOIS = ("doi:", "http://", "https://")
_DRIVE = re.compile(r"[A-Za-z]:[\\\\/]")


def local_path(address: str) -> str | None:
    """The path that an address leads to on this computer; None if it is no path."""
    text = address.strip()
    if text.lower().startswith("file:"):
        found = urlsplit(text)
        path = unquote(found.path)
        if found.netloc and found.netloc.casefold() != "localhost":
            return f"//{found.netloc}{path}"
        return path[1:] if _DRIVE.match(path[1:]) else path
    if text.startswith(("/", "~/", "\\\\")) or _DRIVE.match(text):
        return text
    return None
