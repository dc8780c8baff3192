"""Which card stands where: columns by status, lanes, and the order in which keys walk through."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace

from tracker.domain.filters import Group
from tracker.domain.progress import STATUS_LABELS, DeliverableStatus
from tracker.i18n import tr
from tracker.services.board import COLUMNS, NO_STATUS, RARE, Board, BoardCard, LaneKey
from tracker.ui.status import StatusLook, look_of

HEADER = -1
"""The column of a lane's header."""


@dataclass(frozen=True, slots=True)
class BoardStanding:
    """How a board stands: what it is narrowed to and divided by, what is folded, where it is
    scrolled to, and the card that has the focus. `filter` None: that of its view."""

    filter: Group | None = None
    lanes: str = ""
    folded: frozenset[str] = RARE
    closed: frozenset[str] = frozenset()
    scroll: tuple[int, int] = (0, 0)
    current: int = 0


@dataclass(frozen=True, slots=True)
class Column:
    """One status: how it looks, how many cards it has in all and may have (0: any number)."""

    key: str
    count: int
    limit: int = 0
    folded: bool = False

    @property
    def look(self) -> StatusLook:
        return look_of(self.key)

    @property
    def word(self) -> str:
        return self.look.word

    @property
    def is_target(self) -> bool:
        """Whether a card can be moved there; a series, or history, is no status."""
        return self.key not in NO_STATUS

    @property
    def is_over(self) -> bool:
        return 0 < self.limit < self.count


@dataclass(frozen=True, slots=True)
class Lane:
    """One lane: its cards by column, and how many there truly are by column."""

    key: LaneKey
    name: str
    cells: tuple[tuple[BoardCard, ...], ...]
    counts: tuple[int, ...]
    closed: bool = False

    @property
    def count(self) -> int:
        return sum(self.counts)


@dataclass(frozen=True, slots=True)
class Entry:
    """What a key can go to: a card, or the header of a lane (column HEADER)."""

    lane: int
    column: int
    place: int = 0
    card: BoardCard | None = None


@dataclass(frozen=True)
class Arrangement:
    """A board as it stands on the screen."""

    columns: tuple[Column, ...] = ()
    lanes: tuple[Lane, ...] = ()
    has_headers: bool = False
    entries: tuple[Entry, ...] = ()
    rows: Mapping[int, int] = field(default_factory=dict)
    """The row of each card by its id, where it is not folded away."""
    headers: Mapping[int, int] = field(default_factory=dict)

    def cell(self, lane: int, column: int) -> Sequence[BoardCard]:
        return self.lanes[lane].cells[column]

    def row(self, lane: int, column: int, place: int) -> int:
        return self.rows[self.lanes[lane].cells[column][place].id]

    def column_of(self, key: str) -> int:
        return next((at for at, one in enumerate(self.columns) if one.key == key), -1)


def arranged(
    board: Board,
    standing: BoardStanding,
    limits: Mapping[str, int],
    type_name: Callable[[str], str],
    moved: AbstractSet[int] = frozenset(),
    to: str = "",
) -> Arrangement:
    """Lay a board out. The cards `moved` stand in the column `to`, which is not logged yet."""
    cards = list(board.cards)
    counts: dict[tuple[LaneKey, str], int] = dict(board.counts)
    if moved and to:
        for at, card in enumerate(cards):
            if card.id in moved and card.status != to:
                lane = card.lane(board.lanes)
                counts[lane, card.status] = counts.get((lane, card.status), 0) - 1
                counts[lane, to] = counts.get((lane, to), 0) + 1
                cards[at] = card.with_status(to)
    totals = {key: sum(n for (_, at), n in counts.items() if at == key) for key in COLUMNS}
    columns = tuple(
        Column(key, totals[key], limits.get(key, 0), key in standing.folded)
        for key in COLUMNS
        if key not in NO_STATUS or totals[key]
    )
    places = {column.key: at for at, column in enumerate(columns)}
    names: dict[LaneKey, str] = {}
    cells: dict[LaneKey, tuple[list[BoardCard], ...]] = {}
    for card in cards:
        lane = card.lane(board.lanes)
        if lane not in cells:
            names[lane] = _lane_name(card, board.lanes, lane, type_name)
            cells[lane] = tuple([] for _ in columns)
        # A status of a newer program stands with what is planned, rather than nowhere.
        cells[lane][places.get(card.status, places[str(DeliverableStatus.PLANNED)])].append(card)
    order = sorted(cells, key=lambda key: (key is None, names[key].casefold(), str(key)))
    lanes = tuple(
        Lane(
            key,
            names[key],
            tuple(map(tuple, cells[key])),
            tuple(counts.get((key, column.key), 0) for column in columns),
            lane_token(key) in standing.closed and bool(board.lanes),
        )
        for key in order
    )
    return _with_entries(Arrangement(columns, lanes, bool(board.lanes)))


def lane_token(key: LaneKey) -> str:
    """The key of a lane as it is remembered."""
    return "" if key is None else str(key)


def word_of(status: str) -> str:
    """What a status is called."""
    known = {str(key): label for key, label in STATUS_LABELS.items()}
    return tr(known[status]) if status in known else look_of(status).word


def _with_entries(found: Arrangement) -> Arrangement:
    entries: list[Entry] = []
    rows: dict[int, int] = {}
    headers: dict[int, int] = {}
    for at, lane in enumerate(found.lanes):
        if found.has_headers:
            headers[at] = len(entries)
            entries.append(Entry(at, HEADER))
        if lane.closed:
            continue
        for number, column in enumerate(found.columns):
            if column.folded:
                continue
            for place, card in enumerate(lane.cells[number]):
                rows[card.id] = len(entries)
                entries.append(Entry(at, number, place, card))
    return replace(found, entries=tuple(entries), rows=rows, headers=headers)


def _lane_name(card: BoardCard, lanes: str, key: LaneKey, type_name: Callable[[str], str]) -> str:
    if lanes == "type":
        return type_name(card.type)
    if key is None:
        return {"agreement": tr("No agreement"), "owner": tr("Nobody")}.get(lanes, "")
    return card.lane_name(lanes) or tr("Without a name")
