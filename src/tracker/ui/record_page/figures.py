"""Dated figures: each as it was stated and when, and never one number for all time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from tracker.domain.dates_writing import write_date
from tracker.domain.money import write_decimal
from tracker.domain.record import RecordRef
from tracker.domain.records.evidence import Observation, Qualifier
from tracker.i18n import tr
from tracker.ui.icons import Icons
from tracker.ui.widgets.labels import label, plain_tip


def figure(observation: Observation) -> str:
    """The value as it is meant: "over 400", "115", "8.2 trillion KRW"."""
    number = write_decimal(observation.value) if observation.value is not None else ""
    number = f"{number} {observation.unit}".strip()
    if observation.qualifier is Qualifier.EXACTLY:
        return number
    return f"{tr(observation.qualifier.label)} {number}"


def by_metric(observations: Sequence[Observation]) -> dict[str, list[Observation]]:
    """The figures of each metric, the newest first; undated ones last."""
    found: dict[str, list[Observation]] = {}
    for one in observations:
        found.setdefault(one.metric, []).append(one)
    for rows in found.values():
        rows.sort(key=lambda one: one.as_of.latest if one.as_of else date.min, reverse=True)
    return found


def figures_grid(
    icons: Icons, observations: Sequence[Observation], names: Mapping[RecordRef, str]
) -> QWidget:
    """The figures below each other: what, how many, as of when."""
    box = QWidget()
    grid = QGridLayout(box)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(10)
    grid.setVerticalSpacing(5)
    grid.setColumnStretch(0, 1)
    row = 0
    for metric, rows in by_metric(observations).items():
        for at, one in enumerate(rows):
            caption = label(metric if not at else "", "muted", wrap=True)
            value = label(figure(one), "strong" if not at else "", wrap=True)
            value.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
            value.setAccessibleName(f"{metric}: {figure(one)}, {_when(one)}")
            when = label(_when(one), "small")
            source = names.get(RecordRef("source", one.source_id or 0), "")
            for widget in (value, when):
                widget.setToolTip(plain_tip(source))
            when.setMinimumWidth(icons.theme.px(62))
            for column, widget in enumerate((caption, value, when)):
                grid.addWidget(widget, row, column, Qt.AlignmentFlag.AlignTop)
            row += 1
    return box


def _when(observation: Observation) -> str:
    return write_date(observation.as_of) if observation.as_of else tr("no date")
