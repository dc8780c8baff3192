"""What each command of the window does: the menus, the rail, the start page, the small dialogs."""

from __future__ import annotations

from operator import methodcaller
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from tracker import __version__
from tracker.app.opening import ENDING, Target, user_name
from tracker.config import Paths
from tracker.config import Theme as ThemeMode
from tracker.errors import NotWritable, TrackerError
from tracker.i18n import mark, tr
from tracker.ui.actions import LIST_COMMANDS
from tracker.ui.icons import Icons
from tracker.ui.kinds import LISTED
from tracker.ui.main_window import TITLE
from tracker.ui.memory import Memory
from tracker.ui.messages import FileKind, Messages

if TYPE_CHECKING:
    from tracker.app.program import Program
    from tracker.ui.places import Place
    from tracker.ui.side_buttons import SideButtons

_KIND = mark("Partnership database")


class Commands(QObject):
    """Joins the window's actions and signals to the program; lives as long as it."""

    def __init__(
        self, program: Program, icons: Icons, messages: Messages, memory: Memory, paths: Paths
    ) -> None:
        super().__init__(program)
        self._program, self._window = program, program.window
        self._icons, self._messages = icons, messages
        self._memory, self._paths = memory, paths
        self._side_buttons: SideButtons | None = None
        act = self._window.actions_
        act.connect_to("new_database", self._ask_new)
        act.connect_to("open_database", self._ask_open)
        act.connect_to("settings", self._settings)
        act.connect_to("check_database", self._check_database)
        act.connect_to("check_evidence", self._check_evidence)
        act.connect_to("own_types", self._own_types)
        act.connect_to("usual_steps", self._usual_steps)
        act.connect_to("undo", self._undo)
        act.connect_to("redo", self._redo)
        act.connect_to("log", self._log)
        act.connect_to("search", self._search)
        act.connect_to("search_all", self._search_all)
        act.connect_to("next", self._next)
        act.connect_to("previous", self._previous)
        act.connect_to("favourite", self._favourite)
        act.connect_to("back", self._back)
        act.connect_to("forward", self._forward)
        act.connect_to("shortcuts", self._shortcuts)
        act.connect_to("about", self._about)
        for key in LIST_COMMANDS:
            act.connect_to(key, self._of_list)
        for kind in LISTED:
            act.connect_to(f"new_{kind}", self._create)
        self._window.rail_chosen.connect(self._go)
        self._window.start.retry_requested.connect(program.retry)
        self._window.start.create_requested.connect(program.create)
        self._window.start.open_requested.connect(self._ask_open)
        self._window.start.new_requested.connect(self._ask_new)
        self._window.menus.recent_chosen.connect(self._open_recent)

    # --- databases ------------------------------------------------------------------------------

    def _ask_open(self) -> None:
        kinds = [FileKind(tr(_KIND), (ENDING,)), FileKind(tr("All files"), ("*",))]
        self._messages.choose_open_file(
            self._window, tr("Open a database"), kinds, self._open_chosen
        )

    def _open_chosen(self, path: Path) -> None:
        self._program.open(Target(path))

    def _open_recent(self, path: str) -> None:
        self._program.open(Target(Path(path)))

    def _ask_new(self) -> None:
        self._messages.choose_save_file(
            self._window,
            tr("New database"),
            self._paths.default_database,
            [FileKind(tr(_KIND), (ENDING,))],
            self._new_chosen,
        )

    def _new_chosen(self, path: Path) -> None:
        """A new file only: an existing one is never replaced."""
        if path.exists():
            self._messages.show_error(self._window, _taken(path))
        else:
            self._program.open(Target(path, create=True))

    # --- what needs an open database ------------------------------------------------------------

    def _undo(self) -> None:
        if (session := self._program.session) is not None:
            session.navigator.undo()

    def _redo(self) -> None:
        if (session := self._program.session) is not None:
            session.navigator.redo()

    def _back(self) -> None:
        if (session := self._program.session) is not None:
            session.navigator.back()

    def _forward(self) -> None:
        if (session := self._program.session) is not None:
            session.navigator.forward()

    def _log(self) -> None:
        """For the deliverable that is looked at, if one is."""
        if (session := self._program.session) is not None:
            session.navigator.log_in_hand()

    def _of_list(self) -> None:
        """What the list that is shown can do."""
        action = self.sender()
        if (session := self._program.session) is not None:
            from tracker.ui.records_list.page import ListPage

            if isinstance(session.page, ListPage):
                session.page.run(action.objectName())

    def _create(self) -> None:
        action = self.sender()
        if (session := self._program.session) is not None and action is not None:
            kind = action.objectName().removeprefix("new_")
            navigator = session.navigator
            navigator.create(kind, prefilled(kind, navigator.history.current, session.page))

    def _search(self) -> None:
        self._program.finding.open()

    def _search_all(self) -> None:
        self._program.finding.open_all()

    def _next(self) -> None:
        if (session := self._program.session) is not None:
            session.navigator.step_record(1)

    def _previous(self) -> None:
        if (session := self._program.session) is not None:
            session.navigator.step_record(-1)

    def listen_to_mouse(self) -> None:
        """Let the mouse's side buttons go back and forward; once, when the window is there."""
        if self._side_buttons is None:
            from tracker.ui.side_buttons import SideButtons

            self._side_buttons = SideButtons(self._window)
            self._side_buttons.back.connect(self._back)
            self._side_buttons.forward.connect(self._forward)

    def _favourite(self) -> None:
        if (session := self._program.session) is not None:
            session.navigator.toggle_favourite()

    def _go(self, key: str) -> None:
        if key == "settings":
            self._settings()
        elif not self._program.when_open(methodcaller("open_key", key)):
            self._mark_current()

    # --- dialogs --------------------------------------------------------------------------------

    def _settings(self) -> None:
        from tracker.ui.settings.dialog import SettingsDialog

        self._mark_current()
        session = self._program.session
        path = session.services.database_path if session is not None else None
        settings = self._memory.settings
        dialog = SettingsDialog(self._icons, settings, path, user_name(), self._window)
        dialog.theme_chosen.connect(self._choose_theme)
        dialog.accepted_settings.connect(self._take_settings)
        dialog.types_asked.connect(self._own_types)
        dialog.steps_asked.connect(self._usual_steps)
        _open(dialog)

    def _own_types(self) -> None:
        if (session := self._program.session) is not None:
            asking = self.sender()
            session.dialogs.own_types(asking if isinstance(asking, QWidget) else self._window)

    def _check_database(self) -> None:
        if (session := self._program.session) is not None:
            from tracker.ui.checking.dialog import CheckDialog

            _open(CheckDialog(session.desk, self._window))

    def _check_evidence(self) -> None:
        if (session := self._program.session) is not None:
            from tracker.ui.checking.evidence import EvidenceDialog

            _open(EvidenceDialog(session.desk, self._window))

    def _usual_steps(self) -> None:
        if (session := self._program.session) is not None:
            asking = self.sender()
            parent = asking if isinstance(asking, QWidget) else self._window
            session.dialogs.edit_usual_steps("", parent)

    def _mark_current(self) -> None:
        """Settings are no page: the rail goes on marking the page that is shown."""
        session = self._program.session
        if session is not None and session.navigator.history.current is not None:
            self._window.mark_place(session.navigator.history.current)
        else:
            self._window.rail.set_current("")

    def _choose_theme(self, mode: str) -> None:
        chosen = ThemeMode(mode)
        self._icons.theme.set_mode(chosen.value)
        self._memory.change(theme=chosen)

    def _take_settings(self, language: str, recorder: str) -> None:
        changed = recorder != self._memory.settings.recorder
        self._memory.change(language=language, recorder=recorder)
        self._program.save_memory()
        session = self._program.session
        if changed and session is not None:
            # The name is written into the change log by whoever opened the database.
            self._program.open(Target(session.services.database_path, remember=False))

    def _shortcuts(self) -> None:
        from tracker.ui.shortcut_sheet import ShortcutSheet

        # Asked for in a form, it stands above that.
        above = QApplication.activeWindow() or self._window
        _open(ShortcutSheet(self._icons, self._window.actions_, above))

    def _about(self) -> None:
        text = tr("Version {version}. Your data stays on this computer.", version=__version__)
        self._messages.info(self._window, tr(TITLE), text)


def prefilled(kind: str, place: Place | None, page: Any = None) -> dict[str, Any]:
    """What a new record takes over from the record whose page is shown."""
    if place is None or place.page != "record":
        return {}
    from tracker.ui.navigation_parts import LeadsToSibling

    if isinstance(page, LeadsToSibling) and kind == place.kind:
        return page.sibling()
    if kind == "deliverable" and place.kind in ("agreement", "organisation", "event"):
        return {f"{place.kind}_id": place.id}
    if kind == "agreement" and place.kind == "organisation":
        return {"parties": [{"organisation_id": place.id}]}
    if kind == "contact" and place.kind == "organisation":
        return {"affiliations": [{"organisation_id": place.id}]}
    return {}


def _open(dialog: QDialog) -> None:
    dialog.setWindowModality(Qt.WindowModality.WindowModal)
    dialog.open()


def _taken(path: Path) -> TrackerError:
    return NotWritable(
        tr("There is a file “{name}” already.", name=path.name),
        tr("A new database never replaces a file."),
        tr("Choose another name, or open that file."),
    )
