"""Whatever is done, and undone: what is kept of deliverables is the fold of their logs."""

from __future__ import annotations

import shutil
import tempfile
from contextlib import closing, suppress
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from tests import factories
from tests.conftest import TODAY
from tracker.domain.dates import PartialDate
from tracker.domain.list_views import ListQuery
from tracker.domain.offsets import Offset
from tracker.domain.progress import DeliverableStatus
from tracker.domain.record import RecordRef
from tracker.domain.records import Deliverable, ProgressEntry
from tracker.domain.records.deliverables import Measure, Milestone
from tracker.errors import TrackerError
from tracker.services import Services, open_services
from tracker.services.bulk_progress_plan import BulkLog
from tracker.services.states import deliverable_states
from tracker.storage import checking, list_keys
from tracker.storage.reader import load_many

days = st.one_of(
    st.integers(-400, 200).map(lambda n: PartialDate.of(TODAY + timedelta(days=n))),
    st.sampled_from(["2026", "2026-06", "2025-05-29/2025-06-01", "2026-10~", "2025?"]).map(
        PartialDate.parse
    ),
)
maybe = st.one_of(st.none(), days)
statuses = st.one_of(st.none(), st.sampled_from(list(DeliverableStatus)))
percents = st.one_of(st.none(), st.integers(0, 100))
which = st.integers(0, 30)
steps = st.lists(
    st.one_of(
        st.tuples(st.just("log"), which, days, statuses, percents, maybe),
        st.tuples(st.just("reach"), which, days),
        st.tuples(st.just("measure"), which, days, st.integers(0, 99)),
        st.tuples(st.just("correct"), which, days, statuses, percents, maybe),
        st.tuples(st.sampled_from(["withdraw", "take back", "trash", "restore"]), which),
        st.tuples(st.just("bulk"), st.lists(which, max_size=3), days, statuses, st.booleans()),
        st.tuples(st.just("edit"), which, maybe, st.sampled_from(list(DeliverableStatus))),
        st.tuples(st.sampled_from(["undo", "redo"])),
        st.tuples(st.just("undo older"), which),
    ),
    max_size=10,
)


class Logs:
    """Some deliverables with steps and measures, a series among them."""

    def __init__(self, services: Services) -> None:
        self.services = services
        party = factories.organisation(services, "ARM")
        agreement = factories.agreement(services, "MoU", (party,), signed="2026-02-01")
        for n, more in enumerate(({}, {"target": "2026-06"}, {"target": "2025-12-01"})):
            draft = {
                "title": f"D {n}",
                "agreement_id": agreement,
                "milestones": [Milestone(title="A"), Milestone(title="B", done="2026-01")],
                "measures": [Measure(metric="Visitors", planned=9)],
                **more,
            }
            services.records.save(Deliverable.model_validate(draft))
        series = Deliverable(
            title="Forum", recurrence="FREQ=MONTHLY;INTERVAL=6", recurs_from="2027-03"
        )
        services.series.save(series.model_copy(update={"agreement_id": agreement}), TODAY)
        with services.database.read() as connection:
            self.ids = [one.id or 0 for one in load_many(connection, Deliverable)]

    def do(self, what: str, *more: object) -> None:
        with suppress(TrackerError):
            getattr(self, what.replace(" ", "_"))(*more)

    def one(self, at: int) -> int:
        return self.ids[at % len(self.ids)]

    def line(self, at: int) -> ProgressEntry:
        lines = [line for id in self.ids for line in self.services.progress.entries(id)]
        if not lines:
            raise TrackerError("none")
        return lines[at % len(lines)]

    def log(self, at, on, status, percent, target) -> None:  # type: ignore[no-untyped-def]
        self.services.progress.log(
            ProgressEntry(
                deliverable_id=self.one(at), on=on, note="x", status=status, percent=percent,
                target=target,
            )
        )  # fmt: skip

    def reach(self, at, on) -> None:  # type: ignore[no-untyped-def]
        rows = self.services.records.open(Deliverable, self.one(at)).record.milestones
        if rows:
            self.services.milestones.reach(self.one(at), rows[at % len(rows)].id or 0, on)

    def take_back(self, at) -> None:  # type: ignore[no-untyped-def]
        rows = self.services.records.open(Deliverable, self.one(at)).record.milestones
        if rows:
            self.services.milestones.take_back(self.one(at), rows[at % len(rows)].id or 0)

    def measure(self, at, on, value) -> None:  # type: ignore[no-untyped-def]
        self.services.progress.log(
            ProgressEntry(deliverable_id=self.one(at), on=on, metric="Visitors", value=value)
        )

    def correct(self, at, on, status, percent, target) -> None:  # type: ignore[no-untyped-def]
        line = self.line(at)
        self.services.progress.log(
            line.model_copy(
                update={
                    "id": None, "on": on, "note": "right", "status": status, "percent": percent,
                    "target": target, "target_reason": "", "corrects_id": line.id,
                    "withdraws": None,
                }
            )
        )  # fmt: skip

    def withdraw(self, at) -> None:  # type: ignore[no-untyped-def]
        self.services.progress.withdraw(self.line(at).id or 0)

    def trash(self, at) -> None:  # type: ignore[no-untyped-def]
        self.services.records.trash(RecordRef("deliverable", self.one(at)))

    def restore(self, at) -> None:  # type: ignore[no-untyped-def]
        self.services.records.restore(RecordRef("deliverable", self.one(at)))

    def bulk(self, many, on, status, moves) -> None:  # type: ignore[no-untyped-def]
        shift = Offset.parse("P2W") if moves else None
        ids = [self.one(at) for at in many]
        self.services.bulk_progress.apply(
            ids, BulkLog(on=on, note="all", status=status, shift=shift)
        )

    def edit(self, at, target, opening) -> None:  # type: ignore[no-untyped-def]
        record = self.services.records.open(Deliverable, self.one(at)).record
        update = {"target": target, "opening_status": opening}
        self.services.records.save(record.model_copy(update=update))

    def undo(self) -> None:
        if str(self.services.undo.state().undo) != "Add series Forum":
            self.services.undo.undo()

    def undo_older(self, at) -> None:  # type: ignore[no-untyped-def]
        newest = self.services.undo.undo().id
        self.services.undo.redo()
        self.services.undo.undo(max(6, newest - at % 5))

    def redo(self) -> None:
        self.services.undo.redo()

    def check(self) -> None:
        services = self.services
        with services.database.unaudited() as connection:
            assert not list(checking.span_faults(connection, None))
            assert not list(checking.column_faults(connection))
            assert not list_keys.differences(connection)
        live = services.lists.ids("deliverable", ListQuery(today=TODAY))
        names = ["status", "percent", "target", "last_logged"]
        shown = services.lists.rows("deliverable", live, TODAY, names)
        with services.database.read() as connection:
            states = {one.ref.id: one for one in deliverable_states(connection, live, TODAY)}
        for id, row in zip(live, shown, strict=True):
            state = states[id]
            status = "history" if state.is_history else state.shown_status
            assert row[0] == status
            if not state.is_series:
                assert row[1:3] == (state.percent, state.target)
            assert row[3] == (state.last.on if state.last else None)


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("folds") / "filled.tracker"
    with closing(open_services(path, "tester", lambda: TODAY)) as services:
        Logs(services)
    return path


@given(steps)
@settings(max_examples=25, deadline=None, phases=(Phase.explicit, Phase.generate))
def test_what_is_kept_is_the_fold_after_any_sequence(
    filled: Path, done: list[tuple[object, ...]]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(shutil.copy(filled, Path(folder) / "t.tracker"))
        with closing(open_services(path, "tester", lambda: TODAY)) as services:
            logs = Logs.__new__(Logs)
            logs.services = services
            with services.database.read() as connection:
                logs.ids = [one.id or 0 for one in load_many(connection, Deliverable)]
            for what, *more in done:
                logs.do(str(what), *more)
                logs.check()
