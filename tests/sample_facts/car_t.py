"""seed-004: Korea and CAR-T, as a market blog has it."""

from typing import Any

from tests.sample_facts.store import Store, edtf, fact
from tracker.domain.records import Agreement, Organisation, Source

BLOG = "South Korea CAR-T Cell Therapy (market blog)"
KYMRIAH = "Celltrion and Novartis on Kymriah"
LABELLED = "radiolabelled CAR-T"
PROGRAMME = "Cell and gene therapy trials programme of the Ministry of Science and ICT"


def _claims(store: Store) -> list[Any]:
    found = [*store.of(Organisation), *store.of(Agreement)]
    return [record for record in found if BLOG in store.sources(record)]


@fact(37, {"market blog": BLOG, "unverified Celltrion": KYMRIAH})
def blog(store: Store) -> None:
    source = store.source(BLOG)
    assert (source.kind, source.reliability) == ("blog", "market_report")
    claims = _claims(store)
    assert len(claims) == 13
    for record in claims:
        assert "unverified" in record.tags
        rows = [row for row in record.citations if store.name(Source, row.source_id) == BLOG]
        assert all(row.verified == "" for row in rows)


@fact(38, {"Kymriah": KYMRIAH, "Novartis Asia": KYMRIAH})
def kymriah(store: Store) -> None:
    found = store.agreement(KYMRIAH)
    assert (found.kind, found.product, found.territory) == ("co_development", "Kymriah", "Asia")
    assert store.orgs(found.parties) == ["Celltrion", "Novartis"]
    assert found.lifecycle == ()
    assert store.sources(found) == {BLOG}


@fact(39, {"Endocyte": "Hankook Korus and Endocyte on radiolabelled CAR-T"})
def radiolabelled(store: Store) -> None:
    for partner in ("Endocyte", "Janssen"):
        found = store.agreement(f"Hankook Korus and {partner} on {LABELLED}")
        assert store.orgs(found.parties) == ["Hankook Korus", partner]
        assert (found.kind, found.product.casefold()) == ("research", LABELLED.casefold())
        assert store.sources(found) == {BLOG}


@fact(40, {"Severance Hospital": "Severance Hospital", "Samsung": "Samsung BioLogics"})
def organisations(store: Store) -> None:
    for name, kind in (
        ("Samsung BioLogics", "company"),
        ("Severance Hospital", "hospital"),
        ("Samsung Medical Center", "hospital"),
        ("Ministry of Science and ICT", "ministry"),
    ):
        assert (store.org(name).kind, store.org(name).country) == (kind, "KR")
        assert BLOG in store.sources(store.org(name))


@fact(
    41,
    {"million USD a year": PROGRAMME},
)
def ministry_programme(store: Store) -> None:
    (found,) = [
        row
        for row in store.of(Organisation)
        if row.kind == "programme"
        and ("programme_of", "Ministry of Science and ICT", "2018") in store.links(row.name)
    ]
    figures = {
        (row.metric, str(row.qualifier), int(row.value), row.unit, edtf(row.as_of))
        for row in found.observations
    }
    assert figures == {
        ("yearly funding", "over", 100, "million USD a year", "2018/.."),
        ("research programmes", "exactly", 3, "", "2018/.."),
    }
    assert all(row.funding is None for row in store.of(Agreement))
