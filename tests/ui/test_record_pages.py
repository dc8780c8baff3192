"""The record pages on the sample partnerships: what they say, and what their links and keys do."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.opened import TODAY, sample, sample_file, today  # noqa: F401
from tests.ui.recording import RecordedMessages
from tests.ui.waiting import at_rest, drain
from tracker.config import Paths
from tracker.domain.changes import Action
from tracker.domain.dates import PartialDate
from tracker.domain.lifecycle import AgreementStatus, LifecycleKind, spans
from tracker.domain.list_views import ShownList
from tracker.domain.owing import Promised, owing
from tracker.domain.progress import DeliverableStatus
from tracker.domain.record import RecordRef
from tracker.domain.records import (
    Agreement,
    Contact,
    Deliverable,
    Event,
    Organisation,
    ProgressEntry,
    Source,
)
from tracker.domain.records.agreements import LifecycleEvent, Party
from tracker.domain.records.deliverables import (
    DeliverableParticipant,
    Measure,
    Milestone,
    Responsibility,
    ResponsibleParty,
)
from tracker.domain.records.evidence import Capacity, Citation, Participant
from tracker.domain.terms import Term
from tracker.services import Services, open_services
from tracker.ui.agreements.matrix import MatrixView
from tracker.ui.agreements.page import AgreementPage
from tracker.ui.agreements.timeline import TimelineStrip, stretch_of
from tracker.ui.bus import Bus
from tracker.ui.contacts.page import ContactPage
from tracker.ui.deliverables.measures_part import MeasureBlock
from tracker.ui.deliverables.page import DeliverablePage
from tracker.ui.deliverables.step_row import StepRow
from tracker.ui.desk import Desk, LogStart
from tracker.ui.events.page import EventPage
from tracker.ui.icons import Icons
from tracker.ui.organisations.page import OrganisationPage
from tracker.ui.record_page.addresses import safe_address
from tracker.ui.record_page.base import RecordPage
from tracker.ui.record_page.changes import ChangesPart
from tracker.ui.record_page.evidence_chip import EvidenceChip
from tracker.ui.record_page.fact_sheet import FactSheet
from tracker.ui.record_page.folded import FoldedLines
from tracker.ui.record_page.lines import RecordLine
from tracker.ui.record_page.people import people_of
from tracker.ui.record_page.statements import statements_of
from tracker.ui.record_page.story import StoryCard
from tracker.ui.record_page.story_row import StoryRow
from tracker.ui.record_page.table import CardTable
from tracker.ui.record_page.table_cells import words_of
from tracker.ui.tasks import TaskRunner
from tracker.ui.widgets.buttons import LinkButton

LEFT = Qt.MouseButton.LeftButton


@dataclass
class RecordedNavigator:
    """Writes down where a page wanted to go."""

    went: list[tuple[Any, ...]] = field(default_factory=list)

    def open_record(self, ref: RecordRef, among: Sequence[int] = ()) -> None:
        self.went.append(("open", ref))

    def step_record(self, by: int) -> None:
        self.went.append(("step", by))

    def open_list(self, kind: str, view: str = "") -> None:
        self.went.append(("list", kind, view))

    def create(self, kind: str, prefill: Mapping[str, Any] | None = None) -> None:
        self.went.append(("create", kind, dict(prefill or {})))

    def edit(self, ref: RecordRef) -> None:
        self.went.append(("edit", ref))

    def trash(self, ref: RecordRef) -> None:
        self.went.append(("trash", ref))

    def restore(self, ref: RecordRef) -> None:
        self.went.append(("restore", ref))

    def log_progress(
        self, deliverable_id: int | None = None, start: LogStart | None = None
    ) -> None:
        self.went.append(("log", deliverable_id, start) if start else ("log", deliverable_id))

    def export_summary(self, agreement_id: int) -> None:
        self.went.append(("summary", agreement_id))

    def open_search(self, text: str = "") -> None:
        self.went.append(("search", text))

    def quick_look(self, ref: RecordRef) -> None:
        self.went.append(("look", ref))

    def end_quick_look(self) -> None:
        self.went.append(("end look",))

    @property
    def is_quick_look(self) -> bool:
        return False

    def bulk_edit(self, kind: str, ids: Sequence[int]) -> None:
        self.went.append(("bulk", kind, list(ids)))

    def export_list(self, shown: ShownList) -> None:
        self.went.append(("export", shown))

    def paste_rows(self, kind: str) -> None:
        self.went.append(("paste", kind))

    def undo(self) -> None:
        self.went.append(("undo",))


@pytest.fixture
def services(sample: Path) -> Iterator[Services]:  # noqa: F811
    found = open_services(sample, "tester", today)
    yield found
    found.close()


@pytest.fixture
def navigator() -> RecordedNavigator:
    return RecordedNavigator()


@pytest.fixture
def desk(
    services: Services,
    runner: TaskRunner,
    icons: Icons,
    messages: RecordedMessages,
    navigator: RecordedNavigator,
    tmp_path: Path,
) -> Desk:
    paths = Paths.below(tmp_path / "home")
    theme = icons.theme
    return Desk(services, runner, Bus(), messages, icons, theme, paths, today, "en", navigator)


def id_of(services: Services, kind: str, name: str) -> int:
    """The record of that very name."""
    for pick in services.search.pick(kind, name):
        if pick.label == name:
            return int(pick.ref.id)
    raise AssertionError(f"no {kind} {name}")


def shown(page: RecordPage, qtbot: QtBot, id: int, width: int = 1232) -> RecordPage:
    """The page in a window of that width, with the record read."""
    qtbot.addWidget(page)
    page.resize(width, 860)
    page.show()
    page.activateWindow()
    assert QTest.qWaitForWindowActive(page)
    page.show_record(id)
    settle(page)
    return page


def settle(page: RecordPage) -> None:
    """Wait until the page has been read and everything on it has been made."""
    at_rest(page.desk.runner)
    assert page.frame.is_whole


def visible(widget: QWidget, kind: type[Any]) -> list[Any]:
    return [one for one in widget.findChildren(kind) if one.isVisibleTo(widget)]


def lines(page: RecordPage) -> dict[str, RecordLine]:
    """Every record line by all it says."""
    return {one.words().replace("\u00a0", " "): one for one in visible(page, RecordLine)}


def line(page: RecordPage, start: str) -> RecordLine:
    found = [one for words, one in lines(page).items() if words.startswith(start)]
    assert found, sorted(lines(page))
    return found[0]


def facts(page: RecordPage) -> dict[str, str]:
    """Facts by label: what the value says."""
    found: dict[str, str] = {}
    for sheet in visible(page, FactSheet):
        for caption, words, value in sheet.facts():
            if not caption:
                continue
            said = [words] if words else []
            if value is not None and not words:
                said += [one.text() for one in value.findChildren(QLabel)]
                said += [one.words() for one in value.findChildren(RecordLine)]
            found[caption] = "\n".join(said)
    return found


def table(page: RecordPage, name: str) -> CardTable:
    found = [one for one in visible(page, CardTable) if one.accessibleName() == name]
    assert len(found) == 1, [one.accessibleName() for one in visible(page, CardTable)]
    return found[0]


def cells(of: CardTable) -> list[list[str]]:
    """The words of every shown cell."""
    model = of.model()
    shown_columns = [at for at in range(model.columnCount()) if not of.isColumnHidden(at)]
    return [
        [str(model.index(row, at).data()) for at in shown_columns]
        for row in range(model.rowCount())
    ]


def all_text(page: QWidget) -> str:
    said = [one.text() for one in visible(page, QLabel)]
    said += [one.words() for one in visible(page, RecordLine)]
    said += [one.words() for one in visible(page, StoryRow)]
    said += [part for one in visible(page, FactSheet) for fact in one.facts() for part in fact[:2]]
    return "\n".join(said).replace("\u00a0", " ")


def story(page: RecordPage) -> list[tuple[str, str, str]]:
    """(when, badge, text) of every entry."""
    found = []
    for card in visible(page, StoryCard):
        found += [(one.when, one.word or one.look.word, one.text) for one in card.entries]
    return found


# --- agreement --------------------------------------------------------------------------------


@pytest.fixture
def isct(desk: Desk, qtbot: QtBot) -> AgreementPage:
    page = AgreementPage(desk)
    shown(page, qtbot, id_of(desk.services, "agreement", "MoU of ISCT, SCRM and CARM"))
    return page


def test_an_agreement_says_what_it_is_and_who_is_in_it(isct: AgreementPage) -> None:
    head = isct.frame.head
    assert head.title() == "MoU of ISCT, SCRM and CARM"
    assert head.standing() == ["Active", "1 overdue"]
    words = list(lines(isct))
    assert "SCRM South Korea · formerly GSRAC" in words
    assert any(one.startswith("CARM 첨단재생의료산업협회 · South Korea") for one in words)
    assert "John Rasko President, ISCT · quoted" in words
    assert isct.frame.shape == "wide"


def test_what_nobody_stated_is_said_and_what_is_known_is_kept(isct: AgreementPage) -> None:
    known = facts(isct)
    assert known["Announced"] == "3 Dec 2018"
    assert known["Signed"].split("\n") == ["not stated", "3 Dec 2018 at the latest"]
    assert known["Term"] == "not stated"
    assert known["Places of signing"] == "Vancouver; Seoul"
    # Every shown label is a declared one or follows from the lifecycle; no empty field is shown.
    assert "Reference" not in known
    assert "Territory" not in known


def test_deliverables_before_the_agreement_stand_apart(isct: AgreementPage) -> None:
    counted = [row[0] for row in cells(table(isct, "Deliverables"))]
    history = [row[0] for row in cells(table(isct, "Before this agreement, not counted"))]
    assert "Korea Pavilion at ISCT 2019" in counted
    assert sorted(history) == ["Korean presence at ISCT 2016", "Korean presence at ISCT 2017"]
    assert not set(counted) & set(history)
    first = cells(table(isct, "Deliverables"))[0]
    assert first[:3] == ["Korea Pavilion at ISCT 2019", "Overdue", "29 May – 1 Jun 2019"]


def test_a_party_and_a_row_lead_to_their_pages(
    isct: AgreementPage, navigator: RecordedNavigator, desk: Desk
) -> None:
    scrm = id_of(desk.services, "organisation", "SCRM")
    QTest.mouseClick(line(isct, "SCRM South Korea"), LEFT)
    assert navigator.went == [("open", RecordRef("organisation", scrm))]
    pavilion = id_of(desk.services, "deliverable", "Korea Pavilion at ISCT 2019")
    rows = table(isct, "Deliverables")
    where = rows.visualRect(rows.model().index(0, 0)).center()
    QTest.mouseClick(rows.viewport(), LEFT, Qt.KeyboardModifier.NoModifier, where)
    assert navigator.went[1:] == [("open", RecordRef("deliverable", pavilion))]


def test_everything_is_reached_by_keyboard(
    isct: AgreementPage, navigator: RecordedNavigator
) -> None:
    party = line(isct, "SCRM South Korea")
    party.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(party, Qt.Key.Key_Return)
    assert navigator.went[-1][0] == "open"
    rows = table(isct, "Deliverables")
    rows.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(rows, Qt.Key.Key_Down)
    QTest.keyClick(rows, Qt.Key.Key_Return)
    second = rows.rows()[1].payload
    assert navigator.went[-1] == ("open", second)
    # L names the row that has the keyboard, and E edits the agreement.
    QTest.keyClick(rows, Qt.Key.Key_L)
    assert isinstance(second, RecordRef)
    assert navigator.went[-1] == ("log", second.id)
    QTest.keyClick(rows, Qt.Key.Key_E)
    assert navigator.went[-1] == ("edit", isct.ref)


def test_the_keys_work_as_soon_as_the_page_is_shown(
    isct: AgreementPage, navigator: RecordedNavigator
) -> None:
    QTest.keyClick(isct, Qt.Key.Key_E)
    QTest.keyClick(isct, Qt.Key.Key_L)
    assert navigator.went == [("edit", isct.ref), ("log", None)]


def test_every_control_has_a_name(isct: AgreementPage) -> None:
    for part in ("deliverables", "owes", "timeline", "commitments", "sources"):
        isct.parts.set_current(part)
        settle(isct)
        unnamed = [
            one
            for one in visible(isct, QWidget)
            if one.focusPolicy() & Qt.FocusPolicy.TabFocus and not one.accessibleName()
            and one is not isct
        ]  # fmt: skip
        assert not unnamed, unnamed


def test_the_story_tells_everything_with_dates_as_known(isct: AgreementPage) -> None:
    told = story(isct)
    assert [one[:2] for one in told] == [
        ("by 3 Dec 2018", "Signed"),
        ("3 Dec 2018", "Announced"),
        ("2017", "Delivered"),
        ("2016", "Delivered"),
    ]


def test_who_owes_what_counts_for_each_party_and_leads_on(
    isct: AgreementPage, navigator: RecordedNavigator, desk: Desk
) -> None:
    isct.parts.set_current("owes")
    settle(isct)
    (grid,) = visible(isct, MatrixView)
    model = grid.model()
    sides = [model.headerData(row, Qt.Orientation.Vertical) for row in range(model.rowCount())]
    heads = [model.headerData(at, Qt.Orientation.Horizontal) for at in range(model.columnCount())]
    assert heads == ["ISCT", "SCRM", "CARM"]
    assert sides[-4:] == ["Overdue", "Due later", "No date", "Done"]
    # History is not in the matrix.
    assert "Korean presence at ISCT 2017" not in sides
    pavilion = sides.index("Korea Pavilion at ISCT 2019")
    assert model.index(pavilion, 0).data() == ""
    assert model.index(pavilion, 2).data() == "Leads, overdue"
    overdue = sides.index("Overdue")
    assert [model.index(overdue, at).data() for at in range(3)] == ["0", "1", "1"]
    grid.setFocus(Qt.FocusReason.TabFocusReason)
    grid.setCurrentIndex(model.index(pavilion, 2))
    QTest.keyClick(grid, Qt.Key.Key_Return)
    id = id_of(desk.services, "deliverable", "Korea Pavilion at ISCT 2019")
    assert navigator.went == [("open", RecordRef("deliverable", id))]
    head = grid.horizontalHeader()
    where = QPoint(head.sectionViewportPosition(1) + 20, head.height() // 2)
    QTest.mouseClick(head.viewport(), LEFT, Qt.KeyboardModifier.NoModifier, where)
    scrm = id_of(desk.services, "organisation", "SCRM")
    assert navigator.went[-1] == ("open", RecordRef("organisation", scrm))


def test_parties_without_a_part_are_named_below_the_matrix(desk: Desk, qtbot: QtBot) -> None:
    page = AgreementPage(desk)
    name = "KPBMA consortium in the MIT Industrial Liaison Program"
    shown(page, qtbot, id_of(desk.services, "agreement", name))
    page.parts.set_current("owes")
    settle(page)
    (grid,) = visible(page, MatrixView)
    assert grid.model().columnCount() == 2
    assert "대원제약" in all_text(page.frame.middle)


def test_many_parties_fold_and_unfold(desk: Desk, qtbot: QtBot) -> None:
    page = AgreementPage(desk)
    name = "KPBMA consortium in the MIT Industrial Liaison Program"
    shown(page, qtbot, id_of(desk.services, "agreement", name))
    box = visible(page, FoldedLines)[0]
    assert len(visible(box, RecordLine)) == 8
    more = visible(box, LinkButton)[0]
    assert more.text() == "8 more"
    QTest.mouseClick(more, LEFT)
    assert len(visible(box, RecordLine)) == 16


def test_sources_that_disagree_show_every_statement(desk: Desk, qtbot: QtBot) -> None:
    page = AgreementPage(desk)
    name = "Agreement on a joint office in Osong (오송 공동사무소)"
    shown(page, qtbot, id_of(desk.services, "agreement", name))
    assert page.frame.head.standing()[0] == "Probably active"
    assert "24th of an unknown month" in facts(page)["Signed"]
    page.parts.set_current("sources")
    settle(page)
    said = all_text(page.frame.middle)
    assert "Sources disagree" in said
    assert "“The province and five associations”" in said
    assert "“The province and KoreaBIO alone”" in said


def test_the_mark_beside_a_fact_opens_the_statements(desk: Desk, qtbot: QtBot) -> None:
    page = AgreementPage(desk)
    shown(page, qtbot, id_of(desk.services, "agreement", "MoU of ARM and CARM"))
    mark = line(page, "Sources disagree")
    QTest.mouseClick(mark, LEFT)
    settle(page)
    assert page.parts.current() == "sources"
    assert "local time in San Diego" in all_text(page.frame.middle)


def test_signatories_bear_the_pen_and_attendees_do_not(desk: Desk, qtbot: QtBot) -> None:
    page = AgreementPage(desk)
    name = "Agreement on a joint office in Osong (오송 공동사무소)"
    shown(page, qtbot, id_of(desk.services, "agreement", name))
    people = people_of(page._data.record.people, page._data.names)
    assert [one.signs for one in people] == [True, True, False]
    assert people[-1].title == "행정부지사"
    assert "signatory" in line(page, "이장섭 정무부지사").words()
    assert "attendee" in line(page, "이장섭 행정부지사").words()


def test_an_attendee_who_is_quoted_is_one_line(desk: Desk, qtbot: QtBot) -> None:
    page = AgreementPage(desk)
    shown(page, qtbot, id_of(desk.services, "agreement", "MoU of ARM and CARM"))
    hunt = [words for words in lines(page) if words.startswith("Timothy Hunt")]
    assert hunt == ["Timothy Hunt CEO, ARM · attendee, quoted"]


def test_a_chain_of_renewals_is_shown_whole_and_in_order(desk: Desk, qtbot: QtBot) -> None:
    page = AgreementPage(desk)
    shown(page, qtbot, id_of(desk.services, "agreement", "Osaka and Munich, second renewal"))
    names = [one.words() for one in visible(page.frame.related, RecordLine)]
    chain = [one for one in names if "Munich" in one]
    assert [one.split("  ")[0].split(" 20")[0] for one in chain] == [
        "Partnership agreement of the Osaka and Munich clusters",
        "Osaka and Munich, first renewal",
        "Osaka and Munich, second renewal",
        "Osaka and Munich, third renewal",
    ]
    assert "this agreement" in chain[2]
    assert chain[1].endswith("renews")
    assert chain[3].endswith("renewed by")


def test_next_names_what_is_late_first(isct: AgreementPage) -> None:
    first = visible(isct.frame.related, RecordLine)[0]
    assert first.words().startswith("Korea Pavilion at ISCT 2019")
    assert "7 years late" in first.words()


def test_an_almost_empty_agreement_is_a_page_with_a_next_action(
    desk: Desk, qtbot: QtBot, navigator: RecordedNavigator
) -> None:
    saved = desk.services.records.save(Agreement(title="Heard of in passing"))
    page = AgreementPage(desk)
    shown(page, qtbot, saved.ref.id)
    assert page.frame.head.standing() == ["Unknown"]
    assert facts(page)["Signed"] == "not stated"
    for part in ("owes", "timeline", "commitments", "sources", "deliverables"):
        page.parts.set_current(part)
        settle(page)
    buttons = [one for one in page.frame.middle.findChildren(QWidget) if hasattr(one, "click")]
    new = next(one for one in buttons if one.accessibleName() == "New deliverable")
    QTest.mouseClick(new, LEFT)
    assert navigator.went == [("create", "deliverable", {"agreement_id": saved.ref.id})]


def test_the_timeline_shows_pauses_and_says_them_in_words(desk: Desk, qtbot: QtBot) -> None:
    life = (
        LifecycleEvent(kind=LifecycleKind.SIGNED, on=PartialDate.parse("2020-01-10")),
        LifecycleEvent(kind=LifecycleKind.PAUSED, on=PartialDate.parse("2021-03-01")),
        LifecycleEvent(kind=LifecycleKind.RESUMED, on=PartialDate.parse("2022-03-01")),
    )
    saved = desk.services.records.save(Agreement(title="Paused for a year", lifecycle=life))
    page = AgreementPage(desk)
    shown(page, qtbot, saved.ref.id)
    page.parts.set_current("timeline")
    settle(page)
    (strip,) = visible(page, TimelineStrip)
    assert strip.accessibleName() == (
        "Active from 10 Jan 2020 to 28 Feb 2021; Paused from 1 Mar 2021 to 28 Feb 2022; "
        "Active from 1 Mar 2022"
    )
    assert [one[1] for one in story(page)] == ["Resumed", "Paused", "Signed"]
    strip.grab()


def test_a_timeline_without_a_known_day_is_not_drawn() -> None:
    life = (LifecycleEvent(kind=LifecycleKind.KNOWN_ACTIVE),)
    assert stretch_of(spans(life, Term()), [None], TODAY) is None
    day = PartialDate.parse("2020")
    stretch = stretch_of(spans(life, Term()), [day], TODAY)
    assert stretch is not None
    assert stretch.first < date(2020, 1, 1) < TODAY < stretch.last


# --- what the pages do with changes -------------------------------------------------------------


def test_a_page_follows_a_change_and_folds_it_into_the_changes(
    isct: AgreementPage, desk: Desk
) -> None:
    assert isct.ref is not None
    agreement = desk.services.records.open(Agreement, isct.ref.id).record
    edited = agreement.model_copy(update={"reference": "R-7", "places": ("Seoul",)})
    saved = desk.services.records.save(edited)
    desk.bus.announce(saved.change_set)
    settle(isct)
    assert facts(isct)["Reference"] == "R-7"
    (changes,) = visible(isct, ChangesPart)
    assert changes.groups[0].who == "tester"
    assert changes.groups[0].lines == (
        "Reference: nothing → R-7",
        "Places of signing: Vancouver; Seoul → Seoul",
    )
    changes.toggle.click()
    settle(isct)
    assert "Reference: nothing → R-7" in all_text(changes)


def test_changes_name_records_and_write_dates(isct: AgreementPage, desk: Desk) -> None:
    assert isct.ref is not None
    services = desk.services
    agreement = services.records.open(Agreement, isct.ref.id).record
    arm = id_of(services, "organisation", "ARM")
    party = Party(organisation_id=arm, joined=PartialDate.parse("2020-02"))
    edited = agreement.model_copy(
        update={"parties": (*agreement.parties, party), "announced": PartialDate.parse("2018-12")}
    )
    desk.bus.announce(services.records.save(edited).change_set)
    settle(isct)
    (changes,) = visible(isct, ChangesPart)
    assert "Announced: 3 Dec 2018 → Dec 2018" in changes.groups[0].lines
    assert "Party added: ARM · Party · Feb 2020" in changes.groups[0].lines


def test_logged_progress_appears_without_touching_the_part_chosen(
    isct: AgreementPage, desk: Desk
) -> None:
    pavilion = id_of(desk.services, "deliverable", "Korea Pavilion at ISCT 2019")
    entry = ProgressEntry(
        deliverable_id=pavilion,
        on=PartialDate.parse("2019-06-01"),
        note="Pavilion held.",
        status=DeliverableStatus.DELIVERED,
    )
    desk.bus.announce(desk.services.progress.log(entry).change_set)
    settle(isct)
    assert story(isct)[0] == ("1 Jun 2019", "Delivered", "Pavilion held.")
    assert isct.frame.head.standing() == ["Active"]
    assert cells(table(isct, "Deliverables"))[-1][:2] == [
        "Korea Pavilion at ISCT 2019",
        "Delivered",
    ]


def test_a_hidden_page_waits_until_it_is_shown_again(isct: AgreementPage, desk: Desk) -> None:
    assert isct.ref is not None
    isct.hide()
    agreement = desk.services.records.open(Agreement, isct.ref.id).record
    saved = desk.services.records.save(agreement.model_copy(update={"title": "Renamed"}))
    desk.bus.announce(saved.change_set)
    assert not desk.runner.is_busy
    isct.show()
    settle(isct)
    assert isct.frame.head.title() == "Renamed"


def test_a_change_that_shows_nothing_new_rebuilds_nothing(isct: AgreementPage, desk: Desk) -> None:
    before = table(isct, "Deliverables")
    saved = desk.services.records.save(Contact(name="Somebody Else"))
    desk.bus.announce(saved.change_set)
    settle(isct)
    assert table(isct, "Deliverables") is before


def test_a_record_that_is_gone_says_so(
    desk: Desk, qtbot: QtBot, navigator: RecordedNavigator, messages: RecordedMessages
) -> None:
    page = AgreementPage(desk)
    shown(page, qtbot, 99_999)
    assert page.frame.says
    assert "There is no agreement 99999." in all_text(page)
    page.edit()
    assert navigator.went == []
    assert messages.errors == []
    # The same page shows the next record.
    page.show_record(id_of(desk.services, "agreement", "MoU of ARM and CARM"))
    settle(page)
    assert not page.frame.says
    assert page.frame.head.title() == "MoU of ARM and CARM"


def test_the_next_record_replaces_all_of_the_last(desk: Desk, qtbot: QtBot) -> None:
    page = AgreementPage(desk)
    titles: list[str] = []
    page.titled.connect(titles.append)
    shown(page, qtbot, id_of(desk.services, "agreement", "MoU of ISCT, SCRM and CARM"))
    page.show_record(id_of(desk.services, "agreement", "MoU of CARM and RMAF"))
    settle(page)
    assert titles == ["MoU of ISCT, SCRM and CARM", "MoU of CARM and RMAF"]
    assert "John Rasko" not in all_text(page)
    assert page.frame.head.standing()[0] == "Active"


def test_only_the_record_asked_for_last_is_shown(desk: Desk, qtbot: QtBot) -> None:
    page = AgreementPage(desk)
    titles: list[str] = []
    page.titled.connect(titles.append)
    qtbot.addWidget(page)
    page.show_record(id_of(desk.services, "agreement", "MoU of ISCT, SCRM and CARM"))
    page.show_record(id_of(desk.services, "agreement", "MoU of CARM and RMAF"))
    settle(page)
    assert titles == ["MoU of CARM and RMAF"]


def test_a_record_in_the_trash_says_so(desk: Desk, qtbot: QtBot) -> None:
    id = id_of(desk.services, "agreement", "MoU of CARM and RMAF")
    desk.services.records.trash(RecordRef("agreement", id))
    page = AgreementPage(desk)
    shown(page, qtbot, id)
    assert "In the trash" in page.frame.head.standing()
    actions = {one.text(): one for one in page.frame.head.menu.actions() if one.isVisible()}
    assert "Move to the trash" not in actions
    actions["Bring back from the trash"].trigger()
    navigator: Any = desk.navigator
    assert navigator.went == [("restore", page.ref)]


@pytest.mark.parametrize(("width", "shape"), [(1232, "wide"), (940, "two"), (692, "one")])
def test_narrow_windows_lose_nothing(desk: Desk, qtbot: QtBot, width: int, shape: str) -> None:
    page = AgreementPage(desk)
    shown(page, qtbot, id_of(desk.services, "agreement", "MoU of ISCT, SCRM and CARM"), width)
    assert page.frame.shape == shape
    assert page.width() == width
    said = all_text(page)
    for words in ("Parties", "Facts", "People", "Next", "Activity", "Related"):
        assert words in said
    for one in visible(page, RecordLine):
        assert one.height() >= one.heightForWidth(one.width()), one.words()


def test_columns_follow_the_window_and_measure_anew(desk: Desk, qtbot: QtBot) -> None:
    page = AgreementPage(desk)
    name = "KPBMA consortium in the MIT Industrial Liaison Program"
    shown(page, qtbot, id_of(desk.services, "agreement", name), 940)
    page.resize(1232, 860)
    page.resize(940, 860)
    page.show_record(id_of(desk.services, "agreement", "ACS, German Chemical Society"))
    settle(page)
    # A long record before must leave no room behind: the parts are as high as they need to be.
    assert page.frame.facts.height() <= page.frame.facts.heightForWidth(page.frame.facts.width())


# --- the other pages ----------------------------------------------------------------------------


def test_a_deliverable_shows_its_type_and_who_takes_part(desk: Desk, qtbot: QtBot) -> None:
    page = DeliverablePage(desk)
    name = "Membership in the MIT Industrial Liaison Program"
    shown(page, qtbot, id_of(desk.services, "deliverable", name))
    known = facts(page)
    assert known["Consortium"] == "KPBMA consortium"
    assert known["Number of companies"] == "14"
    assert known["Joined"] == "12 Jun 2020"
    assert "KPBMA leads" in lines(page)
    assert "Member companies" in all_text(page)
    assert story(page)[0][:2] == ("12 Jun 2020", "Delivered")


def rich_deliverable(services: Services) -> int:
    deliverable = Deliverable(
        type="pavilion",
        title="Pavilion at a later congress",
        target=PartialDate.parse("2020"),
        details={"booths": 12, "area": "48.5", "hall_booth": "Hall 3"},
        milestones=(
            Milestone(title="Hall booked", done=PartialDate.parse("2019-11")),
            Milestone(title="Booths built", target=PartialDate.parse("2020-05")),
        ),
        measures=(Measure(metric="meetings", planned=40),),
        responsible=(
            ResponsibleParty(
                organisation_id=id_of(services, "organisation", "CARM"), role=Responsibility.LEADS
            ),
        ),
    )
    id = services.records.save(deliverable).ref.id
    for entry in (
        ProgressEntry(
            deliverable_id=id,
            on=PartialDate.parse("2020-03"),
            note="The congress was postponed.",
            status=DeliverableStatus.ON_HOLD,
            target=PartialDate.parse("2022-11"),
            target_reason="pandemic",
        ),
        ProgressEntry(
            deliverable_id=id,
            on=PartialDate.parse("2022-11-17"),
            note="Held.",
            status=DeliverableStatus.DELIVERED,
            percent=100,
            metric="meetings",
            value=30,
            evidence_url="https://example.org/report.pdf",
            evidence_title="Report",
        ),
    ):
        services.progress.log(entry)
    return id


def test_the_log_tells_what_moved_and_why(
    desk: Desk, qtbot: QtBot, navigator: RecordedNavigator, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = DeliverablePage(desk)
    id = rich_deliverable(desk.services)
    shown(page, qtbot, id)
    assert page.frame.head.standing() == ["Delivered"]
    assert story(page) == [
        ("17 Nov 2022", "Delivered", "Held."),
        ("Mar 2020", "On hold", "The congress was postponed."),
    ]
    said = all_text(page)
    assert "Status from Planned to On hold; target moved from 2020 to Nov 2022: pandemic" in said
    assert "Status from On hold to Delivered, 100 %; meetings: 30 in all (planned 40)" in said
    assert "Nothing for 31 months" in said
    assert "logged by tester on" in said
    assert facts(page)["Target"].split("\n") == ["Nov 2022", "first 2020, moved once"]
    assert facts(page)["Area"] == "48.5 m²"
    opened: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url) or True)
    (chip,) = visible(page, EvidenceChip)
    QTest.mouseClick(chip, LEFT)
    assert [one.toString() for one in opened] == ["https://example.org/report.pdf"]
    QTest.keyClick(page, Qt.Key.Key_L)
    assert navigator.went == [("log", id)]


def test_measures_stand_planned_beside_actual(desk: Desk, qtbot: QtBot) -> None:
    page = DeliverablePage(desk)
    shown(page, qtbot, rich_deliverable(desk.services))
    (block,) = visible(page, MeasureBlock)
    assert block.figures() == [
        ("Planned", "40"),
        ("Actual", "30"),
        ("Difference, computed", "−10 (75 %)"),
    ]
    assert [(row.step.title, str(row.state)) for row in visible(page, StepRow)] == [
        ("Hall booked", "done"),
        ("Booths built", "open"),
    ]


def test_a_moved_target_is_struck_out_in_the_table(desk: Desk, qtbot: QtBot) -> None:
    services = desk.services
    id = rich_deliverable(services)
    deliverable = services.records.open(Deliverable, id).record
    agreement = id_of(services, "agreement", "MoU of ARM and CARM")
    services.records.save(deliverable.model_copy(update={"agreement_id": agreement}))
    state = next(
        one
        for one in services.pages.agreement(agreement, TODAY).page.deliverables
        if one.record.id == id
    )
    assert not state.is_history or state.original_target == PartialDate.parse("2020")
    page = AgreementPage(desk)
    shown(page, qtbot, agreement)
    targets = [
        words_of("target", row.cells[2])
        for one in visible(page, CardTable)
        for row in one.rows()
        if row.payload == RecordRef("deliverable", id)
    ]
    assert targets == ["Nov 2022, moved from 2020"]


def test_a_corrected_entry_stays_and_no_longer_counts(desk: Desk, qtbot: QtBot) -> None:
    services = desk.services
    id = services.records.save(Deliverable(type="other", title="Corrected")).ref.id
    day = PartialDate.parse("2024-05-01")
    wrong = services.progress.log(
        ProgressEntry(deliverable_id=id, on=day, note="Done.", status=DeliverableStatus.DELIVERED)
    )
    services.progress.log(
        ProgressEntry(
            deliverable_id=id, on=day, note="Not done.", corrects_id=wrong.entry_id,
            status=DeliverableStatus.IN_PROGRESS,
        )
    )  # fmt: skip
    page = DeliverablePage(desk)
    shown(page, qtbot, id)
    assert page.frame.head.standing() == ["In progress"]
    assert [one[2] for one in story(page)] == ["Not done.", "Done."]
    assert "Put right later on" in all_text(page)
    assert [row.entry.struck for row in visible(page, StoryRow)] == [False, True]


def test_an_organisation_shows_names_figures_and_what_it_owes(desk: Desk, qtbot: QtBot) -> None:
    page = OrganisationPage(desk)
    shown(page, qtbot, id_of(desk.services, "organisation", "CARM"))
    known = facts(page)
    assert known["In own script"] == "첨단재생의료산업협회"
    assert known["Former"].split("\n") == ["첨단재생의료산업협의회", "한국재생의료산업협의체"]
    said = all_text(page)
    assert "over 50" in said
    assert "127" in said
    assert cells(table(page, "Agreements"))[0][0] == "MoU of ARM and CARM"
    owed = {row[0]: row for row in cells(table(page, "Owes"))}
    assert "Leads" in owed["Korea Pavilion at ISCT 2019"]
    assert "CARM at the Cell & Gene Reception of ARM" not in owed
    assert any(one.startswith("Duckjoo Lee Chairman") for one in lines(page))


def test_links_between_organisations_are_read_from_both_sides(
    desk: Desk, qtbot: QtBot, navigator: RecordedNavigator
) -> None:
    page = OrganisationPage(desk)
    mit = id_of(desk.services, "organisation", "MIT")
    ilp = id_of(desk.services, "organisation", "MIT ILP")
    shown(page, qtbot, mit)
    assert "Programmes" in all_text(page)
    QTest.mouseClick(line(page, "MIT ILP"), LEFT)
    assert navigator.went == [("open", RecordRef("organisation", ilp))]
    page.show_record(ilp)
    settle(page)
    assert "Programme of" in all_text(page)


def test_a_contact_shows_titles_as_they_were(desk: Desk, qtbot: QtBot) -> None:
    page = ContactPage(desk)
    shown(page, qtbot, id_of(desk.services, "contact", "BG Rhee"))
    rows = {row[0]: row for row in cells(table(page, "Agreements"))}
    assert rows["MoU of ISCT, SCRM and CARM"][1] == "Quoted · Chairman, CARM"
    assert rows["MoU of ARM and CARM"][1] == "Attendee · Honorary Chairman, CARM"
    assert rows["MoU of CARM and KFRM"][1].startswith("Signed 26 Aug 2021")
    assert "이병건" in all_text(page)
    assert "Executive Vice Chair, CARM as of 2016" in lines(page)


def test_an_event_shows_what_happens_at_it(
    desk: Desk, qtbot: QtBot, navigator: RecordedNavigator
) -> None:
    page = EventPage(desk)
    shown(page, qtbot, id_of(desk.services, "event", "ISCT 2019"))
    known = facts(page)
    assert known["Dates"] == "29 May – 1 Jun 2019"
    assert known["City"] == "Melbourne"
    rows = cells(table(page, "At this event"))
    assert rows[0][0] == "Korea Pavilion at ISCT 2019"
    assert "SCRM, CARM" in rows[0]
    organiser = line(page, "ISCT")
    QTest.mouseClick(organiser, LEFT)
    assert navigator.went[0][1].kind == "organisation"


def test_an_event_at_which_nothing_happens_offers_a_deliverable(
    desk: Desk, qtbot: QtBot, navigator: RecordedNavigator
) -> None:
    saved = desk.services.records.save(Event(name="A quiet congress"))
    page = EventPage(desk)
    shown(page, qtbot, saved.ref.id)
    assert facts(page)["Dates"] == "not stated"
    page.new_deliverable()
    assert navigator.went == [("create", "deliverable", {"event_id": saved.ref.id})]


@pytest.mark.parametrize(
    ("make", "record"),
    [
        (DeliverablePage, Deliverable(type="other", title="Only a title")),
        (OrganisationPage, Organisation(name="Only a name")),
        (ContactPage, Contact(name="Only a name")),
        (EventPage, Event(name="Only a name")),
    ],
)
def test_nearly_empty_records_have_pages(
    desk: Desk, qtbot: QtBot, make: Callable[[Desk], RecordPage], record: Any
) -> None:
    saved = desk.services.records.save(record)
    page = make(desk)
    shown(page, qtbot, saved.ref.id)
    assert not page.frame.says
    assert page.frame.head.title().startswith("Only a")


# --- what must never be ---------------------------------------------------------------------------


def test_names_are_never_read_as_markup(desk: Desk, qtbot: QtBot) -> None:
    name = "<b>Bold</b> & <img src=x> 안녕 \N{RIGHT-TO-LEFT OVERRIDE}rtl"
    services = desk.services
    organisation = services.records.save(Organisation(name=name)).ref.id
    contact = services.records.save(Contact(name=name)).ref.id
    agreement = Agreement(
        title=name,
        purpose=name,
        parties=(Party(organisation_id=organisation),),
        people=(Participant(contact_id=contact, title=name, capacity=Capacity.SIGNATORY),),
    )
    page = AgreementPage(desk)
    shown(page, qtbot, services.records.save(agreement).ref.id)
    assert page.frame.head.title() == name
    for one in page.findChildren(QLabel):
        assert not one.text() or one.textFormat() == Qt.TextFormat.PlainText, one.text()
    assert any(words.startswith(name) for words in lines(page))
    page.grab()


@pytest.mark.parametrize(
    "address",
    ["file:///etc/passwd", "javascript:alert(1)", "data:text/html,x", "ftp://example.org", "", "x"],
)
def test_only_web_and_mail_addresses_open(address: str) -> None:
    assert safe_address(address) is None


@pytest.mark.parametrize(
    "address", ["https://example.org/a?b=c", "http://example.org", "mailto:a@example.org"]
)
def test_web_and_mail_addresses_are_links(address: str) -> None:
    assert safe_address(address) is not None


def test_statements_add_up_agree_or_differ() -> None:
    sources = {1: Source(id=1, title="One"), 2: Source(id=2, title="Two")}

    def cite(source: int, name: str, stated: str) -> Citation:
        return Citation(source_id=source, field=name, stated=stated)

    record = Organisation(
        name="X",
        citations=(
            cite(1, "founded", "2016-05-09"),
            cite(2, "founded", "2016"),
            cite(1, "names", "엑스"),
            cite(2, "names", "The X"),
            cite(1, "city", "Seoul"),
            cite(2, "city", "Busan"),
            cite(1, "country", "KR"),
            cite(1, "country", "Korea"),
        ),
    )
    found = {one.field: one.disagree for one in statements_of(record, sources)}
    assert found == {"founded": False, "names": False, "city": True, "country": False}
    later = Organisation(
        name="X", citations=(cite(1, "founded", "2016-05"), cite(2, "founded", "2017"))
    )
    assert statements_of(later, sources)[0].disagree
    assert [one.text for one in statements_of(later, sources)[0].statements] == ["2016-05", "2017"]


def test_a_matrix_of_many_parties_scrolls_and_keeps_the_titles(icons: Icons, qtbot: QtBot) -> None:
    parties = tuple(range(1, 21))
    promised = Promised(
        1, "One for all", DeliverableStatus.PLANNED,
        parts=tuple((id, Responsibility.CONTRIBUTES) for id in parties),
    )  # fmt: skip
    names = {RecordRef("organisation", id): f"Party number {id}" for id in parties}
    view = MatrixView(icons, owing([promised], parties), names)
    qtbot.addWidget(view)
    view.resize(640, 300)
    view.show()
    drain()
    assert view.model().columnCount() == 20
    assert view.horizontalScrollBar().maximum() > 0
    assert view.verticalHeader().width() > 100
    view.grab()


def test_the_menu_copies_a_link_and_asks_for_the_trash(
    isct: AgreementPage, navigator: RecordedNavigator
) -> None:
    actions = {one.text(): one for one in isct.frame.head.menu.actions()}
    actions["Copy a link to this record"].trigger()
    assert QGuiApplication.clipboard().text() == f"tracker:agreement/{isct.ref.id}"
    actions["Move to the trash"].trigger()
    assert navigator.went == [("trash", isct.ref)]
    isct.frame.head.summary_button.click()
    assert isct.ref is not None
    assert navigator.went[-1] == ("summary", isct.ref.id)


def test_pages_are_read_off_the_window_thread(isct: AgreementPage, desk: Desk) -> None:
    import threading

    desk.services.forbid_thread(threading.get_ident())
    isct.refresh()
    settle(isct)
    assert not isct.frame.says


def test_dates_of_the_program_are_not_made_up(desk: Desk, qtbot: QtBot) -> None:
    """An action's moment is the only one with a clock; a record keeps what was stated."""
    page = AgreementPage(desk)
    shown(page, qtbot, id_of(desk.services, "agreement", "Earlier partnership of ARM and CARM"))
    assert page._data.data.standing.status.status is AgreementStatus.SUPERSEDED
    assert [one[0] for one in story(page)] == ["by 4 Jun 2024", "about 2020", "Jun 2017"]
    (changes,) = visible(page, ChangesPart)
    assert changes.groups[0].at <= datetime.now(UTC)
    assert changes.groups[0].what == str(Action("Load the sample partnerships"))


def test_an_event_shows_who_takes_part_in_what_happens_at_it(
    desk: Desk, qtbot: QtBot, navigator: RecordedNavigator
) -> None:
    records = desk.services.records
    event = records.save(Event(name="Nordic Cell Expo 2027")).ref.id
    firm = records.save(Organisation(name="Mini Cell Works")).ref.id
    rows = (
        DeliverableParticipant(role="exhibitors", organisation_id=firm),
        DeliverableParticipant(role="exhibitors", described_as="14 member companies"),
        DeliverableParticipant(role="sponsors", organisation_id=firm),
    )
    records.save(Deliverable(type="pavilion", title="Stand", event_id=event, participants=rows))
    # The same firm at another stand is one exhibitor.
    records.save(
        Deliverable(type="pavilion", title="Second", event_id=event, participants=rows[:1])
    )
    page = EventPage(desk)
    shown(page, qtbot, event)
    told = [one.words() for one in visible(page, RecordLine)]
    assert told.count("Mini Cell Works") == 2  # as an exhibitor, and as a sponsor
    assert "14 member companies" in told
    assert {"Exhibitors", "Sponsors"} <= set(all_text(page).split("\n"))
    QTest.mouseClick(line(page, "Mini Cell Works"), LEFT)
    assert navigator.went == [("open", RecordRef("organisation", firm))]


def test_the_others_of_an_agreement_stand_by_their_targets(desk: Desk, qtbot: QtBot) -> None:
    records = desk.services.records
    under = records.save(Agreement(title="MoU")).ref.id
    for title, target in (
        ("Undated", None), ("Late", "2027-05"), ("Early", "2026-12-01"), ("Middle", "2027"),
    ):  # fmt: skip
        given = {"type": "other", "title": title, "target": target, "agreement_id": under}
        records.save(Deliverable.model_validate(given))
    own = records.save(Deliverable(type="other", title="This one", agreement_id=under)).ref.id
    page = DeliverablePage(desk)
    shown(page, qtbot, own)
    names = ("Undated", "Late", "Early", "Middle")
    told = [one.text() for one in page.findChildren(RecordLine) if one.text() in names]
    assert told == ["Early", "Middle", "Late", "Undated"]
