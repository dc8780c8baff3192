"""The favourites where the window shows them: in the rail, and as the state of the command."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject

from tracker.domain.changes import ChangeSet
from tracker.domain.refs import RecordRef, link_of
from tracker.i18n import tr
from tracker.ui.desk import Desk
from tracker.ui.kinds import KINDS
from tracker.ui.main_window import MainWindow

SECTION = "favourites"


class FavouriteMarks(QObject):
    """Keeps the rail's section true. A favourite that is in the trash or gone is left out, and is
    back when it is brought back."""

    def __init__(self, desk: Desk, window: MainWindow, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._window = desk, window
        window.rail.add_section(SECTION, tr("Favourites"))
        desk.favourites.changed.connect(self._marked)
        desk.bus.changed.connect(self._changed)
        self.refresh()

    def refresh(self) -> None:
        """Read the names anew."""
        refs = self._desk.favourites.all()
        if refs:
            call = partial(self._desk.services.glance.lines, refs)
            self._desk.runner.read(self, call, partial(self._show, refs), key="favourites")
        else:
            self._window.rail.clear_section(SECTION)

    def _show(self, refs: list[RecordRef], lines: dict[RecordRef, tuple[str, str]]) -> None:
        items = [
            (link_of(ref), KINDS[ref.kind].icon, lines[ref][0])
            for ref in refs
            if ref in lines and ref.kind in KINDS
        ]
        self._window.rail.set_section(SECTION, items)

    def _marked(self, _ref: RecordRef) -> None:
        self.refresh()

    def _changed(self, change_set: ChangeSet, _origin: object) -> None:
        if any(change_set.touches(ref.kind) for ref in self._desk.favourites.all()):
            self.refresh()
