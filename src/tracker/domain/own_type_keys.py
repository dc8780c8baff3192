"""The keys that new parts of an own type get, and what becomes of those that were taken out."""

import re
import unicodedata
from collections.abc import Callable

from tracker.domain.fields import Kind
from tracker.domain.own_type_rules import folded, tidy
from tracker.domain.own_types import WITH_UNIT, OwnChoice, OwnField, OwnTypeDefinition

_LONGEST = 40
_NUMBER = re.compile(r"_([0-9]+)$")


def settled(
    draft: OwnTypeDefinition,
    before: OwnTypeDefinition | None,
    is_used: Callable[[str], bool] = lambda _name: False,
) -> OwnTypeDefinition:
    """The draft as it is kept: words tidied, keys given to what is new, and all that `before` has
    and the draft leaves out behind the rest as removed.

    `is_used` says whether values stand under a name already, of a field that was undone.
    """
    known = {field.name: field for field in before.fields} if before else {}
    number = max([0, *(_number(name) for name in known)])
    fields: list[OwnField] = []
    taken: set[str] = set()
    for field in draft.fields:
        name = field.name
        if field.removed and name not in known:
            continue  # never kept
        if name not in known or name in taken:
            number += 1
            while is_used(name := f"{slug(field.label, 'field')}_{number}"):
                number += 1
        taken.add(name)
        fields.append(_settled(field.model_copy(update={"name": name}), known.get(name)))
    left_out = [field for name, field in known.items() if name not in taken]
    fields += [field.model_copy(update={"removed": True}) for field in left_out]
    return draft.model_copy(update={"name": tidy(draft.name), "fields": tuple(fields)})


def slug(words: str, otherwise: str) -> str:
    """A key in plain letters that still tells what it stands for, where it can be written so."""
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode().lower()
    found = re.sub(r"[^a-z0-9]+", "_", plain).strip("_")[:_LONGEST].strip("_")
    return found if found and found[0].isalpha() else otherwise


def _number(name: str) -> int:
    found = _NUMBER.search(name)
    return int(found.group(1)) if found else 0


def _settled(field: OwnField, before: OwnField | None) -> OwnField:
    return field.model_copy(
        update={
            "label": tidy(field.label),
            "help": field.help.strip(),
            "unit": tidy(field.unit) if field.kind in WITH_UNIT else "",
            "choices": _choices(field, before) if field.kind is Kind.CHOICE else (),
        }
    )


def _choices(field: OwnField, before: OwnField | None) -> tuple[OwnChoice, ...]:
    """A new choice is kept under its own words; one that was removed and is entered anew is the
    same one again."""
    known = {one.key: one for one in before.choices} if before else {}
    named = {one.key for one in field.choices}
    away = {
        folded(one.label): one.key
        for one in (*known.values(), *field.choices)
        if one.removed or one.key not in named
    }
    found: dict[str, OwnChoice] = {}
    for one in sorted(field.choices, key=lambda choice: choice.removed):
        label, key = tidy(one.label), one.key
        if key not in known or key in found:
            key = away.get(folded(label), "")
            if not key or key in found:
                key = _new_key(label, {*known, *found})
        if one.removed and key in found:
            continue
        found[key] = OwnChoice(key=key, label=label, removed=one.removed)
    for key, one in known.items():
        if key not in found:
            found[key] = one.model_copy(update={"removed": True})
    return tuple(found.values())


def _new_key(label: str, taken: set[str]) -> str:
    base = unicodedata.normalize("NFKC", label).casefold().replace(" ", "_")
    key, number = base, 1
    while key in taken:
        number += 1
        key = f"{base}_{number}"
    return key
