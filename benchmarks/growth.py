"""How what a user waits for grows from 500 to 5,000 to 50,000 agreements.

The largest beside the smallest, a hundred times as large: a ratio near 1 does not grow, one near
100 grows as the data does. Only what answers with all its ids may.
"""

import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from random import Random

from benchmarks import databases, samples
from benchmarks.measure import Compared, Times, timed
from tracker.domain.dates import PartialDate
from tracker.domain.filters import Condition, Operator
from tracker.domain.list_views import ListQuery, Sort
from tracker.domain.records import Agreement, ProgressEntry
from tracker.services import Services

_ANY = ListQuery(today=samples.TODAY)
_DUE = ListQuery(Condition("status", Operator.IS, ("overdue",)), samples.TODAY)


def compare(quick: bool) -> list[Compared]:
    """Each operation on all three, in turns."""
    rounds = 5 if quick else 25
    found: list[Compared] = []
    with tempfile.TemporaryDirectory(dir=databases.FOLDER) as name:
        copies = [
            Path(shutil.copy(databases.big(size), Path(name) / f"{size}.tracker"))
            for size in databases.SIZES
        ]
        opened = [samples.open_at(path) for path in copies]
        for title, operation in _OPERATIONS.items():
            times = [Times() for _ in opened]
            for number in range(rounds + 2):
                for services, taken in zip(opened, times, strict=True):
                    random = Random(number)
                    took = timed(operation(services, random))
                    if number >= 2:
                        taken.all.append(took)
            small, middle, large = times
            line = f"Growth: {title} ({middle.median:.1f} ms with 5,000)"
            found.append(Compared(line, large, "with 500 agreements", small))
        for services in opened:
            services.close()
    return found


def _id(services: Services, kind: str, random: Random) -> int:
    return random.randrange(services.lists.total(kind) // 60) * 60 + 7


def _first_rows(services: Services, _random: Random) -> Callable[[], object]:
    keys = [column.key for column in services.lists.columns("deliverable") if column.at_first]

    def ask() -> None:
        some = next(services.lists.stream_ids("deliverable", _ANY, ()))
        services.lists.rows("deliverable", some[:50], samples.TODAY, keys)

    return ask


def _ids(query: ListQuery, *sort: Sort) -> Callable[[Services, Random], Callable[[], object]]:
    return lambda services, _random: lambda: services.lists.ids("deliverable", query, sort)


def _search(text: str) -> Callable[[Services, Random], Callable[[], object]]:
    return lambda services, _random: lambda: services.search.find(text)


def _page(services: Services, random: Random) -> Callable[[], object]:
    id = _id(services, "agreement", random)
    return lambda: services.pages.agreement(id, samples.TODAY)


def _log(services: Services, random: Random) -> Callable[[], object]:
    entry = ProgressEntry(
        deliverable_id=_id(services, "deliverable", random),
        on=PartialDate.of(samples.TODAY),
        note="Growth is measured.",
    )
    return lambda: services.progress.log(entry)


def _save(services: Services, random: Random) -> Callable[[], object]:
    draft = services.records.open(Agreement, _id(services, "agreement", random)).record
    changed = draft.model_copy(update={"purpose": f"{draft.purpose} {random.random()}"})
    return lambda: services.records.save(changed)


def _home(services: Services, _random: Random) -> Callable[[], object]:
    return lambda: services.home.overview(samples.TODAY)


def _home_after_a_log(services: Services, random: Random) -> Callable[[], object]:
    """What is remembered of deliverables is no longer so."""
    _log(services, random)()
    return lambda: services.home.overview(samples.TODAY)


def _counts(services: Services, random: Random) -> Callable[[], object]:
    """After a log, since what has not changed is not counted again."""
    _log(services, random)()
    return lambda: services.lists.counts(samples.TODAY)


_OPERATIONS: dict[str, Callable[[Services, Random], Callable[[], object]]] = {
    "first rows of the list": _first_rows,
    "all ids, sorted by agreement": _ids(_ANY, Sort("agreement")),
    "ids of what is overdue": _ids(_DUE),
    "search for a name": _search("takahashi"),
    "search for a word of every tenth record": _search("partners"),
    "search for one Korean syllable": _search("김"),
    "data of an agreement's page": _page,
    "log progress": _log,
    "save an agreement": _save,
    "first page": _home,
    "first page after a log": _home_after_a_log,
    "numbers in the rail after a log": _counts,
}
