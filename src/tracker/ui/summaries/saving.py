"""Writing the file, and saying where it is; it goes on when the dialog is closed meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Literal, get_args

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from tracker.i18n import mark, tr
from tracker.ui.desk import Desk

Format = Literal["pdf", "docx", "xlsx"]


@dataclass(frozen=True, slots=True)
class FormatLook:
    """A format in words: on its button, and in the file dialog (both marked)."""

    button: str
    label: str
    icon: str


FORMATS: dict[Format, FormatLook] = {
    "xlsx": FormatLook(mark("Save as &Excel…"), mark("Excel workbook"), "file-spreadsheet"),
    "docx": FormatLook(mark("Save as &Word…"), mark("Word document"), "file-type"),
    "pdf": FormatLook(mark("Save as &PDF…"), mark("PDF document"), "file-down"),
}


def format_of(path: Path) -> Format | None:
    """The format that a file's ending says; None for another ending or none."""
    ending = path.suffix.lower().removeprefix(".")
    return next((one for one in get_args(Format) if one == ending), None)


def export(
    desk: Desk,
    agreement_id: int,
    format: Format,
    path: Path,
    language: str,
    saved: Callable[[], None],
    failed: Callable[[Exception], None],
) -> None:
    """Write the summary as `path` in the background, whole or not at all.

    `saved` or `failed` is called even when the dialog has gone meanwhile.
    """
    call = partial(
        desk.services.reporting.export, agreement_id, format, path, desk.today(), language
    )
    # The runner lives as long as the window: no answer is dropped with the dialog.
    desk.runner.read(desk.runner, call, partial(_saved, desk, path, saved), failed)


def _saved(desk: Desk, path: Path, saved: Callable[[], None], _nothing: None) -> None:
    saved()
    desk.messages.toast(
        tr("Saved as {name}", name=path.name),
        tr("Show in folder"),
        partial(show_folder, path.parent),
        lasting=True,
    )


def show_folder(folder: Path) -> None:
    """Open a folder in the system's own file manager."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
