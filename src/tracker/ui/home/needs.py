"""The middle of the first page: what needs somebody, and what comes up."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tracker.domain.dates_writing import write_date
from tracker.i18n import tr, trn
from tracker.ui.home import words
from tracker.ui.home.shown import AheadLine, HomeShown, NoticeLine, WorkLine
from tracker.ui.icons import Icons
from tracker.ui.kinds import KINDS
from tracker.ui.status import late
from tracker.ui.widgets.badge import StatusBadge
from tracker.ui.widgets.buttons import LinkButton
from tracker.ui.widgets.card import SectionTitle
from tracker.ui.widgets.labels import label
from tracker.ui.widgets.rows import CardRow, RowsCard
from tracker.ui.widgets.states import IconLabel

# So many rows of each group; a link leads to all of them.
SHOWN = {"overdue": 5, "late_steps": 3, "at_risk": 3, "notices": 4, "silent": 3, "coming": 8}
_REASONS = {"notice_due": "notice", "expiring": "expiring", "review_due": "review_due"}


@dataclass(frozen=True, slots=True)
class ListLink:
    """Leads to a list in one of its views."""

    kind: str
    view: str


def attention(overview: HomeShown) -> int:
    """How many things need somebody: overdue, at risk, notices, silent; each once."""
    return overview.counts.get("attention", 0)


class HomeNeeds(QWidget):
    """`opened(RecordRef)`, `list_wanted(ListLink)`, `log_wanted(deliverable id)`."""

    opened = Signal(object)
    list_wanted = Signal(object)
    log_wanted = Signal(object)

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icons = icons
        self.title = SectionTitle(tr("Needs you"))
        self.needs = RowsCard()
        self.coming = RowsCard()
        for card in (self.needs, self.coming):
            card.activated.connect(self.opened)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self.title)
        column.addWidget(self.needs)
        column.addSpacing(8)
        column.addWidget(SectionTitle(tr("Coming up")))
        column.addWidget(self.coming)

    def show_overview(self, overview: HomeShown) -> None:
        """Fill both cards."""
        count = attention(overview)
        self.title.set_count(count or None)
        self.needs.clear()
        self._overdue(overview)
        self._late_steps(overview)
        self._at_risk(overview)
        self._notices(overview)
        self._silent(overview)
        links = self._links(overview)
        if links:
            self.needs.add(_foot(links))
        if not count:
            self.needs.add(_quiet_row(self._icons, tr("Nothing needs you today.")))
        self.coming.clear()
        coming = _coming_up(overview)
        for line in coming:
            self.coming.add(self._coming(line, overview.today))
        due = overview.counts.get("due", 0)
        if due > sum(isinstance(line, WorkLine) for line in coming):
            text = trn("Show all {n} due", "Show all {n} due", due)
            self.coming.add(_foot([self._link(text, ListLink("deliverable", "due"))]))
        if not coming:
            self.coming.add(_quiet_row(self._icons, tr("Nothing is due in the next 30 days.")))

    # --- groups ---------------------------------------------------------------------------------

    def _overdue(self, overview: HomeShown) -> None:
        for state in overview.overdue[: SHOWN["overdue"]]:
            target = tr("target {date}", date=write_date(state.target)) if state.target else ""
            self._state_row(state, "overdue", late(state.days_late), target)

    def _at_risk(self, overview: HomeShown) -> None:
        for state in overview.at_risk[: SHOWN["at_risk"]]:
            target = tr("target {date}", date=write_date(state.target)) if state.target else ""
            self._state_row(state, "at_risk", "", target)

    def _late_steps(self, overview: HomeShown) -> None:
        """Named as steps, so that nobody takes them for deliverables."""
        for step in overview.late_steps[: SHOWN["late_steps"]]:
            log = LinkButton(tr("Log"), step.ref.id, "muted")
            log.setAccessibleName(tr("Log progress on {name}", name=step.deliverable))
            log.activated.connect(self.log_wanted)
            target = tr("target {date}", date=write_date(step.target))
            self.needs.add(
                CardRow(
                    StatusBadge(self._icons, "overdue", late(step.days_late)),
                    step.name,
                    words.joined(tr("Step of {name}", name=step.deliverable), target),
                    trailing=[log],
                    payload=step.ref,
                    leading_width=self._icons.theme.px(118),
                )
            )

    def _notices(self, overview: HomeShown) -> None:
        for notice in overview.notices[: SHOWN["notices"]]:
            badge = StatusBadge(self._icons, _REASONS.get(notice.reason, notice.reason))
            decide = LinkButton(tr("Decide"), notice.ref, "muted")
            decide.activated.connect(self.opened)
            self.needs.add(
                CardRow(
                    badge,
                    notice.name,
                    _notice_line(notice),
                    trailing=[decide],
                    payload=notice.ref,
                    leading_width=self._icons.theme.px(118),
                )
            )

    def _silent(self, overview: HomeShown) -> None:
        for state in overview.silent[: SHOWN["silent"]]:
            self._state_row(state, "silent", "", words.quiet(state.last_on, overview.today))

    def _links(self, overview: HomeShown) -> list[LinkButton]:
        """A link to each list of which not all rows are shown."""
        found = []
        counts = overview.counts
        if (many := counts.get("overdue", 0)) > SHOWN["overdue"]:
            text = trn("Show all {n} overdue", "Show all {n} overdue", many)
            found.append(self._link(text, ListLink("deliverable", "overdue")))
        if counts.get("late_steps", 0) > SHOWN["late_steps"]:
            text = tr("Show all with late steps")
            found.append(self._link(text, ListLink("deliverable", "filter:next_step_on<today")))
        if len(overview.at_risk) > SHOWN["at_risk"]:
            text = tr("Show all at risk")
            found.append(self._link(text, ListLink("deliverable", "status:at_risk")))
        if (many := counts.get("notices", 0)) > SHOWN["notices"]:
            text = trn("Show all {n} expiring", "Show all {n} expiring", many)
            found.append(self._link(text, ListLink("agreement", "expiring")))
        if (many := counts.get("silent", 0)) > len(overview.silent[: SHOWN["silent"]]):
            text = trn("Show all {n} silent", "Show all {n} silent", many)
            found.append(self._link(text, ListLink("deliverable", "silent")))
        if many := counts.get("without_evidence", 0):
            text = trn("{n} delivered without evidence", "{n} delivered without evidence", many)
            found.append(self._link(text, ListLink("deliverable", "without_evidence")))
        return found

    # --- rows -----------------------------------------------------------------------------------

    def _state_row(self, state: WorkLine, status: str, word: str, more: str) -> None:
        log = LinkButton(tr("Log"), state.ref.id, "muted")
        log.setAccessibleName(tr("Log progress on {name}", name=state.name))
        log.activated.connect(self.log_wanted)
        self.needs.add(
            CardRow(
                StatusBadge(self._icons, status, word),
                state.name,
                words.joined(state.agreement, more),
                trailing=[log],
                payload=state.ref,
                leading_width=self._icons.theme.px(118),
            )
        )

    def _coming(self, line: WorkLine | AheadLine, today: date) -> CardRow:
        if isinstance(line, WorkLine):
            on, under = line.target, words.joined(line.agreement, line.event)
        else:
            # What comes up of a deliverable before its own target is one of its milestones.
            step = line.ref.kind == "deliverable"
            if step:
                on, under = line.on, tr("Step of {name}", name=line.detail)
            else:
                on, under = line.on, words.joined(KINDS[line.ref.kind].one, line.detail)
        return CardRow(
            label(write_date(on), "strong"),
            line.name,
            under,
            trailing=[label(words.soon(on, today), "small")],
            payload=line.ref,
            leading_width=self._icons.theme.px(118),
        )

    def _link(self, text: str, to: ListLink) -> LinkButton:
        made = LinkButton(text, to, "accent")
        made.activated.connect(self.list_wanted)
        return made


def _coming_up(overview: HomeShown) -> list[WorkLine | AheadLine]:
    """Deliverables and all else that comes up, the soonest first."""
    lines: list[WorkLine | AheadLine] = [*overview.due_soon]
    lines += overview.ahead
    return sorted(lines, key=_day)[: SHOWN["coming"]]


def _day(line: WorkLine | AheadLine) -> date:
    on = line.target if isinstance(line, WorkLine) else line.on
    return on.earliest if on else date.max


def _notice_line(notice: NoticeLine) -> str:
    """The day and how it was worked out, as in "last day to give notice 4 Mar 2027: …"."""
    day = write_date(notice.on)
    said = {
        "notice_due": tr("last day to give notice {date}", date=day),
        "expiring": tr("ends {date}", date=day),
        "review_due": tr("review due {date}", date=day),
    }.get(notice.reason, day)
    return f"{said}: {notice.working}" if notice.working else said


def _foot(links: list[LinkButton]) -> QWidget:
    """The last line of a card: links to the whole lists."""
    made = QWidget()
    row = QHBoxLayout(made)
    row.setContentsMargins(14, 8, 14, 9)
    row.setSpacing(18)
    for link in links:
        row.addWidget(link)
    row.addStretch(1)
    return made


def _quiet_row(icons: Icons, text: str) -> QWidget:
    made = QWidget()
    row = QHBoxLayout(made)
    row.setContentsMargins(14, 14, 14, 14)
    row.setSpacing(8)
    row.addWidget(IconLabel(icons, "circle-check", "ok"))
    row.addWidget(label(text, "muted"), 1)
    return made
