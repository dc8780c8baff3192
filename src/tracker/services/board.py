"""The deliverables of a list as cards of a board: by status, in the order of their targets."""

import json
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, case, func, literal, null, select

from tracker.domain.as_at import settled
from tracker.domain.dates import PartialDate
from tracker.domain.list_views import ListQuery, Sort
from tracker.domain.progress import OPEN, SERIES, DeliverableStatus
from tracker.domain.records import Deliverable, ProgressEntry
from tracker.services import list_ids
from tracker.services.list_declarations.base import KEY, ROW, SPAN, Asked, Expression
from tracker.services.list_declarations.before_agreement import before_agreement
from tracker.services.list_declarations.deliverable_states import HISTORY, overdue, shown_status
from tracker.services.list_statements import Question
from tracker.services.lists import ListService
from tracker.storage import tables
from tracker.storage.database import Database
from tracker.storage.list_key_values import last_entry, name_of, names_of
from tracker.storage.sql_forms import listed
from tracker.storage.tables import TABLES

MOST_CARDS = 5_000
"""So many cards a board holds; of more it shows those that are due first."""
COLUMNS: tuple[str, ...] = (*map(str, DeliverableStatus), HISTORY, SERIES)
"""The columns in the order of a life. What was before its agreement is not counted as delivered;
series are headings over their instances, and last."""
NO_STATUS = frozenset({HISTORY, SERIES})
"""Columns that nothing is moved to, and that are there only for the cards they have."""
RARE = frozenset({str(DeliverableStatus.CANCELLED), str(DeliverableStatus.NOT_PURSUED), SERIES})
"""Columns that are folded unless somebody opens them."""
LANES = ("", "agreement", "owner", "type")
"""What a board can be divided by; "" is one lane."""
_NOTE = 240
_CAN_BE_LATE = frozenset(map(str, OPEN))
_DELIVERED = str(DeliverableStatus.DELIVERED)
_BY_TARGET = (Sort("target"),)
_deliverable = TABLES[Deliverable.key]
_entry = TABLES[ProgressEntry.key]
_span = tables.deliverable_span
_responsible = TABLES["responsible_party"]
_NEEDS = frozenset({ROW, SPAN, KEY})
LaneKey = int | str | None


@dataclass(frozen=True, slots=True)
class BoardCard:
    """A deliverable on a day. `status` is its column: the logged one, or one of `NO_STATUS`;
    `shown` what a badge would say, such as overdue. `last` is the beginning of the last line,
    `newest` the line that was written last, whatever day it is about; 0 if there is none."""

    id: int
    title: str
    status: str
    shown: str
    overdue: bool
    target: PartialDate | None
    percent: int | None
    type: str
    agreement_id: int | None = None
    agreement: str = ""
    owner_id: int | None = None
    owner: str = ""
    by: str = ""
    last: str = ""
    last_on: PartialDate | None = None
    newest: int = 0

    def with_status(self, status: str) -> "BoardCard":
        """The card as it looks in another column: what is over is not overdue any more, and what
        is not delivered not all done."""
        overdue = self.overdue and status in _CAN_BE_LATE
        shown = self.shown if overdue else status
        percent = None if self.status == _DELIVERED != status else self.percent
        return replace(self, status=status, shown=shown, overdue=overdue, percent=percent)

    def lane(self, lanes: str) -> LaneKey:
        """Which lane it is in; None: of no agreement, of nobody."""
        match lanes:
            case "agreement":
                return self.agreement_id
            case "owner":
                return self.owner_id
            case "type":
                return self.type
            case _:
                return None

    def lane_name(self, lanes: str) -> str:
        """What that lane is called; a type by its key."""
        return {"agreement": self.agreement, "owner": self.owner, "type": self.type}.get(lanes, "")


@dataclass(frozen=True, slots=True)
class Board:
    """The cards of a question, in order; `counts` are true even where not all cards are here, by
    lane and column. `day` is the day shown."""

    cards: tuple[BoardCard, ...] = ()
    total: int = 0
    counts: Mapping[tuple[LaneKey, str], int] = field(default_factory=dict)
    lanes: str = ""
    day: date = date.min

    @classmethod
    def of(cls, cards: Iterable[BoardCard], lanes: str, day: date) -> "Board":
        """A board of cards that are all there are, in order."""
        known = tuple(cards)
        counts = Counter((card.lane(lanes), card.status) for card in known)
        return cls(known, len(known), counts, lanes, day)

    def with_status(self, newest: Mapping[int, int], status: str) -> "Board":
        """The board as it looks when cards have just come to a status, by lines that are now the
        `newest` of their logs."""
        counts = Counter(self.counts)
        cards = list(self.cards)
        for at, card in enumerate(cards):
            if card.id in newest:
                lane = card.lane(self.lanes)
                counts[lane, card.status] -= 1
                counts[lane, status] += 1
                cards[at] = replace(card.with_status(status), newest=newest[card.id])
        return replace(self, cards=tuple(cards), counts=counts)

    @property
    def is_cut(self) -> bool:
        """Whether there are more than are shown."""
        return self.total > len(self.cards)


class BoardService:
    """Answers the questions of the board; every call runs SQL."""

    def __init__(self, database: Database, lists: ListService) -> None:
        self._database, self._lists = database, lists

    def board(self, query: ListQuery, lanes: str = "", most: int = MOST_CARDS) -> Board:
        """The cards that a list's question finds, with the counts of all. Raises as lists do:
        UnknownField, FilterValueError."""
        with self._database.read() as connection:
            question = self._lists.question(connection, Deliverable.key, query)
            # The ids first: sorted with them, all that cards show would be read of every record.
            found = list_ids.top(connection, question, question.orders(_BY_TARGET), most + 1)
            cards = tuple(in_order(_cards(connection, question, found[:most])))
            if len(found) > most:
                counts = _counted(connection, question, lanes)
            else:
                counts = Counter((card.lane(lanes), card.status) for card in cards)
        return Board(cards, sum(counts.values()), counts, lanes, settled(query).today)

    def some(self, query: ListQuery, ids: Collection[int]) -> tuple[BoardCard, ...]:
        """Those of some deliverables that the question finds, as they are now; for what a change
        has touched."""
        with self._database.read() as connection:
            question = self._lists.question(connection, Deliverable.key, query)
            return tuple(_cards(connection, question, ids))


def _cards(connection: Connection, question: Question, ids: Collection[int]) -> Iterator[BoardCard]:
    """The cards of those that the question finds, in no order."""
    statement = question.select(*_columns(question.asked), needs=_NEEDS)
    given = listed(literal(json.dumps(list(ids))))
    # Said of the span: else SQLite goes through the spans of the day of all there are.
    return map(_card, connection.execute(statement.where(_span.c.deliverable_id.in_(given))))


def in_order(cards: Iterable[BoardCard]) -> list[BoardCard]:
    """Cards by target, then title, as `BoardService.board` gives them."""
    return sorted(cards, key=_place)


def _place(card: BoardCard) -> tuple[date, str, int]:
    latest = card.target.latest if card.target is not None else None
    return (latest or date.max, card.title.casefold(), card.id)


def _column(asked: Asked) -> Expression:
    return case((before_agreement(asked), literal(HISTORY)), else_=_span.c.status)


def _columns(asked: Asked) -> tuple[Expression, ...]:
    return (
        _deliverable.c.id,
        _deliverable.c.title,
        _column(asked),
        shown_status(asked).label("shown"),
        overdue(asked).label("overdue"),
        _span.c.target,
        _span.c.percent,
        _deliverable.c.type,
        _deliverable.c.agreement_id,
        name_of("agreement", _deliverable.c.agreement_id).label("agreement"),
        _deliverable.c.owner_id,
        name_of("contact", _deliverable.c.owner_id).label("owner"),
        names_of(_responsible, _deliverable).label("by_whom"),
        func.substr(last_entry("note", asked.today), 1, _NOTE).label("last"),
        last_entry("on", asked.today).label("last_on"),
        select(func.max(_entry.c.id))
        .where(_entry.c.deliverable_id == _deliverable.c.id)
        .correlate(_deliverable)
        .scalar_subquery()
        .label("newest"),
    )


def _card(row: Any) -> BoardCard:
    return BoardCard(
        row[0], row[1], row[2], row[3], bool(row[4]), _date(row[5]), row[6], row[7],
        row[8], row[9] or "", row[10], row[11] or "", row[12] or "", row[13] or "", _date(row[14]),
        row[15] or 0,
    )  # fmt: skip


@lru_cache(maxsize=4_096)
def _date(stored: str | None) -> PartialDate | None:
    return None if stored is None else PartialDate.parse(stored)


def _counted(
    connection: Connection, question: Question, lanes: str
) -> dict[tuple[LaneKey, str], int]:
    lane: Expression = {
        "agreement": _deliverable.c.agreement_id,
        "owner": _deliverable.c.owner_id,
        "type": _deliverable.c.type,
    }.get(lanes, null())
    column = _column(question.asked).label("column")
    needs = {ROW, SPAN} if lanes else {SPAN}
    statement = question.select(lane, column, func.count(), needs=needs)
    groups = (lane, column) if lanes else (column,)
    rows = connection.execute(statement.group_by(*groups))
    return {(row[0], row[1]): row[2] for row in rows}
