"""Asks how far ahead the instances of a series are made, and whether those already past too."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QWidget

from tracker.domain.records import Deliverable
from tracker.domain.series import AHEAD_MONTHS, MOST_AHEAD, SeriesPlan
from tracker.domain.series_days import MOST
from tracker.domain.series_instances import title_of
from tracker.i18n import tr, trn
from tracker.ui.desk import Desk
from tracker.ui.widgets.dialog_frame import DialogFrame
from tracker.ui.widgets.fields import SpinBox
from tracker.ui.widgets.labels import label

_PAUSE_MS = 120
_NAMED = 4
_WIDTH, _THREE_LINES = 460, 50


class FurtherDialog(DialogFrame):
    """`wanted(series id, months, past too)`; says beforehand what will be made."""

    wanted = Signal(int, int, bool)

    def __init__(
        self, desk: Desk, series: Deliverable, past: int, parent: QWidget | None = None
    ) -> None:
        super().__init__(desk.icons, tr("Make further instances"), "repeat", parent=parent)
        self._desk, self._series = desk, series
        self.setMinimumWidth(desk.theme.px(_WIDTH))
        now = AHEAD_MONTHS if series.ahead is None else series.ahead
        self.months = SpinBox()
        self.months.setRange(0, MOST_AHEAD)
        self.months.setValue(min(MOST_AHEAD, now + 12))
        self.months.setAccessibleName(tr("Months ahead"))
        words = label(tr("Make instances for the next"), "muted")
        words.setBuddy(self.months)
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(words)
        line.addWidget(self.months)
        line.addWidget(label(tr("months"), "muted"))
        line.addStretch(1)
        self.body.addLayout(line)
        self.past = QCheckBox(
            trn(
                "also {n} of the time before today",
                "also {n} of the time before today",
                past,
            )
        )
        self.past.setVisible(past > 0)
        self.body.addWidget(self.past)
        self.says = label("", "small", wrap=True)
        self.says.setMinimumHeight(desk.theme.px(_THREE_LINES))
        self.says.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.body.addWidget(self.says)
        self.cancel = self.add_button(tr("Cancel"))
        self.cancel.clicked.connect(self.reject)
        self.make = self.add_button(tr("Make"), "primary", default=True)
        self.make.clicked.connect(self._make)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._ask)
        self.months.valueChanged.connect(self._changed)
        self.past.toggled.connect(self._changed)
        self._ask()

    def _changed(self) -> None:
        self._pause.start()

    def _ask(self) -> None:
        call = partial(
            self._desk.services.series.further,
            self._series,
            self._desk.today(),
            self.months.value(),
            past=self.past.isChecked(),
        )
        self._desk.runner.read(self, call, self._say, key="further")

    def _say(self, found: SeriesPlan) -> None:
        titles = [title_of(self._series, one.number, one.target) for one in found.make[:_NAMED]]
        more = "…" if len(found.make) > _NAMED else ""
        said = [
            trn(
                "{n} will be made: {titles}.",
                "{n} will be made: {titles}.",
                len(found.make),
                titles=", ".join(titles) + more,
            )
            if titles
            else tr("All of them are there already.")
        ]
        if found.cut:
            said.append(tr("At most {n} are made at a time; more follow as time passes.", n=MOST))
        self.says.setText(" ".join(said))
        self.make.setEnabled(bool(titles))

    def _make(self) -> None:
        self.wanted.emit(self._series.id or 0, self.months.value(), self.past.isChecked())
        self.accept()
