"""Putting a line of the log right: the fields begin with what it says, and it stays to be read."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu, QWidget

from tracker.domain.dates_writing import write_date
from tracker.domain.progress import STATUS_LABELS, standing
from tracker.domain.records import ProgressEntry
from tracker.domain.shortening import in_one_line
from tracker.i18n import tr
from tracker.services.pages import DeliverablePage
from tracker.ui.desk import Desk, LogStart
from tracker.ui.progress.form import LogProgressForm
from tracker.ui.progress.rows import GROUPS

_OFFERED = 15
_LONGEST = 70


class CorrectingForm(LogProgressForm):
    """A form that may be about a line there is: `correct` begins with it, `correct_none` leaves
    it. What was typed either way waits as a draft of its own."""

    def __init__(
        self,
        desk: Desk,
        deliverable_id: int | None,
        parent: QWidget | None,
        start: LogStart | None = None,
    ) -> None:
        self._line: ProgressEntry | None = None
        self.lines_menu: QMenu | None = None
        super().__init__(desk, deliverable_id, parent, start)
        self.correct_button.clicked.connect(self._offer_lines)
        self.correction.left.connect(self.correct_none)
        self.correction.withdraw_changed.connect(self._withdraw_changed)
        self.correct_button.setVisible(self._corrects is None)

    def correct(self, id: int) -> None:
        """Put this line right; what was being written waits."""
        if self._page is None or self._saving:
            return
        self._keep()
        self._empty_all()
        self._corrects, self._line = id, None
        self._kept_for = (self._page.state.ref.id, id)
        waiting = self._drafts.of(self._page.state.ref.id, id)
        if waiting is not None:
            self._restore(waiting)
        self._show_page(self._page)
        self.note.area.setFocus()

    def correct_none(self) -> None:
        """Log a new line instead."""
        self._keep()
        self._empty_all()
        self._corrects, self._line = None, None
        self.correction.say("")
        self._dress()
        if self._page is not None:
            self._kept_for = (self._page.state.ref.id, None)
            self._show_page(self._page)
            waiting = self._drafts.of(self._page.state.ref.id)
            if waiting is not None:
                self._restore(waiting)
        self.note.area.setFocus()

    def _show_page(self, page: DeliverablePage) -> None:
        if self._corrects is None:
            super()._show_page(page)
            self.correct_button.setEnabled(bool(_lines_to_correct(page)))
            return
        found = {line.id: line for line in page.log}.get(self._corrects)
        # Read anew, it leaves alone what is being written.
        begins = self._line is None
        fills = self._restored is None and begins
        # Nothing is filled in but what the line says.
        self._touched |= {"status", "percent"}
        super()._show_page(page)
        self.picker.setEnabled(False)
        if found is None:
            self.banner.say(tr("This line of the log is no longer there."), "")
            return
        later = next((line for line in page.log if line.corrects_id == found.id), None)
        if later is not None:
            self.banner.say(
                tr("This line has been put right already."), tr("Correct the later line instead.")
            )
        self._line = found
        self.correction.say(line_in_words(found, self._desk.language))
        kept = [] if self._restored and self._restored.evidence else list(found.further_links)
        if not begins:
            return
        if self._restored is not None:
            self.evidence.keep_too(page.files.get(found.id or 0, []))
            self.correction.withdraw_box.setChecked(self._restored.withdraws)
        else:
            self.evidence.show_kept(page.files.get(found.id or 0, []), kept)
        if self.evidence.items and not self.more.is_open("evidence"):
            self.more.open("evidence", focus=False)
        if fills:
            self._fill(found)
            self.correction.withdraw_box.setChecked("withdraw" in self._start.groups)
        self._dress()

    def _fill(self, line: ProgressEntry) -> None:
        for name, editor in self.fields.items():
            value = getattr(line, name)
            if value in (None, ""):
                if name in ("status", "percent"):
                    editor.set_value(None)
                continue
            editor.set_value(value)
            self._touched.add(name)
            group = next((one.key for one in GROUPS if name in one.fields), None)
            if group is not None and not self.more.is_open(group):
                self.more.open(group, focus=False)
                editor.set_value(value)
        if line.source_id is not None:
            self._name_source()
        self._measure()

    def _name_source(self) -> None:
        editor = self.fields["source_id"]
        refs = editor.references()
        if refs:
            call = partial(self._desk.services.records.names, refs)
            self._desk.runner.read(self, call, editor.learn_names)

    def _dress(self) -> None:
        corrects = self._corrects is not None
        self.picker.setEnabled(not corrects)
        self.correct_button.setVisible(not corrects)
        self.set_title(tr("Correct a line of the log") if corrects else tr("Log progress"))
        self.log_button.setText(tr("Correct &it") if corrects else tr("&Log"))
        if self._restored is None:
            self._say_keys()
        self._withdraw_changed(self.correction.withdraws)

    def _withdraw_changed(self, withdraws: bool) -> None:
        self.status_row.setVisible(not withdraws)
        if self._corrects is not None:
            self.log_button.setText(tr("Take it &out") if withdraws else tr("Correct &it"))
        self.more.setVisible(not withdraws)
        self.sentence_row.label.setText(tr("&Why") if withdraws else tr(self.note.spec.label))
        if withdraws and self._line is not None and self.note.text() == self._line.note:
            # What it said is no reason why it should not count.
            self.note.set_value("")
        elif not withdraws and self._line is not None and not self.note.text():
            self.note.set_value(self._line.note)
        if self.sender() is self.correction.withdraw_box:
            self._keep()

    def _more_values(self) -> dict[str, Any]:
        """What no field holds."""
        values: dict[str, Any] = {}
        if self.more.is_open("evidence") and not self.correction.withdraws:
            values["further_links"] = self.evidence.links()
        if self._corrects is not None:
            values["corrects_id"] = self._corrects
        if self.correction.withdraws and self._line is not None:
            values |= {"withdraws": True, "on": self._line.on}
        return values

    def _empty_all(self) -> None:
        self._restored = None
        self._empty()
        for group in GROUPS:
            if self.more.is_open(group.key):
                self.more.close_group(group.key)

    def _offer_lines(self) -> None:
        if self._page is None:
            return
        menu = QMenu(self)
        for line in _lines_to_correct(self._page)[:_OFFERED]:
            text = line_in_words(line, self._desk.language).replace("&", "&&")
            action = menu.addAction(text)
            action.setData(line.id)
        menu.triggered.connect(self._line_chosen)
        menu.aboutToHide.connect(menu.deleteLater)
        self.lines_menu = menu
        menu.popup(self.correct_button.mapToGlobal(QPoint(0, self.correct_button.height())))

    def _line_chosen(self, action: Any) -> None:
        self.correct(int(action.data()))


def line_in_words(line: ProgressEntry, language: str) -> str:
    """A line of a log in one line of text."""
    said = [write_date(line.on, language)]
    if line.status is not None:
        said.append(tr(STATUS_LABELS[line.status]))
    if line.percent is not None:
        said.append(tr("{percent} %", percent=line.percent))
    if line.note:
        said.append(in_one_line(line.note, _LONGEST))
    return " · ".join(said)


def _lines_to_correct(page: DeliverablePage) -> list[ProgressEntry]:
    """The lines that count, the latest first."""
    return sorted(
        standing(page.log), key=lambda line: (line.on.earliest, line.id or 0), reverse=True
    )
