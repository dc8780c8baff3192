"""seed-002: ISCT, SCRM and CARM, 2018."""

from tests.sample_facts.store import Store, edtf, fact
from tracker.domain.records import Agreement, Event, Organisation

MOU = "MoU of ISCT, SCRM and CARM"
PAVILION = "Korea Pavilion at ISCT 2019"
COMMITTEE = "SCRM and CARM in the ISCT Commercialization Committee"
MEETING = "ISCT regional meeting in Asia"


@fact(15, {"International Society for Cell & Gene Therapy": "ISCT", "experts 1500": "ISCT"})
def isct(store: Store) -> None:
    found = store.org("ISCT")
    assert found.name == "International Society for Cell & Gene Therapy"
    assert (found.kind, edtf(found.founded)) == ("society", "1992")
    assert store.figures(found) == {
        ("experts", "over", "1500", "2018-12"),
        ("regions", "exactly", "5", "2018-12"),
        ("countries", "over", "60", "2018-12"),
    }


@fact(16, {"International Society for Cellular Therapy": "ISCT"})
def former_name(store: Store) -> None:
    former = {row.name for row in store.org("ISCT").names if row.kind == "former"}
    assert former == {"International Society for Cellular Therapy"}


@fact(17, {"GSRAC": "SCRM", "Ministry of Health and Welfare": "MOHW"})
def scrm(store: Store) -> None:
    found = store.org("SCRM")
    assert found.name == "Strategic Center for Regenerative Medicine"
    assert (found.kind, found.country) == ("government_supported", "KR")
    assert edtf(found.founded) == "2011"
    assert {row.name for row in found.names if row.kind == "former"} == {
        "GSRAC",
        "Global Stem Cell and Regenerative Medicine Acceleration Center",
    }
    assert ("founded_by", "MOHW", "2011") in store.links("SCRM")
    assert store.org("MOHW").kind == "ministry"


@fact(18, {"member companies 50": "CARM"})
def carm_figure(store: Store) -> None:
    figure = ("member companies", "over", "50", "2018-12")
    assert figure in store.figures(store.org("CARM"))


@fact(19, {"Vancouver Seoul": MOU})
def the_mou(store: Store) -> None:
    found = store.agreement(MOU)
    assert store.orgs(found.parties) == ["ISCT", "SCRM", "CARM"]
    assert (found.kind, edtf(found.announced)) == ("mou", "2018-12-03")
    assert found.places == ("Vancouver", "Seoul")
    assert [(row.kind, row.on, edtf(row.stated_on)) for row in found.lifecycle] == [
        ("signed", None, "2018-12-03")
    ]


@fact(20, {"Korea Pavilion": PAVILION, "Melbourne": "ISCT 2019"})
def pavilion(store: Store) -> None:
    found = store.deliverable(PAVILION)
    event = store.event("ISCT 2019")
    assert (found.type, found.event_id) == ("pavilion", event.id)
    assert (edtf(event.dates), event.city) == ("2019-05-29/2019-06-01", "Melbourne")
    assert edtf(found.target) == "2019-05-29/2019-06-01"
    assert store.name(Agreement, found.agreement_id) == MOU
    assert store.responsible(PAVILION) == {("SCRM", "leads"), ("CARM", "leads")}
    # Nothing says that it was held.
    assert store.state(PAVILION).status == "planned"
    assert found.id not in store.logs


@fact(21, {"Commercialization Committee": COMMITTEE})
def committee(store: Store) -> None:
    found = store.deliverable(COMMITTEE)
    assert found.type == "committee_participation"
    assert found.details["committee"] == "ISCT Commercialization Committee"
    assert store.orgs(store.taking_part(COMMITTEE, "members")) == ["SCRM", "CARM"]
    assert store.orgs(store.taking_part(COMMITTEE, "parent")) == ["ISCT"]


@fact(22, {"regional meeting Asia": MEETING})
def regional_meeting(store: Store) -> None:
    found = store.deliverable(MEETING)
    assert (found.type, found.details["region"]) == ("regional_meeting", "Asia")
    assert found.target is None
    assert "dates" not in found.details


@fact(23, {"framework future global initiatives": MOU})
def commitment(store: Store) -> None:
    (found,) = [row for row in store.agreement(MOU).commitments if "framework" in row.text]
    assert "future global initiatives" in found.text
    between = {
        store.name(Organisation, found.owed_by_id),
        store.name(Organisation, found.owed_to_id),
    }
    assert between == {"ISCT", "SCRM"}


@fact(
    24,
    {"Korean presence Singapore": "Korean presence at ISCT 2016", "ISCT 2017 London": "ISCT 2017"},
)
def history(store: Store) -> None:
    for year, city in (("2016", "Singapore"), ("2017", "London")):
        title = f"Korean presence at ISCT {year}"
        found, state = store.deliverable(title), store.state(title)
        event = store.event(f"ISCT {year}")
        assert (event.city, edtf(event.dates), found.event_id) == (city, year, event.id)
        assert store.figures(found) == {("companies", "over", "10", year)}
        assert store.responsible(title) == {("SCRM", "leads"), ("CARM", "contributes")}
        assert (state.status, edtf(state.delivered), state.is_history) == ("delivered", year, True)
    assert not store.state(PAVILION).is_history


@fact(25, {"Queenie Jang": "Queenie Jang", "So Ra Park": "So Ra Park"})
def contacts(store: Store) -> None:
    assert ("President", "ISCT", "2018-12-03") in store.positions("John Rasko")
    assert ("CEO", "ISCT", "2018-12-03") in store.positions("Queenie Jang")
    assert ("Director", "SCRM", "2018-12-03") in store.positions("So Ra Park")
    assert {
        ("Chairman", "CARM", "2018-12-03"),
        ("Honorary Chairman", "CARM", "2024-06-04"),
    } <= store.positions("BG Rhee")


@fact(26, {"John Rasko": MOU})
def nobody_signed(store: Store) -> None:
    found = store.agreement(MOU)
    assert store.people(found, "quoted") == {
        "John Rasko": ("President", "ISCT"),
        "Queenie Jang": ("CEO", "ISCT"),
        "So Ra Park": ("Director", "SCRM"),
        "BG Rhee": ("Chairman", "CARM"),
    }
    assert {str(row.capacity) for row in found.people} == {"quoted"}
    assert store.name(Event, store.deliverable(PAVILION).event_id) == "ISCT 2019"
