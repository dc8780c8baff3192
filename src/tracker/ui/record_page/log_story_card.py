"""The log of one deliverable as a story: by months, with its gaps, and all by keyboard."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QImage,
    QKeyEvent,
    QKeySequence,
)
from PySide6.QtWidgets import QHBoxLayout, QMenu, QScrollArea, QWidget
from shiboken6 import isValid

from tracker.i18n import tr
from tracker.services.attached import AttachedFile
from tracker.ui.icons import Icons
from tracker.ui.record_page.evidence_chip import Chip, EvidenceChip
from tracker.ui.record_page.story import LineLink, StoryCard, StoryEntry
from tracker.ui.record_page.story_row import StoryRow
from tracker.ui.record_page.story_words import as_text, heads
from tracker.ui.widgets.card import hairline
from tracker.ui.widgets.labels import label

PictureAsked = Callable[[int, Callable[["QImage | None"], None]], None]
"""Reads the small picture of a file and hands it on."""


class LogStoryCard(StoryCard):
    """Up and down go through the lines, Enter opens evidence, C puts one right, Ctrl+C copies.

    `correct_wanted(line)`, `withdraw_wanted(line)`, `evidence_wanted(line)`; `dropped(paths)` for
    files, `file_wanted(what, file)` for what is done with one ("save", "remove").
    """

    correct_wanted = Signal(int)
    withdraw_wanted = Signal(int)
    evidence_wanted = Signal(int)
    dropped = Signal(object)
    file_wanted = Signal(str, object)
    copied = Signal(int)

    def __init__(
        self,
        icons: Icons,
        entries: Sequence[StoryEntry],
        ask_picture: PictureAsked | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(icons, entries, parent)
        self._ask_picture = ask_picture
        self.rows: list[StoryRow] = []
        self.headings: list[str] = []
        self.setAcceptDrops(True)
        self.setAccessibleName(tr("Log"))

    def add_row(self, at: int, row: StoryRow) -> None:
        above = heads(self.entries[at - 1] if at else None, self.entries[at])
        for text, is_gap in above:
            self._head(text, is_gap)
        if above:
            row.unline()
        row.setFocusPolicy(
            Qt.FocusPolicy.StrongFocus if not self.rows else Qt.FocusPolicy.ClickFocus
        )
        row.setAccessibleDescription(
            tr("Up and down for other lines, Enter opens evidence, C puts the line right")
        )
        self.rows.append(row)
        super().add_row(at, row)
        if self._ask_picture is not None:
            for chip in row.chips:
                if chip.chip.picture is not None:
                    show = partial(_show_picture, row, chip)
                    self._ask_picture(chip.chip.picture, show)

    def text(self) -> str:
        """All of it, as it is copied; the newest first."""
        return "\n".join(as_text(entry) for entry in self.entries)

    def current(self) -> StoryRow | None:
        """The line that has the focus, itself or in one of its links."""
        focused = QGuiApplication.focusObject()
        if not isinstance(focused, QWidget):
            return None
        return next((row for row in self.rows if row is focused or row.isAncestorOf(focused)), None)

    def go_to(self, line: int) -> bool:
        """Let a line have the focus; False if it is not (yet) there."""
        for row in self.rows:
            if row.entry.line == line:
                self._focus(row)
                return True
        return False

    # Keys.

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self.current()
        if row is None or not self._key(row, event):
            super().keyPressEvent(event)

    def _key(self, row: StoryRow, event: QKeyEvent) -> bool:
        place, last = self.rows.index(row), len(self.rows) - 1
        key = Qt.Key(event.key())
        if event.matches(QKeySequence.StandardKey.Copy):
            self._copy(row)
            return True
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            if key == Qt.Key.Key_F10 and event.modifiers() == Qt.KeyboardModifier.ShiftModifier:
                self._menu_for(row).popup(row.mapToGlobal(QPoint(24, 24)))
                return True
            return False
        to = {
            Qt.Key.Key_Up: place - 1,
            Qt.Key.Key_Down: place + 1,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
        }.get(key)
        if to is not None:
            self._focus(self.rows[max(0, min(last, to))])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open_first(row)
        elif key == Qt.Key.Key_C:
            self._correct(row)
        elif key == Qt.Key.Key_Menu:
            self._menu_for(row).popup(row.mapToGlobal(QPoint(24, 24)))
        else:
            return False
        return True

    def _focus(self, row: StoryRow) -> None:
        for one in self.rows:
            policy = Qt.FocusPolicy.StrongFocus if one is row else Qt.FocusPolicy.ClickFocus
            if one.focusPolicy() != policy:
                one.setFocusPolicy(policy)
        row.setFocus(Qt.FocusReason.TabFocusReason)
        _scroll_to(row)

    def _open_first(self, row: StoryRow) -> None:
        payloads = [chip.chip.payload for chip in row.chips if chip.chip.payload is not None]
        payloads += [payload for _, _, payload in row.entry.links if payload is not None]
        if payloads:
            self._activate(payloads[0])

    def _activate(self, payload: object) -> None:
        if isinstance(payload, LineLink):
            self.go_to(payload.line)
        else:
            super()._activate(payload)

    def _correct(self, row: StoryRow) -> None:
        if _can_be_corrected(row.entry):
            self.correct_wanted.emit(row.entry.line)

    def _copy(self, row: StoryRow | None = None) -> None:
        QGuiApplication.clipboard().setText(as_text(row.entry) if row else self.text())
        self.copied.emit(1 if row else len(self.entries))

    # The menu.

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        row = next(
            (
                row
                for row in self.rows
                if row.geometry().contains(self.mapFromGlobal(event.globalPos()))
            ),
            None,
        )
        if row is not None:
            self._focus(row)
            self._menu_for(row).popup(event.globalPos())

    def _menu_for(self, row: StoryRow) -> QMenu:
        menu = QMenu(self)
        menu.aboutToHide.connect(menu.deleteLater)
        entry = row.entry
        for chip in entry.chips:
            self._chip_actions(menu, chip)
        if entry.chips:
            menu.addSeparator()
        if _can_be_corrected(entry) and entry.line is not None:
            menu.addAction(tr("&Correct this line…")).triggered.connect(
                partial(self.correct_wanted.emit, entry.line)
            )
            menu.addAction(tr("&Take this line out…")).triggered.connect(
                partial(self.withdraw_wanted.emit, entry.line)
            )
            menu.addAction(tr("&Attach evidence to this line…")).triggered.connect(
                partial(self.evidence_wanted.emit, entry.line)
            )
            menu.addSeparator()
        menu.addAction(tr("C&opy this line")).triggered.connect(partial(self._copy, row))
        menu.addAction(tr("Copy the &whole log")).triggered.connect(partial(self._copy, None))
        self.menu = menu
        return menu

    def _chip_actions(self, menu: QMenu, chip: Chip) -> None:
        name = chip.name[:50].replace("&", "&&")
        if isinstance(chip.payload, AttachedFile):
            inner = menu.addMenu(name)
            inner.addAction(tr("&Open")).triggered.connect(partial(self._activate, chip.payload))
            for text, what in ((tr("&Save as…"), "save"), (tr("&Remove"), "remove")):
                inner.addAction(text).triggered.connect(
                    partial(self.file_wanted.emit, what, chip.payload)
                )
        elif chip.payload is not None:
            menu.addAction(tr("Open “{name}”", name=name)).triggered.connect(
                partial(self._activate, chip.payload)
            )

    # Files.

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _paths(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        if paths := _paths(event):
            event.acceptProposedAction()
            self.dropped.emit(paths)

    def _head(self, text: str, is_gap: bool) -> None:
        if self.rows:
            self._put(hairline())
        box = QWidget(self)
        row = QHBoxLayout(box)
        row.setContentsMargins(14, 8 if is_gap else 11, 14, 8 if is_gap else 3)
        row.addWidget(label(text, "small" if is_gap else "strong"))
        row.addStretch(1)
        self._put(box)
        self.headings.append(text)


def _can_be_corrected(entry: StoryEntry) -> bool:
    return entry.line is not None and not entry.struck


def _show_picture(row: StoryRow, chip: object, picture: QImage | None) -> None:
    if isinstance(chip, EvidenceChip) and isValid(chip) and picture is not None:
        chip.show_picture(picture)
        row.measure_anew()


def _scroll_to(widget: QWidget) -> None:
    parent = widget.parentWidget()
    while parent is not None:
        if isinstance(parent, QScrollArea):
            parent.ensureWidgetVisible(widget, 0, 24)
            return
        parent = parent.parentWidget()


def _paths(event: QDropEvent) -> list[Path]:
    return [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
