"""The status of an agreement on any day."""

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.dates import PartialDate
from tracker.domain.durations import Duration
from tracker.domain.lifecycle import (
    LIFECYCLE_LABELS,
    STATUS_LABELS,
    AgreementStatus,
    Fact,
    LifecycleKind,
    expiring_soon,
    flags_on,
    notice_due,
    review_due,
    spans,
    status_on,
)
from tracker.domain.terms import Term, TermKind, TermStart

K = LifecycleKind
S = AgreementStatus
OPEN_ENDED = Term(TermKind.OPEN_ENDED)
THREE_YEARS = Term(TermKind.FIXED, length=Duration(years=3))


def on(text: str | None) -> PartialDate | None:
    return PartialDate.parse(text) if text else None


def fact(kind: LifecycleKind, when: str | None = None, **dates: str) -> Fact:
    return Fact(kind, on(when), **{name: on(text) for name, text in dates.items()})


def story(facts: Sequence[Fact], term: Term = OPEN_ENDED) -> list[str]:
    """The spans as short lines: "2024-06-04 active", with a ? where it is not certain."""
    return [
        f"{'' if span.from_day == date.min else span.from_day} {span.status}"
        f"{'' if span.certain or span.status is S.UNKNOWN else '?'}".strip()
        for span in spans(facts, term)
    ]


SIGNED = fact(K.SIGNED, "2024-06-04")


def test_every_kind_and_status_has_a_label() -> None:
    assert set(LIFECYCLE_LABELS) == set(K)
    assert set(STATUS_LABELS) == set(S)


def test_nothing_recorded() -> None:
    found = status_on(date(2024, 1, 1), [], Term())
    assert (found.status, found.certain, found.since) == (S.UNKNOWN, False, None)
    assert found.working == "nothing is recorded"
    assert story([]) == ["unknown"]


def test_a_whole_life() -> None:
    facts = [
        fact(K.PROPOSED, "2023-01-10"),
        fact(K.INTENT_ANNOUNCED, "2023-03-01"),
        fact(K.DRAFTING, "2023-05-01"),
        fact(K.NEGOTIATING, "2023-06-01"),
        fact(K.APPROVED, "2024-04-01"),
        fact(K.SENT_FOR_SIGNATURE, "2024-05-01"),
        SIGNED,
        fact(K.TOOK_EFFECT, "2024-07-01"),
        fact(K.AMENDED, "2024-09-01"),
        fact(K.PAUSED, "2025-01-01"),
        fact(K.PARTY_JOINED, "2025-02-01"),
        fact(K.RESUMED, "2025-03-01"),
        fact(K.NOTICE_GIVEN, "2025-10-01"),
        fact(K.TERMINATED, "2026-01-01"),
    ]
    lines = [
        "unknown",
        "2023-01-10 prospect",
        "2023-05-01 in_preparation",
        "2024-04-01 awaiting_signature",
        "2024-06-04 signed",
        "2024-07-01 active",
        "2025-01-01 paused",
        "2025-03-01 active",
        "2025-10-01 ending",
        "2026-01-01 terminated",
    ]
    assert story(facts) == lines
    assert story(facts[::-1]) == lines  # dated facts find their order
    found = status_on(date(2024, 12, 31), facts, OPEN_ENDED)
    assert (found.status, found.certain, found.since) == (S.ACTIVE, True, on("2024-07-01"))
    assert found.working == "Took effect 1 July 2024"
    assert status_on(date(2024, 10, 1), facts[:9], OPEN_ENDED).since == on("2024-07-01")


@pytest.mark.parametrize("kind", [K.COMPLETED, K.CANCELLED, K.SUPERSEDED, K.TERMINATED])
def test_the_ends(kind: LifecycleKind) -> None:
    facts = [SIGNED, fact(kind, "2025-01-01")]
    assert story(facts) == ["unknown", "2024-06-04 active", f"2025-01-01 {kind}"]
    # what the term would have done afterwards no longer matters
    assert story(facts, THREE_YEARS) == story(facts)


def test_active_since_nobody_knows_when() -> None:
    assert story([fact(K.KNOWN_ACTIVE)]) == ["active?"]
    assert story([fact(K.KNOWN_ACTIVE, stated_on="2024-06-04")]) == ["unknown", "2024-06-04 active"]
    found = status_on(date(2025, 1, 1), [fact(K.KNOWN_ACTIVE, stated_on="2024-06")], Term())
    assert (found.certain, found.since) == (True, None)
    assert found.working == "Known to be active, date unknown, as stated June 2024"


def test_signed_is_active_unless_it_takes_effect_later() -> None:
    assert story([SIGNED]) == ["unknown", "2024-06-04 active"]
    for starts in (TermStart.EFFECT, TermStart.ACCEPTANCE):
        term = Term(TermKind.OPEN_ENDED, starts=starts)
        assert story([SIGNED], term) == ["unknown", "2024-06-04 signed"]
        facts = [SIGNED, fact(K.TOOK_EFFECT, "2024-08-01")]
        assert story(facts, term) == ["unknown", "2024-06-04 signed", "2024-08-01 active"]
    accepted = Term(TermKind.OPEN_ENDED, starts=TermStart.ACCEPTANCE)
    facts = [SIGNED, fact(K.APPROVED, "2024-07-15")]
    assert story(facts, accepted) == ["unknown", "2024-06-04 signed", "2024-07-15 active"]
    assert story(facts) == ["unknown", "2024-06-04 active"]


def test_a_stated_start() -> None:
    term = Term(
        TermKind.FIXED,
        length=Duration(years=1),
        starts=TermStart.STATED_DATE,
        start_on=on("2025-01-01"),
    )
    assert story([SIGNED], term) == [
        "unknown",
        "2024-06-04 signed",
        "2025-01-01 active",
        "2026-01-02 expired",
    ]
    assert story([fact(K.DRAFTING, "2024-06-04")], Term(starts=TermStart.STATED_DATE)) == [
        "unknown",
        "2024-06-04 in_preparation",
    ]


def test_taking_effect_before_the_signing() -> None:
    facts = [SIGNED, fact(K.TOOK_EFFECT, "2024-01-01")]
    assert story(facts) == ["unknown", "2024-01-01 active"]


def test_several_signatures() -> None:
    facts = [fact(K.SIGNED, "2024-06-03"), SIGNED, fact(K.SIGNED, "2024-06-10")]
    assert story(facts) == ["unknown", "2024-06-03 awaiting_signature", "2024-06-10 active"]
    same_day = [SIGNED, SIGNED, SIGNED]
    assert story(same_day) == ["unknown", "2024-06-04 active"]
    # a signature between is approved at home before it is given
    approved = [fact(K.SIGNED, "2024-06-03"), fact(K.APPROVED, "2024-06-04"), facts[2]]
    assert story(approved) == ["unknown", "2024-06-03 awaiting_signature", "2024-06-10 active"]
    # but a party that joins and signs later does not unmake what was made
    joined = [SIGNED, fact(K.PARTY_JOINED, "2026-01-01"), fact(K.SIGNED, "2026-01-01")]
    assert story(joined) == ["unknown", "2024-06-04 active"]


def test_partial_dates_count_from_the_earliest_and_are_certain_on_the_latest() -> None:
    assert story([fact(K.SIGNED, "2024-06")]) == [
        "unknown",
        "2024-06-01 active?",
        "2024-06-30 active",
    ]
    # a source that states it makes it certain earlier
    assert story([fact(K.SIGNED, "2024", stated_on="2024-06-04")]) == [
        "unknown",
        "2024-01-01 active?",
        "2024-06-04 active",
    ]
    # "since 2020" began in 2020
    assert story([fact(K.SIGNED, "2019"), fact(K.PAUSED, "2020/..")]) == [
        "unknown",
        "2019-01-01 active?",
        "2019-12-31 active",
        "2020-01-01 paused?",
        "2020-12-31 paused",
    ]


def test_partial_dates_that_overlap_keep_the_order_of_the_user() -> None:
    facts = [SIGNED, fact(K.TOOK_EFFECT, "2024")]
    assert story(facts) == ["unknown", "2024-06-04 active?", "2024-12-31 active"]
    found = status_on(date(2024, 7, 1), facts, OPEN_ENDED)
    assert found.working == "Took effect 2024; the exact day is not known"
    earlier = [SIGNED, fact(K.TOOK_EFFECT, "2024"), fact(K.NEGOTIATING, "2024-03")]
    assert story(earlier) == [
        "unknown",
        "2024-03-01 in_preparation?",
        "2024-03-31 in_preparation",
        "2024-06-04 active?",
        "2024-12-31 active",
    ]


def test_undated_facts_keep_their_place() -> None:
    facts = [SIGNED, fact(K.PAUSED), fact(K.RESUMED, "2025-03-01")]
    assert story(facts) == ["unknown", "2024-06-04 paused?", "2025-03-01 active"]
    stated = [SIGNED, fact(K.PAUSED, stated_on="2024-12-01"), fact(K.RESUMED, "2025-03-01")]
    assert story(stated) == [
        "unknown",
        "2024-06-04 active",
        "2024-12-01 paused",
        "2025-03-01 active",
    ]
    first = [fact(K.NEGOTIATING), SIGNED]
    assert story(first) == ["in_preparation?", "2024-06-04 active"]
    stated_late = [fact(K.NEGOTIATING, stated_on="2030-01-01"), SIGNED]
    assert story(stated_late) == ["unknown", "2024-06-04 active"]
    by = [fact(K.SIGNED, "../2024-06-04")]
    assert story(by) == ["unknown", "2024-06-04 active"]
    no_year = [fact(K.SIGNED, "XXXX-09-18")]
    assert story(no_year) == ["active?"]


def test_terminated_with_a_later_effect_is_ending_until_then() -> None:
    facts = [
        SIGNED,
        fact(K.TERMINATED, "2025-01-10", effective_on="2025-06-30"),
        fact(K.AMENDED, "2025-02-01"),
    ]
    assert story(facts) == [
        "unknown",
        "2024-06-04 active",
        "2025-01-10 ending",
        "2025-06-30 terminated",
    ]
    found = status_on(date(2025, 2, 1), facts, OPEN_ENDED)
    assert found.working == "Terminated 10 January 2025, effective 30 June 2025"
    backwards = [SIGNED, fact(K.TERMINATED, "2025-01-10", effective_on="2024-12-31")]
    assert story(backwards) == ["unknown", "2024-06-04 active", "2024-12-31 terminated"]
    vague = [SIGNED, fact(K.TERMINATED, "2025-01-10", effective_on="2025")]
    assert story(vague) == ["unknown", "2024-06-04 active", "2025-01-10 terminated"]


# --- the term ------------------------------------------------------------------------------------


def test_a_fixed_term_runs_out_after_its_last_day() -> None:
    assert story([SIGNED], THREE_YEARS) == ["unknown", "2024-06-04 active", "2027-06-05 expired"]
    found = status_on(date(2028, 1, 1), [SIGNED], THREE_YEARS)
    assert (found.certain, found.since) == (True, on("2027-06-05"))
    assert found.working == ("the term is over: signed 4 June 2024 + 3 years = 4 June 2027")


def test_a_partial_end_is_in_doubt_and_then_over() -> None:
    assert story([fact(K.SIGNED, "2024-02")], THREE_YEARS) == [
        "unknown",
        "2024-02-01 active?",
        "2024-02-29 active",
        "2027-02-02 active?",
        "2027-03-01 expired",
    ]
    found = status_on(date(2027, 2, 10), [fact(K.SIGNED, "2024-02")], THREE_YEARS)
    assert found.working == (
        "Signed February 2024; signed February 2024 + 3 years = February 2027; "
        "the exact day is not known"
    )


def test_an_undated_signing_has_run_out_by_the_latest_possible_day() -> None:
    facts = [fact(K.SIGNED, stated_on="2024-06-04")]
    assert story(facts, THREE_YEARS) == ["unknown", "2024-06-04 active", "2027-06-05 expired"]


def test_only_a_stated_end() -> None:
    term = Term(TermKind.FIXED, until=on("2020-12-31"))
    assert story([], term) == ["unknown", "2021-01-01 expired"]
    assert story([fact(K.KNOWN_ACTIVE)], term) == ["active?", "2021-01-01 expired"]


def test_what_does_not_run_out() -> None:
    assert story([SIGNED], OPEN_ENDED)[-1] == "2024-06-04 active"
    for kind in (TermKind.AUTOMATIC_RENEWAL, TermKind.MINIMUM):
        assert story([SIGNED], Term(kind, length=Duration(1)))[-1] == "2024-06-04 active"
    assert story([SIGNED], Term(length=Duration(1)))[-1] == "2025-06-05 expired"


def test_notice_ends_it() -> None:
    notice = fact(K.NOTICE_GIVEN, "2026-11-30")
    quarter = Duration(months=3)
    renewing = Term(TermKind.AUTOMATIC_RENEWAL, length=Duration(years=3), notice=quarter)
    start = ["unknown", "2024-06-04 active", "2026-11-30 ending"]
    assert story([SIGNED, notice], renewing) == [*start, "2027-06-05 expired"]
    late = fact(K.NOTICE_GIVEN, "2027-03-05")
    assert story([SIGNED, late], renewing)[-1] == "2030-06-05 expired"
    open_ended = Term(TermKind.OPEN_ENDED, notice=quarter)
    assert story([SIGNED, notice], open_ended) == [*start, "2027-03-01 terminated"]
    assert story([SIGNED, notice], OPEN_ENDED) == start
    withdrawn = [SIGNED, notice, fact(K.KNOWN_ACTIVE, "2027-01-01")]
    assert story(withdrawn, open_ended) == [*start, "2027-01-01 active"]


def test_extensions() -> None:
    in_time = fact(K.EXTENDED, "2027-01-01", until="2030-06-30")
    assert story([SIGNED, in_time], THREE_YEARS) == [
        "unknown",
        "2024-06-04 active",
        "2030-07-01 expired",
    ]
    found = status_on(date(2028, 1, 1), [SIGNED, in_time], THREE_YEARS)
    assert found.since == on("2024-06-04")
    late = fact(K.EXTENDED, "2027-09-01", until="2030-06-30")
    assert story([SIGNED, late], THREE_YEARS) == [
        "unknown",
        "2024-06-04 active",
        "2027-06-05 expired",
        "2027-09-01 active",
        "2030-07-01 expired",
    ]
    retroactive = fact(K.EXTENDED, "2027-09-01", until="2030-06-30", effective_on="2027-06-05")
    assert story([SIGNED, retroactive], THREE_YEARS) == story([SIGNED, in_time], THREE_YEARS)


def test_a_pause_does_not_stop_the_clock() -> None:
    paused, resumed = fact(K.PAUSED, "2025-01-01"), fact(K.RESUMED, "2025-07-01")
    assert story([SIGNED, paused, resumed], THREE_YEARS) == [
        "unknown",
        "2024-06-04 active",
        "2025-01-01 paused",
        "2025-07-01 active",
        "2027-06-05 expired",
    ]
    assert story([SIGNED, paused], THREE_YEARS)[-1] == "2027-06-05 expired"
    extended = fact(K.EXTENDED, "2025-02-01", until="2027-12-04")
    assert story([SIGNED, paused, extended, resumed], THREE_YEARS) == [
        "unknown",
        "2024-06-04 active",
        "2025-01-01 paused",
        "2025-07-01 active",
        "2027-12-05 expired",
    ]


def test_known_to_be_active_after_the_computed_end() -> None:
    facts = [SIGNED, fact(K.KNOWN_ACTIVE, "2028-01-01")]
    assert story(facts, THREE_YEARS) == [
        "unknown",
        "2024-06-04 active",
        "2027-06-05 expired",
        "2028-01-01 active",
    ]


# --- spans ---------------------------------------------------------------------------------------

partial = st.sampled_from(
    [None, "2019", "2020", "2020-02", "2020-02-29", "2021-06", "2020/..", "../2022", "XXXX-03"]
).map(on) | st.dates(date(2019, 6, 1), date(2023, 6, 1)).map(PartialDate.of)
lengths = st.none() | st.builds(Duration, st.integers(0, 2), st.integers(0, 14), st.integers(0, 40))
facts_lists = st.lists(
    st.builds(Fact, st.sampled_from(list(K)), partial, partial, partial, partial), max_size=6
)
terms = st.builds(
    Term,
    kind=st.sampled_from(list(TermKind)),
    length=lengths,
    starts=st.none() | st.sampled_from(list(TermStart)),
    until=partial,
    notice=lengths,
    renewal=lengths,
    review_every=lengths,
    start_on=partial,
)


@given(facts_lists, terms, st.lists(st.dates(date(2018, 6, 1), date(2026, 1, 1)), max_size=12))
def test_spans_are_the_status_of_every_day(facts: list[Fact], term: Term, days: list[date]) -> None:
    found = spans(facts, term)
    assert found[0].from_day == date.min
    assert found[-1].to_day == date.max
    for one, other in pairwise(found):
        assert one.to_day + timedelta(days=1) == other.from_day
        assert (one.status, one.certain) != (other.status, other.certain)
    edges = [day for span in found for day in (span.from_day, span.to_day)]
    for day in [*days, *edges]:
        (span,) = (s for s in found if s.from_day <= day <= s.to_day)
        status = status_on(day, facts, term)
        assert (span.status, span.certain) == (status.status, status.certain)
        assert status.working


@given(st.permutations([SIGNED, *(fact(K.AMENDED, f"202{n}-01-01") for n in range(5, 9))]))
def test_exact_days_find_their_order(facts: list[Fact]) -> None:
    assert story(facts, THREE_YEARS) == story([SIGNED], THREE_YEARS)


# --- flags ---------------------------------------------------------------------------------------


def test_expiring_soon() -> None:
    assert not expiring_soon(date(2027, 3, 5), [SIGNED], THREE_YEARS, 90)
    assert expiring_soon(date(2027, 3, 6), [SIGNED], THREE_YEARS, 90)
    assert expiring_soon(date(2027, 6, 4), [SIGNED], THREE_YEARS, 90)
    assert not expiring_soon(date(2027, 6, 5), [SIGNED], THREE_YEARS, 90)
    assert not expiring_soon(date.max, [SIGNED], OPEN_ENDED, 90)


def test_notice_due() -> None:
    quarter = Duration(months=3)
    term = Term(TermKind.AUTOMATIC_RENEWAL, length=Duration(years=3), notice=quarter)
    assert not notice_due(date(2027, 2, 1), [SIGNED], term, 30)
    assert notice_due(date(2027, 2, 2), [SIGNED], term, 30)
    assert notice_due(date(2027, 3, 4), [SIGNED], term, 30)
    assert not notice_due(date(2027, 3, 5), [SIGNED], term, 30)
    given_notice = [SIGNED, fact(K.NOTICE_GIVEN, "2027-01-01")]
    assert not notice_due(date(2027, 3, 1), given_notice, term, 30)
    fixed = Term(TermKind.FIXED, length=Duration(years=3), notice=quarter)
    assert not notice_due(date(2027, 3, 1), [SIGNED], fixed, 30)  # it runs out by itself


def test_review_due() -> None:
    five, life = Duration(years=5), Duration(years=25)
    term = Term(TermKind.REVIEW_GATES, length=life, review_every=five)
    flags = flags_on(date(2029, 5, 1), [SIGNED], term, 60)
    assert (flags.expiring_soon, flags.notice_due, flags.review_due) == (False, False, True)
    assert not review_due(date(2029, 1, 1), [SIGNED], term, 60)
    terminated = [SIGNED, fact(K.TERMINATED, "2026-01-01")]
    assert not review_due(date(2029, 5, 1), terminated, term, 60)


def test_a_pause_is_not_hidden_by_a_successor_of_unknown_day() -> None:
    """The predecessor of the MoU of ARM and CARM: paused from about 2020, renewed by June 2024."""
    facts = [
        fact(K.SIGNED, "2017-06"),
        fact(K.PAUSED, "2020~"),
        fact(K.SUPERSEDED, stated_on="2024-06-04"),
    ]
    assert story(facts)[-2:] == ["2020-12-31 paused", "2024-06-04 superseded"]
