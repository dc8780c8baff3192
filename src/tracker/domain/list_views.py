"""How somebody looks at a list: what it is narrowed to, its columns, their order, its groups."""

import json
from dataclasses import dataclass
from datetime import date
from typing import Any

from tracker.domain.filters import EVERYTHING, Filter, from_json, to_json


@dataclass(frozen=True, slots=True)
class Sort:
    """One column to sort by; what is unknown comes last either way."""

    key: str
    descending: bool = False


@dataclass(frozen=True, slots=True)
class ShownColumn:
    """A column that is shown; `width` in px at the normal text size, 0: as its rows need."""

    key: str
    width: int = 0


@dataclass(frozen=True, slots=True)
class ListArrangement:
    """A list as arranged. Empty `columns` and `sort` are the list's own; `group` is the key of the
    column its rows are grouped by, empty for none. `pinned` shows it in the rail."""

    filter: Filter = EVERYTHING
    columns: tuple[ShownColumn, ...] = ()
    sort: tuple[Sort, ...] = ()
    group: str = ""
    compact: bool = False
    pinned: bool = False
    board: bool = False
    """It opens as a board, divided into `lanes` by agreement, owner or type."""
    lanes: str = ""


@dataclass(frozen=True, slots=True)
class ListQuery:
    """What a list is asked for: the records a filter finds on the day `today`, or with `trash`
    those in the trash, which no other question finds. `me` is the name that stands for "me"."""

    filter: Filter = EVERYTHING
    today: date = date.min
    trash: bool = False
    me: str = ""


@dataclass(frozen=True, slots=True)
class ShownList:
    """A list as it stands on the screen: what an export or a copy of all of it holds. `columns`
    are keys, in the order shown; `title` is in words, for a file's name and heading. `selected`
    are the ids of the rows that are marked, which alone may be wanted."""

    kind: str
    query: ListQuery
    sort: tuple[Sort, ...] = ()
    columns: tuple[str, ...] = ()
    title: str = ""
    selected: tuple[int, ...] = ()


def to_text(arrangement: ListArrangement) -> str:
    """As JSON, for the `definition` of a saved view."""
    return json.dumps(
        {
            "filter": to_json(arrangement.filter),
            "columns": [[column.key, column.width] for column in arrangement.columns],
            "sort": [[sort.key, sort.descending] for sort in arrangement.sort],
            "group": arrangement.group,
            "compact": arrangement.compact,
            "pinned": arrangement.pinned,
            "board": arrangement.board,
            "lanes": arrangement.lanes,
        },
        ensure_ascii=False,
    )


def with_pin(text: str, pinned: bool) -> str:
    """A definition of a view, also one of a newer program, with nothing else changed than whether
    it is pinned. ValueError if it is no view."""
    stored: Any = json.loads(text)
    if not isinstance(stored, dict):
        raise ValueError(f"no view: {text[:80]!r}")
    return json.dumps(stored | {"pinned": pinned}, ensure_ascii=False)


def from_text(text: str) -> ListArrangement:
    """What `to_text` made; what a newer program added is left out. ValueError if it is no view."""
    stored: Any = json.loads(text)
    if not isinstance(stored, dict):
        raise ValueError(f"no view: {text[:80]!r}")
    columns, sort = stored.get("columns", ()), stored.get("sort", ())
    try:
        return ListArrangement(
            from_json(stored.get("filter", {"all": []})),
            tuple(ShownColumn(str(key), int(width)) for key, width, *_ in columns),
            tuple(Sort(str(key), bool(down)) for key, down, *_ in sort),
            str(stored.get("group", "")),
            bool(stored.get("compact", False)),
            bool(stored.get("pinned", False)),
            bool(stored.get("board", False)),
            str(stored.get("lanes", "")),
        )
    except TypeError as error:
        raise ValueError(f"no view: {text[:80]!r}") from error
