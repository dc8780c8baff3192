"""The check of the database, from the menu to what it says."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from tests.ui.opened import (  # noqa: F401
    dialog,
    program,
    sample,
    sample_file,
    second_services,
    settle,
)
from tracker.app.program import Program
from tracker.services import Services
from tracker.ui.checking.dialog import CheckDialog


def _checked(program: Program) -> CheckDialog:  # noqa: F811
    program.window.actions_["check_database"].trigger()
    settle(program)
    found = dialog()
    assert isinstance(found, CheckDialog)
    return found


def test_a_whole_database_is_said_to_be(program: Program) -> None:  # noqa: F811
    found = _checked(program)
    assert found.outcome.text() == "Everything is in order."
    assert not found.findings.isVisible()
    assert not found.repair_button.isVisible()
    assert not found.progress.isVisible()
    found.close_button.click()


def test_what_does_not_agree_is_listed_and_put_right(
    program: Program,  # noqa: F811
    sample: Path,  # noqa: F811
    second_services: Services,  # noqa: F811
) -> None:
    with closing(sqlite3.connect(sample)) as raw:
        raw.execute("UPDATE organisation SET city = 'Nowhere' WHERE id = 1")
        raw.commit()
    found = _checked(program)
    assert "organisation-1" in found.findings.toPlainText()
    assert found.repair_button.isVisible()
    found.repair_button.click()
    settle(program)
    assert "Everything is in order." in found.outcome.text()
    assert not found.findings.isVisible()
    found.close_button.click()
    hits = second_services.search.find("nowhere")
    assert [str(hit.ref) for hit in hits] == ["organisation-1"]


def test_closing_it_stops_the_check(program: Program) -> None:  # noqa: F811
    program.window.actions_["check_database"].trigger()
    found = dialog()
    found.reject()
    settle(program)
    assert not program.runner.is_busy
