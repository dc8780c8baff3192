"""The editor of the steps that deliverables of a type usually have."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QWidget

from tracker.domain.changes import ChangeSet
from tracker.domain.milestone_templates import TemplateStep, types_with_steps, usual_steps
from tracker.errors import TrackerError
from tracker.i18n import tr, trn
from tracker.services.milestone_templates import MilestoneTemplates, Template
from tracker.ui.desk import Desk
from tracker.ui.doing.dialog import DoingDialog
from tracker.ui.messages import Choice
from tracker.ui.milestones.usual_rows import Typed, UsualRows
from tracker.ui.trashing import say_done
from tracker.ui.widgets.buttons import button
from tracker.ui.widgets.card import set_ground
from tracker.ui.widgets.dialog_frame import commit_input
from tracker.ui.widgets.fields import ComboBox
from tracker.ui.widgets.labels import label

_WIDTH, _HEIGHT = 660, 560


class UsualStepsDialog(DoingDialog):
    """Types in a list, below it the steps of one. What is typed for one type waits while another
    is looked at; saving keeps all of it, and each is one action. What could not be saved stays."""

    def __init__(
        self, desk: Desk, type_key: str, owner: QWidget, parent: QWidget | None = None
    ) -> None:
        """`owner` outlives the dialog, and what its saving says."""
        super().__init__(desk, tr("Usual steps"), "list-checks", parent=parent)
        self._owner = owner
        types = desk.services.types
        self._labels = {key: tr(one.label) for key, one in types.offered().items()}
        self._stored: dict[str, tuple[TemplateStep, ...]] = {}
        self._typed: dict[str, Typed] = {}
        self.types = ComboBox()
        self.types.setAccessibleName(tr("Type of deliverable"))
        for key, text in self._labels.items():
            self.types.addItem(text, key)
        wanted = type_key if type_key in self._labels else next(iter(types_with_steps()))
        self.types.setCurrentIndex(max(0, self.types.findData(wanted)))
        words = label(tr("T&ype"), "muted")
        words.setBuddy(self.types)
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(words)
        head.addWidget(self.types, 1)
        self._note = label("", "small", wrap=True)
        self.rows = UsualRows(desk.icons)
        area = QScrollArea()
        area.setAccessibleName(tr("Usual steps"))
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setWidget(self.rows)
        set_ground(self.rows, "surface")
        set_ground(area.viewport(), "surface")
        self.add_step = button(desk.icons, tr("&Add a step"), "plus")
        self.reset = button(desk.icons, tr("&Reset to the usual ones"), "rotate-ccw")
        tools = QHBoxLayout()
        tools.setSpacing(8)
        tools.addWidget(self.add_step)
        tools.addWidget(self.reset)
        tools.addStretch(1)
        self.body.addWidget(self.banner)
        self.body.addLayout(head)
        self.body.addWidget(self._note)
        captions = QHBoxLayout()
        captions.setSpacing(6)
        captions.addWidget(label(tr("Step"), "small"), 5)
        captions.addWidget(label(tr("From the event"), "small"), 3)
        captions.addSpacing(desk.icons.theme.px(3 * 36))
        self.body.addLayout(captions)
        self.body.addWidget(area, 1)
        self.body.addLayout(tools)
        self.body.addWidget(self.progress)
        self.set_hint(tr("New deliverables are offered these steps"))
        cancel = self.add_button(tr("&Cancel"))
        self.save_button = self.add_button(tr("&Save"), "primary")
        cancel.clicked.connect(self.reject)
        self.save_button.clicked.connect(self.save)
        self.add_step.clicked.connect(self._add)
        self.reset.clicked.connect(self._reset)
        self.rows.edited.connect(self._edited)
        self.types.currentIndexChanged.connect(self._chosen)
        self.fit_screen(_WIDTH, _HEIGHT)
        self._chosen()

    @property
    def type_key(self) -> str:
        """The type that is looked at."""
        return str(self.types.currentData())

    def save(self) -> None:
        """Keep what was changed of every type; stays open where something is wrong."""
        commit_input()
        changed: dict[str, tuple[TemplateStep, ...]] = {}
        here = self.type_key
        for key in sorted(self._typed, key=lambda one: one == here):
            if key != self.type_key:
                self.types.setCurrentIndex(self.types.findData(key))
            steps = self.rows.read()
            if steps is None:
                return
            changed[key] = steps
        if not changed:
            self.accept()
            return
        names = {key: self._labels[key] for key in changed}
        templates = self._desk.services.milestones.templates
        self.do(
            tr("Saving…"),
            lambda _progress: _save(templates, changed, names),
            partial(_saved, self._desk, self._owner, names),
            stoppable=False,
        )

    def allow(self, allowed: bool) -> None:
        for part in (self.types, self.rows, self.add_step, self.save_button):
            part.setEnabled(allowed)
        if allowed:
            self._say()
        else:
            self.reset.setEnabled(False)

    def saved(self, keys: Collection[str]) -> None:
        """These types are kept: close, or go on with what is left."""
        for key in keys:
            self._stored.pop(key, None)
            self._typed.pop(key, None)
        if not self._typed:
            self.accept()

    def reject(self) -> None:
        """Esc: what is typed is not thrown away without a word."""
        if self.is_doing:
            return
        if not self._typed:
            super().reject()
            return
        text = trn(
            "The steps of {n} type were changed.", "The steps of {n} types were changed.",
            len(self._typed),
        )  # fmt: skip
        choices = [
            Choice("stay", tr("&Go on editing")),
            Choice("discard", tr("&Discard"), "danger"),
            Choice("save", tr("&Save"), "primary"),
        ]
        self._desk.messages.question(self, tr("Save the steps?"), text, choices, self._answered)

    def _answered(self, key: str) -> None:
        if key == "save":
            self.save()
        elif key == "discard":
            self._typed = {}
            super().reject()

    # --- what is shown --------------------------------------------------------------------------

    def _chosen(self) -> None:
        key = self.type_key
        if key in self._stored:
            self._show()
            return
        self.rows.setEnabled(False)
        call = partial(self._desk.services.milestones.templates.template, key)
        self._desk.runner.read(self, call, self._arrived)

    def _arrived(self, template: Template) -> None:
        self._stored[template.type_key] = template.steps
        if template.type_key == self.type_key:
            self._show()

    def _show(self) -> None:
        key = self.type_key
        self.rows.setEnabled(True)
        self.rows.put(self._stored[key], self._typed.get(key))
        self._say()

    def _edited(self) -> None:
        self._typed[self.type_key] = self.rows.typed()
        self._say()

    def _say(self) -> None:
        key = self.type_key
        steps = usual_steps(key)
        here = self._typed.get(key)
        if here is None:
            same = self._stored.get(key) == steps
        else:
            from tracker.domain.offsets import write_offset

            same = here == [(one.title, write_offset(one.offset)) for one in steps]
        self.reset.setEnabled(not same and bool(steps or self.rows.rows))
        if not steps and not self.rows.rows:
            words = tr("Nothing is usual for this type yet. Add the steps you know.")
        elif same:
            words = tr("These steps come with the program.")
        else:
            words = tr("Edited for this database.")
        self._note.setText(words)

    def _add(self) -> None:
        self.rows.add().title.setFocus(Qt.FocusReason.OtherFocusReason)
        self._edited()

    def _reset(self) -> None:
        key = self.type_key
        self.rows.put(usual_steps(key))
        self._typed[key] = self.rows.typed()
        self._say()


@dataclass(frozen=True, slots=True)
class _Outcome:
    """What was saved, by type, and why the rest was not."""

    saved: Mapping[str, ChangeSet | None]
    error: Exception | None = None


def _save(
    templates: MilestoneTemplates,
    changed: Mapping[str, tuple[TemplateStep, ...]],
    names: Mapping[str, str],
) -> _Outcome:
    saved: dict[str, ChangeSet | None] = {}
    for key, steps in changed.items():
        try:
            if steps == usual_steps(key):
                saved[key] = templates.reset(key, names[key])
            else:
                saved[key] = templates.save(key, names[key], steps)
        except TrackerError as error:
            return _Outcome(saved, error)
    return _Outcome(saved)


def _saved(
    desk: Desk,
    owner: QWidget,
    names: Mapping[str, str],
    dialog: UsualStepsDialog | None,
    outcome: _Outcome,
) -> None:
    if dialog is not None:
        dialog.saved(outcome.saved)
    for key, change_set in outcome.saved.items():
        say_done(desk, owner, tr("Steps of “{type}” saved", type=names[key]), change_set)
    if outcome.error is None:
        return
    if dialog is not None:
        dialog.not_done(outcome.error)
    else:
        desk.messages.show_error(None, outcome.error)
