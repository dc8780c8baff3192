"""The fields, order and views of every list, made from the records' declarations.

Only what no record holds itself is written here: a status, a list of parties, a last entry.
"""

from tracker.domain.records import ROOTS
from tracker.services.list_declarations.agreements import AGREEMENTS
from tracker.services.list_declarations.base import (
    BuiltInView,
    ListColumn,
    ListDeclaration,
    Shown,
)
from tracker.services.list_declarations.deliverables import DELIVERABLES
from tracker.services.list_declarations.people import CONTACTS, ORGANISATIONS
from tracker.services.list_declarations.work import plain_list

_OWN = (ORGANISATIONS, CONTACTS, AGREEMENTS, DELIVERABLES)
LISTS: dict[str, ListDeclaration] = {
    record.key: next((one for one in _OWN if one.kind == record.key), None) or plain_list(record)
    for record in ROOTS
}

__all__ = ["LISTS", "BuiltInView", "ListColumn", "ListDeclaration", "Shown"]
