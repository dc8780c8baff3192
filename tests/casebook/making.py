"""Well-formed cases made at random, in combinations nobody would think of."""

from typing import Any

from hypothesis import strategies as st

from tests.casebook import words

_SIGNS = st.characters(codec="utf-8", exclude_categories=("Cs", "Cc", "Cf", "Zl", "Zp", "Co", "Cn"))
_SCRIPTS = st.sampled_from(
    [
        "재생의료협회",
        "北海道バイオ協会",
        "جمعية العلوم",
        "האגודה",
        "Société Générale e.V.",
        "Åbo Akademi",
    ]
)
TEXT = st.one_of(
    st.text(_SIGNS, min_size=1, max_size=30).filter(lambda text: bool(text.strip())),
    _SCRIPTS,
    st.sampled_from(
        ["A: both", "B: one (A)", "8 held", "held; online", "planned", "14 firms", "3 years"]
    ),
)
_OTHER_NAME = st.one_of(
    st.from_regex(r"[A-Z][a-z]{3,8} [A-Z][a-z]{3,8} (Centre|Verein|協会)", fullmatch=True),
    st.from_regex(r"[가-힣]{4,9} (협회|재단)", fullmatch=True),
)
PERSON_NAME = st.one_of(
    st.from_regex(r"[A-Z][a-z]{2,7} [A-Z][a-z]{2,7}", fullmatch=True),
    st.from_regex(r"[김이박최정][가-힣]{2}", fullmatch=True),
    st.sampled_from(["B.G. Rhee", "BG Rhee", "محمد علي", "山田 太郎"]),
)
NAME = st.one_of(
    _SCRIPTS,
    st.sampled_from(
        ["Forum of Makers (FoM)", "Makers’ Union", "Yuhan Corp.", "K-Bio", "ARM", "Bio 2"]
    ),
    st.from_regex(r"[A-Z][a-z]{2,8} [A-Z][a-z]{2,8}", fullmatch=True),
)
DATE = st.one_of(
    st.dates().map(lambda day: day.isoformat()),
    st.from_regex(r"(19|20)[0-9]{2}(-0[1-9])?", fullmatch=True),
    st.sampled_from(
        [
            "---12",
            "--09-18",
            "--06",
            "---25 (Seoul time)",
            "2015 or 2016",
            "last week",
            "4 June 2024",
            "2024년 6월",
            "June 2024",
        ]
    ),
    TEXT,
)
LABEL = st.sampled_from([None, None, None, "A", "B", "C"])


def _maybe(strategy: Any) -> Any:
    return st.one_of(st.none(), strategy)


def _some(strategy: Any, most: int = 3) -> Any:
    return st.lists(strategy, max_size=most, unique_by=str)


def _known(table: dict[str, Any]) -> Any:
    return st.one_of(st.sampled_from(sorted(table)), TEXT)


_EXTRA = st.dictionaries(
    st.sampled_from(["budget", "x-note", "기타"]),
    st.one_of(
        TEXT,
        st.integers(0, 10**9),
        st.booleans(),
        st.lists(TEXT, max_size=2),
        st.dictionaries(st.sampled_from(["year", "who"]), TEXT, max_size=2),
    ),
    max_size=1,
)


def _with_extra(strategy: Any) -> Any:
    return st.builds(lambda row, extra: {**row, **extra}, strategy, _EXTRA)


PARTY = _with_extra(
    st.fixed_dictionaries(
        {
            "name": NAME,
            "role": _maybe(_known(words.ROLES)),
            "kind": _maybe(_known(words.ORGANISATIONS)),
        },
        optional={
            "country": st.one_of(
                st.sampled_from(["Korea", "한국", "日本", "Deutschland", "U.S."]), TEXT
            ),
            "acronym": st.from_regex(r"[A-Z]{2,6}", fullmatch=True),
            "name_en": _OTHER_NAME,
            "founded": DATE,
            "formed": DATE,
            "joined": DATE,
            "predecessors": _some(_OTHER_NAME),
            "former_names": _some(_OTHER_NAME),
            "parent": _OTHER_NAME,
            "unit": st.lists(_OTHER_NAME, min_size=1, max_size=3, unique=True).map(" > ".join),
            "legal_form": TEXT,
            "former_form": TEXT,
            "member_count": st.one_of(st.integers(0, 10**6), TEXT, st.just("200+"), st.just(2.5)),
            "agreement": LABEL,
        },
    )
)
PERSON = _with_extra(
    st.fixed_dictionaries(
        {"name": PERSON_NAME, "title": _maybe(TEXT), "organisation": _maybe(NAME)},
        optional={
            "capacity": st.one_of(_known(words.CAPACITIES), st.just("advisory group")),
            "on_behalf_of": NAME,
            "basis": TEXT,
            "since": DATE,
            "signed_on": DATE,
            "other_positions": _some(
                st.one_of(TEXT, st.just("CEO, GC Cell"), st.just("차병원 회장"))
            ),
            "agreement": LABEL,
        },
    )
)
DELIVERABLE = _with_extra(
    st.fixed_dictionaries(
        {
            "title": TEXT,
            "type": _maybe(
                st.one_of(_known(words.TYPES), st.sampled_from(sorted(words.TAKING_PART)))
            ),
            "event": _maybe(TEXT),
            "place": _maybe(st.one_of(TEXT, st.just("Seoul; Melbourne"))),
            "start": _maybe(DATE),
            "end": _maybe(DATE),
            "due": _maybe(DATE),
            "status_facts": _some(TEXT),
            "participants": _some(st.one_of(NAME, TEXT)),
        },
        optional={"start_note": TEXT, "agreement": LABEL},
    )
)
MONEY = _with_extra(
    st.fixed_dictionaries(
        {
            "amount": st.one_of(
                st.integers(0, 10**12),
                TEXT,
                st.sampled_from(["약 6000억", "8조2000억", "1.5.2 million"]),
            ),
            "currency": _maybe(st.sampled_from(["KRW", "USD", "$ (Australian)"])),
            "what": _maybe(st.one_of(TEXT, NAME)),
        },
        optional={"agreement": LABEL},
    )
)
RENEWAL = _with_extra(
    st.fixed_dictionaries(
        {
            "relation": _maybe(
                st.sampled_from(["renews", "extends", "amended", "replaces", "follows from", "odd"])
            ),
            "what": _maybe(TEXT),
            "original_date": _maybe(DATE),
        },
        optional={"expired": DATE, "amendment_effective": DATE},
    )
)


def _case(id: str) -> Any:
    return _with_extra(
        st.fixed_dictionaries(
            {
                "id": st.just(id),
                "title": TEXT,
                "parties": st.lists(PARTY, max_size=6, unique_by=lambda row: row["name"]),
                "signatories": _some(PERSON, 2),
                "attendees": _some(PERSON),
                "deliverables": _some(DELIVERABLE),
                "kind": _maybe(_known(words.AGREEMENTS)),
                "doc_type": _maybe(
                    st.sampled_from(["announcement", "programme_report", "accession", "follow_up"])
                ),
            },
            optional={
                "url": st.just("https://example.org/a?b=c"),
                "language": st.sampled_from(["en", "ko", "ja"]),
                "source_published_on": DATE,
                "signed_on": DATE,
                "signed_on_partial": DATE,
                "signed_on_basis": TEXT,
                "place": TEXT,
                "event": TEXT,
                "effective_on": DATE,
                "expires_on_or_term": st.one_of(
                    TEXT, st.just("3 years (A); 5 years (B)"), st.just("2030-12-31")
                ),
                "renews": _maybe(RENEWAL),
                "status_facts": _some(TEXT),
                "commitments": _some(TEXT),
                "funding": _some(MONEY, 2),
                "money_not_agreement_funding": _some(MONEY, 2),
                "other_agreements": _some(TEXT),
                "linked_cases": st.lists(
                    st.sampled_from(["r-0", "r-1", "r-2", "gone"]), max_size=2
                ),
                "text_excerpt": TEXT,
            },
        )
    )


CASES = st.integers(1, 3).flatmap(lambda count: st.tuples(*(_case(f"r-{n}") for n in range(count))))
