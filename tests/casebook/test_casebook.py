"""All that the casebook states stands in the archive where it belongs, and nothing else does."""

import copy
import re
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.casebook.archived import Archived, CaseView, edtf, key, plain, says
from tests.casebook.comparing import facts_of, without_home
from tests.casebook.conftest import CASES, MORE
from tests.casebook.reading import Case, read_cases

Row = dict[str, Any]


@pytest.mark.parametrize("file", [CASES, MORE], ids=lambda file: file.stem)
def test_no_stated_fact_is_left(archives: Callable[[Path], Row], file: Path) -> None:
    assert list(map(str, without_home(archives(file), read_cases(file)))) == []


def test_the_casebook_is_all_there(cases: list[Case]) -> None:
    assert len(cases) == 36
    assert sum(len(facts_of(case)) for case in cases) == 1455


# --- the comparison can fail -------------------------------------------------------------------

# Where these are lost, all that is said under them is.
_NAMES = re.compile(
    r"id|(parties|signatories|attendees)\[\d+\]\.(name|organisation)|.*\.(title|agreement)|renews\.relation|kind"
)


# These lead to a record, which keeps its other names, or are kept as a code; see below.
_REFERENCE = re.compile(
    r"\.(organisation|on_behalf_of|parent|country)$|\.(participants|predecessors)\[\d+\]$"
)


def _slots(value: Any, found: dict[str, list[tuple[Any, Any]]]) -> None:
    """Every place of an archive that holds a text, by the text."""
    pairs = value.items() if isinstance(value, dict) else enumerate(value)
    for name, one in pairs:
        if isinstance(one, (dict, list)):
            _slots(one, found)
        elif isinstance(one, str):
            found[plain(one)].append((value, name))


def test_a_fact_taken_out_of_the_archive_is_named(archive: Row, cases: list[Case]) -> None:
    """Each fact that stands word for word is struck out wherever it stands; the comparison must
    name it and nothing that reads otherwise."""
    copied = copy.deepcopy({"records": archive["records"]})
    slots: dict[str, list[tuple[Any, Any]]] = defaultdict(list)
    _slots(copied["records"], slots)
    spelt: dict[str, set[str]] = defaultdict(set)
    for text in slots:
        spelt[key(text)].add(text)
    tried = 0
    for case in cases:
        for path, value in facts_of(case):
            written = {text for text in (plain(value), edtf(value)) if text in slots}
            if written and key(value) and path.endswith(("name", "name_en", "acronym")):
                written |= spelt[key(value)]
            # A claim of the source holds its field before it.
            written |= {text for text in slots if text.endswith(f": {plain(value)}")}
            if written and path.endswith("place"):
                written |= {plain(part) for part in value.split(";")} & set(slots)
            if written and edtf(value):
                # A date may stand there as another source says it more exactly.
                written |= {text for text in slots if says(text, edtf(value))}
            if not written or _REFERENCE.search(path):
                continue
            tried += 1
            places = [place for text in written for place in slots[text]]
            before = [holder[name] for holder, name in places]
            for holder, name in places:
                holder[name] = "struck out"
            left = {one.path: one.value for one in without_home(copied, [case])}
            for (holder, name), text in zip(places, before, strict=True):
                holder[name] = text
            assert path in left, f"{case.id}, {path}: {value}"
            if not _NAMES.fullmatch(path) and plain(value) != plain(case.data.get("kind")):
                others = {p: v for p, v in left.items() if not _touches(v, value)}
                assert others == {}, f"{case.id}, {path}"
    assert tried > 1200


def test_who_is_put_in_the_place_of_another_is_named(archive: Row, cases: list[Case]) -> None:
    """Every reference from an agreement's people and a deliverable's participants, turned to a body
    that has nothing to do with it."""
    copied = copy.deepcopy({"records": archive["records"]})
    stranger = max(one["id"] for one in copied["records"]["organisation"]) + 1
    copied["records"]["organisation"].append({"id": stranger, "name": "Nobody"})
    tried = 0
    for case in cases:
        view = CaseView(Archived(copied), case.data)
        # A row may be another report's of the same agreement.
        linked = [case, *(one for one in cases if one.id in case.data["linked_cases"])]
        rows = [row for one in view.own for row in one.get("people", ())]
        rows += [row for one in view.deliverables for row in one.get("participants", ())]
        rows += [row for one in view.deliverables for row in one.get("responsible", ())]
        for row in rows:
            for name in ("organisation_id", "on_behalf_of_id"):
                if (before := row.get(name)) is None:
                    continue
                tried += 1
                row[name] = stranger
                left = {one.path for one in without_home(copied, linked)}
                row[name] = before
                assert left, f"{case.id}: {row}"
                assert all(_REFERENCE.search(path) for path in left), left
    assert tried > 150


def _touches(one: Any, other: Any) -> bool:
    """Whether one fact reads like the other or holds it."""
    texts = plain(one).casefold(), plain(other).casefold()
    if key(one) == key(other) != "":
        return True
    return texts[0] in texts[1] or texts[1] in texts[0] or edtf(one)[:4] == edtf(other)[:4] != ""


def _case(cases: list[Case], id: str) -> Case:
    return next(case for case in cases if case.id == id)


def _own(archive: Row, case: Case) -> Row:
    return CaseView(Archived(archive), case.data).own[0]


def _org(archive: Row, name: str) -> Row:
    return next(
        one
        for one in archive["records"]["organisation"]
        if name in (one["name"], one.get("acronym"))
    )


def _signs(archive: Row, case: Case) -> None:
    _own(archive, case)["people"][2]["capacity"] = "signatory"


def _other_day(archive: Row, case: Case) -> None:
    _own(archive, case)["lifecycle"][0]["on"] = "2021-08-27"


def _no_country(archive: Row, case: Case) -> None:
    _org(archive, "KoreaBIO")["country"] = "JP"


def _another_principal(archive: Row, case: Case) -> None:
    view = CaseView(Archived(archive), case.data)
    person = next(row for row in view.own[0]["people"] if row.get("on_behalf_of_id"))
    person["on_behalf_of_id"] = _org(archive, "FIRM")["id"]


def _no_unit(archive: Row, case: Case) -> None:
    del _org(archive, "Office of Translational Sciences")["links"]


def _shorter_term(archive: Row, case: Case) -> None:
    own = _own(archive, case)
    own["term_length"], own["term_review"] = "P24Y", "P4Y"


def _into_remarks(archive: Row, case: Case) -> None:
    party = _own(archive, case)
    party["remarks"] = party["commitments"].pop(0)["text"]


def _other_agreement(archive: Row, case: Case) -> None:
    view = CaseView(Archived(archive), case.data)
    view.deliverables[0]["agreement_id"] = view.own[1]["id"]


def _unnamed_tenants(archive: Row, case: Case) -> None:
    view = CaseView(Archived(archive), case.data)
    view.deliverables[0]["participants"][0]["described_as"] = "members"


def _successor(archive: Row, case: Case) -> None:
    _org(archive, "BAK")["links"][0]["kind"] = "part_of"


def _another_start(archive: Row, case: Case) -> None:
    view = CaseView(Archived(archive), case.data)
    view.deliverables[0]["target"] = "2019-05-29/2019-06-02"


@pytest.mark.parametrize(
    ("id", "change", "paths"),
    [
        (
            "mc-001",
            _signs,
            {"attendees[0].name", "attendees[0].title", "attendees[0].organisation"},
        ),
        ("mc-001", _no_country, {"parties[1].country"}),
        ("mc-001", _successor, {"parties[0].predecessors[0]", "parties[1].predecessors[0]"}),
        ("mc-001", _unnamed_tenants, {"deliverables[0].participants[0]"}),
        ("mc-001", _into_remarks, {"commitments[0]"}),
        ("mc-011", _other_day, {"signed_on"}),
        ("mc-012", _another_principal, {"attendees[0].on_behalf_of"}),
        ("mc-026", _other_agreement, {"deliverables[0].agreement"}),
        ("mc-053", _shorter_term, {"expires_on_or_term"}),
        ("mc-066", _no_unit, {"parties[0].unit"}),
        ("seed-002", _another_start, {"deliverables[0].end"}),
    ],
)
def test_a_fact_that_is_altered_is_named(
    archive: Row, cases: list[Case], id: str, change: Callable[[Row, Case], None], paths: set[str]
) -> None:
    altered = copy.deepcopy({"records": archive["records"]})
    case = _case(cases, id)
    change(altered, case)
    left = {one.path for one in without_home(altered, [case])}
    assert left
    assert left <= paths


# --- nothing is made up ------------------------------------------------------------------------


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
        return [row["id"] for row in CaseView(archived, _case(cases, id).data).own]

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
    assert ended["by_id"] == _org(archive, "남양주시")["id"]
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
    assert group["organisation_id"] == _org(archive, "KPBMA")["id"]
    ids = {row["contact_id"] for row in group["participants"]}
    for one in archive["records"]["agreement"]:
        assert not ids & {row["contact_id"] for row in one.get("people", ())}
