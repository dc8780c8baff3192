"""What is kept of a list for the next start: its questions, and how it looks."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPoint

from tracker.i18n import tr
from tracker.services.kept_questions import kept_questions
from tracker.services.list_declarations import ListColumn, Shown
from tracker.ui.kinds import KINDS
from tracker.ui.lists.fitting import EDGE
from tracker.ui.status import AGREEMENT, DELIVERABLE, DERIVED
from tracker.ui.theme import Theme

if TYPE_CHECKING:
    from datetime import date

    from tracker.services.lists import ListService
    from tracker.ui.lists.columns import Column
    from tracker.ui.places import Place
    from tracker.ui.records_list.page import ListPage

# Views whose filter is the place's own.
_TYPED = ("filter:", "status:")
_LOOKS = {**DERIVED, **AGREEMENT, **DELIVERABLE}


def kept_of(
    page: ListPage, place: Place, lists: ListService, today: date, theme: Theme
) -> dict[str, Any] | None:
    """Of the view that the place names, without what was typed into its filter. None for what a
    start cannot show by itself, such as a grouped list. Asks the database nothing."""
    model, table = page.model, page.view.pane.table
    if not model.has_answer or model.group or model.query is None:
        return None
    keys = table.shown_keys()
    query = model.query.query
    if query.today != today:
        return None
    if not place.view.startswith(_TYPED):
        query = replace(query, filter=model.query.base)
    kind = place.kind
    declared = {column.key: column for column in lists.columns(kind)}
    if not declared.keys() >= set(keys):
        return None  # a type of deliverable has gone meanwhile
    kept = kept_questions(kind, query, model.sort_keys, keys, lists.types)
    if kept is None:
        return None
    columns = {column.key: column for column in model.columns}
    at = page.view.title.mapTo(page, QPoint(0, 0))
    pane = page.view.pane.mapTo(page, QPoint(0, 0))
    return kept | {
        "kind": kind,
        "title": KINDS[kind].many,
        "at": [at.x(), at.y(), page.view.title.width(), page.view.title.height()],
        "top": pane.y(),
        "foot": page.view.pane.foot.height(),
        "head": table.head.height(),
        "row": table.verticalHeader().defaultSectionSize(),
        "edge": theme.px(EDGE),
        "looks": {key: [look.icon, look.role, look.word] for key, look in _LOOKS.items()},
        "columns": [
            _column(declared[key], columns[key], read)
            | {"width": table.columnWidth(model.keys.index(key))}
            for key, read in zip(keys, kept["reads"], strict=True)
        ],
    }


def _column(declared: ListColumn, column: Column, read: str) -> dict[str, Any]:
    how, choices = read, {}
    if declared.shown_as in (Shown.CHOICE, Shown.COUNTRY):
        choices = {value: column.words(value) for value in declared.choices}
    elif read == "text" and column.kind == "number":
        how = "later" if declared.unit else "number"
    elif read == "text" and column.text is not None:
        how = "later"
    return {
        "label": tr(column.label),
        "kind": column.kind,
        "right": column.right,
        "choices": choices,
        "read": how,
    }
