from hypothesis import given
from hypothesis import strategies as st

from tests.reports.samples import three_parties
from tracker.reports.marks import agreement_mark, deliverable_mark
from tracker.reports.texts import breakable, clean, printable, safe_link, shorten


@given(st.text(alphabet=st.characters(), max_size=200))
def test_clean_text_can_be_written_anywhere(text: str) -> None:
    cleaned = clean(text)
    cleaned.encode("utf-8")  # no lone surrogate
    assert not any(ord(letter) < 32 and letter not in "\t\n" for letter in cleaned)
    assert clean(cleaned) == cleaned


@given(st.text(max_size=400), st.integers(min_value=1, max_value=100))
def test_shortened_text_is_a_beginning_and_says_so(text: str, limit: int) -> None:
    short = shorten(text, limit)
    if len(text) <= limit:
        assert short == text
    else:
        beginning, _, rest = short.rpartition("… [shortened: ")
        assert text.startswith(beginning)
        assert len(beginning) <= limit
        assert str(len(text)) in rest


def test_a_break_is_offered_only_in_endless_words() -> None:
    assert (
        breakable("Biopharmaceutical 한국신약개발연구조합")
        == "Biopharmaceutical 한국신약개발연구조합"
    )
    assert breakable("x" * 90).replace("\u200b", "") == "x" * 90
    assert max(map(len, breakable("x" * 90).split("\u200b"))) <= 16


def test_links() -> None:
    assert safe_link("https://example.org/a?b=c#d") == "https://example.org/a?b=c#d"
    assert safe_link("mailto:a@example.org")
    for bad in ("javascript:alert(1)", "file:///etc/passwd", "https://a b", "data:text/html,x", ""):
        assert safe_link(bad) == ""


def test_printable_leaves_ordinary_summaries_alone() -> None:
    summary = three_parties()
    assert printable(summary) == summary


def test_marks_differ_in_shape_and_know_every_spelling() -> None:
    for one, other in (("in_progress", "at_risk"), ("delivered", "cancelled"), ("idea", "planned")):
        assert deliverable_mark(one).icon != deliverable_mark(other).icon
        assert deliverable_mark(one).sign != deliverable_mark(other).sign
    assert deliverable_mark("delivered", overdue=True) != deliverable_mark("delivered")
    assert agreement_mark("signed_not_in_effect") == agreement_mark("Signed")
    assert agreement_mark("something new").icon
