"""Which record a pasted name means, where the program cannot know: 셀트리온 is Celltrion."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QWidget

from tracker.domain.record import specs
from tracker.domain.records.deliverables import DeliverableParticipant
from tracker.domain.shortening import in_one_line
from tracker.i18n import tr
from tracker.services.name_matching import Candidate
from tracker.ui.forms.layout import FieldSlot
from tracker.ui.forms.parts import FormParts
from tracker.ui.forms.picking import ReferenceEditor
from tracker.ui.widgets.dialog_frame import DialogFrame
from tracker.ui.widgets.labels import label

_WIDTH, _SHOWN = 520, 60


class AnotherRecordDialog(DialogFrame):
    """`chosen(candidate, remembers)` with the record, and whether the name is to be kept of it."""

    def __init__(
        self,
        parts: FormParts,
        target: str,
        name: str,
        chosen: Callable[[Candidate, bool], None],
        parent: QWidget,
    ) -> None:
        shown = in_one_line(name)
        shown = shown if len(shown) <= _SHOWN else f"{shown[:_SHOWN]}…"
        super().__init__(parts.icons, tr("Who is “{name}”?", name=shown), "search", parent=parent)
        self._chosen = chosen
        (spec,) = [one for one in specs(DeliverableParticipant) if one.target == target]
        self.record = ReferenceEditor(spec, parts)
        words = label(tr("&Record"), "small")
        words.setBuddy(self.record.field())
        self.record.name_field(tr("Record"))
        self.remember = QCheckBox(tr("&Keep “{name}” as another name of it", name=_read(shown)))
        self.remember.setAccessibleName(tr("Keep “{name}” as another name of it", name=shown))
        self.body.addWidget(words)
        self.body.addWidget(FieldSlot(self.record, parts.icons))
        self.body.addWidget(self.remember)
        self.body.addStretch(1)
        self.add_button(tr("Cancel")).clicked.connect(self.reject)
        self.use = self.add_button(tr("&Use it"), "primary", default=True)
        self.use.clicked.connect(self._use)
        self.setMinimumWidth(parts.icons.theme.px(_WIDTH))
        self.record.field().setFocus(Qt.FocusReason.OtherFocusReason)

    def _use(self) -> None:
        self.record.check()
        candidate = self.record.chosen()
        if candidate is None:
            if not self.record.problem:
                self.record.show_problem((), tr("Choose the record that is meant."))
            self.record.field().setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.accept()
        self._chosen(
            Candidate(candidate.ref, candidate.label, candidate.detail, called_so=True),
            self.remember.isChecked(),
        )


def _read(words: str) -> str:
    """Words in which an "&" is to be read and is no shortcut."""
    return words.replace("&", "&&")
