"""The types there are, at the left of the dialog: own ones first, then those of the program."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from tracker.domain.deliverable_types.catalogue import BUILT_IN
from tracker.domain.shortening import in_one_line
from tracker.i18n import tr, trn
from tracker.services.own_types import OwnTypeLine
from tracker.ui.icons import Icons
from tracker.ui.widgets.labels import plain_tip

NEW = ""
"""The key of a type that is not saved yet."""
_KEY = Qt.ItemDataRole.UserRole
_LINE = 26


class TypeList(QListWidget):
    """`chosen(key)` when the person goes to another type."""

    chosen = Signal(str)

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icons = icons
        self.setAccessibleName(tr("Types of deliverables"))
        self.setProperty("framed", True)
        self.setIconSize(QSize(16, 16))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.currentItemChanged.connect(self._moved)

    def show_types(
        self, lines: Sequence[OwnTypeLine], drafts: Collection[str], current: str | None
    ) -> None:
        """Show these; `drafts` are the keys of those with text that is not saved."""
        self.blockSignals(True)
        self.clear()
        self._heading(tr("Your types"))
        if NEW in drafts:
            self._add(NEW, tr("New type"), "plus", tr("not saved"))
        for line in lines:
            words = [trn("{n} deliverable", "{n} deliverables", line.uses) if line.uses else ""]
            words.append(tr("no longer offered") if line.definition.retired else "")
            words.append(tr("not saved") if line.key in drafts else "")
            said = " · ".join(filter(None, words))
            self._add(line.key, line.definition.name, line.definition.icon, said)
        if not lines and NEW not in drafts:
            self._heading(tr("none yet"), quiet=True)
        self._heading(tr("Of the program"))
        for key, declared in BUILT_IN.all().items():
            self._add(key, tr(declared.label), declared.icon, "")
        self.blockSignals(False)
        if current is not None:
            self.go_to(current)

    def go_to(self, key: str) -> None:
        """Mark a type; `chosen` is not emitted."""
        self.blockSignals(True)
        for place in range(self.count()):
            item = self.item(place)
            if item.data(_KEY) == key and item.flags() & Qt.ItemFlag.ItemIsSelectable:
                self.setCurrentItem(item)
                break
        self.blockSignals(False)

    def keys(self) -> list[str]:
        """The keys of all that can be chosen, from the top."""
        items = (self.item(place) for place in range(self.count()))
        return [str(one.data(_KEY)) for one in items if one.flags() & Qt.ItemFlag.ItemIsSelectable]

    def focusInEvent(self, event: QFocusEvent) -> None:
        nowhere = self.currentItem() is None
        self.blockSignals(nowhere)
        super().focusInEvent(event)
        if nowhere:
            # Qt makes the first line current; only a person's own step goes to a type.
            self.setCurrentRow(-1)
        self.blockSignals(False)

    def _add(self, key: str, name: str, icon: str, said: str) -> None:
        # What is said of it has a line of its own: beside a long name nothing of it could be read.
        item = QListWidgetItem(
            self._icons.icon(icon, "muted"), f"{in_one_line(name)}\n{said}" if said else name
        )
        item.setData(_KEY, key)
        more = self.fontMetrics().lineSpacing() if said else 0
        item.setSizeHint(QSize(0, self._icons.theme.px(_LINE) + more))
        words = f"{name} · {said}" if said else name
        item.setToolTip(plain_tip(words))
        item.setData(Qt.ItemDataRole.AccessibleTextRole, words)
        self.addItem(item)

    def _heading(self, words: str, *, quiet: bool = False) -> None:
        item = QListWidgetItem(words)
        item.setFlags(Qt.ItemFlag.NoItemFlags)
        item.setSizeHint(QSize(0, self._icons.theme.px(_LINE)))
        item.setForeground(self._icons.theme.color("muted"))
        item.setFont(self._icons.theme.font("small" if quiet else "small_strong"))
        self.addItem(item)

    def _moved(self, item: QListWidgetItem | None, _before: QListWidgetItem | None) -> None:
        if item is not None and item.data(_KEY) is not None:
            self.chosen.emit(str(item.data(_KEY)))
