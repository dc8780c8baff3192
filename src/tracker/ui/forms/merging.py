"""Puts one's own changes over a record that somebody else saved meanwhile: a three-way merge of
what the editors of a form hold (`raw`).

What only one of both changed is taken from that one; rows of lists are told apart by their ids.
What both changed stays as it is entered here, and is named.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from tracker.i18n import tr

Path = tuple[str | int, ...]
_REFERENCE = {"id", "label", "text"}
_CONTENT = {"id", "fixed", "cells"}
_ROW = {*_CONTENT, "version"}
_DETAILS = {"type", "fields", "stored", "people"}
_SHOWN = 6


@dataclass(frozen=True, slots=True)
class Clash:
    """Changed by both. `gone` names a row that was removed here and changed there."""

    path: Path
    gone: str = ""


@dataclass(slots=True)
class Merged:
    """The fields that differ from what is stored now, and what both had changed."""

    values: dict[str, Any] = field(default_factory=dict)
    clashes: list[Clash] = field(default_factory=list)


def same(one: Any, other: Any) -> bool:
    """Whether two raw values mean the same: a record is the same under whatever name it is shown,
    and a row whatever its version."""
    return bool(_meaning(one) == _meaning(other))


def merge(base: Mapping[str, Any], mine: Mapping[str, Any], theirs: Mapping[str, Any]) -> Merged:
    """`base` is what the form began with, `mine` what it holds, `theirs` what is stored now; each
    by field. Fields that `theirs` has not are left out."""
    merged = Merged()
    for name, held in mine.items():
        if name not in theirs or same(held, base.get(name)) or same(held, theirs[name]):
            continue
        merged.values[name] = _merge_one((name,), base.get(name), held, theirs[name], merged)
    return merged


def say_clashes(clashes: Iterable[Clash], words_for: Callable[[Path], str]) -> str:
    """What both changed, in one sentence; empty if there is nothing."""
    said = []
    for clash in clashes:
        words = words_for(clash.path)
        if clash.gone:
            words = tr("{field} “{row}”, removed by you", field=words, row=clash.gone)
        said.append(words)
    if not said:
        return ""
    if len(said) > _SHOWN:
        said = [*said[:_SHOWN], tr("and {n} more", n=len(said) - _SHOWN)]
    return tr("Changed by both, and yours is kept: {fields}.", fields="; ".join(said))


def _merge_one(path: Path, base: Any, mine: Any, theirs: Any, merged: Merged) -> Any:
    """One value that was changed here."""
    if same(base, theirs):
        return mine
    if all(_is_rows(one) for one in (base, mine, theirs)):
        return _Rows(path, base or [], mine or [], theirs or [], merged).merged()
    parts = (base, mine, theirs)
    if all(isinstance(one, dict) and one.keys() == _DETAILS for one in parts):
        if base["type"] == mine["type"] == theirs["type"]:
            return _merge_details(path, base, mine, theirs, merged)
        # The fields of one type mean nothing in another one.
        merged.values["type"] = mine["type"]
    merged.clashes.append(Clash(path))
    return mine


def _merge_details(path: Path, base: Any, mine: Any, theirs: Any, merged: Merged) -> Any:
    was, held, now = base["fields"], mine["fields"], theirs["fields"]
    fields = dict(now)
    for name in [*held, *(name for name in was if name not in held)]:
        one = held.get(name)
        if same(one, was.get(name)) or same(one, now.get(name)):
            continue
        fields[name] = _merge_one((*path, name), was.get(name), one, now.get(name), merged)
    fields = {name: one for name, one in fields.items() if one is not None}
    return {**theirs, "fields": fields}


class _Rows:
    """The rows of one list."""

    def __init__(
        self, path: Path, base: list[Any], mine: list[Any], theirs: list[Any], merged: Merged
    ) -> None:
        self._path, self._to = path, merged
        self._base = {row["id"]: row for row in base}
        self._theirs = {row["id"]: row for row in theirs}
        # A new row has no id yet.
        self._mine = {
            row["id"] if row["id"] is not None else f"new {place}": row
            for place, row in enumerate(mine)
        }
        self._clashes: list[tuple[Any, str | None]] = []

    def merged(self) -> list[Any]:
        """The rows of both in order."""
        rows: dict[Any, Any] = {}
        for key, row in self._mine.items():
            if (made := self._merge(key, row)) is not None:
                rows[key] = made
        for key, row in self._theirs.items():
            if key in self._mine:
                continue
            if key not in self._base:
                rows[key] = row
            elif not same(row, self._base[key]):
                self._to.clashes.append(Clash(self._path, _text_of(row)))
        order = [key for key in self._ordered() if key in rows]
        for key, cell in self._clashes:
            at = order.index(key)
            self._to.clashes.append(Clash((*self._path, at, *([cell] if cell else []))))
        return [rows[key] for key in order]

    def _merge(self, key: Any, mine: Any) -> Any:
        base, theirs = self._base.get(key), self._theirs.get(key)
        if theirs is None:
            if mine["id"] is None:
                return mine
            if base is not None and same(mine, base):
                return None  # removed there, and not touched here
            self._clashes.append((key, None))
            return {**mine, "id": None, "version": 0}
        if base is None:
            return mine
        cells = dict(theirs["cells"])
        for name, cell in mine["cells"].items():
            was, now = base["cells"].get(name), cells.get(name)
            if same(cell, was) or same(cell, now):
                continue
            cells[name] = cell
            if not same(now, was):
                self._clashes.append((key, name))
        return {**theirs, "cells": cells}

    def _ordered(self) -> list[Any]:
        """In the order of whoever moved rows; what the other added comes after its neighbour."""
        common = [key for key in self._base if key in self._mine and key in self._theirs]
        moved = [key for key in self._mine if key in common] != common
        moved_there = [key for key in self._theirs if key in common] != common
        if moved and moved_there:
            self._to.clashes.append(Clash(self._path))
        first, second = list(self._theirs), list(self._mine)
        if moved:
            first, second = second, first
        before: Any = None
        for key in second:
            if key not in first:
                first.insert(first.index(before) + 1 if before is not None else 0, key)
            before = key
        return first


def _meaning(raw: Any) -> Any:
    if isinstance(raw, dict):
        if raw.keys() == _REFERENCE:
            text = str(raw["text"]).strip()
            chosen = raw["id"] is not None and text == str(raw["label"]).strip()
            return (raw["id"],) if chosen else text
        kept = _CONTENT if raw.keys() >= _ROW else raw.keys()
        return {name: _meaning(raw[name]) for name in kept}
    if isinstance(raw, list | tuple):
        return [_meaning(one) for one in raw]
    return raw


def _is_rows(raw: Any) -> bool:
    # A list of details is left out where it is empty.
    return raw is None or (
        isinstance(raw, list) and all(isinstance(row, dict) and row.keys() >= _ROW for row in raw)
    )


def _text_of(row: Mapping[str, Any]) -> str:
    """What a row is called: its first record or text."""
    cells = list(row["cells"].values())
    texts = [str(one.get("text", "")) for one in cells if isinstance(one, dict)]
    texts += [one for one in cells if isinstance(one, str)]
    return next((text for text in texts if text), "")
