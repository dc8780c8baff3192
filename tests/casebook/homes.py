"""Where facts belong: each path of a case has its homes, declared in the modules `homes_*`; what
may stand as a statement of a source alone is declared, with the reason, in `quotes`."""

import json
import re
from collections.abc import Callable
from enum import StrEnum
from typing import Any

from tests.casebook import words
from tests.casebook.archived import CaseView
from tests.casebook.stated import Row, plain, same


class Stands(StrEnum):
    """How a fact stands in the archive."""

    FIELD = "in fields"
    BESIDE = "beside the other value of another source"
    QUOTE = "only as quotes"


def in_field(view: CaseView, path: str, value: Any) -> bool:
    """Whether one fact stands in the field where facts of its path belong."""
    for pattern, holds in HOMES:
        if match := pattern.fullmatch(path):
            return holds(view, value, *(int(n) if n.isdecimal() else n for n in match.groups()))
    return False


HOMES: list[tuple[re.Pattern[str], Callable[..., bool]]] = []


def pattern_of(path: str) -> re.Pattern[str]:
    """`path` with * for a number and ** for a name the format does not know."""
    return re.compile(re.escape(path).replace(r"\*\*", "(.+)").replace(r"\*", r"(\d+)"), re.DOTALL)


def home(path: str) -> Callable[[Callable[..., bool]], Callable[..., bool]]:
    """Declare what holds the facts of a path (see `pattern_of`)."""

    def enter(holds: Callable[..., bool]) -> Callable[..., bool]:
        HOMES.append((pattern_of(path), holds))
        return holds

    return enter


def text_of(value: Any) -> str:
    """A value as a statement has it."""
    return value.strip() if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def holds_words(told: object, text: object) -> bool:
    """Whether words stand in a field, by themselves or beside others."""
    return plain(text) in plain(told or "")


def tagged(record: Row, word: str) -> bool:
    """Whether a record has the casebook's word for its kind, where ours is wider."""
    return words.as_tag(word) in record.get("tags", ())


def at_event(view: CaseView, record: Row, value: str) -> bool:
    """Whether a record is at the event of that name."""
    event = view.archived.get("event", record.get("event_id"))
    return bool(event) and (same(event["name"], value) or view.said(event, "name", value))
