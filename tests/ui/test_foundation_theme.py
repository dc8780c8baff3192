"""Colours, fonts, icons and statuses."""

from __future__ import annotations

import gc
from string import Template

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QFontInfo, QPalette
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from tracker.domain.lifecycle import AgreementStatus
from tracker.domain.progress import DeliverableStatus
from tracker.resources import resource_path
from tracker.ui import status
from tracker.ui.icons import Icons
from tracker.ui.palette import TEXT_GROUNDS, contrast, load_scheme
from tracker.ui.theme import Theme, set_property

SCHEMES = {name: load_scheme(resource_path("themes", f"{name}.json")) for name in ("light", "dark")}
PAIRS = [
    (name, text, ground)
    for name in SCHEMES
    for text, grounds in TEXT_GROUNDS.items()
    for ground in grounds
]


def test_contrast_is_computed_as_wcag_says() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)
    assert contrast("#123456", "#123456") == 1


@pytest.mark.parametrize(("name", "text", "ground"), PAIRS)
def test_every_text_can_be_read_on_its_ground(name: str, text: str, ground: str) -> None:
    colors = SCHEMES[name].colors
    ratio = contrast(colors[text], colors[ground])
    assert ratio >= 4.5, f"{ratio:.2f}"


@pytest.mark.parametrize("name", SCHEMES)
def test_what_is_not_text_can_be_seen(name: str) -> None:
    """The focus ring and the mark of an invalid field: 3:1 (WCAG 1.4.11)."""
    colors = SCHEMES[name].colors
    for role in ("accent", "error"):
        for ground in ("window", "surface", "field", "raised", "rail"):
            assert contrast(colors[role], colors[ground]) >= 3


def test_both_schemes_name_the_same_colours() -> None:
    assert set(SCHEMES["light"].colors) == set(SCHEMES["dark"].colors)
    template = Template(resource_path("themes", "controls.qss").read_text("utf-8"))
    assert "overdue" in SCHEMES["light"].colors
    assert {"surface", "accent"} <= set(template.get_identifiers())


def test_the_theme_changes_live(
    theme: Theme, icons: Icons, qapp: QApplication, qtbot: QtBot
) -> None:
    button = QPushButton()
    qtbot.addWidget(button)
    icons.apply(button, "house")
    before = button.icon().pixmap(16).toImage()
    with qtbot.waitSignal(theme.changed):
        theme.set_mode("dark")
    assert theme.is_dark
    assert qapp.palette().color(QPalette.ColorRole.Window).name().upper() == "#16191C"
    assert theme.color("overdue").name().upper() == "#F2857C"
    assert button.icon().pixmap(16).toImage() != before


def test_the_theme_follows_the_system(theme: Theme, qapp: QApplication, qtbot: QtBot) -> None:
    theme.set_mode("system")
    hints = qapp.styleHints()
    dark = hints.colorScheme() == Qt.ColorScheme.Dark
    assert theme.is_dark == dark
    theme.set_mode("light" if dark else "dark")
    assert theme.is_dark != dark
    hints.colorSchemeChanged.emit(hints.colorScheme())
    assert theme.is_dark != dark, "what the user chose stays"
    theme.set_mode("system")
    assert theme.is_dark == dark


def test_the_own_font_is_used(theme: Theme) -> None:
    assert QFontInfo(theme.font("base")).family() == "Pretendard"
    assert theme.font("base").pixelSize() == 13
    assert theme.font("title").pixelSize() == 19
    theme.set_text_px(16)
    assert theme.font("base").pixelSize() == 16
    assert theme.font("title").pixelSize() == 23
    assert theme.px(34) == 42


def test_an_invalid_field_gets_a_red_border(theme: Theme, qtbot: QtBot) -> None:
    field = QLineEdit()
    qtbot.addWidget(field)
    field.show()
    set_property(field, "invalid", True)
    image = field.grab().toImage()
    assert image.pixelColor(image.width() // 2, 0) == theme.color("error")
    set_property(field, "invalid", False)
    image = field.grab().toImage()
    assert image.pixelColor(image.width() // 2, 0) != theme.color("error")


def test_icons_are_sharp_at_every_scale(icons: Icons) -> None:
    for scale in (1.0, 1.5, 2.0, 3.0):
        picture = icons.pixmap("handshake", "text", 16, scale)
        assert picture.width() == 16 * scale
        assert picture.deviceIndependentSize().width() == 16


def test_icons_do_not_keep_what_they_were_applied_to(icons: Icons, qtbot: QtBot) -> None:
    button = QPushButton()
    icons.apply(button, "house")
    assert any(held[0] is button for held in icons._applied.values())
    button.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    assert not isValid(button)
    assert not any(held[0] is button for held in icons._applied.values())


def test_every_status_has_its_look(icons: Icons, theme: Theme) -> None:
    assert set(status.DELIVERABLE) == {one.value for one in DeliverableStatus}
    assert set(status.AGREEMENT) == {one.value for one in AgreementStatus}
    names = set(icons.names())
    for table in (status.DELIVERABLE, status.AGREEMENT, status.DERIVED):
        for look in table.values():
            assert look.icon in names
            assert look.role in theme.scheme.colors
            assert look.word
    for table in (status.DELIVERABLE, status.AGREEMENT):
        shapes = [(look.icon, look.role) for look in table.values()]
        assert len(set(shapes)) == len(shapes), "told apart by more than the word"


def test_an_unknown_status_is_shown_and_not_refused() -> None:
    look = status.look_of("from_a_newer_program")
    assert look.word == "from_a_newer_program"
    assert status.look_of("cancelled").role == "cancelled"
