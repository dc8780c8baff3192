"""What the dialog knows beside its fields: measures there are, and several pieces of evidence."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from tracker.domain.dates import PartialDate
from tracker.domain.evidence_links import Link
from tracker.domain.measures import Series, series_of
from tracker.services.pages import DeliverablePage
from tracker.ui.desk import Desk
from tracker.ui.forms.editor import Editor
from tracker.ui.progress.drafts import Draft
from tracker.ui.progress.fields import LinkEditor
from tracker.ui.progress.measure_fields import MetricEditor, ValueEditor
from tracker.ui.progress.view import LogProgressView


class PartsOfForm(LogProgressView):
    """Keeps the measure's words true while the person types, and gathers links and files."""

    def __init__(self, desk: Desk, parent: QWidget | None) -> None:
        super().__init__(desk, parent)
        self._desk = desk
        self._page: DeliverablePage | None = None
        self._corrects: int | None = None
        self._touched: set[str] = set()
        self._restored: Draft | None = None
        self.fields["metric"].edited.connect(self._measure)
        self.fields["on"].edited.connect(self._measure)
        self.evidence.changed.connect(self._evidence_changed)
        self.evidence.added.connect(self._evidence_added)
        self.evidence.another_link.connect(self._another_link)

    def _keep(self) -> None:
        """Keep what stands there for the next time."""
        raise NotImplementedError

    # What was counted.

    def _series(self) -> list[Series]:
        """The measures without what the line says that is corrected."""
        if self._page is None:
            return []
        log = [line for line in self._page.log if line.id != self._corrects]
        return series_of(self._page.state.record.measures, log)

    def _show_measures(self) -> None:
        asked = self.more.is_open("measure")
        editor = as_kind(MetricEditor, self.fields["metric"])
        editor.set_series(self._series(), suggest=asked and "metric" not in self._touched)
        self._measure()

    def _measure(self) -> None:
        """Say what the number comes to for the measure and the day that stand there now."""
        on = self.fields["on"].collect().value
        day = on.earliest if isinstance(on, PartialDate) else self._desk.today()
        metric = as_kind(MetricEditor, self.fields["metric"]).text()
        as_kind(ValueEditor, self.fields["value"]).measure(metric, self._series(), day)

    # Evidence.

    def _evidence_added(self) -> None:
        if not self.more.is_open("evidence"):
            self.more.open("evidence", focus=False)
        self._restored = None
        self._keep()

    def _evidence_changed(self) -> None:
        self._keep()

    def _another_link(self) -> None:
        """What stands in the line of the link is one of several; the line is free for the next."""
        url, title = self.fields["evidence_url"], self.fields["evidence_title"]
        found = url.collect()
        if found.problems or not found.value:
            self.put_in_link("")
            return
        said = title.collect().value or ""
        self.evidence.add_link(str(Link(str(found.value), str(said))))
        for editor in (url, title):
            editor.set_value("")
            self._touched.add(editor.spec.name)
        self.put_in_link("")

    def put_in_link(self, address: str) -> None:
        """Put an address where the link is typed, or among the others if there is one."""
        if not self.more.is_open("evidence"):
            self.more.open("evidence", focus=False)
        url = self.fields["evidence_url"]
        if address and as_kind(LinkEditor, url).text().strip():
            self.evidence.add_link(address)
        elif address:
            url.set_value(address)
            self._touched.add("evidence_url")
            self._restored = None
            self._keep()
        if not address:
            url.field().setFocus(Qt.FocusReason.OtherFocusReason)


def as_kind(kind: type[Any], editor: Editor) -> Any:
    """The editor, known to be of a kind."""
    assert isinstance(editor, kind)
    return editor
