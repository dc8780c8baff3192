"""Every rule of a draft: what breaks it is named beside its field, what does not is let through."""

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest

from tracker.domain.dates import PartialDate
from tracker.domain.money import Money
from tracker.domain.record import Record
from tracker.domain.records import (
    Agreement,
    Contact,
    Deliverable,
    Event,
    Organisation,
    ProgressEntry,
    Source,
    Task,
)
from tracker.domain.records.agreements import AgreementLink, Commitment, LifecycleEvent, Party
from tracker.domain.records.contacts import Affiliation
from tracker.domain.records.deliverables import Measure, ResponsibleParty
from tracker.domain.records.evidence import Citation, Observation, Participant
from tracker.domain.records.organisations import OrganisationLink, OrganisationName
from tracker.domain.validation import problems_of

ON = PartialDate.parse("2026-11-21")


def found(record: Record) -> dict[tuple[str | int, ...], str]:
    problems = problems_of(record)
    paths = {problem.path: problem.message for problem in problems}
    assert len(paths) == len(problems), "a field has two problems"
    assert all(message.endswith(".") for message in paths.values())
    return paths


VALID: list[Record] = [
    Organisation(name="ARM"),
    Organisation(name="שלום 🧬", website="https://example.org", country="KR"),
    Contact(name="이병건", emails=("rhee@carm.or.kr",), phones=("+82 (2) 123-4567",)),
    Source(title="Announcement"),
    Event(name="ISCT 2019", dates="2019-05-29/2019-06-01"),
    Task(title="Call"),
    Agreement(title="MoU"),
    Agreement(parties=(Party(organisation_id=1), Party(organisation_id=2))),
    Agreement(parties=(Party(organisation_id=1), Party(described_as="a Korean company"))),
    Agreement(parties=(Party(organisation_id=1), Party(organisation_id=1, role="host")), title="x"),
    Deliverable(title="Report"),
    Deliverable(title="Paper", type="joint_publication", details={"doi": "10.1016/j.2019.001"}),
    ProgressEntry(deliverable_id=1, on=ON, note="held"),
    ProgressEntry(deliverable_id=1, on=ON, status="delivered"),
    ProgressEntry(deliverable_id=1, on=ON, percent=0),
    ProgressEntry(deliverable_id=1, on=ON, target="2027"),
    ProgressEntry(deliverable_id=1, on=ON, milestone_id=3),
    ProgressEntry(deliverable_id=1, on=ON, metric="meetings", value=Decimal(0)),
    ProgressEntry(deliverable_id=1, on=ON, evidence_url="https://example.org"),
    ProgressEntry(deliverable_id=1, on=ON, format_change="online instead of in person"),
]


@pytest.mark.parametrize("record", VALID, ids=lambda record: record.key)
def test_only_what_names_a_record_is_required(record: Record) -> None:
    assert found(record) == {}


@pytest.mark.parametrize(
    ("record", "path", "says"),
    [
        (Organisation(), ("name",), "Enter the name"),
        (Organisation(name="  \n"), ("name",), "Enter the name"),
        (Contact(), ("name",), "Enter the name"),
        (Source(), ("title",), "Enter the title"),
        (Event(), ("name",), "Enter the name"),
        (Task(), ("title",), "Enter the title"),
        (Deliverable(), ("title",), "Enter the title"),
        (Organisation(name="x\x00y"), ("name",), "cannot be stored"),
        (Organisation(name="half \ud83e"), ("name",), "cannot be stored"),
        (Organisation(name="x" * 3_000), ("name",), "at most 2,000"),
        (Organisation(name="x", description="y" * 25_000_000), ("description",), "20,000,000"),
        (Organisation(name="x", tags=("a\x00",)), ("tags",), "cannot be stored"),
        (Organisation(name="x", website="javascript:alert(1)"), ("website",), "web address"),
        (Organisation(name="x", website="file:///etc"), ("website",), "web address"),
        (Organisation(name="x", website=r"\\server\x.y"), ("website",), "web address"),
        (Organisation(name="x", website="example.org"), ("website",), "web address"),
        (Organisation(name="x", country="Korea"), ("country",), "Choose a country"),
        (Contact(name="x", emails=("a@b.org", "nobody")), ("emails",), "“nobody” is not a valid"),
        (Contact(name="x", phones=("call me",)), ("phones",), "is not a valid phone"),
        (
            Organisation(id=4, name="x", links=(OrganisationLink(other_id=4),)),
            ("links", 0, "other_id"),
            "linked to itself",
        ),
        (Organisation(name="x", names=(OrganisationName(),)), ("names", 0, "name"), "Enter"),
        (
            Organisation(
                name="x",
                names=(
                    OrganisationName(name="y"),
                    OrganisationName(name="z", since="2020", until="2019-12"),
                ),
            ),
            ("names", 1, "until"),
            "ends before it begins",
        ),
        (
            Organisation(name="x", observations=(Observation(metric="members"),)),
            ("observations", 0, "value"),
            "Enter the value",
        ),
        (
            Organisation(
                name="x", observations=(Observation(metric="m", value=Decimal("1.23456")),)
            ),
            ("observations", 0, "value"),
            "four places",
        ),
        (
            Organisation(name="x", observations=(Observation(metric="m", value=Decimal(-1)),)),
            ("observations", 0, "value"),
            "at least 0",
        ),
        (
            Organisation(name="x", observations=(Observation(metric="m", value=Decimal(10**15)),)),
            ("observations", 0, "value"),
            "too large",
        ),
        (
            Contact(name="x", affiliations=(Affiliation(title="CEO"),)),
            ("affiliations", 0, "organisation_id"),
            "Enter the organisation",
        ),
        (Event(id=2, name="x", part_of_id=2), ("part_of_id",), "part of itself"),
        (Event(name="x", people=(Participant(),)), ("people", 0, "contact_id"), "Enter the person"),
        (Event(name="x", citations=(Citation(),)), ("citations", 0, "source_id"), "the source"),
        (Agreement(), ("title",), "a title, or at least two parties"),
        (Agreement(parties=(Party(organisation_id=1),)), ("title",), "at least two parties"),
        (
            Agreement(title="x", parties=(Party(organisation_id=1), Party())),
            ("parties", 1, "organisation_id"),
            "Choose the organisation",
        ),
        (
            Agreement(title="x", parties=(Party(organisation_id=1), Party(organisation_id=1))),
            ("parties", 1, "organisation_id"),
            "listed twice in the same role",
        ),
        (
            Agreement(title="x", parties=(Party(organisation_id=1, joined="2020", left="2019"),)),
            ("parties", 0, "left"),
            "ends before it begins",
        ),
        (
            Agreement(id=3, title="x", links=(AgreementLink(other_id=3),)),
            ("links", 0, "other_id"),
            "linked to itself",
        ),
        (
            Agreement(
                title="x",
                lifecycle=(
                    LifecycleEvent(kind="notice_given", on="2024-06", effective_on="2024-05-31"),
                ),
            ),
            ("lifecycle", 0, "effective_on"),
            "before it was declared",
        ),
        (Agreement(title="x", commitments=(Commitment(),)), ("commitments", 0, "text"), "Enter"),
        (
            Agreement(title="x", funding=Money(amount=Decimal(-1), currency="USD")),
            ("funding",),
            "at least 0",
        ),
        (Deliverable(title="x", type="parade"), ("type",), "Choose a type"),
        (
            Deliverable(title="x", type="pavilion", details={"booths": "many"}),
            ("details", "booths"),
            "“many” does not fit here",
        ),
        (
            Deliverable(title="x", type="pavilion", details={"area": "-3"}),
            ("details", "area"),
            "at least 0",
        ),
        (
            Deliverable(title="x", type="joint_publication", details={"doi": "10"}),
            ("details", "doi"),
            "“10” is not a valid DOI",
        ),
        (
            Deliverable(title="x", type="joint_publication", details={"url": "javascript:x"}),
            ("details", "url"),
            "web address",
        ),
        (Deliverable(id=9, title="x", series_id=9), ("series_id",), "instance of itself"),
        (Deliverable(title="x", instance=2**31), ("instance",), "too large"),
        (
            Deliverable(title="x", responsible=(ResponsibleParty(),)),
            ("responsible", 0, "organisation_id"),
            "Enter the organisation",
        ),
        (Deliverable(title="x", measures=(Measure(),)), ("measures", 0, "metric"), "Enter"),
        (ProgressEntry(deliverable_id=1, on=ON), ("note",), "Write what happened"),
        (ProgressEntry(deliverable_id=1, on=ON, note="  \n "), ("note",), "Write what happened"),
        (ProgressEntry(on=ON, note="x"), ("deliverable_id",), "Enter the deliverable"),
        (ProgressEntry(deliverable_id=1, on=ON, percent=150), ("percent",), "0 to 100"),
        (
            ProgressEntry(deliverable_id=1, on=ON, value=Decimal(3)),
            ("metric",),
            "what was counted",
        ),
        (
            ProgressEntry(deliverable_id=1, on=ON, evidence_url="file:///x"),
            ("evidence_url",),
            "web address",
        ),
    ],
)
def test_a_mistake_is_named_beside_its_field(
    record: Record, path: tuple[str | int, ...], says: str
) -> None:
    problems = found(record)
    assert set(problems) == {path}
    assert says in problems[path]


def test_all_mistakes_are_named_at_once() -> None:
    draft = Agreement(
        parties=(Party(),), commitments=(Commitment(),), links=(AgreementLink(),), languages=("",)
    )
    assert set(found(draft)) == {
        ("title",),
        ("parties", 0, "organisation_id"),
        ("commitments", 0, "text"),
        ("links", 0, "other_id"),
    }


def test_what_another_type_knew_is_kept_without_complaint() -> None:
    draft = Deliverable(title="x", type="pavilion", details={"booths": 2, "doi": "not of this"})
    assert found(draft) == {}


@pytest.mark.parametrize("empty", [None, "", []])
def test_an_empty_detail_is_no_mistake(empty: Any) -> None:
    assert found(Deliverable(title="x", type="pavilion", details={"booths": empty})) == {}


def test_sizes_at_their_bounds_pass() -> None:
    assert found(Organisation(name="x" * 2_000, description="y" * 10_000_000)) == {}
    assert found(Deliverable(title="x", instance=2**31 - 1)) == {}
    assert found(ProgressEntry(deliverable_id=1, on=ON, percent=100)) == {}


def test_what_the_program_keeps_is_not_examined() -> None:
    trashed = Organisation(name="x", trashed_at=datetime(2026, 11, 21, tzinfo=UTC))
    assert found(trashed) == {}
