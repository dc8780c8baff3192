import io
import re
import zipfile
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest
import python_calamine

from tests.reports.payloads import FORMULAS, MARKUP, filled
from tests.reports.samples import KOREAN_PARTIES, consortium, six_korean_parties, three_parties
from tracker.domain.summary import (
    AgreementSummary,
    CommitmentLine,
    DeliverableLine,
    FactLine,
    LifecycleLine,
    LinkLine,
    LogColumn,
    LogTable,
    MoneyLine,
    OwesCell,
    OwesMatrix,
    OwesRow,
    PartyLine,
    PersonLine,
    SourceLine,
    Statement,
    WrittenDate,
)
from tracker.domain.summary import Disagreement as DisagreementLine
from tracker.reports.summary_xlsx import summary_xlsx

SHEETS = ["Summary", "Parties and people", "Deliverables", "Who owes what", "Sources"]


def opened(summary: AgreementSummary) -> dict[str, list[list[Any]]]:
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(summary_xlsx(summary)))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def xml_of(package: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(package)) as parts:
        return {name: parts.read(name).decode() for name in parts.namelist()}


def test_sheets_and_cells() -> None:
    sheets = opened(three_parties())
    assert list(sheets) == SHEETS
    summary = {row[0]: row[1] for row in sheets["Summary"]}
    assert summary["Title"] == "ISCT, SCRM and CARM"
    assert summary["Signed"] == "not stated"
    assert summary["Announced"] == date(2018, 12, 3)
    assert summary["As of"] == date(2019, 6, 2)
    heads, pavilion, *_ = sheets["Deliverables"]
    line = dict(zip(heads, pavilion, strict=True))
    assert line["Deliverable"] == "Korea Pavilion"
    assert line["Percent"] == 100
    assert line["Target"] == "29 May – 1 June 2019"
    assert line["Delivered"] == date(2019, 6, 1)
    assert line["Last progress on"] == date(2019, 6, 1)
    assert line["Counted"] == "yes"
    assert sheets["Deliverables"][-1][heads.index("Counted")] == "no, before the agreement"
    assert sheets["Who owes what"][1] == [
        "Korea Pavilion",
        "hosts · done",
        "leads · done",
        "leads · done",
    ]
    assert sheets["Who owes what"][-1][0] == "Balance"
    assert sheets["Sources"][1][:4] == [
        "ISCT announces MoU with SCRM and CARM",
        "International Society for Cell & Gene Therapy",
        date(2018, 12, 3),
        "official",
    ]


def test_korean_and_disagreement() -> None:
    sheets = opened(six_korean_parties())
    assert set(KOREAN_PARTIES) <= {row[0] for row in sheets["Parties and people"]}
    assert [row[-1] for row in sheets["Sources"]][-2:] == [
        "이장섭 직함: 행정부지사",
        "이장섭 직함: 정무부지사",
    ]


def everywhere(text: str) -> AgreementSummary:
    """`text` in every text field of every part of a summary."""
    cell = OwesCell(**filled(OwesCell, text))
    return AgreementSummary(
        **filled(AgreementSummary, text),
        flags=(text,),
        tags=(text,),
        our_side=(text,),
        status_since=WrittenDate(text=text, iso=text),
        generated_on=WrittenDate(text=text),
        parties=(PartyLine(**filled(PartyLine, text)),),
        people=(PersonLine(**filled(PersonLine, text), other_names=(text,)),),
        commitments=(CommitmentLine(**filled(CommitmentLine, text)),),
        lifecycle=(LifecycleLine(**filled(LifecycleLine, text)),),
        links=(LinkLine(**filled(LinkLine, text)),),
        money=(MoneyLine(**filled(MoneyLine, text)),),
        deliverables=(
            DeliverableLine(
                **filled(DeliverableLine, text), facts=(FactLine(label=text, value=text),)
            ),
        ),
        matrix=OwesMatrix(columns=(text,), rows=(OwesRow(deliverable=text, cells=(cell,)),)),
        sources=(SourceLine(**filled(SourceLine, text), url=text),),
        disagreements=(
            DisagreementLine(field_label=text, statements=(Statement(value=text, source=text),)),
        ),
    )


@pytest.mark.parametrize("text", [*FORMULAS, *MARKUP, "http://example.org", "mailto:a@example.org"])
def test_nothing_typed_becomes_a_formula_a_link_or_a_number(text: str) -> None:
    package = summary_xlsx(everywhere(text))
    parts = xml_of(package)
    for name, xml in parts.items():
        if name.startswith("xl/worksheets/"):
            assert "<f>" not in xml
            assert "<f " not in xml
            assert "<hyperlink" not in xml
            kinds = set(re.findall(r'<c [^>]*\bt="(\w+)"', xml))
            assert kinds <= {"s"}
            # A cell with a value and no kind would be a number.
            assert not re.search(r"<c (?![^>]*\bt=)[^>]*><v>", xml)
    assert not [name for name in parts if "externalLink" in name or "vml" in name.lower()]
    titles = [row[1] for row in opened(everywhere(text))["Summary"]]
    assert text.strip() in titles or " ".join(text.split()) in titles


def test_numbers_that_are_numbers_stay_numbers() -> None:
    line = DeliverableLine(title="-5", percent=40)
    row = opened(AgreementSummary(title="T", deliverables=(line,)))["Deliverables"][1]
    assert row[0] == "-5"
    assert row[4] == 40


@pytest.mark.parametrize(
    ("iso", "text", "expected"),
    [
        ("2024-02-29", "29 February 2024", date(2024, 2, 29)),
        ("2024-02-31", "31 February 2024", "31 February 2024"),
        ("2024-02", "February 2024", "February 2024"),
        ("", "May 2015?", "May 2015?"),
        ("1899-12-31", "31 December 1899", "31 December 1899"),
    ],
)
def test_only_a_whole_possible_day_is_a_typed_date(iso: str, text: str, expected: object) -> None:
    person = PersonLine(name="A", signed_on=WrittenDate(text=text, iso=iso))
    row = opened(AgreementSummary(title="T", people=(person,)))["Parties and people"][1]
    assert row[8] == expected
    assert not isinstance(row[8], datetime)


def test_targets_that_are_no_day_can_be_sorted_by_the_last_one_among_real_dates() -> None:
    targets = (
        WrittenDate(text="Oct – Dec 2026", last="2026-12-31"),
        WrittenDate(text="1 Nov 2026", iso="2026-11-01", last="2026-11-01"),
        WrittenDate(text="from 2027"),
        WrittenDate(),
    )
    rows = tuple(DeliverableLine(title=str(at), target=one) for at, one in enumerate(targets))
    heads, *found = opened(AgreementSummary(title="T", deliverables=rows))["Deliverables"]
    at = heads.index("Target")
    assert heads[at + 1] == "Target, last day"
    assert [row[at] for row in found] == ["Oct – Dec 2026", date(2026, 11, 1), "from 2027", ""]
    assert [row[at + 1] for row in found] == [date(2026, 12, 31), date(2026, 11, 1), "", ""]
    # Where every target is a day there is nothing to add.
    days = opened(AgreementSummary(title="T", deliverables=rows[1:2]))["Deliverables"][0]
    assert "Target, last day" not in days


def test_the_log_has_a_sheet_of_its_own() -> None:
    log = LogTable(
        columns=(
            LogColumn(label="Deliverable", kind="reference"),
            LogColumn(label="On", kind="date"),
            LogColumn(label="Percent", kind="percent"),
            LogColumn(label="Value", kind="decimal"),
        ),
        rows=(
            ("Pavilion", WrittenDate(text="Nov 2026", last="2026-11-30"), 40, Decimal("12.5")),
            ("=1+1", WrittenDate(text="1 Nov 2026", iso="2026-11-01", last="2026-11-01"), "", ""),
        ),
    )
    sheets = opened(AgreementSummary(title="T", log=log))
    assert sheets["Log"] == [
        ["Deliverable", "On", "On, last day", "Percent", "Value"],
        ["Pavilion", "Nov 2026", date(2026, 11, 30), 40, 12.5],
        ["=1+1", date(2026, 11, 1), date(2026, 11, 1), "", ""],
    ]
    assert "Log" not in opened(AgreementSummary(title="T"))


def test_heads_are_frozen_and_filtered() -> None:
    parts = xml_of(summary_xlsx(consortium()))
    sheets = [xml for name, xml in parts.items() if name.startswith("xl/worksheets/sheet")]
    assert len(sheets) == 5
    for xml in sheets:
        assert 'state="frozen"' in xml
    assert sum("<autoFilter" in xml for xml in sheets) == 4  # it has no sources to filter


def test_a_huge_note_fits_its_cell() -> None:
    summary = three_parties().model_copy(update={"note": "가" * 10_000_000})
    note = dict(row[:2] for row in opened(summary)["Summary"])["Note"]
    assert len(note) <= 32_767
    assert "10,000,000 characters in the record" in note


def test_the_same_summary_gives_the_same_bytes_and_no_clock() -> None:
    package = summary_xlsx(six_korean_parties())
    assert package == summary_xlsx(six_korean_parties())
    assert xml_of(package)["docProps/core.xml"].count("2026-03-05T00:00:00Z") == 2
    timeless = summary_xlsx(AgreementSummary(title=""))
    assert "dcterms:created" not in xml_of(timeless)["docProps/core.xml"]
