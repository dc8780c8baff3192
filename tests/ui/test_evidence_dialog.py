"""The health of all evidence, from the menu to the record."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests import factories
from tests.ui.opened import (  # noqa: F401
    dialog,
    page,
    program,
    sample,
    sample_file,
    second_services,
    session,
    settle,
)
from tracker.app.program import Program
from tracker.domain.dates import PartialDate
from tracker.domain.record import RecordRef
from tracker.domain.records import ProgressEntry
from tracker.services import Services
from tracker.ui.checking.evidence import EvidenceDialog
from tracker.ui.record_page.base import RecordPage

# ruff: noqa: F811


def opened(program: Program) -> EvidenceDialog:
    program.window.actions_["check_evidence"].trigger()
    settle(program)
    found = dialog()
    assert isinstance(found, EvidenceDialog)
    return found


def test_sound_evidence_is_said_to_be(program: Program) -> None:
    found = opened(program)
    assert "Everything is in order." in found.outcome.text()
    assert not found.list_button.isVisible()
    found.close_button.click()


def test_what_fails_is_listed_and_leads_to_its_record(
    program: Program, second_services: Services
) -> None:
    bare = factories.deliverable(second_services, "Bare one")
    second_services.progress.log(
        ProgressEntry(
            deliverable_id=bare, on=PartialDate.parse("2026-05"), note="x", status="delivered"
        )
    )
    linked = factories.deliverable(second_services, "Linked one")
    second_services.progress.log(
        ProgressEntry(
            deliverable_id=linked, on=PartialDate.parse("2026-05"),
            evidence_url="https://example.org/a",
        )
    )  # fmt: skip
    found = opened(program)
    assert "2 things need a hand." in found.outcome.text()
    rows = found.rows.rows()
    assert [row.accessibleName() for row in rows]
    rows[1].setFocus()
    QTest.keyClick(rows[1], Qt.Key.Key_Return)
    settle(program)
    shown = page(program)
    assert isinstance(shown, RecordPage)
    assert shown.ref == RecordRef("deliverable", linked)
    found = opened(program)
    found.list_button.click()
    settle(program)
    place = session(program).navigator.history.current
    assert place is not None
    assert (place.kind, place.view) == ("deliverable", "without_evidence")
