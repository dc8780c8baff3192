"""Semantic colours: what a theme file holds, the QPalette made from it, and contrast."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from PySide6.QtGui import QColor, QPalette

_Role = QPalette.ColorRole
_PALETTE: dict[QPalette.ColorRole, str] = {
    _Role.Window: "window",
    _Role.WindowText: "text",
    _Role.Base: "field",
    _Role.AlternateBase: "hover",
    _Role.ToolTipBase: "tooltip",
    _Role.ToolTipText: "on_tooltip",
    _Role.PlaceholderText: "muted",
    _Role.Text: "text",
    _Role.Button: "surface",
    _Role.ButtonText: "text",
    _Role.BrightText: "error",
    _Role.Highlight: "accent",
    _Role.HighlightedText: "on_accent",
    _Role.Link: "accent",
    _Role.LinkVisited: "accent",
    _Role.Light: "surface",
    _Role.Midlight: "line",
    _Role.Mid: "line",
    _Role.Dark: "border",
    _Role.Shadow: "shadow",
    _Role.Accent: "accent",
}
_DISABLED = (_Role.WindowText, _Role.Text, _Role.ButtonText, _Role.HighlightedText)

# Every text role and the grounds it is written on; the tests hold each pair to 4.5:1.
STATUS_ROLES = (
    "idea", "planned", "in_progress", "at_risk", "overdue", "error", "delivered", "ok",
    "on_hold", "notice", "cancelled",
)  # fmt: skip
_PLAIN = ("window", "rail", "surface", "raised", "field", "hover", "chip", "selection", "pressed")
_STATUS_GROUNDS = (
    "window", "rail", "surface", "raised", "hover", "selection", "accent_ground"
)  # fmt: skip
TEXT_GROUNDS: dict[str, tuple[str, ...]] = {
    "text": (*_PLAIN, "rail_hover", "accent_ground", "error_ground", "warning_ground",
             "ok_ground", "notice_ground", "info_ground"),
    "muted": ("window", "rail", "surface", "raised", "field", "hover", "chip", "selection",
              "accent_ground", "error_ground", "warning_ground", "notice_ground"),
    "accent": ("window", "surface", "raised", "field", "accent_ground", "hover", "selection"),
    "on_accent": ("accent", "accent_hover", "accent_pressed"),
    "on_danger": ("danger", "danger_hover"),
    "on_tooltip": ("tooltip",),
    **dict.fromkeys(STATUS_ROLES, _STATUS_GROUNDS),
}  # fmt: skip


class Scheme(NamedTuple):
    """One theme file: semantic colour name to "#RRGGBB"."""

    name: str
    dark: bool
    colors: Mapping[str, str]


def load_scheme(path: Path) -> Scheme:
    """Read a theme file. Raises OSError or ValueError when it is missing or malformed."""
    data = json.loads(path.read_text("utf-8"))
    return Scheme(str(data["name"]), bool(data["dark"]), dict(data["colors"]))


def qt_palette(scheme: Scheme) -> QPalette:
    """The palette for everything that Qt paints by itself."""
    palette = QPalette()
    for role, name in _PALETTE.items():
        palette.setColor(role, QColor(scheme.colors[name]))
    disabled = QColor(scheme.colors["disabled"])
    for role in _DISABLED:
        palette.setColor(QPalette.ColorGroup.Disabled, role, disabled)
    return palette


def _luminance(color: str) -> float:
    parts = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two "#RRGGBB" colours, 1 to 21 (WCAG 2.2, relative luminance)."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)
