"""Summaries of agreements saved in a real database, by the same services as the window's."""

import io
import shutil
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from pypdfium2 import PdfDocument
from python_calamine import CalamineWorkbook

from tracker.domain.dates import PartialDate
from tracker.domain.durations import Duration
from tracker.domain.lifecycle import LifecycleKind
from tracker.domain.money import Money
from tracker.domain.record import RootRecord
from tracker.domain.records import (
    Agreement,
    Contact,
    Deliverable,
    Event,
    Organisation,
    ProgressEntry,
    Source,
)
from tracker.domain.records.agreements import (
    AgreementKind,
    AgreementLink,
    AgreementLinkKind,
    Commitment,
    LifecycleEvent,
    Party,
    PartyRole,
)
from tracker.domain.records.contacts import Affiliation, ContactName
from tracker.domain.records.deliverables import (
    DeliverableParticipant,
    Responsibility,
    ResponsibleParty,
)
from tracker.domain.records.evidence import (
    Capacity,
    Citation,
    Observation,
    Participant,
    Qualifier,
)
from tracker.domain.records.organisations import NameKind, OrganisationName
from tracker.domain.records.sources import Reliability
from tracker.domain.summary import AgreementSummary, OwesBalance
from tracker.domain.terms import TermKind, TermStart
from tracker.errors import NotFound, NotWritable
from tracker.i18n import spoken_language
from tracker.services.progress import ProgressService
from tracker.services.records import RecordService
from tracker.services.reporting import Format, ReportingService
from tracker.storage.database import Database

TODAY = date(2019, 6, 2)


def on(edtf: str) -> PartialDate:
    return PartialDate.parse(edtf)


class House:
    """A database, the services on it, and short ways to fill it."""

    def __init__(self, database: Database) -> None:
        self.records = RecordService(database)
        self.progress = ProgressService(database, "test")
        self.reporting = ReportingService(database)

    def save(self, record: RootRecord) -> int:
        return self.records.save(record).ref.id

    def organisation(self, name: str, acronym: str = "", **more: Any) -> int:
        return self.save(Organisation(name=name, acronym=acronym, **more))

    def log(self, deliverable: int, when: str, note: str = "", **more: Any) -> int:
        entry = ProgressEntry(deliverable_id=deliverable, on=on(when), note=note, **more)
        return self.progress.log(entry).entry_id

    def agreement(self, **fields: Any) -> int:
        return self.save(Agreement(**fields))

    def summary(self, agreement: int, today: date = TODAY, language: str = "en") -> Any:
        return self.reporting.summary(agreement, today, language)


@pytest.fixture
def house(tmp_path: Path, _empty_file: Path) -> Iterator[House]:
    database = Database(Path(shutil.copy(_empty_file, tmp_path / "test.db")), "test")
    yield House(database)
    database.close()


def parties(*ids: int) -> tuple[Party, ...]:
    return tuple(Party(organisation_id=id) for id in ids)


def does(*parts: tuple[int, Responsibility]) -> tuple[ResponsibleParty, ...]:
    return tuple(ResponsibleParty(organisation_id=id, role=role) for id, role in parts)


@pytest.fixture
def three(house: House) -> int:
    """The MoU of case seed-002, with its pavilion logged as held, and a pavilion before it."""
    isct = house.organisation(
        "International Society for Cell & Gene Therapy",
        "ISCT",
        country="CA",
        names=(
            OrganisationName(
                name="International Society for Cellular Therapy",
                kind=NameKind.FORMER,
                until=on("2018"),
            ),
        ),
    )
    scrm = house.organisation("Strategic Center for Regenerative Medicine", "SCRM", country="KR")
    carm = house.organisation(
        "Council for Advanced Regenerative Medicine",
        "CARM",
        country="KR",
        ours=True,
        names=(OrganisationName(name="첨단재생의료산업협회", kind=NameKind.NATIVE, language="ko"),),
    )
    rhee = house.save(
        Contact(
            name="BG Rhee",
            names=(
                ContactName(name="B.G. Rhee"),
                ContactName(name="이병건", kind=NameKind.NATIVE, language="ko"),
            ),
            affiliations=(
                Affiliation(organisation_id=carm, title="Chairman", as_of=on("2018-12-03")),
                Affiliation(organisation_id=carm, title="Honorary Chairman", as_of=on("2024-06")),
            ),
        )
    )
    jang = house.save(Contact(name="Queenie Jang", honorific="Dr"))
    meeting = house.save(
        Event(name="ISCT 2019", dates=on("2019-05-29/2019-06-01"), city="Melbourne", country="AU")
    )
    source = house.save(
        Source(
            title="ISCT announces an MoU with SCRM and CARM",
            publisher="ISCT",
            published=on("2018-12-03"),
            reliability=Reliability.OFFICIAL,
        )
    )
    agreement = house.agreement(
        title="MoU of ISCT, SCRM and CARM",
        announced=on("2018-12-03"),
        purpose="To bring leaders of the field together.",
        parties=(
            Party(organisation_id=isct),
            Party(organisation_id=scrm, side="Korea"),
            Party(organisation_id=carm, side="Asia", role=PartyRole.SECRETARIAT),
        ),
        people=(
            Participant(
                contact_id=jang, title="CEO", organisation_id=isct, capacity=Capacity.QUOTED
            ),
            Participant(contact_id=rhee, organisation_id=carm, capacity=Capacity.ATTENDEE),
            Participant(contact_id=rhee, organisation_id=carm, capacity=Capacity.QUOTED),
        ),
        places=("Vancouver", "Seoul"),
        lifecycle=(LifecycleEvent(kind=LifecycleKind.SIGNED, stated_on=on("2018-12-03")),),
        commitments=(
            Commitment(text="A framework for future initiatives", owed_by_id=isct, owed_to_id=scrm),
        ),
        owner_id=jang,
        languages=("en", "ko", "Latin"),
        binding=False,
        tags=("cell therapy",),
        citations=(Citation(source_id=source),),
    )
    pavilion = house.save(
        Deliverable(
            type="pavilion",
            title="Korea Pavilion",
            agreement_id=agreement,
            event_id=meeting,
            target=on("2019-05-29/2019-06-01"),
            responsible=does(
                (scrm, Responsibility.LEADS),
                (carm, Responsibility.LEADS),
                (carm, Responsibility.HOSTS),
                (isct, Responsibility.RECEIVES),
            ),
            details={"edition": "ISCT 2019", "area": "36.5", "booths": 4},
            participants=(
                DeliverableParticipant(role="organiser", organisation_id=scrm),
                DeliverableParticipant(
                    role="exhibitors", organisation_id=carm, since=on("2019-05"), title="Lead"
                ),
            ),
            cost=Money(amount=Decimal(25000), currency="USD"),
            observations=(
                Observation(metric="visitors", qualifier=Qualifier.OVER, value=Decimal(1500)),
            ),
        )
    )
    house.log(pavilion, "2019-06-01", "Held at the annual meeting.", status="delivered")
    house.save(
        Deliverable(
            type="regional_meeting",
            title="Regional meeting in Asia",
            agreement_id=agreement,
            responsible=does((isct, Responsibility.LEADS), (carm, Responsibility.CONTRIBUTES)),
            details={"region": "Asia"},
        )
    )
    earlier = house.save(
        Deliverable(
            type="other",
            title="Korean presence at ISCT 2016",
            agreement_id=agreement,
            responsible=does((scrm, Responsibility.LEADS)),
            details={"what": "Presence of companies"},
        )
    )
    house.log(earlier, "2016", "Korea was visibly present.", status="delivered")
    return agreement


# --- the three-party MoU ---------------------------------------------------------------------


def test_parties_have_their_names_roles_and_countries(house: House, three: int) -> None:
    isct, scrm, carm = house.summary(three).parties
    assert (isct.short, isct.country) == ("ISCT", "Canada")
    assert isct.former_names == "International Society for Cellular Therapy (until 2018)"
    assert (scrm.side, scrm.role_label) == ("", "")  # Korea, beside South Korea
    assert (carm.native_name, carm.role_label) == ("첨단재생의료산업협회", "secretariat")
    assert (carm.side, carm.is_ours) == ("Asia", True)
    assert house.summary(three).our_side == ("CARM",)


def test_people_have_their_title_of_that_time_and_no_signature(house: House, three: int) -> None:
    jang, rhee = house.summary(three).people
    assert (jang.name, jang.title, jang.organisation) == ("Dr Queenie Jang", "CEO", "ISCT")
    assert rhee.title == "Chairman", "from the position of that day, not the later one"
    assert rhee.other_names == ("이병건", "B.G. Rhee")
    assert rhee.capacity_label == "attendee, quoted"
    assert not rhee.signed_on


def test_what_nobody_stated_is_not_filled_in(house: House, three: int) -> None:
    found = house.summary(three)
    dates = {line.label: line for line in found.dates}
    assert dates["Announced"].value.iso == "2018-12-03"
    assert not dates["Signed"].value
    assert dates["Signed"].working == "by 3 December 2018 at the latest"
    assert not dates["Took effect"].value
    assert "Ends" not in dates
    assert (found.term_label, found.term_working) == ("", "")
    assert [line.place for line in found.signing] == ["Vancouver", "Seoul"]
    assert all(line.repeated for line in found.lifecycle)


def test_the_rest_of_the_masthead(house: House, three: int) -> None:
    found = house.summary(three)
    assert (found.kind_label, found.record) == ("MoU", f"agreement-{three}")
    assert (found.status, found.status_label) == ("active", "Active")
    assert found.languages == "English, Korean, Latin"
    assert (found.owner, found.binding_label, found.tags) == (
        "Queenie Jang",
        "No",
        ("cell therapy",),
    )
    assert found.generated_on.iso == "2019-06-02"
    assert [(line.owed_by, line.owed_to) for line in found.commitments] == [("ISCT", "SCRM")]


def test_a_deliverable_stands_with_its_facts_and_last_progress(house: House, three: int) -> None:
    pavilion = next(d for d in house.summary(three).deliverables if d.title == "Korea Pavilion")
    assert (pavilion.type_label, pavilion.status_label) == ("Pavilion", "Delivered")
    assert pavilion.target.text == "29 May – 1 Jun 2019"
    assert pavilion.delivered.iso == "2019-06-01"
    assert pavilion.event == "ISCT 2019, Melbourne"
    assert not pavilion.original_target
    assert pavilion.last_progress
    assert pavilion.last_progress.sentence == "Held at the annual meeting."
    assert {(who.organisation, who.role_label) for who in pavilion.responsible} == {
        ("SCRM", "leads"),
        ("CARM", "leads, hosts"),
        ("ISCT", "receives"),
    }
    facts = {fact.label: fact for fact in pavilion.facts}
    assert facts["Area"].value == "36.5 m²"
    assert facts["Exhibitors"].value == "CARM (Lead, since May 2019)"
    assert facts["Visitors"].value == "over 1,500"
    assert facts["Edition"].repeated, "the event says it"
    assert facts["Organiser"].repeated, "SCRM leads"
    assert not facts["Exhibitors"].repeated
    assert "Layout" not in facts
    assert [(line.amount, line.note) for line in house.summary(three).money] == [
        ("USD 25,000", "Korea Pavilion")
    ]


def test_what_happened_before_is_shown_and_counted_nowhere(house: House, three: int) -> None:
    found = house.summary(three)
    earlier = next(line for line in found.deliverables if line.is_history)
    assert (earlier.title, earlier.type_label) == (
        "Korean presence at ISCT 2016",
        "Presence of companies",
    )
    assert not earlier.facts
    assert earlier.title not in [row.deliverable for row in found.matrix.rows]


def test_who_owes_what(house: House, three: int) -> None:
    matrix = house.summary(three).matrix
    assert matrix.columns == ("ISCT", "SCRM", "CARM")
    rows = {row.deliverable: [(c.role_label, c.state) for c in row.cells] for row in matrix.rows}
    assert rows == {
        "Korea Pavilion": [("receives", ""), ("leads", "done"), ("leads, hosts", "done")],
        "Regional meeting in Asia": [("leads", "open"), ("", ""), ("contributes", "open")],
    }
    assert matrix.balances == (
        OwesBalance(party="ISCT", open=1),
        OwesBalance(party="SCRM", done=1),
        OwesBalance(party="CARM", done=1, open=1),
    )


def test_a_day_before_shows_what_was_known_then(house: House, three: int) -> None:
    found = house.summary(three, date(2019, 5, 1))
    pavilion = next(d for d in found.deliverables if d.title == "Korea Pavilion")
    assert (pavilion.status, pavilion.last_progress, pavilion.overdue) == ("planned", None, False)


def test_late_work_is_flagged(house: House, three: int) -> None:
    late = house.save(
        Deliverable(type="forum", title="Forum", agreement_id=three, target=on("2019-03"))
    )
    house.log(late, "2019-01-05", target=on("2019-04"), target_reason="no venue")
    found = house.summary(three)
    forum = next(d for d in found.deliverables if d.title == "Forum")
    assert forum.overdue
    assert (forum.target.text, forum.original_target.text) == ("Apr 2019", "Mar 2019")
    assert forum.moved_reason == "no venue"
    assert forum.last_progress
    assert forum.last_progress.sentence == "target moved to April 2019: no venue"
    assert found.flags == ("1 deliverable is overdue",)


def test_a_corrected_entry_is_not_the_last_progress(house: House, three: int) -> None:
    forum = house.save(Deliverable(type="forum", title="Forum", agreement_id=three))
    wrong = house.log(forum, "2019-05-05", "Held in Busan.")
    house.log(forum, "2019-05-04", "Held in Seoul.", corrects_id=wrong)
    found = next(d for d in house.summary(three).deliverables if d.title == "Forum")
    assert found.last_progress
    assert found.last_progress.sentence == "Held in Seoul."


def test_what_is_in_the_trash_is_left_out(house: House, three: int) -> None:
    before = house.summary(three)
    forum = Deliverable(type="forum", title="Forum", agreement_id=three)
    house.records.trash(house.records.save(forum).ref)
    other = Agreement(
        title="Next", links=(AgreementLink(kind=AgreementLinkKind.RENEWS, other_id=three),)
    )
    house.records.trash(house.records.save(other).ref)
    assert house.summary(three) == before


# --- dates and terms -------------------------------------------------------------------------


def test_a_term_shows_its_working_and_what_is_due(house: House) -> None:
    arm, carm = house.organisation("ARM"), house.organisation("CARM")
    agreement = house.agreement(
        title="MoU",
        parties=parties(arm, carm),
        lifecycle=(
            LifecycleEvent(kind=LifecycleKind.SIGNED, on=on("2024-06-03"), by_id=arm),
            LifecycleEvent(kind=LifecycleKind.SIGNED, on=on("2024-06-04"), by_id=carm),
        ),
        term_kind=TermKind.AUTOMATIC_RENEWAL,
        term_length=Duration(years=3),
        term_start=TermStart.LAST_SIGNATURE,
        term_renewal=Duration(years=1),
        term_notice=Duration(months=3),
        funding=Money(amount=Decimal(5000), currency="USD"),
        territory="Korea and the United States",
    )
    found = house.summary(agreement, date(2027, 1, 15))
    assert [(line.label, line.value.iso) for line in found.dates] == [
        ("Announced", ""),
        ("Signed by ARM", "2024-06-03"),
        ("Signed by CARM", "2024-06-04"),
        ("Took effect", ""),
        ("Present term ends", "2027-06-04"),
        ("Last day to give notice", "2027-03-04"),
    ]
    assert found.term_label == (
        "3 years, renews automatically, for 1 year each time, notice of 3 months"
    )
    assert found.term_working == (
        "last signed 4 June 2024 + 3 years = 4 June 2027; 3 months' notice → 4 March 2027"
    )
    assert found.flags == ("Notice due by 4 March 2027",)
    assert [line.amount for line in found.money] == ["USD 5,000"]
    assert [(fact.label, fact.value) for fact in found.facts] == [
        ("Territory", "Korea and the United States")
    ]


def test_a_fixed_term_runs_out_and_has_ended(house: House) -> None:
    agreement = house.agreement(
        title="Pact",
        lifecycle=(LifecycleEvent(kind=LifecycleKind.SIGNED, on=on("2015-01-01")),),
        term_kind=TermKind.FIXED,
        term_length=Duration(years=3),
    )
    soon = house.summary(agreement, date(2017, 12, 1))
    assert soon.flags == ("Ends 1 January 2018",)
    assert [line.label for line in soon.dates][-1] == "Ends"
    after = house.summary(agreement, date(2020, 1, 1))
    assert (after.status, after.flags) == ("expired", ())
    assert [(line.label, line.value.iso) for line in after.dates][-1] == ("Ended", "2018-01-01")
    assert after.term_label == "3 years"


def test_a_signatorys_day_counts_where_no_event_has_one(house: House) -> None:
    arm = house.organisation("ARM")
    hunt = house.save(Contact(name="Timothy Hunt"))
    agreement = house.agreement(
        title="MoU",
        lifecycle=(LifecycleEvent(kind=LifecycleKind.SIGNED),),
        people=(
            Participant(
                contact_id=hunt,
                organisation_id=arm,
                capacity=Capacity.SIGNATORY,
                signed_on=on("2024-06-04"),
            ),
        ),
    )
    found = house.summary(agreement)
    assert next(line for line in found.dates if line.label == "Signed").value.iso == "2024-06-04"
    assert found.people[0].signed_on.iso == "2024-06-04"


def test_a_terminated_agreement_has_no_dates_to_come(house: House) -> None:
    city = house.organisation("Namyangju City")
    agreement = house.agreement(
        title="Campus",
        lifecycle=(
            LifecycleEvent(kind=LifecycleKind.SIGNED, on=on("2013")),
            LifecycleEvent(
                kind=LifecycleKind.TERMINATED, on=on("2017-02-07"), by_id=city, reason="No progress"
            ),
        ),
        term_kind=TermKind.FIXED,
        term_length=Duration(years=10),
    )
    found = house.summary(agreement)
    assert found.status == "terminated"
    assert [line.label for line in found.dates] == ["Announced", "Signed", "Took effect"]
    last = found.lifecycle[-1]
    assert (last.label, last.note, last.repeated) == (
        "Terminated",
        "Namyangju City · No progress",
        False,
    )


# --- links, sources, disagreements -------------------------------------------------------------


def test_an_empty_predecessor_is_linked_both_ways(house: House) -> None:
    arm, carm = house.organisation("ARM"), house.organisation("CARM")
    earlier = house.agreement(parties=parties(arm, carm))
    later = house.agreement(
        title="MoU of 2024",
        kind=AgreementKind.OTHER,
        lifecycle=(LifecycleEvent(kind=LifecycleKind.SIGNED, on=on("2024-06-04")),),
        links=(
            AgreementLink(
                kind=AgreementLinkKind.RENEWS, other_id=earlier, note="paused in the pandemic"
            ),
        ),
    )
    today = date(2024, 7, 1)
    link = house.summary(later, today).links[0]
    assert (link.relation_label, link.title) == ("renews", "ARM, CARM")
    assert link.detail == "unknown · paused in the pandemic"
    assert house.summary(later, today).kind_label == ""
    back = house.summary(earlier, today)
    assert back.title == "ARM, CARM"
    assert [(line.relation_label, line.title) for line in back.links] == [
        ("renewed by", "MoU of 2024")
    ]
    assert back.links[0].detail.startswith("4 June 2024 · active")
    assert (back.status, back.deliverables, back.matrix.rows) == ("unknown", (), ())
    assert house.reporting.pdf(earlier, today).startswith(b"%PDF")


def test_sources_that_state_different_things_both_stay(house: House) -> None:
    review = house.save(Source(title="Review", publisher="Biomedical Review"))
    press = house.save(
        Source(title="Ten tenants", reliability=Reliability.PRESS, url="https://a.org")
    )
    agreement = house.agreement(
        title="Office",
        citations=(
            Citation(source_id=review, field="signed", stated="2020-06-12"),
            Citation(source_id=press, field="signed", stated="2020-06"),
            Citation(source_id=review, field="parties", stated="Six parties"),
            Citation(source_id=press, field="parties", stated="six  parties"),
            Citation(source_id=press, field="people", stated="Two people"),
            Citation(source_id=press, field="people", stated="One of them signs"),
            Citation(source_id=review, field="announced", stated="2020-06-11"),
            Citation(source_id=press, field="announced", stated="2020-07"),
        ),
    )
    house.save(
        Deliverable(
            type="shared_office",
            title="Desks",
            agreement_id=agreement,
            citations=(
                Citation(source_id=review, field="tenant_count", stated="7"),
                Citation(source_id=press, field="tenant_count", stated="10"),
            ),
        )
    )
    found = house.summary(agreement)
    assert [line.field_label for line in found.disagreements] == [
        "Announced",
        "Desks: Number of tenants",
    ]
    assert [(one.value, one.source) for one in found.disagreements[1].statements] == [
        ("7", "Biomedical Review"),
        ("10", "Ten tenants"),
    ]
    assert [(line.title, line.reliability_label) for line in found.sources] == [
        ("Review", ""),
        ("Ten tenants", "press"),
    ]


def test_sources_of_deliverables_and_logs_are_named_once(house: House, three: int) -> None:
    blog = house.save(Source(title="Blog", reliability=Reliability.HEARSAY))
    forum = house.save(
        Deliverable(
            type="forum",
            title="Forum",
            agreement_id=three,
            citations=(Citation(source_id=blog),),
        )
    )
    house.log(forum, "2019-05-05", "Held.", source_id=blog)
    titles = [(line.title, line.reliability) for line in house.summary(three).sources]
    assert titles == [
        ("ISCT announces an MoU with SCRM and CARM", "official"),
        ("Blog", "hearsay"),
    ]


# --- Korean, many parties, hard cases --------------------------------------------------------

KOREAN = ("충청북도", "한국바이오협회", "한국제약바이오협회", "한국바이오의약품협회", "한국신약개발연구조합", "국제뷰티산업교역협회")  # fmt: skip  # noqa: E501


@pytest.fixture
def six(house: House) -> int:
    """Case mc-040: six parties, a day without month and year, nothing but Korean."""
    ids = [house.organisation(name, country="KR") for name in KOREAN]
    agreement = house.agreement(
        title="오송 공동사무소 설치·운영 업무협약",
        parties=parties(*ids),
        places=("online",),
        lifecycle=(LifecycleEvent(kind=LifecycleKind.SIGNED, on=on("XXXX-XX-24")),),
    )
    house.save(
        Deliverable(
            type="shared_office",
            title="오송 공동사무소",
            agreement_id=agreement,
            responsible=does(
                (ids[0], Responsibility.HOSTS), *((id, Responsibility.RECEIVES) for id in ids[1:])
            ),
        )
    )
    return agreement


def test_six_korean_parties_in_korean(house: House, six: int) -> None:
    found = house.summary(six, language="ko-KR")
    assert found.language == "ko"
    assert [party.name for party in found.parties] == list(KOREAN)
    assert found.parties[0].country == "대한민국"
    assert found.generated_on.text == "2019년 6월 2일"
    assert found.matrix.columns == KOREAN
    assert found.matrix.balances[0].open == 1
    assert not any(b.open + b.due + b.overdue + b.done for b in found.matrix.balances[1:])
    assert spoken_language() == "en", "the program goes on in its own language"


def test_two_threads_write_in_two_languages(house: House, six: int) -> None:
    with ThreadPoolExecutor(2) as pool:
        both = pool.map(lambda code: house.summary(six, language=code), ["ko", "en"] * 8)
        days = [found.generated_on.text for found in both]
    assert days == ["2019년 6월 2일", "2 June 2019"] * 8


def test_a_language_without_a_catalogue_is_english(house: House, six: int) -> None:
    found = house.summary(six, language="xx")
    assert (found.language, found.parties[0].country) == ("en", "South Korea")
    assert next(d for d in found.dates if d.label == "Signed").value.text == (
        "24th of an unknown month"
    )


def test_of_many_parties_only_those_with_a_part_are_columns(house: House) -> None:
    ids = [house.organisation(f"Company {n}") for n in range(9)]
    agreement = house.agreement(
        title="Consortium",
        parties=(
            *parties(*ids),
            Party(organisation_id=ids[0], role=PartyRole.LEAD),
            Party(described_as="a large unnamed company", joined=on("2021")),
        ),
    )
    for title, roles in (("Visit", ids[2:4]), ("Nobody's", [])):
        house.save(
            Deliverable(
                title=title,
                agreement_id=agreement,
                responsible=does(*((id, Responsibility.LEADS) for id in roles)),
            )
        )
    found = house.summary(agreement)
    assert len(found.parties) == 10, "one line for each organisation"
    assert found.parties[0].role_label == "lead"
    assert (found.parties[-1].name, found.parties[-1].joined.text) == (
        "a large unnamed company",
        "2021",
    )
    assert found.matrix.columns == ("Company 2", "Company 3")
    assert [row.deliverable for row in found.matrix.rows] == ["Visit"]


def test_an_agreement_that_is_not_there(house: House) -> None:
    for call in (house.reporting.pdf, house.reporting.text, house.reporting.summary):
        with pytest.raises(NotFound):
            call(99, TODAY)
    with pytest.raises(NotFound):
        house.reporting.suggested_name(99)


# --- files -----------------------------------------------------------------------------------


def test_every_format_holds_the_agreement(house: House, three: int, tmp_path: Path) -> None:
    formats: tuple[Format, ...] = ("pdf", "docx", "xlsx", "txt")
    for format in formats:
        house.reporting.export(three, format, tmp_path / f"out.{format}", TODAY)
    assert (tmp_path / "out.pdf").read_bytes() == house.reporting.pdf(three, TODAY)
    words = "\n".join(p.text for p in Document(str(tmp_path / "out.docx")).paragraphs)
    assert "MoU of ISCT, SCRM and CARM" in words
    book = CalamineWorkbook.from_filelike(io.BytesIO((tmp_path / "out.xlsx").read_bytes()))
    sheet = book.get_sheet_by_name("Who owes what").to_python()
    assert sheet[0] == ["Deliverable", "ISCT", "SCRM", "CARM"]
    assert "Korea Pavilion" in (tmp_path / "out.txt").read_text(encoding="utf-8")


def test_a_typical_summary_is_one_page(house: House, three: int) -> None:
    assert len(PdfDocument(house.reporting.pdf(three, TODAY))) == 1


def test_a_failed_export_leaves_the_old_file(house: House, three: int, tmp_path: Path) -> None:
    with pytest.raises(NotWritable):
        house.reporting.export(three, "pdf", tmp_path / "no folder" / "out.pdf", TODAY)
    old = tmp_path / "old.pdf"
    old.write_bytes(b"old")
    with pytest.raises(NotFound):
        house.reporting.export(99, "pdf", old, TODAY)
    assert old.read_bytes() == b"old"
    with pytest.raises(ValueError, match="odt"):
        house.reporting.export(three, "odt", old, TODAY)  # type: ignore[arg-type]
    assert sorted(path.name for path in tmp_path.iterdir() if path.suffix == ".pdf") == ["old.pdf"]


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("MoU of ISCT, SCRM and CARM", "MoU of ISCT, SCRM and CARM"),
        ("ARM/CARM: “2024”?", "ARM-CARM- “2024”"),
        ("../../etc/passwd", "etc-passwd"),
        ("CON", "_CON"),
        ("lpt1.txt", "_lpt1.txt"),
        ("Console", "Console"),
        ("\u202efdp.exe\u200b", "fdp.exe"),
        ("오송 공동사무소", "오송 공동사무소"),
        ("a\tb\nc.", "a b c"),
        ("?/?", "agreement-1"),
        ("\u202e", "agreement-1"),
    ],
)
def test_a_name_every_system_takes(house: House, title: str, name: str) -> None:
    assert house.reporting.suggested_name(house.agreement(title=title)) == name


@pytest.mark.parametrize("letter", ["x", "협", "🧬"])
def test_a_long_name_is_cut(house: House, letter: str) -> None:
    name = house.reporting.suggested_name(house.agreement(title=letter * 900))
    assert 40 <= len(name) <= 100
    assert len(name.encode()) <= 200


def test_agreements_of_one_title_get_names_of_their_own(house: House) -> None:
    for letter in ("MoU", "🧬" * 90):
        ids = [house.agreement(title=letter) for _ in range(2)]
        names = [house.reporting.suggested_name(id) for id in ids]
        assert [name.rsplit(" ", 1)[1] for name in names] == [f"agreement-{id}" for id in ids]


def test_the_summary_is_the_same_every_time(house: House, three: int) -> None:
    first: AgreementSummary = house.summary(three)
    assert house.summary(three) == first
    assert house.reporting.docx(three, TODAY) == house.reporting.docx(three, TODAY)


def test_the_log_is_told_line_by_line_by_its_declaration(house: House) -> None:
    agreement = house.save(Agreement(title="MoU"))
    made = house.save(Deliverable(title="Pavilion", type="pavilion", agreement_id=agreement))
    first = house.progress.log(
        ProgressEntry(deliverable_id=made, on=on("2019-03"), note="booked", percent=20)
    )
    house.progress.log(
        ProgressEntry(
            deliverable_id=made, on=on("2019-03"), note="booked in May", percent=30,
            corrects_id=first.entry_id,
        )
    )  # fmt: skip
    later = ProgressEntry(deliverable_id=made, on=on("2019-07-01"), note="after the day")
    house.progress.log(later)
    told = house.reporting.summary(agreement, TODAY, "en").log
    heads = [one.label for one in told.columns]
    assert heads[:4] == ["Deliverable", "On", "What happened", "Percent"]
    rows = [dict(zip(heads, row, strict=True)) for row in told.rows]
    assert [row["What happened"] for row in rows] == ["booked", "booked in May"]
    assert [row["Counted"] for row in rows] == ["no, put right later", "yes"]
    assert [row["Percent"] for row in rows] == [20, 30]
    assert {row["Recorded by"] for row in rows} == {"test"}
    assert "Status" not in heads, "no line says one"


def test_a_zero_in_the_log_is_told(house: House) -> None:
    agreement = house.save(Agreement(title="MoU"))
    made = house.save(Deliverable(title="Pavilion", agreement_id=agreement))
    house.log(made, "2019-03", "Nothing yet.", percent=0, metric="Exhibitors", value=Decimal(0))
    told = house.reporting.summary(agreement, TODAY, "en").log
    (row,) = told.rows
    said = dict(zip((one.label for one in told.columns), row, strict=True))
    assert said["Percent"] == 0
    assert said["Value"] == 0
