"""Types of one's own in the window: lists take their columns at once, pages show what went."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from tests import factories
from tests.own_types import NAME, definition, named
from tests.ui.opened import press, session, settle
from tracker.app.program import Program
from tracker.domain.changes import ChangeSet
from tracker.domain.fields import Kind
from tracker.domain.filters import Condition, Group, Operator
from tracker.domain.list_views import Sort
from tracker.domain.own_types import OwnTypeDefinition
from tracker.domain.record import RecordRef
from tracker.domain.records.deliverables import DeliverableParticipant
from tracker.services import Services
from tracker.ui.deliverables.page import DeliverablePage
from tracker.ui.quick_look.panel import QuickLook
from tracker.ui.record_page.fact_sheet import FactSheet
from tracker.ui.record_page.lines import RecordLine
from tracker.ui.records_list.page import ListPage


def _kept(program: Program, draft: OwnTypeDefinition) -> OwnTypeDefinition:
    """As a dialog keeps it: written in the background, told on the bus."""
    found = session(program)
    saved: list[OwnTypeDefinition] = []

    def done(result: object) -> None:
        saved.append(result.definition)  # type: ignore[attr-defined]
        change_set = result.change_set  # type: ignore[attr-defined]
        assert isinstance(change_set, ChangeSet)
        found.desk.bus.announce(change_set)

    own_types = found.desk.services.own_types
    found.desk.runner.write(found.desk.bus, lambda: own_types.save(draft), done)
    settle(program)
    return saved[0]


def _list(program: Program) -> ListPage:
    session(program).navigator.open_list("deliverable")
    settle(program)
    (found,) = (one for one in program.window.stack.findChildren(ListPage) if one.isVisible())
    return found


def _texts(widget: DeliverablePage | QuickLook) -> list[str]:
    """Everything that is read on it, from top to bottom as it was put together."""
    found: list[str] = []
    for one in widget.findChildren(QWidget):
        if not one.isVisible():
            continue
        if isinstance(one, QLabel):
            found.append(one.text())
        elif isinstance(one, FactSheet):
            found += [part for fact in one.facts() for part in fact[:2]]
        elif isinstance(one, RecordLine):
            found.append(one.words())
    return [part for text in found for part in text.split("\n")]


def _with_details(services: Services, type_: OwnTypeDefinition) -> int:
    return factories.deliverable(
        services,
        "서울 2026",
        type=type_.key,
        details={
            named(type_, Kind.INTEGER): 12,
            named(type_, Kind.CHOICE): "in_<i>person</i>",
            named(type_, Kind.TEXT): "<b>R&D</b>",
        },
        participants=(
            DeliverableParticipant(
                role=named(type_, Kind.PARTICIPANTS),
                contact_id=factories.contact(services, "박소라"),
            ),
        ),
    )


def test_an_open_list_takes_its_columns_and_filters(
    program: Program, second_services: Services
) -> None:
    page = _list(program)
    before = page.model.count
    assert NAME not in {column.of for column in page.model.all_columns}
    type_ = _kept(program, definition())
    columns = {column.label: column for column in page.model.all_columns if column.of == NAME}
    assert "R&D theme" in columns
    assert columns["R&D theme"].of == NAME
    assert any(field.of == NAME for field in page.view.bar.fields)
    assert page.model.count == before, "its rows stay"
    id = _with_details(second_services, type_)
    key = columns["참가 팀"].key
    page.view.pane.table.show_columns(["title", "type", key])
    page.view.bar.line.setFocus()
    page.view.bar.set_filter(Group((Condition(key, Operator.MORE, ("5",)),)))
    page.view.bar.changed.emit()
    settle(program)
    assert list(page.model.all_ids()) == [id]
    row = page.model.row_at(0)
    assert row is not None
    said = [column.words(value) for column, value in zip(page.model.columns, row, strict=True)]
    assert said == ["서울 2026", NAME, "12 개"]


def test_what_a_list_asked_of_a_field_that_goes_is_let_go(
    program: Program, second_services: Services
) -> None:
    type_ = _kept(program, definition())
    _with_details(second_services, type_)
    page = _list(program)
    key = f"{type_.key}.{named(type_, Kind.INTEGER)}"
    page.view.pane.table.show_columns(["title", key])
    page.model.set_order([Sort(key)], "")
    page.view.bar.set_filter(Group((Condition(key, Operator.FILLED),)))
    page.view.bar.changed.emit()
    settle(program)
    assert page.model.count == 1
    fields = tuple(one for one in type_.fields if one.kind is not Kind.INTEGER)
    _kept(program, type_.model_copy(update={"fields": fields}))
    settle(program)
    assert [column.key for column in page.model.columns] == ["title"]
    assert page.model.sort_keys == ()
    assert page.model.count > 1
    assert page.view.pane.state() == "table"


def test_the_page_and_the_quick_look_show_what_the_type_no_longer_has(
    program: Program, second_services: Services, qtbot: QtBot
) -> None:
    type_ = _kept(program, definition())
    id = _with_details(second_services, type_)
    session(program).navigator.open_record(RecordRef("deliverable", id))
    settle(program)
    (page,) = (one for one in program.window.stack.findChildren(DeliverablePage) if one.isVisible())
    texts = _texts(page)
    assert NAME in texts, "a heading in its own words, which are no HTML"
    assert "R&D theme" in texts
    assert "<b>R&D</b>" in texts
    assert "No longer in this type" not in texts
    _kept(program, type_.model_copy(update={"fields": type_.fields[:1]}))
    settle(program)
    qtbot.waitUntil(lambda: "No longer in this type" in _texts(page))
    texts = _texts(page)
    at = texts.index("No longer in this type")
    assert {"참가 팀", "12 개", "방식", "in <i>person</i>", "심사위원", "박소라"} <= set(texts[at:])
    assert all(
        one.textFormat() == Qt.TextFormat.PlainText
        for one in page.findChildren(QLabel)
        if "<" in one.text()
    )
    _list(program)
    session(program).navigator.quick_look(RecordRef("deliverable", id))
    settle(program)
    (panel,) = program.window.stack.findChildren(QuickLook)
    texts = _texts(panel)
    assert {"No longer in this type", "참가 팀: 12 개", "방식: in <i>person</i>"} <= set(texts)
    press(program.window, Qt.Key.Key_Escape)
