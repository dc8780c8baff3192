"""The formats a summary is saved in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from tracker.i18n import mark

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
