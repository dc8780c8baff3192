"""The loader: bad files, loading twice, one undo, the command."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.casebook.__main__ import main
from tests.casebook.conftest import CASES, MORE
from tests.casebook.loading import load
from tests.casebook.reading import BadCase, read_cases
from tracker.errors import TrackerError
from tracker.services import Services

GOOD: dict[str, Any] = {"id": "x-1", "title": "Two bodies agree", "parties": [{"name": "한국협회"}]}


def _file(folder: Path, *lines: Any) -> Path:
    path = folder / "cases.jsonl"
    texts = (
        line if isinstance(line, str) else json.dumps(line, ensure_ascii=False) for line in lines
    )
    path.write_text("\n".join(texts), encoding="utf-8")
    return path


def _counts(services: Services) -> dict[str, int]:
    return {kind: len(rows) for kind, rows in services.archive.dump()["records"].items()}


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("{", "Line 2, character 2: this is not JSON"),
        ("[]", "Line 2: a case is an object, not a list."),
        ('{"id": "a", "id": "b", "title": "c"}', "Line 2: “id” is said twice in one object."),
        ('{"id": "a", "title": NaN}', "Line 2: NaN is not a number that can be kept."),
        ("[" * 100_000, "Line 2: it is nested too deeply."),
        ({"title": "no id"}, "Line 2, id: this is missing."),
        ({"id": "a", "title": "  "}, "Line 2, title: this is missing."),
        ({"id": 7, "title": "a"}, "Line 2, id: this must be text, not a number."),
        (GOOD, "Line 2, id: “x-1” stands on line 1 already."),
        ({**GOOD, "id": "b", "parties": {}}, "parties: this must be a list, not an object."),
        ({**GOOD, "id": "b", "parties": ["A"]}, "parties[0]: this must be an object, not a text."),
        ({**GOOD, "id": "b", "parties": [None]}, "parties[0]: this must be an object, not nothing"),
        ({**GOOD, "id": "b", "parties": [{"kind": "x"}]}, "parties[0].name: this is missing."),
        (
            {**GOOD, "id": "b", "deliverables": [{"title": "t", "status_facts": "held"}]},
            "Line 2, deliverables[0].status_facts: this must be a list, not a text.",
        ),
        (
            {**GOOD, "id": "b", "commitments": [True]},
            "Line 2, commitments[0]: this must be text, not yes or no.",
        ),
        (
            {**GOOD, "id": "b", "renews": "again"},
            "Line 2, renews: this must be an object, not a text.",
        ),
        ({**GOOD, "id": "b", "": 1}, "Line 2: a field has no name."),
        ({**GOOD, "id": "b", "kind": "a\x00b"}, "Line 2, kind: this holds characters that cannot"),
        ('{"id": "b", "title": "\\ud800"}', "Line 2, title: this holds characters that cannot"),
        (
            {**GOOD, "id": "b", "title": "x" * 3000},
            "Line 2, source “xxx",
        ),
        ({**GOOD, "id": "b", "url": "javascript:alert(1)"}, "url: Write a web address"),
    ],
)  # fmt: skip
def test_a_bad_line_is_named_and_the_others_are_loaded(
    services: Services, tmp_path: Path, line: Any, said: str
) -> None:
    last = {**GOOD, "id": "x-3", "title": "The last"}
    loaded = load(_file(tmp_path, GOOD, line, last), services)
    assert [case.id for case in loaded.cases] == ["x-1", "x-3"]
    (mistake,) = loaded.bad
    assert said in str(mistake)
    assert len(str(mistake)) < 400
    assert mistake.line == 2
    titles = {one["title"] for one in services.archive.dump()["records"]["source"]}
    assert titles == {"Two bodies agree", "The last"}


@pytest.mark.parametrize("content", [b"", b"\n\r\n  \n", b"\xef\xbb\xbf\n"])
def test_an_empty_file_is_said(services: Services, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "empty.jsonl").write_bytes(content)
    with pytest.raises(BadCase, match="holds no case"):
        load(tmp_path / "empty.jsonl", services)


def test_what_is_no_text_is_said(tmp_path: Path) -> None:
    (tmp_path / "odd.jsonl").write_bytes(json.dumps(GOOD).encode() + b"\n\xff\xfe\n")
    with pytest.raises(BadCase, match="Line 2: this is not UTF-8 text"):
        read_cases(tmp_path / "odd.jsonl")
    with pytest.raises(BadCase, match="cannot be read"):
        read_cases(tmp_path)


def test_a_mark_and_windows_lines_and_blank_ones_are_read(tmp_path: Path) -> None:
    text = json.dumps({**GOOD, "title": "a\u2028b"}, ensure_ascii=False)
    (tmp_path / "w.jsonl").write_bytes(b"\xef\xbb\xbf\r\n" + text.encode() + b"\r\n\r\n")
    (case,) = read_cases(tmp_path / "w.jsonl")
    assert (case.line, case.data["title"]) == (2, "a\u2028b")


def test_loading_twice_changes_nothing(loaded: Services) -> None:
    before = loaded.archive.dump()
    again = load(CASES, loaded)
    assert [case.id for case in again.known] == [case.id for case in again.cases]
    assert loaded.archive.dump() == before


def test_another_file_finds_the_same_bodies(loaded: Services, tmp_path: Path) -> None:
    case = {
        **GOOD,
        "parties": [{"name": "AusBiotech"}, {"name": "한국바이오협회"}, {"name": "Neu AG"}],
    }
    before = _counts(loaded)
    load(_file(tmp_path, case), loaded)
    assert _counts(loaded)["organisation"] == before["organisation"] + 1
    assert _counts(loaded)["source"] == before["source"] + 1


def test_the_same_id_for_another_case_is_refused(loaded: Services, tmp_path: Path) -> None:
    before = loaded.archive.dump()["records"]
    got = load(_file(tmp_path, {**GOOD, "id": "mc-001"}), loaded)
    assert list(map(str, got.bad)) == [
        "Line 1, id: “mc-001” is another case in the database already."
    ]
    assert got.cases == []
    assert loaded.archive.dump()["records"] == before


def test_many_bad_lines_are_all_named_in_their_order(services: Services, tmp_path: Path) -> None:
    lines = [{**GOOD, "id": f"b-{n}", "url": "nowhere" if n % 2 else None} for n in range(200)]
    got = load(_file(tmp_path, "{", *lines, "[]"), services)
    assert len(got.cases) == 100
    assert [one.line for one in got.bad] == [1, *range(3, 203, 2), 202]


def test_one_undo_takes_the_file_back(services: Services) -> None:
    load(CASES, services)
    assert str(services.undo.state().undo) == "Load the cases of cases.jsonl"
    services.undo.undo()
    assert set(_counts(services).values()) == {0}
    services.undo.redo()
    assert _counts(services)["source"] == 36


def test_a_thousand_lines(services: Services, tmp_path: Path) -> None:
    lines = [
        {
            "id": f"n-{n}",
            "title": f"Report {n}",
            "kind": "mou",
            "parties": [{"name": "Common Body"}, {"name": f"Body {n}"}],
            "deliverables": [{"title": f"Pavilion {n}", "type": "pavilion"}],
            "linked_cases": [f"n-{n - 1}"],
        }
        for n in range(1000)
    ]
    load(_file(tmp_path, *lines), services)
    assert _counts(services)["organisation"] == 1001
    assert _counts(services)["agreement"] == 1000


def test_the_command_says_what_came_of_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    database = str(tmp_path / "cases.tracker")
    assert main([str(CASES), database]) == 0
    said = capsys.readouterr().out
    assert "Cases: 36" in said
    assert "Deliverables: 44" in said
    assert "Facts stated: 1455, placed: 1455, left: 0" in said
    assert "in fields: 1444" in said
    assert "beside the other value of another source: 5" in said
    assert "only as quotes: 6" in said
    assert "1 parties[*].former_form: only the present legal form has a field" in said
    assert main([str(MORE), database]) == 0
    assert "Cases: 5" in capsys.readouterr().out
    assert main([str(CASES), database]) == 0
    assert "There already, left as they are: 36 (mc-001, " in capsys.readouterr().out


def test_the_command_leaves_a_foreign_file_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    foreign = tmp_path / "letter.tracker"
    foreign.write_text("Dear Sir or Madam, ...", encoding="utf-8")
    assert main([str(CASES), str(foreign)]) == 1
    assert foreign.read_text(encoding="utf-8") == "Dear Sir or Madam, ..."
    assert "letter.tracker" in capsys.readouterr().err


def test_the_command_makes_no_database_for_a_bad_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    database = tmp_path / "none.tracker"
    for line in ("{}", {**GOOD, "url": "nowhere at all"}):
        assert main([str(_file(tmp_path, line)), str(database)]) == 1
        assert "Line 1" in capsys.readouterr().err
        assert list(tmp_path.glob("none.tracker*")) == []


def test_the_command_loads_the_rest_and_fails(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """So that nobody takes a file for loaded that is not."""
    file = _file(tmp_path, "not JSON", GOOD, "", {"id": "y"})
    assert main([str(file), str(tmp_path / "rest.tracker")]) == 1
    said = capsys.readouterr()
    assert "Cases: 1" in said.out
    assert "Lines left out: 2" in said.out
    assert "left: 0" in said.out
    assert "Line 1, character 1: this is not JSON" in said.err
    assert "Line 4, title: this is missing." in said.err


def test_the_command_says_that_there_is_no_such_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([str(tmp_path / "none.jsonl"), str(tmp_path / "a.tracker")]) == 1
    assert "none.jsonl cannot be read" in capsys.readouterr().err
    assert list(tmp_path.glob("*.tracker*")) == []


def test_the_command_says_that_a_folder_is_no_database(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "folder.tracker").mkdir()
    assert main([str(_file(tmp_path, GOOD)), str(tmp_path / "folder.tracker")]) == 1
    assert "folder.tracker" in capsys.readouterr().err


def test_the_command_lists_what_is_left_and_fails(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A case that is there already but says more now: the more has no home, and is named."""
    database = str(tmp_path / "cases.tracker")
    assert main([str(_file(tmp_path, GOOD)), database]) == 0
    assert main([str(_file(tmp_path, {**GOOD, "url": "https://example.org"})), database]) == 1
    assert "x-1, url: https://example.org" in capsys.readouterr().out


def test_a_bad_case_is_an_error_in_words() -> None:
    assert issubclass(BadCase, TrackerError)
