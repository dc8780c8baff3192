"""Pasted names: who is there under any name, who only resembles one, and who is made."""

import pytest

from tests.conftest import TODAY
from tracker.domain.list_views import ListQuery
from tracker.domain.name_lists import read_names
from tracker.domain.record import RecordRef
from tracker.domain.records import Contact, Organisation
from tracker.domain.records.contacts import Affiliation
from tracker.domain.records.organisations import NameKind, OrganisationName
from tracker.errors import InvalidDraft
from tracker.services import Services
from tracker.services.name_matching import MatchedName, ToMake


def matched(services: Services, text: str, target: str = "organisation") -> list[MatchedName]:
    lines = read_names(text, people=target == "contact").lines
    return list(services.name_matching.match(target, lines))


@pytest.fixture
def known(services: Services) -> Services:
    gc_cell = Organisation(
        name="GC Cell",
        names=(
            OrganisationName(name="지씨셀", kind=NameKind.NATIVE),
            OrganisationName(name="녹십자랩셀", kind=NameKind.FORMER),
        ),
    )
    services.records.save(gc_cell)
    services.records.save(Organisation(name="Alliance for Regenerative Medicine", acronym="ARM"))
    services.records.save(Organisation(name="Kangstem Biotech"))
    return services


@pytest.mark.parametrize(
    "written",
    ["GC Cell", "gc cell", "GC CELL Co., Ltd.", "지씨셀", "(주)지씨셀", "녹십자랩셀", "지 씨 셀"],
)
def test_a_name_is_known_in_every_script_form_and_former_name(
    known: Services, written: str
) -> None:
    (found,) = matched(known, written)
    assert found.meant is not None
    assert found.meant.label == "GC Cell"


def test_acronyms_are_known_alone_and_behind_the_name(known: Services) -> None:
    alone, behind = matched(known, "ARM\nAlliance for Regenerative Medecine (ARM)")
    assert alone.meant is not None
    assert behind.meant is not None
    assert alone.meant.ref == behind.meant.ref


def test_what_only_resembles_a_name_is_offered_and_not_taken(known: Services) -> None:
    (found,) = matched(known, "Kangstem Biotec")
    assert found.meant is None
    assert [one.label for one in found.candidates] == ["Kangstem Biotech"]
    (other,) = matched(known, "Massachusetts General Hospital")
    assert other.candidates == ()


def test_two_records_of_one_name_are_both_offered(known: Services) -> None:
    known.records.save(Organisation(name="GC Cell", country="US"))
    (found,) = matched(known, "GC Cell")
    assert found.meant is None
    assert len(found.candidates) == 2


def test_people_are_told_apart_by_the_organisation_behind_them(known: Services) -> None:
    gc_cell = matched(known, "GC Cell")[0].candidates[0].ref.id
    kangstem = matched(known, "Kangstem Biotech")[0].candidates[0].ref.id
    for place in (gc_cell, kangstem):
        known.records.save(
            Contact(name="James Park", affiliations=(Affiliation(organisation_id=place),))
        )
    alone, there, new = matched(
        known, "James Park\nJames Park, CEO, 지씨셀\nYoung Kim, CEO, Synex", "contact"
    )
    assert alone.meant is None
    assert len(alone.candidates) == 2
    assert there.meant is not None
    assert there.title == "CEO"
    assert there.organisation_meant is not None
    assert there.organisation_meant.label == "GC Cell"
    assert (new.candidates, new.title, new.organisation) == ((), "CEO", "Synex")


def test_the_organisation_may_stand_before_the_title_or_alone(known: Services) -> None:
    first, alone, title = matched(
        known, "Kim\tGC Cell\tHead of Sales\nLee\tKangstem Biotech\nChoi\tDirector", "contact"
    )
    assert (first.title, first.organisation) == ("Head of Sales", "GC Cell")
    assert (alone.title, alone.organisation) == ("", "Kangstem Biotech")
    assert (title.title, title.organisation) == ("Director", "")


def test_an_organisation_nobody_knows_is_none_the_less_no_title(known: Services) -> None:
    new, alike = matched(
        known, "Jane Doe, New Biotech Inc.\nPark\tKangstem Biotechs Inc", "contact"
    )
    assert (new.title, new.organisation, new.organisations) == ("", "New Biotech Inc.", ())
    assert (alike.title, alike.organisation) == ("", "Kangstem Biotechs Inc")
    assert [one.called_so for one in alike.organisations] == [False]


def test_the_rest_is_made_in_one_step_with_one_undo(known: Services) -> None:
    before = known.lists.total("organisation")
    made = known.name_matching.make(
        "organisation",
        [ToMake("Synex"), ToMake("MedCity", also="런던"), ToMake("synex"), ToMake("BIO", "B1")],
    )
    assert made.refs[0] == made.refs[2]
    assert known.lists.total("organisation") == before + 3
    medcity = known.records.open(Organisation, made.refs[1].id).record
    assert [one.name for one in medcity.names] == ["런던"]
    assert known.records.open(Organisation, made.refs[3].id).record.acronym == "B1"
    assert made.change_set is not None
    known.undo.undo(made.change_set.id)
    assert known.lists.total("organisation") == before


def test_people_are_made_with_their_organisations_each_once(known: Services) -> None:
    made = known.name_matching.make(
        "contact",
        [
            ToMake("Young Kim", title="CEO", organisation="Synex"),
            ToMake("Min Lee", title="CFO", organisation="SYNEX"),
            ToMake("So Park"),
        ],
    )
    people = [known.records.open(Contact, ref.id).record for ref in made.refs]
    assert people[0].affiliations[0].organisation_id == people[1].affiliations[0].organisation_id
    assert made.organisation_ids[0] == people[0].affiliations[0].organisation_id
    assert people[2].affiliations == ()
    assert known.lists.total("organisation") == 4


def test_nothing_is_made_of_what_is_no_name(known: Services) -> None:
    before = known.lists.total("organisation")
    with pytest.raises(InvalidDraft):
        known.name_matching.make("organisation", [ToMake("Synex"), ToMake("x" * 100_000)])
    assert known.lists.total("organisation") == before


def test_five_hundred_names_of_which_some_are_there(samples: Services) -> None:
    ids = samples.lists.ids("organisation", ListQuery(today=TODAY))[:50]
    names = samples.records.names({RecordRef("organisation", id) for id in ids})
    written = [*names.values(), *(f"Quite Another Firm {n}" for n in range(450))]
    seen: list[tuple[int, int]] = []
    lines = read_names("\n".join(written), people=False).lines
    found = samples.name_matching.match(
        "organisation", lines, lambda done, of: seen.append((done, of))
    )
    assert [one.meant.ref if one.meant else None for one in found[:50]] == list(names)
    assert all(one.meant is None for one in found[50:])
    assert seen[-1][1] == 500
