"""What was counted and how many: in all by that day, or so many more than were stated before."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QWidget

from tracker.domain.dates_writing import write_day
from tracker.domain.fields import FieldSpec
from tracker.domain.measures import Series, series_called
from tracker.domain.money import kept, write_decimal
from tracker.i18n import tr
from tracker.ui.forms.lines import NumberEditor, SuggestingEditor
from tracker.ui.forms.parts import FormParts
from tracker.ui.forms.suggestions import Suggestion
from tracker.ui.widgets.fields import ComboBox


class MetricEditor(SuggestingEditor):
    """What was counted; offers what was planned to be counted, and what has been."""

    def __init__(self, spec: FieldSpec, parts: FormParts, parent: QWidget | None = None) -> None:
        super().__init__(spec, parts, parent)
        self._series: Sequence[Series] = ()

    def set_series(self, series: Sequence[Series], *, suggest: bool) -> None:
        """The measures of the deliverable; to `suggest` is to take the first for granted."""
        self._series = series
        if suggest and series and not self.text():
            self.set_value(series[0].metric)

    def words(self) -> list[Suggestion]:
        found = []
        for one in self._series:
            said = []
            if one.actual is not None:
                said.append(tr("so far: {value}", value=_with_unit(one.actual, one.unit)))
            if one.planned is not None:
                said.append(tr("planned: {value}", value=_with_unit(one.planned, one.unit)))
            found.append(Suggestion(one.metric, " · ".join(said)))
        return found


class ValueEditor(NumberEditor):
    """A number of the measure. Before it stands how it is meant; its value is always how many there
    are in all. `hint_changed(text)` says what the number comes to."""

    hint_changed = Signal(str)

    def __init__(self, spec: FieldSpec, parts: FormParts, parent: QWidget | None = None) -> None:
        super().__init__(spec, parts, parent)
        self._series: Series | None = None
        self._day = parts.today()
        self.mode: QComboBox = ComboBox()
        self.mode.addItem(tr("in all so far"), "all")
        self.mode.addItem(tr("more than before"), "more")
        self.mode.setAccessibleName(tr("How the number is meant"))
        self.mode.currentIndexChanged.connect(self._mode_changed)
        self.row.insertWidget(0, self.mode)
        self.setTabOrder(self.mode, self.line)
        self.line.textChanged.connect(self._hint)

    @property
    def is_more(self) -> bool:
        """Whether what is typed comes to what was stated before."""
        return bool(self.mode.currentData() == "more")

    def measure(self, metric: str, series: Sequence[Series], day: date) -> None:
        """Which measure is meant, and on which day it is so many."""
        found = series_called(metric, series) if metric.strip() else None
        self._series, self._day = found, day
        self._hint()

    def value(self) -> Any:
        typed = super().value()
        if typed is None or not self.is_more:
            return typed
        return kept(typed + (self._before or Decimal(0)))

    def set_value(self, value: Any) -> None:
        self.mode.setCurrentIndex(0)
        super().set_value(value)

    def raw(self) -> Any:
        text = super().raw()
        return {"text": text, "more": True} if self.is_more and text else text

    def set_raw(self, raw: Any) -> None:
        more = isinstance(raw, dict) and raw.get("more") is True
        self.mode.setCurrentIndex(int(more))
        super().set_raw(raw.get("text") if isinstance(raw, dict) else raw)

    @property
    def _before(self) -> Decimal | None:
        return self._series.total_on(self._day) if self._series else None

    def _mode_changed(self) -> None:
        self._shown = None if self.is_more else self._shown
        self.recheck()
        self._hint()
        if self.mode.hasFocus():
            self.edited.emit()

    def _hint(self) -> None:
        self.hint_changed.emit(self.hint())

    def hint(self) -> str:
        """What the number comes to, in words."""
        series, before = self._series, self._before
        unit = series.unit if series else ""
        try:
            value = self.value()
        except ValueError:
            value = None
        said = []
        if value is not None:
            day = write_day(self._day)
            said.append(tr("= {value} in all by {day}", value=_with_unit(value, unit), day=day))
        if before is not None:
            said.append(tr("{value} before", value=_with_unit(before, unit)))
        elif series is not None or value is not None:
            said.append(tr("nothing stated before"))
        if series is not None and series.planned is not None:
            said.append(tr("planned: {value}", value=_with_unit(series.planned, unit)))
        return " · ".join(said)


def _with_unit(value: Decimal, unit: str) -> str:
    return f"{write_decimal(value)} {unit}".strip()
