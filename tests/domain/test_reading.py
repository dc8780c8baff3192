"""What is written is read back as it was, and what people mistype is refused in plain words."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain import fields as f
from tracker.domain.countries import countries
from tracker.domain.dates import PartialDate
from tracker.domain.deliverable_types import types
from tracker.domain.durations import Duration
from tracker.domain.fields import FieldSpec, Kind
from tracker.domain.money import LARGEST, Money, read_decimal, write_decimal
from tracker.domain.offsets import Offset
from tracker.domain.reading import read_value, write_value
from tracker.domain.record import specs
from tracker.domain.records import BY_KEY
from tracker.domain.records.agreements import AgreementKind
from tracker.domain.records.contacts import Contact
from tracker.i18n import speaking
from tracker.resources import resource_path

TODAY = date(2026, 11, 21)
LANGUAGES = ("en", "ko")

TITLE = f.text("Title")
NOTE = f.long_text("Note")
URL = f.url("Address")
COUNT = f.integer("Count")
AREA = f.decimal("Area", unit="m²")
PERCENT = f.percent("Percent")
FEE = f.money("Fee")
KIND = f.choice("Kind", AgreementKind)


def read(spec: FieldSpec, text: str) -> Any:
    return read_value(spec, text, TODAY)


@pytest.mark.parametrize(
    "text",
    ["162", "162 m²", "162m2", "162 ㎡", "162 m^2", "162 sqm", "162 sq m", "162 sq.m.", "162 SQM",
     "162 square metres", "162제곱미터"],
)  # fmt: skip
def test_a_number_may_be_written_with_its_unit(text: str) -> None:
    assert read(AREA, text) == Decimal(162)


def test_another_unit_is_no_spelling_of_this_one() -> None:
    with pytest.raises(ValueError, match="162 ft"):
        read(AREA, "162 ft")


# --- round trips ---------------------------------------------------------------------------------

# As the reader leaves them: single spaces, no line breaks, nothing that no file can hold.
lines = st.text(st.characters(exclude_categories=("Cs", "Cc", "Zs", "Zl", "Zp")), max_size=60)
decimals = st.decimals(-LARGEST, LARGEST, places=4, allow_nan=False, allow_infinity=False)
dates = st.one_of(
    st.dates().map(PartialDate.of),
    st.sampled_from(
        ["2024-06", "2024", "2020~", "2015-05?", "2019-05-29/2019-06-01", "2020-03/.."]
    ).map(PartialDate.parse),
    st.sampled_from(["../2024", "201X", "XXXX-XX-12", "2013-11%", "2020-03/"]).map(
        PartialDate.parse
    ),
)
durations = st.builds(Duration, st.integers(0, 99), st.integers(0, 99), st.integers(0, 999))
offsets = st.builds(
    lambda length, before: Offset(length, before and bool(length)), durations, st.booleans()
)
VALUES: dict[Kind, tuple[FieldSpec, st.SearchStrategy[Any]]] = {
    Kind.TEXT: (TITLE, lines),
    Kind.LONG_TEXT: (NOTE, st.lists(lines.filter(bool), max_size=4).map("\n".join)),
    Kind.TEXTS: (
        f.texts("Places"),
        st.lists(lines.filter(lambda line: line and ";" not in line), unique=True).map(tuple),
    ),
    Kind.INTEGER: (COUNT, st.integers(0, 2**31 - 1)),
    Kind.DECIMAL: (f.decimal("Area", unit="m²", minimum=None), decimals),
    Kind.MONEY: (
        f.money("Fee", minimum=None),
        st.builds(Money, amount=decimals, currency=st.from_regex(r"[A-Z]{3}", fullmatch=True)),
    ),
    Kind.PERCENT: (PERCENT, st.integers(0, 100)),
    Kind.FLAG: (f.flag("Binding"), st.booleans()),
    Kind.CHOICE: (KIND, st.sampled_from(list(AgreementKind))),
    Kind.DATE: (f.date("On"), dates),
    Kind.MOMENT: (
        f.moment("At"),
        st.datetimes(timezones=st.just(UTC)),
    ),
    Kind.DURATION: (f.duration("Term"), durations),
    Kind.OFFSET: (f.offset("From the event"), offsets),
    Kind.COUNTRY: (f.country("Country"), st.sampled_from(sorted(countries()))),
    Kind.URL: (URL, st.sampled_from(["https://carm.or.kr/한글?a=1#b", "mailto:a@b.org"])),
    Kind.REFERENCE: (f.reference("Owner", "contact"), st.integers(1, 2**31 - 1)),
}
NOT_TEXT = {Kind.CHILDREN, Kind.PARTICIPANTS, Kind.DETAILS}


def test_every_kind_of_field_is_tried() -> None:
    assert set(VALUES) | NOT_TEXT == set(Kind)


@pytest.mark.parametrize("kind", VALUES)
@pytest.mark.parametrize("language", LANGUAGES)
@given(data=st.data())
def test_what_is_written_is_read_back(kind: Kind, language: str, data: st.DataObject) -> None:
    spec, values = VALUES[kind]
    value = data.draw(values)
    with speaking(language, resource_path("i18n")):
        assert read(spec, write_value(spec, value, language)) == value


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_declared_choice_is_read_back_from_its_label(language: str) -> None:
    declared = [
        spec
        for record in (*BY_KEY.values(), *types().values())
        for spec in specs(record)
        if spec.kind is Kind.CHOICE
    ]
    with speaking(language, resource_path("i18n")):
        for spec in declared:
            for value in spec.choices:
                assert read(spec, write_value(spec, value, language)) == value, spec


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_country_is_read_back_from_its_name(language: str) -> None:
    for code, name in countries(language).items():
        assert read(f.country("Country"), name) == code


@pytest.mark.parametrize("kind", [kind for kind in VALUES if kind is not Kind.REFERENCE])
def test_nothing_written_is_nothing_known(kind: Kind) -> None:
    spec, _ = VALUES[kind]
    for nothing in ("", "   ", "\n"):
        empty = read(spec, nothing)
        assert empty in (None, "", ())
        assert write_value(spec, empty) == ""


@given(st.text(max_size=60))
def test_any_text_is_read_or_refused_in_a_sentence(text: str) -> None:
    said = []
    for spec, _ in VALUES.values():
        try:
            read(spec, text)
        except ValueError as error:
            said.append(str(error))
    assert all(sentence.endswith(".") for sentence in said)


# --- what people type ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("spec", "typed", "value"),
    [
        (f.country("Country"), "Korea", "KR"),
        (f.country("Country"), "대한민국", "KR"),
        (f.country("Country"), "일본", "JP"),
        (f.country("Country"), "kr", "KR"),
        (f.country("Country"), "The Netherlands", "NL"),
        (f.country("Country"), "Hong Kong", "HK"),
        (KIND, "MoU", "mou"),
        (KIND, "letter of intent", "loi"),
        (KIND, "consortium membership", "consortium_membership"),
        (COUNT, "1,500", 1500),
        (COUNT, "１５００", 1500),
        (AREA, "36 m²", Decimal(36)),
        (AREA, "36.25", Decimal("36.25")),
        (PERCENT, "50 %", 50),
        (PERCENT, "0", 0),
        (FEE, "100 million USD", Money(amount=Decimal(10) ** 8, currency="USD")),
        (FEE, "krw 25,000", Money(amount=Decimal(25_000), currency="KRW")),
        (FEE, "USD25,000", Money(amount=Decimal(25_000), currency="USD")),
        (f.flag("Binding"), "예", True),
        (f.flag("Binding"), "no", False),
        (TITLE, "  MoU   of\tARM\nand CARM ", "MoU of ARM and CARM"),
        (TITLE, "🧬 Zelltherapie", "🧬 Zelltherapie"),
        (TITLE, "שלום עולם", "שלום עולם"),
        (NOTE, "one\n\ntwo\n", "one\n\ntwo"),
        (f.texts("Places"), "Seoul; Washington; ; Seoul", ("Seoul", "Washington")),
        (URL, "www.carm.or.kr/about", "https://www.carm.or.kr/about"),
        (URL, "example.org:8080/a", "https://example.org:8080/a"),
        (URL, "HTTPS://EXAMPLE.ORG", "HTTPS://EXAMPLE.ORG"),
        (f.moment("At"), "2024-06-04T09:30", datetime(2024, 6, 4, 9, 30, tzinfo=UTC)),
    ],
)
def test_reads_what_people_type(spec: FieldSpec, typed: str, value: object) -> None:
    assert read(spec, typed) == value


def test_choices_are_read_in_korean() -> None:
    with speaking("ko", resource_path("i18n")) as spoken:
        assert spoken == "ko"
        label = write_value(KIND, AgreementKind.LOI, "ko")
        assert label != write_value(KIND, AgreementKind.MOU, "ko")
        assert any("가" <= sign <= "힣" for sign in label)
        assert read(KIND, label) == "loi"


# --- mistakes ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("spec", "typed", "says"),
    [
        (f.date("On"), "31 February 2024", "February 2024 has 29 days"),
        (f.date("On"), "2024-02-31", "February 2024 has 29 days"),
        (PERCENT, "150", "from 0 to 100"),
        (PERCENT, "-1", "from 0 to 100"),
        (PERCENT, "33.3", "whole number"),
        (COUNT, "-3", "at least 0"),
        (COUNT, "many", "“many” is not a number"),
        (COUNT, "9999999999", "too large"),
        (COUNT, "NaN", "not a number"),
        (AREA, "1,5,2", "not a number"),
        (AREA, "1,23,4", "not a number"),
        (AREA, "1.23456", "four places"),
        (AREA, "1e99", "not a number"),
        (FEE, "25,000", "currency"),
        (FEE, "USD", "amount"),
        (FEE, "USD 5 6", "amount and a currency"),
        (FEE, "USD EUR 5", "amount and a currency"),
        (FEE, "USD -5", "at least 0"),
        (FEE, "USD 999999 billion", "too large"),
        (f.country("Country"), "Atlantis", "“Atlantis” is not a country"),
        (KIND, "marriage", "“marriage” is not one of: MoU"),
        (f.flag("Binding"), "perhaps", "yes or no"),
        (f.duration("Term"), "for ever", "not a length of time"),
        (f.moment("At"), "yesterday", "moment"),
        (TITLE, "a\x00b", "cannot be stored"),
        (NOTE, "a\x00b", "cannot be stored"),
        (NOTE, "half a sign \ud83e", "cannot be stored"),
        (f.texts("Places"), "Seoul; b\x00", "cannot be stored"),
        (TITLE, "x" * 3_000, "3,000 characters; at most 2,000"),
        (f.children("Parties"), "ARM", "not written as text"),
    ],
)
def test_mistakes_are_refused_in_words(spec: FieldSpec, typed: str, says: str) -> None:
    with pytest.raises(ValueError, match=r"\.$") as caught:
        read(spec, typed)
    assert says in str(caught.value)


@pytest.mark.parametrize(
    "typed",
    [
        "javascript:alert(1)",
        "JavaScript:alert(1).org",
        "java\tscript:alert(1)",
        "javascript://example.org/%0aalert(1)",
        "file:///etc/passwd",
        "file:c.d",
        r"\\server\share.txt",
        r"https:\\server\share",
        "//server/share.txt",
        "data:text/html,<script>",
        "vbscript:x.y",
        "https:/one-slash.org",
        "https://",
        "https://a b.org",
        "https://example.org/\u202efdp.exe",
        "https://example.org/\x00",
        "mailto:",
        "someone@example.org",
        "example.org@evil.example",
        "<img src=x>",
        "plain words",
        "https://example.org/" + "x" * 3_000,
    ],
)
def test_no_address_that_could_run_or_pretend_something(typed: str) -> None:
    with pytest.raises(ValueError, match=r"\.$"):
        read(URL, typed)


def test_a_note_of_ten_megabytes_is_kept_and_one_of_twenty_five_refused() -> None:
    assert len(read(NOTE, "x" * 10_000_000)) == 10_000_000
    with pytest.raises(ValueError, match="25,000,000 characters; at most 20,000,000"):
        read(NOTE, "x" * 25_000_000)


@pytest.mark.parametrize("typed", ["no at sign", "a@b", "a@b c.org", "<a@b.org>"])
def test_an_e_mail_has_the_form_of_one(typed: str) -> None:
    emails = next(spec for spec in specs(Contact) if spec.name == "emails")
    with pytest.raises(ValueError, match="is not a valid e-mail"):
        read(emails, f"rhee@carm.or.kr; {typed}")


def test_a_pattern_gives_an_example() -> None:
    doi = next(spec for spec in specs(types()["joint_publication"]) if spec.name == "doi")
    assert read(doi, "10.1016/j.jcyt.2019.03.001") == "10.1016/j.jcyt.2019.03.001"
    with pytest.raises(ValueError, match=r"Write it as 10\.1016"):
        read(doi, "doi.org/10.1016")


@given(decimals)
def test_numbers_are_written_without_needless_zeros(number: Decimal) -> None:
    written = write_decimal(number)
    assert read_decimal(written) == number
    assert not ("." in written and written.endswith(("0", ".")))


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("87,5", "87.5"),
        ("1,5", "1.5"),
        ("0,125", "0.125"),
        ("1234,5", "1234.5"),
        ("1.234,50", "1234.50"),
        ("1.234.567,5", "1234567.5"),
        ("87,5 m²", "87.5"),
        # Between groups of three it stands between thousands.
        ("1,234", "1234"),
        ("1,234.5", "1234.5"),
    ],
)
def test_a_comma_is_the_mark_of_the_decimals_where_it_can_be_nothing_else(
    typed: str, expected: str
) -> None:
    assert read_value(AREA, typed, TODAY) == Decimal(expected)


@pytest.mark.parametrize("typed", ["25,0000", "1,2345", "12,34,56", "1234,567"])
def test_a_comma_that_may_be_a_slip_is_refused(typed: str) -> None:
    with pytest.raises(ValueError, match="is not a number"):
        read_value(AREA, typed, TODAY)
