"""Words and JSON onto any terminal: nothing stored can steer it, nothing is too foreign for it."""

import io
import json
import re
import sys
from collections.abc import Iterable
from typing import Any, TextIO

from tracker.reports.texts import clean, one_line

# JSON keeps these as they are; in a terminal they can be orders.
_CONTROL = re.compile("[\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def make_safe() -> None:
    """Let both streams write what their encoding cannot: as \\u escapes, and never an error."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def say(*texts: str) -> None:
    """Print lines to stdout."""
    _write(sys.stdout, texts)


def complain(*texts: str) -> None:
    """Print lines to stderr."""
    _write(sys.stderr, texts)


def put_json(value: Any) -> None:
    """Print a value as JSON, which stays JSON where the terminal knows only ASCII."""
    ascii_only = "utf" not in (sys.stdout.encoding or "").lower()
    text = json.dumps(value, ensure_ascii=ascii_only, indent=2)
    sys.stdout.write(_CONTROL.sub(lambda found: f"\\u{ord(found[0]):04x}", text) + "\n")


def flat(text: str, longest: int = 500) -> str:
    """A stored text on one line, its beginning if it is a long one."""
    short = one_line(clean(text[: longest * 2]))
    return short if len(short) <= longest else short[: longest - 1].rstrip() + "…"


def joined(parts: Iterable[str], by: str = " · ") -> str:
    """The parts that say something, on one line."""
    return by.join(flat(part) for part in parts if part)


def _write(stream: TextIO, texts: Iterable[str]) -> None:
    for text in texts:
        for line in text.split("\n"):
            indent = len(line) - len(line.lstrip(" "))
            stream.write(" " * indent + clean(line) + "\n")
