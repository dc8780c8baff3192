"""A piece of evidence as a chip: a small picture or an icon, its name, and how large it is."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QImage, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from tracker.domain.shortening import in_one_line
from tracker.i18n import tr
from tracker.ui.icons import Icons
from tracker.ui.record_page.pictures import paint_picture
from tracker.ui.widgets.labels import plain_tip

_PAD, _GAP, _ICON = 8, 6, 14
_MOST = 240


@dataclass(frozen=True, slots=True)
class Chip:
    """What a chip shows. Without a `payload` it opens nothing; `picture` is the id of the file of
    which a small picture is shown."""

    name: str
    icon: str
    payload: object = None
    detail: str = ""
    picture: int | None = None
    tip: str = ""


class EvidenceChip(QAbstractButton):
    """`activated(payload)` when pressed."""

    activated = Signal(object)

    def __init__(self, icons: Icons, chip: Chip, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icons, self.chip = icons, chip
        self._picture: QImage | None = None
        self._name = in_one_line(chip.name, 120)
        words = f"{self._name} {chip.detail}".strip()
        self.setText(words.replace("&", "&&"))
        self.setAccessibleName(tr("Evidence: {name}", name=words))
        self.setToolTip(plain_tip(chip.tip or chip.name))
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        opens = chip.payload is not None
        focus = Qt.FocusPolicy.TabFocus if opens else Qt.FocusPolicy.NoFocus
        self.setFocusPolicy(focus)
        if opens:
            self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.clicked.connect(self._open)
        icons.theme.changed.connect(self.updateGeometry)

    def show_picture(self, picture: QImage | None) -> None:
        """Show a small picture in the icon's place."""
        self._picture = picture
        self.updateGeometry()
        self.update()

    def words(self) -> str:
        """Everything it says."""
        return self.accessibleName()

    def sizeHint(self) -> QSize:
        px, theme = self._icons.theme.px, self._icons.theme
        metrics = QFontMetrics(theme.font("small"))
        width = 2 * px(_PAD) + px(self._side()) + px(_GAP)
        width += min(px(_MOST), metrics.horizontalAdvance(self._name) + 2)
        if self.chip.detail:
            width += px(_GAP) + metrics.horizontalAdvance(self.chip.detail) + 2
        return QSize(width, max(px(26), px(self._side()) + px(8)))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._icons.theme.px(80), self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        px, theme = self._icons.theme.px, self._icons.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        hot = self.chip.payload is not None and (self.underMouse() or self.hasFocus())
        edge = theme.color("accent" if hot else "line")
        painter.setPen(QPen(edge, 1.5 if self.hasFocus() else 1))
        painter.setBrush(theme.color("window"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.75, 0.75, -0.75, -0.75), 6, 6)
        side = px(self._side())
        left, top = px(_PAD), (self.height() - side) / 2
        box = QRectF(left, top, side, side)
        if self._picture is not None:
            paint_picture(painter, box, self._icons, self._picture)
        else:
            role = "muted" if self.chip.payload is not None else "at_risk"
            picture = self._icons.pixmap(self.chip.icon, role, side, self.devicePixelRatio())
            painter.drawPixmap(box.topLeft(), picture)
        painter.setFont(theme.font("small"))
        metrics = QFontMetrics(painter.font())
        right = self.width() - px(_PAD)
        if self.chip.detail:
            wide = metrics.horizontalAdvance(self.chip.detail)
            painter.setPen(theme.color("muted"))
            painter.drawText(
                QRectF(right - wide, 0, wide + 2, self.height()),
                Qt.AlignmentFlag.AlignVCenter,
                self.chip.detail,
            )
            right -= wide + px(_GAP)
        start = left + side + px(_GAP)
        painter.setPen(theme.color("accent" if hot else "text"))
        shown = metrics.elidedText(
            self._name, Qt.TextElideMode.ElideMiddle, int(max(0, right - start)) + 1
        )
        painter.drawText(
            QRectF(start, 0, right - start + 2, self.height()),
            Qt.AlignmentFlag.AlignVCenter,
            shown,
        )

    def _side(self) -> int:
        return 28 if self._picture is not None else _ICON

    def _open(self) -> None:
        if self.chip.payload is not None:
            self.activated.emit(self.chip.payload)
