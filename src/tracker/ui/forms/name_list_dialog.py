"""Pasting a list of names into a list of a form: who is there, who is meant, who is created."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from tracker.domain.changes import ChangeSet
from tracker.domain.name_lists import Commas
from tracker.i18n import tr, trn
from tracker.services.name_matching import Candidate, Made
from tracker.ui.forms.another_record import AnotherRecordDialog
from tracker.ui.forms.name_list_view import NameListView
from tracker.ui.forms.name_menu import made_menu
from tracker.ui.forms.name_rows import Becomes, NameRow, also_called, participants_of, to_make
from tracker.ui.forms.names_in_hand import NamesInHand
from tracker.ui.forms.parts import FormParts, NamesRequest, PastedNames

_LONGEST = 1_000_000
_PAUSE_MS = 200


class NameListDialog(NameListView):
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
        super().__init__(parts, request, parent)
        self._parts, self._request, self._announced = parts, request, announced
        self._target = request.spec.target
        self._names = NamesInHand(parts, self._target, request.taken, self)
        self._names.changed.connect(self._show)
        self._names.failed.connect(self._not_looked_up)
        said = request.pasted.commas
        # What the person says once holds for the list, also while its text is mended.
        self._commas = Commas(said) if said in set(Commas) else None
        self._is_adding = False
        self._offered = ""
        self.reading.switched.connect(self._read_otherwise)
        self.table.asked = partial(_with, self, NameListDialog._ask)
        self.table.left_out = partial(_with, self, NameListDialog._leave)
        self.cancel_button.clicked.connect(self.reject)
        self.add.clicked.connect(self._add)
        self.other.clicked.connect(self._another)
        self.likely.clicked.connect(self._take_likely)
        self.all_new.clicked.connect(self._make_all)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._look)
        self.text.textChanged.connect(self._pause.start)
        self._show()

    @property
    def rows(self) -> list[NameRow]:
        """The names as they stand."""
        return self._names.rows

    def first_shown(self) -> None:
        copied = QGuiApplication.clipboard().text()
        kept = self._request.pasted.text
        # One line may be anything; several are what somebody copied to paste here.
        begin = kept or (copied if "\n" in copied.strip() else "")
        self._offered = "" if kept else begin[:_LONGEST]
        if begin:
            self.text.setPlainText(begin[:_LONGEST])
            self.text.selectAll()
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)

    # Who is meant.

    def _look(self) -> None:
        self._pause.stop()
        self._keep()
        self.banner.clear()
        self._names.look(self.text.toPlainText(), self._commas)
        self.reading.say(self._names.read)
        self._say()

    def _read_otherwise(self, commas: Commas) -> None:
        self._commas = commas
        self._look()

    def _not_looked_up(self, error: Exception) -> None:
        self.banner.show_error(error)
        self._show()

    def _show(self) -> None:
        self.show_names(self._names, held=self._is_adding)

    def _say(self) -> None:
        self.say_counts(self._names, held=self._is_adding)

    # What becomes of one.

    def _ask(self, at: int) -> None:
        menu = made_menu(
            self._names.rows[at],
            partial(self.settle, at),
            partial(self._ask_for_another, at),
            self,
        )
        place = self.table.visualRect(self.table.shown.index(at, 2)).bottomLeft()
        menu.popup(self.table.viewport().mapToGlobal(place))

    def _another(self) -> None:
        """For the name that is chosen in the table, or the first."""
        if self._names.rows:
            self._ask_for_another(max(0, self.table.currentIndex().row()))

    def _ask_for_another(self, at: int) -> None:
        self.go_to(at)
        row = self._names.rows[at]
        dialog = AnotherRecordDialog(
            self._parts, self._target, row.line.name, partial(_is_another, self, row), self
        )
        dialog.setWindowModality(Qt.WindowModality.WindowModal)
        dialog.open()

    def settle(
        self,
        at: int,
        becomes: Becomes,
        candidate: Candidate | None = None,
        *,
        remembers: bool = False,
    ) -> None:
        """Say what becomes of a name; the next one that is open is chosen."""
        self._names.settle(at, becomes, candidate, remembers=remembers)
        following = [place for place in self._names.open_places() if place > at]
        self.go_to(following[0] if following else at)

    def _leave(self, at: int) -> None:
        self.settle(at, Becomes.LEAVE)

    def _take_likely(self) -> None:
        self._names.take_likely()
        self.add.setFocus(Qt.FocusReason.OtherFocusReason)

    def _make_all(self) -> None:
        self._names.make_all()
        self.add.setFocus(Qt.FocusReason.OtherFocusReason)

    # Adding them.

    def _add(self) -> None:
        if self._pause.isActive():
            # Typed a moment ago: seen first, then added.
            self._look()
            return
        if self._names.is_looking or self._is_adding:
            # What stands in the table is still of an earlier text.
            return
        still = self._names.open_places()
        if still:
            self.banner.say(
                trn(
                    "{n} name may be a record that is there.",
                    "{n} names may be records that are there.",
                    len(still),
                ),
                tr("Press Enter on the name and choose, or use one of the buttons below."),
            )
            self.go_to(still[0])
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        wanted, also = to_make(self.rows, self._target), also_called(self.rows)
        if not wanted and not also:
            self._finish(None)
            return
        self._hold(True)
        call = partial(self._parts.services.name_matching.make, self._target, wanted, also)
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
        kept = PastedNames(text, self._commas or "")
        self._request.left(PastedNames() if text == self._offered else kept)

    def _failed(self, error: Exception) -> None:
        self._hold(False)
        self.banner.show_error(error)

    def _made(self, made: Made) -> None:
        if made.change_set is not None:
            self._announced(made.change_set)
        self._finish(made)

    def _finish(self, made: Made | None) -> None:
        role = self._request.spec.name
        self._request.left(PastedNames())
        self._request.chosen(participants_of(self.rows, self._target, role, made))
        self.accept()


def _with(dialog: NameListDialog, act: Callable[[NameListDialog, int], None], at: int) -> None:
    act(dialog, at)


def _is_another(
    dialog: NameListDialog, row: NameRow, candidate: Candidate, remembers: bool
) -> None:
    # The text may have been mended meanwhile, and the names be others.
    if row in dialog.rows:
        at = dialog.rows.index(row)
        dialog.settle(at, Becomes.USE, candidate, remembers=remembers)
