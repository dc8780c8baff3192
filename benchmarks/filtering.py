"""Filters over all kinds of fields, to rows on the screen, and what the window's thread does then.

Beside it stand a bare query for the ids that match, in the order of the list, and one repaint.
"""

from functools import partial
from pathlib import Path
from sqlite3 import Connection

from benchmarks import bare, databases, samples
from benchmarks.bare import ids_of
from benchmarks.bare_lists import FILTERED
from benchmarks.list_page import Deliverables
from benchmarks.measure import Compared, Times, timed
from benchmarks.window import Stretches, opened
from tracker.domain.filter_text import parse
from tracker.domain.list_views import ListQuery

_BARE = "bare query for the ids and a repaint"
_STRETCH = 16


def _prove_alike(path: Path, plain: Connection) -> None:
    """What is compared must give the same ids in the same order."""
    services = samples.open_at(path)
    fields = services.lists.filter_fields("deliverable")
    for text, query in FILTERED.items():
        asked = ListQuery(parse(text, fields, samples.TODAY).filter, samples.TODAY)
        assert services.lists.ids("deliverable", asked) == ids_of(plain, query), text
    services.close()


def compare(quick: bool) -> list[Compared]:
    """Each filter by turns with no filter."""
    path = databases.largest()
    plain = bare.connect(path)
    _prove_alike(path, plain)
    found: list[Compared] = []
    stretches, by_clock = Times(), Times()
    with opened(path) as window:
        shown = Deliverables(window)
        watch = Stretches()
        for text, query in FILTERED.items():
            ours, least = Times(), Times()
            rows = len(ids_of(plain, query))
            for number in range(3 if quick else 10):
                shown.asked(partial(shown.filter, ""))
                asked = shown.asked(partial(shown.filter, text))
                assert shown.model.count == rows, (text, shown.model.count, rows)
                took = timed(partial(ids_of, plain, query))
                if number:
                    ours.all.append(asked.first_rows)
                    least.all.append(took + shown.repaint())
                # Once more, with the watch, which takes time of its own.
                shown.asked(partial(shown.filter, ""))
                with watch.watched():
                    shown.asked(partial(shown.filter, text))
                stretches.all.append(watch.longest)
                by_clock.all.append(watch.longest_wall)
            name = f"Filter {text} ({rows:,} rows)"
            found.append(Compared(name, ours, _BARE, least, most_ratio=1.5, most=150))
    plain.close()
    name = "Longest work at a stretch on the window's thread"
    return [
        *found,
        Compared(name, Times([max(stretches.all)]), most=_STRETCH),
        Compared("... by the clock, other programs and threads included", by_clock),
    ]
