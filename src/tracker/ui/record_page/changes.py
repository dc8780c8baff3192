"""The changes of a record, folded away until somebody asks who changed what."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tracker.domain.dates_writing import write_day
from tracker.i18n import tr, trn
from tracker.ui.icons import Icons
from tracker.ui.record_page.change_texts import ChangeGroup
from tracker.ui.record_page.day_column import day_width
from tracker.ui.widgets.buttons import button
from tracker.ui.widgets.card import Card, hairline
from tracker.ui.widgets.labels import label


class ChangesPart(QWidget):
    """A button that unfolds the changes; they are made when first unfolded."""

    def __init__(
        self, icons: Icons, groups: Sequence[ChangeGroup], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._icons = icons
        self.groups = tuple(groups)
        self._card: Card | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 4, 0, 0)
        self._column.setSpacing(8)
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        self.toggle = button(icons, tr("Changes"), "chevron-right", "quiet")
        self.toggle.setAccessibleDescription(tr("Who changed which field of this record, and when"))
        self.toggle.setCheckable(True)
        self.toggle.toggled.connect(self._fold)
        row.addWidget(self.toggle)
        count = len(self.groups)
        row.addWidget(label(trn("{n} action", "{n} actions", count), "muted"))
        row.addStretch(1)
        self._column.addLayout(row)

    def lines(self) -> list[str]:
        """Everything told, for tests."""
        return [line for group in self.groups for line in group.lines]

    def _fold(self, unfolded: bool) -> None:
        self._icons.apply(self.toggle, "chevron-down" if unfolded else "chevron-right", gap=3)
        if unfolded and self._card is None:
            self._card = self._made()
            self._column.addWidget(self._card)
        if self._card is not None:
            self._card.setVisible(unfolded)

    def _made(self) -> Card:
        card = Card(margin=1)
        card.body.setSpacing(0)
        px = self._icons.theme.px
        for at, group in enumerate(self.groups):
            if at:
                card.body.addWidget(hairline())
            row = QHBoxLayout()
            row.setContentsMargins(14, 9, 14, 9)
            row.setSpacing(px(12))
            moment = group.at.astimezone()
            clock = QLocale().toString(
                moment.time(),
                QLocale.FormatType.ShortFormat,  # type: ignore[call-overload]
            )
            when = label(f"{write_day(moment.date())}\n{clock}", "muted")
            when.setFixedWidth(day_width(self._icons.theme))
            row.addWidget(when, 0, Qt.AlignmentFlag.AlignTop)
            words = QVBoxLayout()
            words.setSpacing(2)
            words.addWidget(label(group.what, "strong", wrap=True))
            words.addWidget(label(tr("by {who}", who=group.who), "small"))
            for line in group.lines:
                words.addWidget(label(line, wrap=True))
            row.addLayout(words, 1)
            card.body.addLayout(row)
        return card
