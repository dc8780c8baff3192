"""Which part of a list is asked for by the view of a place: "overdue", "saved:7", "filter:…"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from tracker.domain.filter_text import parse
from tracker.domain.filters import EVERYTHING, Filter, FilterField
from tracker.domain.list_views import ListArrangement
from tracker.i18n import tr
from tracker.ui.records_list.switcher import SAVED, TRASH

if TYPE_CHECKING:
    from tracker.services.list_declarations import BuiltInView
    from tracker.services.views import SavedListView

FILTER = "filter:"
_STATUS = "status:"


@dataclass(frozen=True, slots=True)
class Shown:
    """What a place shows. `key` is the view it belongs to, `arrangement` that view as it is kept;
    `filter` is in force at first, `text` what stands in the line because it has mistakes.
    `problems` are told in words."""

    key: str = ""
    arrangement: ListArrangement = field(default_factory=ListArrangement)
    filter: Filter = EVERYTHING
    text: str = ""
    problems: tuple[str, ...] = ()


def shown_by(
    view: str,
    built_in: Sequence[BuiltInView],
    saved: Sequence[SavedListView],
    fields: Sequence[FilterField],
    today: date,
) -> Shown:
    """What the view of a place shows; one that is not there (any more) shows all and says so."""
    if view in ("", TRASH):
        return Shown(view)
    for known in built_in:
        if known.key == view:
            return Shown(view, known.arrangement, known.arrangement.filter)
    if view.startswith((FILTER, _STATUS)):
        text = view.removeprefix(FILTER)
        found = parse(text, fields, today)
        if found.problems:
            return Shown(text=text)
        return Shown(filter=found.filter)
    if view.startswith(SAVED):
        for one in saved:
            if f"{SAVED}{one.id}" == view:
                return Shown(view, one.arrangement, one.arrangement.filter, "", one.problems)
        return Shown(problems=(tr("The view is not there any more. All records are shown."),))
    return Shown(problems=(tr("There is no view “{name}”. All records are shown.", name=view),))
