"""Which of a person's positions is shown where there is room for one."""

from typing import Any

from sqlalchemy import ColumnElement, func

from tracker.storage.tables import TABLES


def current_first() -> tuple[ColumnElement[Any], ...]:
    """The order of affiliations by which the one held now, as far as it is known, comes first:
    without an end, then the one stated or begun last, then as the user ordered them."""
    held = TABLES["affiliation"].c
    known = func.coalesce(held.as_of_first, held.since_first)
    return (held.until.isnot(None), known.is_(None), known.desc(), held.position)
