"""Words of cells that are laid out once stand where Qt itself would paint them."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFontMetrics, QImage, QPainter
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tracker.resources import resource_path
from tracker.ui.lists.writing import Writing
from tracker.ui.theme import FontRole, Theme

_MIDDLE = int(Qt.AlignmentFlag.AlignVCenter)
_LEFT, _RIGHT = int(Qt.AlignmentFlag.AlignLeft), int(Qt.AlignmentFlag.AlignRight)


@pytest.fixture
def theme(qtbot: QtBot) -> Theme:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    return Theme(app, resource_path(), "light")


def _picture(paint: Callable[[QPainter], object]) -> QImage:
    image = QImage(320, 60, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(QColor("white"))
    painter = QPainter(image)
    paint(painter)
    painter.end()
    return image


@pytest.mark.parametrize("role", ["base", "strong"])
@pytest.mark.parametrize("height", [25, 33, 34])
@pytest.mark.parametrize("right", [False, True])
@pytest.mark.parametrize(
    "text", ["Joint pavilion, gj 2028", "한국 바이오 전시", "한국 & <b>Ay</b>"]
)
def test_written_as_qt_would(
    theme: Theme, role: FontRole, height: int, right: bool, text: str
) -> None:
    writing, font = Writing(theme), theme.font(role)
    room = QRect(7, 9, 200, height)

    def ours(painter: QPainter) -> None:
        painter.setFont(font)
        writing.write(painter, room, text, role, right=right)

    def qts(painter: QPainter) -> None:
        painter.setFont(font)
        painter.drawText(room, _MIDDLE | (_RIGHT if right else _LEFT), text)

    expected = _picture(qts)
    assert expected != _picture(lambda painter: None)
    # The second time from what is kept.
    assert _picture(ours) == expected
    assert _picture(ours) == expected


def test_cut_where_its_room_ends(theme: Theme) -> None:
    writing, font = Writing(theme), theme.font("base")
    text, room = "Research and co-development\nof long-term follow-up " * 400, QRect(0, 0, 120, 34)

    def ours(painter: QPainter) -> None:
        painter.setFont(font)
        writing.write(painter, room, text, "base")

    def outside(painter: QPainter) -> None:
        ours(painter)
        painter.fillRect(room, QColor("white"))

    assert _picture(ours) != _picture(lambda painter: None)
    assert _picture(outside) == _picture(lambda painter: None)
    assert QFontMetrics(font).horizontalAdvance(text) > room.width()


def test_larger_letters_are_laid_out_anew(theme: Theme) -> None:
    writing, room = Writing(theme), QRect(0, 0, 300, 34)

    def ours(painter: QPainter) -> None:
        painter.setFont(theme.font("base"))
        writing.write(painter, room, "Joint pavilion", "base")

    before = _picture(ours)
    theme.set_text_px(18)
    writing.forget()
    larger = _picture(ours)
    theme.set_text_px(13)
    writing.forget()
    assert larger != before
    assert _picture(ours) == before
