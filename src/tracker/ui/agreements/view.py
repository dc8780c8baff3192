"""The layout of an agreement's page: fills the frame's parts from what was read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from tracker.domain.record import RecordRef
from tracker.i18n import tr
from tracker.services.states import DeliverableState
from tracker.ui.agreements.agreement_facts import agreement_facts
from tracker.ui.agreements.kin_lines import kin_line, other_line
from tracker.ui.agreements.life_story import activity, lifecycle_story
from tracker.ui.agreements.matrix_block import MatrixBlock, ShownDay
from tracker.ui.agreements.next_steps import next_steps
from tracker.ui.agreements.party_lines import party_line
from tracker.ui.agreements.reading import AgreementView
from tracker.ui.agreements.timeline import TimelineStrip, stretch_of
from tracker.ui.agreements.timeline_targets import targets_of
from tracker.ui.desk import Desk
from tracker.ui.record_page.agreement_table import agreement_look
from tracker.ui.record_page.change_texts import change_groups
from tracker.ui.record_page.changes import ChangesPart
from tracker.ui.record_page.facts import fact_grid, section
from tracker.ui.record_page.figures import figures_grid
from tracker.ui.record_page.folded import LineMaker, folded
from tracker.ui.record_page.frame import RecordFrame, Steps
from tracker.ui.record_page.lines import RecordLine
from tracker.ui.record_page.looks import KIND_ICONS
from tracker.ui.record_page.people import people_of, person_line
from tracker.ui.record_page.source_parts import SourcesPart, joined, source_line
from tracker.ui.record_page.statements import disagreed, statements_of
from tracker.ui.record_page.story import StoryCard, newest_first
from tracker.ui.record_page.table import TableCard
from tracker.ui.record_page.work_table import parted, work_table
from tracker.ui.widgets.card import Card, hairline
from tracker.ui.widgets.labels import label
from tracker.ui.widgets.passage import passage
from tracker.ui.widgets.states import EmptyState


class AgreementLayout:
    """Makes the parts; `open` follows their links, `create` adds a deliverable."""

    def __init__(
        self,
        desk: Desk,
        frame: RecordFrame,
        view: AgreementView,
        follow: Callable[[object], None],
        create: Callable[[], None],
        owes_day: ShownDay | None = None,
    ) -> None:
        self._desk, self._icons = desk, desk.icons
        self._frame, self._view = frame, view
        self._open, self._create = follow, create
        self._owes_day = owes_day or ShownDay()
        self._statements = statements_of(view.record, view.sources)

    # --- left -----------------------------------------------------------------------------------

    def left(self) -> Steps:
        """Parties, facts, sources, people."""
        view, icons, facts = self._view, self._icons, self._frame.facts
        record, language, body = view.record, self._desk.language, facts.body
        body.addWidget(section(tr("Parties"), len(record.parties), parent=facts))
        parties = [
            partial(
                party_line, icons, one, view.parties.get(one.organisation_id or 0),
                view.names, language,
            )
            for one in record.parties
        ]  # fmt: skip
        body.addWidget(self._lines(parties, tr("No party is recorded."), 8, facts))
        yield
        body.addWidget(section(tr("Facts"), parent=facts))
        told = agreement_facts(view, language)
        grid = fact_grid(icons, told, disagreed(self._statements), facts)
        grid.link_activated.connect(self._open)
        body.addWidget(grid)
        yield
        if record.observations:
            body.addWidget(section(tr("Figures"), parent=facts))
            body.addWidget(figures_grid(icons, record.observations, view.names))
            yield
        sources = [partial(source_line, icons, one) for one in view.data.page.sources]
        if sources:
            body.addWidget(section(tr("Sources"), len(sources), parent=facts))
            body.addWidget(self._lines(sources, "", 4, facts))
            yield
        people = [partial(person_line, icons, one) for one in people_of(record.people, view.names)]
        if people:
            body.addWidget(section(tr("People"), len(people), parent=facts))
            body.addWidget(self._lines(people, "", 8, facts))
            yield

    # --- right ----------------------------------------------------------------------------------

    def right(self) -> Steps:
        """What is next, the line of agreements, what else the parties have."""
        view, icons, related = self._view, self._icons, self._frame.related
        body = related.body
        steps = next_steps(view.data.standing, view.data.page.deliverables, view.today)
        body.addWidget(section(tr("Next"), top=icons, parent=related))
        lines = [
            partial(
                RecordLine, icons, one.title, one.detail, icon=one.look.icon, role=one.look.role,
                strong=True, payload=one.payload, tip=one.look.word,
            )
            for one in steps
        ]  # fmt: skip
        body.addWidget(self._lines(lines, tr("Nothing waits for anybody."), 6, related))
        yield
        if view.lineage:
            body.addWidget(section(tr("Lineage"), parent=related))
            kin = [partial(kin_line, icons, one) for one in view.lineage]
            body.addWidget(self._lines(kin, "", 12, related))
            yield
        yield from self._related()

    def _related(self) -> Steps:
        view, icons, related = self._view, self._icons, self._frame.related
        page, body = view.data.page, related.body
        events = {ref for ref in page.names if ref.kind == "event"}
        happenings = [
            partial(RecordLine, icons, page.names[ref], page.details.get(ref, ""),
                    icon=KIND_ICONS["event"], payload=ref)
            for ref in sorted(events)
        ]  # fmt: skip
        if happenings:
            body.addWidget(section(tr("Events"), len(happenings), parent=related))
            body.addWidget(self._lines(happenings, "", 5, related))
            yield
        others = [
            partial(other_line, icons, ref, view.names.get(ref, ""), status, when)
            for ref, status, when in view.others
        ]
        if others:
            body.addWidget(section(tr("Related"), note=tr("of the same parties"), parent=related))
            body.addWidget(self._lines(others, "", 6, related))
            yield

    # --- middle ---------------------------------------------------------------------------------

    def middle(self, part: str) -> Steps:
        """The chosen part."""
        made: dict[str, Callable[[], Steps]] = {
            "deliverables": self._deliverables,
            "owes": self._owes,
            "timeline": self._timeline,
            "commitments": self._commitments,
            "sources": self._sources,
        }
        return made[part]()

    def _deliverables(self) -> Steps:
        middle = self._frame.middle
        body = middle.body
        counted, history = parted(self._view.data.page.deliverables)
        if counted:
            self._table(tr("Deliverables"), counted)
        else:
            title = tr("No deliverable yet")
            text = tr("Record what the parties have promised to do.")
            empty = EmptyState(
                self._icons, "package", title, text,
                action=tr("New deliverable"), action_icon="plus",
            )  # fmt: skip
            empty.activated.connect(self._create)
            card = Card(middle, margin=1)
            card.body.addWidget(empty)
            body.addWidget(card)
        yield
        if history:
            note = tr("not counted")
            body.addWidget(section(tr("Before this agreement"), note=note, parent=middle))
            self._table(tr("Before this agreement, not counted"), history)
            yield
        told = activity(self._view)
        note = tr("all records of this agreement")
        body.addWidget(section(tr("Activity"), note=note, parent=middle))
        if told:
            story = StoryCard(self._icons, told, middle)
            story.activated.connect(self._open)
            body.addWidget(story)
            yield from story.steps()
        else:
            body.addWidget(label(tr("Nothing is recorded yet."), "muted"))
        page = self._view.data.page
        groups = change_groups(page.history, page.ref, self._view.names, self._desk.language)
        if groups:
            body.addWidget(ChangesPart(self._icons, groups, middle))

    def _table(self, name: str, states: list[DeliverableState]) -> None:
        middle = self._frame.middle
        card = TableCard(self._icons, work_table(name, states), middle)
        card.table.activated_payload.connect(self._open)
        middle.body.addWidget(card)

    def _owes(self) -> Steps:
        body, owes = self._frame.middle.body, self._view.owes
        if not owes.matrix.rows or not owes.matrix.parties:
            text = tr("The matrix needs a party and a deliverable.")
            body.addWidget(
                EmptyState(self._icons, "grid-3x3", tr("Nobody owes anything yet"), text)
            )
            return
        yield
        body.addWidget(MatrixBlock(self._desk, owes, self._open, self._owes_day))
        yield

    def _timeline(self) -> Steps:
        body, view = self._frame.middle.body, self._view
        record, term = view.record, view.data.standing.term
        days = [day for one in record.lifecycle for day in (one.on, one.stated_on, one.until)]
        days += [record.announced, term.end, term.next_review]
        counted, _ = parted(view.data.page.deliverables)
        stretch = stretch_of(view.spans, days, view.today, targets_of(counted))
        if stretch is not None and stretch.spans:
            card = Card(margin=1)
            strip = TimelineStrip(self._icons, stretch, view.today)
            card.body.addWidget(strip)
            body.addWidget(card)
        working = view.data.standing.status.working
        if working:
            status = agreement_look(view.data.standing.status).word
            because = working[:1].lower() + working[1:]
            said = tr("{status}: {working}", status=status, working=because)
            body.addWidget(label(said, "small", wrap=True))
        if term.working:
            body.addWidget(label(tr("Term: {working}", working=term.working), "small", wrap=True))
        told = newest_first(lifecycle_story(view))
        body.addWidget(section(tr("Lifecycle"), len(told)))
        if told:
            story = StoryCard(self._icons, told, self._frame.middle)
            body.addWidget(story)
            yield from story.steps()
        else:
            body.addWidget(label(tr("Nothing is recorded of its life."), "muted"))

    def _commitments(self) -> Steps:
        body, view = self._frame.middle.body, self._view
        commitments = view.record.commitments
        if not commitments:
            text = tr("Agreed areas and promises with nothing to tick off belong here.")
            body.addWidget(EmptyState(self._icons, "handshake", tr("No commitment"), text))
            return
        yield
        card = Card(margin=1)
        card.body.setSpacing(0)
        for at, one in enumerate(commitments):
            if at:
                card.body.addWidget(hairline())
            column = QVBoxLayout()
            column.setContentsMargins(14, 10, 14, 10)
            column.setSpacing(3)
            column.addWidget(passage(self._icons, tr("Commitment"), one.text))
            by = view.names.get(_organisation(one.owed_by_id), "")
            to = view.names.get(_organisation(one.owed_to_id), "")
            whose = tr("{by} owes it to {to}", by=by, to=to) if by and to else ""
            whose = whose or (tr("owed by {by}", by=by) if by else tr("of all parties"))
            column.addWidget(label(joined(one.area, whose, one.condition), "small", wrap=True))
            card.body.addLayout(column)
        body.addWidget(card)

    def _sources(self) -> Steps:
        made = SourcesPart(self._icons, self._view.data.page.sources, self._statements)
        made.activated.connect(self._open)
        self._frame.middle.body.addWidget(made)
        yield

    def _lines(self, lines: Sequence[LineMaker], none: str, most: int, column: QWidget) -> QWidget:
        if not lines:
            return label(none, "muted", wrap=True, parent=column)
        made = folded(self._icons, lines, most, column)
        made.activated.connect(self._open)
        return made


def _organisation(id: int | None) -> RecordRef:
    return RecordRef("organisation", id or 0)
