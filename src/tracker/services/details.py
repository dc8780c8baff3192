"""The second line under a record's name, by which two records of one name are told apart."""

from collections import defaultdict
from collections.abc import Callable, Iterable

from sqlalchemy import Connection, select

from tracker.domain.countries import write_country
from tracker.domain.dates import PartialDate
from tracker.domain.dates_writing import write_date
from tracker.domain.record import RecordRef, choice_label
from tracker.domain.records import Agreement
from tracker.i18n import spoken_language, tr
from tracker.services.positions import current_first
from tracker.storage.own_types import catalogue_for
from tracker.storage.tables import TABLES


def details_of(connection: Connection, refs: Iterable[RecordRef]) -> dict[RecordRef, str]:
    """A short description of each record; none for records that have nothing to add."""
    ids: defaultdict[str, list[int]] = defaultdict(list)
    for ref in refs:
        ids[ref.kind].append(ref.id)
    found: dict[RecordRef, str] = {}
    for kind, wanted in ids.items():
        if describe := _DESCRIBED.get(kind):
            found |= {
                RecordRef(kind, id): text
                for id, text in describe(connection, wanted).items()
                if text
            }
    return found


def _organisations(connection: Connection, ids: list[int]) -> dict[int, str]:
    t = TABLES["organisation"]
    rows = connection.execute(
        select(t.c.id, t.c.name, t.c.shown_name, t.c.city, t.c.country).where(t.c.id.in_(ids))
    )
    return {
        row.id: _line(
            row.name if row.name != row.shown_name else "",
            row.city,
            write_country(row.country, spoken_language()),
        )
        for row in rows
    }


def _contacts(connection: Connection, ids: list[int]) -> dict[int, str]:
    a, o = TABLES["affiliation"], TABLES["organisation"]
    query = (
        select(a.c.parent_id, a.c.title, o.c.shown_name)
        .join(o, o.c.id == a.c.organisation_id)
        .where(a.c.parent_id.in_(ids))
        .order_by(*current_first())
    )
    found: dict[int, str] = {}
    for row in connection.execute(query):
        found.setdefault(
            row.parent_id, ", ".join(part for part in (row.title, row.shown_name) if part)
        )
    return found


def _agreements(connection: Connection, ids: list[int]) -> dict[int, str]:
    t = TABLES["agreement"]
    rows = connection.execute(select(t.c.id, t.c.kind, t.c.announced).where(t.c.id.in_(ids)))
    return {
        row.id: _line(tr(choice_label(Agreement, "kind", row.kind)), _date(row.announced))
        for row in rows
    }


def _deliverables(connection: Connection, ids: list[int]) -> dict[int, str]:
    d, a, o = TABLES["deliverable"], TABLES["agreement"], TABLES["organisation"]
    query = (
        select(d.c.id, d.c.type, a.c.shown_name.label("agreement"), o.c.shown_name.label("under"))
        .outerjoin(a, a.c.id == d.c.agreement_id)
        .outerjoin(o, o.c.id == d.c.organisation_id)
        .where(d.c.id.in_(ids))
    )
    rows = connection.execute(query).all()
    types = catalogue_for(connection, (row.type for row in rows))
    return {row.id: _line(tr(types.of(row.type).label), row.agreement or row.under) for row in rows}


def _events(connection: Connection, ids: list[int]) -> dict[int, str]:
    t = TABLES["event"]
    rows = connection.execute(select(t.c.id, t.c.dates, t.c.city).where(t.c.id.in_(ids)))
    return {row.id: _line(_date(row.dates), row.city) for row in rows}


def _sources(connection: Connection, ids: list[int]) -> dict[int, str]:
    t = TABLES["source"]
    rows = connection.execute(select(t.c.id, t.c.publisher, t.c.published).where(t.c.id.in_(ids)))
    return {row.id: _line(row.publisher, _date(row.published)) for row in rows}


_DESCRIBED: dict[str, Callable[[Connection, list[int]], dict[int, str]]] = {
    "organisation": _organisations,
    "contact": _contacts,
    "agreement": _agreements,
    "deliverable": _deliverables,
    "event": _events,
    "source": _sources,
}


def _line(*parts: str | None) -> str:
    return " · ".join(part for part in parts if part)


def _date(edtf: str | None) -> str:
    return write_date(PartialDate.parse(edtf)) if edtf else ""
