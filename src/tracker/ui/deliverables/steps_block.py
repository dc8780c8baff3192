"""The checklist of a deliverable's steps: ticked, put in order and changed where it stands."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from tracker.domain.milestones import step_state
from tracker.domain.records import Deliverable
from tracker.domain.records.deliverables import Milestone
from tracker.i18n import tr, trn
from tracker.services.milestone_page import StepsPage
from tracker.ui.deliverables.step_menus import put_action, show_menu
from tracker.ui.deliverables.step_order import StepOrder
from tracker.ui.deliverables.step_panels import EditPanel, ReachPanel
from tracker.ui.deliverables.step_row import StepRow
from tracker.ui.deliverables.step_words import counted_from
from tracker.ui.deliverables.steps_memory import ADD
from tracker.ui.deliverables.steps_work import StepsWork
from tracker.ui.desk import Desk
from tracker.ui.record_page.facts import section
from tracker.ui.record_page.steps_offer import StepsOfferLine
from tracker.ui.widgets.buttons import LinkButton, button
from tracker.ui.widgets.card import Card

# So many rows are made before something else may happen.
_AT_ONCE = 25


class StepsBlock(QWidget):
    """Heading, perhaps an offer to move the steps, and a card of rows; `steps()` makes the rows."""

    def __init__(
        self,
        desk: Desk,
        work: StepsWork,
        record: Deliverable,
        about: StepsPage,
        type_label: str,
        today: date,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk, self._icons, self._work = desk, desk.icons, work
        self._record, self._about, self._today = record, about, today
        self._type_label = type_label
        self._memory = work.memory
        self._panel: ReachPanel | EditPanel | None = None
        self.rows: list[StepRow] = []
        self._list = StepOrder(self._icons, self)
        self._list.ordered.connect(self._ordered)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self._made_head())
        if about.offer is not None:
            column.addWidget(StepsOfferLine(desk, [about.offer], deliverable_id=record.id))
        card = Card(self, margin=1)
        card.body.setSpacing(0)
        card.body.addWidget(self._list)
        self._foot = QVBoxLayout()
        card.body.addLayout(self._foot)
        self._foot.addWidget(self._made_foot())
        column.addWidget(card)

    def steps(self) -> Iterator[None]:
        """Make the rows, a few at a time, and bring back what was open."""
        for place, step in enumerate(self._record.milestones):
            state = step_state(step, self._today, is_open=self._about.is_open)
            row = StepRow(self._icons, step, state, self._about, lined=place > 0)
            row.ticked.connect(partial(self._tick, row))
            row.wanted.connect(partial(self._do, row))
            self.rows.append(row)
            self._list.add(row)
            if place % _AT_ONCE == _AT_ONCE - 1:
                yield
        self._set_tab_stop()
        if self._memory.panel and self._memory.panel_step is not None:
            self._open(self._memory.panel, self._memory.panel_step, focus=False)
        if self._memory.focused:
            # The page takes the keyboard itself once it has been made anew.
            QTimer.singleShot(0, self, self._refocus)
        yield

    # --- parts --------------------------------------------------------------------------------

    def _made_head(self) -> QWidget:
        steps = self._record.milestones
        done = sum(step.done is not None for step in steps)
        note = tr("{done} of {total} done", done=done, total=len(steps)) if steps else ""
        head = section(tr("Milestones"), None, note)
        self._more = button(self._icons, tr("More for these steps"), "ellipsis", "icon")
        self._more.clicked.connect(self._open_menu)
        head.add(self._more)
        return head

    def _made_foot(self) -> QWidget:
        box = QWidget(self)
        row = QHBoxLayout(box)
        px = self._icons.theme.px
        row.setContentsMargins(px(10), px(5), px(10), px(5))
        row.setSpacing(px(14))
        self._add = LinkButton(tr("Add a step"), None, "accent", box)
        self._icons.apply(self._add, "plus", "accent", gap=4)
        self._add.clicked.connect(partial(self._open, "edit", ADD))
        row.addWidget(self._add)
        if not self._record.milestones and self._about.usual:
            words = trn(
                "Use the usual step of “{type}”", "Use the {n} usual steps of “{type}”",
                self._about.usual, type=self._type_label,
            )  # fmt: skip
            usual = LinkButton(words, None, "accent", box)
            self._icons.apply(usual, "list-plus", "accent", gap=4)
            usual.clicked.connect(self._work.add_usual)
            row.addWidget(usual)
        row.addStretch(1)
        self._foot_row = box
        return box

    # --- what a row asks for ------------------------------------------------------------------

    def _tick(self, row: StepRow) -> None:
        self._on(row)
        if row.step.done is not None:
            self._work.take_back(row.step)
        else:
            self._open("reach", row.step.id or 0)

    def _do(self, row: StepRow, what: str) -> None:
        self._on(row)
        place = self.rows.index(row)
        if what == "edit":
            self._open("edit", row.step.id or 0)
        elif what == "remove":
            after = self.rows[place + 1] if place + 1 < len(self.rows) else None
            before = self.rows[place - 1] if place else None
            near = after or before
            self._memory.current = near.step.id if near is not None else None
            self._work.remove(row.step)
        elif what in ("up", "down"):
            self._shift(place, 1 if what == "down" else -1)
        elif what == "menu":
            self._row_menu(row)
        else:
            to = {"above": place - 1, "below": place + 1, "first": 0, "last": len(self.rows) - 1}
            target = to[what]
            if 0 <= target < len(self.rows):
                self._focus_row(self.rows[target])
            elif target >= len(self.rows):
                self._add.setFocus()

    def _shift(self, place: int, by: int) -> None:
        if 0 <= place + by < len(self.rows):
            order = [row.step.id or 0 for row in self.rows]
            order.insert(place + by, order.pop(place))
            self._work.reorder(order)

    def _ordered(self, rows: list[StepRow]) -> None:
        order = [row.step.id or 0 for row in rows]
        if order != [row.step.id for row in self.rows]:
            self._work.reorder(order)

    # --- panels -------------------------------------------------------------------------------

    def _open(self, panel: str, step_id: int, focus: bool = True) -> None:
        self._close()
        row = next((one for one in self.rows if one.step.id == step_id), None)
        if row is None and step_id != ADD:
            return
        if panel == "reach" and row is not None:
            if row.step.done is not None:
                return
            self._panel = ReachPanel(self._icons, self._memory, row.step, self._today, self)
        else:
            anchor = self._about.anchor
            self._panel = EditPanel(
                self._icons,
                self._memory,
                row.step if row is not None else Milestone(),
                anchor.day if anchor is not None else None,
                self._today,
                counted_from(anchor, self._about.event),
                self,
            )
        self._memory.panel, self._memory.panel_step = panel, step_id
        self._panel.taken.connect(partial(self._taken, row.step if row is not None else None))
        self._panel.closed.connect(self._closed)
        if row is not None:
            self._list.insert_below(row, self._panel)
        else:
            self._foot.insertWidget(0, self._panel)
            self._foot_row.hide()
        self._panel.show()
        if focus:
            self._memory.focused = True
            self._panel.begin()

    def _taken(self, step: Milestone | None) -> None:
        panel = self._panel
        self._memory.focused = True
        if isinstance(panel, ReachPanel) and step is not None:
            day, note = panel.values()
            self._work.reach(step, day, note)
        elif isinstance(panel, EditPanel):
            title, offset, target = panel.values()
            if step is None:
                self._work.add(title, offset, target)
            else:
                self._work.change(step, title, offset, target)

    def _close(self) -> None:
        if self._panel is not None:
            self._panel.hide()
            self._panel.deleteLater()
            self._panel = None
        self._foot_row.show()
        self._memory.panel, self._memory.panel_step = "", None

    def _closed(self) -> None:
        """Esc: what is typed waits in the memory until the panel is opened again."""
        step = self._memory.panel_step
        self._close()
        row = next((one for one in self.rows if one.step.id == step), None)
        if row is not None:
            self._focus_row(row)
        else:
            self._add.setFocus()

    # --- the keyboard -------------------------------------------------------------------------

    def _on(self, row: StepRow) -> None:
        self._memory.current, self._memory.focused = row.step.id, True

    def _focus_row(self, row: StepRow) -> None:
        self._on(row)
        self._set_tab_stop()
        row.setFocus()

    def _set_tab_stop(self) -> None:
        """Tab reaches one row, the arrows the others."""
        known = {row.step.id for row in self.rows}
        current = self._memory.current if self._memory.current in known else None
        for place, row in enumerate(self.rows):
            is_stop = row.step.id == current if current is not None else place == 0
            row.setFocusPolicy(Qt.FocusPolicy.StrongFocus if is_stop else Qt.FocusPolicy.ClickFocus)

    def _refocus(self) -> None:
        self._memory.focused = False
        if self._panel is not None:
            self._panel.begin()
            self._memory.focused = True
            return
        row = next((one for one in self.rows if one.step.id == self._memory.current), None)
        if row is not None:
            row.setFocus()
        else:
            self._add.setFocus()

    # --- menus --------------------------------------------------------------------------------

    def _row_menu(self, row: StepRow) -> None:
        menu = QMenu(self)
        done = tr("Not done after all") if row.step.done is not None else tr("Mark as done…")
        put_action(self._icons, menu, done, "check", partial(self._tick, row))
        put_action(self._icons, menu, tr("Edit…"), "pencil", partial(self._do, row, "edit"))
        menu.addSeparator()
        put_action(self._icons, menu, tr("Move up"), "arrow-up", partial(self._do, row, "up"))
        put_action(self._icons, menu, tr("Move down"), "arrow-down", partial(self._do, row, "down"))
        menu.addSeparator()
        put_action(self._icons, menu, tr("Remove"), "trash-2", partial(self._do, row, "remove"))
        show_menu(menu, row.mapToGlobal(row.tool_rect().bottomLeft()))

    def _open_menu(self) -> None:
        menu = QMenu(self)
        add = partial(self._open, "edit", ADD)
        put_action(self._icons, menu, tr("Add a step…"), "plus", add)
        if self._about.usual:
            words = tr("Add the usual steps of “{type}”", type=self._type_label)
            put_action(self._icons, menu, words, "list-plus", self._work.add_usual)
        if self._about.offer is not None:
            put_action(
                self._icons, menu, tr("Move the dates that no longer fit…"), "move", self._move
            )
        menu.addSeparator()
        words = tr("Edit the usual steps of “{type}”…", type=self._type_label)
        put_action(self._icons, menu, words, "list-checks", self._edit_usual)
        show_menu(menu, self._more.mapToGlobal(QPoint(0, self._more.height())))

    def _move(self) -> None:
        self._desk.navigator.move_steps(deliverable_id=self._record.id)

    def _edit_usual(self) -> None:
        self._desk.navigator.edit_usual_steps(self._record.type)
