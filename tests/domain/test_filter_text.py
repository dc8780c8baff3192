"""Filters typed as text: what is understood, what is said about mistakes, and back again."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.domain.countries import countries
from tracker.domain.filter_text import complete, parse, simplified, words_of, write
from tracker.domain.filters import (
    EVERYTHING,
    OPERATORS,
    Condition,
    FieldKind,
    Filter,
    FilterField,
    Group,
    Operator,
    from_json,
    to_json,
)
from tracker.i18n import use_language
from tracker.resources import resource_path

TODAY = date(2026, 11, 21)
STATUS = {
    "planned": "Planned",
    "in_progress": "In progress",
    "at_risk": "At risk",
    "overdue": "Overdue",
}
FIELDS = (
    FilterField("title", "&Title", FieldKind.TEXT),
    FilterField("party", "Parties", FieldKind.TEXT, aliases=("parties", "with")),
    FilterField("owner", "Owner", FieldKind.TEXT, people=True),
    FilterField("status", "Status", FieldKind.CHOICE, choices=STATUS),
    FilterField("type", "T&ype", FieldKind.CHOICE, choices={"pavilion": "Pavilion", "mou": "MoU"}),
    FilterField("country", "Country", FieldKind.CHOICE, choices=countries()),
    FilterField("target", "Target", FieldKind.DATE, aliases=("due",)),
    FilterField("last_logged", "Last logged", FieldKind.DATE),
    FilterField("open", "Open", FieldKind.FLAG),
    FilterField("pavilion.area", "&Area", FieldKind.NUMBER, unit="m²", of="Pavilion"),
    FilterField("pavilion.fee", "Fee", FieldKind.NUMBER, of="Pavilion"),
    FilterField("membership.fee", "Fee", FieldKind.NUMBER, of="Membership"),
    FilterField("pavilion.term", "Term", FieldKind.NUMBER, of="Pavilion"),
    FilterField("membership.term", "Term", FieldKind.DATE, of="Membership"),
)


def cond(field: str, operator: Operator, *values: str) -> Condition:
    return Condition(field, operator, values)


def only(text: str) -> Filter:
    found = parse(text, FIELDS, TODAY)
    assert found.problems == (), found.problems
    assert len(found.filter.parts) == 1, found
    return found.filter.parts[0]


Op = Operator
STATUS_IS = cond("status", Op.IS, "overdue")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("status:overdue", STATUS_IS),
        ("STATUS:Overdue", STATUS_IS),
        ("status: overdue", STATUS_IS),
        ("status：overdue", STATUS_IS),
        ("status=overdue", STATUS_IS),
        ("status:at risk", cond("status", Op.IS, "at_risk")),
        ('status:"at risk"', cond("status", Op.IS, "at_risk")),
        ("status:overdue,at_risk", cond("status", Op.IS, "overdue", "at_risk")),
        ('status:overdue,"At risk"', cond("status", Op.IS, "overdue", "at_risk")),
        ("-status:overdue,planned", cond("status", Op.IS_NOT, "overdue", "planned")),
        ("status!=overdue", cond("status", Op.IS_NOT, "overdue")),
        ("country:South Korea", cond("country", Op.IS, "KR")),
        ("country:kr", cond("country", Op.IS, "KR")),
        ("country:대한민국", cond("country", Op.IS, "KR")),
        ('title:"joint forum"', cond("title", Op.CONTAINS, "joint forum")),
        ("title:“joint forum”", cond("title", Op.CONTAINS, "joint forum")),
        ('title="joint forum"', cond("title", Op.IS, "joint forum")),
        (r'title:"a \"b\" \\"', cond("title", Op.CONTAINS, r'a "b" \ '.strip())),
        ("title:a:b", cond("title", Op.CONTAINS, "a:b")),
        ("title:f(x)", cond("title", Op.CONTAINS, "f(x)")),
        ("-title:forum", cond("title", Op.CONTAINS_NOT, "forum")),
        ("title:empty", cond("title", Op.EMPTY)),
        ('title:"empty"', cond("title", Op.CONTAINS, "empty")),
        ("with:CARM", cond("party", Op.CONTAINS, "CARM")),
        ("due<2026-12-31", cond("target", Op.LESS, "2026-12-31")),
        ("due:before 31 Dec 2026", cond("target", Op.LESS, "2026-12-31")),
        ("due<=+2w", cond("target", Op.AT_MOST, "2026-12-05")),
        ("due≥today", cond("target", Op.AT_LEAST, "today")),
        ("due:Aug 2026", cond("target", Op.IS, "2026-08")),
        ("due:2020년 8월", cond("target", Op.IS, "2020-08")),
        ("due:June 4, 2024", cond("target", Op.IS, "2024-06-04")),
        ("due:2026-01..2026-03", cond("target", Op.BETWEEN, "2026-01", "2026-03")),
        (
            "due:1 Jan 2026..3 Mar 2026",
            cond("target", Op.BETWEEN, "2026-01-01", "2026-03-03"),
        ),
        ("due:2026..", cond("target", Op.AT_LEAST, "2026")),
        ("due:..2026", cond("target", Op.AT_MOST, "2026")),
        ("due:2024-01/..", cond("target", Op.IS, "2024-01/..")),
        ("due:next 30 days", cond("target", Op.NEXT_DAYS, "30")),
        ("due:next_2_weeks", cond("target", Op.NEXT_DAYS, "14")),
        ("due:다음 30일", cond("target", Op.NEXT_DAYS, "30")),
        ('"Last logged":last 90 days', cond("last_logged", Op.LAST_DAYS, "90")),
        ("last_logged:empty", cond("last_logged", Op.EMPTY)),
        ("-due:empty", cond("target", Op.FILLED)),
        ("due:any", cond("target", Op.FILLED)),
        ("area>30", cond("pavilion.area", Op.MORE, "30")),
        ("area>30 m²", cond("pavilion.area", Op.MORE, "30")),
        ("area>30sqm", cond("pavilion.area", Op.MORE, "30")),
        ("pavilion.area>=1,250.50", cond("pavilion.area", Op.AT_LEAST, "1250.5")),
        ("area:10..20", cond("pavilion.area", Op.BETWEEN, "10", "20")),
        ("area:-5", cond("pavilion.area", Op.IS, "-5")),
        ('"pavilion fee":3', cond("pavilion.fee", Op.IS, "3")),
        ("membership.fee>USD 25,000", cond("membership.fee", Op.MORE, "25000")),
        ("owner:me", cond("owner", Op.IS, "me")),
        ("owner:나", cond("owner", Op.IS, "me")),
        ('owner:"me"', cond("owner", Op.CONTAINS, "me")),
        ("-owner:me", cond("owner", Op.IS_NOT, "me")),
        ("open:yes", cond("open", Op.IS, "yes")),
        ("open:아니오", cond("open", Op.IS, "no")),
        ("joint forum", cond("", Op.CONTAINS, "joint forum")),
        ('"status:overdue"', cond("", Op.CONTAINS, "status:overdue")),
        ("-forum", cond("", Op.CONTAINS_NOT, "forum")),
        ("COVID-19", cond("", Op.CONTAINS, "COVID-19")),
        ("https://example.org/a?b=c", cond("", Op.CONTAINS, "https://example.org/a?b=c")),
        ("10:30", cond("", Op.CONTAINS, "10:30")),
        ("ㅎㄱ", cond("", Op.CONTAINS, "ㅎㄱ")),
    ],
)
def test_one_condition(text: str, expected: Condition) -> None:
    assert only(text) == expected


def test_everything_side_by_side() -> None:
    found = parse(
        "status:overdue party:CARM due<2026-12-31 area>30 -type:pavilion forum "
        "(status:planned or status:at risk) due:next 30 days open:yes seoul",
        FIELDS,
        TODAY,
    )
    assert found.problems == ()
    assert found.filter == Group(
        (
            cond("", Op.CONTAINS, "forum seoul"),
            STATUS_IS,
            cond("party", Op.CONTAINS, "CARM"),
            cond("target", Op.LESS, "2026-12-31"),
            cond("pavilion.area", Op.MORE, "30"),
            cond("type", Op.IS_NOT, "pavilion"),
            cond("status", Op.IS, "planned", "at_risk"),
            cond("target", Op.NEXT_DAYS, "30"),
            cond("open", Op.IS, "yes"),
        )
    )


def test_a_field_that_several_types_have_is_that_of_any() -> None:
    pavilion, membership = cond("pavilion.fee", Op.MORE, "3"), cond("membership.fee", Op.MORE, "3")
    assert only("fee>3") == Group((pavilion, membership), either=True)
    none = parse("fee:empty", FIELDS, TODAY).filter
    assert none == Group((cond("pavilion.fee", Op.EMPTY), cond("membership.fee", Op.EMPTY)))
    others = parse("-fee:3", FIELDS, TODAY).filter
    assert [one.operator for one in others.parts if isinstance(one, Condition)] == [Op.IS_NOT] * 2


def test_alternatives_negation_and_several_texts() -> None:
    carm, isct = cond("party", Op.CONTAINS, "CARM"), cond("party", Op.CONTAINS, "ISCT")
    assert only("party:CARM,ISCT") == Group((carm, isct), either=True)
    assert only("party:CARM or party:ISCT") == Group((carm, isct), either=True)
    assert only("party:CARM 또는 party:ISCT") == Group((carm, isct), either=True)
    turned = parse("-(party:CARM or status:overdue)", FIELDS, TODAY).filter
    assert turned == Group(
        (cond("party", Op.CONTAINS_NOT, "CARM"), cond("status", Op.IS_NOT, "overdue"))
    )
    both = only("(status:overdue forum) or party:CARM")
    assert both == Group((Group((cond("", Op.CONTAINS, "forum"), STATUS_IS)), carm), either=True)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("-target<2026-06-30", "not (Target is before 30 Jun 2026)"),
        ("-target:2026-01..2026-03", "not (Target is between Jan 2026 and Mar 2026)"),
        ("-target:next 30 days", "not (Target is in the next 30 days)"),
        ("-(pavilion.fee>3 or membership.fee>3)",
         "not (Pavilion: Fee is more than 3 or Membership: Fee is more than 3)"),
        ("-(forum pavilion.area>3)", "not (“forum” and Pavilion: Area is more than 3 m²)"),
    ],
)  # fmt: skip
def test_what_no_comparison_says_is_negated(text: str, words: str) -> None:
    found = only(text)
    assert isinstance(found, Group)
    assert found.negated
    assert words_of(found, FIELDS) == words
    assert write(found, FIELDS) == text
    assert from_json(to_json(found)) == found
    again = parse(f"-({text})", FIELDS, TODAY)
    assert again == parse(text[1:], FIELDS, TODAY)
    assert only("-fee>3") == only("-(pavilion.fee>3 or membership.fee>3)")


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        ("stauts:overdue", (0, 6), "Did you mean “Status” (status)?"),
        ("zzz:1", (0, 3), "no field “zzz”"),
        (
            "term:3",
            (0, 4),
            "“term” may be Pavilion: Term, Membership: Term. Write pavilion.term or",
        ),
        ("fee:lots", (4, 8), "is not a number"),
        ("status:overdu", (7, 13), "Did you mean “Overdue”?"),
        ("status:at rsik", (7, 14), "Did you mean “At risk”?"),
        ("status:xyzzy", (7, 12), "There are: Planned, In progress, At risk, Overdue."),
        ("status<overdue", (7, 14), "Write status:… instead."),
        ("title<3", (6, 7), "is a text"),
        ("due:4 Jnue 2024", (4, 15), "was not understood as a date"),
        ("due:2024-13", (4, 11), "13"),
        ("area>lots", (5, 9), "is not a number"),
        ("area:..", (5, 7), "at least one end"),
        ("open:perhaps", (5, 12), "“Open” is yes or no."),
        ("status:", (0, 7), "missing"),
        ("status: due:2026", (0, 7), "missing"),
        ('title:"joint', (6, 7), "never closed"),
        ("(status:overdue", (0, 1), "never closed"),
        ("status:overdue)", (14, 15), "Nothing is open"),
        ("status:overdue or", (17, 18), "missing beside “or”"),
        ("due<next 30 days", (4, 16), ":next 30 days"),
    ],
)
def test_mistakes_say_where_and_what(text: str, place: tuple[int, int], words: str) -> None:
    problems = parse(text, FIELDS, TODAY).problems
    assert len(problems) == 1, problems
    assert (problems[0].start, problems[0].end) == place
    assert words in problems[0].message


def test_what_is_right_beside_a_mistake_still_filters() -> None:
    found = parse("status:overdue due:4 Jnue 2024 bogus:x forum", FIELDS, TODAY)
    assert found.filter == Group((cond("", Op.CONTAINS, "forum"), STATUS_IS))
    assert [problem.start for problem in found.problems] == [19, 31]


@pytest.mark.parametrize(
    "text",
    [
        "x" * 10_000,
        "(" * 10_000,
        ")" * 10_000,
        '"' * 9_999,
        "status:" * 1_500,
        "due:1 " * 1_700,
        "-" * 10_000,
        "status:overdue " * 700,
        "(a or " * 1_500,
        "a\x00b status:\x00overdue",
        "\ud800 title:\udfff",
        "\u202estatus:overdue\u202c \u200f",
        "ㄱ:ㅎ ㅏ",
        "\\",
        'title:"\\',
        "title:,,,",
        ",:,=..",
        "due:..",
        "due:" + "9" * 500,
        "area>" + "9" * 500,
        "!!! ??? ...",
        "or or or and",
        " \t\n\r ",
        "",
    ],
)
def test_hostile_texts_never_raise(text: str) -> None:
    found = parse(text, FIELDS, TODAY)
    for problem in found.problems:
        assert 0 <= problem.start < problem.end
        assert problem.message
    again = parse(write(found.filter, FIELDS), FIELDS, TODAY)
    assert len(text) > 1_000 or again.filter == found.filter
    for cursor in (0, len(text) // 2, len(text)):
        complete(text, cursor, FIELDS, TODAY)
    assert isinstance(words_of(found.filter, FIELDS), str)


def test_a_long_text_says_what_is_read_of_it() -> None:
    problems = parse("forum " * 500, FIELDS, TODAY).problems
    assert "2,000" in problems[-1].message
    assert (problems[-1].start, problems[-1].end) == (2_000, 3_000)


# --- there and back -------------------------------------------------------------------------------

_DATES = st.sampled_from(
    ["today", "2026-12-31", "2026-08", "2020", "2024-01/2024-03", "2024-01/..", "202X"]
)
_NUMBERS = st.sampled_from(["0", "30", "-5", "1250.5", "1000000"])
_WORDS = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=12).map(
    lambda text: " ".join(text.replace("\u3000", " ").split())
).filter(bool)  # fmt: skip
_ODD = st.sampled_from(
    ["or", "and", "empty", "me", "-x", "a..b", 'a"b', "a\\", "(", "status:x", "next", "may", "5"]
)
_TEXTS = _WORDS.filter(lambda text: not set(text) & set("：＜＞＝（）！，")) | _ODD


@st.composite
def _conditions(draw: st.DrawFn) -> Condition:
    field = draw(st.sampled_from((*FIELDS, None)))
    if field is None:
        operator = draw(st.sampled_from((Op.CONTAINS, Op.CONTAINS_NOT)))
        return Condition("", operator, (draw(_TEXTS),))
    operator = draw(st.sampled_from(OPERATORS[field.kind]))
    values = {
        FieldKind.TEXT: _TEXTS,
        FieldKind.NUMBER: _NUMBERS,
        FieldKind.DATE: _DATES,
        FieldKind.CHOICE: st.sampled_from(tuple(field.choices) or ("",)),
        FieldKind.FLAG: st.sampled_from(("yes", "no")),
    }[field.kind]
    if operator in (Op.EMPTY, Op.FILLED):
        return Condition(field.key, operator)
    if operator in (Op.NEXT_DAYS, Op.LAST_DAYS):
        return Condition(field.key, operator, (str(draw(st.integers(1, 400))),))
    if operator is Op.BETWEEN:
        return Condition(field.key, operator, (draw(values), draw(values)))
    if operator in (Op.IS, Op.IS_NOT):
        several = draw(st.lists(values, min_size=1, max_size=3, unique=True))
        return Condition(field.key, operator, tuple(several))
    return Condition(field.key, operator, (draw(values),))


_FILTERS = st.recursive(
    _conditions(),
    lambda inner: st.builds(
        Group, st.lists(inner, max_size=3).map(tuple), st.booleans(), st.booleans()
    ),
    max_leaves=8,
)  # fmt: skip


@settings(max_examples=400, deadline=None)
@given(_FILTERS)
def test_what_is_written_reads_back_as_the_same(filter: Filter) -> None:
    text = write(filter, FIELDS)
    found = parse(text, FIELDS, TODAY)
    assert found.problems == (), text
    assert found.filter == simplified(filter), text
    assert from_json(to_json(filter)) == filter


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=60) | st.text('status:due<>="()-., or12\\ㅎ', max_size=40))
def test_any_text_is_read_without_a_word(text: str) -> None:
    found = parse(text, FIELDS, TODAY)
    assert parse(write(found.filter, FIELDS), FIELDS, TODAY).filter == found.filter
    complete(text, len(text) // 2, FIELDS, TODAY)
    words_of(found.filter, FIELDS)


def test_canonical_texts() -> None:
    text = 'forum status:overdue,at_risk target<2026-12-31 target:next 30 days title:"a b"'
    assert write(parse(text, FIELDS, TODAY).filter, FIELDS) == text
    assert write(EVERYTHING, FIELDS) == ""


# --- words ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("due<2026-12-31", "Target is before 31 Dec 2026"),
        ("status:overdue,at_risk", "Status is Overdue or At risk"),
        ("status:overdue,at_risk,planned", "Status is Overdue, At risk or Planned"),
        ("-status:overdue", "Status is not Overdue"),
        ("area>30", "Pavilion: Area is more than 30 m²"),
        ("due:2026-01..2026-03", "Target is between Jan 2026 and Mar 2026"),
        ("due:next 30 days", "Target is in the next 30 days"),
        ("due<오늘", "Target is before today"),
        ("due:empty", "Target is empty"),
        ("open:no", "Open: No"),
        ("open!=no", "Open: Yes"),
        ("owner:me", "Owner is me"),
        ("title:forum", "Title contains “forum”"),
        ("party:A,B", "Parties contains “A” or Parties contains “B”"),
        ("country:KR", "Country is South Korea"),
    ],
)
def test_words_of_a_condition(text: str, words: str) -> None:
    assert words_of(only(text), FIELDS) == words


def test_words_of_what_the_list_does_not_have() -> None:
    assert words_of(cond("gone", Op.IS, "x"), FIELDS) == "gone is x"
    assert words_of(cond("status", Op.IS, "gone"), FIELDS) == "Status is gone"
    assert words_of(cond("target", Op.IS, "what"), FIELDS) == "Target is what"


# --- completion -----------------------------------------------------------------------------------


def inserts(text: str, cursor: int | None = None) -> list[str]:
    at = len(text) if cursor is None else cursor
    return [one.insert for one in complete(text, at, FIELDS, TODAY)]


def test_names_then_operators_then_values() -> None:
    assert inserts("")[:3] == ["title:", "party:", "owner:"]
    assert inserts("stat") == ["status:"]
    assert inserts("due") == ["due<", "due>", "due:"]
    assert inserts("status:") == [
        "planned", "in_progress", "at_risk", "overdue", "empty", "any",
    ]  # fmt: skip
    assert inserts("status:ov") == ["overdue"]
    assert inserts("status:overdue") == []
    assert inserts("status:overdue,pl") == ["planned"]
    assert "next 30 days" in inserts("due:")
    assert inserts("due:next 3") == ["next 30 days"]
    assert inserts("due<+2w") == ["2026-12-05"]
    assert inserts("open:") == ["yes", "no", "empty", "any"]
    assert inserts("owner:m") == ["me"]
    assert inserts("country:south k") == ["KR"]
    assert inserts("area") == ["area>", "area<", "area:"]
    assert "pavilion.area:" in inserts("pav")


def test_a_completion_replaces_only_what_is_being_typed() -> None:
    text = "forum (status:ov party:x"
    found = complete(text, 16, FIELDS, TODAY)[0]
    assert text[: found.start] + found.insert + text[found.end :] == (
        "forum (status:overdue party:x"
    )
    found = complete("-sta", 4, FIELDS, TODAY)[0]
    assert (found.start, found.end, found.insert) == (1, 4, "status:")


@pytest.fixture
def korean() -> Iterator[None]:
    assert use_language("ko", resource_path("i18n"))
    yield
    use_language("en", resource_path("i18n"))


@pytest.mark.usefixtures("korean")
def test_what_completes_a_korean_filter_is_korean_and_means_the_same() -> None:
    fields = (
        FilterField("status", "Status", FieldKind.TEXT),
        FilterField("funding_call.ceiling", "C&eiling", FieldKind.NUMBER, of="Funding call"),
        FilterField("pavilion.area", "&Area", FieldKind.NUMBER, of="Pavilion"),
    )
    for typed, meant in (("상", fields[0]), ("공동", fields[1]), ("연구비", fields[1])):
        (found,) = complete(typed, len(typed), fields, TODAY)
        assert not re.search("[A-Za-z]", found.insert)
        assert not re.search("[A-Za-z]", found.detail)
        for value, operator in (("비어_있음", Operator.EMPTY), ("있음", Operator.FILLED)):
            text = found.insert + value
            offered = [one.insert for one in complete(text, len(found.insert), fields, TODAY)]
            assert value in offered
            read = parse(text, fields, TODAY)
            assert read.problems == ()
            assert read.filter == Group((cond(meant.key, operator),))
