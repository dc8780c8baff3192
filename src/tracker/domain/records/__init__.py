"""Every record of the program. This list of classes is the only one: tables, archive, search,
sample loader and lists are made from it."""

from tracker.domain.record import ChildRecord, Record, RootRecord, child_lists
from tracker.domain.records.agreements import Agreement
from tracker.domain.records.contacts import Contact
from tracker.domain.records.deliverables import Deliverable
from tracker.domain.records.events import Event
from tracker.domain.records.organisations import Organisation
from tracker.domain.records.progress_entries import ProgressEntry
from tracker.domain.records.sources import Source
from tracker.domain.records.work import (
    Attachment,
    Meeting,
    MilestoneTemplate,
    OwnType,
    SavedView,
    Tag,
    Task,
)

# In an order in which each refers only to those before it, as far as there is one.
ROOTS: tuple[type[RootRecord], ...] = (
    Organisation,
    Contact,
    Source,
    Event,
    Agreement,
    Deliverable,
    Meeting,
    Task,
)
LOOSE: tuple[type[Record], ...] = (
    ProgressEntry,
    Attachment,
    Tag,
    SavedView,
    OwnType,
    MilestoneTemplate,
)


def _children() -> tuple[type[ChildRecord], ...]:
    found: dict[str, type[ChildRecord]] = {}
    for root in ROOTS:
        for children in child_lists(root):
            found.setdefault(children.record.key, children.record)
    return tuple(found.values())


CHILDREN = _children()
BY_KEY: dict[str, type[Record]] = {record.key: record for record in (*ROOTS, *LOOSE, *CHILDREN)}
ROOT_BY_KEY: dict[str, type[RootRecord]] = {record.key: record for record in ROOTS}

__all__ = [
    "BY_KEY",
    "CHILDREN",
    "LOOSE",
    "ROOTS",
    "ROOT_BY_KEY",
    "Agreement",
    "Attachment",
    "Contact",
    "Deliverable",
    "Event",
    "Meeting",
    "MilestoneTemplate",
    "Organisation",
    "OwnType",
    "ProgressEntry",
    "SavedView",
    "Source",
    "Tag",
    "Task",
]
