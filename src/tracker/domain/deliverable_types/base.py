"""What a type of deliverable is: a class whose fields are its form, columns, rules and report."""

from typing import Any, ClassVar

from pydantic import BaseModel, ConfigDict


class TypeDetails(BaseModel):
    """The own fields of one type. Scalars are kept with the deliverable, participants as links.

    `icon` names the picture beside the type.
    """

    model_config = ConfigDict(frozen=True, extra="ignore")

    key: ClassVar[str]
    label: ClassVar[str]
    icon: ClassVar[str] = "package"

    def derived(self) -> dict[str, Any]:
        """Values computed from the fields, by label; none unless the type says so."""
        return {}
