"""Record pages: what a page shows of a record and of all that names it."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
import sqlalchemy

from tests import factories
from tests.conftest import TODAY
from tracker.domain.filters import Condition, Operator
from tracker.domain.list_views import ListQuery
from tracker.domain.record import RecordRef
from tracker.domain.records import (
    Agreement,
    ProgressEntry,
    Source,
)
from tracker.domain.records.agreements import AgreementLink, LifecycleEvent
from tracker.domain.records.contacts import Affiliation
from tracker.domain.records.deliverables import DeliverableParticipant, ResponsibleParty
from tracker.domain.records.evidence import Citation, Observation, Participant
from tracker.domain.records.organisations import OrganisationLink
from tracker.errors import NotFound
from tracker.services import Services
from tracker.services.states import first_day


def of(refs: tuple[RecordRef, ...]) -> list[int]:
    return [ref.id for ref in refs]


def by_title(services: Services, kind: type[Any], title: str) -> Any:
    ids = services.lists.ids(kind.key, ListQuery(today=TODAY))
    (found,) = (one for one in services.records.several(kind, ids).values() if one.title == title)
    return found


# --- history -------------------------------------------------------------------------------------


def test_presences_before_the_agreement_are_history_and_not_counted(samples: Services) -> None:
    mou = by_title(samples, Agreement, "MoU of ISCT, SCRM and CARM")
    page = samples.pages.agreement(mou.id, TODAY).page
    states = {state.name: state for state in page.deliverables}
    history = {name for name, state in states.items() if state.is_history}
    assert history == {"Korean presence at ISCT 2016", "Korean presence at ISCT 2017"}
    assert all(str(states[name].status) == "delivered" for name in history)
    assert not any(states[name].overdue or states[name].is_open for name in history)
    assert states["Korea Pavilion at ISCT 2019"].overdue


BEGINNINGS: list[tuple[dict[str, Any], date | None]] = [
    ({"signed": "2018-12-03"}, date(2018, 12, 3)),
    ({"signed": "2018-12"}, date(2018, 12, 1)),
    ({"signed": "2018"}, date(2018, 1, 1)),
    ({"signed": "2018~"}, date(2018, 1, 1)),
    ({"signed": "2018-12-03", "announced": "2018-06"}, date(2018, 12, 3)),
    ({"signed": "XXXX-XX-12", "announced": "2018-12-20"}, date(2018, 12, 20)),
    ({"signed": "../2018", "announced": "2019"}, date(2019, 1, 1)),
    ({"announced": "2018-12"}, date(2018, 12, 1)),
    ({}, None),
    ({"lifecycle": (LifecycleEvent(kind="signed", stated_on="2018-12-03"),)}, date(2018, 12, 3)),
    ({"lifecycle": (LifecycleEvent(kind="known_active", stated_on="2018-12-03"),)}, None),
    ({"lifecycle": (LifecycleEvent(kind="known_active"),), "announced": "2018"}, None),
    (
        {
            "lifecycle": (
                LifecycleEvent(kind="known_active", stated_on="2018"),
                LifecycleEvent(kind="signed", on="2016"),
            )
        },
        date(2016, 1, 1),
    ),
    (
        {
            "lifecycle": (
                LifecycleEvent(kind="signed", on="2018-06-05"),
                LifecycleEvent(kind="signed", on="2018-06-04"),
                LifecycleEvent(kind="took_effect", on="2018-07-01"),
                LifecycleEvent(kind="terminated", on="2017"),
            )
        },
        date(2018, 6, 4),
    ),
]


@pytest.mark.parametrize(("given", "first"), BEGINNINGS)
def test_the_first_day_an_agreement_can_have_stood(
    services: Services, given: dict[str, Any], first: date | None
) -> None:
    made = factories.agreement(services, "MoU", **given)
    assert first_day(services.records.open(Agreement, made).record) == first


@pytest.mark.parametrize(
    ("delivered", "history"),
    [
        ("2018-12-02", True),
        ("2018-12-03", False),
        ("2018-11", True),
        ("2018-12", False),  # perhaps after the third
        ("2018", False),
        ("2017", True),
        ("2016/2018-12-02", True),
        ("2016/2019", False),
    ],
)
def test_history_is_what_surely_happened_before(
    services: Services, delivered: str, history: bool
) -> None:
    mou = factories.agreement(services, "MoU", signed="2018-12-03")
    made = factories.deliverable(services, agreement_id=mou)
    entry = ProgressEntry(deliverable_id=made, on=delivered, status="delivered")
    services.progress.log(entry)
    assert services.pages.deliverable(made, TODAY).state.is_history is history


@pytest.mark.parametrize("status", ["planned", "in_progress", "at_risk"])
def test_what_is_still_open_is_no_history_but_overdue(services: Services, status: str) -> None:
    mou = factories.agreement(services, "MoU", signed="2018-12-03")
    made = factories.deliverable(services, agreement_id=mou, target="2017", opening_status=status)
    state = services.pages.deliverable(made, TODAY).state
    assert (state.is_history, state.overdue, state.is_open) == (False, True, True)
    late = Condition("status", Operator.IS, ("overdue",))
    overdue = services.lists.ids("deliverable", ListQuery(late, TODAY))
    assert list(overdue) == [made]


def test_the_day_of_the_event_tells_where_no_other_does(services: Services) -> None:
    mou = factories.agreement(services, "MoU", signed="2018-12-03")
    congress = factories.event(services, "ISCT 2016", dates="2016")
    made = factories.deliverable(
        services, agreement_id=mou, event_id=congress, opening_status="delivered"
    )
    undated = factories.deliverable(services, agreement_id=mou, opening_status="delivered")
    alone = factories.deliverable(services, event_id=congress, opening_status="delivered")
    assert services.pages.deliverable(made, TODAY).state.is_history
    assert not services.pages.deliverable(undated, TODAY).state.is_history
    assert not services.pages.deliverable(alone, TODAY).state.is_history


# --- agreements ----------------------------------------------------------------------------------


def test_an_agreement_shows_its_standing_its_deliverables_and_their_logs(
    services: Services,
) -> None:
    arm, carm = (factories.organisation(services, name) for name in ("ARM", "CARM"))
    mou = factories.agreement(
        services, "MoU", (arm, carm), signed="2024-06-04", term_kind="fixed", term_length="P3Y"
    )
    made = factories.deliverable(services, "Report", (carm,), agreement_id=mou)
    services.progress.log(ProgressEntry(deliverable_id=made, on="2026-05", note="drafted"))
    shown = services.pages.agreement(mou, TODAY)
    assert shown.page.name == "MoU"
    assert shown.page.ref == RecordRef("agreement", mou)
    assert shown.standing.status.status == "active"
    assert "4 June 2027" in shown.standing.term.working
    assert [state.name for state in shown.page.deliverables] == ["Report"]
    assert shown.page.deliverables[0].responsible == (
        (RecordRef("organisation", carm), "CARM", "leads"),
    )
    assert [entry.note for entry in shown.page.logs[made]] == ["drafted"]
    assert shown.page.names[RecordRef("organisation", arm)] == "ARM"
    assert str(shown.page.history[0].action) == "Add agreement MoU"
    past = services.pages.agreement(mou, date(2024, 6, 3)).standing.status.status
    assert past == "unknown"


def test_links_are_shown_from_both_ends(services: Services) -> None:
    first = factories.agreement(services, "MoU of 2017", announced="2017")
    second = factories.agreement(
        services, "MoU of 2020", links=(AgreementLink(kind="renews", other_id=first),)
    )
    third = factories.agreement(
        services, "MoU of 2024", links=(AgreementLink(kind="extends", other_id=second),)
    )
    shown = [
        (link.ref.id, link.kind, link.outgoing, link.announced and link.announced.edtf)
        for link in services.pages.agreement(second, TODAY).links
    ]
    assert shown == [(first, "renews", True, "2017"), (third, "extends", False, None)]
    names = services.pages.agreement(second, TODAY).page.names
    assert names[RecordRef("agreement", third)] == "MoU of 2024"
    services.records.trash(RecordRef("agreement", third))
    services.records.trash(RecordRef("agreement", first))
    left = services.pages.agreement(second, TODAY).links
    assert [link.ref.id for link in left] == [first], "what this one says of it stays"


def test_a_renewal_chain_of_the_samples_hangs_together(samples: Services) -> None:
    record = by_title(samples, Agreement, "Osaka and Munich, second renewal")
    links = samples.pages.agreement(record.id, TODAY).links
    names = samples.records.names({link.ref for link in links})
    assert {(names[link.ref], link.outgoing) for link in links} == {
        ("Osaka and Munich, first renewal", True),
        ("Osaka and Munich, third renewal", False),
    }


def test_other_agreements_of_the_same_parties_those_with_most_first(services: Services) -> None:
    arm, carm, isct = (factories.organisation(services, name) for name in ("ARM", "CARM", "ISCT"))
    mou = factories.agreement(services, "MoU", (arm, carm))
    one = factories.agreement(services, "with ARM", (arm, isct), announced="2025")
    both = factories.agreement(services, "again", (carm, arm), announced="2017")
    older = factories.agreement(services, "with CARM", (carm, isct), announced="2020")
    gone = factories.agreement(services, "in the trash", (carm, arm))
    factories.agreement(services, "of others", (isct,))
    services.records.trash(RecordRef("agreement", gone))
    assert of(services.pages.agreement(mou, TODAY).page.agreements) == [both, one, older]


# --- organisations, contacts, events -------------------------------------------------------------


def test_an_organisation_owes_what_it_is_responsible_for_or_takes_part_in(
    services: Services,
) -> None:
    arm, carm = (factories.organisation(services, name) for name in ("ARM", "CARM"))
    mou = factories.agreement(services, "MoU", (arm, carm))
    leads = factories.deliverable(services, "leads", (carm,), agreement_id=mou)
    hosts = factories.deliverable(
        services,
        "hosts",
        responsible=(ResponsibleParty(organisation_id=carm, role="hosts"),),
        target="2026-11-01",
    )
    exhibits = factories.deliverable(
        services,
        "exhibits",
        (arm,),
        participants=(
            DeliverableParticipant(role="exhibitors", organisation_id=carm),
            DeliverableParticipant(role="sponsors", organisation_id=carm),
        ),
    )
    under = factories.deliverable(services, "under", organisation_id=carm)
    factories.deliverable(services, "of others", (arm,), agreement_id=mou)
    gone = factories.deliverable(services, "in the trash", (carm,))
    services.records.trash(RecordRef("deliverable", gone))
    page = services.pages.organisation(carm, TODAY)
    states = {state.ref.id: state for state in page.deliverables}
    assert set(states) == {leads, hosts, exhibits, under}
    assert len(page.deliverables) == 4, "each once, in however many roles"
    assert [role for _, _, role in states[hosts].responsible] == ["hosts"]
    assert states[hosts].overdue
    assert states[under].agreement == "CARM"
    assert of(page.agreements) == [mou]


def test_an_organisation_shows_its_people_events_and_kin(services: Services) -> None:
    arm = factories.organisation(services, "ARM")
    member = factories.organisation(
        services, "Member", links=(OrganisationLink(kind="member_of", other_id=arm),)
    )
    former = factories.organisation(
        services, "Former", links=(OrganisationLink(kind="merged_into", other_id=arm),)
    )
    ceo = factories.contact(
        services, "CEO", affiliations=(Affiliation(organisation_id=arm, title="CEO"),)
    )
    congress = factories.event(services, "Congress", organiser_id=arm, city="Seoul")
    page = services.pages.organisation(arm, TODAY)
    assert of(page.organisations) == [former, member]
    assert of(page.contacts) == [ceo]
    assert of(page.events) == [congress]
    assert page.names[RecordRef("contact", ceo)] == "CEO"
    assert page.details[RecordRef("event", congress)] == "Seoul"
    for ref in (*page.organisations, *page.contacts, *page.events):
        services.records.trash(ref)
    emptied = services.pages.organisation(arm, TODAY)
    assert emptied.organisations == emptied.contacts == emptied.events == ()


def test_a_contact_shows_agreements_with_the_title_of_that_time(services: Services) -> None:
    arm = factories.organisation(services, "ARM")
    hunt = factories.contact(
        services,
        "Tim Hunt",
        affiliations=(Affiliation(organisation_id=arm, title="Adviser", since="2026"),),
    )
    then = Participant(contact_id=hunt, title="CEO", organisation_id=arm, capacity="signatory")
    signed = factories.agreement(services, "MoU", (arm,), people=(then,))
    owned = factories.agreement(services, "Letter", owner_id=hunt)
    gone = factories.agreement(services, "in the trash", people=(then,))
    reception = factories.event(services, "Reception", people=(then,))
    services.records.trash(RecordRef("agreement", gone))
    page = services.pages.contact(hunt, TODAY)
    assert of(page.agreements) == [signed, owned]
    assert of(page.events) == [reception]
    (row,) = services.records.several(Agreement, [signed])[signed].people
    assert (row.title, row.capacity) == ("CEO", "signatory")
    assert page.names[RecordRef("agreement", signed)] == "MoU"
    assert page.names[RecordRef("organisation", arm)] == "ARM"


def test_an_event_shows_what_happens_at_it(services: Services) -> None:
    congress = factories.event(services, "BIO 2024", dates="2024-06")
    reception = factories.event(services, "Reception", part_of_id=congress)
    mou = factories.agreement(services, "MoU", event_id=congress)
    pavilion = factories.deliverable(services, event_id=congress)
    page = services.pages.event(congress, TODAY)
    assert of(page.events) == [reception]
    assert of(page.agreements) == [mou]
    assert [state.ref.id for state in page.deliverables] == [pavilion]
    assert page.deliverables[0].event == "BIO 2024"


def test_a_page_names_all_its_sources_once(services: Services) -> None:
    one, two, three, four = (
        services.records.save(Source(title=title)).ref.id for title in ("A", "B", "C", "D")
    )
    made = factories.deliverable(
        services,
        citations=(Citation(source_id=one), Citation(source_id=one, field="target")),
        observations=(Observation(metric="companies", value=10, source_id=two),),
    )
    services.progress.log(
        ProgressEntry(deliverable_id=made, on="2026-05", note="x", source_id=three)
    )
    assert four
    assert [source.title for source in services.pages.deliverable(made, TODAY).page.sources] == [
        "A",
        "B",
        "C",
    ]


def test_every_record_of_the_samples_has_a_whole_page(samples: Services) -> None:
    pages: dict[str, Callable[[int, date], Any]] = {
        "agreement": samples.pages.agreement,
        "deliverable": samples.pages.deliverable,
        "organisation": samples.pages.organisation,
        "contact": samples.pages.contact,
        "event": samples.pages.event,
    }
    for kind, page_of in pages.items():
        for id in samples.lists.ids(kind, ListQuery(today=TODAY)):
            shown_page = page_of(id, TODAY)
            page = getattr(shown_page, "page", shown_page)
            assert page.name
            shown = (*page.agreements, *page.contacts, *page.events, *page.organisations)
            assert all(page.names[ref] for ref in shown)
            assert len(shown) == len(set(shown))
            found = [state.ref for state in page.deliverables]
            assert len(found) == len(set(found))


@pytest.mark.parametrize("page", ["agreement", "deliverable", "organisation", "contact", "event"])
def test_a_page_of_nothing_is_said_so(services: Services, page: str) -> None:
    with pytest.raises(NotFound, match=f"There is no {page} 99"):
        getattr(services.pages, page)(99, TODAY)


def test_a_page_asks_a_fixed_number_of_questions(services: Services) -> None:
    """However many deliverables, people and links there are: no question is asked for each."""
    arm = factories.organisation(services, "ARM")
    mou = factories.agreement(services, "MoU", (arm,))
    asked: list[str] = []
    sqlalchemy.event.listen(
        services.database._reader,
        "before_cursor_execute",
        lambda _c, _k, statement, *_: asked.append(statement),
    )

    def questions() -> list[int]:
        counts = []
        for ask in (
            lambda: services.pages.agreement(mou, TODAY),
            lambda: services.pages.organisation(arm, TODAY),
            lambda: services.home.overview(TODAY),
            lambda: services.search.find("pavilion"),
            lambda: services.lists.rows("deliverable", list(range(20)), TODAY),
        ):
            asked.clear()
            ask()
            counts.append(len(asked))
        return counts

    def add(number: int) -> None:
        for n in range(number):
            made = factories.deliverable(
                services, f"Pavilion {n}", (arm,), agreement_id=mou, target="2026-11-01"
            )
            services.progress.log(ProgressEntry(deliverable_id=made, on="2026-05", note="x"))
            factories.contact(services, "A", affiliations=(Affiliation(organisation_id=arm),))

    add(1)
    few = questions()
    add(6)
    # Fewer are fine: search asks on, for misspelt names among others, while it has found few.
    assert all(now <= before for now, before in zip(questions(), few, strict=True))
