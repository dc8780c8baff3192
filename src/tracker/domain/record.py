"""What all records have in common, and how their declarations are read."""

import inspect
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Annotated, Any, ClassVar, get_args

from pydantic import BaseModel, ConfigDict

from tracker.domain import fields as f
from tracker.domain.fields import FieldSpec, Kind
from tracker.domain.refs import RecordRef
from tracker.i18n import mark

__all__ = [
    "MANAGED",
    "ChildList",
    "ChildRecord",
    "Record",
    "RecordRef",
    "RootRecord",
    "child_lists",
    "choice_label",
    "spec_of",
    "specs",
    "value_specs",
]


class Record(BaseModel):
    """A stored row: a draft going in, a frozen row coming out.

    `id` is None until it is stored; `version` grows with every save and a stale one is refused.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    key: ClassVar[str]
    label: ClassVar[str]
    plural: ClassVar[str]

    id: int | None = None
    version: int = 0


class ChildRecord(Record):
    """A row that belongs to one root record and is edited with it.

    `parent` is the key of that root's class, or empty if the row may belong to any.
    """

    parent: ClassVar[str] = ""


class RootRecord(Record):
    """A record a person opens by itself. Deleting moves it to the trash (`trashed_at`)."""

    name_fields: ClassVar[tuple[str, ...]] = ("name",)

    tags: Annotated[
        tuple[str, ...],
        f.texts(
            mark("Tags"),
            search=True,
            folded=True,
            help=mark("Words of your own to group records by."),
        ),
    ] = ()
    remarks: Annotated[str, f.long_text(mark("Remarks"), search=True, folded=True)] = ""
    trashed_at: Annotated[datetime | None, f.moment(mark("Moved to the trash"))] = None


@dataclass(frozen=True, slots=True)
class ChildList:
    """A list of children in a root record, and the class of its rows."""

    spec: FieldSpec
    record: type[ChildRecord]


# Kept by the program and not by a form.
MANAGED = frozenset({"id", "version", "trashed_at"})


@cache
def specs(record: type[BaseModel]) -> tuple[FieldSpec, ...]:
    """All declared fields of a record class, in the order declared, own ones first."""
    own = [name for base in record.__mro__ for name in inspect.get_annotations(base)]
    order = {name: place for place, name in reversed(list(enumerate(own)))}
    found = [
        mark_.named(name)
        for name, info in record.model_fields.items()
        for mark_ in info.metadata
        if isinstance(mark_, FieldSpec)
    ]
    return tuple(sorted(found, key=lambda spec: order[spec.name]))


@cache
def spec_of(record: type[BaseModel], name: str) -> FieldSpec:
    """The declaration of one field; KeyError if the record has none of that name."""
    for spec in specs(record):
        if spec.name == name:
            return spec
    raise KeyError(f"{record.__name__} has no field {name}")


@cache
def value_specs(record: type[BaseModel]) -> tuple[FieldSpec, ...]:
    """The fields a record holds in its own row (children and participants live in others)."""
    apart = (Kind.CHILDREN, Kind.PARTICIPANTS)
    return tuple(spec for spec in specs(record) if spec.kind not in apart)


@cache
def child_lists(record: type[BaseModel]) -> tuple[ChildList, ...]:
    """The lists of children a root record is edited with."""
    return tuple(
        ChildList(spec, _item_class(record.model_fields[spec.name].annotation))
        for spec in specs(record)
        if spec.kind is Kind.CHILDREN
    )


def _item_class(annotation: Any) -> type[ChildRecord]:
    item = get_args(annotation)[0]
    if not (isinstance(item, type) and issubclass(item, ChildRecord)):
        raise TypeError(f"{annotation} is no tuple of child records")
    return item


def choice_label(record: type[BaseModel], name: str, value: str) -> str:
    """The label (to be translated) of a stored choice, or the value itself if it is unknown."""
    return spec_of(record, name).choices.get(value, value)
