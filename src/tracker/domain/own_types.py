"""A type of deliverable that somebody defines: its fields as plain values, kept as JSON.

`type_class` makes of it what every type of the program is, a class of declared fields; so forms,
lists, rules, files and search need to know nothing of where a type comes from. What is wrong with
a definition says `own_type_rules`.

Nothing ever entered is lost: names of fields and keys of choices are given once and never again,
and what is taken out of a type stays in its definition as `removed`.
"""

import json
import re
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError

from tracker.domain.fields import Kind

OWN_KINDS = (
    Kind.TEXT, Kind.LONG_TEXT, Kind.TEXTS, Kind.INTEGER, Kind.DECIMAL, Kind.PERCENT, Kind.MONEY,
    Kind.FLAG, Kind.CHOICE, Kind.DATE, Kind.DURATION, Kind.COUNTRY, Kind.URL, Kind.PARTICIPANTS,
)  # fmt: skip
"""The kinds of fields that an own type may have, in the order they are offered."""

TARGETS = ("organisation", "contact")
"""Who may take part in the role of a field of participants."""

WITH_UNIT = frozenset({Kind.INTEGER, Kind.DECIMAL})
"""The kinds whose values have a unit."""

_NAME = re.compile(r"[a-z][a-z0-9_]{0,79}_[0-9]{1,6}")


class _Value(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


class OwnChoice(_Value):
    """One of the values of a choice. A `removed` one is not offered; where it was chosen it is
    still read. A draft's new choice has no key."""

    key: str = ""
    label: str = ""
    removed: bool = False


class OwnField(_Value):
    """One field, in somebody's own words. `name` is the key that values are stored under, empty
    for a new field of a draft; `target` says who a field of participants names, one of `TARGETS`.
    """

    name: str = ""
    label: str = ""
    kind: Kind = Kind.TEXT
    required: bool = False
    choices: tuple[OwnChoice, ...] = ()
    unit: str = ""
    help: str = ""
    target: str = "organisation"
    removed: bool = False


class OwnTypeDefinition(_Value):
    """A type. `key` is what its deliverables hold as their type, empty for a new one; `fields` are
    in the order of the form, the removed ones among them."""

    key: str = ""
    name: str = ""
    icon: str = "package"
    fields: tuple[OwnField, ...] = ()
    retired: bool = False

    @property
    def current(self) -> tuple[OwnField, ...]:
        """The fields it has now."""
        return tuple(field for field in self.fields if not field.removed)

    @property
    def removed(self) -> tuple[OwnField, ...]:
        """The fields it had."""
        return tuple(field for field in self.fields if field.removed)

    def to_json(self) -> str:
        """Its fields as they are stored; name, icon and the rest stand beside."""
        fields = [field.model_dump(mode="json", exclude_defaults=True) for field in self.fields]
        return json.dumps({"fields": fields}, ensure_ascii=False)

    @classmethod
    def from_json(
        cls, key: str, name: str, icon: str, text: str, retired: bool | None
    ) -> "OwnTypeDefinition":
        """What was stored. ValueError for what is no definition."""
        try:
            read: Any = json.loads(text or "{}")
            found = cls(
                key=key,
                name=name,
                icon=icon or "package",
                fields=read.get("fields", ()),
                retired=bool(retired),
            )
        except (AttributeError, RecursionError, ValidationError) as error:
            raise ValueError(f"{key} is no definition of a type") from error
        names = [field.name for field in found.fields]
        if len(set(names)) < len(names) or not all(map(is_field_name, names)):
            raise ValueError(f"{key} has names of fields that are none")
        return found


def is_field_name(name: str) -> bool:
    """Whether values can be stored under it. Its number tells it from what the program names."""
    return bool(_NAME.fullmatch(name))
