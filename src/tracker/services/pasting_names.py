"""Which records are called so: looked up for all names of a paste at once."""

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, Select, select

from tracker.domain.records import ROOT_BY_KEY
from tracker.storage import tables
from tracker.storage.search_called import perhaps_called

_AT_ONCE = 400


def name_of(text: str) -> str:
    """A name without what makes no difference: capitals, blanks, how letters are composed."""
    return unicodedata.normalize("NFC", " ".join(text.split()).casefold())


def called(
    connection: Connection, kind: str, names: Iterable[str], *, further: bool = True
) -> dict[str, list[int]]:
    """The records (not in the trash) that have one of the names, as `name_of` gives them; with
    `further` also under an acronym or another name that is kept of them."""
    wanted = {name for name in names if name}
    found: defaultdict[str, list[int]] = defaultdict(list)
    if not wanted:
        return found
    ids = perhaps_called(connection, kind, wanted)
    for start in range(0, len(ids), _AT_ONCE):
        some = ids[start : start + _AT_ONCE]
        for query in _names_of(kind, some, further=further):
            for id, text in connection.execute(query):
                name = name_of(text)
                if name in wanted and id not in found[name]:
                    found[name].append(id)
    return found


def _names_of(kind: str, ids: Sequence[int], *, further: bool) -> Iterator[Select[Any]]:
    """Select the names of these records, each with the record's id."""
    table, own = tables.TABLES[kind], ROOT_BY_KEY[kind].name_fields
    for name in ("shown_name", *own) if further else own:
        yield select(table.c.id, table.c[name]).where(table.c.id.in_(ids))
    others = tables.TABLES.get(f"{kind}_name")
    if further and others is not None:
        yield select(others.c.parent_id, others.c.name).where(others.c.parent_id.in_(ids))
