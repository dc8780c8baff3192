"""Which fields may be set from a list: on one record there, or on many at once."""

from collections.abc import Mapping
from functools import cache

from tracker.domain.fields import FieldSpec, Kind
from tracker.domain.record import MANAGED, value_specs
from tracker.domain.records import ROOT_BY_KEY, Deliverable
from tracker.domain.series import RULE_FIELDS

LOGGED: Mapping[str, frozenset[str]] = {
    Deliverable.key: frozenset({"target", "opening_status"}),
}
"""What changes by logging progress and in no other way once the record is there."""

# What the other fields of a record mean follows from it, or other records do.
_FOUNDATIONS = {Deliverable.key: RULE_FIELDS | {"type"}}
_COMPLEX = frozenset({Kind.DETAILS, Kind.MOMENT})


@cache
def single_fields(kind: str) -> tuple[FieldSpec, ...]:
    """The own values of a record that may be set by themselves, as in a cell of a list."""
    kept = LOGGED.get(kind, frozenset()) | _FOUNDATIONS.get(kind, frozenset()) | MANAGED
    return tuple(
        spec
        for spec in value_specs(ROOT_BY_KEY[kind])
        if spec.name not in kept
        and not spec.managed
        and spec.kind not in _COMPLEX
        and (spec.kind is not Kind.REFERENCE or spec.target in ROOT_BY_KEY)
    )


@cache
def bulk_fields(kind: str) -> tuple[FieldSpec, ...]:
    """Those of them that many records may share. Left out is what tells one record from another
    (names, addresses) and long texts, which would be lost."""
    named = ROOT_BY_KEY[kind].name_fields
    return tuple(
        spec
        for spec in single_fields(kind)
        if spec.name not in named
        and not spec.pattern
        and not spec.required
        and spec.kind not in (Kind.LONG_TEXT, Kind.URL)
    )
