"""Compares an archive with a case, fact by fact: each path has declared homes, and a fact that
stands in none of them is named. Nothing of the loader is used but the vocabulary they share, and
remarks are no home."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from tests.casebook import homes_agreements, homes_deliverables, homes_parties, homes_people
from tests.casebook.archived import Archived, CaseView
from tests.casebook.homes import Stands, in_field
from tests.casebook.quotes import Quoted, quoted
from tests.casebook.reading import Case, leaves
from tests.casebook.stated import Row


@dataclass(frozen=True)
class Found:
    """How one stated fact stands in the archive; `stands` is None if it has no home."""

    case: str
    path: str
    value: Any
    stands: Stands | None
    allowed: Quoted | None = None
    """The row of the table of quotations that it stands by."""

    def __str__(self) -> str:
        return f"{self.case}, {self.path}: {self.value}"


def facts_of(case: Case) -> list[tuple[str, Any]]:
    """Every stated fact of a case with its path."""
    return list(leaves(case.data))


def compare(archive: Row | Archived, cases: list[Case]) -> Iterator[Found]:
    """Every fact of the cases, and how it stands in the archive."""
    archived = archive if isinstance(archive, Archived) else Archived(archive)
    for case in cases:
        view = CaseView(archived, case.data)
        for path, value in facts_of(case):
            yield _found(view, case, path, value)


def _found(view: CaseView, case: Case, path: str, value: Any) -> Found:
    if not view.source:
        return Found(case.id, path, value, None)
    if in_field(view, path, value):
        return Found(case.id, path, value, Stands.FIELD)
    stands, row = quoted(view, path, value) or (None, None)
    return Found(case.id, path, value, stands, row)


def without_home(archive: Row | Archived, cases: list[Case]) -> Iterator[Found]:
    """The facts of the cases that the archive holds nowhere they belong."""
    return (fact for fact in compare(archive, cases) if fact.stands is None)


def counts(found: list[Found]) -> Counter[Stands | None]:
    """How many facts stand how."""
    return Counter(fact.stands for fact in found)


# Imported for the homes they declare.
DECLARED = (homes_agreements, homes_parties, homes_people, homes_deliverables)
