"""Where a file is saved: asked for, with its ending, and never over another one in silence."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from PySide6.QtCore import QStandardPaths, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from tracker.i18n import tr
from tracker.ui.messages import Choice, FileKind, Messages

Chosen = Callable[[str, Path], None]
"""Told the form (its ending) and the file."""


def documents() -> Path:
    """The folder in which saving begins."""
    return Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))


def ask_where(
    messages: Messages,
    parent: QWidget,
    title: str,
    suggested: Path,
    forms: Mapping[str, str],
    form: str,
    chosen: Chosen,
) -> None:
    """Ask for a file. `forms` are the ways to write it, by ending, in words; `form` is the one that
    is meant unless the ending that is typed says another. `suggested` has no ending. Nothing is
    told when the person cancels."""
    messages.choose_save_file(
        parent,
        title,
        suggested.with_name(f"{suggested.name}.{form}"),
        [FileKind(forms[form], (form,))],
        partial(_chosen, messages, parent, tuple(forms), form, chosen),
    )


def _chosen(
    messages: Messages,
    parent: QWidget,
    forms: tuple[str, ...],
    form: str,
    chosen: Chosen,
    path: Path,
) -> None:
    ending = path.suffix.lower().removeprefix(".")
    if ending in forms:
        chosen(ending, path)
        return
    # Other endings are part of a name, and the file dialog has asked about that name alone.
    path = path.with_name(f"{path.name}.{form}")
    if not path.exists():
        chosen(form, path)
        return
    messages.question(
        parent,
        tr("Replace “{name}”?", name=path.name),
        tr("A file of that name is in “{folder}”.", folder=str(path.parent)),
        [Choice("keep", tr("&Cancel")), Choice("replace", tr("&Replace"), "danger")],
        partial(_answered, chosen, form, path),
    )


def _answered(chosen: Chosen, form: str, path: Path, answer: str) -> None:
    if answer == "replace":
        chosen(form, path)


def open_file(path: Path) -> None:
    """Open a file in the system's own program for it, or its folder if there is none."""
    if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
        show_folder(path.parent)


def show_folder(folder: Path) -> None:
    """Open a folder in the system's own file manager."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
