"""The popup in which a filter is made or changed: a field, a comparison, a value, alternatives."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QElapsedTimer, QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from tracker.domain.filters import Condition, FieldKind, Filter, FilterField, Group
from tracker.i18n import tr
from tracker.ui.filtering.alternative import Alternative
from tracker.ui.filtering.choosing import FieldChooser
from tracker.ui.icons import Icons
from tracker.ui.widgets.buttons import button
from tracker.ui.widgets.card import hairline
from tracker.ui.widgets.dialog_frame import commit_input
from tracker.ui.widgets.labels import label

MOST_ALTERNATIVES = 6
_WIDTH = 380
_SAME_KEY_MS = 80


def can_edit(filter: Filter, fields: Sequence[FilterField]) -> bool:
    """Whether the popup can show a filter: a condition, or alternatives of conditions."""
    known = {field.key for field in fields}
    if isinstance(filter, Condition):
        return filter.field in known
    return (
        filter.either
        and not filter.negated
        and 0 < len(filter.parts) <= MOST_ALTERNATIVES
        and all(isinstance(part, Condition) and part.field in known for part in filter.parts)
    )


class FilterPopup(QFrame):
    """`accepted(filter)` when the person is done, `removed` when it should go; closes itself."""

    accepted = Signal(object)
    removed = Signal()

    def __init__(
        self,
        icons: Icons,
        fields: Sequence[FilterField],
        today: date,
        filter: Filter | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent, Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("frame", "card")
        self.setAccessibleName(tr("Filter"))
        self._icons, self._fields, self._today = icons, fields, today
        self.alternatives: list[Alternative] = []
        self._ors: list[QLabel] = []
        self._choosing: Alternative | None = None
        self._list_closed = QElapsedTimer()
        self.chooser = FieldChooser(icons, fields)
        self.chooser.chosen.connect(self._chosen)
        self.form = QWidget()
        self.add = button(icons, tr("Add an alternative (or)"), "plus", "quiet")
        self.add.clicked.connect(self._add_alternative)
        self.remove: QPushButton | None = None
        self.apply = button(icons, tr("Apply"), "", "primary")
        self.apply.pressed.connect(commit_input)
        self.apply.clicked.connect(self._apply)
        self._lay_out(removable=filter is not None)
        if filter is None:
            self._show(self.chooser)
        else:
            self._show_filter(filter)
            self._show(self.form)

    def open_below(self, anchor: QWidget) -> None:
        """Show it at the widget it belongs to, within the screen."""
        self.adjustSize()
        screen = anchor.screen().availableGeometry()
        at = anchor.mapToGlobal(QPoint(0, anchor.height() + 4))
        at.setX(max(screen.left(), min(at.x(), screen.right() - self.width())))
        if at.y() + self.height() > screen.bottom():
            above = anchor.mapToGlobal(QPoint(0, -self.height() - 4)).y()
            at.setY(max(screen.top(), above))
        self.move(at)
        self.show()
        if self._is_choosing:
            self.chooser.search.setFocus()
        else:
            self.alternatives[0].focus_value()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        chooses = self._is_choosing
        if event.key() == Qt.Key.Key_Escape and chooses and self.alternatives:
            self._show(self.form)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not chooses:
            if not self._closed_a_list():
                commit_input()
                self._apply()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Hide:
            self._list_closed.start()
        return super().eventFilter(watched, event)

    def _closed_a_list(self) -> bool:
        """Whether this very Enter chose from the list of a combo box: Qt hands it on."""
        return self._list_closed.isValid() and self._list_closed.elapsed() < _SAME_KEY_MS

    # --- parts ------------------------------------------------------------------------------------

    def _lay_out(self, *, removable: bool) -> None:
        whole = QVBoxLayout(self)
        whole.setContentsMargins(1, 1, 1, 1)
        whole.addWidget(self.chooser)
        whole.addWidget(self.form)
        column = QVBoxLayout(self.form)
        column.setContentsMargins(12, 10, 12, 10)
        column.setSpacing(10)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(8)
        column.addLayout(self._rows)
        column.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(hairline())
        foot = QHBoxLayout()
        foot.setSpacing(8)
        if removable:
            self.remove = button(self._icons, tr("Remove the filter"), "trash-2", "quiet")
            self.remove.clicked.connect(self._remove)
            foot.addWidget(self.remove)
        foot.addStretch(1)
        foot.addWidget(self.apply)
        column.addLayout(foot)
        self.form.setMinimumWidth(self._icons.theme.px(_WIDTH))

    @property
    def _is_choosing(self) -> bool:
        return not self.chooser.isHidden()

    def _show(self, part: QWidget) -> None:
        self.chooser.setVisible(part is self.chooser)
        self.form.setVisible(part is self.form)
        part.setFocus()
        self._fit()

    def _fit(self) -> None:
        """As large as the part that is shown needs now."""
        for one in self.alternatives:
            self._watch_lists(one)
        whole = self.layout()
        assert whole is not None
        whole.activate()
        self.resize(whole.sizeHint().expandedTo(whole.minimumSize()))
        # It was placed when it was narrower.
        screen = self.screen().availableGeometry()
        self.move(max(screen.left(), min(self.x(), screen.right() - self.width())), self.y())

    def _show_filter(self, filter: Filter) -> None:
        known = {field.key: field for field in self._fields}
        parts = filter.parts if isinstance(filter, Group) else (filter,)
        for part in parts:
            assert isinstance(part, Condition)
            self._add(known[part.field]).show_condition(part)

    def _add(self, field: FilterField) -> Alternative:
        made = Alternative(self._icons, field, self._today)
        made.field_requested.connect(self._field_requested)
        made.remove_requested.connect(self._alternative_removed)
        made.changed.connect(self._fit)
        if self.alternatives:
            between = label(tr("or"), "section")
            self._ors.append(between)
            self._rows.addWidget(between)
        self._rows.addWidget(made)
        self.alternatives.append(made)
        made.show()  # at once, so that it can be given the focus
        self._dress()
        return made

    def _watch_lists(self, one: Alternative) -> None:
        for box in one.findChildren(QComboBox):
            box.view().window().installEventFilter(self)

    def _dress(self) -> None:
        for one in self.alternatives:
            one.cross.setVisible(len(self.alternatives) > 1)
        # A day stands for the whole list, so nothing can stand beside it.
        day = any(one.spec.kind is FieldKind.DAY for one in self.alternatives)
        self.add.setVisible(len(self.alternatives) < MOST_ALTERNATIVES and not day)

    # --- what the person does -----------------------------------------------------------------

    def _chosen(self, field: FilterField) -> None:
        if self._choosing is not None:
            self._choosing.set_field(field)
            target = self._choosing
            self._dress()
        else:
            target = self._add(field)
        self._choosing = None
        self._show(self.form)
        target.focus_value()

    def _add_alternative(self) -> None:
        """Most alternatives are about the same field."""
        made = self._add(self.alternatives[-1].spec)
        self._fit()
        made.focus_value()

    def _field_requested(self) -> None:
        sender = self.sender()
        self._choosing = sender if isinstance(sender, Alternative) else None
        self.chooser.search.clear()
        self._show(self.chooser)

    def _alternative_removed(self) -> None:
        gone = self.sender()
        if isinstance(gone, Alternative) and len(self.alternatives) > 1:
            self.alternatives.remove(gone)
            gone.hide()
            gone.deleteLater()
            between = self._ors.pop(0)
            between.hide()
            between.deleteLater()
            self._rearrange()
            self.alternatives[0].focus_value()

    def _rearrange(self) -> None:
        while self._rows.count():
            self._rows.takeAt(0)
        for number, one in enumerate(self.alternatives):
            if number:
                self._rows.addWidget(self._ors[number - 1])
            self._rows.addWidget(one)
        self._dress()
        self._fit()

    def _apply(self) -> None:
        found = [one.condition() for one in self.alternatives]
        wrong = next((at for at, one in enumerate(found) if one is None), None)
        if wrong is not None:
            self._fit()
            self.alternatives[wrong].focus_value()
            return
        parts = tuple(dict.fromkeys(one for one in found if one is not None))
        self.close()
        self.accepted.emit(parts[0] if len(parts) == 1 else Group(parts, either=True))

    def _remove(self) -> None:
        self.close()
        self.removed.emit()
