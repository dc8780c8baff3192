"""How long an agreement runs: whether its term fields say what a clause says."""

import re
from collections.abc import Iterator

from tests.casebook import words
from tests.casebook.archived import CaseView
from tests.casebook.stated import Row, edtf, plain

_FIELDS = ("term_length", "term_review", "term_renewal", "term_notice")
_COUNTED = words.COUNTED.split("|")
_LENGTH = re.compile(
    rf"(\d{{1,3}}|{words.COUNTED})[\s-]*(year|month|day|jahr|monat|년|개월)\w*", re.IGNORECASE
)
_UNIT = {"year": "Y", "jahr": "Y", "년": "Y", "month": "M", "monat": "M", "개월": "M", "day": "D"}
# A clause with these and no length is one of these kinds.
_KINDS = {
    r"automatic|renew": "automatic_renewal",
    r"indefinite|open-?ended|unlimited": "open_ended",
    r"re-?evaluat|review|every": "review_gates",
}


def term_says(view: CaseView, text: str) -> bool:
    """Whether every clause of the text stands in the terms of the agreements it is of."""
    clauses = [plain(clause) for clause in text.split(";") if clause.strip()]
    return bool(clauses) and all(_held(one, clause) for one, clause in _by_agreement(view, clauses))


def _by_agreement(view: CaseView, clauses: list[str]) -> Iterator[tuple[Row, str]]:
    for clause in clauses:
        of = re.search(r"\(([^()]+)\)\s*$", clause)
        marked = view.own_of(plain(of[1])) if of else []
        for one in marked or view.own:
            yield one, clause


def _held(one: Row, clause: str) -> bool:
    bare = clause.split("(", maxsplit=1)[0].strip()
    if edtf(bare):
        return one.get("term_until") == edtf(bare)
    lengths = {
        f"P{_number(number)}{_UNIT[unit.casefold()]}" for number, unit in _LENGTH.findall(clause)
    }
    if lengths:
        return lengths <= {str(one.get(name)) for name in _FIELDS}
    lowered = clause.casefold()
    kind = next((kind for word, kind in _KINDS.items() if re.search(word, lowered)), "")
    return kind != "" and one.get("term_kind") == kind


def _number(text: str) -> int:
    return int(text) if text.isdecimal() else _COUNTED.index(text.casefold()) + 1
