"""The types there are: those of the program and those somebody defined in a database."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from tracker.domain.deliverable_types import types
from tracker.domain.deliverable_types.base import TypeDetails

__all__ = ["BUILT_IN", "TypeCatalogue"]


class TypeCatalogue:
    """Looked up wherever a deliverable's type matters; a value, handed along like any other."""

    def __init__(self, own: Iterable[type[TypeDetails]] = ()) -> None:
        """`own` are the types of a database, whose keys never are those of the program's types."""
        built_in = dict(types())
        other = built_in.pop("other")
        mine = {declared.key: declared for declared in own}
        self._types = MappingProxyType({**built_in, **mine, other.key: other})

    def all(self) -> Mapping[str, type[TypeDetails]]:
        """Every type by its key, "other" last; also those that are no longer offered."""
        return self._types

    def offered(self) -> Mapping[str, type[TypeDetails]]:
        """Those that a new deliverable may have."""
        return {key: declared for key, declared in self._types.items() if not declared.retired}

    def labels(self) -> dict[str, str]:
        """What they are called (to be translated), by key."""
        return {key: declared.label for key, declared in self._types.items()}

    def of(self, key: str) -> type[TypeDetails]:
        """The declaration of one type; one that nobody knows (any more) is read as "other"."""
        return self._types.get(key, self._types["other"])

    def __contains__(self, key: object) -> bool:
        return key in self._types


BUILT_IN = TypeCatalogue()
"""The types of the program alone."""
