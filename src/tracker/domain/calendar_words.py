"""Names of months and days of the week, marked for translation (Qt's are not used: see dates)."""

from tracker.i18n import mark

MONTHS = (
    mark("January"),
    mark("February"),
    mark("March"),
    mark("April"),
    mark("May"),
    mark("June"),
    mark("July"),
    mark("August"),
    mark("September"),
    mark("October"),
    mark("November"),
    mark("December"),
)
"""English names, January first."""

MONTHS_SHORT = tuple(name[:3] for name in MONTHS)
"""Three letters: Jan, Feb, ... Sep, ..."""

WEEKDAYS = (
    mark("Monday"),
    mark("Tuesday"),
    mark("Wednesday"),
    mark("Thursday"),
    mark("Friday"),
    mark("Saturday"),
    mark("Sunday"),
)
"""English names, Monday first, as `date.weekday` counts."""
