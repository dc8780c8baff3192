"""The menus of the window, apart from what is in them: they are painted before that is made."""

from __future__ import annotations

from tracker.i18n import mark

FILE, EDIT, NEW, GO, HELP = "file", "edit", "new", "go", "help"
MENUS = {
    FILE: mark("&File"),
    EDIT: mark("&Edit"),
    NEW: mark("&New"),
    GO: mark("&Go"),
    HELP: mark("&Help"),
}
