"""A series to the trash from any page: what became of its instances is said, one undo to hand."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject

from tests.ui.dialog_desk import TODAY, DialogDesk, dialog_desk
from tests.ui.recording import RecordedMessages
from tracker.domain.record import RecordRef
from tracker.domain.records import Deliverable, ProgressEntry
from tracker.ui.icons import Icons
from tracker.ui.tasks import TaskRunner
from tracker.ui.trashing import bring_back, move_to_trash


@pytest.fixture
def at(
    sample: Path, tmp_path: Path, runner: TaskRunner, messages: RecordedMessages, icons: Icons
) -> Iterator[DialogDesk]:
    with dialog_desk(sample, tmp_path, runner, messages, icons) as made:
        yield made


def nothing() -> None:
    """What the page does after it."""


def test_it_says_what_went_along_and_what_stays(at: DialogDesk) -> None:
    services, owner = at.desk.services, QObject()
    draft = Deliverable(title="Forum", recurrence="FREQ=MONTHLY;INTERVAL=3", recurs_from="2027-01")
    series = services.series.save(draft, TODAY).ref
    first = services.series.instances(series.id, TODAY)[0].ref
    services.progress.log(ProgressEntry(deliverable_id=first.id, on="2026-11-20", note="Booked"))
    move_to_trash(at.desk, owner, [series], nothing)
    at.settle()
    said = at.messages.toasts[-1]
    assert said.text == (
        "Forum is in the trash: 3 instances went along, 1 instance that somebody worked on stays"
    )
    assert [one.ref for one in services.series.instances(series.id, TODAY)] == [first]
    bring_back(at.desk, owner, [series])
    at.settle()
    assert at.messages.toasts[-1].text == (
        "Forum is back from the trash: 3 instances came back with it"
    )
    assert len(services.series.instances(series.id, TODAY)) == 4
    move_to_trash(at.desk, owner, [series], nothing)
    at.settle()
    undo = at.messages.toasts[-1].act
    assert undo is not None
    undo()
    at.settle()
    assert len(services.series.instances(series.id, TODAY)) == 4


def test_what_is_no_series_is_said_as_before(at: DialogDesk) -> None:
    owner = QObject()
    move_to_trash(at.desk, owner, [RecordRef("contact", 1)], nothing)
    at.settle()
    assert at.messages.toasts[-1].text.endswith("is in the trash")
