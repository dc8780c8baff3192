"""How the dialog of types stands: list at the left, fields in the middle, preview at the right."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from tracker.domain.deliverable_types.base import TypeDetails
from tracker.i18n import tr
from tracker.services.own_types import OwnTypeLine
from tracker.ui.forms.notices import NoticeBar
from tracker.ui.forms.parts import FormParts
from tracker.ui.icons import Icons
from tracker.ui.own_types.preview import Preview
from tracker.ui.own_types.type_list import TypeList
from tracker.ui.own_types.type_panel import TypePanel
from tracker.ui.widgets.buttons import button, dress
from tracker.ui.widgets.card import ScrollColumn, hairline
from tracker.ui.widgets.dialog_frame import DialogFrame
from tracker.ui.widgets.states import EmptyState

_LIST, _PREVIEW = 262, 370
# Narrower than this, the fields need the room of the preview.
_ROOMY = 1060


class TypesFrame(DialogFrame):
    """All widgets in their places; what they do says `OwnTypesDialog`."""

    def __init__(self, icons: Icons, parts: FormParts, parent: QWidget | None) -> None:
        super().__init__(icons, tr("Types of deliverables"), "shapes", "", parent)
        self._is_seen = self._only_seen = False
        self.types = TypeList(icons)
        self.panel = TypePanel(icons)
        self.preview = Preview(replace(parts, paste_names=None, new_type=None))
        self.notice = NoticeBar(icons, "history")
        self.empty = EmptyState(icons, "shapes", "", action_icon="plus")
        self.new_button = button(icons, tr("Ne&w type"), "plus")
        self.retire_button = button(icons, "", "", "quiet")
        self.remove_button = button(icons, tr("&Remove…"), "trash-2", "quiet")
        self._lay_out()
        self.close_button = self.add_button(tr("&Close"))
        self.save_button = self.add_button(tr("&Save"), "primary")
        self.save_button.setToolTip(tr("Save (Ctrl+S)"))

    def show_fields(self) -> None:
        """Show the editor of a type."""
        self._middle.setCurrentWidget(self._edit)

    def show_built_in(self, declared: type[TypeDetails]) -> None:
        """Show a type of the program, which is not edited."""
        self.preview.show_type(declared, at_once=True)
        self.empty.say(
            declared.icon,
            tr("A type of the program"),
            tr("Its fields are at the right. It cannot be changed; a type of your own can."),
            tr("New type"),
        )
        self._middle.setCurrentWidget(self.empty)

    def show_nothing(self) -> None:
        """Say what the dialog is for."""
        self.empty.say(
            "shapes",
            tr("Define a type of your own"),
            tr("It gets a form, columns, filters and a part in summaries like any other."),
            tr("New type"),
        )
        self._middle.setCurrentWidget(self.empty)

    def show_stored(self, line: OwnTypeLine | None) -> None:
        """Show what can be done with the type shown as it is stored; None if it is not."""
        self.retire_button.setVisible(line is not None)
        self.remove_button.setVisible(line is not None)
        if line is None:
            return
        retired = line.definition.retired
        words = tr("&Offer again") if retired else tr("No longer &offer")
        self.retire_button.setText(words)
        icon = "rotate-ccw" if retired else "archive"
        dress(self.retire_button, self.icons, words, icon, "quiet")
        self.retire_button.setToolTip(tr("Deliverables that have this type keep it."))

    def show_preview(self, *, wanted: bool, alone: bool) -> None:
        """Beside the fields where there is room; `alone`: of this type it is all there is."""
        self._is_seen, self._only_seen = wanted, alone
        room = self.width() >= self.icons.theme.px(_ROOMY)
        shown = wanted and (room or alone)
        self._seen.setVisible(shown)
        self._line.setVisible(shown)

    def reveal(self, part: QWidget) -> None:
        """Scroll to a part of the editor."""
        self._edit.ensureWidgetVisible(part, 0, 40)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.show_preview(wanted=self._is_seen, alone=self._only_seen)

    def _lay_out(self) -> None:
        theme = self.icons.theme
        self.body.setContentsMargins(0, 0, 0, 0)
        across = QHBoxLayout()
        across.setSpacing(0)
        left = QVBoxLayout()
        left.setContentsMargins(14, 14, 14, 14)
        left.setSpacing(8)
        left.addWidget(self.types, 1)
        left.addWidget(self.new_button)
        holder = QWidget()
        holder.setLayout(left)
        holder.setFixedWidth(theme.px(_LIST))
        across.addWidget(holder)
        across.addWidget(hairline(vertical=True))
        self._edit = ScrollColumn("surface", margin=18)
        self._edit.body.addWidget(self.notice)
        self._edit.body.addWidget(self.panel, 1)
        foot = QHBoxLayout()
        foot.addWidget(self.retire_button)
        foot.addWidget(self.remove_button)
        foot.addStretch(1)
        self._edit.body.addLayout(foot)
        self._seen = ScrollColumn("window", margin=18)
        self._seen.body.addWidget(self.preview, 1)
        self._middle = QStackedWidget()
        self._middle.addWidget(self._edit)
        self._middle.addWidget(self.empty)
        across.addWidget(self._middle, 1)
        self._line = hairline(vertical=True)
        across.addWidget(self._line)
        across.addWidget(self._seen)
        self._seen.setFixedWidth(theme.px(_PREVIEW))
        self.body.addLayout(across, 1)
        self.setMinimumSize(theme.px(860), theme.px(460))
        self.fit_screen(1180, 700)
