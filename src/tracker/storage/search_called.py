"""Which records have one of many names, in full: asked of the index of names, not of the rows."""

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, select, text

from tracker.domain.search_words import indexed_name
from tracker.storage import tables
from tracker.storage.search_places import places_of

_AT_ONCE = 200
_CALLED = text(
    "SELECT rowid FROM search_name WHERE search_name MATCH :asked "
    "AND rowid BETWEEN :first AND :last"
)


def perhaps_called(connection: Connection, kind: str, names: Iterable[str]) -> list[int]:
    """Records (not in the trash) of which one of the names may be one, and a few more: the index
    leaves spaces, accents and legal forms out. What has no letters is found only as the name that
    a record is shown by, in small letters."""
    keys: set[str] = set()
    signs: set[str] = set()
    for name in names:
        key = indexed_name(name)
        (keys if key else signs).add(f'"{key}"' if key else name)
    places = places_of([kind])
    found: set[int] = set()
    for some in _portions(keys):
        given = {
            "asked": f"also : ({' OR '.join(some)})",
            "first": places.first,
            "last": places.last,
        }
        found.update(place - places.first for place in connection.scalars(_CALLED, given))
    table = tables.TABLES[kind]
    for some in _portions(signs):
        found.update(
            connection.scalars(
                select(table.c.id).where(table.c.sort_name.in_(some), table.c.trashed_at.is_(None))
            )
        )
    return sorted(found)


def _portions(names: Iterable[str]) -> Iterable[Sequence[str]]:
    every = sorted(names)
    for start in range(0, len(every), _AT_ONCE):
        yield every[start : start + _AT_ONCE]
