"""The sample files as text: which records stand in them, before any field is read."""

from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from tracker.domain.record import RootRecord
from tracker.domain.records import ROOTS
from tracker.errors import TrackerError
from tracker.i18n import tr

_SECTIONS = {f"{record.key}s": record for record in ROOTS}


class SampleError(TrackerError):
    """A sample file says something that cannot be loaded; `why` names file, record and field."""

    def __init__(self, why: str) -> None:
        super().__init__(
            tr("The samples were not loaded."),
            why,
            tr("Correct the file and load them again. Nothing was written."),
        )


@dataclass(frozen=True, slots=True)
class Written:
    """A record as it is written. `place` names file and record; without a key it is nameless."""

    place: str
    record: type[RootRecord]
    key: str
    values: dict[str, Any]


def written_records(folder: Path) -> list[Written]:
    """Every record of every file of the folder. Raises SampleError."""
    files = sorted(folder.glob("*.yaml"))
    if not files:
        raise SampleError(tr("There are no sample files in “{folder}”.", folder=folder.name))
    return [written for file in files for written in _of_file(file)]


def _of_file(file: Path) -> Iterator[Written]:
    name = file.name
    for section, rows in mapping(name, _parsed(file) or {}).items():
        if section not in _SECTIONS:
            raise SampleError(
                tr("{file} has an unknown section “{section}”.", file=name, section=section)
            )
        for number, row in enumerate(items(f"{name}, {section}", rows), start=1):
            values = mapping(f"{name}, {section} {number}", row)
            key = scalar(f"{name}, {section} {number}, key", values.pop("key", ""))
            place = f"{name}, {key or f'{section} {number}'}"
            yield Written(place, _SECTIONS[section], key, values)


def mapping(place: str, value: Any) -> dict[str, Any]:
    """A copy of what must be fields and their values."""
    if not isinstance(value, dict):
        raise SampleError(tr("{place}: fields and their values must stand here.", place=place))
    return dict(value)


def items(place: str, value: Any) -> list[Any]:
    """What must be a list; nothing written is an empty one."""
    if value == "":
        return []
    if not isinstance(value, list):
        raise SampleError(tr("{place}: a list must stand here.", place=place))
    return value


def scalar(place: str, value: Any) -> str:
    """What must be one plain value."""
    if not isinstance(value, str):
        raise SampleError(tr("{place}: one plain value must stand here.", place=place))
    return value


class _PlainLoader(yaml.BaseLoader):
    """Makes only text, lists and mappings, and refuses a name that stands twice in a mapping."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        seen: set[str] = set()
        for name, _ in node.value:
            if not isinstance(name, yaml.ScalarNode):
                raise yaml.constructor.ConstructorError(
                    problem=tr("a name is not plain text"), problem_mark=name.start_mark
                )
            if name.value in seen:
                raise yaml.constructor.ConstructorError(
                    problem=tr("“{name}” is written twice", name=name.value),
                    problem_mark=name.start_mark,
                )
            seen.add(name.value)
        return super().construct_mapping(node, deep)


def _parsed(file: Path) -> Any:
    try:
        return yaml.load(file.read_text(encoding="utf-8"), Loader=_PlainLoader)  # noqa: S506 - text only
    except UnicodeDecodeError:
        raise SampleError(tr("{file} is not UTF-8 text.", file=file.name)) from None
    except OSError as error:
        raise SampleError(tr("{file} cannot be read.", file=file.name)) from error
    except (yaml.YAMLError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        problem = getattr(error, "problem", None) or getattr(error, "reason", "")
        raise SampleError(
            tr(
                "{file}, line {line}: {problem}.",
                file=file.name,
                line=mark.line + 1 if mark else "?",
                problem=problem or tr("this cannot be read"),
            )
        ) from error
