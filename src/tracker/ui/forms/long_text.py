"""An editor for texts of several lines, as high as its text."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from tracker.domain.fields import FieldSpec
from tracker.ui.forms.editor import TextualEditor
from tracker.ui.forms.parts import FormParts
from tracker.ui.widgets.plain_text import LongPlainText

_MOST_LINES = 14
# Border and padding of the style sheet, and the document's own margin, in px.
_INSET = 5
_MARGIN = 2


class GrowingText(LongPlainText):
    """Grows with its text up to some lines; Tab goes on to the next field."""

    def __init__(self, editor: LongTextEditor) -> None:
        super().__init__(editor)
        self._editor = editor
        self.least = 3
        self.document().setDocumentMargin(_MARGIN)
        self.setViewportMargins(_MARGIN, 0, _MARGIN, 0)
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().documentLayout().documentSizeChanged.connect(self.fit)

    def fit(self) -> None:
        """Take the height of the text."""
        # QPlainTextEdit measures its document in lines.
        lines = int(self.document().size().height())
        bar = Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        if lines > _MOST_LINES:
            bar = Qt.ScrollBarPolicy.ScrollBarAsNeeded
        self.setVerticalScrollBarPolicy(bar)
        lines = max(self.least, min(_MOST_LINES, lines))
        height = lines * self.fontMetrics().lineSpacing() + 2 * (_INSET + _MARGIN)
        if height != self.height() or height != self.minimumHeight():
            self.setFixedHeight(height)

    def minimumSizeHint(self) -> QSize:
        return QSize(60, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Ctrl+Enter saves the form; here it would break a line.
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and (
            event.modifiers() & Qt.KeyboardModifier.ControlModifier
        ):
            event.ignore()
            return
        super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._editor.check()


class LongTextEditor(TextualEditor):
    """A note, a purpose, the wording of a source."""

    def __init__(self, spec: FieldSpec, parts: FormParts, parent: QWidget | None = None) -> None:
        super().__init__(spec, parts, parent)
        self.area = self._made_area()
        self.area.textChanged.connect(self._typed)
        self.row.addWidget(self.area, 1)
        self.area.fit()

    def field(self) -> QWidget:
        return self.area

    def make_small(self) -> None:
        self.area.least = 1
        self.area.fit()

    def _made_area(self) -> GrowingText:
        return GrowingText(self)

    def _typed(self) -> None:
        self.recheck()
        self.edited.emit()
