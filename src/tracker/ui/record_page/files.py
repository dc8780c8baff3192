"""The files of a record: a block of its page, onto which files may be dropped."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject, QPoint, Qt
from PySide6.QtGui import QDropEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QVBoxLayout, QWidget

from tracker.domain.changes import ChangeSet
from tracker.domain.refs import RecordRef
from tracker.i18n import tr
from tracker.services.attached import AttachedFile
from tracker.ui.desk import Desk
from tracker.ui.record_page.facts import section
from tracker.ui.record_page.file_work import FileWork
from tracker.ui.record_page.lines import RecordLine
from tracker.ui.widgets.buttons import button

_KB, _MB = 1024, 1024 * 1024


class FilesPart(QWidget):
    """The list of files with a button to attach one. Each line opens its file; its menu button
    (or the context menu, or Delete) has the rest. It reads its list by itself."""

    def __init__(
        self,
        desk: Desk,
        work: FileWork,
        ref: RecordRef,
        page: QWidget,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk, self._work, self._ref = desk, work, ref
        self._stale = False
        self.files: list[AttachedFile] = []
        self.lines: list[FileLine] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self._column.addWidget(section(tr("Files"), parent=self))
        self.attach_button: QPushButton = button(
            desk.icons, tr("Attach a file…"), "paperclip", "quiet", tip=tr("Or drop files here")
        )
        self.attach_button.clicked.connect(self._attach)
        self._column.addWidget(self.attach_button, 0, Qt.AlignmentFlag.AlignLeft)
        # Files may be dropped anywhere on the page.
        page.setAcceptDrops(True)
        page.installEventFilter(self)
        desk.bus.changed.connect(self._changed)
        self._ask()

    def _ask(self) -> None:
        call = partial(self._desk.services.attachments.of, self._ref)
        self._desk.runner.read(self, call, self._show, key="files")

    def _changed(self, change_set: object, _origin: object) -> None:
        if isinstance(change_set, ChangeSet) and change_set.touches(*self._ref):
            self._stale = not self.isVisible()
            if not self._stale:
                self._ask()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._stale = False
            self._ask()

    def _show(self, files: list[AttachedFile]) -> None:
        if files == self.files:
            return
        self.files = files
        for line in self.lines:
            self._column.removeWidget(line)
            line.hide()
            line.deleteLater()
        self.lines = [FileLine(self._desk, self._work, file) for file in files]
        for line in self.lines:
            self._column.insertWidget(self._column.count() - 1, line)

    def _attach(self) -> None:
        self._work.ask_for_file(self._ref)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QDropEvent):
            dropped = event.type() == QEvent.Type.Drop
            paths = _paths(event.mimeData())
            if paths and (dropped or event.type() == QEvent.Type.DragEnter):
                event.acceptProposedAction()
                if dropped:
                    self._work.attach(self._ref, paths)
                return True
        return super().eventFilter(watched, event)


class FileLine(QWidget):
    """One file: its name opens it, the button beside it has what else can be done."""

    def __init__(self, desk: Desk, work: FileWork, file: AttachedFile) -> None:
        super().__init__()
        self._work, self._file = work, file
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        self.line = RecordLine(
            desk.icons, file.name, size_in_words(file.size), icon="paperclip", payload=file
        )
        self.line.activated.connect(self._open)
        self.more = button(desk.icons, tr("More for {name}", name=file.name), "ellipsis", "icon")
        self.more.clicked.connect(self._menu_below)
        row.addWidget(self.line, 1)
        row.addWidget(self.more, 0, Qt.AlignmentFlag.AlignTop)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._menu_at)
        self.menu = QMenu(self)
        for text, call in (
            (tr("&Open"), self._open),
            (tr("&Save as…"), self._save),
            (tr("&Remove"), self.remove),
        ):
            self.menu.addAction(text).triggered.connect(call)

    def remove(self) -> None:
        """Take the file from its record."""
        self._work.remove(self._file)

    def _open(self) -> None:
        self._work.open(self._file)

    def _save(self) -> None:
        self._work.save_as(self._file)

    def _menu_below(self) -> None:
        self.menu.popup(self.more.mapToGlobal(QPoint(0, self.more.height())))

    def _menu_at(self, point: QPoint) -> None:
        self.menu.popup(self.mapToGlobal(point))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete:
            self.remove()
        else:
            super().keyPressEvent(event)


def size_in_words(size: int) -> str:
    """A number of bytes as a person reads it."""
    if size < _KB:
        return tr("{n} B", n=size)
    if size < _MB:
        return tr("{n} KB", n=round(size / _KB))
    return tr("{n} MB", n=f"{size / _MB:.1f}")


def _paths(data: QMimeData) -> list[Path]:
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
