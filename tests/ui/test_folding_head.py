"""The heads of lists and of the board: nothing of them is cut off, whatever width they have."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.ui.waiting import drain
from tracker.i18n import spoken_language, use_language
from tracker.resources import resource_path
from tracker.services.list_declarations import BuiltInView
from tracker.ui.board.page_view import BoardPageView
from tracker.ui.icons import Icons
from tracker.ui.kinds import KINDS
from tracker.ui.records_list.view import ListPageView

TODAY = date(2026, 11, 21)
VIEWS: tuple[BuiltInView, ...] = ()


@pytest.fixture(params=["en", "ko"])
def language(request: pytest.FixtureRequest) -> Iterator[str]:
    before = spoken_language()
    use_language(request.param, resource_path("i18n"))
    yield request.param
    use_language(before, resource_path("i18n"))


def made(icons: Icons, which: str, language: str) -> ListPageView | BoardPageView:
    if which == "board":
        return BoardPageView(icons, VIEWS, lambda: TODAY, language)
    return ListPageView(icons, KINDS[which], VIEWS, lambda: TODAY)


def put_up(view: QWidget, qtbot: QtBot) -> QWidget:
    """As in the window: what has too little room gets no more of it."""
    around = QWidget()
    qtbot.addWidget(around)
    view.setParent(around)
    around.resize(1800, 700)
    around.show()
    view.show()
    return around


def cut_off(view: ListPageView | BoardPageView) -> list[str]:
    """The names of what is narrower than its words, or lies outside."""
    shown = [one for one in view.findChildren(QWidget) if one.parent() is view and one.isVisible()]
    top = [one for one in shown if one.geometry().bottom() < view.bar.geometry().top()]
    assert view.new in top
    return [
        one.accessibleName() or type(one).__name__
        for one in top
        if one.geometry().right() >= view.width() or one.width() < one.minimumSizeHint().width()
    ]


@pytest.mark.parametrize("which", ["deliverable", "agreement", "board"])
@pytest.mark.parametrize("text", [13, 18])
def test_no_head_is_cut_off_at_any_width(
    icons: Icons, qtbot: QtBot, which: str, text: int, language: str
) -> None:
    icons.theme.set_text_px(text)
    view = made(icons, which, language)
    around = put_up(view, qtbot)
    words: dict[int, bool] = {}
    for width in (*range(icons.theme.px(520), 1700, 90), 1000, 700):
        view.resize(width, 600)
        drain()
        assert cut_off(view) == [], (width, view._head._width())
        words[width] = bool(view.new.text())
        # Pictures only where words would be too many.
        if not words[width]:
            assert view.new.toolTip()
    assert set(words.values()) == {True, False}
    assert around.isVisible()


def test_longer_words_fold_and_shorter_ones_come_back(icons: Icons, qtbot: QtBot) -> None:
    view = ListPageView(icons, KINDS["deliverable"], VIEWS, lambda: TODAY)
    around = put_up(view, qtbot)
    view.resize(1400, 600)
    drain()
    assert view.new.text()
    view.show_group("Participating organisations and all the others that were ever there" * 2)
    drain()
    assert not view.new.text()
    view.show_group("")
    drain()
    assert view.new.text()
    assert around.isVisible()


def test_with_a_tool_less_the_words_come_back(icons: Icons, qtbot: QtBot) -> None:
    view = made(icons, "deliverable", "en")
    assert isinstance(view, ListPageView)
    around = put_up(view, qtbot)
    view.resize(1800, 700)
    drain()
    words, tool = view.new.text(), view.day.width()
    assert words
    width = 1800
    while view.new.text():
        width -= 10
        view.resize(width, 700)
        drain()
    assert tool > 20
    # As the list is shown as at a day: the tool that asks for one gives way to a line of its own.
    view.day.hide()
    drain()
    assert view.new.text() == words
    view.day.show()
    drain()
    assert not view.new.text()
    around.close()
