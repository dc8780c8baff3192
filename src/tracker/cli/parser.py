"""What can be written after `tracker`."""

import argparse
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tracker import __version__
from tracker.cli.window_words import LANGUAGES, speak
from tracker.config import Paths, Settings
from tracker.i18n import tr


@dataclass(frozen=True)
class Options:
    """What was asked for. `command` is empty for the window; `more` holds the command's own."""

    command: str
    database: Path | None
    """As named by `--db`; None: the one opened last, or else the default."""
    samples: bool
    """Open the window on the sample partnerships."""
    language: str
    """The language in use, such as "ko"."""
    paths: Paths
    settings: Settings
    more: argparse.Namespace = field(repr=False)


def parse(arguments: Sequence[str] | None = None) -> Options:
    """Read the command line (`sys.argv` if None) and choose the language of all that is said.

    Exits with 2, having said why, if it cannot be understood; with 0 after help or version.
    """
    given = list(sys.argv[1:] if arguments is None else arguments)
    paths = Paths.of_user()
    settings = Settings.load(paths.settings)
    language = speak(_asked(given), settings)
    parser = build_parser()
    more, late = parser.parse_known_args(given)
    _take_late(parser, more, late)
    return Options(more.command or "", more.db, more.samples, language, paths, settings, more)


def _take_late(parser: argparse.ArgumentParser, more: argparse.Namespace, late: list[str]) -> None:
    """Words that stand after an option, which argparse alone does not take any more."""
    words = not any(word.startswith("-") for word in late)
    if late and words and more.command == "find":
        more.text += late
    elif len(late) == 1 and words and more.command == "log" and not more.sentence:
        more.sentence = late[0]
    elif late:
        parser.error(tr("this was not understood: {words}", words=" ".join(late)))


def build_parser() -> argparse.ArgumentParser:
    """The parser, with its help in the language in use."""
    common = _common(default=argparse.SUPPRESS)
    parser = argparse.ArgumentParser(
        prog="tracker",
        description=tr("Partnerships, what was agreed in them, and what became of it."),
        epilog=tr("Without a command the window is opened."),
        parents=[_common(default=None)],
    )
    parser.add_argument("--version", action="version", version=f"tracker {__version__}")
    parser.add_argument(
        "--samples", action="store_true", help=tr("open the window on the sample partnerships")
    )
    commands = parser.add_subparsers(dest="command", metavar=tr("COMMAND"))

    def command(name: str, words: str) -> argparse.ArgumentParser:
        return commands.add_parser(name, help=words, description=words, parents=[common])

    _reading(command)
    _lists(command)
    _writing(command)
    _files(command)
    return parser


def _common(default: object) -> argparse.ArgumentParser:
    """Options that may stand before or after the command; a later one is not undone by silence."""
    parser = argparse.ArgumentParser(add_help=False)
    parser.add_argument(
        "--db", type=Path, metavar=tr("FILE"), default=default, help=tr("the database to use")
    )
    parser.add_argument(
        "--language", choices=LANGUAGES, default=default, help=tr("the language to speak")
    )
    return parser


Adding = Callable[[str, str], argparse.ArgumentParser]


def _reading(command: Adding) -> None:
    due = command("due", tr("list what is overdue, what is due soon and what runs out"))
    due.add_argument(
        "--within",
        type=_days,
        default=30,
        metavar=tr("DAYS"),
        help=tr("how many days ahead to look (30)"),
    )
    _json(due)
    find = command("find", tr("find records by any of their words"))
    find.add_argument("text", nargs="+", metavar=tr("TEXT"), help=tr("words to look for"))
    find.add_argument("--limit", type=_days, default=50, metavar="N", help=tr("at most so many"))
    _json(find)
    show = command("show", tr("show one record"))
    show.add_argument("record", metavar=tr("RECORD"), help=_record_help())
    _json(show)


def _lists(command: Adding) -> None:
    listed = command("list", tr("print a list, or write it to a file"))
    listed.add_argument("kind", metavar=tr("KIND"), help=tr("such as deliverable or agreements"))
    listed.add_argument(
        "--filter", default="", metavar=tr("TEXT"), help=tr("such as “status:overdue party:CARM”")
    )
    listed.add_argument(
        "--view", default="", metavar=tr("VIEW"), help=tr("such as overdue, trash, or a saved one")
    )
    listed.add_argument(
        "--as-at",
        default="",
        metavar=tr("DAY"),
        help=tr("as it stood at the end of a day, such as 2026-03-31 or “last quarter”"),
    )
    listed.add_argument(
        "--sort",
        default="",
        metavar=tr("KEYS"),
        help=tr("columns, a minus for the other way: --sort=-target,title"),
    )
    listed.add_argument(
        "--columns", default="", metavar=tr("KEYS"), help=tr("columns, such as title,status")
    )
    listed.add_argument("--format", default="", choices=("table", "csv", "json", "xlsx"))
    listed.add_argument(
        "--output", type=Path, metavar=tr("FILE"), help=tr("write a file, .csv or .xlsx")
    )
    listed.add_argument(
        "--replace", action="store_true", help=tr("write over a file that is there already")
    )


def _writing(command: Adding) -> None:
    log = command("log", tr("log progress on a deliverable"))
    log.add_argument("deliverable", metavar=tr("DELIVERABLE"), help=_record_help())
    log.add_argument(
        "sentence", nargs="?", default="", metavar=tr("SENTENCE"), help=tr("what happened")
    )
    log.add_argument("--status", default="", help=tr("such as delivered or at_risk"))
    log.add_argument("--percent", default="", metavar="N", help=tr("how much is done, 0 to 100"))
    log.add_argument("--on", default="", metavar=tr("DATE"), help=tr("the day it happened (today)"))
    log.add_argument("--target", default="", metavar=tr("DATE"), help=tr("the target moved to"))
    log.add_argument("--reason", default="", help=tr("why the target moved"))
    log.add_argument(
        "--measure",
        default="",
        metavar=tr("METRIC=VALUE"),
        help=tr("what was counted, such as visitors=120"),
    )
    log.add_argument("--evidence", default="", metavar="URL", help=tr("where it can be seen"))
    log.add_argument(
        "--file",
        action="append",
        default=[],
        type=Path,
        metavar="PATH",
        help=tr("a file that shows it, kept with the line; may be given several times"),
    )


def _files(command: Adding) -> None:
    summary = command("summary", tr("print the summary of an agreement, or write it to files"))
    summary.add_argument("agreement", metavar=tr("AGREEMENT"), help=_record_help())
    for form in ("pdf", "docx", "xlsx"):
        summary.add_argument(f"--{form}", type=Path, metavar=tr("FILE"))
    _json(summary)
    sample = command("sample", tr("make a database with the sample partnerships"))
    sample.add_argument("file", type=Path, metavar=tr("FILE"))
    archive = command("archive", tr("write everything in the database to one JSON file"))
    archive.add_argument("file", type=Path, metavar="FILE.json")
    archive.add_argument(
        "--replace", action="store_true", help=tr("write over a file that is there already")
    )
    restore = command("restore-archive", tr("make a new database (--db) from an archive"))
    restore.add_argument("file", type=Path, metavar="FILE.json")
    check = command(
        "check", tr("check that the database is whole and its search index agrees with it")
    )
    check.add_argument(
        "--repair",
        "--rebuild-index",
        action="store_true",
        help=tr("make the index, and all else that follows from records, anew"),
    )
    _json(check)
    tour = command("tour", tr("show without a window what the program does, on the samples"))
    tour.add_argument(
        "--out", type=Path, required=True, metavar=tr("FOLDER"), help=tr("where to write to")
    )


def _json(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help=tr("print JSON, for other programs"))


def _record_help() -> str:
    return tr("its name, if no other is called so, or such as agreement-12")


def _days(text: str) -> int:
    """A whole number of days that a calendar has."""
    if not (text.isascii() and text.isdigit() and int(text) <= 36_500):
        raise argparse.ArgumentTypeError(tr("write a whole number from 0 to 36500"))
    return int(text)


def _asked(given: Sequence[str]) -> str:
    """The language asked for, before there is a parser that speaks it."""
    for place, argument in enumerate(given):
        name, _, value = argument.partition("=")
        if name == "--language":
            value = value or (given[place + 1] if place + 1 < len(given) else "")
            return value if value in LANGUAGES else ""
    return ""
