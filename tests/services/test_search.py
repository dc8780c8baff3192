"""Search: every way a person may type a name, and nothing that reaches the database as more."""

from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests import factories
from tests.conftest import TODAY
from tracker.domain.dates import PartialDate
from tracker.domain.money import Money
from tracker.domain.record import RecordRef
from tracker.domain.records import (
    Agreement,
    Contact,
    Deliverable,
    Event,
    Organisation,
    ProgressEntry,
)
from tracker.domain.records.contacts import ContactName
from tracker.domain.records.deliverables import DeliverableParticipant
from tracker.domain.records.organisations import OrganisationName
from tracker.i18n import speaking
from tracker.resources import resource_path
from tracker.services import Services
from tracker.storage.search_index import match_expression


def titles(services: Services, text: str, *kinds: str) -> list[str]:
    return [hit.title for hit in services.search.find(text, kinds)]


@pytest.fixture
def carm(services: Services) -> int:
    return factories.organisation(
        services,
        "Council for Advanced Regenerative Medicine",
        "CARM",
        country="KR",
        city="Séoul",
        names=(
            OrganisationName(name="첨단재생의료산업협회", kind="native"),
            OrganisationName(name="첨단재생의료산업협의체", kind="former", until="2020"),
            OrganisationName(name="再生医療協会", kind="other_language"),
        ),
    )


@pytest.mark.parametrize(
    "typed",
    [
        "CARM",
        "carm",
        "ＣＡＲＭ",
        "CAR",
        "c",
        "Council for Advanced Regenerative Medicine",
        "medicine council",
        "regen",
        "Council, (Advanced)",
        "산업",
        "협회",
        "첨단재생",
        "첨단 재생",
        "첨단재생의료산업협회",
        "재생의료 carm",
        "협의체",
        "再生",
        "医療協会",
        "Seoul",
        "séoul",
        "South Korea",
        "대한민국",
        "KR",
    ],
)
def test_an_organisation_is_found_by_all_its_names(
    services: Services, carm: int, typed: str
) -> None:
    factories.organisation(services, "Osaka Bio Headquarters")
    assert [hit.ref for hit in services.search.find(typed)] == [RecordRef("organisation", carm)]


@pytest.mark.parametrize("typed", ["arm", "ARMC", "회협", "산협", "carm osaka", "dicine"])
def test_what_only_looks_alike_is_not_found(services: Services, carm: int, typed: str) -> None:
    assert services.search.find(typed) == []


@pytest.mark.parametrize(
    "typed",
    ["", " ", "\n", "?", '"', "'", "*", "()", "...", "--", "___", "·", "~?%", "\x00", "\u202e"],
)
def test_without_letters_and_digits_nothing_is_found(
    services: Services, carm: int, typed: str
) -> None:
    assert services.search.find(typed) == []


@pytest.mark.parametrize(
    "typed",
    [
        'CARM"',
        '"CARM',
        "CARM*",
        "*CARM",
        "CARM^",
        "^CARM",
        "(CARM",
        "CARM)",
        "{CARM}",
        "-CARM",
        "+CARM",
        "CARM:",
        "CARM_",
        "_CARM",
        "CARM\x00",
        "CARM\u202e",
        "CARM\\",
        "CARM%",
    ],
)
def test_signs_of_the_query_language_are_signs_like_others(
    services: Services, carm: int, typed: str
) -> None:
    assert [hit.ref.id for hit in services.search.find(typed)] == [carm]


def test_no_sql_is_taken_from_what_is_typed(services: Services, carm: int) -> None:
    for typed in ("'; DROP TABLE organisation; --", '") OR 1=1 --', "%' UNION SELECT 1 --"):
        assert services.search.find(typed) == []
        assert services.search.pick("organisation", typed) == []
    assert services.lists.total("organisation") == 1


@pytest.mark.parametrize(
    "typed", ["NEAR(CARM council)", "CARM OR osaka", "NOT CARM", "title: CARM", "body:CARM"]
)
def test_words_of_the_query_language_are_words(services: Services, carm: int, typed: str) -> None:
    assert services.search.find(typed) == [], "NEAR, OR, NOT and title stand in no record"
    factories.organisation(services, f"About: {typed}")
    assert titles(services, typed) == [f"About: {typed}"]


@settings(
    max_examples=200,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(typed=st.text(max_size=30))
def test_anything_may_be_typed(services: Services, typed: str) -> None:
    assert services.search.find(typed) == []
    assert services.search.pick("organisation", typed) == []
    assert services.search.similar("organisation", typed) == []


def test_ten_thousand_characters_are_answered(services: Services, carm: int) -> None:
    # Only so many words of it are sought: the question put to the database stays short.
    for typed in ("CARM " * 2_000, "첨단재생" * 2_500, "x" * 10_000):
        services.search.find(typed)
        assert len(match_expression(typed)) < 2_000
    assert titles(services, "CARM " * 2_000) == ["CARM"]
    assert services.search.pick("organisation", "CARM" + " " * 10_000)


# --- what is found -------------------------------------------------------------------------------


def test_names_come_before_mentions_and_the_newest_first(services: Services) -> None:
    arm = factories.organisation(services, "Alliance for Regenerative Medicine", "ARM")
    old = factories.agreement(services, "MoU of ARM and CARM")
    new = factories.agreement(services, "Second MoU with ARM")
    mention = factories.agreement(services, "Congress", (arm,))
    assert [hit.ref for hit in services.search.find("arm")] == [
        RecordRef("organisation", arm),
        RecordRef("agreement", new),
        RecordRef("agreement", old),
        RecordRef("agreement", mention),
    ]
    assert titles(services, "arm", "organisation") == ["ARM"]
    assert len(services.search.find("arm", limit=2)) == 2


def test_a_change_of_any_name_reaches_the_records_that_name_it(services: Services) -> None:
    arm = factories.organisation(services, "ARM")
    mou = factories.agreement(services, "Treaty", (arm,))
    assert titles(services, "alliance") == []
    stored = services.records.open(Organisation, arm).record
    names = (OrganisationName(name="Alliance for Regenerative Medicine"),)
    services.records.save(stored.model_copy(update={"names": names}))
    assert {hit.ref for hit in services.search.find("alliance")} == {
        RecordRef("organisation", arm),
        RecordRef("agreement", mou),
    }
    services.undo.undo()
    assert services.search.find("alliance") == []


def test_details_of_a_type_are_found_numbers_and_words_alike(services: Services) -> None:
    cic = factories.organisation(services, "Cambridge Innovation Center", "CIC")
    factories.deliverable(
        services,
        "Office in Boston",
        type="shared_office",
        details={
            "tenant_count": 1017,
            "area": "36.25",
            "address": "One Broadway",
            "cost_per_tenant": {"amount": "25000", "currency": "USD"},
        },
        participants=(DeliverableParticipant(role="host", organisation_id=cic, note="desks"),),
    )
    factories.deliverable(
        services,
        "Paper",
        type="joint_publication",
        details={"kind": "white_paper", "stage": "internal_review", "published": "2023-07"},
    )
    for typed in (
        "1017",
        "1,017",
        "36.25",
        "broadway",
        "25000",
        "25,000",
        "usd",
        "cambridge",
        "shared office",
        "desks",
    ):
        assert titles(services, typed, "deliverable") == ["Office in Boston"], typed
    for typed in ("white paper", "internal review", "2023-07", "joint publication"):
        assert titles(services, typed) == ["Paper"], typed


def test_what_a_list_shows_is_found(services: Services) -> None:
    factories.agreement(
        services,
        "Treaty",
        kind="loi",
        announced="2024-06-04",
        funding=Money(amount=Decimal(100_000_000), currency="KRW"),
    )
    factories.event(services, "Congress", country="SG", format="hybrid")
    factories.organisation(services, "Centre", kind="government_supported")
    assert titles(services, "letter of intent") == ["Treaty"]
    assert titles(services, "2024-06-04") == ["Treaty"]
    assert titles(services, "krw 100,000,000") == ["Treaty"]
    assert titles(services, "singapore hybrid") == ["Congress"]
    assert titles(services, "싱가포르") == ["Congress"]
    assert titles(services, "government-supported") == ["Centre"]
    assert titles(services, "unknown") == [], "that a term is unknown says nothing"


def test_choices_are_found_in_the_language_they_were_written_in(services: Services) -> None:
    with speaking("ko", resource_path("i18n")):
        factories.organisation(services, "Centre", kind="hospital")
    assert titles(services, "hospital") == ["Centre"]
    assert titles(services, "병원") == ["Centre"]


def test_a_person_is_found_in_both_scripts(services: Services) -> None:
    factories.contact(
        services,
        "BG Rhee",
        names=(ContactName(name="이병건", kind="native"),),
        emails=("rhee@carm.or.kr",),
        phones=("+82 2 123 4567",),
    )
    for typed in ("rhee", "이병건", "병건", "rhee@carm.or.kr", "carm.or", "+82 2 123"):
        assert titles(services, typed) == ["BG Rhee"], typed


# --- logs ----------------------------------------------------------------------------------------


def _log(services: Services, id: int, note: str, **more: object) -> None:
    entry = ProgressEntry(deliverable_id=id, on="2026-11-20", note=note, **more)
    services.progress.log(entry)


def test_a_line_of_a_log_leads_to_its_deliverable(services: Services) -> None:
    made = factories.deliverable(services, "Korea Pavilion")
    _log(services, made, "Die Standfläche wurde bestätigt, 30 Firmen kommen")
    (hit,) = services.search.find("firmen")
    assert hit.ref == RecordRef("deliverable", made)
    assert hit.title == "Korea Pavilion"
    assert hit.detail == "Pavilion"
    assert "30 Firmen kommen" in hit.context
    assert titles(services, "standflache") == ["Korea Pavilion"]


def test_a_deliverable_is_found_once_however_many_lines_it_has(services: Services) -> None:
    made = factories.deliverable(services, "Korea Pavilion")
    for n in range(60):
        _log(services, made, f"Pavilion call {n}")
    other = factories.agreement(services, "Treaty", purpose="A pavilion every year")
    assert [hit.ref for hit in services.search.find("pavilion")] == [
        RecordRef("deliverable", made),
        RecordRef("agreement", other),
    ]


def test_the_numbers_and_evidence_of_a_log_are_found(services: Services) -> None:
    made = factories.deliverable(services, "Support", type="member_support")
    _log(
        services,
        made,
        "",
        metric="meetings",
        value=Decimal(37),
        evidence_title="Minutes of May",
        format_change="held online",
    )
    for typed in ("37", "meetings 37", "minutes of may", "online"):
        assert titles(services, typed) == ["Support"], typed


def test_the_trash_is_not_found_nor_the_log_of_what_is_in_it(services: Services) -> None:
    made = factories.deliverable(services, "Korea Pavilion")
    _log(services, made, "hall confirmed")
    services.records.trash(RecordRef("deliverable", made))
    assert titles(services, "pavilion") == titles(services, "confirmed") == []
    assert services.search.pick("deliverable", "pavilion") == []
    assert services.search.pick("deliverable", "") == []
    services.records.restore(RecordRef("deliverable", made))
    assert titles(services, "pavilion") == titles(services, "confirmed") == ["Korea Pavilion"]


def test_an_undone_line_is_found_no_more(services: Services) -> None:
    made = factories.deliverable(services, "Korea Pavilion")
    _log(services, made, "hall confirmed")
    services.undo.undo()
    assert services.search.find("confirmed") == []
    services.undo.redo()
    assert titles(services, "confirmed") == ["Korea Pavilion"]


def test_the_log_of_a_renamed_deliverable_follows(services: Services) -> None:
    made = factories.deliverable(services, "Korea Pavilion")
    _log(services, made, "hall confirmed")
    stored = services.records.open(Deliverable, made).record
    services.records.save(stored.model_copy(update={"title": "Korean stand"}))
    assert titles(services, "stand confirmed") == ["Korean stand"]
    assert titles(services, "pavilion confirmed") == []


# --- contexts and details ------------------------------------------------------------------------


def test_the_context_shows_where_the_words_stand(services: Services) -> None:
    factories.agreement(
        services,
        "Treaty",
        purpose=f"{'Before. ' * 40}The parties set up a reference laboratory. {'After. ' * 40}",
    )
    (hit,) = services.search.find("Laboratory")
    assert "a reference laboratory" in hit.context
    assert hit.context.startswith("…")
    assert hit.context.endswith("…")
    assert len(hit.context) < 130


def test_no_context_where_the_title_says_it(services: Services, carm: int) -> None:
    assert services.search.find("carm")[0].context == ""


def test_details_tell_records_of_one_name_apart(services: Services, carm: int) -> None:
    assert services.search.find("carm")[0].detail == (
        "Council for Advanced Regenerative Medicine · Séoul · South Korea"
    )
    with speaking("ko", resource_path("i18n")):
        assert services.search.find("carm")[0].detail.endswith("· 대한민국")


# --- pickers -------------------------------------------------------------------------------------


def test_a_picker_offers_names_first_then_mentions_of_its_kind_only(services: Services) -> None:
    mention = factories.organisation(services, "Alliance", description="works with ARM")
    named = factories.organisation(services, "ARM Foundation")
    factories.contact(services, "Arm Strong")
    offered = services.search.pick("organisation", "arm")
    assert [one.ref.id for one in offered] == [named, mention]
    assert [one.label for one in offered] == ["ARM Foundation", "Alliance"]
    assert len(services.search.pick("organisation", "a", limit=1)) == 1


def test_an_empty_picker_offers_the_newest(services: Services) -> None:
    made = [factories.contact(services, name) for name in ("A", "B", "C")]
    assert [one.ref.id for one in services.search.pick("contact", "  ", limit=2)] == made[:0:-1]


# --- likely duplicates ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    "typed",
    [
        "CARM Inc",
        "carm",
        "Council for Advanced Regenerative Medecine",
        "COUNCIL FOR ADVANCED REGENERATIVE MEDICINE, LTD.",
        "사단법인 첨단재생의료산업협회",
        "첨단 재생의료 산업 협회",
        "첨단재생의료산업협의체",
    ],
)
def test_a_likely_duplicate_is_found_by_any_name(services: Services, carm: int, typed: str) -> None:
    factories.organisation(services, "Alliance for Regenerative Medicine", "ARM")
    (found,) = services.search.similar("organisation", typed)
    assert found.ref.id == carm
    assert found.label == "CARM"
    assert "South Korea" in found.detail


def test_arm_inc_is_arm_and_not_carm(services: Services, carm: int) -> None:
    arm = factories.organisation(services, "Alliance for Regenerative Medicine", "ARM")
    assert [one.ref.id for one in services.search.similar("organisation", "ARM Inc")] == [arm]
    assert services.search.similar("contact", "ARM Inc") == []
    services.records.trash(RecordRef("organisation", arm))
    assert services.search.similar("organisation", "ARM Inc") == []


def test_people_are_compared_in_every_script(services: Services) -> None:
    id = services.records.save(
        Contact(name="BG Rhee", names=(ContactName(name="이병건", kind="native"),))
    ).ref.id
    for typed in ("B.G. Rhee", "b g rhee", "이 병건"):
        assert [one.ref.id for one in services.search.similar("contact", typed)] == [id]


def test_agreements_are_compared_by_their_titles(services: Services) -> None:
    services.records.save(Agreement(title="MoU of ARM and CARM", announced=PartialDate.of(TODAY)))
    assert services.search.similar("agreement", "MoU of ARM & CARM") != []
    assert services.search.similar("agreement", "MoU of ISCT, SCRM and CARM") == []


@pytest.mark.parametrize("typed", ["2027-04", "stated by"])
def test_no_stored_date_is_shown_as_it_is_stored(services: Services, typed: str) -> None:
    when = PartialDate.parse("2027-04/2027-05")
    services.records.save(Event(name="Fair", dates=when, venue="As stated by its host"))
    hits = [hit for hit in services.search.find(typed) if hit.title == "Fair"]
    assert len(hits) == 1
    assert "2027-04" not in hits[0].context
    assert not hits[0].named


def test_what_begins_as_typed_comes_before_what_holds_the_beginnings(services: Services) -> None:
    factories.deliverable(services, "Korea Pavilion at ISCT 2019")
    factories.deliverable(services, "Korean pavilion at the BIO Convention")
    factories.deliverable(services, "Visitors of the Korea pavilion")
    labels = [pick.label for pick in services.search.pick("deliverable", "korea pavilion")]
    assert labels == [
        "Korea Pavilion at ISCT 2019",
        "Visitors of the Korea pavilion",
        "Korean pavilion at the BIO Convention",
    ]


def test_what_a_line_says_that_was_taken_out_is_marked_so(services: Services) -> None:
    made = factories.deliverable(services, "Korea Pavilion")
    line = services.progress.log(
        ProgressEntry(deliverable_id=made, on="2026-11-20", note="hall confirmed"),
        [services.attachments.prepare_bytes("plan.txt", b"booths along the corridor")],
    ).entry_id
    (hit,) = services.search.find("corridor")
    assert hit.reason == "file plan.txt, log of 20 Nov 2026"
    services.progress.withdraw(line)
    (hit,) = services.search.find("corridor")
    assert hit.reason == "file plan.txt, log of 20 Nov 2026, taken out"
    (hit,) = services.search.find("confirmed")
    assert hit.reason == "log of 20 Nov 2026, taken out"
    other = services.progress.log(
        ProgressEntry(deliverable_id=made, on="2026-11-21", note="thirty companies")
    ).entry_id
    _log(services, made, "forty firms", corrects_id=other)
    (hit,) = services.search.find("companies")
    assert hit.reason == "log of 21 Nov 2026, corrected since"
    (hit,) = services.search.find("forty")
    assert hit.reason == "log of 20 Nov 2026"
