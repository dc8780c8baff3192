"""The saved views that are pinned to the rail, with the number of records each finds now."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from tracker.domain.changes import ChangeSet
from tracker.domain.list_views import ListQuery
from tracker.errors import TrackerError
from tracker.ui.desk import Desk
from tracker.ui.kinds import KINDS
from tracker.ui.records_list.switcher import SAVED

if TYPE_CHECKING:
    from tracker.services import Services

RailItems = Sequence[tuple[str, str, str]]
# Several changes in a row are counted once.
_RESTING_MS = 250
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Pinned:
    """One view in the rail; `count` is None where it cannot be told."""

    key: str
    icon: str
    name: str
    count: int | None = None


def pinned(services: Services, today: date) -> list[Pinned]:
    """The pinned views with their counts; runs in the background."""
    found = []
    for view in services.views.all():
        if not view.arrangement.pinned or view.kind not in KINDS:
            continue
        query = ListQuery(view.arrangement.filter, today, me=services.who)
        try:
            count = services.lists.count(view.kind, query)
        except TrackerError:
            count = None
        key = f"{view.kind}:{SAVED}{view.id}"
        found.append(Pinned(key, KINDS[view.kind].icon, view.name, count))
    return found


class RailPins(QObject):
    """Keeps the rail's views: `show` is called with the `fixed` ones and those pinned, `count`
    with the key and the number of each pinned one. Late answers are dropped."""

    def __init__(
        self,
        desk: Desk,
        fixed: RailItems,
        show: Callable[[RailItems], None],
        count: Callable[[str, int | None], None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk, self._fixed = desk, tuple(fixed)
        self._show, self._count = show, count
        self._shown: list[tuple[str, str, str]] = []
        self._soon = QTimer(self, singleShot=True, interval=_RESTING_MS)
        self._soon.timeout.connect(self.refresh)
        desk.bus.changed.connect(self._changed)
        self.refresh()

    def refresh(self) -> None:
        """Count anew."""
        call = partial(pinned, self._desk.services, self._desk.today())
        self._desk.runner.read(self, call, self._take, self._not_counted, key="pins")

    def _changed(self, _change_set: ChangeSet, _origin: object) -> None:
        self._soon.start()

    def _not_counted(self, error: Exception) -> None:
        # Whoever reads the lists themselves says what is wrong; here are only numbers.
        _log.warning("the pinned views were not counted", exc_info=error)

    def _take(self, found: list[Pinned]) -> None:
        items = [(one.key, one.icon, one.name) for one in found]
        if items != self._shown:
            self._shown = items
            self._show((*self._fixed, *items))
        for one in found:
            self._count(one.key, one.count)
