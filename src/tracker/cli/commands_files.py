"""sample, archive, restore-archive, tour: whole databases."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from tracker.cli.commands_reading import due_lines
from tracker.cli.commands_writing import FORMATS
from tracker.cli.printing import joined, say
from tracker.cli.session import Session, UsageError, is_there
from tracker.domain.list_views import ListQuery
from tracker.domain.records import ROOTS
from tracker.errors import NotWritable
from tracker.i18n import tr
from tracker.resources import data_path
from tracker.services import Services
from tracker.services.archive import read_archive

TOUR_DATABASE = "Sample.tracker"


def sample(session: Session) -> None:
    """Make a new database with the sample partnerships."""
    path: Path = session.options.more.file
    with _new(session, path) as services:
        services.samples.load(data_path("sample"), session.today())
        say(tr("{path}: {counts}", path=path, counts=_counts(services, session)))


def archive(session: Session) -> None:
    """Write everything in the database to one file; over another one only if that is said."""
    path: Path = session.options.more.file
    if is_there(path) and not session.options.more.replace:
        raise _taken(path, tr("Choose another name, or add --replace."))
    with session.opened() as services:
        services.archive.write(path)
    say(tr("Written: {path}", path=path))


def restore_archive(session: Session) -> None:
    """Make a new database from an archive."""
    path = session.options.database
    if path is None:
        raise UsageError(tr("name the new database with --db"))
    found = read_archive(session.options.more.file)
    with _new(session, path) as services:
        services.archive.restore(found)
        say(tr("{path}: {counts}", path=path, counts=_counts(services, session)))


def tour(session: Session) -> None:
    """Do on the samples what the window does: load them, say what is due, write the summaries."""
    folder: Path = session.options.more.out
    today = session.today()
    _make_folder(folder)
    path = folder / TOUR_DATABASE
    with session.services(path) as services:
        if not services.lists.total("agreement"):
            services.samples.load(data_path("sample"), today)
        say(
            tr(
                "The sample partnerships are in “{path}”: {counts}",
                path=path,
                counts=_counts(services, session),
            ),
            "",
        )
        say(*due_lines(services.home.due(today, 30), 30), "")
        written = list(_summaries(session, services, folder))
    say(tr("Summaries, each as PDF, DOCX and XLSX, in “{folder}”:", folder=folder.resolve()))
    say(*(f"  {line}" for line in written))


def _summaries(session: Session, services: Services, folder: Path) -> Iterator[str]:
    today, language = session.today(), session.options.language
    for id in services.lists.ids("agreement", ListQuery(today=today)):
        name = services.reporting.suggested_name(id)
        for form in FORMATS:
            services.reporting.export(id, form, folder / f"{name}.{form}", today, language)
        yield name


@contextmanager
def _new(session: Session, path: Path) -> Iterator[Services]:
    """The services on a new database, which is taken away again if it cannot be filled."""
    if is_there(path):
        raise _taken(path, tr("Choose another name."))
    try:
        with session.services(path) as services:
            yield services
    except BaseException:
        for left in (path, *(path.with_name(path.name + end) for end in ("-wal", "-shm"))):
            with suppress(OSError):
                left.unlink(missing_ok=True)
        raise


def _taken(path: Path, remedy: str) -> NotWritable:
    return NotWritable(
        tr("“{name}” is there already.", name=path.name),
        tr("Nothing is written over it."),
        remedy,
    )


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise NotWritable(
            tr("The folder “{folder}” cannot be made.", folder=folder),
            error.strerror or str(error),
            tr("Choose another one."),
        ) from error


def _counts(services: Services, session: Session) -> str:
    counts = services.lists.counts(session.today())
    return joined(f"{tr(kind.plural)} {counts[kind.key]}" for kind in ROOTS if counts[kind.key])
