"""The health of all evidence, from the menu to the record."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

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
from tests.ui.recording import RecordedMessages
from tracker.app.program import Program
from tracker.domain.dates import PartialDate
from tracker.domain.record import RecordRef
from tracker.domain.records import ProgressEntry
from tracker.services import Services
from tracker.ui.checking.evidence import EvidenceDialog
from tracker.ui.checking.faults import FaultRow
from tracker.ui.progress.dialog import LogProgressDialog
from tracker.ui.record_page.base import RecordPage
from tracker.ui.widgets.buttons import LinkButton

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


def bare(services: Services, title: str = "Bare one") -> int:
    """A deliverable that is delivered and shown by nothing."""
    made = factories.deliverable(services, title)
    on = PartialDate.parse("2026-05")
    services.progress.log(ProgressEntry(deliverable_id=made, on=on, note="x", status="delivered"))
    return made


def link_of(row: FaultRow, word: str) -> LinkButton:
    return next(one for one in row.findChildren(LinkButton) if word in one.text())


def test_evidence_is_added_from_the_list_by_keys_and_the_next_has_the_keys(
    program: Program, second_services: Services
) -> None:
    first, second = bare(second_services), bare(second_services, "Second one")
    found = opened(program)
    rows = found.rows.rows()
    link = link_of(rows[0], "Add evidence")
    link.setFocus()
    QTest.keyClick(link, Qt.Key.Key_Return)
    settle(program)
    log = dialog()
    assert isinstance(log, LogProgressDialog)
    assert found.isVisible()
    field = log.fields["evidence_url"].field()
    assert log.focusWidget() is field, "what is asked for has the keys"
    QTest.keyClicks(field, "https://www.kcs.re.kr/report")
    QTest.keyClick(field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle(program)
    assert [one.ref.id for one in found.found] == [second]
    assert len(found.rows.rows()) == 1
    assert found.focusWidget() is found.rows.rows()[0]
    assert second_services.progress.entries(first)[-1].evidence_url.endswith("report")
    found.close_button.click()


def test_a_line_with_a_bad_link_is_put_right_from_the_list(
    program: Program, second_services: Services
) -> None:
    made = factories.deliverable(second_services, "Linked one")
    second_services.progress.log(
        ProgressEntry(
            deliverable_id=made, on=PartialDate.parse("2026-05"), note="x",
            evidence_url="https://example.org/a",
        )
    )  # fmt: skip
    found = opened(program)
    link_of(found.rows.rows()[0], "Correct the line").click()
    settle(program)
    log = dialog()
    assert isinstance(log, LogProgressDialog)
    field = log.fields["evidence_url"].field()
    assert field.text() == "https://example.org/a"  # type: ignore[attr-defined]
    field.setFocus()
    field.selectAll()  # type: ignore[attr-defined]
    QTest.keyClicks(field, "https://www.kcs.re.kr/a")
    QTest.keyClick(field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle(program)
    assert not found.found
    assert "Everything is in order." in found.outcome.text()
    found.close_button.click()


def test_a_lost_file_is_found_again_and_another_one_is_not_taken_for_it(
    program: Program, sample: Path, second_services: Services, tmp_path: Path,
    messages: RecordedMessages,
) -> None:  # fmt: skip
    made = bare(second_services)
    kept, other = tmp_path / "보고서.txt", tmp_path / "other.txt"
    kept.write_text("the very report")
    other.write_text("another report")
    file = second_services.attachments.prepare(kept)
    added = second_services.attachments.add(RecordRef("deliverable", made), file)
    for harm in ("DELETE FROM attachment_content", "UPDATE attachment_content SET content = x'78'"):
        with closing(sqlite3.connect(sample)) as raw:
            raw.execute(harm)
            raw.commit()
        found = opened(program)
        row = found.rows.rows()[0]
        assert "보고서.txt" in row.accessibleName()
        messages.files.append(other)
        link_of(row, "Find the file").click()
        settle(program)
        assert "not the file" in found.banner.accessibleName()
        assert len(found.found) == 1
        messages.files.append(kept)
        link_of(found.rows.rows()[0], "Find the file").click()
        settle(program)
        assert not found.found
        assert second_services.attachments.content(added.id)[1] == b"the very report"
        found.close_button.click()
        settle(program)


def test_attaching_the_same_file_again_mends_what_was_damaged(
    second_services: Services, sample: Path, tmp_path: Path
) -> None:
    made = bare(second_services)
    kept = tmp_path / "report.txt"
    kept.write_text("the very report")
    attachments = second_services.attachments
    added = attachments.add(RecordRef("deliverable", made), attachments.prepare(kept))
    with closing(sqlite3.connect(sample)) as raw:
        raw.execute("UPDATE attachment_content SET content = x'78'")
        raw.commit()
    attachments.add(RecordRef("deliverable", bare(second_services)), attachments.prepare(kept))
    assert attachments.content(added.id)[1] == b"the very report"
