"""Sorting the 200,000 deliverables by each column, in the real list.

Beside it stands a bare query for the ids in that order, and one repaint of the table. Ours ends
when all ids are there and the rows are painted; the first rows are on the screen before.
"""

from functools import partial
from pathlib import Path
from sqlite3 import Connection

from benchmarks import bare, databases, samples
from benchmarks.bare import ids_of
from benchmarks.bare_lists import SORTED
from benchmarks.list_page import Deliverables
from benchmarks.measure import Compared, Times, timed
from benchmarks.window import opened
from tracker.domain.list_views import ListQuery, Sort

_BARE = "bare query for the ids and a repaint"


def _prove_alike(path: Path, plain: Connection) -> None:
    """What is compared must give the same ids in the same order."""
    services = samples.open_at(path)
    for key, queries in SORTED.items():
        ours = services.lists.ids("deliverable", ListQuery(today=samples.TODAY), [Sort(key)])
        assert ours == ids_of(plain, *queries), key
    services.close()


def compare(quick: bool) -> list[Compared]:
    """Every column, upwards and downwards in turns."""
    path = databases.largest()
    plain = bare.connect(path)
    _prove_alike(path, plain)
    found: list[Compared] = []
    early = Times()
    with opened(path) as window:
        shown = Deliverables(window)
        for key, queries in SORTED.items():
            ours, least = Times(), Times()
            for number in range(4 if quick else 12):
                sort = Sort(key, descending=bool(number % 2))
                asked = shown.asked(partial(shown.model.set_sort, (sort,)))
                took = timed(partial(ids_of, plain, *queries))
                if number:
                    ours.all.append(asked.complete)
                    least.all.append(took + shown.repaint())
                    early.all.append(asked.first_rows)
            name = f"Sort 200,000 rows by {key}"
            found.append(Compared(name, ours, _BARE, least, most_ratio=1.3))
    plain.close()
    return [*found, Compared("... until the first rows are painted", early)]
