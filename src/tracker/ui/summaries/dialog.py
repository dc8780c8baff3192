"""The summary of an agreement: seen before it is saved as PDF, Word or Excel."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from weakref import ref

from PySide6.QtCore import QStandardPaths
from PySide6.QtGui import QImage, QKeySequence, QShortcut
from PySide6.QtWidgets import QPushButton, QWidget
from shiboken6 import isValid

from tracker.domain.changes import ChangeSet
from tracker.i18n import tr
from tracker.services import Services
from tracker.ui.desk import Desk
from tracker.ui.messages import Choice, FileKind
from tracker.ui.summaries.rendering import PageShape, draw_pages, read_shapes
from tracker.ui.summaries.saving import FORMATS, Format, export, format_of
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
        super().__init__(desk.icons, desk.language, parent)
        self._desk = desk
        self._id = agreement_id
        self._preview: Preview | None = None
        self._folder = Path(
            QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        )
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
        if self._preview is None:
            return
        kind = FORMATS[format]
        self._desk.messages.choose_save_file(
            self,
            tr("Save the summary"),
            self._folder / f"{self._preview.name}.{format}",
            [FileKind(tr(kind.label), (format,))],
            partial(self._chosen, format),
        )

    def _save_clicked(self) -> None:
        pressed = self.sender()
        if isinstance(pressed, QPushButton):
            self.save(pressed.property("format"))

    def _save_pdf(self) -> None:
        self.save("pdf")

    def _chosen(self, format: Format, path: Path) -> None:
        # "report.docx" is a Word file, whichever button led here; other endings are part of a name.
        meant = format_of(path)
        if meant is not None:
            self._export(meant, path)
            return
        path = path.with_name(f"{path.name}.{format}")
        if not path.exists():
            self._export(format, path)
            return
        self._desk.messages.question(
            self,
            tr("Replace “{name}”?", name=path.name),
            tr("A file of that name is in “{folder}”.", folder=str(path.parent)),
            [Choice("keep", tr("&Cancel")), Choice("replace", tr("&Replace"), "danger")],
            partial(self._answered, format, path),
        )

    def _answered(self, format: Format, path: Path, answer: str) -> None:
        if answer == "replace":
            self._export(format, path)

    def _export(self, format: Format, path: Path) -> None:
        self._folder = path.parent
        self.banner.clear()
        self.set_saving(True)
        me = ref(self)
        export(
            self._desk,
            self._id,
            format,
            path,
            str(self.language.currentData()),
            partial(_saved, me),
            partial(_failed, me, self._desk),
        )

    def saved(self) -> None:
        """The file is written."""
        self.set_saving(False)

    def failed(self, error: Exception) -> None:
        """The file could not be written: say why."""
        self.set_saving(False)
        self.banner.show_error(error)


def _saved(dialog: ref[SummaryDialog]) -> None:
    found = dialog()
    if found is not None and isValid(found):
        found.saved()


def _failed(dialog: ref[SummaryDialog], desk: Desk, error: Exception) -> None:
    found = dialog()
    if found is not None and isValid(found) and found.isVisible():
        found.failed(error)
    else:
        desk.messages.show_error(None, error)


def _preview_of(services: Services, id: int, today: date, language: str) -> Preview:
    reporting = services.reporting
    pdf = reporting.pdf(id, today, language)
    return Preview(reporting.suggested_name(id), pdf, read_shapes(pdf))
