"""Small PNG files of large pictures: 256 colours chosen for each."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage

_MOST = 256
# Colours as near as this to one that is taken already say nothing new.
_STEP = 6


def save_small(image: QImage, file: Path) -> None:
    """Save `image` with the 256 colours that occur most in it. Raises OSError."""
    image = image.convertToFormat(QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(1)
    small = image.convertToFormat(
        QImage.Format.Format_Indexed8, _palette(image), Qt.ImageConversionFlag.ThresholdDither
    )
    if not small.save(str(file), quality=0):
        raise OSError(f"could not write {file}")


def _palette(image: QImage) -> list[int]:
    counted = Counter(memoryview(image.constBits()).cast("I"))
    taken: list[int] = []
    cells: set[tuple[int, int, int]] = set()
    spare: list[int] = []
    for value, _ in counted.most_common():
        color = QColor.fromRgb(value)
        cell = (color.red() // _STEP, color.green() // _STEP, color.blue() // _STEP)
        # The commonest colours are exact; rare ones (edges of letters) share a cell.
        if len(taken) < _MOST // 4 or cell not in cells:
            taken.append(value | 0xFF000000)
            cells.add(cell)
        else:
            spare.append(value | 0xFF000000)
        if len(taken) == _MOST:
            break
    return taken + spare[: _MOST - len(taken)]
