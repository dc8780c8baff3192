"""A rule by choices: every N weeks, months or years, in which months, on which day, and its end."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from tracker.domain import fields as f
from tracker.domain.calendar_words import MONTHS, WEEKDAYS
from tracker.domain.dates import PartialDate
from tracker.domain.series_rule import WEEKDAYS as CODES
from tracker.domain.series_rule import Frequency, SeriesRule
from tracker.domain.series_writing import day_of_month
from tracker.i18n import mark, tr
from tracker.ui.forms.dates import DateEditor
from tracker.ui.forms.layout import FieldSlot
from tracker.ui.forms.parts import FormParts
from tracker.ui.widgets.buttons import button
from tracker.ui.widgets.fields import ComboBox, SpinBox
from tracker.ui.widgets.labels import label

_UNITS = {
    "day": (mark("days"), Frequency.DAILY, 1),
    "week": (mark("weeks"), Frequency.WEEKLY, 1),
    "month": (mark("months"), Frequency.MONTHLY, 1),
    "quarter": (mark("quarters"), Frequency.MONTHLY, 3),
    "year": (mark("years"), Frequency.YEARLY, 1),
}
_PLACES = {
    1: mark("the first"),
    2: mark("the second"),
    3: mark("the third"),
    4: mark("the fourth"),
    -1: mark("the last"),
}
_MOST = 100
WORD = 92
"""How wide the words before the fields are, so that the fields stand below each other."""
# So many words that are switched on and off stand in a line, also where it is narrow.
_A_LINE = 4
_UNTIL = f.date(mark("Last day")).named("until")


class RuleChooser(QWidget):
    """`changed` when the person chose something; `rule()` is what is chosen."""

    changed = Signal()

    def __init__(self, parts: FormParts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._parts = parts
        self.every = _spin(tr("Every how many"), _MOST)
        self.unit = ComboBox()
        self.unit.setAccessibleName(tr("Weeks, months, quarters or years"))
        for key, (words, _, _) in _UNITS.items():
            self.unit.addItem(tr(words), key)
        self.on = ComboBox()
        self.on.setAccessibleName(tr("On which day"))
        self.weekday = ComboBox()
        self.weekday.setAccessibleName(tr("Day of the week"))
        for code, name in zip(CODES, WEEKDAYS, strict=True):
            self.weekday.addItem(tr(name), code)
        self.months = _Toggles(parts, [tr("{month}, month", month=tr(name)) for name in MONTHS],
                               [tr(name)[:3] for name in MONTHS])  # fmt: skip
        self.days = _Toggles(parts, [tr(name) for name in WEEKDAYS], [tr(n)[:3] for n in WEEKDAYS])
        self.ends = ComboBox()
        self.ends.setAccessibleName(tr("How it ends"))
        for key, words in (("", tr("never")), ("count", tr("after")), ("until", tr("on"))):
            self.ends.addItem(words, key)
        self.count = _spin(tr("After how many"), 1000)
        self.until = DateEditor(_UNTIL, parts)
        self.until.name_field(tr("Last day"))
        self._times = label(tr("times"), "muted")
        self._until = FieldSlot(self.until, parts.icons)
        self._put_together()
        for combo in (self.unit, self.on, self.weekday, self.ends):
            combo.activated.connect(self._chosen)
        for spin in (self.every, self.count):
            spin.valueChanged.connect(self._chosen)
        for toggles in (self.months, self.days):
            toggles.changed.connect(self._chosen)
        self.until.edited.connect(self._chosen)
        self.show_rule(SeriesRule(Frequency.YEARLY))

    def rule(self) -> SeriesRule:
        """What is chosen. ValueError if the last day is none."""
        key = self.unit.currentData()
        _, frequency, times = _UNITS[key]
        by_month = frequency in (Frequency.MONTHLY, Frequency.YEARLY)
        months = self.months.chosen() if key == "year" else ()
        place, day = self.on.currentData() if by_month and (key != "year" or months) else (0, 0)
        weekdays: tuple[tuple[int, str], ...] = ()
        if place:
            weekdays = ((place, self.weekday.currentData()),)
        elif frequency is Frequency.WEEKLY:
            weekdays = tuple((0, CODES[at - 1]) for at in self.days.chosen())
        ends = self.ends.currentData()
        until = self.until.value() if ends == "until" else None
        return SeriesRule(
            frequency,
            interval=self.every.value() * times,
            count=self.count.value() if ends == "count" else None,
            until=until.latest if until is not None else None,
            months=months,
            month_days=(day,) if day else (),
            weekdays=weekdays,
        )

    def show_rule(self, rule: SeriesRule) -> None:
        """Show a rule; one that these choices cannot say is greyed, and nothing is changed."""
        self.setEnabled(can_show(rule))
        if not self.isEnabled():
            return
        widgets = (self.every, self.unit, self.on, self.weekday, self.ends, self.count)
        for widget in widgets:
            widget.blockSignals(True)
        key = next(key for key, (_, one, _) in _UNITS.items() if one is rule.frequency)
        if rule.frequency is Frequency.MONTHLY and rule.interval == 3:
            key = "quarter"
        self.unit.setCurrentIndex(self.unit.findData(key))
        self.every.setValue(rule.interval // _UNITS[key][2])
        self.months.choose(rule.months)
        self.days.choose(tuple(CODES.index(code) + 1 for which, code in rule.weekdays if not which))
        day = rule.month_days[0] if rule.month_days else 0
        self._fill_days(day)
        place = next((which for which, _ in rule.weekdays if which), 0)
        self.on.setCurrentIndex(
            next(at for at in range(self.on.count()) if self.on.itemData(at) == (place, day))
        )
        if place:
            self.weekday.setCurrentIndex(self.weekday.findData(rule.weekdays[0][1]))
        ends = "count" if rule.count else "until" if rule.until else ""
        self.ends.setCurrentIndex(self.ends.findData(ends))
        self.count.setValue(rule.count or 4)
        if rule.until is not None:
            self.until.set_value(PartialDate.of(rule.until))
        for widget in widgets:
            widget.blockSignals(False)
        self._follow()

    def _fill_days(self, day: int) -> None:
        self.on.clear()
        self.on.addItem(tr("as the first"), (0, 0))
        for place, words in _PLACES.items():
            self.on.addItem(tr(words), (place, 0))
        for one in sorted({-1, day} - {0}):
            self.on.addItem(day_of_month(one), (0, one))

    def _chosen(self) -> None:
        self._follow()
        self.changed.emit()

    def _follow(self) -> None:
        """Show only what matters for the unit and the end."""
        key, ends = self.unit.currentData(), self.ends.currentData()
        self.months.setVisible(key == "year")
        self.days.setVisible(key == "week")
        dated = key in ("month", "quarter") or (key == "year" and bool(self.months.chosen()))
        self._day.setVisible(dated)
        self.on.setVisible(dated)
        place, _ = self.on.currentData() or (0, 0)
        self.weekday.setVisible(dated and bool(place))
        self.count.setVisible(ends == "count")
        self._times.setVisible(ends == "count")
        self._until.setVisible(ends == "until")

    def _put_together(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        every = self._word(tr("Every"), self.every)
        self._day = self._word(tr("Which day"), self.on)
        ends = self._word(tr("It ends"), self.ends)
        column.addLayout(_line(every, self.every, self.unit))
        for toggles in (self.months, self.days):
            inside = QHBoxLayout()
            inside.setSpacing(8)
            inside.addSpacing(self._parts.icons.theme.px(WORD) + 8)
            inside.addWidget(toggles, 1)
            column.addLayout(inside)
        column.addLayout(_line(self._day, self.on, self.weekday))
        column.addLayout(_line(ends, self.ends, self.count, self._times, self._until))

    def _word(self, text: str, buddy: QWidget) -> QWidget:
        made = label(text, "muted")
        made.setFixedWidth(self._parts.icons.theme.px(WORD))
        made.setBuddy(buddy)
        return made


def can_show(rule: SeriesRule) -> bool:
    """Whether the choices can say this rule."""
    by_month = rule.frequency in (Frequency.MONTHLY, Frequency.YEARLY)
    known = {0: Frequency.WEEKLY}
    return (
        not (rule.positions or rule.rest or (rule.month_days and rule.weekdays))
        and rule.interval <= _MOST
        and (not rule.months or rule.frequency is Frequency.YEARLY)
        and len(rule.month_days) <= 1
        and all(day >= -1 for day in rule.month_days)
        and (not rule.month_days or rule.frequency is Frequency.MONTHLY or bool(rule.months))
        and all(
            rule.frequency is known[0] if not which else by_month and which in _PLACES
            for which, _ in rule.weekdays
        )
        and (not by_month or len(rule.weekdays) <= 1)
        and not (rule.weekdays and rule.frequency is Frequency.YEARLY and not rule.months)
    )


class _Toggles(QWidget):
    """Words to be switched on and off, numbered from 1."""

    changed = Signal()

    def __init__(self, parts: FormParts, names: list[str], words: list[str]) -> None:
        super().__init__()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(4)
        grid.setColumnStretch(_A_LINE, 1)
        lines = -(-len(words) // _A_LINE)
        a_line = -(-len(words) // lines)
        self._made: list[QPushButton] = []
        for at, (name, word) in enumerate(zip(names, words, strict=True)):
            made = button(parts.icons, word, "", "pill", parent=self)
            made.setCheckable(True)
            made.setAccessibleName(name)
            made.clicked.connect(self.changed)
            grid.addWidget(made, at // a_line, at % a_line)
            self._made.append(made)

    def chosen(self) -> tuple[int, ...]:
        """The numbers that are on."""
        return tuple(at for at, made in enumerate(self._made, 1) if made.isChecked())

    def choose(self, numbers: tuple[int, ...]) -> None:
        """Switch on these and no others."""
        for at, made in enumerate(self._made, 1):
            made.setChecked(at in numbers)

    def button(self, number: int) -> QPushButton:
        """One of them."""
        return self._made[number - 1]


def _spin(name: str, most: int) -> SpinBox:
    made = SpinBox()
    made.setRange(1, most)
    made.setAccessibleName(name)
    made.setMaximumWidth(76)
    return made


def _line(*widgets: QWidget) -> QHBoxLayout:
    line = QHBoxLayout()
    line.setSpacing(8)
    for widget in widgets:
        line.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)
    line.addStretch(1)
    return line
