"""Which record found is meant by what was typed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.best_match import best_match, is_called

NAMES = [("Korea Bio Forum",), ("Alliance for Regenerative Medicine", "ARM"), ("GC Cell", "지씨셀")]


@pytest.mark.parametrize(
    ("typed", "place"),
    [
        ("arm", 1),
        ("korea", 0),
        ("forum", 0),
        ("Medicine Alliance", 1),
        ("Aliance for Regenerative Medicine", 1),
        ("Aliance for Reg", 1),
        ("지씨", 2),
        ("씨셀", 2),
        ("gccell", 2),
        ("GC Cell Inc.", 2),
        ("Medicinal", None),
        ("orum", None),
        ("Forum of Seoul", None),
        ("", None),
        ("!!", None),
        ("\u202e", None),
    ],
)
def test_what_is_typed_means(typed: str, place: int | None) -> None:
    assert best_match(typed, NAMES) == place


def test_the_very_name_goes_before_what_begins_so_and_that_before_a_part() -> None:
    names = [("The Bio",), ("Bio Korea",), ("Bio",)]
    assert best_match("bio", names) == 2
    assert best_match("bio", names[:2]) == 1
    assert best_match("bio", names[:1]) == 0


@given(st.lists(st.text(min_size=1, max_size=30), min_size=1, max_size=6), st.data())
def test_who_types_a_name_in_full_means_a_record_of_that_name(
    names: list[str], data: st.DataObject
) -> None:
    typed = data.draw(st.sampled_from(names))
    place = best_match(typed, [(name,) for name in names])
    assert place is not None
    assert is_called(typed, names[place])


@given(st.text(max_size=30), st.lists(st.lists(st.text(max_size=30), max_size=3), max_size=5))
def test_any_text_has_an_answer(typed: str, names: list[list[str]]) -> None:
    place = best_match(typed, names)
    assert place is None or 0 <= place < len(names)
