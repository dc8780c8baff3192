"""What a record knows of fields that the type shown has not: kept, and shown again where a type has
the same field."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from tracker.domain.deliverable_types.base import TypeDetails
from tracker.domain.fields import Kind
from tracker.domain.record import specs, value_specs
from tracker.domain.records.deliverables import DeliverableParticipant
from tracker.ui.forms.children import ChildrenEditor
from tracker.ui.forms.editor import Editor
from tracker.ui.forms.typed_people import people_of


class TypedMemory:
    """`stored` are details by field, `people` the participants by role; what was typed and could
    not be read is kept as it was."""

    def __init__(self) -> None:
        self.stored: dict[str, Any] = {}
        self.people: dict[str, list[DeliverableParticipant]] = {}
        self._raws: dict[tuple[str, Kind], Any] = {}

    def begin(self, stored: Mapping[str, Any], people: Sequence[DeliverableParticipant]) -> None:
        """Another record is shown."""
        self.stored = dict(stored)
        self.people = {}
        for person in people:
            self.people.setdefault(person.role, []).append(person)
        self._raws.clear()

    def keep(
        self,
        declared: type[TypeDetails],
        editors: Mapping[str, Editor],
        fresh: Mapping[str, Any],
        details: Mapping[str, Any],
    ) -> None:
        """Keep what the fields of a type hold, read (`details`) or not, before they are gone."""
        for name, editor in editors.items():
            if isinstance(editor, ChildrenEditor):
                self.people[name] = list(editor.value())
                continue
            self.stored.pop(name, None)
            if editor.raw() != fresh[name]:
                self._raws[name, editor.spec.kind] = editor.raw()
        known = {spec.name for spec in specs(declared)}
        self.stored |= {name: one for name, one in details.items() if name in known}

    def show(self, declared: type[TypeDetails], editors: Mapping[str, Editor]) -> None:
        """Put what is known into the fields of a type."""
        for spec in value_specs(declared):
            editor = editors[spec.name]
            if (spec.name, spec.kind) in self._raws:
                editor.set_raw(self._raws[spec.name, spec.kind])
            elif spec.name in self.stored:
                try:
                    read = declared.model_validate({spec.name: self.stored[spec.name]})
                except ValueError:
                    editor.set_raw(str(self.stored[spec.name]))
                else:
                    editor.set_value(getattr(read, spec.name))
        for role, rows in self.people.items():
            if isinstance(found := editors.get(role), ChildrenEditor):
                found.set_value(rows)

    def apart(self, editors: Mapping[str, Editor]) -> dict[str, Any]:
        """The details that no editor shows; what was emptied in one would come back from here."""
        return {name: one for name, one in self.stored.items() if name not in editors}

    def people_apart(
        self, editors: Mapping[str, Editor]
    ) -> dict[str, list[DeliverableParticipant]]:
        """The participants in roles that no editor shows."""
        return {role: rows for role, rows in self.people.items() if role not in editors}

    def raw(self, editors: Mapping[str, Editor]) -> dict[str, Any]:
        """What no editor shows, as JSON."""
        people = self.people_apart(editors).items()
        return {
            "stored": self.apart(editors),
            "people": {
                role: [row.model_dump(mode="json") for row in rows] for role, rows in people
            },
        }

    def put_raw(self, raw: Mapping[str, Any]) -> None:
        """Bring back what `raw` gave."""
        stored, people = raw.get("stored"), raw.get("people")
        self.stored = dict(stored) if isinstance(stored, dict) else {}
        self.people = people_of(people if isinstance(people, dict) else {})
        self._raws.clear()
