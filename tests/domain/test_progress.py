"""The fold of a deliverable's log, at all and as at any day."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.dates import PartialDate
from tracker.domain.progress import (
    OPEN,
    STATUS_LABELS,
    DeliverableStatus,
    LogLine,
    ProgressState,
    days_late,
    fold,
    is_overdue,
    is_silent,
    progress_spans,
    span_after,
)

S = DeliverableStatus


def on(text: str) -> PartialDate:
    return PartialDate.parse(text)


LOG = [
    LogLine(on("2024-01-10"), status=S.IN_PROGRESS, id=1),
    LogLine(on("2024-02"), percent=40, id=2),
    LogLine(on("2024-03-01"), target=on("2024-09"), target_reason="hall not free", id=3),
    LogLine(on("2024-09-12"), status=S.DELIVERED, id=4),
]
TARGET = on("2024-06")


def test_every_status_has_a_label() -> None:
    assert set(STATUS_LABELS) == set(S)
    assert set(S) > OPEN


def test_nothing_logged() -> None:
    state = fold(S.PLANNED, TARGET, [])
    assert state == ProgressState(S.PLANNED, None, TARGET, TARGET, None, None, None)
    assert fold(S.DELIVERED, None, []).percent == 100


def test_the_whole_log() -> None:
    assert fold(S.PLANNED, TARGET, LOG) == ProgressState(
        status=S.DELIVERED,
        percent=100,
        target=on("2024-09"),
        original_target=TARGET,
        started=on("2024-01-10"),
        delivered=on("2024-09-12"),
        last_on=on("2024-09-12"),
    )


@pytest.mark.parametrize(
    ("day", "status", "percent", "target"),
    [
        (date(2024, 1, 9), S.PLANNED, None, "2024-06"),
        (date(2024, 1, 10), S.IN_PROGRESS, None, "2024-06"),
        (date(2024, 2, 1), S.IN_PROGRESS, 40, "2024-06"),
        (date(2024, 3, 31), S.IN_PROGRESS, 40, "2024-09"),
        (date(2024, 9, 12), S.DELIVERED, 100, "2024-09"),
    ],
)
def test_as_at_a_day(day: date, status: S, percent: int | None, target: str) -> None:
    state = fold(S.PLANNED, TARGET, LOG, as_at=day)
    assert (state.status, state.percent, state.target) == (status, percent, on(target))


def test_the_order_is_of_days_and_then_of_the_log() -> None:
    late = [*LOG, LogLine(on("2024-01-20"), status=S.AT_RISK)]
    assert fold(S.PLANNED, TARGET, late) == fold(S.PLANNED, TARGET, LOG)
    assert fold(S.PLANNED, TARGET, late, as_at=date(2024, 1, 31)).status is S.AT_RISK
    same_day = [LogLine(on("2024-01-10"), percent=10), LogLine(on("2024-01-10"), percent=20)]
    assert fold(S.PLANNED, None, same_day).percent == 20


def test_a_corrected_entry_does_not_count_on_any_day() -> None:
    right = LogLine(on("2024-10-01"), status=S.PARTLY_DELIVERED, corrects=4, id=5)
    state = fold(S.PLANNED, TARGET, [*LOG, right])
    assert (state.status, state.percent) == (S.PARTLY_DELIVERED, 40)
    assert state.delivered == on("2024-10-01")
    before = fold(S.PLANNED, TARGET, [*LOG, right], as_at=date(2024, 9, 30))
    assert before.status is S.IN_PROGRESS
    # the correction of a correction does not bring the first back
    again = LogLine(on("2024-10-02"), corrects=5, id=6)
    assert fold(S.PLANNED, TARGET, [*LOG, right, again]).status is S.IN_PROGRESS
    # one that names itself or nobody corrects nothing
    odd = [replace(LOG[0], corrects=1), LogLine(on("2024-01-11"), percent=5, corrects=99)]
    assert fold(S.PLANNED, None, odd).status is S.IN_PROGRESS


def test_delivered_is_all_of_it_unless_stated() -> None:
    stated = LogLine(on("2024-09-12"), status=S.DELIVERED, percent=90)
    assert fold(S.PLANNED, None, [stated]).percent == 90
    reopened = [*LOG, LogLine(on("2024-10-01"), status=S.IN_PROGRESS)]
    state = fold(S.PLANNED, TARGET, reopened)
    assert (state.percent, state.delivered) == (40, None)
    assert state.started == on("2024-01-10")


def test_started() -> None:
    assert fold(S.IN_PROGRESS, None, LOG).started is None  # before the log
    assert fold(S.PLANNED, None, [LogLine(on("2024-05"), percent=20)]).started == on("2024-05")
    held = [LogLine(on("2024-05-02"), status=S.DELIVERED)]
    assert fold(S.PLANNED, None, held).started is None  # nobody said when
    assert fold(S.PLANNED, None, held).delivered == on("2024-05-02")


def test_the_first_target_is_kept() -> None:
    log = [LogLine(on("2024-01"), target=on("2024-05")), LogLine(on("2024-02"), target=on("2025"))]
    state = fold(S.IDEA, None, log)
    assert (state.original_target, state.target) == (on("2024-05"), on("2025"))


entries = st.builds(
    LogLine,
    on=st.sampled_from(
        ["2020", "2020-02", "2020-02-29", "2021-12-31", "2022-01-01", "2019/..", "XXXX-03"]
    ).map(on)
    | st.none()
    | st.dates(date(2019, 12, 1), date(2022, 2, 1)).map(PartialDate.of),
    status=st.none() | st.sampled_from(list(S)),
    percent=st.none() | st.integers(0, 100),
    target=st.none() | st.sampled_from(["2021", "2022-06-01", "2021-05/.."]).map(on),
    corrects=st.none() | st.integers(0, 7),
    id=st.none() | st.integers(0, 7),
)


@given(
    st.sampled_from(list(S)),
    st.none() | st.just(TARGET),
    st.lists(entries, max_size=7),
    st.lists(st.dates(date(2019, 1, 1), date(2023, 1, 1)), max_size=8),
)
def test_spans_are_the_fold_of_every_day(
    opening: S, target: PartialDate | None, log: list[LogLine], days: list[date]
) -> None:
    spans = progress_spans(opening, target, log)
    assert spans[0].from_day == date.min
    assert spans[-1].to_day == date.max
    for one, other in pairwise(spans):
        assert one.to_day + timedelta(days=1) == other.from_day
        assert (one.status, one.percent, one.target) != (other.status, other.percent, other.target)
    edges = [day for span in spans for day in (span.from_day, span.to_day)]
    for day in [*days, *edges]:
        (span,) = (s for s in spans if s.from_day <= day <= s.to_day)
        state = fold(opening, target, log, as_at=day)
        assert (span.status, span.percent, span.target) == (
            state.status,
            state.percent,
            state.target,
        )
    assert fold(opening, target, log, as_at=date.max) == fold(opening, target, log)


@given(
    st.sampled_from(list(S)), st.none() | st.just(TARGET), st.lists(entries, max_size=5), entries
)
def test_a_last_entry_changes_the_last_span_only(
    opening: S, target: PartialDate | None, log: list[LogLine], last: LogLine
) -> None:
    entry = replace(last, on=on("2023-02-03"), id=99)
    before, after = (progress_spans(opening, target, lines) for lines in (log, [*log, entry]))
    found = span_after(before[-1], entry)
    if found is before[-1]:
        assert after == before
    elif found is not None:
        ended = replace(before[-1], to_day=found.from_day - timedelta(days=1))
        assert after == [*before[:-1], ended, found]


def test_what_a_last_span_alone_does_not_say() -> None:
    known = [LogLine(on("2024-01-10"), percent=40), LogLine(on("2024-02-10"), status=S.DELIVERED)]
    last = progress_spans(S.PLANNED, None, known)[-1]
    assert span_after(last, LogLine(on("2024-03"), status=S.AT_RISK)) is None
    assert span_after(last, LogLine(on("2024-02-10"), percent=50)) is None
    assert span_after(last, LogLine(on("2024-03"), percent=50, corrects=1)) is None
    assert span_after(last, LogLine(on("2024-03"), percent=100)) is last
    again = span_after(last, LogLine(on("2024-03"), status=S.AT_RISK, percent=60))
    assert again is not None
    assert (again.status, again.percent, again.from_day) == (S.AT_RISK, 60, date(2024, 3, 1))


def test_overdue_and_late() -> None:
    state = fold(S.PLANNED, TARGET, [])  # June 2024
    assert not is_overdue(state, date(2024, 6, 30))
    assert is_overdue(state, date(2024, 7, 1))
    assert days_late(state, date(2024, 6, 1)) == 0
    assert days_late(state, date(2024, 7, 3)) == 3
    done = fold(S.PLANNED, TARGET, [LogLine(on("2024-07-10"), status=S.DELIVERED)])
    assert not is_overdue(done, date(2025, 1, 1))
    assert days_late(done, date(2025, 1, 1)) == 10
    vague = fold(S.PLANNED, TARGET, [LogLine(on("2024"), status=S.DELIVERED)])
    assert days_late(vague, date(2025, 1, 1)) == 0  # not certainly late
    assert not is_overdue(fold(S.PLANNED, None, []), date.max)
    assert days_late(fold(S.PLANNED, None, []), date.max) == 0
    assert not is_overdue(fold(S.PLANNED, on("2024/.."), []), date(2030, 1, 1))
    assert days_late(fold(S.CANCELLED, TARGET, []), date(2030, 1, 1)) == 0


def test_silent() -> None:
    state = fold(S.PLANNED, None, [LogLine(on("2024-01-10"), percent=10)])
    assert not is_silent(state, date(2024, 4, 8), 90)
    assert is_silent(state, date(2024, 4, 9), 90)
    assert not is_silent(replace(state, status=S.DELIVERED), date(2030, 1, 1), 90)
    nothing = fold(S.PLANNED, None, [])
    assert is_silent(nothing, date(2024, 1, 1), 90)
    assert not is_silent(nothing, date(2024, 1, 1), 90, recorded_on=date(2023, 12, 31))
