"""What the contact's form does beyond its declaration: a person made beside an organisation."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tracker.domain.records.contacts import Affiliation
from tracker.ui.forms.rules import FormRules


class ContactRules(FormRules):
    """A person entered in a row with an organisation and a title holds that position."""

    def prefill(self, text: str, around: Mapping[str, object]) -> dict[str, Any]:
        # The row for a position is always there; it is filled only beside a row for a person: an
        # owner beside an organisation need not belong to it.
        if "contact_id" not in around:
            return {"affiliations": (Affiliation(),)}
        organisation = around.get("organisation_id")
        held_at = organisation if isinstance(organisation, int) else None
        # The title at the time, with no dates: nobody has stated since when.
        title = str(around.get("title") or "")
        return {"affiliations": (Affiliation(organisation_id=held_at, title=title),)}
