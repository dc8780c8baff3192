"""What an agreement's summary says, already put into words.

A service fills these models from the database; the reports turn them into files and the window
shows them. So nothing here is looked up or computed: dates are written out, labels translated,
organisations named. An empty string means "not stated"; a report leaves an empty part out, save
where the reader has to know that nothing is stated (dates of the agreement, targets).
"""

from decimal import Decimal
from typing import Literal

from pydantic import BaseModel, ConfigDict


class SummaryPart(BaseModel):
    """Frozen, and strict about names, so that a misspelt field is found by the first test."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class WrittenDate(SummaryPart):
    """A date as a person reads it, and its day where a whole day is stated.

    `text` may say anything a partial date can ("May 2015?", "29 May - 1 June 2019"). `iso` is
    "2024-06-04" only for one exact day, else empty: a spreadsheet gets a typed date from it.
    `last` is its last possible day, by which lists are sorted; empty if nothing bounds it.
    """

    text: str = ""
    iso: str = ""
    last: str = ""

    def __bool__(self) -> bool:
        return bool(self.text)


NO_DATE = WrittenDate()


class FactLine(SummaryPart):
    """A label and what it holds: "Hall and booth", "Hall 3, B12"."""

    label: str
    value: str
    repeated: bool = False
    """It can be read elsewhere on the same page, which may leave it out."""


class PartyLine(SummaryPart):
    """One organisation in the agreement. `short` is what tables call it (acronym, else name)."""

    name: str
    acronym: str = ""
    native_name: str = ""
    former_names: str = ""
    role_label: str = ""
    on_behalf_of: str = ""
    side: str = ""
    country: str = ""
    joined: WrittenDate = NO_DATE
    left: WrittenDate = NO_DATE
    is_ours: bool = False

    @property
    def short(self) -> str:
        return self.acronym or self.name


class PersonLine(SummaryPart):
    """One person with the title held at the time. Only a signatory has `signed_on`."""

    name: str
    other_names: tuple[str, ...] = ()
    title: str = ""
    organisation: str = ""
    capacity_label: str = ""
    signed_on: WrittenDate = NO_DATE


class DateLine(SummaryPart):
    """A date of the agreement. An empty value is shown as "not stated"."""

    label: str
    value: WrittenDate = NO_DATE
    working: str = ""


class LifecycleLine(SummaryPart):
    """Something that happened to the agreement. The date may be unknown."""

    date: WrittenDate = NO_DATE
    label: str
    note: str = ""
    repeated: bool = False
    """The dates of the agreement say the same."""


class CommitmentLine(SummaryPart):
    """A promise with nothing to tick off."""

    text: str
    area: str = ""
    owed_by: str = ""
    owed_to: str = ""
    condition: str = ""


class ResponsibleLine(SummaryPart):
    """Who does what for a deliverable: "CARM", "leads"."""

    organisation: str
    role_label: str = ""


class ProgressLine(SummaryPart):
    """The last line of a deliverable's log."""

    date: WrittenDate = NO_DATE
    sentence: str = ""


class StepLine(SummaryPart):
    """One step of a deliverable. `state` is the value of a `milestones.StepState`."""

    title: str
    state: str = "open"
    state_label: str = ""
    target: WrittenDate = NO_DATE
    done: WrittenDate = NO_DATE


class DeliverableLine(SummaryPart):
    """One deliverable as it stands. `status` is the value of a DeliverableStatus, or "series" of
    the heading over instances."""

    title: str
    record: str = ""
    type_label: str = ""
    status: str = ""
    status_label: str = ""
    overdue: bool = False
    target: WrittenDate = NO_DATE
    original_target: WrittenDate = NO_DATE
    """Given only if the target was moved."""
    moved_reason: str = ""
    """Why it was moved the last time; empty if nobody says."""
    delivered: WrittenDate = NO_DATE
    percent: int | None = None
    event: str = ""
    responsible: tuple[ResponsibleLine, ...] = ()
    last_progress: ProgressLine | None = None
    is_history: bool = False
    """Happened before the agreement: shown apart and counted nowhere."""
    facts: tuple[FactLine, ...] = ()
    steps: tuple[StepLine, ...] = ()


LogValue = str | int | Decimal | WrittenDate


class LogColumn(SummaryPart):
    """A field of a line of a log. `kind` is the value of a `fields.Kind`."""

    label: str
    kind: str


class LogTable(SummaryPart):
    """The lines of the logs; each row has a value for every column."""

    columns: tuple[LogColumn, ...] = ()
    rows: tuple[tuple[LogValue, ...], ...] = ()


CellState = Literal["", "open", "due", "overdue", "done", "dropped"]
"""Empty: no part in it; open: to do, no date; due: to do by a date; dropped: no longer owed."""


class OwesCell(SummaryPart):
    """One party's part in one deliverable. An empty role means no part."""

    role_label: str = ""
    state: CellState = ""


class OwesRow(SummaryPart):
    """One deliverable; `cells` stand in the order of the matrix's columns."""

    deliverable: str
    cells: tuple[OwesCell, ...]


class OwesBalance(SummaryPart):
    """What stands to one party's account, in numbers of deliverables."""

    party: str
    done: int = 0
    due: int = 0
    overdue: int = 0
    open: int = 0


class OwesMatrix(SummaryPart):
    """Who owes what: columns are parties (short names), rows are deliverables."""

    columns: tuple[str, ...] = ()
    rows: tuple[OwesRow, ...] = ()
    balances: tuple[OwesBalance, ...] = ()
    """One for each column, in the same order, or none at all."""


class LinkLine(SummaryPart):
    """Another agreement this one renews, extends, implements..."""

    relation_label: str
    title: str
    detail: str = ""


class SourceLine(SummaryPart):
    """Where a statement was read. `reliability` is the value, `reliability_label` the word."""

    title: str
    publisher: str = ""
    published: WrittenDate = NO_DATE
    reliability: str = ""
    reliability_label: str = ""
    url: str = ""


class Statement(SummaryPart):
    """What one source states of one field."""

    value: str
    source: str = ""


class Disagreement(SummaryPart):
    """A field of which the sources state different things; both stay."""

    field_label: str
    statements: tuple[Statement, ...]


class MoneyLine(SummaryPart):
    """Money of the agreement, written out with its currency."""

    label: str
    amount: str
    note: str = ""


class SigningLine(SummaryPart):
    """Where, and at what event. A virtual ceremony has several, and "online" is a place."""

    place: str = ""
    event: str = ""
    date: WrittenDate = NO_DATE


class AgreementSummary(SummaryPart):
    """Everything on the summary of one agreement, in the order a reader wants it."""

    title: str
    record: str = ""
    """The record's own name, such as "agreement-12"."""
    reference: str = ""
    kind_label: str = ""
    status: str = "unknown"
    """The value of an AgreementStatus; reports choose a symbol and colour by it."""
    status_label: str = ""
    status_since: WrittenDate = NO_DATE
    flags: tuple[str, ...] = ()
    """What needs attention, in words: "Expiring soon", "Notice due by 4 March 2027"."""
    binding_label: str = ""
    purpose: str = ""
    our_side: tuple[str, ...] = ()
    parties: tuple[PartyLine, ...] = ()
    people: tuple[PersonLine, ...] = ()
    dates: tuple[DateLine, ...] = ()
    signing: tuple[SigningLine, ...] = ()
    term_label: str = ""
    """"3 years, renewed by silence"; empty if no term is stated."""
    term_working: str = ""
    """"signed 4 June 2024 + 3 years = 4 June 2027; 3 months' notice -> 4 March 2027"."""
    facts: tuple[FactLine, ...] = ()
    """What else it states: product, territory, confidentiality."""
    languages: str = ""
    owner: str = ""
    tags: tuple[str, ...] = ()
    money: tuple[MoneyLine, ...] = ()
    lifecycle: tuple[LifecycleLine, ...] = ()
    commitments: tuple[CommitmentLine, ...] = ()
    deliverables: tuple[DeliverableLine, ...] = ()
    matrix: OwesMatrix = OwesMatrix()
    log: LogTable = LogTable()
    links: tuple[LinkLine, ...] = ()
    sources: tuple[SourceLine, ...] = ()
    disagreements: tuple[Disagreement, ...] = ()
    note: str = ""
    generated_on: WrittenDate = NO_DATE
    """The day the summary speaks of. Reports read no clock: it is the only date they know."""
    language: str = "en"
    """BCP 47, of the labels; it is written into the document."""
