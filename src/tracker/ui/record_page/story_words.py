"""What stands between the lines of a story, and its lines as plain text."""

from __future__ import annotations

from tracker.domain.dates import PartialDate
from tracker.domain.dates_writing import write_date
from tracker.i18n import tr, trn
from tracker.ui.record_page.story import LineLink, StoryEntry

_GAP_MONTHS = 6


def heads(before: StoryEntry | None, entry: StoryEntry) -> list[tuple[str, bool]]:
    """What stands above an entry: how long nothing was logged, and its month."""
    found = []
    if before is not None and before.on and entry.on:
        months = _months_between(entry.on, before.on)
        if months >= _GAP_MONTHS and _month_of(before) != _month_of(entry):
            years, rest = divmod(months, 12)
            if years and not rest:
                text = trn("Nothing for {n} year", "Nothing for {n} years", years)
            else:
                text = trn("Nothing for {n} month", "Nothing for {n} months", months)
            found.append((text, True))
    if before is None or _month_of(before) != _month_of(entry):
        found.append((_month_of(entry), False))
    return found


def _month_of(entry: StoryEntry) -> str:
    """The month in words; the year where no month is known."""
    on = entry.on
    if on is None or on.earliest.year < 2 or on.latest.year > 9998:
        return tr("No date") if on is None else entry.when
    if (on.earliest.year, on.earliest.month) == (on.latest.year, on.latest.month):
        return write_date(PartialDate.parse(f"{on.earliest:%Y-%m}"))
    if on.earliest.year == on.latest.year:
        return str(on.earliest.year)
    return write_date(on)


def _months_between(earlier: PartialDate, later: PartialDate) -> int:
    """Whole months from the last possible day of the one to the first possible of the other."""
    last, first = earlier.latest, later.earliest
    months = (first.year - last.year) * 12 + first.month - last.month
    return months - (first.day < last.day)


def as_text(entry: StoryEntry) -> str:
    """An entry in one line, as it is copied."""
    word = entry.word or entry.look.word
    said = [entry.when, word, entry.text, *entry.details]
    said += [chip.tip or chip.name for chip in entry.chips]
    said += [name for name, _, payload in entry.links if isinstance(payload, LineLink)]
    return " · ".join(part for part in (*said, entry.by) if part)
