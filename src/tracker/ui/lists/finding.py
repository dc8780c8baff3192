"""Questions of a list that are answered on a background thread. Nothing here touches Qt."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from time import sleep
from typing import Any

from tracker.domain.list_views import Sort
from tracker.ui.lists.columns import GroupLine, RowSource

PAGE = 100
NEAR = 60
"""Rows fetched together with the ids, from the first visible one."""
_FEW = 2_000
_MOST_RANGES = 1_000
# Other threads wait while one counts; between pieces it lets them.
_PIECE, _BREATH_S = 4_000, 0.0001

Rows = Sequence[tuple[Any, ...]]
Pages = dict[int, Rows]
Ranges = list[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Held:
    """What the person has in hand while a question is asked: ids that are selected, that of the
    current row and that of the first visible one (0 for none); `version` counts selections."""

    selected: array[int] = field(default_factory=lambda: array("q"))
    current: int = 0
    top: int = 0
    version: int = 0


@dataclass(frozen=True, slots=True)
class Places:
    """Where held ids are now: selected ones as (first, last); -1 for what has gone. `lost` is how
    many were selected, where they lie in more pieces than a table can mark."""

    selected: Ranges
    current: int
    top: int
    version: int
    lost: int = 0


@dataclass(frozen=True, slots=True)
class Asked:
    """A question. `known` are the ids on the screen if it only asks for news of them, and `top`
    the first visible one's place among them."""

    query: Any
    sort: tuple[Sort, ...]
    group: str
    keys: tuple[str, ...]
    summed: tuple[str, ...]
    held: Held
    known: array[int] | None = None
    known_groups: Sequence[GroupLine] | None = None
    top: int = 0


@dataclass(frozen=True, slots=True)
class Head:
    """The first ids and their rows, to be shown while the others are looked for."""

    ids: array[int]
    pages: Pages
    places: Places | None


@dataclass(frozen=True, slots=True)
class News:
    """What the rows on the screen hold now."""

    pages: Pages


@dataclass(frozen=True, slots=True)
class Found:
    """All ids. `total` is asked at once only if nothing was found; `same`: as known before."""

    ids: array[int]
    groups: Sequence[GroupLine] | None
    pages: Pages
    places: Places
    total: int | None
    same: bool


@dataclass(frozen=True, slots=True)
class Figures:
    """What the foot says."""

    total: int
    sums: Mapping[str, Any]


def find(source: RowSource, asked: Asked, tell: Callable[[object], bool]) -> Found | None:
    """Answer a question; `tell` takes a Head or News at once and says whether to go on."""
    if asked.known is not None:
        return _find_again(source, asked, asked.known, tell)
    groups = source.groups(asked.query, asked.group, asked.summed) if asked.group else None
    ids = array("q")
    pages: Pages = {}
    for part in source.stream(asked.query, asked.sort, asked.group):
        is_first = not ids
        ids.extend(part)
        if is_first and groups is None:
            pages = fetch(source, cut(ids, [0]), asked.keys)
            few = len(asked.held.selected) <= _FEW
            places = locate(ids, asked.held) if few else None
            # A copy: this one grows while the other is shown.
            if not tell(Head(array("q", ids), pages, places)):
                return None
        elif not tell(None):
            return None
    if groups is not None or (len(pages.get(0, ())) < min(PAGE, len(ids))):
        pages = fetch(source, cut(ids, [0]), asked.keys)
    total = None if ids else source.total(asked.query)
    return Found(ids, groups, pages, locate(ids, asked.held), total, same=False)


def _find_again(
    source: RowSource, asked: Asked, known: array[int], tell: Callable[[object], bool]
) -> Found | None:
    """The same question again, as after a change: first what the rows on the screen hold now."""
    wanted = _near(asked.top, len(known))
    pages = fetch(source, cut(known, wanted), asked.keys)
    if pages and not tell(News(pages)):
        return None
    groups = source.groups(asked.query, asked.group, asked.summed) if asked.group else None
    ids = array("q")
    for part in source.stream(asked.query, asked.sort, asked.group):
        ids.extend(part)
        if not tell(None):
            return None
    same = ids == known and _alike(asked.known_groups, groups)
    if same:
        places = Places([], -1, -1, asked.held.version)
    else:
        places = locate(ids, asked.held)
        top = places.top if places.top >= 0 else min(asked.top, max(0, len(ids) - NEAR))
        fresh = cut(ids, _near(top, len(ids)))
        before = cut(known, wanted)
        kept = {page: pages[page] for page, part in fresh.items() if before.get(page) == part}
        missing = {page: part for page, part in fresh.items() if page not in kept}
        pages = kept | fetch(source, missing, asked.keys)
    total = None if ids else source.total(asked.query)
    return Found(ids, groups, pages, places, total, same)


def _alike(before: Sequence[GroupLine] | None, now: Sequence[GroupLine] | None) -> bool:
    if not before or not now:
        return not before and not now
    return len(before) == len(now) and all(
        (one.value, one.count, one.sums) == (two.value, two.count, two.sums)
        for one, two in zip(before, now, strict=True)
    )


def figures(source: RowSource, query: Any, keys: Sequence[str]) -> Figures:
    """What the foot says; asked when the rows are there."""
    return Figures(source.total(query), source.sums(query, keys) if keys else {})


def fetch(source: RowSource, parts: Mapping[int, array[int]], keys: Sequence[str]) -> Pages:
    """The rows of pages, given by number with their ids."""
    return {page: source.rows(part, keys) for page, part in parts.items() if part}


def cut(ids: array[int], pages: Iterable[int]) -> dict[int, array[int]]:
    """The ids of pages, by number."""
    return {page: ids[page * PAGE : (page + 1) * PAGE] for page in pages}


def _near(top: int, count: int) -> list[int]:
    top = max(0, min(top, count - NEAR))
    return sorted({top // PAGE, min(top + NEAR, max(0, count - 1)) // PAGE})


def locate(ids: array[int], held: Held) -> Places:
    """Where held ids are in a list."""
    ranges = _ranges(ids, held.selected)
    lost = len(held.selected) if ranges is None else 0
    return Places(ranges or [], _at(ids, held.current), _at(ids, held.top), held.version, lost)


def _at(ids: array[int], id: int) -> int:
    try:
        return ids.index(id) if id else -1
    except ValueError:
        return -1


def _ranges(ids: array[int], selected: array[int]) -> Ranges | None:
    """The places of the selected ids; None if they lie in more pieces than a table can mark."""
    if not selected:
        return []
    if selected == ids:
        return [(0, len(ids) - 1)]
    if len(selected) <= 20:
        return neighbours(sorted(at for at in (_at(ids, one) for one in selected) if at >= 0))
    wanted: set[int] = set()
    for start in range(0, len(selected), _PIECE):
        wanted.update(selected[start : start + _PIECE])
        sleep(_BREATH_S)
    if len(wanted) == len(ids) and wanted.issuperset(ids):
        return [(0, len(ids) - 1)]
    found: Ranges = []
    for start in range(0, len(ids), _PIECE):
        part = ids[start : start + _PIECE]
        for low, high in neighbours(at for at, one in enumerate(part, start) if one in wanted):
            if found and found[-1][1] == low - 1:
                found[-1] = (found[-1][0], high)
            else:
                found.append((low, high))
        if len(found) > _MOST_RANGES:
            return None
        sleep(_BREATH_S)
    return found


def neighbours(places: Iterable[int]) -> Ranges:
    """Places that follow one another, as (first, last)."""
    found: Ranges = []
    first = last = -2
    for place in places:
        if place != last + 1:
            if first >= 0:
                found.append((first, last))
            first = place
        last = place
    if first >= 0:
        found.append((first, last))
    return found
