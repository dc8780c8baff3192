"""Words of buttons that have too little room: they end in "…", and are told as a whole."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tracker.domain.list_views import ListArrangement
from tracker.services.list_declarations import BuiltInView
from tracker.ui.forms.section_index import SectionIndex
from tracker.ui.icons import Icons
from tracker.ui.records_list.switcher import ViewSwitcher
from tracker.ui.widgets.elided_button import ElidedButton


@pytest.mark.parametrize("icon", ["", "chevron-down"])
def test_a_button_says_all_it_has_room_for(icons: Icons, qtbot: QtBot, icon: str) -> None:
    made = ElidedButton(icons, "Delivered & without evidence", icon)
    qtbot.addWidget(made)
    made.resize(made.sizeHint())
    made.show()
    assert made.shown_text() == made.text() == "Delivered && without evidence"
    made.resize(made.width() // 2, made.height())
    assert made.shown_text().startswith("Deliv")
    assert made.shown_text().endswith("…")
    assert made.accessibleName() == "Delivered & without evidence"


def test_the_view_of_a_list_ends_in_dots_and_is_told_as_a_whole(icons: Icons, qtbot: QtBot) -> None:
    name = "Delivered without evidence"
    switcher = ViewSwitcher(icons, "Deliverables", [BuiltInView("bare", name, ListArrangement())])
    head = QWidget()
    qtbot.addWidget(head)
    switcher.setParent(head)
    head.show()
    switcher.show()
    switcher.set_current("bare", changed=False)
    switcher.resize(switcher.sizeHint())
    assert switcher.button.shown_text() == name
    switcher.resize(140, switcher.height())
    assert switcher.button.width() <= 140, "a head that is too narrow leaves it no more"
    assert switcher.button.shown_text().startswith("D")
    assert switcher.button.shown_text().endswith("…")
    assert name in switcher.button.toolTip()
    assert name in switcher.button.accessibleName()


def test_a_long_part_of_a_form_ends_in_dots_in_the_index(icons: Icons, qtbot: QtBot) -> None:
    title = "Standardisation or regulatory contribution"
    index = SectionIndex(icons)
    qtbot.addWidget(index)
    index.show_parts([("Dates", None), (title, None)])
    index.show()
    short, long = index.findChildren(ElidedButton)
    for current in (0, 1):
        index.set_current(current)
        assert short.shown_text() == "Dates"
        assert long.shown_text().endswith("…")
        assert title.startswith(long.shown_text()[:-1])
    assert title in long.toolTip()
    assert long.accessibleName() == title
