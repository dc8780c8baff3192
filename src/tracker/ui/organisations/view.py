"""The layout of an organisation's page."""

from __future__ import annotations

from collections.abc import Callable

from tracker.domain.record import RecordRef
from tracker.domain.records.agreements import PartyRole
from tracker.domain.records.deliverables import Responsibility
from tracker.i18n import mark, tr
from tracker.services.states import DeliverableState
from tracker.ui.desk import Desk
from tracker.ui.organisations.organisation_lines import link_groups, name_facts, people_lines
from tracker.ui.organisations.reading import OrganisationView
from tracker.ui.record_page.agreement_table import StandingAgreement, agreement_table
from tracker.ui.record_page.blocks import Blocks
from tracker.ui.record_page.facts import facts_of
from tracker.ui.record_page.frame import RecordFrame, Steps
from tracker.ui.record_page.statements import statements_of
from tracker.ui.record_page.work_table import placed_table


class OrganisationLayout:
    """Makes the parts of the page."""

    def __init__(
        self,
        desk: Desk,
        frame: RecordFrame,
        view: OrganisationView,
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
        view, page = self._view, self._view.page
        self._left.facts(tr("Names"), name_facts(page.record))
        found = facts_of(
            page.record, view.names, self._desk.language, skip=("kind", "name", "ours")
        )
        self._left.facts(tr("Facts"), found, self._statements)
        yield
        self._left.figures(page.record.observations, view.names)
        yield
        for caption, lines in link_groups(self._icons, view):
            self._left.lines(caption, lines)
            yield
        self._left.sources(page.sources)

    def _fill_middle(self) -> Steps:
        view = self._view
        table = agreement_table(view.agreements, mark("Role"), self._part, self._others)
        self._middle.table(tr("Agreements"), table, tr("It is in no agreement yet."))
        yield
        counted = [one for one in view.page.deliverables if not one.is_history]
        history = [one for one in view.page.deliverables if one.is_history]
        owed = [one for one in counted if self._roles(one) - {Responsibility.RECEIVES}]
        others = [one for one in counted if one not in owed]
        for caption, states in (
            (tr("Owes"), owed),
            (tr("Receives or takes part in"), others),
            (tr("Before an agreement, not counted"), history),
        ):
            self._middle.table(caption, placed_table(caption, states, self._role))
            yield
        self._middle.statements(self._statements)
        yield
        self._middle.changes(view.page, view.names)

    def _fill_right(self) -> Steps:
        view, page = self._view, self._view.page
        people = people_lines(self._icons, view.contacts, page.record.id or 0, view)
        self._right.lines(tr("People"), people, 12)
        yield
        self._right.records(tr("Organises"), page.events, page.names, page.details)
        partners = self._partners()
        self._right.records(tr("Partners"), partners, view.names, {}, 10)

    def _partners(self) -> list[RecordRef]:
        """Who else is in its agreements, those with most of them first."""
        counts: dict[RecordRef, int] = {}
        for one in self._view.agreements:
            for party in one.record.parties:
                ref = RecordRef("organisation", party.organisation_id or 0)
                if party.organisation_id and ref != self._view.page.ref:
                    counts[ref] = counts.get(ref, 0) + 1
        return sorted(counts, key=lambda ref: -counts[ref])

    def _part(self, one: StandingAgreement) -> str:
        own = [
            party
            for party in one.record.parties
            if party.organisation_id == self._view.page.record.id
        ]
        words = [party.membership_class for party in own if party.membership_class]
        words += [tr(party.role.label) for party in own if party.role is not PartyRole.PARTY]
        return ", ".join(dict.fromkeys(words))

    def _others(self, one: StandingAgreement) -> str:
        refs = [
            RecordRef("organisation", party.organisation_id)
            for party in one.record.parties
            if party.organisation_id and party.organisation_id != self._view.page.record.id
        ]
        return ", ".join(self._view.names.get(ref, "") for ref in refs)

    def _roles(self, one: DeliverableState) -> set[str]:
        return {role for ref, _, role in one.responsible if ref == self._view.page.ref}

    def _role(self, one: DeliverableState) -> str:
        roles = [tr(role.label) for role in Responsibility if role in self._roles(one)]
        return ", ".join(roles) or tr("Takes part")
