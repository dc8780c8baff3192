"""Who owes what, over all statuses, roles and orders."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.owing import OWING, Balance, Promised, owing, state_of
from tracker.domain.progress import OPEN, DeliverableStatus
from tracker.domain.records.deliverables import Responsibility

IDS = st.integers(1, 6)
PARTS = st.lists(st.tuples(IDS, st.sampled_from(Responsibility)), max_size=8).map(tuple)
PROMISED = st.builds(
    Promised,
    id=st.integers(1, 99),
    title=st.just("Forum"),
    status=st.sampled_from(DeliverableStatus),
    overdue=st.booleans(),
    has_target=st.booleans(),
    is_history=st.booleans(),
    parts=PARTS,
)
FIGURES = ("done", "due", "overdue", "open")
MANY = st.lists(PROMISED, max_size=12)
PARTIES = st.lists(IDS, max_size=8)

LEADS, HOSTS, RECEIVES = Responsibility.LEADS, Responsibility.HOSTS, Responsibility.RECEIVES


@given(MANY, PARTIES)
def test_every_row_has_a_cell_for_every_party(many: list[Promised], parties: list[int]) -> None:
    found = owing(many, parties)
    assert found.parties == tuple(dict.fromkeys(parties))
    assert [row.id for row in found.rows] == [one.id for one in many if not one.is_history]
    assert all(len(row.cells) == len(found.parties) for row in found.rows)
    assert len(found.balances) == len(found.parties)


@given(MANY, PARTIES)
def test_history_counts_nowhere(many: list[Promised], parties: list[int]) -> None:
    assert owing(many, parties) == owing([one for one in many if not one.is_history], parties)


@given(MANY, PARTIES)
def test_a_balance_is_the_number_of_what_the_party_still_owes_or_did(
    many: list[Promised], parties: list[int]
) -> None:
    found = owing(many, parties)
    for party, balance in zip(found.parties, found.balances, strict=True):
        owed = [
            one
            for one in many
            if not one.is_history and any(id == party and role in OWING for id, role in one.parts)
        ]
        still = [one for one in owed if one.status in OPEN]
        dropped = {DeliverableStatus.CANCELLED, DeliverableStatus.NOT_PURSUED}
        assert balance.due + balance.overdue + balance.open == len(still)
        assert balance.overdue == sum(one.overdue for one in still)
        assert balance.done == len([one for one in owed if one.status not in OPEN | dropped])


@given(MANY, PARTIES)
def test_the_figures_of_a_party_are_the_cells_of_its_column(
    many: list[Promised], parties: list[int]
) -> None:
    found = owing(many, parties)
    for at, balance in enumerate(found.balances):
        states = [row.cells[at].state for row in found.rows]
        assert {state: states.count(state) for state in FIGURES} == {
            state: getattr(balance, state) for state in FIGURES
        }
        owing_roles = sum(bool(OWING & set(row.cells[at].roles)) for row in found.rows)
        assert owing_roles == sum(getattr(balance, state) for state in FIGURES) + states.count(
            "dropped"
        )


@given(MANY, PARTIES)
def test_a_row_says_whether_anybody_is_named(many: list[Promised], parties: list[int]) -> None:
    found = owing(many, parties)
    counted = [one for one in many if not one.is_history]
    for row, one in zip(found.rows, counted, strict=True):
        assert row.named == bool(one.parts)
        assert row.has_part == any(id in parties for id, _ in one.parts)
        assert row.named or not row.has_part


@given(MANY, PARTIES)
def test_who_only_receives_owes_nothing(many: list[Promised], parties: list[int]) -> None:
    receiving = [replace(one, parts=tuple((id, RECEIVES) for id, _ in one.parts)) for one in many]
    found = owing(receiving, parties)
    assert set(found.balances) <= {Balance()}
    assert all(cell.state == "" for row in found.rows for cell in row.cells)


@given(MANY, PARTIES)
def test_the_order_of_parties_and_parts_changes_no_balance(
    many: list[Promised], parties: list[int]
) -> None:
    turned = [replace(one, parts=one.parts[::-1]) for one in reversed(many)]
    before, after = owing(many, parties), owing(turned, parties[::-1])
    assert dict(zip(before.parties, before.balances, strict=True)) == dict(
        zip(after.parties, after.balances, strict=True)
    )


@pytest.mark.parametrize(
    ("status", "overdue", "has_target", "state"),
    [
        (DeliverableStatus.PLANNED, False, True, "due"),
        (DeliverableStatus.IDEA, False, False, "open"),
        (DeliverableStatus.ON_HOLD, True, True, "overdue"),
        (DeliverableStatus.DELIVERED, True, True, "done"),
        (DeliverableStatus.PARTLY_DELIVERED, False, False, "done"),
        (DeliverableStatus.CANCELLED, True, True, "dropped"),
        (DeliverableStatus.NOT_PURSUED, False, True, "dropped"),
    ],
)
def test_what_a_status_means(
    status: DeliverableStatus, overdue: bool, has_target: bool, state: str
) -> None:
    assert state_of(status, overdue=overdue, has_target=has_target) == state


def test_a_party_with_two_roles_has_both_and_counts_once() -> None:
    pavilion = Promised(
        1,
        "Pavilion",
        DeliverableStatus.PLANNED,
        has_target=True,
        parts=((7, RECEIVES), (7, HOSTS), (7, LEADS), (7, LEADS), (9, RECEIVES)),
    )
    found = owing([pavilion], [7, 9, 8, 7])
    assert found.rows[0].cells[0].roles == (LEADS, HOSTS, RECEIVES)
    assert found.rows[0].cells[1].roles == (RECEIVES,)
    assert found.rows[0].cells[2].roles == ()
    assert found.balances == (Balance(due=1), Balance(), Balance())
