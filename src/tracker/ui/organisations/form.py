"""What the organisation's form does beyond its declaration."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from tracker.ui.forms.rules import FormRules

_WITH_ACRONYM = re.compile(r"(?P<name>.+?)\s*\((?P<acronym>[^()\s]{2,12})\)")


class OrganisationRules(FormRules):
    """ "Alliance for Regenerative Medicine (ARM)" is a name and an acronym."""

    def prefill(self, text: str, around: Mapping[str, object]) -> dict[str, Any]:
        found = _WITH_ACRONYM.fullmatch(text.strip())
        # Announcements give acronyms so; a bracket of another kind is part of the name.
        if found is None or not found["acronym"].isupper():
            return {}
        return {"name": found["name"], "acronym": found["acronym"]}
