"""From the editors of a form to a record, and to everything that is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import ValidationError

from tracker.domain.deliverable_types.catalogue import TypeCatalogue
from tracker.domain.record import MANAGED, RootRecord
from tracker.domain.validation import problems_of
from tracker.errors import Problem
from tracker.ui.forms.editor import Editor, Path


def assemble(
    base: RootRecord, editors: Mapping[str, Editor], types: TypeCatalogue
) -> tuple[RootRecord | None, list[Problem]]:
    """The record as entered over `base`, and its problems in the order of the fields; None if it
    cannot be made at all. A field that cannot be read keeps its value of before. `types` are those
    that a deliverable may have."""
    record = type(base)
    values: dict[str, Any] = {name: getattr(base, name) for name in record.model_fields}
    problems: list[Problem] = []
    for name, editor in editors.items():
        found = editor.collect()
        above: Path = () if editor.holds else (name,)
        problems += [Problem((*above, *one.path), one.message) for one in found.problems]
        if editor.holds:
            values |= found.value
        elif found.readable:
            values[name] = found.value
    values |= {name: getattr(base, name) for name in MANAGED & record.model_fields.keys()}
    try:
        made = record.model_validate(values)
    except ValidationError as error:
        problems += [Problem(one["loc"][:1], str(one["msg"])) for one in error.errors()]
        return None, _in_order(problems, editors)
    return made, _in_order(problems + problems_of(made, types), editors)


def _in_order(problems: Sequence[Problem], editors: Mapping[str, Editor]) -> list[Problem]:
    """One problem per field, as the fields stand: what could not be read is not also missing."""
    found: dict[Path, Problem] = {}
    for problem in problems:
        found.setdefault(problem.path, problem)
    names = [held for name, editor in editors.items() for held in editor.holds or (name,)]
    order = {name: place for place, name in enumerate(names)}
    return sorted(
        found.values(),
        key=lambda one: order.get(str(one.path[0]) if one.path else "", len(order)),
    )
