"""On the page of a series: what it comes to, and its instances. On that of an instance: where it
stands among them."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from tracker.domain.dates_writing import write_date
from tracker.domain.record import RecordRef
from tracker.domain.records import Deliverable
from tracker.domain.series import first_of
from tracker.domain.series_days import problem_with_first
from tracker.domain.series_standing import write_standing
from tracker.i18n import mark, tr
from tracker.services.series_page import Neighbours, SeriesPage
from tracker.services.states import DeliverableState
from tracker.ui.deliverables.series_work import SeriesWork
from tracker.ui.icons import Icons
from tracker.ui.record_page.facts import section
from tracker.ui.record_page.table import CardTable, TableCard
from tracker.ui.record_page.table_parts import TableColumn, TableContent, TableRow
from tracker.ui.record_page.work_table import target_of
from tracker.ui.widgets.buttons import LinkButton, button
from tracker.ui.widgets.card import Card
from tracker.ui.widgets.labels import label

_COLUMNS = (
    TableColumn(mark("No."), "number", 46),
    TableColumn(mark("Instance"), "text", 150, stretch=True),
    TableColumn(mark("Status"), "status", 122),
    TableColumn(mark("Target"), "target", 146, rank=1),
    TableColumn(mark("Last line"), "muted", 150, rank=2),
)


class SeriesBlock(QWidget):
    """`activated(ref)` when an instance is chosen, by mouse or Enter."""

    activated = Signal(object)

    def __init__(
        self,
        icons: Icons,
        work: SeriesWork,
        series: Deliverable,
        page: SeriesPage,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._work, self._series, self._page = work, series, page
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(section(tr("Instances"), len(page.instances) or None))
        self.standing = label("", "strong", wrap=True)
        self.rule = label(page.rule, "muted", wrap=True)
        self.table: CardTable | None = None
        around: QBoxLayout = column
        if page.instances:
            self.standing.setText(_begun(write_standing(page.standing)))
            column.addWidget(self.standing)
            column.addWidget(self.rule)
            if page.after_end is not None:
                column.addWidget(label(page.after_end.words, "muted", wrap=True))
            # Counted by their days, as the page of each says it is "2 of 4".
            numbered = enumerate(page.instances, 1)
            rows = [TableRow(cells_of(place, one), one.ref) for place, one in numbered]
            card = TableCard(icons, TableContent(tr("Instances"), _COLUMNS, rows), self)
            self.table = card.table
            self.table.activated_payload.connect(self.activated)
            column.addWidget(card)
        else:
            empty = Card(margin=14)
            empty.body.addWidget(self.rule)
            said = tr("No instance has been made by this rule.")
            empty.body.addWidget(label(said, "muted", wrap=True))
            column.addWidget(empty)
            around = empty.body
        # Why nothing is made, where the rule lacks something.
        lacking = problem_with_first(first_of(series)) if page.rule and not page.is_made else ""
        if lacking:
            around.addWidget(label(lacking, "strong", wrap=True))
        self.rule.setVisible(bool(page.rule))
        column.addWidget(self._made_foot(icons))

    def _made_foot(self, icons: Icons) -> QWidget:
        foot = QWidget()
        line = QHBoxLayout(foot)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        self.one_more = button(icons, tr("Add one more…"), "plus", "quiet")
        self.one_more.clicked.connect(self._add_one)
        self.further = button(icons, tr("Make further ones…"), "repeat", "quiet")
        self.further.clicked.connect(self._make_further)
        self.make = button(icons, tr("Make them ahead"), "repeat")
        self.make.clicked.connect(self._make_first)
        page = self._page
        shown = (
            (self.make, bool(page.rule) and not page.is_made),
            (self.one_more, bool(page.instances) or page.is_made),
            (self.further, page.is_made),
        )
        for made, wanted in shown:
            if wanted:
                line.addWidget(made)
            else:
                made.setParent(foot)
                made.hide()
        line.addStretch(1)
        return foot

    def _add_one(self) -> None:
        self._work.add_one(self._series)

    def _make_further(self) -> None:
        self._work.make_further(self._series, self._page.past)

    def _make_first(self) -> None:
        self._work.make_first(self._series)


class BesideLine(QWidget):
    """ "2 of 4 of Trend report", with the way to the one before and the one after."""

    activated = Signal(object)

    def __init__(self, icons: Icons, beside: Neighbours, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(4)
        words = label(tr("{n} of {count} of", n=beside.place, count=beside.count), "muted")
        line.addWidget(words)
        self.series = LinkButton(beside.name, beside.series, "accent", self)
        self.series.activated.connect(self.activated)
        line.addWidget(self.series)
        line.addStretch(1)
        self.before = button(icons, tr("The instance before"), "chevron-left", "icon")
        self.after = button(icons, tr("The next instance"), "chevron-right", "icon")
        for made, ref in ((self.before, beside.before), (self.after, beside.after)):
            made.setEnabled(ref is not None)
            made.clicked.connect(partial(self._go, ref))
            line.addWidget(made)

    def _go(self, ref: RecordRef | None, _checked: bool = False) -> None:
        if ref is not None:
            self.activated.emit(ref)


def cells_of(place: int, one: DeliverableState) -> tuple[object, ...]:
    """The row of an instance."""
    # The status as everywhere else; that it does not count is said beside it.
    said = [tr("Before its agreement, not counted")] if one.is_history else []
    if one.last is not None:
        said += [write_date(one.last.on), one.last.note]
    return (place, one.name, one.shown_status, target_of(one), " · ".join(filter(None, said)))


def _begun(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]
