"""Sources on a page: lines in the side column, and cards with what each one states."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tracker.domain.dates_writing import write_date
from tracker.domain.records import Source
from tracker.i18n import tr
from tracker.ui.icons import Icons
from tracker.ui.record_page.addresses import safe_address
from tracker.ui.record_page.facts import section
from tracker.ui.record_page.lines import RecordLine
from tracker.ui.record_page.looks import DISAGREE, LookBadge, reliability_look
from tracker.ui.record_page.statements import FieldStatements, in_words
from tracker.ui.widgets.card import Card, hairline
from tracker.ui.widgets.labels import label
from tracker.ui.widgets.passage import passage


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
            self._column.addWidget(self._statements(contradicted))
        if sources:
            self._column.addWidget(section(tr("Sources"), len(sources)))
            self._column.addWidget(self._sources(sources))
        if others := [one for one in stated if not one.disagree]:
            self._column.addWidget(section(tr("As stated by the sources")))
            self._column.addWidget(self._statements(others))

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

    def _statements(self, stated: Sequence[FieldStatements]) -> Card:
        card = Card(margin=1)
        card.body.setSpacing(0)
        for at, field in enumerate(stated):
            if at:
                card.body.addWidget(hairline())
            column = QVBoxLayout()
            column.setContentsMargins(14, 10, 14, 10)
            column.setSpacing(4)
            if field.disagree:
                column.addWidget(LookBadge(self._icons, DISAGREE, field.label))
            else:
                column.addWidget(label(field.label, "strong"))
            for said in field.statements:
                column.addWidget(passage(self._icons, field.label, in_words(said.text)))
                source = said.source
                by = source.title if source else tr("source unknown")
                word = reliability_look(source.reliability).word if source else ""
                checked = tr("checked: {by}", by=said.verified) if said.verified else ""
                column.addWidget(label(joined(by, word, checked), "small", wrap=True))
            card.body.addLayout(column)
        return card


def joined(*parts: str) -> str:
    """Parts with middle dots between; empty ones left out."""
    return " · ".join(part for part in parts if part)


def _host(url: str) -> str:
    address = safe_address(url)
    return address.host() if address is not None else ""
