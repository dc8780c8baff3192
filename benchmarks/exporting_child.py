"""Writes one workbook and prints the time in ms and the memory it took, in MB:
`ours|bare DATABASE FOLDER`.

The time is the processor's: both do nothing but compute, in one thread, for many seconds, in which
other programs would come between.
"""

import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks import samples
from tracker.domain.list_views import ListQuery, ShownList
from tracker.services import Services

_COLUMNS = 12


def shown_list(services: Services) -> ShownList:
    """The list with its first columns, and so many more that there are twelve."""
    every = services.lists.columns("deliverable")
    first = [column.key for column in every if column.at_first]
    more = [column.key for column in every if column.key not in first and not column.of]
    query = ListQuery(today=samples.TODAY)
    return ShownList("deliverable", query, (), tuple([*first, *more][:_COLUMNS]), "Deliverables")


def bare(rows: list[tuple[object, ...]], path: Path) -> None:
    """The same values, with as few lines as XlsxWriter needs for them."""
    import xlsxwriter

    book = xlsxwriter.Workbook(str(path), {"constant_memory": True})
    sheet = book.add_worksheet()
    for down, row in enumerate(rows):
        for across, value in enumerate(row):
            if value is None:
                continue
            if isinstance(value, int | float):
                sheet.write_number(down, across, value)
            else:
                sheet.write_string(down, across, str(value))
    book.close()


def main(mode: str, database: Path, folder: Path) -> None:
    """Do one of them."""
    services = samples.open_at(database)
    shown = shown_list(services)
    assert len(shown.columns) == _COLUMNS
    path = folder / f"{mode}-{database.stem}.xlsx"
    path.unlink(missing_ok=True)
    if mode == "ours":
        before = _peak_mb()
        took = _computed(lambda: services.list_export.export(shown, path, "xlsx"))
    else:
        ids = services.lists.ids("deliverable", shown.query, ())
        rows: list[tuple[object, ...]] = []
        for first in range(0, len(ids), 2_000):
            some = services.lists.rows(
                "deliverable", ids[first : first + 2_000], samples.TODAY, shown.columns
            )
            rows += [tuple(map(_plain, row)) for row in some]
        before = _peak_mb()
        took = _computed(lambda: bare(rows, path))
    print(took, _peak_mb() - before)
    services.close()


def _plain(value: object) -> object:
    return value if isinstance(value, int | float | str | None) else str(value)


def _computed(call: Callable[[], object]) -> float:
    start = time.process_time()
    call()
    return (time.process_time() - start) * 1000


def _peak_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]))
