"""How often deliverables recur, as lists say it."""

from collections.abc import Iterable
from dataclasses import replace

from tracker.domain.series_writing import write_recurrence
from tracker.services.list_declarations.base import ListField

_RULE = "recurrence"


def rules_in_words(fields: Iterable[ListField]) -> list[ListField]:
    """The same, with the rule of a series as a sentence."""
    return [
        replace(one, read=_said) if one.column is not None and one.column.key == _RULE else one
        for one in fields
    ]


def _said(stored: str | None) -> str | None:
    return write_recurrence(stored) if stored else stored
