"""What is done with the files of a record: attach, open, save, remove. Lives as long as its page,
for the list of files is made anew with every change."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path, PurePath

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from tracker.domain.changes import ChangeSet
from tracker.domain.refs import RecordRef
from tracker.i18n import tr
from tracker.services import Services
from tracker.services.attached import AttachedFile
from tracker.services.attachments import Attached, Prepared
from tracker.services.opened_copies import folder_for_copy
from tracker.ui.desk import Desk
from tracker.ui.messages import Choice, FileKind
from tracker.ui.operation import Progress
from tracker.ui.trashing import say_done

# What the system opens with a reader; another file may be a program.
_READ = frozenset(
    {
        *("pdf", "docx", "doc", "xlsx", "xls", "pptx", "ppt", "odt", "ods", "odp", "hwp", "hwpx"),
        *("txt", "md", "csv", "tsv", "rtf", "eml", "ics", "vcf"),
        *("png", "jpg", "jpeg", "gif", "bmp", "tif", "tiff", "webp", "heic"),
        *("mp4", "mov", "mp3", "wav"),
    }
)


class FileWork(QObject):
    """The actions; `page` is where questions are asked."""

    def __init__(self, desk: Desk, page: QWidget) -> None:
        super().__init__(page)
        self._desk, self._page = desk, page

    def ask_for_file(self, ref: RecordRef) -> None:
        """Let a file be chosen and attach it."""
        kinds = [FileKind(tr("All files"), ("*",))]
        self._desk.messages.choose_open_file(
            self._page, tr("Attach a file"), kinds, partial(self._chosen, ref)
        )

    def _chosen(self, ref: RecordRef, path: Path) -> None:
        self.attach(ref, [path])

    def attach(self, ref: RecordRef, paths: Sequence[Path]) -> None:
        """Read files and keep them with a record, each an action of its own."""
        for path in paths:
            # A thread of its own: a long PDF is read for some seconds.
            self._desk.runner.run_operation(
                self,
                tr("Reading {name}", name=path.name),
                partial(_prepare, self._desk.services, path),
                partial(self._prepared, ref),
                self._failed,
            )

    def _prepared(self, ref: RecordRef, file: Prepared) -> None:
        call = partial(self._desk.services.attachments.add, ref, file)
        self._desk.runner.write(self, call, partial(self._attached, file.name), self._failed)

    def _attached(self, name: str, added: Attached) -> None:
        say_done(self._desk, self, tr("{name} is attached", name=name), added.change_set)

    def open(self, file: AttachedFile) -> None:
        """Open a copy with the program the system has for it; asks where it may be a program."""
        if PurePath(file.name).suffix[1:].lower() in _READ:
            self._open(file)
            return
        self._desk.messages.question(
            self._page,
            tr("Open “{name}”?", name=file.name),
            tr("It may be a program. Open it only if you know who made it."),
            [Choice("leave", tr("&Cancel")), Choice("open", tr("&Open"), "danger")],
            partial(self._answered, file),
        )

    def _answered(self, file: AttachedFile, answer: str) -> None:
        if answer == "open":
            self._open(file)

    def _open(self, file: AttachedFile) -> None:
        call = partial(_put_aside, self._desk.services, file.id)
        self._desk.runner.read(self, call, self._show, self._failed)

    def _show(self, path: Path) -> None:
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
            self._desk.messages.info(
                self._page,
                tr("No program opens “{name}”.", name=path.name),
                tr("Save it, and open it with a program of your choice."),
            )

    def save_as(self, file: AttachedFile) -> None:
        """Ask where to, and write the file there."""
        ending = PurePath(file.name).suffix[1:] or "*"
        self._desk.messages.choose_save_file(
            self._page,
            tr("Save the file"),
            Path.home() / file.name,
            [FileKind(tr("All files"), (ending, "*"))],
            partial(self._save, file),
        )

    def _save(self, file: AttachedFile, path: Path) -> None:
        call = partial(self._desk.services.attachments.save_as, file.id, path)
        self._desk.runner.read(self, call, partial(self._saved, path.name), self._failed)

    def _saved(self, name: str, _nothing: None) -> None:
        self._desk.messages.toast(tr("{name} is saved", name=name), lasting=True)

    def remove(self, file: AttachedFile) -> None:
        """Take a file from its record, with an undo to hand."""
        call = partial(self._desk.services.attachments.remove, file.id)
        self._desk.runner.write(self, call, partial(self._removed, file.name), self._failed)

    def _removed(self, name: str, change_set: ChangeSet) -> None:
        say_done(self._desk, self, tr("{name} is removed", name=name), change_set)

    def _failed(self, error: Exception) -> None:
        self._desk.messages.show_error(self._page, error)


def _prepare(services: Services, path: Path, progress: Progress) -> Prepared:
    progress.check()
    return services.attachments.prepare(path)


def _put_aside(services: Services, id: int) -> Path:
    return services.attachments.put_into(id, folder_for_copy())
