"""The list over a real database, read on background threads through the services."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from pytestqt.qtbot import QtBot

from tests.ui.list_source import settle, shown
from tests.ui.opened import TODAY, today
from tracker.domain.list_views import ListQuery, Sort
from tracker.domain.refs import RecordRef
from tracker.services import Services, open_services
from tracker.ui.icons import Icons
from tracker.ui.lists.model import WindowedTableModel
from tracker.ui.lists.pane import ListPane
from tracker.ui.records_list.source import PageQuery, ServiceRows
from tracker.ui.tasks import TaskRunner

_ALL = PageQuery(ListQuery(today=TODAY))


@pytest.fixture
def services(sample: Path) -> Iterator[Services]:
    found = open_services(sample, "tester", today)
    yield found
    found.close()


@pytest.fixture
def pane(services: Services, icons: Icons, runner: TaskRunner, qtbot: QtBot) -> ListPane:
    made = ListPane(icons, "Deliverables")
    qtbot.addWidget(made)
    source = ServiceRows(services.lists, "deliverable", today, "en")
    made.use(WindowedTableModel(source, runner, made))
    made.resize(1100, 600)
    made.show()
    return made


def test_a_list_of_a_database(
    pane: ListPane, services: Services, runner: TaskRunner, qtbot: QtBot
) -> None:
    model = pane.table.list
    assert model is not None
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.ask(_ALL)
    assert runner.wait_idle()
    every = services.lists.total("deliverable")
    assert model.count == model.total == every
    assert pane.shown_text() == f"{every:,} of {every:,} shown"

    model.set_sort([Sort("title")])
    assert runner.wait_idle()
    settle(runner)
    at = model.keys.index("title")
    titles = [shown(model, row, at) for row in range(20)]
    assert all(titles)
    assert titles == sorted(titles, key=str.casefold)

    id = model.id_at(5)
    pane.table.select_id(id)
    services.records.trash(RecordRef("deliverable", model.id_at(0)))
    model.refresh()
    assert runner.wait_idle()
    assert model.count == every - 1
    assert list(pane.table.selected_ids()) == [id]
    assert pane.table.currentIndex().row() == 4

    model.set_group("status")
    assert runner.wait_idle()
    settle(runner)
    assert model.rowCount() == every - 1 + len(model.group_lines)
    assert sum(line.count for line in model.group_lines) == every - 1
    place = model.keys.index("status")
    for row in range(1, 20):
        group = model.group_at(model.heading_of(row))
        assert group is not None
        if model.group_at(row) is None:
            assert shown(model, row, place) == model.words_of(group)
    assert list(pane.table.selected_ids()) == [id]
    QTest.keyClick(pane.table, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert pane.table.selected_count() == every - 1
    assert tester.model() is model


def test_own_fields_of_a_type_are_columns_with_sums(
    pane: ListPane, services: Services, runner: TaskRunner, qtbot: QtBot
) -> None:
    model = pane.table.list
    assert model is not None
    model.ask(_ALL)
    assert runner.wait_idle()
    pane.table.show_columns(["title", "type", "shared_office.tenant_count"])
    assert runner.wait_idle()
    found = services.lists.sums("deliverable", _ALL.query, ["shared_office.tenant_count"])[
        "shared_office.tenant_count"
    ]
    column = model.columns[2]
    assert found > 0
    assert pane.foot.sums.text() == f"{column.label} {column.words(found)}"
