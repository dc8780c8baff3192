"""Steps of deliverables: added, put in order, reached, and moved with the event.

Each call is one action with one undo. Reaching a step is a line of the log.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import Connection

from tracker.domain.changes import Action, ChangeSet
from tracker.domain.dates import PartialDate
from tracker.domain.milestones import steps_from, target_from
from tracker.domain.offsets import Offset
from tracker.domain.progress import standing
from tracker.domain.record import RecordRef
from tracker.domain.records import Deliverable, ProgressEntry
from tracker.domain.records.deliverables import Milestone
from tracker.domain.validation import problems_of
from tracker.errors import InvalidDraft, NotFound, Problem, TrackerError
from tracker.i18n import mark, tr
from tracker.services.in_trash import refuse_in_trash
from tracker.services.milestone_done import stays
from tracker.services.milestone_moves import anchored
from tracker.services.milestone_moving import StepMoves
from tracker.services.milestone_templates import MilestoneTemplates, template_of
from tracker.services.progress import Logged, ProgressService, files_of_line, keep_files
from tracker.storage.database import Database
from tracker.storage.reader import load, log_of
from tracker.storage.writer import Writer

Steps = tuple[Milestone, ...]
_KEEP: Any = object()


@dataclass(frozen=True, slots=True)
class StepsSaved:
    """What an action did; `change_set` is None if nothing differed."""

    change_set: ChangeSet | None
    step_id: int | None = None


class MilestoneService(StepMoves):
    """What a person does with steps. Every call raises NotFound for what is gone."""

    def __init__(
        self, database: Database, progress: ProgressService, who: str, today: Callable[[], date]
    ) -> None:
        super().__init__(database, who, today)
        self._progress = progress
        self.templates = MilestoneTemplates(database)

    # --- the list ----------------------------------------------------------------------------

    def apply_template(self, deliverable_id: int) -> StepsSaved:
        """Add the steps of its type, with targets from its anchor, but none whose title it has."""

        def added(record: Deliverable, connection: Connection) -> Steps:
            known = {step.title.casefold() for step in record.milestones}
            steps = template_of(connection, record.type).steps
            new = [one for one in steps if one.title.casefold() not in known]
            return record.milestones + steps_from(new, _anchor_day(connection, record))

        return self._edit(deliverable_id, mark("Add steps to {name}"), added)

    def add(
        self,
        deliverable_id: int,
        title: str,
        target: PartialDate | None = None,
        offset: Offset | None = None,
        at: int | None = None,
    ) -> StepsSaved:
        """Add a step, last or at a place; an offset gives its target unless one is stated."""

        def added(record: Deliverable, connection: Connection) -> Steps:
            aim = target or target_from(_anchor_day(connection, record), offset)
            steps = list(record.milestones)
            made = Milestone(title=_tidy(title), target=aim, offset=offset)
            steps.insert(len(steps) if at is None else max(0, at), made)
            return tuple(steps)

        known: set[int] = set()

        def remembered(record: Deliverable, connection: Connection) -> Steps:
            known.update(step.id or 0 for step in record.milestones)
            return added(record, connection)

        saved = self._edit(deliverable_id, mark("Add a step to {name}"), remembered)
        new = [step.id for step in self._steps(deliverable_id) if step.id not in known]
        return replace(saved, step_id=new[0] if new else None)

    def change(
        self,
        deliverable_id: int,
        milestone_id: int,
        *,
        title: str = _KEEP,
        target: PartialDate | None = _KEEP,
        offset: Offset | None = _KEEP,
    ) -> StepsSaved:
        """Change what is given of a step. A new offset gives the target, unless one is given too;
        a target by hand leaves the offset, and no longer moves with it."""

        def changed(record: Deliverable, connection: Connection) -> Steps:
            step = _of(record, milestone_id)
            update: dict[str, Any] = {}
            if title is not _KEEP:
                update["title"] = _tidy(title)
            if offset is not _KEEP and offset != step.offset:
                update["offset"] = offset
                if (aim := target_from(_anchor_day(connection, record), offset)) is not None:
                    update["target"] = aim
            if target is not _KEEP:
                update["target"] = target
            return _replaced(record, step.model_copy(update=update))

        return self._edit(deliverable_id, mark("Change a step of {name}"), changed)

    def rename(self, deliverable_id: int, milestone_id: int, title: str) -> StepsSaved:
        """Give a step another title."""
        return self.change(deliverable_id, milestone_id, title=title)

    def set_target(
        self, deliverable_id: int, milestone_id: int, target: PartialDate | None
    ) -> StepsSaved:
        """State a target by hand, or none."""
        return self.change(deliverable_id, milestone_id, target=target)

    def set_offset(
        self, deliverable_id: int, milestone_id: int, offset: Offset | None
    ) -> StepsSaved:
        """Say how far from the anchor it lies; its target follows."""
        return self.change(deliverable_id, milestone_id, offset=offset)

    def reorder(self, deliverable_id: int, order: Sequence[int]) -> StepsSaved:
        """Put the steps in the order of these ids; those not named keep their order behind."""

        def ordered(record: Deliverable, _: Connection) -> Steps:
            place = {id: at for at, id in enumerate(order)}
            return tuple(
                sorted(record.milestones, key=lambda step: place.get(step.id or 0, len(place)))
            )

        return self._edit(deliverable_id, mark("Reorder the steps of {name}"), ordered)

    def remove(self, deliverable_id: int, milestone_id: int) -> StepsSaved:
        """Remove a step. TrackerError if the log names it: that is append-only."""

        def without(record: Deliverable, connection: Connection) -> Steps:
            gone = _of(record, milestone_id)
            if any(line.milestone_id == gone.id for line in log_of(connection, deliverable_id)):
                raise TrackerError(tr("The step cannot be removed."), stays(gone.title))
            return tuple(step for step in record.milestones if step.id != gone.id)

        return self._edit(deliverable_id, mark("Remove a step of {name}"), without)

    # --- reaching ----------------------------------------------------------------------------

    def reach(
        self, deliverable_id: int, milestone_id: int, on: PartialDate, note: str = ""
    ) -> Logged:
        """Log that a step is reached. Raises TrackerError if it is already."""
        step = self._step(deliverable_id, milestone_id)
        if step.done is not None:
            raise TrackerError(
                tr("“{title}” is done already.", title=step.title),
                tr("It was reached on {date}.", date=step.done.edtf),
                tr("Take that back first, or correct the line of the log."),
            )
        return self._progress.log(
            ProgressEntry(
                deliverable_id=deliverable_id, on=on, note=note.strip(), milestone_id=milestone_id
            )
        )

    def take_back(self, deliverable_id: int, milestone_id: int) -> ChangeSet | None:
        """A step is not done after all. Lines of the log that say so are corrected; a date that
        somebody stated directly is emptied."""
        with self._database.write(Action(mark("Take back a step of {name}"))) as work:
            writer = work.writer
            record = self._named(writer, deliverable_id, mark("Take back a step of {name}"))
            step = _of(record, milestone_id)
            root = RecordRef(Deliverable.key, deliverable_id)
            lines = [
                line
                for line in standing(log_of(writer.connection, deliverable_id))
                if line.milestone_id == milestone_id
            ]
            if lines:
                refuse_in_trash(writer.connection, deliverable_id)
            for line in lines:
                files = files_of_line(writer, line.id or 0)
                right = _without_step(line, shows=bool(files)).model_copy(
                    update={"recorded_at": writer.now, "recorded_by": self._who}
                )
                written = writer.create(right, root=root)
                if not right.withdraws:
                    keep_files(writer, files, written, root)
            if not lines and step.done is not None:
                writer.save(
                    record.model_copy(
                        update={
                            "milestones": _replaced(record, step.model_copy(update={"done": None}))
                        }
                    )
                )
        return work.change_set

    # --- inside ------------------------------------------------------------------------------

    def _edit(
        self,
        deliverable_id: int,
        template: str,
        steps: Callable[[Deliverable, Connection], Steps],
    ) -> StepsSaved:
        with self._database.write(Action(template)) as work:
            writer = work.writer
            record = self._named(writer, deliverable_id, template)
            wanted = steps(record, writer.connection)
            if problems := _problems(record, wanted):
                raise InvalidDraft(problems)
            if wanted != record.milestones:
                writer.save(record.model_copy(update={"milestones": wanted}))
        return StepsSaved(work.change_set)

    def _named(self, writer: Writer, deliverable_id: int, template: str) -> Deliverable:
        record = load(writer.connection, Deliverable, deliverable_id)
        writer.rename_action(Action(template, record.title))
        writer.subject = RecordRef(Deliverable.key, deliverable_id)
        return record

    def _steps(self, deliverable_id: int) -> Steps:
        with self._database.read() as connection:
            return load(connection, Deliverable, deliverable_id, only=("milestones",)).milestones

    def _step(self, deliverable_id: int, milestone_id: int) -> Milestone:
        with self._database.read() as connection:
            record = load(connection, Deliverable, deliverable_id, only=("milestones",))
            return _of(record, milestone_id)


def _anchor_day(connection: Connection, record: Deliverable) -> PartialDate | None:
    found = anchored(connection, [record.id or 0])
    anchor = found[0].anchor if found else None
    return anchor.day if anchor is not None else None


def _of(record: Deliverable, milestone_id: int) -> Milestone:
    for step in record.milestones:
        if step.id == milestone_id:
            return step
    raise NotFound(tr("The step is not there any more."), tr("It may have been removed."))


def _replaced(record: Deliverable, changed: Milestone) -> Steps:
    return tuple(changed if step.id == changed.id else step for step in record.milestones)


def _problems(record: Deliverable, steps: Steps) -> list[Problem]:
    """What is wrong with steps that are new or changed; what stands already is not their fault."""
    stored = set(record.milestones)
    return [
        Problem(("milestones", place, *problem.path), problem.message)
        for place, step in enumerate(steps)
        if step not in stored
        for problem in problems_of(step)
    ]


def _tidy(title: str) -> str:
    return " ".join(title.split())


def _without_step(line: ProgressEntry, *, shows: bool) -> ProgressEntry:
    """The line as it is right if the step was not reached: withdrawn, if it says little else and
    nothing hangs on it; `shows` is whether a file does."""
    more = (
        line.status, line.percent, line.target, line.value, line.evidence_url, line.evidence_title,
        line.further_links, line.source_id, line.format_change,
    )  # fmt: skip
    if not shows and all(value in (None, "", ()) for value in more):
        return ProgressEntry(
            deliverable_id=line.deliverable_id, on=line.on, corrects_id=line.id, withdraws=True
        )
    return line.model_copy(
        update={"id": None, "version": 0, "milestone_id": None} | {"corrects_id": line.id}
    )
