"""The fields, order and views of every list, made from the records' declarations.

Only what no record holds itself is written here: a status, a list of parties, a last entry.
"""

from tracker.domain.deliverable_types.catalogue import TypeCatalogue
from tracker.domain.records import ROOTS, Deliverable
from tracker.services.list_declarations.agreements import AGREEMENTS
from tracker.services.list_declarations.base import (
    BuiltInView,
    ListColumn,
    ListDeclaration,
    Shown,
)
from tracker.services.list_declarations.deliverables import DELIVERABLES, deliverables
from tracker.services.list_declarations.people import CONTACTS, ORGANISATIONS
from tracker.services.list_declarations.work import plain_list

_OWN = (ORGANISATIONS, CONTACTS, AGREEMENTS, DELIVERABLES)
LISTS: dict[str, ListDeclaration] = {
    record.key: next((one for one in _OWN if one.kind == record.key), None) or plain_list(record)
    for record in ROOTS
}

"""The lists as every database has them, without own types: for what asks no field of these."""


def list_of(kind: str, types: TypeCatalogue) -> ListDeclaration:
    """The list of a kind where these are the types of deliverables; one value for equal types.
    KeyError if there is no such list."""
    return deliverables(types) if kind == Deliverable.key else LISTS[kind]


__all__ = ["LISTS", "BuiltInView", "ListColumn", "ListDeclaration", "Shown", "list_of"]
