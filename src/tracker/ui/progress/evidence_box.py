"""The files and further links of an entry: dropped, pasted, chosen; read in the background."""

from __future__ import annotations

import contextlib
import logging
from collections.abc import Iterable, Sequence
from functools import partial
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from tracker.config import write_atomically
from tracker.domain.evidence_links import link_parts
from tracker.errors import TrackerError
from tracker.i18n import tr, trn
from tracker.services.attached import AttachedFile
from tracker.services.attachments import Prepared
from tracker.ui.desk import Desk
from tracker.ui.forms.drafts import drafts_folder
from tracker.ui.messages import FileKind
from tracker.ui.progress.evidence_items import (
    MOST_BYTES,
    MOST_FILES,
    Item,
    ReadFile,
    free_path,
    link_of,
    png_of,
    read_file,
)
from tracker.ui.progress.evidence_line import EvidenceLine
from tracker.ui.progress.evidence_lines import EvidenceLines
from tracker.ui.widgets.buttons import button
from tracker.ui.widgets.labels import label

_MOST_SAID = 3
_log = logging.getLogger(__name__)


class EvidenceBox(QWidget):
    """`changed` when something came, went or was read, `added` when somebody brought something;
    what cannot be kept is said in `problem_label`."""

    changed = Signal()
    added = Signal()
    another_link = Signal()
    restructured = Signal()
    """Lines came or went: the order of Tab has to be made anew."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.items: list[Item] = []
        self._said: list[str] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        self._list = EvidenceLines(desk.icons)
        self._list.removed.connect(self._remove)
        column.addWidget(self._list)
        self.problem_label = label("", "error", wrap=True)
        self.problem_label.hide()
        column.addWidget(self.problem_label)
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        self.choose_button: QPushButton = button(
            desk.icons, tr("Attach a file…"), "paperclip", "quiet"
        )
        self.choose_button.clicked.connect(self._choose)
        self.link_button: QPushButton = button(desk.icons, tr("Another link"), "plus", "quiet")
        self.link_button.clicked.connect(self.another_link)
        row.addWidget(self.choose_button)
        row.addWidget(self.link_button)
        row.addWidget(label(tr("Drop or paste files, a picture, a link"), "small"), 1)
        column.addLayout(row)

    # What there is.

    @property
    def lines(self) -> Sequence[EvidenceLine]:
        """The lines shown, from the top."""
        return self._list.lines

    @property
    def is_waiting(self) -> bool:
        """Whether a file is still being read."""
        return any(not item.is_read for item in self.items)

    def links(self) -> tuple[str, ...]:
        """The further links, as an entry holds them."""
        return tuple(str(item.link) for item in self.items if item.link is not None)

    def files(self) -> list[Prepared]:
        """The files read, as an entry is logged with them."""
        return [item.prepared for item in self.items if item.prepared is not None]

    def kept(self) -> list[int]:
        """The files of the line that is corrected which stay with it."""
        return [item.kept.id for item in self.items if item.kept is not None]

    def raw(self) -> list[dict[str, Any]]:
        """What a draft keeps."""
        return [item.as_json() for item in self.items if item.kept is None]

    # What comes.

    def add_paths(self, paths: Iterable[Path], *, own: bool = False) -> None:
        """Take files; what cannot be kept is said."""
        self._said = []
        here = {item.path for item in self.items if item.path is not None}
        fresh = [path for path in dict.fromkeys(paths) if path not in here]
        room = MOST_FILES - sum(item.link is None for item in self.items)
        if left_out := fresh[max(0, room) :]:
            self._say(
                trn(
                    "One line has {most} files at most: {n} file was left out. Log another line"
                    " for it.",
                    "One line has {most} files at most: {n} files were left out. Log another line"
                    " for them.",
                    len(left_out),
                    most=MOST_FILES,
                )
            )
        for path in fresh[: max(0, room)]:
            item = Item(path=path, own=own)
            self.items.append(item)
            self._desk.runner.read(
                self,
                partial(read_file, self._desk.services, path),
                partial(self._read, item),
                partial(self._not_read, item),
            )
        self._show()
        self.changed.emit()
        self.added.emit()

    def add_picture(self, picture: QImage) -> None:
        """Take a picture of the clipboard; it is a file from now on, and survives a crash."""
        taken = {item.name for item in self.items}
        path = free_path(self._own_folder(), taken, self._desk.today())
        try:
            write_atomically(path, png_of(picture))
        except OSError as error:
            _log.warning("a pasted picture could not be kept", exc_info=error)
            self._said = []
            self._say(tr("The picture could not be kept; the disk may be full."))
            return
        self.add_paths([path], own=True)

    def add_link(self, text: str) -> None:
        """Take one more link, with its title after it, as the first one would be kept."""
        link = link_of(text)
        if str(link) in self.links():
            return
        self.items.append(Item(link=link))
        self._show()
        self.changed.emit()
        self.added.emit()

    def show_kept(self, files: Sequence[AttachedFile], links: Sequence[str]) -> None:
        """Begin with what a line has that is to be corrected."""
        self.items = [Item(link=link_parts(text)) for text in links]
        self.items += [Item(kept=file) for file in files]
        self._show()

    def keep_too(self, files: Sequence[AttachedFile]) -> None:
        """The files of the line that is corrected, beside what a draft brought back."""
        here = {item.kept.id for item in self.items if item.kept is not None}
        self.items += [Item(kept=file) for file in files if file.id not in here]
        self._show()

    def restore(self, raw: object) -> None:
        """Bring back what a draft kept; a file that has gone since is said."""
        gone: list[str] = []
        paths: list[tuple[Path, bool]] = []
        for one in raw if isinstance(raw, list) else []:
            if not isinstance(one, dict):
                continue
            if isinstance(one.get("link"), str):
                self.items.append(Item(link=link_parts(one["link"])))
            elif isinstance(one.get("path"), str):
                path = Path(one["path"])
                if _is_there(path):
                    paths.append((path, bool(one.get("own"))))
                else:
                    gone.append(path.name)
        for own, some in groupby(paths, itemgetter(1)):
            self.add_paths([path for path, _ in some], own=own)
        self._said = []
        for name in gone:
            self._say(tr("“{name}” is no longer where it was; it was left out.", name=name[:60]))
        self._show()

    def clear(self) -> None:
        """Empty it; a draft may still have what was here."""
        self.items = []
        self._said = []
        self._show()

    def own_paths(self) -> list[Path]:
        """The pictures made here: once the entry has them, the disk need not."""
        return [item.path for item in self.items if item.own and item.path is not None]

    # Inside.

    def _read(self, item: Item, read: ReadFile) -> None:
        if item not in self.items:
            return
        if why := self._why_left_out(item, read.prepared.content):
            self.items.remove(item)
            _remove(item)
            self._say(why)
            self._show()
        else:
            item.prepared, item.picture = read.prepared, read.picture
            self._list.show_item(item)
        self.changed.emit()

    def _why_left_out(self, item: Item, content: bytes) -> str:
        name = item.name[:60]
        twin = next((other for other in self.items if other.holds(content)), None)
        if twin is not None:
            return tr(
                "“{name}” was left out: it has the same content as “{other}”.",
                name=name,
                other=twin.name[:60],
            )
        if sum(len(one.content) for one in self.files()) + len(content) > MOST_BYTES:
            most = MOST_BYTES // 1024 // 1024
            return tr("“{name}” was left out: one line has {n} MB at most.", name=name, n=most)
        return ""

    def _not_read(self, item: Item, error: Exception) -> None:
        if item not in self.items:
            return
        self.items.remove(item)
        if isinstance(error, TrackerError):
            self._say(" ".join(part for part in (error.what, error.why, error.remedy) if part))
        else:
            _log.warning("a file could not be read", exc_info=error)
            self._say(tr("“{name}” cannot be read.", name=item.name[:60]))
        self._show()
        self.changed.emit()

    def _say(self, text: str) -> None:
        if text not in self._said:
            self._said.append(text)
        told = self._said[:_MOST_SAID]
        if more := len(self._said) - len(told):
            told.append(trn("and {n} more", "and {n} more", more))
        self.problem_label.setText("\n".join(told))

    def _show(self) -> None:
        self.problem_label.setVisible(bool(self._said))
        had = self._list.place_of_keys()
        self._list.put(self.items)
        self.restructured.emit()
        if had is not None and not self._list.give_keys(had):
            self.choose_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _remove(self, item: Item) -> None:
        if item in self.items:
            self.items.remove(item)
            _remove(item)
            self._said = []
            self._show()
            self.changed.emit()

    def _choose(self) -> None:
        kinds = [FileKind(tr("All files"), ("*",))]
        self._desk.messages.choose_open_file(self, tr("Attach a file"), kinds, self._chosen)

    def _chosen(self, path: Path) -> None:
        self.add_paths([path])

    def _own_folder(self) -> Path:
        return drafts_folder(self._desk.paths, self._desk.services.database_path) / "pictures"


def _is_there(path: Path) -> bool:
    try:
        return path.exists()
    except (OSError, ValueError):
        return False


def _remove(item: Item) -> None:
    if item.own and item.path is not None:
        with contextlib.suppress(OSError):
            item.path.unlink(missing_ok=True)
