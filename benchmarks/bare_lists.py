"""What the list of deliverables asks, written by hand for bare SQLite."""

from collections.abc import Iterator, Sequence

from benchmarks.samples import TODAY
from tracker.domain.deliverable_types import types
from tracker.domain.progress import OPEN, SERIES, DeliverableStatus
from tracker.i18n import tr

DAY = TODAY.isoformat()
_OPEN = ", ".join(f"'{status}'" for status in sorted(OPEN))
_OVERDUE = f"+s.status IN ({_OPEN}) AND s.target_last < '{DAY}'"
_SPAN = (
    "deliverable_span s ON s.deliverable_id = d.id "
    f"AND s.from_day <= '{DAY}' AND s.to_day >= '{DAY}'"
)
_RESPONSIBLE = (
    "(SELECT group_concat(name, ', ') FROM (SELECT o.shown_name AS name FROM responsible_party r "
    "JOIN organisation o ON o.id = r.organisation_id WHERE r.parent_id = d.id "
    "ORDER BY r.position))"
)
_LAST = (
    '(SELECT p."on" FROM progress_entry p WHERE p.deliverable_id = d.id '
    f"AND p.on_first <= '{DAY}' "
    "AND p.withdraws IS NOT 1 "
    "AND NOT EXISTS (SELECT 1 FROM progress_entry c WHERE c.corrects_id = p.id) "
    "ORDER BY p.on_first DESC, p.id DESC LIMIT 1)"
)

# The values of the columns by key.
VALUES = {
    "title": "d.title",
    "agreement": "a.shown_name",
    "type": "d.type",
    "status": f"CASE WHEN {_OVERDUE} THEN 'overdue' "
    "WHEN (SELECT history FROM deliverable_key k WHERE k.id = d.id) = 1 THEN 'history' "
    "ELSE s.status END",
    "target": "s.target",
    "event": "e.shown_name",
    "responsible": _RESPONSIBLE,
    "last_logged": _LAST,
    "percent": "s.percent",
}
_JOINED = (
    f"FROM deliverable d LEFT JOIN {_SPAN} "
    "LEFT JOIN agreement a ON a.id = d.agreement_id LEFT JOIN event e ON e.id = d.event_id"
)

# The few in the trash have an index of their own; reading the rows of all others takes longest.
_LIVE = "NOT IN (SELECT id FROM deliverable WHERE trashed_at IS NOT NULL)"
_ON_DAY = f"s.from_day <= '{DAY}' AND s.to_day >= '{DAY}'"


def _by_key(column: str) -> tuple[str, str]:
    """What is known in the order of its index, then what is not."""
    asked = f"SELECT id FROM deliverable_key WHERE id {_LIVE} AND {column}"
    return f"{asked} IS NOT NULL ORDER BY {column}, id", f"{asked} IS NULL ORDER BY id"


_SPANS = f"SELECT deliverable_id FROM deliverable_span s WHERE {_ON_DAY} AND deliverable_id {_LIVE}"
# Where no status ends after the day, the last span of each record is that of the day.
_LAST_SPANS = (
    "SELECT deliverable_id FROM deliverable_span s "
    f"WHERE s.to_day = '9999-12-31' AND deliverable_id {_LIVE}"
)


def _by_type() -> Iterator[str]:
    """One type after the other, in the order of their labels."""
    for key in sorted(types(), key=lambda key: tr(types()[key].label).casefold()):
        yield f"SELECT id FROM deliverable WHERE type = '{key}' AND id {_LIVE} ORDER BY id"


_HISTORY = "deliverable_id IN (SELECT id FROM deliverable_key WHERE history = 1)"


def _by_status() -> Iterator[str]:
    """What is overdue, then one status after the other in the order of a life, what was before
    its agreement, and series."""
    yield f"{_LAST_SPANS} AND {_OVERDUE.removeprefix('+')} ORDER BY deliverable_id"
    for status in DeliverableStatus:
        on_time = f"AND (s.target_last IS NULL OR s.target_last >= '{DAY}')"
        yield (
            f"{_LAST_SPANS} AND s.status = '{status}' "
            f"{on_time if status in OPEN else f'AND NOT {_HISTORY}'} ORDER BY deliverable_id"
        )
    yield f"{_LAST_SPANS} AND {_HISTORY} ORDER BY deliverable_id"
    yield f"{_LAST_SPANS} AND s.status = '{SERIES}' ORDER BY deliverable_id"


# The ids of all rows in the order of a column, what is unknown last, what is alike by its id:
# statements to be asked one after the other, each answered from as narrow an index as there is.
# Upwards; `benchmarks.sorting` proves that they give the ids as the program does.
SORTED: dict[str, tuple[str, ...]] = {
    "title": (f"SELECT id FROM deliverable WHERE id {_LIVE} ORDER BY sort_name, id",),
    "type": tuple(_by_type()),
    "agreement": _by_key("agreement"),
    "event": _by_key("event"),
    "responsible": _by_key("responsible"),
    "last_logged": _by_key("logged_first"),
    "status": tuple(_by_status()),
    "target": (
        f"{_SPANS} AND s.target_last IS NOT NULL ORDER BY s.target_last, s.deliverable_id",
        f"{_SPANS} AND s.target_last IS NULL ORDER BY s.deliverable_id",
    ),
    "percent": (f"{_LAST_SPANS} ORDER BY s.percent IS NULL, s.percent, s.deliverable_id",),
}
_NEWEST = "ORDER BY s.target_last IS NULL, s.target_last DESC, s.deliverable_id DESC"
_ROWS_FIRST = (
    "SELECT d.id FROM deliverable d CROSS JOIN deliverable_span s ON s.deliverable_id = d.id "
    f"WHERE {_ON_DAY} AND d.id {_LIVE}"
)
_TYPED = f"{_ROWS_FIRST} AND d.type = 'pavilion'"
_OF_AGREEMENT = "(SELECT id FROM agreement WHERE sort_name LIKE '%automation%')"
_BY = (
    "(SELECT r.parent_id FROM organisation_key o CROSS JOIN responsible_party r "
    "ON r.organisation_id = o.id WHERE o.names LIKE '%서울%')"
)
# Filters as they are typed, and the ids that answer them, in the order of the list.
FILTERED = {
    "status:overdue": f"{_LAST_SPANS} AND {_OVERDUE.removeprefix('+')} {_NEWEST}",
    "status:at_risk": f"{_LAST_SPANS} AND s.status = 'at_risk' "
    f"AND (s.target_last IS NULL OR s.target_last >= '{DAY}') {_NEWEST}",
    "type:pavilion": f"{_TYPED} {_NEWEST}",
    "pavilion.area>900": f"{_TYPED} AND CAST(json_extract(d.details, '$.area') AS REAL) > 900 "
    f"{_NEWEST}",
    "title:forum": f"{_ROWS_FIRST} AND d.sort_name LIKE '%forum%' {_NEWEST}",
    "agreement:automation": f"{_ROWS_FIRST} AND d.agreement_id IN {_OF_AGREEMENT} {_NEWEST}",
    "responsible:서울": f"{_LAST_SPANS} AND s.deliverable_id IN {_BY} {_NEWEST}",
    "percent>80": f"{_LAST_SPANS} AND s.percent > 80 {_NEWEST}",
    "target<2010-06-01": f"{_LAST_SPANS} AND s.target_last < '2010-06-01' {_NEWEST}",
}


def rows_query(keys: Sequence[str], count: int) -> str:
    """The id and these values of so many records, by their ids."""
    places = ", ".join("?" * count)
    values = ", ".join(VALUES[key] for key in keys)
    return f"SELECT d.id, {values} {_JOINED} WHERE d.id IN ({places})"


def all_rows_query(keys: Sequence[str]) -> str:
    """These values of all records, in the order of the title."""
    values = ", ".join(VALUES[key] for key in keys)
    return f"SELECT {values} {_JOINED} WHERE d.id {_LIVE} ORDER BY d.sort_name, d.id"
