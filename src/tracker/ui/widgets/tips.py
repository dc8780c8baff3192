"""Tips that Qt cannot take for HTML."""

from __future__ import annotations

from tracker.domain.shortening import shortened


def plain_tip(text: str) -> str:
    """A text for setToolTip that Qt cannot take for HTML, wrapped like any other tip."""
    escaped = shortened(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return f"<qt>{escaped}</qt>".replace("\n", "<br>") if text else ""
