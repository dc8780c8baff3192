"""The first page: what needs somebody, and the ways on from there."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from tests.ui.opened import TODAY, page, press, running, session, settle
from tests.ui.recording import RecordedMessages
from tests.ui.waiting import drain
from tracker.app.opening import Target
from tracker.app.program import Program
from tracker.domain.dates import PartialDate
from tracker.domain.lifecycle import LifecycleKind
from tracker.domain.progress import DeliverableStatus
from tracker.domain.record import RecordRef, RootRecord
from tracker.domain.records import Agreement, Deliverable, Event, ProgressEntry, Task
from tracker.domain.records.agreements import LifecycleEvent
from tracker.domain.records.deliverables import Milestone
from tracker.domain.terms import TermKind
from tracker.services import Services
from tracker.ui.home import words
from tracker.ui.home.page import HomePage
from tracker.ui.home.shown import LoggedLine
from tracker.ui.home.side import HomeSide, PressableRow
from tracker.ui.icons import Icons
from tracker.ui.places import Place
from tracker.ui.records_list.page import ListPage
from tracker.ui.status import late
from tracker.ui.widgets.badge import StatusBadge
from tracker.ui.widgets.buttons import LinkButton
from tracker.ui.widgets.rows import CardRow

LEFT = Qt.MouseButton.LeftButton


def home(program: Program) -> HomePage:
    found = page(program)
    assert isinstance(found, HomePage)
    return found


def texts(widget: object) -> str:
    assert hasattr(widget, "findChildren")
    return "\n".join(label.text() for label in widget.findChildren(QLabel))


def badges(found: HomePage) -> list[str]:
    rows = found.view.needs.needs.rows()
    return [row.findChildren(StatusBadge)[0].text() for row in rows]


def needing(program: Program) -> int:
    """The number beside "Needs you"."""
    return int(home(program).view.needs.title.findChildren(QLabel)[1].text())


def link(found: HomePage, text: str) -> LinkButton:
    links = found.view.findChildren(LinkButton)
    return next(each for each in links if each.text() == text)


def bars(found: HomePage) -> dict[str, int]:
    shown = {}
    for at in range(found.view.side.bars.count()):
        item = found.view.side.bars.itemAt(at)
        assert item is not None
        row = item.widget()
        assert isinstance(row, PressableRow)
        shown[str(row.payload)] = int(row.findChildren(QLabel)[-1].text())
    return shown


# --- the samples ----------------------------------------------------------------------------------


def test_what_became_late_last_comes_first(program: Program, second_services: Services) -> None:
    found = home(program)
    said = badges(found)
    silent = second_services.lists.counts(TODAY)["deliverable:silent"]
    assert said[:2] == ["3 years late", "3 years late"]
    assert said.count("Silent") == min(3, silent)
    assert len(said) == 5 + min(3, silent)
    assert f"Saturday, 21 November 2026 · 9 overdue · {silent} silent" in texts(found)
    assert program.window.rail.item("home").accessibleName() == f"Home, {needing(program)}"
    assert "Nothing is due in the next 30 days." in texts(found)


def test_what_is_not_shown_is_one_click_away(program: Program) -> None:
    QTest.mouseClick(link(home(program), "Show all 9 overdue"), LEFT)
    settle(program)
    assert session(program).navigator.history.current == Place("list", "deliverable", "overdue")


def test_the_bars_count_every_deliverable_once(program: Program, second_services: Services) -> None:
    assert sum(bars(home(program)).values()) == second_services.lists.total("deliverable")


def test_a_bar_leads_to_just_those_deliverables(program: Program) -> None:
    found = home(program)
    counted = bars(found)
    for status in ("planned", "delivered", "overdue"):
        found._open_status(status)
        settle(program)
        shown = page(program)
        assert isinstance(shown, ListPage)
        assert shown.model.count == counted[status] > 0


def test_a_row_opens_its_record_by_key(program: Program) -> None:
    row = home(program).view.needs.needs.rows()[0]
    ref = row.payload
    row.setFocus()
    press(row, Qt.Key.Key_Return)
    settle(program)
    assert session(program).navigator.recent() == [ref]


# --- changes --------------------------------------------------------------------------------------


def test_a_change_is_shown_and_counted_in_the_rail(program: Program) -> None:
    found = home(program)
    first = found.view.needs.needs.rows()[0]
    assert isinstance(first, CardRow)
    before = needing(program)
    session(program).navigator.trash(first.payload)  # type: ignore[arg-type]
    settle(program)
    assert found.view.needs.needs.rows()[0].payload != first.payload
    assert needing(program) == before - 1
    assert program.window.rail.item("home").accessibleName() == f"Home, {before - 1}"


def test_it_is_not_filled_while_nobody_sees_it_but_the_rail_counts(program: Program) -> None:
    found = home(program)
    ref = found.view.needs.needs.rows()[0].payload
    before = needing(program)
    session(program).navigator.open_list("event")
    settle(program)
    session(program).navigator.trash(ref)  # type: ignore[arg-type]
    settle(program)
    assert program.window.rail.item("home").accessibleName() == f"Home, {before - 1}"
    assert found.view.needs.needs.rows()[0].payload == ref
    session(program).navigator.open_home()
    assert found.view.needs.needs.rows()[0].payload != ref


def test_due_at_risk_and_expiring_are_shown(
    icons: Icons, messages: RecordedMessages, tmp_path: Path
) -> None:
    with running(icons, messages, tmp_path / "home") as program:
        program.open(Target(tmp_path / "new.tracker", create=True))
        settle(program)
        services = session(program).services
        program.runner.write(program, lambda: _fill(services))
        settle(program)
        home(program).refresh()
        settle(program)
        found = home(program)
        assert badges(found) == ["At risk", "Expiring soon"]
        rows = found.view.needs.needs.rows()
        assert "target 1 Mar 2027" in texts(rows[0])
        assert "ends 31 Dec 2026" in texts(rows[1])
        coming = found.view.needs.coming.rows()
        assert [texts(row).split("\n")[0] for row in coming] == [
            "28 Nov 2026",
            "1 Dec 2026",
            "4 Dec 2026",
            "10 Dec 2026",
        ]
        assert "Rehearsal" in texts(coming[0])
        assert "Step of Seminar" in texts(coming[0])
        assert "Event · Osaka" in texts(coming[1]).replace("1 Dec 2026 · ", "")
        assert "in 13 days" in texts(coming[2])
        assert "Task" in texts(coming[3])
        assert "yesterday · Venue lost" in texts(found.view.side)


def _fill(services: Services) -> None:
    def saved(record: RootRecord) -> int:
        return services.records.save(record).ref.id

    signed = LifecycleEvent(kind=LifecycleKind.SIGNED, on=PartialDate.parse("2024-01-01"))
    saved(
        Agreement(
            title="Framework",
            lifecycle=(signed,),
            term_kind=TermKind.FIXED,
            term_until=PartialDate.parse("2026-12-31"),
        )
    )
    rehearsal = Milestone(title="Rehearsal", target=PartialDate.parse("2026-11-28"))
    target = PartialDate.parse("2026-12-04")
    saved(Deliverable(title="Seminar", target=target, milestones=(rehearsal,)))
    saved(Event(name="Fair", dates=PartialDate.parse("2026-12-01"), city="Osaka"))
    saved(Task(title="Book the hall", due=PartialDate.parse("2026-12-10")))
    risky = saved(Deliverable(title="Forum", target=PartialDate.parse("2027-03-01")))
    services.progress.log(
        ProgressEntry(
            deliverable_id=risky,
            on=PartialDate.of(TODAY - timedelta(days=1)),
            note="Venue lost",
            status=DeliverableStatus.AT_RISK,
        )
    )


# --- empty ----------------------------------------------------------------------------------------


def test_the_empty_page_names_the_next_actions_and_one_undo_removes_the_samples(
    icons: Icons, messages: RecordedMessages, tmp_path: Path
) -> None:
    with running(icons, messages, tmp_path / "home") as program:
        program.start()
        settle(program)
        found = home(program)
        new, samples = found.view.buttons()
        assert (new.isVisible(), samples.isVisible()) == (True, True)
        QTest.mouseClick(samples, LEFT)
        settle(program)
        assert not samples.isVisible()
        assert len(badges(found)) >= 5
        toast = messages.toasts[-1]
        assert toast.act is not None
        toast.act()
        settle(program)
        assert samples.isVisible()
        assert session(program).services.database_path.name == "Partnerships.tracker"


def test_new_agreement_opens_the_form(
    icons: Icons, messages: RecordedMessages, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with running(icons, messages, tmp_path / "home") as program:
        program.start()
        settle(program)
        asked: list[str] = []
        monkeypatch.setattr(
            session(program).dialogs, "create", lambda kind, _prefill: asked.append(kind)
        )
        QTest.mouseClick(home(program).view.buttons()[0], LEFT)
        assert asked == ["agreement"]


# --- layout ---------------------------------------------------------------------------------------


def test_in_a_narrow_window_the_side_moves_below(program: Program) -> None:
    view = home(program).view
    assert view.side.parent() is not None
    assert view.panel.isVisible()
    assert view.panel.isAncestorOf(view.side)
    program.window.resize(900, 700)
    drain()
    assert not view.panel.isVisible()
    assert view.below.isAncestorOf(view.side)
    assert view.side.isVisible()
    program.window.resize(1300, 700)
    drain()
    assert view.panel.isAncestorOf(view.side)


# --- words ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (1, "1 day late"),
        (52, "52 days late"),
        (90, "90 days late"),
        (100, "3 months late"),
        (400, "13 months late"),
        (729, "23 months late"),
        (735, "2 years late"),
        (2733, "7 years late"),
    ],
)
def test_how_late(days: int, said: str) -> None:
    assert late(days) == said


@pytest.mark.parametrize(
    ("on", "said"),
    [
        ("2026-11-21", "today"),
        ("2026-11-20", "yesterday"),
        ("2026-11-16", "5 days ago"),
        ("2026-10-01", "1 Oct 2026"),
        ("2026-11", "Nov 2026"),
        ("2026-11-25", "25 Nov 2026, still to come"),
    ],
)
def test_how_long_ago(on: str, said: str) -> None:
    assert words.ago(PartialDate.parse(on), TODAY) == said


@pytest.mark.parametrize(
    ("on", "said"),
    [
        ("2026-11-21", "now"),
        ("2026-11-22", "tomorrow"),
        ("2026-12-04", "in 13 days"),
        ("2026-11", "now"),
    ],
)
def test_how_soon(on: str, said: str) -> None:
    assert words.soon(PartialDate.parse(on), TODAY) == said


def test_how_quiet() -> None:
    assert words.quiet(None, TODAY) == "nothing logged yet"
    assert words.quiet(PartialDate.of(date(2026, 8, 19)), TODAY) == "nothing logged for 94 days"
    assert words.quiet(PartialDate.parse("2020-06"), TODAY) == "nothing logged since Jun 2020"


def test_the_rail_counts_also_when_this_page_was_never_shown(
    program: Program, second_services: Services
) -> None:
    from tests.ui.opened import TODAY

    counted = second_services.home.overview(TODAY, 60).counts["attention"]
    assert counted == second_services.home.attention(TODAY) > 0
    opened = session(program)
    opened._home_is_made = False  # as when the window begins on a list
    told: list[int] = []
    program.window.set_attention = told.append  # type: ignore[method-assign]
    opened.refresh()
    settle(program)
    assert told == [counted]


def test_what_is_logged_ahead_has_no_badge_yet(icons: Icons, qtbot: QtBot) -> None:
    side = HomeSide(icons)
    qtbot.addWidget(side)
    ref = RecordRef("deliverable", 1)
    ahead, done = (
        LoggedLine(ref, "Report", PartialDate.parse(on), "Sent", "delivered")
        for on in ("2027-05-01", "2026-11-20")
    )
    side.show_logged([ahead, done], TODAY)
    rows = side.findChildren(PressableRow)[-2:]
    assert "1 May 2027, still to come" in rows[0].accessibleName()
    assert [bool(row.findChildren(StatusBadge)) for row in rows] == [False, True]
