"""The layout of a contact's page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from tracker.domain.dates_writing import write_date
from tracker.domain.reading import plain_label
from tracker.domain.record import RecordRef, specs
from tracker.domain.records.evidence import Capacity, Participant
from tracker.i18n import mark, tr
from tracker.services.states import DeliverableState
from tracker.ui.contacts.reading import ContactView
from tracker.ui.desk import Desk
from tracker.ui.record_page.agreement_table import StandingAgreement, agreement_table
from tracker.ui.record_page.blocks import Blocks
from tracker.ui.record_page.facts import Fact, facts_of
from tracker.ui.record_page.folded import LineMaker
from tracker.ui.record_page.frame import RecordFrame, Steps
from tracker.ui.record_page.lines import RecordLine
from tracker.ui.record_page.looks import KIND_ICONS
from tracker.ui.record_page.positions import is_past, newest_positions, position_span
from tracker.ui.record_page.source_parts import joined
from tracker.ui.record_page.statements import statements_of
from tracker.ui.record_page.table_parts import TableColumn, TableContent, TableRow
from tracker.ui.record_page.work_table import placed_table

_EVENTS = (
    TableColumn(mark("Event"), "text", 180, stretch=True),
    TableColumn(mark("As"), "text", 220, rank=1),
    TableColumn(mark("Dates"), "text", 160),
    TableColumn(mark("City"), "muted", 120, rank=2),
)


class ContactLayout:
    """Makes the parts of the page."""

    def __init__(
        self,
        desk: Desk,
        frame: RecordFrame,
        view: ContactView,
        follow: Callable[[object], None],
    ) -> None:
        self._desk, self._icons, self._view, self._frame = desk, desk.icons, view, frame
        self._left = Blocks(desk, frame.facts.body, follow, below=True)
        self._middle = Blocks(desk, frame.middle.body, follow)
        # Where it is narrow the column stands below the facts.
        self._right = Blocks(desk, frame.related.body, follow, below=True)
        self._statements = statements_of(view.page.record, view.sources)

    def fill(self) -> None:
        """All three columns."""
        self._frame.facts.begin(self._fill_left())
        self._frame.middle.begin(self._fill_middle())
        self._frame.related.begin(self._fill_right())

    def _fill_left(self) -> Steps:
        view, record = self._view, self._view.page.record
        self._left.lines(tr("Positions"), self._positions(), 8)
        yield
        names = [Fact(tr(one.kind.label), one.name) for one in record.names]
        skip = ("honorific",)
        facts = facts_of(record, view.names, self._desk.language, skip=skip, wanted=("emails",))
        self._left.facts(tr("Names"), names)
        self._left.facts(tr("Facts"), facts, self._statements)
        yield
        self._left.sources(view.page.sources)

    def _fill_middle(self) -> Steps:
        view = self._view
        table = agreement_table(view.agreements, mark("As"), self._part)
        self._middle.table(tr("Agreements"), table, tr("Named in no agreement yet."))
        yield
        self._middle.table(tr("Events"), self._events())
        yield
        caption = tr("Deliverables")
        states = view.page.deliverables
        self._middle.table(caption, placed_table(caption, states, self._role))
        yield
        self._middle.statements(self._statements)
        yield
        self._middle.changes(view.page, view.names)

    def _fill_right(self) -> Steps:
        page = self._view.page
        refs = [
            RecordRef("organisation", one.organisation_id)
            for one in page.record.affiliations
            if one.organisation_id
        ]
        self._right.records(tr("Organisations"), dict.fromkeys(refs), page.names, page.details)
        yield

    def _positions(self) -> list[LineMaker]:
        """The newest first; ended ones are said to have ended."""
        view = self._view
        found: list[LineMaker] = []
        for one in newest_positions(view.page.record.affiliations):
            ref = RecordRef("organisation", one.organisation_id or 0)
            past = is_past(one, view.today)
            name = joined(one.title, view.page.names.get(ref, ""))
            found.append(
                partial(
                    RecordLine,
                    self._icons,
                    name.replace(" · ", ", "),
                    position_span(one),
                    icon="history" if past else KIND_ICONS["organisation"],
                    payload=ref,
                )
            )
        return found

    def _part(self, one: StandingAgreement) -> str:
        said = self._as(one.record.people)
        if one.record.owner_id == self._view.page.record.id:
            said = "; ".join(part for part in (said, tr("owner of the record")) if part)
        return said

    def _as(self, people: Sequence[Participant]) -> str:
        """Capacity, and the title held at the time: "Signatory, Chairman, CARM"."""
        by_title: dict[str, list[str]] = {}
        for row in people:
            if row.contact_id == self._view.page.record.id:
                place = RecordRef("organisation", row.organisation_id or 0)
                title = ", ".join(
                    part for part in (row.title, self._view.names.get(place, "")) if part
                )
                word = tr(row.capacity.label)
                if row.capacity is Capacity.SIGNATORY and row.signed_on is not None:
                    word = tr("Signed {date}", date=write_date(row.signed_on))
                by_title.setdefault(title, []).append(word)
        return "; ".join(joined(", ".join(words), title) for title, words in by_title.items())

    def _events(self) -> TableContent:
        rows = [
            TableRow(
                (one.name, self._as(one.people), write_date(one.dates), one.city),
                RecordRef("event", one.id or 0),
            )
            for one in self._view.events
        ]
        return TableContent(tr("Events"), _EVENTS, rows)

    def _role(self, one: DeliverableState) -> str:
        declared = self._view.page.types.of(one.record.type)
        labels = {spec.name: plain_label(spec) for spec in specs(declared)}
        own = self._view.page.record.id
        roles = [
            labels.get(row.role, row.role)
            for row in one.record.participants
            if row.contact_id == own
        ]
        if one.record.owner_id == own:
            roles.append(tr("Owner"))
        return ", ".join(dict.fromkeys(roles))
