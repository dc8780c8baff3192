"""What the palette shows: records found, pages and commands that fit, headings between."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction

from tracker.domain.refs import RecordRef
from tracker.domain.shortening import shortened
from tracker.i18n import tr
from tracker.ui.actions import keys_of, plain
from tracker.ui.hits.entry import Entry, entry_of, icon_of
from tracker.ui.kinds import KINDS
from tracker.ui.search.command_words import BEGINS, EXACT, CommandWords
from tracker.ui.search.destinations import Destinations
from tracker.ui.search.typed import Typed

if TYPE_CHECKING:
    from tracker.services import Services
    from tracker.services.search import Hit

MOST_FOUND = 50
_MOST_RECENT = 6
_MOST_FAVOURITES = 12
_MOST_OF_KIND = 20
MOST_COMMANDS = 5
# So many records stand before the commands, the others after them.
_BEFORE_COMMANDS = 6
_SHOWN_TEXT = 40


@dataclass(frozen=True, slots=True)
class Everything:
    """The payload of the line that leads to all that is found for `text`."""

    text: str


@dataclass(frozen=True, slots=True)
class Found:
    """What the database holds for what was typed. `favourites` only where nothing was; `places`
    are pages that are no record, the best first, with how well each fits. Of so many `records`,
    from the first, it is the name that fits."""

    records: tuple[Entry, ...] = ()
    favourites: tuple[Entry, ...] = ()
    places: tuple[tuple[int, Entry], ...] = ()
    named: int = 0


def find_all(
    services: Services, typed: Typed, places: Destinations, visited: Sequence[RecordRef]
) -> Found:
    """The records for what was typed, and the pages that are no record. Runs SQL."""
    found = find(services, typed)
    if typed.kinds or typed.link is not None or not typed.text:
        return found
    agreements = [ref for ref in visited if ref.kind == "agreement"]
    return replace(found, places=tuple(places.find(services, typed.text, agreements)))


def find(services: Services, typed: Typed) -> Found:
    """The records for what was typed. Runs SQL."""
    if typed.commands:
        return Found()
    if typed.link is not None:
        return Found(tuple(known(services, [typed.link])))
    if typed.kinds and not typed.text:
        return Found(tuple(_newest(services, typed.kinds)))
    hits = services.search.find(typed.text, typed.kinds, limit=MOST_FOUND)
    wanted = typed.text.casefold()
    # Titles of sources hold the names of all the others, and come after them.
    named = sum(hit.named for hit in hits)
    first = [hit for hit in hits[:named] if not _is_about(hit, wanted)]
    about = [hit for hit in hits[:named] if _is_about(hit, wanted)]
    return Found(tuple(map(entry_of, [*first, *about, *hits[named:]])), named=named)


def _is_about(hit: Hit, wanted: str) -> bool:
    return hit.ref.kind == "source" and hit.title.casefold() != wanted


def offered(
    services: Services, visited: Sequence[RecordRef], favourites: Sequence[RecordRef]
) -> Found:
    """Before anything is typed: the records visited last, filled up with the agreements recorded
    last, and the favourites. Runs SQL."""
    marked = known(services, favourites[-_MOST_FAVOURITES:])
    visited = visited[:_MOST_RECENT]
    recent = {entry.payload: entry for entry in known(services, visited)}
    if not marked:
        for entry in _newest(services, ("agreement",)):
            if len(recent) < _MOST_RECENT:
                recent.setdefault(entry.payload, entry)
    return Found(
        tuple(recent.values()), tuple(entry for entry in marked if entry.payload not in recent)
    )


def known(services: Services, refs: Sequence[RecordRef]) -> list[Entry]:
    """The records of these that are there and not in the trash, in this order. Runs SQL."""
    lines = services.glance.lines(refs)
    return [
        Entry(lines[ref][0], icon_of(ref), lines[ref][1] or KINDS[ref.kind].one, "", "", ref)
        for ref in dict.fromkeys(refs)
        if ref in lines and ref.kind in KINDS
    ]


def _newest(services: Services, kinds: Sequence[str]) -> list[Entry]:
    each = max(1, _MOST_OF_KIND // len(kinds))
    return [
        Entry(pick.label, icon_of(pick.ref), pick.detail, "", "", pick.ref)
        for kind in kinds
        for pick in services.search.pick(kind, "", each)
    ]


def commands(
    actions: Iterable[QAction], words: CommandWords, text: str = "", most: int = MOST_COMMANDS
) -> list[tuple[int, Entry]]:
    """The commands that can be run now and fit the text, the best first, with how well each does;
    all of them if there is none."""
    found: list[tuple[int, Entry]] = []
    for action in actions:
        fit = words.fit(action.objectName(), text) if text else EXACT
        if fit is not None and action.isEnabled():
            icon = str(action.property("icon_name") or "command")
            title = plain(action.text())
            found.append((fit, Entry(title, icon, "", "", keys_of(action), action)))
    if not text:
        return found
    return sorted(found, key=lambda each: each[0])[:most]


def arranged(typed: Typed, found: Found, fitting: Sequence[tuple[int, Entry]]) -> list[Entry]:
    """All lines: what is meant most likely first, records and commands beside each other."""
    if typed.commands:
        pages = _under(tr("Go to"), [entry for _, entry in found.places])
        return [*(entry for _, entry in fitting), *pages]
    if not typed.text and not typed.kinds:
        lines = _under(tr("Recent"), found.records)
        lines += _under(tr("Favourites"), found.favourites)
        return lines + _under(tr("Commands"), [entry for _, entry in fitting])
    # "over" is meant for Overdue rather than for a record with that word somewhere in its text.
    likely = EXACT if found.named else BEGINS
    named = [entry for fit, entry in (*fitting, *found.places) if fit <= likely]
    others = [entry for fit, entry in fitting if fit > likely]
    pages = [entry for fit, entry in found.places if fit > likely]
    lines = list(named)
    records = list(found.records)
    if not others and not pages:
        lines += _under(tr("Records"), records) if named else records
    else:
        first, rest = records[:_BEFORE_COMMANDS], records[_BEFORE_COMMANDS:]
        lines += _under(tr("Records"), first) if named else first
        lines += _under(tr("Commands"), others)
        lines += _under(tr("Go to"), pages)
        lines += _under(tr("More records"), rest)
    if records and typed.text and typed.link is None:
        text = shortened(typed.text, _SHOWN_TEXT)
        words = tr("All results for “{text}”", text=text)
        lines.append(Entry(words, "search", "", "", "", Everything(typed.text)))
    return lines


def _under(heading: str, entries: Sequence[Entry]) -> list[Entry]:
    return [Entry(heading), *entries] if entries else []
