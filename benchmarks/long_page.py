"""Opening the page of a deliverable of which very much is known: 200 lines of log with links and
a status now and then, 30 steps and two measures with what came of them; against the same page of a
deliverable that says nothing. On a copy of the database of 5,000 agreements.
"""

import shutil
import tempfile
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

from benchmarks import databases, samples
from benchmarks.measure import Compared, Times
from benchmarks.record_page import open_page
from benchmarks.window import OpenWindow, Stretches, opened
from tracker.domain.dates import PartialDate
from tracker.domain.progress import DeliverableStatus
from tracker.domain.record import RecordRef
from tracker.domain.records import Deliverable, ProgressEntry
from tracker.domain.records.deliverables import Measure, Milestone
from tracker.services import Services
from tracker.ui.record_page.base import RecordPage

LINES, STEPS = 200, 30


def compare(quick: bool) -> list[Compared]:
    """Two long ones by turns with two empty ones."""
    ours, least, stretches = Times(), Times(), Times()
    with tempfile.TemporaryDirectory(dir=databases.FOLDER) as folder:
        path = Path(shutil.copy(databases.big(5_000), Path(folder) / "copy.tracker"))
        services = samples.open_at(path)
        long = [_long(services, name) for name in ("Long", "Long too")]
        empty = [
            services.records.save(Deliverable(title=title)).ref for title in ("Empty", "Empty too")
        ]
        services.close()
        with opened(path) as window:
            watch = Stretches()
            for number in range(10 if quick else 44):
                one, other = long[number % 2], empty[number % 2]
                pair = _open(window, one), _open(window, other)
                if number >= 4:
                    ours.all.append(pair[0])
                    least.all.append(pair[1])
                # Once more, with the watch, which takes time of its own.
                with watch.watched():
                    _open(window, one)
                stretches.all.append(watch.longest)
                _open(window, other)
    name = f"Open the page: a deliverable of {LINES} lines and {STEPS} steps"
    return [
        Compared(name, ours, "the same page, empty", least),
        Compared("... its longest stretch on the window's thread", stretches),
    ]


def _open(window: OpenWindow, ref: RecordRef) -> float:
    """Until it is painted, in ms; what is below the fold is made afterwards, out of the time."""
    took = open_page(window, ref)
    page = window.page
    assert isinstance(page, RecordPage)
    window.until(lambda: page.frame.is_whole)
    return took


def _long(services: Services, title: str) -> RecordRef:
    begun = samples.TODAY - timedelta(days=LINES)
    ref = services.records.save(
        Deliverable(
            title=title,
            target=PartialDate.of(samples.TODAY),
            milestones=tuple(
                Milestone(title=f"Step {number}", target=PartialDate.of(begun + timedelta(number)))
                for number in range(STEPS)
            ),
            measures=(Measure(metric="Exhibitors", planned=40), Measure(metric="Visitors")),
        )
    ).ref
    saved = services.records.open(Deliverable, ref.id).record
    for number in range(LINES):
        measured = number % 10 == 0
        services.progress.log(
            ProgressEntry(
                deliverable_id=ref.id,
                on=PartialDate.of(begun + timedelta(days=number)),
                note=f"The programme was agreed; {number} of the speakers are found.",
                status=DeliverableStatus.IN_PROGRESS if number % 20 == 0 else None,
                percent=number // 2 if number % 5 == 0 else None,
                evidence_url=f"https://www.bio.org/{number}" if number % 4 == 0 else "",
                milestone_id=saved.milestones[number // 10].id if number % 10 == 5 else None,
                metric=saved.measures[number // 10 % 2].metric if measured else "",
                value=Decimal(number) if measured else None,
            )
        )
    return ref
