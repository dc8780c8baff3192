"""What is kept of a term holds on every day it is kept for."""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.domain.dates import PartialDate
from tracker.domain.durations import Duration
from tracker.domain.lifecycle import Fact, LifecycleKind
from tracker.domain.terms import Term, TermKind, term_on
from tracker.domain.watching import watch_on

DAY = date(2026, 11, 22)
_dates = st.sampled_from(
    [
        "2018",
        "2020-02-29",
        "2024-06",
        "2025-01-31",
        "2026-11-22",
        "2026-12-01",
        "2027",
        "2030-03-05",
    ]
).map(PartialDate.parse)
_lengths = st.none() | st.sampled_from(["P1Y", "P3Y", "P6M", "P90D", "P1M"]).map(Duration.parse)
_facts = st.lists(
    st.builds(
        Fact,
        st.sampled_from(
            [
                LifecycleKind.SIGNED,
                LifecycleKind.TOOK_EFFECT,
                LifecycleKind.EXTENDED,
                LifecycleKind.NOTICE_GIVEN,
                LifecycleKind.KNOWN_ACTIVE,
                LifecycleKind.PAUSED,
            ]
        ),
        on=st.none() | _dates,
        until=st.none() | _dates,
        effective_on=st.none() | _dates,
    ),
    max_size=5,
)
_terms = st.builds(
    Term,
    kind=st.sampled_from(list(TermKind)),
    length=_lengths,
    until=st.none() | _dates,
    notice=_lengths,
    renewal=_lengths,
    review_every=_lengths,
)


@settings(max_examples=300, deadline=None)
@given(_facts, _terms, st.integers(0, 900), st.floats(0, 1))
def test_it_is_the_same_on_every_day_it_is_kept_for(
    facts: list[Fact], term: Term, offset: int, place: float
) -> None:
    since = DAY + timedelta(days=offset)
    watch = watch_on(since, facts, term)
    assert watch.from_day == since <= watch.to_day
    days = min((watch.to_day - since).days, 3000)
    for day in {since, since + timedelta(days=int(days * place)), since + timedelta(days=days)}:
        state = term_on(day, term, facts)
        assert state.next_review == watch.next_review
        matters = term.kind is TermKind.REVIEW_GATES or state.expires_on is None
        assert watch.notice_by == (state.notice_by if matters else None)
