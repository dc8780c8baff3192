"""The cards as items, in the order in which they are read: lane, column, place."""

from __future__ import annotations

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from tracker.domain.dates_writing import write_date
from tracker.i18n import tr, trn
from tracker.services.board import BoardCard
from tracker.ui.board.arranging import HEADER, Arrangement, Entry
from tracker.ui.status import look_of
from tracker.ui.widgets.labels import plain_tip

ID_ROLE = int(Qt.ItemDataRole.UserRole)
_Index = QModelIndex | QPersistentModelIndex


class BoardModel(QAbstractListModel):
    """`arrange` shows another arrangement. What is folded away has no row."""

    def __init__(self, language: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._language = language
        self.arrangement = Arrangement()

    def arrange(self, arrangement: Arrangement) -> None:
        """Show it from now on."""
        self.beginResetModel()
        self.arrangement = arrangement
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.arrangement.entries)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def entry(self, row: int) -> Entry | None:
        """What stands in a row."""
        entries = self.arrangement.entries
        return entries[row] if 0 <= row < len(entries) else None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        entry = self.entry(index.row())
        if entry is None:
            return None
        lane = self.arrangement.lanes[entry.lane]
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.card.title if entry.card else lane.name
        if role == ID_ROLE:
            return entry.card.id if entry.card else 0
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.AccessibleDescriptionRole):
            return self.spoken(entry)
        if role == Qt.ItemDataRole.ToolTipRole and entry.card is not None:
            return plain_tip("\n".join(self.lines(entry.card)))
        return None

    def spoken(self, entry: Entry) -> str:
        """What a screen reader says of a row."""
        lane = self.arrangement.lanes[entry.lane]
        if entry.card is None or entry.column == HEADER:
            count = trn("{n} deliverable", "{n} deliverables", lane.count)
            folded = tr("folded") if lane.closed else tr("open")
            return f"{lane.name}, {count}, {folded}"
        card = entry.card
        column = self.arrangement.columns[entry.column]
        place = tr(
            "{place} of {count} in {column}",
            place=entry.place + 1,
            count=lane.counts[entry.column],
            column=column.word,
        )
        status = look_of(card.shown).word
        parts = [card.title, status, self.target(card) or tr("no target"), place]
        if lane.name:
            parts.append(lane.name)
        return ", ".join(parts)

    def target(self, card: BoardCard) -> str:
        """The target in words; empty if there is none."""
        return write_date(card.target, self._language) if card.target else ""

    def lines(self, card: BoardCard) -> list[str]:
        """All of a card in words, for its tip."""
        last = card.last
        if card.last_on is not None:
            last = f"{write_date(card.last_on, self._language)}: {last}" if last else ""
        lines = [card.title, card.agreement, card.by, look_of(card.shown).word, last]
        if target := self.target(card):
            lines.insert(3, tr("target {date}", date=target))
        if card.owner:
            lines.insert(3, tr("owner {name}", name=card.owner))
        return [line for line in lines if line]
