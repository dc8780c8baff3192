"""What every command needs: the options, the day, the database, and a way to name a record."""

import getpass
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from tracker.cli.parser import Options
from tracker.cli.printing import joined
from tracker.domain.record import RecordRef
from tracker.domain.records import ROOT_BY_KEY
from tracker.errors import NotFound, NotWritable, TrackerError
from tracker.i18n import tr
from tracker.services import Services, open_services
from tracker.services.search import Hit

_REF = re.compile(r"([a-z_]+)-(\d{1,15})")
_NUMBER = re.compile(r"\d{1,15}", re.ASCII)
# So many candidates are named; who gets more should say more.
_MOST = 12


class UsageError(Exception):
    """What was written cannot be meant; the exit code is 2."""


class Several(TrackerError):
    """A name that several records have. `lines` are those records, one a line."""

    def __init__(self, text: str, hits: Sequence[Hit]) -> None:
        super().__init__(
            tr(
                "“{text}” may be several records; write which one, such as {ref}:",
                text=text,
                ref=hits[0].ref,
            )
        )
        self.lines = [f"{hit.ref}  {joined((hit.title, hit.detail))}" for hit in hits[:_MOST]]
        if len(hits) > _MOST:
            self.lines.append("…")


@dataclass(frozen=True)
class Session:
    """One run of one command."""

    options: Options
    today: Callable[[], date]

    @property
    def database(self) -> Path:
        """The database meant: the one named, else the one opened last, else the default one."""
        last = self.options.settings.last_database
        return self.options.database or (
            Path(last) if last else self.options.paths.default_database
        )

    @contextmanager
    def opened(self) -> Iterator[Services]:
        """The services on the database meant, which must be there: no command makes one unasked."""
        path = self.database
        if not is_there(path):
            raise NotFound(
                tr("There is no database “{path}”.", path=path),
                "",
                tr("Name another with --db, or make one with “tracker sample FILE”."),
            )
        with self.services(path) as services:
            yield services

    @contextmanager
    def services(self, path: Path) -> Iterator[Services]:
        """The services on the database at `path`, made if need be."""
        services = open_services(path, self._who(), self.today)
        try:
            yield services
        finally:
            services.close()

    def _who(self) -> str:
        if self.options.settings.recorder:
            return self.options.settings.recorder
        try:
            return getpass.getuser()
        except (OSError, KeyError, ImportError):  # an account without a name
            return ""


def is_there(path: Path) -> bool:
    """Whether a file with something in it stands at `path`. Raises a DatabaseError in plain words
    if that cannot be told."""
    try:
        return path.stat().st_size > 0
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError as error:
        raise NotWritable(
            tr("“{name}” cannot be reached.", name=path.name[:60]),
            error.strerror or str(error),
            tr("Name another file."),
        ) from error


def resolve(services: Services, text: str, kind: str = "") -> RecordRef:
    """The record meant by "agreement-12", by "12" if the kind is known, or by a name.

    A name means the record called just so, else the only one with it in its name, else the only
    one found by it. Raises NotFound, or Several.
    """
    words = text.strip()
    if named := _REF.fullmatch(words):
        if named[1] in ROOT_BY_KEY and kind in ("", named[1]):
            return RecordRef(named[1], int(named[2]))
        if named[1] in ROOT_BY_KEY:
            raise NotFound(
                tr("{ref} is no {kind}.", ref=words, kind=tr(ROOT_BY_KEY[kind].label).lower())
            )
    if kind and _NUMBER.fullmatch(words):
        return RecordRef(kind, int(words))
    hits = services.search.find(words, (kind,) if kind else (), misspelt=False)
    wanted = words.casefold()
    exact = [hit for hit in hits if hit.title.casefold() == wanted]
    close = exact or [hit for hit in hits if wanted in hit.title.casefold()] or hits
    if not close:
        raise NotFound(
            tr("Nothing is called “{text}”.", text=words),
            "",
            tr("Look for it with “tracker find”."),
        )
    if len(close) > 1:
        raise Several(words, close)
    return close[0].ref
