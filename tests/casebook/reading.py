"""A file in the casebook's format: one case a line (JSON), read and checked before it is used."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tracker.errors import TrackerError

# What the annotator says of a case and not the text.
NOT_FACTS = frozenset({"notable_modelling_challenge", "text_excerpt_mode"})

TEXT, TEXTS, NUMBER = "text", "list of texts", "text or number"


@dataclass(frozen=True)
class Shape:
    """What an object may hold: the kinds of its known fields, and those it cannot do without."""

    fields: dict[str, Any]
    required: frozenset[str]


def _shape(required: Sequence[str], texts: str, **more: Any) -> Shape:
    return Shape({**dict.fromkeys((*required, *texts.split()), TEXT), **more}, frozenset(required))


_PERSON = _shape(
    ["name"],
    "title organisation capacity on_behalf_of basis since signed_on agreement",
    other_positions=TEXTS,
)
CASE = _shape(
    ["id", "title"],
    "url language doc_type source_published_on kind signed_on signed_on_partial signed_on_basis"
    " place event effective_on expires_on_or_term text_excerpt",
    parties=[
        _shape(
            ["name"],
            "kind country role acronym name_en founded formed parent unit legal_form former_form"
            " joined agreement",
            predecessors=TEXTS,
            former_names=TEXTS,
            member_count=NUMBER,
        )
    ],
    signatories=[_PERSON],
    attendees=[_PERSON],
    deliverables=[
        _shape(
            ["title"],
            "type event place start end due start_note agreement",
            status_facts=TEXTS,
            participants=TEXTS,
        )
    ],
    funding=[_shape([], "currency what agreement", amount=NUMBER)],
    money_not_agreement_funding=[_shape([], "currency what agreement", amount=NUMBER)],
    renews=_shape([], "relation what original_date expired amendment_effective"),
    status_facts=TEXTS,
    commitments=TEXTS,
    other_agreements=TEXTS,
    linked_cases=TEXTS,
)


@dataclass(frozen=True)
class Case:
    """One case and the line it stands on."""

    line: int
    data: dict[str, Any]

    @property
    def id(self) -> str:
        """What the case is called."""
        return str(self.data["id"]).strip()


class BadCase(TrackerError):
    """The file, or one line of it (else 0), cannot be read."""

    line = 0


_LONGEST_SAID = 80


def bad(line: int, where: str, why: str) -> BadCase:
    """The error at one field of one line."""
    mistake = BadCase(f"Line {line}{', ' + _short(where) if where else ''}: {why}")
    mistake.line = line
    return mistake


@dataclass(frozen=True)
class Read:
    """The good lines of a file, and what is wrong with the others."""

    cases: list[Case]
    bad: list[BadCase]


def read_cases(path: Path) -> list[Case]:
    """Every case of a file without a mistake. Raises BadCase for the first one."""
    read = read_lines(path)
    for mistake in read.bad:
        raise mistake
    return read.cases


def read_lines(path: Path) -> Read:
    """Every line of the file, each by itself: one that cannot be read leaves the others alone.
    Raises BadCase if there is no such file, or nothing in it."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise BadCase(f"{path.name} cannot be read: {error.strerror or error}.") from error
    cases: list[Case] = []
    mistakes: list[BadCase] = []
    seen: dict[str, int] = {}
    for line, written in enumerate(content.removeprefix(b"\xef\xbb\xbf").split(b"\n"), start=1):
        if not written.strip():
            continue
        try:
            case = Case(line, _read_line(line, written))
            if case.id in seen:
                first = seen[case.id]
                raise bad(line, "id", f"“{_short(case.id)}” stands on line {first} already.")
        except BadCase as mistake:
            mistakes.append(mistake)
            continue
        seen[case.id] = line
        cases.append(case)
    if not cases and not mistakes:
        raise BadCase(f"{path.name} holds no case.")
    return Read(cases, mistakes)


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST_SAID else f"{text[:_LONGEST_SAID]}…"


def _read_line(line: int, written: bytes) -> dict[str, Any]:
    try:
        value = json.loads(
            written.decode("utf-8"), parse_constant=_no_constant, object_pairs_hook=_no_doubles
        )
    except UnicodeDecodeError as error:
        raise bad(line, "", "this is not UTF-8 text.") from error
    except json.JSONDecodeError as error:
        raise bad(line, f"character {error.colno}", f"this is not JSON ({error.msg}).") from error
    except RecursionError as error:
        raise bad(line, "", "it is nested too deeply.") from error
    except ValueError as error:
        raise bad(line, "", str(error)) from error
    if not isinstance(value, dict):
        raise bad(line, "", f"a case is an object, not {_called(value)}.")
    _check_object(line, "", value, CASE)
    return value


def _no_constant(name: str) -> None:
    raise ValueError(f"{name} is not a number that can be kept.")


def _no_doubles(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise ValueError(f"“{key}” is said twice in one object.")
        found[key] = value
    return found


def _check_object(line: int, at: str, value: dict[str, Any], shape: Shape) -> None:
    for name in sorted(shape.required):
        if name not in value or not stated(value[name]):
            raise bad(line, f"{at}{name}", "this is missing.")
    for name, one in value.items():
        if not name.strip():
            raise bad(line, at.removesuffix("."), "a field has no name.")
        _check(line, f"{at}{name}", one, shape.fields.get(name))


def _check(line: int, at: str, value: Any, expected: Any) -> None:
    if not isinstance(value, (list, dict)):
        _check_scalar(line, at, value, expected)
        return
    items: list[tuple[str, Any]] = []
    if isinstance(expected, Shape):
        if not isinstance(value, dict):
            raise bad(line, at, f"this must be an object, not {_called(value)}.")
        _check_object(line, f"{at}.", value, expected)
    elif expected == TEXTS or isinstance(expected, list):
        if not isinstance(value, list):
            raise bad(line, at, f"this must be a list, not {_called(value)}.")
        inner = TEXT if expected == TEXTS else expected[0]
        items = [(f"{at}[{place}]", (one, inner)) for place, one in enumerate(value)]
    elif expected is not None:
        raise bad(line, at, f"this must be {_wanted(expected)}, not {_called(value)}.")
    else:
        pairs = value.items() if isinstance(value, dict) else enumerate(value)
        items = [(f"{at}[{key}]", (one, None)) for key, one in pairs]
    for where, (one, inner) in items:
        if isinstance(inner, Shape) and one is None:
            raise bad(line, where, "this must be an object, not nothing.")
        _check(line, where, one, inner)


def _check_scalar(line: int, at: str, value: Any, expected: Any) -> None:
    if isinstance(value, str):
        if "\x00" in value or any("\ud800" <= sign <= "\udfff" for sign in value):
            raise bad(line, at, "this holds characters that cannot be stored.")
        fits = expected in (None, TEXT, NUMBER)
    elif value is None:
        fits = True
    else:
        number = isinstance(value, (int, float)) and not isinstance(value, bool)
        fits = expected is None or (expected == NUMBER and number)
    if not fits:
        raise bad(line, at, f"this must be {_wanted(expected)}, not {_called(value)}.")


def _wanted(expected: Any) -> str:
    if isinstance(expected, Shape):
        return "an object"
    if isinstance(expected, list) or expected == TEXTS:
        return "a list"
    return str(expected)


def _called(value: Any) -> str:
    names = {bool: "yes or no", int: "a number", float: "a number", str: "a text", list: "a list"}
    return names.get(type(value), "an object" if isinstance(value, dict) else "nothing")


def stated(value: Any) -> bool:
    """Whether a value says anything: null, "" and [] do not."""
    if isinstance(value, str):
        return bool(value.strip())
    return value is not None and value not in ([], {})


def leaves(value: Any, at: str = "") -> Iterator[tuple[str, Any]]:
    """Every stated fact of a case with its path, such as `parties[0].acronym`."""
    if isinstance(value, dict):
        for name, one in value.items():
            if at or name not in NOT_FACTS:
                yield from leaves(one, f"{at}.{name}" if at else name)
    elif isinstance(value, list):
        for place, one in enumerate(value):
            yield from leaves(one, f"{at}[{place}]")
    elif stated(value):
        yield at, value


def as_stated(leaf: Any) -> str:
    """A fact as a statement quotes it."""
    return leaf.strip() if isinstance(leaf, str) else json.dumps(leaf, ensure_ascii=False)


def unknown(value: dict[str, Any], shape: Shape) -> Iterator[tuple[str, str]]:
    """Facts under names the format does not know, each as (name, text)."""
    for name, one in value.items():
        if name not in shape.fields and name not in NOT_FACTS:
            for path, leaf in leaves(one, name):
                yield path, as_stated(leaf)
