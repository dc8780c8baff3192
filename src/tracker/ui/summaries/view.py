"""How the preview looks: language and zoom above, pages, and the ways to save below."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPushButton, QStackedWidget, QWidget

from tracker.i18n import tr, trn
from tracker.ui.desk import Desk
from tracker.ui.doing.dialog import DoingDialog
from tracker.ui.forms.tab_order import order_tabs
from tracker.ui.summaries.formats import FORMATS, Format
from tracker.ui.summaries.pages_view import PagesView
from tracker.ui.summaries.rendering import PageShape
from tracker.ui.widgets.buttons import button
from tracker.ui.widgets.card import hairline, set_ground
from tracker.ui.widgets.labels import label
from tracker.ui.widgets.states import BusyLine
from tracker.ui.widgets.wheel import guard_wheel

# Each in its own words, so that it is found by those who read it.
_LANGUAGES = {"en": "English", "ko": "한국어"}
_WIDTH, _HEIGHT = 860, 900


class _Room(QWidget):
    """Room around a part, there only while the part is."""

    def __init__(self, part: QWidget) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 10, 16, 10)
        row.addWidget(part)
        part.installEventFilter(self)
        self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.ShowToParent, QEvent.Type.HideToParent):
            self.setVisible(event.type() == QEvent.Type.ShowToParent)
        return super().eventFilter(watched, event)


class SummaryView(DoingDialog):
    """The parts of the preview; it does nothing by itself."""

    def __init__(self, desk: Desk, parent: QWidget | None) -> None:
        super().__init__(desk, tr("Summary"), "file-text", parent=parent)
        icons = desk.icons
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(0)
        self.pages = PagesView(icons)
        self.language = self._languages(desk.language)
        self.body.addLayout(self._bar())
        self.body.addWidget(hairline())
        self.body.addWidget(_Room(self.banner))
        self._stack = QStackedWidget()
        self._busy = BusyLine(icons, tr("Making the summary…"))
        self._nothing = QWidget()
        for part in (self._busy, self._nothing):
            set_ground(part, "window")
        for part in (self._busy, self._nothing, self.pages):
            self._stack.addWidget(part)
        self.body.addWidget(self._stack, 1)
        self.body.addWidget(_Room(self.progress))
        self._was_shown = False
        self.buttons: dict[Format, QPushButton] = {}
        for format, look in FORMATS.items():
            made = self.add_button(
                tr(look.button), "primary" if format == "pdf" else "", default=format == "pdf"
            )
            icons.apply(made, look.icon, "on_accent" if format == "pdf" else "text", gap=3)
            self.buttons[format] = made
        guard_wheel(self)
        order_tabs(self)
        self.fit_screen(_WIDTH, _HEIGHT)

    def show_busy(self) -> None:
        """The summary is being made; pages shown before stay till then."""
        if not self.pages.pages:
            self._stack.setCurrentWidget(self._busy)
        self.allow(False)

    def show_nothing(self) -> None:
        """There is nothing to be seen."""
        self._stack.setCurrentWidget(self._nothing)
        self.allow(False)
        self.set_hint("")

    def show_pages(self, shapes: Sequence[PageShape]) -> None:
        """Show pages, blank until they are drawn."""
        self._stack.setCurrentWidget(self.pages)
        self.pages.show_pages(shapes)
        self.allow(True)
        self._say_count()
        if self.focusWidget() in (None, self.language) and not self._was_shown:
            self.pages.setFocus(Qt.FocusReason.OtherFocusReason)
        self._was_shown = True

    def _say_count(self) -> None:
        self.set_hint(trn("{n} page", "{n} pages", len(self.pages.pages)))

    def allow(self, allowed: bool) -> None:
        for made in self.buttons.values():
            made.setEnabled(allowed)

    def _languages(self, language: str) -> QComboBox:
        combo = QComboBox()
        for code, name in _LANGUAGES.items():
            combo.addItem(name, code)
        combo.setCurrentIndex(max(0, combo.findData(language[:2].lower())))
        combo.setAccessibleName(tr("Language of the summary"))
        return combo

    def _bar(self) -> QHBoxLayout:
        bar = QHBoxLayout()
        bar.setContentsMargins(16, 8, 10, 8)
        bar.setSpacing(8)
        words = label(tr("&Language"), "muted")
        words.setBuddy(self.language)
        bar.addWidget(words)
        bar.addWidget(self.language)
        bar.addStretch(1)
        zoom = (
            (tr("Smaller"), "zoom-out", "Ctrl+-", self.pages.zoom_out),
            (tr("Larger"), "zoom-in", "Ctrl++", self.pages.zoom_in),
        )
        for text, icon, keys, slot in zoom:
            made = button(self.icons, text, icon, "icon", shortcut=keys)
            made.clicked.connect(slot)
            bar.addWidget(made)
        fit = button(self.icons, tr("&Fit width"), "", "quiet", shortcut="Ctrl+0")
        fit.clicked.connect(self.pages.fit_width)
        bar.addWidget(fit, 0, Qt.AlignmentFlag.AlignRight)
        return bar
