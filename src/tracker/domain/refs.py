"""The name of a record; apart from the records, which the first page does not wait for."""

from typing import NamedTuple


class RecordRef(NamedTuple):
    """Names one record anywhere in the program: ("agreement", 12). Written agreement-12."""

    kind: str
    id: int

    def __str__(self) -> str:
        return f"{self.kind}-{self.id}"
