"""The menu of a column: all that the mouse can do to it, for the keyboard too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from tracker.domain.list_views import Sort
from tracker.i18n import tr

if TYPE_CHECKING:
    from tracker.ui.lists.view import ListView


class ColumnMenu(QMenu):
    """Frees itself when closed. An action's data says what it does."""

    def __init__(self, view: ListView, section: int) -> None:
        super().__init__(view)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._view = view
        self._section = section
        assert view.list is not None
        self._model = view.list
        self._column = self._model.columns[section]
        self.setAccessibleName(tr("Column {column}", column=tr(self._column.label)))
        self._add_sorts()
        self._add_groups()
        place, last = view.head.visualIndex(section), view.head.count() - 1
        self._add("left", tr("Move to the &left"), "arrow-left", enabled=place > 0)
        self._add("right", tr("Move to the &right"), "arrow-right", enabled=place < last)
        self._add("fit", tr("&Fit the width"), "move")
        self._add("hide", tr("&Hide this column"), "eye-off", enabled=last > 0)
        self.addSeparator()
        self._add("choose", tr("&Columns…"), "columns-3")
        low = self._add("compact", tr("Lo&w rows"))
        low.setCheckable(True)
        low.setChecked(view.is_compact)
        self.triggered.connect(self._do)

    def _add(self, verb: str, text: str, icon: str = "", *, enabled: bool = True) -> QAction:
        action = QAction(text, self)
        action.setData(verb)
        action.setEnabled(enabled)
        if icon:
            self._view.icons.apply(action, icon)
        self.addAction(action)
        return action

    def _add_sorts(self) -> None:
        if not self._column.sortable:
            return
        keys = self._model.sort_keys
        mine = next((key for key in keys if key.key == self._column.key), None)
        for verb, text, icon in (
            ("up", tr("Sort &ascending"), "arrow-up"),
            ("down", tr("Sort &descending"), "arrow-down"),
        ):
            is_so = mine is not None and mine.descending == (verb == "down")
            # A mark takes the place of the icon.
            action = self._add(verb, text, "" if is_so else icon)
            if is_so:
                action.setCheckable(True)
                action.setChecked(True)
        if any(key.key != self._column.key for key in keys):
            self._add("then_up", tr("&Then by this, ascending"))
            self._add("then_down", tr("Then &by this, descending"))
        if mine is not None:
            self._add("unsort", tr("Do &not sort by this"), "x")
        self.addSeparator()

    def _add_groups(self) -> None:
        if self._model.group == self._column.key:
            self._add("ungroup", tr("Do not &group"), "rows-3")
        elif self._column.groupable:
            self._add("group", tr("&Group by this column"), "rows-3")
        elif self._model.group:
            self._add("ungroup", tr("Do not &group"), "rows-3")
        if self._model.is_grouped:
            self._add("open", tr("&Open all groups"), "chevron-down")
            self._add("close", tr("Clo&se all groups"), "chevron-right")
        self.addSeparator()

    def _do(self, action: QAction) -> None:
        view, model, key = self._view, self._model, self._column.key
        others = [known for known in model.sort_keys if known.key != key]
        shown = list(view.shown_keys())
        at = view.head.visualIndex(self._section)
        match action.data():
            case "up" | "down" as way:
                model.set_sort([Sort(key, way == "down")])
            case "then_up" | "then_down" as way:
                model.set_sort([*others, Sort(key, way == "then_down")])
            case "unsort":
                model.set_sort(others)
            case "group":
                model.set_group(key)
            case "ungroup":
                model.set_group("")
            case "open" | "close" as way:
                view.set_all_open(way == "open")
            case "left" | "right" as way:
                view.head.moveSection(at, at + (1 if way == "right" else -1))
            case "fit":
                view.fit_column(self._section)
            case "hide":
                view.show_columns([one for one in shown if one != key])
            case "choose":
                view.choose_columns()
            case "compact":
                view.set_compact(not view.is_compact)
