"""Sources: where a fact comes from, and how far it is to be believed."""

from typing import Annotated, ClassVar

from tracker.domain import fields as f
from tracker.domain.dates import PartialDate
from tracker.domain.record import RootRecord
from tracker.i18n import mark


class Reliability(f.Choice):
    """How far a source is to be believed."""

    OFFICIAL = "official", mark("Official")
    PRESS = "press", mark("Press")
    MARKET_REPORT = "market_report", mark("Market report")
    HEARSAY = "hearsay", mark("Hearsay")


class SourceKind(f.Choice):
    """What a source is."""

    ANNOUNCEMENT = "announcement", mark("Announcement")
    ARTICLE = "article", mark("Article")
    REGISTER = "register", mark("Register entry")
    DOCUMENT = "document", mark("Document")
    BLOG = "blog", mark("Blog")


class Source(RootRecord):
    """An announcement, article, register entry or document."""

    key: ClassVar[str] = "source"
    label: ClassVar[str] = mark("Source")
    plural: ClassVar[str] = mark("Sources")
    name_fields: ClassVar[tuple[str, ...]] = ("title",)

    title: Annotated[str, f.text(mark("&Title"), required=True, search=True, listed=True)] = ""
    kind: Annotated[SourceKind, f.choice(mark("&Kind"), SourceKind, listed=True)] = (
        SourceKind.ANNOUNCEMENT
    )
    publisher: Annotated[str, f.text(mark("&Publisher"), search=True, listed=True)] = ""
    url: Annotated[str, f.url(mark("&Address"), search=True)] = ""
    published: Annotated[PartialDate | None, f.date(mark("P&ublished"), listed=True)] = None
    read_on: Annotated[PartialDate | None, f.date(mark("&Read on"))] = None
    reliability: Annotated[
        Reliability | None, f.choice(mark("Re&liability"), Reliability, listed=True)
    ] = None
    language: Annotated[str, f.text(mark("Lan&guage"))] = ""
    reference: Annotated[
        str,
        f.text(mark("Re&ference"), search=True, folded=True, help=mark("A number or file mark")),
    ] = ""
    excerpt: Annotated[
        str, f.long_text(mark("E&xcerpt"), search=True, help=mark("What it says, in short"))
    ] = ""
    claims: Annotated[
        tuple[str, ...],
        f.texts(
            mark("&Claims"),
            search=True,
            folded=True,
            help=mark("What it states that belongs to no other record"),
        ),
    ] = ()
    see_also: Annotated[
        tuple[str, ...],
        f.texts(
            mark("&See also"),
            search=True,
            folded=True,
            help=mark("References of other reports on the matter"),
        ),
    ] = ()
