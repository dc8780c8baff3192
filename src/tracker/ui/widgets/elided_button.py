"""A button whose words end in "…" where it has too little room."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetrics, QPaintEvent
from PySide6.QtWidgets import QStyle, QStyleOptionButton, QStylePainter, QWidget

from tracker.ui.icons import Icons
from tracker.ui.widgets.buttons import Kind, PressButton, dress
from tracker.ui.widgets.tips import plain_tip

# What styles leave between an icon and the words, in px.
_GAP = 4


class ElidedButton(PressButton):
    """Its accessible name and its tip say what `text` says as a whole."""

    def __init__(
        self,
        icons: Icons,
        text: str,
        icon: str = "",
        kind: Kind = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text.replace("&", "&&"), parent)
        dress(self, icons, text, icon, kind)
        self.setAccessibleName(text)
        self.setToolTip(plain_tip(text))

    def shown_text(self) -> str:
        """The words as there is room for them, with "&" doubled."""
        return self._option().text

    def paintEvent(self, _event: QPaintEvent) -> None:
        QStylePainter(self).drawControl(QStyle.ControlElement.CE_PushButton, self._option())

    def _option(self) -> QStyleOptionButton:
        option = QStyleOptionButton()
        self.initStyleOption(option)
        font = QFont(self.font())
        if self.isChecked():
            # The style sheet's, which the font of the widget does not tell.
            font.setWeight(QFont.Weight.DemiBold)
        elif self.width() >= self.sizeHint().width():
            return option
        contents = QStyle.SubElement.SE_PushButtonContents
        room = self.style().subElementRect(contents, option, self).width()
        if not self.icon().isNull():
            room -= self.iconSize().width() + _GAP
        flags = int(Qt.TextFlag.TextShowMnemonic)
        option.text = QFontMetrics(font).elidedText(
            self.text(), Qt.TextElideMode.ElideRight, max(0, room), flags
        )
        return option
