"""Forms over real services on a temporary database."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tests.ui.forms.bench import TODAY, Bench, now
from tests.ui.recording import RecordedMessages
from tests.ui.waiting import drain
from tracker.services import open_services
from tracker.storage import engine
from tracker.ui.agreements.form import AgreementRules
from tracker.ui.bus import Bus
from tracker.ui.contacts.form import ContactRules
from tracker.ui.deliverables.form import DeliverableRules
from tracker.ui.forms.drafts import FolderDrafts
from tracker.ui.forms.form_dialog import RecordFormDialog
from tracker.ui.forms.opening import Forms
from tracker.ui.icons import Icons
from tracker.ui.organisations.form import OrganisationRules
from tracker.ui.tasks import TaskRunner


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Use it before `bench`: a locked file is waited for 50 ms and not for some seconds."""
    monkeypatch.setattr(engine, "BUSY_MS", 50)


@pytest.fixture
def bench(
    qapp: QApplication,
    tmp_path: Path,
    _empty_file: Path,
    runner: TaskRunner,
    messages: RecordedMessages,
    icons: Icons,
) -> Iterator[Bench]:
    """Forms over real services on a temporary database."""
    path = Path(shutil.copy(_empty_file, tmp_path / "t.tracker"))
    services = open_services(path, "tester", lambda: TODAY)
    bus = Bus()
    drafts = FolderDrafts(tmp_path / "drafts", now)
    rules = {
        "agreement": AgreementRules(),
        "contact": ContactRules(),
        "deliverable": DeliverableRules(),
        "organisation": OrganisationRules(),
    }
    forms = Forms(services, runner, bus, messages, icons, lambda: TODAY, drafts, "en", rules)
    made = Bench(services, runner, bus, messages, forms, drafts, tmp_path / "drafts")
    bus.changed.connect(lambda change, _origin: made.changes.append(change))
    yield made
    for widget in QApplication.topLevelWidgets():
        if isinstance(widget, RecordFormDialog):
            widget.close()
    runner.wait_idle()
    drain()
    services.close()
