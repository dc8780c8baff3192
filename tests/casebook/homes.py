"""Where facts belong: each path of a case has its homes, declared in the modules `homes_*`."""

import json
import re
from collections.abc import Callable
from typing import Any

from tests.casebook.archived import CaseView, Row, same


def has_home(view: CaseView, path: str, value: Any) -> bool:
    """Whether one fact stands where facts of its path belong."""
    for pattern, holds in HOMES:
        if match := pattern.fullmatch(path):
            return holds(view, value, *(int(n) if n.isdecimal() else n for n in match.groups()))
    return anything(view, value, path)


HOMES: list[tuple[re.Pattern[str], Callable[..., bool]]] = []


def home(path: str) -> Callable[[Callable[..., bool]], Callable[..., bool]]:
    """`path` with * for a number and ** for a name the format does not know."""
    pattern = re.escape(path).replace(r"\*\*", "(.+)").replace(r"\*", r"(\d+)")

    def enter(holds: Callable[..., bool]) -> Callable[..., bool]:
        HOMES.append((re.compile(pattern, re.DOTALL), holds))
        return holds

    return enter


def text_of(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def anything(view: CaseView, value: Any, path: str) -> bool:
    """What the format does not know: stated of an agreement or body, else a claim."""
    records = [*view.own, *view.organisations]
    text = text_of(value)
    return any(view.said(one, path, text) for one in records) or view.claimed(path, text)


def at_event(view: CaseView, record: Row, value: str) -> bool:
    event = view.archived.get("event", record.get("event_id"))
    named = event and (same(event["name"], value) or view.said(event, "name", value))
    return bool(named) or view.said(record, "event_id", value)


def plainly(value: Any) -> str:
    return str(value).strip()
