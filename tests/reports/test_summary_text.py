from tests.reports.samples import six_korean_parties, three_parties
from tracker.domain.summary import AgreementSummary, PartyLine
from tracker.reports.summary_text import summary_text


def test_it_reads_from_top_to_bottom() -> None:
    text = summary_text(three_parties())
    order = [
        "ISCT, SCRM and CARM\n===================\n",
        "Signed: not stated\n",
        "  CARM  Council for Advanced Regenerative Medicine · our side",
        "  BG Rhee  이병건 · Chairman, CARM · quoted\n",
        "  ● Korea Pavilion · Delivered · 100 % · target 29 May – 1 June 2019\n",
        "    1 June 2019: Pavilion held at the society's annual meeting.\n",
        "\nBefore the agreement, not counted\n",
        "  SCRM: 1 done, 2 no date\n",
        "As of 2 June 2019\n",
    ]
    places = [text.index(part) for part in order]
    assert places == sorted(places)
    assert text.endswith("2019\n")


def test_sources_that_disagree_are_both_told() -> None:
    assert "이장섭 직함: 행정부지사 (충청일보) / 정무부지사 (서울경제)" in summary_text(
        six_korean_parties()
    )


def test_nothing_stored_can_steer_a_terminal() -> None:
    text = summary_text(
        AgreementSummary(title="a\x1b[31mb\x9b2Jc", parties=(PartyLine(name="d\x07\x08e"),))
    )
    assert text.startswith("a[31mb2Jc\n")
    assert "de" in text
    assert not any(ord(letter) < 32 and letter != "\n" for letter in text)
