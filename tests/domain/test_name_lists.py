"""A pasted list of names, as mails, programmes and spreadsheets write it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.name_lists import (
    LONGEST_NAME,
    MOST_NAMES,
    Commas,
    is_of_organisation,
    read_names,
)


def names(text: str) -> list[str]:
    return [line.name for line in read_names(text, people=False).lines]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        (" \n\t\n ,;", []),
        ("GC Cell", ["GC Cell"]),
        ("GC Cell\nKangstem\n\n(주)차바이오텍\n", ["GC Cell", "Kangstem", "(주)차바이오텍"]),
        ("• GC Cell\r\n- Synex\r\n3) MedCity\r\n④ ISCT", ["GC Cell", "Synex", "MedCity", "ISCT"]),
        ("1. GC Cell\n2. Synex", ["GC Cell", "Synex"]),
        ("GC Cell, Synex, GI-Innovation", ["GC Cell", "Synex", "GI-Innovation"]),
        ("GC Cell; Samyang Co., Ltd.; ARM", ["GC Cell", "Samyang Co., Ltd.", "ARM"]),
        ("Novartis, Inc., Celltrion, Inc.", ["Novartis, Inc.", "Celltrion, Inc."]),
        ("지씨셀、사이넥스，바이젠셀", ["지씨셀", "사이넥스", "바이젠셀"]),
        ("No.\tCompany\tBooth\n1\tGC Cell\tA1\n2\tSynex\tA2", ["GC Cell", "Synex"]),
        ("\ufeff기관명\n지씨셀", ["지씨셀"]),
        ("3M\n23andMe", ["3M", "23andMe"]),
        ("شركة الدواء\nGC Cell", ["شركة الدواء", "GC Cell"]),
        ("<b>GC</b> Cell", ["<b>GC</b> Cell"]),
    ],
)  # fmt: skip
def test_a_list_of_organisations(text: str, expected: list[str]) -> None:
    assert names(text) == expected


def test_an_acronym_in_brackets_is_another_name_and_a_legal_form_is_not() -> None:
    lines = read_names(
        "Alliance for Regenerative Medicine (ARM)\n강스템바이오텍(주)", people=False
    ).lines
    assert [(line.name, line.also) for line in lines] == [
        ("Alliance for Regenerative Medicine", "ARM"),
        ("강스템바이오텍(주)", ""),
    ]


@pytest.mark.parametrize(
    ("line", "name", "rest"),
    [
        ("BG Rhee", "BG Rhee", ()),
        ("Tim Hunt, CEO, ARM", "Tim Hunt", ("CEO", "ARM")),
        ("Tim Hunt (CEO, ARM)", "Tim Hunt", ("CEO", "ARM")),
        ("Tim Hunt – CEO, ARM", "Tim Hunt", ("CEO", "ARM")),
        ("이병건 (지씨셀)", "이병건", ("지씨셀",)),
        ("Young Kim\tCEO\tSynex", "Young Kim", ("CEO", "Synex")),
        ("Jean-Luc Picard, Head of X, Y and Z, Starfleet", "Jean-Luc Picard",
         ("Head of X, Y and Z", "Starfleet")),
    ],
)  # fmt: skip
def test_a_person_with_title_and_organisation(line: str, name: str, rest: tuple[str, ...]) -> None:
    found, _ = read_names(f"{line}\nSomebody Else", people=True).lines
    assert (found.name, found.rest) == (name, rest)


def test_who_is_named_twice_is_said_to_be_so_with_the_place_of_the_first() -> None:
    found = read_names("GC Cell\nSynex\n(주) gc  cell\nSYNEX Inc.", people=False)
    assert [line.repeats for line in found.lines] == [None, None, 0, 1]
    people = read_names("Kim, CEO, Synex\nKim, CEO, GC Cell\nkim, CFO, synex", people=True)
    assert [line.repeats for line in people.lines] == [None, None, 0]


def test_five_hundred_names_with_duplicates() -> None:
    text = "\n".join(f"Company {n % 400}" for n in range(500))
    found = read_names(text, people=False)
    assert len(found.lines) == 500
    assert sum(line.repeats is not None for line in found.lines) == 100


def test_what_is_too_much_is_said() -> None:
    found = read_names("\n".join(f"Company {n}" for n in range(MOST_NAMES + 7)), people=False)
    assert (len(found.lines), found.cut) == (MOST_NAMES, 7)
    long = read_names("x" * (LONGEST_NAME + 1) + "\nSynex", people=False)
    assert [line.name for line in long.lines] == ["Synex"]
    assert long.too_long == ("x" * 60,)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("New Biotech Inc.", True),
        ("Samyang Co., Ltd.", True),
        ("University of Tokyo", True),
        ("Seoul National University", True),
        ("한국바이오협회", True),
        ("(주)삼양", True),
        ("Director", False),
        ("Co-chair", False),
        ("President of the Society", False),
        ("Director, Cancer Institute", False),
        ("CEO", False),
        ("협회장", False),
        ("Strategic Planning Department", False),
        ("", False),
    ],
)
def test_organisations_are_told_from_titles(words: str, expected: bool) -> None:
    assert is_of_organisation(words) is expected


@given(st.text(max_size=400), st.booleans())
def test_any_text_is_read_and_repeats_point_to_an_earlier_line(text: str, people: bool) -> None:
    found = read_names(text, people=people).lines
    for place, line in enumerate(found):
        assert line.name.strip() == line.name != ""
        assert line.repeats is None or line.repeats < place
        assert line.repeats is None or found[line.repeats].repeats is None


def people(text: str, commas: Commas | None = None) -> list[str]:
    return [line.name for line in read_names(text, people=True, commas=commas).lines]


@pytest.mark.parametrize(
    ("text", "commas", "other_way"),
    [
        ("Tim Hunt, CEO, ARM", Commas.DETAILS, 3),
        ("Tim Hunt, CEO, ARM\nBG Rhee, GC Cell", Commas.DETAILS, 5),
        ("Tim Hunt, BG Rhee, Young Kim, So Park", Commas.NAMES, 1),
        ("Tim Hunt (CEO, ARM)", Commas.DETAILS, 0),
        ("Tim Hunt\nBG Rhee", Commas.DETAILS, 0),
        ("Tim Hunt\tCEO\tARM, Inc.", Commas.DETAILS, 0),
        ("Tim Hunt, Ltd.", Commas.DETAILS, 0),
        ("", Commas.DETAILS, 0),
    ],
)
def test_the_reading_of_commas_is_told_and_so_is_the_other_one(
    text: str, commas: Commas, other_way: int
) -> None:
    found = read_names(text, people=True)
    assert (found.commas, found.other_way) == (commas, other_way)
    if other_way:
        other = Commas.NAMES if commas is Commas.DETAILS else Commas.DETAILS
        again = read_names(text, people=True, commas=other)
        assert len(again.lines) == other_way
        assert again.commas is other
        assert again.other_way == len(found.lines)


def test_commas_are_read_as_the_person_says_in_every_line() -> None:
    text = "Tim Hunt, CEO, ARM\nBG Rhee (이병건, GC Cell), Young Kim"
    assert len(people(text)) == 2
    assert people(text, Commas.NAMES) == ["Tim Hunt", "CEO", "ARM", "BG Rhee", "Young Kim"]
    assert people("A, B, C, D", Commas.DETAILS) == ["A"]


def test_a_comma_in_brackets_parts_no_names_and_an_open_bracket_holds_nothing() -> None:
    assert names("Alpha (A, B), Gamma") == ["Alpha", "Gamma"]
    assert names("Alpha (A, B, Gamma") == ["Alpha (A", "B", "Gamma"]


def test_organisations_have_no_other_way() -> None:
    found = read_names("Institute of X, Seoul\nGC Cell", people=False)
    assert [line.name for line in found.lines] == ["Institute of X, Seoul", "GC Cell"]
    assert found.other_way == 0
