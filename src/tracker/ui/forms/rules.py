"""What one kind of record wants of its form beyond its declaration."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar

if TYPE_CHECKING:
    from tracker.domain.fields import FieldSpec
    from tracker.domain.record import RootRecord
    from tracker.services.records import Saved
    from tracker.ui.forms.editor import Editor
    from tracker.ui.forms.parts import FormParts, FormServices
    from tracker.ui.forms.record_form import RecordForm


class FormRules:
    """The usual behaviour; a feature gives the forms a subclass for its kind of record."""

    kept: ClassVar[tuple[str, ...]] = ()
    """The fields that the next record takes over from one saved by "Save and new"."""

    def starting_rows(self) -> Mapping[str, int]:
        """How many empty rows a new record's lists begin with, by field."""
        return {}

    def prefill(self, text: str, around: Mapping[str, object]) -> dict[str, Any]:
        """What a record created in place begins with, given what was typed and the values beside
        the picker. Only what is stated there: nothing is guessed."""
        return {}

    held: ClassVar[frozenset[str]] = frozenset()
    """Fields that have no place of their own: the editors below hold them along with theirs."""

    def editor(self, form: RecordForm, spec: FieldSpec, parts: FormParts) -> Editor | None:
        """An editor of its own for a field; None: as its declaration says."""
        return None

    def save(self, services: FormServices, record: RootRecord, today: date) -> Saved:
        """Write a draft."""
        return services.records.save(record)

    def built(self, form: RecordForm) -> None:
        """The form has been made: connect what depends on what."""
