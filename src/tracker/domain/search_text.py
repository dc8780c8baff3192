"""The words under which a record is found, read from its declaration."""

from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import BaseModel

from tracker.domain.deliverable_types.base import TypeDetails
from tracker.domain.fields import Kind
from tracker.domain.record import RecordRef, RootRecord, child_lists, value_specs


def words_of(
    record: RootRecord,
    title: str,
    names: Mapping[RecordRef, str],
    details: type[TypeDetails] | None,
) -> tuple[str, str]:
    """The title (all names of the record) and the body (all its searched fields) to index.

    `names` are what the records it refers to are called; `details` the type of a deliverable.
    """
    titles = [title, *(str(getattr(record, name)) for name in record.name_fields)]
    titles += [child.name for child in getattr(record, "names", ())]
    body = list(_words(record, record.model_dump(), names))
    for children in child_lists(type(record)):
        for child in getattr(record, children.spec.name):
            body += _words(child, child.model_dump(), names)
    if details is not None:
        body.append(details.label)
        body += _words(details, getattr(record, "details", {}), names)
    return _joined(titles), _joined(body)


def _words(
    record: BaseModel | type[BaseModel], values: Mapping[str, Any], names: Mapping[RecordRef, str]
) -> Iterator[str]:
    kind = record if isinstance(record, type) else type(record)
    for spec in value_specs(kind):
        value = values.get(spec.name)
        if value in (None, "", (), [], {}):
            continue
        if spec.kind is Kind.REFERENCE:
            yield names.get(RecordRef(spec.target, value), "")
        elif spec.kind is Kind.DATE:
            yield str(getattr(value, "edtf", value))
        elif spec.search:
            yield " ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)


def _joined(words: list[str]) -> str:
    return " ".join(dict.fromkeys(word for word in words if word))
