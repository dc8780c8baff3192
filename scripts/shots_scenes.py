"""What `scripts.shots` takes pictures of. Runs on a screen of its own, in one process per scale.

The program is put together by `tracker.app` and led by its own navigator and actions; nothing is
made up for the picture but the words a person would type.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, date, datetime
from pathlib import Path

import time_machine
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QPushButton

from scripts.shots_doing import DOING_SCENES
from scripts.shots_studio import Studio
from scripts.shots_work import PAVILION, SERIES, prepare
from tracker.app.opening import Target
from tracker.app.program import Program
from tracker.config import Paths
from tracker.config import Theme as ThemeMode
from tracker.domain.list_views import ListQuery
from tracker.domain.record import RecordRef
from tracker.i18n import spoken_language, tr, use_language
from tracker.resources import data_path, resource_path
from tracker.services import Services, open_services
from tracker.ui.board.view import BoardView
from tracker.ui.icons import Icons
from tracker.ui.kinds import LISTED
from tracker.ui.memory import Memory
from tracker.ui.theme import Theme
from tracker.ui.window_messages import WindowMessages

TODAY = date(2026, 11, 21)
MORNING = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
RECORDER = "Partnership office"
WIDE, NARROW = (1280, 820), (900, 760)


# --- scenes ---------------------------------------------------------------------------------------


def home(studio: Studio) -> None:
    studio.navigator.open_home()
    studio.shoot("home")


def _list(kind: str, view: str = "") -> Callable[[Studio], None]:
    def show(studio: Studio) -> None:
        studio.navigator.open_list(kind, view)
        studio.shoot(f"{kind}s-{view}" if view else f"{kind}s")

    return show


def _record(picture: str, kind: str, name: str) -> Callable[[Studio], None]:
    def show(studio: Studio) -> None:
        studio.navigator.open_record(studio.ref(kind, name))
        studio.shoot(picture)

    return show


def agreement_form(studio: Studio) -> None:
    studio.navigator.edit(studio.ref("agreement", "MoU of ISCT, SCRM and CARM"))
    with studio.dialog():
        studio.shoot("agreement-form")


def agreement_new(studio: Studio) -> None:
    studio.navigator.create("agreement")
    with studio.dialog() as form:
        studio.shoot("agreement-form-new")
        QTest.keyClick(form, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        studio.shoot("agreement-form-mistakes")


def deliverable_form(studio: Studio) -> None:
    studio.navigator.edit(studio.ref("deliverable", "Korea Pavilion at ISCT 2019"))
    with studio.dialog():
        studio.shoot("deliverable-form")


def _form(kind: str, name: str) -> Callable[[Studio], None]:
    return _form_of(f"{kind}-form", kind, name)


def _form_of(picture: str, kind: str, name: str) -> Callable[[Studio], None]:
    def show(studio: Studio) -> None:
        studio.navigator.edit(studio.ref(kind, name))
        with studio.dialog():
            studio.shoot(picture)

    return show


def log_progress(studio: Studio) -> None:
    deliverable = studio.ref("deliverable", "ISCT regional meeting in Asia")
    studio.navigator.log_progress(deliverable.id)
    with studio.dialog() as dialog:
        studio.settle()
        note = dialog.findChild(QPlainTextEdit)
        if note is not None:
            note.setFocus()
            QTest.keyClicks(note, "The programme committee met and chose the city")
        studio.shoot("log-progress")


def log_pick(studio: Studio) -> None:
    studio.navigator.open_home()
    studio.navigator.log_progress(None)
    with studio.dialog() as dialog:
        focused = QApplication.focusWidget() or dialog.findChild(QLineEdit)
        if focused is not None:
            QTest.keyClicks(focused, "pavi")
        studio.shoot("log-progress-pick")


def summary(studio: Studio) -> None:
    studio.navigator.export_summary(studio.ref("agreement", "MoU of ISCT, SCRM and CARM").id)
    with studio.dialog():
        studio.settle(500)
        studio.shoot("summary")


def palette(studio: Studio) -> None:
    studio.navigator.open_home()
    studio.program.finding.open()
    assert studio.program.finding.palette is not None
    studio.settle()
    QTest.keyClicks(studio.program.finding.palette.field, "carm")
    studio.shoot("search")
    studio.program.finding.palette.dismiss()


def results(studio: Studio) -> None:
    studio.navigator.open_search("korea")
    studio.shoot("search-results")


def quick_look(studio: Studio) -> None:
    studio.navigator.open_list("agreement")
    studio.settle()
    studio.navigator.quick_look(studio.ref("agreement", "MoU of ISCT, SCRM and CARM"))
    studio.shoot("quick-look")
    studio.navigator.end_quick_look()


def _command(key: str, picture: str) -> Callable[[Studio], None]:
    def show(studio: Studio) -> None:
        studio.navigator.open_home()
        studio.settle()
        studio.program.window.actions_[key].trigger()
        with studio.dialog():
            studio.shoot(picture)

    return show


SCENES: dict[str, Callable[[Studio], None]] = {
    "home": home,
    "agreements": _list("agreement"),
    "deliverables": _list("deliverable"),
    "deliverables-overdue": _list("deliverable", "overdue"),
    "organisations": _list("organisation"),
    "contacts": _list("contact"),
    "events": _list("event"),
    "agreement-isct": _record("agreement-isct", "agreement", "MoU of ISCT, SCRM and CARM"),
    "agreement-arm": _record("agreement-arm", "agreement", "MoU of ARM and CARM"),
    "agreement-mit": _record("agreement-mit", "agreement", "MIT Industrial Liaison Program"),
    "agreement-osong": _record("agreement-osong", "agreement", "joint office in Osong"),
    "deliverable-pavilion": _record(
        "deliverable-pavilion", "deliverable", "Korea Pavilion at ISCT 2019"
    ),
    "organisation-carm": _record("organisation-carm", "organisation", "CARM"),
    "contact-rhee": _record("contact-rhee", "contact", "BG Rhee"),
    "event-isct": _record("event-isct", "event", "ISCT 2019"),
    "agreement-form": agreement_form,
    "agreement-form-new": agreement_new,
    "deliverable-form": deliverable_form,
    "organisation-form": _form("organisation", "CARM"),
    "contact-form": _form("contact", "BG Rhee"),
    "event-form": _form("event", "ISCT 2019"),
    "log-progress": log_progress,
    "log-progress-pick": log_pick,
    "summary": summary,
    "search": palette,
    "search-results": results,
    "quick-look": quick_look,
    "settings": _command("settings", "settings"),
    "shortcuts": _command("shortcuts", "shortcuts"),
}


def board(studio: Studio) -> None:
    studio.navigator.open_board("")
    studio.shoot("board")


def board_move(studio: Studio) -> None:
    studio.navigator.open_board("")
    studio.settle()
    studio.take_keys()
    cards = studio.window.findChild(BoardView)
    assert cards is not None
    cards.setFocus()
    QTest.keyClick(cards, Qt.Key.Key_Home)
    QTest.keyClick(cards, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    studio.settle()
    studio.type_anew("The programme is agreed")
    studio.shoot("board-move")
    QTest.keyClick(QApplication.focusWidget() or cards, Qt.Key.Key_Escape)


def as_at(studio: Studio) -> None:
    studio.navigator.open_list("deliverable", "filter:asat:2026-08-31")
    studio.shoot("deliverables-as-at")


def who_owes_what(studio: Studio) -> None:
    studio.navigator.open_record(studio.ref("agreement", "MoU of ISCT, SCRM and CARM"))
    studio.settle()
    for pill in studio.window.findChildren(QPushButton):
        if pill.accessibleName() == tr("Who owes what") and pill.isVisible():
            pill.click()
    studio.shoot("who-owes-what")


def bulk_log(studio: Studio) -> None:
    ids = [studio.ref("deliverable", name).id for name in (PAVILION, "ISCT regional meeting")]
    studio.navigator.bulk_log(ids)
    with studio.dialog() as dialog:
        note = dialog.findChild(QPlainTextEdit)
        if note is not None:
            QTest.keyClicks(note, "Steering committee: all goes on as planned")
        studio.shoot("log-many")


def log_correct(studio: Studio) -> None:
    studio.navigator.log_progress(studio.ref("deliverable", PAVILION).id)
    with studio.dialog():
        studio.shoot("log-progress-pavilion")


def own_type_form(studio: Studio) -> None:
    types = studio.navigator._desk.services.types.all()  # type: ignore[union-attr]  # noqa: SLF001
    key = next(key for key, declared in types.items() if declared.label == "Hackathon")
    studio.navigator.create("deliverable", {"type": key, "title": "Hackathon on cell data"})
    with studio.dialog():
        studio.shoot("own-type-form")


def usual_steps(studio: Studio) -> None:
    studio.navigator.edit_usual_steps("pavilion")
    with studio.dialog():
        studio.shoot("usual-steps")


WORK_SCENES: dict[str, Callable[[Studio], None]] = {
    "deliverable-work": _record("deliverable-work", "deliverable", PAVILION),
    "deliverable-series": _record("deliverable-series", "deliverable", SERIES),
    "series-form": _form_of("series-form", "deliverable", SERIES),
    "own-types": _command("own_types", "own-types"),
    "own-type-form": own_type_form,
    "usual-steps": usual_steps,
    "who-owes-what": who_owes_what,
    "deliverables-as-at": as_at,
    "log-many": bulk_log,
    "log-progress-pavilion": log_correct,
    "board": board,
    "board-move": board_move,
    **DOING_SCENES,
}
WORK_NARROW = ("deliverable-work", "board")
AT_NARROW = ("home", "deliverables", "agreement-isct", "deliverable-pavilion")


def main(folder: Path, scale: int, only: Sequence[str]) -> int:
    """Take the pictures of one scale."""
    use_language(os.environ.get("SHOTS_LANGUAGE", "en"), resource_path("i18n"))
    app = QApplication(sys.argv[:1])
    paths = Paths.below(Path(os.environ["TRACKER_HOME"]))
    samples = paths.data / "Sample partnerships.tracker"
    services = open_services(samples, RECORDER, _today)
    with time_machine.travel(MORNING):  # the moment of recording is in pictures too
        services.samples.load(data_path("sample"), TODAY)
    records = _records(services)
    services.close()
    at_work = paths.data / "At work.tracker"
    services = open_services(at_work, RECORDER, _today)
    with time_machine.travel(MORNING):
        services.samples.load(data_path("sample"), TODAY)
        work_records = _records(services)
        prepare(services, work_records, TODAY)
    services.close()
    failed: list[str] = []
    for mode in (ThemeMode.LIGHT, ThemeMode.DARK):
        made = _studio(app, paths, mode)
        studio = Studio(*made, folder, scale, only, records)
        _without_database(studio, paths)
        studio.program.open(Target(samples))
        studio.settle()
        failed += _take(studio, SCENES)
        if scale == 1:
            studio.narrow = True
            studio.window.resize(*NARROW)
            failed += _take(studio, AT_NARROW)
            studio.narrow = False
            studio.window.resize(*WIDE)
        studio.records = work_records
        studio.program.open(Target(at_work))
        studio.settle()
        failed += _take(studio, WORK_SCENES)
        if scale == 1:
            studio.narrow = True
            studio.window.resize(*NARROW)
            failed += _take(studio, WORK_NARROW)
        studio.window.close()
        studio.program.shutdown()
        studio.window.deleteLater()
        studio.program.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    print("\n".join(failed), end="\n" if failed else "")
    return 1 if failed else 0


def _records(services: Services) -> dict[RecordRef, str]:
    """The names of all records that have a list."""
    query = ListQuery(today=TODAY)
    refs = {RecordRef(kind, id) for kind in LISTED for id in services.lists.ids(kind, query)}
    return services.records.names(refs)


def _take(studio: Studio, names: Iterable[str]) -> list[str]:
    """Take some pictures; gives what went wrong."""
    failed = []
    for name in names:
        if studio.wants(name):
            try:
                (SCENES.get(name) or WORK_SCENES[name])(studio)
            except Exception as error:  # noqa: BLE001 - the other pictures are taken all the same
                failed.append(f"{name} ({studio.theme.mode}): {error!r}")
    return failed


def _without_database(studio: Studio, paths: Paths) -> None:
    """The pages that stand where no records are."""
    if studio.wants("start-error"):
        foreign = paths.data / "Holiday list.tracker"
        foreign.write_text("no database\n" * 40, encoding="utf-8")
        studio.program.open(Target(foreign))
        studio.shoot("start-error")
    if studio.wants("home-empty"):
        new = paths.data / f"Partnerships {studio.theme.mode}.tracker"
        studio.program.open(Target(new, create=True))
        studio.settle()
        studio.shoot("home-empty")
        studio.navigator.open_list("agreement")
        studio.shoot("agreements-empty")


def _studio(app: QApplication, paths: Paths, mode: ThemeMode) -> tuple[Program, Theme]:
    memory = Memory(paths.settings)
    memory.change(theme=mode, recorder=RECORDER, windows={})
    theme = Theme(app, resource_path(), mode.value)
    icons = Icons(theme, resource_path("icons"))
    messages = WindowMessages(icons)
    program = Program(icons, messages, memory, paths, _today, language=spoken_language())
    messages.use_window(program.window)
    program.window.resize(*WIDE)
    program.window.move(0, 0)
    program.window.show()
    program.window.activateWindow()
    QTest.qWaitForWindowExposed(program.window)
    return program, theme


def _today() -> date:
    return TODAY


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3:]))
