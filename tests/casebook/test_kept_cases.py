"""Nothing stands in the archive that no case states, and what is stated is understood."""

import re
from typing import Any

from tests.casebook.archived import Archived, CaseView
from tests.casebook.comparing import facts_of
from tests.casebook.conftest import case_of, org_of
from tests.casebook.reading import Case
from tests.casebook.stated import edtf

Row = dict[str, Any]


def test_no_day_stands_in_the_archive_that_no_case_states(archive: Row, cases: list[Case]) -> None:
    stated = {edtf(value) for case in cases for _, value in facts_of(case)} - {""}
    ends = {end for date in stated for end in date.split("/")} | {"2015", "2016"}
    text = str(archive["records"]["agreement"]) + str(archive["records"]["deliverable"])
    text += str([(row["on"], row.get("target")) for row in archive["records"]["progress_entry"]])
    dated = re.findall(r"'(?:on|until|target|joined|start|dates|signed_on|as_of)': '([^']*)'", text)
    assert len(dated) > 40
    assert [day for date in dated for day in date.split("/") if day not in ends] == []


def test_an_announcement_is_no_signature(archive: Row, cases: list[Case]) -> None:
    """Where no day of signing is stated none stands there, whenever it was announced."""
    archived = Archived(archive)
    unstated = [
        case
        for case in cases
        if not case.data["signed_on"]
        and not case.data["signed_on_partial"]
        and not case.data["linked_cases"]
    ]
    assert len(unstated) > 5
    for case in unstated:
        view = CaseView(archived, case.data)
        days = [row.get("on") for row in view.lifecycle(["signed"], view.own)]
        persons = [row.get("signed_on") for row in case.data["signatories"]]
        assert [day for day in days if day and day not in persons] == [], case.id


def test_who_attended_signed_nothing(archive: Row, cases: list[Case]) -> None:
    names = {one["id"]: one["name"] for one in archive["records"]["contact"]}
    signed = {row["name"] for case in cases for row in case.data["signatories"]}
    for one in archive["records"]["agreement"]:
        for row in one.get("people", ()):
            assert row["capacity"] != "signatory" or names[row["contact_id"]] in signed


def test_other_money_is_never_money_of_the_agreement(archive: Row) -> None:
    assert [one["id"] for one in archive["records"]["agreement"] if one.get("funding")] == []


def test_nothing_hides_in_remarks_or_descriptions(archive: Row) -> None:
    for rows in archive["records"].values():
        assert [row for row in rows if row.get("remarks") or row.get("description")] == []


def test_two_reports_of_one_agreement_are_one(archive: Row, cases: list[Case]) -> None:
    archived = Archived(archive)

    def own(id: str) -> list[int]:
        return [row["id"] for row in CaseView(archived, case_of(cases, id).data).own]

    for one, other in [
        ("mc-002", "mc-003"),
        ("mc-006", "mc-007"),
        ("mc-029", "mc-030"),
        ("mc-037", "mc-038"),
        ("mc-079", "seed-001"),
    ]:
        assert own(one) == own(other) != []
    # The same party on the same day, and a bilateral telling of an agreement of six, are others.
    for one, other in [("mc-010", "mc-011"), ("mc-040", "mc-041"), ("mc-043", "mc-044")]:
        assert own(one) != own(other)
        links = [
            link
            for id in own(one) + own(other)
            for link in archived.get("agreement", id).get("links", ())
        ]
        assert [link["kind"] for link in links] == ["related"]
    assert len(own("mc-020")) == len(own("mc-026")) == len(own("mc-028")) == 2
    assert own("mc-045") == own("mc-080") == own("seed-004") == []


def test_bodies_and_people_are_found_again(archive: Row) -> None:
    bodies = archive["records"]["organisation"]
    carm = [one for one in bodies if one.get("acronym") == "CARM"]
    assert len(carm) == 1
    assert {"한국재생의료산업협의체", "Council for Advanced Regenerative Medicine"} <= {
        row["name"] for row in carm[0]["names"]
    }
    counts = {row["value"] for row in carm[0]["observations"] if "member" in row["metric"]}
    assert {"27", "50", "92", "23", "115", "127"} <= counts
    assert carm[0]["founded"] == "2016-05-09"
    rhee = [one for one in archive["records"]["contact"] if one["name"] == "BG Rhee"]
    assert len(rhee) == 1
    assert {row.get("title") for row in rhee[0]["affiliations"]} >= {
        "Chairman",
        "Honorary Chairman",
    }


def test_what_a_status_fact_says_is_read(archive: Row) -> None:
    found = {one["title"]: one for one in archive["records"]["deliverable"]}
    assert found["남양주 캠퍼스 건립"]["opening_status"] == "cancelled"
    assert found["相互の施設内オフィス"]["opening_status"] == "delivered"
    assert found["공동 컨퍼런스 (연 2회)"]["recurrence"] == "FREQ=MONTHLY;INTERVAL=6"
    assert found["Korea Session"]["details"]["format"] == "online"
    figures = {
        row["metric"]: row["value"] for row in found["BioM trade missions to Japan"]["observations"]
    }
    assert figures == {"held": "8", "SME participations": "93"}
    log = {row["deliverable_id"]: row for row in archive["records"]["progress_entry"]}
    first = log[found["アイパーク職員のKBIOへの初派遣"]["id"]]
    assert (first["on"], first["status"]) == ("2024-06", "delivered")
    sogang = next(
        one
        for one in archive["records"]["agreement"]
        if any(row["kind"] == "terminated" for row in one.get("lifecycle", ()))
    )
    ended = sogang["lifecycle"][-1]
    assert ended["by_id"] == org_of(archive, "남양주시")["id"]
    assert "on" not in ended
    assert "보류" in ended["reason"]


def test_six_advisers_are_members_of_their_group_and_of_nothing_else(archive: Row) -> None:
    group = next(
        one
        for one in archive["records"]["deliverable"]
        if one["title"] == "advisory group of six local experts"
    )
    assert len([row for row in group["participants"] if row["role"] == "members"]) == 6
    assert "agreement_id" not in group
    assert group["organisation_id"] == org_of(archive, "KPBMA")["id"]
    ids = {row["contact_id"] for row in group["participants"]}
    for one in archive["records"]["agreement"]:
        assert not ids & {row["contact_id"] for row in one.get("people", ())}
