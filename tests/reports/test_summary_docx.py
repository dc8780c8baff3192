import io
import zipfile
from typing import Any

import pytest
from docx import Document
from docx.oxml.ns import qn

from tests.reports.payloads import FORMULAS, MARKUP
from tests.reports.samples import KOREAN_PARTIES, consortium, six_korean_parties, three_parties
from tracker.domain.summary import (
    AgreementSummary,
    DeliverableLine,
    FactLine,
    PartyLine,
    SourceLine,
    StepLine,
    WrittenDate,
)
from tracker.reports.summary_docx import summary_docx


def opened(summary: AgreementSummary) -> Any:
    return Document(io.BytesIO(summary_docx(summary)))


def rows_of(document: Any) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for table in document.tables for row in table.rows]


def test_it_is_built_of_real_styles_and_tables() -> None:
    document = opened(three_parties())
    styles = {paragraph.text: paragraph.style.name for paragraph in document.paragraphs}
    assert styles["ISCT, SCRM and CARM"] == "Title"
    for heading in ("Parties", "People", "Commitments", "Deliverables", "Who owes what", "Sources"):
        assert styles[heading] == "Heading 1"
    assert styles["Before the agreement, not counted"] == "Heading 2"
    rows = rows_of(document)
    assert ["BG Rhee  이병건", "Chairman, CARM", "quoted"] in rows
    pavilion = next(row for row in rows if row[0].startswith("Korea Pavilion\n"))
    assert pavilion[1] == "● Delivered\n1 June 2019 · 100 %"
    assert pavilion[2] == "29 May – 1 June 2019"
    assert pavilion[4] == "1 June 2019\nPavilion held at the society's annual meeting."
    assert [cell for row in rows for cell in row if cell.startswith("Signed")] == [
        "Signed\nnot stated"
    ]


def test_heads_repeat_and_rows_are_not_split() -> None:
    document = opened(consortium())
    headed = [table for table in document.tables if table.rows[0].cells[0].text == "Deliverable"]
    assert len(headed) == 4  # the deliverables, and sixteen parties in three tables
    for table in headed:
        first = table.rows[0]._tr.trPr
        assert first.find(qn("w:tblHeader")) is not None
        assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows)


def test_paper_fonts_and_properties() -> None:
    document = opened(six_korean_parties())
    section = document.sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    fonts = document.styles["Normal"].element.rPr.rFonts
    assert fonts.get(qn("w:ascii")) == "Pretendard"
    assert fonts.get(qn("w:eastAsia")) == "Malgun Gothic"
    core = document.core_properties
    assert core.title == "오송 공동사무소 설치·운영 업무협약"
    assert core.language == "ko"
    assert core.author == core.comments == ""
    assert core.created is not None
    assert core.created.date().isoformat() == "2026-03-05"
    assert "Page 1 of 1" in section.footer.paragraphs[0].text or "PAGE" in (
        section.footer._element.xml
    )


def test_korean_names_are_whole() -> None:
    cells = {cell for row in rows_of(opened(six_korean_parties())) for cell in row}
    assert set(KOREAN_PARTIES) <= cells


@pytest.mark.parametrize("text", [*FORMULAS, *MARKUP])
def test_text_stays_text(text: str) -> None:
    document = opened(AgreementSummary(title="T", parties=(PartyLine(name=text),)))
    assert text.strip() in document.tables[-1].rows[1].cells[0].text


def test_unprintable_text_is_no_failure() -> None:
    name = "a\x00\x0b\ud800\ufffe\u202eb"
    document = opened(AgreementSummary(title="T", parties=(PartyLine(name=name),)))
    assert document.tables[-1].rows[1].cells[0].text == "a\nb"


def test_only_web_addresses_become_links() -> None:
    sources = (
        SourceLine(title="one", url="https://example.org/a"),
        SourceLine(title="two", url="javascript:alert(1)"),
        SourceLine(title="three", url="file:///etc/passwd"),
    )
    document = opened(AgreementSummary(title="T", sources=sources))
    targets = [part.target_ref for part in document.part.rels.values() if part.is_external]
    assert targets == ["https://example.org/a"]
    assert any("javascript:alert(1)" in paragraph.text for paragraph in document.paragraphs)


def test_the_same_summary_gives_the_same_bytes_and_no_clock() -> None:
    summary = three_parties().model_copy(
        update={"generated_on": AgreementSummary(title="").generated_on}
    )
    package = summary_docx(summary)
    assert package == summary_docx(summary)
    with zipfile.ZipFile(io.BytesIO(package)) as parts:
        assert {entry.date_time for entry in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        core = parts.read("docProps/core.xml")
    assert b"dcterms:created" not in core
    assert b"dcterms:modified" not in core


def test_nothing_stated_still_makes_a_document() -> None:
    document = opened(AgreementSummary(title=""))
    assert "Untitled agreement" in [paragraph.text for paragraph in document.paragraphs]
    assert not [p for p in document.paragraphs if p.style.name.startswith("Heading")]


def test_long_facts_and_steps_stand_below_over_the_whole_width() -> None:
    exhibitors = "; ".join(f"Company {n} of Korea" for n in range(40))
    pavilion = DeliverableLine(
        title="Korea Pavilion",
        type_label="Pavilion",
        status="planned",
        status_label="Planned",
        facts=(FactLine(label="Exhibitors", value=exhibitors),),
        steps=(
            StepLine(title="Stand paid", state="done", done=WrittenDate(text="3 May 2026")),
            StepLine(title="Freight sent", state="overdue", target=WrittenDate(text="9 Nov 2026")),
        ),
    )
    few = FactLine(label="Hall and booth", value="B12")
    short = DeliverableLine(title="Booth", type_label="Pavilion", facts=(few,))
    said = AgreementSummary(title="MoU", deliverables=(pavilion, short))
    (table,) = (one for one in opened(said).tables if one.rows[0].cells[0].text == "Deliverable")
    assert [row.cells[0].text for row in table.rows][1] == "Korea Pavilion\nPavilion"
    below = table.rows[2]
    (spanned,) = below._tr.tc_lst
    assert spanned.grid_span == 5
    assert spanned.width.mm == pytest.approx(178, abs=1)
    facts, steps = below.cells[0].text.split("\n")
    assert facts == f"Exhibitors: {exhibitors}"
    assert "● Stand paid 3 May 2026" in steps.replace("\N{NO-BREAK SPACE}", " ")
    assert "Freight sent overdue 9 Nov 2026" in steps
    # It is not on another page than its title, and no line divides the two.
    assert all(p.paragraph_format.keep_with_next for p in table.rows[1].cells[0].paragraphs)
    assert table.rows[1].cells[0]._tc.tcPr.find(qn("w:tcBorders")) is not None
    # What is short stays under the title.
    assert table.rows[3].cells[0].text == "Booth\nPavilion\nHall and booth: B12"
    assert len(table.rows) == 4
