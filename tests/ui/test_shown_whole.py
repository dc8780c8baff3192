"""Small words and figures that were cut, broken or said twice."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QFontMetrics, QPainter, QPixmap
from PySide6.QtWidgets import QLabel, QLineEdit, QStyle, QStyleOptionFrame
from pytestqt.qtbot import QtBot

from tests.ui.dialog_desk import DialogDesk, dialog_desk
from tests.ui.recording import RecordedMessages
from tracker.domain.dates import PartialDate
from tracker.domain.dates_writing import write_date
from tracker.domain.record import spec_of
from tracker.domain.records import Agreement, Deliverable, Source
from tracker.domain.records.evidence import Citation
from tracker.i18n import spoken_language, use_language
from tracker.resources import resource_path
from tracker.services.board import BoardCard
from tracker.ui.board import painting
from tracker.ui.forms.draft_keeper import words_for
from tracker.ui.forms.drafts import Draft
from tracker.ui.forms.lines import NumberEditor
from tracker.ui.forms.repeats import RepeatsEditor
from tracker.ui.icons import Icons
from tracker.ui.progress.dialog import LogProgressDialog
from tracker.ui.record_page.day_column import day_width
from tracker.ui.record_page.fact_sheet import FactSheet
from tracker.ui.record_page.lines import RecordLine, held_together
from tracker.ui.record_page.painted import wrapped
from tracker.ui.record_page.source_parts import SourcesPart
from tracker.ui.record_page.statements import statements_of
from tracker.ui.record_page.work_table import told_apart
from tracker.ui.tasks import TaskRunner


@pytest.fixture
def at(
    sample: Path, tmp_path: Path, runner: TaskRunner, messages: RecordedMessages, icons: Icons
) -> Iterator[DialogDesk]:
    with dialog_desk(sample, tmp_path, runner, messages, icons) as made:
        yield made


def room_in(line: QLineEdit) -> int:
    """How many px of it are left for what is typed."""
    option = QStyleOptionFrame()
    line.initStyleOption(option)
    inside = line.style().subElementRect(QStyle.SubElement.SE_LineEditContents, option, line)
    margins = line.textMargins()
    # Qt keeps 2 px at both sides.
    return inside.width() - margins.left() - margins.right() - 4


def test_a_hundred_percent_is_not_cut(at: DialogDesk) -> None:
    dialog = LogProgressDialog(at.desk)
    at.show(dialog)
    line = dialog.fields["percent"].field()
    assert isinstance(line, QLineEdit)
    assert room_in(line) >= QFontMetrics(line.font()).horizontalAdvance("100")


def test_how_far_ahead_is_shown_with_its_unit(at: DialogDesk, qtbot: QtBot) -> None:
    editor = RepeatsEditor(spec_of(Deliverable, "recurrence"), at.parts, draft=lambda: None)
    qtbot.addWidget(editor)
    editor.line.line.setText("every quarter")
    editor.line.line.textEdited.emit("every quarter")
    editor.show()
    at.settle()
    assert isinstance(editor.ahead, NumberEditor)
    line = editor.ahead.line
    assert line.isVisible()
    said = line.placeholderText()
    assert said
    assert room_in(line) >= QFontMetrics(line.font()).horizontalAdvance(said)


def test_a_range_of_days_stays_on_one_line(icons: Icons) -> None:
    days = write_date(PartialDate.parse("2019-05-29/2019-06-01"))
    font = icons.theme.font("base")
    wide = QFontMetrics(font).horizontalAdvance(days) + 6
    held = held_together("At · " + days)
    # Whole, and no line begins with the dot.
    assert _breaks(wrapped(held, font, wide), held) == [
        "At\u00a0· ",
        held.removeprefix("At\u00a0· "),
    ]


def _breaks(layout, text: str) -> list[str]:  # type: ignore[no-untyped-def]
    lines = [layout.lineAt(at) for at in range(layout.lineCount())]
    return [text[one.textStart() : one.textStart() + one.textLength()] for one in lines]


def test_an_exact_day_fits_beside_a_story_in_both_languages(icons: Icons) -> None:
    before = spoken_language()
    try:
        for language in ("en", "ko"):
            use_language(language, resource_path("i18n"))
            day = write_date(PartialDate.parse("2026-11-12"))
            assert wrapped(day, icons.theme.font("base"), day_width(icons.theme)).lineCount() == 1
    finally:
        use_language(before, resource_path("i18n"))


def test_a_draft_of_another_day_says_the_day_as_people_read_it() -> None:
    draft = Draft(at=datetime(2026, 11, 19, 12, 0, tzinfo=UTC), version=1, values={})
    words = words_for(draft, 1, date(2026, 11, 21))
    assert "19 Nov 2026, " in words


def test_deliverables_of_one_title_say_what_tells_them_apart(at: DialogDesk) -> None:
    services = at.desk.services
    agreement = services.records.save(Agreement(title="Two offices")).ref.id
    same = {"type": "shared_office", "agreement_id": agreement, "title": "Visitor office"}
    places = ("Seoul", "Melbourne")
    for place in places:
        services.records.save(Deliverable(**same, description=f"In {place}"))
    services.records.save(Deliverable(agreement_id=agreement, title="Report"))
    states = services.pages.deliverables_of(agreement, date(2026, 11, 21))
    assert sorted(told_apart(states).values()) == [
        "Report",
        "Visitor office · In Melbourne",
        "Visitor office · In Seoul",
    ]


def test_a_source_is_named_once_over_all_it_states(icons: Icons, qtbot: QtBot) -> None:
    record = Deliverable(
        title="Pavilion",
        citations=(
            Citation(source_id=1, field="title", stated="A pavilion"),
            Citation(source_id=1, field="target", stated="2019-05-29"),
            Citation(source_id=2, field="description", stated="At a fair"),
        ),
    )
    sources = {id: Source(id=id, title=f"Release {id}") for id in (1, 2)}
    part = SourcesPart(icons, (), statements_of(record, sources))
    qtbot.addWidget(part)
    said = [one.text() for one in part.findChildren(QLabel)]
    assert sum(words.startswith("Release 1") for words in said) == 1
    sheets = part.findChildren(FactSheet)
    assert [[value for _, value, _ in sheet.facts()] for sheet in sheets] == [
        ["“A pavilion”", "29 May 2019"],
        ["“At a fair”"],
    ]


def test_a_line_stands_beside_its_name(icons: Icons, qtbot: QtBot) -> None:
    sheet = FactSheet(icons, 90)
    qtbot.addWidget(sheet)
    sheet.add("City", "Melbourne")
    sheet.add_widget("Organiser", RecordLine(icons, "ISCT", payload="x"))
    sheet.add("Edition", "2019")
    sheet.resize(300, 200)
    words = sheet._lay_out(300)
    tops = [one.place.top() for one in words]
    city, organiser, edition = tops[0], tops[2], tops[4]
    assert tops[3] == organiser - 2
    # The rows keep their rhythm.
    assert edition - organiser == pytest.approx(organiser - city, abs=2)


def test_a_long_target_on_a_card_leaves_out_the_bar_and_is_not_cut(
    icons: Icons, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[tuple[str, int]] = []

    def note(_painter: object, room: QRect, text: str, metrics: QFontMetrics) -> None:
        said.append((text, room.width() - metrics.horizontalAdvance(text)))

    monkeypatch.setattr(painting, "_one_line", note)
    bars: list[QRect] = []
    monkeypatch.setattr(painting, "paint_meter", lambda _painter, rect, *_rest: bars.append(rect))
    card = BoardCard(1, "Pavilion", "at_risk", "at_risk", False, None, 50, "pavilion")
    metrics = QFontMetrics(icons.theme.font("small"))
    picture = QPixmap(200, 40)
    for target, has_bar in (("May 2027", True), ("2027년 5월 26일 ~ 29일", False)):
        painter = QPainter(picture)
        painting.CardPainter(icons)._foot(painter, QRect(0, 0, 188, 20), card, target, metrics)
        painter.end()
        assert bool(bars) is has_bar
        text, left_over = said[-1]
        assert text == target
        assert left_over >= 0
        bars.clear()
