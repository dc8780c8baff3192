"""How large the dialog of a form is."""

from __future__ import annotations

from PySide6.QtCore import QSize

from tracker.ui.forms.form_body import FormBody
from tracker.ui.widgets.dialog_frame import DialogFrame

_FULL = QSize(1080, 780)
_SHORT = QSize(760, 420)
_SMALL = QSize(660, 420)
_LEAST_HEIGHT = 240


def give_size(dialog: DialogFrame, body: FormBody, *, small: bool) -> None:
    """The size to open with: it grows with the text, and stays on the screen."""
    theme = dialog.icons.theme
    wanted = _SMALL if small else _FULL if body.has_index else _SHORT
    room = dialog.screen().availableGeometry().size()
    width = min(theme.px(wanted.width()), room.width() - 40)
    dialog.setMinimumWidth(width if small else 0)
    dialog.resize(width, min(theme.px(wanted.height()), room.height() - 60))
    fit_height(dialog, body)


def fit_height(dialog: DialogFrame, body: FormBody) -> None:
    """A form without an index is as high as its fields, as far as the screen goes."""
    if body.has_index:
        return
    around = dialog.sizeHint().height() - body.column.sizeHint().height()
    wanted = max(body.needed_height() + around, dialog.icons.theme.px(_LEAST_HEIGHT))
    room = dialog.screen().availableGeometry().height() - 60
    dialog.resize(dialog.width(), min(wanted, room))
