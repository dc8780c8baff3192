"""What the deliverable's form does beyond its declaration."""

from __future__ import annotations

from collections.abc import Mapping

from tracker.ui.forms.rules import FormRules


class DeliverableRules(FormRules):
    """Somebody is to do it: the first row for a responsible party is there."""

    def starting_rows(self) -> Mapping[str, int]:
        return {"responsible": 1}
