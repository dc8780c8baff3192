"""The columns, joins and views of every list, made from the records' declarations.

Only what no record holds itself is written here: a status, a list of parties, a last entry.
"""

from sqlalchemy import func, select

from tracker.domain.records import ROOTS
from tracker.i18n import mark
from tracker.services.list_declarations.agreements import AGREEMENTS
from tracker.services.list_declarations.base import (
    Expression,
    ListColumn,
    ListDeclaration,
    Shown,
    always,
    folded,
    plain_list,
)
from tracker.services.list_declarations.deliverables import DELIVERABLES
from tracker.services.positions import current_first
from tracker.storage.tables import TABLES

_organisation = TABLES["organisation"]
_agreement = TABLES["agreement"]
_party = TABLES["party"]
_contact = TABLES["contact"]
_affiliation = TABLES["affiliation"]


def _position(column: str) -> Expression:
    """Of the first position that has no known end, else of the first one."""
    shown = _affiliation.c.title if column == "title" else _organisation.c.shown_name
    return (
        select(shown)
        .select_from(
            _affiliation.join(_organisation, _organisation.c.id == _affiliation.c.organisation_id)
        )
        .where(_affiliation.c.parent_id == _contact.c.id)
        .order_by(*current_first())
        .limit(1)
        .correlate(_contact)
        .scalar_subquery()
    )


def _agreement_count() -> Expression:
    return (
        select(func.count(_party.c.parent_id.distinct()))
        .join(_agreement, _agreement.c.id == _party.c.parent_id)
        .where(_party.c.organisation_id == _organisation.c.id, _agreement.c.trashed_at.is_(None))
        .correlate(_organisation)
        .scalar_subquery()
    )


def _build() -> dict[str, ListDeclaration]:
    found = {"agreement": AGREEMENTS, "deliverable": DELIVERABLES}
    for record in ROOTS:
        if record.key == "contact":
            found[record.key] = plain_list(
                record,
                None,
                ListColumn(
                    "position",
                    mark("Position"),
                    Shown.TEXT,
                    always(_position("title")),
                    220,
                    folded(_position("title")),
                ),
                ListColumn(
                    "organisation",
                    mark("Organisation"),
                    Shown.MUTED,
                    always(_position("organisation")),
                    220,
                    folded(_position("organisation")),
                ),
                more_first=True,
            )
        elif record.key == "organisation":
            found[record.key] = plain_list(
                record,
                None,
                ListColumn(
                    "agreements", mark("Agreements"), Shown.NUMBER, always(_agreement_count()), 100
                ),
            )
        elif record.key not in found:
            found[record.key] = plain_list(record)
    return found


LISTS: dict[str, ListDeclaration] = _build()

__all__ = ["LISTS", "ListColumn", "ListDeclaration", "Shown"]
