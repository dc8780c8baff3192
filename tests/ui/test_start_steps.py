"""What makes the start short, piece by piece."""

from __future__ import annotations

import builtins
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tracker.app.kept_code import KeptCode
from tracker.cli.parser import parse
from tracker.cli.window_words import window_words
from tracker.ui.icons import Icons
from tracker.ui.widgets.rail import NavigationRail

NAME = "shibokensupport/x.py"


def test_compiled_code_is_kept_for_the_same_source_only(tmp_path: Path) -> None:
    usual = builtins.compile
    with KeptCode(tmp_path) as code:
        first = builtins.compile(b"value = 1", NAME, "exec")
        builtins.compile("2 + 2", "other.py", "eval")
    assert builtins.compile is usual
    code.save()
    with KeptCode(tmp_path):
        assert builtins.compile(b"value = 1", NAME, "exec") == first
        found: dict[str, object] = {}
        exec(builtins.compile(b"value = 3", NAME, "exec"), found)
    assert found["value"] == 3


@pytest.mark.parametrize("content", [b"", b"\x00\xff", b"i\x01\x00\x00\x00"])
def test_damaged_code_is_compiled_anew(tmp_path: Path, content: bytes) -> None:
    code = KeptCode(tmp_path)
    with code:
        builtins.compile(b"value = 1", NAME, "exec")
    code.save()
    for file in tmp_path.iterdir():
        file.write_bytes(content)
    with KeptCode(tmp_path):
        found: dict[str, object] = {}
        exec(builtins.compile(b"value = 1", NAME, "exec"), found)
    assert found["value"] == 1


@pytest.mark.parametrize(
    "words",
    [[], ["--samples"], ["--db", "a.tracker"], ["--db=a.tracker", "--language", "ko"]],
)
def test_the_window_is_asked_for_in_the_words_of_the_parser(words: list[str]) -> None:
    quick, full = window_words(words), parse(words)
    assert quick is not None
    assert (quick.database, quick.samples, quick.language) == (
        full.database,
        full.samples,
        full.language,
    )


@pytest.mark.parametrize(
    "words", [["due"], ["--help"], ["--db"], ["--db", "--samples"], ["--language", "xx"]]
)
def test_all_else_is_left_to_the_parser(words: list[str]) -> None:
    assert window_words(words) is None


def test_a_section_of_the_rail_is_filled_anew(icons: Icons, qtbot: QtBot) -> None:
    rail = NavigationRail(icons, "Tracker")
    qtbot.addWidget(rail)
    rail.add_section("views", "Views")
    rail.set_section("views", [("a", "house", "First"), ("b", "house", "A & B")])
    rail.add_item("bottom", "settings", "settings", "Settings")
    rail.set_count("b", 7)
    rail.resize(208, 200)
    rail.show()
    many = [(f"v{number}", "house", f"View {number}") for number in range(12)]
    rail.set_section("views", [("b", "house", "A & B"), *many])
    assert rail.keys("views") == ["b", *(key for key, _, _ in many)]
    assert rail.item("b").accessibleName() == "A & B, 7"
    with pytest.raises(KeyError):
        rail.item("a")
    rail.activateWindow()
    qtbot.waitUntil(rail.isActiveWindow)
    rail.item("b").setFocus(Qt.FocusReason.TabFocusReason)
    for _ in range(12):
        QTest.keyClick(rail.focusWidget(), Qt.Key.Key_Down)
    last = rail.item("v11")
    assert last.hasFocus()
    assert last.visibleRegion().boundingRect().height() == last.height()  # scrolled into sight
