"""Computed values in summaries and exported lists: there, and marked as computed."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from tests.conftest import TODAY
from tracker.domain.dates import PartialDate
from tracker.domain.list_views import ListQuery, ShownList
from tracker.domain.money import Money
from tracker.domain.records import Agreement, Deliverable, Organisation, ProgressEntry
from tracker.domain.records.agreements import Party
from tracker.domain.records.deliverables import DeliverableParticipant, Measure
from tracker.domain.records.evidence import Participant
from tracker.domain.summary import DeliverableLine
from tracker.services import Services
from tracker.services.progress import ProgressService
from tracker.services.records import RecordService
from tracker.services.reporting import ReportingService
from tracker.storage.database import Database
from tracker.ui.record_page.people import people_of


@pytest.fixture
def database(tmp_path: Path, _empty_file: Path) -> Iterator[Database]:
    made = Database(Path(shutil.copy(_empty_file, tmp_path / "t.db")), "test")
    yield made
    made.close()


def _line(database: Database, **fields: object) -> DeliverableLine:
    records = RecordService(database)
    agreement = records.save(Agreement(title="MoU")).ref.id
    made = records.save(
        Deliverable.model_validate({"title": "x", "agreement_id": agreement, **fields})
    ).ref.id
    entry = ProgressEntry(
        deliverable_id=made, on=PartialDate.parse("2026-05-02"), metric="meetings",
        value=Decimal(30), note="held",
    )  # fmt: skip
    ProgressService(database, "test").log(entry)
    (line,) = ReportingService(database).summary(agreement, TODAY, "en").deliverables
    return line


def test_a_summary_says_what_is_computed(database: Database) -> None:
    line = _line(
        database,
        type="pavilion",
        details={"booths": 4, "budget": {"amount": "20000", "currency": "USD"}},
        cost=Money.read("USD 25000"),
        measures=(Measure(metric="meetings", planned=Decimal(25)), Measure(metric="leads")),
    )
    facts = {fact.label: fact.value for fact in line.facts}
    assert facts["Cost per booth (computed)"] == "USD 6,250"
    assert facts["Cost against budget (computed)"] == "USD +5,000"
    assert facts["Meetings"] == "30, 25 planned (+5, computed)"
    assert "Leads" not in facts
    assert "Cost per booth" not in facts


def test_whom_nobody_names_is_in_the_summary(database: Database) -> None:
    line = _line(
        database,
        type="trade_mission",
        participants=(
            DeliverableParticipant(role="delegates", described_as="14 companies", title="CEOs"),
        ),
    )
    facts = {fact.label: fact.value for fact in line.facts}
    assert facts["Delegates"] == "14 companies (CEOs)"


def test_a_described_signatory_stands_in_for_another_body(database: Database) -> None:
    records = RecordService(database)
    arm = records.save(Organisation(name="ARM")).ref
    carm = records.save(Organisation(name="CARM")).ref
    person = Participant(
        described_as="the vice president", organisation_id=arm.id, on_behalf_of_id=carm.id
    )
    agreement = Agreement(
        title="MoU", parties=(Party(organisation_id=arm.id),), people=(person, person)
    )
    saved = records.save(agreement).ref.id
    (said,) = ReportingService(database).summary(saved, TODAY, "en").people
    assert (said.name, said.organisation) == ("the vice president", "ARM, on behalf of CARM")
    (shown,) = people_of((person, person), {arm: "ARM", carm: "CARM"})
    assert (shown.name, shown.organisation) == ("the vice president", "ARM, on behalf of CARM")


def test_an_exported_list_says_so_in_its_head(services: Services, tmp_path: Path) -> None:
    details = {"invited": 80, "responses": 20}
    services.records.save(Deliverable(title="Survey", type="survey", details=details))
    shown = ShownList(
        "deliverable", ListQuery(today=TODAY), columns=("title", "survey.response_rate"), title="x"
    )
    path = tmp_path / "list.csv"
    services.list_export.export(shown, path, "csv")
    head, row = path.read_text("utf-8-sig").splitlines()
    assert "Response rate (computed) (Survey or information exchange)" in head
    assert row.endswith("25")
