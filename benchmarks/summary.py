"""The summary of one agreement as PDF, against the least that typst can set: one line.

From the program's second summary on, as a person meets it who has looked at one. Every summary
is a new document (typst remembers what it has set): each agreement, each time as of another day.
"""

import time
from datetime import timedelta
from itertools import product

import typst

from benchmarks import databases, samples
from benchmarks.measure import Compared, in_turns
from tracker.domain.list_views import ListQuery


def compare(quick: bool) -> list[Compared]:
    """Summaries of all sample agreements, some times over."""
    rounds = 1 if quick else 3
    services = samples.open_at(databases.sample())
    agreements = services.lists.ids("agreement", ListQuery(today=samples.TODAY), ())
    documents = iter(list(product(range(rounds), agreements)))
    lines = iter(range(rounds * len(agreements) + 1))

    def summary() -> float:
        number, agreement = next(documents)
        start = time.perf_counter()
        services.reporting.pdf(agreement, samples.TODAY + timedelta(days=number))
        return (time.perf_counter() - start) * 1000

    def line() -> float:
        source = f"Line {next(lines)}".encode()
        start = time.perf_counter()
        typst.compile(source, format="pdf")
        return (time.perf_counter() - start) * 1000

    services.reporting.pdf(agreements[0], samples.TODAY - timedelta(days=1))
    line()
    ours, other = in_turns(rounds * len(agreements), summary, line)
    services.close()
    return [Compared("One summary as PDF, warm", ours, "one line by typst", other, most=100)]
