"""Pasting a list of names into a list of a form: who is there, who is meant, who is created."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPlainTextEdit, QWidget

from tracker.domain.changes import ChangeSet
from tracker.domain.name_lists import NamedLine, NameList, read_names
from tracker.domain.reading import plain_label
from tracker.i18n import tr, trn
from tracker.services.name_matching import Candidate, Made, MatchedName
from tracker.ui.forms.name_rows import (
    Becomes,
    NameRow,
    counts_in_words,
    look_of,
    participants_of,
    rows_of,
    to_make,
)
from tracker.ui.forms.names_table import NamesTable
from tracker.ui.forms.parts import FormParts, NamesRequest
from tracker.ui.widgets.buttons import button
from tracker.ui.widgets.dialog_frame import DialogFrame
from tracker.ui.widgets.labels import label
from tracker.ui.widgets.plain_table import CellLook
from tracker.ui.widgets.states import ErrorBanner

_WIDTH, _HEIGHT, _TEXT = 820, 640, 112
_PAUSE_MS = 200
_SHARES = (0.06, 0.36)


class NameListDialog(DialogFrame):
    """Nothing is written before the button is pressed; then all that is new is made in one step.

    `announced(change_set)` is called with what was written.
    """

    def __init__(
        self,
        parts: FormParts,
        request: NamesRequest,
        announced: Callable[[ChangeSet], None],
        parent: QWidget | None = None,
    ) -> None:
        title = tr("Paste names: {field}", field=plain_label(request.spec))
        super().__init__(parts.icons, title, "clipboard-list", parent=parent)
        self._parts, self._request, self._announced = parts, request, announced
        self._target = request.spec.target
        self._rows: list[NameRow] = []
        self._read = NameList(())
        self._settled: dict[NamedLine, tuple[Becomes, Candidate | None]] = {}
        self._was_shown = self._is_looking = self._is_adding = False
        self._offered = ""
        self.banner = ErrorBanner(parts.icons)
        self.text = QPlainTextEdit()
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName(tr("Names, one a line"))
        self.text.setPlaceholderText(self._hint_for_text())
        self.text.setFixedHeight(parts.icons.theme.px(_TEXT))
        self.table = NamesTable(parts)
        self.table.asked = partial(_with, self, NameListDialog._ask)
        self.table.left_out = partial(_with, self, NameListDialog._leave)
        self.said = label("", "small", wrap=True)
        self.likely = button(parts.icons, tr("&Use the likely ones"), "check", "quiet")
        self.all_new = button(parts.icons, tr("Create &all of them"), "plus", "quiet")
        self._lay_out()
        self.cancel_button = self.add_button(tr("&Cancel"))
        self.add = self.add_button(tr("A&dd"), "primary", default=True)
        self.cancel_button.clicked.connect(self.reject)
        self.add.clicked.connect(self._add)
        self.likely.clicked.connect(self._take_likely)
        self.all_new.clicked.connect(self._make_all)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._look)
        self.text.textChanged.connect(self._pause.start)
        self._show()
        room = self.screen().availableSize()
        px = parts.icons.theme.px
        self.resize(
            min(px(_WIDTH), round(room.width() * 0.94)),
            min(px(_HEIGHT), round(room.height() * 0.9)),
        )

    @property
    def rows(self) -> list[NameRow]:
        """The names as they stand."""
        return self._rows

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._was_shown:
            self._was_shown = True
            copied = QGuiApplication.clipboard().text()
            # One line may be anything; several are what somebody copied to paste here.
            begin = self._request.text or (copied if "\n" in copied.strip() else "")
            self._offered = "" if self._request.text else begin[:1_000_000]
            if begin:
                self.text.setPlainText(begin[:1_000_000])
                self.text.selectAll()
            self.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self) -> None:
        self.body.addWidget(self.banner)
        words = label(tr("&Names"), "small")
        words.setBuddy(self.text)
        self.body.addWidget(words)
        self.body.addWidget(self.text)
        self.body.addWidget(self.table, 1)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.said, 1)
        foot.addWidget(self.likely)
        foot.addWidget(self.all_new)
        self.body.addLayout(foot)

    def _hint_for_text(self) -> str:
        if self._target == "contact":
            return tr("One a line: name, title, organisation. Cells of a spreadsheet will do.")
        return tr("One a line, or between commas. Cells of a spreadsheet will do.")

    # Who is meant.

    def _look(self) -> None:
        self._pause.stop()
        self._keep()
        self._read = read_names(self.text.toPlainText(), people=self._target == "contact")
        self.banner.clear()
        # Also of nothing: so an answer that is under way is not waited for any more.
        self._is_looking = True
        call = partial(self._parts.services.name_matching.match, self._target, self._read.lines)
        self._parts.runner.read(
            self, call, done=self._matched, failed=self._not_matched, key="names"
        )
        self._say()

    def _not_matched(self, error: Exception) -> None:
        self._is_looking = False
        self.banner.show_error(error)
        self._rows = []
        self._show()

    def _matched(self, found: tuple[MatchedName, ...]) -> None:
        self._is_looking = False
        self._rows = rows_of(found, self._request.taken)
        for row in self._rows:
            # What was settled stays so while the text above is mended.
            if row.line in self._settled:
                row.becomes, row.candidate = self._settled[row.line]
        self._show()

    def _show(self) -> None:
        rows = self._rows
        at = self.table.currentIndex().row()
        self.table.put(
            (tr("Line"), tr("As written"), tr("What becomes of it")),
            len(rows),
            lambda down, across: _cell(rows, down, across),
            shares=_SHARES,
        )
        if 0 <= at < len(rows):
            self.table.setCurrentIndex(self.table.shown.index(at, 0))
        self._say()

    def _say(self) -> None:
        parts = [tr("Looking…") if self._is_looking else counts_in_words(self._rows)]
        if self._read.cut:
            parts.append(
                trn(
                    "{n} more line is too many and was not read.",
                    "{n} more lines are too many and were not read.",
                    self._read.cut,
                )
            )
        if self._read.too_long:
            parts.append(tr("Too long for a name: {name}…", name=self._read.too_long[0]))
        self.said.setText("  ".join(part for part in parts if part))
        may_act = not (self._is_looking or self._is_adding)
        is_open = may_act and any(row.becomes is Becomes.OPEN for row in self._rows)
        self.likely.setVisible(is_open)
        self.all_new.setVisible(is_open)
        count = sum(
            row.becomes in (Becomes.USE, Becomes.MAKE, Becomes.DESCRIBE) for row in self._rows
        )
        words = trn("A&dd {n} name", "A&dd {n} names", count) if count else tr("A&dd")
        self.add.setText(words)
        self.add.setAccessibleName(words.replace("&", ""))
        self.add.setEnabled(bool(count) and not self._is_adding)

    # What becomes of one.

    def _ask(self, at: int) -> None:
        row = self._rows[at]
        menu = QMenu(self)
        menu.setAccessibleName(tr("What becomes of {name}", name=row.line.name))
        for one in row.matched.candidates:
            detail = f" · {one.detail}" if one.detail else ""
            words = tr("Use {name}", name=f"{one.label}{detail}").replace("&", "&&")
            chosen = menu.addAction(words[:120])
            chosen.triggered.connect(partial(_settle, self, at, Becomes.USE, one))
        for one in row.matched.organisations if row.asks_for_place else ():
            words = tr("Create, at {organisation}", organisation=one.label).replace("&", "&&")
            chosen = menu.addAction(words[:120])
            chosen.triggered.connect(partial(_settle, self, at, Becomes.MAKE, one))
        if not menu.isEmpty():
            menu.addSeparator()
        create = tr("&Create a new record")
        if row.asks_for_place:
            create = tr("&Create it, and the organisation")
        for words, becomes in (
            (create, Becomes.MAKE),
            (tr("Keep only the &words"), Becomes.DESCRIBE),
            (tr("&Leave it out"), Becomes.LEAVE),
        ):
            menu.addAction(words).triggered.connect(partial(_settle, self, at, becomes, None))
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        place = self.table.visualRect(self.table.shown.index(at, 2)).bottomLeft()
        menu.popup(self.table.viewport().mapToGlobal(place))

    def settle(self, at: int, becomes: Becomes, candidate: Candidate | None = None) -> None:
        """Say what becomes of a name; the next one that is open is chosen."""
        row = self._rows[at]
        row.becomes, row.candidate, row.is_there, row.same_as = becomes, candidate, False, None
        self._settled[row.line] = (becomes, candidate)
        self._show()
        following = [
            place for place, one in enumerate(self._rows)
            if place > at and one.becomes is Becomes.OPEN
        ]  # fmt: skip
        self.table.setCurrentIndex(self.table.shown.index(following[0] if following else at, 0))

    def _leave(self, at: int) -> None:
        self.settle(at, Becomes.LEAVE)

    def _take_likely(self) -> None:
        used = {
            row.candidate.ref for row in self._rows if row.candidate and row.becomes is Becomes.USE
        }
        for at, row in enumerate(self._rows):
            if row.becomes is Becomes.OPEN and row.asks_for_place:
                self.settle(at, Becomes.MAKE, row.matched.organisations[0])
            elif row.becomes is Becomes.OPEN:
                first = row.matched.candidates[0]
                there = first.ref in used or first.ref in self._request.taken
                used.add(first.ref)
                self.settle(at, Becomes.LEAVE if there else Becomes.USE, None if there else first)
        self.add.setFocus(Qt.FocusReason.OtherFocusReason)

    def _make_all(self) -> None:
        for at, row in enumerate(self._rows):
            if row.becomes is Becomes.OPEN:
                self.settle(at, Becomes.MAKE)
        self.add.setFocus(Qt.FocusReason.OtherFocusReason)

    # Adding them.

    def _add(self) -> None:
        if self._pause.isActive():
            # Typed a moment ago: seen first, then added.
            self._look()
            return
        if self._is_looking or self._is_adding:
            # What stands in the table is still of an earlier text.
            return
        still = [at for at, row in enumerate(self._rows) if row.becomes is Becomes.OPEN]
        if still:
            self.banner.say(
                trn(
                    "{n} name may be a record that is there.",
                    "{n} names may be records that are there.",
                    len(still),
                ),
                tr("Press Enter on the name and choose, or use one of the buttons below."),
            )
            self.table.setCurrentIndex(self.table.shown.index(still[0], 0))
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        wanted = to_make(self._rows, self._target)
        if not wanted:
            self._finish(None)
            return
        self._hold(True)
        call = partial(self._parts.services.name_matching.make, self._target, wanted)
        self._parts.runner.write(self, call, done=self._made, failed=self._failed)

    def _hold(self, held: bool) -> None:
        """Nothing is changed, and the dialog stays, while records are made of what it shows."""
        self._is_adding = held
        self.text.setReadOnly(held)
        self.table.setEnabled(not held)
        self.cancel_button.setEnabled(not held)
        self._say()

    def reject(self) -> None:
        """Esc waits until what is being made is in the form; else what was pasted is kept."""
        if not self._is_adding:
            self._keep()
            super().reject()

    def _keep(self) -> None:
        """What was typed or pasted is part of the form's draft; what merely lay on the clipboard is
        not."""
        text = self.text.toPlainText()
        self._request.left("" if text == self._offered else text)

    def _failed(self, error: Exception) -> None:
        self._hold(False)
        self.banner.show_error(error)

    def _made(self, made: Made) -> None:
        if made.change_set is not None:
            self._announced(made.change_set)
        self._finish(made)

    def _finish(self, made: Made | None) -> None:
        role = self._request.spec.name
        self._request.left("")
        self._request.chosen(participants_of(self._rows, self._target, role, made))
        self.accept()


def _with(dialog: NameListDialog, act: Callable[[NameListDialog, int], None], at: int) -> None:
    act(dialog, at)


def _settle(
    dialog: NameListDialog,
    at: int,
    becomes: Becomes,
    candidate: Candidate | None,
    _on: bool = False,
) -> None:
    dialog.settle(at, becomes, candidate)


def _cell(rows: list[NameRow], down: int, across: int) -> CellLook:
    if across == 0:
        return CellLook(f"{down + 1:,}", "muted")
    if across == 1:
        quiet = rows[down].becomes is Becomes.LEAVE
        return CellLook(rows[down].line.written, "muted" if quiet else "")
    return look_of(rows[down])
