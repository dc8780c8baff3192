"""A list as wide as the window of a small laptop has room for: every column is seen."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.opened import page, running, session, settle
from tests.ui.recording import RecordedMessages
from tracker.app.opening import Target
from tracker.app.program import Program
from tracker.i18n import use_language
from tracker.resources import resource_path
from tracker.ui.icons import Icons
from tracker.ui.lists.view import ListView


@pytest.fixture(params=["en", "ko"])
def program(
    request: pytest.FixtureRequest,
    icons: Icons,
    messages: RecordedMessages,
    tmp_path: Path,
    sample: Path,
    qtbot: QtBot,
) -> Iterator[Program]:
    """A window of 1240 px, in each language."""
    use_language(request.param, resource_path("i18n"))
    try:
        with running(icons, messages, tmp_path / "home") as made:
            made.window.resize(1240, 760)
            made.open(Target(sample))
            settle(made)
            yield made
    finally:
        use_language("en", resource_path("i18n"))


@pytest.mark.parametrize("kind", ["agreement", "deliverable"])
def test_every_column_is_seen_and_none_is_squeezed(program: Program, kind: str) -> None:
    session(program).navigator.open_list(kind)
    settle(program)
    (table,) = [one for one in page(program).findChildren(ListView) if one.isVisible()]
    assert table.list is not None
    widths = {key: table.columnWidth(at) for at, key in enumerate(table.list.keys)}
    assert sum(widths.values()) <= table.viewport().width(), widths
    name, other = list(widths)[:2]
    assert widths[name] >= 200
    assert widths[other] >= 130, widths
