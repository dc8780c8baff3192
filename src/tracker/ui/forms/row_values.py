"""What a row of a list holds: the child as far as it can be read, and all that was typed."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from typing import Any

from tracker.domain.fields import Kind
from tracker.domain.record import ChildRecord, value_specs
from tracker.errors import Problem
from tracker.ui.forms.editor import Collected, Editor


class RowValues:
    """Over the editors of the row. `fixed` are values that it has without an editor, `around` those
    of the record that it belongs to. A row in which nothing is entered counts as none."""

    def __init__(
        self,
        record: type[ChildRecord],
        editors: Mapping[str, Editor],
        fixed: Mapping[str, Any],
        around: Mapping[str, object],
    ) -> None:
        self._record = record
        self._editors = editors
        self._fixed = dict(fixed)
        self._around = around
        self._id: int | None = None
        self._version = 0
        self._chosen = False
        self._fresh: dict[str, Any] = {}

    def begin(self) -> None:
        """The editors are there: show what a new row begins with."""
        for name, editor in self._editors.items():
            editor.set_value(self._record.model_fields[name].default)
        self._fresh = self._cells()
        first = next(iter(self._editors.values()))
        if first.spec.kind is Kind.CHOICE:
            # What is chosen says something even if it is what stood there: "Signed", day unknown.
            first.edited.connect(self._choose)

    @property
    def is_blank(self) -> bool:
        """Whether nothing has been entered in a new row."""
        return self._id is None and not self._chosen and self._cells() == self._fresh

    def is_filled(self, name: str) -> bool:
        """Whether a field holds something else than in a new row."""
        return bool(self._editors[name].raw() != self._fresh[name])

    def put(self, child: ChildRecord) -> None:
        """Show a stored or prefilled child."""
        self._id, self._version = child.id, child.version
        # What this row has no editor for stays as it is.
        for spec in value_specs(self._record):
            if spec.name not in self._editors:
                self._fixed[spec.name] = getattr(child, spec.name)
        for name, editor in self._editors.items():
            editor.set_value(getattr(child, name))
        if child.id is None and self._lacks(child):
            # Taken over from elsewhere, it counts once the person goes on with it.
            self._fresh = self._cells()

    def collect(self) -> Collected:
        """The child as far as it can be read, and the problems by field."""
        values: dict[str, Any] = {"id": self._id, "version": self._version, **self._fixed}
        problems: list[Problem] = []
        for name, editor in self._editors.items():
            found = editor.collect()
            problems += [Problem((name, *one.path), one.message) for one in found.problems]
            if found.readable:
                values[name] = found.value
        return Collected(self._record.model_validate(values), problems, readable=not problems)

    def by_field(self) -> dict[str, object]:
        """What can be read of it, by field, for a record that is created from it."""
        found = {name: editor.collect().value for name, editor in self._editors.items()}
        return {**self._around, **self._fixed, **found}

    def raw(self) -> dict[str, Any]:
        """Everything typed, as JSON."""
        fixed = self._record.model_validate(self._fixed).model_dump(
            mode="json", include=set(self._fixed)
        )
        told: dict[str, Any] = {
            "id": self._id, "version": self._version, "fixed": fixed, "cells": self._cells(),
        }  # fmt: skip
        return {**told, "chosen": True} if self._chosen else told

    def put_raw(self, raw: Mapping[str, Any]) -> None:
        """Bring back what `raw` gave."""
        self._id = raw.get("id") if isinstance(raw.get("id"), int) else None
        self._version = int(raw.get("version") or 0)
        self._chosen = bool(raw.get("chosen"))
        fixed = raw.get("fixed")
        for name, one in fixed.items() if isinstance(fixed, dict) else ():
            with contextlib.suppress(ValueError):
                self._fixed[name] = getattr(self._record.model_validate({name: one}), name)
        cells = raw.get("cells")
        for name, cell in cells.items() if isinstance(cells, dict) else ():
            if name in self._editors:
                self._editors[name].set_raw(cell)

    def _choose(self) -> None:
        self._chosen = True

    def _lacks(self, child: ChildRecord) -> bool:
        """Whether a reference that it needs is missing."""
        return any(
            editor.spec.required
            and editor.spec.kind is Kind.REFERENCE
            and getattr(child, name) is None
            for name, editor in self._editors.items()
        )

    def _cells(self) -> dict[str, Any]:
        return {name: editor.raw() for name, editor in self._editors.items()}
