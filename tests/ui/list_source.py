"""A list's rows out of nothing: as many as wanted, with every kind of column."""

from __future__ import annotations

import threading
from array import array
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from PySide6.QtCore import QAbstractItemModel

from tests.ui.waiting import at_rest
from tracker.domain.dates import PartialDate
from tracker.domain.fields import date, text
from tracker.domain.list_views import Sort
from tracker.errors import DatabaseLocked
from tracker.ui.lists.columns import Column
from tracker.ui.lists.model import PAGE
from tracker.ui.tasks import TaskRunner

STATUSES = ["planned", "in_progress", "delivered"]


def status_of(id: int) -> str:
    return STATUSES[id % 3]


def _square_metres(value: Any) -> str:
    return "" if value is None else f"{value:,} m²"


@dataclass
class Line:
    value: Any
    label_value: Any
    count: int
    sums: Mapping[str, Any]


class Numbers:
    """A source over the ids 1 to count; the query keeps those it divides without rest."""

    columns: Sequence[Column] = (
        Column("name", "Name", 200, "strong", stretch=True, spec=text("Name").named("name"),
               editable=True),
        Column("status", "Status", 150, "status", groupable=True),
        Column("percent", "Progress", 120, "percent"),
        Column("due", "Target", 120, "date", sortable=False, spec=date("Target").named("due"),
               editable=True),
        Column("area", "Area", 100, "number", _square_metres, summed=True),
        Column("note", "Note", 120, "muted", shown=False),
    )  # fmt: skip

    def __init__(self, count: int) -> None:
        self.count = count
        self.fetched: list[int] = []
        self.asked: list[tuple[Any, tuple[Sort, ...]]] = []
        self.threads: set[str] = set()
        self.gate: threading.Event | None = None
        self.rest: threading.Event | None = None
        self.error: Exception | None = None
        self.name = "Row {id}"
        self.names: dict[int, str] = {}
        self.gone: set[int] = set()
        self.first = PAGE
        self.broken: int | None = None

    def stream(self, query: Any, sort: tuple[Sort, ...], group: str) -> Iterator[array[int]]:
        self.threads.add(threading.current_thread().name)
        self.asked.append((query, sort))
        if self.gate is not None:
            assert self.gate.wait(60)
        if self.error is not None:
            raise self.error
        found = self.found(query)
        if sort and sort[0].descending:
            found.reverse()
        if group:
            found.sort(key=lambda one: STATUSES.index(status_of(one)))
        yield array("q", found[: self.first])
        if self.rest is not None:
            assert self.rest.wait(60)
        if len(found) > self.first:
            yield array("q", found[self.first :])

    def found(self, query: Any) -> list[int]:
        if query == "none":
            return []
        every = range(1, self.count + 1)
        return [one for one in every if one % query == 0 and one not in self.gone]

    def rows(self, ids: Sequence[int], keys: Sequence[str]) -> Sequence[tuple[Any, ...]]:
        self.threads.add(threading.current_thread().name)
        self.fetched.extend(ids)
        if self.broken is not None and self.broken in ids:
            raise DatabaseLocked("These rows could not be read.", "Another program has the file.")
        return [tuple(self.value(one, key) for key in keys) for one in ids]

    def value(self, id: int, key: str) -> Any:
        return {
            "name": self.names.get(id, self.name.format(id=id)),
            "status": status_of(id),
            "percent": id % 101,
            "due": PartialDate.parse("2024-06"),
            "area": Decimal(id),
            "note": None,
        }[key]

    def total(self, query: Any) -> int:
        return self.count

    def sums(self, query: Any, keys: Sequence[str]) -> Mapping[str, Any]:
        return {key: Decimal(sum(self.found(query))) for key in keys}

    def groups(self, query: Any, key: str, keys: Sequence[str]) -> Sequence[Line]:
        parts = {status: [] for status in STATUSES}  # type: dict[str, list[int]]
        for one in self.found(query):
            parts[status_of(one)].append(one)
        return [
            Line(status, status, len(part), dict.fromkeys(keys, Decimal(sum(part))))
            for status, part in parts.items()
            if part
        ]


def settle(runner: TaskRunner) -> None:
    """Until no page is asked for any more."""
    at_rest(runner)


def shown(model: QAbstractItemModel, row: int, column: int = 0) -> Any:
    return model.data(model.index(row, column))
