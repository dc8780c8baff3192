"""What is kept beside a record is compared with it: spoilt behind the program's back, it is found,
said, and put right as it was."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tests import factories
from tests.conftest import TODAY
from tracker.domain.durations import Duration
from tracker.domain.records import Agreement, Deliverable, ProgressEntry
from tracker.domain.records.deliverables import Measure, Milestone
from tracker.domain.terms import TermKind
from tracker.services import Services, open_services

KEPT = (
    "deliverable", "milestone", "progress_entry", "agreement", "deliverable_span",
    "agreement_span", "deliverable_key", "agreement_key", "organisation",
)  # fmt: skip


def _run(path: Path, sql: str) -> None:
    with closing(sqlite3.connect(path)) as raw:
        raw.execute(sql)
        raw.commit()


def _kept(path: Path) -> dict[str, list[tuple[Any, ...]]]:
    with closing(sqlite3.connect(path)) as raw:
        return {table: sorted(raw.execute(f"SELECT * FROM {table}"), key=repr) for table in KEPT}


def _filled(services: Services) -> None:
    """One of all that is kept of a deliverable: a log with a step, a series, a clause."""
    arm = factories.organisation(services, "Alliance for Regenerative Medicine", "ARM")
    agreement = factories.agreement(
        services, "", (arm, factories.organisation(services, "CARM")), signed="2024-06-04"
    )
    found = services.records.open(Agreement, agreement).record
    term = {"term_kind": TermKind.AUTOMATIC_RENEWAL, "term_length": Duration.parse("P3Y")}
    services.records.save(found.model_copy(update={**term, "term_notice": Duration.parse("P3M")}))
    made = services.records.save(
        Deliverable(
            title="Korea Pavilion",
            agreement_id=agreement,
            target="2027-05",
            milestones=[Milestone(title="Apply"), Milestone(title="Pay", target="2027-01")],
            measures=[Measure(metric="Visitors", planned=100)],
        )
    ).ref.id
    step = services.records.open(Deliverable, made).record.milestones[0].id
    for more in (
        {"note": "Applied", "milestone_id": step, "on": "2026-10-03"},
        {"status": "in_progress", "percent": 40, "on": "2026-11-02"},
        {"metric": "Visitors", "value": 3, "target": "2027-06", "on": "2026-11"},
    ):
        services.progress.log(ProgressEntry.model_validate({"deliverable_id": made, **more}))
    series = Deliverable(title="Forum", recurrence="FREQ=MONTHLY;INTERVAL=6", recurs_from="2027-03")
    services.series.save(series, TODAY)


@pytest.mark.parametrize(
    ("sql", "what", "ref"),
    [
        ("UPDATE deliverable SET target_last = '2000-01-01' WHERE id = 1", "days", 1),
        ("UPDATE deliverable SET target_first = NULL WHERE id = 1", "days", 1),
        ("UPDATE deliverable SET made_until_last = NULL WHERE id = 2", "days", 2),
        ("UPDATE deliverable SET occurrence_first = '2000-01-01' WHERE id = 3", "days", 3),
        ("UPDATE progress_entry SET on_first = '2000-01-01' WHERE id = 2", "days", 1),
        ("UPDATE milestone SET target_last = '2000-01-01' WHERE title = 'Pay'", "days", 1),
        ("UPDATE deliverable SET shown_name = 'Other' WHERE id = 1", "names", 1),
        ("UPDATE deliverable SET sort_name = 'KOREA' WHERE id = 1", "names", 1),
        (
            "UPDATE milestone SET done = NULL, done_first = NULL, done_last = NULL",
            "steps",
            1,
        ),
        (
            "UPDATE milestone SET done = '2020', done_first = '2020-01-01' WHERE title = 'Apply'",
            "steps",
            1,
        ),
        ("UPDATE deliverable_span SET status = 'delivered' WHERE deliverable_id = 1", "spans", 1),
        ("UPDATE deliverable_span SET percent = 99 WHERE percent = 40", "spans", 1),
        ("UPDATE deliverable_span SET target_last = NULL WHERE target = '2027-05'", "spans", 1),
        ("UPDATE deliverable_span SET status = 'planned' WHERE status = 'series'", "spans", 2),
        ("UPDATE deliverable_key SET logged_last = '2000-01-01' WHERE id = 1", "list_keys", 1),
        ("UPDATE deliverable_key SET history = 1 WHERE id = 1", "list_keys", 1),
        ("UPDATE deliverable_key SET evidence = 1 WHERE id = 1", "list_keys", 1),
        ("UPDATE deliverable_key SET step_last = NULL WHERE id = 1", "list_keys", 1),
        ("UPDATE deliverable_key SET entered = '2000-01-01' WHERE id = 1", "list_keys", 1),
    ],
)  # fmt: skip
def test_what_is_kept_of_a_deliverable_follows_from_it_and_its_log(
    services: Services, sql: str, what: str, ref: int
) -> None:
    _filled(services)
    assert services.checking.check().is_whole
    path = services.database_path
    before = _kept(path)
    _run(path, sql)
    assert _kept(path) != before
    found = services.checking.check()
    assert (what, f"deliverable-{ref}") in {(one.what, str(one.ref)) for one in found.findings}
    assert found.can_be_repaired
    assert all("{" not in one.text for one in found.findings)
    assert services.checking.repair().is_whole
    assert _kept(path) == before


@pytest.mark.parametrize(
    ("sql", "what"),
    [
        ("UPDATE agreement SET shown_name = 'Other'", "names"),
        ("UPDATE agreement_key SET notice_first = '2000-01-01'", "watches"),
        ("UPDATE agreement_key SET watched_to = '2000-01-01'", "watches"),
        ("UPDATE lifecycle_event SET on_last = '2000-01-01'", "days"),
    ],
)
def test_what_is_kept_of_an_agreement_follows_from_it(
    services: Services, sql: str, what: str
) -> None:
    _filled(services)
    path = services.database_path
    before = _kept(path)
    _run(path, sql)
    found = services.checking.check()
    assert {one.what for one in found.findings} - {"index"} == {what}
    assert services.checking.repair().is_whole
    assert _kept(path) == before


def test_it_is_said_in_plain_words(services: Services) -> None:
    _filled(services)
    _run(
        services.database_path,
        "UPDATE milestone SET done = NULL, done_first = NULL, done_last = NULL",
    )
    (said,) = [one.text for one in services.checking.check().findings if one.what == "steps"]
    assert said == (
        "The step “Apply” of deliverable “Korea Pavilion” (deliverable-1) is not done on the day "
        "its log says."
    )


def test_a_step_stated_directly_is_not_the_logs_business(services: Services) -> None:
    services.records.save(
        Deliverable(title="Forum", milestones=[Milestone(title="A", done="2026")])
    )
    assert services.checking.check().is_whole


def test_the_samples_kept_as_they_are(samples: Services) -> None:
    path = samples.database_path
    before = _kept(path)
    assert samples.checking.repair().is_whole
    after = _kept(path)
    days = {"agreement_key"}  # made for another day, perhaps
    assert {name: rows for name, rows in after.items() if name not in days} == {
        name: rows for name, rows in before.items() if name not in days
    }


def test_older_files_are_whole(tmp_path: Path) -> None:
    import gzip

    for name in ("schema-1", "schema-2"):
        path = tmp_path / f"{name}.tracker"
        packed = Path(__file__).parent.parent / "files" / f"{name}.tracker.gz"
        path.write_bytes(gzip.decompress(packed.read_bytes()))
        with closing(open_services(path, "tester", lambda: TODAY)) as opened:
            assert opened.checking.check().findings == ()
