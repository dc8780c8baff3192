"""The sample partnerships as a database, as a person finds them at the first start."""

from datetime import date
from pathlib import Path

from tracker.resources import data_path
from tracker.services import Services, open_services

# The figures do not depend on the day; the pictures of the same data are of this one.
TODAY = date(2026, 11, 21)


def open_at(path: Path) -> Services:
    """Open or create the database at `path`."""
    return open_services(path, "bench", lambda: TODAY)


def make(path: Path) -> None:
    """A new database at `path` with the samples in it."""
    services = open_at(path)
    services.samples.load(data_path("sample"), TODAY)
    services.close()
