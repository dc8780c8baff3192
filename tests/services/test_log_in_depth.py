"""Lines with files, corrected lines, lines taken out: one action each, found, undone, folded."""

from __future__ import annotations

import io
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import docx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, select, update

from tests import factories
from tests.conftest import TODAY
from tests.services.test_progress import spans, state
from tracker.domain.dates import PartialDate
from tracker.domain.evidence_health import DONE, Fault
from tracker.domain.filters import Condition, Operator
from tracker.domain.list_views import ListQuery
from tracker.domain.measures import series_of
from tracker.domain.progress import fold
from tracker.domain.record import RecordRef
from tracker.domain.records import Deliverable, ProgressEntry, Source
from tracker.domain.records.deliverables import Measure
from tracker.domain.records.evidence import Citation
from tracker.errors import InvalidDraft, NotFound, TrackerError, UndoRefused
from tracker.services import Services, open_services
from tracker.services.attachments import Prepared
from tracker.services.progress import Logged
from tracker.storage import list_keys, tables


def log(
    services: Services, id: int, on: str, files: Any = (), kept: Any = (), **more: Any
) -> Logged:
    entry = ProgressEntry(deliverable_id=id, on=PartialDate.parse(on), **more)
    return services.progress.log(entry, files, kept)


def prepared(services: Services, name: str, content: bytes) -> Prepared:
    return services.attachments.prepare_bytes(name, content)


def word(text: str) -> bytes:
    made = docx.Document()
    made.add_paragraph(text)
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


def files_of(services: Services, id: int) -> dict[int, list[str]]:
    page = services.pages.deliverable(id, TODAY)
    return {line: [file.name for file in files] for line, files in page.files.items()}


def without(services: Services) -> set[int]:
    """The deliverables in the view of those that nothing shows."""
    condition = Condition("without_evidence", Operator.IS, ("yes",))
    return set(services.lists.ids("deliverable", ListQuery(condition, TODAY)))


def test_a_line_and_its_files_are_one_action(services: Services) -> None:
    made = factories.deliverable(services)
    files = [
        prepared(services, "회의록 1.docx", word("재생의료 협력 회의")),
        prepared(services, "../../evil\\name.png", b"\x89PNG none"),
    ]
    done = log(services, made, "2026-11-01", files, note="Met.")
    assert files_of(services, made) == {done.entry_id: ["회의록 1.docx", "name.png"]}
    assert done.change_set.touches("deliverable", made)
    services.undo.undo()
    assert files_of(services, made) == {}
    assert services.progress.entries(made) == []
    with services.database.read() as connection:
        assert connection.execute(select(tables.TABLES["attachment"])).all() == []
    services.undo.redo()
    assert files_of(services, made) == {done.entry_id: ["회의록 1.docx", "name.png"]}
    assert services.checking.check().is_whole


def test_a_file_alone_says_enough_and_an_empty_line_does_not(services: Services) -> None:
    made = factories.deliverable(services)
    with pytest.raises(InvalidDraft):
        log(services, made, "2026-11-01")
    done = log(services, made, "2026-11-01", [prepared(services, "a.txt", b"a")])
    assert files_of(services, made) == {done.entry_id: ["a.txt"]}
    with pytest.raises(InvalidDraft):
        log(services, made, "2026-11-01", [prepared(services, "b.txt", b"b")], percent=150)
    assert len(services.progress.entries(made)) == 1


def test_the_words_of_evidence_are_found_and_lead_to_the_deliverable(services: Services) -> None:
    made = factories.deliverable(services, "Joint seminar")
    log(services, made, "2026-11-01", [prepared(services, "minutes.docx", word("cryobank agreed"))],
        note="Minutes are there.")  # fmt: skip
    (hit,) = services.search.find("cryobank")
    assert hit.ref == RecordRef("deliverable", made)
    assert hit.reason == "file minutes.docx, log of 1 Nov 2026"
    # It goes with its deliverable, by its new name and into the trash.
    record = services.records.open(Deliverable, made).record
    services.records.save(record.model_copy(update={"title": "Joint forum"}))
    (hit,) = services.search.find("cryobank")
    assert hit.title == "Joint forum"
    services.records.trash(RecordRef("deliverable", made))
    assert services.search.find("cryobank") == []
    services.undo.undo()
    assert [hit.ref.id for hit in services.search.find("cryobank")] == [made]
    assert services.checking.check().is_whole


def test_a_file_may_come_to_a_line_later_and_then_keeps_it(services: Services) -> None:
    made = factories.deliverable(services)
    done = log(services, made, "2026-11-01", status="delivered")
    assert without(services) == {made}
    ref = RecordRef("progress_entry", done.entry_id)
    added = services.attachments.add(ref, prepared(services, "late.txt", b"proof of forum"))
    assert added.change_set.touches("deliverable", made)
    assert without(services) == set()
    assert [hit.ref.id for hit in services.search.find("proof")] == [made]
    with pytest.raises(UndoRefused, match=r"Attach late\.txt"):
        services.undo.undo(done.change_set.id)
    removed = services.attachments.remove(added.id)
    assert removed.touches("deliverable", made)
    assert without(services) == {made}
    with pytest.raises(NotFound):
        services.attachments.add(RecordRef("progress_entry", 999), prepared(services, "a", b"a"))


def test_a_correction_keeps_the_files_it_is_told_to_keep(services: Services) -> None:
    made = factories.deliverable(services)
    two = [prepared(services, name, name.encode()) for name in ("a.txt", "b.txt")]
    wrong = log(services, made, "2026-11-01", two, percent=10)
    ids = [file.id for file in services.pages.deliverable(made, TODAY).files[wrong.entry_id]]
    right = log(services, made, "2026-11-01", kept=ids[1:], percent=20, corrects_id=wrong.entry_id)
    assert files_of(services, made) == {
        wrong.entry_id: ["a.txt", "b.txt"],
        right.entry_id: ["b.txt"],
    }
    assert services.attachments.content(ids[1] + 1) == ("b.txt", b"b.txt")
    services.undo.undo()
    assert list(files_of(services, made)) == [wrong.entry_id]


def test_one_line_is_not_put_right_twice(services: Services) -> None:
    made = factories.deliverable(services)
    wrong = log(services, made, "2026-11-01", percent=10)
    log(services, made, "2026-11-01", percent=20, corrects_id=wrong.entry_id)
    with pytest.raises(NotFound, match="put right already"):
        log(services, made, "2026-11-01", percent=30, corrects_id=wrong.entry_id)
    assert state(services, made).percent == 20


def test_a_line_taken_out_leaves_nothing_behind(services: Services) -> None:
    made = factories.deliverable(services, target="2026-12")
    log(services, made, "2026-09-01", percent=10)
    before = spans(services, made)
    wrong = log(
        services, made, "2026-11-01", status="delivered", target="2027", metric="meetings",
        value=Decimal(3), evidence_url="https://a.kr",
    )  # fmt: skip
    done = services.progress.withdraw(wrong.entry_id, "Another deliverable was meant.")
    assert str(done.change_set.action) == "Take a line out of the log of Korea Pavilion"
    now = state(services, made)
    assert spans(services, made) == before
    assert now.last is not None
    assert now.last.percent == 10, "taking out is no progress"
    assert str(now.original_target) == "2026-12"
    page = services.pages.deliverable(made, TODAY)
    assert series_of(page.page.record.measures, page.log) == []
    assert [entry.withdraws for entry in page.log] == [None, None, True]
    glance = services.glance.of(RecordRef("deliverable", made), TODAY)
    assert "Another deliverable" not in repr(glance)
    services.undo.undo()
    assert state(services, made).status == "delivered"
    with pytest.raises(NotFound):
        services.progress.withdraw(999)


@pytest.mark.parametrize(
    ("field", "wrong"),
    [
        ("value", {"metric": "meetings"}),
        ("metric", {"value": Decimal(3)}),
        ("corrects_id", {"withdraws": True}),
        ("further_links", {"further_links": ("nothing at all",)}),
        ("further_links", {"further_links": ("doi:abc",)}),
        ("percent", {"percent": 150}),
    ],
)
def test_what_is_wrong_is_said_beside_its_field(
    services: Services, field: str, wrong: dict[str, Any]
) -> None:
    made = factories.deliverable(services)
    with pytest.raises(InvalidDraft) as caught:
        log(services, made, "2026-11-01", note="x", **wrong)
    assert {problem.path[0] for problem in caught.value.problems} == {field}


def test_an_archive_brings_lines_and_their_files_back(services: Services, tmp_path: Path) -> None:
    made = factories.deliverable(services)
    files = [prepared(services, "a.docx", word("reference laboratory"))]
    wrong = log(services, made, "2026-11-01", files, further_links=("https://a.kr A",))
    services.progress.withdraw(wrong.entry_id, "no")
    other = open_services(tmp_path / "other.tracker", "other", lambda: TODAY)
    try:
        other.archive.restore(services.archive.dump())
        assert other.progress.entries(made) == services.progress.entries(made)
        assert files_of(other, made) == {wrong.entry_id: ["a.docx"]}
        assert [hit.ref.id for hit in other.search.find("laboratory")] == [made]
        assert other.checking.check().is_whole
    finally:
        other.close()


def test_what_was_put_right_or_taken_out_is_no_news(services: Services) -> None:
    made = factories.deliverable(services)
    first = log(services, made, "2026-11-01", note="wrong")
    log(services, made, "2026-11-01", note="right", corrects_id=first.entry_id)
    second = log(services, made, "2026-11-02", note="nothing")
    services.progress.withdraw(second.entry_id, "why")
    recent = services.home.overview(TODAY).recent
    assert [line.entry.note for line in recent] == ["right"]


# --- evidence --------------------------------------------------------------------------------


def test_evidence_counts_wherever_it_hangs(services: Services) -> None:
    ids = {
        "bare": factories.deliverable(services, "bare"),
        "link": factories.deliverable(services, "link"),
        "file": factories.deliverable(services, "file"),
        "own": factories.deliverable(services, "own"),
        "open": factories.deliverable(services, "open"),
        "corrected": factories.deliverable(services, "corrected"),
    }
    for name in ("bare", "file", "own"):
        files = [prepared(services, "a.txt", b"a")] if name == "file" else ()
        log(services, ids[name], "2026-11-01", files, status="partly_delivered")
    log(services, ids["link"], "2026-11-01", status="delivered", evidence_url="https://a.kr")
    services.attachments.add(
        RecordRef("deliverable", ids["own"]), prepared(services, "b.txt", b"b")
    )
    wrong = log(services, ids["corrected"], "2026-11-01", status="delivered",
                evidence_url="https://a.kr")  # fmt: skip
    assert without(services) == {ids["bare"]}
    log(services, ids["corrected"], "2026-11-01", status="delivered", corrects_id=wrong.entry_id)
    assert without(services) == {ids["bare"], ids["corrected"]}
    health = services.evidence.all(TODAY)
    assert health.looked_at == len(ids)
    assert {one.ref.id for one in health.found} == without(services)
    assert {one.finding.fault for one in health.found} == {Fault.WITHOUT}
    assert [one.fault for one in services.evidence.of(ids["bare"], TODAY)] == [Fault.WITHOUT]
    assert services.evidence.of(ids["own"], TODAY) == []
    assert services.lists.counts(TODAY)["deliverable:without_evidence"] == 2


def test_a_source_is_evidence(services: Services) -> None:
    source = services.records.save(Source(title="Announcement")).ref.id
    made = factories.deliverable(services)
    log(services, made, "2026-11-01", status="delivered")
    assert without(services) == {made}
    record = services.records.open(Deliverable, made).record
    services.records.save(
        record.model_copy(update={"citations": (Citation(source_id=source, stated="held"),)})
    )
    assert without(services) == set()
    assert services.evidence.of(made, TODAY) == []
    services.undo.undo()
    assert without(services) == {made}
    log(services, made, "2026-11-02", note="x", source_id=source)
    assert without(services) == set()


def test_dead_files_and_links_of_a_bad_form_are_found(services: Services, tmp_path: Path) -> None:
    made = factories.deliverable(services)
    called = ("gone.txt", "other.txt", "ok.txt")
    files = [prepared(services, name, name.encode()) for name in called]
    done = log(services, made, "2026-11-01", files, note="x", evidence_url="https://example.org/a",
               further_links=("https://nohost", "https://a.kr/fine A fine one"))  # fmt: skip
    assert services.checking.check().is_whole
    with services.database.unaudited() as connection:
        content, file = tables.attachment_content, tables.TABLES["attachment"]
        shas = dict(list(connection.execute(select(file.c.name, file.c.sha256))))
        connection.execute(delete(content).where(content.c.sha256 == shas["gone.txt"]))
        connection.execute(
            update(content).where(content.c.sha256 == shas["other.txt"]).values(content=b"else")
        )
    checked = services.checking.check()
    assert (checked.total, checked.lost, checked.can_be_repaired) == (2, 2, False)
    assert "gone.txt" in checked.findings[0].text
    assert "Korea Pavilion" in checked.findings[0].text
    with services.database.unaudited() as connection:
        there = tmp_path / "there.txt"
        there.write_text("x")
        entry = tables.TABLES["progress_entry"]
        links = [f"file://{there}", f"file://{tmp_path}/not.txt"]
        connection.execute(update(entry).values(further_links=["https://nohost", *links]))
    found = services.evidence.of(made, TODAY)
    assert [(one.fault, one.line) for one in found] == [
        (Fault.EXAMPLE_LINK, done.entry_id),
        (Fault.BAD_LINK, done.entry_id),
        (Fault.LOCAL_PATH, done.entry_id),
        (Fault.NO_SUCH_PATH, done.entry_id),
        (Fault.DEAD_FILE, done.entry_id),
        (Fault.CHANGED_FILE, done.entry_id),
    ]
    assert [one.finding for one in services.evidence.all(TODAY).found] == found


class Stopped(Exception):
    """Somebody stopped it."""


def test_looking_at_all_tells_how_far_it_is_and_can_be_stopped(services: Services) -> None:
    made = factories.deliverable(services)
    log(services, made, "2026-11-01", [prepared(services, "a.txt", b"a")], note="x")
    told: list[str] = []
    services.evidence.all(TODAY, lambda done, of, text: told.append(text))
    assert told == ["Reading files", "Looking at evidence"]

    def stop(_done: int, _of: int, _text: str) -> None:
        raise Stopped

    with pytest.raises(Stopped):
        services.evidence.all(TODAY, stop)


# --- whatever is done --------------------------------------------------------------------------

_DAYS = st.sampled_from(["2026-01", "2026-03-05", "2026-03-05", "2026-06-30", "2025", "2027-01-01"])
_ACTS = st.one_of(
    st.fixed_dictionaries(
        {"do": st.just("log"), "on": _DAYS},
        optional={
            "status": st.sampled_from(["planned", "in_progress", "delivered", "partly_delivered"]),
            "percent": st.integers(0, 100),
            "target": _DAYS,
            "value": st.integers(0, 50).map(Decimal),
            "files": st.integers(1, 2),
            "evidence_url": st.just("https://a.kr"),
            "further_links": st.just(("https://b.kr B",)),
            "corrects": st.integers(0, 9),
        },
    ),
    st.fixed_dictionaries({"do": st.just("withdraw"), "line": st.integers(0, 9)}),
    st.fixed_dictionaries({"do": st.just("remove"), "file": st.integers(0, 9)}),
    st.fixed_dictionaries({"do": st.sampled_from(["undo", "redo"])}),
)


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(acts=st.lists(_ACTS, max_size=10))
def test_whatever_is_logged_corrected_taken_out_and_undone_the_fold_is_what_is_kept(
    services: Services, acts: list[dict[str, Any]]
) -> None:
    made = services.records.save(
        Deliverable(title="D", measures=(Measure(metric="meetings", planned=Decimal(9)),))
    ).ref.id
    for act in acts:
        try:
            _do(services, made, dict(act))
        except (UndoRefused, NotFound, InvalidDraft):
            # What cannot be done changes nothing: proved below all the same.
            pass
        _prove(services, made)


def _do(services: Services, made: int, act: dict[str, Any]) -> None:
    lines = services.progress.entries(made)
    what = act.pop("do")
    if what == "undo":
        services.undo.undo()
    elif what == "redo":
        services.undo.redo()
    elif what == "withdraw":
        services.progress.withdraw(lines[act["line"] % len(lines)].id or 0 if lines else 0)
    elif what == "remove":
        files = [one for some in files_ids(services, made).values() for one in some]
        services.attachments.remove(files[act["file"] % len(files)] if files else 0)
    else:
        files = [prepared(services, f"{n}.txt", bytes([n])) for n in range(act.pop("files", 0))]
        corrects = act.pop("corrects", None)
        line = lines[corrects % len(lines)].id if corrects is not None and lines else None
        kept = files_ids(services, made).get(line or 0, [])[:1]
        if "value" in act:
            act["metric"] = "meetings"
        log(services, made, act.pop("on"), files, kept, note="x", corrects_id=line, **act)


def files_ids(services: Services, made: int) -> dict[int, list[int]]:
    page = services.pages.deliverable(made, TODAY)
    return {line: [file.id for file in files] for line, files in page.files.items()}


def _prove(services: Services, made: int) -> None:
    try:
        page = services.pages.deliverable(made, TODAY)
    except TrackerError:
        return
    if page.page.record.trashed_at is not None:
        return
    record = page.page.record
    spans(services, made)
    for day in (date(2026, 2, 1), date(2026, 3, 5), TODAY):
        folded = fold(record.opening_status, record.target, page.log, as_at=day)
        shown = state(services, made, day)
        assert (shown.status, shown.percent, shown.target) == (
            folded.status, folded.percent, folded.target,
        )  # fmt: skip
    with services.database.unaudited() as connection:
        assert list_keys.differences(connection) == []
    faults = services.evidence.of(made, TODAY)
    lacking = any(one.fault is Fault.WITHOUT for one in faults)
    assert (made in without(services)) is lacking
    assert not lacking or state(services, made).status in DONE
    lines = {entry.id for entry in page.log}
    assert set(page.files) <= lines, "no file is left of a line that is gone"
    (series,) = series_of(record.measures, page.log)
    corrected = {entry.corrects_id for entry in page.log}
    assert len(series.points) == sum(
        entry.value is not None and entry.id not in corrected for entry in page.log
    )
