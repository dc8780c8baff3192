"""The types of deliverables. Every module of this package that declares one is found by itself:
adding a type is adding a file."""

from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from tracker.domain.deliverable_types.base import TypeDetails


@cache
def types() -> dict[str, type[TypeDetails]]:
    """Every type of the program by its key, "other" last. Those of a database come with them in a
    `TypeCatalogue`."""
    for module in iter_modules(__path__):
        import_module(f"{__name__}.{module.name}")
    found: dict[str, type[TypeDetails]] = {}
    waiting = [TypeDetails]
    while waiting:
        for declared in waiting.pop(0).__subclasses__():
            if declared.own:
                continue
            found[declared.key] = declared
            waiting.append(declared)
    return dict(sorted(found.items(), key=lambda item: (item[0] == "other", item[1].label)))


def type_of(key: str) -> type[TypeDetails]:
    """The declaration of one type; a type this program does not know is read as "other"."""
    return types().get(key, types()["other"])
