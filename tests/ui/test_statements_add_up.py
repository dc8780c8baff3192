"""Statements under a name that no field bears add up; those of a field may disagree."""

from tracker.domain.records import Agreement, Source
from tracker.domain.records.evidence import Citation
from tracker.ui.record_page.statements import disagreed, statements_of

SOURCES = {1: Source(id=1, title="One"), 2: Source(id=2, title="Other")}


def _stated(field: str) -> set[str]:
    citations = (
        Citation(source_id=1, field=field, stated="Cambridge"),
        Citation(source_id=2, field=field, stated="London"),
    )
    found = statements_of(Agreement(title="A", citations=citations), SOURCES)
    assert [one.text for one in found[0].statements] == ["Cambridge", "London"]
    return disagreed(found)


def test_two_sources_may_disagree_on_a_field_or_a_step() -> None:
    assert _stated("places") == {"places"}
    assert _stated("signed") == {"signed"}


def test_reasons_and_facts_beside_the_fields_add_up() -> None:
    assert _stated("status_facts") == _stated("signed_on_basis") == set()
