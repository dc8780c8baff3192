"""Rows of a long list that are kept and not shown yet: an editor for each would take seconds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from tracker.domain.record import ChildRecord, RecordRef, value_specs
from tracker.domain.records import ROOT_BY_KEY

AT_ONCE = 40
"""So many rows are shown at first, and with each press of the button."""

_RECORD = "record"


class WaitingRows:
    """The children behind those shown, in order."""

    def __init__(self, record: type[ChildRecord]) -> None:
        self._record = record
        self.children: list[ChildRecord] = []

    def __len__(self) -> int:
        return len(self.children)

    def add(self, children: Sequence[ChildRecord]) -> None:
        """Let further rows wait."""
        self.children += children

    def give(self, count: int) -> list[ChildRecord]:
        """The first of them, which wait no longer."""
        given, self.children = self.children[:count], self.children[count:]
        return given

    def clear(self) -> None:
        """There are none."""
        self.children = []

    def raw(self) -> list[dict[str, Any]]:
        """As JSON, for a draft."""
        return [{_RECORD: child.model_dump(mode="json")} for child in self.children]

    def take_raw(self, raw: Mapping[str, Any]) -> bool:
        """Take back one of what `raw` gave; False if it is none of these."""
        if _RECORD not in raw:
            return False
        try:
            self.children.append(self._record.model_validate(raw[_RECORD]))
        except ValueError:
            return False
        return True

    def references(self) -> set[RecordRef]:
        """The records that are chosen in them."""
        targets = [spec for spec in value_specs(self._record) if spec.target in ROOT_BY_KEY]
        return {
            RecordRef(spec.target, id)
            for child in self.children
            for spec in targets
            if (id := getattr(child, spec.name)) is not None
        }
