"""How a list is arranged, as a value that is remembered and saved in views."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from tracker.domain.filters import EVERYTHING, Filter
from tracker.domain.list_views import ListArrangement, ShownColumn, from_text, to_text

if TYPE_CHECKING:
    from tracker.ui.lists.view import ListView


def arrangement_of(view: ListView, filter: Filter, *, pinned: bool) -> ListArrangement:
    """The arrangement of a list as it stands, with a filter. Columns that are the list's own, in
    its order and with widths as their rows need, are none."""
    model = view.list
    if model is None:
        return ListArrangement(filter, pinned=pinned)
    keys = view.shown_keys()
    by_hand = view.widths.by_hand
    first = tuple(column.key for column in model.all_columns if column.shown)
    scale = view.icons.theme.px(1000) / 1000
    columns = tuple(ShownColumn(key, round(by_hand.get(key, 0) / scale)) for key in keys)
    own = keys == first and not any(column.width for column in columns)
    return ListArrangement(
        filter,
        () if own else columns,
        model.sort_keys,
        model.group,
        view.is_compact,
        pinned,
    )


def arrange(view: ListView, wanted: ListArrangement, *, ask: bool) -> None:
    """Let a list be arranged so."""
    model = view.list
    if model is None:
        return
    known = {column.key: column for column in model.all_columns}
    px = view.icons.theme.px
    view.widths.by_hand = {
        column.key: px(column.width)
        for column in wanted.columns
        if column.key in known and column.width > 0
    }
    shown = [column.key for column in wanted.columns if column.key in known]
    model.set_columns(shown or [column.key for column in model.all_columns if column.shown])
    view.order_sections()
    view.set_compact(wanted.compact)
    model.set_order(
        [sort for sort in wanted.sort if sort.key in known],
        wanted.group if wanted.group in known else "",
        ask=ask,
    )


def to_state(arrangement: ListArrangement) -> dict[str, Any]:
    """As JSON, without the filter."""
    state: dict[str, Any] = json.loads(to_text(arrangement))
    del state["filter"], state["pinned"]
    return state


def from_state(state: dict[str, Any]) -> ListArrangement:
    """What `to_state` gave; the list's own where it is damaged or of another version."""
    try:
        return from_text(json.dumps({**state, "filter": {"all": []}}))
    except (ValueError, TypeError, KeyError):
        return ListArrangement(EVERYTHING)
