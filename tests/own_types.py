"""Own types for tests: one with a field of every kind, and any that somebody could define."""

from typing import Any

from hypothesis import strategies as st

from tracker.domain.fields import Kind
from tracker.domain.own_types import OWN_KINDS, OwnChoice, OwnField, OwnTypeDefinition
from tracker.services import Services

NAME = "해커톤 & <b>Hackathon</b>"
"""Korean, with signs that mean something to widgets, to XML and to SQL."""


def definition(name: str = NAME) -> OwnTypeDefinition:
    """A field of every kind. Some are called as fields of the program are, which it would
    translate."""
    labels = {
        Kind.TEXT: "R&D theme",
        Kind.LONG_TEXT: "심사평",
        Kind.TEXTS: "Sponsors",
        Kind.INTEGER: "참가 팀",
        Kind.DECIMAL: "Area",
        Kind.PERCENT: "Share",
        Kind.MONEY: "Budget",
        Kind.FLAG: "공개",
        Kind.CHOICE: "방식",
        Kind.DATE: "Dates",
        Kind.DURATION: "Length",
        Kind.COUNTRY: "나라",
        Kind.URL: "Address",
        Kind.PARTICIPANTS: "심사위원",
    }
    return OwnTypeDefinition(
        name=name, icon="sparkles", fields=tuple(_field(kind, labels[kind]) for kind in OWN_KINDS)
    )


def _field(kind: Kind, label: str) -> OwnField:
    choices = ("온라인", "A & B", "in <i>person</i>") if kind is Kind.CHOICE else ()
    return OwnField(
        label=label,
        kind=kind,
        unit="개" if kind is Kind.INTEGER else "",
        choices=tuple(OwnChoice(label=one) for one in choices),
        target="contact" if kind is Kind.PARTICIPANTS else "organisation",
    )


def made(services: Services, drawn: OwnTypeDefinition | None = None) -> OwnTypeDefinition:
    """The type, kept in a database."""
    return services.own_types.save(drawn or definition()).definition


def named(type_: OwnTypeDefinition, kind: Kind) -> str:
    """The name of its first field of a kind, as values are stored under."""
    return next(field.name for field in type_.fields if field.kind is kind)


# Plain words: what people call fields, in any script.
_WORDS = st.text(
    st.characters(categories=["L", "N"], exclude_characters="ǅ"), min_size=1, max_size=12
)


@st.composite
def fields(draw: st.DrawFn) -> OwnField:
    """A new field."""
    kind = draw(st.sampled_from(OWN_KINDS))
    labels = st.lists(_WORDS, min_size=1, max_size=4, unique_by=str.casefold)
    choices = draw(labels) if kind is Kind.CHOICE else []
    return OwnField(
        label=draw(_WORDS),
        kind=kind,
        required=draw(st.booleans()),
        choices=tuple(OwnChoice(label=one) for one in choices),
        unit=draw(st.sampled_from(["", "m²", "개"]))
        if kind in (Kind.INTEGER, Kind.DECIMAL)
        else "",
        help=draw(st.sampled_from(["", "Who & where?"])),
        target=draw(st.sampled_from(["organisation", "contact"])),
    )


@st.composite
def definitions(draw: st.DrawFn) -> OwnTypeDefinition:
    """A new type without mistakes."""
    return OwnTypeDefinition(
        name="Type " + draw(_WORDS),
        icon=draw(st.sampled_from(["package", "sparkles"])),
        fields=tuple(
            draw(st.lists(fields(), max_size=6, unique_by=lambda field: field.label.casefold()))
        ),
    )


@st.composite
def changed(draw: st.DrawFn, kept: OwnTypeDefinition) -> OwnTypeDefinition:
    """What somebody may make of a type in one go."""
    fields_ = list(kept.fields)
    for _ in range(draw(st.integers(0, 3))):
        what = draw(st.sampled_from(["add", "remove", "leave out", "back", "rename", "required",
                                     "move", "choices"]))  # fmt: skip
        if what == "add":
            fields_.append(draw(fields()))
            continue
        if not fields_:
            continue
        at = draw(st.integers(0, len(fields_) - 1))
        field = fields_[at]
        if what == "leave out":
            del fields_[at]
        elif what == "move":
            fields_.insert(0, fields_.pop(at))
        elif what == "choices" and field.choices:
            rest = field.choices[draw(st.integers(0, 1)) :]
            new = OwnChoice(label=draw(st.sampled_from(["new", "other", field.choices[0].label])))
            fields_[at] = field.model_copy(update={"choices": (*rest, new)})
        else:
            changes: dict[str, dict[str, Any]] = {
                "remove": {"removed": True},
                "back": {"removed": False},
                "rename": {"label": f"renamed {draw(st.integers(0, 99))}"},
                "required": {"required": not field.required},
            }
            change = changes.get(what, {})
            fields_[at] = field.model_copy(update=change)
    return kept.model_copy(update={"fields": tuple(fields_)})
