"""`python -m tests.casebook FILE.jsonl DATABASE`: loads cases and says what came of it."""

import argparse
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from tests.casebook.comparing import facts_of, without_home
from tests.casebook.loading import Loaded, load
from tests.casebook.reading import read_cases
from tracker.errors import TrackerError
from tracker.services import Services, open_services

_COUNTED = ("agreement", "organisation", "contact", "deliverable", "event", "source")
_NAMED = {"contact": "people"}


def main(arguments: Sequence[str] | None = None) -> int:
    """Load and report; 1 if the file is bad or a stated fact found no home."""
    parser = argparse.ArgumentParser(prog="python -m tests.casebook", description=__doc__)
    parser.add_argument("file", type=Path, help="one case a line (JSON), in the casebook's format")
    parser.add_argument("database", type=Path, help="the database to load it into; made if missing")
    asked = parser.parse_args(arguments)
    try:
        read_cases(asked.file)  # before a database is made for it
        is_new = not asked.database.exists()
        services = open_services(asked.database, "casebook", date.today)
        try:
            loaded = load(asked.file, services)
        except TrackerError:
            services.close()
            if is_new:
                asked.database.unlink()
            raise
        try:
            return _report(loaded, services)
        finally:
            services.close()
    except TrackerError as error:
        sys.stderr.write(f"{error}\n")
        return 1


def _report(loaded: Loaded, services: Services) -> int:
    archive = services.archive.dump()
    lines = [f"Cases: {len(loaded.cases)}"]
    if loaded.known:
        named = ", ".join(case.id for case in loaded.known)
        lines.append(f"There already, left as they are: {len(loaded.known)} ({named})")
    named = {kind: _NAMED.get(kind, f"{kind}s").capitalize() for kind in _COUNTED}
    lines += [f"{name}: {len(archive['records'][kind])}" for kind, name in named.items()]
    left = list(without_home(archive, loaded.cases))
    stated = sum(len(facts_of(case)) for case in loaded.cases)
    lines.append(f"Facts stated: {stated}, placed: {stated - len(left)}, left: {len(left)}")
    lines += [f"  {fact}" for fact in left]
    sys.stdout.write("\n".join(lines) + "\n")
    return 1 if left else 0


if __name__ == "__main__":
    raise SystemExit(main())
