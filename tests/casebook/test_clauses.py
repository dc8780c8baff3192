"""Every term that the twenty clause sets state fits the term fields of an agreement, and what they
say of it stays as stated beside it."""

import json
from typing import Any

import pytest

from tests.casebook.conftest import FILES
from tests.casebook.reading import leaves
from tests.casebook.values import lengths
from tracker.domain.records import Agreement, Source
from tracker.domain.records.evidence import Citation
from tracker.domain.terms import TermKind, TermStart
from tracker.domain.validation import problems_of
from tracker.services import Services

LINES = (FILES / "clause_facts.jsonl").read_text(encoding="utf-8").splitlines()
SETS: list[dict[str, Any]] = [json.loads(line) for line in LINES]
# The clauses that speak of lengths of time of the agreement itself.
OF_TERM = ("term", "term_starts", "effective", "renewal", "termination", "review")
K, S = TermKind, TermStart

# What each set comes to; a set that is not here states no term.
TERMS: dict[str, dict[str, Any]] = {
    "tp-01": {
        "term_kind": K.FIXED,
        "term_length": "P5Y",
        "term_start": S.LAST_SIGNATURE,
        "term_renewal": "P5Y",
        "term_notice": "P6M",
    },
    "tp-02": {"term_kind": K.FIXED, "term_start": S.LAST_SIGNATURE},
    "tp-03": {
        "term_kind": K.REVIEW_GATES,
        "term_start": S.ACCEPTANCE,
        "term_notice": "P30D",
        "term_review": "P5Y",
    },
    "tp-04": {"term_kind": K.FIXED, "term_start": S.SIGNING, "term_notice": "P90D"},
    "tp-05": {"term_kind": K.REVIEW_GATES, "term_review": "P1Y"},
    "tp-06": {"term_kind": K.FIXED, "term_length": "P5Y", "term_review": "P1Y"},
    "tp-07": {
        "term_kind": K.FIXED,
        "term_length": "P3Y",
        "term_start": S.SIGNING,
        "term_notice": "P6M",
    },
    "tp-08": {
        "term_kind": K.AUTOMATIC_RENEWAL,
        "term_until": "1985-01-01",
        "term_length": "P5Y",
        "term_renewal": "P3Y",
    },
    "tp-12": {
        "term_kind": K.AUTOMATIC_RENEWAL,
        "term_length": "P3Y",
        "term_start": S.EFFECT,
        "term_notice": "P3M",
    },
    "tp-13": {"term_kind": K.FIXED, "term_length": "P5Y", "term_start": S.SIGNING},
    "tp-14": {"term_kind": K.OPEN_ENDED, "term_start": S.SIGNING},
    "tp-20": {"term_kind": K.FIXED, "term_length": "P5Y", "term_start": S.LAST_SIGNATURE},
}


def test_all_sets_are_there() -> None:
    assert len(SETS) == 20
    assert set(TERMS) <= {one["id"] for one in SETS}


@pytest.mark.parametrize("clauses", SETS, ids=lambda one: one["id"])
def test_a_clause_set_is_kept(services: Services, clauses: dict[str, Any]) -> None:
    source = services.records.save(
        Source(title=clauses["name"], url=clauses["url"] or "", reference=clauses["id"])
    ).ref.id
    stated = [
        Citation(source_id=source, field=path, stated=text)
        for path, text in leaves(clauses["clauses"], "clauses")
    ]
    term = TERMS.get(clauses["id"], {})
    draft = Agreement.model_validate({"title": clauses["name"], "citations": stated, **term})
    assert problems_of(draft) == []
    services.records.save(draft)
    (archived,) = services.archive.dump()["records"]["agreement"]
    assert {name: archived[name] for name in term} == term
    assert len(archived["citations"]) == len(clauses["clauses"])
    assert "funding" not in archived, "no clause set states an amount"
    held = {archived.get(f"term_{name}") for name in ("length", "renewal", "notice", "review")}
    for name in OF_TERM:
        for length, _, _ in lengths(clauses["clauses"].get(name, "")):
            assert length.iso in held, f"{name}: {clauses['clauses'][name]}"


def test_the_terms_are_those_stated() -> None:
    """No length stands in the table that the clauses do not state (a year is said in words)."""
    for one in SETS:
        texts = [one["clauses"].get(name, "") for name in OF_TERM]
        said = {length.iso for text in texts for length, _, _ in lengths(text)}
        if any("annual" in text or "anniversary" in text for text in texts):
            said.add("P1Y")
        table = TERMS.get(one["id"], {})
        assert {str(v) for v in table.values() if str(v).startswith("P")} <= said, one["id"]
