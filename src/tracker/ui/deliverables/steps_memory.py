"""What must survive when the page is built anew: where the keyboard was, and what is typed."""

from __future__ import annotations

from dataclasses import dataclass, field

ADD = 0
"""Stands for the line that adds a step, where a step's id is expected."""


@dataclass
class StepsMemory:
    """Kept by the page for the deliverable it shows."""

    deliverable_id: int = 0
    current: int | None = None
    """The step that the keyboard is on."""
    focused: bool = False
    """Whether the keyboard is in the block at all, and has to come back to it."""
    panel: str = ""
    """"reach" or "edit", open below the step `panel_step`."""
    panel_step: int | None = None
    texts: dict[tuple[str, int, str], str] = field(default_factory=dict)
    """What is typed and not yet saved: by panel, step and field."""

    def begin(self, deliverable_id: int) -> None:
        """Forget what belongs to another deliverable."""
        if deliverable_id != self.deliverable_id:
            self.deliverable_id = deliverable_id
            self.current, self.focused = None, False
            self.panel, self.panel_step = "", None
            self.texts = {}

    def text(self, panel: str, step: int, field: str, otherwise: str = "") -> str:
        """What was typed into a field, else what it begins with."""
        return self.texts.get((panel, step, field), otherwise)

    def forget(self, panel: str, step: int) -> None:
        """What was typed there is saved."""
        self.texts = {key: text for key, text in self.texts.items() if key[:2] != (panel, step)}
        if (self.panel, self.panel_step) == (panel, step):
            self.panel, self.panel_step = "", None
