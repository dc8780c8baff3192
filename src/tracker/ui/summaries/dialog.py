"""The summary of an agreement: seen before it is saved as PDF, Word or Excel."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import cast

from PySide6.QtGui import QImage, QKeySequence, QShortcut
from PySide6.QtWidgets import QPushButton, QWidget

from tracker.domain.changes import ChangeSet
from tracker.i18n import tr
from tracker.services import Services
from tracker.ui.desk import Desk
from tracker.ui.doing.saving import ask_where, documents, show_folder
from tracker.ui.messages import Messages
from tracker.ui.summaries.formats import FORMATS, Format
from tracker.ui.summaries.rendering import PageShape, draw_pages, read_shapes
from tracker.ui.summaries.view import SummaryView


@dataclass(frozen=True, slots=True)
class Preview:
    """The summary as it would be saved, and what its file would be called."""

    name: str
    pdf: bytes
    shapes: list[PageShape]


class SummaryDialog(SummaryView):
    """Shows the summary page by page, in the language chosen, and saves it.

    It reads and draws in the background, and again when the agreement is changed meanwhile.
    """

    def __init__(self, desk: Desk, agreement_id: int, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._id = agreement_id
        self._preview: Preview | None = None
        self._folder = documents()
        self.language.activated.connect(self._read)
        self.pages.wanted.connect(self._draw)
        for format, made in self.buttons.items():
            made.setProperty("format", format)
            made.clicked.connect(self._save_clicked)
        standard = QKeySequence.StandardKey
        for keys, slot in (
            (QKeySequence(standard.ZoomIn), self.pages.zoom_in),
            (QKeySequence(standard.ZoomOut), self.pages.zoom_out),
            (QKeySequence("Ctrl+0"), self.pages.fit_width),
            (QKeySequence(standard.Save), self._save_pdf),
        ):
            QShortcut(keys, self).activated.connect(slot)
        desk.bus.changed.connect(self._changed)
        self._read()

    # Reading and drawing.

    def _read(self) -> None:
        self.show_busy()
        services, language = self._desk.services, str(self.language.currentData())
        call = partial(_preview_of, services, self._id, self._desk.today(), language)
        self._desk.runner.read(self, call, self._show, self._could_not_show, key="summary")

    def _show(self, preview: Preview) -> None:
        self._preview = preview
        self.banner.clear()
        self.set_title(tr("Summary: {name}", name=preview.name))
        self.show_pages(preview.shapes)

    def _could_not_show(self, error: Exception) -> None:
        self.show_nothing()
        self.banner.show_error(error)

    def _draw(self, width: int) -> None:
        if self._preview is not None:
            call = partial(draw_pages, self._preview.pdf, width, self.devicePixelRatioF())
            self._desk.runner.read(self, call, self._put, self._could_not_show, key="pages")

    def _put(self, pictures: list[QImage]) -> None:
        self.pages.put_pictures(pictures)

    def _changed(self, change_set: ChangeSet) -> None:
        if change_set.touches("agreement", self._id) or change_set.touches("deliverable"):
            self._read()

    # Saving.

    def save(self, format: Format) -> None:
        """Ask where to, and save the summary there."""
        if self._preview is None or self.is_doing:
            return
        ask_where(
            self._desk.messages,
            self,
            tr("Save the summary"),
            self._folder / self._preview.name,
            {ending: tr(kind.label) for ending, kind in FORMATS.items()},
            format,
            self._export,
        )

    def _save_clicked(self) -> None:
        pressed = self.sender()
        if isinstance(pressed, QPushButton):
            self.save(pressed.property("format"))

    def _save_pdf(self) -> None:
        self.save("pdf")

    def _export(self, ending: str, path: Path) -> None:
        self._folder = path.parent
        call = partial(
            self._desk.services.reporting.export,
            self._id,
            cast("Format", ending),
            path,
            self._desk.today(),
            str(self.language.currentData()),
        )
        self.do(
            tr("Saving…"),
            lambda _progress: call(),
            partial(_saved, self._desk.messages, path),
            writes=False,
            stoppable=False,
        )


def _saved(messages: Messages, path: Path, _dialog: SummaryDialog | None, _nothing: None) -> None:
    messages.toast(
        tr("Saved as {name}", name=path.name),
        tr("Show in folder"),
        partial(show_folder, path.parent),
        lasting=True,
    )


def _preview_of(services: Services, id: int, today: date, language: str) -> Preview:
    reporting = services.reporting
    pdf = reporting.pdf(id, today, language)
    return Preview(reporting.suggested_name(id), pdf, read_shapes(pdf))
