"""The page of an organisation: how it behaves. Its layout is in `view`."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, ClassVar

from PySide6.QtGui import QAction

from tracker.domain.countries import write_country
from tracker.i18n import tr
from tracker.ui.organisations.reading import OrganisationView, read_organisation
from tracker.ui.organisations.view import OrganisationLayout
from tracker.ui.record_page.base import RecordPage
from tracker.ui.record_page.head import HeadText, trash_flag
from tracker.ui.record_page.source_parts import joined
from tracker.ui.status import StatusLook


class OrganisationPage(RecordPage):
    """An organisation: names, figures over time, links, agreements, what it owes, people."""

    KIND: ClassVar[str] = "organisation"
    CARES_ABOUT: ClassVar[frozenset[str]] = frozenset(
        {"agreement", "deliverable", "organisation", "contact", "event", "source", "own_type"}
    )

    def new_agreement(self) -> None:
        """Open an empty agreement with this organisation as a party."""
        if self.ref is not None:
            self.desk.navigator.create("agreement", {"parties": [{"organisation_id": self.ref.id}]})

    def _own_actions(self) -> list[QAction]:
        return [self._action(tr("New agreement with it…"), "handshake", self.new_agreement)]

    def _reading(self, id: int) -> Callable[[], Any]:
        return partial(read_organisation, self.desk.services, id, self.desk.today())

    def _show(self, data: Any) -> str:
        view: OrganisationView = data
        self.frame.head.show_text(head_text(view, self.desk.language))
        OrganisationLayout(self.desk, self.frame, view, self.open).fill()
        return view.page.name


def head_text(view: OrganisationView, language: str) -> HeadText:
    """What it is, where, and its full name."""
    record = view.page.record
    kind = tr(record.kind.label) if record.kind else tr("Organisation")
    flags = trash_flag(record)
    if record.ours:
        flags.insert(0, (StatusLook("ours", "house", "accent", tr("Ours")), "", ""))
    return HeadText(
        kind=joined(kind, record.city, write_country(record.country, language)),
        icon="building-2",
        title=view.page.name,
        subtitle=record.name if record.name != view.page.name else "",
        flags=tuple(flags),
    )
