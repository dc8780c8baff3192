"""What was counted: planned, actual and the difference, each measure with its line over time."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from tracker.domain.dates_writing import write_date
from tracker.domain.measures import Series
from tracker.domain.money import write_decimal
from tracker.i18n import mark, tr
from tracker.ui.deliverables.measure_chart import MeasureChart
from tracker.ui.icons import Icons
from tracker.ui.record_page.table import CardTable
from tracker.ui.record_page.table_parts import TableColumn, TableContent, TableRow
from tracker.ui.widgets.buttons import LinkButton
from tracker.ui.widgets.card import Card
from tracker.ui.widgets.labels import label, plain_tip

_COLUMNS = (
    TableColumn(mark("On"), "text", 130, stretch=True),
    TableColumn(mark("In all"), "number", 110),
)


class MeasureBlock(Card):
    """One measure; `log_wanted(metric)`."""

    log_wanted = Signal(object)

    def __init__(self, icons: Icons, series: Series, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icons, self.series = icons, series
        self.body.setSpacing(8)
        head = QHBoxLayout()
        head.addWidget(label(series.metric, "strong", wrap=True), 1)
        log = LinkButton(tr("Log"), series.metric, "accent")
        log.setAccessibleName(tr("Log {metric}", metric=series.metric))
        log.activated.connect(self.log_wanted)
        head.addWidget(log, 0, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(head)
        self.body.addLayout(self._figures())
        self.chart: MeasureChart | None = None
        self.table: CardTable | None = None
        if series.points:
            self.chart = MeasureChart(icons, series)
            self.body.addWidget(self.chart)
            foot = QHBoxLayout()
            self.told = label("", "small")
            self.chart.point_changed.connect(self.told.setText)
            foot.addWidget(self.told, 1)
            self.as_table = LinkButton(tr("As a table"), True, "muted")
            self.as_table.activated.connect(self._show_table)
            foot.addWidget(self.as_table)
            self.body.addLayout(foot)
        else:
            self.body.addWidget(label(tr("Nothing is logged yet."), "muted"))

    def figures(self) -> list[tuple[str, str]]:
        """What is told in numbers: (name, value)."""
        series = self.series
        found = []
        if series.planned is not None:
            found.append((tr("Planned"), self._number(series.planned)))
        if series.actual is not None:
            found.append((tr("Actual"), self._number(series.actual)))
        if series.variance is not None:
            sign = "+" if series.variance > 0 else ""
            share = f" ({_percent(series.share)})" if series.share is not None else ""
            text = f"{sign}{self._number(series.variance)}{share}".replace("-", "−")
            found.append((tr("Difference, computed"), text))
        return found

    def _figures(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(self._icons.theme.px(22))
        grid.setVerticalSpacing(1)
        for place, (name, value) in enumerate(self.figures()):
            grid.addWidget(label(name, "small"), 0, place)
            shown: QLabel = label(value, "strong")
            if name == tr("Difference, computed"):
                tip = tr("Computed: actual less planned, and the actual as a part of the planned")
                shown.setToolTip(plain_tip(tip))
            grid.addWidget(shown, 1, place)
        grid.setColumnStretch(9, 1)
        return grid

    def _show_table(self) -> None:
        if self.table is None:
            rows = [
                TableRow((write_date(point.on), self._number(point.value)))
                for point in reversed(self.series.points)
            ]
            name = tr("{metric} over time", metric=self.series.metric)
            self.table = CardTable(self._icons, TableContent(name, _COLUMNS, rows), self)
            self.body.addWidget(self.table)
            self.table.hide()
        shown = self.table.isHidden()
        self.table.setVisible(shown)
        self.as_table.setText(tr("Hide the table") if shown else tr("As a table"))

    def _number(self, value: Decimal) -> str:
        return f"{write_decimal(value)} {self.series.unit}".strip()


class MeasuresPart(QWidget):
    """The measures below each other; `log_wanted(metric)`."""

    log_wanted = Signal(object)

    def __init__(
        self, icons: Icons, series: Sequence[Series], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self.blocks = [MeasureBlock(icons, one) for one in series]
        for block in self.blocks:
            block.log_wanted.connect(self.log_wanted)
            column.addWidget(block)


def _percent(share: Decimal | None) -> str:
    if share is None:
        return ""
    return tr("{percent} %", percent=write_decimal(round(100 * share, 0)))
