"""What is wrong with an own type as somebody has written it."""

from collections.abc import Iterator
from functools import cache

from tracker.domain.deliverable_types.catalogue import BUILT_IN, TypeCatalogue
from tracker.domain.fields import Kind
from tracker.domain.own_types import OWN_KINDS, TARGETS, OwnField, OwnTypeDefinition
from tracker.domain.reading import checked
from tracker.errors import Problem
from tracker.i18n import speaking, tr, without_mnemonic
from tracker.resources import resource_path

LONGEST_NAME = 80
LONGEST_UNIT = 20
LONGEST_HELP = 500
MOST_FIELDS = 60
MOST_CHOICES = 200
# Those that were removed stay in the definition; so many are a mistake or an attack.
MOST_REMOVED = 1_000
_LANGUAGES = ("en", "ko")


def problems_of_definition(
    draft: OwnTypeDefinition, types: TypeCatalogue, before: OwnTypeDefinition | None = None
) -> list[Problem]:
    """Every mistake in a draft, beside its part: ("name",), ("fields", 2, "label"), ("fields", 2,
    "kind"), ("fields", 2, "choices"), ("fields", 2, "choices", 0, "label"), ("fields",).

    `types` are all there are, whose names are taken; `before` is the type as it is stored. Of
    removed fields nothing is asked.
    """
    return list(_problems(draft, types, before))


def tidy(text: str) -> str:
    """A name or label as it is kept: on one line, without blanks around it."""
    return " ".join(text.split())


def folded(text: str) -> str:
    """A name as names are told apart: without regard to case and blanks."""
    return tidy(text).casefold()


def _problems(
    draft: OwnTypeDefinition, types: TypeCatalogue, before: OwnTypeDefinition | None
) -> Iterator[Problem]:
    if said := _with_name(draft, types):
        yield Problem(("name",), said)
    if len(draft.current) > MOST_FIELDS or len(draft.fields) > MOST_REMOVED:
        yield Problem(("fields",), tr("A type has at most {count} fields.", count=MOST_FIELDS))
    stored = {field.name: field for field in before.fields} if before else {}
    seen: set[str] = set()
    for place, field in enumerate(draft.fields):
        if field.removed:
            continue
        for problem in _of_field(field, stored.get(field.name) if field.name else None, seen):
            yield Problem(("fields", place, *problem.path), problem.message)
        seen.add(folded(field.label))


def _with_name(draft: OwnTypeDefinition, types: TypeCatalogue) -> str:
    name = tidy(draft.name)
    if not name:
        return tr("Enter the name of the type.")
    if said := _with_text(name, LONGEST_NAME):
        return said
    others = {key: one for key, one in types.all().items() if one.own and key != draft.key}
    if folded(name) in _built_in() | {folded(one.label) for one in others.values()}:
        return tr("There is a type “{name}” already; choose another name.", name=name)
    return ""


@cache
def _built_in() -> frozenset[str]:
    """What the types of the program are called in any language: somebody may switch."""
    found: set[str] = set()
    for language in _LANGUAGES:
        with speaking(language, resource_path("i18n")):
            found |= {folded(without_mnemonic(tr(label))) for label in BUILT_IN.labels().values()}
    return frozenset(found)


def _of_field(field: OwnField, stored: OwnField | None, seen: set[str]) -> Iterator[Problem]:
    label = tidy(field.label)
    if not label:
        yield Problem(("label",), tr("Enter the name of the field."))
    elif said := _with_text(label, LONGEST_NAME):
        yield Problem(("label",), said)
    elif folded(label) in seen:
        yield Problem(("label",), tr("There is a field “{name}” already.", name=label))
    if field.kind not in OWN_KINDS:
        yield Problem(("kind",), tr("Choose a kind."))
    elif stored and (stored.kind, _target(stored)) != (field.kind, _target(field)):
        # What was entered under it is of the old kind.
        yield Problem(
            ("kind",),
            tr("The kind of a field cannot be changed. Remove it, and add another field."),
        )
    if field.kind is Kind.PARTICIPANTS and field.target not in TARGETS:
        yield Problem(("target",), tr("Choose organisations or people."))
    if field.kind is Kind.CHOICE:
        yield from _of_choices(field)
    if said := _with_text(tidy(field.unit), LONGEST_UNIT):
        yield Problem(("unit",), said)
    if said := _with_text(field.help.strip(), LONGEST_HELP):
        yield Problem(("help",), said)


def _target(field: OwnField) -> str:
    return field.target if field.kind is Kind.PARTICIPANTS else ""


def _of_choices(field: OwnField) -> Iterator[Problem]:
    offered = [one for one in field.choices if not one.removed]
    if not offered:
        yield Problem(("choices",), tr("Enter what can be chosen."))
    if len(field.choices) > MOST_CHOICES:
        count = MOST_CHOICES
        yield Problem(("choices",), tr("A field has at most {count} choices.", count=count))
    seen: set[str] = set()
    for place, one in enumerate(field.choices):
        if one.removed:
            continue
        label = tidy(one.label)
        at = ("choices", place, "label")
        if not label:
            yield Problem(at, tr("Enter the name of the choice, or remove it."))
        elif said := _with_text(label, LONGEST_NAME):
            yield Problem(at, said)
        elif folded(label) in seen:
            yield Problem(at, tr("There is a choice “{name}” already.", name=label))
        seen.add(folded(label))


def _with_text(text: str, longest: int) -> str:
    try:
        checked(text, longest)
    except ValueError as error:
        return str(error)
    if not text.replace("\n", " ").replace("\u200d", "").replace("\u200c", "").isprintable():
        # Among them those that turn the direction of what stands behind them.
        return tr("The text holds signs that are not shown.")
    return ""
