"""The numbers in the navigation: how many records each list and each of its views has.

They are counted again only where something has changed that they follow from.
"""

from datetime import date

from sqlalchemy import Connection, func

from tracker.domain.list_views import ListQuery
from tracker.domain.records import ROOTS, Contact
from tracker.services.list_asking import asked_on, called
from tracker.services.list_declarations import LISTS
from tracker.services.list_statements import Question, live
from tracker.services.remembered import Remembered


class ListCounts:
    """Counts lists and their views."""

    def __init__(self, remembered: Remembered) -> None:
        self._remembered = remembered

    def total(self, connection: Connection, kind: str) -> int:
        """How many records of a kind there are, the trash not counted."""
        return self._remembered.of(
            connection, ("total", kind), {kind}, lambda: live(connection, LISTS[kind])
        )

    def of_all(self, connection: Connection, today: date, me: str) -> dict[str, int]:
        """Of every list and its views, by "kind" and "kind:view", for who is called so."""
        who = self._remembered.of(
            connection, ("called", me), {Contact.key}, lambda: called(connection, me)
        )
        found: dict[str, int] = {}
        for record in ROOTS:
            found |= self.of_kind(connection, record.key, today, who)
        return found

    def of_kind(
        self, connection: Connection, kind: str, today: date, me: tuple[int, ...]
    ) -> dict[str, int]:
        """Of one list and its views. What these ask is told by records of its kind alone."""
        if not LISTS[kind].views:
            return {kind: self.total(connection, kind)}
        views = self._remembered.of(
            connection,
            ("views", kind, today, me),
            {kind},
            lambda: _views(connection, kind, today, me),
        )
        return {kind: self.total(connection, kind)} | views


def _views(connection: Connection, kind: str, today: date, me: tuple[int, ...]) -> dict[str, int]:
    asked = asked_on(connection, kind, today, me)
    found: dict[str, int] = {}
    for view in LISTS[kind].views:
        query = ListQuery(view.arrangement.filter, today)
        question = Question(LISTS[kind], query, asked, connection)
        count = connection.execute(question.select(func.count())).scalar() or 0
        found[f"{kind}:{view.key}"] = int(count)
    return found
