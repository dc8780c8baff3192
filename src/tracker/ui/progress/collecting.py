"""From what stands in the fields to the entry that is logged."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from tracker.domain.dates import PartialDate
from tracker.domain.records import ProgressEntry
from tracker.domain.validation import problems_of
from tracker.errors import Problem
from tracker.services.states import DeliverableState
from tracker.ui.forms.editor import Editor


def collect_entry(
    fields: Mapping[str, Editor],
    asked: Iterable[str],
    deliverable_id: int | None,
    state: DeliverableState | None,
    today: date,
    more: Mapping[str, Any] | None = None,
    *,
    has_files: bool = False,
) -> tuple[ProgressEntry, list[Problem]]:
    """The entry and everything wrong with it, by field.

    `state` is how the deliverable stands: only what changes is logged. Without a date it is today.
    `more` are values that no field holds. An entry that has files needs to say no more.
    """
    values: dict[str, Any] = {}
    problems: list[Problem] = []
    for name in asked:
        found = fields[name].collect()
        problems += [Problem((name,), one.message) for one in found.problems]
        values[name] = found.value
    if state is not None:
        unchanged = {"status": str(state.status), "percent": state.percent}
        values = {
            name: None if name in unchanged and value == unchanged[name] else value
            for name, value in values.items()
        }
    on = values.pop("on", None) or PartialDate.of(today)
    filled = {name: value for name, value in values.items() if value is not None}
    entry = ProgressEntry(
        deliverable_id=deliverable_id, **({"on": on} | filled | (dict(more or {})))
    )
    wrong = {problem.path[0] for problem in problems} | ({"note"} if has_files else set())
    problems += [one for one in problems_of(entry) if one.path[0] not in wrong]
    return entry, problems
