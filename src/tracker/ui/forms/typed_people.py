"""The people and organisations that take part in a record whose type names roles for them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from tracker.domain.fields import FieldSpec, Kind
from tracker.domain.record import specs
from tracker.domain.records.deliverables import DeliverableParticipant
from tracker.i18n import tr
from tracker.ui.forms.children import ChildrenEditor
from tracker.ui.forms.parts import FormParts


def participants_editor(
    spec: FieldSpec,
    parts: FormParts,
    around: Callable[[], Mapping[str, object]] | None,
    period: tuple[str, str] | None = None,
) -> ChildrenEditor:
    """Rows of organisations or of people in one role. Whom nobody names is described, under
    "More" of the row. `period` are the labels of beginning and end, where each has them."""
    chosen = {one.target: one for one in specs(DeliverableParticipant) if one.target}
    main = [chosen.pop(spec.target)]
    rest = [
        one for one in specs(DeliverableParticipant)
        if one.name != "role" and one.kind is not Kind.REFERENCE
    ]  # fmt: skip
    if spec.target == "contact":
        # A person has a title and stands for somebody; an organisation is just itself.
        main += [one for one in rest if one.name == "title"]
        main += list(chosen.values())
    left = [one for one in rest if one.name != "title"]
    if period is not None:
        labels = dict(zip(("since", "until"), period, strict=True))
        main += [replace(one, label=labels[one.name]) for one in left if one.name in labels]
        left = [one for one in left if one.name not in labels]
    more = sorted(left, key=lambda one: one.name != "described_as")
    item = tr("Organisation") if spec.target == "organisation" else tr("Person")
    return ChildrenEditor(
        spec,
        DeliverableParticipant,
        parts,
        main=main,
        more=more,
        fixed={"role": spec.name},
        item=item,
        around=around,
    )


def people_of(raw: Mapping[str, Any]) -> dict[str, list[DeliverableParticipant]]:
    """Participants out of a draft; what is damaged is left out."""
    found: dict[str, list[DeliverableParticipant]] = {}
    for role, rows in raw.items():
        for row in rows if isinstance(rows, list) else ():
            try:
                found.setdefault(role, []).append(DeliverableParticipant.model_validate(row))
            except ValueError:
                continue
    return found
