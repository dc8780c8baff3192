"""The layout of an event's page."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from tracker.domain.record import RecordRef
from tracker.i18n import mark, tr
from tracker.ui.desk import Desk
from tracker.ui.events.reading import EventView
from tracker.ui.events.taking_part import taking_part
from tracker.ui.record_page.agreement_table import StandingAgreement, agreement_table
from tracker.ui.record_page.blocks import Blocks
from tracker.ui.record_page.facts import facts_of, section
from tracker.ui.record_page.frame import RecordFrame, Steps
from tracker.ui.record_page.lines import RecordLine
from tracker.ui.record_page.looks import KIND_ICONS
from tracker.ui.record_page.people import people_of, person_line
from tracker.ui.record_page.progress_story import log_story
from tracker.ui.record_page.statements import statements_of
from tracker.ui.record_page.steps_offer import StepsOfferLine
from tracker.ui.record_page.story import StoryCard, newest_first
from tracker.ui.record_page.work_table import by_whom, placed_table
from tracker.ui.widgets.card import Card
from tracker.ui.widgets.states import EmptyState


class EventLayout:
    """Makes the parts of the page."""

    def __init__(
        self,
        desk: Desk,
        frame: RecordFrame,
        view: EventView,
        follow: Callable[[object], None],
        create: Callable[[], None],
    ) -> None:
        self._desk, self._icons, self._view, self._frame = desk, desk.icons, view, frame
        self._follow, self._create = follow, create
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
        wanted = ("dates", "city")
        facts = facts_of(record, view.names, self._desk.language, wanted=wanted)
        self._left.facts(tr("Facts"), facts, self._statements)
        self._left.figures(record.observations, view.names)
        yield
        self._left.sources(view.page.sources)

    def _fill_middle(self) -> Steps:
        view, page = self._view, self._view.page
        caption = tr("At this event")
        if page.deliverables or view.agreements:
            if view.offers:
                self._middle.body.addWidget(
                    StepsOfferLine(self._desk, view.offers, event_id=page.record.id)
                )
            self._middle.table(
                caption, placed_table(caption, page.deliverables, by_whom, mark("By"))
            )
            signed = agreement_table(view.agreements, mark("Parties"), self._parties)
            self._middle.table(tr("Agreements"), signed)
        else:
            self._middle.body.addWidget(section(caption, top=self._icons))
            empty = EmptyState(
                self._icons,
                "calendar-days",
                tr("Nothing is recorded at this event"),
                tr("A pavilion, a session or a signing can be at it."),
                action=tr("New deliverable"),
                action_icon="plus",
            )
            empty.activated.connect(self._create)
            card = Card(margin=1)
            card.body.addWidget(empty)
            self._middle.body.addWidget(card)
        yield
        told = []
        for state in page.deliverables:
            log = page.logs.get(state.ref.id, ())
            told += log_story(state.record, log, view.names, title=state.name)
        if told:
            self._middle.body.addWidget(section(tr("Activity")))
            story = StoryCard(self._icons, newest_first(told))
            story.activated.connect(self._follow)
            self._middle.body.addWidget(story)
            yield from story.steps()
        self._middle.statements(self._statements)
        yield
        self._middle.changes(page, view.names)

    def _fill_right(self) -> Steps:
        page, names = self._view.page, self._view.names
        people = [
            partial(person_line, self._icons, one) for one in people_of(page.record.people, names)
        ]
        self._right.lines(tr("People"), people)
        yield
        self._right.records(tr("Parts of it"), page.events, page.names, page.details)
        refs = [ref for state in page.deliverables for ref, _, _ in state.responsible]
        if page.record.organiser_id:
            refs.insert(0, RecordRef("organisation", page.record.organiser_id))
        self._right.records(tr("Organisations"), dict.fromkeys(refs), page.names, page.details)
        for caption, who in taking_part(page.deliverables, page.types).items():
            part = [partial(self._participant, one, title) for one, title in who.items()]
            self._right.lines(caption, part)
            yield
        under = [
            RecordRef("agreement", state.record.agreement_id)
            for state in page.deliverables
            if state.record.agreement_id
        ]
        self._right.records(tr("Agreements"), dict.fromkeys(under), page.names, page.details)

    def _participant(self, who: RecordRef | str, title: str) -> RecordLine:
        if isinstance(who, str):
            return RecordLine(self._icons, who, title, icon="circle-question-mark")
        name = self._view.names.get(who) or tr("not named")
        rest = title or self._view.page.details.get(who, "")
        return RecordLine(self._icons, name, rest, icon=KIND_ICONS[who.kind], payload=who)

    def _parties(self, one: StandingAgreement) -> str:
        refs = [RecordRef("organisation", row.organisation_id or 0) for row in one.record.parties]
        return ", ".join(self._view.names[ref] for ref in refs if ref in self._view.names)
