"""How a list of people was read, where it could be read otherwise, and the switch to it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from tracker.domain.name_lists import Commas, NameList
from tracker.i18n import tr, trn
from tracker.ui.icons import Icons
from tracker.ui.widgets.buttons import button, put_words
from tracker.ui.widgets.labels import label


class NameReading(QWidget):
    """`switched(commas)` when what stands between the commas is to be read otherwise; that holds
    for the whole list."""

    switched = Signal(object)

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._read = NameList(())
        line = QHBoxLayout(self)
        line.setContentsMargins(1, 0, 0, 0)
        line.setSpacing(10)
        self.words = label("", "small")
        self.switch = button(icons, "", "", "link")
        self.switch.setProperty("tone", "accent")
        self.switch.clicked.connect(self._switch)
        line.addWidget(self.words)
        line.addWidget(self.switch)
        line.addStretch(1)
        self.hide()

    def say(self, read: NameList) -> None:
        """Say how it was read; nothing where there is no other way."""
        self._read = read
        self.setVisible(bool(read.other_way))
        if not read.other_way:
            return
        count = len(read.lines)
        if read.commas is Commas.DETAILS:
            words = trn(
                "Read as one person with title and organisation.",
                "Read as {n} people with title and organisation.",
                count,
            )
            other = trn("&Read as {n} name", "&Read as {n} names", read.other_way)
        else:
            words = trn("Read as {n} name.", "Read as {n} names.", count)
            other = (
                tr("&Read as one person with title and organisation")
                if read.other_way == 1
                else tr("&Read each line as one person with title and organisation")
            )
        self.words.setText(words)
        put_words(self.switch, other)

    def _switch(self) -> None:
        is_details = self._read.commas is Commas.DETAILS
        self.switched.emit(Commas.NAMES if is_details else Commas.DETAILS)
