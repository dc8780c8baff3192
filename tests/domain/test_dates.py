"""Partial dates, their reading and writing, and lengths of time."""

import calendar
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, ValidationError

from tracker.domain.dates import PartialDate
from tracker.domain.dates_reading import read_date
from tracker.domain.dates_writing import write_date, write_day
from tracker.domain.durations import Duration, read_duration, write_duration

TODAY = date(2024, 6, 5)  # a Wednesday

days = st.dates(date(1000, 1, 1), date(9000, 12, 31))
marks = st.sampled_from(["", "~", "?", "%"])


@st.composite
def points(draw: st.DrawFn) -> str:
    day = draw(days)
    text = draw(
        st.sampled_from(
            [
                f"{day:%Y}",
                f"{day:%Y-%m}",
                f"{day:%Y-%m-%d}",
                f"{day:%Y}"[:3] + "X",
                f"{day:%Y}-XX",
                f"{day:%Y-%m}-XX",
                f"{day:%Y}-XX-{day:%d}",
                f"XXXX-{day:%m-%d}",
                f"XXXX-{day:%m}",
                f"XXXX-XX-{day:%d}",
            ]
        )
    )
    return text + draw(marks)


@st.composite
def edtf(draw: st.DrawFn) -> str:
    if draw(st.booleans()):
        return draw(points())
    ends = sorted((draw(points()), draw(points())), key=lambda p: PartialDate.parse(p).earliest)
    left = draw(st.sampled_from([ends[0], ends[0], "..", ""]))
    right = draw(st.sampled_from([ends[1], ends[1], "..", ""])) if left == ends[0] else ends[1]
    return f"{left}/{right}"


# --- EDTF ------------------------------------------------------------------------------------


@given(edtf())
def test_edtf_is_kept_as_it_is(text: str) -> None:
    value = PartialDate.parse(text)
    assert value.edtf == text
    assert value.earliest <= value.latest
    assert PartialDate.parse(text) == value
    assert hash(PartialDate.parse(text)) == hash(value)


@given(st.lists(edtf(), max_size=6))
def test_order_is_by_earliest_then_latest(texts: list[str]) -> None:
    ordered = sorted(PartialDate.parse(text) for text in texts)
    keys = [(value.earliest, value.latest, value.edtf) for value in ordered]
    assert keys == sorted(keys)


@given(days)
def test_a_day_is_one_day(day: date) -> None:
    value = PartialDate.of(day)
    assert value == PartialDate.parse(day.isoformat())
    assert value.is_day
    assert value.earliest == value.latest == day


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("2024", date(2024, 1, 1), date(2024, 12, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2023-02", date(2023, 2, 1), date(2023, 2, 28)),
        ("2024-02-29", date(2024, 2, 29), date(2024, 2, 29)),
        ("2024-XX", date(2024, 1, 1), date(2024, 12, 31)),
        ("2024-XX-31", date(2024, 1, 31), date(2024, 12, 31)),
        ("2024-XX-30", date(2024, 1, 30), date(2024, 12, 30)),
        ("2024-02-XX", date(2024, 2, 1), date(2024, 2, 29)),
        ("2024-1X", date(2024, 10, 1), date(2024, 12, 31)),
        ("2024-02-2X", date(2024, 2, 20), date(2024, 2, 29)),
        ("201X", date(2010, 1, 1), date(2019, 12, 31)),
        ("201X-02-29", date(2012, 2, 29), date(2016, 2, 29)),
        ("2X24", date(2024, 1, 1), date(2924, 12, 31)),
        ("XXXX-XX-12", date.min, date.max),
        ("XXXX-09-18", date.min, date.max),
        ("2020-03/..", date(2020, 3, 1), date.max),
        ("2020-03/", date(2020, 3, 1), date.max),
        ("../2020-03", date.min, date(2020, 3, 31)),
        ("2019-05-29/2019-06-01", date(2019, 5, 29), date(2019, 6, 1)),
        ("2013-11~", date(2013, 11, 1), date(2013, 11, 30)),
    ],
)
def test_bounds(text: str, earliest: date, latest: date) -> None:
    value = PartialDate.parse(text)
    assert (value.earliest, value.latest) == (earliest, latest)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("2024-02-31", "February 2024 has 29 days."),
        ("2023-02-29", "February 2023 has 28 days."),
        ("1900-02-29", "February 1900 has 28 days."),
        ("XXXX-02-30", "February never has more than 29 days."),
        ("2024-13", "There is no month 13."),
        ("2024-00", "There is no month 00."),
        ("2024-06-32", "There is no day 32."),
        ("0000", "There is no year 0."),
        ("201X-02-3X", "never has more than 29"),
        ("2013-02-29/2014", "February 2013"),
        ("2021-02-29/..", "February 2021"),
        ("2024/2023", "comes before its start"),
        ("../..", "needs a start or an end"),
        ("/", "needs a start or an end"),
        ("1/2/3", "is not a date"),
        ("", "is not a date"),
        ("٢٠٢٤", "is not a date"),
        ("🎉", "is not a date"),
        ("9" * 10_000, "is not a date"),
    ],
)
def test_what_is_no_date_is_refused_in_words(text: str, says: str) -> None:
    with pytest.raises(ValueError, match=r"^.{1,160}$") as caught:
        PartialDate.parse(text)
    assert says in str(caught.value)


def test_flags() -> None:
    assert PartialDate.parse("2013-11~").approximate
    assert PartialDate.parse("2015-05?").uncertain
    both = PartialDate.parse("2015-05?~")
    assert both.edtf == "2015-05%"
    assert both.approximate
    assert both.uncertain
    assert not PartialDate.parse("2024-06-04?").is_day
    assert not PartialDate.parse("2024-06").is_day
    interval = PartialDate.parse("2020-03/2021~")
    assert interval.is_interval
    assert not interval.is_day
    assert interval.approximate
    assert (interval.start, interval.end) == (
        PartialDate.parse("2020-03"),
        PartialDate.parse("2021~"),
    )
    assert PartialDate.parse("2020-03/..").end is None
    assert PartialDate.of(datetime(2024, 6, 4, 23, 59)) == PartialDate.parse("2024-06-04")  # noqa: DTZ001


def test_small_letters_and_spaces_are_forgiven() -> None:
    assert PartialDate.parse(" xxxx-09-18 ").edtf == "XXXX-09-18"
    assert PartialDate.parse("2019 / 2020").edtf == "2019/2020"


class _Record(BaseModel):
    on: PartialDate | None = None
    length: Duration | None = None


def test_pydantic_takes_and_gives_them() -> None:
    record = _Record.model_validate({"on": "2024-06~", "length": "P1Y6M"})
    assert record.on == PartialDate.parse("2024-06~")
    assert record.length == Duration(1, 6)
    assert record.model_dump() == {"on": record.on, "length": record.length}
    assert record.model_dump(mode="json") == {"on": "2024-06~", "length": "P1Y6M"}
    assert _Record.model_validate_json(record.model_dump_json()) == record
    assert _Record.model_validate({"on": date(2024, 6, 4)}).on == PartialDate.parse("2024-06-04")
    assert _Record.model_validate(record.model_dump()) == record
    assert _Record.model_json_schema()["properties"]["on"]["anyOf"][0]["type"] == "string"
    with pytest.raises(ValidationError, match="February 2024 has 29 days"):
        _Record.model_validate({"on": "2024-02-31"})
    with pytest.raises(ValidationError, match="not a length of time"):
        _Record.model_validate({"length": 3})
    with pytest.raises(ValidationError, match="not a date"):
        _Record.model_validate({"on": 2024})


# --- reading and writing -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("4 June 2024", "2024-06-04"),
        ("4th of June, 2024", "2024-06-04"),
        ("June 4, 2024", "2024-06-04"),
        ("june 4 2024", "2024-06-04"),
        ("4-Jun-2024", "2024-06-04"),
        ("Tuesday, 4 June 2024", "2024-06-04"),
        ("Aug 2020", "2020-08"),
        ("Sept. 2020", "2020-09"),
        ("2024.6.4", "2024-06-04"),
        ("2024. 6. 4.", "2024-06-04"),
        ("2024/6/4", "2024-06-04"),
        ("2024-6-4", "2024-06-04"),
        ("4/6/2024", "2024-06-04"),
        ("4.6.2024", "2024-06-04"),
        ("6/4/2024", "2024-04-06"),
        ("4/13/2024", "2024-04-13"),
        ("06/2024", "2024-06"),
        ("2024", "2024"),
        ("2024년 6월 4일", "2024-06-04"),
        ("2020년 8월", "2020-08"),
        ("2020년", "2020"),
        ("２０２４年６月４日", "2024-06-04"),
        ("4 June", "XXXX-06-04"),
        ("6월 4일", "XXXX-06-04"),
        ("June", "XXXX-06"),
        ("the 12th", "XXXX-XX-12"),
        ("about 2020", "2020~"),
        ("circa 2020", "2020~"),
        ("c. May 2020", "2020-05~"),
        ("2020년경", "2020~"),
        ("2020?", "2020?"),
        ("about 2020?", "2020%"),
        ("2010s", "201X"),
        ("Q3 2024", "2024-07/2024-09"),
        ("2024년 3분기", "2024-07/2024-09"),
        ("H2 2024", "2024-07/2024-12"),
        ("29 May - 1 June 2019", "2019-05-29/2019-06-01"),
        ("29 May – 1 June 2019", "2019-05-29/2019-06-01"),
        ("29 May–1 June 2019", "2019-05-29/2019-06-01"),
        ("29 Dec - 2 Jan 2020", "2019-12-29/2020-01-02"),
        ("26-28 October 2020", "2020-10-26/2020-10-28"),
        ("October 26-28, 2020", "2020-10-26/2020-10-28"),
        ("Oct. 26 – 28, 2020", "2020-10-26/2020-10-28"),
        ("2020-10-26 to 2020-10-28", "2020-10-26/2020-10-28"),
        ("2019년 5월 29일 ~ 6월 1일", "2019-05-29/2019-06-01"),
        ("2019년 5월 29일부터 6월 1일까지", "2019-05-29/2019-06-01"),
        ("from May 2019 to June 2020", "2019-05/2020-06"),
        ("between 2019 and 2020", "2019/2020"),
        ("2019-2021", "2019/2021"),
        ("since 2018", "2018/.."),
        ("from 2018", "2018/.."),
        ("March 2020 – ongoing", "2020-03/.."),
        ("2018년부터", "2018/.."),
        ("until 2024", "../2024"),
        ("2024년까지", "../2024"),
        ("2024-XX", "2024-XX"),
        ("XXXX-XX-12", "XXXX-XX-12"),
        ("2020-03/..", "2020-03/.."),
        # from today, Wednesday 5 June 2024
        ("today", "2024-06-05"),
        ("Tomorrow", "2024-06-06"),
        ("yesterday", "2024-06-04"),
        ("오늘", "2024-06-05"),
        ("next Friday", "2024-06-07"),
        ("next Wednesday", "2024-06-12"),
        ("wed", "2024-06-12"),
        ("this Wednesday", "2024-06-05"),
        ("last Wednesday", "2024-05-29"),
        ("last Tuesday", "2024-06-04"),
        ("+2w", "2024-06-19"),
        ("+3d", "2024-06-08"),
        ("-3d", "2024-06-02"),
        ("+1m", "2024-07-05"),
        ("+1y", "2025-06-05"),
        ("in 2 weeks", "2024-06-19"),
        ("3 days ago", "2024-06-02"),
        ("3일 전", "2024-06-02"),
        ("next month", "2024-07"),
        ("다음 달", "2024-07"),
        ("last year", "2023"),
        ("next week", "2024-06-10/2024-06-16"),
        ("this quarter", "2024-04/2024-06"),
    ],
)
def test_reads_what_people_type(typed: str, expected: str) -> None:
    assert read_date(typed, TODAY).edtf == expected


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("31 February", "February never has more than 29 days."),
        ("31 February 2024", "February 2024 has 29 days."),
        ("31/2/2024", "February 2024 has 29 days."),
        ("2024-13", "There is no month 13."),
        ("13/13/2024", "There is no month 13."),
        ("Friday, 4 June 2024", "is a Tuesday"),
        ("4 June 2024 - 1 June 2024", "comes before its start"),
        ("", "such as"),
        ("   ", "such as"),
        ("4/6/24", "not understood"),  # of which century?
        ("2019–21", "not understood"),
        ("spring 2020", "not understood"),
        ("soon", "not understood"),
        ("1", "not understood"),
        ("🎉", "not understood"),
        ("x" * 10_000, "not understood"),
        ("1" * 10_000, "not understood"),
        (" - " * 20, "not understood"),
        ("since since 2018", "not understood"),
        ("../..", "needs a start or an end"),
        ("\x00", "not understood"),
    ],
)
def test_nonsense_is_refused_in_words(typed: str, says: str) -> None:
    with pytest.raises(ValueError, match=r"\.$") as caught:
        read_date(typed, TODAY)
    assert says in str(caught.value)
    assert len(str(caught.value)) < 200


@given(st.text(max_size=90))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        value = read_date(text, TODAY)
    except ValueError as error:
        assert str(error).endswith(".")  # noqa: PT017
    else:
        assert PartialDate.parse(value.edtf) == value


@given(edtf(), st.sampled_from(["en", "ko"]), st.booleans())
def test_what_is_written_is_read_back(text: str, language: str, full: bool) -> None:
    value = PartialDate.parse(text)
    assert read_date(write_date(value, language, full=full), TODAY) == value
    assert read_date(text, TODAY) == value


@pytest.mark.parametrize(
    ("text", "english", "korean"),
    [
        ("2024-06-04", "4 Jun 2024", "2024년 6월 4일"),
        ("2024-06", "Jun 2024", "2024년 6월"),
        ("2024", "2024", "2024년"),
        ("2020~", "about 2020", "2020년경"),
        ("2020?", "2020 (uncertain)", "2020년(불확실)"),
        ("2020%", "about 2020 (uncertain)", "2020년경(불확실)"),
        ("201X", "2010s", "2010년대"),
        ("2024-XX", "2024, month unknown", "2024년(월 모름)"),
        ("XXXX-09-18", "18 Sep, year unknown", "9월 18일(연도 모름)"),
        ("XXXX-XX-12", "12th of an unknown month", "12일(연도·월 모름)"),
        ("XXXX-XX-22", "22nd of an unknown month", "22일(연도·월 모름)"),
        ("XXXX", "unknown date", "날짜 모름"),
        ("2019-05-29/2019-06-01", "29 May – 1 Jun 2019", "2019년 5월 29일 ~ 6월 1일"),
        ("2020-10-26/2020-10-28", "26 – 28 Oct 2020", "2020년 10월 26일 ~ 28일"),
        ("2020-03/2020-05", "Mar – May 2020", "2020년 3월 ~ 5월"),
        ("2019-12-29/2020-01-02", "29 Dec 2019 – 2 Jan 2020", "2019년 12월 29일 ~ 2020년 1월 2일"),
        ("2020-03/..", "since Mar 2020", "2020년 3월부터"),
        ("2020-03~/", "since about Mar 2020, end unknown", "2020년 3월경부터(끝 모름)"),
        ("../2024", "until 2024", "2024년까지"),
    ],
)
def test_writes_as_people_read(text: str, english: str, korean: str) -> None:
    value = PartialDate.parse(text)
    assert write_date(value, "en") == english
    assert write_date(value) == english
    assert write_date(value, "fr") == english
    assert write_date(value, "ko") == korean
    assert write_date(value, "ko_KR") == korean


def test_writes_nothing_for_nothing_and_full_names() -> None:
    assert write_date(None) == ""
    assert write_date(PartialDate.parse("2024-06-04"), full=True) == "4 June 2024"
    assert write_day(date(2024, 9, 1), "en") == "1 Sep 2024"
    assert write_day(date(2024, 9, 1), "ko") == "2024년 9월 1일"


# --- lengths of time -----------------------------------------------------------------------------

durations = st.builds(Duration, st.integers(0, 200), st.integers(0, 500), st.integers(0, 5000))


@given(durations)
def test_duration_text(duration: Duration) -> None:
    assert Duration.parse(duration.iso) == duration
    assert read_duration(duration.iso) == duration
    assert read_duration(write_duration(duration)) == duration


@pytest.mark.parametrize(
    ("typed", "iso"),
    [
        ("3 years", "P3Y"),
        ("3-year", "P3Y"),
        ("one year", "P1Y"),
        ("1 year 6 months", "P1Y6M"),
        ("1 year and 6 months", "P1Y6M"),
        ("6 months", "P6M"),
        ("90 days", "P90D"),
        ("90d", "P90D"),
        ("two weeks", "P14D"),
        ("P2W", "P14D"),
        ("3년", "P3Y"),
        ("3년간", "P3Y"),
        ("6개월", "P6M"),
        ("1년 6개월", "P1Y6M"),
        ("90일", "P90D"),
        ("2주", "P14D"),
    ],
)
def test_reads_lengths(typed: str, iso: str) -> None:
    assert read_duration(typed).iso == iso


@pytest.mark.parametrize(
    "typed", ["", " ", "3", "years", "3 apples", "P", "PT3H", "-3 years", "x" * 9999, "년", "🎉"]
)
def test_refuses_other_lengths(typed: str) -> None:
    with pytest.raises(ValueError, match="is not a length of time"):
        read_duration(typed)
    with pytest.raises(ValueError, match="is not a length of time"):
        Duration.parse(typed)


def test_no_length_below_zero() -> None:
    with pytest.raises(ValueError, match="below zero"):
        Duration(days=-1)


def test_writes_lengths() -> None:
    assert write_duration(None) == ""
    assert write_duration(Duration(1)) == "1 year"
    assert write_duration(Duration(3, 1, 2)) == "3 years 1 month 2 days"
    assert write_duration(Duration()) == "0 days"


@given(days, st.integers(0, 600))
def test_months_are_held_within_the_month(day: date, months: int) -> None:
    later = Duration(months=months).after(day)
    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == months
    assert later.day == min(day.day, calendar.monthrange(later.year, later.month)[1])


@pytest.mark.parametrize(
    ("start", "length", "end"),
    [
        (date(2024, 1, 31), "P1M", date(2024, 2, 29)),
        (date(2023, 1, 31), "P1M", date(2023, 2, 28)),
        (date(2024, 2, 29), "P1Y", date(2025, 2, 28)),
        (date(2024, 2, 29), "P4Y", date(2028, 2, 29)),
        (date(2024, 6, 4), "P3Y", date(2027, 6, 4)),
        (date(9999, 1, 1), "P1Y", date.max),
        (date.max, "P1D", date.max),
        (date.min, "P1D", date.min),
    ],
)
def test_adding_to_days(start: date, length: str, end: date) -> None:
    assert Duration.parse(length).after(start) == end


def test_taking_from_days() -> None:
    assert Duration(months=3).before(date(2024, 5, 31)) == date(2024, 2, 29)
    assert Duration(years=3000).before(date(2024, 5, 31)) == date.min


@pytest.mark.parametrize(
    ("start", "length", "end"),
    [
        ("2024-06", "P3Y", "2027-06"),
        ("2024-06", "P8M", "2025-02"),
        ("2024-06", "P90D", "2024-08-30/2024-09-28"),
        ("2024", "P3Y", "2027"),
        ("2024", "P12M", "2025"),
        ("2024", "P6M", "2024-07/2025-06"),
        ("2024~", "P3Y", "2027~"),
        ("2026-11~", "P2W", "2026-11-15~/2026-12-14~"),
        ("2026?", "P1D", "2026-01-02?/2027-01-01?"),
        ("202X~", "P1M", "2020-02-01~/2030-01-31~"),
        ("2026-11~/2026-12-05", "P2W", "2026-11-15~/2026-12-19"),
        ("../2026-11~", "P2W", "../2026-12-14~"),
        ("2024-06-04?", "P1M", "2024-07-04?"),
        ("201X", "P3Y", "2013-01-01/2022-12-31"),
        ("2024-06/..", "P1Y", "2025-06/.."),
        ("2024-06/", "P1Y", "2025-06/"),
        ("../2024-06-04", "P3Y", "../2027-06-04"),
        ("2019-05-29/2019-06-01", "P1Y", "2020-05-29/2020-06-01"),
        ("XXXX-09-18", "P1Y", "XXXX"),
    ],
)
def test_adding_keeps_precision(start: str, length: str, end: str) -> None:
    assert Duration.parse(length).after(PartialDate.parse(start)).edtf == end


@given(edtf(), durations)
def test_adding_keeps_the_order_of_the_bounds(text: str, duration: Duration) -> None:
    value = PartialDate.parse(text)
    later = duration.after(value)
    assert later.earliest <= later.latest
    assert later.latest >= value.latest
    assert later.earliest >= value.earliest or value.earliest == date.min


@given(edtf(), durations, st.booleans())
def test_what_is_about_or_not_certain_stays_so(text: str, duration: Duration, back: bool) -> None:
    value = PartialDate.parse(text)
    moved = duration.before(value) if back else duration.after(value)
    # Where a year is not known or the calendar ends, nothing is left that could be about a day.
    bounded = "XXXX" not in text and {moved.earliest, moved.latest}.isdisjoint(
        {date.min, date.max} - {value.earliest, value.latest}
    )
    if bounded:
        assert moved.approximate == value.approximate
        assert moved.uncertain == value.uncertain


@given(days, durations)
def test_a_sum_of_lengths(day: date, duration: Duration) -> None:
    assert Duration(days=3).after(day) == day + timedelta(days=3)
    assert (duration + duration) == duration * 2
    assert bool(duration) == (duration.after(day) != day)
