"""The look of the window: fonts, colours and style sheet, following the system live.

The window waits for this module. Qt's namespace `Qt` and `QStyle` are not touched before it is
painted: PySide6 makes their classes when they are first asked for, which takes 12 and 5 ms.
"""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Literal

from PySide6.QtCore import QObject, QTemporaryDir, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontInfo, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from tracker.ui.palette import Scheme, load_scheme, qt_palette
from tracker.ui.stylesheet import BASE_PX, fill, sizes

Mode = Literal["system", "light", "dark"]
FontRole = Literal[
    "base", "strong", "bold", "small", "small_strong", "head", "brand", "heading", "title"
]

FAMILY = "Pretendard"
_WEIGHTS = {
    "base": QFont.Weight.Normal,
    "strong": QFont.Weight.DemiBold,
    "bold": QFont.Weight.Bold,
    "small": QFont.Weight.Normal,
    "small_strong": QFont.Weight.DemiBold,
    "head": QFont.Weight.DemiBold,
    "brand": QFont.Weight.DemiBold,
    "heading": QFont.Weight.Bold,
    "title": QFont.Weight.Bold,
}
_log = logging.getLogger(__name__)


class Theme(QObject):
    """Gives the application its palette, style sheet and font; `changed` when they are new.

    `resources` is the folder that holds themes/, icons/ and fonts/. At an `early` start the
    application has its style from its arguments (STYLE), and `settle` follows once the window is
    painted.
    """

    changed = Signal()
    STYLE = ("-style", "Fusion")

    def __init__(
        self, app: QApplication, resources: Path, mode: Mode = "system", *, early: bool = False
    ) -> None:
        super().__init__(app)
        self._app = app
        self._icons = resources / "icons"
        self._themes = themes = resources / "themes"
        self._schemes: dict[str, Scheme] = {}
        self._template = (themes / "controls.qss").read_text("utf-8")
        self._art = QTemporaryDir()
        self._mode: Mode = mode
        self._px = BASE_PX
        self._colors: dict[str, QColor] = {}
        self._fonts: dict[str, QFont] = {}
        self._family = _load_fonts(resources / "fonts") or app.font().family()
        self._is_settled = False
        if not early:
            app.setStyle("Fusion")
            self.settle()
        self._scheme = self._wanted()
        self._apply()

    def settle(self) -> None:
        """From now on follow the system when it turns dark or light; once is enough."""
        if not self._is_settled:
            self._is_settled = True
            self._app.styleHints().colorSchemeChanged.connect(self._system_changed)
            if hasattr(self, "_scheme"):
                self._system_changed()

    @property
    def mode(self) -> Mode:
        """What the user chose: system, light or dark."""
        return self._mode

    @property
    def scheme(self) -> Scheme:
        """The colours now in force."""
        return self._scheme

    @property
    def is_dark(self) -> bool:
        """Whether the dark colours are in force."""
        return self._scheme.dark

    def set_mode(self, mode: Mode) -> None:
        """Choose light or dark, or follow the system."""
        self._mode = mode
        self._system_changed()

    def set_text_px(self, px: float) -> None:
        """Set the base text size, 10 to 24 px; 13 is the normal one."""
        px = max(10.0, min(24.0, px))
        if px != self._px:
            self._px = px
            self._apply()

    def color(self, role: str) -> QColor:
        """The colour of a semantic role such as "overdue" or "muted"."""
        found = self._colors.get(role)
        if found is None:
            found = self._colors[role] = QColor(self._scheme.colors[role])
        return found

    def font(self, role: FontRole = "base") -> QFont:
        """A font of the window's own family, for parts that paint themselves."""
        found = self._fonts.get(role)
        if found is None:
            px = sizes(self._px).get(role.removesuffix("_strong"), self._px)
            found = QFont(self._family)
            found.setPixelSize(round(px))
            found.setWeight(_WEIGHTS[role])
            found.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
            self._fonts[role] = found
        return found

    def px(self, length: float) -> int:
        """A length that grows with the text size: px at 13 px text to px now."""
        return round(length * self._px / BASE_PX)

    def _wanted(self) -> Scheme:
        if self._mode != "system":
            return self._scheme_of(self._mode)
        return self._scheme_of("dark" if self._system_is_dark() else "light")

    def _system_is_dark(self) -> bool:
        if not self._is_settled:
            # As Qt's palette has it, which is not ours yet.
            role = QPalette.ColorRole
            palette = self._app.palette()
            return palette.color(role.WindowText).value() > palette.color(role.Window).value()
        from PySide6.QtCore import Qt

        return self._app.styleHints().colorScheme() == Qt.ColorScheme.Dark

    def _scheme_of(self, name: str) -> Scheme:
        if name not in self._schemes:
            self._schemes[name] = load_scheme(self._themes / f"{name}.json")
        return self._schemes[name]

    def _system_changed(self) -> None:
        wanted = self._wanted()
        if wanted != self._scheme:
            self._scheme = wanted
            self._apply()

    def _apply(self) -> None:
        self._colors.clear()
        self._fonts.clear()
        self._app.setFont(self.font("base"))
        self._app.setPalette(qt_palette(self._scheme))
        art = Path(self._art.path())
        self._app.setStyleSheet(fill(self._template, self._scheme, self._px, self._icons, art))
        self.changed.emit()


def restyle(widget: QWidget) -> None:
    """Let the style sheet look again at a widget whose dynamic properties have changed."""
    style = widget.style()
    style.unpolish(widget)
    style.polish(widget)
    widget.update()


def set_property(widget: QWidget, name: str, value: object) -> None:
    """Set a dynamic property that the style sheet reads, such as invalid=True."""
    if widget.property(name) != value:
        widget.setProperty(name, value)
        restyle(widget)


def _load_fonts(folder: Path) -> str:
    """Load every font of the folder; gives the family's name, empty when there is none."""
    family = ""
    for file in sorted(folder.glob("*.otf")):
        number = QFontDatabase.addApplicationFont(str(file))
        families = QFontDatabase.applicationFontFamilies(number) if number >= 0 else []
        if FAMILY in families:
            family = FAMILY
        elif not families:
            _log.info("font %s could not be loaded", file.name)
    return family if family and QFontInfo(QFont(family)).family() == family else ""
