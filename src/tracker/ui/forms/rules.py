"""What one kind of record wants of its form beyond its declaration."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar

if TYPE_CHECKING:
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

    def built(self, form: RecordForm) -> None:
        """The form has been made: connect what depends on what."""
