"""A page of 50 rows of the list of deliverables, at any depth, against the best bare query.

Both get the ids of the page, as the list holds them, and bring the values of all columns that are
shown at first: names of the agreement and of those responsible, status and target of the day.
"""

from random import Random

from benchmarks import bare, databases, samples
from benchmarks.bare_lists import VALUES, rows_query
from benchmarks.measure import Compared, Times, timed
from tracker.domain.list_views import ListQuery

ROWS = 50


def compare(quick: bool) -> list[Compared]:
    """Pages from the first to the last row, in no order."""
    path = databases.largest()
    services, plain = samples.open_at(path), bare.connect(path)
    keys = [column.key for column in services.lists.columns("deliverable") if column.at_first]
    known = [key for key in keys if key in VALUES]
    assert known == keys, set(keys) - set(known)
    ids = services.lists.ids("deliverable", ListQuery(today=samples.TODAY), ())
    query = rows_query(keys, ROWS)
    random = Random(1)
    ours, least = Times(), Times()
    for number in range(60 if quick else 500):
        first = random.randrange(len(ids) - ROWS)
        page = list(ids[first : first + ROWS])

        def asked(page: list[int] = page) -> None:
            services.lists.rows("deliverable", page, samples.TODAY, keys)

        def plainly(page: list[int] = page) -> None:
            found = {row[0]: row for row in plain.execute(query, page)}
            assert len([found[id] for id in page]) == ROWS

        pair = (timed(asked), timed(plainly)) if number % 2 else (timed(plainly), timed(asked))
        if number >= 20:
            ours.all.append(pair[0 if number % 2 else 1])
            least.all.append(pair[1 if number % 2 else 0])
    services.close()
    plain.close()
    name = "A page of 50 joined rows, any depth"
    return [Compared(name, ours, "the best bare query", least, most_ratio=1.5)]
