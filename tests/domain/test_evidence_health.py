"""Evidence: which links have a form that can be opened, and whether anything shows what came."""

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.dates import PartialDate
from tracker.domain.evidence_health import (
    EXAMPLE_HOSTS,
    FAULTS,
    Fault,
    has_evidence,
    link_fault,
    links_of,
    local_path,
)
from tracker.domain.evidence_links import is_link, link_parts, read_link


@dataclass(frozen=True)
class Line:
    id: int | None
    on: PartialDate | None = None
    status: None = None
    percent: None = None
    target: None = None
    target_reason: None = None
    corrects: int | None = None
    withdraws: bool | None = None
    evidence_url: str = ""
    evidence_title: str = ""
    further_links: tuple[str, ...] = ()
    source_id: int | None = None


@pytest.mark.parametrize(
    ("address", "fault"),
    [
        ("https://carm.or.kr/news/2026?a=b#c", None),
        ("http://협회.한국/소식", None),
        ("ftp://files.kr/a", None),
        ("mailto:office@carm.or.kr", None),
        ("https://doi.org/10.1000/182", None),
        ("http://dx.doi.org/10.1000/182", None),
        ("http://doi.org/10.1000/182", None),
        ("doi:10.1000/182", None),
        ("10.1000/182", Fault.BAD_LINK),
        ("dx.doi.org/10.1000/182", Fault.BAD_LINK),
        ("https://doi.org/xyz", Fault.BAD_LINK),
        ("https://nohost", Fault.BAD_LINK),
        ("http://[", Fault.BAD_LINK),
        ("carm.or.kr", Fault.BAD_LINK),
        ("https://a b.kr", Fault.BAD_LINK),
        (" https://a.kr", Fault.BAD_LINK),
        ("", Fault.BAD_LINK),
        ("javascript:alert(1)", Fault.BAD_LINK),
        ("https://a.kr/\u202egnp.exe", Fault.BAD_LINK),
        ("https://example.org/x", Fault.EXAMPLE_LINK),
        ("https://www.Example.com.", Fault.EXAMPLE_LINK),
        ("https://myexample.com", None),
        ("http://localhost:8000/a", Fault.EXAMPLE_LINK),
        ("https://something.test/a", Fault.EXAMPLE_LINK),
        ("mailto:a@example.org", Fault.EXAMPLE_LINK),
        ("file:///home/a/b.pdf", Fault.LOCAL_PATH),
        ("C:\\Users\\a\\b.pdf", Fault.LOCAL_PATH),
        ("\\\\server\\share\\b.pdf", Fault.LOCAL_PATH),
        ("/home/a/b.pdf", Fault.LOCAL_PATH),
    ],
)
def test_the_form_of_a_link(address: str, fault: Fault | None) -> None:
    assert link_fault(address) is fault


@given(st.text(max_size=60) | st.sampled_from(EXAMPLE_HOSTS).map(lambda host: f"https://{host}"))
def test_any_text_has_a_verdict(text: str) -> None:
    assert link_fault(text) in (None, *FAULTS)
    local_path(text)
    is_link(text)


def test_paths_of_this_computer_are_read_out_of_addresses() -> None:
    assert local_path("file:///tmp/a%20b.pdf") == "/tmp/a b.pdf"
    assert local_path("file:///C:/a/b.pdf") == "C:/a/b.pdf"
    assert local_path("file://server/share/a") == "//server/share/a"
    assert local_path("https://a.kr/tmp/x") is None


@pytest.mark.parametrize(
    "typed",
    ["10.1000/182", "doi:10.1000/182", "DOI: 10.1000/182", "dx.doi.org/10.1000/182",
     "https://doi.org/10.1000/182"],
)  # fmt: skip
def test_a_doi_is_read_however_it_is_written(typed: str) -> None:
    assert read_link(typed) == "https://doi.org/10.1000/182"


@pytest.mark.parametrize("typed", ["doi:abc", "https://doi.org/182", "doi: 10.1/"])
def test_a_doi_that_is_none_is_said_to_be_none(typed: str) -> None:
    with pytest.raises(ValueError, match="no DOI"):
        read_link(typed)


def test_only_what_says_that_it_is_a_link_is_one_when_pasted() -> None:
    assert is_link("https://a.kr/b")
    assert is_link("www.a.kr")
    assert is_link("10.1000/182")
    for text in ("", "e.g.", "report.pdf", "see https://a.kr", "a.kr and b.kr", "https://"):
        assert not is_link(text), text


def test_a_link_keeps_its_title_behind_it() -> None:
    assert link_parts("https://a.kr/b The first report") == ("https://a.kr/b", "The first report")
    assert str(link_parts("https://a.kr/b")) == "https://a.kr/b"
    line = Line(1, evidence_url="https://a.kr", further_links=("https://b.kr B",))
    assert links_of(line) == ["https://a.kr", "https://b.kr"]


def test_evidence_counts_wherever_it_hangs_and_only_while_its_line_counts() -> None:
    bare, linked = Line(1), Line(2, evidence_url="https://a.kr")
    assert not has_evidence([bare])
    assert has_evidence([bare], own_files=1)
    assert has_evidence([bare], sources=1)
    assert has_evidence([bare], [1])
    for shown in (
        linked,
        Line(2, evidence_title="Binder 3"),
        Line(2, further_links=("https://a.kr",)),
        Line(2, source_id=7),
    ):
        assert has_evidence([bare, shown])
        assert not has_evidence([bare, shown, Line(3, corrects=2)])
        assert not has_evidence([bare, shown, Line(3, corrects=2, withdraws=True)])
    assert not has_evidence([linked, Line(3, corrects=2)], [2])
