"""All that the casebook states stands in the archive where it belongs, and nothing else does."""

import copy
import re
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.casebook.archived import Archived, CaseView
from tests.casebook.comparing import compare, facts_of, without_home
from tests.casebook.conftest import CASES, MORE, case_of, org_of
from tests.casebook.homes import Stands
from tests.casebook.quotes import QUOTED
from tests.casebook.reading import Case, read_cases
from tests.casebook.stated import edtf, key, plain, says
from tests.casebook.striking import TOLD, beside_others, slots_of, standing, struck, worse
from tests.casebook.words import as_tag

Row = dict[str, Any]


@pytest.mark.parametrize("file", [CASES, MORE], ids=lambda file: file.stem)
def test_no_stated_fact_is_left(archives: Callable[[Path], Row], file: Path) -> None:
    assert list(map(str, without_home(archives(file), read_cases(file)))) == []


def test_the_casebook_is_all_there(cases: list[Case]) -> None:
    assert len(cases) == 36
    assert sum(len(facts_of(case)) for case in cases) == 1455


# All that is only quoted, and all that stands beside what another source says.
_QUOTED = {
    "mc-041 deliverables[0].status_facts[1]",
    "mc-044 deliverables[0].status_facts[0]",
    "mc-045 deliverables[1].status_facts[0]",
    "mc-080 parties[0].former_form",
    "seed-002 deliverables[0].status_facts[0]",
    "seed-004 status_facts[0]",
}
_BESIDE = {
    "mc-007 event",
    "mc-030 place",
    "seed-001 event",
    "seed-001 place",
    "seed-001 renews.what",
}


def test_nearly_every_fact_stands_in_a_field(archive: Row, cases: list[Case]) -> None:
    found = list(compare(archive, cases))

    def named(stands: Stands) -> set[str]:
        return {f"{one.case} {one.path}" for one in found if one.stands is stands}

    assert named(Stands.QUOTE) == _QUOTED
    assert named(Stands.BESIDE) == _BESIDE
    assert len(named(Stands.FIELD)) == 1455 - len(_QUOTED) - len(_BESIDE)


def test_a_quotation_that_no_row_of_the_table_allows_is_no_home(
    archive: Row, cases: list[Case]
) -> None:
    """What can be read is not at home in a statement alone, though its words stand there."""
    copied = copy.deepcopy({"records": archive["records"]})
    case = case_of(cases, "mc-001")
    for one in CaseView(Archived(copied), case.data).organisations:
        for name in ("country", "founded", "tags", "observations"):
            one.pop(name, None)
        source = one["citations"][0]["source_id"]
        for field, text in (("country", "Korea"), ("country", "Australia"), ("formed", "2008-11")):
            one["citations"].append({"source_id": source, "field": field, "stated": text})
    left = {one.path for one in without_home(copied, [case])}
    assert left >= {"parties[0].country", "parties[1].country", "parties[0].kind"}
    names = ("country", "kind", "formed")
    assert left <= {f"parties[{place}].{name}" for place in (0, 1) for name in names}


def test_each_kind_of_quotation_says_why() -> None:
    assert len({row.path for row in QUOTED}) == len(QUOTED)
    for row in QUOTED:
        assert len(row.why.split()) > 3, row.path


# --- the comparison can fail -------------------------------------------------------------------

# Where these are lost, all that is said under them is.
_NAMES = re.compile(
    r"id|(parties|signatories|attendees)\[\d+\]\.(name|organisation)|renews\.relation|.*kind"
    r"|.*\.(title|agreement|type|legal_form)|.*funding\[\d+\]\.what"
)


# These lead to a record, which keeps its other names, or are kept as a code; see below.
_REFERENCE = re.compile(
    r"\.(organisation|on_behalf_of|parent|country)$|\.(participants|predecessors)\[\d+\]$"
)


# Where who takes part is another: "A and B moved in in 2019", and what an organiser does.
_FOLLOWS = re.compile(rf"{_REFERENCE.pattern}|status_facts|parties\[\d+\]\.role$")


def test_a_fact_taken_out_of_the_archive_is_named(archive: Row, cases: list[Case]) -> None:
    """Each fact that stands word for word is struck out wherever it stands; the comparison must
    name it and nothing that reads otherwise."""
    stood = standing(archive, cases)
    copied = copy.deepcopy({"records": archive["records"]})
    slots = slots_of(copied["records"])
    spelt: dict[str, set[str]] = defaultdict(set)
    for text in slots:
        spelt[key(text)].add(text)
    told = beside_others(slots)
    tried = in_code = 0
    for case in cases:
        for path, value in facts_of(case):
            written = {text for text in (plain(value), edtf(value)) if text in slots}
            if written and key(value) and path.endswith(("name", "name_en", "acronym")):
                written |= spelt[key(value)]
            if path.endswith(("kind", "type")):
                written |= {as_tag(value)} & set(slots)
            # What is said of a step or in a log may stand beside other words.
            if TOLD.search(path):
                written |= {text for text in told if plain(value) in text}
            # A claim of the source holds its field before it.
            written |= {text for text in slots if text.endswith(f": {plain(value)}")}
            if written and path.endswith("place"):
                written |= {plain(part) for part in value.split(";")} & set(slots)
            if written and edtf(value):
                # A date may stand there as another source says it more exactly.
                written |= {text for text in slots if says(text, edtf(value))}
            if not written or _REFERENCE.search(path):
                continue
            places = [place for text in written for place in slots[text]]
            if stood[case.id, path] is Stands.FIELD and all(name == "stated" for _, name in places):
                continue  # its field holds a code or a number and not these words
            tried += 1
            with struck(slots, written, plain(value)):
                left = worse(copied, [case], stood)
            if path not in left and "status_facts" in path:
                in_code += 1  # a status or a figure says so as well
                continue
            assert path in left, f"{case.id}, {path}: {value}"
            if not _NAMES.fullmatch(path) and plain(value) != plain(case.data.get("kind")):
                others = {
                    p: v
                    for p, v in left.items()
                    if not _touches(v, value)
                    # "day only" is shown by the day itself, "planned" and "future" by one status.
                    and not (p == "signed_on_basis" and edtf(value))
                    and not ("status_facts" in p and "status_facts" in path)
                }
                assert others == {}, f"{case.id}, {path}"
    assert tried > 1100
    assert in_code < 25


def test_who_is_put_in_the_place_of_another_is_named(archive: Row, cases: list[Case]) -> None:
    """Every reference from an agreement's people and a deliverable's participants, turned to a body
    that has nothing to do with it."""
    stood = standing(archive, cases)
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
                left = set(worse(copied, linked, stood))
                row[name] = before
                assert left, f"{case.id}: {row}"
                assert all(_FOLLOWS.search(path) for path in left), left
    assert tried > 150


def _touches(one: Any, other: Any) -> bool:
    """Whether one fact reads like the other or holds it."""
    texts = plain(one).casefold(), plain(other).casefold()
    if key(one) == key(other) != "":
        return True
    return texts[0] in texts[1] or texts[1] in texts[0] or edtf(one)[:4] == edtf(other)[:4] != ""


def _own(archive: Row, case: Case) -> Row:
    return CaseView(Archived(archive), case.data).own[0]


def _signs(archive: Row, case: Case) -> None:
    _own(archive, case)["people"][2]["capacity"] = "signatory"


def _other_day(archive: Row, case: Case) -> None:
    _own(archive, case)["lifecycle"][0]["on"] = "2021-08-27"


def _no_country(archive: Row, case: Case) -> None:
    org_of(archive, "KoreaBIO")["country"] = "JP"


def _another_principal(archive: Row, case: Case) -> None:
    view = CaseView(Archived(archive), case.data)
    person = next(row for row in view.own[0]["people"] if row.get("on_behalf_of_id"))
    person["on_behalf_of_id"] = org_of(archive, "FIRM")["id"]


def _no_unit(archive: Row, case: Case) -> None:
    del org_of(archive, "Office of Translational Sciences")["links"]


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
    org_of(archive, "BAK")["links"][0]["kind"] = "part_of"


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
    case = case_of(cases, id)
    change(altered, case)
    left = set(worse(altered, [case], standing(archive, [case])))
    assert left
    assert left <= paths
