"""The navigation rail: pages and saved views, each with icon, word and count; or icons alone.

It is laid out by hand and painted by the style sheet alone, since the window waits for it
(docs/performance.md).
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QFrame, QLabel, QWidget

from tracker.ui.icons import Icons
from tracker.ui.widgets.rail_item import RailItem

WIDTH, FOLDED = 208, 52
BOTTOM = "bottom"
_SIDE, _TOP, _UNDER_BRAND, _FOOT = 8, 17, 13, 12
_INDENT = 10
_ITEM, _GAP = 31, 1
_OVER_HEADING, _UNDER_HEADING = 16, 6


class NavigationRail(QFrame):
    """Sections of items; `activated(key)` when one is chosen. Arrow keys walk through them.

    What has no room is reached by wheel and by keys; the section "bottom" always stays in sight.
    A rail made `early` is only what is seen of it; `settle` makes the rest.
    """

    activated = Signal(str)

    def __init__(
        self, icons: Icons, title: str, parent: QWidget | None = None, *, early: bool = False
    ) -> None:
        super().__init__(parent)
        self._icons = icons
        self._is_settled = not early
        self._current = ""
        self._is_folded = False
        self._scrolled = self._most_scrolled = 0
        self._items: dict[str, RailItem] = {}
        self._sections: dict[str, list[RailItem]] = {BOTTOM: []}
        self._headings: dict[str, QLabel] = {}
        self.setProperty("ground", "rail")
        self._brand = _label(title, "brand", self)
        # Items that are scrolled away are cut off at its edges.
        self._middle = QWidget(self)
        self._set_width()

    def settle(self) -> None:
        """Let it be reached by key, once the window is painted."""
        self._is_settled = True
        for item in self._items.values():
            item.settle()
        self._order()

    @property
    def is_folded(self) -> bool:
        """Whether only icons are shown."""
        return self._is_folded

    def set_folded(self, folded: bool) -> None:
        """Show icons alone, where the window is narrow; words and numbers are in their tips."""
        if folded == self._is_folded:
            return
        self._is_folded = folded
        self._brand.setVisible(not folded)
        for item in self._items.values():
            item.set_folded(folded)
        self._set_width()
        self._arrange()

    def _set_width(self) -> None:
        self.setFixedWidth(self._icons.theme.px(FOLDED if self._is_folded else WIDTH))

    # --- what stands in it ----------------------------------------------------------------------

    def add_section(self, section: str, title: str = "") -> None:
        """Add a group below the others, unless it is there, as "bottom" always is."""
        if section in self._sections:
            return
        self._sections[section] = []
        if title:
            self._headings[section] = _label(title, "small", self._middle)

    def add_item(self, section: str, key: str, icon: str, text: str, tip: str = "") -> None:
        """Add an item to a section that was added before."""
        self._make(section, key, icon, text, tip)
        self._changed()

    def set_section(self, section: str, items: Sequence[tuple[str, str, str]]) -> None:
        """Fill a section anew with (key, icon, text), in that order. Items that stay keep their
        count and the focus; without items the heading goes, too."""
        before = {item.key: item for item in self._sections[section]}
        self._sections[section] = []
        for key, icon, text in items:
            if (item := before.pop(key, None)) is None:
                self._make(section, key, icon, text)
            else:
                item.name(icon, text)
                self._sections[section].append(item)
        had_focus = any(item.hasFocus() for item in before.values())
        for item in before.values():
            self._items.pop(item.key, None)
            item.hide()
            item.deleteLater()
        self._changed()
        if had_focus:
            self._focus(next(iter(self._sections[section] or self._in_order()), None))

    def clear_section(self, section: str) -> None:
        """Remove a section's items."""
        self.set_section(section, ())

    def set_count(self, key: str, count: int | None, attention: bool = False) -> None:
        """Show a number at an item; unknown keys are ignored. `attention` shows it in the colour
        of overdue things."""
        if (item := self._items.get(key)) is not None:
            item.set_count(count, attention)

    def set_current(self, key: str) -> None:
        """Mark the page that is shown; emits nothing."""
        self._current = key
        for name, item in self._items.items():
            item.setChecked(name == key)

    def current(self) -> str:
        """The key of the page that is shown."""
        return self._current

    def keys(self, section: str) -> list[str]:
        """The keys of a section's items, in their order."""
        return [item.key for item in self._sections[section]]

    def item(self, key: str) -> RailItem:
        """The button of an item."""
        return self._items[key]

    def _make(self, section: str, key: str, icon: str, text: str, tip: str = "") -> None:
        parent = self if section == BOTTOM else self._middle
        item = RailItem(self._icons, key, icon, text, parent)
        if tip:
            item.name(icon, text, tip)
        item.set_folded(self._is_folded)
        item.setChecked(key == self._current)
        item.clicked.connect(self._clicked)
        item.stepped.connect(self._step)
        if self._is_settled:
            item.settle()
            item.setVisible(True)
        self._items[key] = item
        self._sections[section].append(item)

    def _changed(self) -> None:
        if self._is_settled:
            self._order()
        if self.isVisible():
            self._arrange()

    # --- mouse and keys -------------------------------------------------------------------------

    def _clicked(self) -> None:
        item = self.sender()
        if isinstance(item, RailItem):
            self.set_current(item.key)
            self.activated.emit(item.key)

    def _in_order(self) -> list[RailItem]:
        shown = [item for name, part in self._sections.items() if name != BOTTOM for item in part]
        return shown + self._sections[BOTTOM]

    def _order(self) -> None:
        """Tab goes through them as they stand."""
        order = self._in_order()
        for item, after in pairwise(order):
            QWidget.setTabOrder(item, after)

    def _step(self, by: int) -> None:
        order = self._in_order()
        at = next((at for at, item in enumerate(order) if item.hasFocus()), None)
        if at is not None:
            self._focus(order[(at + by) % len(order)])

    def _focus(self, item: RailItem | None) -> None:
        from PySide6.QtCore import Qt  # late: see tracker.ui.theme

        if item is None:
            return
        if item.parent() is self._middle:
            above = -item.y()
            below = item.y() + item.height() - self._middle.height()
            if above > 0:
                self._scroll_to(self._scrolled - above - _UNDER_HEADING)
            elif below > 0:
                self._scroll_to(self._scrolled + below)
        item.setFocus(Qt.FocusReason.TabFocusReason)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self._most_scrolled:
            self._scroll_to(self._scrolled - event.angleDelta().y() // 2)
        else:
            event.ignore()

    def _scroll_to(self, scrolled: int) -> None:
        scrolled = max(0, min(scrolled, self._most_scrolled))
        if scrolled != self._scrolled:
            self._scrolled = scrolled
            self._arrange()

    # --- room -----------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and self._is_settled:
            self._set_width()
            self._arrange()

    def _arrange(self) -> None:
        """Say where everything stands."""
        height = self._icons.theme.px(_ITEM)
        wide = self.width() - 2 * _SIDE
        brand = self._brand.sizeHint().height()
        self._brand.setGeometry(_SIDE + _INDENT, _TOP, wide - _INDENT, brand)
        top = _TOP if self._is_folded else _TOP + brand + _UNDER_BRAND
        bottom = self._sections[BOTTOM]
        y = foot = self.height() - _FOOT - len(bottom) * (height + _GAP) + _GAP
        for item in bottom:
            item.setGeometry(_SIDE, y, wide, height)
            y += height + _GAP
        room = max(0, foot - top)
        self._middle.setGeometry(_SIDE, top, wide, room)
        self._arrange_middle(wide, height)
        if self._scrolled > self._most_scrolled:
            self._scrolled = self._most_scrolled
            self._arrange_middle(wide, height)

    def _arrange_middle(self, wide: int, height: int) -> None:
        y = -self._scrolled
        for name, items in self._sections.items():
            if name == BOTTOM:
                continue
            if (heading := self._headings.get(name)) is not None:
                if heading.isHidden() == (bool(items) and not self._is_folded):
                    heading.setVisible(bool(items) and not self._is_folded)
                if items and self._is_folded:
                    y += _OVER_HEADING
                elif items:
                    small = heading.sizeHint().height()
                    heading.setGeometry(_INDENT, y + _OVER_HEADING, wide - _INDENT, small)
                    y += _OVER_HEADING + small + _UNDER_HEADING
            for item in items:
                item.setGeometry(0, y, wide, height)
                y += height + _GAP
        self._most_scrolled = max(0, y + self._scrolled - self._middle.height())


def _label(text: str, role: str, parent: QWidget) -> QLabel:
    made = QLabel(parent)
    # Plain text, by number: the name would have Python make all the enums of Qt at the start.
    made.setProperty("textFormat", 0)
    made.setText(text)
    made.setProperty("role", role)
    return made
