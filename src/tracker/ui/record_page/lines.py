"""One record in a line: icon, name, and a muted rest that wraps like a text."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QEnterEvent,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from tracker.domain.shortening import MOST, ONE_LINE, in_one_line
from tracker.ui.icons import SIZE, Icons
from tracker.ui.theme import FontRole
from tracker.ui.widgets.labels import plain_tip

PAD = 2
"""What a line keeps free above and below its words, in px."""

_GAP = 7
_NOWHERE = 1_000_000.0
_SHORT = 22
# A line may end after the dash of a range of days, whatever space follows; the joiner forbids it.
_NO_BREAK = str.maketrans({" ": "\u00a0", "–": "–\u2060"})


class RecordLine(QAbstractButton):
    """Text that leads somewhere when it has a payload: `activated(payload)`.

    `rest` is muted and follows the name; both wrap together, or end in "…" without `wrap`.
    `role` is the colour of the icon, and with `strong` of the name as well.
    """

    activated = Signal(object)

    def __init__(
        self,
        icons: Icons,
        name: str,
        rest: str = "",
        *,
        icon: str = "",
        role: str = "muted",
        payload: object = None,
        strong: bool = False,
        small: bool = False,
        wrap: bool = True,
        tip: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._icons = icons
        self._icon, self._role, self._strong, self._small = icon, role, strong, small
        most = MOST if wrap else ONE_LINE
        self._name, self._rest = in_one_line(name, most), in_one_line(rest, most)
        self._wrap = wrap
        self._tip = tip
        self._heights: dict[int, int] = {}
        self._hint: QSize | None = None
        self.payload = payload
        self.setText(self._name.replace("&", "&&"))
        self.setAccessibleName(self.words())
        self.setToolTip(plain_tip(tip))
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(wrap)
        self.setSizePolicy(policy)
        if payload is None:
            self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        else:
            self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.clicked.connect(self._open)
        icons.theme.changed.connect(self._measure_anew)

    def words(self) -> str:
        """Everything it says."""
        return f"{self._name} {self._rest}".strip()

    def hasHeightForWidth(self) -> bool:
        return self._wrap

    def heightForWidth(self, width: int) -> int:
        if width not in self._heights:
            height = self._laid_out(width - self._inset()).boundingRect().height()
            self._heights[width] = round(height) + 2 * PAD
        return self._heights[width]

    def sizeHint(self) -> QSize:
        if self._hint is None:
            self._hint = self._measured()
        return self._hint

    def _measured(self) -> QSize:
        layout = self._laid_out(_NOWHERE)
        width = round(layout.lineAt(0).naturalTextWidth()) + 1 if layout.lineCount() else 0
        return QSize(width + self._inset() + 1, round(layout.boundingRect().height()) + 2 * PAD)

    def minimumSizeHint(self) -> QSize:
        height = self.sizeHint().height()
        return QSize(self._inset() + self._icons.theme.px(48), height)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        theme = self._icons.theme
        room = self.width() - self._inset()
        layout = self._laid_out(room)
        line = layout.lineAt(0).height() if layout.lineCount() else 0.0
        if self._icon:
            top = round(PAD + (line - SIZE) / 2)
            dpr = self.devicePixelRatio()
            picture = self._icons.pixmap(self._icon, self._role, SIZE, dpr)
            painter.drawPixmap(QPointF(0, top), picture)
        layout.draw(painter, QPointF(self._inset(), PAD))
        if self.hasFocus():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(theme.color("accent"), 1.5))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.75, 0.75, -0.75, -0.75), 4, 4)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.ApplicationFontChange):
            self._measure_anew()

    def _measure_anew(self) -> None:
        self._heights.clear()
        self._hint = None
        self.updateGeometry()

    def _inset(self) -> int:
        return SIZE + _GAP if self._icon else 0

    def _laid_out(self, width: float) -> QTextLayout:
        """The text broken into lines of that width, or cut to one line."""
        theme = self._icons.theme
        font_role: FontRole = "small" if self._small else "base"
        font = theme.font(font_role)
        name, rest = self._name, held_together(self._rest)
        rest = f"  {rest}" if rest and name else rest
        text = name + rest
        if not self._wrap and width < _NOWHERE:
            text = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, int(width))
        layout = QTextLayout(text, font)
        option = QTextOption()
        wrap = QTextOption.WrapMode
        option.setWrapMode(wrap.WrapAtWordBoundaryOrAnywhere if self._wrap else wrap.NoWrap)
        layout.setTextOption(option)
        hot = self.payload is not None and (self.underMouse() or self.hasFocus())
        named = self._format(hot)
        muted = QTextCharFormat()
        muted.setForeground(theme.color("muted"))
        if rest:
            muted.setFont(theme.font("small"))
        cut = min(len(name), len(text))
        layout.setFormats([_range(0, cut, named), _range(cut, len(text) - cut, muted)])
        layout.beginLayout()
        top = 0.0
        while (line := layout.createLine()).isValid():
            line.setLineWidth(max(width, 1.0))
            line.setPosition(QPointF(0, top))
            top += line.height() + 1
        layout.endLayout()
        return layout

    def _format(self, hot: bool) -> QTextCharFormat:
        theme = self._icons.theme
        form = QTextCharFormat()
        if self._strong:
            form.setFont(theme.font("small_strong" if self._small else "strong"))
        color: QColor = theme.color("text")
        if self._strong and self._role != "muted":
            color = theme.color(self._role)
        elif self._small:
            color = theme.color("muted")
        form.setForeground(theme.color("accent") if hot else color)
        form.setFontUnderline(hot and self.underMouse())
        return form

    def _open(self) -> None:
        if self.payload is not None:
            self.activated.emit(self.payload)

    def resizeEvent(self, event: object) -> None:
        if not self._wrap and not self._tip:
            cut = self.sizeHint().width() > self.width() + 1
            self.setToolTip(plain_tip(self.words()) if cut else "")


def held_together(rest: str) -> str:
    """Short parts, such as dates, are not broken over two lines."""
    parts = rest.split(" · ")
    held = [part.translate(_NO_BREAK) if len(part) <= _SHORT else part for part in parts]
    # A line ends with the dot, and does not begin with it.
    return "\u00a0· ".join(held)


def _range(start: int, length: int, form: QTextCharFormat) -> QTextLayout.FormatRange:
    made = QTextLayout.FormatRange()
    made.start = start
    made.length = length
    made.format = form
    return made
