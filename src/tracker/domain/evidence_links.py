"""Links that show what came of something: read from what people type or paste."""

import re
from typing import NamedTuple

from tracker.domain.reading import read_address
from tracker.i18n import tr

DOI_ADDRESS = "https://doi.org/"
# The International DOI Foundation: a prefix of "10." and digits, a slash, a suffix without blanks.
_DOI = re.compile(r"10\.\d{4,9}(?:\.\d+)*/[^\s<>\"]+")
_SAYS_DOI = re.compile(r"(?:doi:\s*|(?:https?://)?(?:dx\.)?doi\.org/)", re.IGNORECASE)


class Link(NamedTuple):
    """An address, and what it is called if anything."""

    address: str
    title: str = ""

    def __str__(self) -> str:
        return f"{self.address} {self.title}".strip()


def link_parts(text: str) -> Link:
    """A stored link: an address, then perhaps a blank and its title."""
    address, _, title = text.strip().partition(" ")
    return Link(address, title.strip())


def read_link(text: str) -> str:
    """The address a person means: a web or mail address, or a DOI however it is written. Raises
    ValueError with a sentence."""
    typed = text.strip()
    said = _SAYS_DOI.match(typed)
    rest = typed[said.end() :] if said else typed
    if _DOI.fullmatch(rest):
        return DOI_ADDRESS + rest
    if said:
        raise ValueError(tr("This is no DOI: one begins with 10. and has a slash, as 10.1000/182."))
    return read_address(typed)


def is_link(text: str) -> bool:
    """Whether a pasted text is a link and nothing else."""
    typed = text.strip()
    if not typed or any(sign.isspace() for sign in typed):
        return False
    try:
        read_link(typed)
    except ValueError:
        return False
    # "e.g." and "file.pdf" look like hosts, too: a pasted link says what it is.
    return (
        "://" in typed
        or bool(_SAYS_DOI.match(typed) or _DOI.fullmatch(typed))
        or (typed.lower().startswith(("www.", "mailto:")))
    )
