"""The fields of the dialog as a whole: what they hold, what waits as a draft, what is changed."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QWidget

from tracker.domain.dates import PartialDate
from tracker.domain.dates_writing import write_date
from tracker.domain.progress import DeliverableStatus
from tracker.domain.shortening import in_one_line
from tracker.i18n import tr
from tracker.services.pages import DeliverablePage
from tracker.ui.desk import Desk, LogStart
from tracker.ui.forms.draft_keeper import elsewhere_words
from tracker.ui.forms.editor import Editor
from tracker.ui.progress.drafts import Draft, ProgressDrafts
from tracker.ui.progress.fields import DayEditor, MilestoneEditor
from tracker.ui.progress.form_parts import PartsOfForm, as_kind
from tracker.ui.progress.picker import Picked
from tracker.ui.progress.rows import GROUPS

_OF_GROUP = {name: group.key for group in GROUPS for name in group.fields}
# So much of a name is shown large; the chooser above has all of it.
_HEADING = 90
_ALWAYS = ("note", "status", "percent", "on")
_TEXTS = ("note", "evidence_url", "evidence_title", "metric", "target_reason", "format_change")


class LogProgressForm(PartsOfForm):
    """Fills the fields from the deliverable and from drafts, and keeps drafts of them."""

    def __init__(
        self,
        desk: Desk,
        deliverable_id: int | None,
        parent: QWidget | None,
        start: LogStart | None = None,
    ) -> None:
        super().__init__(desk, parent)
        self._start = start or LogStart()
        self._corrects = self._start.corrects
        self._drafts = ProgressDrafts(desk)
        self._kept_for = (deliverable_id, self._corrects)
        self._saving = False
        self._percent_offered = False
        self.more.opened.connect(self._group_opened)
        self.more.closed.connect(self._keep)
        for editor in self.fields.values():
            editor.edited.connect(self._edited)
        self._say_keys()
        self._reset_day()
        if deliverable_id is None:
            # It is asked which of these: a text about another one waits.
            draft = None if self._start.among else self._drafts.latest()
        else:
            draft = self._drafts.of(deliverable_id, self._corrects)
        if deliverable_id is not None:
            self._read_page(deliverable_id)
        if draft is not None:
            self._restore(draft)
        elif deliverable_id is None:
            self.picker.greet(self._start.among)
        for group in self._start.groups:
            if group in _OF_GROUP.values():
                self.more.open(group, focus=False)
        if self._start.metric:
            self.fields["metric"].set_value(self._start.metric)
            self._touched.add("metric")
        if self._start.paths:
            self.evidence.add_paths(self._start.paths)

    # The deliverable.

    def _read_page(self, id: int) -> None:
        self._page = None
        call = partial(self._desk.services.pages.deliverable, id, self._desk.today())
        self._desk.runner.read(self, call, self._show_page, self._page_failed, key="deliverable")

    def _page_failed(self, error: Exception) -> None:
        self.banner.show_error(error)

    def _show_page(self, page: DeliverablePage) -> None:
        state = page.state
        self._page = page
        self.picker.put(Picked(state.ref.id, state.name, state.agreement, state.shown_status))
        if "status" not in self._touched:
            self.fields["status"].set_value(state.status)
        if "percent" not in self._touched and not self._percent_offered:
            self.fields["percent"].set_value(state.percent)
        milestones = state.record.milestones
        self.more.allow("milestone", bool(milestones), tr("This deliverable has no milestones"))
        as_kind(MilestoneEditor, self.fields["milestone_id"]).set_milestones(milestones)
        self._show_measures()
        said = [] if state.last else [tr("nothing logged yet")]
        if state.target:
            said.append(tr("target {date}", date=write_date(state.target, self._desk.language)))
        if state.last:
            day = write_date(state.last.on, self._desk.language)
            said.append(tr("last logged {date}", date=day))
            said.append(in_one_line(state.last.note))
        self.heading.setText(in_one_line(state.name, _HEADING))
        self.heading.show()
        if self._drafts.is_elsewhere(state.ref.id):
            said.append(elsewhere_words())
        self.standing.setText(" · ".join(part for part in said if part))
        self.standing.show()

    # The fields.

    def _edited(self) -> None:
        editor = self.sender()
        if isinstance(editor, Editor):
            self._touched.add(editor.spec.name)
            if editor.spec.name == "status":
                self._offer_percent()
            if editor.spec.name == "percent":
                self._percent_offered = False
        self._restored = None
        self._keep()

    def _offer_percent(self) -> None:
        """Delivered means all of it, unless the person says another number."""
        if "percent" in self._touched:
            return
        if self.fields["status"].collect().value == DeliverableStatus.DELIVERED:
            self.fields["percent"].set_value(100)
            self._percent_offered = True
        elif self._percent_offered:
            self.fields["percent"].set_value(self._page.state.percent if self._page else None)
            self._percent_offered = False

    def _group_opened(self, key: str) -> None:
        if key == "measure":
            self._show_measures()

    def _reset_day(self) -> None:
        as_kind(DayEditor, self.fields["on"]).set_today(PartialDate.of(self._desk.today()))

    def _asked(self) -> list[str]:
        """The names of the fields that are on the screen."""
        if self.correction.withdraws:
            return ["note"]
        open_ = [name for name, group in _OF_GROUP.items() if self.more.is_open(group)]
        return [*_ALWAYS, *open_]

    # Drafts.

    def _draft(self) -> Draft | None:
        """What is worth keeping, None if nothing is."""
        raw = {name: self.fields[name].raw() for name in self._asked() if name in self._touched}
        groups = tuple(group.key for group in GROUPS if self.more.is_open(group.key))
        more = self.evidence.raw() if self.more.is_open("evidence") else []
        withdraws = self.correction.withdraws
        if not any(_says_something(value) for value in raw.values()) and not more and not withdraws:
            return None
        chosen = self.picker.current
        return Draft(chosen, raw, groups, self._corrects, withdraws, tuple(more))

    def flush(self) -> bool:
        """Write what was typed at once, since the program ends; False if it could not be."""
        self._keep()
        return self._drafts.flush()

    def _keep(self) -> None:
        if self._saving:
            return
        chosen = self.picker.current
        now = (chosen.id if chosen else self._start_id(), self._corrects)
        draft = self._draft()
        if self._kept_for != now or draft is None:
            self._drafts.drop(*self._kept_for)
        self._kept_for = now
        if draft is not None:
            self._drafts.keep(draft)

    def _start_id(self) -> int | None:
        """The deliverable, while its name is still being read."""
        return self._kept_for[0] if self._corrects is not None else None

    def _change_draft(self, picked: Picked) -> None:
        """Another deliverable is chosen. A text that came back from last time stays with the one it
        was written for; one that has just been written, or was written for none, goes along."""
        waiting = self._drafts.of(picked.id)
        restored = self._restored
        homeless = restored is not None and restored.deliverable is None and waiting is None
        if (restored is None or homeless) and self._draft() is not None:
            self._keep()
            return
        self._empty()
        self._kept_for = (picked.id, None)
        if waiting is not None:
            self._restore(waiting)

    def _empty(self) -> None:
        self._restored = None
        self._touched.clear()
        for name, editor in self.fields.items():
            if name != "milestone_id":
                editor.set_value("" if name in _TEXTS else None)
        self.evidence.clear()
        self._reset_day()
        self._say_keys()

    def _restore(self, draft: Draft) -> None:
        if draft.deliverable is not None and self.picker.current is None:
            self.picker.put(draft.deliverable)
            if self._page is None:
                self._read_page(draft.deliverable.id)
        for key in draft.groups:
            if key in _OF_GROUP.values():
                self.more.open(key, focus=False)
        for name, raw in draft.fields.items():
            if name in self.fields:
                self.fields[name].set_raw(raw)
                self._touched.add(name)
        self.evidence.restore([dict(one) for one in draft.evidence])
        self._restored = draft
        self._kept_for = (draft.deliverable.id if draft.deliverable else None, draft.corrects)
        self.note.area.moveCursor(QTextCursor.MoveOperation.End)
        self.set_hint(tr("Your text from last time is back · Esc keeps it again"))

    def _say_keys(self) -> None:
        if self._corrects is not None:
            self.set_hint(tr("Enter saves · Esc keeps the text for later"))
        else:
            self.set_hint(tr("Enter saves · Shift+Tab: another deliverable · Esc keeps the text"))


def _says_something(raw: object) -> bool:
    """Whether an editor's raw value holds anything a person entered."""
    if isinstance(raw, Mapping):
        return any(_says_something(value) for value in raw.values())
    return bool(raw.strip()) if isinstance(raw, str) else raw is not None
