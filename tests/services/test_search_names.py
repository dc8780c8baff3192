"""Names are found as people type them: by first consonants, in any order, with a letter wrong."""

from itertools import islice

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from tests import factories
from tracker.domain.record import RecordRef
from tracker.domain.records import ROOT_BY_KEY, Contact, ProgressEntry, Source
from tracker.domain.records.agreements import LifecycleEvent
from tracker.domain.records.contacts import ContactName
from tracker.domain.records.evidence import Citation
from tracker.domain.records.organisations import OrganisationName
from tracker.domain.search_marks import marks
from tracker.domain.search_words import (
    LONGEST,
    MOST_WORDS,
    apart,
    composed,
    fold,
    initials_of,
    may_be_misspelt,
    sought_parts,
    together,
    typed_words,
)
from tracker.services import Services
from tracker.storage.search_question import MOST_ENDINGS, Question

_COMPATIBLE = dict(
    zip(
        (chr(code) for code in range(0x1100, 0x1113)),
        "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ",
        strict=True,
    )
)


def as_typed(syllables: str) -> str:
    """The first consonants of syllables as a keyboard writes them."""
    return "".join(_COMPATIBLE[sign] for sign in initials_of(syllables))


def refs(services: Services, typed: str, *kinds: str) -> list[RecordRef]:
    return [hit.ref for hit in services.search.find(typed, kinds)]


@pytest.fixture
def korea_bio(services: Services) -> RecordRef:
    id = factories.organisation(
        services,
        "Korea Biotechnology Industry Organization",
        "KoreaBIO",
        names=(OrganisationName(name="한국 바이오협회", kind="native"),),
    )
    return RecordRef("organisation", id)


@pytest.mark.parametrize(
    "typed",
    [
        "ㅎㄱ",
        "ㅎ",
        "ㅂㅇㅇ",
        "ㅎㄱㅂㅇㅇㅎㅎ",
        "한ㄱ",
        "한국ㅂ",
        "ㅎ국ㅂㅇ",
        "ㅎㄱ bio",
        "ㅇㅎㅎ",
        "ᄒᄀ",
    ],
)
def test_first_consonants_find_a_name(services: Services, korea_bio: RecordRef, typed: str) -> None:
    factories.organisation(services, "Osaka", names=(OrganisationName(name="오사카부"),))
    assert refs(services, typed) == [korea_bio]


def test_what_begins_with_the_consonants_comes_before_what_holds_them(services: Services) -> None:
    first = factories.organisation(services, "KDRA", names=(OrganisationName(name="한국신약"),))
    for name, own in (("KU", "고려대학교"), ("MSIT", "과학기술정보통신부")):
        factories.organisation(services, name, names=(OrganisationName(name=own),))
    last = factories.organisation(services, "KB", names=(OrganisationName(name="재단 한국"),))
    found = refs(services, "ㅎㄱ")
    assert {one.id for one in found[:2]} == {first, last}
    assert len(found) == 4


@pytest.mark.parametrize("typed", ["ㄱㅎ", "ㅏ", "ㅎㅏㄴㄱㄱ", "한ㅁ", "ㅎㄱㅁ", "ㄳ", "ㅗㅜㅑ"])
def test_other_consonants_do_not(services: Services, korea_bio: RecordRef, typed: str) -> None:
    assert refs(services, typed) == []


def test_consonants_an_input_method_has_joined_are_two(services: Services) -> None:
    made = factories.organisation(services, "Center", names=(OrganisationName(name="국산센터"),))
    assert refs(services, "ㄳ") == refs(services, "ㄱㅅ") == [RecordRef("organisation", made)]


@pytest.mark.parametrize(
    "typed",
    [
        "Hong Gil-dong",
        "hong gildong",
        "Gildong Hong",
        "Gil Dong Hong",
        "honggildong",
        "gildonghong",
        "Honggil",
        "Dr Hong Gil-Dong".removeprefix("Dr "),
        "홍길동",
        "홍 길동",
        "길동",
        "ㅎㄱㄷ",
        "GD Hong",
        "洪吉童",
    ],
)
@pytest.mark.parametrize("written", ["Hong Gil-dong", "Gildong Hong", "Gil Dong Hong"])
def test_a_person_is_found_however_the_name_is_romanised(
    services: Services, written: str, typed: str
) -> None:
    contact = Contact(
        name=written,
        names=(
            ContactName(name="홍길동", kind="native"),
            ContactName(name="GD Hong", kind="also"),
            ContactName(name="洪吉童", kind="other_language"),
        ),
    )
    made = services.records.save(contact).ref
    factories.contact(services, "Kim Soo-jin")
    assert refs(services, typed) == [made]


@pytest.mark.parametrize(
    "typed",
    [
        "medicine",
        "medicin",
        "medecine",
        "mediicne",
        "meedicine",
        "edicine",
        "medecine council",
        "regenarative",
        "regenar",
        "첨단재셍의료산업협회",
        "바이오헙회",
    ],
)
def test_one_wrong_letter_is_forgiven(services: Services, typed: str) -> None:
    made = factories.organisation(
        services,
        "Council for Advanced Regenerative Medicine",
        "CARM",
        names=(
            OrganisationName(name="첨단재생의료산업협회", kind="native"),
            OrganisationName(name="바이오협회", kind="also"),
        ),
    )
    factories.organisation(services, "Osaka Headquarters")
    found = services.search.find(typed)
    if typed == "medecine council":
        assert [hit.ref.id for hit in found] == [made]
    assert RecordRef("organisation", made) in [hit.ref for hit in found]
    if typed not in ("medicine", "medicin"):
        assert found[0].reason == "spelled alike"
        assert services.search.find(typed, misspelt=False) == []


def test_what_is_right_is_not_guessed_at(services: Services) -> None:
    form = factories.organisation(services, "Form")
    factories.organisation(services, "Forum")
    assert refs(services, "form") == [RecordRef("organisation", form)]


@pytest.mark.parametrize("typed", ["zzzz", "medxxine", "1234", "carn", "abc"])
def test_two_wrong_letters_or_a_short_word_are_not(services: Services, typed: str) -> None:
    factories.organisation(services, "Medicine 1235", "CAR")
    assert refs(services, typed) == []


def test_the_words_of_names_go_with_the_last_name(services: Services) -> None:
    one = factories.organisation(services, "Regenerative Medicine")
    factories.organisation(services, "Medicine")
    assert len(refs(services, "medecine")) == 2
    services.records.trash(RecordRef("organisation", one))
    assert len(refs(services, "medecine")) == 1
    assert refs(services, "regenarative") == []
    services.undo.undo()
    assert len(refs(services, "regenarative")) == 1


# --- order ---------------------------------------------------------------------------------------


def test_called_so_comes_before_beginning_so_before_holding_it(services: Services) -> None:
    holds = factories.organisation(services, "The ARM Group")
    begins = factories.organisation(services, "Arm Foundation")
    called = factories.agreement(services, "arm")
    former = factories.organisation(
        services, "Alliance", names=(OrganisationName(name="ARM", kind="former"),)
    )
    for _ in range(60):
        factories.organisation(services, "Army of the ARM")
    found = services.search.find("ARM", limit=100)
    assert {hit.ref for hit in found[:2]} == {
        RecordRef("organisation", former),
        RecordRef("agreement", called),
    }
    assert found[0].reason == "former name"
    assert found[0].context == "ARM"
    order = [hit.ref for hit in found]
    assert order.index(RecordRef("organisation", begins)) < order.index(
        RecordRef("organisation", holds)
    )


def test_what_is_over_comes_after_what_is_alive_and_lately_changed_first(
    services: Services,
) -> None:
    ended = LifecycleEvent(kind="terminated", on="2025-01-01")
    signed = LifecycleEvent(kind="signed", on="2024-01-01")
    old = factories.agreement(services, "Pact one", lifecycle=(signed,))
    new = factories.agreement(services, "Pact two", lifecycle=(signed,))
    over = factories.agreement(services, "Pact three", lifecycle=(signed, ended))
    assert [ref.id for ref in refs(services, "pact")] == [new, old, over]
    stored = services.records.open(ROOT_BY_KEY["agreement"], old).record
    services.records.save(stored.model_copy(update={"purpose": "Changed"}))
    assert [ref.id for ref in refs(services, "pact")] == [old, new, over]


def test_what_only_a_source_says_comes_last(services: Services) -> None:
    source = services.records.save(Source(title="Daily Journal of Therapies")).ref
    cited = factories.agreement(services, "Cited", citations=(Citation(source_id=source.id),))
    logged = factories.deliverable(services, "Logged")
    services.progress.log(ProgressEntry(deliverable_id=logged, on="2024-05-03", note="journal out"))
    told = factories.agreement(services, "Told", purpose="A journal of both")
    found = services.search.find("journal")
    assert [hit.ref for hit in found] == [
        source,
        RecordRef("agreement", told),
        RecordRef("deliverable", logged),
        RecordRef("agreement", cited),
    ]
    assert [hit.reason for hit in found] == ["", "", "log of 3 May 2024", "in a source"]


def test_kinds_are_counted(services: Services, korea_bio: RecordRef) -> None:
    made = factories.deliverable(services, "Bio Pavilion", (korea_bio.id,))
    services.progress.log(ProgressEntry(deliverable_id=made, on="2024-05-03", note="bio"))
    assert services.search.count_by_kind("bio") == {
        "organisation": 1,
        "deliverable": 1,
        "progress_entry": 1,
    }
    assert services.search.count_by_kind("…") == services.search.count_by_kind("zzz") == {}


# --- all samples ---------------------------------------------------------------------------------


def _names(services: Services) -> list[tuple[RecordRef, str]]:
    with services.database.read() as connection:
        rows = connection.execute(
            text("SELECT id >> 40, id & 1099511627775, title FROM search_document")
        )
        kinds = {28: "organisation", 27: "contact", 26: "agreement", 25: "deliverable", 24: "event"}
        return [
            (RecordRef(kinds[rank], id), name)
            for rank, id, title in rows
            if rank in kinds
            for name in together(title).split("\n")
        ]


def test_every_sample_is_found_by_each_of_its_names(samples: Services) -> None:
    for ref, name in _names(samples):
        assert ref in refs(samples, name, ref.kind), (ref, name)


def test_every_sample_is_found_by_its_first_consonants(samples: Services) -> None:
    tried = 0
    for ref, name in _names(samples):
        if ref.kind in ("organisation", "contact") and all("가" <= sign <= "힣" for sign in name):
            tried += 1
            assert ref in refs(samples, as_typed(name), ref.kind), (ref, name)
    assert tried > 30


def test_every_sample_is_found_with_one_letter_wrong(samples: Services) -> None:
    tried = 0
    for ref, name in _names(samples):
        if ref.kind not in ("organisation", "contact"):
            continue
        for word in typed_words(name):
            folded = fold(word)
            if not may_be_misspelt(folded) or len(folded) < 5:
                continue
            at = len(folded) // 2
            for wrong in (
                folded[:at] + folded[at + 1 :],
                folded[:at] + folded[at] + folded[at:],
                folded[: at - 1] + folded[at] + folded[at - 1] + folded[at + 1 :],
            ):
                if wrong == folded:
                    continue
                tried += 1
                hits = samples.search.find(wrong, [ref.kind])
                # Where the wrong word is a right one of other records, these are meant.
                meant = sum(hit.named for hit in hits) >= 3
                crowded = sum(hit.reason == "spelled alike" for hit in hits) >= 10
                assert meant or crowded or ref in [hit.ref for hit in hits], (ref, word, wrong)
    assert tried > 300


def test_the_answer_is_always_the_same(samples: Services) -> None:
    for typed in ("a", "korea", "재생", "ㅎㄱ", "medecine"):
        first = samples.search.find(typed)
        assert first
        assert samples.search.find(typed) == first


# --- anything may be typed -----------------------------------------------------------------------


@settings(
    max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    typed=st.text(max_size=60)
    | st.text('ㄱㅎㅏㄳ가한국 aZé"*():^-+{}NEAR\0\ud800\u202e、。１', max_size=40)
)
@example(typed="\ud800")
@example(typed="ㅎ" * 300)
@example(typed="가" * 500)
@example(typed="\x00\x1e\x1f\ue000")
@example(typed="é" * 50)
@example(typed="𠀀𠀁")
def test_no_question_is_an_error(samples: Services, typed: str) -> None:
    samples.search.find(typed)
    samples.search.count_by_kind(typed)
    samples.search.pick("organisation", typed)
    samples.search.similar("organisation", typed)
    for shown in islice(("한국 바이오협회", "Müller, Hong Gil-dong", typed), 3):
        for start, end in marks(typed, shown):
            assert 0 <= start < end <= len(shown)


@pytest.mark.parametrize("limit", [1, 4, 6, 8, 10, 12, 30])
def test_guesses_take_no_place_of_what_holds_the_words(services: Services, limit: int) -> None:
    made = [
        factories.organisation(services, f"O{n}", description="on carbonic acid") for n in range(6)
    ]
    for n in range(12):
        factories.organisation(services, f"Carbonix {n}")
    found = [hit.ref.id for hit in services.search.find("carbonic", limit=limit)]
    assert len(found) == min(limit, 6 + 10)
    assert set(found[:6]) <= set(made)
    assert not set(found[6:]) & set(made)


@pytest.mark.parametrize(
    "typed",
    ["ㅎ" * 10_000, "가" * 10_000, "a " * 5_000, "!" * 10_000, "ab" * 5_000, "a1가" * 3_000],
)
def test_of_a_long_question_few_words_are_asked_for(samples: Services, typed: str) -> None:
    question = Question(typed)
    assert len(question.words) <= MOST_WORDS
    assert sum(map(len, question.words)) <= LONGEST
    with samples.database.read() as connection:
        for asked in (
            question.for_text(connection),
            question.for_names(connection),
            question.for_notes(connection),
            question.begins(connection),
        ):
            assert (asked or "").count('"') / 2 <= MOST_WORDS * MOST_ENDINGS
            assert len(asked or "") < 20_000
    samples.search.find(typed)


@given(shown=st.text(max_size=60))
def test_an_indexed_text_is_read_again_as_it_was(shown: str) -> None:
    clean = "".join(sign for sign in composed(shown) if sign.isprintable())
    assert together(apart(clean)) == clean


@given(word=st.text("가나다한국ABC12漢字かな", min_size=1, max_size=12))
def test_a_word_is_a_phrase_of_what_is_indexed(word: str) -> None:
    parts = sought_parts(word)
    indexed = apart(f"{word}끝").replace("\x1f", "\x1e").split("\x1e")
    assert indexed[: len(parts) - 1] == parts[:-1]
    assert indexed[len(parts) - 1].startswith(parts[-1])


def test_marks_show_why() -> None:
    for typed, shown, marked in (
        ("kor", "South Korea", ["Kor"]),
        ("ore", "South Korea", []),
        ("é", "Élysée", ["É"]),
        ("muller", "Björn Müller", ["Müller"]),
        ("한국", "대한국제 한국", ["한국", "한국"]),
        ("ㅎㄱ", "한국 병원", ["한국"]),
        ("ㄱㅂ", "한국 병원", ["국", "병"]),
        ("한ㄱ", "한국", ["한국"]),
        ("한ㄱ", "학국", []),
        ("honggildong", "Hong Gil-dong", ["Hong", "Gil", "dong"]),
        ("ＣＡＲＭ", "CARM of Korea", ["CARM"]),
        ("", "CARM", []),
    ):
        assert [shown[a:b] for a, b in marks(typed, shown)] == marked, typed
