"""The blocks most pages are made of: a heading with lines, facts, a table or sources below."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial

from PySide6.QtWidgets import QVBoxLayout

from tracker.domain.record import RecordRef
from tracker.domain.records import Source
from tracker.domain.records.evidence import Observation
from tracker.i18n import tr
from tracker.services.pages import Page
from tracker.ui.desk import Desk
from tracker.ui.record_page.change_texts import change_groups
from tracker.ui.record_page.changes import ChangesPart
from tracker.ui.record_page.facts import Fact, fact_grid, section
from tracker.ui.record_page.figures import figures_grid
from tracker.ui.record_page.folded import LineMaker, folded
from tracker.ui.record_page.lines import RecordLine
from tracker.ui.record_page.looks import KIND_ICONS
from tracker.ui.record_page.source_parts import SourcesPart, source_line
from tracker.ui.record_page.statements import FieldStatements, disagreed
from tracker.ui.record_page.table import TableCard
from tracker.ui.record_page.table_parts import TableContent
from tracker.ui.widgets.labels import label


class Blocks:
    """Puts blocks into a column; links are followed by `follow`."""

    def __init__(
        self,
        desk: Desk,
        body: QVBoxLayout,
        follow: Callable[[object], None],
        *,
        below: bool = False,
    ) -> None:
        self._icons, self._language = desk.icons, desk.language
        self.body = body
        # Made as its children: what gets a parent later is styled once more with all in it.
        self._column = body.parentWidget()
        self._follow = follow
        # `below`: something stands above already, so that no heading is the first.
        self._empty = not below

    def lines(
        self, caption: str, lines: Iterable[LineMaker], most: int = 8, *, counted: bool = True
    ) -> None:
        """A heading and lines; nothing at all without lines."""
        made = list(lines)
        if not made:
            return
        self._head(caption, len(made) if counted else None)
        box = folded(self._icons, made, most, self._column)
        box.activated.connect(self._follow)
        self.body.addWidget(box)

    def records(
        self,
        caption: str,
        refs: Iterable[RecordRef],
        names: Mapping[RecordRef, str],
        details: Mapping[RecordRef, str],
        most: int = 8,
    ) -> None:
        """A heading and one line for each record that has a name."""
        lines = [
            partial(
                RecordLine,
                self._icons,
                names[ref],
                details.get(ref, ""),
                icon=KIND_ICONS.get(ref.kind, "file"),
                payload=ref,
            )
            for ref in refs
            if ref in names
        ]
        self.lines(caption, lines, most)

    def facts(
        self, caption: str, facts: Sequence[Fact], statements: Iterable[FieldStatements] = ()
    ) -> None:
        """A heading and facts."""
        if not facts:
            return
        self._head(caption)
        grid = fact_grid(self._icons, facts, disagreed(statements), self._column)
        grid.link_activated.connect(self._follow)
        self.body.addWidget(grid)

    def figures(self, observations: Sequence[Observation], names: Mapping[RecordRef, str]) -> None:
        """Dated figures."""
        if observations:
            self._head(tr("Figures"))
            self.body.addWidget(figures_grid(self._icons, observations, names))

    def sources(self, sources: Sequence[Source]) -> None:
        """Sources in short."""
        self.lines(tr("Sources"), [partial(source_line, self._icons, one) for one in sources], 4)

    def table(self, caption: str, content: TableContent, none: str = "") -> None:
        """A heading and a table on a card; `none` in its place when it has no rows."""
        count = len(content.rows)
        if not count and not none:
            return
        self._head(caption, count or None)
        if not count:
            self.body.addWidget(label(none, "muted", wrap=True))
            return
        card = TableCard(self._icons, content, self._column)
        card.table.activated_payload.connect(self._follow)
        self.body.addWidget(card)

    def statements(self, statements: Sequence[FieldStatements]) -> None:
        """What the sources state, contradictions first."""
        if statements:
            made = SourcesPart(self._icons, (), statements, self._column)
            made.activated.connect(self._follow)
            self.body.addWidget(made)
            self._empty = False

    def changes(self, page: Page, names: Mapping[RecordRef, str]) -> None:  # type: ignore[type-arg]
        """The changes, folded away."""
        groups = change_groups(page.history, page.ref, names, self._language)
        if groups:
            self.body.addWidget(ChangesPart(self._icons, groups, self._column))

    def _head(self, caption: str, count: int | None = None) -> None:
        top = self._icons if self._empty else None
        made = section(caption, count, top=top, parent=self._column)
        self._empty = False
        self.body.addWidget(made)
