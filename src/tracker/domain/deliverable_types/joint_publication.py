"""Joint publication: an article, paper or report of several parties."""

from collections.abc import Iterator
from typing import Annotated, ClassVar

from tracker.domain import fields as f
from tracker.domain.dates import PartialDate
from tracker.domain.deliverable_types.base import TypeDetails
from tracker.domain.deliverable_types.computing import Between, Computed
from tracker.domain.deliverable_types.rules import in_order
from tracker.i18n import mark


class PublicationKind(f.Choice):
    ARTICLE = "article", mark("Article")
    WHITE_PAPER = "white_paper", mark("White paper")
    POSITION_PAPER = "position_paper", mark("Position paper")
    REPORT = "report", mark("Report")
    SURVEY = "survey", mark("Survey")


class PublicationStage(f.Choice):
    IDEA = "idea", mark("Idea")
    DRAFTING = "drafting", mark("Drafting")
    REVIEW = "internal_review", mark("Internal review")
    SUBMITTED = "submitted", mark("Submitted")
    ACCEPTED = "accepted", mark("Accepted")
    PUBLISHED = "published", mark("Published")


class JointPublication(TypeDetails):
    key: ClassVar[str] = "joint_publication"
    label: ClassVar[str] = mark("Joint publication")
    icon: ClassVar[str] = "file-text"

    kind: Annotated[
        PublicationKind | None, f.choice(mark("&Kind"), PublicationKind, listed=True)
    ] = None
    stage: Annotated[
        PublicationStage | None, f.choice(mark("Sta&ge"), PublicationStage, listed=True)
    ] = None
    authors: Annotated[
        tuple[int, ...],
        f.participants(
            mark("Aut&hors"), "contact", help=mark("In their order, each with the organisation")
        ),
    ] = ()
    publisher: Annotated[str, f.text(mark("&Journal or publisher"), search=True)] = ""
    volume: Annotated[str, f.text(mark("Volume"))] = ""
    issue: Annotated[str, f.text(mark("Issue"))] = ""
    pages: Annotated[str, f.text(mark("Pages"))] = ""
    # The form of a DOI: prefix 10.NNNN and a suffix (DOI Handbook, 2.2).
    doi: Annotated[
        str,
        f.text(
            mark("&DOI"),
            search=True,
            pattern=r"10\.\d{4,9}/\S+",
            help=mark("Write it as 10.1016/j.jcyt.2019.03.001"),
        ),
    ] = ""
    url: Annotated[str, f.url(mark("Address"))] = ""
    licence: Annotated[str, f.text(mark("Licence"), suggestions=("CC BY 4.0", "CC BY-NC 4.0"))] = ""
    submitted: Annotated[PartialDate | None, f.date(mark("Submitted"))] = None
    accepted: Annotated[PartialDate | None, f.date(mark("Accepted"))] = None
    published: Annotated[PartialDate | None, f.date(mark("Published"))] = None

    computed: ClassVar[tuple[Computed, ...]] = (
        Computed("time_to_publish", mark("Time to publication"), Between("submitted", "published")),
    )

    def problems(self) -> Iterator[tuple[str, str]]:
        yield from in_order(self, "submitted", "accepted", "published")
