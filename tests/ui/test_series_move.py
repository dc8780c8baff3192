"""A postponed event asks about a series at it: one line for its first date and its instances."""

# ruff: noqa: F811 - fixtures are asked for by name

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from tests.conftest import TODAY
from tests.ui.opened import press, program, sample, sample_file  # noqa: F401
from tests.ui.recording import RecordedMessages
from tests.ui.test_steps import asked, change_dates, event, quiet, visible  # noqa: F401
from tracker.app.program import Program
from tracker.domain.records import Deliverable
from tracker.services import Services
from tracker.ui.milestones.moving import MoveStepsDialog

BEFORE, AFTER = "2027-05-29/2027-06-01", "2027-06-12/2027-06-15"


def titles(program: Program, id: int) -> list[str]:
    def read(services: Services) -> list[str]:
        return [one.record.title for one in services.series.instances(id, TODAY)]

    found = asked(program, read)
    assert isinstance(found, list)
    return found


def test_a_series_moves_with_its_event_by_one_tick_and_one_undo(
    program: Program, event: int, messages: RecordedMessages
) -> None:
    draft = Deliverable.model_validate(
        {"title": "Forum", "type": "forum", "recurrence": "FREQ=YEARLY", "recurs_from": BEFORE,
         "event_id": event}
    )  # fmt: skip
    id = asked(program, lambda s: s.series.save(draft, TODAY).ref.id)
    assert isinstance(id, int)
    assert titles(program, id) == ["Forum, 29 May – 1 June 2027"]
    change_dates(program, event, AFTER)
    (dialog,) = visible(program.window, MoveStepsDialog)
    (row,) = dialog.table.model_.rows
    assert row.title == "First date of the series"
    said = [one.text() for one in visible(dialog, QLabel)]
    assert "1 instance that nobody has changed goes with its series." in said
    assert (row.before, row.after) == ("29 May – 1 Jun 2027", "12 – 15 Jun 2027")
    press(dialog.table, Qt.Key.Key_Return)
    quiet(program)
    assert messages.toasts[-1].text == "1 date moved"
    assert titles(program, id) == ["Forum, 12 – 15 June 2027"]
    act = messages.toasts[-1].act
    assert act is not None
    act()
    quiet(program)
    assert titles(program, id) == ["Forum, 29 May – 1 June 2027"]
