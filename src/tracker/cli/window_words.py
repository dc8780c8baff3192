"""The few words the window is opened with, understood without the parser: the window waits."""

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from tracker.config import Paths, Settings
from tracker.i18n import use_language
from tracker.resources import resource_path

LANGUAGES = ("en", "ko")


class WindowWords(NamedTuple):
    """What was asked for; as `tracker.cli.parser.Options` has it."""

    database: Path | None
    samples: bool
    language: str
    paths: Paths
    settings: Settings


def window_words(arguments: Sequence[str] | None = None) -> WindowWords | None:
    """The options of a command line (`sys.argv` if None) that only opens the window, its language
    put in force; None where there is more to it, a mistake included: then ask the parser."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    database, samples, language = None, False, ""
    while given:
        name, equals, value = given.pop(0).partition("=")
        if name == "--samples" and not equals:
            samples = True
            continue
        if name not in ("--db", "--language"):
            return None
        if not equals:
            value = given.pop(0) if given else ""
        if not value or value.startswith("-") or (name == "--language" and value not in LANGUAGES):
            return None
        if name == "--db":
            database = Path(value)
        else:
            language = value
    paths = Paths.of_user()
    settings = Settings.load(paths.settings)
    language = speak(language, settings)
    return WindowWords(database, samples, language, paths, settings)


def speak(asked: str, settings: Settings) -> str:
    """Put the language in force that was asked for, else the one set, else the system's."""
    language = asked or settings.language or _of_system()
    use_language(language, resource_path("i18n"))
    return language


def _of_system() -> str:
    names = [os.environ.get(name, "") for name in ("LC_ALL", "LC_MESSAGES", "LANG")]
    spoken = next((name for name in names if name), "")
    if not spoken:
        import locale

        spoken = locale.getlocale()[0] or ""
    return "ko" if spoken.lower().startswith("ko") else "en"
