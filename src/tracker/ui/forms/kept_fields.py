"""Says which fields are no longer shown after a change of type, and yet are not lost."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from tracker.domain.deliverable_types.catalogue import BUILT_IN, TypeCatalogue
from tracker.domain.fields import FieldSpec
from tracker.domain.reading import plain_label
from tracker.domain.record import specs
from tracker.i18n import tr, trn


class KeptFields(QLabel):
    """A quiet line for each type in which fields were filled that the type shown has not."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "small")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self._types = BUILT_IN
        self._aside: dict[str, tuple[str, FieldSpec]] = {}
        self.hide()

    def forget(self) -> None:
        """Another record is shown."""
        self._aside.clear()
        self._say({})

    def names(self, field: str) -> bool:
        """Whether it speaks of that field."""
        return field in self._aside

    def changed(
        self, before: str, entered: Sequence[FieldSpec], now: str, types: TypeCatalogue
    ) -> None:
        """The type `now` is shown; the fields `entered` of the one `before` it hold something."""
        self._types = types
        self._aside |= {spec.name: (before, spec) for spec in entered}
        shown = {spec.name: spec.kind for spec in specs(types.of(now))}
        by_type: dict[str, list[str]] = {}
        for name, (owner, spec) in list(self._aside.items()):
            if shown.get(name) is spec.kind:
                del self._aside[name]
            else:
                by_type.setdefault(owner, []).append(plain_label(spec))
        self._say(by_type)

    def _say(self, by_type: dict[str, list[str]]) -> None:
        lines = [
            trn(
                "{n} field of {type} is kept and comes back if you change back: {fields}",
                "{n} fields of {type} are kept and come back if you change back: {fields}",
                len(fields),
                type=tr(self._types.of(owner).label),
                fields=", ".join(fields),
            )
            for owner, fields in by_type.items()
        ]
        self.setText("\n".join(lines))
        self.setVisible(bool(lines))
