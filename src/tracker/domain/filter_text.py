"""Filters typed as text: `status:overdue party:CARM due<2026-12-31 -type:pavilion forum`.

Conditions stand side by side and must all hold; `or` and parentheses make alternatives, `-` turns
one round. What has no `name:` before it is words, sought in the whole record. A mistake is told
with its place, and what is right beside it still filters.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tracker.domain.as_at import AS_AT, AS_AT_FIELD, misplaced, without_any
from tracker.domain.filter_text_completing import Completion, complete
from tracker.domain.filter_text_names import full_label
from tracker.domain.filter_text_parsing import Parser
from tracker.domain.filter_text_reading import FilterProblem, ValueReader
from tracker.domain.filter_text_words import DATE_VERBS, value_words, words_of
from tracker.domain.filter_text_writing import simplified, write
from tracker.domain.filters import FilterField, Group
from tracker.i18n import tr, without_mnemonic

__all__ = [
    "DATE_VERBS",
    "Completion",
    "FilterProblem",
    "Parsed",
    "complete",
    "full_label",
    "parse",
    "read_value_text",
    "simplified",
    "value_words",
    "words_of",
    "write",
]


@dataclass(frozen=True, slots=True)
class Parsed:
    """What a text asks for: always an "all of" group, empty for nothing. `problems` are in the
    order of the text; their parts of it are not in `filter`."""

    filter: Group
    problems: tuple[FilterProblem, ...] = ()


def parse(text: str, fields: Sequence[FilterField], today: date) -> Parsed:
    """Read a typed filter; `today` is what "tomorrow" and "+2w" count from. Never raises."""
    parser = Parser(text, fields, today)
    found = parser.read()
    if problem := misplaced(found):
        found = simplified(without_any(found))
        parser.problems.append(FilterProblem(*_place_of_day(text), problem))
    return Parsed(found, tuple(sorted(parser.problems, key=lambda problem: problem.start)))


def _place_of_day(text: str) -> tuple[int, int]:
    """Where the last day that the list is to be shown as at stands, about."""
    names = (AS_AT, *AS_AT_FIELD.aliases, without_mnemonic(tr(AS_AT_FIELD.label)))
    places = [(text.casefold().rfind(name.casefold() + sign), len(name))
              for name in names for sign in ":="]  # fmt: skip
    at, size = max(places)
    return max(at, 0), max(at, 0) + size + 1


def read_value_text(field: FilterField, text: str, today: date) -> str:
    """A text, date or number as a condition holds it, from what somebody typed into a field of
    its own. ValueError with a sentence for the person."""
    return ValueReader(today).value(field, text)
