"""The name of a record; apart from the records, which the first page does not wait for."""

import re
from typing import NamedTuple

_LINK = re.compile(r"\s*(?:tracker:/{0,2}([a-z_]{1,40})/|([a-z_]{1,40})-)([0-9]{1,15})\s*")


class RecordRef(NamedTuple):
    """Names one record anywhere in the program: ("agreement", 12). Written agreement-12."""

    kind: str
    id: int

    def __str__(self) -> str:
        return f"{self.kind}-{self.id}"


def link_of(ref: RecordRef) -> str:
    """A record as a text to copy: "tracker:agreement/12"."""
    return f"tracker:{ref.kind}/{ref.id}"


def linked(text: str) -> RecordRef | None:
    """The record that a copied text ("tracker:agreement/12" or "agreement-12") names; None if it
    is another text. Whether there is such a record is not known."""
    found = _LINK.fullmatch(text[:100])
    return RecordRef(found[1] or found[2], int(found[3])) if found else None
