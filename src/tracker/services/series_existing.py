"""The instances of a series as they are stored, and which of them somebody has touched.

Touched is what any action has changed that is not the series' own making, as long as it is not
undone; and whatever has a log, a file or a task, wherever that came from. To go to the trash and
come back together with the series is no touch.
"""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from sqlalchemy import Connection, select

from tracker.domain.changes import MADE_AHEAD, ChangeSetKind
from tracker.domain.dates import PartialDate
from tracker.domain.records import Attachment, Deliverable, ProgressEntry, Task
from tracker.domain.series import Existing
from tracker.i18n import mark
from tracker.storage import tables
from tracker.storage.sql_forms import unindexed
from tracker.storage.tables import TABLES

ADD, EDIT = mark("Add series {name}"), mark("Edit series {name}")
MAKE = MADE_AHEAD
MOVE = mark("Move dates with {name}")
"""Dates moved with their event: what it did to the instances of a series that it moved is the
series' own doing."""
OWN_ACTIONS = (ADD, EDIT, MAKE)
"""The actions that make instances and may change those nobody has touched."""

TRASH_MARK = "trashed_at"
FIRST_FIELDS = ("recurs_from", "target")

_deliverable = TABLES[Deliverable.key]
_SETS, _CHANGES = tables.change_set.c, tables.change.c


def existing_of(connection: Connection, series_id: int) -> list[Existing]:
    """All instances, in the order of their occurrences; also those in the trash. One that went to
    the trash with its series is not in the trash by itself: it stands as the series does."""
    c = _deliverable.c
    away_since = connection.execute(select(c.trashed_at).where(c.id == series_id)).scalar()
    query = select(
        c.id, c.occurrence, c.trashed_at, c.instance, c.target, c.opening_status, c.version
    ).where(c.series_id == series_id)
    rows = connection.execute(query.order_by(c.occurrence_first, c.id)).all()
    touched = _touched(connection, series_id, [row.id for row in rows])
    return [
        Existing(
            row.id,
            date.fromisoformat(row.occurrence) if row.occurrence else None,
            touched=row.id in touched or row.occurrence is None,
            trashed=row.trashed_at is not None and row.trashed_at != away_since,
            number=row.instance,
            target=PartialDate.parse(row.target) if row.target else None,
        )
        for row in rows
    ]


def taken_by_all(connection: Connection) -> dict[int, set[date]]:
    """The occurrences that have an instance, also one in the trash, by series."""
    c = _deliverable.c
    query = select(c.series_id, c.occurrence).where(
        c.series_id.is_not(None), c.occurrence.is_not(None)
    )
    found: defaultdict[int, set[date]] = defaultdict(set)
    for series_id, day in connection.execute(query):
        if day:
            found[series_id].add(date.fromisoformat(day))
    return found


def _touched(connection: Connection, series_id: int, ids: Sequence[int]) -> set[int]:
    if not ids:
        return set()
    of_series = tables.change.alias("of_series").c
    with_series = select(of_series.change_set_id).where(
        of_series.root_kind == Deliverable.key,
        of_series.root_id == series_id,
        of_series.record_id == series_id,
        of_series.field == TRASH_MARK,
    )
    with_first = (
        select(of_series.change_set_id)
        .join(tables.change_set, _SETS.id == of_series.change_set_id)
        .where(
            of_series.root_kind == Deliverable.key,
            of_series.root_id == series_id,
            of_series.record_id == series_id,
            of_series.field.in_(FIRST_FIELDS),
            _SETS.template == MOVE,
        )
    )
    by_hand = (
        select(_CHANGES.root_id)
        .distinct()
        .join(tables.change_set, _SETS.id == _CHANGES.change_set_id)
        .where(
            _CHANGES.root_kind == Deliverable.key,
            _CHANGES.root_id.in_(ids),
            _SETS.kind == ChangeSetKind.ACTION,
            _SETS.undone.is_(False),
            _SETS.template.not_in(OWN_ACTIONS),
            _SETS.id.not_in(with_first),
            (_CHANGES.field != TRASH_MARK) | _SETS.id.not_in(with_series),
        )
    )
    found = set(connection.execute(by_hand).scalars())
    entry = TABLES[ProgressEntry.key].c.deliverable_id
    found |= set(connection.execute(select(entry).distinct().where(entry.in_(ids))).scalars())
    for kind in (Attachment, Task):
        c = TABLES[kind.key].c
        query = (
            select(c.subject_id)
            .distinct()
            .where(c.subject_kind == Deliverable.key, c.subject_id.in_(ids))
        )
        found |= set(connection.execute(query).scalars())
    return found


def declined_by_all(connection: Connection) -> dict[int, set[date]]:
    """The occurrences whose making ahead somebody took back, by series: they are not made again by
    themselves, only when the series is saved or further ones are asked for."""
    query = (
        select(_CHANGES.after)
        .join(tables.change_set, _SETS.id == _CHANGES.change_set_id)
        .where(
            _SETS.template == MAKE,
            _SETS.kind == ChangeSetKind.ACTION,
            _SETS.undone.is_(True),
            # By the few sets: SQLite would go through all changes of deliverables.
            unindexed(_CHANGES.kind) == Deliverable.key,
            _CHANGES.operation == "insert",
        )
    )
    found: defaultdict[int, set[date]] = defaultdict(set)
    for values in connection.execute(query).scalars():
        if values.get("series_id") and values.get("occurrence"):
            found[values["series_id"]].add(date.fromisoformat(values["occurrence"]))
    return found
