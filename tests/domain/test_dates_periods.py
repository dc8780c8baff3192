"""Halves, quarters, beginnings and ends in English and Korean, and back again as they are shown."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.as_at import AS_AT_FIELD
from tracker.domain.dates import PartialDate
from tracker.domain.dates_reading import read_date
from tracker.domain.dates_writing import write_date
from tracker.domain.filter_text import parse, read_value_text
from tracker.domain.filter_text_completing import _DATES, _PAST
from tracker.domain.filters import FieldKind, FilterField
from tracker.i18n import speaking, tr
from tracker.resources import resource_path

TODAY = date(2026, 11, 21)  # a Saturday


@pytest.mark.parametrize(
    ("english", "korean", "edtf"),
    [
        ("last quarter", "지난 분기", "2026-07/2026-09"),
        ("this quarter", "이번 분기", "2026-10/2026-12"),
        ("next quarter", "다음 분기", "2027-01/2027-03"),
        ("previous quarter", "전분기", "2026-07/2026-09"),
        ("last month", "지난 달", "2026-10"),
        ("last month", "지난달", "2026-10"),
        ("next month", "내달", "2026-12"),
        ("this half", "이번 반기", "2026-07/2026-12"),
        ("next half-year", "다음 반기", "2027-01/2027-06"),
        ("first half", "상반기", "2026-01/2026-06"),
        ("second half", "하반기", "2026-07/2026-12"),
        ("H1 2026", "2026년 상반기", "2026-01/2026-06"),
        ("2026 H2", "2026 하반기", "2026-07/2026-12"),
        ("first half of next year", "내년 상반기", "2027-01/2027-06"),
        ("Q3 this year", "올해 3분기", "2026-07/2026-09"),
        ("Q3 2026", "2026년 3분기", "2026-07/2026-09"),
        ("2026-Q3", "2026년 3/4분기", "2026-07/2026-09"),
        ("the third quarter of 2026", "2026년 3사분기", "2026-07/2026-09"),
        ("q1", "1분기", "2026-01/2026-03"),
        ("fourth quarter of last year", "작년 4분기", "2025-10/2025-12"),
        ("early next year", "내년 초", "2027-01~/2027-04~"),
        ("mid-2026", "2026년 중반", "2026-05~/2026-08~"),
        ("end of 2026", "2026년 말", "2026-09~/2026-12~"),
        ("late next year", "내년 연말", "2027-09~/2027-12~"),
        ("year end", "연말", "2026-09~/2026-12~"),
        ("late Q3", "3분기 말", "2026-09~"),
        ("early June 2026", "2026년 6월 초", "2026-06-01~/2026-06-10~"),
        ("mid June", "6월 중순", "2026-06-11~/2026-06-20~"),
        ("the end of February 2028", "2028년 2월 말", "2028-02-21~/2028-02-29~"),
        ("end of the month", "이번 달 말", "2026-11-21~/2026-11-30~"),
        ("December last year", "작년 12월", "2025-12"),
        ("15 March next year", "내년 3월 15일", "2027-03-15"),
        ("the 3rd of next month", "다음 달 3일", "2026-12-03"),
        ("last year", "지난해", "2025"),
        ("this year", "금년", "2026"),
        ("next year", "다음 해", "2027"),
        ("since last quarter", "지난 분기부터", "2026-07/.."),
        ("by Q2 2027", "2027년 2분기까지", "../2027-06"),
        ("last week", "지난주", "2026-11-09/2026-11-15"),
        ("next week", "차주", "2026-11-23/2026-11-29"),
        ("Friday this week", "이번 주 금요일", "2026-11-20"),
        ("Monday next week", "다음 주 월요일", "2026-11-23"),
        ("friday", "금요일", "2026-11-27"),
        ("last friday", "지난 금요일", "2026-11-20"),
        ("this saturday", "이번 토요일", "2026-11-21"),
    ],
)
def test_both_languages_say_the_same(english: str, korean: str, edtf: str) -> None:
    assert read_date(english, TODAY).edtf == edtf
    assert read_date(korean, TODAY).edtf == edtf


@pytest.mark.parametrize(
    ("typed", "edtf"),
    [
        ("재작년", "2024"),
        ("내후년", "2028"),
        ("글피", "2026-11-24"),
        ("２０２６년　상반기", "2026-01/2026-06"),
        ("  내년   초 ", "2027-01~/2027-04~"),
    ],
)
def test_what_only_korean_says(typed: str, edtf: str) -> None:
    assert read_date(typed, TODAY).edtf == edtf


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("Q5 2026", "not understood"),
        ("2026년 5분기", "not understood"),
        ("H3 2026", "not understood"),
        ("third half of 2026", "not understood"),
        ("주말", "not understood"),
        ("말", "not understood"),
        ("반기", "not understood"),
        ("end of", "not understood"),
        ("mid 4 June 2026", "not understood"),
        ("내년 2월 31일", "February 2027 has 28 days."),
    ],
)
def test_what_names_no_period_is_refused(typed: str, says: str) -> None:
    with pytest.raises(ValueError, match=r"\.$") as caught:
        read_date(typed, TODAY)
    assert says in str(caught.value)


_YEARS = st.sampled_from(["2026", "next year", "last year", "this year", "1999"])
_KOREAN_YEARS = st.sampled_from(["2026년", "내년", "작년", "올해", "지난해", "1999년", "재작년"])
_ENGLISH = st.one_of(
    st.builds("Q{} {}".format, st.integers(1, 4), _YEARS),
    st.builds("H{} {}".format, st.integers(1, 2), _YEARS),
    st.builds("{} {}".format, st.sampled_from(["early", "mid", "late", "end of"]), _YEARS),
    st.builds("{} {}".format, st.sampled_from(["early", "mid", "late"]),
              st.sampled_from(["February 2028", "June", "next month", "Q2 2027", "this quarter"])),
    st.builds("{} {}".format, st.sampled_from(["last", "this", "next"]),
              st.sampled_from(["week", "month", "quarter", "half", "year", "friday"])),
)  # fmt: skip
_KOREAN = st.one_of(
    st.builds("{} {}분기".format, _KOREAN_YEARS, st.integers(1, 4)),
    st.builds("{} {}반기".format, _KOREAN_YEARS, st.sampled_from("상하")),
    st.builds("{} {}".format, _KOREAN_YEARS, st.sampled_from(["초", "중반", "말"])),
    st.builds("{}월 {}".format, st.integers(1, 12), st.sampled_from(["초", "중순", "하순", "말"])),
    st.builds("{} {}".format, st.sampled_from(["지난", "이번", "다음"]),
              st.sampled_from(["주", "달", "분기", "반기", "해", "금요일"])),
)  # fmt: skip


@given(
    st.one_of(_ENGLISH, _KOREAN),
    st.dates(date(1990, 1, 1), date(2090, 1, 1)),
    st.sampled_from(["en", "ko"]),
    st.booleans(),
)
def test_what_is_shown_of_it_is_read_back_as_the_same(
    typed: str, today: date, language: str, full: bool
) -> None:
    value = read_date(typed, today)
    assert read_date(write_date(value, language, full=full), today) == value
    assert PartialDate.parse(value.edtf) == value
    assert read_date(value.edtf, today) == value


@given(
    st.sampled_from(["early", "mid", "late"]),
    st.sampled_from(["2026", "Q3 2026", "H2 2026", "February 2028", "June 2027", "next year"]),
)
def test_a_third_lies_within_what_it_is_of_and_the_thirds_meet(which: str, of: str) -> None:
    whole, part = read_date(of, TODAY), read_date(f"{which} {of}", TODAY)
    assert whole.earliest <= part.earliest <= part.latest <= whole.latest
    assert part.approximate
    if which == "early":
        assert part.earliest == whole.earliest
    if which == "late":
        assert part.latest == whole.latest


@pytest.mark.parametrize("language", ["en", "ko"])
def test_what_filters_offer_is_understood(language: str) -> None:
    with speaking(language, resource_path("i18n")):
        field = FilterField("target", "Target", FieldKind.DATE)
        for offered in (*_DATES, *_PAST):
            found = parse(f'target:"{tr(offered)}"', [field], TODAY)
            assert not found.problems, tr(offered)


@pytest.mark.parametrize(
    ("typed", "edtf"),
    [
        ("last June", "2026-06"),
        ("next June", "2027-06"),
        ("this June", "2026-06"),
        ("last December", "2025-12"),
        ("next dec", "2026-12"),
        ("last November", "2025-11"),  # not the one it is
        ("next November", "2027-11"),
        ("this November", "2026-11"),
        ("지난 6월", "2026-06"),
        ("다음 6월", "2027-06"),
        ("last month", "2026-10"),
        ("this month", "2026-11"),
        ("next quarter", "2027-01/2027-03"),
    ],
)
def test_a_month_told_by_its_name_from_today(typed: str, edtf: str) -> None:
    assert read_date(typed, date(2026, 11, 22)).edtf == edtf


def test_a_month_from_today_is_a_day_to_look_back_to() -> None:
    assert read_value_text(AS_AT_FIELD, "last June", date(2026, 11, 22)) == "2026-06-30"
