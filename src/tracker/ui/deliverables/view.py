"""The layout of a deliverable's page: fills the frame's parts from what was read."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QWidget

from tracker.domain.dates_writing import write_date
from tracker.domain.measures import series_of
from tracker.domain.record import RecordRef
from tracker.domain.records.deliverables import DeliverableParticipant, Responsibility
from tracker.i18n import tr
from tracker.services.states import DeliverableState
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
from tracker.ui.record_page.frame import Part, RecordFrame, Steps
from tracker.ui.record_page.lines import RecordLine
from tracker.ui.record_page.looks import KIND_ICONS
from tracker.ui.record_page.source_parts import SourcesPart, joined, source_line
from tracker.ui.record_page.statements import disagreed, statements_of
from tracker.ui.record_page.table import TableCard
from tracker.ui.record_page.table_parts import TableContent
from tracker.ui.record_page.work_table import target_of
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
        view, icons, facts = self._view, self._icons, self._frame.facts
        state, language, body = view.data.state, self._desk.language, facts.body
        disagreeing = disagreed(self._statements)
        body.addWidget(section(tr("Facts"), parent=facts))
        grid = fact_grid(icons, common_facts(view, language), disagreeing, facts)
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
            body.addWidget(section(tr(view.types.of(view.record.type).label), parent=facts))
            grid = fact_grid(icons, own, disagreeing, facts)
            grid.link_activated.connect(self._follow)
            body.addWidget(grid)
            yield
        responsible = [
            partial(
                RecordLine, icons, name, _role(role), icon=KIND_ICONS["organisation"], payload=ref
            )
            for ref, name, role in state.responsible
        ]
        self._lines(facts, tr("Responsible"), responsible, 8)
        yield
        for caption, rows in participants_by_role(view.record, view.types):
            self._lines(facts, caption, [partial(self._participant, row) for row in rows], 8)
            yield
        if former := former_facts(view, language):
            body.addWidget(section(tr("No longer in this type"), parent=facts))
            grid = fact_grid(icons, former, parent=facts)
            grid.link_activated.connect(self._follow)
            body.addWidget(grid)
            yield
        if view.record.observations:
            body.addWidget(section(tr("Figures"), parent=facts))
            body.addWidget(figures_grid(icons, view.record.observations, view.names))
            yield
        sources = [partial(source_line, icons, one) for one in view.data.page.sources]
        self._lines(facts, tr("Sources"), sources, 4)
        yield

    def middle(self) -> Steps:
        """The log as a story, milestones, measures, what sources state, changes."""
        view, middle = self._view, self._frame.middle
        body = middle.body
        if view.series.beside is not None:
            beside = BesideLine(self._icons, view.series.beside, middle)
            beside.activated.connect(self._follow)
            body.addWidget(beside)
        if view.series.is_shown:
            series = SeriesBlock(self._icons, self._series, view.record, view.series, middle)
            series.activated.connect(self._follow)
            body.addWidget(series)
            yield
        # What is done is logged on the instances of a series.
        if view.data.log or not view.record.is_series:
            log = LogPart(self._desk, self._files, view, middle)
            log.activated.connect(self._follow)
            body.addWidget(log)
            yield from log.steps()
        block = StepsBlock(
            self._desk, self._steps, view.record, view.steps,
            tr(view.types.of(view.record.type).label), view.today, middle,
        )  # fmt: skip
        body.addWidget(block)
        yield from block.steps()
        if over_time := series_of(view.record.measures, view.data.log):
            counted = MeasuresPart(self._icons, over_time, middle)
            counted.log_wanted.connect(partial(_log_measure, self._desk, view.record.id))
            body.addWidget(section(tr("Measures"), len(over_time), parent=middle))
            body.addWidget(counted)
            yield
        if len(moves := moves_of(view.record, view.data.log)) > 1:
            self._table(tr("Targets"), moves_table(moves))
            yield
        if self._statements:
            made = SourcesPart(self._icons, (), self._statements, middle)
            made.activated.connect(self._follow)
            body.addWidget(made)
            yield
        page = view.data.page
        groups = change_groups(
            page.history, page.ref, view.names, self._desk.language,
            detail_specs(view.types, view.record.type), view.data.log,
        )  # fmt: skip
        if groups:
            body.addWidget(ChangesPart(self._icons, groups, middle))

    def right(self) -> Steps:
        """Where it belongs: agreement, event, and what else the agreement holds."""
        view, icons, related = self._view, self._icons, self._frame.related
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
                self._lines(related, caption, [line], 1)
        yield
        # Instances stand in the middle of the page of their series, and lead to each other there.
        series = record.series_id
        others = [
            one
            for one in view.kin
            if one.record.series_id != record.id
            and (series is None or series not in (one.record.id, one.record.series_id))
        ]
        others.sort(key=_by_target)
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
            self._lines(related, caption, lines, 8)
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

    def _lines(self, column: Part, caption: str, lines: Iterable[LineMaker], most: int) -> None:
        made = list(lines)
        if not made:
            return
        column.body.addWidget(section(caption, len(made) if most > 1 else None, parent=column))
        box = folded(self._icons, made, most, column)
        box.activated.connect(self._follow)
        column.body.addWidget(box)

    def _table(self, caption: str, content: TableContent) -> None:
        middle = self._frame.middle
        middle.body.addWidget(section(caption, len(content.rows), parent=middle))
        middle.body.addWidget(TableCard(self._icons, content, middle))


def _role(role: str) -> str:
    return tr(Responsibility(role).label).lower()


def _log_measure(desk: Desk, id: int | None, metric: str) -> None:
    desk.navigator.log_progress(id, LogStart(groups=("measure",), metric=metric))


def _by_target(one: DeliverableState) -> tuple[bool, date, date, int]:
    """By date, what has none last, and of those the newest first, as they come."""
    target = one.target
    if target is None:
        return True, date.max, date.max, 0
    return False, target.earliest, target.latest, one.ref.id
