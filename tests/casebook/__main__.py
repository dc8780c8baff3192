"""`python -m tests.casebook FILE.jsonl DATABASE`: loads cases and says what came of it."""

import argparse
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from tests.casebook.comparing import Found, compare, counts
from tests.casebook.homes import Stands
from tests.casebook.loading import Loaded, load
from tests.casebook.reading import read_lines
from tracker.errors import TrackerError
from tracker.services import Services, open_services

_COUNTED = ("agreement", "organisation", "contact", "deliverable", "event", "source")
_NAMED = {"contact": "people"}


def main(arguments: Sequence[str] | None = None) -> int:
    """Load and report; 1 if a line is bad or a stated fact found no home."""
    parser = argparse.ArgumentParser(prog="python -m tests.casebook", description=__doc__)
    parser.add_argument("file", type=Path, help="one case a line (JSON), in the casebook's format")
    parser.add_argument("database", type=Path, help="the database to load it into; made if missing")
    asked = parser.parse_args(arguments)
    try:
        read_lines(asked.file)  # before a database is made for it
        is_new = not asked.database.exists()
        services = open_services(asked.database, "casebook", date.today)
        try:
            loaded = load(asked.file, services)
            failed = _report(loaded, services) if loaded.cases else 1
        finally:
            services.close()
        if is_new and not loaded.cases:
            asked.database.unlink()
    except TrackerError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    for mistake in loaded.bad:
        sys.stderr.write(f"{mistake}\n")
    return 1 if failed or loaded.bad else 0


def _report(loaded: Loaded, services: Services) -> int:
    archive = services.archive.dump()
    lines = [f"Cases: {len(loaded.cases)}"]
    if loaded.bad:
        lines.append(f"Lines left out: {len(loaded.bad)}")
    if loaded.known:
        named = ", ".join(case.id for case in loaded.known)
        lines.append(f"There already, left as they are: {len(loaded.known)} ({named})")
    lines += [
        f"{_NAMED.get(kind, f'{kind}s').capitalize()}: {len(archive['records'][kind])}"
        for kind in _COUNTED
    ]
    found = list(compare(archive, loaded.cases))
    lines += _facts(found)
    sys.stdout.write("\n".join(lines) + "\n")
    return 1 if any(fact.stands is None for fact in found) else 0


def _facts(found: list[Found]) -> Iterator[str]:
    """How many stand where; of quotations and of what is left each kind and each fact."""
    many = counts(found)
    left = [fact for fact in found if fact.stands is None]
    placed = len(found) - len(left)
    yield f"Facts stated: {len(found)}, placed: {placed}, left: {len(left)}"
    for stands in Stands:
        yield f"  {stands}: {many[stands]}"
        if stands is not Stands.FIELD:
            kinds = Counter(fact.allowed for fact in found if fact.stands is stands)
            for kind, count in kinds.items():
                if kind is not None:
                    yield f"    {count} {kind.path}: {kind.why}"
    yield from (f"  left: {fact}" for fact in left)


if __name__ == "__main__":
    raise SystemExit(main())
