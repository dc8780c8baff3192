"""Term arithmetic: ends, notice, review, silent renewals."""

from collections.abc import Sequence
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.dates import PartialDate
from tracker.domain.durations import Duration
from tracker.domain.lifecycle_facts import Fact, LifecycleKind
from tracker.domain.terms import Term, TermKind, TermStart, TermState, term_on

K = LifecycleKind
THREE_YEARS, THREE_MONTHS = Duration(years=3), Duration(months=3)


def on(text: str | None) -> PartialDate | None:
    return PartialDate.parse(text) if text else None


def fact(kind: LifecycleKind, when: str | None = None, **dates: str) -> Fact:
    return Fact(kind, on(when), **{name: on(text) for name, text in dates.items()})


def term_at(day: str, term: Term, *facts: Fact) -> TermState:
    return term_on(date.fromisoformat(day), term, facts)


def fixed(length: Duration = THREE_YEARS, **more: object) -> Term:
    return Term(TermKind.FIXED, length=length, **more)  # type: ignore[arg-type]


def renewing(length: Duration = THREE_YEARS, **more: object) -> Term:
    return Term(TermKind.AUTOMATIC_RENEWAL, length=length, **more)  # type: ignore[arg-type]


SIGNED = fact(K.SIGNED, "2024-06-04")


def test_the_working_of_a_fixed_term() -> None:
    state = term_at("2024-07-01", fixed(notice=THREE_MONTHS), SIGNED)
    assert state.end == state.expires_on == on("2027-06-04")
    assert state.notice_by == on("2027-03-04")
    assert (state.renewals, state.start) == (0, on("2024-06-04"))
    assert state.working == (
        "signed 4 June 2024 + 3 years = 4 June 2027; 3 months' notice → 4 March 2027"
    )


def test_one_month_and_one_year_in_the_working() -> None:
    state = term_at("2024-07-01", fixed(Duration(years=1), notice=Duration(months=1)), SIGNED)
    assert state.working.endswith("; 1 month's notice → 4 May 2025")


@pytest.mark.parametrize(
    ("signed", "length", "end"),
    [
        ("2024-01-31", "P1M", "2024-02-29"),
        ("2023-01-31", "P1M", "2023-02-28"),
        ("2024-02-29", "P1Y", "2025-02-28"),
        ("2024-02-29", "P4Y", "2028-02-29"),
        ("2024-06", "P3Y", "2027-06"),
        ("2024", "P3Y", "2027"),
        ("2013-11~", "P2Y", "2015-11~"),
    ],
)
def test_month_ends_leap_days_and_partial_starts(signed: str, length: str, end: str) -> None:
    state = term_at("2024-07-01", fixed(Duration.parse(length)), fact(K.SIGNED, signed))
    assert state.end == on(end)


def test_notice_is_counted_from_the_earliest_possible_end() -> None:
    state = term_at("2024-07-01", fixed(notice=THREE_MONTHS), fact(K.SIGNED, "2024"))
    assert state.end == on("2027")
    assert state.notice_by == on("2026-10-01")  # 1 January 2027 less 3 months


@pytest.mark.parametrize(
    ("day", "renewals", "end", "notice_by"),
    [
        ("2024-06-04", 0, "2027-06-04", "2027-03-04"),
        ("2027-06-04", 0, "2027-06-04", "2027-03-04"),
        ("2027-06-05", 1, "2030-06-04", "2030-03-04"),
        ("2040-01-01", 5, "2042-06-04", "2042-03-04"),
    ],
)
def test_silent_renewals(day: str, renewals: int, end: str, notice_by: str) -> None:
    state = term_at(day, renewing(notice=THREE_MONTHS), SIGNED)
    assert (state.renewals, state.end, state.notice_by) == (renewals, on(end), on(notice_by))
    assert state.expires_on is None


def test_the_working_of_renewals() -> None:
    term = renewing(Duration(years=2), renewal=Duration(years=1), notice=Duration(days=90))
    state = term_at("2028-01-01", term, SIGNED)
    assert state.working == (
        "signed 4 June 2024 + 2 years = 4 June 2026; 2 renewals of 1 year = 4 June 2028; "
        "90 days' notice → 6 March 2028"
    )


def test_renewals_do_not_wander_from_the_month_end() -> None:
    term = renewing(Duration(months=1))
    ends = [
        term_at(day, term, fact(K.SIGNED, "2024-01-31")).end
        for day in ("2024-02-01", "2024-03-01", "2024-04-01", "2024-05-01")
    ]
    assert ends == [on("2024-02-29"), on("2024-03-31"), on("2024-04-30"), on("2024-05-31")]


def test_a_leap_day_comes_back() -> None:
    term, leap = renewing(Duration(years=1)), fact(K.SIGNED, "2024-02-29")
    assert term_at("2026-01-01", term, leap).end == on("2026-02-28")
    assert term_at("2027-06-01", term, leap).end == on("2028-02-29")


@given(
    st.dates(date(1950, 1, 1), date(2100, 12, 31)),
    st.integers(0, 30000),
    st.builds(Duration, st.integers(0, 5), st.integers(0, 30), st.integers(0, 400)),
    st.builds(Duration, st.integers(0, 5), st.integers(0, 30), st.integers(1, 400)),
)
def test_the_current_term_holds_the_day(
    signed: date, later: int, length: Duration, renewal: Duration
) -> None:
    day = date.fromordinal(signed.toordinal() + later)
    length = length or Duration(days=1)
    term = renewing(length, renewal=renewal)
    state = term_on(day, term, [Fact(K.SIGNED, PartialDate.of(signed))])
    assert state.end is not None
    n = state.renewals
    assert state.end.latest == (length + renewal * n).after(signed) >= day
    assert n == 0 or (length + renewal * (n - 1)).after(signed) < day
    slow = 0
    if later < 800:
        while (length + renewal * slow).after(signed) < day:
            slow += 1
        assert n == slow


def test_the_end_of_time_ends_the_search() -> None:
    for signed in ("2024-06-04", "2024-06", "2024", "201X", "XXXX-09-18", "2018/.."):
        for length in ("P3Y", "P1M", "P1D", "P0D", "P1Y1D"):
            term = renewing(Duration.parse(length), notice=Duration(days=1))
            for day in (date.min, date.max):
                state = term_on(day, term, [fact(K.SIGNED, signed), fact(K.NOTICE_GIVEN, "9999")])
                assert state.renewals >= 0


# --- what the term is counted from ---------------------------------------------------------------


def test_starts() -> None:
    facts = [
        fact(K.APPROVED, "2024-05-01"),
        fact(K.SIGNED, "2024-06-03"),
        fact(K.SIGNED, "2024-06-04"),
        fact(K.APPROVED, "2024-07-01"),
        fact(K.TOOK_EFFECT, "2024-08-01"),
    ]
    ends = {
        None: "2025-08-01",
        TermStart.SIGNING: "2025-06-03",
        TermStart.LAST_SIGNATURE: "2025-06-04",
        TermStart.EFFECT: "2025-08-01",
        TermStart.ACCEPTANCE: "2025-08-01",
        TermStart.STATED_DATE: "2025-01-01",
    }
    for starts, end in ends.items():
        term = fixed(Duration(years=1), starts=starts)
        if starts is TermStart.STATED_DATE:
            term = fixed(Duration(years=1), starts=starts, start_on=on("2024-01-01"))
        assert term_at("2024-09-01", term, *facts).end == on(end), starts
    accepted = fixed(Duration(years=1), starts=TermStart.ACCEPTANCE)
    assert term_at("2024-09-01", accepted, *facts[:-1]).end == on("2025-07-01")
    assert term_at("2024-09-01", fixed(Duration(years=1)), *facts[:-1]).end == on("2025-06-04")


def test_a_later_signature_of_a_joining_party_moves_nothing() -> None:
    facts = [SIGNED, fact(K.PARTY_JOINED, "2025-01-01"), fact(K.SIGNED, "2025-01-01")]
    term = fixed(starts=TermStart.LAST_SIGNATURE)
    assert term_at("2025-06-01", term, *facts).end == on("2027-06-04")


def test_unknown_parts_stay_unknown() -> None:
    nothing = term_at("2024-06-04", Term())
    assert (nothing.end, nothing.notice_by, nothing.next_review) == (None, None, None)
    assert nothing.working == "nothing is recorded of the term"
    no_start = term_at("2024-06-04", fixed(notice=THREE_MONTHS))
    assert (no_start.end, no_start.expires_on) == (None, None)
    assert no_start.working == "3 years, from a day that is not known"
    undated = term_at("2024-06-04", fixed(), fact(K.SIGNED))
    assert undated.end is None
    no_effect = term_at("2024-07-04", fixed(starts=TermStart.EFFECT), SIGNED)
    assert no_effect.end is None


def test_an_undated_signing_was_by_the_day_it_was_stated() -> None:
    state = term_at(
        "2024-06-04", fixed(notice=THREE_MONTHS), fact(K.SIGNED, stated_on="2024-06-04")
    )
    assert state.end == on("../2027-06-04")
    assert state.notice_by is None
    assert state.working == "signed by 4 June 2024 + 3 years = by 4 June 2027"


def test_a_length_alone_is_a_fixed_term() -> None:
    assert Term(length=THREE_YEARS).meant is Term(until=on("2027")).meant is TermKind.FIXED
    assert Term().meant is Term(notice=THREE_MONTHS).meant is TermKind.UNKNOWN
    state = term_at("2024-07-01", Term(length=THREE_YEARS, notice=THREE_MONTHS), SIGNED)
    assert state == term_at("2024-07-01", fixed(notice=THREE_MONTHS), SIGNED)
    assert (state.end, state.expires_on) == (on("2027-06-04"), on("2027-06-04"))
    stated = term_at("2024-07-01", Term(until=on("2027")), SIGNED)
    assert stated.expires_on == on("2027")


def test_a_length_of_renewals_says_that_it_renews() -> None:
    term = Term(length=THREE_YEARS, renewal=Duration(years=1))
    assert term.meant is TermKind.AUTOMATIC_RENEWAL
    state = term_at("2029-01-01", term, SIGNED)
    assert (state.end, state.expires_on, state.renewals) == (on("2029-06-04"), None, 2)


def test_a_kind_that_is_chosen_is_meant() -> None:
    for kind in (TermKind.OPEN_ENDED, TermKind.MINIMUM, TermKind.REVIEW_GATES):
        assert Term(kind, length=THREE_YEARS, renewal=THREE_MONTHS).meant is kind


# --- the other kinds -----------------------------------------------------------------------------


def test_until_a_stated_date() -> None:
    term = Term(TermKind.FIXED, until=on("2026-12-31"), notice=Duration(months=6))
    state = term_at("2024-07-01", term)
    assert (state.end, state.notice_by) == (on("2026-12-31"), on("2026-06-30"))
    assert state.working == "until 31 December 2026; 6 months' notice → 30 June 2026"


def test_open_ended() -> None:
    term = Term(TermKind.OPEN_ENDED, notice=THREE_MONTHS)
    state = term_at("2024-07-01", term, SIGNED)
    assert (state.end, state.notice_by, state.working) == (None, None, "open-ended")
    noticed = term_at("2025-01-01", term, SIGNED, fact(K.NOTICE_GIVEN, "2024-11-30"))
    assert noticed.expires_on == on("2025-02-28")
    assert noticed.working == "open-ended; notice given 30 November 2024 → ends 28 February 2025"


def test_minimum_term() -> None:
    term = Term(TermKind.MINIMUM, length=THREE_YEARS, notice=THREE_MONTHS)
    during = term_at("2027-06-04", term, SIGNED)
    assert (during.end, during.expires_on) == (on("2027-06-04"), None)
    assert during.notice_by == on("2027-03-04")
    after = term_at("2027-06-05", term, SIGNED)
    assert (after.end, after.expires_on, after.notice_by) == (None, None, None)
    early = term_at("2025-01-01", term, SIGNED, fact(K.NOTICE_GIVEN, "2024-12-01"))
    assert early.expires_on == on("2027-06-04")
    late = term_at("2028-01-01", term, SIGNED, fact(K.NOTICE_GIVEN, "2027-12-01"))
    assert late.expires_on == on("2028-03-01")


@pytest.mark.parametrize(
    ("day", "review"),
    [
        ("2024-06-05", "2029-06-04"),
        ("2029-06-04", "2029-06-04"),
        ("2029-06-05", "2034-06-04"),
        ("2049-06-04", "2049-06-04"),
        ("2049-06-05", None),
    ],
)
def test_review_gates(day: str, review: str | None) -> None:
    term = Term(
        TermKind.REVIEW_GATES,
        length=Duration(years=25),
        review_every=Duration(years=5),
        notice=Duration(months=6),
    )
    state = term_at(day, term, SIGNED)
    assert (state.end, state.next_review) == (on("2049-06-04"), on(review))
    if day == "2024-06-05":
        assert state.notice_by == on("2028-12-04")
        assert "a review every 5 years → 4 June 2029" in state.working


# --- extensions, notice, pauses ------------------------------------------------------------------


def test_an_extension_counts_from_its_day() -> None:
    extended = fact(K.EXTENDED, "2027-01-15", until="2029-12-31")
    assert term_at("2027-01-14", fixed(), SIGNED, extended).end == on("2027-06-04")
    state = term_at("2027-01-15", fixed(), SIGNED, extended)
    assert state.end == on("2029-12-31")
    assert state.working.endswith("; extended to 31 December 2029")


def test_a_retroactive_extension_counts_from_when_it_takes_effect() -> None:
    extended = fact(K.EXTENDED, "2027-09-01", until="2029-12-31", effective_on="2027-06-05")
    assert term_at("2027-06-04", fixed(), SIGNED, extended).end == on("2027-06-04")
    assert term_at("2027-06-05", fixed(), SIGNED, extended).end == on("2029-12-31")


def test_an_extension_to_an_unknown_day() -> None:
    state = term_at("2027-02-01", fixed(), SIGNED, fact(K.EXTENDED, "2027-01-15"))
    assert state.end is None
    assert state.working.endswith("extended to a day that is not known")


def test_renewals_after_an_extension_count_from_it() -> None:
    facts = (SIGNED, fact(K.EXTENDED, "2027-01-15", until="2028-01-31"))
    state = term_at("2031-02-01", renewing(Duration(years=3)), *facts)
    assert (state.renewals, state.end) == (2, on("2034-01-31"))


def test_notice_in_time_stops_the_renewal() -> None:
    notice = fact(K.NOTICE_GIVEN, "2027-03-04")
    for day in ("2027-03-04", "2027-06-04", "2035-01-01"):
        state = term_at(day, renewing(notice=THREE_MONTHS), SIGNED, notice)
        assert (state.end, state.expires_on) == (on("2027-06-04"), on("2027-06-04"))
        assert state.notice_by is None


def test_notice_that_comes_late_lets_it_renew_once_more() -> None:
    notice = fact(K.NOTICE_GIVEN, "2027-03-05")
    state = term_at("2027-05-01", renewing(notice=THREE_MONTHS), SIGNED, notice)
    assert (state.end, state.expires_on) == (on("2027-06-04"), on("2030-06-04"))
    assert state.working.endswith("notice given 5 March 2027 → ends 4 June 2030")


def test_notice_with_a_stated_effect() -> None:
    notice = fact(K.NOTICE_GIVEN, "2025-01-01", effective_on="2025-03-31")
    for term in (renewing(), fixed(), Term(TermKind.OPEN_ENDED)):
        state = term_at("2025-02-01", term, SIGNED, notice)
        assert (state.end, state.expires_on) == (on("2025-03-31"), on("2025-03-31"))


def test_an_extension_withdraws_a_notice() -> None:
    facts = (
        SIGNED,
        fact(K.NOTICE_GIVEN, "2025-01-01", effective_on="2025-03-31"),
        fact(K.EXTENDED, "2025-02-01", until="2030-01-01"),
    )
    assert term_at("2025-01-31", fixed(), *facts).end == on("2025-03-31")
    assert term_at("2025-02-01", fixed(), *facts).end == on("2030-01-01")


def test_a_pause_does_not_move_the_end_but_is_shown() -> None:
    paused, resumed = fact(K.PAUSED, "2025-01-01"), fact(K.RESUMED, "2025-06-30")
    state = term_at("2026-01-01", fixed(), SIGNED, paused, resumed)
    assert state.end == on("2027-06-04")
    assert "paused 1 January 2025 – 30 June 2025, which does not move the end" in state.working
    state = term_at("2025-02-01", fixed(), SIGNED, paused, resumed)
    assert "paused since 1 January 2025" in state.working
    extended = fact(K.EXTENDED, "2025-06-30", until="2027-12-01")
    state = term_at("2026-01-01", fixed(), SIGNED, paused, resumed, extended)
    assert state.end == on("2027-12-01")


kinds = st.sampled_from(list(TermKind))
lengths = st.none() | st.builds(Duration, st.integers(0, 9), st.integers(0, 20), st.integers(0, 99))


@given(
    st.builds(
        Term,
        kind=kinds,
        length=lengths,
        starts=st.none() | st.sampled_from(list(TermStart)),
        until=st.none() | st.just(on("2026-02")),
        notice=lengths,
        renewal=lengths,
        review_every=lengths,
    ),
    st.lists(
        st.builds(
            Fact,
            st.sampled_from(list(LifecycleKind)),
            st.sampled_from([None, "2019", "2020-02-29", "2021-06", "2022/..", "../2023"]).map(on),
        ),
        max_size=5,
    ),
    st.dates(date(2015, 1, 1), date(2060, 1, 1)),
)
def test_any_term_gives_a_state_that_holds_together(
    term: Term, facts: Sequence[Fact], day: date
) -> None:
    state = term_on(day, term, facts)
    assert state.working
    if state.notice_by is not None and state.end is not None:
        assert state.notice_by.earliest <= state.end.earliest
    if state.next_review is not None:
        assert state.next_review.latest >= day
    if state.renewals:
        assert term.meant is TermKind.AUTOMATIC_RENEWAL
