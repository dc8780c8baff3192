import ctypes

import pypdfium2
import pypdfium2.raw
import pytest

from tests.reports.payloads import MARKUP
from tests.reports.samples import (
    KOREAN_PARTIES,
    ceremony,
    consortium,
    six_korean_parties,
    three_parties,
)
from tracker.domain.summary import (
    AgreementSummary,
    CommitmentLine,
    DateLine,
    DeliverableLine,
    FactLine,
    LifecycleLine,
    PartyLine,
    ProgressLine,
    ResponsibleLine,
    SourceLine,
    StepLine,
)
from tracker.reports.summary_pdf import summary_pdf


def pages_of(pdf: bytes) -> list[str]:
    with pypdfium2.PdfDocument(pdf) as document:
        return [page.get_textpage().get_text_bounded() for page in document]


def words_of(pdf: bytes) -> str:
    """The text of all pages, line ends as spaces (a line is broken where the column ends)."""
    return " ".join(" ".join(pages_of(pdf)).split())


def test_korean_can_be_read_and_copied() -> None:
    text = words_of(summary_pdf(six_korean_parties()))
    unbroken = text.replace(" ", "")
    for name in KOREAN_PARTIES:
        assert name in text or name in unbroken
    assert "오송 공동사무소 설치·운영 업무협약" in text
    assert "이장섭" in text
    assert "행정부지사 (충청일보)" in text
    assert "정무부지사 (서울경제)" in text


def _lines_of(pdf: bytes) -> list[str]:
    """As set: each line of each column by itself."""
    return [line.strip() for page in pages_of(pdf) for line in page.splitlines()]


# No word of it is wider than the narrowest column it stands in.
_SPOKEN = "제목을 확인용으로 길게 적어서 여러 줄로 나누어 보여 주는 과제의 이름과 기록 문장"


def _spoken_everywhere() -> AgreementSummary:
    summary = six_korean_parties()
    (line,) = summary.deliverables
    said = line.model_copy(
        update={"title": _SPOKEN, "last_progress": ProgressLine(sentence=_SPOKEN)}
    )
    row = summary.matrix.rows[0].model_copy(update={"deliverable": _SPOKEN})
    matrix = summary.matrix.model_copy(update={"rows": (row,)})
    return summary.model_copy(update={"deliverables": (said,), "matrix": matrix})


def test_a_korean_word_is_not_torn_in_a_column() -> None:
    pdf = summary_pdf(_spoken_everywhere())
    words = _SPOKEN.split()
    found = [word for line in _lines_of(pdf) for word in line.split() if word in words]
    # In the table the title and the sentence, and the title in the matrix.
    assert {word: found.count(word) for word in words} == dict.fromkeys(words, 3)
    assert b"pdfuaid:part" in pdf
    text = words_of(pdf)
    assert text.count(_SPOKEN) == 3


def test_a_korean_word_longer_than_its_column_goes_on_in_the_next_line() -> None:
    long = "첨단재생의료산업협회공동연구개발추진위원회" * 4
    summary = _spoken_everywhere()
    line = summary.deliverables[0].model_copy(update={"title": long})
    pdf = summary_pdf(summary.model_copy(update={"deliverables": (line,)}))
    assert long in "".join(words_of(pdf).split())
    assert not any(long in one for one in _lines_of(pdf))
    with pypdfium2.PdfDocument(pdf) as document:
        page = document[0]
        text = page.get_textpage()
        boxes = [text.get_rect(n) for n in range(text.count_rects())]
        assert max(right for _, _, right, _ in boxes) < page.get_width() - 40


def test_it_is_tagged_and_accessible() -> None:
    pdf = summary_pdf(six_korean_parties())
    assert b"<pdfuaid:part>1</pdfuaid:part>" in pdf
    with pypdfium2.PdfDocument(pdf) as document:
        assert pypdfium2.raw.FPDFCatalog_IsTagged(document)
        size = pypdfium2.raw.FPDFCatalog_GetLanguage(document, None, 0)
        buffer = ctypes.create_string_buffer(size)
        got = ctypes.cast(buffer, ctypes.POINTER(pypdfium2.raw.FPDF_WCHAR))
        pypdfium2.raw.FPDFCatalog_GetLanguage(document, got, size)
        assert buffer.raw.decode("utf-16-le").rstrip("\0") == "ko"
        assert document.get_metadata_value("Title") == "오송 공동사무소 설치·운영 업무협약"


def test_it_says_everything_a_director_asks() -> None:
    text = words_of(summary_pdf(three_parties()))
    for part in (
        "ISCT, SCRM and CARM",
        "since 3 December 2018",
        "Signed not stated",
        "Vancouver; Seoul",
        "Council for Advanced Regenerative Medicine our side",
        "Chairman, CARM · quoted",
        "formerly GSRAC",
        "Framework for future global initiatives",
        "Delivered",
        "29 May – 1 June 2019",
        "Pavilion held at the society's annual meeting.",
        "Before the agreement, not counted",
        "Who owes what",
        "contributes",
        "official",
        "As of 2 June 2019",
        "Page 1 of 1",
    ):
        assert part in text


def test_term_is_shown_with_its_working() -> None:
    text = words_of(summary_pdf(ceremony()))
    assert "signed 4 June 2024 + 3 years = 4 June 2027; 3 months' notice → 4 March 2027" in text
    assert "Overdue" in text
    assert "moved from June 2024 — Fair postponed" in text


@pytest.mark.parametrize("make", [three_parties, six_korean_parties, ceremony])
def test_a_typical_agreement_is_one_page(make: object) -> None:
    assert callable(make)
    assert len(pages_of(summary_pdf(make()))) == 1


def test_sixteen_parties_flow_on_with_the_heads_repeated() -> None:
    pages = pages_of(summary_pdf(consortium(16)))
    assert len(pages) > 2
    for page in pages[1:]:
        assert "Consortium agreement on reference materials" in page
        assert "Deliverable" in page
    text = "".join(pages)
    assert "ORG16" in text
    assert f"Page {len(pages)} of {len(pages)}" in pages[-1]


@pytest.mark.parametrize("text", MARKUP)
def test_markup_is_shown_as_it_stands(text: str) -> None:
    summary = AgreementSummary(
        title=text,
        purpose=text,
        parties=(PartyLine(name=text),),
        commitments=(CommitmentLine(text=text),),
        sources=(SourceLine(title=text, url=text),),
    )
    shown = "".join(words_of(summary_pdf(summary)).split())
    assert shown.count("".join(text.split())) >= 4


def test_nothing_stated_still_makes_a_page() -> None:
    text = words_of(summary_pdf(AgreementSummary(title="", dates=(DateLine(label="Signed"),))))
    assert "Untitled agreement" in text
    assert "Signed not stated" in text
    for empty in ("Parties", "People", "Deliverables", "Who owes what", "Sources"):
        assert empty not in text


def test_a_huge_note_is_cut_and_says_so() -> None:
    summary = three_parties().model_copy(update={"note": "word " * 2_000_000})
    pdf = summary_pdf(summary)
    assert len(pdf) < 200_000
    assert "10,000,000 characters in the record" in words_of(pdf)


@pytest.mark.parametrize(
    "name",
    ["جمعية الطب التجديدي", "האגודה הישראלית", "日本再生医療学会", "Ελληνική", "Россия", "🤝"],
)
def test_other_scripts_are_shown_in_our_own_fonts(name: str) -> None:
    pdf = summary_pdf(AgreementSummary(title="Scripts", parties=(PartyLine(name=name),)))
    # PDF/UA forbids a character without a shape: the mark proves that each has one.
    assert b"pdfuaid:part" in pdf
    if name.isalpha() and not name.startswith(("ج", "ה")):
        assert name in words_of(pdf)


def test_a_character_no_font_has_is_no_failure() -> None:
    unheard_of = "\U00016d40 \U0001e2c0"
    pdf = summary_pdf(AgreementSummary(title="Rare", parties=(PartyLine(name=unheard_of),)))
    assert "Rare" in words_of(pdf)


def test_control_and_direction_characters_are_taken_out() -> None:
    name = "ev\u202eil\x00\x07\ud800 name\r\nsecond"
    text = words_of(summary_pdf(AgreementSummary(title="T", parties=(PartyLine(name=name),))))
    assert "evil name second" in text


@pytest.mark.parametrize(
    ("url", "linked"),
    [
        ("https://example.org/a", True),
        ("javascript:alert(1)", False),
        ("file:///etc/passwd", False),
        ("\\\\server\\share", False),
        ("http://example.org/ x", False),
    ],
)
def test_only_web_addresses_become_links(url: str, linked: bool) -> None:
    pdf = summary_pdf(AgreementSummary(title="T", sources=(SourceLine(title="S", url=url),)))
    assert (b"/URI" in pdf) is linked


def test_a_word_without_end_stays_on_the_page() -> None:
    pdf = summary_pdf(AgreementSummary(title="T", parties=(PartyLine(name="W" * 250),)))
    with pypdfium2.PdfDocument(pdf) as document:
        page = document[0]
        text = page.get_textpage()
        boxes = [text.get_rect(n) for n in range(text.count_rects())]
        assert max(right for _, _, right, _ in boxes) < page.get_width() - 40


def test_the_same_summary_gives_the_same_bytes_and_no_clock() -> None:
    first, second = summary_pdf(six_korean_parties()), summary_pdf(six_korean_parties())
    assert first == second
    assert b"/CreationDate" not in first


def test_a_series_is_a_heading_over_the_deliverables_that_are_counted() -> None:
    lines = (
        DeliverableLine(title="Trend report", status="series", status_label="Series"),
        DeliverableLine(title="Trend report, Q1", status="planned", status_label="Planned"),
    )
    said = three_parties().model_copy(update={"deliverables": lines})
    assert "Deliverables 1 Deliverable Status" in words_of(summary_pdf(said))


def _page_with(pages: list[str], words: str) -> int:
    (found,) = (at for at, page in enumerate(pages) if words in " ".join(page.split()))
    return found


def _long_rows(words: int) -> AgreementSummary:
    """Many deliverables, each with a long sentence, facts and steps below it."""
    summary = consortium(parties=8, deliverables=40)
    lines = tuple(
        line.model_copy(
            update={
                "last_progress": ProgressLine(sentence=f"Begin{at}. " + "word " * words),
                "facts": tuple(
                    FactLine(label=f"Fact {n}", value="of some length") for n in range(5)
                ),
                "steps": tuple(
                    StepLine(title=f"Step{at}x{n}", state_label="open") for n in range(1 + at % 9)
                ),
            }
        )
        for at, line in enumerate(summary.deliverables)
    )
    story = tuple(
        LifecycleLine(label=f"Amended{at}", note="because " * (20 + at) + f"End{at}x")
        for at in range(40)
    )
    return summary.model_copy(update={"deliverables": lines, "lifecycle": story})


@pytest.mark.parametrize("words", [7, 23, 41, 60])
def test_no_row_is_torn_between_two_pages(words: int) -> None:
    summary = _long_rows(words)
    pages = pages_of(summary_pdf(summary))
    assert len(pages) > 3
    for at, line in enumerate(summary.deliverables):
        last = len(line.steps) - 1
        assert _page_with(pages, f"Begin{at}.") == _page_with(pages, f"Step{at}x{last}")
    for at in range(40):
        assert _page_with(pages, f"Amended{at} ") == _page_with(pages, f"End{at}x")


def test_a_row_longer_than_a_page_goes_on_on_the_next() -> None:
    summary = _long_rows(5)
    many = tuple(
        ResponsibleLine(organisation=f"Institute{n}x", role_label=f"role {n}") for n in range(150)
    )
    long = summary.deliverables[0].model_copy(update={"responsible": many})
    pages = pages_of(summary_pdf(summary.model_copy(update={"deliverables": (long,)})))
    on = [_page_with(pages, f"Institute{n}x") for n in range(150)]
    assert on == sorted(on)
    assert on[-1] > on[0]
