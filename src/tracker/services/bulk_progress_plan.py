"""What logging on many deliverables is asked for and told with."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from tracker.domain.changes import ChangeSet
from tracker.domain.dates import PartialDate
from tracker.domain.offsets import Offset
from tracker.domain.progress import OPEN, DeliverableStatus, ProgressState
from tracker.domain.record import RecordRef
from tracker.errors import Problem
from tracker.i18n import tr

MOST_LINES = 200
"""So many lines of a preview are given; its numbers count all."""


@dataclass(frozen=True, slots=True)
class BulkLog:
    """One line for the logs of many deliverables.

    `shift` moves the target of each by the same length of time (`before`: to an earlier day), for
    `reason`. What is empty stays as it is.
    """

    on: PartialDate
    note: str = ""
    status: DeliverableStatus | None = None
    percent: int | None = None
    shift: Offset | None = None
    reason: str = ""

    @property
    def moves(self) -> bool:
        """Whether targets are to be moved at all."""
        return self.shift is not None and bool(self.shift.length)

    @property
    def says(self) -> bool:
        """Whether it says anything else than that targets move."""
        return bool(self.note.strip()) or self.status is not None or self.percent is not None

    def problems(self) -> list[Problem]:
        """What is wrong with it, whatever the deliverables; by the name of the field."""
        found = []
        if not self.says and not self.moves:
            found.append(
                Problem(("note",), tr("Write what happened, choose a status or move the targets."))
            )
        if self.shift is not None and not self.shift.length:
            found.append(Problem(("shift",), tr("Say by how much the targets move, as 2 weeks.")))
        if self.percent is not None and not 0 <= self.percent <= 100:
            found.append(Problem(("percent",), tr("Enter a number between 0 and 100.")))
        if self.moves and self.status is not None and self.status not in OPEN:
            found.append(
                Problem(
                    ("shift",), tr("What is over has no target to move: leave out one of both.")
                )
            )
        if self.reason.strip() and not self.moves:
            found.append(Problem(("shift",), tr("A reason needs a moved target: say by how much.")))
        return found


@dataclass(frozen=True, slots=True)
class BulkLogLine:
    """What happens to one deliverable: how it stands `before` and `after`, or the `reason` for
    leaving it out; it then has no `after`. `note` says what is left out of it, or stays behind."""

    ref: RecordRef
    name: str
    before: ProgressState | None = None
    after: ProgressState | None = None
    reason: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class BulkLogPreview:
    """What `apply` would do. The numbers count all deliverables; `lines` (logged) and
    `refused_lines` are the first MOST_LINES of them.

    `moved` of the logged get another target, `past` of them one that has passed already; `unmoved`
    cannot and get the rest. `steps` are the
    milestones whose day hangs on a target that moves: they stay where they are until somebody
    agrees to move them, on the page of the deliverable. `seen` tells `apply` what was looked at.
    """

    total: int = 0
    logged: int = 0
    moved: int = 0
    unmoved: int = 0
    refused: int = 0
    steps: int = 0
    lines: tuple[BulkLogLine, ...] = ()
    refused_lines: tuple[BulkLogLine, ...] = ()
    seen: Mapping[int, int] = field(default_factory=dict)
    past: int = 0


@dataclass(frozen=True, slots=True)
class BulkLogResult:
    """What was done; `change_set` is None if nothing was logged. `entries` are the ids of the new
    lines by deliverable."""

    change_set: ChangeSet | None
    logged: int = 0
    moved: int = 0
    refused: int = 0
    refused_lines: tuple[BulkLogLine, ...] = ()
    entries: Mapping[int, int] = field(default_factory=dict)
