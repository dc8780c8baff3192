"""What is written of a type and not saved: kept beside the database, as drafts of forms are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Protocol

from pydantic import ValidationError

from tracker.domain.own_types import OwnTypeDefinition
from tracker.ui.forms.drafts import Draft


class Drafts(Protocol):
    """Where drafts are kept by key."""

    def save_soon(
        self, key: str, values: Mapping[str, Any], version: int, base: Mapping[str, Any]
    ) -> None: ...
    def save(
        self, key: str, values: Mapping[str, Any], version: int, base: Mapping[str, Any]
    ) -> bool: ...
    def load(self, key: str) -> Draft | None: ...
    def discard(self, key: str) -> None: ...


def draft_key(type_key: str) -> str:
    """The key under which the draft of a type is kept."""
    return f"owntype-{type_key or 'new'}"


class TypeDrafts:
    """Definitions in the making, by the key of their type ("" for a new one)."""

    def __init__(self, drafts: Drafts) -> None:
        self._drafts = drafts
        self.unsaved: set[str] = set()
        """The keys of the types of which something is written and not saved."""

    def look(self, keys: Iterable[str]) -> None:
        """See which of these types have a draft."""
        self.unsaved = {key for key in keys if self.load(key) is not None}

    def keep_soon(self, definition: OwnTypeDefinition) -> None:
        """Write it in the background."""
        self.unsaved.add(definition.key)
        values = definition.model_dump(mode="json")
        self._drafts.save_soon(draft_key(definition.key), values, 0, {})

    def keep(self, definition: OwnTypeDefinition) -> bool:
        """Write it now; False if it cannot be written."""
        self.unsaved.add(definition.key)
        values = definition.model_dump(mode="json")
        return self._drafts.save(draft_key(definition.key), values, 0, {})

    def load(self, key: str) -> OwnTypeDefinition | None:
        """The draft of a type; None if there is none, or one that cannot be understood."""
        draft = self._drafts.load(draft_key(key))
        if draft is None:
            return None
        try:
            found = OwnTypeDefinition.model_validate(draft.values)
        except ValidationError:
            return None
        return found.model_copy(update={"key": key})

    def discard(self, key: str) -> None:
        """Forget it."""
        self.unsaved.discard(key)
        self._drafts.discard(draft_key(key))
