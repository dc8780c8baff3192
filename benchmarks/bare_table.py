"""A bare table on the same rows: QSqlQueryModel in a QTableView, as wide and high as ours."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtSql import QSqlDatabase, QSqlQueryModel
from PySide6.QtWidgets import QTableView

from benchmarks.bare_lists import all_rows_query


class BareTable:
    """Holds all rows of the list of deliverables; `close` it at the end."""

    def __init__(self, path: Path, keys: Sequence[str], like: QTableView) -> None:
        self._database = QSqlDatabase.addDatabase("QSQLITE", "bare")
        self._database.setDatabaseName(str(path))
        self._database.setConnectOptions("QSQLITE_OPEN_READONLY")
        assert self._database.open(), self._database.lastError().text()
        self.model = QSqlQueryModel()
        self.model.setQuery(all_rows_query(keys), self._database)
        while self.model.canFetchMore():
            self.model.fetchMore()
        self.view = QTableView()
        self.view.setFont(like.font())
        self.view.setShowGrid(False)
        self.view.setWordWrap(False)
        self.view.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.view.verticalHeader().setDefaultSectionSize(like.rowHeight(0))
        self.view.verticalHeader().hide()
        self.view.setModel(self.model)
        self.view.resize(like.size())
        for column in range(len(keys)):
            self.view.setColumnWidth(column, like.columnWidth(column))
        self.view.show()
        # As many rows on the screen: the heads of the two are not of one height.
        more = like.viewport().height() - self.view.viewport().height()
        self.view.resize(like.width(), self.view.height() + more)

    def close(self) -> None:
        """Let the database go."""
        self.view.close()
        self.view.deleteLater()
        self.model.deleteLater()
        self._database.close()
