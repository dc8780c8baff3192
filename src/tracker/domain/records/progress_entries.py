"""The log of a deliverable: append-only; status, percent and target are its fold."""

from datetime import datetime
from decimal import Decimal
from typing import Annotated, ClassVar

from tracker.domain import fields as f
from tracker.domain.dates import PartialDate
from tracker.domain.progress import STATUS_LABELS, DeliverableStatus
from tracker.domain.record import Record
from tracker.i18n import mark


class ProgressEntry(Record):
    """One line of a deliverable's log. A correction is a new entry that names the old one.

    `value` is how many of the measure there are in all by its day, not how many came to it.
    `further_links` are more addresses that show it, each "address" or "address its title". An entry
    that `withdraws` takes the line it corrects out of the log and says nothing in its place; its
    note is the reason.
    """

    key: ClassVar[str] = "progress_entry"
    label: ClassVar[str] = mark("Progress")
    plural: ClassVar[str] = mark("Progress")

    deliverable_id: Annotated[
        int | None, f.reference(mark("&Deliverable"), "deliverable", required=True)
    ] = None
    on: Annotated[PartialDate, f.date(mark("&On"), required=True, help=mark("The day it happened"))]
    note: Annotated[str, f.long_text(mark("&What happened"), search=True)] = ""
    status: Annotated[
        DeliverableStatus | None, f.choice(mark("&Status"), DeliverableStatus, STATUS_LABELS)
    ] = None
    percent: Annotated[int | None, f.percent(mark("&Percent"))] = None
    target: Annotated[PartialDate | None, f.date(mark("Moved &target"))] = None
    target_reason: Annotated[str, f.text(mark("&Reason"), search=True)] = ""
    milestone_id: Annotated[int | None, f.reference(mark("&Milestone"), "milestone")] = None
    metric: Annotated[str, f.text(mark("M&easure"), search=True)] = ""
    value: Annotated[Decimal | None, f.decimal(mark("&Value"), search=True, minimum=None)] = None
    evidence_url: Annotated[str, f.url(mark("E&vidence"), search=True)] = ""
    evidence_title: Annotated[str, f.text(mark("Evidence title"), search=True)] = ""
    further_links: Annotated[tuple[str, ...], f.texts(mark("Further evidence"), search=True)] = ()
    format_change: Annotated[str, f.text(mark("Changed &format"), search=True)] = ""
    source_id: Annotated[int | None, f.reference(mark("So&urce"), "source")] = None
    corrects_id: Annotated[int | None, f.reference(mark("Corrects"), "progress_entry")] = None
    withdraws: Annotated[bool | None, f.flag(mark("Withdraws it"))] = None
    recorded_at: Annotated[datetime | None, f.moment(mark("Recorded"))] = None
    recorded_by: Annotated[str, f.text(mark("Recorded by"))] = ""

    @property
    def corrects(self) -> int | None:
        """The entry this one puts right, under the name the fold knows it by."""
        return self.corrects_id
