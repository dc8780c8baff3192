"""Sample files that a person may have edited: one mistake, one plain sentence, nothing written."""

from pathlib import Path

import pytest

from tests.conftest import TODAY
from tracker.domain.dates import PartialDate
from tracker.domain.filters import Condition, Operator
from tracker.domain.list_views import ListQuery
from tracker.domain.record import RecordRef
from tracker.domain.records import Agreement, Deliverable, Organisation
from tracker.services import Services
from tracker.services.samples import SampleError

GOOD = """
organisations:
  - {key: carm, name: Council for Advanced Regenerative Medicine, acronym: CARM, country: KR}
"""


def load(services: Services, folder: Path, *texts: str | bytes) -> None:
    for number, text in enumerate(texts):
        content = text if isinstance(text, bytes) else text.encode()
        (folder / f"{number:02}-file.yaml").write_bytes(content)
    services.samples.load(folder, TODAY)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "sample"
    made.mkdir()
    return made


MISTAKES: list[tuple[str | bytes, list[str]]] = [
    ("companies:\n  - {name: ARM}", ["unknown section “companies”"]),
    ("just a sentence", ["fields and their values must stand here"]),
    ("- name: ARM", ["fields and their values must stand here"]),
    ("organisations: ARM", ["organisations", "a list must stand here"]),
    ("organisations:\n  - ARM", ["organisations 1", "fields and their values must stand here"]),
    ("organisations:\n  - {key: [a], name: ARM}", ["organisations 1, key", "one plain value"]),
    ("organisations:\n  - {key: arm, nmae: ARM}", ["arm", "there is no field “nmae”"]),
    (
        "organisations:\n  - {key: arm, name: ARM, founded: soon}",
        ["arm, founded", "not understood as a date"],
    ),
    (
        "events:\n  - {key: bio, name: BIO, dates: 2024-02-31}",
        ["bio, dates", "February 2024 has 29 days"],
    ),
    ("organisations:\n  - {key: arm, acronym: ARM}", ["arm, name", "Enter the name"]),
    ("organisations:\n  - {key: arm, name: [A, B]}", ["arm, name", "one plain value"]),
    ("organisations:\n  - {key: arm, name: {en: A}}", ["arm, name", "one plain value"]),
    ("organisations:\n  - {key: arm, name: A, kind: band}", ["arm, kind", "is not one of"]),
    ("organisations:\n  - {key: arm, name: A, country: XX}", ["arm, country", "not a country"]),
    (
        "organisations:\n  - {key: arm, name: A, website: 'javascript:alert(1)'}",
        ["arm, website", "web address"],
    ),
    ("organisations:\n  - {key: arm, name: A, tags: {a: b}}", ["arm, tags", "a list must stand"]),
    ("organisations:\n  - {key: arm, name: A, tags: [[a]]}", ["arm, tags", "one plain value"]),
    ("organisations:\n  - {key: arm, name: A, names: ARM}", ["arm, names", "a list must stand"]),
    ("organisations:\n  - {key: arm, name: A, names: [ARM]}", ["arm, names 1", "fields and their"]),
    (
        "organisations:\n  - {key: arm, name: A, names: [{name: B}, {kind: former}]}",
        ["arm, names.1.name", "Enter the name"],
    ),
    (
        "organisations:\n  - {key: arm, name: A}\n  - {key: arm, name: B}",
        ["arm", "the key is used twice"],
    ),
    ("organisations:\n  - {key: arm, name: A, name: B}", ["line 2", "“name” is written twice"]),
    ("organisations:\n  - {key: arm, name: A}\norganisations: []", ["“organisations” is written"]),
    (
        "agreements:\n  - {key: mou, title: MoU, owner: nobody}",
        ["mou, owner", "no contact “nobody”"],
    ),
    (
        "agreements:\n  - {key: mou, title: MoU, parties: [{organisation: arm}]}",
        ["mou, parties 1, organisation", "no organisation “arm”"],
    ),
    (
        "agreements:\n  - {key: mou, title: MoU, owner: [a]}",
        ["mou, owner", "one plain value"],
    ),
    ("agreements:\n  - {key: mou, kind: mou}", ["mou, title", "at least two parties"]),
    (
        "agreements:\n  - {key: mou, title: M, funding: '100'}",
        ["mou, funding", "an amount and a currency"],
    ),
    ("deliverables:\n  - {key: d, title: D, type: parade}", ["d: there is no type “parade”"]),
    (
        "deliverables:\n  - {key: d, title: D, type: pavilion, details: {horses: 3}}",
        ["d: there is no field “horses”"],
    ),
    (
        "deliverables:\n  - {key: d, title: D, type: pavilion, details: {booths: many}}",
        ["d, booths", "“many” is not a number"],
    ),
    (
        "deliverables:\n  - {key: d, title: D, type: pavilion, details: [booths]}",
        ["d, details", "fields and their values"],
    ),
    (
        "deliverables:\n  - {key: d, title: D, type: pavilion, details: {exhibitors: [nobody]}}",
        ["d, exhibitors, organisation", "no organisation “nobody”"],
    ),
    (
        "deliverables:\n  - {key: d, title: D, log: done}",
        ["d, log", "a list must stand here"],
    ),
    (
        "deliverables:\n  - {key: d, title: D, log: [{note: held}]}",
        ["d, log 1", "“on” is missing"],
    ),
    (
        "deliverables:\n  - {key: d, title: D, log: [{on: 2024, percent: '150'}]}",
        ["d, log 1, percent", "from 0 to 100"],
    ),
    (
        "deliverables:\n  - {key: d, title: D, log: [{on: 2024}]}",
        ["d, log 1, note", "Write what happened"],
    ),
    ("organisations:\n  - {key: arm, name: 'A", ["line"]),
    ("organisations:\n\t- {key: arm}", ["line 2"]),
    ("? [a]\n: b", ["line 1", "a name is not plain text"]),
    (GOOD.encode("utf-16"), ["is not UTF-8 text"]),
    ("organisations:\n  - {key: arm, name: 협회}".encode("euc-kr"), ["is not UTF-8 text"]),
    (b"organisations:\n  - {key: arm, name: \x00}", ["01-file.yaml"]),
    ("organisations:\n  - {key: arm, name: *nobody}", ["line 2"]),
    ("[" * 3_000, ["01-file.yaml"]),
]


@pytest.mark.parametrize(("bad", "says"), MISTAKES, ids=range(len(MISTAKES)))
def test_a_mistake_is_one_plain_sentence_and_nothing_is_written(
    services: Services, folder: Path, bad: str | bytes, says: list[str]
) -> None:
    with pytest.raises(SampleError) as caught:
        load(services, folder, GOOD, bad)
    error = caught.value
    assert error.what == "The samples were not loaded."
    assert error.why.startswith("01-file.yaml")
    assert all(part in error.why for part in says), error.why
    assert error.why.endswith(".")
    assert "\n" not in error.why
    assert "Traceback" not in error.why
    assert "Nothing was written" in error.remedy
    assert services.lists.total("organisation") == 0
    assert services.undo.state().undo is None
    (folder / "01-file.yaml").unlink()
    load(services, folder, GOOD)
    assert services.lists.total("organisation") == 1, "the database goes on working"


def test_a_key_used_twice_in_two_files_is_told(services: Services, folder: Path) -> None:
    with pytest.raises(SampleError, match=r"01-file\.yaml, carm: the key is used twice"):
        load(services, folder, GOOD, GOOD)


def test_a_folder_without_files_is_told(services: Services, folder: Path) -> None:
    with pytest.raises(SampleError, match="no sample files in “sample”"):
        load(services, folder)
    with pytest.raises(SampleError, match="no sample files in “nowhere”"):
        services.samples.load(folder / "nowhere", TODAY)


def test_an_unreadable_file_is_told(services: Services, folder: Path) -> None:
    (folder / "00-folder.yaml").mkdir()
    with pytest.raises(SampleError, match=r"00-folder\.yaml cannot be read"):
        services.samples.load(folder, TODAY)


def test_one_key_may_name_records_of_several_kinds_and_some_have_none(
    services: Services, folder: Path
) -> None:
    load(
        services,
        folder,
        "organisations:\n  - {key: arm, name: ARM}\n  - {name: Nameless}\n  - {name: Also}",
        "events:\n  - {key: arm, name: ARM day}\ncontacts:\nsources: []",
        "",
    )
    assert services.lists.total("organisation") == 3
    assert services.lists.total("event") == 1


def test_records_may_name_each_other_in_circles_and_across_files(
    services: Services, folder: Path
) -> None:
    load(
        services,
        folder,
        """
organisations:
  - {key: one, name: One, links: [{kind: member_of, other: two}], owner: boss}
agreements:
  - key: new
    title: New
    parties: [{organisation: two}, {organisation: one, role: lead}]
    links: [{kind: renews, other: old}]
""",
        """
agreements:
  - {key: old, title: Old, links: [{kind: related, other: new}]}
organisations:
  - {key: two, name: Two, links: [{kind: part_of, other: one}]}
contacts:
  - {key: boss, name: Boss, affiliations: [{organisation: one, title: Head}]}
""",
    )
    one = services.records.open(Organisation, 1)
    assert one.names == {RecordRef("organisation", 2): "Two", RecordRef("contact", 1): "Boss"}
    new = services.records.open(Agreement, 1)
    assert [str(party.role) for party in new.record.parties] == ["party", "lead"]
    assert new.names[RecordRef("agreement", 2)] == "Old"
    assert {hit.title for hit in services.search.find("boss")} == {"Boss", "One"}
    assert [hit.title for hit in services.search.find("two", ["agreement"])] == ["New"]


def test_values_are_read_like_anything_typed(services: Services, folder: Path) -> None:
    load(
        services,
        folder,
        GOOD,
        """
deliverables:
  - key: office
    type: shared_office
    title: Office
    target: 2020-03/..
    opening_status: in progress
    cost: USD 1.5 million
    tags: [abroad, Boston]
    details:
      host: carm
      area: 36.25 m²
      tenant_count: 1,017
      cost_per_tenant: KRW 25,000
      tenants:
        - {organisation: carm, since: 2020-06, note: first}
    log:
      - {on: 31 March 2021, status: delivered, note: moved in}
      - {on: 2022, metric: tenants, value: "7"}
""",
    )
    office = services.records.open(Deliverable, 1).record
    assert office.details == {
        "area": "36.25",
        "tenant_count": 1017,
        "cost_per_tenant": {"amount": "25000", "currency": "KRW"},
    }
    assert [(row.role, row.organisation_id, row.note) for row in office.participants] == [
        ("host", 1, ""),
        ("tenants", 1, "first"),
    ]
    assert office.target == PartialDate.parse("2020-03/..")
    assert str(office.cost) == "USD 1,500,000"
    assert office.tags == ("abroad", "Boston")
    first, second = services.progress.entries(1)
    assert (first.on.edtf, first.status, first.recorded_by) == ("2021-03-31", "delivered", "tester")
    assert (second.on.edtf, second.metric, second.value) == ("2022", "tenants", 7)
    delivered = Condition("status", Operator.IS, ("delivered",))
    assert list(services.lists.ids("deliverable", ListQuery(delivered, TODAY))) == [1]
