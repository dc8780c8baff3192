"""A rule as a sentence: "At least twice a year, first in March 2025"."""

from tracker.domain.calendar_words import MONTHS, WEEKDAYS
from tracker.domain.dates import PartialDate, point
from tracker.domain.dates_writing import write_date, write_day
from tracker.domain.series_rule import WEEKDAYS as CODES
from tracker.domain.series_rule import Frequency, SeriesRule
from tracker.i18n import mark, spoken_language, tr, trn

_PLACES = {
    1: mark("the first {day}"),
    2: mark("the second {day}"),
    3: mark("the third {day}"),
    4: mark("the fourth {day}"),
    -1: mark("the last {day}"),
}
_TIMES_A_YEAR = {
    6: mark("Twice a year"),
    4: mark("Three times a year"),
    3: mark("Every quarter"),
}


def write_repeats(
    rule: SeriesRule, *, at_least: bool | None = False, first: PartialDate | None = None
) -> str:
    """The rule in the language of the program, with where it begins if that is given."""
    said = _how_often(rule)
    if at_least:
        said = tr("At least {rule}", rule=said[:1].lower() + said[1:])
    if rule.until is not None:
        said = tr("{rule}, until {date}", rule=said, date=write_day(rule.until, full=True))
    elif rule.count is not None:
        said = trn("{rule}, {n} time in all", "{rule}, {n} times in all", rule.count, rule=said)
    return f"{said}{_first(first)}" if first is not None else said


def write_recurrence(
    recurrence: str, *, at_least: bool | None = False, first: PartialDate | None = None
) -> str:
    """The same of a stored text; what is no rule is shown as it was typed."""
    try:
        rule = SeriesRule.parse(recurrence)
    except ValueError:
        return recurrence
    return write_repeats(rule, at_least=at_least, first=first)


def _how_often(rule: SeriesRule) -> str:
    core = _core(rule)
    if rule.positions or rule.rest or not _days_are_plain(rule):
        return tr("{rule}, as {text} says", rule=core, text=rule.text)
    if rule.months:
        months = _listed([tr(MONTHS[month - 1]) for month in rule.months])
        core = tr("{rule} in {months}", rule=core, months=months)
    if rule.month_days:
        days = _listed([day_of_month(day) for day in rule.month_days])
        return tr("{rule} on {days}", rule=core, days=days)
    if rule.weekdays:
        days = _listed([_weekday(which, code) for which, code in rule.weekdays])
        return tr("{rule} on {days}", rule=core, days=days)
    return core


def _days_are_plain(rule: SeriesRule) -> bool:
    """Whether the days can be said in one phrase."""
    if rule.month_days and rule.weekdays:
        return False
    in_month = bool(rule.months) or rule.frequency is Frequency.MONTHLY
    if rule.month_days and not (in_month and rule.month_days[1:] == () and _is_said(rule)):
        return False
    if any(which for which, _ in rule.weekdays):
        return in_month and len(rule.weekdays) == 1 and rule.weekdays[0][0] in _PLACES
    return not rule.weekdays or rule.frequency is Frequency.WEEKLY


def _is_said(rule: SeriesRule) -> bool:
    """A day that every month has, or its last."""
    return rule.month_days[0] == -1 or 0 < rule.month_days[0] <= 28


def _core(rule: SeriesRule) -> str:
    n = rule.interval
    if rule.frequency is Frequency.YEARLY:
        return tr("Every year") if n == 1 else tr("Every {n} years", n=n)
    if rule.frequency is Frequency.WEEKLY:
        return tr("Every week") if n == 1 else tr("Every {n} weeks", n=n)
    if rule.frequency is Frequency.DAILY:
        return tr("Every day") if n == 1 else tr("Every {n} days", n=n)
    if n in _TIMES_A_YEAR and not rule.states_days and not rule.months:
        return tr(_TIMES_A_YEAR[n])
    return tr("Every month") if n == 1 else tr("Every {n} months", n=n)


def _first(first: PartialDate) -> str:
    said = write_date(first, full=True)
    if first.is_interval:
        return tr(", first {date}", date=period_words(first))
    if point(first).day is not None:
        return tr(", first on {date}", date=said)
    return tr(", first in {date}", date=said)


def _listed(words: list[str]) -> str:
    if len(words) < 2:
        return "".join(words)
    return tr("{these} and {last}", these=", ".join(words[:-1]), last=words[-1])


def day_of_month(day: int) -> str:
    """A day of a month by its number: "the 15th"; -1 is the last."""
    if day == -1:
        return tr("the last day")
    ending = "th" if 10 <= day % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")
    return tr("the {n}{ending}", n=day, ending="" if spoken_language() == "ko" else ending)


def _weekday(which: int, code: str) -> str:
    name = tr(WEEKDAYS[CODES.index(code)])
    return tr(_PLACES[which], day=name) if which else name


def period_words(when: PartialDate) -> str:
    """A date as a title says it: "Q1 2027", "H2 2027", else as it is written elsewhere."""
    start, end = when.start, when.end
    if when.is_interval and start is not None and end is not None:
        begun, ended = point(start), point(end)
        whole = begun.day is None and ended.day is None and begun.exact and ended.exact
        length = when.latest.month - when.earliest.month + 1
        if whole and begun.month and ended.month and when.earliest.year == when.latest.year:
            place, over = divmod(when.earliest.month - 1, length)
            if length == 3 and not over:
                return tr("Q{n} {year}", n=place + 1, year=begun.year)
            if length == 6 and not over:
                return tr("H{n} {year}", n=place + 1, year=begun.year)
    return write_date(when, full=True)
