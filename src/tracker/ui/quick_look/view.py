"""The looks of the quick look: a head, the facts, what waits, and the latest of the log."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tracker.domain.dates_writing import write_date
from tracker.domain.shortening import shortened
from tracker.i18n import tr
from tracker.services.glance import Glance, Line, Lines
from tracker.ui.icons import Icons
from tracker.ui.quick_look.essentials import Essentials
from tracker.ui.record_page.facts import fact_grid, section
from tracker.ui.record_page.lines import RecordLine
from tracker.ui.record_page.looks import KIND_ICONS, LookBadge
from tracker.ui.status import look_of
from tracker.ui.widgets.labels import label
from tracker.ui.widgets.meter import ProgressMeter

_NOTE = 280


class GlanceView(QWidget):
    """One record; made anew for the next. `follow(payload)` is called by its links."""

    def __init__(
        self,
        icons: Icons,
        glance: Glance,
        said: Essentials,
        follow: Callable[[object], None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._icons, self._follow = icons, follow
        self.setAccessibleName(said.title)
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(20, 4, 20, 20)
        column.setSpacing(8)
        self._head(glance, said)
        if said.facts:
            column.addSpacing(4)
            grid = fact_grid(icons, said.facts)
            grid.link_activated.connect(follow)
            column.addWidget(grid)
        if said.text:
            text = label(said.text, "", wrap=True)
            text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            column.addSpacing(2)
            column.addWidget(text)
        self._lines(tr("Still open"), glance.waiting, "deliverable")
        self._lines(tr("Agreements"), glance.agreements, "agreement")
        self._lines(tr("People"), glance.people, "contact")
        self._log(glance)
        column.addStretch(1)

    def _head(self, glance: Glance, said: Essentials) -> None:
        column = self._column
        title = label(said.title, "heading", wrap=True)
        title.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        column.addWidget(title)
        if said.subtitle:
            column.addWidget(label(said.subtitle, "muted", wrap=True))
        for look, word, beside in said.looks:
            row = QHBoxLayout()
            row.setSpacing(8)
            badge = LookBadge(self._icons, look, word)
            badge.setFixedWidth(badge.sizeHint().width())
            row.addWidget(badge)
            row.addWidget(label(beside, "muted"), 1)
            column.addLayout(row)
        if glance.state is not None and glance.state.percent is not None:
            column.addWidget(
                ProgressMeter(self._icons, glance.state.percent, str(glance.state.status))
            )

    def _lines(self, title: str, lines: Lines, kind: str) -> None:
        if not lines.count:
            return
        self._column.addWidget(section(title, lines.count))
        for line in lines.first:
            self._column.addWidget(self._line(line, kind))
        more = lines.count - len(lines.first)
        if more:
            self._column.addWidget(label(tr("and {n} more", n=f"{more:,}"), "small"))

    def _line(self, line: Line, kind: str) -> RecordLine:
        look = look_of(line.status) if line.status else None
        when = write_date(line.on)
        rest = " · ".join(part for part in (line.detail, look.word if look else "", when) if part)
        made = RecordLine(
            self._icons,
            line.name,
            rest,
            icon=look.icon if look else KIND_ICONS[kind],
            role=look.role if look else "muted",
            payload=line.ref,
        )
        made.activated.connect(self._follow)
        return made

    def _log(self, glance: Glance) -> None:
        if not glance.log:
            return
        self._column.addWidget(section(tr("Latest progress")))
        for logged in glance.log:
            entry = logged.entry
            box = QWidget()
            column = QVBoxLayout(box)
            column.setContentsMargins(0, 0, 0, 2)
            column.setSpacing(2)
            said = [write_date(entry.on)]
            if entry.status is not None:
                said.append(look_of(str(entry.status)).word)
            if entry.percent is not None:
                said.append(tr("{percent} %", percent=entry.percent))
            column.addWidget(label(" · ".join(said), "small"))
            note = entry.note or entry.target_reason
            if note:
                column.addWidget(label(shortened(note, _NOTE), "", wrap=True))
            if logged.of.ref != glance.ref:
                line = RecordLine(
                    self._icons,
                    logged.of.name,
                    icon=KIND_ICONS["deliverable"],
                    payload=logged.of.ref,
                    small=True,
                )
                line.activated.connect(self._follow)
                column.addWidget(line)
            self._column.addWidget(box)
