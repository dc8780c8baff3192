"""What is wrong is seen: the form goes to the field and to what is said of it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QWidget

from tests.ui.forms.bench import CTRL, Bench, Key, children
from tracker.ui.forms.form_dialog import RecordFormDialog
from tracker.ui.forms.problem_line import ProblemLine
from tracker.ui.forms.repeats import RepeatsEditor

# Of a field, left and right together, in px.
_PADDING = 22


def seen_whole(dialog: RecordFormDialog, widget: QWidget) -> bool:
    port = dialog.form_body.column.viewport()
    return port.rect().contains(QRect(widget.mapTo(port, QPoint(0, 0)), widget.size()))


def said(dialog: RecordFormDialog) -> list[ProblemLine]:
    return [one for one in dialog.form.findChildren(ProblemLine) if one.isVisible()]


@pytest.mark.parametrize("height", range(420, 780, 60))
def test_the_message_of_a_wrong_date_is_seen_with_its_field(bench: Bench, height: int) -> None:
    dialog = bench.create("agreement", title="MoU")
    dialog.resize(1080, height)
    bench.settle()
    bench.go(dialog, "term_until")
    bench.type("someday soon or later")
    bench.go(dialog, "title")
    bench.settle()
    bench.press(Key.Key_S, CTRL)
    bench.settle()
    field = dialog.form.editor("term_until").field()
    assert field.hasFocus()
    (line,) = said(dialog)
    assert seen_whole(dialog, field)
    assert seen_whole(dialog, line)


@pytest.mark.parametrize("height", [420, 480, 540, 600])
def test_so_is_that_of_a_wrong_date_in_a_row(bench: Bench, height: int) -> None:
    dialog = bench.create("agreement", title="MoU")
    dialog.resize(1080, height)
    bench.settle()
    row = children(dialog, "lifecycle").rows[0]
    row.editors["on"].field().setFocus()
    bench.type("someday")
    bench.go(dialog, "title")
    bench.settle()
    bench.press(Key.Key_S, CTRL)
    bench.settle()
    (line,) = said(dialog)
    assert seen_whole(dialog, row.editors["on"].field())
    assert seen_whole(dialog, line)


@pytest.mark.parametrize("width", [600, 736, 1080])
def test_how_far_ahead_instances_are_made_says_its_default(bench: Bench, width: int) -> None:
    dialog = bench.forms.create("deliverable", None, {"title": "Forum", "type": "forum"})
    bench.settle()
    editor = dialog.form.editor("recurrence")
    assert isinstance(editor, RepeatsEditor)
    editor.line.line.setFocus()
    bench.type("twice a year, first in March 2027")
    bench.press(Key.Key_Tab)
    bench.settle()
    bench.press(Key.Key_S, CTRL)
    bench.settle()
    ref = bench.changes[-1].subject
    assert ref is not None
    bench.forms.edit(ref, None)
    bench.settle()
    again = bench.opened()
    again.resize(width, 780)
    bench.settle()
    editor = again.form.editor("recurrence")
    assert isinstance(editor, RepeatsEditor)
    line = editor.ahead.line
    margins = line.textMargins()
    room = line.width() - margins.left() - margins.right() - _PADDING
    assert line.placeholderText() == "12"
    assert line.fontMetrics().horizontalAdvance("12") <= room
