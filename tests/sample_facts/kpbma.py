"""seed-003: KPBMA and Europe, 2020."""

from tests.sample_facts.store import Store, edtf, fact
from tracker.domain.records import Agreement, Contact, Event, Organisation

ARTICLE = "KPBMA to widen the exchange of Korean drugmakers with Europe"
WEBINAR = "Online conference on ATMP with MedCity"
SESSION = "Korea Session at BIO-Europe 2020"
MEMBERSHIP = "KPBMA consortium in the MIT Industrial Liaison Program"
OFFICE = "Shared office in the Cambridge Innovation Center"
ADVISERS = "Advisory group of six experts in the United States"


@fact(27, {"Won Hee-mok": "Won Hee-mok", "한국제약바이오협회": "KPBMA"})
def kpbma(store: Store) -> None:
    found = store.org("KPBMA")
    assert found.name == "Korea Pharmaceutical and Bio-Pharma Manufacturers Association"
    assert found.country == "KR"
    assert ("Chairman", "KPBMA", "2020-06-30") in store.positions("Won Hee-mok")


@fact(28, {"government programme": "Global Open Innovation"})
def programme(store: Store) -> None:
    found = store.org("Global Open Innovation")
    assert found.kind == "programme"
    assert "government programme" in found.tags


@fact(29, {"Higher Education Funding Council": "MedCity", "Imperial College": "MedCity"})
def medcity(store: Store) -> None:
    found = store.org("MedCity")
    assert (found.kind, found.country, edtf(found.founded)) == ("cluster", "GB", "2014")
    assert store.links("MedCity") == {
        ("founded_by", "London City", "2014"),
        ("founded_by", "Higher Education Funding Council for England", "2014"),
        ("founded_by", "Imperial College Academic Health Science Centre", "2014"),
    }
    assert ("founding universities in London", "exactly", "3", "2014") in store.figures(found)


@fact(30, {"ATMP": WEBINAR})
def webinar(store: Store) -> None:
    found = store.deliverable(WEBINAR)
    assert (found.type, edtf(found.target)) == ("webinar", "2020-08")
    assert (found.details["format"], found.opening_status) == ("online", "planned")
    assert "ATMP" in found.details["topic"]
    assert store.orgs(store.taking_part(WEBINAR, "co_hosts")) == ["MedCity"]


@fact(31, {"Korea Session": SESSION, "BIO-Europe 2020-10-26": "BIO-Europe 2020"})
def session(store: Store) -> None:
    event = store.event("BIO-Europe 2020")
    assert (edtf(event.dates), event.format) == ("2020-10-26/2020-10-28", "online")
    assert store.name(Event, store.deliverable(SESSION).event_id) == "BIO-Europe 2020"


@fact(32, {"MIT Industrial Liaison Program": MEMBERSHIP, "한미약품": "Hanmi Pharmaceutical"})
def membership(store: Store) -> None:
    found = store.agreement(MEMBERSHIP)
    assert found.kind == "consortium_membership"
    members = [row for row in found.parties if row.membership_class == "consortium member"]
    assert len(members) == 14
    assert {edtf(row.joined) for row in members} == {"2020-06-12"}
    roles = {store.name(Organisation, row.organisation_id): str(row.role) for row in found.parties}
    assert (roles["KPBMA"], roles["MIT ILP"]) == ("lead", "host")
    assert ("programme_of", "MIT", "") in store.links("MIT ILP")
    deliverable = store.deliverable("Membership in the MIT Industrial Liaison Program")
    assert deliverable.details["company_count"] == 14
    assert deliverable.details["joined"] == "2020-06-12"
    assert deliverable.agreement_id == found.id


@fact(33, {"Cambridge Innovation Center": OFFICE, "2020-06-25 tenants": OFFICE})
def office(store: Store) -> None:
    found = store.deliverable(OFFICE)
    assert (found.type, found.details["tenant_count"]) == ("shared_office", 10)
    assert store.orgs(store.taking_part(OFFICE, "host")) == ["CIC"]
    marked = [row for row in store.logs[found.id or 0] if edtf(row.on) == "2020-06-25"]
    assert [(row.metric, row.value) for row in marked] == [("tenants", 10)]
    # Another report counts seven; both statements stay.
    assert ("tenants", "exactly", "7", "") in store.figures(found)
    stated = [row.stated for row in found.citations if row.field == "tenant_count"]
    assert len(stated) == 2


@fact(34, {"Nelson Mullins": ADVISERS, "Solasta Ventures": "Derek Yoon"})
def advisers(store: Store) -> None:
    rows = store.taking_part(ADVISERS, "members")
    found = {
        store.name(Contact, row.contact_id): (
            row.title,
            store.name(Organisation, row.organisation_id),
        )
        for row in rows
    }
    assert found == {
        "Stephen Suh": ("President", "KASBP"),
        "Woo Jung-hoon": ("CEO", "BW Biomed"),
        "Kim Kong-sik": ("Partner", "Nelson Mullins"),
        "Park Jong-chul": ("MD", "Massachusetts General Hospital"),
        "Derek Yoon": ("CEO", "Solasta Ventures"),
        "Lee Hyung-joo": ("CEO", "KCRN Research"),
    }
    assert store.deliverable(ADVISERS).details["member_count"] == 6
    for name, (title, organisation) in found.items():
        assert (title, organisation, "2020-06-30") in store.positions(name)


@fact(35, {"Global Open Innovation Korea Session": SESSION})
def no_agreement(store: Store) -> None:
    for title, under in (
        (WEBINAR, "Global Open Innovation"),
        (SESSION, "Global Open Innovation"),
        (OFFICE, "KPBMA"),
        (ADVISERS, "KPBMA"),
    ):
        found = store.deliverable(title)
        assert found.agreement_id is None
        assert store.name(Organisation, found.organisation_id) == under
        assert ("KPBMA", "leads") in store.responsible(title)
    named = [row for row in store.of(Agreement) if ARTICLE in store.sources(row)]
    assert [row.kind for row in named] == ["consortium_membership"]


@fact(36, {"Korea Biomedical Review": ARTICLE})
def article(store: Store) -> None:
    found = store.source(ARTICLE)
    assert found.publisher == "Korea Biomedical Review"
    assert (edtf(found.published), found.reliability) == ("2020-06-30", "press")
    for title in (WEBINAR, SESSION, OFFICE, ADVISERS):
        assert ARTICLE in store.sources(store.deliverable(title))
