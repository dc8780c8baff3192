"""Who owes what under one agreement, on any day, with the way from each figure to its records."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from sqlalchemy import Connection

from tracker.domain import as_at
from tracker.domain.filters import Condition, Group, Operator
from tracker.domain.owing import Balance, Matrix, Promised, owing
from tracker.domain.record import RecordRef
from tracker.domain.records import Agreement, Deliverable, Organisation
from tracker.domain.records.deliverables import Responsibility
from tracker.domain.summary import CellState
from tracker.i18n import tr
from tracker.reports.file_names import safe_file_name
from tracker.reports.files import refuse_to_replace, replacing
from tracker.reports.matrix_sheet import MatrixSheet
from tracker.services.list_declarations.names import named
from tracker.services.matrix_words import FIGURES, sheet_of
from tracker.services.page_queries import ids_where
from tracker.services.states import DeliverableState, deliverable_states
from tracker.storage.database import Database
from tracker.storage.reader import load, shown_names
from tracker.storage.sql_forms import TextTest


def promised(state: DeliverableState) -> Promised:
    """A deliverable as the matrix counts it."""
    return Promised(
        id=state.ref.id,
        title=state.name,
        status=state.status,
        overdue=state.overdue,
        has_target=state.target is not None,
        is_history=state.is_history,
        is_series=state.is_series,
        parts=tuple((ref.id, Responsibility(role)) for ref, _, role in state.responsible),
    )


@dataclass(frozen=True, slots=True)
class AgreementMatrix:
    """The matrix of an agreement as at `day`. `called` are the texts by which a filter finds just
    this agreement and just these parties; empty if nobody has looked for them."""

    agreement: RecordRef
    title: str
    day: date
    matrix: Matrix
    names: Mapping[RecordRef, str] = field(default_factory=dict)
    called: Mapping[RecordRef, str] = field(default_factory=dict)

    def name(self, party: int) -> str:
        """What a party is called."""
        return self.names.get(RecordRef(Organisation.key, party), "")

    def balance(self, party: int) -> Balance:
        """What stands to a party's account."""
        return self.matrix.balances[self.matrix.parties.index(party)]

    def filter_of(self, party: int | None, state: CellState | None, today: date) -> Group:
        """Finds the deliverables that a figure counts: those of a party, or of all, in a state, or
        in any. As at the day of the matrix, if that is not `today`."""
        parts = [_named("agreement", self._called(self.agreement))]
        if party is not None:
            parts.append(_named("owed_by", self._called(RecordRef(Organisation.key, party))))
        states = (state,) if state else FIGURES
        parts.append(Condition("account", Operator.IS, tuple(map(str, states))))
        return as_at.with_day(Group(tuple(parts)), self.day if self.day != today else None)

    def filter_of_one(self, deliverable: int, today: date) -> Group:
        """Finds a deliverable of the matrix, as at the day of it if that is not `today`."""
        titles = (row.title for row in self.matrix.rows if row.id == deliverable)
        parts = (
            _named("agreement", self._called(self.agreement)),
            _named("title", next(titles, "")),
        )
        return as_at.with_day(Group(parts), self.day if self.day != today else None)

    def _called(self, ref: RecordRef) -> str:
        return self.called.get(ref, str(ref))


class MatrixService:
    """Reads matrices and writes them as workbooks."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def read(self, agreement_id: int, day: date) -> AgreementMatrix:
        """The matrix as at a day; raises NotFound."""
        with self._database.read() as connection:
            agreement = load(connection, Agreement, agreement_id)
            ids = ids_where(connection, Deliverable.key, agreement_id=agreement_id)
            states = deliverable_states(connection, ids, day)
            found = _made(connection, agreement, in_order(states), day)
            only = {
                ref: name for ref, name in found.names.items() if _is_only(connection, ref, name)
            }
        return replace(found, called=only)

    def of(
        self, agreement: Agreement, states: Iterable[DeliverableState], day: date
    ) -> AgreementMatrix:
        """The same of what has been read already, but for `called`: all names are gone through to
        find those, and nobody waits for them before a figure is opened."""
        with self._database.read() as connection:
            return _made(connection, agreement, in_order(states), day)

    def suggested_name(self, matrix: AgreementMatrix) -> str:
        """A name for the file, without an ending."""
        title = tr("Who owes what – {agreement}", agreement=matrix.title)
        return safe_file_name(f"{title} {matrix.day.isoformat()}", tr("Who owes what"))

    def export(
        self,
        matrix: AgreementMatrix,
        path: Path,
        report: Callable[[int, int], None] = lambda _done, _of: None,
    ) -> int:
        """Write it as a workbook: matrix, balances and legend on one sheet that prints. Gives the
        number of rows. Raises DiskFull or NotWritable; a file that was there is then unchanged."""
        from tracker.reports.matrix_xlsx import write_matrix_xlsx

        refuse_to_replace(path, self._database.path)
        with replacing(path) as file:
            return write_matrix_xlsx(file, self.sheet(matrix), report)

    def sheet(self, matrix: AgreementMatrix) -> MatrixSheet:
        """The matrix in words, for a workbook or the clipboard."""
        return sheet_of(matrix.matrix, matrix.title, matrix.name, matrix.day)


def in_order(states: Iterable[DeliverableState]) -> list[DeliverableState]:
    """What is still to come first, by its target; then what is done, the newest first."""

    def place(one: DeliverableState) -> tuple[bool, int]:
        if one.is_open:
            return False, (one.target.latest if one.target else date.max).toordinal()
        done = one.delivered or one.target
        return True, -done.latest.toordinal() if done else 0

    return sorted(states, key=place)


def _made(
    connection: Connection, agreement: Agreement, states: Iterable[DeliverableState], day: date
) -> AgreementMatrix:
    ref = RecordRef(Agreement.key, agreement.id or 0)
    parties = [party.organisation_id for party in agreement.parties if party.organisation_id]
    refs = [RecordRef(Organisation.key, id) for id in dict.fromkeys(parties)]
    names = shown_names(connection, [ref, *refs])
    return AgreementMatrix(
        agreement=ref,
        title=names.get(ref, ""),
        day=day,
        matrix=owing([promised(state) for state in states], parties),
        names=names,
    )


def _is_only(connection: Connection, ref: RecordRef, name: str) -> bool:
    """Whether a filter by that name finds this record and no other."""
    found = connection.execute(named(ref.kind, TextTest(name, whole=True))).scalars().all()
    return bool(name.strip()) and list(found) == [ref.id]


def _named(field: str, name: str) -> Condition:
    return Condition(field, Operator.IS, (name,))
