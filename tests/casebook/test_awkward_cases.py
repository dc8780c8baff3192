"""Cases nobody has annotated yet: other words, more parties, other dates, sources that contradict
each other, names that mean two bodies. Made up; every line is in the casebook's format."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.casebook.__main__ import main
from tests.casebook.archived import Archived, CaseView
from tests.casebook.comparing import compare, without_home
from tests.casebook.homes import Stands
from tests.casebook.loading import load
from tests.casebook.reading import Case, read_lines
from tests.conftest import TODAY
from tracker.services import Services, open_services

Row = dict[str, Any]


def _bodies(*names: str, **more: Any) -> list[Row]:
    return [{"name": name, **more} for name in names]


SIX: Row = {
    "id": "six",
    "title": "Six bodies found a data commons",
    "doc_type": "announcement",
    "source_published_on": "4 June 2031",
    "language": "en",
    "kind": "charter",  # a kind nobody knows
    "signed_on": "2031년 6월 3일",
    "signed_on_basis": "by the caption",
    "effective_on": "July 1, 2031",
    "expires_on_or_term": "5 years",
    "parties": [
        {"name": "Rhine Cell Cluster", "kind": "cluster", "country": "Deutschland", "role": "host"},
        {"name": "関西再生医療協会", "kind": "trade_association", "country": "日本"},
        {"name": "부산세포산업협회", "kind": "trade_association", "country": "대한민국"},
        {"name": "Ministry of Health", "kind": "ministry", "country": "Norway", "role": "funder"},
        {
            "name": "Institut de Lyon",
            "kind": "biobank",
            "country": "France",
            "role": "data steward",
        },
        {"name": "Atlantis Fund", "kind": None, "country": "Atlantis", "founded": "long ago"},
    ],
    "signatories": [
        {"name": "김하늘", "title": "회장", "organisation": "부산세포산업협회"},
        {"name": "佐藤 健", "title": None, "organisation": "関西再生医療協会", "capacity": "chair"},
    ],
    "attendees": [{"name": "Nobody's Friend", "title": "Guest", "organisation": None}],
    "deliverables": [
        {
            "type": "data_commons",  # a type nobody knows
            "title": "Commons 공동 데이터",
            "start": "2031/07/01",
            "end": "2033. 6. 30.",
            "due": "Juni 2033",
            "status_facts": ["12 hospitals", "delayed by the archive"],
            "participants": ["関西再生医療協会", "9 hospitals"],
        },
        {"title": "twin", "type": "pavilion", "start": "2032-05", "end": "2031-01"},
        {"title": "twin", "type": "pavilion", "participants": [], "status_facts": []},
    ],
    "funding": [{"amount": "EUR 2.5 million", "currency": "EUR", "what": "seed grant"}],
    "commitments": [],
    "status_facts": ["three working groups"],
}
NAMESAKE: Row = {
    "id": "namesake",
    "title": "Another ministry of the same name",
    "doc_type": "announcement",
    "kind": "loi",
    "parties": [
        {"name": "Ministry of Health", "kind": "ministry", "country": "Denmark", "acronym": "MoH"},
        {"name": "부산 세포산업협회", "kind": "trade_association"},
        {"name": "Institut de Lyon", "kind": "university", "country": "Belgium"},
    ],
}
CONTRADICTS: Row = {
    "id": "contradicts",
    "title": "The same three, told otherwise",
    "doc_type": "announcement",
    "linked_cases": ["namesake"],
    "kind": "loi",
    "signed_on": "2031-02-01",
    "place": "Oslo",
    "parties": [
        {"name": "Ministry of Health", "country": "Denmark", "founded": "1987", "member_count": 40},
        {"name": "부산세포산업협회", "founded": "2001", "member_count": "약 41"},
        {"name": "Institut de Lyon", "country": "Belgium", "legal_form": "ASBL"},
    ],
}
AGAIN: Row = {
    "id": "again",
    "title": "A third report of it",
    "linked_cases": ["contradicts", "namesake", "gone"],
    "kind": "loi",
    "doc_type": "announcement",
    "signed_on": "2031-02-02",
    "place": "Bergen",
    "parties": [
        {"name": "Ministry of Health", "country": "Denmark", "founded": "1988"},
        {"name": "부산세포산업협회", "member_count": 44},
        {"name": "Institut de Lyon", "legal_form": "SA", "country": None},
    ],
}
STRANGE: Row = {
    "id": "strange",
    "title": "Keys never seen before",
    "parties": [{"name": "Solo Society", "mascot": {"name": "Cell", "since": 1999}, "tags": []}],
    "deliverables": [{"title": "x", "colour": ["red", "blue"], "type": None}],
    "weather": {"at": [{"hour": 9, "sun": True}, None, ""]},
    "renews": {"relation": None, "what": None, "original_date": None},
    "funding": None,
    "attendees": None,
    "text_excerpt": "",
    "status_facts": ["€" * 100_000],
}
BARE: Row = {"id": "bare", "title": "Nothing else is stated"}
ALL = [SIX, NAMESAKE, CONTRADICTS, AGAIN, STRANGE, BARE]


def _bytes(*lines: Row | str) -> bytes:
    """As a Windows editor saves it: a mark in front, CRLF, blank lines between."""
    texts = [one if isinstance(one, str) else json.dumps(one, ensure_ascii=False) for one in lines]
    return b"\xef\xbb\xbf" + "\r\n\r\n".join(texts).encode() + b"\r\n"


@pytest.fixture
def awkward(services: Services, tmp_path: Path) -> tuple[Row, list[Case]]:
    """The archive of all of them, and the cases."""
    (tmp_path / "awkward.jsonl").write_bytes(_bytes(*ALL))
    loaded = load(tmp_path / "awkward.jsonl", services)
    assert loaded.bad == []
    return services.archive.dump(), loaded.cases


def test_nothing_is_lost(awkward: tuple[Row, list[Case]]) -> None:
    archive, cases = awkward
    assert [case.line for case in cases] == [1, 3, 5, 7, 9, 11]
    assert list(map(str, without_home(archive, cases))) == []


def test_only_what_cannot_be_read_is_quoted(awkward: tuple[Row, list[Case]]) -> None:
    archive, cases = awkward
    found = list(compare(archive, cases))
    assert {f"{one.case} {one.path}" for one in found if one.stands is Stands.QUOTE} == {
        "six parties[5].country",
        "six parties[5].founded",
        "six signatories[1].capacity",
        "six deliverables[0].status_facts[1]",
        "six deliverables[1].end",
        "strange parties[0].mascot.name",
        "strange parties[0].mascot.since",
        "strange deliverables[0].colour[0]",
        "strange deliverables[0].colour[1]",
        "strange weather.at[0].hour",
        "strange weather.at[0].sun",
        "strange status_facts[0]",
    }
    assert {f"{one.case} {one.path}" for one in found if one.stands is Stands.BESIDE} == {
        "again parties[0].founded",
        "again parties[2].legal_form",
    }


def test_six_parties_and_dates_in_words(awkward: tuple[Row, list[Case]]) -> None:
    archive, cases = awkward
    view = CaseView(Archived(archive), cases[0].data)
    (own,) = view.own
    assert len(own["parties"]) == 6
    assert {row["kind"]: row.get("on") for row in own["lifecycle"]} == {
        "signed": "2031-06-03",
        "took_effect": "2031-07-01",
    }
    assert own["tags"] == ["charter"]
    assert own["announced"] == "2031-06-04"
    classes = {row.get("membership_class", "") for row in own["parties"]}
    assert "data steward" in classes
    commons, twin, other = view.deliverables
    assert (commons["type"], commons["tags"]) == ("other", ["data commons"])
    assert commons["target"] == "2033-06"
    steps = {row["title"]: row["target"] for row in commons["milestones"]}
    assert steps == {"start": "2031-07-01", "end": "2033-06-30"}
    assert twin["target"] == "2032-05"
    assert "target" not in other


def test_one_name_may_mean_two_bodies(awkward: tuple[Row, list[Case]]) -> None:
    archive, _ = awkward
    bodies = archive["records"]["organisation"]
    for name, countries in (
        ("Ministry of Health", {"NO", "DK"}),
        ("Institut de Lyon", {"FR", "BE"}),
    ):
        assert {one["country"] for one in bodies if one["name"] == name} == countries
    busan = [one for one in bodies if "부산" in one["name"]]
    assert len(busan) == 1
    assert {row["value"] for row in busan[0]["observations"]} == {"41", "44"}


def test_two_days_of_signing_are_two_agreements_and_other_places_are_not(
    awkward: tuple[Row, list[Case]],
) -> None:
    """Reports of linked cases are one agreement as far as their days of signing can be one."""
    archive, cases = awkward
    archived = Archived(archive)
    own = {case.id: CaseView(archived, case.data).own for case in cases}
    assert own["namesake"][0]["id"] == own["contradicts"][0]["id"]
    assert own["again"][0]["id"] != own["contradicts"][0]["id"]
    assert own["bare"] == []


def test_bad_lines_between_them_are_named_and_the_rest_is_there_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file, database = tmp_path / "mixed.jsonl", tmp_path / "mixed.tracker"
    huge = {"id": "huge", "title": "t", "parties": [{"name": "n" * 50_000}]}
    lines: list[Row | str] = [SIX, "this is prose", BARE, {**BARE, "title": "twice"}, huge, STRANGE]
    file.write_bytes(_bytes(*lines))
    assert main([str(file), str(database)]) == 1
    said = capsys.readouterr()
    assert "Cases: 3" in said.out
    assert "Lines left out: 3" in said.out
    assert "left: 0" in said.out
    first, second, third = said.err.splitlines()
    assert first.startswith("Line 3, character 1: this is not JSON")
    assert second == "Line 7, id: “bare” stands on line 5 already."
    assert third.startswith("Line 9, organisation “nnn")
    assert len(third) < 300

    def dump() -> Row:
        services = open_services(database, "tester", lambda: TODAY)
        try:
            records: Row = services.archive.dump()["records"]
            return records
        finally:
            services.close()

    before = dump()
    assert main([str(file), str(database)]) == 1
    assert "There already, left as they are: 3 (six, bare, strange)" in capsys.readouterr().out
    assert dump() == before


def test_a_line_by_itself_reads_as_in_the_file(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(_bytes(*ALL))
    read = read_lines(tmp_path / "a.jsonl")
    assert [case.data for case in read.cases] == ALL
    assert read.bad == []
