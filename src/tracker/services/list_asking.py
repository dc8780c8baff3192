"""For which day, and by whom, a list is asked: what the database must tell of that day first."""

from datetime import date

from sqlalchemy import Connection, select

from tracker.domain.records import Contact, Deliverable
from tracker.services.list_declarations.base import Asked
from tracker.services.list_declarations.names import named
from tracker.storage.sql_forms import TextTest
from tracker.storage.tables import KEYS, deliverable_span

_logged = KEYS[Deliverable.key].c.logged_first
_ends = deliverable_span.c.to_day


def asked_on(connection: Connection, kind: str, today: date, me: tuple[int, ...] = ()) -> Asked:
    """What a list of that kind is asked for."""
    if kind != Deliverable.key:
        return Asked(today, me)
    # Each is found in an index at once.
    later = select(_logged).where(_logged > today).limit(1)
    ending = select(_ends).where(_ends >= today, _ends < date.max).limit(1)
    return Asked(
        today,
        me,
        as_kept=connection.execute(later).first() is None,
        settled=connection.execute(ending).first() is None,
    )


def called(connection: Connection, me: str) -> tuple[int, ...]:
    """The contacts that are called so."""
    if not me.strip():
        return ()
    found = named(Contact.key, TextTest(me.strip(), whole=True))
    return tuple(id for (id,) in connection.execute(found).all())
