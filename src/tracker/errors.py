"""What can go wrong, in words for the person at the screen: what, why, and what to do.

Layers below the window raise these; the window and the command line only show them. Anything
else that is raised is a bug and is reported as one.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from tracker.i18n import tr

_ENDS = (".", "!", "?", "…", ":", ";", "。", "”", ")")


class TrackerError(Exception):
    """Something that a person can understand and act upon."""

    def __init__(self, what: str, why: str = "", remedy: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.why = why
        self.remedy = remedy

    def __str__(self) -> str:
        return " ".join(_sentence(part) for part in (self.what, self.why, self.remedy) if part)


def _sentence(text: str) -> str:
    """Ended as a sentence is: what the system says of a failure lacks its full stop."""
    return text if text.rstrip()[-1:] in _ENDS else f"{text.rstrip()}."


class DatabaseError(TrackerError):
    """The file cannot be used as it is."""


class NotOurDatabase(DatabaseError):
    """The file is something else than a tracker database."""


class NewerDatabase(DatabaseError):
    """The file was written by a newer program."""


class DamagedDatabase(DatabaseError):
    """The file is damaged."""


class DatabaseLocked(DatabaseError):
    """Another program holds the file."""


class DiskFull(DatabaseError):
    """There is no room left."""


class NotWritable(DatabaseError):
    """The file or its folder cannot be written."""


class NotFound(TrackerError):
    """The record is not there."""


class InTrash(TrackerError):
    """The record lies in the trash, where nothing is done to it until it is brought back."""


class BrokenReference(DatabaseError):
    """A record would name one that is not there, or one would go that others name."""


class StaleRecord(TrackerError):
    """Somebody saved the record after it was opened here."""


class UnknownField(TrackerError):
    """A list is asked for a column or filtered by a field that it does not have."""

    def __init__(self, key: str) -> None:
        super().__init__(
            tr("There is no field “{name}” here.", name=key[:60]),
            tr("It may have been renamed, or belong to another list."),
        )
        self.key = key


class FilterValueError(TrackerError):
    """A filter compares a field with something that is none of its values."""

    def __init__(self, field: str, why: str) -> None:
        super().__init__(tr("The list cannot be filtered so."), why)
        self.field = field


class UndoRefused(TrackerError):
    """A later change stands in the way."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One mistake in a draft. `path` names the field: ("parties", 0, "role")."""

    path: tuple[str | int, ...]
    message: str


class InvalidDraft(TrackerError):
    """The draft has mistakes; each names its field."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__(
            tr("It was not saved."),
            "; ".join(problem.message for problem in problems),
            tr("Correct the marked fields and save again."),
        )
        self.problems = tuple(problems)
