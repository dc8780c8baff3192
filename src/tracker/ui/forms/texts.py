"""The editor of several short texts: each a chip that can be taken away, and a line for more."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QSizePolicy, QWidget

from tracker.domain.fields import FieldSpec
from tracker.domain.reading import read_texts
from tracker.i18n import tr
from tracker.ui.forms.editor import Editor, FocusHint
from tracker.ui.forms.flow import FlowLayout
from tracker.ui.forms.parts import FormParts
from tracker.ui.widgets.buttons import button


class ChipLine(QLineEdit):
    """The line at the end: Enter or ";" makes a chip, Backspace in it empty takes the last."""

    finished = Signal()
    emptied = Signal()

    def minimumSizeHint(self) -> QSize:
        return QSize(120, super().minimumSizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key == Qt.Key.Key_Backspace and not self.text():
            self.emptied.emit()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() and self.text():
            self.finished.emit()
            if self._creates():
                super().keyPressEvent(event)
        else:
            super().keyPressEvent(event)
            if self.text().endswith(";"):
                self.finished.emit()

    def _creates(self) -> bool:
        """In a form whose Enter creates the record it does so from here too."""
        return any(one.isDefault() for one in self.window().findChildren(QPushButton))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.finished.emit()


class TextsEditor(Editor):
    """Places, languages, addresses: any number of short texts in order."""

    def __init__(self, spec: FieldSpec, parts: FormParts, parent: QWidget | None = None) -> None:
        super().__init__(spec, parts, parent)
        self._texts: list[str] = []
        self._chips: list[QWidget] = []
        self._name = ""
        inside = QWidget(self)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        inside.setSizePolicy(policy)
        self.setSizePolicy(policy)
        self._flow = FlowLayout(inside)
        self._flow.setContentsMargins(0, 0, 0, 0)
        self.line = ChipLine(inside)
        FocusHint(self.line, tr("Several: put ; between them"))
        self.line.textEdited.connect(self._typed)
        self.line.finished.connect(self._take)
        self.line.emptied.connect(self._drop_last)
        self._flow.addWidget(self.line)
        self.row.addWidget(inside, 1)

    def field(self) -> QWidget:
        return self.line

    def value(self) -> Any:
        return read_texts(self.spec, [*self._texts, *self.line.text().split(";")])

    def set_value(self, value: Any) -> None:
        self._show([str(text) for text in value or ()])
        self.line.clear()
        self.clear_problems()

    def raw(self) -> Any:
        return {"texts": list(self._texts), "rest": self.line.text()}

    def set_raw(self, raw: Any) -> None:
        if isinstance(raw, dict) and isinstance(raw.get("texts"), list):
            self._show([text for text in raw["texts"] if isinstance(text, str)])
            self.line.setText(str(raw.get("rest", "")))
            self.check()

    def name_field(self, name: str) -> None:
        super().name_field(name)
        self._name = name

    def _typed(self) -> None:
        self.recheck()
        self.edited.emit()

    def _take(self) -> None:
        """What stands in the line becomes chips."""
        words = (" ".join(part.split()) for part in self.line.text().split(";"))
        new = [word for word in words if word and word not in self._texts]
        if self.line.text():
            self.line.clear()
            self._show([*self._texts, *dict.fromkeys(new)])
            self.edited.emit()
        self.check()

    def _drop_last(self) -> None:
        if self._texts:
            # It comes back into the line, so that it can be mended.
            last = self._texts[-1]
            self._show(self._texts[:-1])
            self.line.setText(last)
            self.edited.emit()

    def _show(self, texts: list[str]) -> None:
        self._texts = texts
        for chip in self._chips:
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self._chips = [self._chip(text) for text in texts]
        for place, chip in enumerate(self._chips):
            self._flow.insert(place, chip)
            chip.show()
        self.updateGeometry()
        self.restructured.emit()

    def _chip(self, text: str) -> QWidget:
        made = button(self.parts.icons, tr("Remove {text}", text=text), "", "chip")
        made.setText(text.replace("&", "&&") + " ")
        made.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self.parts.icons.apply(made, "x", "muted", size=12)
        made.setIconSize(QSize(12, 12))
        made.setProperty("text_of_chip", text)
        made.clicked.connect(self._remove)
        holder = QWidget(self.line.parentWidget())
        inside = QHBoxLayout(holder)
        inside.setContentsMargins(0, 3, 0, 3)
        inside.addWidget(made)
        return holder

    def _remove(self) -> None:
        pressed = self.sender()
        if isinstance(pressed, QPushButton):
            gone = pressed.property("text_of_chip")
            self._show([text for text in self._texts if text != gone])
            self.line.setFocus(Qt.FocusReason.OtherFocusReason)
            self.check()
            self.edited.emit()
