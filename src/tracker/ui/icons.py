"""Lucide icons in the theme's colours, sharp at every scale, renewed when the theme changes."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Protocol, cast

from PySide6.QtCore import QByteArray, QObject, QRectF
from PySide6.QtGui import QAction, QColor, QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton
from shiboken6 import isValid

from tracker.ui.theme import Theme

SIZE = 16
_STROKE = 1.75


class TakesIcon(Protocol):
    """A button, an action, a menu."""

    def setIcon(self, icon: QIcon) -> None: ...


class Icons(QObject):
    """Makes and keeps icons by name (a Lucide name) and colour role.

    Made `early`, it draws of the icons given to buttons what is seen of them at that moment, and
    the rest at `settle`, once the window is painted.
    """

    def __init__(self, theme: Theme, folder: Path, *, early: bool = False) -> None:
        super().__init__(theme)
        self._is_settled = not early
        self.theme = theme
        self._folder = folder
        self._sources: dict[str, str] = {}
        self._pixmaps: dict[tuple[str, str, int, float, int], QPixmap] = {}
        self._icons: dict[tuple[str, str, int, int], QIcon] = {}
        self._applied: dict[int, tuple[QObject, str, str, str, int, int]] = {}
        theme.changed.connect(self._renew)
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.screenAdded.connect(self._renew)

    def settle(self) -> None:
        """Draw the icons in all their states."""
        if not self._is_settled:
            self._is_settled = True
            self._dress_all()

    def icon(
        self, name: str, role: str = "text", checked: str = "", size: int = SIZE, *, gap: int = 0
    ) -> QIcon:
        """An icon in a role's colour; `checked` is the role while its button is checked.

        `gap` is free room at its right, in px: a push button sets words too close to its icon.
        """
        key = (name, f"{role}/{checked}", size, gap)
        found = self._icons.get(key)
        if found is None:
            found = self._icons[key] = QIcon()
            for dpr in self._scales():
                normal = self.pixmap(name, role, size, dpr, gap)
                found.addPixmap(normal)
                found.addPixmap(self.pixmap(name, "disabled", size, dpr, gap), QIcon.Mode.Disabled)
                found.addPixmap(normal, QIcon.Mode.Selected)
                if checked:
                    chosen = self.pixmap(name, checked, size, dpr, gap)
                    found.addPixmap(chosen, QIcon.Mode.Normal, QIcon.State.On)
                    found.addPixmap(chosen, QIcon.Mode.Active, QIcon.State.On)
        return found

    def pixmap(
        self, name: str, role: str = "text", size: int = SIZE, dpr: float = 1.0, gap: int = 0
    ) -> QPixmap:
        """A picture `size` px wide and high for a screen of that device pixel ratio."""
        key = (name, role, size, dpr, gap)
        found = self._pixmaps.get(key)
        if found is None:
            found = self._pixmaps[key] = self._draw(name, role, size, dpr, gap)
        return found

    def apply(
        self,
        target: QObject,
        name: str,
        role: str = "text",
        checked: str = "",
        size: int = SIZE,
        *,
        gap: int = 0,
    ) -> None:
        """Give a button or action an icon and renew it whenever the theme changes."""
        key = id(target)
        if key not in self._applied:
            target.destroyed.connect(partial(self._applied.pop, key, None))
        self._applied[key] = (target, name, role, checked, size, gap)
        if self._is_settled or not isinstance(target, QAbstractButton):
            icon = self.icon(name, role, checked, size, gap=gap)
        else:
            icon = self._as_seen(target, name, role, size, gap)
        cast(TakesIcon, target).setIcon(icon)

    def names(self) -> list[str]:
        """Every icon there is."""
        return sorted(file.stem for file in self._folder.glob("*.svg"))

    def _scales(self) -> set[float]:
        return {screen.devicePixelRatio() for screen in QGuiApplication.screens()} or {1.0}

    def _draw(self, name: str, role: str, size: int, dpr: float, gap: int) -> QPixmap:
        source = self._sources.get(name)
        if source is None:
            source = (self._folder / f"{name}.svg").read_text("utf-8")
            self._sources[name] = source
        color = self.theme.color(role).name()
        renderer = QSvgRenderer(QByteArray(source.replace("currentColor", color).encode()))
        pixmap = QPixmap(round((size + gap) * dpr), round(size * dpr))
        pixmap.fill(QColor(0, 0, 0, 0))
        painter = QPainter(pixmap)
        renderer.render(painter, QRectF(0, 0, size * dpr, size * dpr))
        painter.end()
        pixmap.setDevicePixelRatio(dpr)
        return pixmap

    def _renew(self) -> None:
        """When the colours have changed, or there is a screen of other points."""
        self._pixmaps.clear()
        self._icons.clear()
        self._dress_all()

    def _as_seen(self, button: QAbstractButton, name: str, role: str, size: int, gap: int) -> QIcon:
        """The icon in the one state that its button is in."""
        made = QIcon()
        enabled = button.isEnabled()
        for dpr in self._scales():
            drawn = self.pixmap(name, role if enabled else "disabled", size, dpr, gap)
            made.addPixmap(drawn, QIcon.Mode.Normal if enabled else QIcon.Mode.Disabled)
        return made

    def _dress_all(self) -> None:
        for key, (target, name, role, checked, size, gap) in list(self._applied.items()):
            if isValid(target) and isinstance(target, QAbstractButton | QAction):
                target.setIcon(self.icon(name, role, checked, size, gap=gap))
            elif not isValid(target):
                self._applied.pop(key, None)


__all__ = ["SIZE", "Icons"]
