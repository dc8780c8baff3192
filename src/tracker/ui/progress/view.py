"""How the dialog looks: its rows from top to bottom."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QWidget

from tracker.domain.record import spec_of
from tracker.domain.records import ProgressEntry
from tracker.i18n import tr
from tracker.ui.desk import Desk
from tracker.ui.forms.editor import Editor
from tracker.ui.forms.long_text import LongTextEditor
from tracker.ui.forms.tab_order import order_tabs
from tracker.ui.progress.correction_row import CorrectionRow
from tracker.ui.progress.evidence_box import EvidenceBox
from tracker.ui.progress.fields import make_fields
from tracker.ui.progress.measure_fields import ValueEditor
from tracker.ui.progress.picker import DeliverablePicker
from tracker.ui.progress.rows import MoreRows, Row
from tracker.ui.widgets.dialog_frame import DialogFrame
from tracker.ui.widgets.labels import ElidedLabel, label
from tracker.ui.widgets.states import ErrorBanner
from tracker.ui.widgets.wheel import guard_wheel

WIDTH = 680
_SENTENCE_LINES = 3


class LogProgressView(DialogFrame):
    """The rows and buttons of the dialog; it does nothing by itself."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        icons = desk.icons
        super().__init__(icons, tr("Log progress"), "pen-line", "Ctrl+L", parent)
        self.setFixedWidth(icons.theme.px(WIDTH))
        self.banner = ErrorBanner(icons)
        self.body.addWidget(self.banner)
        self.fields: dict[str, Editor] = make_fields(desk)
        self.picker = DeliverablePicker(desk)
        self.deliverable_row = self._deliverable_row()
        self.correction = CorrectionRow(icons)
        self.body.addWidget(self.correction)
        self._sentence_row()
        self.status_row = self._status_row()
        self.evidence = EvidenceBox(desk)
        self.measure_hint = label("", "small", wrap=True)
        self.evidence.restructured.connect(self._order)
        below = {"evidence": self.evidence, "measure": self.measure_hint}
        self.more = MoreRows(icons, self.fields, below)
        value = self.fields["value"]
        assert isinstance(value, ValueEditor)
        value.hint_changed.connect(self.measure_hint.setText)
        self.body.addWidget(self.more)
        self.body.addStretch(1)
        self.correct_button = self.add_button(tr("Correct a li&ne…"), "quiet")
        self.discard_button = self.add_button(tr("&Cancel"))
        self.log_button = self.add_button(tr("&Log"), "primary", default=True)
        guard_wheel(self)
        order_tabs(self)

    def event(self, event: QEvent) -> bool:
        if event.type() != QEvent.Type.LayoutRequest:
            return super().event(event)
        answer = super().event(event)
        layout = self.layout()
        if layout is not None:
            # As high as its rows: nothing is squeezed when one is added or a mistake is shown.
            height = min(layout.totalHeightForWidth(self.width()), self.most().height())
            if height != self.height():
                self.setFixedHeight(height)
        return answer

    def _order(self) -> None:
        order_tabs(self)

    @property
    def note(self) -> LongTextEditor:
        """The sentence."""
        found = self.fields["note"]
        assert isinstance(found, LongTextEditor)
        return found

    def _deliverable_row(self) -> Row:
        spec = spec_of(ProgressEntry, "deliverable_id")
        row = Row(self.icons, self.picker.line, tr(spec.label))
        row.line.addWidget(self.picker, 1)
        # Which one it is, so that nobody logs on another by mistake.
        self.heading = label("", "heading", wrap=True)
        self.heading.hide()
        row.below.addWidget(self.heading)
        self.standing = ElidedLabel("", "small")
        self.standing.hide()
        row.below.addWidget(self.standing)
        self.body.addWidget(row)
        return row

    def _sentence_row(self) -> None:
        note = self.note
        note.area.least = _SENTENCE_LINES
        note.area.fit()
        note.area.setPlaceholderText(tr("One sentence is enough"))
        row = self.sentence_row = Row(self.icons, note.area, tr(note.spec.label))
        row.add(note, 1)
        self.body.addWidget(row)

    def _status_row(self) -> Row:
        status, percent, on = (self.fields[name] for name in ("status", "percent", "on"))
        row = Row(self.icons, status.field(), tr(status.spec.label))
        row.add(status)
        row.add(percent, text=tr(percent.spec.label))
        row.add(on, 1, tr(on.spec.label))
        self.body.addWidget(row)
        return row
