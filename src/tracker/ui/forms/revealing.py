"""Scrolling a part of a form into view."""

from __future__ import annotations

from PySide6.QtWidgets import QScrollArea, QWidget

# Below a row that has just been added, for the button that adds the next, in px.
_ROOM = 56


def reveal(part: QWidget) -> None:
    """Scroll all of it into view, and what stands below it."""
    above = part.parentWidget()
    while above is not None and not isinstance(above, QScrollArea):
        above = above.parentWidget()
    if isinstance(above, QScrollArea) and (inside := above.widget()) is not None:
        # The form may not have taken its new height yet.
        if (layout := inside.layout()) is not None:
            layout.activate()
        above.ensureWidgetVisible(part, 0, _ROOM)
