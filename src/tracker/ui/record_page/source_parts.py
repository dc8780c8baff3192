"""Sources on a page: lines in the side column, and cards with what each one states."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tracker.domain.dates_writing import write_date
from tracker.domain.records import Source
from tracker.domain.shortening import MOST
from tracker.i18n import tr
from tracker.ui.icons import Icons
from tracker.ui.record_page.addresses import safe_address
from tracker.ui.record_page.fact_sheet import FactSheet
from tracker.ui.record_page.facts import section
from tracker.ui.record_page.lines import RecordLine
from tracker.ui.record_page.looks import DISAGREE, LookBadge, reliability_look
from tracker.ui.record_page.statements import FieldStatements, Stated, in_words
from tracker.ui.widgets.card import Card, hairline
from tracker.ui.widgets.labels import label
from tracker.ui.widgets.passage import Passage, passage

# How wide the names of fields are beside what is stated of them, in px.
_LABEL = 132


def source_line(icons: Icons, source: Source) -> RecordLine:
    """A source in one line, its reliability as shape and word; it opens its address."""
    look = reliability_look(source.reliability)
    rest = joined(source.publisher, write_date(source.published), look.word)
    payload = source.url if safe_address(source.url) else None
    tip = joined(source.title, source.url)
    return RecordLine(
        icons, source.title, rest, icon=look.icon, role=look.role, payload=payload, tip=tip
    )


class SourcesPart(QWidget):
    """All sources of a record and what they state, contradictions first."""

    activated = Signal(object)

    def __init__(
        self,
        icons: Icons,
        sources: Sequence[Source],
        statements: Iterable[FieldStatements],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._icons = icons
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(10)
        stated = list(statements)
        if not sources and not stated:
            self._column.addWidget(label(tr("No source is recorded."), "muted"))
        contradicted = [one for one in stated if one.disagree]
        if contradicted:
            self._column.addWidget(section(tr("Sources disagree"), len(contradicted)))
            self._column.addWidget(self._contradictions(contradicted))
        if sources:
            self._column.addWidget(section(tr("Sources"), len(sources)))
            self._column.addWidget(self._sources(sources))
        if others := [one for one in stated if not one.disagree]:
            self._column.addWidget(section(tr("As stated by the sources")))
            self._column.addWidget(self._by_source(others))

    def _sources(self, sources: Sequence[Source]) -> Card:
        card = Card(margin=1)
        card.body.setSpacing(0)
        for at, source in enumerate(sources):
            if at:
                card.body.addWidget(hairline())
            row = QHBoxLayout()
            row.setContentsMargins(14, 9, 14, 9)
            row.setSpacing(12)
            payload = source.url if safe_address(source.url) else None
            line = RecordLine(
                self._icons,
                source.title,
                joined(source.publisher, write_date(source.published), _host(source.url)),
                icon="external-link" if payload else "file-text",
                payload=payload,
                tip=joined(source.title, source.url),
            )
            line.activated.connect(self.activated)
            row.addWidget(line, 1)
            row.addWidget(LookBadge(self._icons, reliability_look(source.reliability)))
            card.body.addLayout(row)
        return card

    def _contradictions(self, stated: Sequence[FieldStatements]) -> Card:
        """Field by field, what each source states."""
        card = Card(margin=1)
        card.body.setSpacing(0)
        for at, field in enumerate(stated):
            if at:
                card.body.addWidget(hairline())
            column = QVBoxLayout()
            column.setContentsMargins(14, 10, 14, 10)
            column.setSpacing(4)
            column.addWidget(LookBadge(self._icons, DISAGREE, field.label))
            for said in field.statements:
                column.addWidget(passage(self._icons, field.label, in_words(said.text)))
                words = joined(_source(said), _checked(said))
                column.addWidget(label(words, "small", wrap=True))
            card.body.addLayout(column)
        return card

    def _by_source(self, stated: Sequence[FieldStatements]) -> Card:
        """Where nothing is contradicted: each source once, and below it what it states."""
        sources: dict[str, list[tuple[str, Stated]]] = {}
        for field in stated:
            for said in field.statements:
                sources.setdefault(_source(said), []).append((field.label, said))
        card = Card(margin=1)
        card.body.setSpacing(0)
        for at, (by, told) in enumerate(sources.items()):
            if at:
                card.body.addWidget(hairline())
            column = QVBoxLayout()
            column.setContentsMargins(14, 10, 14, 10)
            column.setSpacing(6)
            column.addWidget(label(by, "small", wrap=True))
            sheet = FactSheet(self._icons, self._icons.theme.px(_LABEL))
            before = ""
            for name, said in told:
                # Of several statements of a field the first bears its name.
                caption = "" if name == before else name
                before = name
                if len(said.text) > MOST:
                    sheet.add_widget(caption, Passage(self._icons, name, in_words(said.text)))
                else:
                    sheet.add(caption, in_words(said.text), _checked(said))
            column.addWidget(sheet)
            card.body.addLayout(column)
        return card


def _source(said: Stated) -> str:
    if said.source is None:
        return tr("source unknown")
    return joined(said.source.title, reliability_look(said.source.reliability).word)


def _checked(said: Stated) -> str:
    return tr("checked: {by}", by=said.verified) if said.verified else ""


def joined(*parts: str) -> str:
    """Parts with middle dots between; empty ones left out."""
    return " · ".join(part for part in parts if part)


def _host(url: str) -> str:
    address = safe_address(url)
    return address.host() if address is not None else ""
