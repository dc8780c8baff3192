"""Contacts: people, their names in scripts, and what they were where and when."""

from typing import Annotated, ClassVar

from tracker.domain import fields as f
from tracker.domain.dates import PartialDate
from tracker.domain.record import ChildRecord, RootRecord
from tracker.domain.records.evidence import Citation
from tracker.domain.records.organisations import NameKind
from tracker.i18n import mark


class ContactName(ChildRecord):
    """A further name of a person: BG Rhee is also 이병건."""

    key: ClassVar[str] = "contact_name"
    label: ClassVar[str] = mark("Other name")
    plural: ClassVar[str] = mark("Other names")
    parent: ClassVar[str] = "contact"

    name: Annotated[str, f.text(mark("Name"), required=True, search=True)] = ""
    kind: Annotated[NameKind, f.choice(mark("Kind"), NameKind)] = NameKind.ALSO
    language: Annotated[str, f.text(mark("Language"), help=mark("ISO 639, such as ko"))] = ""


class Affiliation(ChildRecord):
    """A contact at an organisation; several at once are usual.

    `as_of` is the day a source states it when neither beginning nor end is known.
    """

    key: ClassVar[str] = "affiliation"
    label: ClassVar[str] = mark("Position")
    plural: ClassVar[str] = mark("Positions")
    parent: ClassVar[str] = "contact"

    organisation_id: Annotated[
        int | None, f.reference(mark("Organisation"), "organisation", required=True)
    ] = None
    title: Annotated[str, f.text(mark("Job title"), search=True)] = ""
    since: Annotated[PartialDate | None, f.date(mark("From"))] = None
    until: Annotated[PartialDate | None, f.date(mark("Until"))] = None
    as_of: Annotated[PartialDate | None, f.date(mark("As of"))] = None


class Contact(RootRecord):
    """A person."""

    key: ClassVar[str] = "contact"
    label: ClassVar[str] = mark("Contact")
    plural: ClassVar[str] = mark("Contacts")

    name: Annotated[
        str,
        f.text(
            mark("&Name"), required=True, search=True, listed=True, help=mark("As usually written")
        ),
    ] = ""
    honorific: Annotated[
        str, f.text(mark("&Honorific"), suggestions=("Dr", "Prof", "박사", "교수"))
    ] = ""
    given_name: Annotated[str, f.text(mark("&Given name"), search=True, folded=True)] = ""
    family_name: Annotated[str, f.text(mark("&Family name"), search=True, folded=True)] = ""
    family_first: Annotated[bool | None, f.flag(mark("Fa&mily name first"), folded=True)] = None
    emails: Annotated[
        tuple[str, ...],
        f.texts(
            mark("&E-mail"), search=True, listed=True, pattern=r"[^@\s<>]+@[^@\s<>]+\.[^@\s<>]+"
        ),
    ] = ()
    phones: Annotated[
        tuple[str, ...],
        f.texts(mark("&Phone"), search=True, pattern=r"[+()\d][\d\s().\-/+x]{2,30}"),
    ] = ()
    languages: Annotated[tuple[str, ...], f.texts(mark("&Languages"))] = ()
    affiliations: Annotated[tuple[Affiliation, ...], f.children(mark("Positions"))] = ()
    names: Annotated[tuple[ContactName, ...], f.children(mark("Other names"))] = ()
    citations: Annotated[tuple[Citation, ...], f.children(mark("Sources"))] = ()
