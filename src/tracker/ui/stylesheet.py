"""Fills the style sheet's template with a scheme's colours, sizes and small pictures."""

from __future__ import annotations

from pathlib import Path
from string import Template

from tracker.ui.palette import Scheme

BASE_PX = 13.0
_FIELD_PX = 20.0

# Sizes in px at the base text size; the others follow it when the user chooses larger text.
_SIZES = {
    "title": 19.0,
    "heading": 16.0,
    "brand": 14.5,
    "chip_text": 12.0,
    "small": 12.0,
    "head": 11.5,
    "tiny": 11.0,
}
# Pictures that a style sheet can only take from a file: icon, colour role.
_ART = {
    "up": ("chevron-up", "muted"),
    "down": ("chevron-down", "muted"),
    "up_off": ("chevron-up", "disabled"),
    "down_off": ("chevron-down", "disabled"),
    "right": ("chevron-right", "muted"),
    "left": ("chevron-left", "muted"),
    "next": ("chevron-right", "muted"),
    "check": ("check", "on_accent"),
    "minus": ("minus", "on_accent"),
    "tick": ("check", "accent"),
}


def sizes(base_px: float) -> dict[str, float]:
    """Font sizes by name, in px, for a base text size in px."""
    return {name: round(px * base_px / BASE_PX, 1) for name, px in _SIZES.items()}


def fill(template: str, scheme: Scheme, base_px: float, icons: Path, art: Path) -> str:
    """The finished style sheet; the pictures it needs are written to the folder `art`."""
    values: dict[str, str] = dict(scheme.colors)
    values.update({name: f"{px:g}" for name, px in sizes(base_px).items()})
    # QSS lengths of boxes are whole pixels; and a field's height is not its ground colour.
    values["field_height"] = str(round(_FIELD_PX * base_px / BASE_PX))
    # A spin box adds the margins of the line edit inside it.
    values["spin_height"] = str(round(_FIELD_PX * base_px / BASE_PX) - 2)
    values["field"] = scheme.colors["field"]
    for name, (icon, role) in _ART.items():
        color = scheme.colors[role]
        file = art / f"{icon}-{color[1:]}.svg"
        if not file.exists():
            svg = (icons / f"{icon}.svg").read_text("utf-8")
            svg = svg.replace("currentColor", color).replace('"1.75"', '"2.25"')
            file.write_text(svg, "utf-8")
        values[f"art_{name}"] = file.as_posix()
    return Template(template).substitute(values)
