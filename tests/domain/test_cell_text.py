"""Texts that a spreadsheet would take for formulas, there and back."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tracker.domain.cell_text import guarded, meant

_SIGNS = "=+-@＝＋－＠\t\r"


@given(st.text() | st.text(f"'{_SIGNS}a", max_size=6))
@example("'=1")
@example("''＠a")
def test_a_guarded_text_is_meant_as_it_was(text: str) -> None:
    assert meant(guarded(text)) == text
    assert guarded(text)[:1] not in tuple(_SIGNS)


@pytest.mark.parametrize("text", ["", "'", "'90s", "a=1", "it's"])
def test_what_is_no_formula_stays_as_it_is(text: str) -> None:
    assert guarded(text) == meant(text) == text
