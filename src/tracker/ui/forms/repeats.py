"""The editor of a series: how often in words or by choices, since when, how far ahead.

It edits the fields of a deliverable that make it a series, and shows below what they come to.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from tracker.domain.fields import FieldSpec
from tracker.domain.reading import plain_label
from tracker.domain.record import RootRecord, spec_of
from tracker.domain.records import Deliverable
from tracker.domain.series import AHEAD_MONTHS, NOTHING_MADE
from tracker.domain.series_instances import TITLE as TITLE_PATTERN
from tracker.domain.series_reading import Repeats
from tracker.domain.series_rule import Frequency, SeriesRule
from tracker.domain.series_writing import write_repeats
from tracker.errors import Problem
from tracker.i18n import tr, trn
from tracker.ui.forms.dates import DateEditor
from tracker.ui.forms.editor import Collected, Editor, Path
from tracker.ui.forms.layout import FieldSlot
from tracker.ui.forms.lines import LineEditor, NumberEditor
from tracker.ui.forms.parts import FormParts
from tracker.ui.forms.repeats_choosing import WORD, RuleChooser
from tracker.ui.forms.repeats_line import RuleLine
from tracker.ui.forms.repeats_preview import RepeatsPreview
from tracker.ui.widgets.buttons import button
from tracker.ui.widgets.labels import label, plain_tip

RULE, FIRST, AHEAD, MINIMUM, TITLE, MADE = HOLDS = (
    "recurrence",
    "recurs_from",
    "ahead",
    "at_least",
    "instance_title",
    "made_until",
)
_PAST = "past"  # in a draft
# Of a number of months, with the word behind it.
_NUMBER = 110
# From the words before the fields to a box that is ticked: the gap, less what it keeps free itself.
_BOX = 8 - 4


class RepeatsEditor(Editor):
    """Holds all fields that make a deliverable a series. `draft` is the record as entered."""

    holds = HOLDS

    def __init__(
        self,
        spec: FieldSpec,
        parts: FormParts,
        parent: QWidget | None = None,
        *,
        draft: Callable[[], RootRecord | None],
    ) -> None:
        super().__init__(spec, parts, parent)
        self._draft = draft
        self.line = RuleLine(spec, parts)
        self.line.line.setPlaceholderText(tr("such as twice a year, every quarter, yearly in June"))
        self.choose = button(parts.icons, tr("Choose…"), "repeat")
        self.choose.setAccessibleName(tr("Choose how often it repeats"))
        self.chooser = RuleChooser(parts)
        self.minimum = QCheckBox(tr("at least so often; further ones may be added by hand"))
        self.minimum.setAccessibleName(tr("At least so often"))
        self.first = DateEditor(spec_of(Deliverable, FIRST), parts)
        self.ahead = NumberEditor(spec_of(Deliverable, AHEAD), parts)
        self.title = LineEditor(spec_of(Deliverable, TITLE), parts)
        self.title.line.setPlaceholderText(TITLE_PATTERN)
        self.ahead.line.setPlaceholderText(str(AHEAD_MONTHS))
        self._editors: dict[str, Editor] = {
            RULE: self.line, FIRST: self.first, AHEAD: self.ahead, TITLE: self.title,
        }  # fmt: skip
        self._slots = {name: FieldSlot(one, parts.icons) for name, one in self._editors.items()}
        self.preview = RepeatsPreview(parts)
        self.past = QCheckBox()
        self.past.hide()
        self._more = QWidget(self)
        self._was: dict[str, Any] = {}
        # What the line said when its parts were taken over to the fields below.
        self._taken = ""
        self._put_together()
        self._wire()
        self._follow()

    # What every editor says for itself.

    def set_value(self, value: Any) -> None:
        try:
            rule = SeriesRule.parse(value[RULE]) if value[RULE].strip() else None
        except ValueError:
            self.line.put_text(value[RULE])
            rule = None
        else:
            self.line.set_value(Repeats(rule) if rule is not None else None)
        if rule is not None:
            self.chooser.show_rule(rule)
        for name in (FIRST, AHEAD, TITLE):
            self._editors[name].set_value(value[name])
        self.minimum.setChecked(bool(value[MINIMUM]))
        self.past.setChecked(False)
        self.clear_problems()
        self._was = dict(value)
        self._follow()

    def collect(self) -> Collected:
        values: dict[str, Any] = {}
        problems: list[Problem] = []
        for name, editor in self._editors.items():
            found = editor.collect()
            problems += [Problem((name,), one.message) for one in found.problems]
            if found.readable:
                values[name] = found.value
        if RULE in values:
            rule = values[RULE]
            values[RULE] = rule.rule.text if isinstance(rule, Repeats) else ""
            minimum = self.minimum.isChecked()
            if isinstance(rule, Repeats) and self.line.text() != self._taken:
                # Said in the line, which has not been left yet.
                minimum = minimum or rule.at_least
                if FIRST in values:
                    values[FIRST] = values[FIRST] or rule.first
            values[MINIMUM] = True if rule is not None and minimum else None
            asks = rule is not None and self.past.isChecked() and not self.past.isHidden()
            values[MADE] = NOTHING_MADE if asks else self._was.get(MADE)
        if self.chooser.isVisibleTo(self) and (problem := self._problem_with_end()):
            problems.append(Problem((RULE,), problem))
        return Collected(values, problems, readable=not problems)

    def value(self) -> Any:
        return self.collect().value

    def raw(self) -> Any:
        found = self.line.collect().value
        raw = {name: editor.raw() for name, editor in self._editors.items()}
        rule = found.rule.text if isinstance(found, Repeats) else ""
        return raw | {
            "rule": rule, MINIMUM: self.minimum.isChecked(), _PAST: self.past.isChecked(),
        }  # fmt: skip

    def set_raw(self, raw: Any) -> None:
        if isinstance(raw, str):
            raw = {RULE: raw}  # a draft of before there were choices
        if not isinstance(raw, dict):
            return
        for name, editor in self._editors.items():
            if name in raw:
                editor.set_raw(raw[name])
        self.minimum.setChecked(raw.get(MINIMUM) is True)
        self.past.setChecked(raw.get(_PAST) is True)
        found = self.line.collect().value
        if isinstance(found, Repeats):
            self.chooser.show_rule(found.rule)
        self._follow()

    def field(self) -> QWidget:
        return self.line.field()

    def show_problem(self, path: Path, message: str) -> None:
        editor = self._editors.get(str(path[0]) if path else RULE, self.line)
        editor.show_problem((), message)

    def clear_problems(self) -> None:
        for editor in self._editors.values():
            editor.clear_problems()

    def check(self) -> None:
        for editor in self._editors.values():
            editor.check()

    def widget_at(self, path: Path) -> QWidget:
        return self._editors.get(str(path[0]) if path else RULE, self.line).field()

    def words_at(self, path: Path) -> str:
        return plain_label(self._editors.get(str(path[0]) if path else RULE, self.line).spec)

    def name_field(self, name: str) -> None:
        self.line.name_field(name)
        for one in (FIRST, AHEAD, TITLE):
            self._editors[one].name_field(plain_label(self._editors[one].spec))

    # What happens in it.

    def _wire(self) -> None:
        self.line.edited.connect(self._typed)
        self.line.line.editingFinished.connect(self._take_over)
        self.chooser.changed.connect(self._chosen)
        self.choose.clicked.connect(self._begin_choosing)
        self.minimum.clicked.connect(self._edited)
        self.past.clicked.connect(self._edited)
        self.preview.past_known.connect(self._say_past)
        for editor in (self.first, self.ahead, self.title):
            editor.edited.connect(self._edited)
        self.preview.wanted.connect(self._show_preview)

    def _typed(self) -> None:
        found = self.line.collect().value
        if isinstance(found, Repeats):
            self.chooser.show_rule(found.rule)
        self._edited()

    def _take_over(self) -> None:
        """What was said beside the rule goes to the fields it belongs to, once it is said."""
        found = self.line.collect().value
        if not isinstance(found, Repeats) or self.line.text() == self._taken:
            return
        self._taken = self.line.text()
        if found.at_least and not self.minimum.isChecked():
            self.minimum.setChecked(True)
        if found.first is not None and self.first.collect().value is None:
            self.first.set_value(found.first)
        self._follow()

    def _chosen(self) -> None:
        try:
            rule = self.chooser.rule()
        except ValueError:
            self._edited()  # said below the last day
            return
        self.line.set_value(Repeats(rule))
        self._edited()

    def _begin_choosing(self) -> None:
        if self.line.collect().value is None:
            rule = SeriesRule(Frequency.YEARLY)
            self.line.set_value(Repeats(rule))
            self.chooser.show_rule(rule)
            self._edited()
        self.chooser.every.setFocus(Qt.FocusReason.OtherFocusReason)

    def _edited(self) -> None:
        self._follow()
        self.edited.emit()

    def _follow(self) -> None:
        repeats = bool(self.line.text().strip())
        if self._more.isHidden() is repeats:
            self._more.setVisible(repeats)
            self.restructured.emit()
        self.choose.setVisible(not repeats)
        self.preview.start()

    def _problem_with_end(self) -> str:
        """The last day is chosen and cannot be read."""
        try:
            self.chooser.rule()
        except ValueError as error:
            return str(error)
        return ""

    def _show_preview(self) -> None:
        found = self.line.collect().value
        draft = self._draft()
        if not isinstance(found, Repeats) or not isinstance(draft, Deliverable):
            # Also where the rule was taken away: what becomes of its instances.
            gone = not self.line.text().strip() and isinstance(draft, Deliverable)
            series = draft if gone and isinstance(draft, Deliverable) and draft.made_until else None
            self.preview.show_end(series)
            return
        words = write_repeats(found.rule, at_least=draft.at_least, first=draft.recurs_from)
        stated = draft.id is not None and draft.made_until is None and self._is_as_it_was()
        self.preview.show_draft(draft, words, doing=not stated)

    def _say_past(self, count: int) -> None:
        """Those before today are nobody's wish until it is said; nor are they left out in
        silence."""
        words = trn(
            "{n} lies before today; make it, too",
            "{n} lie before today; make them, too",
            count,
        )
        self.past.setText(words)
        self.past.setAccessibleName(words)
        self.past.setVisible(count > 0)

    def _is_as_it_was(self) -> bool:
        found = self.collect()
        return found.readable and found.value == self._was

    def _put_together(self) -> None:
        column = QVBoxLayout()
        column.setSpacing(8)
        first = QHBoxLayout()
        first.setSpacing(6)
        first.addWidget(self._slots[RULE], 1)
        first.addWidget(self.choose, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(first)
        more = QVBoxLayout(self._more)
        more.setContentsMargins(0, 0, 0, 0)
        more.setSpacing(8)
        more.addWidget(self.chooser)
        more.addLayout(self._below_fields(self.minimum))
        more.addLayout(self._named(FIRST))
        more.addLayout(self._below_fields(self.past))
        more.addLayout(self._named(AHEAD))
        self.ahead.line.setMaximumWidth(self.parts.icons.theme.px(_NUMBER))
        self.ahead.row.addStretch(1)
        more.addLayout(self._named(TITLE))
        more.addWidget(self.preview)
        column.addWidget(self._more)
        column.addStretch(1)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.row.addLayout(column, 1)

    def _below_fields(self, box: QCheckBox) -> QHBoxLayout:
        """Its square stands below the left edge of the fields."""
        line = QHBoxLayout()
        line.setContentsMargins(0, 0, 0, 0)
        line.addSpacing(self.parts.icons.theme.px(WORD) + _BOX)
        line.addWidget(box, 1)
        return line

    def _named(self, name: str) -> QHBoxLayout:
        spec = self._editors[name].spec
        words = label(plain_label(spec), "muted")
        words.setMinimumWidth(self.parts.icons.theme.px(WORD))
        words.setBuddy(self._editors[name].field())
        words.setContentsMargins(0, 7, 0, 0)
        if spec.help:
            words.setToolTip(plain_tip(tr(spec.help)))
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(words, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self._slots[name], 1, Qt.AlignmentFlag.AlignTop)
        return line
