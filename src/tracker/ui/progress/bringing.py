"""Evidence that is dropped on the dialog or pasted anywhere in it."""

from __future__ import annotations

from functools import partial
from weakref import ref

from PySide6.QtCore import QEvent, QMimeData, QObject
from PySide6.QtGui import (
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
)
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from tracker.ui.desk import Desk, LogStart
from tracker.ui.progress.brought import brought_by, could_be_brought
from tracker.ui.progress.correcting import CorrectingForm
from tracker.ui.progress.note import NoteEditor


class BringingForm(CorrectingForm):
    """Takes files, pictures and links as evidence, and leaves text to the field it goes to."""

    def __init__(
        self,
        desk: Desk,
        deliverable_id: int | None,
        parent: QWidget | None,
        start: LogStart | None = None,
    ) -> None:
        super().__init__(desk, deliverable_id, parent, start)
        self.setAcceptDrops(True)
        if isinstance(self.note, NoteEditor):
            self.note.use(partial(_offered, ref(self)))
        self._link_lines: list[QObject] = [
            self.fields[name].field() for name in ("evidence_url", "evidence_title")
        ]
        for line in self._link_lines:
            line.installEventFilter(self)

    def take(self, data: QMimeData) -> bool:
        """Take files, a picture or links as evidence; False if it is just text."""
        if self.correction.withdraws:
            return False
        brought = brought_by(data)
        if brought.paths:
            self.evidence.add_paths(brought.paths)
        if brought.picture is not None:
            self.evidence.add_picture(brought.picture)
        for address in brought.links:
            self.put_in_link(address)
        return bool(brought)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if could_be_brought(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        if self.take(event.mimeData()):
            event.acceptProposedAction()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Paste) and self._paste():
            return
        super().keyPressEvent(event)

    def _paste(self) -> bool:
        return self.take(QGuiApplication.clipboard().mimeData())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched in self._link_lines and isinstance(event, QKeyEvent):
            # A line would write the address of a file, and nothing of a picture.
            pressed = event.type() == QEvent.Type.KeyPress
            if pressed and event.matches(QKeySequence.StandardKey.Paste):
                brought = brought_by(QGuiApplication.clipboard().mimeData())
                if brought.paths or brought.picture is not None:
                    return self._paste()
        return super().eventFilter(watched, event)


def _offered(form: ref[BringingForm], data: QMimeData) -> bool:
    found = form()
    return found is not None and isValid(found) and found.take(data)
