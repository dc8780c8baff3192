"""Which editor a declared field gets. The one place that knows editors by kind."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from pydantic import BaseModel
from PySide6.QtWidgets import QWidget

from tracker.domain.fields import FieldSpec, Kind
from tracker.domain.record import MANAGED, specs
from tracker.ui.forms.choices import ChoiceEditor, FlagEditor
from tracker.ui.forms.dates import DateEditor
from tracker.ui.forms.editor import Editor
from tracker.ui.forms.lines import CountryEditor, LineEditor, NumberEditor, SuggestingEditor
from tracker.ui.forms.long_text import LongTextEditor
from tracker.ui.forms.offsets import OffsetEditor
from tracker.ui.forms.parts import FormParts
from tracker.ui.forms.picking import ReferenceEditor
from tracker.ui.forms.texts import TextsEditor

Around = Callable[[], Mapping[str, object]]

_MADE: dict[Kind, Callable[[FieldSpec, FormParts, QWidget | None], Editor]] = {
    Kind.LONG_TEXT: LongTextEditor,
    Kind.TEXTS: TextsEditor,
    Kind.INTEGER: NumberEditor,
    Kind.DECIMAL: NumberEditor,
    Kind.PERCENT: NumberEditor,
    Kind.MONEY: LineEditor,
    Kind.FLAG: FlagEditor,
    Kind.DATE: DateEditor,
    Kind.DURATION: LineEditor,
    Kind.OFFSET: OffsetEditor,
    Kind.COUNTRY: CountryEditor,
    Kind.URL: LineEditor,
}

# Editors that need the whole width of a form; of the others two stand side by side.
WIDE = frozenset({Kind.LONG_TEXT, Kind.TEXTS, Kind.FLAG, Kind.CHILDREN, Kind.DETAILS})


def make_editor(
    record: type[BaseModel],
    spec: FieldSpec,
    parts: FormParts,
    around: Around | None = None,
    parent: QWidget | None = None,
) -> Editor:
    """The editor of one value of a record; children and details have editors of their own."""
    if spec.kind is Kind.CHOICE:
        optional = record.model_fields[spec.name].default is None
        return ChoiceEditor(spec, parts, optional=optional, parent=parent)
    if spec.kind is Kind.REFERENCE:
        return ReferenceEditor(spec, parts, parent, around=around)
    if spec.kind is Kind.TEXT:
        made = SuggestingEditor if spec.suggestions else LineEditor
        return made(spec, parts, parent)
    return _MADE[spec.kind](spec, parts, parent)


def edited_specs(record: type[BaseModel]) -> tuple[FieldSpec, ...]:
    """The fields of a record that a form shows."""
    return tuple(
        spec
        for spec in specs(record)
        if spec.name not in MANAGED and not spec.managed and spec.kind is not Kind.MOMENT
    )
