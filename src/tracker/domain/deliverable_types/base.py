"""What a type of deliverable is: a class whose fields are its form, columns, rules and report."""

from collections.abc import Iterator, Mapping
from typing import ClassVar

from pydantic import BaseModel, ConfigDict

from tracker.domain.dates import PartialDate
from tracker.domain.deliverable_types.computing import Computed


class TypeDetails(BaseModel):
    """The own fields of one type. Scalars are kept with the deliverable, participants as links.

    `icon` names the picture beside the type; `computed` are values that follow from the fields;
    `periods` says what beginning and end are called of those who take part in a role, where that
    is told of each of them.
    """

    model_config = ConfigDict(frozen=True, extra="ignore")

    key: ClassVar[str]
    label: ClassVar[str]
    icon: ClassVar[str] = "package"
    own: ClassVar[bool] = False
    retired: ClassVar[bool] = False
    former: ClassVar["type[TypeDetails] | None"] = None
    computed: ClassVar[tuple[Computed, ...]] = ()
    periods: ClassVar[Mapping[str, tuple[str, str]]] = {}

    def problems(self) -> Iterator[tuple[str, str]]:
        """What cannot be, across its fields: the field and a sentence. It is not saved so."""
        yield from ()

    def hints(self, event: PartialDate | None = None) -> Iterator[tuple[str, str]]:
        """What is odd and yet may be so: the field and a sentence. `event` is when the event takes
        place at which the deliverable is."""
        yield from ()
