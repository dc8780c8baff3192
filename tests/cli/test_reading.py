"""due, find, show: text for a person, JSON with stable keys for programs."""

import json
import shutil
from contextlib import closing
from pathlib import Path

import pytest

from tests.cli.conftest import DAY, Tracker
from tracker.config import Paths, Settings
from tracker.domain.dates import PartialDate
from tracker.domain.list_views import ListQuery
from tracker.domain.record import RecordRef
from tracker.domain.records import Contact, Deliverable, Organisation
from tracker.domain.records.deliverables import Milestone
from tracker.services import open_services


def test_due_lists_what_is_overdue_and_what_is_due(tracker: Tracker, samples: Path) -> None:
    services = open_services(samples, "tester", lambda: DAY)
    services.records.save(Deliverable(title="Trend report", target=PartialDate.parse("2025-06-20")))
    services.records.save(Deliverable(title="Late report", target=PartialDate.parse("2025-05-30")))
    services.close()
    code, out, err = tracker("due", "--db", samples)
    assert (code, err) == (0, "")
    overdue, soon = out.split("Due in 30 days")
    assert "Late report · Planned · 30 May 2025 · 2 days late" in overdue
    assert "Trend report · Planned · 20 Jun 2025" in soon
    found = json.loads(tracker("due", "--db", samples, "--json").out)
    keys = ["today", "within_days", "overdue", "due", "late_steps", "agreements"]
    assert list(found) == keys
    assert [row["title"] for row in found["due"]] == ["Trend report"]
    assert found["due"][0]["target"] == "2025-06-20"
    assert {row["title"]: row["days_late"] for row in found["overdue"]}["Late report"] == 2
    assert len(found["overdue"]) > 5
    nearer = json.loads(tracker("due", "--db", samples, "--within", 18, "--json").out)
    assert nearer["due"] == []
    assert "Due in 1 day\n  nothing" in tracker("due", "--db", samples, "--within", 1).out


def test_due_tells_the_late_steps_that_the_first_page_does(tracker: Tracker, samples: Path) -> None:
    services = open_services(samples, "tester", lambda: DAY)
    late = Milestone(title="Stand paid", target=PartialDate.parse("2025-05-30"))
    made = {
        title: services.records.save(
            Deliverable(title=title, target=PartialDate.parse(target), milestones=(late,))
        ).ref
        for title, target in (("Pavilion", "2025-12-01"), ("Late itself", "2025-05-31"))
    }
    page = services.home.overview(DAY)
    services.close()
    out = tracker("due", "--db", samples).out
    steps = out.split("Overdue steps of what is itself in time\n")[1].split("\n\n")[0]
    ref = made["Pavilion"]
    assert steps == f"  {ref}  Stand paid · 30 May 2025 · 2 days late · Pavilion"
    found = json.loads(tracker("due", "--db", samples, "--json").out)["late_steps"]
    assert len(found) == page.counts["late_steps"] == 1
    assert found[0] == {
        "ref": str(ref),
        "title": "Stand paid",
        "deliverable": "Pavilion",
        "target": "2025-05-30",
        "days_late": 2,
    }


def test_find_shows_where_it_was_found(tracker: Tracker, samples: Path) -> None:
    code, out, _ = tracker("--db", samples, "find", "이병건")
    assert code == 0
    assert "BG Rhee" in out
    assert "이병건" in out
    found = json.loads(tracker("--db", samples, "find", "--json", "BG", "Rhee").out)
    assert found["text"] == "BG Rhee"
    first = found["hits"][0]
    assert list(first) == ["ref", "kind", "id", "title", "detail", "context"]
    assert first["ref"] == f"contact-{first['id']}"
    assert (
        len(json.loads(tracker("--db", samples, "find", "a", "--limit", 3, "--json").out)["hits"])
        <= 3
    )


def test_find_says_when_there_is_nothing(tracker: Tracker, samples: Path) -> None:
    code, out, err = tracker("--db", samples, "find", "zzzyx")
    assert (code, out, err) == (0, "Nothing found for “zzzyx”.\n", "")
    assert json.loads(tracker("--db", samples, "find", "…", "--json", "!").out)["hits"] == []


def test_show_takes_a_record_by_its_name(tracker: Tracker, samples: Path) -> None:
    code, out, _ = tracker("--db", samples, "show", "CARM")
    assert code == 0
    assert out.startswith("CARM · Organisation (organisation-")
    assert "첨단재생의료산업협회" in out
    assert tracker("--db", samples, "show", "carm").out == out
    ref = out.split("(")[1].split(")")[0]
    assert tracker("--db", samples, "show", ref).out == out
    found = json.loads(tracker("--db", samples, "show", ref, "--json").out)
    assert found["record"]["acronym"] == "CARM"
    assert found["ref"] == ref


def test_show_tells_how_an_agreement_and_a_deliverable_stand(
    tracker: Tracker, samples: Path
) -> None:
    out = tracker("--db", samples, "show", "MoU of ARM and CARM").out
    assert "\nStatus: Active" in out
    assert "Duckjoo Lee" in out
    agreement = json.loads(tracker("--db", samples, "show", "MoU of ARM and CARM", "--json").out)
    assert agreement["standing"]["status"] == "active"
    assert agreement["record"]["announced"] == "2024-06-04"
    assert "ARM" in agreement["names"].values()
    found = json.loads(
        tracker("--db", samples, "find", "Korea Pavilion at ISCT 2019", "--json").out
    )
    ref = next(hit["ref"] for hit in found["hits"] if hit["kind"] == "deliverable")
    tracker("--db", samples, "log", ref, "Held in hall 3", "--status", "delivered")
    out = tracker("--db", samples, "show", ref).out
    assert "\nStatus: Delivered" in out
    first = "29 May – 1 Jun 2019"
    assert f"\nTarget: {first}\n" in out
    assert "Type: Pavilion" in out
    assert "1 Jun 2025 · Delivered · Held in hall 3" in out
    deliverable = json.loads(tracker("--db", samples, "show", ref, "--json").out)
    assert deliverable["standing"]["status"] == "delivered"
    assert deliverable["log"][-1]["note"] == "Held in hall 3"
    tracker("--db", samples, "log", ref, "--target", "Sep 2026", "--reason", "moved")
    out = tracker("--db", samples, "show", ref).out
    assert "\nTarget: Sep 2026\n" in out
    assert f"\nTarget (as first agreed): {first}\n" in out


def test_every_record_of_the_samples_can_be_shown(tracker: Tracker, samples: Path) -> None:
    for kind, count in {"agreement": 12, "deliverable": 12, "event": 5, "source": 5}.items():
        for id in range(1, count + 1):
            shown = tracker("--db", samples, "show", f"{kind}-{id}")
            assert shown.code == 0, shown
            assert shown.err == ""
            assert "PartialDate" not in shown.out
            data = tracker("--db", samples, "show", f"{kind}-{id}", "--json")
            assert json.loads(data.out)["record"]["id"] == id


def test_a_name_that_several_have_lists_them(tracker: Tracker, samples: Path) -> None:
    services = open_services(samples, "tester", lambda: DAY)
    refs = [services.records.save(Contact(name="Kim Min-ji")).ref for _ in range(2)]
    services.records.save(Contact(name="Kim Min-jin"))
    services.close()
    code, out, err = tracker("--db", samples, "show", "kim min-ji")
    assert (code, out) == (1, "")
    assert [str(ref) in err for ref in refs] == [True, True]
    assert err.count("\n") == 3
    assert tracker("--db", samples, "show", "Kim Min-jin").code == 0
    many = tracker("--db", samples, "show", "korea")
    assert many.code == 1
    assert many.err.count("\n") == 14  # twelve of them, and a sign that there are more


@pytest.mark.parametrize(
    ("record", "said"),
    [
        ("zzzyx", "Nothing is called “zzzyx”."),
        ("agreement-99999", "There is no agreement 99999."),
        ("spaceship-1", "Nothing is called “spaceship-1”."),
        ("agreement-99999999999999999999", "Nothing is called"),
        ("!!", "Nothing is called “!!”."),
    ],
)
def test_a_record_that_is_not_there(
    record: str, said: str, tracker: Tracker, samples: Path
) -> None:
    code, out, err = tracker("--db", samples, "show", record)
    assert (code, out) == (1, "")
    assert said in err
    assert err.count("\n") == 1


def test_nothing_stored_steers_the_terminal(tracker: Tracker, tmp_path: Path) -> None:
    path = tmp_path / "odd.tracker"
    services = open_services(path, "tester", lambda: DAY)
    name = "Red \x1b[31mAlert\x9b1m \u202egnp.exe \a"
    services.records.save(Organisation(name=name, remarks="one\r\ntwo\x1b]0;owned\x07"))
    services.close()
    for words in (("show", "organisation-1"), ("find", "Red"), ("find", "Red", "--json")):
        out = tracker("--db", path, *words).out
        assert "Red" in out
        assert not {"\x1b", "\x9b", "\x07", "\u202e", "\r"} & set(out)
    found = json.loads(tracker("--db", path, "show", "organisation-1", "--json").out)
    assert found["record"]["name"] == name


def test_a_record_in_the_trash_says_so(tracker: Tracker, samples: Path) -> None:
    services = open_services(samples, "tester", lambda: DAY)
    services.records.trash(RecordRef("agreement", 1))
    services.close()
    assert "It is in the trash." in tracker("--db", samples, "show", "agreement-1").out


def test_no_command_makes_a_database_unasked(tracker: Tracker, tmp_path: Path) -> None:
    for words in (["due"], ["find", "x"], ["show", "x"], ["log", "x", "y"], ["summary", "x"]):
        code, out, err = tracker("--db", tmp_path / "none.tracker", *words)
        assert (code, out) == (1, "")
        assert "There is no database" in err
    assert tracker("archive", tmp_path / "a.json").code == 1
    assert [file.name for file in tmp_path.iterdir() if file.name != "home"] == []


def test_the_default_is_the_database_opened_last(
    tracker: Tracker, samples: Path, tmp_path: Path
) -> None:
    paths = Paths.of_user()
    assert str(paths.default_database) in tracker("due").err
    paths.default_database.parent.mkdir(parents=True)
    shutil.copy(samples, paths.default_database)
    assert "CARM" in tracker("find", "CARM").out
    Settings(last_database=str(tmp_path / "gone.tracker")).save(paths.settings)
    code, _, err = tracker("find", "CARM")
    assert code == 1
    assert "gone.tracker" in err


def test_a_file_that_is_no_database_is_refused(tracker: Tracker, tmp_path: Path) -> None:
    file = tmp_path / "letter.db"
    file.write_text("Dear all")
    code, out, err = tracker("--db", file, "due")
    assert (code, out) == (1, "")
    assert "“letter.db” is not a partnership database." in err
    assert err.count("\n") == 1
    assert file.read_text() == "Dear all"
    assert tracker("--db", tmp_path, "due").code == 1


def test_it_speaks_korean(tracker: Tracker, samples: Path) -> None:
    english = tracker("--db", samples, "due").out
    korean = tracker("--db", samples, "due", "--language", "ko").out
    assert korean != english
    assert "년" in korean


def test_a_deliverable_before_its_agreement_says_that_it_does_not_count(
    tracker: Tracker, samples: Path
) -> None:
    with closing(open_services(samples, "tester", lambda: DAY)) as services:
        ids = services.lists.ids("deliverable", ListQuery(today=DAY))
        ref = next(
            f"deliverable-{id}"
            for id in ids
            if services.pages.deliverable(id, DAY).state.is_history
        )
    assert "Before the agreement, not counted" in tracker("--db", samples, "show", ref).out
    told = json.loads(tracker("--db", samples, "show", ref, "--json").out)
    assert told["standing"]["before_the_agreement"] is True
