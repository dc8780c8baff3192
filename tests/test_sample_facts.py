"""Every fact of the four founding cases (tests/files/facts.md) stands in a field of the loaded
samples and is found by search."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import tests.sample_facts.arm_carm
import tests.sample_facts.car_t
import tests.sample_facts.isct
import tests.sample_facts.kpbma  # noqa: F401 - each enters its checks into FACTS
from tests.sample_facts.store import FACTS, TODAY, Fact, Store, edtf
from tracker.domain.lifecycle import AgreementStatus, status_on
from tracker.domain.records import Agreement, Organisation
from tracker.services.archive import ArchiveService

TEXT = (Path(__file__).parent / "files" / "facts.md").read_text(encoding="utf-8")
STATED = {int(number): line for number, line in re.findall(r"^(\d+)\. (.+)$", TEXT, re.MULTILINE)}
LITERALS = [
    (number, literal)
    for number, line in STATED.items()
    for literal in re.findall(r"`([^`]+)`", line)
]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    found = Store.loaded(tmp_path_factory.mktemp("samples") / "samples.tracker")
    yield found
    found.database.close()


@pytest.fixture(scope="module")
def written(store: Store) -> str:
    """The records of the samples (not their change log) as an archive writes them."""
    return json.dumps(ArchiveService(store.database).dump()["records"], ensure_ascii=False)


def test_every_fact_has_one_check() -> None:
    assert sorted(fact.number for fact in FACTS) == sorted(STATED) == list(range(1, 42))


@pytest.mark.parametrize("fact", FACTS, ids=lambda fact: f"{fact.number}-{fact.check.__name__}")
def test_fact_stands_in_its_field(store: Store, fact: Fact) -> None:
    fact.check(store)


@pytest.mark.parametrize(("number", "literal"), LITERALS)
def test_literal_is_written_as_it_stands(written: str, number: int, literal: str) -> None:
    assert re.search(rf"(?<!\w){re.escape(literal)}(?!\w)", written), f"fact {number}"


@pytest.mark.parametrize(
    ("typed", "title"),
    [(typed, title) for fact in FACTS for typed, title in fact.finds.items()],
)
def test_fact_is_found_by_search(store: Store, typed: str, title: str) -> None:
    assert title in store.found(typed)


@pytest.mark.parametrize(
    "literal", sorted({text for _, text in LITERALS if re.search(r"[A-Za-z]{3}", text)})
)
def test_literal_is_found_by_search(store: Store, literal: str) -> None:
    assert store.found(literal)


def test_search_finds_nothing_that_nobody_said(store: Store) -> None:
    assert store.found("Reykjavik") == set()


def test_the_samples_look_like_a_portfolio(store: Store) -> None:
    agreements = store.of(Agreement)
    statuses = {status_on(TODAY, row.lifecycle, row.term()).status for row in agreements}
    assert len(agreements) >= 12
    assert statuses >= {
        AgreementStatus.ACTIVE,
        AgreementStatus.SUPERSEDED,
        AgreementStatus.TERMINATED,
        AgreementStatus.EXPIRED,
        AgreementStatus.UNKNOWN,
    }
    assert max(len(row.parties) for row in agreements) >= 6


def test_every_record_says_where_it_comes_from(store: Store) -> None:
    silent = [
        str(ref)
        for ref, row in store.records.items()
        if ref.kind != "source" and not store.sources(row)
    ]
    assert silent == []


def test_nothing_is_hidden_in_remarks(store: Store) -> None:
    assert [str(ref) for ref, row in store.records.items() if row.remarks] == []


def test_a_renewal_chain_goes_back_to_the_first_agreement(store: Store) -> None:
    title, chain = "Osaka and Munich, third renewal", []
    while title:
        found = store.agreement(title)
        chain.append(title)
        title = "".join(store.name(Agreement, row.other_id) for row in found.links)
    assert len(chain) == 4
    assert chain[-1] == "Partnership agreement of the Osaka and Munich clusters"


def test_a_termination_says_by_whom_and_why(store: Store) -> None:
    (ended,) = store.agreement("Agreement on a Sogang campus in Namyangju").lifecycle[1:]
    assert ended.kind == "terminated"
    assert store.name(Organisation, ended.by_id) == "Namyangju City"
    assert "application" in ended.reason


def test_sources_that_disagree_both_stay(store: Store) -> None:
    osong = store.agreement("Agreement on a joint office in Osong (오송 공동사무소)")
    assert len(osong.parties) == 6
    assert len({row.stated for row in osong.citations if row.field == "parties"}) == 2


def test_a_signing_day_without_month_stays_so(store: Store) -> None:
    assert [
        edtf(row.on) for row in store.agreement("Business agreement of CARM and FIRM").lifecycle
    ] == ["XXXX-XX-12"]
