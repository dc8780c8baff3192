"""What is shown while names are pasted: the text, how it was read, what becomes of each."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QWidget

from tracker.domain.reading import plain_label
from tracker.i18n import tr, trn
from tracker.ui.forms.name_reading import NameReading
from tracker.ui.forms.name_rows import Becomes, NameRow, also_called, counts_in_words, look_of
from tracker.ui.forms.names_in_hand import NamesInHand
from tracker.ui.forms.names_table import NamesTable
from tracker.ui.forms.parts import FormParts, NamesRequest
from tracker.ui.widgets.buttons import button, put_words
from tracker.ui.widgets.dialog_frame import DialogFrame
from tracker.ui.widgets.labels import label
from tracker.ui.widgets.plain_table import CellLook
from tracker.ui.widgets.states import ErrorBanner

_WIDTH, _HEIGHT, _TEXT = 820, 640, 112
_SHARES = (0.08, 0.36)


class NameListView(DialogFrame):
    """The widgets; what they do is said by the dialog made of it."""

    def __init__(
        self, parts: FormParts, request: NamesRequest, parent: QWidget | None = None
    ) -> None:
        title = tr("Paste names: {field}", field=plain_label(request.spec))
        super().__init__(parts.icons, title, "clipboard-list", parent=parent)
        self.banner = ErrorBanner(parts.icons)
        self.text = QPlainTextEdit()
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName(tr("Names, one a line"))
        self.text.setPlaceholderText(_hint_for(request.spec.target))
        self.text.setFixedHeight(parts.icons.theme.px(_TEXT))
        self.reading = NameReading(parts.icons)
        self.table = NamesTable(parts)
        self.said = label("", "small", wrap=True)
        self.other = button(parts.icons, tr("An&other record…"), "search", "quiet")
        self.likely = button(parts.icons, tr("&Use the likely ones"), "check", "quiet")
        self.all_new = button(parts.icons, tr("Create &all of them"), "plus", "quiet")
        self._lay_out()
        self.cancel_button = self.add_button(tr("&Cancel"))
        self.add = self.add_button(tr("A&dd"), "primary", default=True)
        self.fit_screen(_WIDTH, _HEIGHT)

    def go_to(self, at: int) -> None:
        """Choose a name in the table."""
        self.table.setCurrentIndex(self.table.shown.index(at, 0))

    def show_names(self, names: NamesInHand, *, held: bool) -> None:
        """Show what becomes of them; the name that was chosen stays so. `held` while records are
        being made."""
        rows, at = names.rows, self.table.currentIndex().row()
        self.table.put(
            (tr("Line"), tr("As written"), tr("What becomes of it")),
            len(rows),
            partial(_cell, rows),
            shares=_SHARES,
        )
        if 0 <= at < len(rows):
            self.go_to(at)
        self.say_counts(names, held=held)

    def say_counts(self, names: NamesInHand, *, held: bool) -> None:
        """Say how many come to what, and offer what can be done with them."""
        rows = names.rows
        counts = tr("Looking…") if names.is_looking else counts_in_words(rows)
        self.said.setText("  ".join(filter(None, (counts, *_left_out(names)))))
        may_act = not (names.is_looking or held)
        is_open = may_act and bool(names.open_places())
        self.likely.setVisible(is_open)
        self.all_new.setVisible(is_open)
        self.other.setVisible(bool(rows))
        self.other.setEnabled(may_act)
        count = sum(row.becomes in (Becomes.USE, Becomes.MAKE, Becomes.DESCRIBE) for row in rows)
        words = trn("A&dd {n} name", "A&dd {n} names", count) if count else tr("A&dd")
        put_words(self.add, words, enabled=bool(count or also_called(rows)) and not held)

    def _lay_out(self) -> None:
        self.body.addWidget(self.banner)
        words = label(tr("&Names"), "small")
        words.setBuddy(self.text)
        self.body.addWidget(words)
        self.body.addWidget(self.text)
        self.body.addWidget(self.reading)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self.said)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addStretch(1)
        foot.addWidget(self.other)
        foot.addWidget(self.likely)
        foot.addWidget(self.all_new)
        self.body.addLayout(foot)


def _hint_for(target: str) -> str:
    if target == "contact":
        return tr("One a line: name, title, organisation. Cells of a spreadsheet will do.")
    return tr("One a line, or between commas. Cells of a spreadsheet will do.")


def _left_out(names: NamesInHand) -> list[str]:
    """What of the text was not read."""
    read, said = names.read, []
    if read.cut:
        said.append(
            trn(
                "{n} more line is too many and was not read.",
                "{n} more lines are too many and were not read.",
                read.cut,
            )
        )
    if read.too_long:
        said.append(tr("Too long for a name: {name}…", name=read.too_long[0]))
    return said


def _cell(rows: list[NameRow], down: int, across: int) -> CellLook:
    if across == 0:
        return CellLook(f"{down + 1:,}", "muted")
    if across == 1:
        quiet = rows[down].becomes is Becomes.LEAVE
        return CellLook(rows[down].line.written, "muted" if quiet else "")
    return look_of(rows[down])
