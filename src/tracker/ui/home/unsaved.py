"""A quiet line on the first page for each text that was typed and not saved, as before a crash."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, TypeAlias

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tracker.config import Paths
from tracker.domain.dates_writing import write_day
from tracker.domain.refs import RecordRef
from tracker.i18n import tr, trn
from tracker.ui.desk import Desk
from tracker.ui.kinds import KINDS
from tracker.ui.widgets.buttons import button
from tracker.ui.widgets.card import Card, clear, set_ground
from tracker.ui.widgets.labels import ElidedLabel, label
from tracker.ui.widgets.states import IconLabel

if TYPE_CHECKING:
    from tracker.services import Services
    from tracker.ui.forms.left_drafts import LeftDraft

_MOST = 3
# A draft and what its record is called, "" if it has no name yet.
Left: TypeAlias = "tuple[LeftDraft, str]"


class Unsaved(QWidget):
    """Not seen while there is none. `look` asks in the background."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._shown: list[Left] | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(20, 14, 20, 0)
        self._column.setSpacing(6)
        set_ground(self, "window")
        self.hide()

    def look(self) -> None:
        """Ask what there is now."""
        desk = self._desk
        call = partial(_left, desk.services, desk.paths)
        desk.runner.read(self, call, self._take, _nothing, key="unsaved")

    def _take(self, found: list[Left]) -> None:
        if found == self._shown:
            return
        self._shown = found
        clear(self._column)
        for place, (one, name) in enumerate(found[:_MOST]):
            self._column.addWidget(self._line(place, _said(one, name, self._desk.today())))
        if (rest := len(found) - _MOST) > 0:
            self._column.addWidget(label(trn("and one more", "and {n} more", rest), "small"))
        self.setVisible(bool(found))

    def _line(self, place: int, said: str) -> QWidget:
        icons = self._desk.icons
        card = Card(margin=4)
        row = QHBoxLayout()
        row.setContentsMargins(8, 0, 0, 0)
        row.setSpacing(10)
        row.addWidget(IconLabel(icons, "history", "accent"))
        row.addWidget(ElidedLabel(said), 1)
        go_on = button(icons, tr("Go on with it"), "", "quiet")
        go_on.setAccessibleDescription(said)
        go_on.setProperty("place", place)
        go_on.clicked.connect(self._go_on)
        row.addWidget(go_on)
        card.body.addLayout(row)
        return card

    def _go_on(self) -> None:
        """Its form shows what was typed."""
        pressed, navigator = self.sender(), self._desk.navigator
        if not isinstance(pressed, QWidget) or not self._shown:
            return
        one, _name = self._shown[int(pressed.property("place"))]
        if one.is_log:
            navigator.log_progress(one.ref.id if one.ref is not None else None)
        elif one.ref is not None:
            navigator.edit(one.ref)
        else:
            navigator.create(one.kind, dict(one.prefill))


def _left(services: Services, paths: Paths) -> list[Left]:
    """Those whose records are still there. Runs SQL."""
    # Not before the first page is shown.
    from tracker.ui.forms.drafts import drafts_folder
    from tracker.ui.forms.left_drafts import left_drafts

    found = left_drafts(drafts_folder(paths, services.database_path))
    refs = {one.ref for one in found if one.ref is not None}
    lines: Mapping[RecordRef, Sequence[str]] = services.glance.lines(list(refs)) if refs else {}
    return [
        (one, lines[one.ref][0] if one.ref is not None else one.name)
        for one in found
        if one.ref is None or one.ref in lines
    ]


def _said(one: LeftDraft, name: str, today: date) -> str:
    at = one.at.astimezone()
    when = f"{at:%H:%M}" if at.date() == today else f"{write_day(at.date())}, {at:%H:%M}"
    return tr("Not saved yet: {what}, typed {time}", what=words_of(one, name), time=when)


def words_of(one: LeftDraft, name: str) -> str:
    """What a draft is of."""
    if one.is_log:
        return tr("log of {name}", name=name) if name else tr("a line of a log")
    if one.ref is not None:
        return tr("changes of {name}", name=name)
    kind = KINDS[one.kind].new
    return tr("{kind} “{name}”", kind=kind, name=name) if name else kind


def _nothing(_error: Exception) -> None:
    """It is told the next time."""
