"""What the rules across the fields of a type are made of. A rule yields the field at which it is
said and the sentence; what a person has not entered breaks none."""

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from pydantic import BaseModel

from tracker.domain.dates import PartialDate
from tracker.domain.reading import plain_label
from tracker.domain.record import spec_of
from tracker.i18n import tr

Broken = Iterator[tuple[str, str]]


def in_order(details: BaseModel, *names: str) -> Broken:
    """Each date surely lies before the next, or may be the same."""
    known = [(name, value) for name in names if (value := _date(details, name)) is not None]
    for (first, one), (then, other) in pairwise(known):
        if other.latest < one.earliest:
            yield (
                then,
                tr("“{then}” lies before “{first}”.", then=_name(details, then),
                   first=_name(details, first)),
            )  # fmt: skip


def not_more(details: BaseModel, part: str, whole: str) -> Broken:
    """A number is at most another one."""
    one, other = getattr(details, part), getattr(details, whole)
    if one is not None and other is not None and one > other:
        yield (
            part,
            tr("“{part}” ({n}) is more than “{whole}” ({m}).", part=_name(details, part), n=one,
               whole=_name(details, whole), m=other),
        )  # fmt: skip


def before(details: BaseModel, name: str, day: PartialDate | None, what: str) -> Broken:
    """A date does not surely lie after a day that is not of the type, which is called `what`."""
    value = _date(details, name)
    if value is not None and day is not None and value.earliest > day.latest:
        yield name, tr("“{field}” lies after {what}.", field=_name(details, name), what=what)


def _date(details: BaseModel, name: str) -> PartialDate | None:
    value: Any = getattr(details, name)
    return value if isinstance(value, PartialDate) else None


def _name(details: BaseModel, name: str) -> str:
    return plain_label(spec_of(type(details), name))
