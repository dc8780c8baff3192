"""Two spellings of one name are told to be one; two names are not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.names import closeness, name_key, similar_ids


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ARM", "ARM Inc"),
        ("ARM", "ARM, Inc."),
        ("arm", "ＡＲＭ"),
        ("셀트리온", "주식회사 셀트리온"),
        ("셀트리온", "㈜셀트리온"),
        ("셀트리온", "셀트리온(주)"),
        ("셀트리온", "셀트리온 （주）"),
        ("재생의료진흥재단", "재단법인 재생의료진흥재단"),
        ("재생의료진흥재단", "(재)재생의료진흥재단"),
        ("첨단재생의료산업협회", "첨단 재생의료 산업협회"),
        ("サイフューズ", "株式会社サイフューズ"),
        ("再生医療イノベーションフォーラム", "一般社団法人 再生医療イノベーションフォーラム"),
        ("Yuhan", "Yuhan Corp."),
        ("Yuhan", "YUHAN CORPORATION"),
        ("iPark Institute", "iPark Institute Co., Ltd."),
        ("BIO Deutschland", "BIO Deutschland e.V."),
        ("BioNTech", "BioNTech GmbH"),
        ("BioNTech", "BioNTech G.m.b.H."),
        ("Müller", "Muller GmbH & Co. KG"),
        ("Galápagos", "Galapagos N.V."),
        ("Sanofi", "Sanofi S.A."),
        ("Cell & Gene Therapy", "Cell Gene-Therapy"),
        ("Société Générale", "SOCIETE GENERALE"),
    ],
)
def test_variants_of_a_name_have_one_key(one: str, other: str) -> None:
    assert name_key(one) == name_key(other) != ""


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ARM", "CARM"),
        ("SCRM", "CARM"),
        ("KFRM", "KHRM"),
        ("첨단재생의료산업협회", "첨단재생의료산업협의회장단"),
        ("Osaka", "Munich"),
        ("ガン", "カン"),
    ],
)
def test_other_names_are_other_names(one: str, other: str) -> None:
    assert name_key(one) != name_key(other)
    assert similar_ids(one, [(1, other)]) == []


def test_a_name_that_is_only_a_legal_form_stays() -> None:
    assert name_key("Co") == "co"
    assert name_key("SA") == "sa"


def test_a_word_that_begins_like_a_legal_form_is_no_legal_form() -> None:
    assert name_key("Incyte") == "incyte"
    assert name_key("Coalition") == "coalition"
    assert name_key("Sagami") == "sagami"


KNOWN = [
    (1, "ARM"),
    (1, "Alliance for Regenerative Medicine"),
    (2, "CARM"),
    (2, "Council for Advanced Regenerative Medicine"),
    (2, "첨단재생의료산업협회"),
    (3, "GE"),
    (4, "GC"),
    (5, "JW"),
]


@pytest.mark.parametrize(
    ("typed", "ids"),
    [
        ("ARM Inc", [1]),
        ("The Alliance for Regenerative Medicine", [1]),
        ("Alliance for Regenerativ Medicine", [1]),
        ("council for advanced regenerative medicine, inc.", [2]),
        ("첨단재생의료 산업협회", [2]),
        ("G.E.", [3]),
        ("GE", [3]),
        ("GS", []),
        ("G", []),
        ("?!", []),
        ("", []),
        ("Osaka Bio Headquarters", []),
    ],
)
def test_finds_the_likely_same(typed: str, ids: list[int]) -> None:
    assert similar_ids(typed, KNOWN) == ids


def test_the_likeliest_comes_first_and_each_once() -> None:
    known = [
        (1, "Regenerative Medicine Alliance Forum"),
        (2, "Regenerative Medicine Advancement Foundation"),
        (2, "Regenerative Medicine Advancement Foundation (RMAF)"),
        (3, "Regenerative Medicine Advancement Fundation"),
    ]
    found = similar_ids("Regenerative Medicine Advancement Foundation", known)
    assert found == [2, 3]
    assert similar_ids("Regenerative Medicine Advancement Foundation", known, limit=1) == [2]


@given(st.text(max_size=40))
def test_any_name_is_like_itself_if_it_says_anything(name: str) -> None:
    key = name_key(name)
    assert name_key(key) == key
    assert similar_ids(name, [(7, name)]) == ([7] if key else [])


@pytest.mark.parametrize(
    ("typed", "name", "expected"),
    [
        ("korea pav", "Korea Pavilion", 0),
        ("  KOREA   pavilion ", "Korea Pavilion at ISCT", 0),
        ("korea pavilion", "The pavilion, Korea", 1),
        ("korea pavilion", "Korean pavilion", 2),
        ("", "anything", 0),
    ],
)
def test_closeness_of_a_name_to_what_was_typed(typed: str, name: str, expected: int) -> None:
    assert closeness(typed, name) == expected
