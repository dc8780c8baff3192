"""Settings: colours, language, the name that progress is recorded under, where the data is."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QComboBox, QGridLayout, QHBoxLayout, QLineEdit, QSizePolicy, QWidget

from tracker.config import Settings, Theme
from tracker.i18n import mark, tr, without_mnemonic
from tracker.ui.icons import Icons
from tracker.ui.widgets.buttons import button
from tracker.ui.widgets.dialog_frame import DialogFrame, commit_input
from tracker.ui.widgets.labels import label, plain_tip
from tracker.ui.widgets.pills import PillSwitch
from tracker.ui.widgets.wheel import guard_wheel

# Languages by their own names, which are not translated.
LANGUAGES = {"en": "English", "ko": "한국어"}
_THEMES = (
    (Theme.SYSTEM, mark("Like the system"), "monitor"),
    (Theme.LIGHT, mark("Light"), "sun"),
    (Theme.DARK, mark("Dark"), "moon"),
)


class SettingsDialog(DialogFrame):
    """`theme_chosen(str)` at once; `accepted_settings(language, recorder)` on Save; `types_asked`
    and `steps_asked` for the types of deliverables and their usual steps, which are kept in the
    database and not among the settings."""

    theme_chosen = Signal(str)
    accepted_settings = Signal(str, str)
    types_asked = Signal()
    steps_asked = Signal()

    def __init__(
        self,
        icons: Icons,
        settings: Settings,
        database: Path | None,
        user: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(icons, tr("Settings"), "settings", "Ctrl+,", parent)
        self._database = database
        self._theme_before = settings.theme
        self.theme = PillSwitch(icons, tr("Colours"))
        for key, words, icon in _THEMES:
            self.theme.add(key, tr(words), icon)
        self.theme.set_current(settings.theme)
        self.language = QComboBox()
        self.language.addItem(tr("Like the system"), "")
        for code, name in LANGUAGES.items():
            self.language.addItem(name, code)
        self.language.setCurrentIndex(max(0, self.language.findData(settings.language)))
        self.who = QLineEdit(settings.recorder)
        self.who.setPlaceholderText(user)
        self.path = QLineEdit(str(database or ""))
        self.path.setReadOnly(True)
        self.path.setCursorPosition(0)
        self.path.setToolTip(plain_tip(str(database or "")))
        self.copy = button(icons, tr("Copy the path"), "copy", "icon")
        self.folder = button(icons, tr("Open &folder"), "folder-open")
        self.types = button(icons, tr("&Types of deliverables…"), "shapes")
        self.types.setEnabled(database is not None)
        self.types.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.steps = button(icons, tr("&Usual steps…"), "list-checks")
        self.steps.setEnabled(database is not None)
        self.steps.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._lay_out()
        cancel = self.add_button(tr("Cancel"))
        self.save = self.add_button(tr("Save"), "primary", default=True)
        cancel.clicked.connect(self.reject)
        self.save.clicked.connect(self._save)
        self.theme.changed.connect(self.theme_chosen)
        self.types.clicked.connect(self.types_asked)
        self.steps.clicked.connect(self.steps_asked)
        self.copy.clicked.connect(self._copy)
        self.folder.clicked.connect(self._open_folder)
        self.rejected.connect(self._restore)
        guard_wheel(self)
        self.setMinimumWidth(icons.theme.px(560))
        self.language.setFocus()

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(18)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        rows: tuple[tuple[str, QWidget, str], ...] = (
            (tr("&Colours"), self.theme, ""),
            (tr("&Language"), self.language, tr("Takes effect at the next start.")),
            (
                tr("&Your name"),
                self.who,
                tr("Stands beside the changes you make and the progress you log."),
            ),
        )
        for name, field, hint in rows:
            self._add(grid, name, field, hint)
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(self.path, 1)
        row.addWidget(self.copy)
        row.addWidget(self.folder)
        hint = tr("Everything is in this one file. To back it up, close the program and copy it.")
        self._add(grid, tr("&Database"), line, hint, self.path)
        for part in (self.copy, self.folder):
            part.setEnabled(self._database is not None)
        hint = tr("Define types of your own, with the fields you need, and the steps of each type.")
        both = QWidget()
        row = QHBoxLayout(both)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(self.types)
        row.addWidget(self.steps)
        row.addStretch(1)
        self._add(grid, tr("Deliverables"), both, hint, self.types)
        self.types.setAccessibleName(without_mnemonic(self.types.text()))
        self.body.addLayout(grid)
        self.body.addStretch(1)

    def _add(
        self, grid: QGridLayout, name: str, field: QWidget, hint: str, buddy: QWidget | None = None
    ) -> None:
        at = grid.rowCount()
        caption = label(name, "muted")
        caption.setMinimumHeight(self.icons.theme.px(32))
        (buddy or field).setAccessibleName(without_mnemonic(name))
        caption.setBuddy(buddy or field)
        grid.addWidget(caption, at, 0)
        grid.addWidget(field, at, 1)
        if hint:
            grid.addWidget(label(hint, "small", wrap=True), at + 1, 1)
        grid.setRowMinimumHeight(at + 2, 6)

    def _save(self) -> None:
        commit_input()
        self._theme_before = Theme(self.theme.current())
        self.accepted_settings.emit(str(self.language.currentData()), self.who.text().strip())
        self.accept()

    def _restore(self) -> None:
        """Colours are shown while they are being chosen; Cancel brings the old ones back."""
        if self.theme.current() != self._theme_before:
            self.theme_chosen.emit(str(self._theme_before))

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.path.text())

    def _open_folder(self) -> None:
        if self._database is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._database.parent)))
