"""seed-001: ARM and CARM, 2024."""

from tests.sample_facts.store import TODAY, Store, edtf, fact
from tracker.domain.lifecycle import AgreementStatus, LifecycleKind, status_on
from tracker.domain.records import Agreement, Contact, Event, Organisation

MOU = "MoU of ARM and CARM"
EARLIER = "Earlier partnership of ARM and CARM"
ANNOUNCEMENT = "ARM and CARM announce a strategic partnership"
BOARD = "Board of directors"


@fact(1, {"Alliance for Regenerative Medicine": "ARM", "international advocacy": "ARM"})
def arm(store: Store) -> None:
    found = store.org("ARM")
    assert (found.name, found.country) == ("Alliance for Regenerative Medicine", "US")
    assert "advocacy" in found.description


@fact(2, {"members 400": "ARM"})
def arm_figures(store: Store) -> None:
    assert store.figures(store.org("ARM")) == {
        ("members", "over", "400", "2024-06"),
        ("countries", "exactly", "25", "2024-06"),
    }


@fact(
    3,
    {
        "Council for Advanced Regenerative Medicine": "CARM",
        "2016-05-09": "CARM",
        "이병건": "BG Rhee",
    },
)
def carm(store: Store) -> None:
    found = store.org("CARM")
    assert found.name == "Council for Advanced Regenerative Medicine"
    assert (found.kind, found.country, edtf(found.founded)) == ("association", "KR", "2016-05-09")
    assert "첨단재생의료산업협회" in {row.name for row in found.names if row.kind == "native"}


@fact(4, {"member companies 115": "CARM"})
def carm_figures(store: Store) -> None:
    assert {
        ("full members", "exactly", "92", "2024-06"),
        ("associate members", "exactly", "23", "2024-06"),
        ("member companies", "exactly", "115", "2024-06"),
    } <= store.figures(store.org("CARM"))


@fact(5, {"San Diego CARM": MOU, "BIO International Convention CARM": MOU})
def the_mou(store: Store) -> None:
    found = store.agreement(MOU)
    assert store.orgs(found.parties) == ["ARM", "CARM"]
    assert (found.kind, edtf(found.announced)) == ("mou", "2024-06-04")
    assert found.places == ("San Diego",)
    assert store.name(Event, found.event_id).startswith("BIO International Convention")
    (signing,) = found.lifecycle
    assert signing.kind is LifecycleKind.SIGNED
    assert signing.on is None
    assert edtf(signing.stated_on) == "2024-06-04"
    assert status_on(TODAY, found.lifecycle, found.term()).status is AgreementStatus.ACTIVE


@fact(6, {"harmonised regulation overseas exchange": MOU})
def purpose(store: Store) -> None:
    words = store.agreement(MOU).purpose.casefold()
    assert "overseas exchange" in words
    assert "harmonised regulation of cell and gene therapies" in words


@fact(7, {"Earlier partnership ARM": EARLIER})
def renews(store: Store) -> None:
    (link,) = store.agreement(MOU).links
    assert link.kind == "renews"
    assert store.name(Agreement, link.other_id) == EARLIER


@fact(8, {"COVID-19 pandemic": EARLIER})
def pause(store: Store) -> None:
    found = store.agreement(EARLIER)
    (paused,) = [row for row in found.lifecycle if row.kind is LifecycleKind.PAUSED]
    assert edtf(paused.on) == "2020~"
    assert "pandemic" in paused.reason
    assert status_on(TODAY, found.lifecycle, found.term()).status is AgreementStatus.SUPERSEDED


@fact(9, {"standardisation national standards bodies": MOU, "joint publications surveys": MOU})
def commitments(store: Store) -> None:
    texts = [row.text for row in store.agreement(MOU).commitments]
    assert len(texts) == 5
    for text, word in zip(
        texts, ("trends", "member companies", "forums", "Standard", "publications"), strict=True
    ):
        assert word in text


@fact(10, {"Tim Hunt": "Timothy Hunt", "Laura Stringham": MOU})
def attendees(store: Store) -> None:
    attended = store.people(store.agreement(MOU), "attendee")
    assert {
        "Timothy Hunt": ("CEO", "ARM"),
        "Laura Stringham": ("Vice President", "ARM"),
        "Duckjoo Lee": ("Chairman", "CARM"),
        "BG Rhee": ("Honorary Chairman", "CARM"),
    }.items() <= attended.items()
    assert {"Kyung-Sun Kang", "James Park", "Young Kim"} <= attended.keys()
    assert "Tim Hunt" in {row.name for row in store.contact("Timothy Hunt").names}
    assert not store.people(store.agreement(MOU), "signatory")


@fact(11, {"GI-Innovation": "BG Rhee", "Synex": "Young Kim"})
def second_affiliations(store: Store) -> None:
    for name, title, organisation in (
        ("BG Rhee", "Chairman", "GI-Innovation"),
        ("Kyung-Sun Kang", "Founder", "Kangstem Biotech"),
        ("James Park", "CEO", "GC Cell"),
        ("Young Kim", "CEO", "Synex"),
    ):
        assert {
            (title, organisation, "2024-06-04"),
            (BOARD, "CARM", "2024-06-04"),
        } <= store.positions(name)


@fact(12, {"Cell & Gene Reception": "Cell & Gene Reception"})
def reception(store: Store) -> None:
    found = store.event("Cell & Gene Reception")
    assert edtf(found.dates) == "2024-06-03"
    assert store.name(Organisation, found.organiser_id) == "ARM"
    title = "CARM at the Cell & Gene Reception of ARM"
    assert store.deliverable(title).event_id == found.id
    assert store.orgs(store.taking_part(title, "taking_part")) == ["CARM"]
    (entry,) = store.logs[store.deliverable(title).id or 0]
    assert (edtf(entry.on), entry.status) == ("2024-06-03", "delivered")


@fact(13, {"Duckjoo Lee": MOU})
def quoted(store: Store) -> None:
    assert set(store.people(store.agreement(MOU), "quoted")) == {"Timothy Hunt", "Duckjoo Lee"}


@fact(14, {"announce strategic partnership 2024-06-04": ANNOUNCEMENT})
def announcement(store: Store) -> None:
    found = store.source(ANNOUNCEMENT)
    assert (edtf(found.published), found.reliability) == ("2024-06-04", "official")
    assert ANNOUNCEMENT in store.sources(store.agreement(MOU))
    assert ANNOUNCEMENT in store.sources(store.contact("Timothy Hunt"))
    assert {row.contact_id for row in store.agreement(MOU).people} <= {
        person.id for person in store.of(Contact)
    }
