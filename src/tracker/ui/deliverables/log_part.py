"""The log on the page of its deliverable: what is wrong with evidence, the story, what is done."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QImage
from PySide6.QtWidgets import QWidget

from tracker.domain.record import RecordRef
from tracker.domain.records import ProgressEntry
from tracker.i18n import tr, trn
from tracker.services.attached import AttachedFile
from tracker.ui.deliverables.evidence_part import EvidencePart, Mend
from tracker.ui.deliverables.reading import DeliverableView
from tracker.ui.deliverables.withdrawing import take_out
from tracker.ui.desk import Desk, LogStart
from tracker.ui.messages import FileKind
from tracker.ui.record_page.facts import section
from tracker.ui.record_page.file_work import FileWork
from tracker.ui.record_page.log_story_card import LogStoryCard
from tracker.ui.record_page.pictures import reading_of
from tracker.ui.record_page.progress_story import log_story
from tracker.ui.record_page.story import newest_first
from tracker.ui.widgets.card import Card, Column
from tracker.ui.widgets.states import EmptyState


class LogPart(Column):
    """`activated(payload)` for links that lead elsewhere. `steps` makes it from the top."""

    activated = Signal(object)

    def __init__(
        self,
        desk: Desk,
        files: FileWork,
        view: DeliverableView,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(10, parent)
        self._desk, self._files, self._view = desk, files, view
        self._id = view.record.id or 0
        self.story: LogStoryCard | None = None
        self.setAcceptDrops(True)

    def steps(self) -> Iterator[None]:
        """Make the parts, a line of the log with each step."""
        view, icons = self._view, self._desk.icons
        told = newest_first(
            log_story(view.record, view.data.log, view.names, files=view.data.files)
        )
        count = len(told) if told else None
        self.body.addWidget(section(tr("Log"), count, top=icons, parent=self))
        self.health = EvidencePart(self._desk, RecordRef("deliverable", self._id), self)
        self.health.mend.connect(self._mend)
        self.body.addWidget(self.health)
        if not told:
            self.body.addWidget(self._nothing())
            yield
            return
        story = self.story = LogStoryCard(icons, told, self._ask_picture, self)
        story.activated.connect(self._follow)
        story.correct_wanted.connect(self._correct)
        story.withdraw_wanted.connect(self._withdraw)
        story.evidence_wanted.connect(self._attach_to)
        story.dropped.connect(self.log_with)
        story.file_wanted.connect(self._do_with_file)
        story.copied.connect(self._say_copied)
        self.body.addWidget(story)
        for _ in story.steps():
            # Else the page would not know how high it is already, and make all lines at once.
            self.updateGeometry()
            yield

    def log_with(self, paths: Sequence[Path]) -> None:
        """Log a new line that these files are evidence of."""
        start = LogStart(paths=tuple(paths), groups=("evidence",))
        self._desk.navigator.log_progress(self._id, start)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _paths(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        if paths := _paths(event):
            event.acceptProposedAction()
            self.log_with(paths)

    def _nothing(self) -> Card:
        empty = EmptyState(
            self._desk.icons,
            "pencil-line",
            tr("Nothing logged yet"),
            tr("One sentence is enough; the date is today unless you say otherwise."),
            action=tr("Log progress"),
            action_icon="pencil-line",
        )
        empty.activated.connect(self._log)
        card = Card(margin=1)
        card.body.addWidget(empty)
        return card

    def _log(self) -> None:
        self._desk.navigator.log_progress(self._id)

    def _mend(self, mend: Mend) -> None:
        if mend.line is None:
            self._desk.navigator.log_progress(self._id, LogStart(groups=("evidence",)))
        elif self.story is not None:
            self.story.go_to(mend.line)

    def _follow(self, payload: object) -> None:
        if isinstance(payload, AttachedFile):
            self._files.open(payload)
        else:
            self.activated.emit(payload)

    def _correct(self, line: int) -> None:
        self._desk.navigator.log_progress(self._id, LogStart(corrects=line))

    def _withdraw(self, line: int) -> None:
        found = next((one for one in self._view.data.log if one.id == line), None)
        if found is not None:
            take_out(self._desk, self.window(), found)

    def _attach_to(self, line: int) -> None:
        kinds = [FileKind(tr("All files"), ("*",))]
        ref = RecordRef(ProgressEntry.key, line)
        self._desk.messages.choose_open_file(
            self, tr("Attach a file"), kinds, partial(_attach, self._files, ref)
        )

    def _do_with_file(self, what: str, file: object) -> None:
        if isinstance(file, AttachedFile):
            does = {"save": self._files.save_as, "remove": self._files.remove}
            does[what](file)

    def _ask_picture(self, id: int, show: Callable[[QImage | None], None]) -> None:
        self._desk.runner.read(self, reading_of(self._desk.services, id), show, _left_out)

    def _say_copied(self, lines: int) -> None:
        self._desk.messages.toast(trn("{n} line copied", "{n} lines copied", lines))


def _attach(files: FileWork, ref: RecordRef, path: Path) -> None:
    files.attach(ref, [path])


def _left_out(_error: Exception) -> None:
    """A picture that cannot be read is a file like any other; its health is told elsewhere."""


def _paths(event: QDropEvent) -> list[Path]:
    return [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
