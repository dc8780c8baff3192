"""How each kind of record is called and pictured in the window: rail, menus, lists, search."""

from __future__ import annotations

from typing import NamedTuple

from tracker.i18n import mark, tr

# The kinds that have a list in the rail, in its order.
LISTED = ("agreement", "deliverable", "organisation", "contact", "event")


class KindLook(NamedTuple):
    """A kind of record. The labels are marked texts: show them by the properties.

    Its names are the record's own (a test sees to it), written here once more because the window
    is shown before the records are imported.
    """

    key: str
    icon: str
    label: str
    plural: str
    new_label: str
    empty_label: str
    filter_label: str

    @property
    def one(self) -> str:
        """What one of them is called."""
        return tr(self.label)

    @property
    def many(self) -> str:
        """What several are called."""
        return tr(self.plural)

    @property
    def new(self) -> str:
        """The words for making one."""
        return tr(self.new_label)


# Whole sentences, since one that is put together from words cannot be translated.
KINDS: dict[str, KindLook] = {
    look.key: look
    for look in (
        KindLook(
            "agreement",
            "handshake",
            mark("Agreement"),
            mark("Agreements"),
            mark("New agreement"),
            mark("No agreements yet"),
            mark("Filter agreements"),
        ),
        KindLook(
            "deliverable",
            "package-check",
            mark("Deliverable"),
            mark("Deliverables"),
            mark("New deliverable"),
            mark("No deliverables yet"),
            mark("Filter deliverables"),
        ),
        KindLook(
            "organisation",
            "building-2",
            mark("Organisation"),
            mark("Organisations"),
            mark("New organisation"),
            mark("No organisations yet"),
            mark("Filter organisations"),
        ),
        KindLook(
            "contact",
            "contact",
            mark("Contact"),
            mark("Contacts"),
            mark("New contact"),
            mark("No contacts yet"),
            mark("Filter contacts"),
        ),
        KindLook(
            "event",
            "calendar-days",
            mark("Event"),
            mark("Events"),
            mark("New event"),
            mark("No events yet"),
            mark("Filter events"),
        ),
        KindLook(
            "source",
            "file-text",
            mark("Source"),
            mark("Sources"),
            mark("New source"),
            mark("No sources yet"),
            mark("Filter sources"),
        ),
        KindLook(
            "meeting",
            "users",
            mark("Meeting"),
            mark("Meetings"),
            mark("New meeting"),
            mark("No meetings yet"),
            mark("Filter meetings"),
        ),
        KindLook(
            "task",
            "list-checks",
            mark("Task"),
            mark("Tasks"),
            mark("New task"),
            mark("No tasks yet"),
            mark("Filter tasks"),
        ),
    )
}
