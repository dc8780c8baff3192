"""Between records and rows, and between rows and the JSON that the change log keeps."""

from collections.abc import Mapping
from functools import cache
from typing import Any, TypeVar

from pydantic import TypeAdapter

from tracker.domain.dates import PartialDate
from tracker.domain.durations import Duration
from tracker.domain.fields import FieldSpec, Kind
from tracker.domain.money import Money
from tracker.domain.offsets import Offset
from tracker.domain.record import Record, value_specs

R = TypeVar("R", bound=Record)


def to_columns(spec: FieldSpec, value: Any) -> dict[str, Any]:
    """The column values that hold `value` of one field."""
    name = spec.name
    match spec.kind:
        case Kind.DATE:
            known: PartialDate | None = value
            return {
                name: known.edtf if known else None,
                f"{name}_first": known.earliest if known else None,
                f"{name}_last": known.latest if known else None,
            }
        case Kind.MONEY:
            paid: Money | None = value
            return {
                name: paid.amount if paid else None,
                f"{name}_currency": paid.currency if paid else None,
            }
        case Kind.DURATION:
            length: Duration | None = value
            return {name: length.iso if length else None}
        case Kind.OFFSET:
            distance: Offset | None = value
            return {name: distance.iso if distance else None}
        case Kind.TEXTS:
            return {name: list(value)}
        case Kind.CHOICE:
            return {name: None if value is None else str(value)}
        case _:
            return {name: value}


def from_columns(spec: FieldSpec, row: Mapping[Any, Any]) -> Any:
    """The raw value of one field, for pydantic to read."""
    value = row[spec.name]
    if spec.kind is Kind.MONEY:
        return (
            None if value is None else {"amount": value, "currency": row[f"{spec.name}_currency"]}
        )
    return value


def to_row(record: Record) -> dict[str, Any]:
    """All columns of a record's own row, without id and version."""
    row: dict[str, Any] = {}
    for spec in value_specs(type(record)):
        row.update(to_columns(spec, getattr(record, spec.name)))
    return row


def from_row(record: type[R], row: Mapping[Any, Any], **children: Any) -> R:
    """The record in a row, with its lists of children."""
    values = {spec.name: from_columns(spec, row) for spec in value_specs(record)}
    return record(id=row["id"], version=row["version"], **values, **children)


@cache
def _adapter(record: type[Record], name: str) -> TypeAdapter[Any]:
    annotation: Any = record.model_fields[name].annotation
    return TypeAdapter(annotation)


def to_json(record: type[Record], name: str, value: Any) -> Any:
    """One field's value as the change log keeps it."""
    if value is None or type(value) in (str, int, bool):
        return value
    return _adapter(record, name).dump_python(value, mode="json")


def from_json(record: type[Record], name: str, value: Any) -> Any:
    """One field's value back from the change log."""
    return _adapter(record, name).validate_python(value)


def values_of(record: Record) -> dict[str, Any]:
    """The record's own fields as the change log keeps them, empty ones left out."""
    kind = type(record)
    found = {}
    for spec in value_specs(kind):
        value = getattr(record, spec.name)
        if value is not None and value not in ("", (), {}):
            found[spec.name] = to_json(kind, spec.name, value)
    return found
