"""The layout of a deliverable's page: fills the frame's parts from what was read."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tracker.domain.dates_writing import write_date
from tracker.domain.measures import series_of
from tracker.domain.record import RecordRef
from tracker.domain.records.deliverables import DeliverableParticipant, Responsibility
from tracker.i18n import tr
from tracker.ui.deliverables.deliverable_facts import (
    agreement_ref,
    common_facts,
    participants_by_role,
    type_facts,
)
from tracker.ui.deliverables.former import former_facts
from tracker.ui.deliverables.log_part import LogPart
from tracker.ui.deliverables.measures_part import MeasuresPart
from tracker.ui.deliverables.reading import DeliverableView
from tracker.ui.deliverables.series_block import BesideLine, SeriesBlock
from tracker.ui.deliverables.series_work import SeriesWork
from tracker.ui.deliverables.steps_block import StepsBlock
from tracker.ui.deliverables.steps_work import StepsWork
from tracker.ui.deliverables.targets_part import moves_of, moves_table
from tracker.ui.desk import Desk, LogStart
from tracker.ui.record_page.change_texts import change_groups, detail_specs
from tracker.ui.record_page.changes import ChangesPart
from tracker.ui.record_page.facts import fact_grid, section
from tracker.ui.record_page.figures import figures_grid
from tracker.ui.record_page.file_work import FileWork
from tracker.ui.record_page.folded import LineMaker, folded
from tracker.ui.record_page.frame import RecordFrame, Steps
from tracker.ui.record_page.lines import RecordLine
from tracker.ui.record_page.looks import KIND_ICONS
from tracker.ui.record_page.source_parts import SourcesPart, joined, source_line
from tracker.ui.record_page.statements import disagreed, statements_of
from tracker.ui.record_page.table import CardTable
from tracker.ui.record_page.work_table import on_card, target_of
from tracker.ui.status import look_of
from tracker.ui.widgets.meter import ProgressMeter


class DeliverableLayout:
    """Makes the parts; `follow` opens their links, `log` opens the log dialog."""

    def __init__(
        self,
        desk: Desk,
        frame: RecordFrame,
        view: DeliverableView,
        follow: Callable[[object], None],
        log: Callable[[], None],
        steps: StepsWork,
        files: FileWork,
        series: SeriesWork,
    ) -> None:
        self._series = series
        self._steps = steps
        self._files = files
        self._desk, self._icons = desk, desk.icons
        self._frame, self._view = frame, view
        self._follow, self._log = follow, log
        self._statements = statements_of(view.record, view.sources, view.types)

    def left(self) -> Steps:
        """Progress, facts, the type's own facts, who is responsible, who takes part."""
        view, icons, body = self._view, self._icons, self._frame.facts.body
        state, language = view.data.state, self._desk.language
        disagreeing = disagreed(self._statements)
        body.addWidget(section(tr("Facts")))
        grid = fact_grid(icons, common_facts(view, language), disagreeing)
        grid.link_activated.connect(self._follow)
        if state.percent is not None:
            meter = ProgressMeter(icons, state.percent, str(state.status))
            meter.setFixedWidth(meter.sizeHint().width())
            box = QWidget()
            row = QHBoxLayout(box)
            row.setContentsMargins(0, 0, 0, 0)
            row.addWidget(meter)
            row.addStretch(1)
            grid.add_widget(tr("Progress"), box)
        body.addWidget(grid)
        yield
        own = type_facts(view, language)
        if own:
            body.addWidget(section(tr(view.types.of(view.record.type).label)))
            grid = fact_grid(icons, own, disagreeing)
            grid.link_activated.connect(self._follow)
            body.addWidget(grid)
            yield
        responsible = [
            partial(
                RecordLine, icons, name, _role(role), icon=KIND_ICONS["organisation"], payload=ref
            )
            for ref, name, role in state.responsible
        ]
        self._lines(body, tr("Responsible"), responsible, 8)
        yield
        for caption, rows in participants_by_role(view.record, view.types):
            self._lines(body, caption, [partial(self._participant, row) for row in rows], 8)
            yield
        if former := former_facts(view, language):
            body.addWidget(section(tr("No longer in this type")))
            grid = fact_grid(icons, former)
            grid.link_activated.connect(self._follow)
            body.addWidget(grid)
            yield
        if view.record.observations:
            body.addWidget(section(tr("Figures")))
            body.addWidget(figures_grid(icons, view.record.observations, view.names))
            yield
        sources = [partial(source_line, icons, one) for one in view.data.page.sources]
        self._lines(body, tr("Sources"), sources, 4)
        yield

    def middle(self) -> Steps:
        """The log as a story, milestones, measures, what sources state, changes."""
        view, body = self._view, self._frame.middle.body
        if view.series.beside is not None:
            beside = BesideLine(self._icons, view.series.beside)
            beside.activated.connect(self._follow)
            body.addWidget(beside)
        if view.series.is_shown:
            series = SeriesBlock(self._icons, self._series, view.record, view.series)
            series.activated.connect(self._follow)
            body.addWidget(series)
            yield
        # What is done is logged on the instances of a series.
        if view.data.log or not view.record.is_series:
            log = LogPart(self._desk, self._files, view)
            log.activated.connect(self._follow)
            body.addWidget(log)
            yield from log.steps()
        block = StepsBlock(
            self._desk, self._steps, view.record, view.steps,
            tr(view.types.of(view.record.type).label), view.today,
        )  # fmt: skip
        body.addWidget(block)
        yield from block.steps()
        if over_time := series_of(view.record.measures, view.data.log):
            counted = MeasuresPart(self._icons, over_time)
            counted.log_wanted.connect(partial(_log_measure, self._desk, view.record.id))
            body.addWidget(section(tr("Measures"), len(over_time)))
            body.addWidget(counted)
            yield
        if len(moves := moves_of(view.record, view.data.log)) > 1:
            self._table(tr("Targets"), moves_table(self._icons, moves))
            yield
        if self._statements:
            made = SourcesPart(self._icons, (), self._statements)
            made.activated.connect(self._follow)
            body.addWidget(made)
            yield
        page = view.data.page
        groups = change_groups(
            page.history, page.ref, view.names, self._desk.language,
            detail_specs(view.types, view.record.type),
        )  # fmt: skip
        if groups:
            body.addWidget(ChangesPart(self._icons, groups))

    def right(self) -> Steps:
        """Where it belongs: agreement, event, and what else the agreement holds."""
        view, icons, body = self._view, self._icons, self._frame.related.body
        page, record = view.data.page, view.record
        under = agreement_ref(view)
        organisation = RecordRef("organisation", record.organisation_id or 0)
        event = RecordRef("event", record.event_id or 0)
        for caption, ref in (
            (tr("Agreement"), under),
            (tr("Under"), organisation),
            (tr("At event"), event),
            (tr("Instance of"), RecordRef("deliverable", record.series_id or 0)),
        ):
            if ref is not None and (name := page.names.get(ref)):
                line = partial(
                    RecordLine,
                    icons,
                    name,
                    page.details.get(ref, ""),
                    icon=KIND_ICONS[ref.kind],
                    payload=ref,
                )
                self._lines(body, caption, [line], 1)
        yield
        # Instances stand in the middle of the page of their series, and lead to each other there.
        series = record.series_id
        others = [
            one
            for one in view.kin
            if one.record.series_id != record.id
            and (series is None or series not in (one.record.id, one.record.series_id))
        ]
        for caption, states in ((tr("Of the same agreement"), others),):
            lines = []
            for one in states:
                look = look_of(one.shown_status)
                target = target_of(one)
                rest = joined(target.now or target.missing, look.word)
                lines.append(
                    partial(
                        RecordLine,
                        icons,
                        one.name,
                        rest,
                        icon=look.icon,
                        role=look.role,
                        payload=one.ref,
                    )
                )
            self._lines(body, caption, lines, 8)
            yield

    def _participant(self, row: DeliverableParticipant) -> RecordLine:
        contact = RecordRef("contact", row.contact_id) if row.contact_id else None
        organisation = (
            RecordRef("organisation", row.organisation_id) if row.organisation_id else None
        )
        ref = contact or organisation
        names = self._view.names
        # Whom nobody names is described; then the organisation stands beside, as with a person.
        described = "" if contact else row.described_as
        apart = organisation if contact or described else None
        at = names.get(apart, "") if apart else ""
        since = tr("from {date}", date=write_date(row.since)) if row.since else ""
        until = tr("until {date}", date=write_date(row.until)) if row.until else ""
        rest = joined(", ".join(part for part in (row.title, at) if part), since, until, row.note)
        icon = KIND_ICONS[ref.kind] if ref else "circle-question-mark"
        name = described or (names.get(ref, "") if ref else "")
        return RecordLine(self._icons, name or tr("not named"), rest, icon=icon, payload=ref)

    def _lines(
        self, body: QVBoxLayout, caption: str, lines: Iterable[LineMaker], most: int
    ) -> None:
        made = list(lines)
        if not made:
            return
        body.addWidget(section(caption, len(made) if most > 1 else None))
        box = folded(self._icons, made, most)
        box.activated.connect(self._follow)
        body.addWidget(box)

    def _table(self, caption: str, table: CardTable) -> QWidget:
        body = self._frame.middle.body
        body.addWidget(section(caption, len(table.rows())))
        card = on_card(table)
        body.addWidget(card)
        return card


def _role(role: str) -> str:
    return tr(Responsibility(role).label).lower()


def _log_measure(desk: Desk, id: int | None, metric: str) -> None:
    desk.navigator.log_progress(id, LogStart(groups=("measure",), metric=metric))
