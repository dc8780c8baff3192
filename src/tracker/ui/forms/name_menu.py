"""The menu of what may become of a pasted name."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QWidget

from tracker.i18n import tr
from tracker.services.name_matching import Candidate
from tracker.ui.forms.name_rows import Becomes, NameRow

Settle = Callable[[Becomes, Candidate | None], None]


def made_menu(row: NameRow, settle: Settle, another: Callable[[], None], parent: QWidget) -> QMenu:
    """`settle(becomes, candidate)` with what is chosen; `another()` if it is a record that was not
    thought of. The menu is freed when it closes."""
    menu = QMenu(parent)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    menu.setAccessibleName(tr("What becomes of {name}", name=row.line.name))
    for one in row.matched.candidates:
        detail = f" · {one.detail}" if one.detail else ""
        words = tr("Use {name}", name=f"{one.label}{detail}")
        _add(menu, _read(words), partial(settle, Becomes.USE, one))
    for one in row.matched.organisations if row.asks_for_place else ():
        words = tr("Create, at {organisation}", organisation=one.label)
        _add(menu, _read(words), partial(settle, Becomes.MAKE, one))
    # Who is called quite otherwise, as 셀트리온 and Celltrion, only a person can tell.
    _add(menu, tr("&Another record…"), another)
    menu.addSeparator()
    create = tr("&Create a new record")
    if row.asks_for_place:
        create = tr("&Create it, and the organisation")
    _add(menu, create, partial(settle, Becomes.MAKE, None))
    _add(menu, tr("Keep only the &words"), partial(settle, Becomes.DESCRIBE, None))
    _add(menu, tr("&Leave it out"), partial(settle, Becomes.LEAVE, None))
    return menu


def _add(menu: QMenu, words: str, call: Callable[[], None]) -> None:
    menu.addAction(words).triggered.connect(partial(_call, call))


def _call(call: Callable[[], None], _on: bool = False) -> None:
    call()


def _read(words: str) -> str:
    """Words in which an "&" is to be read and is no shortcut."""
    return words.replace("&", "&&")[:120]
