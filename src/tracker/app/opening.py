"""Opening a database, on a background thread: which one, made or not, with samples or not."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from tracker.config import Paths, Settings
from tracker.i18n import tr
from tracker.resources import data_path

if TYPE_CHECKING:
    from tracker.services import Services

SAMPLES_NAME = "Sample partnerships.tracker"
ENDING = "tracker"


class Target(NamedTuple):
    """A database to open. `create` makes it if it is not there, `offer` asks first; `samples` fills
    an unused one; `remember` makes it the one that the next start opens."""

    path: Path
    create: bool = False
    offer: bool = False
    samples: bool = False
    remember: bool = True


def first_target(paths: Paths, settings: Settings, named: Path | None, *, samples: bool) -> Target:
    """What is opened at the start: the database named, else the samples if they are asked for,
    else the one opened last, else the default one. A name that is not there may be mistyped."""
    if named is not None:
        path = named.expanduser().absolute()
        return Target(path, create=samples, offer=not samples, samples=samples)
    if samples:
        return Target(paths.data / SAMPLES_NAME, create=True, samples=True)
    if settings.last_database and Path(settings.last_database) != paths.default_database:
        return Target(Path(settings.last_database))
    return Target(paths.default_database, create=True)


def open_target(target: Target, who: str, today: Callable[[], date]) -> Services:
    """Open it. Raises a TrackerError in plain words; an existing file is then unchanged."""
    from tracker.errors import NotFound
    from tracker.services import open_services  # on this thread: it takes a third of a second

    path = target.path
    if not target.create and not _is_there(path):
        if target.offer:
            raise NotFound(
                tr("“{name}” is not there.", name=path.name),
                tr("No database of that name is in the folder."),
                tr("Create it, or open another if the name is mistyped."),
            )
        raise NotFound(
            tr("“{name}” is not there.", name=path.name),
            tr("It was moved, renamed or deleted, or its drive is not connected."),
            tr("Bring it back and try again, or open it from its new place."),
        )
    services = open_services(path, who, today)
    try:
        if target.samples and _is_unused(services):
            services.samples.load(data_path("sample"), today())
    except BaseException:
        services.close()
        raise
    return services


def local_today() -> date:
    """Today where the person is."""
    return datetime.now().astimezone().date()


def user_name() -> str:
    """The name of the account; empty if it has none."""
    import getpass

    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""


def _is_there(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:  # asking is forbidden: opening it says so in plain words
        return True


def _is_unused(services: Services) -> bool:
    """Whether nothing was ever done in it; samples that were undone stay away."""
    state = services.undo.state()
    return state.undo is None and state.redo is None
