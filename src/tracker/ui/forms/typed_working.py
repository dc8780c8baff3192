"""Below the fields of a type, while one types: what is computed from them, marked as such with its
working, and beside a field what is odd about it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from tracker.domain.dates import PartialDate
from tracker.domain.deliverable_types.base import TypeDetails
from tracker.domain.deliverable_types.computing import ComputedValue
from tracker.domain.deliverable_values import computed_of, hints_of_type, problems_of_type
from tracker.domain.money import Money
from tracker.domain.records import Deliverable, Event
from tracker.i18n import tr
from tracker.ui.forms.layout import LABEL, FieldSlot
from tracker.ui.forms.parts import FormParts
from tracker.ui.widgets.labels import label, plain_tip
from tracker.ui.widgets.states import IconLabel

_PAUSE_MS = 120
SIGN = "sigma"


class ComputedValues(QWidget):
    """Label, sign and value, two to a line, in the columns of the fields above."""

    def __init__(self, parts: FormParts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._parts = parts
        self._shown: tuple[ComputedValue, ...] = ()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 4)
        self._grid.setHorizontalSpacing(10)
        self._grid.setVerticalSpacing(7)
        width = parts.icons.theme.px(LABEL)
        for column, least in ((0, width), (2, width)):
            self._grid.setColumnMinimumWidth(column, least)
        self._grid.setColumnStretch(1, 1)
        self._grid.setColumnStretch(3, 1)
        self.setAccessibleName(tr("Computed values"))
        self.hide()

    @property
    def shown(self) -> tuple[ComputedValue, ...]:
        """What it shows."""
        return self._shown

    def show_values(self, values: tuple[ComputedValue, ...]) -> None:
        """Show these, or nothing."""
        if values == self._shown:
            return
        self._shown = values
        while (item := self._grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for place, value in enumerate(values):
            line, column = place // 2, place % 2 * 2
            words = label(value.label, "muted", wrap=True)
            width = self._parts.icons.theme.px(LABEL)
            words.setContentsMargins(14 if column else 0, 0, 0, 0)
            words.setAlignment(Qt.AlignmentFlag.AlignTop)
            words.setFixedSize(width, max(words.heightForWidth(width), 20))
            self._grid.addWidget(words, line, column, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(self._made(value), line, column + 1, Qt.AlignmentFlag.AlignTop)
        self.setVisible(bool(values))

    def _made(self, value: ComputedValue) -> QWidget:
        holder = QWidget(self)
        line = QHBoxLayout(holder)
        line.setContentsMargins(1, 0, 0, 0)
        line.setSpacing(6)
        line.addWidget(IconLabel(self._parts.icons, SIGN, "muted", 14))
        words = label(value.words)
        line.addWidget(words)
        line.addStretch(1)
        working = tr("Computed: {working}", working=value.working)
        for part in (holder, words):
            part.setToolTip(plain_tip(working))
        words.setAccessibleName(tr("{field}: {value}, computed", field=value.label,
                                   value=value.words))  # fmt: skip
        words.setAccessibleDescription(working)
        return holder


class TypedWorking(QWidget):
    """Works it out a moment after the last key. `record` gives the deliverable as entered."""

    def __init__(
        self,
        parts: FormParts,
        record: Callable[[], Deliverable],
        around: Callable[[], Mapping[str, object]] | None,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.hide()
        self.values = ComputedValues(parts, parent)
        self._parts, self._record, self._around = parts, record, around
        self._declared: type[TypeDetails] | None = None
        self._slots: Mapping[str, FieldSlot] = {}
        self._events: dict[int, PartialDate | None] = {}
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self.work_out)

    def use(self, declared: type[TypeDetails], slots: Mapping[str, FieldSlot]) -> None:
        """The fields of another type are shown."""
        self._declared, self._slots = declared, slots
        self.start()

    def start(self) -> None:
        """Something has changed."""
        self._pause.start()

    def work_out(self) -> None:
        """Show what follows from what is entered now."""
        if self._declared is None:
            return
        around = dict(self._around()) if self._around is not None else {}
        cost = around.get("cost")
        entered = self._record()
        record = entered.model_copy(update={"cost": cost if isinstance(cost, Money) else None})
        self.values.show_values(computed_of(record, self._declared))
        event = self._event(around.get("event_id"))
        odd = hints_of_type(record, self._declared, event) + [
            one for one in problems_of_type(record, self._declared) if one.path[0] == "details"
        ]
        said = {str(one.path[1]): one.message for one in odd}
        for name, slot in self._slots.items():
            slot.say_hint(said.get(name, ""))

    def _event(self, id: object) -> PartialDate | None:
        """When the event takes place; it is read once, and worked out anew then."""
        if not isinstance(id, int):
            return None
        if id not in self._events:
            self._events[id] = None
            self._parts.runner.read(
                self,
                partial(_dates_of, self._parts, id),
                done=partial(self._learn, id),
                failed=_unknown,
                key="event",
            )
        return self._events[id]

    def _learn(self, id: int, dates: PartialDate | None) -> None:
        self._events[id] = dates
        self.work_out()


def _dates_of(parts: FormParts, id: int) -> PartialDate | None:
    return parts.services.records.open(Event, id).record.dates


def _unknown(_error: Exception) -> None:
    """An event that is gone is said beside its own field."""
