"""The kind of a term as it follows from what is entered of it, shown while one types."""

from __future__ import annotations

from PySide6.QtCore import QObject

from tracker.domain.terms import TermKind, meant_by
from tracker.i18n import tr
from tracker.ui.forms.layout import FieldSlot
from tracker.ui.forms.record_form import RecordForm

_LASTS, _RENEWED = ("term_length", "term_until"), "term_renewal"


class TermKindFollows(QObject):
    """Sets the kind where nobody chose one, as the lists will take it; a choice is left alone, and
    what was set goes again with what it followed from."""

    def __init__(self, form: RecordForm, slot: FieldSlot) -> None:
        super().__init__(form)
        self._form, self._slot = form, slot
        self._kind = slot.editor
        self._chosen = False
        self._set = TermKind.UNKNOWN
        for name in (*_LASTS, _RENEWED):
            form.editor(name).edited.connect(self._follow)
        self._kind.edited.connect(self._choose)
        form.shown.connect(self._begin)

    def _begin(self) -> None:
        """Another record, or a draft: what stands there was chosen, unless nothing was."""
        self._chosen, self._set = False, TermKind.UNKNOWN
        self._slot.say_hint("")

    def _choose(self) -> None:
        self._chosen = True
        self._slot.say_hint("")

    def _follow(self) -> None:
        if self._chosen or self._kind.value() not in (self._set, None):
            return
        found = [self._form.editor(name).collect() for name in (*_LASTS, _RENEWED)]
        if not all(one.readable for one in found):
            return  # still being typed
        length, until, renewed = (one.value for one in found)
        kind = meant_by(TermKind.UNKNOWN, length or until, renewed)
        if kind is not self._set:
            self._kind.set_value(kind)
            self._set = kind
        words = tr("Follows from what is entered of it. Choose another if it is not so.")
        self._slot.say_hint(words if kind is not TermKind.UNKNOWN else "")
