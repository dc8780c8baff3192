"""The page of a contact: how it behaves. Its layout is in `view`."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, ClassVar

from tracker.domain.record import RecordRef
from tracker.domain.records.organisations import NameKind
from tracker.i18n import tr
from tracker.ui.contacts.reading import ContactView, read_contact
from tracker.ui.contacts.view import ContactLayout
from tracker.ui.record_page.base import RecordPage
from tracker.ui.record_page.head import HeadText, trash_flag
from tracker.ui.record_page.positions import is_past, last_known


class ContactPage(RecordPage):
    """A person: names in scripts, positions over time, and the part had in what."""

    KIND: ClassVar[str] = "contact"
    CARES_ABOUT: ClassVar[frozenset[str]] = frozenset(
        {"agreement", "deliverable", "organisation", "contact", "event", "source", "own_type"}
    )

    def _reading(self, id: int) -> Callable[[], Any]:
        return partial(read_contact, self.desk.services, id, self.desk.today())

    def _show(self, data: Any) -> str:
        view: ContactView = data
        self.frame.head.show_text(head_text(view))
        ContactLayout(self.desk, self.frame, view, self.open).fill()
        return view.page.name


def head_text(view: ContactView) -> HeadText:
    """The name as usually written, the name in the own script, and the positions of today."""
    record = view.page.record
    native = [one.name for one in record.names if one.kind is NameKind.NATIVE]
    # Those known of last: older ones, of which nobody stated an end, may have ended.
    held = [one for one in record.affiliations if not is_past(one, view.today)]
    last = max((last_known(one) for one in held), default=None)
    places = [
        view.page.names.get(RecordRef("organisation", one.organisation_id or 0), "")
        for one in held
        if last_known(one) == last
    ]
    title = " ".join(part for part in (record.honorific, view.page.name) if part)
    return HeadText(
        kind=", ".join(dict.fromkeys(place for place in places if place)) or tr("Contact"),
        icon="user",
        title=title,
        subtitle=", ".join(native),
        flags=tuple(trash_flag(record)),
    )
