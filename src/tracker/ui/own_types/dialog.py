"""Types of deliverables: those that people define, edited here; those of the program, shown."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from tracker.domain.changes import ChangeSet
from tracker.domain.deliverable_types.catalogue import BUILT_IN
from tracker.domain.own_type_rules import problems_of_definition
from tracker.domain.own_types import OwnTypeDefinition
from tracker.domain.records import OwnType
from tracker.errors import InvalidDraft, Problem
from tracker.i18n import tr
from tracker.services.own_types import OwnTypeLine, OwnTypeSaved
from tracker.ui.desk import Desk
from tracker.ui.forms.parts import FormParts
from tracker.ui.own_types.deeds import ask_to_remove, retire_or_offer
from tracker.ui.own_types.drafts import Drafts, TypeDrafts
from tracker.ui.own_types.type_list import NEW
from tracker.ui.own_types.type_panel import as_told
from tracker.ui.own_types.view import TypesFrame
from tracker.ui.trashing import say_done
from tracker.ui.widgets.dialog_frame import commit_input

_PAUSE_MS = 600


class OwnTypesDialog(TypesFrame):
    """`saved(key)` after a type was saved. `begin` is the key of the type to show first, "" for a
    new one; with `one_only` it closes once that is saved."""

    saved = Signal(str)

    def __init__(
        self,
        desk: Desk,
        parts: FormParts,
        drafts: Drafts,
        parent: QWidget | None = None,
        *,
        begin: str | None = None,
        one_only: bool = False,
    ) -> None:
        super().__init__(desk.icons, parts, parent)
        self._desk = desk
        self._drafts = TypeDrafts(drafts)
        self._one_only = one_only
        self._lines: dict[str, OwnTypeLine] = {}
        self._key: str | None = None
        self._begin = begin
        self._stored = OwnTypeDefinition()
        self._tried = False
        self._saving = False
        self._was_pressed = False
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._keep_soon)
        self._wire()
        self._load()

    def _wire(self) -> None:
        self.types.chosen.connect(self.show_type)
        self.panel.edited.connect(self._edited)
        self.notice.pressed.connect(self._notice_pressed)
        self.empty.activated.connect(self._new)
        self.new_button.clicked.connect(self._new)
        self.retire_button.clicked.connect(self._retire)
        self.remove_button.clicked.connect(self._ask_to_remove)
        self.close_button.clicked.connect(self.reject)
        self.save_button.clicked.connect(self.save)
        QShortcut(QKeySequence("Ctrl+S"), self).activated.connect(self.save)
        QShortcut(QKeySequence("Ctrl+N"), self).activated.connect(self._new)
        self._desk.bus.changed.connect(self._changed)

    # --- what is shown --------------------------------------------------------------------------

    @property
    def key(self) -> str | None:
        """The key of the type shown, "" for a new one; None if none is."""
        return self._key

    @property
    def is_changed(self) -> bool:
        """Whether something is written that is not saved."""
        return self._is_own and self.panel.definition() != as_told(self._stored)

    @property
    def _is_own(self) -> bool:
        return self._key is not None and self._key not in BUILT_IN

    def show_type(self, key: str) -> None:
        """Go to a type; what was written of the one before is kept."""
        self._leave()
        self._key = key
        self._tried = False
        self.notice.hide()
        if key in BUILT_IN:
            self.show_built_in(BUILT_IN.of(key))
        else:
            line = self._lines.get(key)
            self._stored = line.definition if line is not None else OwnTypeDefinition()
            draft = self._drafts.load(key)
            self.panel.set_definition(draft or self._stored)
            if draft is not None and self.is_changed:
                self._say_draft()
            self.preview.show_definition(self.panel.definition(), at_once=True)
            self.show_fields()
        self._show_buttons()

    def _show_nothing(self) -> None:
        self._key = None
        self.show_nothing()
        self._show_buttons()

    def _say_draft(self) -> None:
        words = tr("What you had written and not saved is back.")
        self.notice.say(words, [("discard", tr("Discard it"))])

    def _show_buttons(self) -> None:
        self.save_button.setEnabled(self._is_own and not self._saving)
        if self._was_pressed and self.save_button.isEnabled():
            # A button that is off cannot hold the keyboard: it gets it back.
            self._was_pressed = False
            self.save_button.setFocus(Qt.FocusReason.OtherFocusReason)
        self.show_stored(self._lines.get(self._key or "") if self._is_own else None)
        self.show_preview(wanted=self._key is not None, alone=not self._is_own)

    # --- reading --------------------------------------------------------------------------------

    def _load(self, wanted: str | None = None) -> None:
        self._desk.runner.read(
            self, self._desk.services.own_types.all, partial(self._loaded, wanted), key="types"
        )

    def _loaded(self, wanted: str | None, lines: list[OwnTypeLine]) -> None:
        first = not self._lines and self._key is None
        self._lines = {line.key: line for line in lines}
        self._drafts.look((NEW, *self._lines))
        if first and wanted is None:
            wanted = self._begin
            if wanted is None and lines:
                wanted = lines[0].key
            if wanted is None and NEW in self._drafts.unsaved:
                wanted = NEW
        if self._key and self._key not in self._lines and self._key not in BUILT_IN:
            # It was removed, or its adding was undone.
            self._key = None
            wanted = wanted or next(iter(self._lines), None)
        self._show_list(wanted)
        if wanted is not None:
            self.show_type(wanted)
            if first:
                QTimer.singleShot(0, self.panel, self.panel.begin)
        elif self._key is None:
            self._show_nothing()
        elif self._is_own and self._key and not self.is_changed:
            self.show_type(self._key)
        else:
            self._take_stored()

    def _take_stored(self) -> None:
        """Somebody else changed the type while one writes: what is written stays, over that."""
        line = self._lines.get(self._key or "")
        if line is not None and self._is_own:
            self._stored = line.definition
        self._show_buttons()

    def _show_list(self, wanted: str | None = None) -> None:
        drafts = set(self._drafts.unsaved)
        current = wanted if wanted is not None else self._key
        if current == NEW:
            drafts.add(NEW)
        self.types.show_types(list(self._lines.values()), drafts, current)

    def _changed(self, change_set: ChangeSet, _origin: object) -> None:
        if change_set.touches(OwnType.key) or change_set.touches("deliverable"):
            self._load()

    # --- writing --------------------------------------------------------------------------------

    def _edited(self) -> None:
        if not self._is_own:
            return
        definition = self.panel.definition()
        self.preview.show_definition(definition)
        if self._tried:
            self.panel.show_problems(self._problems(definition))
        self._pause.start()

    def _problems(self, definition: OwnTypeDefinition) -> list[Problem]:
        before = self._stored if self._key else None
        return problems_of_definition(definition, self._desk.services.types, before)

    def _keep_soon(self) -> None:
        if self._key is None or not self._is_own:
            return
        if self.is_changed:
            self._drafts.keep_soon(self.panel.definition())
        else:
            self._drafts.discard(self._key)
        self._show_list()

    def _leave(self) -> bool:
        """Keep what is written of the type shown; False if it cannot be kept."""
        self._pause.stop()
        if self._key is None or not self._is_own or self._saving:
            return True
        if not self.is_changed:
            self._drafts.discard(self._key)
            return True
        return self._drafts.keep(self.panel.definition())

    def _new(self) -> None:
        if self._key != NEW:
            self._leave()
            self._show_list(NEW)
            self.show_type(NEW)
        self.panel.begin()

    def save(self) -> None:
        """Save the type shown; what is wrong with it is said beside each part."""
        commit_input()
        if not self._is_own or self._saving:
            return
        definition = self.panel.definition()
        self._tried = True
        problems = self._problems(definition)
        place = self.panel.show_problems(problems)
        if problems:
            if place is not None:
                place.setFocus(Qt.FocusReason.OtherFocusReason)
                self.reveal(place)
            return
        self._pause.stop()
        self._saving = True
        self._was_pressed = self.save_button.hasFocus()
        self.save_button.setEnabled(False)
        self._desk.runner.write(
            self,
            partial(self._desk.services.own_types.save, definition),
            partial(self._saved, self._key or NEW),
            self._failed,
        )

    def _saved(self, was: str, done: OwnTypeSaved) -> None:
        self._saving = False
        self._drafts.discard(was)
        self._stored = done.definition
        self._key = done.definition.key
        self._tried = False
        self.panel.set_definition(done.definition)
        self.notice.hide()
        name = done.definition.name
        say_done(self._desk, self._desk.bus, tr("Saved “{name}”", name=name), done.change_set)
        self.saved.emit(done.definition.key)
        if self._one_only:
            self.accept()
        else:
            self._load(done.definition.key)

    def _failed(self, error: Exception) -> None:
        self._saving = False
        self._show_buttons()
        if isinstance(error, InvalidDraft):
            place = self.panel.show_problems(error.problems)
            if place is not None:
                place.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._desk.messages.show_error(self, error)

    def _notice_pressed(self, _key: str) -> None:
        """The draft is not wanted."""
        self._pause.stop()
        if self._key is None:
            return
        self._drafts.discard(self._key)
        self.panel.set_definition(self._stored)
        self.show_type(self._key)
        self._show_list()
        self.panel.begin()

    # --- offered, removed -----------------------------------------------------------------------

    def _retire(self) -> None:
        if (line := self._lines.get(self._key or "")) is not None:
            retire_or_offer(self._desk, self, line, self._failed)

    def _ask_to_remove(self) -> None:
        if (line := self._lines.get(self._key or "")) is not None:
            ask_to_remove(self._desk, self, line, self._failed)

    # --- going ----------------------------------------------------------------------------------

    def reject(self) -> None:
        # Esc, Close and the window's cross all come here; none is a way to lose text.
        commit_input()
        if self._saving:
            return
        changed, key = self.is_changed, self._key
        if not self._leave():
            self.notice.say(
                tr("What you wrote cannot be kept: save it, or close and lose it."),
                [("discard", tr("Discard it"))],
            )
            return
        if changed and key is not None:
            forget = partial(self._drafts.discard, key)
            self._desk.messages.toast(
                tr("Your text is kept as a draft."), tr("Discard"), forget, lasting=True
            )
        super().reject()

    def flush(self) -> None:
        """The program ends: write at once what is not saved."""
        self._leave()
