"""The line below a list: how many are shown and selected, and their sums."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QWidget

from tracker.i18n import tr, trn
from tracker.ui.lists.columns import RowSource
from tracker.ui.lists.model import WindowedTableModel
from tracker.ui.lists.view import ListView
from tracker.ui.operation import Operation
from tracker.ui.widgets.buttons import LinkButton
from tracker.ui.widgets.labels import ElidedLabel, label

_CHUNK = 1_000
_AFTER_MS = 120


class Foot(QWidget):
    """Counts and sums follow the rows and never delay them."""

    def __init__(self, table: ListView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._table = table
        self._model: WindowedTableModel | None = None
        self._operation: Operation | None = None
        self._selected_sums: dict[str, Any] = {}
        self.shown = label("", "small")
        self.selected = label("", "small")
        self.several = LinkButton(tr("Change several…"))
        self.offers_several = False
        self.log = LinkButton(tr("Log for several…"))
        self.offers_log = False
        self.sums = ElidedLabel("", "small")
        self.status = label("", "small")
        self.work = label("", "small")
        self.stop = LinkButton(tr("Stop"))
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 6, 20, 6)
        row.setSpacing(18)
        for part in (self.shown, self.selected, self.several, self.log):
            row.addWidget(part)
        row.addWidget(self.sums)
        row.addStretch(1)
        for part in (self.work, self.stop, self.status):
            row.addWidget(part)
        for part in (self.selected, self.several, self.log, self.sums, self.work, self.stop):
            part.hide()
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_AFTER_MS)
        self._soon.timeout.connect(self._add_up)
        self.stop.activated.connect(self._cancel)
        table.selection_ids_changed.connect(self._count)
        table.copying.started.connect(self._watch)

    def use(self, model: WindowedTableModel) -> None:
        """Tell of a model's rows."""
        self._model = model
        model.completed.connect(self.renew)
        model.figures_changed.connect(self.renew)

    def renew(self) -> None:
        """Say what is known by now."""
        model = self._model
        if model is None:
            return
        count = f"{model.count:,}"
        if model.total is None:
            self.shown.setText(tr("{count} shown", count=count))
        else:
            total = f"{model.total:,}"
            self.shown.setText(tr("{count} of {total} shown", count=count, total=total))
        self._count()

    def say_busy(self, busy: bool) -> None:
        """Whether rows are still being looked for while older ones stand there."""
        if self._operation is None:
            self.work.setText(tr("Looking…") if busy else "")
            self.work.setVisible(busy)

    def _count(self) -> None:
        # Places, not ids: counting 200,000 ids at every key would be felt.
        count = self._table.selected_count()
        self.selected.setText(self._selected_words(count))
        self.selected.setVisible(bool(self.selected.text()))
        words = trn("Change {n} record…", "Change {n} records…", count)
        self.several.setText(words)
        self.several.setAccessibleName(words)
        self.several.setVisible(self.offers_several and count > 1)
        words = trn("Log for {n} deliverable…", "Log for {n} deliverables…", count)
        self.log.setText(words)
        self.log.setAccessibleName(words)
        self.log.setVisible(self.offers_log and count > 1)
        self._selected_sums = {}
        if count > 1 and self._summed():
            self._soon.start()
        else:
            self._soon.stop()
        self._say_sums(of_selection=False)

    def _selected_words(self, count: int) -> str:
        if count:
            return tr("{count} selected", count=f"{count:,}")
        lost = self._table.lost_count()
        if not lost:
            return ""
        return tr("The selection of {count} rows could not be kept.", count=f"{lost:,}")

    def _summed(self) -> list[str]:
        return [one.key for one in self._model.columns if one.summed] if self._model else []

    def _add_up(self) -> None:
        """The sums of several selected rows."""
        model = self._model
        if model is None or not model.is_complete:
            return
        if self._table.selected_count() == model.count:
            self._take_sums(model.sums)
            return
        call = partial(_sums, model.source, self._table.selected_ids(), self._summed())
        model.runner.read_in_parts(self, call, self._nothing, self._take_sums, key="sums")

    def _nothing(self, _part: object) -> None:
        """Only the question whether anybody still waits."""

    def _take_sums(self, found: Mapping[str, Any] | None) -> None:
        self._selected_sums = dict(found or {})
        self._say_sums(of_selection=bool(found))

    def _say_sums(self, *, of_selection: bool) -> None:
        model = self._model
        if model is None:
            return
        known = self._selected_sums if of_selection else model.sums if model.count else {}
        said = [
            tr("{column} {sum}", column=tr(column.label), sum=column.words(known[column.key]))
            for column in model.columns
            if column.summed and known.get(column.key) is not None
        ]
        words = " · ".join(said)
        if said and of_selection:
            words = tr("Selected: {sums}", sums=words)
        self.sums.setText(words)
        self.sums.setVisible(bool(said))

    def _watch(self, operation: Operation) -> None:
        """Long copying."""
        self._operation = operation
        self.work.setText(operation.title)
        self.work.show()
        self.stop.show()
        operation.progressed.connect(self._progressed)
        operation.ended.connect(self._ended)

    def _progressed(self, done: int, total: int, _text: str) -> None:
        percent = tr("{percent} %", percent=done * 100 // max(1, total))
        title = self._operation.title if self._operation is not None else ""
        self.work.setText(f"{title} {percent}")

    def _ended(self, _how: str) -> None:
        self._operation = None
        self.work.hide()
        self.stop.hide()

    def _cancel(self) -> None:
        if self._operation is not None:
            self._operation.cancel()


def _sums(
    source: RowSource,
    ids: array[int],
    keys: Sequence[str],
    tell: Callable[[object], bool],
) -> dict[str, Any] | None:
    """Runs in the background; ends when other rows have been selected meanwhile."""
    found: dict[str, Any] = {}
    for start in range(0, len(ids), _CHUNK):
        if not tell(None):
            return None
        for row in source.rows(ids[start : start + _CHUNK], keys):
            for key, value in zip(keys, row, strict=False):
                if value is not None:
                    found[key] = found[key] + value if key in found else value
    return found
