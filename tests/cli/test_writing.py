"""log and summary."""

import json
import zipfile
from pathlib import Path

import pypdfium2
import pytest

from tests.cli.conftest import DAY, Tracker
from tracker.domain.dates import PartialDate
from tracker.domain.progress import DeliverableStatus
from tracker.domain.record import RecordRef
from tracker.domain.records import ProgressEntry
from tracker.services import open_services

PAVILION = "Korea Pavilion at ISCT 2019"


def last_entry(path: Path, ref: str) -> ProgressEntry:
    services = open_services(path, "tester", lambda: DAY)
    try:
        return services.progress.entries(int(ref.split("-")[1]))[-1]
    finally:
        services.close()


def test_log_takes_all_that_progress_can_say(tracker: Tracker, samples: Path) -> None:
    words = ["--db", samples, "log", PAVILION, "Pavilion opened", "--status", "In progress"]
    words += ["--percent", "60%", "--on", "29 May 2019", "--target", "2019-09", "--reason", "Late"]
    words += ["--measure", "visitors=1,200", "--evidence", "example.org/pavilion"]
    code, out, err = tracker(*words)
    assert (code, err) == (0, "")
    assert "Logged on deliverable-" in out
    assert "29 May 2019 · In progress · 60 % · Pavilion opened" in out
    assert "It now is: In progress · 60 % · target Sep 2019" in out
    entry = last_entry(samples, out.split("Logged on ")[1].split(",")[0])
    assert entry.on == PartialDate.parse("2019-05-29")
    assert entry.status is DeliverableStatus.IN_PROGRESS
    assert (entry.metric, entry.value, entry.target_reason) == ("visitors", 1200, "Late")
    assert entry.evidence_url == "https://example.org/pavilion"
    assert entry.recorded_by


def test_log_is_of_today_unless_said_and_can_be_undone(tracker: Tracker, samples: Path) -> None:
    words = ("--db", samples, "log", "deliverable-2", "--status", "delivered")
    assert tracker(*words).code == 0
    assert last_entry(samples, "deliverable-2").on == PartialDate.of(DAY)
    assert tracker("--db", samples, "log", "2", "--on", "yesterday", "Once more").code == 0
    assert last_entry(samples, "deliverable-2").note == "Once more"
    assert last_entry(samples, "deliverable-2").on == PartialDate.parse("2025-05-31")
    services = open_services(samples, "tester", lambda: DAY)
    assert str(services.undo.state().undo) == f"Log progress on {PAVILION}"
    services.close()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["x", "--on", "31 February 2025"], "--on: "),
        (["x", "--on", "whenever"], "--on: "),
        (["x", "--status", "splendid"], "--status: “splendid” is not one of"),
        (["x", "--percent", "101"], "--percent: "),
        (["x", "--percent", "half"], "--percent: "),
        (["x", "--target", "never"], "--target: "),
        (["x", "--measure", "visitors"], "--measure: "),
        (["x", "--measure", "visitors=many"], "--measure: "),
        (["x", "--measure", "=3"], "--measure: "),
        (["x", "--evidence", "javascript:alert(1)"], "--evidence: "),
        ([], "write a sentence"),
        (["--on", "2025"], "write a sentence"),
    ],
)
def test_a_wrong_value_is_a_misuse(
    words: list[str], said: str, tracker: Tracker, samples: Path
) -> None:
    before = samples.read_bytes()
    code, out, err = tracker("--db", samples, "log", PAVILION, *words)
    assert (code, out) == (2, "")
    assert err.startswith("tracker log: ")
    assert said in err
    assert samples.read_bytes() == before


def test_values_that_can_be_typed_are_named_in_any_language(
    tracker: Tracker, samples: Path
) -> None:
    words = ("--db", samples, "log", PAVILION, "x", "--status", "splendid")
    assert "in_progress (In progress)" in tracker(*words).err
    korean = tracker("--language", "ko", *words).err
    assert "in_progress (" in korean
    assert "In progress" not in korean


def test_a_day_in_the_future_is_said(tracker: Tracker, samples: Path) -> None:
    words = ("--db", samples, "log", "deliverable-2", "Held", "--status", "delivered", "--on")
    code, out, err = tracker(*words, "2 June 2025")
    assert (code, err) == (0, "")
    assert "in the future" in out
    assert "It now is: Planned" in out
    assert "in the future" not in tracker(*words, "1 June 2025").out


def test_log_knows_deliverables_only(tracker: Tracker, samples: Path) -> None:
    code, _, err = tracker("--db", samples, "log", "agreement-1", "x")
    assert code == 1
    assert "agreement-1 is no deliverable." in err
    code, _, err = tracker("--db", samples, "log", "deliverable-99999", "x")
    assert code == 1
    assert "not there" in err


def test_summary_is_printed(tracker: Tracker, samples: Path) -> None:
    code, out, err = tracker("--db", samples, "summary", "MoU of ARM and CARM")
    assert (code, err) == (0, "")
    assert out.startswith("MoU of ARM and CARM\n===")
    assert "\nParties\n  ARM" in out  # its indents are kept
    found = json.loads(tracker("--db", samples, "summary", "agreement-2", "--json").out)
    assert found["title"] == "MoU of ARM and CARM"
    assert {"parties", "people", "deliverables", "matrix", "sources"} <= set(found)
    korean = tracker("--db", samples, "summary", "2", "--language", "ko").out
    assert korean != out


def test_summary_is_written_in_every_form(tracker: Tracker, samples: Path, tmp_path: Path) -> None:
    files = {form: tmp_path / f"요약.{form}" for form in ("pdf", "docx", "xlsx")}
    words = [word for form, path in files.items() for word in (f"--{form}", path)]
    code, out, err = tracker("--db", samples, "summary", "agreement-2", *words)
    assert (code, err) == (0, "")
    assert out.splitlines() == [f"Written: {path}" for path in files.values()]
    document = pypdfium2.PdfDocument(files["pdf"])
    assert "ARM" in document[0].get_textpage().get_text_bounded()
    document.close()
    for form, part in (("docx", "word/document.xml"), ("xlsx", "xl/workbook.xml")):
        with zipfile.ZipFile(files[form]) as packed:
            assert part in packed.namelist()


def test_summary_and_json_together_keep_the_json_clean(
    tracker: Tracker, samples: Path, tmp_path: Path
) -> None:
    pdf = tmp_path / "a.pdf"
    code, out, err = tracker("--db", samples, "summary", "2", "--json", "--pdf", pdf)
    assert code == 0
    assert json.loads(out)["record"] == "agreement-2"
    assert str(pdf) in err
    assert pdf.read_bytes().startswith(b"%PDF")


def test_summary_is_not_written_over_the_database(tracker: Tracker, samples: Path) -> None:
    before = samples.read_bytes()
    code, _, err = tracker("--db", samples, "summary", "agreement-2", "--pdf", samples)
    assert code == 1
    assert "It is the database itself." in err
    assert samples.read_bytes() == before
    code, _, err = tracker(
        "--db", samples, "summary", "agreement-2", "--pdf", samples.parent / "none" / "a.pdf"
    )
    assert code == 1
    assert err.count("\n") == 1


def test_log_keeps_files_with_the_line(tracker: Tracker, samples: Path, tmp_path: Path) -> None:
    letter = tmp_path / "확인서.txt"
    letter.write_text("The organiser confirms hall 2", encoding="utf-8")
    words = ("--db", samples, "log", "deliverable-2", "--file", letter, "--file", letter)
    code, out, err = tracker(*words)
    assert (code, err) == (0, "")
    assert out.count("Kept with it: 확인서.txt") == 2
    entry = last_entry(samples, "deliverable-2")
    services = open_services(samples, "tester", lambda: DAY)
    try:
        kept = services.attachments.of(RecordRef("progress_entry", entry.id or 0))
        assert [file.name for file in kept] == ["확인서.txt", "확인서.txt"]
        (hit,) = services.search.find("organiser confirms hall")
        assert hit.ref == RecordRef("deliverable", 2)
    finally:
        services.close()
    shown = tracker("--db", samples, "show", "deliverable-2")
    assert "확인서.txt · 확인서.txt" in shown.out
    shown = tracker("--db", samples, "show", "deliverable-2", "--json")
    assert json.loads(shown.out)["log"][-1]["files"] == ["확인서.txt", "확인서.txt"]
    gone = tracker("--db", samples, "log", "2", "Seen", "--file", tmp_path / "gone.pdf")
    assert gone.code == 1
    assert "gone.pdf" in gone.err
    assert last_entry(samples, "deliverable-2").id == entry.id


def test_what_is_in_the_trash_is_not_logged_on(tracker: Tracker, samples: Path) -> None:
    services = open_services(samples, "tester", lambda: DAY)
    services.records.trash(RecordRef("deliverable", 2))
    before = services.progress.entries(2)
    services.close()
    code, out, err = tracker("--db", samples, "log", "deliverable-2", "Held")
    assert (code, out) == (1, "")
    assert "is in the trash" in err
    assert "Bring it back from the trash, then log it." in err
    services = open_services(samples, "tester", lambda: DAY)
    assert services.progress.entries(2) == before
    services.close()
