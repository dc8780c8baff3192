"""Editing a cell where it stands, with the editor that a form has for its field."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRectF, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QFrame, QLabel, QLineEdit, QVBoxLayout, QWidget

from tracker.domain.fields import FieldSpec, Kind
from tracker.i18n import tr
from tracker.ui.lists.columns import Column
from tracker.ui.lists.fitting import EDGE
from tracker.ui.theme import Theme, set_property

if TYPE_CHECKING:
    from tracker.ui.forms.editor import Editor
    from tracker.ui.lists.view import ListView

MakeEditor = Callable[[FieldSpec, QWidget], "Editor"]
Commit = Callable[[int, str, Any, Callable[[str], None]], None]
_Index = QModelIndex | QPersistentModelIndex
_LEAST = 150
# A text of many lines and a list of records need a form.
_FORM = frozenset(
    {Kind.LONG_TEXT, Kind.CHILDREN, Kind.PARTICIPANTS, Kind.DETAILS, Kind.REFERENCE, Kind.MOMENT}
)


class ProblemLabel(QLabel):
    """What is wrong with what was entered, on a ground of its own over the rows."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", "error")
        self.setWordWrap(True)
        self.setMargin(6)
        self.hide()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(self._theme.color("error"))
        painter.setBrush(self._theme.color("error_ground"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 5, 5)
        painter.end()
        super().paintEvent(event)


class CellFrame(QFrame):
    """The editor and, below it, what is wrong. It acts on the keys its field does not want."""

    def __init__(self, editing: CellEditing, viewport: QWidget) -> None:
        super().__init__(viewport)
        self._editing = editing
        self.problem = ProblemLabel(editing.theme, viewport)
        self.setAutoFillBackground(True)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # What it does not know ends here: the table below must not act on it.
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._editing.save()
        elif event.key() == Qt.Key.Key_Escape:
            self._editing.end()
        event.accept()

    def focusNextPrevChild(self, next: bool) -> bool:
        self._editing.save(1 if next else -1)
        return True


class CellEditing(QObject):
    """Edits one cell at a time: Enter and Tab save, Esc restores; where a value cannot be read or
    saved, it says so beside the cell and keeps what was typed."""

    def __init__(self, view: ListView) -> None:
        super().__init__(view)
        self._view = view
        self._make: MakeEditor | None = None
        self._commit: Commit | None = None
        self._frame: CellFrame | None = None
        self._editor: Editor | None = None
        self._id = 0
        self._column: Column | None = None
        self._before: Any = None
        self._turn = 0
        self.allowed = True
        """Cells are not edited where they show what was, and not what is."""

    def use(self, make: MakeEditor, commit: Commit) -> None:
        """How editors are made and values saved: see `ListView.edit_with`."""
        self._make, self._commit = make, commit

    @property
    def theme(self) -> Theme:
        """The colours of the list."""
        return self._view.icons.theme

    @property
    def is_open(self) -> bool:
        """Whether a cell is being edited."""
        return self._frame is not None

    @property
    def frame(self) -> CellFrame:
        """What stands over the cell that is being edited."""
        assert self._frame is not None
        return self._frame

    def can_edit(self, column: Column) -> bool:
        """Whether cells of this column are edited in place."""
        spec = column.spec
        return column.editable and spec is not None and spec.kind not in _FORM

    def start(self, index: _Index) -> bool:
        """Edit a cell; says whether that can be done."""
        model = self._view.list
        if self._make is None or model is None or not index.isValid() or not self.allowed:
            return False
        if self._editor is not None:
            # What stands there could not be saved, and is not thrown away.
            self._editor.field().setFocus(Qt.FocusReason.OtherFocusReason)
            return True
        id, row = model.id_at(index.row()), model.row_at(index.row())
        column = model.columns[index.column()]
        if not id or not row or column.spec is None or not self.can_edit(column):
            return False
        self._view.scrollTo(index)
        self._id, self._column, self._before = id, column, row[index.column()]
        self._frame = frame = CellFrame(self, self._view.viewport())
        self._editor = editor = self._make(column.spec, frame)
        frame.column.addWidget(editor)
        editor.make_small()
        editor.name_field(tr(column.label))
        editor.set_value(self._before)
        editor.problem_changed.connect(self._say)
        if column.spec.kind is Kind.FLAG:
            editor.edited.connect(self._chosen)
        self.follow()
        frame.show()
        field = editor.field()
        field.setFocus(Qt.FocusReason.OtherFocusReason)
        if isinstance(field, QLineEdit):
            field.selectAll()
        QApplication.instance().focusChanged.connect(self._focus_moved)  # type: ignore[union-attr]
        return True

    def save(self, step: int = 0) -> None:
        """Save what was entered and close; then go `step` editable cells on and edit that one."""
        editor, column = self._editor, self._column
        if editor is None or column is None or self._commit is None or not editor.isEnabled():
            return
        found = editor.collect()
        if found.problems:
            editor.check()
            self._say(found.problems[0].message)
        elif found.value == self._before:
            self.end()
            self._go_on(step)
        else:
            self._turn += 1
            editor.setEnabled(False)
            ended = partial(self._saved, self._turn, step)
            # A column may be called otherwise than the field it shows.
            spec, key = column.spec, column.key
            field = key if spec is None or "." in key else spec.name
            self._commit(self._id, field, found.value, ended)

    def end(self) -> None:
        """Close the editor; the cell is as it was."""
        frame, self._frame, self._editor = self._frame, None, None
        if frame is None:
            return
        self._turn += 1
        QApplication.instance().focusChanged.disconnect(self._focus_moved)  # type: ignore[union-attr]
        inside = _holds(frame, QApplication.focusWidget())
        frame.hide()
        frame.problem.deleteLater()
        frame.problem.hide()
        frame.deleteLater()
        if inside:
            self._view.setFocus(Qt.FocusReason.OtherFocusReason)

    def follow(self) -> None:
        """Stand where the cell stands now."""
        model, frame, column = self._view.list, self._frame, self._column
        if frame is None or model is None or column is None:
            return
        row = self._view.currentIndex().row()
        if not 0 <= row < model.rowCount() or model.id_at(row) != self._id:
            row = model.find_row(self._id)
        if row < 0 or column.key not in model.keys:
            return  # It is no longer in the list; what was typed can still be saved.
        cell = self._view.visualRect(model.index(row, model.keys.index(column.key)))
        room = self._view.viewport().rect()
        if self._view.head.visualIndex(model.keys.index(column.key)) == 0:
            cell.setLeft(cell.left() + EDGE)  # its words stand where they stood
        width = min(max(cell.width(), self.theme.px(_LEAST)), room.width())
        height = max(cell.height(), frame.sizeHint().height())
        left = max(0, min(cell.left(), room.width() - width))
        frame.setGeometry(left, cell.center().y() - height // 2, width, height)
        frame.raise_()
        self._place_problem()

    def _place_problem(self) -> None:
        frame = self._frame
        if frame is None or frame.problem.isHidden():
            return
        words, room = frame.problem, self._view.viewport().rect()
        width = min(max(frame.width(), self.theme.px(260)), room.width())
        height = words.heightForWidth(width)
        left = max(0, min(frame.x(), room.width() - width))
        below = frame.geometry().bottom() + 2
        top = below if below + height <= room.height() else frame.y() - height - 2
        words.setGeometry(left, top, width, height)
        words.raise_()

    def _say(self, message: str) -> None:
        if self._frame is not None:
            self._frame.problem.setText(message)
            self._frame.problem.setVisible(bool(message))
            self._place_problem()

    def _saved(self, turn: int, step: int, problem: str) -> None:
        if turn != self._turn or self._editor is None:
            return
        if not problem:
            self._editor.setEnabled(True)
            self.end()
            self._view.setFocus(Qt.FocusReason.OtherFocusReason)
            self._go_on(step)
            return
        self._editor.setEnabled(True)
        set_property(self._editor.field(), "invalid", True)
        self._editor.field().setFocus(Qt.FocusReason.OtherFocusReason)
        self._editor.field().setAccessibleDescription(problem)
        self._say(problem)

    def _go_on(self, step: int) -> None:
        model, head, index = self._view.list, self._view.head, self._view.currentIndex()
        if not step or model is None or not index.isValid():
            return
        at = head.visualIndex(index.column()) + step
        while 0 <= at < head.count():
            section = head.logicalIndex(at)
            if self.can_edit(model.columns[section]):
                self._view.go_to_cell(index.row(), section)
                self.start(self._view.currentIndex())
                return
            at += step

    def _chosen(self) -> None:
        self.save()

    def _focus_moved(self, _before: QWidget | None, now: QWidget | None) -> None:
        frame = self._frame
        if now is None or frame is None or QApplication.activePopupWidget() is not None:
            return
        if not _holds(frame, now) and now.window() is self._view.window():
            self.save()


def _holds(frame: QWidget, widget: QWidget | None) -> bool:
    return widget is not None and (widget is frame or frame.isAncestorOf(widget))
