"""Opening web and mail addresses: only kinds that cannot run anything."""

from __future__ import annotations

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

_SAFE = frozenset({"http", "https", "mailto"})


def safe_address(address: str) -> QUrl | None:
    """The address if it may be opened; None for files, scripts and anything else."""
    url = QUrl(address, QUrl.ParsingMode.StrictMode)
    return url if url.isValid() and url.scheme().lower() in _SAFE else None


def open_address(address: str) -> bool:
    """Open an address in the person's own program; says whether it was one to open."""
    url = safe_address(address)
    return url is not None and QDesktopServices.openUrl(url)
