"""The rows of the dialog: a label, editors beside each other, and below them what is wrong."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QShortcutEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from tracker.i18n import mark, tr, without_mnemonic
from tracker.ui.forms.editor import Editor
from tracker.ui.icons import Icons
from tracker.ui.widgets.buttons import button
from tracker.ui.widgets.labels import label, plain_tip
from tracker.ui.widgets.wrapping import WrappingLayout

LABEL_WIDTH = 96


def label_for(text: str, buddy: QWidget, width: int = 0) -> QLabel:
    """The label of a field: its mnemonic goes there."""
    made = label(text, "muted", wrap=bool(width))
    made.setBuddy(buddy)
    if width:
        made.setFixedWidth(width)
        made.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        made.setContentsMargins(0, 7, 0, 0)
    return made


class Row(QWidget):
    """The first editor's label stands in the label column, those of others before them."""

    def __init__(self, icons: Icons, first: QWidget, text: str) -> None:
        super().__init__()
        self._editors: list[Editor] = []
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(10)
        self.label = label_for(text, first, icons.theme.px(LABEL_WIDTH))
        outer.addWidget(self.label, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        outer.addLayout(column, 1)
        self.line = QHBoxLayout()
        self.line.setContentsMargins(0, 0, 0, 0)
        self.line.setSpacing(8)
        column.addLayout(self.line)
        self._problem = label("", "error", wrap=True)
        self._problem.hide()
        column.addWidget(self._problem)
        self.below = column

    def add(self, editor: Editor, stretch: int = 0, text: str = "") -> None:
        """One more editor at the right, after its label."""
        if text:
            self.line.addSpacing(4)
            self.line.addWidget(label_for(text, editor.field()))
        self.line.addWidget(editor, stretch)
        self._editors.append(editor)
        editor.problem_changed.connect(self._show_problems)

    def say(self, problem: str) -> None:
        """Say what is wrong in this row; nothing when empty."""
        self._problem.setText(problem)
        self._problem.setVisible(bool(problem))

    def _show_problems(self) -> None:
        self.say(" ".join(editor.problem for editor in self._editors if editor.problem))


@dataclass(frozen=True, slots=True)
class Group:
    """Fields asked for only when wanted; `label` (marked) is on the chip that adds them."""

    key: str
    label: str
    icon: str
    fields: tuple[str, ...]


GROUPS = (
    Group("target", mark("Move &target"), "calendar-clock", ("target", "target_reason")),
    Group("evidence", mark("E&vidence"), "paperclip", ("evidence_url", "evidence_title")),
    Group("measure", mark("M&easure"), "gauge", ("metric", "value")),
    Group("milestone", mark("&Milestone"), "flag", ("milestone_id",)),
    Group("source", mark("So&urce"), "file-text", ("source_id",)),
    Group("format", mark("Changed &format"), "repeat-2", ("format_change",)),
)
_SHARES = {"target": 2, "target_reason": 3, "evidence_url": 3, "evidence_title": 2, "metric": 3}


class MoreRows(QWidget):
    """Chips that add a row each, and the rows; `below` are further widgets of a row, by its key.
    `opened(key)` and `closed(key)`."""

    opened = Signal(str)
    closed = Signal(str)

    def __init__(
        self, icons: Icons, fields: dict[str, Editor], below: Mapping[str, QWidget] | None = None
    ) -> None:
        super().__init__()
        self._below = below or {}
        self._rows: dict[str, Row] = {}
        self._chips: dict[str, QPushButton] = {}
        self._first: dict[str, Editor] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        chips = [self._chip(icons, group) for group in GROUPS]
        for group in GROUPS:
            column.addWidget(self._row(icons, group, fields))
        self._more = Row(icons, chips[0], tr("More"))
        # In two lines where the words of the language need it.
        self._more.line.addWidget(_wrapped(chips), 1)
        self._more.label.setContentsMargins(0, 3, 0, 0)
        column.addWidget(self._more)

    def is_open(self, key: str) -> bool:
        """Whether the fields of a group are asked for."""
        return not self._rows[key].isHidden()

    def open(self, key: str, *, focus: bool = True) -> None:
        """Ask for the fields of a group."""
        self._rows[key].show()
        self._chips[key].hide()
        self._tidy()
        self.opened.emit(key)
        if focus:
            self._first[key].field().setFocus(Qt.FocusReason.TabFocusReason)

    def close_group(self, key: str) -> None:
        """Ask for them no more; what was entered comes back with them."""
        self._rows[key].hide()
        self._chips[key].show()
        self._tidy()
        self._chips[key].setFocus(Qt.FocusReason.TabFocusReason)
        self.closed.emit(key)

    def chip(self, key: str) -> QPushButton:
        """The chip that adds a group."""
        return self._chips[key]

    def allow(self, key: str, allowed: bool, why: str = "") -> None:
        """A group that cannot be used says why."""
        self._chips[key].setEnabled(allowed)
        self._chips[key].setToolTip(plain_tip("" if allowed else why))
        if not allowed and self.is_open(key):
            self.close_group(key)
        self._tidy()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A chip opened by its letter is open at once: Qt would let it look pressed for a while,
        and what is typed meanwhile would go elsewhere."""
        if isinstance(event, QShortcutEvent) and not event.isAmbiguous():
            self.open(str(watched.property("key")))
            return True
        return super().eventFilter(watched, event)

    def _chip(self, icons: Icons, group: Group) -> QPushButton:
        chip = button(icons, tr(group.label), group.icon, "chip")
        chip.setProperty("key", group.key)
        chip.clicked.connect(self._open_clicked)
        chip.installEventFilter(self)
        self._chips[group.key] = chip
        return chip

    def _row(self, icons: Icons, group: Group, fields: dict[str, Editor]) -> Row:
        first, *others = (fields[name] for name in group.fields)
        row = Row(icons, first.field(), tr(first.spec.label))
        row.add(first, _SHARES.get(first.spec.name, 2))
        taken = {_letter(tr(one.label)) for one in GROUPS}
        for other in others:
            # A letter leads to one place only: that of a chip goes before.
            text = tr(other.spec.label)
            text = without_mnemonic(text) if _letter(text) in taken else text
            row.add(other, _SHARES.get(other.spec.name, 1), text)
        words = tr("Leave out: {field}", field=without_mnemonic(row.label.text()))
        cross = button(icons, words, "x", "icon")
        cross.setProperty("key", group.key)
        cross.clicked.connect(self._close_clicked)
        row.line.addWidget(cross)
        if group.key in self._below:
            row.below.addWidget(self._below[group.key])
        row.hide()
        self._rows[group.key], self._first[group.key] = row, first
        return row

    def _open_clicked(self) -> None:
        self.open(str(self.sender().property("key")))

    def _close_clicked(self) -> None:
        self.close_group(str(self.sender().property("key")))

    def _tidy(self) -> None:
        left = [key for key, row in self._rows.items() if row.isHidden()]
        self._more.setVisible(any(self._chips[key].isEnabled() for key in left))


def _wrapped(chips: Sequence[QPushButton]) -> QWidget:
    inside = QWidget()
    policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(True)
    inside.setSizePolicy(policy)
    flow = WrappingLayout(inside)
    for chip in chips:
        flow.addWidget(chip)
    return inside


def _letter(text: str) -> str:
    found = re.search("&(.)", text)
    return found[1].upper() if found else ""
