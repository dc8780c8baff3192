"""The top of a record page: what it is, its name, how it stands, and what to do with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QMenu, QSizePolicy, QVBoxLayout, QWidget

from tracker.domain.record import RootRecord
from tracker.i18n import mark, tr
from tracker.ui.icons import Icons
from tracker.ui.record_page.lines import held_together
from tracker.ui.record_page.looks import LookBadge
from tracker.ui.status import StatusLook
from tracker.ui.widgets.breaking import BreakingLabel
from tracker.ui.widgets.buttons import button
from tracker.ui.widgets.card import clear
from tracker.ui.widgets.labels import label, plain_tip
from tracker.ui.widgets.states import IconLabel

# Status and its day stand beside each other when both fit into the side column.
_ONE_LINE = 236
_IN_TRASH = StatusLook("trash", "trash-2", "muted", mark("In the trash"))


@dataclass(frozen=True, slots=True)
class HeadText:
    """What the head says. `working` explains the status and is the badge's tip."""

    kind: str
    title: str
    subtitle: str = ""
    icon: str = ""
    look: StatusLook | None = None
    word: str = ""
    since: str = ""
    working: str = ""
    flags: tuple[tuple[StatusLook, str, str], ...] = ()
    """Further badges: look, word and tip."""


def trash_flag(record: RootRecord) -> list[tuple[StatusLook, str, str]]:
    """The flag of a record in the trash; none for others."""
    return [(_IN_TRASH, "", "")] if record.trashed_at is not None else []


class RecordHead(QWidget):
    """Signals for its buttons; `menu` is the more menu, to be filled by the page. `in_trash` says
    whether the record shown is in the trash."""

    edit_requested = Signal()
    log_requested = Signal()
    summary_requested = Signal()
    favourite_requested = Signal()
    step_requested = Signal(int)
    """To the next (1) or previous (-1) record of the list."""

    def __init__(
        self,
        icons: Icons,
        *,
        log: bool = False,
        summary: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._icons = icons
        self.in_trash = False
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self._place_line())
        column.addLayout(self._first_line())
        self._title = BreakingLabel("title")
        column.addWidget(self._title)
        self._subtitle = BreakingLabel("muted")
        column.addWidget(self._subtitle)
        self._standing = QVBoxLayout()
        self._standing.setSpacing(4)
        column.addLayout(self._standing)
        row = QHBoxLayout()
        row.setContentsMargins(0, 6, 0, 0)
        row.setSpacing(8)
        self.log_button = button(
            icons, tr("Log progress"), "pencil-line", tip=tr("Log progress"), shortcut="L"
        )
        self.summary_button = button(icons, tr("Summary"), "file-output")
        self.summary_button.setToolTip(plain_tip(tr("Preview and export the summary")))
        for wanted, made, signal in (
            (log, self.log_button, self.log_requested),
            (summary, self.summary_button, self.summary_requested),
        ):
            made.clicked.connect(signal)
            row.addWidget(made)
            # Never shown from here: without a parent yet it would be a window for a moment.
            if not wanted:
                made.hide()
        row.addStretch(1)
        if log or summary:
            column.addLayout(row)

    def show_text(self, text: HeadText) -> None:
        """Show another record's head."""
        self._kind.setText(held_together(text.kind))
        self._picture.setVisible(bool(text.icon))
        if text.icon:
            self._picture.set_icon(text.icon)
        self._title.setText(text.title)
        self._subtitle.setText(text.subtitle)
        self._subtitle.setVisible(bool(text.subtitle))
        self.in_trash = any(look is _IN_TRASH for look, _word, _tip in text.flags)
        clear(self._standing)
        if text.look is not None:
            self._standing.addWidget(self._status(text))
        for look, word, tip in text.flags:
            self._standing.addWidget(LookBadge(self._icons, look, word, tip))

    def show_position(self, position: tuple[int, int] | None) -> None:
        """Say which record of how many of its list it is, from 0; None shows nothing."""
        self._place.setVisible(position is not None)
        if position is not None:
            at, count = position
            self._place_words.setText(tr("{at} of {count}", at=f"{at + 1:,}", count=f"{count:,}"))
            self.previous_button.setEnabled(at > 0)
            self.next_button.setEnabled(at + 1 < count)

    def show_favourite(self, marked: bool) -> None:
        """Whether the record is a favourite."""
        text = tr("Remove from favourites") if marked else tr("Add to favourites")
        keys = QKeySequence("Ctrl+D").toString(QKeySequence.SequenceFormat.NativeText)
        self.star_button.setAccessibleName(text)
        self.star_button.setToolTip(plain_tip(f"{text} ({keys})"))
        name, role = ("star-filled", "accent") if marked else ("star", "muted")
        self._icons.apply(self.star_button, name, role)

    def title(self) -> str:
        """The name shown."""
        return self._title.text()

    def add_actions(self, actions: Sequence[QAction | None]) -> None:
        """Fill the more menu; None is a line."""
        for action in actions:
            if action is None:
                self.menu.addSeparator()
            else:
                self.menu.addAction(action)

    def standing(self) -> list[str]:
        """The words of the badges, from the top, for tests."""
        return [badge.text() for badge in self.findChildren(LookBadge) if not badge.isHidden()]

    def _place_line(self) -> QWidget:
        """Where in its list the record stands, and the way to its neighbours."""
        self._place = QWidget()
        row = QHBoxLayout(self._place)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self._place_words = label("", "small")
        self.previous_button = button(
            self._icons, tr("Previous record of the list"), "chevron-up", "icon", shortcut="Alt+Up"
        )
        self.next_button = button(
            self._icons, tr("Next record of the list"), "chevron-down", "icon", shortcut="Alt+Down"
        )
        row.addWidget(self._place_words, 1)
        for made, by in ((self.previous_button, -1), (self.next_button, 1)):
            made.setProperty("by", by)
            made.clicked.connect(self._step)
            row.addWidget(made)
        self._place.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._place.hide()
        return self._place

    def _step(self) -> None:
        if (made := self.sender()) is not None:
            self.step_requested.emit(int(made.property("by")))

    def _first_line(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        self._picture = IconLabel(self._icons, "file", "muted")
        row.addWidget(self._picture)
        self._kind = BreakingLabel("small")
        self._kind.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        row.addWidget(self._kind, 1)
        self.edit_button = button(self._icons, tr("Edit"), "pencil", "icon", shortcut="E")
        self.edit_button.clicked.connect(self.edit_requested)
        self.more_button = button(self._icons, tr("More"), "ellipsis", "icon")
        self.menu = QMenu(self)
        self.more_button.setMenu(self.menu)
        self.star_button = button(self._icons, tr("Add to favourites"), "star", "icon")
        self.star_button.clicked.connect(self.favourite_requested)
        self.show_favourite(False)
        row.addWidget(self.star_button)
        row.addWidget(self.edit_button)
        row.addWidget(self.more_button)
        return row

    def _status(self, text: HeadText) -> QWidget:
        assert text.look is not None
        box = QWidget()
        badge = LookBadge(self._icons, text.look, text.word, text.working)
        since = label(text.since, "muted", wrap=True)
        since.setToolTip(plain_tip(text.working))
        words = self.fontMetrics().horizontalAdvance(text.since)
        beside = badge.sizeHint().width() + words <= self._icons.theme.px(_ONE_LINE)
        direction = QBoxLayout.Direction
        row = QBoxLayout(direction.LeftToRight if beside else direction.TopToBottom, box)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8 if beside else 3)
        if beside:
            badge.setFixedWidth(badge.sizeHint().width())
        row.addWidget(badge)
        row.addWidget(since, 1)
        return box
