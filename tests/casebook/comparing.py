"""Compares an archive with a case, fact by fact: each path has declared homes, and a fact that
stands in none of them is named. Nothing of the loader is used, and remarks are no home."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from tests.casebook import homes_agreements, homes_deliverables, homes_parties, homes_people
from tests.casebook.archived import Archived, CaseView, Row
from tests.casebook.homes import has_home
from tests.casebook.reading import Case, leaves


@dataclass(frozen=True)
class Left:
    """A stated fact that has no home in the archive."""

    case: str
    path: str
    value: Any

    def __str__(self) -> str:
        return f"{self.case}, {self.path}: {self.value}"


def facts_of(case: Case) -> list[tuple[str, Any]]:
    """Every stated fact of a case with its path."""
    return list(leaves(case.data))


def without_home(archive: Row | Archived, cases: list[Case]) -> Iterator[Left]:
    """The facts of the cases that the archive holds in no structured home."""
    archived = archive if isinstance(archive, Archived) else Archived(archive)
    for case in cases:
        view = CaseView(archived, case.data)
        for path, value in facts_of(case):
            if not view.source or not has_home(view, path, value):
                yield Left(case.id, path, value)


# Imported for the homes they declare.
DECLARED = (homes_agreements, homes_parties, homes_people, homes_deliverables)
