"""Below the rule of a series: the next dates, and what saving would do to the instances."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tracker.domain.records import Deliverable
from tracker.domain.series import SeriesPlan, first_of
from tracker.domain.series_days import MOST, problem_with_first
from tracker.i18n import tr, trn
from tracker.ui.forms.parts import FormParts
from tracker.ui.widgets.labels import label

if TYPE_CHECKING:
    from tracker.services.series import SeriesPreview

_PAUSE_MS = 150
_SHOWN = 6


class RepeatsPreview(QWidget):
    """`wanted` asks for the draft, a moment after something was changed; `show_draft` shows it."""

    wanted = Signal()
    past_known = Signal(int)
    """How many before today have no instance."""

    def __init__(self, parts: FormParts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._parts = parts
        self._says_doing = True
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self.wanted)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 2, 0, 0)
        column.setSpacing(3)
        self.rule = label("", "strong", wrap=True)
        self.next = label("", "", wrap=True)
        self.doing = label("", "small", wrap=True)
        for words in (self.rule, self.next, self.doing):
            column.addWidget(words)
        self.next.setAccessibleName(tr("The next of the series"))

    def start(self) -> None:
        """Something was changed."""
        self._pause.start()

    def show_end(self, draft: Deliverable | None) -> None:
        """The rule was taken away: what becomes of the instances, if there are any."""
        self._says_doing = True
        self.rule.hide()
        if draft is None:
            self._say("", "")
        else:
            self._ask(draft)

    def show_draft(self, draft: Deliverable, words: str, *, doing: bool = True) -> None:
        """Show what a draft comes to; if `doing`, also what saving it does."""
        self._says_doing = doing
        self.rule.setText(words)
        self.rule.setVisible(bool(words))
        if problem := problem_with_first(first_of(draft)):
            self._say("", problem)
            return
        self._ask(draft)

    def _ask(self, draft: Deliverable) -> None:
        self._parts.runner.read(
            self,
            partial(self._parts.services.series.preview, draft, self._parts.today()),
            done=self._show,
            failed=self._failed,
            key="preview",
        )

    def _show(self, found: SeriesPreview) -> None:
        self.past_known.emit(found.past)
        titles = [title for _, title in found.next[:_SHOWN]]
        text = tr("Next: {titles}", titles=" · ".join(titles)) if titles else ""
        if not titles and not self.rule.isHidden():
            text = tr("Nothing comes after today.")
        self._say(text, " ".join(_doing(found)) if self._says_doing else "")

    def _failed(self, error: Exception) -> None:
        self._say("", str(error))

    def _say(self, text: str, doing: str) -> None:
        for words, said in ((self.next, text), (self.doing, doing)):
            words.setText(said)
            words.setVisible(bool(said))


def _doing(found: SeriesPreview) -> list[str]:
    plan, said = found.plan, []
    if plan.make:
        n = len(plan.make)
        said.append(trn("{n} instance will be made.", "{n} instances will be made.", n))
    if n := dated_anew(plan):
        said.append(trn("{n} gets another date.", "{n} get other dates.", n))
    if n := len(plan.remove):
        said.append(trn("{n} goes to the trash.", "{n} go to the trash.", n))
    if found.held:
        names = ", ".join(found.held[:3]) + ("…" if len(found.held) > 3 else "")
        said.append(
            trn(
                "{n} stays as it is, for somebody has worked on it: {names}.",
                "{n} stay as they are, for somebody has worked on them: {names}.",
                len(found.held),
                names=names,
            )
        )
    if found.after_end is not None:
        said.append(found.after_end.words)
    if plan.cut:
        said.append(tr("At most {n} are made at a time; more follow as time passes.", n=MOST))
    return said


def dated_anew(plan: SeriesPlan) -> int:
    """How many instances get another date, and not only another number."""
    return sum(one.was != one.to.target for one in plan.move)
