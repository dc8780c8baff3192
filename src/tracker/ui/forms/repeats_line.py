"""The line in which a rule is said in words."""

from __future__ import annotations

from typing import Any

from tracker.domain.series_reading import Repeats, read_repeats
from tracker.domain.series_rule import SeriesRule
from tracker.domain.series_writing import write_repeats
from tracker.ui.forms.lines import LineEditor


class RuleLine(LineEditor):
    """How often, as people say it; "FREQ=..." is understood as well."""

    def read(self, text: str) -> Any:
        if not text.strip():
            return None
        found = read_repeats(text, self.parts.today())
        self._shown = (text, found)
        return found

    def write(self, value: Any) -> str:
        return write_rule(value.rule) if isinstance(value, Repeats) else ""


def write_rule(rule: SeriesRule) -> str:
    """In words where they say all of it."""
    unsaid = rule.text in (words := write_repeats(rule))
    return rule.text if unsaid else words
