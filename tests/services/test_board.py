"""The board's question: the same records as the list's, each once, in order, with true counts."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tracker.domain.dates import PartialDate
from tracker.domain.filter_text import parse
from tracker.domain.filters import EVERYTHING, Filter
from tracker.domain.list_views import ListQuery
from tracker.domain.progress import DeliverableStatus
from tracker.domain.records import ProgressEntry
from tracker.errors import UnknownField
from tracker.services import Services
from tracker.services.board import COLUMNS, LANES, in_order

TODAY = date(2026, 11, 21)
FILTERS = (
    "", "status:overdue", "status:delivered", "open:yes", "type:pavilion", "by:ARM", "CAR",
    "status:planned or status:at_risk", "target:2026", "owner:none", "progress>50",
)  # fmt: skip


def asked(services: Services, text: str, today: date = TODAY) -> ListQuery:
    found = parse(text, services.lists.filter_fields("deliverable"), today)
    filter: Filter = EVERYTHING if found.problems else found.filter
    return ListQuery(filter, today, me=services.who)


@given(
    text=st.sampled_from(FILTERS),
    lanes=st.sampled_from(LANES),
    day=st.dates(date(2018, 1, 1), date(2028, 1, 1)),
)
@settings(
    max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
def test_every_record_of_the_list_is_on_the_board_exactly_once(
    samples: Services, text: str, lanes: str, day: date
) -> None:
    query = asked(samples, text, day)
    board = samples.board.board(query, lanes)
    ids = [card.id for card in board.cards]
    assert sorted(ids) == sorted(samples.lists.ids("deliverable", query))
    assert board.total == len(ids) == sum(board.counts.values())
    assert {card.status for card in board.cards} <= set(COLUMNS)
    targets = [card.target.latest if card.target else None for card in board.cards]
    known = [one for one in targets if one is not None]
    assert known == sorted(known)
    assert targets[: len(known)] == known  # what is unknown comes last


def test_the_counts_are_those_of_the_groups_of_the_list(samples: Services) -> None:
    query = asked(samples, "")
    board = samples.board.board(query)
    groups = {
        line.label_value: line.count
        for line in samples.lists.groups("deliverable", query, "status")
    }
    assert Counter(card.shown for card in board.cards) == groups
    assert Counter(card.status for card in board.cards) == {
        column: count for (_, column), count in board.counts.items()
    }
    late = {card.id for card in board.cards if card.overdue}
    assert late == set(samples.lists.ids("deliverable", asked(samples, "status:overdue")))


@pytest.mark.parametrize("lanes", LANES)
def test_more_than_the_board_holds_is_said_with_true_counts(samples: Services, lanes: str) -> None:
    query = asked(samples, "")
    whole = samples.board.board(query, lanes)
    cut = samples.board.board(query, lanes, most=7)
    assert not whole.is_cut
    assert cut.is_cut
    assert cut.cards == whole.cards[:7]
    assert (cut.total, dict(cut.counts)) == (whole.total, dict(whole.counts))


def test_what_a_change_touched_is_read_alone(samples: Services) -> None:
    query = asked(samples, "open:yes")
    board = samples.board.board(query)
    card = board.cards[0]
    delivered = next(c for c in samples.board.board(asked(samples, "status:delivered")).cards)
    assert samples.board.some(query, [card.id, delivered.id]) == (card,)
    entry = ProgressEntry(
        deliverable_id=card.id,
        on=PartialDate.of(TODAY),
        note="Moved",
        status=DeliverableStatus.AT_RISK,
    )
    samples.progress.log(entry)
    (now,) = samples.board.some(query, [card.id])
    assert (now.status, now.last, now.last_on) == ("at_risk", "Moved", PartialDate.of(TODAY))
    assert samples.board.some(query, []) == ()


def test_a_board_as_at_a_past_day_stands_as_it_stood(samples: Services) -> None:
    card = samples.board.board(asked(samples, "open:yes")).cards[0]
    entry = ProgressEntry(
        deliverable_id=card.id, on=PartialDate.of(TODAY), note="x", status=DeliverableStatus.ON_HOLD
    )
    samples.progress.log(entry)
    before = samples.board.board(asked(samples, "asat:2026-11-20"))
    assert before.day == date(2026, 11, 20)
    assert next(c.status for c in before.cards if c.id == card.id) == card.status


def test_order_of_one_card_put_back_is_that_of_the_question(samples: Services) -> None:
    cards = samples.board.board(asked(samples, "")).cards
    days = [c.target.latest if c.target else date.max for c in in_order(reversed(cards))]
    assert days == [c.target.latest if c.target else date.max for c in cards]


def test_a_field_that_is_none_is_refused_in_words(samples: Services) -> None:
    from tracker.domain.filters import Condition, Operator

    with pytest.raises(UnknownField):
        samples.board.board(ListQuery(Condition("nonsense", Operator.IS, ("1",)), TODAY))


def test_a_late_card_is_late_in_any_column_but_where_it_is_over(samples: Services) -> None:
    late = next(one for one in samples.board.board(asked(samples, "")).cards if one.overdue)
    delivered = late.with_status("delivered")
    assert (delivered.status, delivered.shown, delivered.overdue) == (
        "delivered", "delivered", False,
    )  # fmt: skip
    held = late.with_status("on_hold")
    assert (held.status, held.shown, held.overdue) == ("on_hold", late.shown, True)
