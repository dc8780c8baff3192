"""The head of a page folds to pictures when its words do not fit: measured, not guessed."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from weakref import WeakMethod

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QHBoxLayout, QWidget

_MEASURED = frozenset({QEvent.Type.Resize, QEvent.Type.LayoutRequest, QEvent.Type.Show})
_OTHER_WORDS = frozenset({QEvent.Type.FontChange, QEvent.Type.StyleChange})


class FoldingHead(QObject):
    """Watches `page`, whose head is `row`. `dress(narrow)`, a method, puts words or pictures on
    what stands there; where not even the pictures fit, of `spare` are shown, the first before
    the others, what does."""

    def __init__(
        self,
        page: QWidget,
        row: QHBoxLayout,
        spare: Sequence[QWidget],
        dress: Callable[[bool], None],
    ) -> None:
        super().__init__(page)
        self._page, self._row, self._spare = page, row, tuple(spare)
        self._dress = WeakMethod(dress)
        self.is_narrow = False
        # How wide it was with all words when they did not fit.
        self._wanted = 0
        # What stood there when it was folded: with other parts the words may fit.
        self._parts: frozenset[int] = frozenset()
        page.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._page:
            if event.type() in _OTHER_WORDS:
                self.words_changed()
            elif event.type() in _MEASURED:
                self._fit()
        return super().eventFilter(watched, event)

    def words_changed(self) -> None:
        """Other words stand there: perhaps they fit."""
        self._wanted = 0
        self._fit()

    def _fit(self) -> None:
        room = self._page.width()
        if self.is_narrow and (room >= self._wanted or self._parts != self._shown_parts()):
            self._turn(narrow=False)
        if not self.is_narrow and (wanted := self._width()) > room:
            self._wanted = wanted
            self._turn(narrow=True)
            self._parts = self._shown_parts()
        shown = list(self._spare)
        while self.is_narrow and shown and self._width(shown) > room:
            shown.pop()
        for one in self._spare:
            if one.isHidden() is (one in shown):
                one.setVisible(one in shown)

    def _shown_parts(self) -> frozenset[int]:
        """The places in the row of what is there, but for what may be spared."""
        items = ((at, self._row.itemAt(at)) for at in range(self._row.count()))
        widgets = ((at, item.widget()) for at, item in items if item is not None)
        return frozenset(
            at
            for at, widget in widgets
            if widget is not None and widget not in self._spare and not widget.isHidden()
        )

    def _turn(self, *, narrow: bool) -> None:
        self.is_narrow = narrow
        if (dress := self._dress()) is not None:
            dress(narrow)

    def _width(self, spare: Collection[QWidget] | None = None) -> int:
        """So wide it wants to be as it is dressed, with all that can be spared or some of it."""
        with_these = self._spare if spare is None else spare
        margins, parts = self._row.contentsMargins(), 0
        width = margins.left() + margins.right()
        for at in range(self._row.count()):
            item = self._row.itemAt(at)
            if item is None:
                continue
            widget = item.widget()
            if widget is None:
                width += item.sizeHint().width()
            elif widget in with_these if widget in self._spare else not widget.isHidden():
                # Asked of the widget: what its layout keeps is of before the words changed.
                hint = max(widget.sizeHint().width(), widget.minimumWidth())
                width += min(hint, widget.maximumWidth())
                parts += 1
        return width + max(0, parts - 1) * self._row.spacing()
