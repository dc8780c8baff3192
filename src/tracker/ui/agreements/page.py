"""The page of an agreement: how it behaves. Its layout is in `view`."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, ClassVar

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from tracker.domain.dates_writing import write_date
from tracker.domain.filters import Condition, Operator
from tracker.domain.lifecycle import AgreementStatus, StatusOn
from tracker.i18n import tr
from tracker.ui.agreements.matrix_block import ShownDay
from tracker.ui.agreements.reading import AgreementView, read_agreement
from tracker.ui.agreements.view import AgreementLayout
from tracker.ui.desk import Desk
from tracker.ui.record_page.agreement_table import agreement_look
from tracker.ui.record_page.base import RecordPage
from tracker.ui.record_page.facts import SHOW_STATEMENTS
from tracker.ui.record_page.head import HeadText, trash_flag
from tracker.ui.record_page.source_parts import joined
from tracker.ui.record_page.table import CardTable
from tracker.ui.status import StatusLook, look_of
from tracker.ui.widgets.pills import PillSwitch


class AgreementPage(RecordPage):
    """An agreement with its deliverables, who owes what, its life, commitments and sources."""

    KIND: ClassVar[str] = "agreement"
    CARES_ABOUT: ClassVar[frozenset[str]] = frozenset(
        {"agreement", "deliverable", "organisation", "contact", "event", "source", "own_type"}
    )
    CAN_LOG: ClassVar[bool] = True
    CAN_SUM_UP: ClassVar[bool] = True

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.owes_day = ShownDay()
        self.parts = PillSwitch(desk.icons, tr("Parts of the agreement"))
        for key, text in (
            ("deliverables", tr("Deliverables")),
            ("owes", tr("Who owes what")),
            ("timeline", tr("Timeline")),
            ("commitments", tr("Commitments")),
            ("sources", tr("Sources")),
        ):
            self.parts.add(key, text)
        self.parts.changed.connect(self._choose)
        self.frame.bar.body.addWidget(self.parts)
        self.frame.bar.show()

    def open(self, payload: object) -> None:
        if payload == SHOW_STATEMENTS:
            self.parts.set_current("sources")
        else:
            super().open(payload)

    def new_deliverable(self) -> None:
        """Open an empty deliverable of this agreement."""
        if self.ref is not None:
            self.desk.navigator.create("deliverable", {"agreement_id": self.ref.id})

    def _own_actions(self) -> list[QAction]:
        return [
            self._action(tr("New deliverable…"), "package-plus", self.new_deliverable),
            self._action(tr("Board of its deliverables"), "square-kanban", self.open_board),
        ]

    def open_board(self) -> None:
        """Show its deliverables as a board by status."""
        if self._data is not None:
            name = self._data.data.page.name
            self.desk.navigator.open_board("", Condition("agreement", Operator.IS, (name,)))

    def _reading(self, id: int) -> Callable[[], Any]:
        return partial(read_agreement, self.desk.services, id, self.desk.today())

    def _show(self, data: Any) -> str:
        view: AgreementView = data
        layout = self._layout(view)
        self.frame.head.show_text(head_text(view))
        self.frame.facts.begin(layout.left())
        self.frame.middle.begin(layout.middle(self.parts.current()))
        self.frame.related.begin(layout.right())
        return view.data.page.name

    def _choose(self, part: str) -> None:
        if self._data is not None:
            with self.frame.refilling_middle():
                self.frame.middle.begin(self._layout(self._data).middle(part))

    def _layout(self, view: AgreementView) -> AgreementLayout:
        return AgreementLayout(
            self.desk, self.frame, view, self.open, self.new_deliverable, self.owes_day
        )

    def _deliverable_to_log(self) -> int | None:
        """The row with the keyboard; else the only one that is still to come."""
        for table in self.findChildren(CardTable):
            if (chosen := table.current_payload()) is not None:
                return int(getattr(chosen, "id"))  # noqa: B009
        if self._data is None:
            return None
        waiting = [one for one in self._data.data.page.deliverables if one.is_open]
        return waiting[0].ref.id if len(waiting) == 1 else None


def head_text(view: AgreementView) -> HeadText:
    """What it is, since when, and what deserves attention."""
    record, standing = view.record, view.data.standing
    status, flags, term = standing.status, standing.flags, standing.term
    raised: list[tuple[StatusLook, str, str]] = []
    if flags.notice_due:
        word = tr("Notice by {date}", date=write_date(term.notice_by))
        raised.append((look_of("notice"), word, term.working))
    if flags.expiring_soon:
        word = tr("Expires {date}", date=write_date(term.expires_on))
        raised.append((look_of("expiring"), word, term.working))
    if flags.review_due:
        word = tr("Review {date}", date=write_date(term.next_review))
        raised.append((look_of("review_due"), word, term.working))
    late = sum(one.overdue for one in view.data.page.deliverables)
    if late:
        raised.append((look_of("overdue"), tr("{n} overdue", n=late), ""))
    raised += trash_flag(record)
    return HeadText(
        kind=joined(tr(record.kind.label), write_date(record.announced)),
        title=view.data.page.name,
        look=agreement_look(status),
        since=since(status),
        working=status.working,
        flags=tuple(raised),
    )


def since(status: StatusOn) -> str:
    """ "since 3 Dec 2018", "probably since 2013"; nothing where no day is known at all."""
    if status.status is AgreementStatus.UNKNOWN:
        return ""
    on = status.since
    if on is None:
        return tr("start not stated")
    if not status.certain:
        return tr("since {date}, not certain", date=write_date(on))
    return tr("since {date}", date=write_date(on))
