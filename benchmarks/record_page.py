"""Opening the page of a record, against the same page of a record that says nothing.

On a copy of the largest database, to which an empty record of each kind is added. The page is
used again for each, as in the program; it is there when it has been read and painted.
"""

import shutil
import tempfile
import time
from pathlib import Path
from random import Random

from benchmarks import databases, samples
from benchmarks.measure import Compared, Times
from benchmarks.window import OpenWindow, Painted, opened
from tracker.domain.record import RecordRef, RootRecord
from tracker.domain.records import Agreement, Contact, Deliverable, Organisation

_EMPTY: dict[str, tuple[RootRecord, RootRecord]] = {
    "agreement": (Agreement(title="Empty"), Agreement(title="Empty too")),
    "deliverable": (Deliverable(title="Empty"), Deliverable(title="Empty too")),
    "organisation": (Organisation(name="Empty"), Organisation(name="Empty too")),
    "contact": (Contact(name="Empty"), Contact(name="Empty too")),
}


def compare(quick: bool) -> list[Compared]:
    """Records from all over the database, each by turns with an empty one."""
    with tempfile.TemporaryDirectory(dir=databases.FOLDER) as folder:
        path = Path(shutil.copy(databases.largest(), Path(folder) / "copy.tracker"))
        services = samples.open_at(path)
        empty = {
            kind: [services.records.save(record).ref for record in records]
            for kind, records in _EMPTY.items()
        }
        services.close()
        with opened(path) as window:
            return [_kind(window, kind, refs, quick=quick) for kind, refs in empty.items()]


def _kind(window: OpenWindow, kind: str, empty: list[RecordRef], *, quick: bool) -> Compared:
    ours, least = Times(), Times()
    random = Random(1)
    for number in range(12 if quick else 80):
        ref = RecordRef(kind, random.randrange(empty[0].id // 60) * 60 + 7)
        if number % 2:
            pair = open_page(window, ref), open_page(window, empty[number // 2 % 2])
        else:
            pair = open_page(window, empty[number // 2 % 2]), open_page(window, ref)
            pair = pair[1], pair[0]
        if number >= 4:
            ours.all.append(pair[0])
            least.all.append(pair[1])
    return Compared(f"Open the page: {kind}", ours, "the same page, empty", least, most_ratio=1.4)


def open_page(window: OpenWindow, ref: RecordRef) -> float:
    """From the click until the record is painted, in ms."""
    arrived: list[int] = []
    start = time.perf_counter()
    window.session.navigator.open_record(ref)
    page = window.page
    painted = Painted(page)

    def titled(_name: str) -> None:
        arrived.append(painted.times)

    page.titled.connect(titled)  # type: ignore[attr-defined]
    window.until(lambda: bool(arrived) and painted.times > arrived[0])
    took = (time.perf_counter() - start) * 1000
    page.titled.disconnect(titled)  # type: ignore[attr-defined]
    painted.deleteLater()
    window.settle()
    return took
